"""Streams an export: COPY in a thread, the bytes hashed on their way, the proof kept at the end.

A file counts when its manifest exists: it is written after the last byte, in the audit trail.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Generator, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts import audit
from accounts.models import CatatanAudit
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from accounts.services.ekspor.bentuk import Ekspor, ambil_ekspor
from jmo.basisdata.salin import SalinKeluar, potret, siapkan_salin_keluar
from jmo.lib.csv_aman import tulis_baris
from jmo.lib.galat import IsianTidakSah, TidakDitemukan
from jmo.lib.tanggal import WIB, awal_hari_wib, hari_ini_wib

UKURAN_POTONGAN = 1 << 18


@dataclass(frozen=True, slots=True)
class Hitungan:
    """How many rows an export has now, and the sums of its money columns."""

    baris: int
    total: dict[str, int]


@dataclass(slots=True)
class AliranEkspor:
    """The bytes of one export; `manifes` is known when they have been read to the end."""

    ekspor: Ekspor
    per: date
    saringan: Mapping[str, Any]
    pelaku: Pelaku
    manifes: dict[str, Any] | None = field(default=None, init=False)

    @property
    def nama_berkas(self) -> str:
        """The name under which the file is saved."""
        return f"{self.ekspor.nama}-{self.per.isoformat()}.csv"

    def __iter__(self) -> Iterator[bytes]:
        """Yield the file; count, sums and rows come from one state of the database."""
        sidik = hashlib.sha256()
        with potret():
            hitungan = _hitung(self.ekspor, self.per, self.saringan)
            kepala = tulis_baris(self.ekspor.kepala).replace("\r\n", "\n").encode()
            sidik.update(kepala)
            yield kepala
            salin = siapkan_salin_keluar(
                self.ekspor.sql_isi(list(self.saringan)), _parameter(self.per, self.saringan)
            )
            terkirim: list[int] = []
            with closing(_alir(salin, terkirim)) as aliran:
                for potongan in aliran:
                    sidik.update(potongan)
                    yield potongan
        if terkirim != [hitungan.baris]:
            raise RuntimeError("an export sent another number of rows than it counted")
        self.manifes = self._catat(hitungan, sidik.hexdigest())

    def _catat(self, hitungan: Hitungan, sidik: str) -> dict[str, Any]:
        with transaction.atomic():
            audit.catat(
                aksi=Aksi.DATA_DIEKSPOR,
                pelaku=self.pelaku,
                objek=self.ekspor.model(),
                sesudah={
                    "ekspor": self.ekspor.nama,
                    "berkas": self.nama_berkas,
                    "per": self.per,
                    "saringan": [f"{kunci}={isi}" for kunci, isi in self.saringan.items()],
                    "baris": hitungan.baris,
                    "total": [f"{kunci}={isi}" for kunci, isi in hitungan.total.items()],
                    "sidik": sidik,
                },
            )
            # The row of this transaction is the newest one that it can see.
            catatan = _riwayat(self.ekspor.nama).filter(sesudah__sidik=sidik).latest("pk")
        return manifes_dari(catatan)


def alirkan(
    *,
    nama: str,
    pelaku: Pelaku,
    per: date | None = None,
    saringan: Mapping[str, str] | None = None,
) -> AliranEkspor:
    """Return the stream of an export as of the end of a day (today, if none is given).

    Shape:  `saringan` as typed, by the keys that the export declares; empty ones are not used.
    Writes: nothing before the last byte was read.
    Audit:  data.diekspor with filter, count, sums and SHA-256.
    Raises: TidakDitemukan("ekspor_tidak_ada"); IsianTidakSah for a filter it does not know or
            cannot read, or for a day to come.
    """
    ekspor = ambil_ekspor(nama)
    hari_ini = hari_ini_wib(timezone.now())
    if per is not None and per > hari_ini:
        raise IsianTidakSah(kolom={"per": ("ekspor_per_di_depan",)})
    return AliranEkspor(ekspor, per or hari_ini, baca_saringan(ekspor, saringan or {}), pelaku)


def hitung_ekspor(*, nama: str, per: date, saringan: Mapping[str, str]) -> Hitungan:
    """Return how many rows an export would have, and its sums."""
    ekspor = ambil_ekspor(nama)
    return _hitung(ekspor, per, baca_saringan(ekspor, saringan))


def baca_saringan(ekspor: Ekspor, isian: Mapping[str, str]) -> dict[str, Any]:
    """Return the values of the filters that were filled in, in the order of the export.

    Raises: IsianTidakSah naming each filter that is unknown or unreadable.
    """
    dikenal = {satu.kunci for satu in ekspor.saringan}
    galat = {kunci: ("ekspor_saringan_asing",) for kunci in isian if kunci not in dikenal}
    nilai: dict[str, Any] = {}
    for satu in ekspor.saringan:
        teks = isian.get(satu.kunci, "").strip()
        if not teks:
            continue
        try:
            nilai[satu.kunci] = satu.baca(teks)
        except ValueError:
            galat[satu.kunci] = ("ekspor_saringan_bentuk",)
    if galat:
        raise IsianTidakSah(kolom=galat)
    return nilai


def manifes_dari(catatan: CatatanAudit) -> dict[str, Any]:
    """Return the manifest of an export from its row in the trail."""
    isi = catatan.sesudah
    ekspor = ambil_ekspor(isi["ekspor"])
    return {
        "ekspor": isi["ekspor"],
        "berkas": isi["berkas"],
        "per": isi["per"],
        "saringan": _pasangan(isi["saringan"]),
        "kolom": ekspor.kepala,
        "baris": isi["baris"],
        "total": {kunci: int(jumlah) for kunci, jumlah in _pasangan(isi["total"]).items()},
        "sha256": isi["sidik"],
        "oleh": catatan.pelaku_nama,
        "dibuat_pada": catatan.pada.astimezone(WIB).isoformat(timespec="seconds"),
        "keterangan": ekspor.keterangan,
    }


def daftar_riwayat(*, nama: str, batas: int = 50) -> list[CatatanAudit]:
    """Return the newest finished exports of one kind."""
    return list(_riwayat(nama).order_by("-pk")[:batas])


def ambil_riwayat(*, nama: str, catatan_id: int) -> CatatanAudit:
    """Return one finished export of this kind.

    Raises: TidakDitemukan("ekspor_tidak_ada").
    """
    catatan = _riwayat(nama).filter(pk=catatan_id).first()
    if catatan is None:
        raise TidakDitemukan("ekspor_tidak_ada")
    return catatan


def _riwayat(nama: str) -> QuerySet[CatatanAudit]:
    # By object first: the trail is long and has an index for that.
    return CatatanAudit.objects.filter(
        objek_jenis=ambil_ekspor(nama).model._meta.label_lower,
        objek_id=None,
        aksi=Aksi.DATA_DIEKSPOR,
        sesudah__ekspor=nama,
    )


def _pasangan(baris: list[str]) -> dict[str, str]:
    return dict(satu.split("=", 1) for satu in baris)


def _parameter(per: date, saringan: Mapping[str, Any]) -> dict[str, Any]:
    return {**saringan, "per": per, "batas": awal_hari_wib(per + timedelta(days=1))}


def _hitung(ekspor: Ekspor, per: date, saringan: Mapping[str, Any]) -> Hitungan:
    with connection.cursor() as kursor:
        kursor.execute(ekspor.sql_hitung(list(saringan)), _parameter(per, saringan))
        baris, *jumlah = kursor.fetchone()
    judul = [kolom.judul for kolom in ekspor.kolom_rupiah]
    return Hitungan(int(baris), dict(zip(judul, map(int, jumlah), strict=True)))


def _alir(salin: SalinKeluar, terkirim: list[int]) -> Generator[bytes]:
    """Yield what a thread copies into a pipe; the number of rows comes into `terkirim`."""
    ujung_baca, ujung_tulis = os.pipe()
    # Fewer turns between the two threads than with the 64 kB that a pipe has; where the system
    # does not grant it, the export is only slower.
    with suppress(OSError, AttributeError):
        fcntl.fcntl(ujung_tulis, fcntl.F_SETPIPE_SZ, 4 * UKURAN_POTONGAN)

    def kerja() -> int:
        with os.fdopen(ujung_tulis, "wb", buffering=UKURAN_POTONGAN) as keluar:
            return salin.jalankan(keluar)

    # Leaving the block waits for the thread, whatever happened.
    with ThreadPoolExecutor(1, "ekspor") as utas, os.fdopen(ujung_baca, "rb", 0) as masuk:
        pekerjaan = utas.submit(kerja)
        try:
            while potongan := masuk.read(UKURAN_POTONGAN):
                yield potongan
        except GeneratorExit:
            # The reader left. Closing the pipe would leave the connection in the middle of COPY.
            salin.batalkan()
            while masuk.read(UKURAN_POTONGAN):
                pass
            raise
        terkirim.append(pekerjaan.result())
