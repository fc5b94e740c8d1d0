"""Receipt and slip are checked by anybody: genuine, altered, forged, expired, or void today."""

from __future__ import annotations

import html
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.rules.pelaku import SISTEM
from jmo.lib.tanda import susun_kunci, terbitkan_tanda
from jmo.lib.uang import Rupiah, format_rupiah
from klaim_jht.models import BuktiPotong, Pembayaran
from klaim_jht.services.bukti_potong import terbitkan_bukti
from klaim_jht.services.dokumen import UMUR, periksa_resi, tanda_bukti, tanda_resi
from saldo.selectors.dokumen import daftarkan_pemeriksa, periksa_dokumen
from tests.klaim_jht.orang import ajukan, buat_siap_klaim
from tests.klaim_jht.susulan import klaim_dibayar

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def bayar() -> Pembayaran:
    cache.clear()
    return klaim_dibayar().pembayaran.select_related("klaim__peserta", "rekening").get()


@pytest.fixture
def bukti(bayar: Pembayaran) -> BuktiPotong:
    return terbitkan_bukti(pembayaran_id=bayar.pk, pelaku=SISTEM)


def buka(token: str) -> str:
    jawaban = Client().get(f"/periksa/{token}")
    assert jawaban.status_code == 200
    return html.unescape(re.sub(r"\s+", " ", jawaban.content.decode()))


def test_resi_asli_menyebut_yang_tersamar_saja(bayar: Pembayaran) -> None:
    isi = buka(tanda_resi(bayar))
    peserta = bayar.klaim.peserta
    for kata in (
        "Asli dan masih berlaku", "Tanda terima pembayaran JHT", str(bayar.klaim.nomor),
        format_rupiah(Rupiah(bayar.jumlah)), bayar.rekening.nomor_samar, bayar.referensi_bank,
        "pembayaran yang sama",
    ):  # fmt: skip
        assert kata in isi, kata
    for rahasia in (peserta.nama, peserta.nomor_identitas, bayar.rekening.nomor):
        assert rahasia not in isi


def test_bukti_potong_asli_menyebut_nomor_dan_pajaknya(bukti: BuktiPotong) -> None:
    isi = buka(tanda_bukti(bukti))
    for kata in ("Bukti pemotongan pajak JHT", bukti.nomor, format_rupiah(Rupiah(bukti.bruto))):
        assert kata in isi, kata
    assert bukti.pembayaran.klaim.peserta.nama not in isi


def test_uang_yang_kembali_membuat_dokumennya_tidak_berlaku(bukti: BuktiPotong) -> None:
    resi = tanda_resi(bukti.pembayaran)
    Pembayaran.objects.update(status="DIKEMBALIKAN")
    for token in (resi, tanda_bukti(bukti)):
        assert "bank kemudian mengembalikan uangnya" in buka(token)


def test_diubah_palsu_dan_kedaluwarsa(bayar: Pembayaran) -> None:
    token = tanda_resi(bayar)
    kepala, _, muatan = token.rpartition(".")
    isi = urlsafe_b64decode(muatan + "=" * (-len(muatan) % 4))
    palsu = isi.replace(str(bayar.jumlah).encode(), str(bayar.jumlah * 9).encode())
    assert "Diubah" in buka(f"{kepala}.{urlsafe_b64encode(palsu).rstrip(b'=').decode()}")
    kini = timezone.now()
    lain = terbitkan_tanda(
        {"bayar": bayar.pk}, jenis="resi", kunci=susun_kunci(b"x" * 32), terbit=kini,
        sampai=kini + timedelta(days=1),
    )  # fmt: skip
    assert "Bukan dari kami" in buka(lain)
    with time_machine.travel(kini + UMUR + timedelta(days=1), tick=False):
        lewat = buka(token)
    assert "Kedaluwarsa" in lewat
    assert format_rupiah(Rupiah(bayar.jumlah)) not in lewat


def test_yang_barisnya_tidak_ada_tidak_menyebut_apa_pun(bukti: BuktiPotong) -> None:
    potong = tanda_bukti(bukti)
    BuktiPotong.objects.all().delete()
    assert periksa_dokumen(potong).isi is None
    assert periksa_resi({"bayar": 0}) is None


def test_yang_belum_dibayar_tidak_ditandatangani() -> None:
    baris = ajukan(buat_siap_klaim()).pembayaran.select_related("klaim__peserta").get()
    with pytest.raises(ValueError, match="has not arrived"):
        tanda_resi(baris)


def test_jenis_yang_sudah_terpakai_tidak_dapat_didaftarkan() -> None:
    with pytest.raises(ValueError, match="kartu"):
        daftarkan_pemeriksa({"kartu": lambda _: None})
