"""The decision table of the payout: what the bank said, and where the payment stood, to what we do.

The rules that never bend: silence is not a refusal; only an answer about the reference moves an
unknown; money is released on an explicit final refusal alone, and not while an earlier message of
the same reference may have paid; a machine sends again only to a bank that refuses a reference it
knows; paid needs the bank's own reference; success after a refusal is an alarm, never silent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from klaim_jht.rules.status import StatusPembayaran
from klaim_jht.rules.tanggapan_bank.jadwal import (
    KETENTUAN_TANYA,
    KetentuanTanya,
    OpsiBank,
    kirim_berikutnya,
    pernah_dikenal,
    tidak_ditemukan,
)
from klaim_jht.rules.tanggapan_bank.kata import (
    Asal,
    HasilBank,
    Jawaban,
    JenisTindakan,
    KeadaanPembayaran,
    Perbaikan,
    SebabBeku,
    Tindakan,
)
from klaim_jht.rules.tanggapan_bank.perkara import (
    Perkara,
    abaikan,
    bekukan_karena,
    orang,
    tanya_lagi,
    tunggu,
)

_H = HasilBank
_S = StatusPembayaran


def putuskan_tindakan(
    *,
    jawaban: Jawaban,
    keadaan: KeadaanPembayaran,
    bank: OpsiBank,
    kini: datetime,
    ketentuan: KetentuanTanya = KETENTUAN_TANYA,
) -> Tindakan:
    """Return the one thing to do after this answer.

    Shape:  a total function: every state, origin and answer has an outcome. A worker that died
            between sending and writing is `Asal.KIRIM` with BELUM_PASTI.
    Result: `Tindakan.ke` is the present state or one that the table of states allows. KIRIM_ULANG
            always means the same reference.
    Source: SNAP BI response codes and status inquiry; docs/regulasi.md#tanggapan-bank.
    """
    perkara = Perkara(jawaban, keadaan, bank, ketentuan, kini)
    tertutup = _TERTUTUP.get(keadaan.status)
    if tertutup is not None:
        return tertutup(perkara)
    tabel = _KIRIM if jawaban.asal is Asal.KIRIM else _TANYA
    return tabel.get(jawaban.hasil, tanya_lagi)(perkara)


def _tuntas(perkara: Perkara) -> Tindakan:
    beku = perkara.keadaan.beku
    if not perkara.jawaban.referensi_bank or (beku is not None and beku.hanya_dua_petugas):
        return tanya_lagi(perkara)
    return Tindakan(
        jenis=JenisTindakan.BAYAR_TUNTAS,
        ke=_S.BERHASIL,
        referensi_bank=perkara.jawaban.referensi_bank,
    )


def _diproses(perkara: Perkara) -> Tindakan:
    return tunggu(perkara, _S.DITERIMA_BANK)


def _bekukan(sebab: SebabBeku) -> Callable[[Perkara], Tindakan]:
    def putuskan(perkara: Perkara) -> Tindakan:
        dari, beku = perkara.keadaan.status, perkara.keadaan.beku
        if beku is not None and (beku is sebab or beku.hanya_dua_petugas):
            return tanya_lagi(perkara)
        return bekukan_karena(perkara, _S.BELUM_PASTI if dari is _S.DIKIRIM else dari, sebab)

    return putuskan


def _tidak_terkirim(perkara: Perkara) -> Tindakan:
    keadaan, ketentuan = perkara.keadaan, perkara.ketentuan
    if keadaan.kiriman_menggantung or keadaan.status is not _S.DIKIRIM:
        return tanya_lagi(perkara)
    hasil = perkara.jawaban.hasil
    return Tindakan(
        jenis=JenisTindakan.KIRIM_ULANG,
        ke=_S.SIAP,
        pada=kirim_berikutnya(keadaan, ketentuan, perkara.kini, perkara.jawaban.coba_lagi_pada),
        sebab=hasil,
        alarm=hasil is _H.TANDA_TANGAN
        or keadaan.tidak_terkirim + 1 >= ketentuan.alarm_tidak_terkirim,
        hentikan_semua=hasil is _H.TANDA_TANGAN,
    )


def _ditolak(
    perbaikan: Perbaikan, *, hentikan_semua: bool = False
) -> Callable[[Perkara], Tindakan]:
    """Build the answer to a final refusal of the transfer message."""

    def putuskan(perkara: Perkara) -> Tindakan:
        if _mungkin_sudah_sampai(perkara.keadaan):
            return tanya_lagi(perkara)
        return _gagal(perkara, perbaikan, hentikan_semua=hentikan_semua)

    return putuskan


def _mungkin_sudah_sampai(keadaan: KeadaanPembayaran) -> bool:
    """Tell whether another message, or an earlier word of the bank, stands against a refusal."""
    return (
        keadaan.kiriman_menggantung > 0
        or keadaan.status is _S.DITERIMA_BANK
        or pernah_dikenal(keadaan)
        or (keadaan.beku is not None and keadaan.beku.hanya_dua_petugas)
    )


def _gagal_menurut_bank(perbaikan: Perbaikan) -> Callable[[Perkara], Tindakan]:
    """Build the answer to "that transfer failed": about the reference, so it settles it."""

    def putuskan(perkara: Perkara) -> Tindakan:
        keadaan = perkara.keadaan
        # With two messages at a bank that does not tell references apart, one may still have paid.
        ragu = keadaan.kiriman_menggantung > 0 and not perkara.bank.tolak_referensi_ganda
        if ragu or (keadaan.beku is not None and keadaan.beku.hanya_dua_petugas):
            return _bekukan(SebabBeku.BERTENTANGAN)(perkara)
        return _gagal(perkara, perbaikan)

    return putuskan


def _gagal(perkara: Perkara, perbaikan: Perbaikan, *, hentikan_semua: bool = False) -> Tindakan:
    return Tindakan(
        jenis=JenisTindakan.GAGAL_PASTI,
        ke=_S.GAGAL_PASTI,
        perbaikan=perbaikan,
        sebab=perkara.jawaban.hasil,
        alarm=perbaikan is Perbaikan.PETUGAS,
        hentikan_semua=hentikan_semua,
    )


def _dikembalikan(_perkara: Perkara) -> Tindakan:
    return Tindakan(
        jenis=JenisTindakan.DIKEMBALIKAN,
        ke=_S.DIKEMBALIKAN,
        perbaikan=Perbaikan.REKENING,
        sebab=_H.DIKEMBALIKAN,
    )


def _tidak_ditemukan(perkara: Perkara) -> Tindakan:
    keadaan, ketentuan, kini = perkara.keadaan, perkara.ketentuan, perkara.kini
    semua = tidak_ditemukan(keadaan, kini)
    cukup_lama = semua[0] + ketentuan.rentang_tidak_ditemukan
    if kini < cukup_lama or len(semua) < ketentuan.kali_tidak_ditemukan:
        tanya = tanya_lagi(perkara)
        if tanya.pada is not None and kini < cukup_lama < tanya.pada:
            return replace(tanya, pada=cukup_lama)
        return tanya
    if not _boleh_kirim_ulang(perkara):
        return _bekukan(SebabBeku.TIDAK_DITEMUKAN)(perkara)
    return Tindakan(
        jenis=JenisTindakan.KIRIM_ULANG,
        ke=_S.BELUM_PASTI,
        pada=kini,
        sebab=_H.TIDAK_DITEMUKAN,
    )


def _boleh_kirim_ulang(perkara: Perkara) -> bool:
    keadaan = perkara.keadaan
    return (
        perkara.bank.tolak_referensi_ganda
        and keadaan.beku is None
        and keadaan.status is not _S.DITERIMA_BANK
        and not pernah_dikenal(keadaan)
        and keadaan.kiriman_menggantung + 1 < perkara.ketentuan.kirim_terbanyak
    )


def _saat_siap(perkara: Perkara) -> Tindakan:
    if perkara.jawaban.hasil in _BANK_MENGENAL:
        return orang(perkara, JenisTindakan.BEKUKAN, SebabBeku.TAK_PERNAH_DIKIRIM)
    return abaikan(perkara)


def _saat_gagal_pasti(perkara: Perkara) -> Tindakan:
    if perkara.jawaban.hasil in _BANK_MENGENAL:
        return orang(perkara, JenisTindakan.ALARM_TERLAMBAT, SebabBeku.BERTENTANGAN)
    return abaikan(perkara)


def _saat_berhasil(perkara: Perkara) -> Tindakan:
    if perkara.jawaban.hasil is _H.DIKEMBALIKAN:
        return _dikembalikan(perkara)
    if perkara.jawaban.asal is Asal.TANYA and perkara.jawaban.hasil in _MEMBANTAH_BERHASIL:
        return orang(perkara, JenisTindakan.BEKUKAN, SebabBeku.BERTENTANGAN)
    return abaikan(perkara)


# Words that a bank can only say when it has, or had, this payment.
_BANK_MENGENAL = frozenset(
    {
        _H.BERHASIL,
        _H.DIPROSES,
        _H.DIKEMBALIKAN,
        _H.JUMLAH_BERBEDA,
        _H.REFERENSI_GANDA,
        _H.TIDAK_KONSISTEN,
    }
)
_MEMBANTAH_BERHASIL = frozenset({_H.GAGAL, _H.DIBATALKAN, _H.JUMLAH_BERBEDA})

_Putusan = Callable[[Perkara], Tindakan]

# An answer that stands in neither table means "ask again".
_KIRIM: Mapping[HasilBank, _Putusan] = {
    _H.BERHASIL: _tuntas,
    _H.DIPROSES: _diproses,
    _H.TIDAK_TERKIRIM: _tidak_terkirim,
    _H.TERLALU_SERING: _tidak_terkirim,
    _H.TANDA_TANGAN: _tidak_terkirim,
    _H.REKENING: _ditolak(Perbaikan.REKENING),
    _H.DANA_KURANG: _ditolak(Perbaikan.PETUGAS, hentikan_semua=True),
    _H.KONFIGURASI: _ditolak(Perbaikan.PETUGAS, hentikan_semua=True),
    _H.BATAS: _ditolak(Perbaikan.PETUGAS),
    _H.DICURIGAI: _ditolak(Perbaikan.PETUGAS),
    _H.PESAN_SALAH: _ditolak(Perbaikan.PETUGAS),
    _H.TIDAK_KONSISTEN: _bekukan(SebabBeku.TIDAK_KONSISTEN),
    _H.JUMLAH_BERBEDA: _bekukan(SebabBeku.JUMLAH_BERBEDA),
}
_TANYA: Mapping[HasilBank, _Putusan] = {
    _H.BERHASIL: _tuntas,
    _H.DIPROSES: _diproses,
    _H.DIKEMBALIKAN: _dikembalikan,
    _H.GAGAL: _gagal_menurut_bank(Perbaikan.REKENING),
    _H.DIBATALKAN: _gagal_menurut_bank(Perbaikan.PETUGAS),
    _H.TIDAK_DITEMUKAN: _tidak_ditemukan,
    _H.TIDAK_KONSISTEN: _bekukan(SebabBeku.TIDAK_KONSISTEN),
    _H.JUMLAH_BERBEDA: _bekukan(SebabBeku.JUMLAH_BERBEDA),
}
_TERTUTUP: Mapping[StatusPembayaran, _Putusan] = {
    _S.SIAP: _saat_siap,
    _S.GAGAL_PASTI: _saat_gagal_pasti,
    _S.BERHASIL: _saat_berhasil,
    _S.DIKEMBALIKAN: abaikan,
}
