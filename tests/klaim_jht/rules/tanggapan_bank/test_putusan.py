from __future__ import annotations

import random
from datetime import datetime, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klaim_jht.rules.status import PEMBAYARAN_TERBUKA, StatusPembayaran, boleh_pindah
from klaim_jht.rules.tanggapan_bank import (
    Asal,
    CatatanTanya,
    HasilBank,
    Jawaban,
    JenisTindakan,
    KeadaanPembayaran,
    OpsiBank,
    Perbaikan,
    SebabBeku,
    Tindakan,
    putuskan_tindakan,
)
from tests.klaim_jht.rules.tanggapan_bank.contoh import (
    BIASA,
    DIKIRIM_PADA,
    MENOLAK_GANDA,
    H,
    S,
    catatan,
    keadaan,
    kirim,
    lewat,
    putuskan,
    tanya,
)

J = JenisTindakan
SUDAH_DIKIRIM = sorted(PEMBAYARAN_TERBUKA - {S.SIAP})
TIDAK_PASTI = (
    H.BELUM_PASTI,
    H.WAKTU_TUTUP,
    H.PESAN_GANDA,
    H.REFERENSI_GANDA,
    H.TIDAK_DITEMUKAN,
    H.GAGAL,
    H.DIBATALKAN,
    H.DIKEMBALIKAN,
)


def test_tidak_ada_jawaban_yang_tanpa_putusan_dan_setiap_perpindahan_sah() -> None:
    pilihan = product(S, Asal, H, (BIASA, MENOLAK_GANDA), (None, *SebabBeku), (0, 1), (0.1, 2000))
    for status, asal, hasil, bank, beku, menggantung, menit in pilihan:
        posisi = keadaan(status, beku=beku, kiriman_menggantung=menggantung)
        tindakan = putuskan(asal, hasil, posisi, bank=bank, menit=menit)
        assert tindakan.ke is status or boleh_pindah(status, tindakan.ke)
        if tindakan.jenis in (J.TANYA_LAGI, J.KIRIM_ULANG):
            assert tindakan.pada is not None
            assert tindakan.pada >= lewat(menit)


# The transfer message itself


def test_berhasil_dengan_referensi_bank_adalah_tuntas() -> None:
    tindakan = kirim(H.BERHASIL)
    assert tindakan == Tindakan(jenis=J.BAYAR_TUNTAS, ke=S.BERHASIL, referensi_bank="REF-1")


def test_berhasil_tanpa_referensi_bank_ditanyakan_lagi() -> None:
    for tindakan in (kirim(H.BERHASIL, referensi_bank=""), tanya(H.BERHASIL, referensi_bank="")):
        assert (tindakan.jenis, tindakan.ke) == (J.TANYA_LAGI, S.BELUM_PASTI)


def test_sedang_diproses_berarti_diterima_bank() -> None:
    tindakan = kirim(H.DIPROSES)
    assert (tindakan.jenis, tindakan.ke, tindakan.pada) == (J.TANYA_LAGI, S.DITERIMA_BANK, lewat(1))


@pytest.mark.parametrize("hasil", TIDAK_PASTI)
def test_yang_tidak_pasti_ditanyakan_dan_tidak_pernah_dianggap_gagal(hasil: HasilBank) -> None:
    tindakan = kirim(hasil)
    assert (tindakan.jenis, tindakan.ke, tindakan.pada) == (J.TANYA_LAGI, S.BELUM_PASTI, lewat(1))


@pytest.mark.parametrize(
    ("hasil", "perbaikan", "hentikan"),
    [
        (H.REKENING, Perbaikan.REKENING, False),
        (H.DANA_KURANG, Perbaikan.PETUGAS, True),
        (H.KONFIGURASI, Perbaikan.PETUGAS, True),
        (H.BATAS, Perbaikan.PETUGAS, False),
        (H.DICURIGAI, Perbaikan.PETUGAS, False),
        (H.PESAN_SALAH, Perbaikan.PETUGAS, False),
    ],
)
def test_penolakan_pasti(hasil: HasilBank, perbaikan: Perbaikan, hentikan: bool) -> None:
    assert kirim(hasil) == Tindakan(
        jenis=J.GAGAL_PASTI,
        ke=S.GAGAL_PASTI,
        perbaikan=perbaikan,
        sebab=hasil,
        alarm=perbaikan is Perbaikan.PETUGAS,
        hentikan_semua=hentikan,
    )


@pytest.mark.parametrize(
    "posisi",
    [
        pytest.param(keadaan(kiriman_menggantung=1), id="kiriman-sebelumnya-menggantung"),
        pytest.param(keadaan(S.DITERIMA_BANK), id="bank-sudah-menerima"),
        pytest.param(keadaan(riwayat=catatan(H.DIPROSES, 1)), id="bank-pernah-mengenalnya"),
        pytest.param(keadaan(beku=SebabBeku.TIDAK_KONSISTEN), id="menunggu-dua-petugas"),
    ],
)
@pytest.mark.parametrize("hasil", [H.REKENING, H.DANA_KURANG, H.PESAN_SALAH])
def test_penolakan_kiriman_ulang_tidak_membuktikan_apa_pun_tentang_yang_pertama(
    posisi: KeadaanPembayaran, hasil: HasilBank
) -> None:
    assert kirim(hasil, posisi).jenis is J.TANYA_LAGI


def test_penolakan_yang_datang_terlambat_tetap_pasti_bila_hanya_ada_satu_kiriman() -> None:
    assert kirim(H.REKENING, keadaan(S.BELUM_PASTI)).jenis is J.GAGAL_PASTI


@pytest.mark.parametrize("hasil", [H.TIDAK_TERKIRIM, H.TERLALU_SERING, H.TANDA_TANGAN])
def test_yang_tidak_sampai_dikirim_lagi_dengan_referensi_yang_sama(hasil: HasilBank) -> None:
    tindakan = kirim(hasil, menit=0)
    assert (tindakan.jenis, tindakan.ke, tindakan.pada) == (J.KIRIM_ULANG, S.SIAP, lewat(0.5))
    assert tindakan.hentikan_semua is tindakan.alarm is (hasil is H.TANDA_TANGAN)


def test_yang_berkali_kali_tidak_sampai_membunyikan_alarm() -> None:
    assert not kirim(H.TIDAK_TERKIRIM, keadaan(tidak_terkirim=3)).alarm
    assert kirim(H.TIDAK_TERKIRIM, keadaan(tidak_terkirim=4)).alarm


@pytest.mark.parametrize(
    "posisi", [keadaan(kiriman_menggantung=1), keadaan(S.BELUM_PASTI), keadaan(S.DITERIMA_BANK)]
)
def test_yang_tidak_sampai_setelah_kiriman_yang_menggantung_ditanyakan(
    posisi: KeadaanPembayaran,
) -> None:
    tindakan = kirim(H.TIDAK_TERKIRIM, posisi)
    assert tindakan.jenis is J.TANYA_LAGI
    assert tindakan.ke is not S.SIAP


@pytest.mark.parametrize(
    ("hasil", "sebab"),
    [
        (H.TIDAK_KONSISTEN, SebabBeku.TIDAK_KONSISTEN),
        (H.JUMLAH_BERBEDA, SebabBeku.JUMLAH_BERBEDA),
    ],
)
@pytest.mark.parametrize("asal", Asal)
def test_yang_tidak_cocok_dibekukan_untuk_dua_petugas(
    asal: Asal, hasil: HasilBank, sebab: SebabBeku
) -> None:
    tindakan = putuskan(asal, hasil, keadaan())
    assert (tindakan.jenis, tindakan.ke) == (J.BEKUKAN, S.BELUM_PASTI)
    assert (tindakan.sebab_beku, tindakan.alarm) == (sebab, True)
    assert tindakan.pada == lewat(1)


# Inquiries


def test_bank_memastikan_berhasil() -> None:
    for status in SUDAH_DIKIRIM:
        assert tanya(H.BERHASIL, keadaan(status)).jenis is J.BAYAR_TUNTAS


@pytest.mark.parametrize(
    ("hasil", "perbaikan"),
    [(H.GAGAL, Perbaikan.REKENING), (H.DIBATALKAN, Perbaikan.PETUGAS)],
)
@pytest.mark.parametrize("status", SUDAH_DIKIRIM)
def test_bank_memastikan_gagal(
    status: StatusPembayaran, hasil: HasilBank, perbaikan: Perbaikan
) -> None:
    tindakan = tanya(hasil, keadaan(status))
    assert (tindakan.jenis, tindakan.perbaikan) == (J.GAGAL_PASTI, perbaikan)


def test_gagal_setelah_dua_kiriman_hanya_dipercaya_dari_bank_yang_membedakan_referensi() -> None:
    posisi = keadaan(S.BELUM_PASTI, kiriman_menggantung=1)
    tindakan = tanya(H.GAGAL, posisi)
    assert (tindakan.jenis, tindakan.sebab_beku) == (J.BEKUKAN, SebabBeku.BERTENTANGAN)
    assert tanya(H.GAGAL, posisi, bank=MENOLAK_GANDA).jenis is J.GAGAL_PASTI


@pytest.mark.parametrize("status", SUDAH_DIKIRIM)
def test_dana_kembali_diperbaiki_lewat_rekening(status: StatusPembayaran) -> None:
    tindakan = tanya(H.DIKEMBALIKAN, keadaan(status))
    assert (tindakan.jenis, tindakan.ke) == (J.DIKEMBALIKAN, S.DIKEMBALIKAN)
    assert tindakan.perbaikan is Perbaikan.REKENING


@pytest.mark.parametrize("hasil", [H.REKENING, H.KONFIGURASI, H.TANDA_TANGAN, H.TIDAK_TERKIRIM])
@pytest.mark.parametrize("status", SUDAH_DIKIRIM)
def test_pertanyaan_yang_ditolak_tidak_mengatakan_apa_pun_tentang_pembayaran(
    status: StatusPembayaran, hasil: HasilBank
) -> None:
    tindakan = tanya(hasil, keadaan(status))
    assert tindakan.jenis is J.TANYA_LAGI
    assert tindakan.ke is (S.BELUM_PASTI if status is S.DIKIRIM else status)


def test_beku_karena_diam_selesai_oleh_jawaban_pasti() -> None:
    for sebab in (SebabBeku.TIDAK_DITEMUKAN, SebabBeku.LEWAT_BATAS_WAKTU):
        posisi = keadaan(S.BELUM_PASTI, beku=sebab)
        assert tanya(H.BERHASIL, posisi).jenis is J.BAYAR_TUNTAS
        assert tanya(H.GAGAL, posisi).jenis is J.GAGAL_PASTI


@pytest.mark.parametrize("sebab", [s for s in SebabBeku if s.hanya_dua_petugas])
@pytest.mark.parametrize("hasil", [H.BERHASIL, H.GAGAL, H.TIDAK_KONSISTEN, H.JUMLAH_BERBEDA])
def test_beku_karena_bertentangan_hanya_dibuka_dua_petugas(
    sebab: SebabBeku, hasil: HasilBank
) -> None:
    assert tanya(hasil, keadaan(S.BELUM_PASTI, beku=sebab)).jenis is J.TANYA_LAGI


def test_beku_karena_diam_menjadi_beku_karena_bertentangan() -> None:
    posisi = keadaan(S.BELUM_PASTI, beku=SebabBeku.TIDAK_DITEMUKAN)
    assert tanya(H.JUMLAH_BERBEDA, posisi).sebab_beku is SebabBeku.JUMLAH_BERBEDA


# Not found, and sending again


TIGA_KALI = catatan(H.TIDAK_DITEMUKAN, 1, 2, 5, 10)


def test_tiga_kali_tidak_ditemukan_selama_15_menit_dikirim_ulang_bila_bank_menolak_ganda() -> None:
    posisi = keadaan(S.BELUM_PASTI, riwayat=TIGA_KALI)
    assert tanya(H.TIDAK_DITEMUKAN, posisi, menit=16, bank=MENOLAK_GANDA) == Tindakan(
        jenis=J.KIRIM_ULANG, ke=S.BELUM_PASTI, pada=lewat(16), sebab=H.TIDAK_DITEMUKAN
    )


def test_bank_yang_belum_terbukti_menolak_ganda_tidak_pernah_dikirimi_ulang_oleh_mesin() -> None:
    posisi = keadaan(S.BELUM_PASTI, riwayat=TIGA_KALI)
    tindakan = tanya(H.TIDAK_DITEMUKAN, posisi, menit=16)
    assert (tindakan.jenis, tindakan.sebab_beku) == (J.BEKUKAN, SebabBeku.TIDAK_DITEMUKAN)
    assert tindakan.pada == lewat(31)
    beku = keadaan(S.BELUM_PASTI, riwayat=TIGA_KALI, beku=SebabBeku.TIDAK_DITEMUKAN)
    assert tanya(H.TIDAK_DITEMUKAN, beku, menit=31).jenis is J.TANYA_LAGI


@pytest.mark.parametrize(
    ("riwayat", "menit"),
    [
        pytest.param((), 30, id="baru-sekali"),
        pytest.param(catatan(H.TIDAK_DITEMUKAN, 1), 30, id="baru-dua-kali"),
        pytest.param(TIGA_KALI, 15.9, id="belum-15-menit"),
        pytest.param(catatan(H.BELUM_PASTI, 1, 2, 5), 30, id="diam-tidak-dihitung"),
    ],
)
def test_terlalu_sedikit_atau_terlalu_cepat_ditanyakan_lagi(
    riwayat: tuple[CatatanTanya, ...], menit: float
) -> None:
    posisi = keadaan(S.BELUM_PASTI, riwayat=riwayat)
    for bank in (BIASA, MENOLAK_GANDA):
        tindakan = tanya(H.TIDAK_DITEMUKAN, posisi, menit=menit, bank=bank)
        assert tindakan.jenis is J.TANYA_LAGI


def test_pertanyaan_penentu_jatuh_tepat_15_menit_setelah_yang_pertama() -> None:
    posisi = keadaan(S.BELUM_PASTI, riwayat=catatan(H.TIDAK_DITEMUKAN, 1, 2, 5, 10))
    assert tanya(H.TIDAK_DITEMUKAN, posisi, menit=15).pada == lewat(16)
    assert tanya(H.TIDAK_DITEMUKAN, posisi, menit=5).pada == lewat(10)


def test_14_menit_tidak_ditemukan_lalu_berhasil_tidak_melepas_apa_pun() -> None:
    riwayat: tuple[CatatanTanya, ...] = ()
    for menit in (1.0, 2.0, 5.0, 10.0, 14.0):
        posisi = keadaan(S.BELUM_PASTI, riwayat=riwayat)
        tindakan = tanya(H.TIDAK_DITEMUKAN, posisi, menit=menit, bank=MENOLAK_GANDA)
        assert tindakan.jenis is J.TANYA_LAGI
        riwayat += catatan(H.TIDAK_DITEMUKAN, menit)
    assert tanya(H.BERHASIL, keadaan(S.BELUM_PASTI, riwayat=riwayat)).jenis is J.BAYAR_TUNTAS


@pytest.mark.parametrize(
    "beda",
    [
        pytest.param({"beku": SebabBeku.LEWAT_BATAS_WAKTU}, id="sudah-beku"),
        pytest.param({"status": S.DITERIMA_BANK}, id="bank-pernah-menerima"),
        pytest.param({"riwayat": (*TIGA_KALI, *catatan(H.DIPROSES, 12))}, id="bank-pernah-kenal"),
        pytest.param({"kiriman_menggantung": 2}, id="sudah-tiga-kiriman"),
    ],
)
def test_keadaan_yang_melarang_kiriman_ulang(beda: dict[str, object]) -> None:
    posisi = keadaan(**{"status": S.BELUM_PASTI, "riwayat": TIGA_KALI} | beda)  # type: ignore[arg-type]  # fields by name per case
    tindakan = tanya(H.TIDAK_DITEMUKAN, posisi, menit=16, bank=MENOLAK_GANDA)
    assert tindakan.jenis is J.BEKUKAN


def test_kiriman_ulang_kedua_masih_boleh_lalu_tidak_ditemukan_dihitung_dari_awal() -> None:
    posisi = keadaan(
        S.BELUM_PASTI,
        kiriman_menggantung=1,
        dikirim_terakhir_pada=lewat(16),
        riwayat=(*TIGA_KALI, *catatan(H.TIDAK_DITEMUKAN, 16, 17, 18)),
    )
    baru = tanya(H.TIDAK_DITEMUKAN, posisi, menit=20, bank=MENOLAK_GANDA)
    assert baru.jenis is J.TANYA_LAGI
    lama = tanya(H.TIDAK_DITEMUKAN, posisi, menit=32, bank=MENOLAK_GANDA)
    assert lama.jenis is J.KIRIM_ULANG


def test_lebih_dari_24_jam_masuk_daftar_petugas() -> None:
    tindakan = tanya(H.BELUM_PASTI, menit=24 * 60)
    assert (tindakan.jenis, tindakan.sebab_beku) == (J.BEKUKAN, SebabBeku.LEWAT_BATAS_WAKTU)
    diproses = tanya(H.DIPROSES, keadaan(S.DITERIMA_BANK), menit=24 * 60)
    assert (diproses.jenis, diproses.ke) == (J.BEKUKAN, S.DITERIMA_BANK)


# After the end

BANK_MENGENAL = (
    H.BERHASIL,
    H.DIPROSES,
    H.DIKEMBALIKAN,
    H.JUMLAH_BERBEDA,
    H.REFERENSI_GANDA,
    H.TIDAK_KONSISTEN,
)


@pytest.mark.parametrize("hasil", H)
@pytest.mark.parametrize("asal", Asal)
def test_berhasil_setelah_gagal_pasti_selalu_alarm_tidak_pernah_diam(
    asal: Asal, hasil: HasilBank
) -> None:
    tindakan = putuskan(asal, hasil, keadaan(S.GAGAL_PASTI))
    assert tindakan.ke is S.GAGAL_PASTI
    assert tindakan.jenis is (J.ALARM_TERLAMBAT if hasil in BANK_MENGENAL else J.ABAIKAN)
    assert tindakan.alarm is (hasil in BANK_MENGENAL)


@pytest.mark.parametrize("hasil", H)
def test_bank_yang_mengenal_pembayaran_yang_tidak_pernah_dikirim_membekukan(
    hasil: HasilBank,
) -> None:
    tindakan = tanya(hasil, keadaan(S.SIAP))
    assert tindakan.ke is S.SIAP
    assert tindakan.jenis is (J.BEKUKAN if hasil in BANK_MENGENAL else J.ABAIKAN)


@pytest.mark.parametrize(
    ("asal", "hasil", "jenis"),
    [
        (Asal.TANYA, H.BERHASIL, J.ABAIKAN),
        (Asal.TANYA, H.DIPROSES, J.ABAIKAN),
        (Asal.TANYA, H.TIDAK_DITEMUKAN, J.ABAIKAN),
        (Asal.TANYA, H.DIKEMBALIKAN, J.DIKEMBALIKAN),
        (Asal.TANYA, H.GAGAL, J.BEKUKAN),
        (Asal.TANYA, H.JUMLAH_BERBEDA, J.BEKUKAN),
        (Asal.KIRIM, H.GAGAL, J.ABAIKAN),
    ],
)
def test_setelah_berhasil(asal: Asal, hasil: HasilBank, jenis: JenisTindakan) -> None:
    assert putuskan(asal, hasil, keadaan(S.BERHASIL)).jenis is jenis


@pytest.mark.parametrize("hasil", H)
def test_setelah_dikembalikan_tidak_ada_yang_berubah(hasil: HasilBank) -> None:
    assert tanya(hasil, keadaan(S.DIKEMBALIKAN)).jenis is J.ABAIKAN


# Whole histories against a bank with a book of its own


class BankTiruan:
    """A bank that books, loses answers and is silent by chance; its book is the truth."""

    def __init__(self, acak: random.Random, *, menolak_ganda: bool) -> None:
        self.acak = acak
        self.menolak_ganda = menolak_ganda
        self.buku = 0
        self.ditolak = False
        self.terlihat_pada = DIKIRIM_PADA

    def terima(self, kini: datetime) -> Jawaban:
        nasib = self.acak.choice(["hilang", "buku", "buku", "tolak", "tak-sampai"])
        if nasib == "tak-sampai":
            return self.jawab(Asal.KIRIM, H.TIDAK_TERKIRIM)
        jawaban = H.BELUM_PASTI
        if nasib == "buku" and not (self.buku and self.menolak_ganda):
            self.buku += 1
            self.terlihat_pada = kini + timedelta(minutes=self.acak.choice([0, 0, 3, 14]))
            jawaban = H.BERHASIL
        elif nasib == "buku":
            jawaban = H.REFERENSI_GANDA
        elif nasib == "tolak" and not self.buku:
            self.ditolak = True
            jawaban = H.REKENING
        hilang = self.acak.random() < 0.5
        return self.jawab(Asal.KIRIM, H.BELUM_PASTI if hilang else jawaban)

    def tanya(self, kini: datetime) -> Jawaban:
        if self.acak.random() < 0.3:
            return self.jawab(Asal.TANYA, H.BELUM_PASTI)
        if self.buku and kini >= self.terlihat_pada:
            return self.jawab(Asal.TANYA, H.BERHASIL)
        if self.ditolak and not self.buku:
            return self.jawab(Asal.TANYA, H.GAGAL)
        return self.jawab(Asal.TANYA, H.TIDAK_DITEMUKAN)

    def jawab(self, asal: Asal, hasil: HasilBank) -> Jawaban:
        return Jawaban(asal=asal, hasil=hasil, referensi_bank="REF" if hasil is H.BERHASIL else "")


class Mesin:
    """The payout as the service drives it, without a database."""

    def __init__(self, bank: BankTiruan) -> None:
        self.bank = bank
        self.opsi = OpsiBank(tolak_referensi_ganda=bank.menolak_ganda)
        self.kini = DIKIRIM_PADA
        self.status = S.SIAP
        self.kiriman: list[datetime] = []
        self.menggantung = self.tidak_terkirim = 0
        self.riwayat: tuple[CatatanTanya, ...] = ()
        self.beku: SebabBeku | None = None

    def jalan(self) -> Tindakan:
        for _ in range(200):
            tindakan = self.langkah()
            if tindakan.ke not in PEMBAYARAN_TERBUKA or tindakan.jenis is J.BEKUKAN:
                return tindakan
            assert tindakan.pada is not None
            self.kini = max(self.kini, tindakan.pada)
        raise AssertionError("a payment may not wander for ever")

    def langkah(self) -> Tindakan:
        kirim = self.status is S.SIAP
        if kirim:
            self.status = S.DIKIRIM
            self.kiriman.append(self.kini)
            jawaban = self.bank.terima(self.kini)
        else:
            jawaban = self.bank.tanya(self.kini)
        tindakan = putuskan_tindakan(
            jawaban=jawaban, keadaan=self.keadaan(), bank=self.opsi, kini=self.kini
        )
        assert tindakan.ke is self.status or boleh_pindah(self.status, tindakan.ke)
        self.catat(jawaban, tindakan)
        return tindakan

    def keadaan(self) -> KeadaanPembayaran:
        return KeadaanPembayaran(
            status=self.status,
            dikirim_pertama_pada=self.kiriman[0],
            dikirim_terakhir_pada=self.kiriman[-1],
            kiriman_menggantung=self.menggantung,
            tidak_terkirim=self.tidak_terkirim,
            riwayat=self.riwayat,
            beku=self.beku,
        )

    def catat(self, jawaban: Jawaban, tindakan: Tindakan) -> None:
        if jawaban.asal is Asal.TANYA:
            self.riwayat += (CatatanTanya(self.kini, jawaban.hasil),)
        self.status = tindakan.ke
        if tindakan.jenis is J.KIRIM_ULANG:
            ulang = tindakan.ke is S.BELUM_PASTI
            self.menggantung += ulang
            self.tidak_terkirim = 0 if ulang else self.tidak_terkirim + 1
            self.status = S.SIAP


@settings(max_examples=1500, deadline=None)
@given(st.integers(0, 2**32), st.booleans())
def test_tidak_ada_riwayat_yang_membayar_dua_kali_atau_melepas_yang_sudah_dibayar(
    benih: int, menolak_ganda: bool
) -> None:
    bank = BankTiruan(random.Random(benih), menolak_ganda=menolak_ganda)
    mesin = Mesin(bank)
    akhir = mesin.jalan()
    assert bank.buku <= 1
    if akhir.jenis is J.BAYAR_TUNTAS:
        assert bank.buku == 1
    elif akhir.jenis is J.GAGAL_PASTI:
        assert bank.buku == 0
    else:
        assert akhir.jenis is J.BEKUKAN
    if not menolak_ganda:
        assert mesin.menggantung == 0
