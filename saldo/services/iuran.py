"""Contribution files of employers: taken in whole or not at all, the same file never twice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from io import TextIOWrapper
from itertools import islice
from typing import IO, TypeVar

from django.db import transaction
from django.utils import timezone

from accounts.audit import catat
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from accounts.services.peserta import provinsi_nik
from jmo.lib.tanggal import hari_ini_wib
from jmo.lib.uang import Rupiah
from saldo.models import BerkasIuran, Iuran, Jurnal
from saldo.rules.buku import JenisEntri, JenisJurnal, Posisi, susun_iuran
from saldo.rules.iuran import (
    BarisIuran,
    GalatBaris,
    KetentuanIuran,
    baca_berkas,
    periksa_baris,
    susun_ketentuan_iuran,
)
from saldo.rules.iuran.besaran import bulan_ketentuan
from saldo.selectors import ambil_ketentuan
from saldo.services.buku import catat_jurnal
from saldo.services.impor_baris import Pengenal, SebabTolak, catat_keluar, iuran_lama

T = TypeVar("T")
# A row to write, and what it adds to the card in the book.
Pasangan = list[tuple[Iuran, Posisi]]
TUMPUK = 1_000
BATAS_GALAT = 100
_NILAI = (
    "upah",
    "jht_pemberi_kerja",
    "jht_pekerja",
    "jp_pemberi_kerja",
    "jp_pekerja",
    "tanggal_bayar",
)


@dataclass(frozen=True, slots=True)
class Temuan:
    """One thing that is wrong: where, and why by a code whose sentence stands in `saldo.teks`."""

    baris: int
    kolom: str
    sebab: str
    rincian: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class HasilImpor:
    """What a file holds and did; with findings nothing was booked."""

    baris: int = 0
    baru: int = 0
    koreksi: int = 0
    sama: int = 0
    total_jht: int = 0
    galat: list[Temuan] = field(default_factory=list)
    sudah_pernah: bool = False


def impor_iuran(*, berkas: IO[bytes], nama: str, pelaku: Pelaku, uji: bool = False) -> HasilImpor:
    """Check a contribution file and book it: one journal, one more for what it corrects.

    Shape:  `berkas` can be read twice (seek); `uji` checks and counts, and writes nothing.
    Result: with findings (at most 100 are listed) nothing is booked; a file that was booked before
            changes nothing.
    Writes: berkas_iuran, iuran, jurnal, entri_jurnal, kepesertaan, peserta.
    Audit:  iuran.diimpor.
    """
    sidik = hashlib.file_digest(berkas, "sha256").hexdigest()
    if BerkasIuran.objects.filter(sidik=sidik).exists():
        return HasilImpor(sudah_pernah=True)
    hasil = HasilImpor(galat=_periksa(berkas))
    if hasil.galat:
        return hasil
    with transaction.atomic():
        _bukukan(berkas, nama, sidik, hasil, pelaku=pelaku)
        if uji:
            transaction.set_rollback(True)
    return hasil


def _teks(berkas: IO[bytes]) -> Iterator[str]:
    berkas.seek(0)
    teks = TextIOWrapper(berkas, encoding="utf-8", errors="surrogateescape", newline="")
    try:
        yield from teks
    finally:
        # The caller's file must stay open for the second reading.
        teks.detach()


def _baca(berkas: IO[bytes]) -> Iterator[BarisIuran | GalatBaris]:
    return baca_berkas(_teks(berkas), provinsi=provinsi_nik())


def _periksa(berkas: IO[bytes]) -> list[Temuan]:
    temuan: list[Temuan] = []
    ketentuan: dict[date, KetentuanIuran] = {}
    pengenal, hari_ini = Pengenal(), hari_ini_wib(timezone.now())
    for tumpuk in _tumpuk(_baca(berkas)):
        pengenal.muat(satu for satu in tumpuk if isinstance(satu, BarisIuran))
        for satu in tumpuk:
            temuan += _periksa_satu(satu, pengenal, ketentuan, hari_ini)
            if len(temuan) >= BATAS_GALAT:
                return temuan[:BATAS_GALAT]
    return temuan


def _periksa_satu(
    satu: BarisIuran | GalatBaris,
    pengenal: Pengenal,
    ketentuan: dict[date, KetentuanIuran],
    hari_ini: date,
) -> list[Temuan]:
    if isinstance(satu, GalatBaris):
        return [_temuan(satu)]
    bulan = bulan_ketentuan(satu.bulan)
    if bulan not in ketentuan:
        try:
            ketentuan[bulan] = susun_ketentuan_iuran(ambil_ketentuan(pada=bulan))
        except ValueError:
            return [Temuan(satu.baris, "bulan", "KETENTUAN_TIDAK_ADA")]
    galat = periksa_baris(satu, ketentuan=ketentuan[bulan], hari_ini=hari_ini)
    temuan = [_temuan(butir) for butir in galat]
    tolak: tuple[str, SebabTolak] | None = pengenal.tolak(satu)
    return [*temuan, Temuan(satu.baris, tolak[0], tolak[1].value)] if tolak else temuan


def _temuan(galat: GalatBaris) -> Temuan:
    return Temuan(galat.baris, galat.kolom, galat.sebab.value, dict(galat.rincian))


def _bukukan(
    berkas: IO[bytes], nama: str, sidik: str, hasil: HasilImpor, *, pelaku: Pelaku
) -> None:
    catatan = BerkasIuran.objects.create(sidik=sidik, nama=nama[:255], baris=0, total_jht=0)
    baru: Pasangan = []
    koreksi: Pasangan = []
    pengenal = Pengenal()
    for tumpuk in _tumpuk(satu for satu in _baca(berkas) if isinstance(satu, BarisIuran)):
        pengenal.muat(tumpuk)
        _bukukan_tumpuk(
            tumpuk, pengenal=pengenal, catatan=catatan, hasil=hasil, baru=baru, koreksi=koreksi,
            pelaku=pelaku,
        )  # fmt: skip
    _jurnal(JenisJurnal.IURAN, f"iuran:{sidik}", baru)
    _jurnal(JenisJurnal.KOREKSI_IURAN, f"iuran:{sidik}:koreksi", koreksi)
    hasil.baru, hasil.koreksi = len(baru), len(koreksi)
    BerkasIuran.objects.filter(pk=catatan.pk).update(
        baris=hasil.baris, baris_baru=hasil.baru, baris_koreksi=hasil.koreksi,
        total_jht=hasil.total_jht, diunggah_oleh_id=pelaku.akun_id,
    )  # fmt: skip
    catat(
        aksi=Aksi.IURAN_DIIMPOR, pelaku=pelaku, objek=catatan,
        sesudah={
            "sidik": sidik, "baris": hasil.baris, "baris_baru": hasil.baru,
            "baris_koreksi": hasil.koreksi, "total": hasil.total_jht,
        },
    )  # fmt: skip


def _bukukan_tumpuk(
    tumpuk: list[BarisIuran],
    *,
    pengenal: Pengenal,
    catatan: BerkasIuran,
    hasil: HasilImpor,
    baru: Pasangan,
    koreksi: Pasangan,
    pelaku: Pelaku,
) -> None:
    pasangan = [(pengenal.kartu_baris(satu, pelaku=pelaku), satu) for satu in tumpuk]
    lama = iuran_lama(pasangan)
    for kartu, baris in pasangan:
        hasil.baris += 1
        hasil.total_jht += baris.jht
        sebelumnya = lama.get((kartu.pk, baris.bulan))
        if baris.tanggal_keluar is not None or kartu.upah_terakhir != baris.upah:
            catat_keluar(kartu, baris)
        if sebelumnya is not None and all(
            getattr(sebelumnya, nama) == getattr(baris, nama) for nama in _NILAI
        ):
            hasil.sama += 1
            continue
        iuran = Iuran(
            kepesertaan=kartu, perusahaan=pengenal.perusahaan[baris.npp], bulan=baris.bulan,
            berkas=catatan, menggantikan=sebelumnya, **{n: getattr(baris, n) for n in _NILAI},
        )  # fmt: skip
        dulu = sebelumnya.jht_pemberi_kerja + sebelumnya.jht_pekerja if sebelumnya else 0
        selisih = Rupiah(baris.jht - dulu)
        posisi = Posisi(kartu.pk, JenisEntri.IURAN, baris.bulan.year, selisih)
        (baru if sebelumnya is None else koreksi).append((iuran, posisi))


def _jurnal(jenis: JenisJurnal, rujukan: str, isi: Pasangan) -> None:
    """Post the journal of these rows and then the rows that point to it."""
    if not isi:
        return
    tanggal = max(iuran.tanggal_bayar for iuran, _ in isi)
    posisi = [satu for _, satu in isi if satu.jumlah]
    jurnal = _jurnal_lama(isi)
    if posisi:
        jurnal = catat_jurnal(
            jenis=jenis, rujukan=rujukan, tanggal_nilai=tanggal,
            baris=susun_iuran(posisi, tanggal_nilai=tanggal),
            koreksi_dari=jurnal if jenis is JenisJurnal.KOREKSI_IURAN else None,
        )  # fmt: skip
    lama = [iuran.menggantikan_id for iuran, _ in isi if iuran.menggantikan_id]
    Iuran.objects.filter(pk__in=lama).update(berlaku=False)
    for iuran, _ in isi:
        iuran.jurnal = jurnal if jurnal is not None else iuran.menggantikan.jurnal  # type: ignore[union-attr]  # without money only corrections
    Iuran.objects.bulk_create((iuran for iuran, _ in isi), batch_size=TUMPUK)


def _jurnal_lama(isi: Pasangan) -> Jurnal | None:
    """Return the journal that is corrected, when all rows correct the same one."""
    lama = {iuran.menggantikan.jurnal_id for iuran, _ in isi if iuran.menggantikan}
    return Jurnal.objects.get(pk=lama.pop()) if len(lama) == 1 else None


def _tumpuk(isi: Iterable[T]) -> Iterator[list[T]]:
    sumber = iter(isi)
    while tumpuk := list(islice(sumber, TUMPUK)):
        yield tumpuk
