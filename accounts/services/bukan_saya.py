"""A report "this was not me": all sessions end and money waits until an officer closes it."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts import audit
from accounts.models import Akun, LaporanBukanSaya, Pesan, Peserta
from accounts.rules.aksi import Aksi
from accounts.rules.bukan_saya import bertautan, masih_berlaku
from accounts.rules.pelaku import Pelaku
from accounts.selectors import cari_peserta_akun
from accounts.services.layanan_175 import batalkan_175
from accounts.services.pesan import beri_tahu
from accounts.services.tanda_pesan import baca_tanda, tanda_pesan
from jmo.lib.galat import BelumLayak, Bentrok, TidakDitemukan


def ambil_pesan_bertanda(tanda: str) -> Pesan:
    """Return the notice of a link.

    Raises: TidakDitemukan("bukan_saya_tanda") for a mark that is not ours;
            Bentrok("bukan_saya_kedaluwarsa") after 240 hours, unless it was used in time.
    """
    referensi = baca_tanda(tanda)
    pesan = (
        Pesan.objects.select_related("akun", "bukan_saya").filter(referensi=referensi).first()
        if referensi
        else None
    )
    if pesan is None or pesan.akun is None:
        raise TidakDitemukan("bukan_saya_tanda")
    sudah = LaporanBukanSaya.objects.filter(pesan=pesan).exists()
    if not sudah and not masih_berlaku(pesan.dibuat_pada, kini=timezone.now()):
        raise Bentrok("bukan_saya_kedaluwarsa")
    return pesan


def tanda_bila_berlaku(pesan: Pesan) -> str:
    """Return the mark of a notice whose link is still good, "" for any other."""
    bertanda = bertautan(
        pesan.jenis, keamanan=pesan.keamanan, rahasia="kedaluwarsa_pada" in pesan.isi
    )
    berlaku = bertanda and masih_berlaku(pesan.dibuat_pada, kini=timezone.now())
    return tanda_pesan(pesan.referensi) if berlaku else ""


def laporkan_bukan_saya(*, tanda: str) -> LaporanBukanSaya:
    """Take a report by the link of a notice; the same link again changes nothing.

    Writes: accounts_laporanbukansaya, accounts_akun, accounts_perangkat, accounts_peserta,
            accounts_kasuspemulihan, accounts_pesan.
    Rings:  accounts.kirim_pesan.   Audit: akun.bukan_saya.
    Raises: as `ambil_pesan_bertanda`.
    """
    akun = ambil_pesan_bertanda(tanda).akun
    assert akun is not None
    with transaction.atomic(durable=True):
        # The person's row is what senders of money hold; the account's lets one press count.
        peserta = Peserta.objects.select_for_update(of=("self",)).filter(akun=akun).first()
        Akun.objects.select_for_update().get(pk=akun.pk)
        pesan = ambil_pesan_bertanda(tanda)
        lama = LaporanBukanSaya.objects.filter(pesan=pesan).first()
        if lama is not None:
            return lama
        sekarang = timezone.now()
        laporan = LaporanBukanSaya.objects.create(
            pesan=pesan, akun=akun, dilaporkan_pada=sekarang
        )  # fmt: skip
        akhiri_semua_sesi(akun=akun)
        batalkan_175(akun=akun, pelaku=audit.pelaku_akun(akun))
        if peserta is not None and peserta.bukan_saya_pada is None:
            peserta.bukan_saya_pada = sekarang
            peserta.save(update_fields=["bukan_saya_pada"])
        audit.catat(
            aksi=Aksi.AKUN_BUKAN_SAYA, pelaku=audit.pelaku_akun(akun), objek=laporan,
            peserta=peserta, sesudah={"jenis": pesan.jenis, "saluran": pesan.saluran},
        )  # fmt: skip
        _kabari(laporan, "bukan_saya_diterima")
    return laporan


def akhiri_semua_sesi(*, akun: Akun) -> None:
    """End every session of an account, and let no browser of it be known any more.

    Shape:  the counter ends also what was written after the rows were deleted.
    Writes: accounts_akun, accounts_sesi, accounts_perangkat, in the caller's transaction.
    """
    Akun.objects.filter(pk=akun.pk).update(putaran_sesi=F("putaran_sesi") + 1)
    akun.sesi.all().delete()
    akun.perangkat.all().delete()


@transaction.atomic(durable=True)
def tutup_bukan_saya(
    *, laporan_id: int, hasil: LaporanBukanSaya.Hasil, petugas: Akun, alasan: str, pelaku: Pelaku
) -> LaporanBukanSaya:
    """Close a report; with the last open one of a person their money goes on.

    Writes: accounts_laporanbukansaya, accounts_peserta, accounts_pesan.
    Rings:  accounts.kirim_pesan.   Audit: akun.bukan_saya_ditutup.
    Raises: BelumLayak("petugas_sendiri"), Bentrok("bukan_saya_sudah_ditutup"), TidakDitemukan.
    """
    laporan = (
        LaporanBukanSaya.objects.select_for_update(of=("self",))
        .select_related("akun")
        .filter(pk=laporan_id)
        .first()
    )
    if laporan is None:
        raise TidakDitemukan("bukan_saya_tanda")
    if laporan.akun_id == petugas.pk:
        raise BelumLayak("petugas_sendiri")
    if laporan.ditutup_pada is not None:
        raise Bentrok("bukan_saya_sudah_ditutup")
    laporan.hasil, laporan.catatan, laporan.petugas = hasil, alasan, petugas
    laporan.ditutup_pada = timezone.now()
    laporan.save(update_fields=["hasil", "catatan", "petugas", "ditutup_pada"])
    if not LaporanBukanSaya.objects.filter(akun=laporan.akun, ditutup_pada=None).exists():
        Peserta.objects.filter(akun=laporan.akun).update(bukan_saya_pada=None)
    audit.catat(
        aksi=Aksi.AKUN_BUKAN_SAYA_DITUTUP, pelaku=pelaku, objek=laporan, alasan=alasan,
        peserta=cari_peserta_akun(laporan.akun), sesudah={"hasil": hasil},
    )  # fmt: skip
    _kabari(laporan, "bukan_saya_ditutup")
    return laporan


def _kabari(laporan: LaporanBukanSaya, jenis: str) -> None:
    beri_tahu(
        akun=laporan.akun, jenis=jenis, data={"pada": laporan.dilaporkan_pada}, keamanan=True,
        kunci_sekali=f"{jenis}:{laporan.pk}",
    )  # fmt: skip
