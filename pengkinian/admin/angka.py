"""What stands behind a verdict, in lines: what was compared, masked, and scores beside bounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from jmo.lib.samarkan import samarkan_nama, samarkan_nik
from pengkinian.admin.dasar import baris_baris, kata
from pengkinian.models import HasilVerifikasi
from pengkinian.rules.kecocokan import KetentuanKecocokan
from pengkinian.rules.wajah import KetentuanWajah
from pengkinian.teks import INSTRUKSI, UNSUR

Jenis = HasilVerifikasi.Jenis
# Of the judge's scores: which instruction they belong to (None = all), sign and name of the bound.
_UKURAN: Mapping[str, tuple[frozenset[str] | None, str, str]] = {
    "terang": (None, "≥", "gelap"),
    "tajam": (None, "≥", "tajam_minimal"),
    "lebar": (None, "≥", "lebar_minimal"),
    "toleh": (frozenset({"TOLEH_KIRI", "TOLEH_KANAN"}), "≥", "toleh_minimal"),
    "dekat": (frozenset({"MENDEKAT"}), "≥", "dekat_minimal"),
    "sisa_datar": (None, "≥", "sisa_datar"),
}


def susun_asal(verifikasi: HasilVerifikasi, *, penuh: bool) -> SafeString:
    """Return what was compared; a name in full only for who must judge it."""
    masukan, rincian = verifikasi.masukan, verifikasi.rincian
    if verifikasi.jenis == Jenis.REKENING:
        nama = str(masukan.get("nama_pemilik", ""))
        return baris_baris(
            [
                (_("Rekening"), f"{rincian.get('nama_bank', '')} {rincian.get('nomor_samar', '')}"),
                (_("Nama peserta"), verifikasi.peserta.nama),
                (_("Nama di bank"), (nama if penuh else samarkan_nama(nama)) if nama else "–"),
            ]
        )
    return baris_baris([(kata(UNSUR, nama), isi) for nama, isi in _terisi(masukan)])


def _terisi(masukan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    samar = {"nik": samarkan_nik, "no_kk": samarkan_nik, "nama_ibu": samarkan_nama}
    for nama, nilai in masukan.items():
        if nama.upper() in UNSUR:
            yield nama.upper(), samar.get(nama, str)(str(nilai))


def susun_angka(verifikasi: HasilVerifikasi) -> SafeString:
    """Return the scores behind a verdict, each with the bound that it was held against."""
    if verifikasi.jenis == Jenis.WAJAH:
        return baris_baris(list(_angka_wajah(verifikasi)))
    if verifikasi.jenis == Jenis.REKENING and verifikasi.skor is not None:
        nama = KetentuanKecocokan()
        batas = {"lulus": nama.nama_lulus, "petugas": nama.nama_petugas}
        keterangan = _("lulus sejak %(lulus)s, petugas sejak %(petugas)s") % batas
        return baris_baris([(_("Kemiripan nama"), f"{verifikasi.skor} ({keterangan})")])
    return baris_baris([])


def _angka_wajah(verifikasi: HasilVerifikasi) -> Iterator[tuple[str, str]]:
    aturan = KetentuanWajah()
    batas = {"lulus": aturan.skor_cocok, "petugas": aturan.skor_petugas}
    if verifikasi.skor is not None:
        keterangan = _("lulus sejak %(lulus)s, petugas sejak %(petugas)s") % batas
        yield _("Skor Dukcapil"), f"{verifikasi.skor} ({keterangan})"
    skor: dict[str, float] = verifikasi.rincian.get("skor", {})
    mesin: dict[str, Any] = verifikasi.rincian.get("batas", {})
    if "jarak_orang" in skor:
        yield (
            _("Jarak antargambar, satu orang"),
            _dengan_batas(skor["jarak_orang"], "≤", mesin.get("jarak_orang_sama")),
        )
    for ke, instruksi in enumerate(verifikasi.tantangan):
        isi = ", ".join(_ukuran(ke, instruksi, skor, mesin))
        if isi:
            yield f"{_('Gambar')} {ke + 1}, {kata(INSTRUKSI, instruksi)}", isi
    if verifikasi.versi_ambang:
        yield _("Versi batas"), verifikasi.versi_ambang


def _ukuran(
    ke: int, instruksi: str, skor: Mapping[str, float], mesin: Mapping[str, Any]
) -> Iterator[str]:
    label = {
        "terang": _("terang"), "tajam": _("tajam"), "lebar": _("lebar wajah"),
        "toleh": _("menoleh"), "dekat": _("mendekat"), "sisa_datar": _("kedalaman"),
    }  # fmt: skip
    for nama, (untuk, tanda, batas) in _UKURAN.items():
        nilai = skor.get(f"{ke}.{nama}")
        if nilai is not None and (untuk is None or instruksi in untuk):
            yield f"{label[nama]} {_dengan_batas(nilai, tanda, mesin.get(batas))}"


def _dengan_batas(nilai: float, tanda: str, batas: Any) -> str:
    return f"{nilai}" if batas is None else f"{nilai} ({tanda} {batas})"
