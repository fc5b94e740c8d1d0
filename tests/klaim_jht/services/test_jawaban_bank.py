from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from jmo.gateways.bank_snap import BuktiTransfer, KeadaanTransfer, StatusTransfer
from jmo.gateways.hasil import BelumPasti, Berhasil, Ditolak, Hasil, TidakTersedia
from klaim_jht.models import Pembayaran, PercobaanKirim
from klaim_jht.rules.tanggapan_bank import Asal, HasilBank, SebabBeku
from klaim_jht.services.jawaban_bank import baca_kiriman, baca_status, susun_keadaan
from tests.klaim_jht.orang import ajukan, buat_siap_klaim

BUKTI = BuktiTransfer(
    referensi_bank="B1", referensi="JHT1", jumlah=100, external_id="9", jejak=None
)
LAGI = datetime.fromisoformat("2026-11-23T10:00:00+07:00")


@pytest.mark.parametrize(
    ("hasil", "harap", "referensi"),
    [
        pytest.param(Berhasil(BUKTI), HasilBank.BERHASIL, "B1", id="berbukti"),
        pytest.param(Berhasil(object()), HasilBank.BELUM_PASTI, "", id="berhasil-tanpa-bukti"),
        pytest.param(Ditolak("4031818"), HasilBank.REKENING, "", id="rekening-mati"),
        pytest.param(Ditolak("4031814"), HasilBank.DANA_KURANG, "", id="dana-kurang"),
        pytest.param(BelumPasti("waktu_habis"), HasilBank.BELUM_PASTI, "", id="diam"),
        pytest.param(TidakTersedia("putus", LAGI), HasilBank.TIDAK_TERKIRIM, "", id="putus"),
    ],
)
def test_jawaban_atas_kiriman(hasil: Hasil[Any], harap: HasilBank, referensi: str) -> None:
    jawaban = baca_kiriman(hasil)
    assert (jawaban.asal, jawaban.hasil, jawaban.referensi_bank) == (Asal.KIRIM, harap, referensi)
    assert jawaban.coba_lagi_pada == (LAGI if harap is HasilBank.TIDAK_TERKIRIM else None)


@pytest.mark.parametrize(
    ("hasil", "harap"),
    [
        (Berhasil(StatusTransfer(KeadaanTransfer.BERHASIL, "B1", 100)), HasilBank.BERHASIL),
        (Berhasil(StatusTransfer(KeadaanTransfer.BERHASIL, "B1")), HasilBank.BERHASIL),
        (Berhasil(StatusTransfer(KeadaanTransfer.BERHASIL, "B1", 99)), HasilBank.JUMLAH_BERBEDA),
        (Berhasil(StatusTransfer(KeadaanTransfer.DIPROSES)), HasilBank.DIPROSES),
        (Berhasil(StatusTransfer(KeadaanTransfer.DIKEMBALIKAN)), HasilBank.DIKEMBALIKAN),
        (Berhasil(StatusTransfer(KeadaanTransfer.TIDAK_DITEMUKAN)), HasilBank.TIDAK_DITEMUKAN),
        (BelumPasti("waktu_habis"), HasilBank.BELUM_PASTI),
        (TidakTersedia("putus"), HasilBank.TIDAK_TERKIRIM),
    ],
)
def test_jawaban_atas_pertanyaan(hasil: Hasil[StatusTransfer], harap: HasilBank) -> None:
    jawaban = baca_status(hasil, jumlah=100)
    assert (jawaban.asal, jawaban.hasil) == (Asal.TANYA, harap)


@pytest.fixture
def bayar(db: None) -> Pembayaran:
    return ajukan(buat_siap_klaim()).pembayaran.get()


def _catat(bayar: Pembayaran, jenis: str, hasil: str, menit_lalu: int) -> PercobaanKirim:
    pada = timezone.now() - timedelta(minutes=menit_lalu)
    return PercobaanKirim.objects.create(
        pembayaran=bayar, jenis=jenis, layanan="18" if jenis == "KIRIM" else "36", hasil=hasil,
        external_id=f"{jenis}{menit_lalu}", tanggal=pada.date(), dikirim_pada=pada,
        dijawab_pada=pada if hasil else None, pesan=b"{}" if jenis == "KIRIM" else None,
    )  # fmt: skip


def test_keadaan_menghitung_yang_mungkin_sampai(bayar: Pembayaran) -> None:
    _catat(bayar, "KIRIM", "TIDAK_TERKIRIM", 50)
    sampai = _catat(bayar, "KIRIM", "BELUM_PASTI", 40)
    _catat(bayar, "KIRIM", "TOKEN_BASI", 35)
    _catat(bayar, "TANYA", "TIDAK_DITEMUKAN", 30)
    kini = _catat(bayar, "KIRIM", "", 1)
    keadaan = susun_keadaan(bayar, kini)
    assert keadaan.dikirim_pertama_pada == sampai.dikirim_pada
    assert keadaan.dikirim_terakhir_pada == kini.dikirim_pada
    assert keadaan.kiriman_menggantung == 1
    assert [satu.hasil for satu in keadaan.riwayat] == [HasilBank.TIDAK_DITEMUKAN]
    assert (keadaan.tidak_terkirim, keadaan.beku) == (0, None)


def test_gagal_kirim_beruntun_dihitung_dari_belakang(bayar: Pembayaran) -> None:
    _catat(bayar, "KIRIM", "BELUM_PASTI", 50)
    for menit in (40, 30):
        _catat(bayar, "KIRIM", "TIDAK_TERKIRIM", menit)
    assert susun_keadaan(bayar, _catat(bayar, "KIRIM", "", 1)).tidak_terkirim == 2


def test_pertanyaan_menilai_kiriman_terakhir_bukan_sebelumnya(bayar: Pembayaran) -> None:
    _catat(bayar, "KIRIM", "BELUM_PASTI", 50)
    tanya = _catat(bayar, "TANYA", "", 1)
    assert susun_keadaan(bayar, tanya).kiriman_menggantung == 0
    _catat(bayar, "KIRIM", "BELUM_PASTI", 0)
    assert susun_keadaan(bayar, _catat(bayar, "TANYA", "", -1)).kiriman_menggantung == 1


@pytest.mark.parametrize(
    ("perlu", "sebab", "harap"),
    [
        (True, "TIDAK_KONSISTEN", SebabBeku.TIDAK_KONSISTEN),
        (False, "TIDAK_KONSISTEN", None),
        (True, "REKENING", None),
    ],
)
def test_yang_dibekukan_disebut_sebabnya(
    bayar: Pembayaran, perlu: bool, sebab: str, harap: SebabBeku | None
) -> None:
    bayar.perlu_petugas, bayar.sebab_gagal = perlu, sebab
    assert susun_keadaan(bayar, _catat(bayar, "KIRIM", "", 1)).beku is harap
