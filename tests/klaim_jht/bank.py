"""The sandbox bank as tests of the payout use it: control door, book, one turn of a worker."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import requests

from tests.klaim_jht.orang import ajukan, beri_wajah, buat_pekerja, jawaban_bank, kinikan

if TYPE_CHECKING:
    from jmo.gateways.bank_snap import BankSnap
    from klaim_jht.models import Klaim, Pembayaran


def kendali_bank(jalur: str, isi: dict[str, Any] | None = None) -> dict[str, Any]:
    """Speak to the bank's control door; without `isi` it is a question."""
    from django.conf import settings

    alamat = f"{settings.SANDBOX_URL['bank']}/kendali/{jalur}"
    kepala = {"X-Kendali": settings.SANDBOX_KENDALI}
    if isi is None:
        return dict(requests.get(alamat, headers=kepala, timeout=10).json())
    jawaban = requests.post(alamat, json=isi, headers=kepala, timeout=10)
    assert jawaban.ok, jawaban.text
    return dict(jawaban.json())


def klaim_di_bank(akhiran: str) -> Klaim:
    """File a claim whose account exists at the bank; its last digits choose what the bank does."""
    from accounts.rules.pelaku import SISTEM
    from pengkinian.models import Rekening
    from pengkinian.services.rekening import pasang_rekening

    nomor = f"5566{7788 + Rekening.objects.count():04d}{akhiran}"
    peserta = buat_pekerja()
    kinikan(peserta)
    beri_wajah(peserta)
    kendali_bank("rekening", {"kode_bank": "002", "nomor": nomor, "nama": peserta.nama})
    pasang_rekening(verifikasi=jawaban_bank(peserta, nomor=nomor), pelaku=SISTEM)
    return ajukan(peserta)


def satu_pembayaran(klaim: Klaim) -> Pembayaran:
    """Return the one payment of a claim, read anew."""
    from klaim_jht.models import Pembayaran

    return Pembayaran.objects.get(klaim=klaim)


def kerjakan(klaim: Klaim, bank: BankSnap, *, kali: int = 1) -> Pembayaran:
    """Let a worker act `kali` times, each time when the row is due."""
    from django.utils import timezone

    from klaim_jht.models import Pembayaran
    from klaim_jht.services.pembayaran import kirim_pembayaran

    for _ in range(kali):
        Pembayaran.objects.filter(klaim=klaim, jatuh_pada__isnull=False).update(
            jatuh_pada=timezone.now() - timedelta(seconds=1)
        )
        kirim_pembayaran(pembayaran_id=satu_pembayaran(klaim).pk, bank=bank)
    klaim.refresh_from_db()
    return satu_pembayaran(klaim)


def hitung_kiriman(bayar: Pembayaran) -> int:
    """Count transfer messages; one that only met a stale token was never read by the bank."""
    kiriman = bayar.percobaan_kirim.filter(jenis="KIRIM")
    return kiriman.exclude(hasil="TOKEN_BASI").count()


def dibayar_bank(bayar: Pembayaran) -> list[int]:
    """Return the amounts that the bank's own book shows for our reference."""
    buku = kendali_bank(f"buku?referensi={bayar.partner_ref}")
    return [satu["jumlah"] for satu in buku["transfer"] if satu["keadaan"] == "00"]
