"""Lines of the book: as journals, as positions of a card, as the proof of a balance."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Count, F, Q, QuerySet, Sum, Window

from accounts.models import Peserta
from jmo.lib.tanggal import awal_hari_wib
from jmo.lib.uang import NOL, Rupiah
from saldo.models import AkunBuku, EntriJurnal, Jurnal, Kepesertaan
from saldo.rules.buku import (
    AKUN_PESERTA,
    BarisEntri,
    JenisAkun,
    JenisEntri,
    JenisJurnal,
    Posisi,
)

# They move money between a card's own accounts: its total stays as it was.
JURNAL_PINDAH = (JenisJurnal.PENAHANAN, JenisJurnal.PELEPASAN)
_NILAI = F("kredit") - F("debit")


def baris_jurnal(jurnal: Jurnal) -> list[BarisEntri]:
    """Return the lines of a journal in the order in which they were posted."""
    return [
        BarisEntri(
            JenisAkun(satu.akun.jenis),
            satu.akun.kepesertaan_id,
            JenisEntri(satu.jenis),
            satu.tahun,
            Rupiah(satu.debit),
            Rupiah(satu.kredit),
            satu.tanggal_nilai,
        )
        for satu in jurnal.entri.select_related("akun").order_by("pk")
    ]


def posisi_kartu(kepesertaan_ids: Collection[int]) -> list[Posisi]:
    """Return what stands on the contribution and return accounts of cards, by kind and year.

    Result: in order of card, kind and year; nothing is left out but zero.
    """
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT a.kepesertaan_id, e.jenis, e.tahun, sum(e.kredit - e.debit)::bigint "
            "FROM saldo_akunbuku a JOIN saldo_entrijurnal e ON e.akun_id = a.id "
            "WHERE a.kepesertaan_id = ANY(%s) AND a.jenis = ANY(%s) "
            "GROUP BY 1, 2, 3 HAVING sum(e.kredit - e.debit) <> 0 ORDER BY 1, 2, 3",
            [
                list(kepesertaan_ids),
                [JenisAkun.PESERTA_IURAN.value, JenisAkun.PESERTA_PENGEMBANGAN.value],
            ],
        )
        return [Posisi(k, JenisEntri(j), t, Rupiah(n)) for k, j, t, n in kursor.fetchall()]


@dataclass(frozen=True, slots=True)
class BarisBukti:
    """One line that makes up the balance; `berjalan` = balance after it."""

    id: int
    tanggal_nilai: date
    dibukukan_pada: datetime
    kpj_samar: str
    jenis: JenisEntri
    jenis_jurnal: JenisJurnal
    tahun: int
    keterangan: str
    jumlah: Rupiah
    berjalan: Rupiah


@dataclass(frozen=True, slots=True)
class BuktiSaldo:
    """The proof of a balance, newest line first.

    Shape:  `total` = sum of all lines, also of those on other pages; `tercatat` = what the book
            keeps as running balance, for an earlier day less everything of value after it.
            `cocok` says that both are the same. `iuran`, `pengembangan` and `ditahan` are the
            parts of the total; `dibukukan_kemudian` counts lines that were booked after that day.
    """

    baris: tuple[BarisBukti, ...]
    total: Rupiah
    tercatat: Rupiah
    iuran: Rupiah
    pengembangan: Rupiah
    ditahan: Rupiah
    jumlah_baris: int
    dibukukan_kemudian: int
    halaman: int
    jumlah_halaman: int

    @property
    def cocok(self) -> bool:
        """Tell whether the lines add up to the balance that is shown everywhere else."""
        return self.total == self.tercatat


def daftar_entri(
    peserta: Peserta,
    *,
    kepesertaan: Kepesertaan | None = None,
    per: date | None = None,
    halaman: int = 1,
    per_halaman: int = 50,
) -> BuktiSaldo:
    """Return the lines that add up to the balance of a person, or of one card, on a day.

    Shape:  `per` None = all that is booked. A line counts from its value date on, whenever it was
            booked: a return of a year belongs to its 31 December. Pages count from 1; one beyond
            the last gives the last. Holds and releases are left out: they move money inside a card
            and sum to zero.
    """
    akun = AkunBuku.objects.filter(jenis__in=AKUN_PESERTA, kepesertaan__peserta=peserta)
    if kepesertaan is not None:
        akun = akun.filter(kepesertaan=kepesertaan)
    semua = EntriJurnal.objects.filter(akun__in=akun)
    sampai = semua if per is None else semua.filter(tanggal_nilai__lte=per)
    entri = sampai.exclude(jurnal__jenis__in=JURNAL_PINDAH)
    ringkas = _ringkas(akun, semua, entri, per)
    banyak = int(ringkas["banyak"])
    jumlah_halaman = max(1, -(-banyak // per_halaman))
    halaman = min(max(halaman, 1), jumlah_halaman)
    awal = (halaman - 1) * per_halaman
    bagian = _bagian(sampai)
    return BuktiSaldo(
        baris=tuple(_baris_bukti(satu) for satu in _berjalan(entri)[awal : awal + per_halaman]),
        total=Rupiah(int(ringkas["total"])),
        tercatat=Rupiah(int(ringkas["tercatat"])),
        iuran=bagian.get(JenisAkun.PESERTA_IURAN, NOL),
        pengembangan=bagian.get(JenisAkun.PESERTA_PENGEMBANGAN, NOL),
        ditahan=bagian.get(JenisAkun.PESERTA_DITAHAN, NOL),
        jumlah_baris=banyak,
        dibukukan_kemudian=int(ringkas["kemudian"]),
        halaman=halaman,
        jumlah_halaman=jumlah_halaman,
    )


def _ringkas(
    akun: QuerySet[AkunBuku],
    semua: QuerySet[EntriJurnal],
    entri: QuerySet[EntriJurnal],
    per: date | None,
) -> dict[str, int]:
    """Add the lines up, and come to the same number from the running balances backwards."""
    tercatat = akun.aggregate(jumlah=Sum("saldo", default=0))["jumlah"]
    kemudian = Q(pk=None)
    if per is not None:
        sesudah = semua.filter(tanggal_nilai__gt=per)
        tercatat -= sesudah.aggregate(jumlah=Sum(_NILAI, default=0))["jumlah"]
        kemudian = Q(dibukukan_pada__gte=awal_hari_wib(per + timedelta(days=1)))
    ringkas = entri.aggregate(
        total=Sum(_NILAI, default=0), banyak=Count("pk"), kemudian=Count("pk", filter=kemudian)
    )
    return {**ringkas, "tercatat": tercatat}


def _bagian(entri: QuerySet[EntriJurnal]) -> dict[JenisAkun, Rupiah]:
    jumlah = entri.values("akun__jenis").annotate(jumlah=Sum(_NILAI))
    return {JenisAkun(satu["akun__jenis"]): Rupiah(int(satu["jumlah"])) for satu in jumlah}


def _berjalan(entri: QuerySet[EntriJurnal]) -> QuerySet[EntriJurnal, Any]:
    urutan = [F("tanggal_nilai").asc(), F("pk").asc()]
    return (
        entri.annotate(
            jumlah=_NILAI,
            berjalan=Window(Sum(_NILAI), order_by=urutan),
        )
        .order_by("-tanggal_nilai", "-pk")
        .values(
            "pk", "tanggal_nilai", "dibukukan_pada", "jenis", "tahun", "jumlah", "berjalan",
            "akun__kepesertaan__kpj_samar", "jurnal__jenis", "jurnal__keterangan",
        )
    )  # fmt: skip


def _baris_bukti(satu: dict[str, Any]) -> BarisBukti:
    return BarisBukti(
        id=satu["pk"],
        tanggal_nilai=satu["tanggal_nilai"],
        dibukukan_pada=satu["dibukukan_pada"],
        kpj_samar=satu["akun__kepesertaan__kpj_samar"],
        jenis=JenisEntri(satu["jenis"]),
        jenis_jurnal=JenisJurnal(satu["jurnal__jenis"]),
        tahun=satu["tahun"],
        keterangan=satu["jurnal__keterangan"],
        jumlah=Rupiah(int(satu["jumlah"])),
        berjalan=Rupiah(int(satu["berjalan"])),
    )
