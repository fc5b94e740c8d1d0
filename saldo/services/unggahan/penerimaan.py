"""Taking a file from an officer: its bytes into encrypted pieces, its trial onto the queue."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BufferedRandom
from typing import IO

from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from accounts.audit import catat
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from jmo.antrean import bunyikan
from jmo.lib.galat import Bentrok, IsianTidakSah
from saldo.models import BerkasIuran, PotonganUnggahan, UnggahanIuran
from saldo.rules.unggahan import BATAS_UKURAN, HIDUP

BEL = "saldo.proses_unggahan"
POTONGAN = 1 << 20
_J = PotonganUnggahan.Jenis


def unggah_berkas(*, potongan: Iterable[bytes], nama: str, pelaku: Pelaku) -> UnggahanIuran:
    """Keep an uploaded file and queue its trial.

    Shape:  `potongan` = the bytes in pieces of any size. A file whose bytes wait already is not
            kept twice: its row is returned.
    Writes: unggahan_iuran, potongan_unggahan.   Audit: iuran.diunggah.
    Rings:  saldo.proses_unggahan.
    Raises: IsianTidakSah("berkas_kosong" or "berkas_terlalu_besar"), Bentrok(
            "berkas_sudah_dibukukan", pada=...).
    """
    try:
        with transaction.atomic(durable=True):
            return _simpan(potongan, nama, pelaku)
    except _SudahMenunggu as sudah:
        return UnggahanIuran.objects.get(sidik=sudah.sidik, status__in=HIDUP)


class _SudahMenunggu(Exception):
    """The same bytes wait already."""

    def __init__(self, sidik: str) -> None:
        super().__init__()
        self.sidik = sidik


def _simpan(potongan: Iterable[bytes], nama: str, pelaku: Pelaku) -> UnggahanIuran:
    assert pelaku.akun_id is not None, "officers upload"
    unggahan = UnggahanIuran(
        nama=nama[:255], sidik="-", ukuran=0, diunggah_oleh_id=pelaku.akun_id, status="DIBATALKAN"
    )
    unggahan.save(force_insert=True)
    sidik = hashlib.sha256()
    ukuran = 0
    for nomor, isi in enumerate(_atur_potongan(potongan)):
        sidik.update(isi)
        ukuran += len(isi)
        if ukuran > BATAS_UKURAN:
            raise IsianTidakSah(kolom={"berkas": ("berkas_terlalu_besar",)})
        PotonganUnggahan.objects.create(unggahan=unggahan, jenis=_J.BERKAS, nomor=nomor, isi=isi)
    if not ukuran:
        raise IsianTidakSah(kolom={"berkas": ("berkas_kosong",)})
    jumlah = sidik.hexdigest()
    lama = BerkasIuran.objects.filter(sidik=jumlah).first()
    if lama is not None:
        raise Bentrok("berkas_sudah_dibukukan", pada=lama.dibuat_pada)
    try:
        UnggahanIuran.objects.filter(pk=unggahan.pk).update(
            sidik=jumlah, ukuran=ukuran, status="MENUNGGU_UJI", jatuh_pada=Now()
        )
    except IntegrityError as ada:
        raise _SudahMenunggu(jumlah) from ada
    unggahan.refresh_from_db()
    catat(
        aksi=Aksi.IURAN_DIUNGGAH, pelaku=pelaku, objek=unggahan,
        sesudah={"berkas": unggahan.nama, "sidik": jumlah},
    )  # fmt: skip
    bunyikan(BEL, unggahan_id=unggahan.pk)
    return unggahan


def _atur_potongan(potongan: Iterable[bytes]) -> Iterator[bytes]:
    """Join and cut into pieces of one size, so that a row is never large."""
    sisa = bytearray()
    for isi in potongan:
        sisa += isi
        while len(sisa) >= POTONGAN:
            yield bytes(sisa[:POTONGAN])
            del sisa[:POTONGAN]
    if sisa:
        yield bytes(sisa)


@contextmanager
def buka_isi(unggahan: UnggahanIuran) -> Iterator[BufferedRandom]:
    """Give the uploaded bytes as a file that nobody else can open and that is gone afterwards."""
    # Without a name from the first moment on: nothing is left when the process is killed.
    with tempfile.TemporaryFile() as berkas:
        for satu in _potongan(unggahan, _J.BERKAS):
            berkas.write(satu)
        berkas.seek(0)
        yield berkas


def alirkan_beda(unggahan: UnggahanIuran) -> Iterator[bytes]:
    """Yield the list of differences, piece by piece."""
    return _potongan(unggahan, _J.BEDA)


def simpan_beda(unggahan: UnggahanIuran, berkas: IO[bytes]) -> None:
    """Keep the list of differences instead of the one before, in the caller's transaction.

    Writes: potongan_unggahan.
    """
    PotonganUnggahan.objects.filter(unggahan=unggahan, jenis=_J.BEDA).delete()
    berkas.seek(0)
    nomor = 0
    while isi := berkas.read(POTONGAN):
        PotonganUnggahan.objects.create(unggahan=unggahan, jenis=_J.BEDA, nomor=nomor, isi=isi)
        nomor += 1


def catat_unduhan_beda(*, unggahan: UnggahanIuran, pelaku: Pelaku) -> Iterator[bytes]:
    """Record that an officer takes the list of differences along, and return it.

    Audit:  iuran.perbedaan_diunduh.
    """
    with transaction.atomic():
        catat(
            aksi=Aksi.IURAN_BEDA_DIUNDUH, pelaku=pelaku, objek=unggahan,
            sesudah={"berkas": unggahan.nama, "sidik": unggahan.sidik_beda},
        )  # fmt: skip
    return alirkan_beda(unggahan)


def _potongan(unggahan: UnggahanIuran, jenis: PotonganUnggahan.Jenis) -> Iterator[bytes]:
    semua = PotonganUnggahan.objects.filter(unggahan=unggahan, jenis=jenis)
    nomor = list(semua.order_by("nomor").values_list("nomor", flat=True))
    for satu in nomor:
        yield bytes(semua.values_list("isi", flat=True).get(nomor=satu))
