"""Many histories in one world, and the report about them."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings

from klaim_jht.models import Pembayaran
from saldo.services.pemeriksaan import periksa_buku
from tests.faults.dunia import Dunia
from tests.faults.penguji import pelanggaran_total
from tests.faults.riwayat import Pemain, Riwayat

# Checks of the whole book grow with it; a new book begins after so many histories.
TUMPUKAN = 100


@dataclass
class Laporan:
    """What many histories came to."""

    riwayat: int = 0
    klaim: int = 0
    transfer: int = 0
    hitung: Counter[str] = field(default_factory=Counter)
    gagal: list[Riwayat] = field(default_factory=list)
    detik: float = 0.0

    def baris(self) -> list[str]:
        """Return the report, a line each."""
        kejadian = sorted(
            (nama, kali) for nama, kali in self.hitung.items() if not nama.startswith("akhir_")
        )
        akhir = sorted(
            (nama.removeprefix("akhir_"), kali)
            for nama, kali in self.hitung.items()
            if nama.startswith("akhir_")
        )
        return [
            f"{self.riwayat} riwayat, {self.klaim} klaim, {self.transfer} transfer di bank, "
            f"{self.detik:.0f} detik",
            "kejadian: " + ", ".join(f"{nama} {kali}" for nama, kali in kejadian),
            "akhir klaim: " + ", ".join(f"{nama} {kali}" for nama, kali in akhir),
            f"riwayat yang melanggar: {len(self.gagal)}",
            *(baris for satu in self.gagal for baris in _rinci(satu)),
        ]


def _rinci(satu: Riwayat) -> list[str]:
    return [
        f"  benih {satu.benih}, riwayat {satu.nomor}; ulangi dengan: manage.py "
        f"simulasi_gangguan --benih {satu.benih} --mulai {satu.nomor} --riwayat 1",
        *(f"    {nomor:>3}. {langkah}" for nomor, langkah in enumerate(satu.langkah, 1)),
        *(f"    SALAH: {apa}" for apa in satu.salah),
    ]


def simulasikan(
    *, benih: int, banyak: int, mulai: int = 0,
    setiap: Callable[[Riwayat], None] = lambda _: None,
) -> Laporan:  # fmt: skip
    """Play histories `mulai` and on; the report says which of them broke what."""
    awal, semula = time.monotonic(), dict(settings.BANK)
    laporan, dunia = Laporan(), Dunia()
    try:
        for pertama in range(mulai, mulai + banyak, TUMPUKAN):
            nomor = range(pertama, min(pertama + TUMPUKAN, mulai + banyak))
            _satu_buku(dunia, benih, nomor, laporan, setiap)
    finally:
        settings.BANK.update(semula)
        dunia.tutup()
    laporan.detik = time.monotonic() - awal
    return laporan


def _satu_buku(
    dunia: Dunia, benih: int, nomor: range, laporan: Laporan, setiap: Callable[[Riwayat], None]
) -> None:
    dunia.mulai(2 * len(nomor))
    terakhir = Riwayat(benih, nomor[0])
    for ke in nomor:
        terakhir = Riwayat(benih, ke)
        pemain = Pemain(dunia, terakhir)
        pemain.jalankan()
        laporan.riwayat += 1
        laporan.klaim += len(pemain.klaim)
        laporan.hitung.update(terakhir.hitung)
        if terakhir.salah:
            laporan.gagal.append(terakhir)
        setiap(terakhir)
    total = [dunia.bank.suruh("total", bank=nama) for nama in dunia.klien]
    laporan.transfer += sum(satu["banyak"] for satu in total)
    jumlah = {"jumlah": sum(satu["jumlah"] for satu in total)}
    salah = pelanggaran_total(jumlah, Pembayaran.objects.all())
    pemeriksaan, hasil = periksa_buku()
    if not pemeriksaan.dipenuhi:
        salah += [satu.invarian.kode for satu in hasil if not satu.dipenuhi]
    if salah:
        laporan.gagal.append(Riwayat(benih, terakhir.nomor, salah=salah))
