"""Reports of leavers for tests, made through the services."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from accounts.audit import pelaku_akun
from accounts.models import Pesan, Peserta
from saldo.models import Kepesertaan, LaporanBerhenti, Perusahaan
from saldo.rules.laporan_berhenti import JenisBukti
from saldo.rules.masa_kepesertaan import SebabKeluar
from saldo.services.laporan_berhenti import laporkan_berhenti
from tests.pabrik import buat_iuran, buat_kartu, buat_peserta

# A Monday; October was due on the 15th.
HARI_LAPOR = "2026-11-23T03:00:00Z"
BERHENTI = date(2026, 11, 3)
PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def kartu_bekerja(
    peserta: Peserta | None = None, *, jenis: str = "PU", email: str = "hrd@contoh.id",
    dibayar: int = 3,
) -> Kepesertaan:  # fmt: skip
    """Return an active card, paid for the last months up to October 2026."""
    kartu = buat_kartu(peserta or buat_peserta(dengan_akun=True), mulai=date(2026, 8, 1))
    if dibayar:
        buat_iuran(kartu, date(2026, 8, 1), banyak=dibayar)
    Perusahaan.objects.update(email=email)
    Kepesertaan.objects.filter(pk=kartu.pk).update(jenis=jenis)
    if jenis == "BPU":
        Kepesertaan.objects.filter(pk=kartu.pk).update(perusahaan=None)
    kartu.refresh_from_db()
    return kartu


def lapor(kartu: Kepesertaan, **ubah: Any) -> LaporanBerhenti:
    """Report a leaver as the owner of the card."""
    akun = kartu.peserta.akun
    assert akun is not None
    isi: dict[str, Any] = {
        "tanggal": BERHENTI,
        "sebab": SebabKeluar.BPU_BERHENTI if kartu.jenis == "BPU" else SebabKeluar.RESIGN,
        "bukti": JenisBukti.TIDAK_ADA, "isi_berkas": None, "tanggal_pernyataan": None,
    }  # fmt: skip
    return laporkan_berhenti(
        akun=akun, kepesertaan_id=kartu.pk, pelaku=pelaku_akun(akun), **(isi | ubah)
    )


def tanda_terkirim() -> str:
    """Return what the employer's newest message carries in its link."""
    pesan = Pesan.objects.filter(jenis="laporan_berhenti_perusahaan").latest("pk")
    cocok = re.search(r"/saldo/jawab-berhenti/([^/\s]+)/", pesan.isi["teks"])
    assert cocok is not None
    return cocok[1]
