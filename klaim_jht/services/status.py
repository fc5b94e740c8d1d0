"""The one door to the state of a claim and of a payment.

State, history row and audit row are written in one transaction; the table of allowed moves stands
in `rules.status`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import F
from django.utils import timezone

from accounts.audit import catat
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from jmo.lib.galat import Bentrok
from klaim_jht.models import Klaim, Pembayaran, RiwayatStatus
from klaim_jht.rules.status import StatusKlaim, StatusPembayaran, boleh_pindah
from klaim_jht.rules.tanggapan_bank import tanya_sesudah_akhir


def pindahkan(
    klaim: Klaim,
    ke: StatusKlaim,
    *,
    pelaku: Pelaku,
    alasan: str = "",
    data: Mapping[str, Any] | None = None,
    **ubah: Any,
) -> None:
    """Move a claim to `ke` and set the columns of `ubah` with it.

    Writes: klaim, riwayat_status, audit, in the caller's transaction.
    Audit:  klaim.pindah_status.
    Raises: Bentrok when the move is not in the table or the row has moved meanwhile.
    """
    assert connection.in_atomic_block
    dari = StatusKlaim(klaim.status)
    if not boleh_pindah(dari, ke):
        raise Bentrok("klaim_tidak_boleh_pindah", dari=dari.value, ke=ke.value)
    ubah |= {"status": ke, "diubah_pada": timezone.now()}
    terubah = Klaim.objects.filter(pk=klaim.pk, status=dari).update(versi=F("versi") + 1, **ubah)
    if terubah != 1:
        raise Bentrok("klaim_sudah_berubah")
    _tiru(klaim, {**ubah, "versi": klaim.versi + 1})
    _riwayat(klaim, None, dari, ke, pelaku=pelaku, alasan=alasan, data=data)
    catat(
        aksi=Aksi.KLAIM_PINDAH,
        pelaku=pelaku,
        objek=klaim,
        peserta=klaim.peserta,
        sebelum={"status": dari.value},
        sesudah={"status": ke.value},
        alasan=alasan,
    )


def pindahkan_pembayaran(
    pembayaran: Pembayaran,
    ke: StatusPembayaran,
    *,
    pelaku: Pelaku,
    alasan: str = "",
    data: Mapping[str, Any] | None = None,
    **ubah: Any,
) -> None:
    """Move a payment to `ke` and set the columns of `ubah` with it.

    Writes: pembayaran, riwayat_status, audit, in the caller's transaction.
    Audit:  pembayaran.pindah_status.
    Raises: Bentrok when the move is not in the table or the row has moved meanwhile.
    """
    assert connection.in_atomic_block
    dari = StatusPembayaran(pembayaran.status)
    if not boleh_pindah(dari, ke):
        raise Bentrok("pembayaran_tidak_boleh_pindah", dari=dari.value, ke=ke.value)
    ubah["status"] = ke
    baris = Pembayaran.objects.filter(pk=pembayaran.pk, status=dari)
    if dari is StatusPembayaran.SIAP and ke is StatusPembayaran.DIKIRIM:
        # Parked for people since the worker read it: it must not go out.
        baris = baris.filter(perlu_petugas=False)
    terubah = baris.update(**ubah)
    if terubah != 1:
        raise Bentrok("pembayaran_sudah_berubah")
    _tiru(pembayaran, ubah)
    _riwayat(pembayaran.klaim, pembayaran, dari, ke, pelaku=pelaku, alasan=alasan, data=data)
    catat(
        aksi=Aksi.PEMBAYARAN_PINDAH,
        pelaku=pelaku,
        objek=pembayaran,
        peserta=pembayaran.klaim.peserta,
        sebelum={"status": dari.value},
        sesudah={"status": ke.value, "partner_ref": pembayaran.partner_ref},
        alasan=alasan,
    )


def tunda(pembayaran: Pembayaran, *, sampai: datetime | None, **ubah: Any) -> None:
    """Set when a payment is due next without moving it; None parks it for officers."""
    Pembayaran.objects.filter(pk=pembayaran.pk).update(jatuh_pada=sampai, **ubah)


def tanya_akhir(ke: StatusPembayaran) -> datetime | None:
    """Return when the bank is first asked about a payment that ends now; None = never."""
    kini = timezone.now()
    return tanya_sesudah_akhir(ke, berakhir_pada=kini, kini=kini, dijawab=True)


def _tiru(baris: Klaim | Pembayaran, ubah: Mapping[str, Any]) -> None:
    """Give the object in hand what its row has now; a payment a second cannot afford re-reading."""
    for nama, nilai in ubah.items():
        setattr(baris, nama, nilai)


def _riwayat(
    klaim: Klaim,
    pembayaran: Pembayaran | None,
    dari: str,
    ke: str,
    *,
    pelaku: Pelaku,
    alasan: str,
    data: Mapping[str, Any] | None,
) -> None:
    RiwayatStatus.objects.create(
        klaim=klaim,
        pembayaran=pembayaran,
        dari=dari,
        ke=ke,
        pelaku_jenis=pelaku.jenis,
        pelaku_akun_id=pelaku.akun_id,
        pelaku_nama=pelaku.nama,
        alasan=alasan,
        data=dict(data or {}),
    )
