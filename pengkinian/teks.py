"""Sentences of the data update: steps, verdicts, reasons of the face check, errors."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from accounts.teks import KALIMAT_GALAT as KALIMAT_AKUN
from pengkinian.rules.wajah import AlasanWajah

Kalimat = str | Promise

JUDUL_ALUR = _("Pengkinian data")
LANGKAH: dict[str, Kalimat] = {
    "langkah_kepesertaan": _("Periksa data kepesertaan"),
    "langkah_wajah": _("Pastikan ini Anda"),
    "langkah_kontak": _("Kontak Anda"),
    "langkah_rekening": _("Rekening dan NPWP"),
    "langkah_kependudukan": _("Kependudukan dan domisili"),
    "langkah_tambahan": _("Data tambahan dan kontak darurat"),
    "langkah_tinjau": _("Tinjau dan konfirmasi"),
}
ALASAN_WAJAH: dict[str, tuple[Kalimat, Kalimat]] = {
    AlasanWajah.TIDAK_ADA_WAJAH: (
        _("Wajah tidak terlihat."),
        _("Hadapkan wajah ke kamera, di dalam bingkai, tanpa masker."),
    ),
    AlasanWajah.BEBERAPA_WAJAH: (
        _("Ada lebih dari satu wajah di gambar."),
        _("Pastikan hanya Anda yang terlihat; singkirkan foto orang di belakang Anda."),
    ),
    AlasanWajah.TERLALU_GELAP: (
        _("Gambarnya terlalu gelap."),
        _("Pindah ke tempat terang, dengan cahaya dari depan Anda."),
    ),
    AlasanWajah.TERLALU_TERANG: (
        _("Gambarnya terlalu terang."),
        _("Jauhi lampu atau jendela yang menyinari wajah langsung."),
    ),
    AlasanWajah.BURAM: (
        _("Gambarnya buram."),
        _("Bersihkan lensa, tahan ponsel, dan tunggu sampai gambar tajam."),
    ),
    AlasanWajah.TERLALU_KECIL: (
        _("Wajah terlalu jauh."),
        _("Dekatkan ponsel sampai wajah memenuhi bingkai."),
    ),
    AlasanWajah.TIDAK_TEGAK: (
        _("Wajah belum lurus di gambar pertama."),
        _("Lihat lurus ke kamera saat gambar pertama diambil."),
    ),
    AlasanWajah.INSTRUKSI_TIDAK_DIIKUTI: (
        _("Gerakan yang diminta belum terlihat."),
        _("Ikuti satu gerakan pada satu waktu, cukup sampai telinga terlihat, lalu tahan."),
    ),
    AlasanWajah.URUTAN_SALAH: (
        _("Urutan gerakannya berbeda dari yang diminta."),
        _("Ulangi dengan instruksi yang baru."),
    ),
    AlasanWajah.BINGKAI_DIPAKAI_ULANG: (
        _("Gambar ini pernah dikirim sebelumnya."),
        _("Ambil gambar baru dengan kamera."),
    ),
    AlasanWajah.DATAR: (
        _("Yang terlihat seperti foto, bukan wajah langsung."),
        _("Gunakan wajah Anda sendiri di depan kamera, bukan foto atau layar."),
    ),
    AlasanWajah.BUKAN_ORANG_YANG_SAMA: (
        _("Wajah di gambar-gambar itu tampak berbeda."),
        _("Pastikan hanya Anda yang di depan kamera dari awal sampai akhir."),
    ),
    AlasanWajah.TIDAK_COCOK: (
        _("Wajah belum cocok dengan data kependudukan."),
        _("Coba lagi di tempat terang tanpa topi; atau minta petugas melihatnya."),
    ),
}
REKENING: dict[str, Kalimat] = {
    "COCOK": _("Rekening ini atas nama Anda."),
    "DITINJAU_PETUGAS": _(
        "Nama di bank sedikit berbeda; petugas memeriksanya hari ini juga. Anda boleh melanjutkan, "
        "atau memakai rekening lain."
    ),
    "TIDAK_COCOK": _("Rekening harus atas nama Anda. Periksa nomornya, atau pakai rekening lain."),
    "TIDAK_DITEMUKAN": _(
        "Bank tidak menemukan rekening itu, atau rekening itu tidak dapat menerima uang. Periksa "
        "bank dan nomornya, atau pakai rekening lain."
    ),
    "LAYANAN_TIDAK_TERSEDIA": _(
        "Bank sedang tidak menjawab. Kami bertanya lagi sendiri; Anda boleh melanjutkan."
    ),
}
KEPENDUDUKAN: dict[str, Kalimat] = {
    "COCOK": _("Data Anda sesuai dengan data kependudukan."),
    "SEBAGIAN": _("Ada yang berbeda dari data kependudukan. Periksa isian yang disebut di bawah."),
    "TIDAK_COCOK": _(
        "Data ini berbeda dari data kependudukan. Periksa isian yang disebut di bawah."
    ),
    "TIDAK_DITEMUKAN": _(
        "NIK Anda tidak ditemukan di Dukcapil. Hubungi Halo Dukcapil 1500537 atau kantor Dukcapil, "
        "lalu coba lagi."
    ),
    "NONAKTIF": _(
        "NIK Anda ditemukan tetapi tidak aktif. Hubungi Halo Dukcapil 1500537 atau kantor Dukcapil "
        "untuk mengaktifkannya, lalu coba lagi."
    ),
    "MENINGGAL": _(
        "Menurut Dukcapil pemilik NIK ini sudah meninggal. Bila keliru, datanglah ke kantor "
        "Dukcapil."
    ),
    "LAYANAN_TIDAK_TERSEDIA": _(
        "Dukcapil sedang tidak menjawab. Kami melanjutkan sendiri dan memberi tahu Anda; tidak ada "
        "percobaan yang terpakai."
    ),
    "KUOTA_HABIS": _(
        "Jatah pemeriksaan Dukcapil hari ini habis. Kami melanjutkan sendiri besok pagi dan "
        "memberi tahu Anda."
    ),
    "KONFIGURASI": _(
        "Pemeriksaan Dukcapil sedang terganggu di pihak kami. Kami melanjutkan sendiri."
    ),
    "DITINJAU_PETUGAS": _("Petugas sedang memeriksanya."),
}
UNSUR: dict[str, Kalimat] = {
    "NIK": _("NIK"),
    "NAMA": _("Nama"),
    "TANGGAL_LAHIR": _("Tanggal lahir"),
    "NAMA_IBU": _("Nama ibu kandung"),
    "NO_KK": _("Nomor KK"),
    "TEMPAT_LAHIR": _("Tempat lahir"),
    "JENIS_KELAMIN": _("Jenis kelamin"),
    "STATUS_KAWIN": _("Status kawin"),
    "AGAMA": _("Agama"),
    "PEKERJAAN": _("Pekerjaan"),
    "ALAMAT": _("Alamat"),
    "KELURAHAN": _("Kelurahan"),
    "KECAMATAN": _("Kecamatan"),
    "KABUPATEN": _("Kabupaten atau kota"),
    "PROVINSI": _("Provinsi"),
}
STATUS_KASUS: dict[str, Kalimat] = {
    "DRAF": _("Sedang diisi peserta"),
    "MENUNGGU_VERIFIKASI": _("Menunggu jawaban Dukcapil atau bank"),
    "TERVERIFIKASI": _("Semua terverifikasi"),
    "PERLU_PERBAIKAN": _("Perlu diperbaiki peserta"),
    "DITINJAU_PETUGAS": _("Menunggu petugas"),
    "SELESAI": _("Selesai"),
    "DITOLAK": _("Ditolak"),
    "DIBATALKAN": _("Dibatalkan"),
}
STATUS_VERIFIKASI: dict[str, Kalimat] = {
    "MENUNGGU": _("Menunggu giliran"),
    "DIPROSES": _("Sedang diperiksa"),
    "COCOK": _("Cocok"),
    "SEBAGIAN": _("Sebagian berbeda"),
    "TIDAK_COCOK": _("Tidak cocok"),
    "TIDAK_DITEMUKAN": _("Tidak ditemukan"),
    "NONAKTIF": _("NIK tidak aktif"),
    "MENINGGAL": _("Tercatat meninggal"),
    "DITINJAU_PETUGAS": _("Menunggu petugas"),
    "LAYANAN_TIDAK_TERSEDIA": _("Layanan tidak menjawab; ditanya lagi"),
    "KUOTA_HABIS": _("Jatah Dukcapil habis; ditanya lagi besok"),
    "KONFIGURASI": _("Terganggu di pihak kami; ditanya lagi"),
    "GAGAL_MUTU": _("Gambar kurang baik"),
}
SUMBER: dict[str, Kalimat] = {
    "DUKCAPIL": _("Dukcapil"),
    "BANK": _("Bank"),
    "MESIN": _("Pemeriksaan wajah portal"),
    "TEMPLATE": _("Ciri wajah tersimpan"),
    "PETUGAS": _("Petugas"),
}
INSTRUKSI: dict[str, Kalimat] = {
    "LURUS": _("Lurus ke kamera"),
    "TOLEH_KIRI": _("Menoleh ke kiri"),
    "TOLEH_KANAN": _("Menoleh ke kanan"),
    "MENDEKAT": _("Mendekat"),
}
ALASAN_REKENING: dict[str, Kalimat] = {
    "NAMA_BEDA": _("Nama di bank berbeda"),
    "REKENING_TIDAK_ADA": _("Bank tidak menemukan rekening itu"),
    "REKENING_DITOLAK_BANK": _("Bank tidak dapat mengirim uang ke rekening itu"),
}
KALIMAT_GALAT: dict[str, Kalimat] = {
    "wilayah_kolom": _("Baris pertama berkas wilayah harus kode,nama."),
    "wilayah_kosong": _("Berkas itu tidak berisi wilayah."),
    "wilayah_baris": _(
        "Baris %(nomor)s: tulis kode seperti 11, 11.01, 11.01.01 atau 11.01.01.2001, lalu nama."
    ),
    "wilayah_ganda": _("Baris %(nomor)s: kode %(wilayah)s sudah ada di atasnya."),
    "wilayah_tanpa_induk": _(
        "Baris %(nomor)s: wilayah di atas %(wilayah)s tidak ada di berkas atau basis data."
    ),
    "kasus_tidak_ada": _("Belum ada pengkinian data yang terbuka. Mulailah dari beranda."),
    "kasus_tidak_terbuka": _("Pengkinian ini sudah dikonfirmasi dan tidak dapat diubah lagi."),
    "kasus_versi_lama": _(
        "Data ini baru saja berubah di tab atau perangkat lain. Isian Anda di bawah belum "
        "disimpan; periksa, lalu kirim lagi."
    ),
    "kasus_sudah_berubah": _(
        "Pengkinian ini baru saja berubah di tempat lain. Muat ulang halaman, lalu ulangi."
    ),
    "langkah_belum_terbuka": _("Langkah ini belum terbuka. Selesaikan langkah sebelumnya dulu."),
    "wajah_menunggu": _(
        "Terlalu banyak percobaan. Tunggu sampai waktu yang disebut, lalu coba lagi."
    ),
    "wajah_sedang_diperiksa": _("Swafoto Anda yang sebelumnya masih diperiksa."),
    "wajah_sudah_dikirim": _(
        "Gambar ini sudah dikirim. Lihat hasilnya, atau mulai percobaan baru."
    ),
    "wajah_tantangan_kedaluwarsa": _("Instruksinya sudah lebih dari sepuluh menit. Mulai lagi."),
    "wajah_bingkai_tidak_lengkap": _("Gambarnya belum lengkap. Ulangi dari awal."),
    "wajah_bingkai_terlalu_besar": _("Gambarnya terlalu besar. Ulangi; portal mengecilkannya."),
    "wajah_gambar_terlalu_besar": _(
        "Gambarnya lebih besar dari 5 MB atau 12 megapiksel. Kecilkan dulu, lalu kirim lagi."
    ),
    "wajah_foto_kosong": _("Pilih dulu fotonya, lalu kirim."),
    "wajah_dinilai_petugas": _(
        "Petugas sedang melihat swafoto Anda; jawabannya paling lama satu hari kerja. Langkah lain "
        "tetap dapat Anda isi."
    ),
    "wajah_bukan_gambar": _("Itu bukan gambar JPEG, PNG, atau WebP yang dapat dibaca."),
    "verifikasi_tidak_boleh_pindah": _(
        "Hasil pemeriksaan ini sudah tetap. Muat ulang halaman untuk melihatnya."
    ),
    "verifikasi_sudah_berubah": _(
        "Hasil pemeriksaan ini baru saja berubah. Muat ulang halaman untuk melihatnya."
    ),
    "verifikasi_sudah_diputus": _(
        "Pemeriksaan ini sudah diputus atau diganti dengan yang baru. Muat ulang halaman untuk "
        "melihat hasilnya."
    ),
    "foto_sudah_dihapus": _("Foto ini sudah dihapus; foto disimpan 30 hari saja."),
    "petugas_data_sendiri": _("Ini data Anda sendiri; petugas lain yang harus memutusnya."),
    "koreksi_sudah_diputus": _("Koreksi ini sudah dijawab oleh petugas lain."),
    "koreksi_dipegang_lain": _(
        "Koreksi ini ada di meja petugas lain. Lepaskan dulu dari sana bila ia berhalangan."
    ),
    "verifikasi_tidak_ada": _("Pemeriksaan itu tidak ada, atau bukan milik Anda."),
    "kependudukan_habis": _(
        "Sudah lima kali berbeda hari ini. Coba lagi besok, atau temui petugas."
    ),
    "rekening_habis": _(
        "Sudah sepuluh rekening yang bukan atas nama Anda hari ini. Coba lagi besok, atau temui "
        "petugas."
    ),
    "konfirmasi_langkah_belum_selesai": _("Masih ada langkah yang belum selesai."),
    "konfirmasi_wajah_ditinjau_petugas": _(
        "Petugas masih melihat swafoto Anda; jawabannya paling lama satu hari kerja."
    ),
    "konfirmasi_wajah_menunggu": _("Swafoto Anda masih diperiksa. Tunggu sebentar."),
}


def kalimat_nilai(kode: str) -> str:
    """Return the sentence for a value that cannot be, by the code of its parser."""
    return str(KALIMAT_AKUN.get(kode) or _g("Isian ini keliru; periksa lagi."))
