"""How whoever made an employer's file mends what is wrong in it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from saldo.teks.kata import Kalimat

PERBAIKAN_TEMUAN: dict[str, Kalimat] = {
    "BERKAS_KOSONG": _("Pilih berkas yang berisi baris judul dan baris iuran."),
    "HEADER_SALAH": _(
        "Salin baris judul dari contoh di halaman unggah: 14 kolom, huruf kecil, urutan tetap."
    ),
    "UTF_16": _("Simpan ulang sebagai CSV UTF-8, atau unggah sebagai XLSX."),
    "BUKAN_UTF8": _("Simpan ulang sebagai CSV UTF-8, atau unggah sebagai XLSX."),
    "BARIS_TERLALU_PANJANG": _("Hapus isi yang bukan bagian dari kolom baris ini."),
    "CSV_RUSAK": _("Tutup tanda kutip pada baris ini, atau hapus."),
    "JUMLAH_KOLOM": _(
        "Periksa koma di dalam angka atau nama: angka ditulis tanpa koma, nama berkoma diapit "
        "tanda kutip."
    ),
    "TERLALU_BANYAK_BARIS": _("Hapus baris kosong di bawah data, atau pecah berkas."),
    "KOSONG": _("Isi kolom ini."),
    "BENTUK": _("Tulis seperti pada kartu atau surat: KPJ 11, NIK 16 angka, NPP tanpa spasi."),
    "TANGGAL_BENTUK": _("Tulis misalnya 2026-03-31, atau pakai sel tanggal tanpa jam."),
    "BULAN_BENTUK": _("Tulis misalnya 2026-03 sebagai teks."),
    "BUKAN_RUPIAH_BULAT": _("Tulis misalnya 5000000."),
    "DESIMAL": _("Bulatkan ke rupiah lalu tulis tanpa koma."),
    "NEGATIF": _("Tulis nilai yang benar untuk bulan itu; selisihnya kami hitung."),
    "RUMUS": _("Ganti rumus dengan nilainya: salin, lalu tempel sebagai nilai."),
    "SEL_GALAT": _("Perbaiki sel ini lalu tulis nilainya."),
    "SEL_BUKAN_TEKS": _("Format kolom sebagai Teks, lalu ketik ulang isinya."),
    "NIK_JADI_ANGKA": _("Format kolom sebagai Teks, lalu salin ulang NIK dari sumbernya."),
    "NOMOR_JADI_ANGKA": _(
        "Format kolom sebagai Teks, lalu ketik ulang nomornya dengan nol di depan."
    ),
    "NIK_TIDAK_SAH": _("Cocokkan dengan KTP."),
    "PILIHAN_TIDAK_DIKENAL": _(
        "Pakai RESIGN, PHK, PKWT, PENSIUN, BPU_BERHENTI, CACAT, MENINGGAL, atau LN."
    ),
    "TANPA_KPJ_DAN_NIK": _("Isi salah satunya."),
    "TANPA_TANGGAL_KELUAR": _("Isi tanggal keluar, atau kosongkan sebabnya."),
    "TANPA_SEBAB_KELUAR": _("Isi sebab keluar, atau kosongkan tanggalnya."),
    "BARIS_GANDA": _("Hapus salah satu baris; satu orang satu baris setiap bulan."),
    "BULAN_DI_DEPAN": _("Laporkan setelah bulannya tiba."),
    "BAYAR_DI_DEPAN": _("Tulis tanggal uang diterima."),
    "KELUAR_DI_DEPAN": _("Laporkan setelah tanggalnya tiba."),
    "KELUAR_SEBELUM_BULAN": _("Nolkan upah bulan itu, atau perbaiki tanggal keluar."),
    "KELUAR_SEBELUM_MULAI": _("Perbaiki tanggal keluar."),
    "UPAH_NOL": _("Isi upah, atau isi tanggal dan sebab keluar."),
    "IURAN_TIDAK_SESUAI": _("Periksa upah, lalu hitung ulang bagian ini."),
    "BPU_TANPA_PEMBERI_KERJA": _("Nolkan ketiga kolom itu, atau isi NPP pemberi kerja."),
    "KETENTUAN_TIDAK_ADA": _(
        "Periksa bulannya; iuran sebelum Juli 2015 dibukukan lewat kantor pusat."
    ),
    "NPP_TIDAK_DIKENAL": _("Periksa NPP, atau daftarkan perusahaannya lebih dahulu."),
    "KPJ_TIDAK_DIKENAL": _("Periksa nomor kartu; untuk pekerja baru kosongkan KPJ dan isi NIK."),
    "KARTU_PERUSAHAAN_LAIN": _("Kosongkan KPJ bila ia pekerja baru, atau perbaiki NPP."),
    "KARTU_BUKAN_BPU": _(
        "Isi NPP perusahaannya; untuk peserta mandiri baru kosongkan KPJ dan isi NIK."
    ),
    "KARTU_DIGABUNG": _("Kosongkan tanggal keluar, atau hubungi cabang untuk koreksi."),
    "KARTU_SUDAH_DIKLAIM": _("Kosongkan tanggal keluar, atau hubungi cabang untuk koreksi."),
    "NIK_BUKAN_PEMILIK": _("Cocokkan NIK dan KPJ dengan kartu peserta."),
    "NAMA_BERBEDA": _("Cocokkan nomor dan nama dengan kartu peserta."),
    "TANGGAL_LAHIR_BERBEDA": _("Cocokkan dengan KTP."),
    "BULAN_SETELAH_BERHENTI": _("Kosongkan KPJ agar dibuatkan kartu baru."),
    "SALDO_TIDAK_CUKUP": _("Keluarkan baris ini dari berkas dan hubungi petugas klaim."),
    "XLS_LAMA": _("Buka lalu simpan sebagai Buku Kerja Excel (.xlsx), atau CSV UTF-8."),
    "XLSX_TERKUNCI": _("Hapus kata sandinya, lalu simpan ulang."),
    "BUKAN_XLSX": _("Buka di program lembar kerja dan simpan sebagai .xlsx, atau CSV UTF-8."),
    "XLSX_RUSAK": _("Buka di program lembar kerja, lalu simpan ulang sebagai .xlsx."),
    "XLSX_TERLALU_BESAR": _("Salin kolom yang diminta saja ke buku kerja baru, atau pecah berkas."),
    "XLSX_ISI_ASING": _("Salin nilainya saja ke buku kerja baru."),
    "XLSX_TAUTAN_LUAR": _("Salin nilainya saja ke buku kerja baru."),
    "XLSX_MAKRO": _("Simpan sebagai .xlsx tanpa makro."),
    "XLSX_ENTITAS": _("Buka di program lembar kerja, lalu simpan ulang sebagai .xlsx."),
    "XLSX_TERLALU_LEBAR": _("Hapus semua isi di kanan kolom sebab_keluar."),
    "XLSX_BARIS_KOSONG": _("Hapus baris kosong di bawah data, lalu simpan."),
}
