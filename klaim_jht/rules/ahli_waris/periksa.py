"""May these heirs file: all rules are always asked, so that every "no" shows at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from klaim_jht.rules.ahli_waris.berkas import berkas_diperlukan
from klaim_jht.rules.ahli_waris.fakta import AhliWaris, BuktiKematian, CaraTerima, FaktaWaris
from klaim_jht.rules.ahli_waris.hasil import (
    HasilAturanWaris,
    HasilWaris,
    KodeWaris,
    PerbaikanWaris,
)
from klaim_jht.rules.ahli_waris.urutan import (
    AturanWaris,
    Golongan,
    HubunganWaris,
    aturan_waris,
    golongan_berhak,
    pertanyaan_berikut,
)
from klaim_jht.rules.kelayakan.hasil import NilaiFakta

_H = HubunganWaris
_P = PerbaikanWaris
_SAH = "UU 40/2004 Pasal 37 ayat (4)"
_SEPAKAT = "Janji kami (docs/regulasi.md#ahli-waris)"
# More than these cannot be, whatever the family says.
PALING_BANYAK = {_H.PASANGAN: 4, _H.ORANG_TUA: 2, _H.KAKEK_NENEK: 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Perkara:
    fakta: FaktaWaris
    aturan: AturanWaris
    golongan: Golongan
    pada: date


@dataclass(frozen=True, slots=True)
class _Jawab:
    """What one rule says, before code and version are added."""

    perbaikan: PerbaikanWaris | None = None
    siapa: tuple[int, ...] = ()
    fakta: tuple[tuple[str, NilaiFakta], ...] = ()
    dasar: str = ""


_Aturan: TypeAlias = Callable[[_Perkara], _Jawab]


def periksa_waris(fakta: FaktaWaris, *, pada: date) -> HasilWaris:
    """Ask every rule for heirs.

    Result: data update, inactivity, waiting month and ceiling are not asked; always an officer.
    Raises: ValueError when the order of heirs has no row for the day, or two heirs share a number.
    Source: docs/regulasi.md#ahli-waris.
    """
    if len({satu.nomor for satu in fakta.ahli_waris}) != len(fakta.ahli_waris):
        raise ValueError("nomor_ahli_waris_ganda")
    aturan = aturan_waris(pada)
    perkara = _Perkara(
        fakta=fakta,
        aturan=aturan,
        golongan=golongan_berhak(aturan, fakta.ditinggalkan),
        pada=pada,
    )
    return HasilWaris(
        golongan=perkara.golongan,
        alasan=tuple(_hasil(kode, tanya(perkara), aturan) for kode, tanya in _ATURAN.items()),
        berkas=berkas_diperlukan(fakta, aturan=aturan, pada=pada),
    )


def _hasil(kode: KodeWaris, jawab: _Jawab, aturan: AturanWaris) -> HasilAturanWaris:
    return HasilAturanWaris(
        kode=kode,
        perbaikan=jawab.perbaikan,
        siapa=jawab.siapa,
        fakta=dict(jawab.fakta),
        versi=aturan.versi,
        dasar_hukum=jawab.dasar or aturan.dasar_hukum,
    )


def _nomor(orang: Iterable[AhliWaris]) -> tuple[int, ...]:
    return tuple(satu.nomor for satu in orang)


def _masuk_akal(perkara: _Perkara) -> _Jawab:
    fakta = perkara.fakta
    belum_lahir = _nomor(s for s in fakta.ahli_waris if s.tanggal_lahir > perkara.pada)
    terlalu_banyak = tuple(
        str(hubungan)
        for hubungan, jumlah in fakta.ditinggalkan.items()
        if jumlah is not None and not 0 <= jumlah <= PALING_BANYAK.get(hubungan, jumlah)
    )
    nanti = fakta.tanggal_kematian > perkara.pada
    salah = bool(belum_lahir or terlalu_banyak or nanti)
    return _Jawab(
        _P.PERBAIKI_DATA if salah else None,
        belum_lahir,
        (("kematian_di_masa_depan", nanti), ("terlalu_banyak", terlalu_banyak)),
        _SEPAKAT,
    )


def _kematian(perkara: _Perkara) -> _Jawab:
    bukti = perkara.fakta.bukti
    perbaikan = _P.UNGGAH_SURAT_KEMATIAN if bukti is BuktiKematian.BELUM else None
    return _Jawab(perbaikan, fakta=(("bukti", str(bukti)),), dasar="Permenaker 4/2022 Pasal 4")


def _urutan(perkara: _Perkara) -> _Jawab:
    ditinggalkan = perkara.fakta.ditinggalkan
    berikut = pertanyaan_berikut(perkara.aturan, ditinggalkan)
    if berikut is not None:
        return _Jawab(_P.JAWAB_PERTANYAAN, fakta=(("hubungan", str(berikut)),))
    tidak_tahu = tuple(str(h) for g in perkara.aturan.golongan for h in g if _ragu(perkara, h))
    if tidak_tahu:
        return _Jawab(_P.TANYA_KELUARGA, fakta=(("tidak_tahu", tidak_tahu),))
    if not perkara.golongan:
        return _Jawab(_P.KE_BALAI_HARTA)
    return _Jawab(fakta=(("golongan", tuple(str(h) for h in perkara.golongan)),))


def _ragu(perkara: _Perkara, hubungan: HubunganWaris) -> bool:
    """Whether an unknown answer decides: answers about farther groups decide nothing."""
    ditinggalkan = perkara.fakta.ditinggalkan
    if hubungan not in ditinggalkan or ditinggalkan[hubungan] is not None:
        return False
    return not perkara.golongan or hubungan in perkara.golongan


def _pengaju(perkara: _Perkara) -> _Jawab:
    pengaju = perkara.fakta.ambil(perkara.fakta.pengaju)
    hubungan = None if pengaju is None else str(pengaju.hubungan)
    berhak = pengaju is not None and pengaju.hubungan in perkara.golongan
    return _Jawab(
        None if berhak else _P.DIAJUKAN_YANG_BERHAK,
        (perkara.fakta.pengaju,),
        (("hubungan", hubungan),),
        _SAH,
    )


def _daftar(perkara: _Perkara) -> _Jawab:
    fakta = perkara.fakta
    ada = Counter(satu.hubungan for satu in fakta.ahli_waris)
    harus = {h: fakta.ditinggalkan.get(h) or 0 for h in perkara.golongan}
    lebih = _nomor(s for s in fakta.ahli_waris if ada[s.hubungan] > harus.get(s.hubungan, 0))
    kurang = tuple(str(h) for h, jumlah in harus.items() if ada[h] < jumlah)
    if kurang or not perkara.golongan:
        return _Jawab(_P.LENGKAPI_DAFTAR, fakta=(("kurang", kurang),))
    return _Jawab(_P.HAPUS_DARI_DAFTAR if lebih else None, lebih)


def _diwakili(perkara: _Perkara) -> _Jawab:
    perlu: list[int] = []
    keliru: list[int] = []
    for satu in perkara.fakta.ahli_waris:
        if satu.tanggal_lahir > perkara.pada:
            continue
        sah = satu.wakil_sah(pada=perkara.pada, usia_dewasa=perkara.aturan.usia_dewasa)
        if sah and satu.wakil not in sah:
            perlu.append(satu.nomor)
        elif not sah and satu.wakil is not None:
            keliru.append(satu.nomor)
    perbaikan = _P.TUNJUK_WAKIL if perlu else _P.PERBAIKI_DATA if keliru else None
    fakta = (("usia_dewasa", perkara.aturan.usia_dewasa),)
    return _Jawab(perbaikan, tuple(perlu or keliru), fakta, perkara.aturan.dasar_dewasa)


def _sepakat(perkara: _Perkara) -> _Jawab:
    """Who files agrees by filing; every other heir has to say so."""
    belum = _nomor(
        satu
        for satu in perkara.fakta.ahli_waris
        if not satu.setuju and satu.nomor != perkara.fakta.pengaju
    )
    return _Jawab(_P.MINTA_PERSETUJUAN if belum else None, belum, dasar=_SEPAKAT)


def _penerima(perkara: _Perkara) -> _Jawab:
    fakta = perkara.fakta
    if len(fakta.ahli_waris) <= 1:
        return _Jawab(dasar=_SEPAKAT)
    if fakta.cara is CaraTerima.BAGIAN:
        return _bagian(fakta)
    penerima = fakta.ambil(fakta.penerima)
    if penerima is not None and _semua_diwakili_pengaju(perkara):
        return _Jawab(dasar=_SEPAKAT)
    cakap = (
        penerima is not None
        and penerima.tanggal_lahir <= perkara.pada
        and not penerima.wakil_sah(pada=perkara.pada, usia_dewasa=perkara.aturan.usia_dewasa)
    )
    siapa = () if penerima is None else (penerima.nomor,)
    return _Jawab(None if cakap else _P.PILIH_PENERIMA, siapa, dasar=_SEPAKAT)


def _semua_diwakili_pengaju(perkara: _Perkara) -> bool:
    """Tell whether who files acts for each heir: a parent of children who are all under age."""
    return all(
        satu.wakil_pengaju
        and satu.tanggal_lahir <= perkara.pada
        and satu.wakil in satu.wakil_sah(pada=perkara.pada, usia_dewasa=perkara.aturan.usia_dewasa)
        for satu in perkara.fakta.ahli_waris
    )


def _bagian(fakta: FaktaWaris) -> _Jawab:
    """Shares are the family's agreement, never ours: only that they make one whole is checked."""
    tanpa = _nomor(s for s in fakta.ahli_waris if s.bagian is None or s.bagian <= 0)
    utuh = not tanpa and sum(s.bagian for s in fakta.ahli_waris if s.bagian is not None) == 1
    return _Jawab(None if utuh else _P.BETULKAN_BAGIAN, tanpa, dasar=_SEPAKAT)


_ATURAN: dict[KodeWaris, _Aturan] = {
    KodeWaris.DATA_MASUK_AKAL: _masuk_akal,
    KodeWaris.KEMATIAN_TERBUKTI: _kematian,
    KodeWaris.URUTAN_TERJAWAB: _urutan,
    KodeWaris.PENGAJU_BERHAK: _pengaju,
    KodeWaris.DAFTAR_LENGKAP: _daftar,
    KodeWaris.DIWAKILI: _diwakili,
    KodeWaris.SEPAKAT: _sepakat,
    KodeWaris.PENERIMA_JELAS: _penerima,
}
