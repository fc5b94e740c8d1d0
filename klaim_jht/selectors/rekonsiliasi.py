"""What the bank's statements and our payments say about each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import Count, Max, Min

from klaim_jht.models import MutasiBank, RekeningKoran, SelisihBank
from klaim_jht.rules.rekonsiliasi import DuaBuku, JenisSelisih, Putusan, bandingkan
from klaim_jht.rules.status import StatusPembayaran

# A reference whose newest movement is older is compared no more, unless a difference is open.
HARI_DICOCOKKAN = 14

_MENURUT_REFERENSI = """
WITH baru AS (
    SELECT DISTINCT referensi FROM klaim_jht_mutasibank
    WHERE tanggal >= %(sejak)s AND referensi <> ''
), bank AS (
    SELECT m.referensi, count(*) FILTER (WHERE m.debit) AS keluar,
        count(*) FILTER (WHERE NOT m.debit) AS masuk,
        coalesce(sum(m.jumlah) FILTER (WHERE m.debit), 0)::bigint AS jumlah_keluar,
        max(m.id) AS mutasi_id, max(m.tanggal) AS tanggal,
        sum(CASE WHEN m.debit THEN m.jumlah ELSE -m.jumlah END)::bigint AS jumlah
    FROM klaim_jht_mutasibank m JOIN baru USING (referensi) GROUP BY m.referensi
)
SELECT b.referensi, b.keluar, b.masuk, b.jumlah_keluar, b.mutasi_id, b.tanggal, b.jumlah,
    p.id, p.status, p.jumlah,
    CASE WHEN p.status = 'DIKEMBALIKAN' THEN (
        SELECT max(r.pada AT TIME ZONE 'Asia/Jakarta')::date FROM klaim_jht_riwayatstatus r
        WHERE r.pembayaran_id = p.id AND r.ke = 'DIKEMBALIKAN'
    ) END
FROM bank b LEFT JOIN klaim_jht_pembayaran p ON p.partner_ref = b.referensi
"""
# Settled here, and every day from its sending to its success is here whole: then it must show.
_TAK_DI_BANK = """
WITH hari AS (
    SELECT DISTINCT tanggal FROM klaim_jht_rekeningkoran WHERE lengkap
), tuntas AS (
    SELECT p.id, p.partner_ref, p.jumlah,
        (p.dikirim_pada AT TIME ZONE 'Asia/Jakarta')::date AS dari,
        (p.berhasil_pada AT TIME ZONE 'Asia/Jakarta')::date AS sampai
    FROM klaim_jht_pembayaran p
    WHERE p.status = 'BERHASIL' AND p.berhasil_pada >= %(sejak)s AND p.dikirim_pada IS NOT NULL
)
SELECT t.id, t.partner_ref, t.jumlah, t.sampai FROM tuntas t
WHERE NOT EXISTS (SELECT 1 FROM klaim_jht_mutasibank m WHERE m.referensi = t.partner_ref)
    AND (SELECT count(*) FROM hari h WHERE h.tanggal BETWEEN t.dari AND t.sampai)
        = t.sampai - t.dari + 1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Temuan:
    """One difference as it stands now.

    Shape:  `kunci` = our reference, the bank's number of a movement, or a date.
    """

    putusan: Putusan
    kunci: str
    tanggal: date
    mutasi_id: int | None = None
    pembayaran_id: int | None = None
    jumlah_bank: int | None = None
    jumlah_kami: int | None = None


def temukan_selisih(*, hari_ini: date) -> list[Temuan]:
    """Return every difference of the last days, and of older ones that are still open.

    Shape:  altered lines are not among them: they are seen while a statement is taken.
    """
    terlama = SelisihBank.objects.filter(status=SelisihBank.Status.TERBUKA).aggregate(
        hari=Min("tanggal")
    )["hari"]
    sejak = hari_ini - timedelta(days=HARI_DICOCOKKAN)
    sejak = min(sejak, terlama) if terlama else sejak
    return [
        *_menurut_referensi(sejak),
        *_tanpa_referensi(sejak),
        *_tak_di_bank(sejak),
        *_saldo_putus(sejak),
    ]


def hari_belum_lengkap(*, hari_ini: date, hari: int = 7) -> list[date]:
    """Return the past days of which no whole statement is here yet, the oldest first.

    Shape:  never before the first payment that was sent.
    """
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT min(dikirim_pada AT TIME ZONE 'Asia/Jakarta')::date FROM klaim_jht_pembayaran"
        )
        (pertama,) = kursor.fetchone()
    if pertama is None:
        return []
    semua = [hari_ini - timedelta(days=ke) for ke in range(hari, 0, -1)]
    ada = set(
        RekeningKoran.objects.filter(lengkap=True, tanggal__in=semua).values_list(
            "tanggal", flat=True
        )
    )
    return [satu for satu in semua if satu >= pertama and satu not in ada]


def hitung_selisih() -> tuple[int, datetime | None]:
    """Return how many differences are open, and since when the first is known."""
    hasil = SelisihBank.objects.filter(status=SelisihBank.Status.TERBUKA).aggregate(
        banyak=Count("pk"), sejak=Min("ditemukan_pada")
    )
    return hasil["banyak"], hasil["sejak"]


def _lengkap_sampai() -> date | None:
    akhir = RekeningKoran.objects.filter(lengkap=True).aggregate(hari=Max("tanggal"))["hari"]
    assert akhir is None or isinstance(akhir, date)
    return akhir


def _menurut_referensi(sejak: date) -> Iterator[Temuan]:
    sampai = _lengkap_sampai()
    with connection.cursor() as kursor:
        kursor.execute(_MENURUT_REFERENSI, {"sejak": sejak})
        baris = kursor.fetchall()
    for ref, keluar, masuk, jumlah_keluar, mutasi, hari, bank, pk, status, kami, kembali in baris:
        putusan = bandingkan(
            DuaBuku(
                keluar=keluar, masuk=masuk, jumlah_keluar=jumlah_keluar,
                status=StatusPembayaran(status) if status else None, jumlah=kami or 0,
                dikembalikan_tanggal=kembali, lengkap_sampai=sampai,
            )
        )  # fmt: skip
        if putusan is not None:
            yield Temuan(
                putusan=putusan, kunci=ref, tanggal=hari, mutasi_id=mutasi, pembayaran_id=pk,
                jumlah_bank=bank, jumlah_kami=kami,
            )  # fmt: skip


def _tanpa_referensi(sejak: date) -> Iterator[Temuan]:
    for satu in MutasiBank.objects.filter(tanggal__gte=sejak, referensi=""):
        yield Temuan(
            putusan=Putusan(JenisSelisih.ASING, hentikan=satu.debit), kunci=satu.nomor,
            tanggal=satu.tanggal, mutasi_id=satu.pk,
            jumlah_bank=satu.jumlah if satu.debit else -satu.jumlah,
        )  # fmt: skip


def _tak_di_bank(sejak: date) -> Iterator[Temuan]:
    with connection.cursor() as kursor:
        kursor.execute(_TAK_DI_BANK, {"sejak": sejak})
        for pk, ref, jumlah, tanggal in kursor.fetchall():
            yield Temuan(
                putusan=Putusan(JenisSelisih.TAK_DI_BANK, hentikan=True), kunci=ref,
                tanggal=tanggal, pembayaran_id=pk, jumlah_kami=jumlah,
            )  # fmt: skip


def _saldo_putus(sejak: date) -> Iterator[Temuan]:
    """Each whole day begins with what the day before ended with."""
    koran = RekeningKoran.objects.filter(lengkap=True, tanggal__gte=sejak - timedelta(days=1))
    # The newest whole delivery of a day speaks for it.
    akhir = {satu.tanggal: satu for satu in koran.order_by("pk")}
    for hari, satu in sorted(akhir.items()):
        lalu = akhir.get(hari - timedelta(days=1))
        if lalu is not None and lalu.saldo_akhir != satu.saldo_awal:
            yield Temuan(
                putusan=Putusan(JenisSelisih.SALDO_PUTUS, hentikan=True), kunci=hari.isoformat(),
                tanggal=hari, jumlah_bank=satu.saldo_awal, jumlah_kami=lalu.saldo_akhir,
            )  # fmt: skip
