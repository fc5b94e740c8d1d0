"""Posting: every journal goes through here.

Its reference names the event for ever, so doing an act twice books once. Running balances are kept
by the database, never written here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.db import IntegrityError, connection, transaction

from jmo.basisdata.salin import salin_masuk
from jmo.lib.galat import Bentrok
from saldo.models import EntriJurnal, Jurnal
from saldo.rules.buku import (
    AKUN_PESERTA,
    BarisEntri,
    JenisJurnal,
    periksa_seimbang,
)
from saldo.selectors.entri import baris_jurnal
from saldo.services.akun_buku import KunciAkun, ambil_akun_kartu, ambil_akun_lembaga, kunci_akun

KOLOM_ENTRI = ("jurnal_id", "akun_id", "jenis", "tahun", "debit", "kredit", "tanggal_nilai")
SALDO_NEGATIF = "akun_buku_saldo_peserta_tidak_negatif"


def pesan_nomor_jurnal() -> int:
    """Reserve the number of a journal, for rows that must name it before it is posted."""
    with connection.cursor() as kursor:
        kursor.execute("SELECT nextval(pg_get_serial_sequence('saldo_jurnal', 'id'))")
        return int(kursor.fetchone()[0])


def catat_jurnal(
    *,
    jenis: JenisJurnal,
    rujukan: str,
    tanggal_nilai: date,
    baris: Iterable[BarisEntri],
    keterangan: str = "",
    koreksi_dari: Jurnal | None = None,
    nomor: int | None = None,
) -> Jurnal:
    """Post one journal; a reference that stands already with the same lines is returned as it is.

    Shape:  `baris` two lines at least, summing to zero; `nomor` = from `pesan_nomor_jurnal`.
    Writes: jurnal, entri_jurnal, akun_buku (missing accounts); locks participants' accounts in the
            order of their ids.
    Raises: ValueError for lines that do not balance; Bentrok("jurnal_berbeda") when the reference
            stands with other lines; Bentrok("saldo_tidak_cukup") when an account would go below 0.
    """
    isi = tuple(baris)
    if not periksa_seimbang(isi):
        raise ValueError("jurnal_tidak_seimbang")
    with transaction.atomic():
        akun = _siapkan_akun(isi)
        kunci_akun(akun_ids=akun.values())
        jurnal = _buka_jurnal(
            (nomor, jenis.value, rujukan, tanggal_nilai, keterangan, koreksi_dari)
        )
        if jurnal is not None:
            _tulis_entri(jurnal, isi, akun)
            return jurnal
        lama = Jurnal.objects.get(rujukan=rujukan)
        if lama.jenis != jenis or Counter(baris_jurnal(lama)) != Counter(isi):
            raise Bentrok("jurnal_berbeda", rujukan=rujukan)
        return lama


def _buka_jurnal(
    isi: tuple[int | None, str, str, date, str, Jurnal | None],
) -> Jurnal | None:
    """Write the head of a journal; None when its reference stands already."""
    # One round trip, and whoever posts the same event at the same time waits here.
    buka = Jurnal.objects.raw(
        "INSERT INTO saldo_jurnal "
        "(id, jenis, rujukan, tanggal_nilai, keterangan, koreksi_dari_id) VALUES ("
        "coalesce(%s, nextval(pg_get_serial_sequence('saldo_jurnal', 'id'))), %s, %s, %s, %s, %s) "
        "ON CONFLICT (rujukan) DO NOTHING RETURNING id, jenis, rujukan, tanggal_nilai, "
        "dibukukan_pada, keterangan, koreksi_dari_id",
        [*isi[:-1], isi[-1].pk if isi[-1] else None],
    )
    return next(iter(buka), None)


def _siapkan_akun(baris: Sequence[BarisEntri]) -> dict[KunciAkun, int]:
    kartu = {satu.kartu_id for satu in baris if satu.kartu_id is not None}
    jenis = {satu.akun for satu in baris}
    akun = ambil_akun_kartu(kepesertaan_ids=kartu, jenis=jenis & AKUN_PESERTA)
    # In place: a journal of a contribution file has as many accounts as the file has people.
    akun.update(ambil_akun_lembaga(jenis=jenis - AKUN_PESERTA))
    return akun


def _tulis_entri(jurnal: Jurnal, baris: Sequence[BarisEntri], akun: dict[KunciAkun, int]) -> None:
    try:
        # The savepoint of `catat_jurnal` lets a caller go on after a refusal.
        salin_masuk(EntriJurnal, KOLOM_ENTRI, _baris_salin(jurnal.pk, baris, akun))
    except IntegrityError as galat:
        if SALDO_NEGATIF in str(galat):
            raise Bentrok("saldo_tidak_cukup") from galat
        raise


def _baris_salin(
    jurnal_id: int, baris: Sequence[BarisEntri], akun: dict[KunciAkun, int]
) -> Iterator[tuple[int | str | date, ...]]:
    for satu in baris:
        yield (
            jurnal_id, akun[satu.kartu_id, satu.akun], satu.jenis.value, satu.tahun,
            satu.debit, satu.kredit, satu.tanggal_nilai,
        )  # fmt: skip
