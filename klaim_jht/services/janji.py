"""Watching over the promise: warn before it ends, record once that it was broken, and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.audit import catat
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import tugas
from klaim_jht.models import Klaim, PeringatanJanji, RiwayatStatus
from klaim_jht.rules.janji_bayar import JamJanji
from klaim_jht.rules.peringatan import DILANGGAR, SebabTunggu, sebab_tunggu, tahap_janji
from klaim_jht.rules.status import PEMBAYARAN_TERBUKA, StatusKlaim, StatusPembayaran
from klaim_jht.selectors import jam_klaim, riwayat_klaim
from klaim_jht.selectors.janji import klaim_berjanji, persen_tercatat

BEL = "klaim_jht.sapu_janji"


def sapu_janji() -> int:
    """Look at every running promise; returns how many marks are new.

    Safe to run any number of times at once: the database lets each mark in once.
    Writes: klaim_jht_peringatanjanji.   Audit: janji.diperingatkan, janji.dilanggar.
    """
    kini = timezone.now()
    return sum(_lihat(satu, kini) for satu in klaim_berjanji(kini=kini).iterator(chunk_size=500))


def _lihat(klaim: Klaim, kini: datetime) -> bool:
    riwayat = riwayat_klaim(klaim)
    dibayar = klaim.status == StatusKlaim.DIBAYAR
    saat = klaim.dibayar_pada if dibayar and klaim.dibayar_pada else kini
    jam = jam_klaim(klaim, riwayat, kini=saat)
    if jam is None or klaim.diajukan_pada is None:
        return False
    tahap = tahap_janji(
        jam, diajukan=klaim.diajukan_pada, kini=saat, tahap=settings.JANJI_PERINGATAN_PERSEN
    )
    # Money that arrived in time needs no warning any more.
    if (dibayar and tahap < DILANGGAR) or tahap <= persen_tercatat(klaim):
        return False
    return _catat(klaim, tahap, jam, _sebab(klaim, riwayat, jam, dilanggar=tahap == DILANGGAR))


def _sebab(
    klaim: Klaim, riwayat: Sequence[RiwayatStatus], jam: JamJanji, *, dilanggar: bool
) -> SebabTunggu:
    """Return for whom the claim waits now; for a breach: waited when the promise ended."""
    if not dilanggar:
        bayar = klaim.pembayaran.filter(status__in=PEMBAYARAN_TERBUKA).order_by("-pk").first()
        return sebab_tunggu(
            StatusKlaim(klaim.status),
            pembayaran=StatusPembayaran(bayar.status) if bayar else None,
            perlu_petugas=bool(bayar and bayar.perlu_petugas),
        )
    saat = [satu for satu in riwayat if satu.pada <= jam.paling_lambat]
    status = next((satu.ke for satu in reversed(saat) if satu.pembayaran_id is None), klaim.status)
    kiriman = next((satu.ke for satu in reversed(saat) if satu.pembayaran_id is not None), None)
    # What no machine may move was so before, unless it has been moved since.
    perlu = klaim.pembayaran.filter(status__in=PEMBAYARAN_TERBUKA, perlu_petugas=True).exists()
    return sebab_tunggu(
        StatusKlaim(status),
        pembayaran=StatusPembayaran(kiriman) if kiriman else None,
        perlu_petugas=perlu,
    )


def _catat(klaim: Klaim, tahap: int, jam: JamJanji, sebab: SebabTunggu) -> bool:
    try:
        with transaction.atomic():
            baris = PeringatanJanji.objects.create(
                klaim=klaim, persen=tahap, sebab=sebab.value, batas_pada=jam.paling_lambat
            )
            catat(
                aksi=Aksi.JANJI_DILANGGAR if tahap == DILANGGAR else Aksi.JANJI_DIPERINGATKAN,
                pelaku=tugas(BEL), objek=baris, peserta=klaim.peserta,
                sesudah={"nomor": klaim.nomor, "sebab": sebab, "tenggat_pada": jam.paling_lambat},
            )  # fmt: skip
    except IntegrityError:
        # Another sweep was faster.
        return False
    return True
