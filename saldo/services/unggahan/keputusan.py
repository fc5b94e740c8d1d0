"""What officers decide about an uploaded file, and what time decides."""

from __future__ import annotations

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from accounts.audit import catat
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from jmo.antrean import bunyikan
from jmo.lib.galat import BelumLayak, Bentrok
from saldo.models import PotonganUnggahan, UnggahanIuran
from saldo.rules.unggahan import HIDUP, SIMPAN, StatusUnggahan, boleh_menyetujui, boleh_pindah
from saldo.services.unggahan.penerimaan import BEL

_S = StatusUnggahan


def setujui_unggahan(*, unggahan_id: int, sidik_beda: str, pelaku: Pelaku) -> UnggahanIuran:
    """Let the differences that the second officer saw be booked.

    Shape:  `sidik_beda` as the page showed it; what changed meanwhile is not agreed to.
    Writes: unggahan_iuran.   Audit: iuran.disetujui.   Rings: saldo.proses_unggahan.
    Raises: BelumLayak("pengunggah_tidak_menyetujui"), Bentrok("perbedaan_berubah",
            "unggahan_sudah_berpindah").
    """
    with transaction.atomic():
        unggahan = _kunci(unggahan_id)
        if not boleh_menyetujui(pengunggah_id=unggahan.diunggah_oleh_id, akun_id=pelaku.akun_id):
            raise BelumLayak("pengunggah_tidak_menyetujui")
        _pastikan(unggahan, _S.MENUNGGU_BUKU)
        if not sidik_beda or sidik_beda != unggahan.sidik_beda:
            raise Bentrok("perbedaan_berubah")
        UnggahanIuran.objects.filter(pk=unggahan.pk).update(
            status=_S.MENUNGGU_BUKU.value, disetujui_oleh=pelaku.akun_id, disetujui_pada=Now(),
            jatuh_pada=Now(), baris_selesai=0, percobaan=0,
        )  # fmt: skip
        catat(
            aksi=Aksi.IURAN_DISETUJUI, pelaku=pelaku, objek=unggahan,
            sesudah={"berkas": unggahan.nama, "sidik": unggahan.sidik_beda},
        )  # fmt: skip
        bunyikan(BEL, unggahan_id=unggahan.pk)
    unggahan.refresh_from_db()
    return unggahan


def batalkan_unggahan(*, unggahan_id: int, alasan: str, pelaku: Pelaku) -> None:
    """Put a file aside that was not booked, and remove its bytes.

    Writes: unggahan_iuran, potongan_unggahan.   Audit: iuran.unggahan_dibatalkan.
    Raises: Bentrok("unggahan_sudah_berpindah").
    """
    with transaction.atomic():
        unggahan = _kunci(unggahan_id)
        _pastikan(unggahan, _S.DIBATALKAN)
        UnggahanIuran.objects.filter(pk=unggahan.pk).update(
            status=_S.DIBATALKAN.value, jatuh_pada=None, selesai_pada=Now()
        )
        PotonganUnggahan.objects.filter(unggahan=unggahan).delete()
        catat(
            aksi=Aksi.IURAN_DIBATALKAN, pelaku=pelaku, objek=unggahan, alasan=alasan,
            sesudah={"berkas": unggahan.nama},
        )  # fmt: skip


def bersihkan_unggahan() -> int:
    """Remove the bytes of files past their 30 days; returns how many rows were emptied.

    Writes: unggahan_iuran, potongan_unggahan.
    """
    lewat = UnggahanIuran.objects.filter(diunggah_pada__lte=timezone.now() - SIMPAN)
    with transaction.atomic():
        # A file that is being booked is left to its worker.
        tetap = _S.MENUNGGU_BUKU.value
        ids = list(
            lewat.exclude(status=tetap)
            .filter(potongan__isnull=False)
            .select_for_update(skip_locked=True, of=("self",))
            .values_list("pk", flat=True)
        )
        UnggahanIuran.objects.filter(pk__in=ids, status__in=HIDUP).update(
            status=_S.KEDALUWARSA.value, jatuh_pada=None, selesai_pada=Now()
        )
        PotonganUnggahan.objects.filter(unggahan__in=ids).delete()
    return len(set(ids))


def _kunci(unggahan_id: int) -> UnggahanIuran:
    return UnggahanIuran.objects.select_for_update(no_key=True).get(pk=unggahan_id)


def _pastikan(unggahan: UnggahanIuran, ke: StatusUnggahan) -> None:
    if not boleh_pindah(unggahan.status, ke):
        raise Bentrok("unggahan_sudah_berpindah")
