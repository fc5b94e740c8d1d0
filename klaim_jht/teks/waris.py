"""Words and sentences about deaths and heirs."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Kalimat = str | Promise

STATUS_KEMATIAN: dict[str, Kalimat] = {
    "MENUNGGU": _("Menunggu jawaban Dukcapil"),
    "TIDAK_COCOK": _("Tidak ada peserta dengan data itu"),
    "GANDA": _("Sudah pernah dilaporkan"),
    "HIDUP": _("Menurut Dukcapil masih hidup"),
    "DITINJAU": _("Menunggu petugas"),
    "DIBEKUKAN": _("Akun dibekukan"),
    "DITUTUP": _("Ditutup tanpa akibat"),
    "DICABUT": _("Keliru; akun dibuka kembali"),
}
SEBAB_KEMATIAN: dict[str, Kalimat] = {
    "TANPA_NIK": _("Identitasnya paspor, jadi Dukcapil tidak dapat ditanya"),
    "PERNAH_DICABUT": _("Dukcapil pernah keliru tentang orang ini"),
    "NONAKTIF": _("NIK tidak aktif di Dukcapil"),
    "TIDAK_DITEMUKAN": _("NIK tidak ada di Dukcapil"),
}
HUBUNGAN_WARIS: dict[str, Kalimat] = {
    "PASANGAN": _("Istri atau suami"),
    "ANAK": _("Anak"),
    "ORANG_TUA": _("Orang tua"),
    "CUCU": _("Cucu"),
    "KAKEK_NENEK": _("Kakek atau nenek"),
    "SAUDARA": _("Saudara kandung"),
    "MERTUA": _("Mertua"),
    "WASIAT": _("Orang yang ditunjuk dalam wasiat"),
}
TANYA_WARIS: dict[str, Kalimat] = {
    "PASANGAN": _("Apakah ada istri atau suami yang ditinggalkan?"),
    "ANAK": _("Apakah ada anak yang ditinggalkan, termasuk yang masih kecil?"),
    "ORANG_TUA": _("Apakah ayah atau ibunya masih hidup?"),
    "CUCU": _("Apakah ada cucu?"),
    "KAKEK_NENEK": _("Apakah kakek atau neneknya masih hidup?"),
    "SAUDARA": _("Apakah ada saudara kandung?"),
    "MERTUA": _("Apakah mertuanya masih hidup?"),
    "WASIAT": _("Apakah ada orang yang ditunjuk dalam surat wasiat?"),
}
WAKIL_WARIS: dict[str, Kalimat] = {
    "ORANG_TUA": _("Ya, orang tuanya"),
    "WALI": _("Ya, wali menurut pengadilan"),
    "PENGAMPU": _("Ya, pengampu menurut pengadilan"),
}
LANGKAH_WARIS: dict[str, Kalimat] = {
    "waris_meninggal": _("Siapa yang meninggal"),
    "waris_keluarga": _("Keluarga yang ditinggalkan"),
    "waris_ahli_waris": _("Para ahli waris"),
    "waris_surat": _("Surat-surat"),
    "waris_wajah": _("Pastikan ini Anda"),
    "waris_rekening": _("Rekening Anda"),
    "waris_kirim": _("Periksa dan kirim"),
}
STATUS_WARIS: dict[str, Kalimat] = {
    "DRAF": _("Belum dikirim"),
    "DIAJUKAN": _("Di meja petugas"),
    "PERLU_BERKAS": _("Menunggu surat dari Anda"),
    "DITERIMA": _("Diterima"),
    "DITOLAK": _("Ditolak"),
    "DIBATALKAN": _("Dibatalkan"),
}
ATURAN_WARIS_KATA: dict[str, Kalimat] = {
    "DATA_MASUK_AKAL": _("Isian masuk akal"),
    "KEMATIAN_TERBUKTI": _("Kematian terbukti"),
    "URUTAN_TERJAWAB": _("Urutan ahli waris terjawab"),
    "PENGAJU_BERHAK": _("Yang mengajukan berhak"),
    "DAFTAR_LENGKAP": _("Semua ahli waris disebut"),
    "DIWAKILI": _("Yang belum dewasa diwakili"),
    "SEPAKAT": _("Semua setuju"),
    "PENERIMA_JELAS": _("Penerima jelas"),
}
PERBAIKAN_WARIS: dict[str, Kalimat] = {
    "PERBAIKI_DATA": _("Ada tanggal, jumlah, atau wakil yang tidak mungkin. Periksa lagi."),
    "UNGGAH_SURAT_KEMATIAN": _("Menunggu Dukcapil, atau petugas yang membaca surat kematian."),
    "JAWAB_PERTANYAAN": _("Masih ada pertanyaan tentang keluarga yang belum dijawab."),
    "TANYA_KELUARGA": _("Tanyakan dulu kepada keluarga; jawabannya menentukan siapa yang berhak."),
    "KE_BALAI_HARTA": _(
        "Bila sungguh tidak ada ahli waris, saldonya diserahkan kepada Balai Harta Peninggalan. "
        "Hubungi 175."
    ),
    "DIAJUKAN_YANG_BERHAK": _("Hanya ahli waris dari golongan terdekat yang dapat mengajukan."),
    "LENGKAPI_DAFTAR": _("Sebut semua ahli waris dari golongan ini."),
    "HAPUS_DARI_DAFTAR": _("Ada yang disebut lebih banyak daripada jawaban Anda sebelumnya."),
    "TUNJUK_WAKIL": _(
        "Yang belum berumur 18 tahun dan belum pernah menikah diwakili orang tua atau walinya: "
        "pilih siapa."
    ),
    "MINTA_PERSETUJUAN": _("Semua ahli waris harus setuju siapa yang menerima uangnya."),
    "PILIH_PENERIMA": _(
        "Uangnya diterima satu ahli waris yang sudah dewasa. Biarlah dia yang mengajukan, dengan "
        "akunnya sendiri; atau tandai bahwa Anda mewakili semuanya."
    ),
    "BETULKAN_BAGIAN": _("Bagian-bagiannya belum menjadi satu utuh."),
}
BERKAS_WARIS: dict[str, Kalimat] = {
    "SURAT_KEMATIAN": _("Surat atau akta kematian; tidak perlu bila Dukcapil sudah mencatatnya"),
    "SURAT_AHLI_WARIS": _("Surat keterangan ahli waris"),
    "KARTU_KELUARGA": _("Kartu Keluarga"),
    "IDENTITAS": _("KTP"),
    "AKTA_NIKAH": _("Buku atau akta nikah"),
    "AKTA_KELAHIRAN": _("Akta kelahiran"),
    "SURAT_WASIAT": _("Surat wasiat"),
    "PENETAPAN_WALI": _("Penetapan wali dari pengadilan"),
    "PENETAPAN_PENGAMPU": _("Penetapan pengampu dari pengadilan"),
    "SURAT_KUASA": _("Surat kuasa dari ahli waris lain kepada satu penerima"),
    "KESEPAKATAN_BAGIAN": _("Kesepakatan bagian masing-masing"),
}
GALAT_WARIS: dict[str, Kalimat] = {
    "peserta_dibekukan": _(
        "Akun ini dibekukan karena pesertanya tercatat meninggal, jadi klaim atas namanya tidak "
        "dapat diajukan atau disetujui. Saldonya utuh untuk ahli waris."
    ),
    "kematian_sudah_berubah": _("Laporan ini baru saja berubah, atau sudah diputus."),
    "kematian_petugas_lain": _(
        "Anda sendiri yang menetapkan kematian ini, jadi petugas lain yang harus membukanya."
    ),
    "permohonan_tidak_ada": _("Permohonan itu tidak ada, atau bukan milik Anda."),
    "permohonan_sudah_diajukan": _("Permohonan ini sudah dikirim; isiannya tidak berubah lagi."),
    "permohonan_sudah_berubah": _("Permohonan ini baru saja berubah, atau sudah diputus."),
    "permohonan_belum_lengkap": _(
        "Masih ada langkah yang belum selesai. Isi yang ditandai, lalu kirim."
    ),
    "ahli_waris_terlalu_banyak": _(
        "Halaman ini menampung paling banyak 20 ahli waris. Untuk keluarga yang lebih besar, "
        "datanglah ke kantor cabang."
    ),
    "waris_peserta_tidak_ada": _(
        "Tidak ada peserta dengan nomor, nama, dan tanggal lahir itu. Tolak permohonan ini dengan "
        "kata yang dapat dipakai keluarga untuk memeriksa nomornya."
    ),
    "waris_kematian_belum_terbukti": _(
        "Kematiannya belum terbukti. Buka laporan kematiannya: tetapkan menurut surat kematian, "
        "atau minta suratnya."
    ),
    "waris_identitas_belum_cocok": _(
        "Identitas pemohon belum cocok menurut Dukcapil, atau belum dijawab."
    ),
    "waris_diri_sendiri": _("Pemohon adalah peserta yang dilaporkan meninggal itu sendiri."),
    "waris_belum_berhak": _(
        "Menurut isiannya, pemohon belum berhak atau ahli warisnya belum lengkap. Minta yang "
        "kurang, atau tolak."
    ),
    "waris_petugas_lain": _(
        "Anda sendiri yang menerima ahli warisnya, jadi petugas lain yang menyetujui uangnya."
    ),
    "waris_klaim_lain": _(
        "Masih ada klaim lain atas saldo ini. Selesaikan klaim itu dulu, lalu terima yang ini."
    ),
    "klaim_bukan_ahli_waris": _(
        "Klaim setelah peserta meninggal diajukan ahli warisnya, lewat pintu ahli waris."
    ),
    "kematian_sudah_diklaim": _(
        "Ahli warisnya sudah mengajukan klaim. Tolak atau batalkan klaim itu dulu; bila uangnya "
        "sudah dikirim, atasan dan bagian hukum yang memutus."
    ),
    "terlalu_sering_melapor": _(
        "Laporan dari alamat ini, atau tentang nomor itu, sudah cukup banyak. Laporan yang sudah "
        "Anda kirim tetap kami periksa. Bila perlu, hubungi 175."
    ),
}
