"""A provider of messages over HTTP: e-mail, SMS and WA by one JSON call, once per reference."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from jmo.gateways.hasil import BelumPasti, Berhasil, Ditolak, Hasil, TidakTersedia
from jmo.gateways.http import Jawaban, PintuHTTP, TidakTerkirim
from jmo.gateways.pesan.bentuk import KodeTolak, PesanKeluar, Sebab

log = logging.getLogger(__name__)

JALUR: Final = "/v1/pesan"
TUNGGU_BAKU: Final = timedelta(seconds=60)
TUNGGU_MAKSIMUM_DETIK: Final = 3600
GALAT: Final[dict[str, KodeTolak]] = {
    "tujuan_tidak_sah": KodeTolak.TUJUAN_TIDAK_SAH,
    "saluran_tidak_sah": KodeTolak.SALURAN_TIDAK_DILAYANI,
    "referensi_dipakai": KodeTolak.REFERENSI_GANDA,
}


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class KonfigurasiPenyedia:
    """Our place at the provider."""

    alamat: str
    kunci: str
    timeout_sambung: float = 3.0
    timeout_baca: float = 10.0
    verifikasi_tls: bool | str = True
    izinkan_http: bool = False

    def __post_init__(self) -> None:
        """Refuse a line in clear and a key that no header carries."""
        skema = ("https://", "http://") if self.izinkan_http else ("https://",)
        if not self.alamat.startswith(skema):
            raise ValueError("alamat must be https")
        if not self.kunci or not self.kunci.isascii() or not self.kunci.isprintable():
            raise ValueError("kunci must be printable ASCII")

    def __repr__(self) -> str:
        """Name the host and nothing else."""
        return f"KonfigurasiPenyedia({self.alamat})"


class PengirimHTTP:
    """Sends through the provider. Keep one per process; threads may share it."""

    def __init__(self, konfigurasi: KonfigurasiPenyedia) -> None:
        """Open nothing yet."""
        self._kunci = konfigurasi.kunci
        self._pintu = PintuHTTP(
            alamat=konfigurasi.alamat,
            timeout_sambung=konfigurasi.timeout_sambung,
            timeout_baca=konfigurasi.timeout_baca,
            verifikasi_tls=konfigurasi.verifikasi_tls,
        )

    def tutup(self) -> None:
        """Close the pooled connections."""
        self._pintu.tutup()

    def kirim(self, pesan: PesanKeluar) -> Hasil[str]:
        """Send one message.

        Outcomes: as `Pengirim`. After BelumPasti the same message goes again under the same
                  reference: the provider keeps it once and gives the first id.
        Unknown:  how long a real provider remembers a reference.
        """
        balasan = self._pintu.kirim_json(
            jalur=JALUR,
            isi={
                "saluran": pesan.saluran,
                "tujuan": pesan.tujuan,
                "subjek": pesan.subjek,
                "teks": pesan.teks,
                "html": pesan.html,
                "referensi": pesan.referensi,
            },
            kepala={"Authorization": f"Bearer {self._kunci}"},
            layanan="pesan",
            referensi=pesan.referensi,
        )
        if isinstance(balasan, TidakTerkirim):
            return TidakTersedia(Sebab.LAYANAN_TIDAK_TERSEDIA)
        if not isinstance(balasan, Jawaban):
            return BelumPasti(balasan.sebab)
        return _baca(balasan)


def _baca(balasan: Jawaban) -> Hasil[str]:
    objek = balasan.objek() or {}
    if balasan.status == 429:
        return TidakTersedia(Sebab.TERLALU_SERING, datetime.now(UTC) + _tunggu(balasan))
    if balasan.status in (401, 403, 404):
        # No code and no notice leaves until a person has looked at this.
        log.error("pesan penyedia menolak kami: periksa alamat dan kunci")
        return TidakTersedia(Sebab.KONFIGURASI)
    if 400 <= balasan.status < 500:
        return Ditolak(GALAT.get(str(objek.get("galat")), KodeTolak.ISI_TIDAK_SAH))
    nomor = objek.get("id")
    if balasan.status in (200, 201, 202) and isinstance(nomor, str) and 1 <= len(nomor) <= 200:
        return Berhasil(nomor)
    return BelumPasti(f"jawaban tidak terbaca (status {balasan.status})")


def _tunggu(balasan: Jawaban) -> timedelta:
    teks = balasan.kepala.get("Retry-After", "")
    if not (teks.isascii() and teks.isdigit() and len(teks) <= 9):
        return TUNGGU_BAKU
    return timedelta(seconds=min(int(teks), TUNGGU_MAKSIMUM_DETIK))
