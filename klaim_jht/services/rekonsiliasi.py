"""Holding the bank's statements against our payments: differences listed, nothing adjusted.

What follows from a difference never moves money. An open payment is asked about; a success after
refusal is held (services.terlambat); what cannot be explained by waiting stops all payouts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.audit import catat
from accounts.models import Akun
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from jmo.antrean import bunyikan
from jmo.lib.galat import BelumLayak, Bentrok, TidakDitemukan
from jmo.lib.tanggal import hari_ini_wib
from klaim_jht.models import MutasiBank, Pembayaran, RemLembaga, SelisihBank
from klaim_jht.rules.rekonsiliasi import JenisSelisih, Langkah
from klaim_jht.selectors.rekonsiliasi import Temuan, temukan_selisih
from klaim_jht.services.penerbitan import BEL as BEL_BAYAR
from klaim_jht.services.rem import pasang_rem
from klaim_jht.services.status import tunda
from klaim_jht.services.terlambat import tahan_karena_terlambat

_T = SelisihBank.Status.TERBUKA


@dataclass(frozen=True, slots=True)
class HasilCocok:
    """What one comparison found: new differences, all that are open, those that ended by facts."""

    baru: int
    terbuka: int
    selesai: int


def cocokkan(*, pelaku: Pelaku) -> HasilCocok:
    """Compare the statements that are here with our payments, in both directions.

    Shape:  may run at any time and any number of times; a difference that is gone is closed by
            itself, one that an officer closed does not come back with the same amount.
    Writes: selisih_bank, pembayaran (due time), klaim, rem_lembaga.
    Rings:  klaim_jht.kirim_pembayaran, for payments that the bank has to be asked about.
    Audit:  selisih.ditemukan, selisih.selesai, pembayaran.alarm, rem.dipasang.
    """
    temuan = temukan_selisih(hari_ini=hari_ini_wib(timezone.now()))
    with transaction.atomic(durable=True):
        selesai = _akhiri_yang_hilang(temuan, pelaku=pelaku)
        baru = catat_temuan(temuan, pelaku=pelaku)
    for satu in temuan:
        if satu.putusan.langkah is Langkah.TANYA and satu.pembayaran_id is not None:
            _tanyakan(satu.pembayaran_id)
        elif satu.putusan.langkah is Langkah.TAHAN and satu.pembayaran_id is not None:
            assert satu.mutasi_id is not None
            mutasi = MutasiBank.objects.get(pk=satu.mutasi_id)
            tahan_karena_terlambat(
                pembayaran_id=satu.pembayaran_id, referensi_bank=mutasi.referensi_bank,
                pelaku=pelaku,
            )  # fmt: skip
    terbuka = SelisihBank.objects.filter(status=_T).count()
    return HasilCocok(baru=baru, terbuka=terbuka, selesai=selesai)


def catat_temuan(temuan: Sequence[Temuan], *, pelaku: Pelaku) -> int:
    """List the differences that are not listed yet; returns how many those are.

    Writes: selisih_bank, rem_lembaga, in the caller's transaction.
    Audit:  selisih.ditemukan, rem.dipasang.
    """
    baru = _belum_dikenal(temuan)
    for satu in baru:
        baris = SelisihBank.objects.create(
            jenis=satu.putusan.jenis.value, kunci=satu.kunci, tanggal=satu.tanggal,
            mutasi_id=satu.mutasi_id, pembayaran_id=satu.pembayaran_id,
            jumlah_bank=satu.jumlah_bank, jumlah_kami=satu.jumlah_kami,
        )  # fmt: skip
        catat(
            aksi=Aksi.SELISIH_DITEMUKAN, pelaku=pelaku, objek=baris,
            sesudah={"jenis": baris.jenis, "jumlah": satu.jumlah_bank},
        )  # fmt: skip
    berat = sorted({satu.putusan.jenis.value for satu in baru if satu.putusan.hentikan})
    if berat:
        pasang_rem(
            sebab=RemLembaga.Sebab.SELISIH_BANK, alasan=", ".join(berat), pelaku=pelaku
        )  # fmt: skip
    return len(baru)


def tutup_selisih(*, selisih_id: int, alasan: str, petugas: Akun, pelaku: Pelaku) -> SelisihBank:
    """Close a difference that people have settled; the books stay as they are.

    Writes: selisih_bank.   Audit: selisih.ditutup.
    Raises: TidakDitemukan("selisih_tidak_ada"); Bentrok("selisih_sudah_selesai");
            BelumLayak("selisih_klaim_sendiri") for one's own money.
    """
    with transaction.atomic(durable=True):
        selisih = ambil_selisih(selisih_id, petugas)
        ubah = {
            "status": SelisihBank.Status.DITUTUP, "selesai_pada": timezone.now(),
            "ditutup_oleh": petugas, "alasan": alasan[:500],
        }  # fmt: skip
        SelisihBank.objects.filter(pk=selisih.pk).update(**ubah)
        catat(
            aksi=Aksi.SELISIH_DITUTUP, pelaku=pelaku, objek=selisih, alasan=alasan,
            sesudah={"jenis": selisih.jenis},
        )  # fmt: skip
    selisih.refresh_from_db()
    return selisih


def ambil_selisih(selisih_id: int, petugas: Akun) -> SelisihBank:
    """Return an open difference, locked, in the caller's transaction.

    Raises: as `tutup_selisih`.
    """
    selisih = (
        SelisihBank.objects.select_for_update(of=("self",))
        .select_related("pembayaran__klaim__peserta", "mutasi")
        .filter(pk=selisih_id)
        .first()
    )
    if selisih is None:
        raise TidakDitemukan("selisih_tidak_ada")
    if selisih.status != _T:
        raise Bentrok("selisih_sudah_selesai")
    if selisih.pembayaran and petugas.pk in selisih.pembayaran.klaim.akun_ids:
        raise BelumLayak("selisih_klaim_sendiri")
    return selisih


def _belum_dikenal(temuan: Iterable[Temuan]) -> list[Temuan]:
    """Return what is not listed yet. What people closed stays closed for that amount alone."""
    ada = SelisihBank.objects.filter(kunci__in={satu.kunci for satu in temuan})
    terbuka = set(ada.filter(status=_T).values_list("jenis", "kunci"))
    ditutup = set(
        ada.filter(status=SelisihBank.Status.DITUTUP).values_list("jenis", "kunci", "jumlah_bank")
    )
    return [
        satu
        for satu in temuan
        if (satu.putusan.jenis.value, satu.kunci) not in terbuka
        and (satu.putusan.jenis.value, satu.kunci, satu.jumlah_bank) not in ditutup
    ]


def _akhiri_yang_hilang(temuan: Iterable[Temuan], *, pelaku: Pelaku) -> int:
    """Close what both books say alike by now. Altered lines only people close."""
    masih = {(satu.putusan.jenis.value, satu.kunci) for satu in temuan}
    terbuka = SelisihBank.objects.select_for_update().filter(status=_T)
    hilang = [
        satu
        for satu in terbuka.exclude(jenis=JenisSelisih.BARIS_BERUBAH.value)
        if (satu.jenis, satu.kunci) not in masih
    ]
    for satu in hilang:
        SelisihBank.objects.filter(pk=satu.pk).update(
            status=SelisihBank.Status.SELESAI, selesai_pada=timezone.now()
        )
        catat(
            aksi=Aksi.SELISIH_SELESAI, pelaku=pelaku, objek=satu, sesudah={"jenis": satu.jenis}
        )  # fmt: skip
    return len(hilang)


def _tanyakan(pembayaran_id: int) -> None:
    """Have the bank asked now: the statement says something new about this payment."""
    with transaction.atomic():
        pembayaran = Pembayaran.objects.select_for_update().get(pk=pembayaran_id)
        sekarang = timezone.now()
        if pembayaran.jatuh_pada is None or pembayaran.jatuh_pada > sekarang:
            tunda(pembayaran, sampai=sekarang)
        bunyikan(BEL_BAYAR, pembayaran_id=pembayaran_id)
