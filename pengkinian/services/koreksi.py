"""Corrections: the answer "Ada yang salah" opens a case for an officer; the person goes on."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.audit import catat
from accounts.models import Akun, Peserta
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from accounts.services.pesan import beri_tahu
from jmo.lib.galat import Bentrok
from pengkinian.models import KasusKoreksi, KasusPengkinian

# A correction of personal data is answered within 3x24 hours (UU 27/2022 Art. 30).
TENGGAT = timedelta(hours=72)


def buka_koreksi(
    *,
    peserta: Peserta,
    kasus: KasusPengkinian | None,
    jenis: KasusKoreksi.Jenis,
    uraian: str,
    pelaku: Pelaku,
) -> KasusKoreksi:
    """Open a correction; an open one of the same kind is taken up instead of a second.

    Writes: kasus_koreksi.   Audit: koreksi.dibuka.
    """
    with transaction.atomic():
        Peserta.objects.select_for_update().get(pk=peserta.pk)
        lama = KasusKoreksi.objects.filter(peserta=peserta, jenis=jenis, status="BARU").first()
        if lama is not None:
            lama.uraian = uraian
            lama.save(update_fields=["uraian"])
            return lama
        baru = KasusKoreksi.objects.create(
            peserta=peserta, kasus=kasus, jenis=jenis, uraian=uraian,
            tenggat_pada=timezone.now() + TENGGAT,
        )  # fmt: skip
        catat(
            aksi=Aksi.KOREKSI_DIBUKA, pelaku=pelaku, objek=baru, peserta=peserta,
            sesudah={"jenis": str(jenis), "tenggat_pada": baru.tenggat_pada},
        )  # fmt: skip
    return baru


def putuskan_koreksi(
    *, koreksi_id: int, diterima: bool, jawaban: str, petugas: Akun, pelaku: Pelaku
) -> KasusKoreksi:
    """Close a correction with an answer that the participant reads.

    Writes: kasus_koreksi, pesan.   Audit: koreksi.diputus.
    Raises: Bentrok when somebody else has closed it.
    """
    with transaction.atomic():
        koreksi = (
            KasusKoreksi.objects.select_for_update(of=("self",))
            .select_related("peserta__akun")
            .get(pk=koreksi_id)
        )
        if koreksi.status != KasusKoreksi.Status.BARU:
            raise Bentrok("koreksi_sudah_diputus")
        status = KasusKoreksi.Status.DITERIMA if diterima else KasusKoreksi.Status.DITOLAK
        KasusKoreksi.objects.filter(pk=koreksi.pk).update(
            status=status, jawaban=jawaban, petugas=petugas, diputus_pada=timezone.now()
        )
        koreksi.refresh_from_db()
        catat(
            aksi=Aksi.KOREKSI_DIPUTUS, pelaku=pelaku, objek=koreksi, peserta=koreksi.peserta,
            sesudah={"status": str(status)},
        )  # fmt: skip
        if koreksi.peserta.akun is not None:
            beri_tahu(
                akun=koreksi.peserta.akun,
                jenis="koreksi_diputus",
                data={"diterima": diterima, "jawaban": jawaban},
                kunci_sekali=f"koreksi:{koreksi.pk}",
            )
    return koreksi
