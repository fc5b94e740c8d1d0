"""The rail of each payment, its hours, and the closed hours that the bank announced."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.audit import catat
from accounts.models import Akun
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from accounts.selectors import kalender_kerja
from jmo.lib.galat import BelumLayak, TidakDitemukan
from klaim_jht.models import JendelaBank, Pembayaran
from klaim_jht.rules.jalur import Jalur, KetentuanJalur, SebabTunda, pilih_jalur, waktu_kirim
from klaim_jht.rules.status import StatusPembayaran
from klaim_jht.selectors.jalur import jendela_bank
from klaim_jht.services.status import tunda


def jalur_pembayaran(pembayaran: Pembayaran) -> Jalur:
    """Return the rail over which this payment goes, by bank and amount."""
    return pilih_jalur(
        sesama=pembayaran.rekening.kode_bank == settings.BANK["kode_bank"],
        jumlah=pembayaran.jumlah, ketentuan=ketentuan_jalur(),
    )  # fmt: skip


def tunda_menurut_jalur(pembayaran: Pembayaran) -> bool:
    """Put a payment off until its rail is open; False when it is open now.

    Writes: pembayaran (due time and why).
    """
    kini = timezone.now()
    kiriman = waktu_kirim(
        jalur=jalur_pembayaran(pembayaran), kini=kini, libur=kalender_kerja(),
        jendela=jendela_bank(kini=kini), ketentuan=ketentuan_jalur(),
    )  # fmt: skip
    if kiriman.sebab is None:
        return False
    tunda(pembayaran, sampai=kiriman.pada, sebab_tunda=kiriman.sebab.value)
    return True


def ketentuan_jalur() -> KetentuanJalur:
    """Return the limit and hours of the rails as configured."""
    return KetentuanJalur(
        batas_bifast=settings.BANK["batas_bifast"], rtgs_buka=settings.BANK["rtgs_buka"],
        rtgs_tutup=settings.BANK["rtgs_tutup"],
    )  # fmt: skip


def catat_jendela(
    *,
    jalur: str,
    mulai: datetime,
    sampai: datetime,
    keterangan: str,
    petugas: Akun,
    pelaku: Pelaku,
) -> JendelaBank:
    """Record closed hours that the bank announced; nothing is sent over that rail meanwhile.

    Writes: jendela_bank.   Audit: jendela.dicatat.
    Raises: BelumLayak("jendela_terbalik") when they end before they begin, or are over.
    """
    if sampai <= max(mulai, timezone.now()):
        raise BelumLayak("jendela_terbalik")
    with transaction.atomic():
        jendela = JendelaBank.objects.create(
            jalur=JendelaBank.Jalur(jalur), mulai_pada=mulai, sampai_pada=sampai,
            keterangan=keterangan[:200], dicatat_oleh=petugas,
        )  # fmt: skip
        catat(
            aksi=Aksi.JENDELA_DICATAT, pelaku=pelaku, objek=jendela, alasan=keterangan[:200],
            sesudah={"jenis": jalur, "dari": mulai, "ke": sampai},
        )  # fmt: skip
    return jendela


def cabut_jendela(*, jendela_id: int, alasan: str, pelaku: Pelaku) -> JendelaBank:
    """Withdraw closed hours; what waited for their end is tried again now.

    Writes: jendela_bank, pembayaran (due time).   Audit: jendela.dicabut.
    Raises: TidakDitemukan("jendela_tidak_ada").
    """
    with transaction.atomic():
        jendela = (
            JendelaBank.objects.select_for_update().filter(pk=jendela_id, dicabut_pada=None).first()
        )
        if jendela is None:
            raise TidakDitemukan("jendela_tidak_ada")
        jendela.dicabut_pada = timezone.now()
        jendela.save(update_fields=["dicabut_pada"])
        # Other windows may still stand: the next look at each payment says so.
        Pembayaran.objects.filter(
            status=StatusPembayaran.SIAP, sebab_tunda=SebabTunda.BANK_TUTUP.value,
            jatuh_pada__isnull=False,
        ).update(jatuh_pada=timezone.now())  # fmt: skip
        catat(aksi=Aksi.JENDELA_DICABUT, pelaku=pelaku, objek=jendela, alasan=alasan)
    return jendela
