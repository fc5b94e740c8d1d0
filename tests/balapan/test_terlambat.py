"""Money that was refused turns out to be paid, while a worker is about to send it once more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.utils import timezone

from accounts.rules.pelaku import SISTEM
from jmo.gateways.bank_snap import BankSnap
from jmo.lib.galat import Bentrok
from jmo.lib.tanggal import hari_ini_wib
from klaim_jht.models import Pembayaran, RemLembaga
from klaim_jht.services import pembayaran as layanan
from klaim_jht.services.pembayaran import kirim_pembayaran
from klaim_jht.services.perbaikan import perbaiki_rekening
from klaim_jht.services.rekening_koran import ambil_rekening_koran
from klaim_jht.services.terlambat import tahan_karena_terlambat
from tests.balapan.test_tahan_saldo import bersama
from tests.klaim_jht.bank import dibayar_bank, kendali_bank, kerjakan, klaim_di_bank
from tests.klaim_jht.orang import jawaban_bank
from tests.lib_mitra import konfigurasi_bank

pytestmark = pytest.mark.django_db(transaction=True)
NOMOR = "667788990000"


@pytest.fixture
def bank(sandbox: dict[str, str]) -> Iterator[BankSnap]:
    kendali_bank("mulai_ulang", {})
    klien = BankSnap(konfigurasi_bank(timeout_baca=10.0))
    yield klien
    klien.tutup()


@pytest.fixture
def dua(bank: BankSnap) -> tuple[Pembayaran, Pembayaran]:
    """The first was refused and then paid after all; the second waits to be sent now."""
    klaim = klaim_di_bank("0016")
    satu = kerjakan(klaim, bank, kali=2)
    kendali_bank("rekening", {"kode_bank": "002", "nomor": NOMOR, "nama": klaim.peserta.nama})
    perbaiki_rekening(
        klaim_id=klaim.pk, verifikasi=jawaban_bank(klaim.peserta, nomor=NOMOR), pelaku=SISTEM
    )
    kendali_bank("matangkan", {"referensi": satu.partner_ref})
    ambil_rekening_koran(tanggal=hari_ini_wib(timezone.now()), bank=bank, pelaku=SISTEM)
    kedua = Pembayaran.objects.get(klaim=klaim, ke=2)
    Pembayaran.objects.filter(pk=kedua.pk).update(jatuh_pada=timezone.now() - timedelta(seconds=1))
    return satu, kedua


def tahan(satu: Pembayaran) -> bool:
    return tahan_karena_terlambat(pembayaran_id=satu.pk, referensi_bank="B", pelaku=SISTEM)


def test_ditahan_tepat_sebelum_dikirim(
    bank: BankSnap, dua: tuple[Pembayaran, Pembayaran], monkeypatch: pytest.MonkeyPatch
) -> None:
    satu, kedua = dua
    asli = layanan._boleh_dikirim

    def lalu_tahan(*isi: Any, **lain: Any) -> bool:
        hasil = asli(*isi, **lain)
        assert tahan(satu)
        return hasil

    monkeypatch.setattr(layanan, "_boleh_dikirim", lalu_tahan)
    with pytest.raises(Bentrok, match="pembayaran_sudah_berubah"):
        kirim_pembayaran(pembayaran_id=kedua.pk, bank=bank)
    kedua.refresh_from_db()
    assert (kedua.status, kedua.perlu_petugas) == ("SIAP", True)
    assert dibayar_bank(kedua) == []
    assert not RemLembaga.objects.exists()


def test_ditahan_dan_dikirim_bersama(bank: BankSnap, dua: tuple[Pembayaran, Pembayaran]) -> None:
    satu, kedua = dua
    bersama(partial(kirim_pembayaran, pembayaran_id=kedua.pk, bank=bank), partial(tahan, satu))
    satu.refresh_from_db()
    kedua.refresh_from_db()
    assert (satu.status, satu.perlu_petugas) == ("GAGAL_PASTI", True)
    # Either the second one was stopped, or everything is: never silently paid twice.
    if dibayar_bank(kedua):
        assert RemLembaga.objects.filter(dilepas_pada=None).exists()
    else:
        assert (kedua.status, kedua.perlu_petugas) == ("SIAP", True)
