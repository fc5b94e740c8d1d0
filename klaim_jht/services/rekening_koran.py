"""Taking the bank's statements: fetched or uploaded, whole or not at all, written once.

The same statement a second time changes nothing. A line that a later delivery tells differently, or
leaves out, is kept as it was first told and listed as a difference.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from accounts.audit import catat
from accounts.models import Akun
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku, tugas
from jmo.antrean import bunyikan
from jmo.gateways.bank_snap import BankSnap
from jmo.gateways.hasil import BelumPasti, Berhasil, Ditolak, TidakTersedia
from jmo.gateways.rekening_koran import BarisKoran, IsiKoran, KoranTidakSah, baca_koran
from jmo.lib.galat import IsianTidakSah, LayananTidakTersedia
from jmo.lib.tanggal import hari_ini_wib
from klaim_jht.models import MutasiBank, RekeningKoran
from klaim_jht.rules.rekonsiliasi import JenisSelisih, Putusan
from klaim_jht.selectors.rekonsiliasi import Temuan, hari_belum_lengkap
from klaim_jht.services.rekonsiliasi import HasilCocok, catat_temuan, cocokkan

log = logging.getLogger(__name__)
BEL = "klaim_jht.ambil_rekening_koran"
KUNCI = "klaim_jht.rekening_koran"


def ambil_rekening_koran(
    *, tanggal: date, bank: BankSnap, pelaku: Pelaku, petugas: Akun | None = None
) -> RekeningKoran:
    """Fetch the bank's statement of one day and keep it.

    Writes: rekening_koran, mutasi_bank, selisih_bank, rem_lembaga.   Audit: koran.diterima.
    Raises: LayananTidakTersedia when the bank gives none now; as `terima_rekening_koran`.
    """
    hasil = bank.rekening_koran(tanggal=tanggal, bentuk=settings.BANK["bentuk_rekening_koran"])
    match hasil:
        case Berhasil(isi):
            return terima_rekening_koran(
                isi=isi, sumber=RekeningKoran.Sumber.BANK, pelaku=pelaku, petugas=petugas,
                tanggal=tanggal,
            )  # fmt: skip
        case Ditolak(kode):
            log.warning("rekening koran %s ditolak: %s", tanggal, kode)
        case BelumPasti(sebab) | TidakTersedia(sebab):
            log.warning("rekening koran %s belum didapat: %s", tanggal, sebab)
    raise LayananTidakTersedia("koran_tidak_tersedia")


def terima_rekening_koran(
    *,
    isi: bytes,
    sumber: RekeningKoran.Sumber,
    pelaku: Pelaku,
    petugas: Akun | None = None,
    tanggal: date | None = None,
) -> RekeningKoran:
    """Read a statement file and keep what is new in it; the same one again changes nothing.

    Shape:  `tanggal` = the day that was asked for; another one is refused.
    Result: the delivery, the earlier one where the content is known already.
    Writes: rekening_koran, mutasi_bank, selisih_bank, rem_lembaga.
    Audit:  koran.diterima, selisih.ditemukan, rem.dipasang.
    Raises: IsianTidakSah(berkas) with the reason; nothing is written then.
    """
    koran = _baca(isi, tanggal)
    lengkap = koran.tanggal < hari_ini_wib(timezone.now())
    kunci = {
        "rekening": koran.rekening, "tanggal": koran.tanggal, "sidik": koran.sidik(),
        "lengkap": lengkap,
    }  # fmt: skip
    with transaction.atomic(durable=True):
        with connection.cursor() as kursor:
            kursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [KUNCI])
        lama = RekeningKoran.objects.filter(**kunci).first()
        if lama is not None:
            return lama
        baru = RekeningKoran.objects.create(
            **kunci, saldo_awal=koran.saldo_awal, saldo_akhir=koran.saldo_akhir,
            banyak_gerak=len(koran.baris), sumber=sumber, diterima_oleh=petugas,
        )  # fmt: skip
        temuan = _simpan_baris(baru, koran)
        catat(
            aksi=Aksi.KORAN_DITERIMA, pelaku=pelaku, objek=baru,
            sesudah={
                "per": koran.tanggal, "baris": len(koran.baris), "sidik": koran.sidik(),
                "sumber": str(sumber),
            },
        )  # fmt: skip
        catat_temuan(temuan, pelaku=pelaku)
    return baru


def rekonsiliasi_harian(*, bank: BankSnap, kini: bool = False) -> HasilCocok:
    """Fetch every past day of the last week that is not whole yet, then compare both books.

    Shape:  `kini` = the running day as well, as far as it has come.

    A bank that gives no statement today is asked again tomorrow; what is here is compared anyway.
    Writes: rekening_koran, mutasi_bank, selisih_bank, pembayaran (due time), rem_lembaga.
    Rings:  klaim_jht.kirim_pembayaran.   Audit: koran.diterima, selisih.ditemukan, ...
    """
    pelaku = tugas(BEL)
    hari_ini = hari_ini_wib(timezone.now())
    for hari in [*hari_belum_lengkap(hari_ini=hari_ini), *([hari_ini] if kini else [])]:
        try:
            ambil_rekening_koran(tanggal=hari, bank=bank, pelaku=pelaku)
        except LayananTidakTersedia:
            break
        except IsianTidakSah as galat:
            log.error("rekening koran %s tidak sah: %s", hari, galat.kolom["berkas"][0])
    return cocokkan(pelaku=pelaku)


def minta_rekonsiliasi(*, pelaku: Pelaku) -> None:
    """Have the statements fetched now, today's too, and compared; a worker does it.

    Rings:  klaim_jht.ambil_rekening_koran.   Audit: koran.diminta.
    """
    with transaction.atomic():
        catat(aksi=Aksi.KORAN_DIMINTA, pelaku=pelaku, objek=RekeningKoran())
        bunyikan(BEL, kini=1)


def _baca(isi: bytes, tanggal: date | None) -> IsiKoran:
    try:
        koran = baca_koran(isi)
    except KoranTidakSah as sebab:
        raise IsianTidakSah(kolom={"berkas": (f"koran_{sebab.kode}",)}, baris=sebab.baris) from None
    if koran.rekening != settings.BANK["rekening_sumber"]:
        raise IsianTidakSah(kolom={"berkas": ("koran_rekening_lain",)}, baris=0)
    if koran.tanggal > hari_ini_wib(timezone.now()) or tanggal not in {None, koran.tanggal}:
        raise IsianTidakSah(kolom={"berkas": ("koran_tanggal_lain",)}, baris=0)
    return koran


def _simpan_baris(baru: RekeningKoran, koran: IsiKoran) -> list[Temuan]:
    """Write the movements that are new; return those that an earlier delivery told differently."""
    nomor = [satu.nomor for satu in koran.baris]
    kenal = {
        satu.nomor: satu
        for satu in MutasiBank.objects.filter(rekening=koran.rekening, nomor__in=nomor)
    }
    MutasiBank.objects.bulk_create(
        [_mutasi(baru, satu) for satu in koran.baris if satu.nomor not in kenal], batch_size=1000
    )
    berubah = [
        _temuan(kenal[satu.nomor], satu.jumlah if satu.debit else -satu.jumlah)
        for satu in koran.baris
        if satu.nomor in kenal and _inti(kenal[satu.nomor]) != (baru.tanggal, *satu.inti())
    ]
    return [*berubah, *_hilang(koran, nomor)]


def _hilang(koran: IsiKoran, nomor: Iterable[str]) -> list[Temuan]:
    lama = MutasiBank.objects.filter(rekening=koran.rekening, tanggal=koran.tanggal)
    return [_temuan(satu, None) for satu in lama.exclude(nomor__in=nomor)]


def _mutasi(koran: RekeningKoran, satu: BarisKoran) -> MutasiBank:
    return MutasiBank(
        koran=koran, rekening=koran.rekening, tanggal=koran.tanggal, nomor=satu.nomor,
        debit=satu.debit, jumlah=satu.jumlah, referensi=satu.referensi,
        referensi_bank=satu.referensi_bank, keterangan=satu.keterangan,
    )  # fmt: skip


def _inti(satu: MutasiBank) -> tuple[object, ...]:
    return (
        satu.tanggal, satu.nomor, satu.debit, satu.jumlah, satu.referensi, satu.referensi_bank
    )  # fmt: skip


def _temuan(mutasi: MutasiBank, jumlah_baru: int | None) -> Temuan:
    """Hold the first word against the new one; None = the line is not there any more."""
    return Temuan(
        putusan=Putusan(JenisSelisih.BARIS_BERUBAH, hentikan=True), kunci=mutasi.nomor,
        tanggal=mutasi.tanggal, mutasi_id=mutasi.pk, jumlah_bank=jumlah_baru,
        jumlah_kami=mutasi.jumlah if mutasi.debit else -mutasi.jumlah,
    )  # fmt: skip
