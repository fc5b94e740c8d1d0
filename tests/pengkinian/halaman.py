"""Pages of the wizard as a browser sees them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tests.klaim_jht.orang import baca, masuk
from tests.pengkinian.orang import kasus_sampai

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import Peserta
    from pengkinian.models import KasusPengkinian

__all__ = ["Langkah", "baca", "masuk"]


class Langkah:
    """One step of one person, in one browser."""

    def __init__(self, kunci: str, *, peserta: Peserta | None = None, **lain: Any) -> None:
        self.kasus: KasusPengkinian = kasus_sampai(kunci, peserta=peserta, **lain)
        self.peserta = self.kasus.peserta
        self.alamat = f"/pengkinian/{kunci}/"
        self.klien: Client = masuk(self.peserta)

    def buka(self) -> str:
        return baca(self.klien, self.alamat)

    def kirim(self, isi: dict[str, Any], *, status: int = 302, **lain: Any) -> str:
        """Send the step; gives where it leads, or the text of the page that came back."""
        self.kasus.refresh_from_db()
        jawaban = self.klien.post(self.alamat, {"versi": self.kasus.versi} | isi | lain)
        assert jawaban.status_code == status, jawaban.content.decode()[:3000]
        self.kasus.refresh_from_db()
        if status == 302:
            return str(jawaban["Location"])
        return re.sub(r"\s+", " ", jawaban.content.decode())


def isian_kembali(isi: str, nama: str) -> str:
    """Return what stands in a text field of a page."""
    cocok = re.search(rf'<input[^>]*name="{nama}"[^>]*>', isi)
    assert cocok, nama
    nilai = re.search(r'value="([^"]*)"', cocok.group())
    return nilai.group(1) if nilai else ""


def galat_medan(isi: str, nama: str) -> str:
    """Return the sentence at a field, empty when there is none."""
    cocok = re.search(rf'id="id_{nama}_error"[^>]*>.*?<span>(.*?)</span>', isi)
    return cocok.group(1) if cocok else ""


def versi(isi: str) -> int:
    cocok = re.search(r'name="versi" value="(\d+)"', isi)
    assert cocok
    return int(cocok.group(1))
