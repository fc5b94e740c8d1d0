"""Why a statement file is refused, what differs, and the states of a difference."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from klaim_jht.teks.kata import Kalimat

BERKAS_KORAN: dict[str, Kalimat] = {
    "koran_kosong": _("Berkas ini kosong. Pilih berkas rekening koran dari bank."),
    "koran_terlalu_besar": _("Berkas ini lebih besar dari 16 MB. Minta rekening koran per hari."),
    "koran_bukan_teks": _("Berkas ini bukan teks. Pilih berkas CSV atau MT940 dari bank."),
    "koran_bentuk": _("Berkas ini bukan rekening koran CSV atau MT940. Pilih berkas lain."),
    "koran_kolom": _("Kolom berkas ini bukan kolom rekening koran. Minta berkas baru dari bank."),
    "koran_baris_rusak": _("Ada baris yang rusak. Minta berkas baru dari bank."),
    "koran_ada_sen": _("Ada jumlah dengan sen. Tanyakan ke bank; kami membukukan rupiah bulat."),
    "koran_tanggal": _("Tanggal rekening koran tidak terbaca. Minta berkas baru dari bank."),
    "koran_tanpa_saldo": _("Saldo awal tidak ada. Minta berkas yang lengkap dari bank."),
    "koran_terpotong": _("Saldo akhir tidak ada: berkas ini terpotong. Ambil lagi dari bank."),
    "koran_lebih_dari_sehari": _(
        "Berkas ini berisi lebih dari satu hari atau rekening. Minta per hari."
    ),
    "koran_mata_uang": _("Mata uangnya bukan rupiah. Pilih rekening koran rekening dana."),
    "koran_nomor_ganda": _("Satu nomor gerak muncul dua kali. Minta berkas baru dari bank."),
    "koran_saldo_tidak_cocok": _(
        "Saldo awal ditambah gerak tidak sama dengan saldo akhir: berkas ini tidak lengkap atau "
        "pernah diubah. Ambil lagi dari bank."
    ),
    "koran_rekening_lain": _("Ini rekening koran rekening lain, bukan rekening dana."),
    "koran_tanggal_lain": _("Tanggalnya di masa depan, atau bukan hari yang diminta."),
}
JENIS_SELISIH: dict[str, Kalimat] = {
    "BELUM_TUNTAS": _("Dibayar bank, belum tuntas di sini"),
    "TAK_DI_BANK": _("Tuntas di sini, tidak ada di bank"),
    "JUMLAH_BEDA": _("Jumlah berbeda"),
    "ASING": _("Referensi tidak dikenal"),
    "KEMBALI": _("Dikembalikan bank, belum dicatat di sini"),
    "GANDA": _("Dibayar bank lebih dari sekali"),
    "BARIS_BERUBAH": _("Baris rekening koran berubah"),
    "SALDO_PUTUS": _("Saldo antarhari tidak bersambung"),
}
STATUS_SELISIH: dict[str, Kalimat] = {
    "TERBUKA": _("Terbuka"),
    "SELESAI": _("Selesai"),
    "DITUTUP": _("Ditutup petugas"),
}
JALUR_BANK: dict[str, Kalimat] = {
    "SEMUA": _("Semua jalur"),
    "SESAMA": _("Sesama bank"),
    "BIFAST": "BI-FAST",
    "RTGS": "RTGS",
}
GALAT_KORAN: dict[str, Kalimat] = {
    "koran_tidak_tersedia": _("Bank belum memberi rekening koran. Coba lagi beberapa menit lagi."),
    "selisih_tidak_ada": _("Selisih itu tidak ada."),
    "selisih_sudah_selesai": _("Selisih ini sudah selesai atau ditutup."),
    "selisih_klaim_sendiri": _("Ini menyangkut klaim Anda sendiri. Minta petugas lain."),
    "selisih_tak_dapat_diakui": _(
        "Rekening koran tidak menunjukkan pembayaran ini secara utuh: jumlah, referensi kami, dan "
        "referensi bank harus sama. Hubungi bank."
    ),
    "selisih_sudah_diminta": _("Pengakuannya sudah diminta; petugas lain yang membukukannya."),
    "selisih_belum_diminta": _("Minta dulu pengakuannya; petugas lain lalu membukukannya."),
    "selisih_petugas_sama": _(
        "Yang meminta tidak boleh membukukannya sendiri. Minta petugas lain."
    ),
    "jendela_terbalik": _("Waktu selesai harus sesudah waktu mulai, dan belum lewat."),
    "jendela_tidak_ada": _("Waktu tutup itu tidak ada, atau sudah dicabut."),
}
