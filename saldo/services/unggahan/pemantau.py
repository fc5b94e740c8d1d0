"""Watches an import for its upload: progress, the list of differences, and the last word."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import IO, Any

from jmo.basisdata.otonom import tulis_terpisah
from jmo.lib.csv_aman import tulis_baris
from jmo.lib.samarkan import samarkan_ekor
from saldo.models import UnggahanIuran
from saldo.services.iuran import HasilImpor
from saldo.services.iuran.beda import Beda, JenisBeda

CONTOH = 5
# Posting and committing so many rows takes a second at most; several times what was measured.
BARIS_PER_DETIK = 2_000
_UANG = ("upah", "jht_pemberi_kerja", "jht_pekerja", "jp_pemberi_kerja", "jp_pekerja")
KOLOM_BEDA = (
    "jenis", "baris", "kpj", "bulan",
    *(f"{nama}_{kapan}" for kapan in ("lama", "baru") for nama in (*_UANG, "tanggal_bayar")),
    "tanggal_keluar", "sebab_keluar",
)  # fmt: skip
_KOSONG: tuple[None, ...] = (None,) * 6


class BedaBerubah(Exception):
    """The records changed since the differences were shown: nothing may be booked."""

    def __init__(self, hasil: HasilImpor) -> None:
        """Keep what the file would do now."""
        super().__init__()
        self.hasil = hasil


class PemantauUnggahan:
    """One run over one upload.

    Shape:  `berkas_beda` takes the list of differences as CSV; `terakhir` is called inside the
            import's transaction, right before it is committed.
    """

    def __init__(
        self,
        unggahan: UnggahanIuran,
        berkas_beda: IO[bytes],
        *,
        detik_sewa: int,
        terakhir: Callable[[HasilImpor], None] | None = None,
    ) -> None:
        """Start with no difference."""
        self._unggahan, self._detik = unggahan, detik_sewa
        self._berkas, self._terakhir = berkas_beda, terakhir
        self._sidik = hashlib.sha256()
        self._jumlah: Counter[str] = Counter()
        self._selisih = 0
        self._contoh: dict[str, list[dict[str, Any]]] = {satu.value: [] for satu in JenisBeda}
        self._tulis(tulis_baris(KOLOM_BEDA).encode())

    @property
    def sidik(self) -> str:
        """Fingerprint of all differences so far."""
        return self._sidik.hexdigest()

    def ringkasan(self, hasil: HasilImpor) -> dict[str, Any]:
        """Return counts and examples for the page; cards masked, no names."""
        return {
            "baris": hasil.baris,
            "sama": hasil.sama,
            "total_jht": hasil.total_jht,
            "selisih_jht": self._selisih,
            "jumlah": {satu.value: self._jumlah[satu.value] for satu in JenisBeda},
            "contoh": self._contoh,
            "lembar_lain": [nama[:100] for nama in hasil.lembar_lain],
        }

    def maju(self, baris: int) -> None:
        """Show how far the work is, and keep the lease."""
        self._perpanjang(baris, self._detik)

    def membukukan(self, baris: int) -> None:
        """Keep the lease for as long as posting so many rows may take."""
        self._perpanjang(baris, self._detik + baris // BARIS_PER_DETIK)

    def _perpanjang(self, baris: int, detik: int) -> None:
        tulis_terpisah(
            "UPDATE saldo_unggahaniuran SET baris_selesai = %s, "
            "baris_total = greatest(baris_total, %s), "
            "sewa_sampai = now() + make_interval(secs => %s) WHERE id = %s AND sewa_pemilik = %s",
            [baris, baris, detik, self._unggahan.pk, self._unggahan.sewa_pemilik],
        )

    def catat(self, beda: Beda) -> None:
        """Write one difference down."""
        jenis = beda.jenis.value
        self._jumlah[jenis] += 1
        self._selisih += _jht(beda.baru) - _jht(beda.lama)
        self._tulis(
            tulis_baris(
                (
                    jenis, beda.baris, samarkan_ekor(beda.kpj) if beda.kpj else "",
                    f"{beda.bulan:%Y-%m}", *(beda.lama or _KOSONG), *(beda.baru or _KOSONG),
                    beda.tanggal_keluar, beda.sebab_keluar,
                )
            ).encode()
        )  # fmt: skip
        if len(self._contoh[jenis]) < CONTOH:
            self._contoh[jenis].append(_contoh(beda))

    def sebelum_tetap(self, hasil: HasilImpor) -> None:
        """Say the last word before the import is committed."""
        if self._terakhir is not None:
            self._terakhir(hasil)

    def _tulis(self, baris: bytes) -> None:
        self._sidik.update(baris)
        self._berkas.write(baris)


def _jht(isi: tuple[int | date, ...]) -> int:
    return sum(satu for satu in isi[1:3] if isinstance(satu, int))


def _contoh(beda: Beda) -> dict[str, Any]:
    return {
        "baris": beda.baris,
        "kpj": samarkan_ekor(beda.kpj) if beda.kpj else "",
        "bulan": beda.bulan.isoformat(),
        "upah_lama": beda.lama[0] if beda.lama else None,
        "upah_baru": beda.baru[0] if beda.baru else None,
        "jht_lama": _jht(beda.lama) if beda.lama else None,
        "jht_baru": _jht(beda.baru) if beda.baru else None,
        "keluar": beda.tanggal_keluar.isoformat() if beda.tanggal_keluar else "",
        "sebab": beda.sebab_keluar,
    }
