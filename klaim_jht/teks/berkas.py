"""Kinds of paper in words: what it is called, which one will do, what can be wrong."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from klaim_jht.teks.kata import Kalimat

JENIS_BERKAS: dict[str, Kalimat] = {
    "SURAT_DOKTER": _("Surat keterangan dokter"),
    "DOKUMEN_PERUMAHAN": _("Dokumen perumahan dari bank"),
    "PASPOR": _("Paspor"),
    "PERNYATAAN_PERGI": _("Pernyataan meninggalkan Indonesia"),
    "SURAT_PENGUNDURAN": _("Surat pengunduran diri"),
    "SURAT_PHK": _("Surat PHK"),
    "KONTRAK_KERJA": _("Perjanjian kerja yang sudah berakhir"),
    "PERNYATAAN_BERHENTI": _("Pernyataan berhenti berusaha"),
    "SURAT_LAIN": _("Surat lain yang diminta petugas"),
}
PETUNJUK_BERKAS: dict[str, Kalimat] = {
    "SURAT_DOKTER": _("Dari dokter yang memeriksa Anda, menyebut cacat total tetap."),
    "DOKUMEN_PERUMAHAN": _(
        "Perjanjian kredit, surat pemesanan, atau surat bank tentang rumah atau apartemen Anda."
    ),
    "PASPOR": _("Halaman dengan foto dan nomor paspor."),
    "PERNYATAAN_PERGI": _("Surat bertanda tangan Anda, atau surat pewarganegaraan negara lain."),
    "SURAT_PENGUNDURAN": _("Surat Anda, atau surat perusahaan yang menerimanya."),
    "SURAT_PHK": _("Surat PHK, atau tanda terima laporan PHK."),
    "KONTRAK_KERJA": _("Perjanjian kerja, atau surat bahwa kontrak Anda berakhir."),
    "PERNYATAAN_BERHENTI": _("Surat bertanda tangan Anda bahwa usaha atau pekerjaan berhenti."),
}
GALAT_BERKAS: dict[str, Kalimat] = {
    "klaim_perlu_berkas": _("Masih ada surat yang kurang. Unggah surat itu dulu, lalu ajukan."),
    "klaim_tanpa_berkas": _("Klaim ini tidak sedang menunggu surat dari Anda."),
    "berkas_tidak_diminta": _("Surat itu tidak diminta. Unggah surat yang disebut petugas."),
    "berkas_terlalu_banyak": _(
        "Sudah terlalu banyak surat diunggah untuk klaim ini. Hubungi 175; petugas membantu."
    ),
    "berkas_tidak_ada": _("Surat itu tidak ada, sudah dihapus, atau tidak dibuka lagi."),
}
