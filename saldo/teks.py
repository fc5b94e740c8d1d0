"""Sentences of savings: what is wrong in an employer's file, errors, labels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from saldo.rules.masa_kepesertaan import SebabBolong

Kalimat = str | Promise

SEBAB_TEMUAN: dict[str, Kalimat] = {
    "BERKAS_KOSONG": _("berkas kosong"),
    "HEADER_SALAH": _("baris judul tidak persis seperti yang ditetapkan"),
    "BUKAN_UTF8": _("bukan teks UTF-8"),
    "BARIS_TERLALU_PANJANG": _("baris terlalu panjang"),
    "CSV_RUSAK": _("tanda kutip tidak ditutup dengan benar"),
    "JUMLAH_KOLOM": _("jumlah kolom tidak sama dengan baris judul"),
    "TERLALU_BANYAK_BARIS": _("berkas terlalu panjang; pecah menjadi beberapa berkas"),
    "KOSONG": _("tidak boleh kosong"),
    "BENTUK": _("bentuknya tidak dikenal"),
    "TANGGAL_BENTUK": _("tanggal harus berbentuk TTTT-BB-HH"),
    "BULAN_BENTUK": _("bulan harus berbentuk TTTT-BB"),
    "BUKAN_RUPIAH_BULAT": _("harus rupiah bulat tanpa titik dan koma"),
    "NEGATIF": _("tidak boleh negatif; koreksi dikirim sebagai nilai yang benar"),
    "RUMUS": _("diawali tanda rumus lembar kerja"),
    "NIK_TIDAK_SAH": _("bukan NIK yang sah"),
    "PILIHAN_TIDAK_DIKENAL": _("bukan salah satu pilihan yang ada"),
    "TANPA_KPJ_DAN_NIK": _("isi nomor kartu, atau NIK untuk pekerja baru"),
    "TANPA_TANGGAL_KELUAR": _("sebab keluar tanpa tanggal keluar"),
    "TANPA_SEBAB_KELUAR": _("tanggal keluar tanpa sebab keluar"),
    "BARIS_GANDA": _("orang dan bulan yang sama sudah ada di baris lain berkas ini"),
    "BULAN_DI_DEPAN": _("bulan itu belum tiba"),
    "BAYAR_DI_DEPAN": _("tanggal bayar belum tiba"),
    "KELUAR_SEBELUM_BULAN": _("keluar sebelum bulan itu, tetapi upahnya tidak nol"),
    "UPAH_NOL": _("upah nol hanya untuk pekerja yang keluar; isi tanggal keluar"),
    "IURAN_TIDAK_SESUAI": _("tertulis %(tertulis)s, menurut upah dan tarif %(seharusnya)s"),
    "KETENTUAN_TIDAK_ADA": _("tidak ada tarif yang berlaku untuk bulan itu"),
    "NPP_TIDAK_DIKENAL": _("perusahaan dengan NPP itu tidak terdaftar"),
    "KPJ_TIDAK_DIKENAL": _("nomor kartu itu tidak terdaftar"),
    "KARTU_PERUSAHAAN_LAIN": _(
        "kartu itu terdaftar di perusahaan lain; pekerja baru dilaporkan dengan kolom kpj kosong"
    ),
    "KARTU_DIGABUNG": _("kartu itu sudah digabung ke kartu lain; hubungi cabang kami"),
    "KARTU_SUDAH_DIKLAIM": _("saldo kartu itu sudah dibayarkan dengan tanggal keluar yang lain"),
    "NIK_BUKAN_PEMILIK": _("nomor kartu itu milik orang dengan NIK lain"),
    "NAMA_BERBEDA": _("nama berbeda jauh dari nama yang tercatat; periksa nomornya"),
    "TANGGAL_LAHIR_BERBEDA": _("tanggal lahir berbeda dari yang tercatat untuk NIK itu"),
    "BULAN_SETELAH_BERHENTI": _(
        "kartu itu sudah berakhir sebelum bulan ini; bila bekerja lagi, kosongkan kolom kpj"
    ),
    "KELUAR_DI_DEPAN": _("tanggal keluar belum tiba"),
    "KELUAR_SEBELUM_MULAI": _("tanggal keluar sebelum kepesertaan dimulai"),
    "SALDO_TIDAK_CUKUP": _(
        "koreksi ini menarik uang yang sedang ditahan untuk klaim atau sudah dibayarkan"
    ),
}
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
# What a month without a contribution means, and what one can do about it.
KALIMAT_BOLONG: dict[SebabBolong, tuple[Kalimat, Kalimat]] = {
    SebabBolong.BELUM_DIBAYAR: (
        _("Iuran belum tercatat"),
        _(
            "Perusahaan Anda belum melaporkan atau belum membayar. Tanyakan bagian personalia, "
            "atau hubungi 175 dan sebut bulannya. Hak Anda tidak hilang."
        ),
    ),
    SebabBolong.BELUM_JATUH_TEMPO: (
        _("Belum jatuh tempo"),
        _("Perusahaan masih punya waktu untuk membayar. Anda tidak perlu melakukan apa pun."),
    ),
}
JENIS_JURNAL: dict[str, Kalimat] = {
    "IURAN": _("Iuran"),
    "KOREKSI_IURAN": _("Koreksi iuran"),
    "PENGEMBANGAN": _("Hasil pengembangan"),
    "PENAHANAN": _("Ditahan untuk klaim"),
    "PELEPASAN": _("Dikembalikan dari klaim"),
    "PEMBAYARAN": _("Dibayarkan"),
    "PENGEMBALIAN": _("Dikembalikan bank"),
    "PENYELESAIAN_IURAN": _("Penyelesaian setoran iuran"),
    "PENYELESAIAN_BAYAR": _("Penyelesaian pembayaran"),
    "SETORAN_PAJAK": _("Setoran pajak"),
    "PENGGABUNGAN": _("Penggabungan kartu"),
    "KOREKSI": _("Koreksi"),
}
# What a line of the proof says; the year is that to which the money belongs.
_KALIMAT_BUKTI: dict[str, Kalimat] = {
    "IURAN": _("Iuran tahun %(tahun)s"),
    "KOREKSI_IURAN": _("Koreksi iuran tahun %(tahun)s"),
    "PENGEMBANGAN": _("Hasil pengembangan tahun %(tahun)s"),
    "PEMBAYARAN": _("Dibayarkan lewat klaim, bagian tahun %(tahun)s"),
    "PENGEMBALIAN": _("Pembayaran klaim dikembalikan bank, bagian tahun %(tahun)s"),
    "PENGGABUNGAN": _("Penggabungan kartu, bagian tahun %(tahun)s"),
    "KOREKSI": _("Koreksi, bagian tahun %(tahun)s"),
}
KALIMAT_GALAT: dict[str, Kalimat] = {
    "kartu_tidak_ada": _("Kartu itu tidak ada, atau bukan milik Anda."),
    "saldo_sudah_ditahan": _("Saldo kartu ini sedang ditahan untuk klaim lain."),
    "saldo_kosong": _("Tidak ada saldo yang dapat dicairkan di kartu ini."),
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
    "tarif_belum_ditetapkan": _("Tarif hasil pengembangan tahun %(tahun)s belum ditetapkan."),
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


class Temuan(Protocol):
    """What is wrong in a file, and where."""

    @property
    def baris(self) -> int:
        """Line number in the file, the header is 1."""

    @property
    def kolom(self) -> str:
        """Name of the column; empty for the whole line."""

    @property
    def sebab(self) -> str:
        """Code of the reason."""

    @property
    def rincian(self) -> Mapping[str, int]:
        """Facts that the sentence names."""


def kalimat_temuan(temuan: Temuan) -> str:
    """Return "Baris 7, kolom upah: ..." for one finding."""
    sebab = str(SEBAB_TEMUAN[temuan.sebab]) % temuan.rincian
    if not temuan.kolom:
        return _g("Baris %(baris)d: %(sebab)s.") % {"baris": temuan.baris, "sebab": sebab}
    isi = {"baris": temuan.baris, "kolom": temuan.kolom, "sebab": sebab}
    return _g("Baris %(baris)d, kolom %(kolom)s: %(sebab)s.") % isi
