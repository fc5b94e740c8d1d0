"""Sentences of “Saya sudah berhenti”."""

from __future__ import annotations

from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Kalimat = str | Promise

STATUS_LAPORAN: dict[str, Kalimat] = {
    "MENUNGGU_PERUSAHAAN": _("Menunggu perusahaan"),
    "MENUNGGU_PETUGAS": _("Menunggu petugas"),
    "DIBANTAH": _("Dibantah perusahaan"),
    "DITERIMA": _("Diterima"),
    "DITOLAK": _("Ditolak"),
    "DITARIK": _("Anda tarik"),
}
LENCANA_LAPORAN: dict[str, str] = {
    "MENUNGGU_PERUSAHAAN": "info", "MENUNGGU_PETUGAS": "info", "DIBANTAH": "ingat",
    "DITERIMA": "baik", "DITOLAK": "buruk", "DITARIK": "netral",
}  # fmt: skip
# Why an officer decides, as the participant reads it.
SEBAB_PETUGAS: dict[str, Kalimat] = {
    "DIAM": _("Perusahaan tidak menjawab sampai batas waktunya, jadi petugas yang memutus."),
    "TUTUP": _("Perusahaan ini tercatat sudah tutup, jadi petugas langsung memutus."),
    "MENUNGGAK": _("Perusahaan ini menunggak iuran Anda, jadi petugas langsung memutus."),
    "TANPA_PERUSAHAAN": _("Tidak ada perusahaan yang perlu ditanya; petugas langsung memutus."),
}
LANGKAH_LAPORAN: dict[str, Kalimat] = {
    "": _("Laporan dikirim"),
    "MENUNGGU_PERUSAHAAN": _("Laporan dikirim, perusahaan ditanya"),
    "MENUNGGU_PETUGAS": _("Diteruskan ke petugas"),
    "DIBANTAH": _("Perusahaan membantah"),
    "DITERIMA": _("Laporan diterima, kartu berhenti"),
    "DITOLAK": _("Laporan ditolak"),
    "DITARIK": _("Laporan ditarik"),
}
KALIMAT_GALAT_LAPORAN: dict[str, Kalimat] = {
    "laporan_tidak_ada": _("Laporan itu tidak ada, atau bukan milik Anda."),
    "laporan_sudah_ada": _(
        "Kartu ini sudah punya laporan yang berjalan. Lihat perkembangannya, atau tarik dulu."
    ),
    "laporan_terlalu_sering": _(
        "Kartu ini sudah tiga kali dilaporkan seminggu ini. Tunggu beberapa hari, atau hubungi 175."
    ),
    "laporan_sudah_selesai": _("Laporan ini sudah selesai, jadi tidak dapat diubah lagi."),
    "laporan_sudah_dijawab": _("Perusahaan sudah menjawab laporan ini."),
    "laporan_tidak_dibantah": _("Laporan ini tidak sedang menunggu tanggapan Anda."),
    "laporan_menunggu_perusahaan": _(
        "Perusahaan masih punya waktu menjawab. Putuskan setelah batas waktunya lewat, atau catat "
        "jawabannya bila sudah Anda dengar."
    ),
    "laporan_tanpa_perusahaan": _("Kartu ini tanpa perusahaan, jadi tidak ada yang menjawab."),
    "laporan_kartu_sudah_berakhir": _(
        "Kartu ini sudah tidak aktif, jadi tidak perlu dilaporkan lagi."
    ),
    "laporan_salah_di_depan": _(
        "Tanggal berhenti tidak boleh di depan. Laporkan setelah hari terakhir Anda bekerja."
    ),
    "laporan_salah_sebelum_mulai": _("Tanggal berhenti lebih awal daripada mulainya kartu ini."),
    "laporan_salah_sebelum_iuran": _(
        "Iuran sudah dibayar untuk bulan setelah tanggal itu. Pilih tanggal di bulan terakhir yang "
        "dibayar, atau sesudahnya."
    ),
    "laporan_salah_pernyataan_di_depan": _("Tanggal surat pernyataan tidak boleh di depan."),
    "laporan_salah_sebab_bukan_jenis_ini": _("Sebab itu tidak cocok dengan jenis kartu ini."),
    "laporan_salah_tanpa_berkas": _(
        "Pilih berkas suratnya, atau pilih “Saya tidak punya surat”: itu juga diterima."
    ),
    "email_perusahaan_salah": _("Tulis alamat e-mail yang lengkap, misalnya hrd@contoh.id."),
    "bukti_tidak_ada": _("Laporan ini tanpa surat."),
    "bukti_terlalu_besar": _("Berkas itu terlalu besar. Pilih foto atau PDF paling besar 5 MB."),
    "bukti_bukan_berkas": _(
        "Berkas itu bukan foto atau PDF. Pilih foto (JPEG, PNG, WebP) atau PDF."
    ),
    "bukti_pdf_beraksi": _(
        "PDF itu terkunci atau memuat program atau lampiran. Kirim foto suratnya saja."
    ),
    "bukti_rusak": _("Berkas itu rusak atau tidak utuh. Ambil foto suratnya sekali lagi."),
    "tautan_tidak_sah": _(
        "Tautan ini tidak sah: mungkin terpotong atau diubah. Salin utuh dari surat kami."
    ),
    "tautan_kedaluwarsa": _(
        "Tautan ini sudah kedaluwarsa: batas waktu menjawab sudah lewat, dan petugas yang memutus. "
        "Hubungi 175 bila ingin menyampaikan sesuatu."
    ),
    "tautan_sudah_dipakai": _(
        "Tautan ini sudah dipakai atau laporannya sudah selesai. Tidak ada yang perlu dijawab lagi."
    ),
}


# On whose word a card has ended; the first is for an employer that confirmed what one reported.
_PELAPOR: dict[str, Kalimat] = {
    "DIBENARKAN": _("dilaporkan Anda %(saat)s, dibenarkan perusahaan"),
    "PERUSAHAAN": _("dilaporkan perusahaan %(saat)s"),
    "PETUGAS": _("dilaporkan Anda %(saat)s, diputus petugas"),
    "PESERTA": _("dilaporkan Anda sendiri %(saat)s"),
}


def kalimat_pelapor(pelapor: str, *, saat: str, dibenarkan: bool = False) -> str:
    """Return who reported that a card has ended, and when."""
    kunci = "DIBENARKAN" if dibenarkan and pelapor == "PERUSAHAAN" else pelapor
    return str(_PELAPOR[kunci]) % {"saat": saat}


class LihatLaporan(Protocol):
    """An open report and how far it is."""

    @property
    def ke(self) -> int:
        """Which working day of the employer's."""

    @property
    def dari(self) -> int:
        """Of how many."""

    @property
    def laporan(self) -> object:
        """The report."""


def kalimat_jalan(jalan: LihatLaporan) -> str:
    """Return where an open report stands: “Menunggu PT X: hari ke-2 dari 3”."""
    laporan = jalan.laporan
    status, perusahaan = getattr(laporan, "status", ""), getattr(laporan, "perusahaan", None)
    if status == "MENUNGGU_PERUSAHAAN":
        return str(_("Menunggu %(nama)s: hari ke-%(ke)s dari %(dari)s")) % {
            "nama": perusahaan.nama if perusahaan else "", "ke": jalan.ke, "dari": jalan.dari,
        }  # fmt: skip
    if status == "DIBANTAH":
        return str(_("%(nama)s membantah; petugas yang memutus")) % {
            "nama": perusahaan.nama if perusahaan else ""
        }
    return str(_("Menunggu putusan petugas"))
