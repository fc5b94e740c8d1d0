"""The payout against the real bank of the sandbox: once, never twice, never lost.

Each scenario is chosen by the account's last digits; afterwards the bank's own book is the judge.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import requests
from django.conf import settings
from django.utils import timezone

from jmo.gateways.bank_snap import BankSnap, KonfigurasiBank
from klaim_jht.models import Klaim, Pembayaran, PercobaanKirim
from klaim_jht.services.pembayaran import kirim_pembayaran, sapu_pembayaran
from saldo.models import TahananSaldo
from saldo.selectors import saldo_peserta
from tests.klaim_jht.orang import ajukan, beri_wajah, buat_pekerja, jawaban_bank, kinikan
from tests.lib_mitra import konfigurasi_bank

pytestmark = pytest.mark.django_db(transaction=True)
KENDALI = {"X-Kendali": settings.SANDBOX_KENDALI}


def _kendali(jalur: str, isi: dict[str, Any] | None = None) -> dict[str, Any]:
    alamat = f"{settings.SANDBOX_URL['bank']}/kendali/{jalur}"
    if isi is None:
        return dict(requests.get(alamat, headers=KENDALI, timeout=10).json())
    jawaban = requests.post(alamat, json=isi, headers=KENDALI, timeout=10)
    assert jawaban.ok, jawaban.text
    return dict(jawaban.json())


@pytest.fixture
def bank(sandbox: dict[str, str]) -> Iterator[BankSnap]:
    _kendali("mulai_ulang", {})
    konfigurasi: KonfigurasiBank = konfigurasi_bank(timeout_baca=1.0)
    klien = BankSnap(konfigurasi)
    yield klien
    klien.tutup()


def _klaim(akhiran: str) -> Klaim:
    nomor = f"55667788{akhiran}"
    peserta = buat_pekerja()
    kinikan(peserta)
    beri_wajah(peserta)
    _kendali("rekening", {"kode_bank": "002", "nomor": nomor, "nama": peserta.nama})
    from accounts.rules.pelaku import SISTEM
    from pengkinian.services.rekening import pasang_rekening

    pasang_rekening(verifikasi=jawaban_bank(peserta, nomor=nomor), pelaku=SISTEM)
    return ajukan(peserta)


def _satu(klaim: Klaim) -> Pembayaran:
    return Pembayaran.objects.get(klaim=klaim)


def _kerjakan(klaim: Klaim, bank: BankSnap, *, kali: int = 1) -> Pembayaran:
    """Let a worker act `kali` times, each time when the row is due."""
    for _ in range(kali):
        Pembayaran.objects.filter(klaim=klaim, jatuh_pada__isnull=False).update(
            jatuh_pada=timezone.now() - timedelta(seconds=1)
        )
        kirim_pembayaran(pembayaran_id=_satu(klaim).pk, bank=bank)
    klaim.refresh_from_db()
    return _satu(klaim)


def _kiriman(bayar: Pembayaran) -> int:
    """Count transfer messages; one that only met a stale token was never read by the bank."""
    kiriman = PercobaanKirim.objects.filter(pembayaran=bayar, jenis="KIRIM")
    return kiriman.exclude(hasil="TOKEN_BASI").count()


def _dibayar_bank(bayar: Pembayaran) -> list[int]:
    """Return the amounts that the bank's own book shows for our reference."""
    buku = _kendali(f"buku?referensi={bayar.partner_ref}")
    return [satu["jumlah"] for satu in buku["transfer"] if satu["keadaan"] == "00"]


def test_dibayar_sekali_dan_dibukukan(bank: BankSnap) -> None:
    klaim = _klaim("0000")
    assert saldo_peserta(klaim.peserta).ditahan == klaim.bruto
    bayar = _kerjakan(klaim, bank)
    assert (bayar.status, klaim.status) == ("BERHASIL", "DIBAYAR")
    assert bayar.referensi_bank
    assert _dibayar_bank(bayar) == [klaim.neto]
    tahanan = TahananSaldo.objects.get(rujukan=f"klaim:{klaim.pk}")
    assert tahanan.status == "DIPAKAI"
    assert tahanan.jumlah == klaim.bruto
    # A hundred bells equal one.
    _kerjakan(klaim, bank, kali=3)
    assert _dibayar_bank(bayar) == [klaim.neto]
    assert _kiriman(bayar) == 1


@pytest.mark.parametrize(
    "akhiran",
    [
        pytest.param("0002", id="dibukukan-jawaban-hilang"),
        pytest.param("0004", id="504-dibukukan"),
        pytest.param("0009", id="sambungan-putus-dibukukan"),
        pytest.param("0011", id="mula-mula-tidak-ditemukan"),
    ],
)
def test_jawaban_yang_hilang_ditanyakan_bukan_dikirim_ulang(bank: BankSnap, akhiran: str) -> None:
    klaim = _klaim(akhiran)
    bayar = _kerjakan(klaim, bank)
    if bayar.status != "BERHASIL":
        assert bayar.status in {"BELUM_PASTI", "DITERIMA_BANK"}
        assert klaim.status == "PEMBAYARAN_BELUM_PASTI"
    batas = time.monotonic() + 30
    while bayar.status != "BERHASIL" and time.monotonic() < batas:
        time.sleep(1)
        bayar = _kerjakan(klaim, bank)
    assert (bayar.status, klaim.status) == ("BERHASIL", "DIBAYAR")
    assert _kiriman(bayar) == 1
    assert _dibayar_bank(bayar) == [klaim.neto]


@pytest.mark.parametrize(
    "akhiran",
    [
        pytest.param("0003", id="tidak-dibukukan-tanpa-jawaban"),
        pytest.param("0005", id="500-tidak-dibukukan"),
        pytest.param("0010", id="selamanya-diproses"),
        pytest.param("0014", id="jumlah-lain-di-jawaban"),
    ],
)
def test_yang_tidak_pasti_tetap_ditahan(bank: BankSnap, akhiran: str) -> None:
    klaim = _klaim(akhiran)
    bayar = _kerjakan(klaim, bank, kali=4)
    assert bayar.status in {"BELUM_PASTI", "DITERIMA_BANK", "BERHASIL"}
    assert _kiriman(bayar) == 1
    tahanan = TahananSaldo.objects.get(rujukan=f"klaim:{klaim.pk}")
    assert tahanan.status == ("DIPAKAI" if bayar.status == "BERHASIL" else "DITAHAN")
    assert len(_dibayar_bank(bayar)) <= 1


def test_rekening_mati_kembali_ke_peserta_dan_uang_tetap_ditahan(bank: BankSnap) -> None:
    klaim = _klaim("0007")
    bayar = _kerjakan(klaim, bank)
    assert bayar.status == "GAGAL_PASTI"
    assert klaim.status == "PERLU_PERBAIKAN_REKENING"
    assert TahananSaldo.objects.get(rujukan=f"klaim:{klaim.pk}").status == "DITAHAN"
    assert _dibayar_bank(bayar) == []
    assert klaim.peserta.rekening.get(diganti_pada=None).status == "BERMASALAH"


def test_pekerja_mati_setelah_bank_membukukan(bank: BankSnap, monkeypatch: Any) -> None:
    """Killed between the answer and our writing: the next worker asks and sends nothing."""
    klaim = _klaim("0000")

    def mati(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as tambalan:
        tambalan.setattr("klaim_jht.services.pembayaran._putuskan", mati)
        with pytest.raises(KeyboardInterrupt):
            kirim_pembayaran(pembayaran_id=_satu(klaim).pk, bank=bank)
    assert _satu(klaim).status == "DIKIRIM"
    assert sapu_pembayaran() == 1
    bayar = _kerjakan(klaim, bank, kali=2)
    assert (bayar.status, klaim.status) == ("BERHASIL", "DIBAYAR")
    assert _dibayar_bank(bayar) == [klaim.neto]
    assert _kiriman(bayar) == 1


def test_bank_putus_tidak_mengirim_apa_pun(bank: BankSnap) -> None:
    klaim = _klaim("0000")
    _kendali("gangguan", {"jenis": "putus", "detik": 60})
    bayar = _kerjakan(klaim, bank)
    assert bayar.status in {"SIAP", "BELUM_PASTI"}
    _kendali("gangguan", {"jenis": "nihil", "detik": 0})
    bayar = _kerjakan(klaim, bank, kali=3)
    assert len(_dibayar_bank(bayar)) <= 1
    if bayar.status == "BERHASIL":
        assert _dibayar_bank(bayar) == [klaim.neto]
