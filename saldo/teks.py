"""Sentences of savings: what is wrong in an employer's file, errors, labels."""

from __future__ import annotations

from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

Kalimat = str | Promise

SEBAB_TEMUAN: dict[str, Kalimat] = {
    "BERKAS_KOSONG": _("berkas kosong"),
    "HEADER_SALAH": _("baris judul tidak persis seperti yang ditetapkan"),
    "BUKAN_UTF8": _("bukan teks UTF-8"),
    "BARIS_TERLALU_PANJANG": _("baris terlalu panjang"),
    "CSV_RUSAK": _("tanda kutip tidak ditutup dengan benar"),
    "JUMLAH_KOLOM": _("jumlah kolom tidak sama dengan baris judul"),
    "TERLALU_BANYAK_BARIS": _("berkas terlalu panjang; pecah menjadi beberapa berkas"),
    "KOSONG": _("tidak boleh kosong"),
    "BENTUK": _("bentuknya tidak dikenal"),
    "TANGGAL_BENTUK": _("tanggal harus berbentuk TTTT-BB-HH"),
    "BULAN_BENTUK": _("bulan harus berbentuk TTTT-BB"),
    "BUKAN_RUPIAH_BULAT": _("harus rupiah bulat tanpa titik dan koma"),
    "NEGATIF": _("tidak boleh negatif; koreksi dikirim sebagai nilai yang benar"),
    "RUMUS": _("diawali tanda rumus lembar kerja"),
    "NIK_TIDAK_SAH": _("bukan NIK yang sah"),
    "PILIHAN_TIDAK_DIKENAL": _("bukan salah satu pilihan yang ada"),
    "TANPA_KPJ_DAN_NIK": _("isi nomor kartu, atau NIK untuk pekerja baru"),
    "TANPA_TANGGAL_KELUAR": _("sebab keluar tanpa tanggal keluar"),
    "TANPA_SEBAB_KELUAR": _("tanggal keluar tanpa sebab keluar"),
    "BARIS_GANDA": _("orang dan bulan yang sama sudah ada di berkas ini"),
    "BULAN_DI_DEPAN": _("bulan itu belum tiba"),
    "BAYAR_DI_DEPAN": _("tanggal bayar belum tiba"),
    "KELUAR_SEBELUM_BULAN": _("keluar sebelum bulan itu, tetapi upahnya tidak nol"),
    "UPAH_NOL": _("upah nol, tetapi iurannya tidak nol"),
    "IURAN_TIDAK_SESUAI": _("iuran tidak sesuai upah dan tarif yang berlaku"),
    "KETENTUAN_TIDAK_ADA": _("tidak ada tarif yang berlaku untuk bulan itu"),
    "NPP_TIDAK_DIKENAL": _("perusahaan dengan NPP itu tidak terdaftar"),
    "KPJ_TIDAK_DIKENAL": _("nomor kartu itu tidak terdaftar"),
    "KPJ_MILIK_NIK_LAIN": _("nomor kartu itu milik orang dengan NIK lain"),
    "KARTU_SUDAH_DITUTUP": _("kartu itu sudah digabung atau diklaim"),
}
STATUS_KARTU: dict[str, Kalimat] = {
    "AKTIF": _("Aktif"),
    "NONAKTIF": _("Tidak aktif"),
    "DIGABUNG": _("Digabung"),
    "DIKLAIM": _("Sudah diklaim"),
}
SEBAB_KELUAR: dict[str, Kalimat] = {
    "RESIGN": _("mengundurkan diri"),
    "PHK": _("PHK"),
    "PKWT": _("kontrak berakhir"),
    "PENSIUN": _("pensiun"),
    "BPU_BERHENTI": _("berhenti berusaha"),
    "CACAT": _("cacat total tetap"),
    "MENINGGAL": _("meninggal dunia"),
    "LN": _("meninggalkan Indonesia"),
}
JENIS_JURNAL: dict[str, Kalimat] = {
    "IURAN": _("Iuran"),
    "KOREKSI_IURAN": _("Koreksi iuran"),
    "PENGEMBANGAN": _("Hasil pengembangan"),
    "PENAHANAN": _("Ditahan untuk klaim"),
    "PELEPASAN": _("Dikembalikan dari klaim"),
    "PEMBAYARAN": _("Dibayarkan"),
    "PENGGABUNGAN": _("Penggabungan kartu"),
    "KOREKSI": _("Koreksi"),
}
KALIMAT_GALAT: dict[str, Kalimat] = {
    "kartu_tidak_ada": _("Kartu itu tidak ada, atau bukan milik Anda."),
    "saldo_sudah_ditahan": _("Saldo kartu ini sedang ditahan untuk klaim lain."),
    "saldo_kosong": _("Tidak ada saldo yang dapat dicairkan di kartu ini."),
}


class Temuan(Protocol):
    """What is wrong in a file, and where."""

    @property
    def baris(self) -> int:
        """Line number in the file, the header is 1."""

    @property
    def kolom(self) -> str:
        """Name of the column; empty for the whole line."""

    @property
    def sebab(self) -> str:
        """Code of the reason."""


def kalimat_temuan(temuan: Temuan) -> str:
    """Return "Baris 7, kolom upah: ..." for one finding."""
    sebab = str(SEBAB_TEMUAN.get(temuan.sebab, temuan.sebab))
    if not temuan.kolom:
        return _g("Baris %(baris)d: %(sebab)s.") % {"baris": temuan.baris, "sebab": sebab}
    isi = {"baris": temuan.baris, "kolom": temuan.kolom, "sebab": sebab}
    return _g("Baris %(baris)d, kolom %(kolom)s: %(sebab)s.") % isi
