"""The one door to the state of a data update and of a verdict."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import F
from django.db.models.functions import Now

from accounts.audit import catat
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from accounts.services.pemulihan import catat_bukti_ulang
from jmo.lib.galat import Bentrok
from pengkinian.models import HasilVerifikasi, KasusPengkinian
from pengkinian.rules.status import (
    StatusKasus,
    StatusVerifikasi,
    boleh_pindah,
    verifikasi_boleh_pindah,
)


def pindahkan_kasus(
    kasus: KasusPengkinian, ke: StatusKasus, *, pelaku: Pelaku, alasan: str = "", **ubah: Any
) -> None:
    """Move a data update to `ke`.

    Writes: kasus, audit, in the caller's transaction.   Audit: pengkinian.pindah_status.
    Raises: Bentrok when the move is not in the table or the row has moved meanwhile.
    """
    assert connection.in_atomic_block
    dari = StatusKasus(kasus.status)
    if not boleh_pindah(dari, ke):
        raise Bentrok("kasus_tidak_boleh_pindah")
    terubah = KasusPengkinian.objects.filter(pk=kasus.pk, status=dari).update(
        status=ke, diubah_pada=Now(), versi=F("versi") + 1, **ubah
    )
    if terubah != 1:
        raise Bentrok("kasus_sudah_berubah")
    kasus.refresh_from_db()
    catat(
        aksi=Aksi.PENGKINIAN_PINDAH,
        pelaku=pelaku,
        objek=kasus,
        peserta=kasus.peserta,
        sebelum={"status": dari.value},
        sesudah={"status": ke.value},
        alasan=alasan,
    )


def pindahkan_verifikasi(
    verifikasi: HasilVerifikasi,
    ke: StatusVerifikasi,
    *,
    pelaku: Pelaku,
    sebab: str = "",
    **ubah: Any,
) -> None:
    """Move a verdict to `ke` and set the columns of `ubah` with it.

    A face that passes is the proof that a recovered account waits for.
    Writes: hasil_verifikasi, akun, audit, in the caller's transaction.
    Audit:  verifikasi.diputus, akun.terbukti_ulang.
    Raises: Bentrok when the move is not in the table or the row has moved meanwhile.
    """
    assert connection.in_atomic_block
    dari = StatusVerifikasi(verifikasi.status)
    if not verifikasi_boleh_pindah(dari, ke):
        raise Bentrok("verifikasi_tidak_boleh_pindah")
    terubah = HasilVerifikasi.objects.filter(pk=verifikasi.pk, status=dari).update(
        status=ke, **ubah
    )
    if terubah != 1:
        raise Bentrok("verifikasi_sudah_berubah")
    verifikasi.refresh_from_db()
    catat(
        aksi=Aksi.VERIFIKASI_DIPUTUS,
        pelaku=pelaku,
        objek=verifikasi,
        peserta=verifikasi.peserta,
        sebelum={"status": dari.value},
        sesudah={
            "status": ke.value,
            "jenis": verifikasi.jenis,
            "sumber": verifikasi.sumber,
            "terhitung": verifikasi.terhitung,
        },
        alasan=sebab,
    )
    if verifikasi.jenis == HasilVerifikasi.Jenis.WAJAH and ke is StatusVerifikasi.COCOK:
        catat_bukti_ulang(
            peserta=verifikasi.peserta, diambil_pada=verifikasi.dikirim_pada, sebab="WAJAH",
            pelaku=pelaku,
        )  # fmt: skip
