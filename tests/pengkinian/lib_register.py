"""The register and the bank of the sandbox as tests of the data update use them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import requests
from django.conf import settings

from jmo.gateways.dukcapil import Dukcapil

if TYPE_CHECKING:
    from accounts.models import Peserta


def kendali(server: str, jalur: str, isi: dict[str, Any]) -> None:
    alamat = f"{settings.SANDBOX_URL[server]}/kendali/{jalur}"
    kepala = {"X-Kendali": settings.SANDBOX_KENDALI}
    jawaban = requests.post(alamat, json=isi, headers=kepala, timeout=30)
    assert jawaban.ok, jawaban.text


@contextmanager
def klien_dukcapil(**ganti: Any) -> Iterator[Dukcapil]:
    """The portal's own client of the register, with shorter patience."""
    from pengkinian.services import mitra

    konfigurasi = replace(mitra.dukcapil().konfigurasi, **({"timeout_baca": 3.0} | ganti))
    klien = Dukcapil(konfigurasi)
    try:
        yield klien
    finally:
        klien.tutup()


def daftarkan(peserta: Peserta, **lain: str) -> None:
    """Let the register know this person as the portal does, and what `lain` adds."""
    isi = {
        "nik": peserta.nomor_identitas, "nama": peserta.nama,
        "tanggal_lahir": peserta.tanggal_lahir.isoformat(), "nama_ibu": "SRI WAHYUNI",
        "no_kk": "9901010101150001", "alamat": "JALAN MELATI 8", "kelurahan": "SUMBERJAYA",
    }  # fmt: skip
    kendali("dukcapil", "penduduk", isi | lain)
