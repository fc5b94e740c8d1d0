"""The bank pays what it had refused: an alarm and a hold, by statement and by a later question."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import CatatanAudit, Pesan
from accounts.rules.pelaku import SISTEM
from jmo.gateways.bank_snap import BankSnap
from jmo.lib.galat import Bentrok
from klaim_jht.models import Klaim, Pembayaran, RemLembaga, SelisihBank
from klaim_jht.services.pembatalan import batalkan_klaim
from klaim_jht.services.pembayaran import sapu_tanya_akhir
from klaim_jht.services.perbaikan import perbaiki_rekening
from klaim_jht.services.rekonsiliasi import cocokkan
from klaim_jht.services.status import pindahkan_pembayaran
from klaim_jht.services.terlambat import tahan_karena_terlambat
from saldo.models import TahananSaldo
from saldo.selectors import saldo_peserta
from tests.klaim_jht.bank import kendali_bank, kerjakan, klaim_di_bank
from tests.klaim_jht.koran import rekonsiliasi
from tests.klaim_jht.orang import jawaban_bank

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def gagal(bank: BankSnap) -> tuple[Klaim, Pembayaran]:
    """The bank took it, then said that it failed."""
    klaim = klaim_di_bank("0016")
    bayar = kerjakan(klaim, bank, kali=2)
    assert (bayar.status, klaim.status) == ("GAGAL_PASTI", "PERLU_PERBAIKAN_REKENING")
    return klaim, bayar


def dibayar_juga(bayar: Pembayaran) -> None:
    assert kendali_bank("matangkan", {"referensi": bayar.partner_ref})["transfer"] == 1


def alarm() -> int:
    return CatatanAudit.objects.filter(aksi="pembayaran.alarm").count()


def ganti_rekening(klaim: Klaim) -> Pembayaran:
    perbaiki_rekening(
        klaim_id=klaim.pk, verifikasi=jawaban_bank(klaim.peserta, nomor="667788990000"),
        pelaku=SISTEM,
    )  # fmt: skip
    return Pembayaran.objects.get(klaim=klaim, ke=2)


def test_pertanyaan_kemudian_menemukannya(bank: BankSnap, gagal: tuple[Klaim, Pembayaran]) -> None:
    klaim, bayar = gagal
    # Nobody asks at once; after an hour the sweep does.
    assert bayar.jatuh_pada is not None
    assert bayar.jatuh_pada - timezone.now() > timedelta(minutes=59)
    assert sapu_tanya_akhir() == 0
    dibayar_juga(bayar)
    Pembayaran.objects.update(jatuh_pada=timezone.now() - timedelta(seconds=1))
    assert sapu_tanya_akhir() == 1
    bayar = kerjakan(klaim, bank)
    assert (bayar.status, bayar.sebab_gagal, bayar.perlu_petugas) == (
        "GAGAL_PASTI", "BERTENTANGAN", True
    )  # fmt: skip
    assert bayar.referensi_bank
    assert klaim.status == "TINJAUAN_PETUGAS"
    assert TahananSaldo.objects.get().status == "DITAHAN"
    assert alarm() == 1
    assert Pesan.objects.filter(jenis="klaim_ditinjau").exists()
    # It is asked about no more, and nothing was booked.
    assert bayar.jatuh_pada is None
    with pytest.raises(Bentrok):
        ganti_rekening(klaim)


def test_rekening_koran_menemukannya_dan_kiriman_kedua_ditahan(
    bank: BankSnap, gagal: tuple[Klaim, Pembayaran]
) -> None:
    klaim, bayar = gagal
    kedua = ganti_rekening(klaim)
    assert kedua.status == "SIAP"
    dibayar_juga(bayar)
    rekonsiliasi(bank)
    kedua.refresh_from_db()
    assert (kedua.status, kedua.perlu_petugas, kedua.jatuh_pada) == ("SIAP", True, None)
    assert SelisihBank.objects.get().jenis == "BELUM_TUNTAS"
    assert alarm() == 1
    assert not RemLembaga.objects.exists()
    # Every later comparison is silent about it.
    rekonsiliasi(bank)
    assert alarm() == 1


def test_yang_ditahan_petugas_tidak_dapat_terkirim_oleh_pekerja_yang_sudah_membacanya(
    bank: BankSnap, gagal: tuple[Klaim, Pembayaran]
) -> None:
    from django.db import transaction

    from klaim_jht.rules.status import StatusPembayaran

    klaim, bayar = gagal
    dibaca_pekerja = ganti_rekening(klaim)
    dibayar_juga(bayar)
    rekonsiliasi(bank)
    with pytest.raises(Bentrok, match="pembayaran_sudah_berubah"), transaction.atomic():
        pindahkan_pembayaran(dibaca_pekerja, StatusPembayaran.DIKIRIM, pelaku=SISTEM)


def test_kiriman_kedua_yang_sudah_dibayar_menghentikan_semua(
    bank: BankSnap, gagal: tuple[Klaim, Pembayaran]
) -> None:
    klaim, bayar = gagal
    kedua = ganti_rekening(klaim)
    Pembayaran.objects.filter(pk=kedua.pk).update(status="BELUM_PASTI")
    dibayar_juga(bayar)
    rekonsiliasi(bank)
    assert RemLembaga.objects.get().alasan == bayar.partner_ref


def test_klaim_yang_dibatalkan_ditahan_lagi(
    bank: BankSnap, gagal: tuple[Klaim, Pembayaran]
) -> None:
    klaim, bayar = gagal
    batalkan_klaim(klaim_id=klaim.pk, pelaku=SISTEM)
    assert saldo_peserta(klaim.peserta).ditahan == 0
    dibayar_juga(bayar)
    rekonsiliasi(bank)
    assert saldo_peserta(klaim.peserta).ditahan == klaim.bruto
    assert alarm() == 1
    klaim.refresh_from_db()
    assert klaim.status == "DIBATALKAN"


def test_yang_berhasil_ditanyakan_esok_hari_sekali(bank: BankSnap) -> None:
    klaim = klaim_di_bank("0000")
    bayar = kerjakan(klaim, bank)
    assert bayar.status == "BERHASIL"
    assert bayar.jatuh_pada is not None
    lagi = bayar.jatuh_pada - timezone.now()
    assert timedelta(hours=25) < lagi <= timedelta(hours=26)
    bayar = kerjakan(klaim, bank)
    assert bayar.status == "BERHASIL"
    assert bayar.percobaan_kirim.filter(jenis="TANYA", hasil="BERHASIL").count() == 1


def test_uang_yang_kembali_ditemukan_tanpa_rekening_koran(bank: BankSnap) -> None:
    klaim = klaim_di_bank("0015")
    bayar = kerjakan(klaim, bank)
    dibayar_juga(bayar)
    bayar = kerjakan(klaim, bank)
    assert (bayar.status, klaim.status) == ("DIKEMBALIKAN", "PERLU_PERBAIKAN_REKENING")
    assert bayar.jatuh_pada is None
    assert TahananSaldo.objects.get().status == "DITAHAN"
    assert Pesan.objects.filter(jenis="klaim_perbaikan_rekening").exists()
    cocokkan(pelaku=SISTEM)
    assert not SelisihBank.objects.exists()


def test_yang_tidak_gagal_tidak_ditahan(bank: BankSnap) -> None:
    klaim = klaim_di_bank("0000")
    bayar = kerjakan(klaim, bank)
    assert not tahan_karena_terlambat(pembayaran_id=bayar.pk, referensi_bank="X", pelaku=SISTEM)
