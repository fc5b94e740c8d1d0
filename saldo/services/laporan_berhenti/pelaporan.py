"""What the participant does: report, answer the employer's word, take the report back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.audit import catat
from accounts.models import Akun
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from accounts.selectors import kalender_kerja
from jmo.lib.berkas_pdf import PdfDitolak, periksa_pdf, tampak_pdf
from jmo.lib.galat import BelumLayak, Bentrok, IsianTidakSah, TerlaluSering, TidakDitemukan
from jmo.lib.gambar import GambarDitolak, bersihkan_gambar
from jmo.lib.tanggal import hari_ini_wib
from saldo.models import BuktiBerhenti, Kepesertaan, LaporanBerhenti
from saldo.rules.laporan_berhenti import (
    TERBUKA,
    FaktaKartuBerhenti,
    JenisBukti,
    Laporan,
    StatusLaporan,
    Tenggat,
    hitung_tenggat,
    periksa_laporan,
    status_awal,
)
from saldo.rules.masa_kepesertaan import SebabKeluar
from saldo.selectors import ambil_kepesertaan_milik, hari_kerja_berhenti
from saldo.services.kartu import kunci_kartu
from saldo.services.laporan_berhenti.kabar import (
    awal_hari_sesudah,
    kabari_peserta,
    tanya_perusahaan,
)
from saldo.services.laporan_berhenti.status import (
    catat_lahir,
    hentikan_menurut,
    kunci_terbuka,
    pindahkan_laporan,
)

SISI_TERPANJANG = 2000
# Reports of one card within a week, withdrawn and refused ones included.
LAPORAN_TERBANYAK, JEDA_LAPORAN = 3, timedelta(days=7)
_GALAT_GAMBAR = {"terlalu_besar": "bukti_terlalu_besar", "terlalu_banyak_piksel":
                 "bukti_terlalu_besar", "bukan_gambar": "bukti_bukan_berkas"}  # fmt: skip
_GALAT_PDF = {"terlalu_besar": "bukti_terlalu_besar", "beraksi": "bukti_pdf_beraksi"}


@dataclass(frozen=True, slots=True)
class Berkas:
    """A paper as it was taken in: told by its content, cleaned, ready to be kept."""

    tipe: str
    isi: bytes = field(repr=False)


def terima_berkas(isi: bytes) -> Berkas:
    """Return a photo as a clean JPEG, a PDF as it came; the name and its ending say nothing.

    Raises: IsianTidakSah("bukti_terlalu_besar"), ("bukti_bukan_berkas"), ("bukti_pdf_beraksi"),
            ("bukti_rusak").
    """
    try:
        if tampak_pdf(isi):
            periksa_pdf(isi)
            return Berkas("application/pdf", isi)
        return Berkas("image/jpeg", bersihkan_gambar(isi, sisi_terpanjang=SISI_TERPANJANG))
    except PdfDitolak as sebab:
        raise IsianTidakSah(_GALAT_PDF.get(sebab.kode, "bukti_rusak")) from sebab
    except GambarDitolak as sebab:
        raise IsianTidakSah(_GALAT_GAMBAR.get(sebab.kode, "bukti_rusak")) from sebab


def laporkan_berhenti(
    *,
    akun: Akun,
    kepesertaan_id: int,
    tanggal: date,
    sebab: SebabKeluar,
    bukti: JenisBukti,
    isi_berkas: bytes | None,
    tanggal_pernyataan: date | None,
    pelaku: Pelaku,
) -> LaporanBerhenti:
    """Take a participant's word that a membership has ended, and ask whoever has to be asked.

    Shape:  of somebody who works on their own account the word counts at once; all deadlines are
            fixed here.
    Writes: laporan_berhenti, bukti_berhenti (encrypted), riwayat_laporan, pesan; kepesertaan (BPU).
    Audit:  laporan_berhenti.dibuat, kartu.diubah.
    Raises: TidakDitemukan("kartu_tidak_ada"); Bentrok("laporan_kartu_sudah_berakhir"),
            Bentrok("laporan_sudah_ada"); TerlaluSering("laporan_terlalu_sering");
            BelumLayak("laporan_salah_..."); IsianTidakSah for a paper that is none.
    """
    berkas = None if isi_berkas is None else terima_berkas(isi_berkas)
    hari_ini = hari_ini_wib(timezone.now())
    with transaction.atomic():
        kunci_kartu(kepesertaan_id=kepesertaan_id)
        kartu = ambil_kepesertaan_milik(akun, kepesertaan_id)
        _tolak_yang_tertutup(kartu)
        isi = Laporan(
            jenis_kartu=kartu.jenis, tanggal=tanggal, sebab=sebab, bukti=bukti,
            tanggal_pernyataan=tanggal_pernyataan, ada_berkas=berkas is not None,
        )  # fmt: skip
        fakta = fakta_kartu(kartu)
        salah = periksa_laporan(isi, fakta, hari_ini=hari_ini)
        if salah:
            raise BelumLayak(f"laporan_salah_{salah[0].value.lower()}")
        laporan = _tulis(kartu, isi, fakta, hari_ini)
        if berkas is not None:
            BuktiBerhenti.objects.create(
                laporan=laporan, tipe=berkas.tipe, isi=berkas.isi,
                sidik=hashlib.sha256(berkas.isi).hexdigest(),
            )  # fmt: skip
        catat_lahir(laporan, pelaku=pelaku)
        if laporan.status == StatusLaporan.DITERIMA:
            hentikan_menurut(laporan, pelapor=Kepesertaan.Pelapor.PESERTA, pelaku=pelaku)
        tanya_perusahaan(laporan)
        kabari_peserta(laporan)
    return laporan


def tanggapi_bantahan(
    *, akun: Akun, laporan_id: int, tanggapan: str, pelaku: Pelaku
) -> LaporanBerhenti:
    """Add the participant's answer to the employer's "no", once, for the officer who decides.

    Writes: laporan_berhenti.   Audit: laporan_berhenti.ditanggapi.
    Raises: TidakDitemukan("laporan_tidak_ada"), Bentrok("laporan_sudah_selesai"),
            Bentrok("laporan_tidak_dibantah").
    """
    with transaction.atomic():
        laporan = _kunci_milik(akun, laporan_id)
        if laporan.status != StatusLaporan.DIBANTAH or laporan.ditanggapi_pada is not None:
            raise Bentrok("laporan_tidak_dibantah")
        laporan.tanggapan, laporan.ditanggapi_pada = tanggapan, timezone.now()
        laporan.save(update_fields=["tanggapan", "ditanggapi_pada"])
        catat(
            aksi=Aksi.LAPORAN_DITANGGAPI, pelaku=pelaku, objek=laporan,
            peserta=laporan.kepesertaan.peserta, sesudah={"status": laporan.status},
        )  # fmt: skip
    return laporan


def tarik_laporan(*, akun: Akun, laporan_id: int, pelaku: Pelaku) -> LaporanBerhenti:
    """Take an open report back; the card stays as it is and a new report may be made.

    Writes: laporan_berhenti, riwayat_laporan, pesan.   Audit: laporan_berhenti.pindah_status.
    Raises: TidakDitemukan("laporan_tidak_ada"), Bentrok("laporan_sudah_selesai").
    """
    with transaction.atomic():
        laporan = _kunci_milik(akun, laporan_id)
        pindahkan_laporan(laporan, StatusLaporan.DITARIK, pelaku=pelaku)
    return laporan


def fakta_kartu(kartu: Kepesertaan) -> FaktaKartuBerhenti:
    """Return what the rules ask about a card."""
    dibayar = kartu.iuran.filter(berlaku=True).values_list("bulan", flat=True)
    return FaktaKartuBerhenti(
        mulai=kartu.tanggal_mulai,
        dibayar=frozenset(dibayar),
        perusahaan_aktif=None if kartu.perusahaan is None else kartu.perusahaan.aktif,
    )


def _tolak_yang_tertutup(kartu: Kepesertaan) -> None:
    if kartu.status != Kepesertaan.Status.AKTIF:
        raise Bentrok("laporan_kartu_sudah_berakhir")
    if kartu.laporan_berhenti.filter(status__in=TERBUKA).exists():
        raise Bentrok("laporan_sudah_ada")
    # Each report writes to the employer: nobody is to be flooded by reporting and withdrawing.
    sejak = timezone.now() - JEDA_LAPORAN
    baru = kartu.laporan_berhenti.filter(dibuat_pada__gt=sejak).order_by("dibuat_pada")
    if len(baru) >= LAPORAN_TERBANYAK:
        lagi = baru[len(baru) - LAPORAN_TERBANYAK].dibuat_pada + JEDA_LAPORAN
        raise TerlaluSering("laporan_terlalu_sering", coba_lagi_pada=lagi)


def _tulis(
    kartu: Kepesertaan, isi: Laporan, fakta: FaktaKartuBerhenti, hari_ini: date
) -> LaporanBerhenti:
    status, sebab_petugas = status_awal(isi, fakta, hari_ini=hari_ini)
    tenggat = _tenggat(status, hari_ini)
    kolom: dict[str, Any] = {
        "dibuat_pada": timezone.now(),
        "sebab_petugas": sebab_petugas.value if sebab_petugas else "",
        "jatuh_pada": awal_hari_sesudah(tenggat.perusahaan),
        "selesai_pada": None if status in TERBUKA else timezone.now(),
    }
    return LaporanBerhenti.objects.create(
        kepesertaan=kartu, perusahaan=kartu.perusahaan, tanggal_berhenti=isi.tanggal,
        sebab=isi.sebab.value, tanggal_pernyataan=isi.tanggal_pernyataan,
        jenis_bukti=isi.bukti.value, status=status.value, tenggat_perusahaan=tenggat.perusahaan,
        tenggat_putusan=tenggat.putusan, **kolom,
    )  # fmt: skip


def _tenggat(status: StatusLaporan, hari_ini: date) -> Tenggat:
    perusahaan, petugas = hari_kerja_berhenti(pada=hari_ini)
    return hitung_tenggat(
        status,
        hari_ini=hari_ini,
        hari_perusahaan=perusahaan,
        hari_petugas=petugas,
        libur=kalender_kerja(),
    )


def _kunci_milik(akun: Akun, laporan_id: int) -> LaporanBerhenti:
    if not LaporanBerhenti.objects.filter(pk=laporan_id, kepesertaan__peserta__akun=akun).exists():
        raise TidakDitemukan("laporan_tidak_ada")
    return kunci_terbuka(laporan_id)
