"""What officers have before them: claims to judge, and the due rows of all queues in one list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Count, F, Min, Q, QuerySet
from django.utils import timezone

from accounts.models import BarisJatuhTempo, Pesan
from klaim_jht.models import JadwalKlaim, Keberatan, Klaim, LaporanKematian, Pembayaran, Susulan
from klaim_jht.rules.status import PEMBAYARAN_TERBUKA, StatusKlaim
from pengkinian.models import HasilVerifikasi
from saldo.models import LaporanBerhenti, PutaranPengembangan, UnggahanIuran
from saldo.rules.laporan_berhenti import StatusLaporan

BATAS = 200
B = TypeVar("B", bound=BarisJatuhTempo)


@dataclass(frozen=True, slots=True)
class BarisAntrean:
    """One row that waits for a worker, or for a person when `perlu_petugas`.

    Shape:  `model` and `pk` lead to its page; `isi` names it without anything personal;
            `terlambat` = due and not held by any worker; `kode` = last answer of the other side;
            `sejak` = when the row was written.
    """

    antrean: str
    model: str
    pk: int
    isi: str
    status: str
    jatuh_pada: datetime | None
    percobaan: int
    dipegang: bool
    terlambat: bool
    kode: str = ""
    sejak: datetime | None = None
    sewa_sampai: datetime | None = None
    perlu_petugas: bool = False


def antrean_jatuh_tempo(jenis: str = "") -> list[BarisAntrean]:
    """Return the due rows of all queues, the most overdue first; at most 200 of each kind.

    Shape:  `jenis` = one of `JENIS_BARIS` shows that kind alone; anything else shows all.
    """
    kini = timezone.now()
    pilihan = {jenis: _JENIS[jenis]} if jenis in _JENIS else _JENIS
    semua = [
        _baris(satu, antrean(satu), nama(satu), kini)
        for kueri, antrean, nama in pilihan.values()
        for satu in _terdekat(kueri())
    ]
    jauh = datetime.max.replace(tzinfo=kini.tzinfo)
    return sorted(semua, key=lambda b: (not b.perlu_petugas, b.jatuh_pada or jauh, b.antrean))


def daftar_tinjauan() -> list[Klaim]:
    """Return the claims that wait for an officer, the nearest deadline first."""
    return list(
        Klaim.objects.filter(status=StatusKlaim.TINJAUAN_PETUGAS)
        .select_related("peserta", "rekening")
        .order_by("janji_pada", "pk")[:BATAS]
    )


def hitung_tinjauan() -> tuple[int, datetime | None]:
    """Return how many claims wait for an officer, and since when the first was filed."""
    hasil = Klaim.objects.filter(status=StatusKlaim.TINJAUAN_PETUGAS).aggregate(
        banyak=Count("pk"), sejak=Min("diajukan_pada")
    )
    return hasil["banyak"], hasil["sejak"]


def hitung_perlu_petugas() -> tuple[int, datetime | None]:
    """Return how many payments no machine may move, and since when the first was written."""
    hasil = Pembayaran.objects.filter(status__in=PEMBAYARAN_TERBUKA, perlu_petugas=True).aggregate(
        banyak=Count("pk"), sejak=Min("dibuat_pada")
    )
    return hasil["banyak"], hasil["sejak"]


def hitung_keberatan() -> tuple[int, datetime | None]:
    """Return how many objections wait for their answer, and since when the first does."""
    hasil = Keberatan.objects.filter(status=Keberatan.Status.BARU).aggregate(
        banyak=Count("pk"), sejak=Min("dibuat_pada")
    )
    return hasil["banyak"], hasil["sejak"]


def hitung_susulan_petugas() -> tuple[int, datetime | None]:
    """Return how many later payments wait for an officer, and since when the first was held."""
    hasil = Susulan.objects.filter(menunggu=Susulan.Tunggu.PETUGAS, dibayar_pada=None).aggregate(
        banyak=Count("pk"), sejak=Min("dibuat_pada")
    )
    return hasil["banyak"], hasil["sejak"]


# Each kind of due row: its queue, the rows that its sweep rings for, and their name in the list.
# Nothing personal stands in a name.
_Kueri = QuerySet[Any]
_JENIS: dict[str, tuple[Callable[[], _Kueri], Callable[[Any], str], Callable[[Any], str]]] = {
    "klaim_jht.pembayaran": (
        lambda: Pembayaran.objects.filter(status__in=PEMBAYARAN_TERBUKA).select_related("klaim"),
        lambda _: "pembayaran",
        lambda satu: str(satu.partner_ref),
    ),
    "klaim_jht.klaim": (
        lambda: Klaim.objects.filter(jatuh_pada__isnull=False),
        lambda _: "pembayaran",
        lambda satu: satu.nomor or "",
    ),
    "klaim_jht.jadwalklaim": (
        lambda: JadwalKlaim.objects.filter(status=JadwalKlaim.Status.MENUNGGU),
        lambda _: "umum",
        lambda satu: str(satu.tanggal),
    ),
    "klaim_jht.laporankematian": (
        lambda: LaporanKematian.objects.filter(jatuh_pada__isnull=False).defer("masukan"),
        lambda _: "dukcapil",
        lambda satu: str(satu.pk),
    ),
    "pengkinian.hasilverifikasi": (
        lambda: HasilVerifikasi.objects.filter(jatuh_pada__isnull=False, batal_pada=None),
        lambda satu: "wajah" if satu.jenis == HasilVerifikasi.Jenis.WAJAH else "dukcapil",
        lambda satu: f"{satu.jenis} {satu.keperluan}",
    ),
    "accounts.pesan": (
        lambda: Pesan.objects.filter(status=Pesan.Status.SIAP, jatuh_pada__isnull=False).defer(
            "tujuan", "isi"
        ),
        lambda _: "pesan",
        lambda satu: f"{satu.jenis} {satu.saluran}",
    ),
    "saldo.unggahaniuran": (
        lambda: UnggahanIuran.objects.filter(jatuh_pada__isnull=False),
        lambda _: "umum",
        lambda satu: str(satu.nama),
    ),
    "saldo.putaranpengembangan": (
        lambda: PutaranPengembangan.objects.filter(jatuh_pada__isnull=False),
        lambda _: "umum",
        lambda satu: str(satu.tahun),
    ),
    "saldo.laporanberhenti": (
        lambda: LaporanBerhenti.objects.filter(
            jatuh_pada__isnull=False, status=StatusLaporan.MENUNGGU_PERUSAHAAN
        ),
        lambda _: "umum",
        lambda satu: str(satu.pk),
    ),
}
JENIS_BARIS = tuple(_JENIS)


def ambil_jatuh_tempo(model: str, pk: int) -> BarisJatuhTempo | None:
    """Return one due row, locked, or None; `model` is one of `JENIS_BARIS`."""
    if model not in _JENIS:
        return None
    baris = _JENIS[model][0]().select_for_update(of=("self",)).filter(pk=pk).first()
    assert baris is None or isinstance(baris, BarisJatuhTempo)
    return baris


def keterlambatan(*, kini: datetime) -> dict[str, tuple[int, datetime | None]]:
    """Return for each kind how many rows are due and held by nobody, and since when the first is.

    Shape:  the keys are `JENIS_BARIS`; what only an officer may move waits for no worker.
    """
    hasil = {}
    for model, (kueri, _antrean, _nama) in _JENIS.items():
        bebas = Q(sewa_sampai=None) | Q(sewa_sampai__lt=kini)
        angka = (
            kueri()
            .filter(bebas, jatuh_pada__lte=kini)
            .aggregate(banyak=Count("pk"), sejak=Min("jatuh_pada"))
        )
        hasil[model] = (angka["banyak"], angka["sejak"])
    return hasil


def _terdekat(kueri: QuerySet[B]) -> list[B]:
    return list(kueri.order_by(F("jatuh_pada").asc(nulls_first=True), "pk")[:BATAS])


def _baris(satu: BarisJatuhTempo, antrean: str, isi: str, kini: datetime) -> BarisAntrean:
    dipegang = satu.sewa_sampai is not None and satu.sewa_sampai > kini
    jatuh = satu.jatuh_pada is not None and satu.jatuh_pada <= kini
    return BarisAntrean(
        antrean=antrean,
        model=satu._meta.label_lower,
        pk=satu.pk,
        isi=isi,
        status=getattr(satu, "status", ""),
        jatuh_pada=satu.jatuh_pada,
        percobaan=satu.percobaan,
        dipegang=dipegang,
        terlambat=jatuh and not dipegang,
        kode=getattr(satu, "kode_bank_terakhir", "") or getattr(satu, "sebab_gagal", ""),
        sejak=_sejak(satu),
        sewa_sampai=satu.sewa_sampai if dipegang else None,
        perlu_petugas=getattr(satu, "perlu_petugas", False),
    )


def _sejak(satu: BarisJatuhTempo) -> datetime | None:
    """Return since when a row exists, whatever its table calls that."""
    nama = ("dibuat_pada", "diunggah_pada", "mulai_pada")
    return next((getattr(satu, kolom) for kolom in nama if hasattr(satu, kolom)), None)
