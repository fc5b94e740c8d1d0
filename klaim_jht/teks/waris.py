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
    "terlalu_sering_melapor": _(
        "Laporan dari alamat ini, atau tentang nomor itu, sudah cukup banyak. Laporan yang sudah "
        "Anda kirim tetap kami periksa. Bila perlu, hubungi 175."
    ),
}
