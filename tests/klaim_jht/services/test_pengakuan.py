"""Two officers book, with the statement in hand, what the bank paid after its refusal."""

from __future__ import annotations

import pytest

from accounts.audit import pelaku_akun
from accounts.models import Akun
from jmo.gateways.bank_snap import BankSnap
from jmo.lib.galat import BelumLayak, Bentrok
from klaim_jht.models import Klaim, Pembayaran, SelisihBank
from klaim_jht.selectors.invarian import INVARIAN_PEMBAYARAN
from klaim_jht.services.pengakuan import akui_pembayaran, minta_akui
from saldo.models import TahananSaldo
from saldo.selectors.invarian import periksa_invarian
from tests.klaim_jht.bank import dibayar_bank, kendali_bank, kerjakan, klaim_di_bank
from tests.klaim_jht.koran import rekonsiliasi
from tests.pabrik import buat_akun

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def terlambat(bank: BankSnap) -> tuple[Klaim, Pembayaran, SelisihBank]:
    klaim = klaim_di_bank("0016")
    bayar = kerjakan(klaim, bank, kali=2)
    kendali_bank("matangkan", {"referensi": bayar.partner_ref})
    rekonsiliasi(bank)
    return klaim, bayar, SelisihBank.objects.get()


def minta(selisih: SelisihBank, petugas: Akun) -> None:
    minta_akui(
        selisih_id=selisih.pk, alasan="ada di koran", petugas=petugas, pelaku=pelaku_akun(petugas)
    )


def akui(selisih: SelisihBank, petugas: Akun) -> None:
    akui_pembayaran(
        selisih_id=selisih.pk, alasan="benar", petugas=petugas, pelaku=pelaku_akun(petugas)
    )


def test_dua_petugas_mengakui(
    bank: BankSnap, terlambat: tuple[Klaim, Pembayaran, SelisihBank]
) -> None:
    klaim, bayar, selisih = terlambat
    rina, hadi = buat_akun("rina", petugas=True), buat_akun("hadi", petugas=True)
    with pytest.raises(Bentrok, match="selisih_belum_diminta"):
        akui(selisih, hadi)
    minta(selisih, rina)
    with pytest.raises(Bentrok, match="selisih_sudah_diminta"):
        minta(selisih, hadi)
    with pytest.raises(BelumLayak, match="selisih_petugas_sama"):
        akui(selisih, rina)
    assert TahananSaldo.objects.get().status == "DITAHAN"
    akui(selisih, hadi)
    klaim.refresh_from_db()
    bayar.refresh_from_db()
    selisih.refresh_from_db()
    assert (klaim.status, bayar.status, selisih.status) == ("DIBAYAR", "BERHASIL", "SELESAI")
    assert (bayar.perlu_petugas, bayar.sebab_gagal) == (False, "")
    assert TahananSaldo.objects.get().status == "DIPAKAI"
    assert dibayar_bank(bayar) == [klaim.neto]
    assert rekonsiliasi(bank).terbuka == 0
    assert all(satu.dipenuhi for satu in periksa_invarian(INVARIAN_PEMBAYARAN))
    with pytest.raises(Bentrok, match="selisih_sudah_selesai"):
        akui(selisih, hadi)


def test_kiriman_kedua_berakhir_tanpa_terkirim(
    bank: BankSnap, terlambat: tuple[Klaim, Pembayaran, SelisihBank]
) -> None:
    klaim, bayar, selisih = terlambat
    kedua = Pembayaran.objects.create(
        klaim=klaim, ke=2, partner_ref="JHT-KEDUA", jumlah=bayar.jumlah, rekening=bayar.rekening,
        status="BELUM_PASTI", perlu_petugas=True,
    )  # fmt: skip
    minta(selisih, buat_akun("rina", petugas=True))
    hadi = buat_akun("hadi", petugas=True)
    with pytest.raises(Bentrok, match="pembayaran_lain_berjalan"):
        akui(selisih, hadi)
    Pembayaran.objects.filter(pk=kedua.pk).update(status="SIAP")
    akui(selisih, hadi)
    kedua.refresh_from_db()
    assert (kedua.status, kedua.sebab_gagal) == ("GAGAL_PASTI", "SUDAH_DIBAYAR")


def test_hanya_yang_tampak_utuh_di_rekening_koran(
    terlambat: tuple[Klaim, Pembayaran, SelisihBank],
) -> None:
    _, bayar, selisih = terlambat
    rina = buat_akun("rina", petugas=True)
    Pembayaran.objects.filter(pk=bayar.pk).update(jumlah=bayar.jumlah + 1)
    with pytest.raises(BelumLayak, match="selisih_tak_dapat_diakui"):
        minta(selisih, rina)
    Pembayaran.objects.filter(pk=bayar.pk).update(jumlah=bayar.jumlah)
    SelisihBank.objects.update(jenis="JUMLAH_BEDA")
    with pytest.raises(BelumLayak, match="selisih_tak_dapat_diakui"):
        minta(selisih, rina)
