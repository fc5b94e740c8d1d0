"""Posting to the book: one journal per event, holds, releases, payouts.

The database guards what is posted (migration 0003); here stands what is posted when.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.db import connection
from django.db.models import Sum
from django.utils import timezone

from accounts.audit import catat
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from jmo.lib.galat import Bentrok
from jmo.lib.tanggal import hari_ini_wib
from jmo.lib.uang import NOL, Rupiah
from saldo.models import AkunBuku, EntriJurnal, Jurnal, Kepesertaan, TahananSaldo
from saldo.rules.buku import (
    AKUN_PESERTA,
    BarisEntri,
    JenisAkun,
    JenisEntri,
    JenisJurnal,
    Posisi,
    periksa_seimbang,
    susun_pelepasan,
    susun_pembayaran,
    susun_penahanan,
)

UKURAN_TUMPUK = 5_000


def pastikan_akun(kartu_ids: Collection[int]) -> None:
    """Open the accounts of these cards and of the institution where they are missing.

    Writes: akun_buku.
    """
    AkunBuku.objects.bulk_create(
        [
            AkunBuku(jenis=jenis, kepesertaan_id=kartu_id, saldo=0)
            for kartu_id in sorted(kartu_ids)
            for jenis in sorted(AKUN_PESERTA)
        ],
        ignore_conflicts=True,
        batch_size=UKURAN_TUMPUK,
    )
    lembaga = sorted(set(JenisAkun) - AKUN_PESERTA)
    ada = set(
        AkunBuku.objects.filter(kepesertaan=None, jenis__in=lembaga).values_list("jenis", flat=True)
    )
    AkunBuku.objects.bulk_create(
        [AkunBuku(jenis=jenis) for jenis in lembaga if jenis not in ada], ignore_conflicts=True
    )


def catat_jurnal(
    *,
    jenis: JenisJurnal,
    rujukan: str,
    tanggal_nilai: date,
    baris: Sequence[BarisEntri],
    keterangan: str = "",
    koreksi_dari: Jurnal | None = None,
) -> Jurnal:
    """Post one journal; the same event a second time returns the first.

    Shape:  `baris` balanced; `rujukan` names the event once and for ever.
    Writes: jurnal, entri_jurnal, akun_buku, in the caller's transaction.
    Raises: ValueError for lines that do not balance; Bentrok when the name stands for other lines.
    """
    assert connection.in_atomic_block
    if not periksa_seimbang(baris):
        raise ValueError("jurnal_tidak_seimbang")
    jurnal, baru = Jurnal.objects.get_or_create(
        rujukan=rujukan,
        defaults={
            "jenis": jenis.value, "tanggal_nilai": tanggal_nilai, "keterangan": keterangan,
            "koreksi_dari": koreksi_dari,
        },
    )  # fmt: skip
    if not baru:
        _pastikan_sama(jurnal, jenis, baris)
        return jurnal
    akun = _akun({satu.kartu_id for satu in baris if satu.kartu_id is not None})
    # Sorted by account: the trigger locks in that order, statement by statement.
    terurut = sorted(baris, key=lambda satu: akun[satu.kartu_id, satu.akun])
    EntriJurnal.objects.bulk_create(
        (
            EntriJurnal(
                jurnal=jurnal,
                akun_id=akun[satu.kartu_id, satu.akun],
                jenis=satu.jenis.value,
                tahun=satu.tahun,
                debit=satu.debit,
                kredit=satu.kredit,
                tanggal_nilai=satu.tanggal_nilai,
            )
            for satu in terurut
        ),
        batch_size=UKURAN_TUMPUK,
    )
    return jurnal


def tahan_saldo(*, kepesertaan_ids: Collection[int], rujukan: str, pelaku: Pelaku) -> Rupiah:
    """Set the whole balance of these cards aside; returns how much that is.

    Shape:  cards without a balance are passed over; at least one must have one.
    Writes: jurnal, entri_jurnal, tahanan_saldo, in the caller's transaction.
    Audit:  saldo.ditahan.
    Raises: Bentrok("saldo_sudah_ditahan") when a card is held already, ("saldo_kosong").
    """
    assert connection.in_atomic_block
    kartu = list(
        Kepesertaan.objects.select_for_update().filter(pk__in=kepesertaan_ids).order_by("pk")
    )
    ditahan = TahananSaldo.objects.filter(kepesertaan__in=kartu, status="DITAHAN")
    if ditahan.exists():
        raise Bentrok("saldo_sudah_ditahan")
    posisi = _posisi([satu.pk for satu in kartu])
    if not posisi:
        raise Bentrok("saldo_kosong")
    hari_ini = hari_ini_wib(timezone.now())
    jurnal = catat_jurnal(
        jenis=JenisJurnal.PENAHANAN,
        rujukan=f"{rujukan}:tahan",
        tanggal_nilai=hari_ini,
        baris=susun_penahanan(posisi, tanggal_nilai=hari_ini),
    )
    total = 0
    for satu in kartu:
        jumlah = sum(butir.jumlah for butir in posisi if butir.kartu_id == satu.pk)
        if jumlah <= 0:
            continue
        total += jumlah
        tahanan = TahananSaldo.objects.create(
            kepesertaan=satu, rujukan=rujukan, jumlah=jumlah, jurnal_tahan=jurnal
        )
        catat(
            aksi=Aksi.SALDO_DITAHAN, pelaku=pelaku, objek=tahanan, peserta=satu.peserta,
            sesudah={"rujukan": rujukan, "jumlah": jumlah},
        )  # fmt: skip
    return Rupiah(total)


def lepaskan_tahanan(*, rujukan: str, pelaku: Pelaku) -> None:
    """Give the held money back, line by line where it came from; a second time does nothing.

    Writes: jurnal, entri_jurnal, tahanan_saldo, in the caller's transaction.
    Audit:  saldo.dilepas.
    """
    tahanan = _kunci_tahanan(rujukan)
    if not tahanan:
        return
    hari_ini = hari_ini_wib(timezone.now())
    jurnal = catat_jurnal(
        jenis=JenisJurnal.PELEPASAN,
        rujukan=f"{rujukan}:lepas",
        tanggal_nilai=hari_ini,
        baris=susun_pelepasan(_baris(tahanan[0].jurnal_tahan), tanggal_nilai=hari_ini),
    )
    _akhiri(tahanan, TahananSaldo.Status.DILEPAS, jurnal, Aksi.SALDO_DILEPAS, pelaku=pelaku)


def bayarkan_tahanan(
    *, rujukan: str, neto: int, pajak: int, pelaku: Pelaku, tanggal_nilai: date
) -> Jurnal:
    """Book that held money was paid: net to payment clearing, tax to the tax account.

    Shape:  net and tax add up to what is held; the cards are closed as claimed.
    Writes: jurnal, entri_jurnal, tahanan_saldo, kepesertaan, in the caller's transaction.
    Audit:  saldo.dibayarkan, kartu.diubah.
    Raises: Bentrok when nothing is held under this name, ValueError for another sum.
    """
    tahanan = _kunci_tahanan(rujukan)
    if not tahanan:
        raise Bentrok("tahanan_tidak_ada")
    if sum(satu.jumlah for satu in tahanan) != neto + pajak:
        raise ValueError("jumlah_tahanan_berbeda")
    jurnal = catat_jurnal(
        jenis=JenisJurnal.PEMBAYARAN,
        rujukan=f"{rujukan}:bayar",
        tanggal_nilai=tanggal_nilai,
        baris=susun_pembayaran(
            _baris(tahanan[0].jurnal_tahan), pajak=Rupiah(pajak), tanggal_nilai=tanggal_nilai
        ),
    )
    _akhiri(tahanan, TahananSaldo.Status.DIPAKAI, jurnal, Aksi.SALDO_DIBAYARKAN, pelaku=pelaku)
    for satu in tahanan:
        _tutup_kartu(satu.kepesertaan, pelaku=pelaku)
    return jurnal


def _tutup_kartu(kartu: Kepesertaan, *, pelaku: Pelaku) -> None:
    if kartu.status != Kepesertaan.Status.NONAKTIF:
        return
    Kepesertaan.objects.filter(pk=kartu.pk).update(status=Kepesertaan.Status.DIKLAIM)
    catat(
        aksi=Aksi.KARTU_DIUBAH, pelaku=pelaku, objek=kartu, peserta=kartu.peserta,
        sebelum={"status": kartu.status}, sesudah={"status": Kepesertaan.Status.DIKLAIM},
    )  # fmt: skip


def _kunci_tahanan(rujukan: str) -> list[TahananSaldo]:
    assert connection.in_atomic_block
    return list(
        TahananSaldo.objects.select_for_update(of=("self",))
        .select_related("kepesertaan__peserta", "jurnal_tahan")
        .filter(rujukan=rujukan, status=TahananSaldo.Status.DITAHAN)
        .order_by("pk")
    )


def _akhiri(
    tahanan: Iterable[TahananSaldo],
    status: TahananSaldo.Status,
    jurnal: Jurnal,
    aksi: Aksi,
    *,
    pelaku: Pelaku,
) -> None:
    for satu in tahanan:
        TahananSaldo.objects.filter(pk=satu.pk).update(
            status=status, jurnal_akhir=jurnal, berakhir_pada=timezone.now()
        )
        catat(
            aksi=aksi, pelaku=pelaku, objek=satu, peserta=satu.kepesertaan.peserta,
            sesudah={"rujukan": satu.rujukan, "jumlah": satu.jumlah},
        )  # fmt: skip


def _akun(kartu_ids: set[int]) -> dict[tuple[int | None, str], int]:
    pastikan_akun(kartu_ids)
    kueri = AkunBuku.objects.filter(kepesertaan_id__in=kartu_ids) | AkunBuku.objects.filter(
        kepesertaan=None
    )
    return {(satu.kepesertaan_id, satu.jenis): satu.pk for satu in kueri}


def _posisi(kartu_ids: list[int]) -> list[Posisi]:
    """Return what these cards hold by kind and year, under a lock on their accounts."""
    pastikan_akun(kartu_ids)
    akun = AkunBuku.objects.filter(
        kepesertaan_id__in=kartu_ids,
        jenis__in=[JenisAkun.PESERTA_IURAN, JenisAkun.PESERTA_PENGEMBANGAN],
    )
    list(akun.select_for_update().order_by("pk"))
    kueri = (
        EntriJurnal.objects.filter(akun__in=akun)
        .values("akun__kepesertaan_id", "jenis", "tahun")
        .annotate(jumlah=Sum("kredit") - Sum("debit"))
        .order_by("akun__kepesertaan_id", "jenis", "tahun")
    )
    return [
        Posisi(
            satu["akun__kepesertaan_id"], JenisEntri(satu["jenis"]), satu["tahun"],
            Rupiah(satu["jumlah"]),
        )
        for satu in kueri
        if satu["jumlah"]
    ]  # fmt: skip


def _baris(jurnal: Jurnal) -> list[BarisEntri]:
    return [
        BarisEntri(
            JenisAkun(satu.akun.jenis), satu.akun.kepesertaan_id, JenisEntri(satu.jenis),
            satu.tahun, Rupiah(satu.debit), Rupiah(satu.kredit), satu.tanggal_nilai,
        )
        for satu in jurnal.entri.select_related("akun").order_by("pk")
    ]  # fmt: skip


def _pastikan_sama(jurnal: Jurnal, jenis: JenisJurnal, baris: Sequence[BarisEntri]) -> None:
    lama = jurnal.entri.aggregate(debit=Sum("debit"))["debit"] or NOL
    if jurnal.jenis != jenis.value or lama != sum(satu.debit for satu in baris):
        raise Bentrok("jurnal_rujukan_terpakai")
