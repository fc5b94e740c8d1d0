"""Papers of a claim: handed in, asked for again, looked at, dropped when nobody needs them."""

from __future__ import annotations

import hashlib

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.audit import catat
from accounts.models import Akun
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku, tugas
from accounts.services.pesan import beri_tahu
from jmo.lib.galat import BelumLayak, Bentrok, TidakDitemukan
from klaim_jht.models import BerkasKlaim, JadwalKlaim, Keberatan, Klaim
from klaim_jht.rules.berkas import (
    DAPAT_DIUNGGAH,
    UMUR_BERKAS,
    UMUR_BERKAS_DRAF,
    UNGGAHAN_TERBANYAK,
)
from klaim_jht.rules.status import STATUS_SELESAI, StatusKlaim
from klaim_jht.services.perbaikan import kunci_klaim
from klaim_jht.services.status import pindahkan
from saldo.services.laporan_berhenti import terima_berkas

_S = BerkasKlaim.Status
SEBAB_DIMINTA, SEBAB_LENGKAP = "berkas_diminta", "berkas_lengkap"


def unggah_berkas(
    *, klaim_id: int, jenis: str, isi: bytes, pelaku: Pelaku, nomor: int | None = None
) -> BerkasKlaim:
    """Take one paper in, in place of the one of its kind that stood before.

    Shape:  `nomor` = about whom of several people it is. A filed claim takes only what an officer
            asked for; with the last of these it goes back to the officers by itself.
    Writes: berkas_klaim (encrypted); klaim, riwayat_status.
    Audit:  berkas_klaim.diunggah, klaim.pindah_status.
    Raises: IsianTidakSah("bukti_...") for a paper that is none; Bentrok("klaim_tanpa_berkas",
            "berkas_tidak_diminta", "berkas_terlalu_banyak"); TidakDitemukan.
    """
    berkas = terima_berkas(isi)
    with transaction.atomic():
        klaim = kunci_klaim(klaim_id)
        if klaim.status not in DAPAT_DIUNGGAH:
            raise Bentrok("klaim_tanpa_berkas")
        if klaim.berkas.count() >= UNGGAHAN_TERBANYAK:
            raise Bentrok("berkas_terlalu_banyak")
        baris = _tempat(klaim, jenis, nomor)
        baris.tipe, baris.isi, baris.status = berkas.tipe, berkas.isi, _S.ADA
        baris.sidik = hashlib.sha256(berkas.isi).hexdigest()
        baris.diunggah_pada = timezone.now()
        baris.save()
        catat(
            aksi=Aksi.BERKAS_DIUNGGAH, pelaku=pelaku, objek=klaim, peserta=klaim.peserta,
            sesudah={"jenis": jenis},
        )  # fmt: skip
        Klaim.objects.filter(pk=klaim.pk).update(diubah_pada=baris.diunggah_pada)
        diminta = klaim.berkas.filter(status=_S.DIMINTA)
        if klaim.status == StatusKlaim.PERLU_PERBAIKAN_DATA and not diminta.exists():
            pindahkan(klaim, StatusKlaim.TINJAUAN_PETUGAS, pelaku=pelaku, alasan=SEBAB_LENGKAP)
    return baris


def minta_berkas(
    *, klaim_id: int, jenis: str, alasan: str, petugas: Akun, pelaku: Pelaku,
    nomor: int | None = None,
) -> BerkasKlaim:  # fmt: skip
    """Ask the participant for one paper, again or for the first time; the promise's clock stops.

    Shape:  `alasan` = what is wrong or wanted, read by the participant.
    Writes: berkas_klaim, klaim, riwayat_status, pesan.
    Audit:  berkas_klaim.diminta, klaim.pindah_status.
    Raises: BelumLayak("petugas_klaim_sendiri"); Bentrok("klaim_bukan_ditinjau",
            "keberatan_belum_dijawab", "klaim_sudah_dibayarkan"); TidakDitemukan.
    """
    with transaction.atomic():
        klaim = _untuk_diminta(klaim_id, petugas)
        lama = klaim.berkas.filter(jenis=jenis, nomor=nomor).exclude(status=_S.DIGANTI)
        lama.update(status=_S.DIGANTI)
        baris = BerkasKlaim.objects.create(
            klaim=klaim, jenis=jenis, nomor=nomor, status=_S.DIMINTA, permintaan=alasan,
            diminta_oleh=petugas, diminta_pada=timezone.now(),
        )  # fmt: skip
        catat(
            aksi=Aksi.BERKAS_DIMINTA, pelaku=pelaku, objek=klaim, peserta=klaim.peserta,
            sesudah={"jenis": jenis}, alasan=alasan,
        )  # fmt: skip
        pindahkan(
            klaim, StatusKlaim.PERLU_PERBAIKAN_DATA, pelaku=pelaku, alasan=SEBAB_DIMINTA,
            data={"catatan": alasan},
        )  # fmt: skip
        if klaim.pemohon.akun is not None:
            beri_tahu(
                akun=klaim.pemohon.akun, jenis="klaim_perlu_berkas",
                data={"nomor": klaim.nomor, "alasan": alasan},
                kunci_sekali=f"klaim_perlu_berkas:{baris.pk}",
                tautan=f"/klaim/{klaim.kode}/berkas/",
            )  # fmt: skip
    return baris


def buka_berkas(*, berkas_id: int, tujuan: str, pelaku: Pelaku) -> BerkasKlaim:
    """Return a paper for an officer while its claim is under review; the look is recorded.

    Audit:  data.dilihat_petugas.
    Raises: TidakDitemukan("berkas_tidak_ada") when there is none to look at (any more).
    """
    with transaction.atomic():
        berkas = (
            BerkasKlaim.objects.select_related("klaim__peserta")
            .filter(pk=berkas_id, isi__isnull=False)
            .exclude(klaim__status__in=STATUS_SELESAI)
            .first()
        )
        if berkas is None or berkas.klaim.status == StatusKlaim.DRAF:
            raise TidakDitemukan("berkas_tidak_ada")
        catat(
            aksi=Aksi.DATA_DILIHAT, pelaku=pelaku, objek=berkas.klaim,
            peserta=berkas.klaim.peserta, sesudah={"bidang": ["berkas"]}, alasan=tujuan,
        )  # fmt: skip
    return berkas


def bersihkan_berkas() -> int:
    """Drop papers that nobody needs any more; returns how many.

    Shape:  of claims that ended 180 days ago (an objection may need them before), of drafts that
            rested for 30 days unscheduled or were called off, and those that were replaced.
    Writes: berkas_klaim (the paper goes, its hash stays).   Audit: bukti.dihapus.
    """
    pelaku, kini = tugas("klaim_jht.bersihkan_berkas"), timezone.now()
    selesai = Q(klaim__status__in=STATUS_SELESAI)
    draf = Q(klaim__status=StatusKlaim.DRAF, klaim__diubah_pada__lt=kini - UMUR_BERKAS_DRAF)
    usang = (
        selesai & Q(klaim__diubah_pada__lt=kini - UMUR_BERKAS)
        | selesai & Q(klaim__nomor=None)
        | draf & ~Q(klaim__in=Klaim.objects.filter(jadwal__status=JadwalKlaim.Status.MENUNGGU))
        | Q(status=_S.DIGANTI, diunggah_pada__lt=kini - UMUR_BERKAS_DRAF)
    )
    with transaction.atomic():
        lewat = list(
            BerkasKlaim.objects.select_for_update(skip_locked=True, of=("self",))
            .select_related("klaim__peserta")
            .filter(usang, isi__isnull=False)
            .defer("isi")[:500]
        )
        BerkasKlaim.objects.filter(pk__in=[satu.pk for satu in lewat]).update(
            isi=None, dihapus_pada=kini
        )
        for satu in lewat:
            catat(
                aksi=Aksi.BUKTI_DIHAPUS, pelaku=pelaku, objek=satu.klaim,
                peserta=satu.klaim.peserta,
            )  # fmt: skip
    return len(lewat)


def _tempat(klaim: Klaim, jenis: str, nomor: int | None) -> BerkasKlaim:
    """Return the row that takes a paper: the one asked for, else a new one; the old one ends."""
    lama = klaim.berkas.filter(jenis=jenis, nomor=nomor).exclude(status=_S.DIGANTI).first()
    if lama is not None and lama.status == _S.DIMINTA:
        return lama
    if klaim.status == StatusKlaim.PERLU_PERBAIKAN_DATA:
        raise Bentrok("berkas_tidak_diminta")
    if lama is not None:
        BerkasKlaim.objects.filter(pk=lama.pk).update(status=_S.DIGANTI)
    return BerkasKlaim(klaim=klaim, jenis=jenis, nomor=nomor)


def _untuk_diminta(klaim_id: int, petugas: Akun) -> Klaim:
    klaim = kunci_klaim(klaim_id)
    if petugas.pk in klaim.akun_ids:
        raise BelumLayak("petugas_klaim_sendiri")
    if klaim.status != StatusKlaim.TINJAUAN_PETUGAS:
        raise Bentrok("klaim_bukan_ditinjau")
    if klaim.keberatan.filter(status=Keberatan.Status.BARU).exists():
        raise Bentrok("keberatan_belum_dijawab")
    if klaim.pembayaran.exists():
        # A paper cannot be what is missing once money was sent for this claim.
        raise Bentrok("klaim_sudah_dibayarkan")
    return klaim
