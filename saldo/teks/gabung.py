"""Sentences of merging cards: why not, what to do, what is moved, errors."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saldo.rules.buku import BarisEntri, JenisEntri
from saldo.rules.penggabungan import SebabTakGabung, SebabTakUrung

Kalimat = str | Promise

# Why a card cannot be merged now, and what one can do about it.
_SEBAB: dict[SebabTakGabung, tuple[Kalimat, Kalimat]] = {
    SebabTakGabung.MASIH_AKTIF: (
        _("Kartu ini masih aktif."),
        _("Kartu digabung setelah perusahaan melaporkan Anda berhenti."),
    ),
    SebabTakGabung.SUDAH_DIGABUNG: (_("Kartu ini sudah digabung."), ""),
    SebabTakGabung.SUDAH_DIKLAIM: (
        _("Saldo kartu ini sudah dibayarkan lewat klaim."),
        _("Tidak ada lagi yang perlu digabung."),
    ),
    SebabTakGabung.ADA_TAHANAN: (
        _("Sebagian saldo kartu ini sedang ditahan."),
        _("Tunggu sampai selesai, atau tanyakan ke 175."),
    ),
    SebabTakGabung.ADA_KLAIM_TERBUKA: (
        _("Klaim atas kartu ini sedang berjalan."),
        _("Tunggu sampai klaim selesai, atau batalkan klaim itu selama uangnya belum dikirim."),
    ),
    SebabTakGabung.ADA_SENGKETA: (
        _("Pemilik kartu ini sedang diperiksa, atau data diri Anda sedang dikoreksi."),
        _("Petugas memberi tahu Anda begitu selesai. Anda juga dapat bertanya ke 175."),
    ),
    SebabTakGabung.NIK_BERBEDA: (
        _("NIK di kartu ini berbeda dari NIK Anda."),
        _("Bila kartu ini milik Anda, bawa KTP ke kantor cabang untuk memperbaikinya."),
    ),
    SebabTakGabung.TANGGAL_LAHIR_BERBEDA: (
        _("Tanggal lahir di kartu ini berbeda dari data Anda."),
        _("Petugas membandingkannya dahulu, lalu memberi tahu Anda."),
    ),
    SebabTakGabung.NAMA_BERBEDA: (
        _("Nama di kartu ini berbeda dari nama Anda."),
        _("Bila kartu ini milik Anda, bawa KTP ke kantor cabang untuk memperbaikinya."),
    ),
    SebabTakGabung.NAMA_MIRIP: (
        _("Nama di kartu ini ditulis sedikit lain."),
        _("Petugas membandingkannya dahulu, lalu memberi tahu Anda."),
    ),
    SebabTakGabung.TUJUAN_TERHALANG: (
        _("Kartu tujuannya belum dapat menerima saldo."),
        _("Sebabnya tertulis di kartu tujuan; setelah itu selesai, kartu ini dapat digabung."),
    ),
}
_TAK_URUNG: dict[SebabTakUrung, Kalimat] = {
    SebabTakUrung.SUDAH_DIAJUKAN: _(
        "Klaim sudah diajukan setelah penggabungan ini, jadi penggabungan tidak dapat Anda "
        "batalkan lagi. Bila keliru, hubungi 175."
    ),
    SebabTakUrung.TUJUAN_DITAHAN: _(
        "Saldo kartu tujuan sedang ditahan untuk klaim, jadi penggabungan tidak dapat dibatalkan."
    ),
    SebabTakUrung.TUJUAN_DIKLAIM: _(
        "Saldo gabungan sudah dibayarkan lewat klaim, jadi penggabungan tidak dapat dibatalkan."
    ),
    SebabTakUrung.TUJUAN_DIGABUNG: _(
        "Kartu tujuannya sudah digabung lagi ke kartu lain. Batalkan penggabungan itu dahulu."
    ),
    SebabTakUrung.IURAN_MENYUSUL: _(
        "Setelah digabung, perusahaan masih membayar iuran untuk kartu lama ini, dan uangnya "
        "langsung masuk ke kartu tujuan. Karena itu penggabungan tidak dapat dibatalkan lagi. "
        "Jumlah saldo Anda tidak berubah."
    ),
    SebabTakUrung.LEWAT_WAKTU: _(
        "Waktu tujuh hari untuk membatalkan sendiri sudah lewat. Bila keliru, hubungi 175: dua "
        "petugas dapat membatalkannya."
    ),
}
_BAGIAN = {
    JenisEntri.IURAN: _("Iuran tahun %(tahun)s"),
    JenisEntri.PENGEMBANGAN: _("Hasil pengembangan tahun %(tahun)s"),
}
GALAT_GABUNG: dict[str, Kalimat] = {
    "penggabungan_tidak_ada": _("Penggabungan itu tidak ada, atau bukan milik Anda."),
    "kartu_baru_digabung": _(
        "Salah satu kartu di berkas ini baru saja digabung ke kartu lain, jadi tidak ada yang "
        "dibukukan. Unggah berkasnya sekali lagi."
    ),
    "gabung_tanpa_pilihan": _("Pilih sekurangnya satu kartu yang akan digabung."),
    "gabung_tidak_boleh": _(
        "Salah satu kartu tidak dapat digabung sekarang. Lihat sebabnya di kartu itu."
    ),
    "gabung_berubah": _(
        "Ada yang berubah sejak halaman ini dibuka, jadi belum ada yang digabung. Periksa lagi "
        "angkanya, lalu ulangi."
    ),
    "gabung_tidak_berlaku": _("Penggabungan ini tidak berlaku lagi."),
    "gabung_sudah_diputus": _("Penggabungan ini sudah diputus petugas."),
    "gabung_tidak_menunggu": _("Tidak ada permintaan pembatalan untuk penggabungan ini."),
    "gabung_petugas_sama": _(
        "Petugas yang meminta tidak boleh menyetujui permintaannya sendiri. Minta petugas lain."
    ),
    "gabung_masih_bisa_sendiri": _(
        "Peserta masih dapat membatalkannya sendiri; pembatalan lewat petugas dibuka setelahnya."
    ),
    **{f"urung_{sebab.lower()}": kalimat for sebab, kalimat in _TAK_URUNG.items()},
}


def kalimat_sebab(sebab: SebabTakGabung) -> tuple[Kalimat, Kalimat]:
    """Return why a card cannot be merged, and what can be done about it ("" when nothing)."""
    return _SEBAB[sebab]


def kalimat_tak_urung(sebab: SebabTakUrung) -> Kalimat:
    """Return why a merge cannot be undone, and what can be done instead."""
    return _TAK_URUNG[sebab]


def kalimat_bagian(baris: BarisEntri) -> str:
    """Return what money one entry moves."""
    return str(_BAGIAN[baris.jenis]) % {"tahun": baris.tahun}
