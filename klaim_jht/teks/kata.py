"""Words and sentences by code: reasons, rules, states, steps, errors."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Kalimat = str | Promise

ALASAN: dict[str, Kalimat] = {
    "PENSIUN": _("Saya sudah mencapai usia pensiun"),
    "RESIGN": _("Saya mengundurkan diri"),
    "PHK": _("Saya terkena PHK"),
    "PKWT": _("Kontrak kerja saya berakhir"),
    "BPU_BERHENTI": _("Saya berhenti berusaha sendiri"),
    "S10": _("Saya ingin mengambil sebagian, 10 persen"),
    "S30": _("Saya ingin mengambil sebagian untuk rumah, 30 persen"),
    "CACAT": _("Saya cacat total tetap"),
    "MENINGGAL": _("Peserta meninggal dunia"),
    "LN": _("Saya meninggalkan Indonesia untuk selamanya"),
}
PENJELASAN_ALASAN: dict[str, Kalimat] = {
    "PENSIUN": _("Usia 56 tahun, atau usia pensiun di perusahaan Anda. Boleh masih bekerja."),
    "RESIGN": _("Dapat diajukan satu bulan setelah tanggal surat pengunduran diri."),
    "PHK": _("Dapat diajukan satu bulan setelah tanggal PHK."),
    "PKWT": _("Dapat diajukan segera setelah kontrak berakhir."),
    "BPU_BERHENTI": _("Untuk yang membayar iurannya sendiri. Dapat diajukan segera."),
    "S10": _(
        "Sesudah menjadi peserta sepuluh tahun, boleh masih bekerja, hanya sekali: ini atau yang "
        "untuk rumah. Sisanya tetap berkembang di kartu Anda."
    ),
    "S30": _(
        "Sesudah menjadi peserta sepuluh tahun, untuk rumah lewat bank, hanya sekali. Perlu "
        "dokumen perumahan dari bank; petugas yang memutus."
    ),
    "CACAT": _("Perlu surat keterangan dokter; petugas yang memutus. Tanpa masa tunggu."),
    "LN": _("Perlu paspor dan surat pernyataan; petugas yang memutus."),
}
ATURAN: dict[str, Kalimat] = {
    "ALASAN_DIBUKA": _("Alasan ini dapat diajukan di portal"),
    "IDENTITAS": _("Warga negara Indonesia dengan NIK"),
    "PENGKINIAN": _("Data Anda sudah dikinikan"),
    "USIA_PENSIUN": _("Usia pensiun sudah tercapai"),
    "KEPESERTAAN_NONAKTIF": _("Kepesertaan sudah tidak aktif"),
    "MASA_TUNGGU": _("Masa tunggu satu bulan sudah lewat"),
    "JENIS_KARTU": _("Alasan ini cocok dengan jenis kepesertaan Anda"),
    "MASA_KEPESERTAAN": _("Sudah sepuluh tahun menjadi peserta"),
    "SEKALI_SAJA": _("Belum pernah mengambil sebagian"),
    "KARTU_DIGABUNG": _("Kartu-kartu lama sudah digabung"),
    "TANPA_KLAIM_TERBUKA": _("Tidak ada klaim lain yang sedang berjalan"),
    "TANPA_TAHANAN": _("Tidak ada saldo yang sedang ditahan"),
    "SALDO_ADA": _("Ada saldo yang dapat dicairkan"),
}
PERBAIKAN: dict[str, Kalimat] = {
    "PILIH_ALASAN_LAIN": _("Pilih alasan lain, atau ajukan alasan ini di kantor cabang."),
    "KE_CABANG": _("Datanglah ke kantor cabang dengan paspor Anda; petugas membantu di sana."),
    "SELESAIKAN_PENGKINIAN": _("Selesaikan pengkinian data; biasanya tiga menit."),
    "TUNGGU": _("Anda tidak perlu melakukan apa pun: aturan ini terpenuhi dengan sendirinya."),
    "LAPORKAN_BERHENTI": _(
        "Minta perusahaan melaporkan bahwa Anda sudah berhenti, atau laporkan sendiri di sini: "
        "perusahaan kami tanya, dan bila ia diam petugas yang memutus."
    ),
    "PERBAIKI_LAPORAN": _(
        "Laporan perusahaan berbeda dari pilihan Anda. Bila laporan itu keliru, minta perusahaan "
        "memperbaikinya; bila benar, tunggu sampai tanggal di bawah."
    ),
    "GABUNGKAN_KARTU": _(
        "Saldo kartu lama harus digabung dulu supaya satu klaim mencakup semuanya. Gabungkan "
        "sekarang; setelah itu Anda kembali ke langkah ini."
    ),
    "LIHAT_KLAIM": _(
        "Lihat klaim yang sedang berjalan; setelah selesai Anda dapat mengajukan lagi."
    ),
    "HUBUNGI_PETUGAS": _("Hubungi Layanan 175; sebut bahwa ada saldo yang ditahan."),
    "PERIKSA_IURAN": _("Periksa iuran Anda; bila ada yang belum tercatat, tanyakan ke perusahaan."),
}
STATUS: dict[str, Kalimat] = {
    "DRAF": _("Belum diajukan"),
    "DIAJUKAN": _("Diajukan"),
    "VERIFIKASI_IDENTITAS": _("Identitas diperiksa"),
    "VERIFIKASI_KEPESERTAAN": _("Kepesertaan diperiksa"),
    "TINJAUAN_PETUGAS": _("Ditinjau petugas"),
    "DISETUJUI": _("Disetujui"),
    "PEMBAYARAN_DIPROSES": _("Pembayaran diproses"),
    "DIBAYAR": _("Dibayar"),
    "PERLU_PERBAIKAN_DATA": _("Data perlu diperbaiki"),
    "PERLU_PERBAIKAN_REKENING": _("Rekening perlu diperbaiki"),
    "PEMBAYARAN_BELUM_PASTI": _("Bank belum memastikan"),
    "DITOLAK": _("Ditolak"),
    "DIBATALKAN": _("Dibatalkan"),
}
LANGKAH_BERIKUT: dict[str, Kalimat] = {
    "DIAJUKAN": _("Kami memeriksa identitas Anda."),
    "VERIFIKASI_IDENTITAS": _(
        "Kami menunggu jawaban Dukcapil dan melanjutkan sendiri; Anda tidak perlu menunggu di sini."
    ),
    "VERIFIKASI_KEPESERTAAN": _("Kami memeriksa kepesertaan Anda."),
    "TINJAUAN_PETUGAS": _("Petugas memeriksa klaim Anda dan memberi tahu Anda hasilnya."),
    "DISETUJUI": _("Uang sedang disiapkan."),
    "PEMBAYARAN_DIPROSES": _("Uang sedang dikirim ke rekening Anda."),
    "DIBAYAR": _("Uang sudah masuk ke rekening Anda. Simpan tanda terima ini."),
    "PERLU_PERBAIKAN_REKENING": _(
        "Bank menolak rekening Anda; uang Anda tetap aman di sini. Beri tahu kami rekening lain."
    ),
    "PERLU_PERBAIKAN_DATA": _("Perbaiki data yang diminta; klaim berjalan lagi sesudahnya."),
    "PEMBAYARAN_BELUM_PASTI": _(
        "Bank belum memastikan. Uang Anda ditahan, tidak mungkin dibayar dua kali, dan kami "
        "bertanya lagi sendiri."
    ),
    "DITOLAK": _("Klaim ditolak. Anda berhak meminta seorang petugas memeriksanya lagi."),
    "DIBATALKAN": _("Klaim dibatalkan; saldo Anda kembali seperti semula."),
}
SEBAB: dict[str, Kalimat] = {
    "keberatan": _("Keberatan Anda dibaca petugas."),
    "rute_petugas": _(
        "Saldo Anda di atas batas pencairan tanpa dokumen, jadi petugas yang memutus."
    ),
    "ahli_waris": _("Klaim ahli waris selalu diputus petugas."),
    "surat_ditinjau": _("Alasan ini dibuktikan dengan surat, jadi petugas membacanya."),
    "berkas_diminta": _("Petugas memerlukan satu surat lagi dari Anda."),
    "berkas_lengkap": _("Surat yang diminta sudah kami terima."),
    "nama_rekening_ditinjau": _(
        "Nama pemilik rekening sedikit berbeda dari nama Anda; petugas memastikannya."
    ),
    "rekening_dipakai_lain": _(
        "Rekening ini pernah menerima uang JHT orang lain; petugas memastikannya dulu."
    ),
    "koreksi_data_diri": _("Koreksi data diri Anda belum selesai diperiksa."),
    "NAMA_BERUBAH": _("Nama pemilik rekening di bank tidak lagi sama dengan nama Anda."),
    "REKENING": _("Bank menolak rekening itu: mungkin ditutup, beku, atau salah nomor."),
    "DIKEMBALIKAN": _("Bank mengembalikan uangnya."),
    "GAGAL": _("Bank menyatakan pengiriman gagal; uang tidak keluar."),
    "DIBATALKAN": _("Bank membatalkan pengiriman; uang tidak keluar."),
    "BATAS": _("Jumlahnya melampaui batas rekening itu."),
    "BATAL_PESERTA": _("Dibatalkan sebelum dikirim"),
    "DICURIGAI": _("Bank menahan pengiriman ini untuk diperiksa."),
}
STATUS_PEMBAYARAN: dict[str, Kalimat] = {
    "SIAP": _("Menunggu dikirim"),
    "DIKIRIM": _("Dikirim ke bank"),
    "DITERIMA_BANK": _("Diterima bank"),
    "BELUM_PASTI": _("Bank belum memastikan"),
    "BERHASIL": _("Berhasil"),
    "GAGAL_PASTI": _("Ditolak bank"),
    "DIKEMBALIKAN": _("Dikembalikan bank"),
}
# Moves of a payment on the tracking page, of the claim's own and of later money.
JUDUL_KIRIMAN: dict[str, Kalimat] = {
    "DIKIRIM": _("Uang dikirim ke %(bank)s"),
    "GAGAL_PASTI": _("%(bank)s menolak pengiriman"),
    "DIKEMBALIKAN": _("%(bank)s mengembalikan uang"),
}
JUDUL_SUSULAN: dict[str, Kalimat] = {
    "DIKIRIM": _("Uang susulan dikirim ke %(bank)s"),
    "BERHASIL": _("Uang susulan masuk ke %(bank)s"),
    "GAGAL_PASTI": _("%(bank)s menolak uang susulan"),
    "DIKEMBALIKAN": _("%(bank)s mengembalikan uang susulan"),
}
# What later money of a claim waits for, as the list of claims says it.
KEADAAN_SUSULAN: dict[str, Kalimat] = {
    "": _("Uang susulan sedang dikirim"),
    "REKENING": _("Uang susulan perlu rekening lain"),
    "PETUGAS": _("Uang susulan diperiksa petugas"),
}
REKENING_DITANYA: dict[str, Kalimat] = {
    "COCOK": _("Bank memastikan: rekening ini atas nama Anda."),
    "DITINJAU_PETUGAS": _(
        "Nama di bank sedikit berbeda dari nama Anda. Rekening ini dapat dipakai, dan petugas "
        "memastikannya dulu; atau pakai rekening lain supaya lebih cepat."
    ),
    "TIDAK_COCOK": _("Rekening harus atas nama Anda. Periksa nomornya, atau pakai rekening lain."),
    "TIDAK_DITEMUKAN": _(
        "Bank tidak menemukan rekening itu, atau rekening itu tidak dapat menerima uang. Periksa "
        "bank dan nomornya, atau pakai rekening lain."
    ),
    "LAYANAN_TIDAK_TERSEDIA": _(
        "Bank sedang tidak menjawab. Kami bertanya lagi sendiri; Anda tidak perlu mengulang."
    ),
}
LANGKAH: dict[str, Kalimat] = {
    "langkah_klaim_alasan": _("Apa yang terjadi?"),
    "langkah_klaim_syarat": _("Syarat"),
    "langkah_klaim_rincian": _("Rincian uang"),
    "langkah_klaim_berkas": _("Surat yang diperlukan"),
    "langkah_klaim_wajah": _("Pastikan ini Anda"),
    "langkah_klaim_rekening": _("Rekening"),
    "langkah_klaim_konfirmasi": _("Konfirmasi"),
}
SKENARIO: dict[str, Kalimat] = {
    "RENDAH": _("Rendah"),
    "TENGAH": _("Tengah"),
    "TINGGI": _("Tinggi"),
}
SEBAB_REM: dict[str, Kalimat] = {
    "PETUGAS": _("Dihentikan petugas"),
    "DANA_KURANG": _("Dana di bank tidak cukup"),
    "TANDA_TANGAN": _("Bank menolak tanda tangan kami"),
    "BUKU": _("Pemeriksaan buku menemukan selisih"),
    "SELISIH_BANK": _("Rekening koran bank berbeda dengan buku kami"),
    "PAGU_JAM": _("Kiriman satu jam melewati pagu"),
}
KALIMAT_GALAT: dict[str, Kalimat] = {
    "rem_tidak_ada": _("Rem itu tidak ada."),
    "rem_sudah_dilepas": _("Rem ini sudah dilepas."),
    "rem_sudah_diminta": _("Pelepasannya sudah diminta; petugas lain yang melepasnya."),
    "rem_belum_diminta": _("Minta dulu pelepasannya; petugas lain lalu melepasnya."),
    "rem_petugas_sama": _("Yang meminta tidak boleh melepasnya sendiri. Minta petugas lain."),
    "jadwal_sudah_boleh": _("Klaim ini sudah dapat diajukan sekarang; tidak perlu menunggu."),
    "jadwal_tidak_mungkin": _(
        "Klaim ini tidak dapat dijadwalkan: ada syarat yang tidak terpenuhi hanya dengan menunggu."
    ),
    "jadwal_tidak_ada": _("Tidak ada klaim terjadwal; mungkin sudah diajukan atau dibatalkan."),
    "jadwal_alasan_diganti": _("Alasan klaim diganti setelah dijadwalkan."),
    "antrean_baris_tidak_ada": _("Baris itu tidak ada di antrean, atau sudah selesai."),
    "antrean_baris_dipegang": _("Baris itu sedang dikerjakan; tunggu sampai dilepas."),
    "antrean_baris_petugas": _("Baris itu menunggu petugas; mesin tidak boleh menggerakkannya."),
    "antrean_tanpa_alasan": _("Tuliskan alasannya lebih dahulu."),
    "antrean_belum_dikirim": _("Pembayaran ini belum dikirim; waktunya ditentukan masa tenang."),
    "klaim_tidak_ada": _("Klaim itu tidak ada, atau bukan milik Anda."),
    "klaim_belum_layak": _(
        "Klaim belum dapat diajukan: salah satu syarat belum terpenuhi. Buka halaman syarat untuk "
        "melihat yang mana dan kapan terpenuhi."
    ),
    "klaim_kunci_pencairan": _(
        "Kunci pencairan Anda menyala, jadi klaim tidak dapat diajukan. Buka kuncinya di halaman "
        "Kunci pencairan; ia terbuka dua belas jam sesudahnya."
    ),
    "kunci_tidak_menyala": _("Kunci pencairan Anda tidak menyala, atau sudah diminta dibuka."),
    "kunci_perlu_wajah": _(
        "Membuka kunci memerlukan pemeriksaan wajah yang berumur paling lama 24 jam. Ambil "
        "swafoto dulu, lalu minta lagi."
    ),
    "klaim_perlu_wajah": _(
        "Setiap klaim memerlukan pemeriksaan wajah yang berumur paling lama 24 jam. Ambil swafoto "
        "sekali lagi, lalu ajukan."
    ),
    "klaim_perlu_rekening": _("Belum ada rekening atas nama Anda. Isi rekening dulu, lalu ajukan."),
    "klaim_sudah_diajukan": _("Klaim ini sudah diajukan; lihat perkembangannya di halaman Klaim."),
    "klaim_versi_lama": _(
        "Klaim ini berubah di tab atau perangkat lain. Muat ulang halaman, lalu ulangi."
    ),
    "klaim_sudah_dibayarkan": _(
        "Uang sudah dikirim ke bank atau sudah sampai, jadi klaim ini tidak dapat dibatalkan."
    ),
    "klaim_sudah_berubah": _("Klaim ini baru saja berubah. Muat ulang halaman."),
    "klaim_rincian_berubah": _(
        "Rincian klaim ini berubah sejak Anda membacanya: jumlah, rekening, atau waktunya. Periksa "
        "sekali lagi, lalu ajukan."
    ),
    "klaim_saldo_berubah": _("Saldo Anda baru saja berubah. Periksa rinciannya sekali lagi."),
    "klaim_rekening_belum_terbukti": _(
        "Rekening ini belum terbukti milik peserta. Putuskan nama pemiliknya lebih dahulu."
    ),
    "klaim_koreksi_terbuka": _(
        "Masih ada koreksi data diri yang belum diputus. Putuskan koreksi itu lebih dahulu."
    ),
    "klaim_bukan_ditinjau": _("Klaim ini tidak sedang menunggu putusan petugas."),
    "klaim_belum_dibayar": _(
        "Klaim ini belum dibayar, jadi tanda terimanya belum ada. Ia muncul di sini begitu uang "
        "sampai."
    ),
    "pembayaran_tidak_ada": _("Pembayaran itu tidak ada, atau uangnya belum sampai."),
    "bukti_belum_ada": _(
        "Bukti potong pajak terbit setelah uangnya sampai. Buka halaman ini lagi nanti."
    ),
    "keberatan_sudah_ada": _(
        "Keberatan Anda sudah kami terima dan sedang dibaca petugas. Tunggu jawabannya dulu."
    ),
    "keberatan_tidak_ada_putusan": _(
        "Tidak ada putusan yang dapat Anda sanggah: klaim ini tidak ditolak."
    ),
    "keberatan_klaim_lain": _(
        "Anda punya klaim lain yang sedang berjalan. Selesaikan atau batalkan klaim itu dulu, lalu "
        "ajukan keberatan ini."
    ),
    "keberatan_sudah_dijawab": _("Keberatan ini sudah dijawab atau dicabut."),
    "keberatan_belum_dijawab": _(
        "Peserta mengajukan keberatan atas klaim ini. Jawab keberatannya; putusan ikut dari sana."
    ),
    "keberatan_petugas_lain": _(
        "Anda sendiri yang menolak klaim ini, jadi petugas lain yang harus menjawab keberatannya."
    ),
    "keberatan_aturan_masih_menolak": _(
        "Aturan masih menolak berdasarkan fakta hari ini. Betulkan dulu fakta yang keliru, "
        "misalnya laporan perusahaan, atau jawab bahwa putusan semula tetap."
    ),
    "petugas_klaim_sendiri": _("Ini klaim Anda sendiri, jadi petugas lain yang harus memutusnya."),
    "pembayaran_lain_berjalan": _(
        "Pembayaran susulan klaim ini sedang di bank. Tunggu beberapa menit sampai bank menjawab, "
        "lalu ulangi."
    ),
    "susulan_bukan_ditinjau": _("Uang susulan ini tidak sedang menunggu petugas."),
    "pembayaran_belum_dikirim": _(
        "Pembayaran ini belum dikirim, jadi bank belum dapat ditanya; waktunya mengikuti masa "
        "tenang."
    ),
    "pembayaran_selesai": _("Pembayaran ini sudah selesai; tidak ada yang perlu ditanyakan lagi."),
}


def label_alasan(kode: str) -> Kalimat:
    """Return the sentence of a reason."""
    return ALASAN.get(kode, kode)


def jenis_lencana(status: str) -> str:
    """Return the kind of badge for a state: its colour and icon."""
    if status == "DIBAYAR":
        return "baik"
    if status in {"DITOLAK", "DIBATALKAN"}:
        return "buruk"
    if status.startswith("PERLU_PERBAIKAN") or status == "PEMBAYARAN_BELUM_PASTI":
        return "ingat"
    return "info"


def sebut_sebab(kode: str) -> Kalimat:
    """Return why a claim moved; "" where the state says it all, a human's own words as they are."""
    if kode in SEBAB:
        return SEBAB[kode]
    # Codes of ours and of the bank mean nothing to a participant; officers write sentences.
    return "" if kode.replace("_", "").isalnum() else kode
