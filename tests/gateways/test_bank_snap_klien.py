from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from jmo.gateways.bank_snap import (
    BankSnap,
    BuktiTransfer,
    KeadaanTransfer,
    PemilikRekening,
    PesanTransfer,
    SebabTolak,
    SimpananProses,
    StatusTransfer,
    buat_external_id,
    sebab_penolakan,
)
from jmo.gateways.hasil import BelumPasti, Berhasil, Ditolak, Hasil, TidakTersedia
from jmo.sandbox.kunci import PasanganKunci
from tests.sandbox.alat_bank import Bank, bank_contoh, siapkan

pytest_plugins = ("tests.sandbox.perlengkapan_bank",)
K = KeadaanTransfer


@pytest.fixture
def klien(bank: Bank) -> Iterator[BankSnap]:
    with bank.klien() as hasil:
        yield hasil


def tanya(
    klien: BankSnap,
    pesan: PesanTransfer,
    *,
    jumlah: int | None = None,
    layanan: str | None = None,
) -> Hasil[StatusTransfer]:
    diminta = pesan.diminta()
    return klien.tanya_status(
        referensi=diminta.referensi,
        layanan=layanan or pesan.layanan,
        external_id_asal=pesan.external_id,
        external_id=buat_external_id(datetime.now(UTC)),
        tanggal=datetime.now(UTC),
        jumlah=jumlah or diminta.jumlah,
    )


def keadaan(hasil: Hasil[StatusTransfer]) -> KeadaanTransfer:
    assert isinstance(hasil, Berhasil)
    return hasil.data.keadaan


def tunggu(klien: BankSnap, pesan: PesanTransfer, harap: KeadaanTransfer) -> StatusTransfer:
    tenggat = time.monotonic() + 5
    while time.monotonic() < tenggat:
        hasil = tanya(klien, pesan)
        if isinstance(hasil, Berhasil) and hasil.data.keadaan is harap:
            return hasil.data
        time.sleep(0.05)
    raise AssertionError(f"never became {harap}")


# --- Account inquiry ---


def test_pemilik_rekening_bank_lain(bank: Bank, klien: BankSnap) -> None:
    nomor = bank.rekening("001234567890000", nama="SITI RAHAYU")
    hasil = klien.tanya_rekening(kode_bank="002", nomor=nomor, referensi="TANYA-1")
    assert isinstance(hasil, Berhasil)
    assert isinstance(hasil.data, PemilikRekening)
    assert (hasil.data.nama, hasil.data.nomor, hasil.data.kode_bank) == (
        "SITI RAHAYU",
        nomor,
        "002",
    )
    assert hasil.data.referensi_bank


def test_pemilik_rekening_bank_yang_sama(bank: Bank, klien: BankSnap) -> None:
    nomor = bank.rekening("1370099910000", kode_bank="008", nama="BUDI")
    hasil = klien.tanya_rekening(kode_bank="008", nomor=nomor, referensi="TANYA-1")
    assert isinstance(hasil, Berhasil)
    assert (hasil.data.nama, hasil.data.keadaan) == ("BUDI", "Rekening aktif")


def test_nama_berbeda_pada_rekening_0013(bank: Bank, klien: BankSnap) -> None:
    nomor = bank.rekening("001234567890013", nama="SITI RAHAYU")
    hasil = klien.tanya_rekening(kode_bank="002", nomor=nomor, referensi="TANYA-1")
    assert isinstance(hasil, Berhasil)
    assert hasil.data.nama != "SITI RAHAYU"


@pytest.mark.parametrize(("kode_bank", "kode"), [("002", "4041611"), ("008", "4041511")])
def test_rekening_tak_dikenal_ditolak(klien: BankSnap, kode_bank: str, kode: str) -> None:
    hasil = klien.tanya_rekening(kode_bank=kode_bank, nomor="12345", referensi="TANYA-1")
    assert isinstance(hasil, Ditolak)
    assert hasil.kode == kode
    assert sebab_penolakan(hasil.kode) is SebabTolak.REKENING


def test_repr_pemilik_tidak_menyebut_orang(bank: Bank, klien: BankSnap) -> None:
    nomor = bank.rekening("001234567890000", nama="SITI RAHAYU")
    hasil = klien.tanya_rekening(kode_bank="002", nomor=nomor, referensi="TANYA-1")
    assert "SITI" not in repr(hasil)
    assert nomor not in repr(hasil)


# --- Transfer: one test per scenario; the bank's book is the oracle ---


@pytest.mark.parametrize("kode_bank", ["002", "008"])
def test_0000_berhasil(bank: Bank, klien: BankSnap, kode_bank: str) -> None:
    nomor = bank.rekening("1370099910000", kode_bank=kode_bank)
    pesan = siapkan(klien, nomor, kode_bank=kode_bank)
    hasil = klien.kirim(pesan)
    assert isinstance(hasil, Berhasil)
    bukti = hasil.data
    assert isinstance(bukti, BuktiTransfer)
    assert (bukti.jumlah, bukti.referensi) == (14_250_000, "JHT-UJI-1")
    assert bukti.external_id == pesan.external_id
    assert bukti.jejak
    assert bank.dibukukan("JHT-UJI-1") == [-14_250_000]
    status = tanya(klien, pesan)
    assert status == Berhasil(StatusTransfer(K.BERHASIL, bukti.referensi_bank, 14_250_000))


def test_0001_diproses_lalu_berhasil(bank: Bank, klien: BankSnap) -> None:
    pesan = siapkan(klien, bank.rekening("001234567890001"))
    assert isinstance(klien.kirim(pesan), BelumPasti)
    assert keadaan(tanya(klien, pesan)) is K.DIPROSES
    assert bank.dibukukan("JHT-UJI-1") == []
    tunggu(klien, pesan, K.BERHASIL)
    assert bank.dibukukan("JHT-UJI-1") == [-14_250_000]


def test_0002_terlambat_menjawab_tetapi_dibayar(bank: Bank, klien: BankSnap) -> None:
    pesan = siapkan(klien, bank.rekening("001234567890002"))
    with bank.klien(timeout_baca=0.4) as tak_sabar:
        assert isinstance(tak_sabar.kirim(pesan), BelumPasti)
    assert keadaan(tanya(klien, pesan)) is K.BERHASIL
    assert bank.dibukukan("JHT-UJI-1") == [-14_250_000]


def test_0002_jawaban_terlambat_masih_dapat_dibaca(bank: Bank) -> None:
    with bank.klien(timeout_baca=5.0) as klien:
        pesan = siapkan(klien, bank.rekening("001234567890002"))
        assert isinstance(klien.kirim(pesan), Berhasil)


def test_0003_hilang_dan_dibayar_pada_pengiriman_kedua(bank: Bank, klien: BankSnap) -> None:
    nomor = bank.rekening("001234567890003")
    pesan = siapkan(klien, nomor)
    assert isinstance(klien.kirim(pesan), BelumPasti)
    assert keadaan(tanya(klien, pesan)) is K.TIDAK_DITEMUKAN
    assert bank.dibukukan("JHT-UJI-1") == []
    ulang = PesanTransfer(
        layanan=pesan.layanan,
        jalur=pesan.jalur,
        isi=pesan.isi,
        external_id=buat_external_id(datetime.now(UTC)),
    )
    assert isinstance(klien.kirim(ulang), Berhasil)
    assert bank.dibukukan("JHT-UJI-1") == [-14_250_000]


@pytest.mark.parametrize("akhiran", ["0004", "0009"])
def test_0004_dan_0009_dibayar_tanpa_jawaban_yang_pasti(
    bank: Bank, klien: BankSnap, akhiran: str
) -> None:
    pesan = siapkan(klien, bank.rekening(f"00123456789{akhiran}"))
    assert isinstance(klien.kirim(pesan), BelumPasti)
    assert bank.dibukukan("JHT-UJI-1") == [-14_250_000]
    assert keadaan(tanya(klien, pesan)) is K.BERHASIL


def test_0005_galat_500_tidak_dibayar(bank: Bank, klien: BankSnap) -> None:
    pesan = siapkan(klien, bank.rekening("001234567890005"))
    assert isinstance(klien.kirim(pesan), BelumPasti)
    assert keadaan(tanya(klien, pesan)) is K.TIDAK_DITEMUKAN
    assert bank.dibukukan("JHT-UJI-1") == []


@pytest.mark.parametrize(
    ("akhiran", "kode", "sebab"),
    [
        ("0006", "4041811", SebabTolak.REKENING),
        ("0007", "4031809", SebabTolak.REKENING),
        ("0008", "4031814", SebabTolak.DANA_KURANG),
    ],
)
def test_penolakan_pasti_tanpa_pembukuan(
    bank: Bank, klien: BankSnap, akhiran: str, kode: str, sebab: SebabTolak
) -> None:
    pesan = siapkan(klien, bank.rekening(f"00123456789{akhiran}"))
    hasil = klien.kirim(pesan)
    assert isinstance(hasil, Ditolak)
    assert hasil.kode == kode
    assert sebab_penolakan(kode) is sebab
    assert bank.dibukukan("JHT-UJI-1") == []
    assert keadaan(tanya(klien, pesan)) is K.TIDAK_DITEMUKAN


def test_0006_ditolak_juga_saat_ditanya(bank: Bank, klien: BankSnap) -> None:
    nomor = bank.rekening("001234567890006")
    hasil = klien.tanya_rekening(kode_bank="002", nomor=nomor, referensi="TANYA-1")
    assert hasil == Ditolak("4041611", "rekening tidak sah")


def test_0010_diproses_tanpa_akhir(bank: Bank, klien: BankSnap) -> None:
    pesan = siapkan(klien, bank.rekening("001234567890010"))
    assert isinstance(klien.kirim(pesan), BelumPasti)
    time.sleep(0.4)
    assert keadaan(tanya(klien, pesan)) is K.DIPROSES
    assert bank.dibukukan("JHT-UJI-1") == []


def test_0011_mula_mula_tidak_ditemukan(bank: Bank, klien: BankSnap) -> None:
    pesan = siapkan(klien, bank.rekening("001234567890011"))
    assert isinstance(klien.kirim(pesan), BelumPasti)
    assert tanya(klien, pesan) == Berhasil(StatusTransfer(K.TIDAK_DITEMUKAN))
    assert tunggu(klien, pesan, K.BERHASIL).jumlah == 14_250_000
    assert bank.dibukukan("JHT-UJI-1") == [-14_250_000]


def test_0012_gagal_sesudah_diterima(bank: Bank, klien: BankSnap) -> None:
    pesan = siapkan(klien, bank.rekening("001234567890012"))
    assert isinstance(klien.kirim(pesan), BelumPasti)
    assert keadaan(tanya(klien, pesan)) is K.GAGAL
    assert bank.dibukukan("JHT-UJI-1") == []


def test_0014_gema_jumlah_lain_tidak_dipercaya(bank: Bank, klien: BankSnap) -> None:
    pesan = siapkan(klien, bank.rekening("001234567890014"))
    assert klien.kirim(pesan) == BelumPasti("gema jawaban tidak sama dengan permintaan")
    hasil = tanya(klien, pesan)
    assert isinstance(hasil, Berhasil)
    assert (hasil.data.keadaan, hasil.data.jumlah) == (K.BERHASIL, 14_250_000)


def test_0015_dikembalikan_kemudian(bank: Bank, klien: BankSnap) -> None:
    pesan = siapkan(klien, bank.rekening("001234567890015"))
    assert isinstance(klien.kirim(pesan), Berhasil)
    tunggu(klien, pesan, K.DIKEMBALIKAN)
    assert bank.dibukukan("JHT-UJI-1") == [-14_250_000, 14_250_000]


# --- One reference, one payment ---


def test_referensi_sama_isi_sama_menunjuk_keberhasilan_lama(bank: Bank, klien: BankSnap) -> None:
    nomor = bank.rekening("001234567890000")
    klien.kirim(siapkan(klien, nomor))
    hasil = klien.kirim(siapkan(klien, nomor))
    assert isinstance(hasil, Ditolak)
    assert hasil.kode == "4091801"
    assert sebab_penolakan(hasil.kode).mungkin_sudah_dibayar
    assert bank.dibukukan("JHT-UJI-1") == [-14_250_000]


def test_referensi_sama_isi_lain_dibekukan(bank: Bank, klien: BankSnap) -> None:
    nomor = bank.rekening("001234567890000")
    klien.kirim(siapkan(klien, nomor))
    hasil = klien.kirim(siapkan(klien, nomor, jumlah=1))
    assert isinstance(hasil, Ditolak)
    assert hasil.kode == "4041818"
    assert sebab_penolakan(hasil.kode) is SebabTolak.TIDAK_KONSISTEN
    assert bank.dibukukan("JHT-UJI-1") == [-14_250_000]


def test_external_id_yang_sama_ditolak_sebagai_pesan_ganda(bank: Bank, klien: BankSnap) -> None:
    pesan = siapkan(klien, bank.rekening("001234567890000"))
    klien.kirim(pesan)
    hasil = klien.kirim(pesan)
    assert isinstance(hasil, Ditolak)
    assert hasil.kode == "4091800"
    assert sebab_penolakan(hasil.kode) is SebabTolak.PESAN_GANDA


def test_bank_yang_membayar_referensi_sama_dua_kali(tmp_path: Path, kunci: PasanganKunci) -> None:
    with (
        bank_contoh(tmp_path, kunci, tolak_referensi_ganda=False) as bank,
        bank.klien() as klien,
    ):
        nomor = bank.rekening("001234567890000")
        assert isinstance(klien.kirim(siapkan(klien, nomor)), Berhasil)
        assert isinstance(klien.kirim(siapkan(klien, nomor)), Berhasil)
        assert bank.dibukukan("JHT-UJI-1") == [-14_250_000, -14_250_000]
        assert klien.konfigurasi.tolak_referensi_ganda is False


# --- Status inquiry ---


def test_status_referensi_yang_tak_pernah_sampai(klien: BankSnap) -> None:
    pesan = siapkan(klien, "001234567890000", referensi="TAK-PERNAH")
    assert tanya(klien, pesan) == Berhasil(StatusTransfer(K.TIDAK_DITEMUKAN))


def test_status_dengan_jumlah_lain_ditolak(bank: Bank, klien: BankSnap) -> None:
    pesan = siapkan(klien, bank.rekening("001234567890000"))
    klien.kirim(pesan)
    assert tanya(klien, pesan, jumlah=1) == Ditolak("4043613", "jumlah tidak sah")


def test_status_dengan_layanan_lain_tidak_ditemukan(bank: Bank, klien: BankSnap) -> None:
    pesan = siapkan(klien, bank.rekening("001234567890000"))
    klien.kirim(pesan)
    assert keadaan(tanya(klien, pesan, layanan="17")) is K.TIDAK_DITEMUKAN


# --- Token ---


def test_token_basi_diperbarui_sekali_dengan_external_id_baru(bank: Bank, klien: BankSnap) -> None:
    nomor = bank.rekening("001234567890000")
    klien.tanya_rekening(kode_bank="002", nomor=nomor, referensi="TANYA-1")
    bank.kendali("POST", "cabut_token")
    tercatat: list[str] = []

    def buat() -> str:
        tercatat.append(buat_external_id(datetime.now(UTC)))
        return tercatat[-1]

    hasil = klien.kirim(siapkan(klien, nomor), external_id_baru=buat)
    assert isinstance(hasil, Berhasil)
    assert [hasil.data.external_id] == tercatat
    assert bank.dibukukan("JHT-UJI-1") == [-14_250_000]


def test_bank_yang_lupa_token_dan_segalanya(bank: Bank, klien: BankSnap) -> None:
    nomor = bank.rekening("001234567890000")
    klien.tanya_rekening(kode_bank="002", nomor=nomor, referensi="TANYA-1")
    bank.kendali("POST", "mulai_ulang")
    bank.rekening(nomor)
    hasil = klien.tanya_rekening(kode_bank="002", nomor=nomor, referensi="TANYA-2")
    assert isinstance(hasil, Berhasil)


def test_siap_meminta_token_sebelum_uang_dikirim(bank: Bank, klien: BankSnap) -> None:
    nomor = bank.rekening("001234567890000")
    bank.gangguan("putus")
    assert isinstance(klien.siap(), TidakTersedia)
    bank.gangguan("nihil")
    assert klien.siap() is None
    bank.gangguan("500")
    assert klien.siap() is None, "the token at hand is enough"
    bank.gangguan("nihil")
    assert isinstance(klien.kirim(siapkan(klien, nomor)), Berhasil)


def test_rahasia_klien_keliru_tidak_dilaksanakan(bank: Bank) -> None:
    with bank.klien(client_secret="bukan ini") as klien:
        pesan = siapkan(klien, bank.rekening("001234567890000"))
        hasil = klien.kirim(pesan)
    assert isinstance(hasil, Ditolak)
    assert hasil.kode == "4011800"
    assert sebab_penolakan(hasil.kode) is SebabTolak.TANDA_TANGAN
    assert bank.dibukukan("JHT-UJI-1") == []


def test_klien_tak_dikenal_tidak_mengirim_apa_pun(bank: Bank) -> None:
    with bank.klien(client_id="orang-lain") as klien:
        hasil = klien.kirim(siapkan(klien, bank.rekening("001234567890000")))
    assert hasil == TidakTersedia("token: tanda tangan atau klien tidak dikenal")
    assert bank.dibukukan("JHT-UJI-1") == []


def test_tanda_tangan_heksadesimal_diterima(bank: Bank) -> None:
    with bank.klien(penyandian="hex") as klien:
        assert isinstance(klien.kirim(siapkan(klien, bank.rekening("001234567890000"))), Berhasil)


# --- The bank as a whole is ill ---


def panaskan(klien: BankSnap, nomor: str) -> None:
    hasil = klien.tanya_rekening(kode_bank="002", nomor=nomor, referensi="TANYA-1")
    assert isinstance(hasil, Berhasil)


@pytest.mark.parametrize(
    ("jenis", "dibukukan"),
    [
        ("diam", False),
        ("diam_dibukukan", True),
        ("putus", False),
        ("500", False),
        ("500_dibukukan", True),
        ("separuh", True),
        ("kosong", True),
    ],
)
def test_gangguan_selalu_menjadi_belum_pasti(bank: Bank, jenis: str, dibukukan: bool) -> None:
    nomor = bank.rekening("001234567890000")
    token = SimpananProses()
    with bank.klien(token) as klien, bank.klien(token, timeout_baca=0.4) as tak_sabar:
        panaskan(klien, nomor)
        bank.gangguan(jenis)
        pesan = siapkan(klien, nomor)
        assert isinstance(tak_sabar.kirim(pesan), BelumPasti)
        assert isinstance(tanya(tak_sabar, pesan), BelumPasti)
        bank.gangguan("nihil")
        assert bank.dibukukan("JHT-UJI-1") == ([-14_250_000] if dibukukan else [])
        harap = K.BERHASIL if dibukukan else K.TIDAK_DITEMUKAN
        assert keadaan(tanya(klien, pesan)) is harap


def test_gangguan_saat_meminta_token_berarti_tidak_tersedia(bank: Bank) -> None:
    nomor = bank.rekening("001234567890000")
    bank.gangguan("diam")
    with bank.klien(timeout_baca=0.4) as klien:
        assert isinstance(klien.kirim(siapkan(klien, nomor)), TidakTersedia)
    bank.gangguan("nihil")
    assert bank.dibukukan("JHT-UJI-1") == []


def test_gangguan_lambat_tetap_dijawab(bank: Bank) -> None:
    with bank.klien(timeout_baca=3.0) as klien:
        nomor = bank.rekening("001234567890000")
        bank.gangguan("lambat")
        mulai = time.monotonic()
        assert isinstance(klien.kirim(siapkan(klien, nomor)), Berhasil)
        assert time.monotonic() - mulai >= 0.3


def test_terlalu_sering_menyebut_kapan_dicoba_lagi(bank: Bank, klien: BankSnap) -> None:
    nomor = bank.rekening("001234567890000")
    panaskan(klien, nomor)
    bank.gangguan("429")
    hasil = klien.kirim(siapkan(klien, nomor))
    assert isinstance(hasil, TidakTersedia)
    assert hasil.coba_lagi_pada is not None
    assert hasil.coba_lagi_pada > datetime.now(UTC)
    bank.gangguan("nihil")
    assert bank.dibukukan("JHT-UJI-1") == []


def test_bifast_tutup_hanya_menolak_antarbank(bank: Bank, klien: BankSnap) -> None:
    luar, dalam = bank.rekening("001234567890000"), bank.rekening("1370000", kode_bank="008")
    bank.gangguan("bifast")
    hasil = klien.kirim(siapkan(klien, luar))
    assert isinstance(hasil, Ditolak)
    assert sebab_penolakan(hasil.kode) is SebabTolak.WAKTU_TUTUP
    pesan = siapkan(klien, dalam, kode_bank="008", referensi="JHT-UJI-2")
    assert isinstance(klien.kirim(pesan), Berhasil)


def test_bank_mati_berarti_tidak_tersedia(tmp_path: Path, kunci: PasanganKunci) -> None:
    with bank_contoh(tmp_path, kunci) as bank:
        nomor = bank.rekening("001234567890000")
        klien = BankSnap(bank.konfigurasi())
        panaskan(klien, nomor)
    # The token is known and a connection is pooled, but nobody listens any more.
    hasil = klien.kirim(siapkan(klien, nomor))
    klien.tutup()
    assert isinstance(hasil, TidakTersedia)


def test_catatan_hanya_kode_dan_referensi(
    bank: Bank, klien: BankSnap, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="jmo.gateways")
    nomor = bank.rekening("001234567890000", nama="SITI RAHAYU")
    klien.tanya_rekening(kode_bank="002", nomor=nomor, referensi="TANYA-1")
    klien.kirim(siapkan(klien, nomor, nama="SITI RAHAYU"))
    semua = caplog.text
    assert "layanan=18 kode=2001800 golongan=BERHASIL referensi=JHT-UJI-1" in semua
    for rahasia in (nomor, "SITI", "Bearer", klien.konfigurasi.client_secret, "14250000"):
        assert rahasia not in semua


def test_lewat_rtgs(bank: Bank, klien: BankSnap) -> None:
    nomor = bank.rekening("001234567890000")
    pesan = klien.siapkan_transfer(
        referensi="JHT-RTGS", jumlah=900_000_000, kode_bank="002", nomor=nomor,
        nama="SITI CONTOH", waktu=datetime.now(UTC), keterangan="KLAIM-000123", rtgs=True,
        external_id=buat_external_id(datetime.now(UTC)),
    )  # fmt: skip
    assert (pesan.layanan, pesan.jalur) == ("22", "/v1.0/transfer-rtgs")
    hasil = klien.kirim(pesan)
    assert isinstance(hasil, Berhasil)
    assert keadaan(tanya(klien, pesan)) is K.BERHASIL
    assert bank.dibukukan("JHT-RTGS") == [-900_000_000]


def test_jumlah_ditolak_saat_rekening_ditanya(bank: Bank, klien: BankSnap) -> None:
    nomor = bank.rekening("001234567890017")
    hasil = klien.tanya_rekening(kode_bank="002", nomor=nomor, referensi="TANYA-1")
    assert isinstance(hasil, Ditolak)
    assert hasil.kode == "4041613"
    sebab = sebab_penolakan(hasil.kode)
    assert (sebab, sebab.tetap) == (SebabTolak.BATAS, True)
    assert not SebabTolak.WAKTU_TUTUP.tetap
