"""Having one due row tried now: it only comes sooner, what it may do decides its own service."""

from __future__ import annotations

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from accounts.audit import catat
from accounts.models import BarisJatuhTempo, Pesan
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from accounts.services import pesan
from jmo.antrean import bunyikan
from jmo.lib.galat import BelumLayak, Bentrok, TidakDitemukan
from klaim_jht.models import Klaim, LaporanKematian, Pembayaran
from klaim_jht.rules.status import StatusPembayaran
from klaim_jht.selectors.antrean import ambil_jatuh_tempo
from klaim_jht.services import kematian, penerbitan, pengajuan
from pengkinian.models import HasilVerifikasi
from pengkinian.services import sapuan
from saldo.models import PutaranPengembangan, UnggahanIuran
from saldo.services.pengembangan import putaran
from saldo.services.unggahan import penerimaan

# Who is rung for a kind of row, and the name of its argument. A leaver's report is not among them:
# its due time is the employer's right to answer.
_BEL: dict[type[BarisJatuhTempo], tuple[str, str]] = {
    Pembayaran: (penerbitan.BEL, "pembayaran_id"),
    Klaim: (pengajuan.BEL, "klaim_id"),
    LaporanKematian: (kematian.BEL, "laporan_id"),
    Pesan: (pesan.BEL, "pesan_id"),
    UnggahanIuran: (penerimaan.BEL, "unggahan_id"),
    PutaranPengembangan: (putaran.BEL, "putaran_id"),
}
_DIDORONG: tuple[type[BarisJatuhTempo], ...] = (*_BEL, HasilVerifikasi)
DAPAT_DIDORONG = frozenset(satu._meta.label_lower for satu in _DIDORONG)


def dorong_baris(*, model: str, pk: int, alasan: str, pelaku: Pelaku) -> None:
    """Make one due row due now and ring for it.

    Shape:  `model` = label of its table. A payment that was not sent keeps its time: that is the
            cooling rule's; one that was is only asked about.
    Writes: the row (due time).   Rings: the task of its kind.   Audit: antrean.didorong.
    Raises: TidakDitemukan for no such row; Bentrok while a worker holds it, an officer has to
            move it, or it may not come sooner; BelumLayak without a reason.
    """
    if not alasan:
        raise BelumLayak("antrean_tanpa_alasan")
    with transaction.atomic():
        baris = ambil_jatuh_tempo(model, pk) if model in DAPAT_DIDORONG else None
        if baris is None:
            raise TidakDitemukan("antrean_baris_tidak_ada")
        sekarang = timezone.now()
        if baris.sewa_sampai is not None and baris.sewa_sampai > sekarang:
            raise Bentrok("antrean_baris_dipegang")
        if getattr(baris, "perlu_petugas", False) or baris.jatuh_pada is None:
            raise Bentrok("antrean_baris_petugas")
        belum_dikirim = isinstance(baris, Pembayaran) and baris.status == StatusPembayaran.SIAP
        if belum_dikirim and baris.jatuh_pada > sekarang:
            raise Bentrok("antrean_belum_dikirim")
        sebelum = baris.jatuh_pada
        baris.jatuh_pada = min(sebelum, sekarang)
        baris.save(update_fields=["jatuh_pada"])
        catat(
            aksi=Aksi.ANTREAN_DIDORONG, pelaku=pelaku, objek=baris, alasan=alasan[:200],
            sebelum={"jatuh_pada": sebelum}, sesudah={"jatuh_pada": baris.jatuh_pada},
        )  # fmt: skip
        bel, kunci = _bel(baris)
        bunyikan(bel, **{kunci: pk})


def _bel(baris: BarisJatuhTempo) -> tuple[str, str]:
    if isinstance(baris, HasilVerifikasi):
        return sapuan.bel_untuk(baris), "verifikasi_id"
    return _BEL[apps.get_model(baris._meta.label_lower)]
