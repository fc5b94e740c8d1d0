"""The scheduled claim: a "no" that only time stands behind files itself on the day.

The row is the work; the claim's own row is its lock. Filing is the same function as from the page,
on fresh facts, in the transaction that closes the schedule: killed in between, nothing happened.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.audit import catat
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku, tugas
from accounts.services import sewa
from accounts.services.pesan import beri_tahu
from jmo.lib.galat import BelumLayak, Bentrok, PerluBuktiUlang
from jmo.lib.tanggal import hari_ini_wib
from klaim_jht.alur import KunciLangkah
from klaim_jht.models import JadwalKlaim, Klaim
from klaim_jht.rules.alasan import AlasanKlaim
from klaim_jht.rules.jadwal import (
    JEDA_BUKTI,
    JEDA_ULANG,
    jatuh_jadwal,
    masih_ditunggu,
    tanggal_jadwal,
)
from klaim_jht.rules.kelayakan import HasilKelayakan
from klaim_jht.rules.status import StatusKlaim
from klaim_jht.selectors.jadwal import cari_jadwal
from klaim_jht.services.pengajuan import ajukan_terkunci
from klaim_jht.services.perbaikan import kunci_klaim
from klaim_jht.services.pratinjau import susun_pratinjau
from pengkinian.rules.wajah import Keperluan
from pengkinian.selectors import wajah_segar

BEL = "klaim_jht.jalankan_jadwal"
_MENUNGGU = JadwalKlaim.Status.MENUNGGU
# What the participant may still bring or open: waited for, the draft stays.
_BUKTI = frozenset(
    {"klaim_perlu_berkas", "klaim_perlu_wajah", "klaim_perlu_rekening", "klaim_kunci_pencairan"}
)


def jadwalkan_klaim(*, klaim_id: int, pelaku: Pelaku) -> JadwalKlaim:
    """Let a draft file itself on the first day on which every rule passes; a second press is none.

    Writes: jadwal_klaim, klaim (the step of the rules counts as read), pesan.
    Audit:  jadwal_klaim.dibuat.
    Raises: Bentrok when it was filed or may be filed now; BelumLayak when waiting is no help.
    """
    with transaction.atomic(durable=True):
        klaim = kunci_klaim(klaim_id)
        if klaim.status != StatusKlaim.DRAF or not klaim.alasan:
            raise Bentrok("klaim_sudah_diajukan")
        ada = cari_jadwal(klaim)
        if ada is not None:
            return ada
        kini = timezone.now()
        hasil = _periksa(klaim, kini)
        if hasil.boleh:
            raise Bentrok("jadwal_sudah_boleh")
        tanggal = tanggal_jadwal(hasil, hari_ini=hari_ini_wib(kini))
        if tanggal is None:
            raise BelumLayak("jadwal_tidak_mungkin")
        # One of another reason would file what was not asked for any more.
        JadwalKlaim.objects.filter(klaim=klaim, status=_MENUNGGU).update(
            status=JadwalKlaim.Status.DIBATALKAN, jatuh_pada=None, selesai_pada=kini
        )
        jadwal = JadwalKlaim.objects.create(
            klaim=klaim, alasan=klaim.alasan, tanggal=tanggal,
            jatuh_pada=jatuh_jadwal(tanggal, kini=kini, diingatkan=False),
        )  # fmt: skip
        langkah = KunciLangkah.SYARAT.value
        if langkah not in klaim.langkah_terisi:
            klaim.langkah_terisi = [*klaim.langkah_terisi, langkah]
            klaim.versi += 1
            klaim.save(update_fields=["langkah_terisi", "versi"])
        catat(
            aksi=Aksi.JADWAL_DIBUAT, pelaku=pelaku, objek=jadwal, peserta=klaim.peserta,
            sesudah={"per": tanggal, "alasan": klaim.alasan},
        )  # fmt: skip
        _beri_tahu(klaim, jadwal, "klaim_dijadwalkan", kini)
    return jadwal


def batalkan_jadwal(*, klaim_id: int, pelaku: Pelaku) -> None:
    """Take the wish back; the draft stays.

    Writes: jadwal_klaim.   Audit: jadwal_klaim.berubah.
    Raises: Bentrok when nothing waits: it was filed or taken back before.
    """
    with transaction.atomic(durable=True):
        klaim = kunci_klaim(klaim_id)
        jadwal = JadwalKlaim.objects.filter(klaim=klaim, status=_MENUNGGU).first()
        if jadwal is None:
            raise Bentrok("jadwal_tidak_ada")
        _tutup(klaim, jadwal, JadwalKlaim.Status.DIBATALKAN, pelaku=pelaku)


def jalankan_jadwal(*, jadwal_id: int) -> None:
    """Remind a day before, then file; safe to run any number of times and by any number of workers.

    Writes: as `ajukan_klaim`, and jadwal_klaim.   Audit: jadwal_klaim.berubah, klaim.diajukan, ...
    """
    detik = settings.SEWA_DETIK["umum"]
    with sewa.pegang(JadwalKlaim, jadwal_id, detik=detik) as dapat:
        if not dapat:
            return
        klaim_id = JadwalKlaim.objects.values_list("klaim_id", flat=True).get(pk=jadwal_id)
        with transaction.atomic(durable=True):
            # The claim's row before the schedule's, as whoever cancels takes them.
            klaim = kunci_klaim(klaim_id)
            jadwal = JadwalKlaim.objects.select_for_update(of=("self",)).get(pk=jadwal_id)
            if jadwal.status == _MENUNGGU:
                _kerjakan(klaim, jadwal, kini=timezone.now(), pelaku=tugas(BEL))


def sapu_jadwal() -> int:
    """Ring for every scheduled claim that is due; returns how many."""
    return sewa.sapu(JadwalKlaim, bel=BEL, kunci="jadwal_id")


def _kerjakan(klaim: Klaim, jadwal: JadwalKlaim, *, kini: datetime, pelaku: Pelaku) -> None:
    if klaim.status != StatusKlaim.DRAF:
        _tutup(klaim, jadwal, JadwalKlaim.Status.DIBATALKAN, pelaku=pelaku)
    elif klaim.alasan != jadwal.alasan:
        _gagal(klaim, jadwal, "jadwal_alasan_diganti", kini=kini, pelaku=pelaku)
    elif hari_ini_wib(kini) < jadwal.tanggal:
        _ingatkan(klaim, jadwal, kini)
    else:
        _ajukan(klaim, jadwal, kini=kini, pelaku=pelaku)


def _ajukan(klaim: Klaim, jadwal: JadwalKlaim, *, kini: datetime, pelaku: Pelaku) -> None:
    try:
        with transaction.atomic():
            ajukan_terkunci(klaim, kunci=f"jadwal:{jadwal.pk}", pelaku=pelaku)
            _tutup(klaim, jadwal, JadwalKlaim.Status.DIAJUKAN, pelaku=pelaku)
    except (BelumLayak, PerluBuktiUlang) as galat:
        _belum(klaim, jadwal, galat.kode, kini=kini, pelaku=pelaku)
    except Bentrok:
        # Money was booked between the reading and the lock: the same again in a minute.
        _ubah(jadwal, jatuh_pada=kini + JEDA_ULANG)


def _belum(klaim: Klaim, jadwal: JadwalKlaim, kode: str, *, kini: datetime, pelaku: Pelaku) -> None:
    """Wait for evidence, move to a later day, or give up with the reason; the draft stays."""
    if kode in _BUKTI and masih_ditunggu(jadwal.tanggal, kini=kini):
        _ubah(jadwal, jatuh_pada=kini + JEDA_BUKTI, sebab_gagal=kode)
        _beri_tahu(klaim, jadwal, "jadwal_perlu_bukti", kini)
        return
    tanggal = None if kode in _BUKTI else tanggal_jadwal(
        _periksa(klaim, kini), hari_ini=hari_ini_wib(kini)
    )  # fmt: skip
    if tanggal is None:
        _gagal(klaim, jadwal, kode, kini=kini, pelaku=pelaku)
        return
    sebelum = jadwal.tanggal
    _ubah(
        jadwal, tanggal=tanggal, diingatkan_pada=None,
        jatuh_pada=jatuh_jadwal(tanggal, kini=kini, diingatkan=False),
    )  # fmt: skip
    catat(
        aksi=Aksi.JADWAL_BERUBAH, pelaku=pelaku, objek=jadwal, peserta=klaim.peserta,
        sebelum={"per": sebelum}, sesudah={"per": tanggal},
    )  # fmt: skip
    _beri_tahu(klaim, jadwal, "klaim_dijadwalkan", kini)


def _ingatkan(klaim: Klaim, jadwal: JadwalKlaim, kini: datetime) -> None:
    _ubah(
        jadwal, diingatkan_pada=kini,
        jatuh_pada=jatuh_jadwal(jadwal.tanggal, kini=kini, diingatkan=True),
    )  # fmt: skip
    _beri_tahu(klaim, jadwal, "jadwal_besok", kini)


def _gagal(klaim: Klaim, jadwal: JadwalKlaim, kode: str, *, kini: datetime, pelaku: Pelaku) -> None:
    _tutup(klaim, jadwal, JadwalKlaim.Status.GAGAL, sebab=kode, pelaku=pelaku)
    _beri_tahu(klaim, jadwal, "jadwal_gagal", kini)


def _tutup(
    klaim: Klaim, jadwal: JadwalKlaim, ke: JadwalKlaim.Status, *, pelaku: Pelaku, sebab: str = ""
) -> None:
    _ubah(jadwal, status=ke, jatuh_pada=None, selesai_pada=timezone.now(), sebab_gagal=sebab)
    catat(
        aksi=Aksi.JADWAL_BERUBAH, pelaku=pelaku, objek=jadwal, peserta=klaim.peserta,
        sebelum={"status": _MENUNGGU}, sesudah={"status": ke, "sebab": sebab},
    )  # fmt: skip


def _ubah(jadwal: JadwalKlaim, **kolom: Any) -> None:
    JadwalKlaim.objects.filter(pk=jadwal.pk).update(**kolom)
    for nama, nilai in kolom.items():
        setattr(jadwal, nama, nilai)


def _periksa(klaim: Klaim, kini: datetime) -> HasilKelayakan:
    pratinjau = susun_pratinjau(
        klaim.peserta, AlasanKlaim(klaim.alasan), klaim=klaim, sekarang=kini
    )
    return pratinjau.keputusan.hasil


def _beri_tahu(klaim: Klaim, jadwal: JadwalKlaim, jenis: str, kini: datetime) -> None:
    if klaim.pemohon.akun is not None:
        segar = wajah_segar(klaim.peserta, untuk=Keperluan.KLAIM, sekarang=kini)
        beri_tahu(
            akun=klaim.pemohon.akun,
            jenis=jenis,
            data={
                "tanggal": jadwal.tanggal, "wajah_segar": segar is not None,
                "terkunci": jadwal.sebab_gagal == "klaim_kunci_pencairan",
            },
            kunci_sekali=f"{jenis}:{jadwal.pk}:{jadwal.tanggal}:{jadwal.sebab_gagal}",
            tautan="/klaim/ajukan/",
        )  # fmt: skip
