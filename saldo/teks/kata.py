"""Labels, errors and short sentences of savings."""

from __future__ import annotations

from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

Kalimat = str | Promise

STATUS_KARTU: dict[str, Kalimat] = {
    "AKTIF": _("Aktif"),
    "NONAKTIF": _("Tidak aktif"),
    "DIGABUNG": _("Digabung"),
    "DIKLAIM": _("Sudah diklaim"),
}
SEBAB_KELUAR: dict[str, Kalimat] = {
    "RESIGN": _("mengundurkan diri"),
    "PHK": _("PHK"),
    "PKWT": _("kontrak berakhir"),
    "PENSIUN": _("pensiun"),
    "BPU_BERHENTI": _("berhenti berusaha"),
    "CACAT": _("cacat total tetap"),
    "MENINGGAL": _("meninggal dunia"),
    "LN": _("meninggalkan Indonesia"),
}
_LENCANA_KARTU = {"AKTIF": "baik", "NONAKTIF": "netral", "DIGABUNG": "netral", "DIKLAIM": "info"}
JENIS_JURNAL: dict[str, Kalimat] = {
    "IURAN": _("Iuran"),
    "KOREKSI_IURAN": _("Koreksi iuran"),
    "PENGEMBANGAN": _("Hasil pengembangan"),
    "PENGEMBANGAN_SEMENTARA": _("Hasil pengembangan sementara"),
    "PENAHANAN": _("Ditahan untuk klaim"),
    "PELEPASAN": _("Dikembalikan dari klaim"),
    "PEMBAYARAN": _("Dibayarkan"),
    "PENGEMBALIAN": _("Dikembalikan bank"),
    "PENYELESAIAN_IURAN": _("Penyelesaian setoran iuran"),
    "PENYELESAIAN_BAYAR": _("Penyelesaian pembayaran"),
    "SETORAN_PAJAK": _("Setoran pajak"),
    "PENGGABUNGAN": _("Penggabungan kartu"),
    "BATAL_PENGGABUNGAN": _("Pembatalan penggabungan kartu"),
    "KOREKSI": _("Koreksi"),
}
# What a line of the proof says; the year is that to which the money belongs.
_KALIMAT_BUKTI: dict[str, Kalimat] = {
    "IURAN": _("Iuran tahun %(tahun)s"),
    "KOREKSI_IURAN": _("Koreksi iuran tahun %(tahun)s"),
    "PENGEMBANGAN": _("Hasil pengembangan tahun %(tahun)s"),
    "PENGEMBANGAN_SEMENTARA": _("Hasil pengembangan sementara tahun %(tahun)s"),
    "PEMBAYARAN": _("Dibayarkan lewat klaim, bagian tahun %(tahun)s"),
    "PENGEMBALIAN": _("Pembayaran klaim dikembalikan bank, bagian tahun %(tahun)s"),
    "PENGGABUNGAN": _("Penggabungan kartu, bagian tahun %(tahun)s"),
    "BATAL_PENGGABUNGAN": _("Penggabungan kartu dibatalkan, bagian tahun %(tahun)s"),
    "KOREKSI": _("Koreksi, bagian tahun %(tahun)s"),
}
KALIMAT_GALAT: dict[str, Kalimat] = {
    "kartu_tidak_ada": _("Kartu itu tidak ada, atau bukan milik Anda."),
    "iuran_tidak_ada": _("Tidak ada iuran untuk tahun itu, jadi tidak ada yang dapat diunduh."),
    "pernyataan_tidak_ada": _("Tidak ada pernyataan untuk tahun itu."),
    "saldo_sudah_ditahan": _("Saldo kartu ini sedang ditahan untuk klaim lain."),
    "saldo_kosong": _("Tidak ada saldo yang dapat dicairkan di kartu ini."),
    "saldo_kurang": _("Saldo kartu ini berubah dan tidak cukup lagi. Muat ulang halaman ini."),
    "saldo_tidak_cukup": _("Saldo kartu ini tidak cukup untuk pembukuan itu. Hubungi petugas 175."),
    "tahanan_tidak_ada": _("Tidak ada saldo yang ditahan untuk klaim ini."),
    "tahanan_sudah_berakhir": _("Saldo untuk klaim ini sudah dilepas atau dibayarkan."),
    "tahanan_sudah_dilepas": _("Saldo untuk klaim ini sudah dikembalikan ke kartu Anda."),
    "tahanan_sudah_dipakai": _("Saldo untuk klaim ini sudah dibayarkan."),
    "tahanan_belum_dibayarkan": _("Saldo untuk klaim ini belum dibayarkan."),
    "pembayaran_beda_dengan_tahanan": _("Jumlah pembayaran berbeda dari saldo yang ditahan."),
    "kartu_sudah_digabung": _("Kartu ini sudah digabung; pakai kartu tujuannya."),
    "kartu_sudah_berakhir": _("Kartu ini sudah digabung atau diklaim, jadi tidak dapat diubah."),
    "kpj_sudah_ada": _("Nomor kartu itu sudah ada."),
    "jurnal_berbeda": _("Peristiwa itu sudah dibukukan dengan isi lain."),
    "tahun_belum_berakhir": _(
        "Hasil pengembangan tahun %(tahun)s dibukukan setelah tahun berakhir."
    ),
    "berkas_sudah_dibukukan": _("Berkas dengan isi yang sama sudah dibukukan."),
    "pengunggah_tidak_menyetujui": _(
        "Yang mengunggah tidak dapat membukukan. Mintalah petugas lain memeriksanya."
    ),
    "perbedaan_berubah": _(
        "Perbedaan berkas ini berubah sejak Anda membukanya. Periksa lagi, lalu bukukan."
    ),
    "unggahan_sudah_berpindah": _(
        "Unggahan ini sudah diputus petugas lain. Muat ulang halaman untuk melihat keadaannya."
    ),
    "tarif_belum_ditetapkan": _("Tarif hasil pengembangan tahun %(tahun)s belum ditetapkan."),
    "tarif_contoh_di_produksi": _(
        "Tarif hasil pengembangan tahun %(tahun)s hanya contoh, bukan resmi; tidak dibukukan."
    ),
    "tahun_sudah_ditutup": _("Hasil pengembangan tahun %(tahun)s sudah dibukukan untuk semua."),
}


class LihatBukti(Protocol):
    """A line of the proof."""

    @property
    def jenis_jurnal(self) -> str:
        """Kind of the journal."""

    @property
    def tahun(self) -> int:
        """Year to which the money belongs."""


def lencana_kartu(status: str) -> str:
    """Return the kind of badge for the status of a card."""
    return _LENCANA_KARTU[status]


def kalimat_bukti(baris: LihatBukti) -> str:
    """Return what happened in one line of the proof."""
    return str(_KALIMAT_BUKTI[baris.jenis_jurnal]) % {"tahun": baris.tahun}


def ringkas_rupiah(nilai: int) -> str:
    """Return an amount for the axis of a chart: Rp12 jt, Rp1,5 M; zero is 0."""
    for satuan, kata in ((10**9, _("M")), (10**6, _("jt")), (10**3, _("rb"))):
        if nilai >= satuan:
            utuh, persepuluh = divmod(nilai * 10 // satuan, 10)
            koma = "." if (get_language() or "id").startswith("en") else ","
            return f"Rp{utuh}{koma}{persepuluh} {kata}" if persepuluh else f"Rp{utuh} {kata}"
    return str(nilai)
