"""Sentences of the digital card, the yearly statement and the page that checks both."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from jmo.lib.tanda import KeadaanTanda
from saldo.teks.kata import Kalimat


class Putusan(NamedTuple):
    """What the checking page says of a token: kind of notice, headline, meaning, what to do."""

    jenis: str
    judul: Kalimat
    arti: Kalimat
    jalan: Kalimat


PUTUSAN: dict[KeadaanTanda, Putusan] = {
    KeadaanTanda.SAH: Putusan(
        "baik",
        _("Asli dan masih berlaku"),
        _("Kode ini kami tanda tangani, dan isinya tidak berubah sejak diterbitkan."),
        _("Cocokkan inisialnya dengan tanda pengenal orang yang menunjukkannya."),
    ),
    KeadaanTanda.KEDALUWARSA: Putusan(
        "ingat",
        _("Kedaluwarsa"),
        _("Kode ini asli, tetapi masa berlakunya sudah lewat. Isinya mungkin tidak benar lagi."),
        _("Minta pemiliknya membuka portal dan menunjukkan kode yang baru."),
    ),
    KeadaanTanda.DIUBAH: Putusan(
        "buruk",
        _("Diubah"),
        _("Kode ini pernah kami terbitkan, tetapi isinya diganti setelah kami tanda tangani."),
        _("Jangan percaya isinya. Minta pemiliknya menunjukkan kode langsung dari portal."),
    ),
    KeadaanTanda.PALSU: Putusan(
        "buruk",
        _("Palsu, atau rusak saat disalin"),
        _("Tanda tangan pada kode ini bukan tanda tangan kami."),
        _(
            "Pindai ulang kodenya sekali lagi. Bila jawabannya tetap sama, jangan percaya isinya "
            "dan laporkan ke 175 dari mana Anda menerimanya."
        ),
    ),
    KeadaanTanda.KUNCI_ASING: Putusan(
        "buruk",
        _("Bukan dari kami"),
        _("Kode ini ditandatangani dengan kunci yang tidak pernah kami umumkan."),
        _("Jangan percaya isinya, dan laporkan ke 175 dari mana Anda menerimanya."),
    ),
    KeadaanTanda.BUKAN_TANDA: Putusan(
        "ingat",
        _("Bukan kode kami, atau tidak lengkap"),
        _("Bentuknya tidak seperti kode yang kami terbitkan; mungkin ada bagian yang terpotong."),
        _("Pindai ulang kodenya, atau salin seluruhnya dari awal sampai akhir lalu tempelkan."),
    ),
}
STATUS_SEJAK: dict[str, Kalimat] = {
    "AKTIF": _("Aktif sejak %(tanggal)s"),
    "NONAKTIF": _("Tidak aktif sejak %(tanggal)s"),
    "DIGABUNG": _("Digabung %(tanggal)s"),
    "DIKLAIM": _("Sudah diklaim %(tanggal)s"),
}
PROGRAM: dict[str, Kalimat] = {
    "JHT": _("Jaminan Hari Tua (JHT)"),
    "JP": _("Jaminan Pensiun (JP)"),
}
# Names of the facts in a statement's code, in the order in which they add up.
BAGIAN_PERNYATAAN: dict[str, Kalimat] = {
    "awal": _("Saldo awal"),
    "iuran": _("Iuran"),
    "hasil": _("Hasil pengembangan"),
    "keluar": _("Dibayarkan"),
    "akhir": _("Saldo akhir"),
}
GALAT_DOKUMEN: dict[str, Kalimat] = {
    "terlalu_sering_memeriksa": _(
        "Terlalu banyak kode diperiksa dari sambungan ini. Tunggu satu menit, lalu ulangi. Anda "
        "juga dapat memeriksa tanpa kami dengan kunci umum kami."
    ),
}
