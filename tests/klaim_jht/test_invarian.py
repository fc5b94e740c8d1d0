"""Payments held against the book, as the nightly check does it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from jmo.lib.tanggal import hari_ini_wib
from klaim_jht.models import Klaim, MutasiBank, Pembayaran, RekeningKoran, SelisihBank
from klaim_jht.selectors.invarian import INVARIAN_PEMBAYARAN
from saldo.models import TahananSaldo
from saldo.selectors.invarian import periksa_invarian, semua_invarian
from tests.klaim_jht.orang import ajukan, bayar, buat_siap_klaim

pytestmark = pytest.mark.usefixtures("db")


def langgar() -> dict[str, int]:
    hasil = periksa_invarian(INVARIAN_PEMBAYARAN)
    return {s.invarian.kode: s.jumlah for s in hasil if not s.dipenuhi}


@pytest.fixture
def dibayar() -> Klaim:
    """One claim is paid, another one waits for the bank."""
    klaim = ajukan(buat_siap_klaim())
    bayar(klaim)
    ajukan(buat_siap_klaim())
    return klaim


def test_pembayaran_dan_jurnal_cocok(dibayar: Klaim) -> None:
    assert langgar() == {}
    assert set(INVARIAN_PEMBAYARAN) <= set(semua_invarian())
    assert all(satu.dipenuhi for satu in periksa_invarian() if satu.invarian.kode != "R3")


def test_jumlah_yang_berbeda_ketahuan(dibayar: Klaim) -> None:
    Pembayaran.objects.filter(klaim=dibayar).update(jumlah=F("jumlah") + 1)
    assert langgar() == {"I5": 1, "I8": 1}


def test_dibayar_tanpa_jurnal_ketahuan(dibayar: Klaim) -> None:
    lain = Klaim.objects.exclude(pk=dibayar.pk).get()
    Pembayaran.objects.filter(klaim=lain).update(status="BERHASIL", referensi_bank="X1")
    assert langgar() == {"I5": 1}


def test_jurnal_tanpa_pembayaran_ketahuan(dibayar: Klaim) -> None:
    Pembayaran.objects.filter(klaim=dibayar).update(status="GAGAL_PASTI")
    assert langgar() == {"I5": 1}


def test_tahanan_yang_tampak_belum_dipakai_ketahuan(dibayar: Klaim) -> None:
    TahananSaldo.objects.filter(status="DIPAKAI").update(status="DITAHAN")
    assert langgar() == {"I5": 1, "I6": 1}


def test_klaim_yang_berjalan_tanpa_uang_yang_ditahan_ketahuan(dibayar: Klaim) -> None:
    TahananSaldo.objects.filter(status="DITAHAN").update(status="DILEPAS")
    assert langgar() == {"I6": 1}


def test_uang_yang_ditahan_untuk_klaim_yang_berakhir_ketahuan(dibayar: Klaim) -> None:
    lain = Klaim.objects.exclude(pk=dibayar.pk)
    lain.update(status="DITOLAK")
    assert langgar() == {"I6": 1}
    # Held again on purpose: the bank paid after its refusal.
    Pembayaran.objects.filter(klaim__in=lain).update(status="GAGAL_PASTI", perlu_petugas=True)
    assert langgar() == {}


def test_hari_yang_berbeda_ketahuan(dibayar: Klaim) -> None:
    Pembayaran.objects.filter(klaim=dibayar).update(
        berhasil_pada=F("berhasil_pada") - timedelta(days=1)
    )
    assert langgar() == {"I8": 2}


def koran_sejam_lalu(*gerak: tuple[int, str], selisih: int = 0) -> None:
    """Keep a statement that was delivered two hours ago."""
    kini = timezone.now()
    koran = RekeningKoran.objects.create(
        rekening="1", tanggal=hari_ini_wib(kini), saldo_awal=0,
        saldo_akhir=selisih - sum(jumlah for jumlah, _ in gerak), banyak_gerak=len(gerak),
        sidik="x", lengkap=False, sumber="BANK", diterima_pada=kini - timedelta(hours=2),
    )  # fmt: skip
    for nomor, (jumlah, referensi) in enumerate(gerak):
        MutasiBank.objects.create(
            koran=koran, rekening="1", tanggal=koran.tanggal, nomor=str(nomor), debit=True,
            jumlah=jumlah, referensi=referensi,
        )  # fmt: skip


def test_rekening_koran_yang_cocok_tidak_melanggar(dibayar: Klaim) -> None:
    satu = Pembayaran.objects.get(klaim=dibayar)
    koran_sejam_lalu((satu.jumlah, satu.partner_ref))
    assert langgar() == {}


def test_uang_keluar_yang_tidak_dikenal_harus_tercatat_sebagai_selisih(dibayar: Klaim) -> None:
    satu = Pembayaran.objects.get(klaim=dibayar)
    koran_sejam_lalu((5, "JHT-ASING"), (satu.jumlah + 1, satu.partner_ref))
    assert langgar() == {"I8": 2}
    for kunci in ("JHT-ASING", satu.partner_ref):
        SelisihBank.objects.create(jenis="ASING", kunci=kunci, tanggal="2026-11-22")
    assert langgar() == {}


def test_rekening_koran_yang_tidak_menjumlah_ketahuan(dibayar: Klaim) -> None:
    koran_sejam_lalu(selisih=1)
    assert langgar() == {"I8": 1}
