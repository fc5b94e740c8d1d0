"""What is wrong in an employer's file, as sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from saldo.teks.kata import Kalimat

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
    "BARIS_GANDA": _("orang dan bulan yang sama sudah ada di baris lain berkas ini"),
    "BULAN_DI_DEPAN": _("bulan itu belum tiba"),
    "BAYAR_DI_DEPAN": _("tanggal bayar belum tiba"),
    "KELUAR_SEBELUM_BULAN": _("keluar sebelum bulan itu, tetapi upahnya tidak nol"),
    "UPAH_NOL": _("upah nol hanya untuk pekerja yang keluar; isi tanggal keluar"),
    "IURAN_TIDAK_SESUAI": _("tertulis %(tertulis)s, menurut upah dan tarif %(seharusnya)s"),
    "KETENTUAN_TIDAK_ADA": _("tidak ada tarif yang berlaku untuk bulan itu"),
    "NPP_TIDAK_DIKENAL": _("perusahaan dengan NPP itu tidak terdaftar"),
    "KPJ_TIDAK_DIKENAL": _("nomor kartu itu tidak terdaftar"),
    "KARTU_PERUSAHAAN_LAIN": _(
        "kartu itu terdaftar di perusahaan lain; pekerja baru dilaporkan dengan kolom kpj kosong"
    ),
    "KARTU_DIGABUNG": _("kartu itu sudah digabung; tanggal keluarnya tidak dapat diubah lagi"),
    "KARTU_SUDAH_DIKLAIM": _("saldo kartu itu sudah dibayarkan dengan tanggal keluar yang lain"),
    "NIK_BUKAN_PEMILIK": _("nomor kartu itu milik orang dengan NIK lain"),
    "NAMA_BERBEDA": _("nama berbeda jauh dari nama yang tercatat; periksa nomornya"),
    "TANGGAL_LAHIR_BERBEDA": _("tanggal lahir berbeda dari yang tercatat untuk NIK itu"),
    "BULAN_SETELAH_BERHENTI": _(
        "kartu itu sudah berakhir sebelum bulan ini; bila bekerja lagi, kosongkan kolom kpj"
    ),
    "KELUAR_DI_DEPAN": _("tanggal keluar belum tiba"),
    "KELUAR_SEBELUM_MULAI": _("tanggal keluar sebelum kepesertaan dimulai"),
    "SALDO_TIDAK_CUKUP": _(
        "koreksi ini menarik uang yang sedang ditahan untuk klaim atau sudah dibayarkan"
    ),
    "UTF_16": _("berkas disimpan sebagai UTF-16, bukan UTF-8"),
    "BPU_TANPA_PEMBERI_KERJA": _(
        "NPP kosong berarti peserta mandiri; bagian pemberi kerja dan JP harus 0"
    ),
    "KARTU_BUKAN_BPU": _("NPP kosong, tetapi kartu itu bukan kartu peserta mandiri (BPU atau PMI)"),
    "SEL_GALAT": _("sel berisi galat lembar kerja, misalnya #N/A"),
    "SEL_BUKAN_TEKS": _("sel harus berisi teks"),
    "NIK_JADI_ANGKA": _("NIK tersimpan sebagai angka, sehingga digit terakhirnya sudah hilang"),
    "NOMOR_JADI_ANGKA": _("nomor tersimpan sebagai angka, sehingga nol di depannya dapat hilang"),
    "DESIMAL": _("angka berdesimal; rupiah harus bulat"),
    "XLS_LAMA": _("ini buku kerja bentuk lama (.xls)"),
    "XLSX_TERKUNCI": _("buku kerja dikunci dengan kata sandi"),
    "BUKAN_XLSX": _("ini arsip, tetapi bukan buku kerja XLSX"),
    "XLSX_RUSAK": _("buku kerja rusak atau isinya tidak sesuai dengan daftarnya"),
    "XLSX_TERLALU_BESAR": _("isi buku kerja terlalu besar bila dibuka"),
    "XLSX_ISI_ASING": _("buku kerja berisi berkas lain di dalamnya"),
    "XLSX_TAUTAN_LUAR": _("buku kerja mengambil data dari berkas atau sumber lain"),
    "XLSX_MAKRO": _("buku kerja berisi makro"),
    "XLSX_ENTITAS": _("buku kerja memuat deklarasi yang tidak pernah ditulis program lembar kerja"),
    "XLSX_TERLALU_LEBAR": _("baris ini jauh lebih lebar daripada kolom yang ditetapkan"),
    "XLSX_BARIS_KOSONG": _("lembar memuat lebih dari seribu baris kosong berturut-turut"),
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

    @property
    def rincian(self) -> Mapping[str, int]:
        """Facts that the sentence names."""


def kalimat_temuan(temuan: Temuan) -> str:
    """Return "Baris 7, kolom upah: ..." for one finding."""
    sebab = str(SEBAB_TEMUAN[temuan.sebab]) % temuan.rincian
    if not temuan.kolom:
        return _g("Baris %(baris)d: %(sebab)s.") % {"baris": temuan.baris, "sebab": sebab}
    isi = {"baris": temuan.baris, "kolom": temuan.kolom, "sebab": sebab}
    return _g("Baris %(baris)d, kolom %(kolom)s: %(sebab)s.") % isi
