"""A person's own contributions as files: the months of the page, the missing ones among them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Peserta
from jmo.dokumen import buat_pdf
from jmo.lib.csv_aman import Nilai, tulis_baris
from jmo.lib.tanggal import format_bulan, format_waktu, tambah_bulan
from jmo.lib.uang import Rupiah, format_rupiah
from saldo.models import Iuran, Kepesertaan
from saldo.rules.masa_kepesertaan import Bolong, SebabBolong, jatuh_tempo
from saldo.selectors.iuran import BarisBulan, IuranPerBulan, JumlahIuran
from saldo.services.dokumen import bahasa_aktif
from saldo.teks import kalimat_bolong, kalimat_koreksi, kalimat_terlambat

SUMBER = Path(__file__).resolve().parent.parent / "dokumen" / "iuran.typ"
# Without it a spreadsheet reads a name outside ASCII as something else.
BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class BarisUnduhan:
    """One line of the files: a contribution, or a month without one and why."""

    bulan: date
    iuran: Iuran | None
    terlambat_hari: int
    keadaan: str
    keterangan: str


def bayar_sendiri(kartu: Iterable[Kepesertaan]) -> bool:
    """Tell whether no employer pays for any of these cards; False without any card."""
    jenis = {satu.jenis for satu in kartu}
    return bool(jenis) and Peserta.Jenis.PU not in jenis


def susun_baris(isi: IuranPerBulan, *, mandiri: bool) -> list[BarisUnduhan]:
    """Return the months of the year in order, those without a contribution among them.

    Shape:  `mandiri` = the reader pays for every card that is shown. A gap that reaches into other
            years gives the months of this one alone.
    """
    ada = [_baris(satu) for bulan in isi.bulan for satu in bulan.baris]
    kosong = [
        _kosong(bulan, satu.sebab, mandiri=mandiri)
        for satu in (*isi.bolong, *isi.jeda)
        for bulan in _bulan_dalam(satu, isi.tahun)
    ]
    return sorted((*ada, *kosong), key=_urutan)


def buat_csv_iuran(isi: IuranPerBulan, *, mandiri: bool) -> bytes:
    """Return the months as CSV in the language that is active: UTF-8, amounts as plain integers.

    Shape:  cards masked; texts that a spreadsheet could take for a formula are guarded.
    """
    kepala: tuple[Nilai, ...] = (
        _("Bulan"), _("Kartu"), _("Perusahaan"), _("Upah"), _("JHT perusahaan"), _("JHT Anda"),
        _("JP perusahaan"), _("JP Anda"), _("Jatuh tempo"), _("Dibayar"), _("Terlambat (hari)"),
        _("Keadaan"), _("Keterangan"),
    )  # fmt: skip
    baris = (_sel_csv(satu) for satu in susun_baris(isi, mandiri=mandiri))
    return (BOM + "".join(tulis_baris(satu) for satu in (kepala, *baris))).encode()


def buat_pdf_iuran(
    peserta: Peserta, isi: IuranPerBulan, *, dipilih: Kepesertaan | None, mandiri: bool
) -> bytes:
    """Return the months as PDF in the language that is active; identifiers masked."""
    return buat_pdf(SUMBER, isi_pdf_iuran(peserta, isi, dipilih=dipilih, mandiri=mandiri))


def isi_pdf_iuran(
    peserta: Peserta, isi: IuranPerBulan, *, dipilih: Kepesertaan | None, mandiri: bool
) -> dict[str, Any]:
    """Return every word and value of the document, in the language that is active."""
    bahasa = bahasa_aktif()
    baris = susun_baris(isi, mandiri=mandiri)
    return {
        "bahasa": bahasa,
        "portal": settings.NAMA_PORTAL,
        "judul": _("Iuran tahun %(tahun)s") % {"tahun": isi.tahun},
        "baris": [
            [_("Nama"), peserta.nama],
            [peserta.jenis_identitas, peserta.nomor_identitas_samar],
            [_("Kartu"), dipilih.kpj_samar if dipilih else _("Semua kartu")],
            [_("Dibuat"), format_waktu(timezone.now(), bahasa)],
        ],
        "kepala": [
            _("Bulan"), _("Perusahaan"), _("Upah"), _("JHT perusahaan"), _("JHT Anda"),
            _("JP perusahaan"), _("JP Anda"), _("Dibayar"),
        ],
        "bulan": [_sel_pdf(satu) for satu in baris],
        "jumlah": [_("Jumlah"), "", "", *_empat(isi.jumlah), ""],
        "catatan_judul": _("Keterangan"),
        "catatan": [
            f"{format_bulan(satu.bulan, bahasa)}{_di(satu.iuran)}: {satu.keterangan}"
            for satu in baris
            if satu.keterangan
        ],
        "kaki": _(
            "Salinan untuk Anda sendiri. Bila orang lain harus dapat memeriksanya, pakai "
            "pernyataan saldo: kodenya ditandatangani."
        ),
    }  # fmt: skip


def _baris(satu: BarisBulan) -> BarisUnduhan:
    terlambat = kalimat_terlambat(satu.terlambat_hari)
    koreksi = [kalimat_koreksi(k.pada, k.perubahan) for k in satu.koreksi]
    awal = [f"{terlambat[0].upper()}{terlambat[1:]}."] if terlambat else []
    return BarisUnduhan(
        satu.iuran.bulan, satu.iuran, satu.terlambat_hari, _("Dibayar"),
        " ".join([*awal, *koreksi]),
    )  # fmt: skip


def _kosong(bulan: date, sebab: SebabBolong, *, mandiri: bool) -> BarisUnduhan:
    judul, jalan = kalimat_bolong(sebab, mandiri=mandiri)
    return BarisUnduhan(bulan, None, 0, str(judul), str(jalan))


def _bulan_dalam(bolong: Bolong, tahun: int | None) -> Iterable[date]:
    bulan = bolong.mulai
    while bulan <= bolong.sampai:
        if bulan.year == tahun:
            yield bulan
        bulan = tambah_bulan(bulan, 1)


def _urutan(satu: BarisUnduhan) -> tuple[date, int]:
    return satu.bulan, satu.iuran.kepesertaan_id if satu.iuran else 0


def _sel_csv(satu: BarisUnduhan) -> tuple[Nilai, ...]:
    tempo = jatuh_tempo(satu.bulan)
    bulan, akhir = f"{satu.bulan:%Y-%m}", (satu.keadaan, satu.keterangan)
    iuran = satu.iuran
    if iuran is None:
        return (bulan, *[None] * 7, tempo, None, None, *akhir)
    return (
        bulan, iuran.kepesertaan.kpj_samar, _perusahaan(iuran), iuran.upah,
        iuran.jht_pemberi_kerja, iuran.jht_pekerja, iuran.jp_pemberi_kerja, iuran.jp_pekerja,
        tempo, iuran.tanggal_bayar, satu.terlambat_hari, *akhir,
    )  # fmt: skip


def _sel_pdf(satu: BarisUnduhan) -> list[str]:
    bulan = format_bulan(satu.bulan, bahasa_aktif())
    iuran = satu.iuran
    if iuran is None:
        return [bulan, satu.keadaan, *["–"] * 6]
    return [
        bulan, f"{_perusahaan(iuran)} · {iuran.kepesertaan.kpj_samar}",
        format_rupiah(Rupiah(iuran.upah)), *_empat(iuran), iuran.tanggal_bayar.isoformat(),
    ]  # fmt: skip


def _empat(satu: Iuran | JumlahIuran) -> list[str]:
    nilai = (
        satu.jht_pemberi_kerja, satu.jht_pekerja, satu.jp_pemberi_kerja, satu.jp_pekerja,
    )  # fmt: skip
    return [format_rupiah(Rupiah(angka)) for angka in nilai]


def _perusahaan(iuran: Iuran) -> str:
    return iuran.perusahaan.nama if iuran.perusahaan else _("Bayar sendiri")


def _di(iuran: Iuran | None) -> str:
    return f", {_perusahaan(iuran)}" if iuran else ""
