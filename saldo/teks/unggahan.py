"""Words of the officers' pages of uploaded contribution files."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from saldo.teks.berkas import SEBAB_TEMUAN, Temuan
from saldo.teks.kata import SEBAB_KELUAR, Kalimat
from saldo.teks.perbaikan import PERBAIKAN_TEMUAN

STATUS_UNGGAHAN: dict[str, Kalimat] = {
    "MENUNGGU_UJI": _("Sedang diperiksa"),
    "SIAP": _("Menunggu persetujuan petugas lain"),
    "MENUNGGU_BUKU": _("Sedang dibukukan"),
    "DIBUKUKAN": _("Sudah dibukukan"),
    "DITOLAK": _("Ditolak, tidak ada yang dibukukan"),
    "SUDAH_PERNAH": _("Isi yang sama sudah pernah dibukukan"),
    "DIBATALKAN": _("Dibatalkan"),
    "KEDALUWARSA": _("Lewat 30 hari, isinya dihapus"),
}
JENIS_BEDA: dict[str, Kalimat] = {
    "BARU": _("Iuran baru"),
    "KOREKSI": _("Koreksi"),
    "KARTU_BARU": _("Pekerja baru, mendapat kartu"),
    "KELUAR": _("Keluar"),
}
SEBAB_KELUAR_BEDA = SEBAB_KELUAR
KALIMAT_ISIAN: dict[str, Kalimat] = {
    "berkas_kosong": _("Berkas itu kosong. Pilih berkas yang berisi iuran."),
    "berkas_terlalu_besar": _("Berkas lebih dari 64 MB. Pecah menjadi beberapa berkas."),
}
SUDAH_DIBUKUKAN: Kalimat = _(
    "Berkas dengan isi yang sama sudah dibukukan pada %(pada)s. Tidak ada yang berubah."
)


class BarisTemuan(NamedTuple):
    """One finding in words."""

    baris: int
    kolom: str
    sebab: str
    perbaikan: Kalimat


def susun_temuan(temuan: Temuan) -> BarisTemuan:
    """Return line, column, reason and repair of one finding."""
    sebab = str(SEBAB_TEMUAN[temuan.sebab]) % temuan.rincian
    return BarisTemuan(temuan.baris, temuan.kolom, sebab, PERBAIKAN_TEMUAN[temuan.sebab])
