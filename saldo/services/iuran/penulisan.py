"""What a file changes: contribution rows, the cards behind them, and the journals.

Rows are written batch by batch and name journals that are posted at the end, under numbers
reserved before. Cards are locked before accounts, both in the order of their ids, as everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from django.db import connection

from accounts.rules.pelaku import Pelaku
from jmo.basisdata.salin import NilaiSalin, salin_masuk
from jmo.lib.galat import Bentrok
from jmo.lib.uang import NOL, Rupiah
from saldo.models import BerkasIuran, Iuran, Jurnal, Kepesertaan
from saldo.rules.buku import JenisAkun, JenisJurnal
from saldo.rules.iuran import BarisIuran, GalatBaris, SebabGalat
from saldo.rules.masa_kepesertaan import SebabKeluar
from saldo.selectors.kartu import rantai_gabungan
from saldo.services.akun_buku import ambil_akun_kartu, kunci_akun, saldo_iuran
from saldo.services.buku import catat_jurnal, pesan_nomor_jurnal
from saldo.services.iuran.beda import Beda, JenisBeda
from saldo.services.iuran.kumpulan import Kumpulan
from saldo.services.iuran.pencocokan import Cocok
from saldo.services.kartu import hentikan_kartu
from saldo.services.laporan_berhenti import selesaikan_dari_berkas

KOLOM = (
    "kepesertaan_id", "perusahaan_id", "bulan", "upah", "jht_pemberi_kerja", "jht_pekerja",
    "jp_pemberi_kerja", "jp_pekerja", "tanggal_bayar", "jurnal_id", "berkas_id",
    "menggantikan_id", "berlaku",
)  # fmt: skip
_ISI = KOLOM[3:9]
_AMBIL_ISI = attrgetter(*_ISI)


@dataclass(frozen=True, slots=True)
class IuranLama:
    """The contribution that stands for a card and month."""

    id: int
    jurnal_id: int
    isi: tuple[int | date, ...]

    @property
    def jht(self) -> int:
        """The part that was booked."""
        return int(self.isi[1]) + int(self.isi[2])  # type: ignore[arg-type]  # the two JHT columns

    @property
    def tanggal_bayar(self) -> date:
        """The day from which it earns."""
        tanggal = self.isi[-1]
        assert isinstance(tanggal, date)
        return tanggal


@dataclass(slots=True)
class Keluar:
    """A leaver as the file reports it."""

    baris: int
    kartu_id: int
    tanggal: date
    sebab: SebabKeluar


class Penulis:
    """Writes one file, in one transaction of the caller."""

    def __init__(
        self, berkas: BerkasIuran, *, pelaku: Pelaku, catat: Callable[[Beda], None]
    ) -> None:
        """Start with an empty file; `catat` is told of each change."""
        self._catat = catat
        self._berkas = berkas
        self._pelaku = pelaku
        self._baru = Kumpulan(pesan_nomor_jurnal())
        self._koreksi: dict[int, Kumpulan] = {}
        self._keluar: list[Keluar] = []
        self._kartu: set[int] = set()
        # Cards that were merged, and through which cards their money went.
        self._rantai: dict[int, tuple[int, ...]] = {}
        # Lines that take money back, by card.
        self._turun: dict[int, int] = {}
        self.baru = self.koreksi = self.sama = 0

    def tulis(self, tumpuk: Sequence[Cocok]) -> None:
        """Write the rows of one batch.

        Writes: iuran.
        """
        berisi = [(kartu_id(satu), satu) for satu in tumpuk if satu.baris.upah]
        lama = _iuran_lama(berisi)
        # Old rows step back first: one row per card and month may be in force.
        ganti: list[int] = []
        salinan: list[tuple[NilaiSalin, ...]] = []
        for kartu, satu in berisi:
            sebelumnya = lama.get((kartu, satu.baris.bulan))
            isi = _isi(satu.baris)
            if sebelumnya is not None and sebelumnya.isi == isi:
                self.sama += 1
                continue
            jurnal_id = self._catat_uang(self._kartu_uang(satu), satu.baris, sebelumnya)
            self._catat(_beda(satu.baris, sebelumnya, isi))
            if sebelumnya is not None:
                ganti.append(sebelumnya.id)
            self._kartu.add(kartu)
            salinan.append(
                (
                    kartu, satu.perusahaan_id, satu.baris.bulan, *isi, jurnal_id,
                    self._berkas.pk, sebelumnya.id if sebelumnya else None, True,
                )
            )  # fmt: skip
        Iuran.objects.filter(pk__in=ganti).update(berlaku=False)
        if salinan:
            salin_masuk(Iuran, KOLOM, salinan)
        for satu in tumpuk:
            self._catat_keluar(satu)

    def selesaikan(self) -> list[GalatBaris]:
        """Bring cards up to date and post the journals; returns findings that only now show.

        Writes: kepesertaan, jurnal, entri_jurnal, akun_buku.   Audit: kartu.diubah.
        Raises: Bentrok("kartu_baru_digabung") when a card was merged while the file was read.
        """
        galat = self._periksa_keluar()
        if galat:
            return galat
        _kunci_kartu(
            sorted(
                self._kartu.union((satu.kartu_id for satu in self._keluar), *self._rantai.values())
            ),
            self._rantai,
        )
        _segarkan_kartu(self._berkas.pk)
        for satu in self._keluar:
            hentikan_kartu(
                kepesertaan_id=satu.kartu_id, tanggal=satu.tanggal, sebab=satu.sebab,
                pelaku=self._pelaku,
            )  # fmt: skip
        selesaikan_dari_berkas(
            kepesertaan_ids=[satu.kartu_id for satu in self._keluar], pelaku=self._pelaku
        )
        galat = self._periksa_saldo() if self._turun else []
        # Posting takes most memory.
        self._kartu.clear()
        if not galat:
            self._bukukan()
        return galat

    def _kartu_uang(self, cocok: Cocok) -> int:
        kartu = cocok.kartu
        assert kartu is not None
        if kartu.rantai:
            self._rantai[kartu.id] = kartu.rantai
        return kartu.uang_id

    def _catat_uang(self, kartu: int, baris: BarisIuran, lama: IuranLama | None) -> int:
        """Remember what a row adds to the book and return the number of its journal."""
        tahun = baris.bulan.year
        if lama is None:
            self.baru += 1
            self._baru.tambah(kartu, tahun, baris.jht, baris.tanggal_bayar)
            return self._baru.nomor
        self.koreksi += 1
        if (lama.jht, lama.tanggal_bayar) == (baris.jht, baris.tanggal_bayar):
            # No money moves: what was booked then still stands for it.
            return lama.jurnal_id
        if baris.jht < lama.jht:
            self._turun[kartu] = baris.baris
        if lama.jurnal_id not in self._koreksi:
            self._koreksi[lama.jurnal_id] = Kumpulan(pesan_nomor_jurnal(), lama.jurnal_id)
        kumpulan = self._koreksi[lama.jurnal_id]
        if lama.tanggal_bayar == baris.tanggal_bayar:
            kumpulan.tambah(kartu, tahun, baris.jht - lama.jht, baris.tanggal_bayar)
        else:
            kumpulan.tambah(kartu, tahun, -lama.jht, lama.tanggal_bayar)
            kumpulan.tambah(kartu, tahun, baris.jht, baris.tanggal_bayar)
        return kumpulan.nomor

    def _catat_keluar(self, cocok: Cocok) -> None:
        baris = cocok.baris
        if baris.tanggal_keluar is not None and baris.sebab_keluar is not None:
            if cocok.baru_keluar:
                self._catat(
                    Beda(
                        JenisBeda.KELUAR, baris.baris, baris.kpj or "", baris.bulan,
                        tanggal_keluar=baris.tanggal_keluar, sebab_keluar=baris.sebab_keluar.value,
                    )
                )  # fmt: skip
            self._keluar.append(
                Keluar(baris.baris, kartu_id(cocok), baris.tanggal_keluar, baris.sebab_keluar)
            )

    def _periksa_keluar(self) -> list[GalatBaris]:
        """Find leavers who are paid for months after, or leave before they came."""
        batas = _rentang_iuran([satu.kartu_id for satu in self._keluar])
        galat = []
        for satu in self._keluar:
            mulai, terakhir = batas[satu.kartu_id]
            if satu.tanggal < mulai:
                sebab = SebabGalat.KELUAR_SEBELUM_MULAI
            elif terakhir is not None and terakhir > satu.tanggal:
                sebab = SebabGalat.KELUAR_SEBELUM_BULAN
            else:
                continue
            galat.append(GalatBaris(satu.baris, "tanggal_keluar", sebab))
        return galat

    def _periksa_saldo(self) -> list[GalatBaris]:
        """Find corrections that would take back money that is held, merged or paid by now.

        All accounts of the file are locked first, not these alone: everybody locks in one order.
        What is found here is then what the book will say.
        """
        jenis = [JenisAkun.PESERTA_IURAN]
        beruang = {self._rantai[satu][-1] if satu in self._rantai else satu for satu in self._kartu}
        kunci_akun(akun_ids=ambil_akun_kartu(kepesertaan_ids=beruang, jenis=jenis).values())
        selisih = dict.fromkeys(self._turun, 0)
        for kumpulan in (self._baru, *self._koreksi.values()):
            for kartu, jumlah in zip(kumpulan.kartu, kumpulan.jumlah, strict=True):
                if kartu in selisih:
                    selisih[kartu] += jumlah
        ada = saldo_iuran(kepesertaan_ids=self._turun)
        return [
            GalatBaris(baris, "upah", SebabGalat.SALDO_TIDAK_CUKUP)
            for kartu, baris in self._turun.items()
            if ada.get(kartu, 0) + selisih[kartu] < 0
        ]

    def _bukukan(self) -> None:
        awalan = f"iuran:{self._berkas.sidik}"
        for kumpulan in (self._baru, *self._koreksi.values()):
            if not kumpulan.kartu:
                continue
            asal = kumpulan.asal_id
            catat_jurnal(
                jenis=JenisJurnal.IURAN if asal is None else JenisJurnal.KOREKSI_IURAN,
                rujukan=awalan if asal is None else f"{awalan}:{asal}",
                tanggal_nilai=date.fromordinal(max(kumpulan.tanggal)),
                baris=kumpulan.baris(),
                koreksi_dari=None if asal is None else Jurnal.objects.get(pk=asal),
                nomor=kumpulan.nomor,
            )


def kartu_id(cocok: Cocok) -> int:
    """Return the card of a row, issued by now."""
    assert cocok.kartu is not None
    return cocok.kartu.id


def _isi(baris: BarisIuran) -> tuple[int | date, ...]:
    isi: tuple[int | date, ...] = _AMBIL_ISI(baris)
    return isi


def _beda(baris: BarisIuran, lama: IuranLama | None, isi: tuple[int | date, ...]) -> Beda:
    jenis = JenisBeda.BARU if lama is None else JenisBeda.KOREKSI
    return Beda(
        jenis, baris.baris, baris.kpj or "", baris.bulan, lama.isi if lama else (), isi
    )  # fmt: skip


def _iuran_lama(berisi: Iterable[tuple[int, Cocok]]) -> dict[tuple[int, date], IuranLama]:
    kunci = [(kartu, satu.baris.bulan) for kartu, satu in berisi]
    with connection.cursor() as kursor:
        kursor.execute(
            # Card by card: a join over the batch may read the table, which grows with every file.
            f"SELECT i.kepesertaan_id, i.bulan, i.id, i.jurnal_id, {', '.join(_ISI)} "  # noqa: S608 - names of columns, ours
            "FROM unnest(%s::bigint[], %s::date[]) AS k(kartu, bulan) CROSS JOIN LATERAL ("
            "SELECT * FROM saldo_iuran i "
            "WHERE i.kepesertaan_id = k.kartu AND i.bulan = k.bulan AND i.berlaku OFFSET 0) i",
            [[kartu for kartu, _ in kunci], [bulan for _, bulan in kunci]],
        )
        return {
            (kartu, bulan): IuranLama(pk, jurnal, tuple(isi))
            for kartu, bulan, pk, jurnal, *isi in kursor.fetchall()
        }


def _rentang_iuran(kartu: list[int]) -> dict[int, tuple[date, date | None]]:
    """Return for each card its start and the last month that is paid, this file included."""
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT k.id, least(k.tanggal_mulai, min(i.bulan)), max(i.bulan) "
            "FROM saldo_kepesertaan k "
            "LEFT JOIN saldo_iuran i ON i.kepesertaan_id = k.id AND i.berlaku "
            "WHERE k.id = ANY(%s) GROUP BY k.id",
            [kartu],
        )
        return {pk: (mulai, terakhir) for pk, mulai, terakhir in kursor.fetchall()}


def _kunci_kartu(kartu: list[int], rantai: dict[int, tuple[int, ...]]) -> None:
    """Lock cards, and see that money still goes where it was to go when the rows were matched."""
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT id, status FROM saldo_kepesertaan WHERE id = ANY(%s) "
            "ORDER BY id FOR NO KEY UPDATE",
            [kartu],
        )
        digabung = [pk for pk, status in kursor if status == Kepesertaan.Status.DIGABUNG]
    kini = rantai_gabungan(digabung) if digabung else {}
    antara = {satu for isi in rantai.values() for satu in isi[:-1]}
    # A card may have been merged meanwhile, or its merge undone.
    if {pk: isi for pk, isi in kini.items() if pk in rantai or pk not in antara} != rantai:
        raise Bentrok("kartu_baru_digabung")


def _segarkan_kartu(berkas_id: int) -> None:
    """Let the start of cards follow contributions for earlier months."""
    with connection.cursor() as kursor:
        kursor.execute(
            """
            UPDATE saldo_kepesertaan k
            SET tanggal_mulai = b.awal
            FROM (
                SELECT kepesertaan_id, min(bulan) AS awal FROM saldo_iuran
                WHERE berkas_id = %s GROUP BY 1
            ) b
            WHERE k.id = b.kepesertaan_id AND k.tanggal_mulai > b.awal
            """,
            [berkas_id],
        )


def total_jht(tumpuk: Iterable[Cocok]) -> Rupiah:
    """Return the old-age contributions of a batch, whether new or known."""
    return Rupiah(sum((satu.baris.jht for satu in tumpuk), NOL))
