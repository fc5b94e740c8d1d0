"""The lanes of a yearly run: batch by batch, each in a transaction of its own with its progress.

Each batch begins with the lock on its lane: workers go on side by side, two runs at once share the
lanes. Killed at any moment the run goes on where the last commits left it. That nothing is credited
twice does not rest on lanes: the database allows one final credit per card and year.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import F, Max, Min, Sum
from django.db.models.functions import Now

from accounts.rules.pelaku import Pelaku
from saldo.models import Kepesertaan, LajurPutaran, PutaranPengembangan
from saldo.services.pengembangan.tarif_tahun import tarif_buku, tarif_tutup_tahun
from saldo.services.pengembangan.tumpukan import (
    HasilTumpukan,
    Tumpukan,
    ambil_tumpukan,
    kreditkan_tumpukan,
)

# Others who book on these cards wait for one batch at most.
TUMPUKAN = 20_000
# More lanes than workers: one that meets empty ranges takes another. Small funds have one lane.
LAJUR = 16
# Workers of one run. A second one waits for the disk while the first computes; a database of two
# cores has no room for a third.
SEJAJAR = 2
# A run that is silent for so long has died; the sweep lets a worker go on.
BATAS_DIAM = timedelta(minutes=2)

_S = PutaranPengembangan.Status


def buka_lajur(putaran: PutaranPengembangan) -> None:
    """Divide the cards by their numbers into ranges of one width."""
    batas = Kepesertaan.objects.aggregate(
        pertama=Min("pk", default=1), terakhir=Max("pk", default=0)
    )
    banyak = max(1, min(LAJUR, putaran.total // TUMPUKAN))
    awal = batas["pertama"] - 1
    tepi = [awal + nomor * (batas["terakhir"] - awal) // banyak for nomor in range(banyak)]
    LajurPutaran.objects.bulk_create(
        LajurPutaran(putaran=putaran, nomor=nomor, kartu_terakhir=dari, sampai=sampai)
        for nomor, (dari, sampai) in enumerate(zip(tepi, [*tepi[1:], None], strict=True))
    )


def satu_tumpukan(*, putaran_id: int, tumpukan: int, pelaku: Pelaku) -> bool:
    """Credit the next batch of a lane that nobody works on; False when the run is finished.

    Writes: lajur_putaran, jurnal, entri_jurnal, akun_buku, kredit_pengembangan; afterwards, in a
            transaction of its own, putaran_pengembangan.
    Audit:  pengembangan.dibukukan.
    Raises: as `tarif_tutup_tahun`: a rate may have been withdrawn meanwhile.
    """
    with transaction.atomic(durable=True):
        lajur = _ambil_lajur(putaran_id)
        if lajur is not None:
            tarif = tarif_buku(tarif_tutup_tahun(lajur.putaran.tahun))
            bagian = ambil_tumpukan(dari=lajur.kartu_terakhir, sampai=lajur.sampai, banyak=tumpukan)
            if bagian is None:
                LajurPutaran.objects.filter(pk=lajur.pk).update(selesai=True)
            else:
                hasil = kreditkan_tumpukan(bagian, tarif=tarif, pelaku=pelaku)
                _catat_kemajuan(lajur, bagian, hasil)
    _jumlahkan_lajur(putaran_id)
    return lajur is not None


def kerjakan(putaran_id: int, tumpukan: int, *, pelaku: Pelaku, lanjut: Callable[[], bool]) -> bool:
    """Credit batches until `lanjut`, asked after each, says no; True when cards may be left.

    Shape:  as many workers as there are lanes for, the caller being one of them; a fault in one
            ends the others after their batch, and is raised here.
    """
    berhenti = False

    def kerja(lanjut: Callable[[], bool]) -> bool:
        nonlocal berhenti
        lagi = True
        try:
            while lagi and not berhenti:
                lagi = satu_tumpukan(putaran_id=putaran_id, tumpukan=tumpukan, pelaku=pelaku)
                if not lanjut():
                    break
        except BaseException:
            berhenti = True
            raise
        return lagi

    def kerja_sendiri() -> bool:
        try:
            return kerja(lambda: True)
        finally:
            connection.close()

    teman = min(SEJAJAR, LajurPutaran.objects.filter(putaran_id=putaran_id).count()) - 1
    with ThreadPoolExecutor(max(teman, 1), thread_name_prefix="lajur") as kolam:
        lain = [kolam.submit(kerja_sendiri) for _ in range(teman)]
        lagi = kerja(lanjut)
        berhenti = True
    for satu in lain:
        satu.result()
    return lagi


def _ambil_lajur(putaran_id: int) -> LajurPutaran | None:
    """Lock a lane that is not finished: a free one, else the first one that gets free."""
    belum = (
        LajurPutaran.objects.select_related("putaran")
        .filter(putaran_id=putaran_id, selesai=False)
        .order_by("nomor")
    )
    bebas = belum.select_for_update(of=("self",), skip_locked=True).first()
    return bebas or belum.select_for_update(of=("self",)).first()


def _catat_kemajuan(lajur: LajurPutaran, bagian: Tumpukan, hasil: HasilTumpukan) -> None:
    LajurPutaran.objects.filter(pk=lajur.pk).update(
        kartu_terakhir=bagian.sampai,
        diperiksa=F("diperiksa") + bagian.kartu,
        **{satu.name: F(satu.name) + getattr(hasil, satu.name) for satu in fields(hasil)},
    )


@transaction.atomic(durable=True)
def _jumlahkan_lajur(putaran_id: int) -> None:
    """Bring the run up to its lanes; a finished one is left as it is."""
    putaran = PutaranPengembangan.objects.select_for_update().get(pk=putaran_id)
    if putaran.status == _S.SELESAI:
        return
    lajur = LajurPutaran.objects.filter(putaran_id=putaran_id)
    nama = ["diperiksa", *(satu.name for satu in fields(HasilTumpukan))]
    jumlah = lajur.aggregate(**{satu: Sum(satu, default=0) for satu in nama})
    if lajur.filter(selesai=False).exists():
        keadaan: dict[str, object] = {"jatuh_pada": Now() + BATAS_DIAM}
    else:
        keadaan = {"status": _S.SELESAI, "selesai_pada": Now(), "jatuh_pada": None}
    PutaranPengembangan.objects.filter(pk=putaran_id).update(**jumlah, **keadaan)
