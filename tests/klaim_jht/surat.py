"""Papers of claims as people send them, good and bad, and claims that need them."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from klaim_jht.models import Klaim

PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def foto(*, jenis: str = "JPEG", lebar: int = 900) -> bytes:
    """Return a picture that says, in its metadata, where it was taken."""
    hasil, exif = BytesIO(), Image.Exif()
    exif[0x010E] = "RAHASIA-LOKASI"
    Image.new("RGB", (lebar, 600), (240, 240, 235)).save(hasil, jenis, exif=exif)
    return hasil.getvalue()


def draf_cacat() -> Klaim:
    """Return a draft of a person who became disabled; one paper is missing."""
    from accounts.rules.pelaku import SISTEM
    from klaim_jht.services.pengajuan import isi_langkah, mulai_klaim
    from tests.klaim_jht.orang import buat_siap_klaim

    klaim = mulai_klaim(peserta=buat_siap_klaim(berhenti_hari_lalu=None), pelaku=SISTEM)
    isian = {"alasan": "CACAT"}
    return isi_langkah(klaim_id=klaim.pk, kunci="alasan", isian=isian, versi=None, pelaku=SISTEM)


def ajukan_cacat() -> Klaim:
    """File a claim with its paper; an officer is to read it."""
    from accounts.rules.pelaku import SISTEM
    from klaim_jht.services.berkas import unggah_berkas
    from klaim_jht.services.pengajuan import ajukan_klaim

    klaim = draf_cacat()
    unggah_berkas(klaim_id=klaim.pk, jenis="SURAT_DOKTER", isi=foto(), pelaku=SISTEM)
    return ajukan_klaim(
        klaim_id=klaim.pk, versi=klaim.versi, kunci=f"uji-{klaim.pk}", pelaku=SISTEM
    )
