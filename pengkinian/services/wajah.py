"""One attempt at the face check: deal the instructions, take the pictures, have them judged."""

from __future__ import annotations

import hashlib
import hmac
import random
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.audit import catat
from accounts.models import Persetujuan, Peserta
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from jmo.antrean import bunyikan
from jmo.lib.galat import Bentrok, IsianTidakSah, TerlaluSering
from jmo.lib.gambar import GambarDitolak, bersihkan_gambar
from pengkinian.models import BingkaiWajah, HasilVerifikasi, KasusPengkinian
from pengkinian.rules.percobaan import KETENTUAN_WAJAH, HasilPercobaan, periksa_percobaan
from pengkinian.rules.status import StatusVerifikasi
from pengkinian.rules.wajah import Instruksi, Keperluan, buat_tantangan, ganti_instruksi
from pengkinian.selectors import ada_yang_dinilai, riwayat_percobaan
from pengkinian.services.status import pindahkan_verifikasi

BEL = "pengkinian.periksa_wajah"
LURUS = "LURUS"
UMUR_TANTANGAN = timedelta(minutes=10)
BATAS_BYTE = 1_000_000
_ACAK = random.SystemRandom()
_GAMBAR = {
    "terlalu_besar": "wajah_gambar_terlalu_besar",
    "terlalu_banyak_piksel": "wajah_gambar_terlalu_besar",
}


@dataclass(frozen=True, slots=True)
class Bingkai:
    """One picture as it came from the camera page."""

    instruksi: str
    isi: bytes


def sisa_percobaan(peserta: Peserta, *, sekarang: datetime | None = None) -> HasilPercobaan:
    """Return whether this person may try now, how many tries are left, and when else."""
    return periksa_percobaan(
        riwayat_percobaan(peserta), sekarang or timezone.now(), KETENTUAN_WAJAH
    )


def buka_percobaan(
    *,
    peserta: Peserta,
    kasus: KasusPengkinian | None,
    keperluan: Keperluan,
    persetujuan: Persetujuan,
    pelaku: Pelaku,
) -> HasilVerifikasi:
    """Deal the instructions of a new attempt, before any camera opens.

    Result: an attempt that was dealt and not used yet is dealt again with new instructions.
    Writes: hasil_verifikasi.   Audit: verifikasi.diminta.
    Raises: TerlaluSering while tries are used up or a wait runs; Bentrok while one is judged, by
            the machine or by an officer.
    """
    with transaction.atomic():
        # The person's row is the lock: parallel pages cannot open a sixth try.
        Peserta.objects.select_for_update().get(pk=peserta.pk)
        _tolak_bila_dinilai(peserta)
        _tutup_yang_belum_dikirim(peserta)
        hasil = sisa_percobaan(peserta)
        if not hasil.boleh:
            if hasil.coba_lagi_pada is None:
                raise Bentrok("wajah_sedang_diperiksa")
            raise TerlaluSering("wajah_menunggu", coba_lagi_pada=hasil.coba_lagi_pada)
        verifikasi = HasilVerifikasi.objects.create(
            peserta=peserta,
            kasus=kasus,
            jenis=HasilVerifikasi.Jenis.WAJAH,
            keperluan=keperluan.value,
            tantangan=[LURUS, *(butir.value for butir in buat_tantangan(_ACAK))],
            nonce=secrets.token_urlsafe(32),
            kedaluwarsa_pada=timezone.now() + UMUR_TANTANGAN,
            persetujuan=persetujuan,
        )
        catat(
            aksi=Aksi.VERIFIKASI_DIMINTA,
            pelaku=pelaku,
            objek=verifikasi,
            peserta=peserta,
            sesudah={"jenis": "WAJAH", "keperluan": keperluan.value},
        )
    return verifikasi


def tukar_instruksi(
    *, verifikasi: HasilVerifikasi, tidak_bisa: Collection[Instruksi], pelaku: Pelaku
) -> bool:
    """Deal others for movements that the person cannot make; no try is burned.

    Result: False when too few movements are left: then an officer or a branch is the door.
    Writes: hasil_verifikasi.
    """
    with transaction.atomic():
        baris = HasilVerifikasi.objects.select_for_update().get(pk=verifikasi.pk)
        kini = tuple(Instruksi(butir) for butir in baris.tantangan if butir != LURUS)
        baru = ganti_instruksi(kini, tidak_bisa, _ACAK)
        if baru is None or baris.dikirim_pada is not None:
            return False
        baris.tantangan = [LURUS, *(butir.value for butir in baru)]
        baris.save(update_fields=["tantangan"])
        catat(
            aksi=Aksi.VERIFIKASI_DIMINTA, pelaku=pelaku, objek=baris, peserta=baris.peserta,
            sesudah={"jenis": "WAJAH", "instruksi": [butir.value for butir in baru]},
        )  # fmt: skip
    verifikasi.tantangan = baris.tantangan
    return True


def terima_bingkai(
    *, verifikasi: HasilVerifikasi, nonce: str, bingkai: Sequence[Bingkai], pelaku: Pelaku
) -> HasilVerifikasi:
    """Take the pictures of an attempt, clean them, and have them judged.

    Shape:  one picture per dealt instruction, in that order; 1 MB in all.
    Writes: bingkai_wajah (encrypted), hasil_verifikasi.   Rings: pengkinian.periksa_wajah.
    Raises: IsianTidakSah for pictures that are none, too large or out of order; Bentrok for a
            stale nonce or a second sending.
    """
    _periksa_bingkai(verifikasi, nonce, bingkai)
    bersih = [(butir, _bersihkan(butir)) for butir in bingkai]
    with transaction.atomic():
        baris = (
            HasilVerifikasi.objects.select_for_update(of=("self",))
            .select_related("peserta")
            .get(pk=verifikasi.pk)
        )
        if baris.dikirim_pada is not None or baris.batal_pada is not None:
            raise Bentrok("wajah_sudah_dikirim")
        sidik = [hashlib.sha256(butir.isi).hexdigest() for butir in bingkai]
        ulang = BingkaiWajah.objects.filter(sidik__in=sidik).exists() or len({*sidik}) < len(sidik)
        BingkaiWajah.objects.bulk_create(
            BingkaiWajah(verifikasi=baris, urutan=ke, instruksi=asal.instruksi, sidik=cap, isi=isi)
            for ke, ((asal, isi), cap) in enumerate(zip(bersih, sidik, strict=True))
        )
        baris.rincian = {"dipakai_ulang": ulang}
        baris.dikirim_pada = baris.jatuh_pada = timezone.now()
        baris.nonce = ""
        baris.save(update_fields=["rincian", "dikirim_pada", "jatuh_pada", "nonce"])
        catat(
            aksi=Aksi.VERIFIKASI_DIMINTA, pelaku=pelaku, objek=baris, peserta=baris.peserta,
            sesudah={"jenis": "WAJAH", "status": baris.status},
        )  # fmt: skip
        bunyikan(BEL, verifikasi_id=baris.pk)
    return baris


def kirim_foto(
    *,
    peserta: Peserta,
    kasus: KasusPengkinian | None,
    isi: bytes,
    persetujuan: Persetujuan,
    pelaku: Pelaku,
) -> HasilVerifikasi:
    """Take one photo from somebody without a camera; an officer judges it, no try is burned.

    Writes: hasil_verifikasi, bingkai_wajah (encrypted).   Audit: verifikasi.diminta, .diputus.
    Raises: IsianTidakSah for what is no picture; Bentrok while an officer has one already.
    """
    bersih = _bersihkan(Bingkai(LURUS, isi))
    with transaction.atomic():
        Peserta.objects.select_for_update().get(pk=peserta.pk)
        _tolak_bila_dinilai(peserta)
        _tutup_yang_belum_dikirim(peserta)
        sekarang = timezone.now()
        verifikasi = HasilVerifikasi.objects.create(
            peserta=peserta, kasus=kasus, jenis=HasilVerifikasi.Jenis.WAJAH,
            keperluan=HasilVerifikasi.Keperluan.PENGKINIAN, tantangan=[LURUS],
            persetujuan=persetujuan, dikirim_pada=sekarang, status=StatusVerifikasi.DIPROSES,
        )  # fmt: skip
        BingkaiWajah.objects.create(
            verifikasi=verifikasi, urutan=0, instruksi=LURUS, isi=bersih,
            sidik=hashlib.sha256(isi).hexdigest(),
        )  # fmt: skip
        pindahkan_verifikasi(verifikasi, StatusVerifikasi.DITINJAU_PETUGAS, pelaku=pelaku)
    return verifikasi


def _tolak_bila_dinilai(peserta: Peserta) -> None:
    # Attempts that go to an officer burn no try, so one at a time: else they would be endless.
    if ada_yang_dinilai(peserta):
        raise Bentrok("wajah_dinilai_petugas")


def _tutup_yang_belum_dikirim(peserta: Peserta) -> None:
    HasilVerifikasi.objects.filter(
        peserta=peserta, jenis=HasilVerifikasi.Jenis.WAJAH, dikirim_pada=None, batal_pada=None
    ).update(batal_pada=timezone.now())


def _periksa_bingkai(verifikasi: HasilVerifikasi, nonce: str, bingkai: Sequence[Bingkai]) -> None:
    if not verifikasi.nonce or not hmac.compare_digest(verifikasi.nonce, nonce):
        raise Bentrok("wajah_sudah_dikirim")
    if verifikasi.kedaluwarsa_pada is None or verifikasi.kedaluwarsa_pada < timezone.now():
        raise Bentrok("wajah_tantangan_kedaluwarsa")
    if [butir.instruksi for butir in bingkai] != verifikasi.tantangan:
        raise IsianTidakSah("wajah_bingkai_tidak_lengkap")
    if sum(len(butir.isi) for butir in bingkai) > BATAS_BYTE:
        raise IsianTidakSah("wajah_bingkai_terlalu_besar")


def _bersihkan(butir: Bingkai) -> bytes:
    try:
        return bersihkan_gambar(butir.isi)
    except GambarDitolak as sebab:
        raise IsianTidakSah(_GAMBAR.get(sebab.kode, "wajah_bukan_gambar")) from sebab
