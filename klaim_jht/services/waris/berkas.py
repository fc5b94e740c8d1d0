"""Papers of heirs: handed in, asked for, looked at, dropped when nobody needs them."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.audit import catat
from accounts.models import Akun
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku, tugas
from jmo.lib.galat import Bentrok, TidakDitemukan
from klaim_jht.models import BerkasWaris, PermohonanWaris
from klaim_jht.rules.ahli_waris.permohonan import WARIS_SELESAI, StatusWaris
from klaim_jht.rules.berkas import UMUR_BERKAS, UMUR_BERKAS_DRAF, UNGGAHAN_TERBANYAK
from klaim_jht.services.waris.permohonan import (
    janji_petugas,
    kabari_pemohon,
    kunci_permohonan,
    pindahkan_permohonan,
)
from klaim_jht.services.waris.petugas import pastikan_bukan_sendiri
from saldo.services.laporan_berhenti import terima_berkas

_S = BerkasWaris.Status
_DAPAT = frozenset({StatusWaris.DRAF, StatusWaris.PERLU_BERKAS})
# Heirs bring more papers than a claimant does: several people, several kinds.
UNGGAHAN_WARIS = 2 * UNGGAHAN_TERBANYAK


def unggah_berkas_waris(
    *, permohonan_id: int, jenis: str, nomor: int | None, isi: bytes, pelaku: Pelaku
) -> BerkasWaris:
    """Take one paper in, in place of the one of its kind that stood before.

    Shape:  once sent, only what an officer asked for; with the last of these the application goes
            back to the officers, and the five working days begin anew.
    Writes: berkas_waris (encrypted), permohonan_waris.
    Audit:  berkas_waris.diunggah, waris.pindah_status.
    Raises: IsianTidakSah("bukti_...") for a paper that is none; Bentrok("klaim_tanpa_berkas",
            "berkas_tidak_diminta", "berkas_terlalu_banyak"); TidakDitemukan.
    """
    berkas = terima_berkas(isi)
    with transaction.atomic():
        induk = kunci_permohonan(permohonan_id)
        if induk.status not in _DAPAT:
            raise Bentrok("klaim_tanpa_berkas")
        if induk.berkas.count() >= UNGGAHAN_WARIS:
            raise Bentrok("berkas_terlalu_banyak")
        baris = _tempat(induk, jenis, nomor)
        baris.tipe, baris.isi, baris.status = berkas.tipe, berkas.isi, _S.ADA
        baris.sidik = hashlib.sha256(berkas.isi).hexdigest()
        baris.diunggah_pada = timezone.now()
        baris.save()
        catat(
            aksi=Aksi.BERKAS_DIUNGGAH, pelaku=pelaku, objek=induk, peserta=induk.pemohon,
            sesudah={"jenis": jenis},
        )  # fmt: skip
        PermohonanWaris.objects.filter(pk=induk.pk).update(diubah_pada=baris.diunggah_pada)
        _lanjut_bila_lengkap(induk, pelaku=pelaku)
    return baris


def minta_berkas_waris(
    *, permohonan_id: int, jenis: str, nomor: int | None, alasan: str, petugas: Akun, pelaku: Pelaku
) -> BerkasWaris:
    """Ask the heir for one paper, again or for the first time; the promise's clock stops.

    Shape:  `alasan` = what is wrong or wanted, read by the heir.
    Writes: berkas_waris, permohonan_waris, pesan.
    Audit:  berkas_waris.diminta, waris.pindah_status.
    Raises: Bentrok("permohonan_sudah_berubah") when it is not with the officers; BelumLayak for
            one's own; TidakDitemukan.
    """
    with transaction.atomic():
        induk = kunci_permohonan(permohonan_id)
        pastikan_bukan_sendiri(induk, petugas)
        if induk.status not in {StatusWaris.DIAJUKAN, StatusWaris.PERLU_BERKAS}:
            raise Bentrok("permohonan_sudah_berubah")
        lama = induk.berkas.filter(jenis=jenis, nomor=nomor).exclude(status=_S.DIGANTI)
        lama.update(status=_S.DIGANTI)
        baris = BerkasWaris.objects.create(
            permohonan=induk, jenis=jenis, nomor=nomor, status=_S.DIMINTA, permintaan=alasan,
            diminta_oleh=petugas, diminta_pada=timezone.now(),
        )  # fmt: skip
        catat(
            aksi=Aksi.BERKAS_DIMINTA, pelaku=pelaku, objek=induk, peserta=induk.pemohon,
            sesudah={"jenis": jenis}, alasan=alasan,
        )  # fmt: skip
        if induk.status == StatusWaris.DIAJUKAN:
            pindahkan_permohonan(
                induk, StatusWaris.PERLU_BERKAS, pelaku=pelaku, alasan=alasan,
                menunggu_sejak=timezone.now(),
            )  # fmt: skip
        kabari_pemohon(induk, "waris_perlu_berkas", ekor=f":{baris.pk}", alasan=alasan)
    return baris


def buka_berkas_waris(*, berkas_id: int, tujuan: str, pelaku: Pelaku) -> BerkasWaris:
    """Return a paper for an officer while the application is open; the look is recorded.

    Audit:  data.dilihat_petugas.
    Raises: TidakDitemukan("berkas_tidak_ada") when there is none to look at (any more).
    """
    with transaction.atomic():
        berkas = (
            BerkasWaris.objects.select_related("permohonan__pemohon")
            .filter(pk=berkas_id, isi__isnull=False)
            .exclude(permohonan__status__in=[StatusWaris.DRAF, *_TERTUTUP])
            .first()
        )
        if berkas is None:
            raise TidakDitemukan("berkas_tidak_ada")
        catat(
            aksi=Aksi.DATA_DILIHAT, pelaku=pelaku, objek=berkas.permohonan,
            peserta=berkas.permohonan.pemohon, sesudah={"bidang": ["berkas"]}, alasan=tujuan,
        )  # fmt: skip
    return berkas


def bersihkan_berkas_waris() -> int:
    """Drop papers of heirs that nobody needs any more; returns how many.

    Shape:  180 days after the application ended; drafts that were left for 30 days are called off
            and emptied, replaced papers go after 30 days.
    Writes: berkas_waris (the paper goes, its hash stays), permohonan_waris.
    Audit:  bukti.dihapus, waris.pindah_status.
    """
    pelaku, kini = tugas("klaim_jht.bersihkan_berkas"), timezone.now()
    draf_lama = kini - UMUR_BERKAS_DRAF
    usang = (
        Q(permohonan__status__in=WARIS_SELESAI, permohonan__diubah_pada__lt=kini - UMUR_BERKAS)
        | Q(permohonan__status=StatusWaris.DIBATALKAN, permohonan__nomor=None)
        | Q(status=_S.DIGANTI, diunggah_pada__lt=draf_lama)
    )  # fmt: skip
    _tutup_draf(draf_lama, pelaku=pelaku)
    with transaction.atomic():
        lewat = list(
            BerkasWaris.objects.select_for_update(skip_locked=True, of=("self",))
            .select_related("permohonan__pemohon")
            .filter(usang, isi__isnull=False)
            .defer("isi")[:500]
        )
        BerkasWaris.objects.filter(pk__in=[satu.pk for satu in lewat]).update(
            isi=None, dihapus_pada=kini
        )
        for satu in lewat:
            catat(
                aksi=Aksi.BUKTI_DIHAPUS, pelaku=pelaku, objek=satu.permohonan,
                peserta=satu.permohonan.pemohon,
            )  # fmt: skip
    return len(lewat)


def _tutup_draf(sebelum: datetime, *, pelaku: Pelaku) -> None:
    """Call off drafts that nobody touched, and forget the people whom they named."""
    lama = PermohonanWaris.objects.filter(status=StatusWaris.DRAF, diubah_pada__lt=sebelum)
    for pk in list(lama.values_list("pk", flat=True)[:500]):
        with transaction.atomic():
            baris = kunci_permohonan(pk)
            if baris.status == StatusWaris.DRAF and baris.diubah_pada < sebelum:
                pindahkan_permohonan(baris, StatusWaris.DIBATALKAN, pelaku=pelaku, isian={})


# An accepted one stays readable for who approves the claim that came of it.
_TERTUTUP = frozenset({StatusWaris.DITOLAK, StatusWaris.DIBATALKAN})


def _lanjut_bila_lengkap(induk: PermohonanWaris, *, pelaku: Pelaku) -> None:
    if induk.status != StatusWaris.PERLU_BERKAS:
        return
    if not induk.berkas.filter(status=_S.DIMINTA).exists():
        kini = timezone.now()
        pindahkan_permohonan(
            induk, StatusWaris.DIAJUKAN, pelaku=pelaku, menunggu_sejak=None,
            janji_pada=janji_petugas(kini),
        )  # fmt: skip


def _tempat(induk: PermohonanWaris, jenis: str, nomor: int | None) -> BerkasWaris:
    """Return the row that takes a paper: the one asked for, else a new one; the old one ends."""
    lama = induk.berkas.filter(jenis=jenis, nomor=nomor).exclude(status=_S.DIGANTI).first()
    if lama is not None and lama.status == _S.DIMINTA:
        return lama
    if induk.status == StatusWaris.PERLU_BERKAS:
        raise Bentrok("berkas_tidak_diminta")
    if lama is not None:
        BerkasWaris.objects.filter(pk=lama.pk).update(status=_S.DIGANTI)
    return BerkasWaris(permohonan=induk, jenis=jenis, nomor=nomor)
