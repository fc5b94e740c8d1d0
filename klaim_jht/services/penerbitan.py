"""Writing a payment: one reference for life, due when the cooling rule allows it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Max
from django.utils import timezone

from accounts.audit import catat
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from jmo.antrean import bunyikan
from jmo.lib.tanggal import hari_ini_wib
from jmo.lib.uang import Rupiah
from klaim_jht.models import Klaim, Pembayaran, Susulan
from klaim_jht.rules.json_nilai import ke_json
from klaim_jht.rules.status import StatusKlaim
from klaim_jht.services.pratinjau import hitung_pajak
from klaim_jht.services.status import pindahkan
from pengkinian.models import Rekening

BEL = "klaim_jht.kirim_pembayaran"


def buat_pembayaran(*, klaim: Klaim, pelaku: Pelaku) -> Pembayaran:
    """Write the next payment of an approved claim and move the claim on.

    Shape:  the claim is DISETUJUI, with account, net amount and time of sending set. A person who
            reported "bukan saya" has no time: the payment waits for a human. In another year than
            that of filing the tax is that of this year.
    Writes: pembayaran, klaim, riwayat_status, in the caller's transaction.
    Rings:  klaim_jht.kirim_pembayaran.   Audit: pembayaran.dibuat, klaim.pindah_status.
    """
    assert klaim.rekening is not None
    ubah = _pajak_tahun_bayar(klaim)
    jumlah = ubah.get("neto", klaim.neto)
    assert jumlah is not None
    pembayaran = tulis_pembayaran(
        klaim=klaim, rekening=klaim.rekening, jumlah=jumlah,
        boleh_kirim_pada=klaim.boleh_kirim_pada, pelaku=pelaku,
    )  # fmt: skip
    data: dict[str, Any] = {nama: ubah[nama] for nama in ("pajak", "neto") if nama in ubah}
    pindahkan(klaim, StatusKlaim.PEMBAYARAN_DIPROSES, pelaku=pelaku, data=data, **ubah)
    return pembayaran


def _pajak_tahun_bayar(klaim: Klaim) -> dict[str, Any]:
    """Return the tax anew where the year of payment is not that of filing; {} where it stands.

    A scale holds for calendar years of payment: a review or a repair may cross a new year's eve.
    """
    sekarang = timezone.now()
    hari = hari_ini_wib(max(klaim.boleh_kirim_pada or sekarang, sekarang))
    if klaim.diajukan_pada is None or hari.year == hari_ini_wib(klaim.diajukan_pada).year:
        return {}
    rincian, _npwp = hitung_pajak(
        klaim.peserta, Rupiah(klaim.bruto or 0), hari, selain=klaim, penerima=klaim.pemohon
    )
    if rincian.pajak == klaim.pajak:
        return {}
    return {
        "pajak": rincian.pajak, "neto": rincian.neto, "rincian_pajak": ke_json(rincian)
    }  # fmt: skip


def tulis_pembayaran(
    *,
    klaim: Klaim,
    rekening: Rekening,
    jumlah: int,
    boleh_kirim_pada: datetime | None,
    pelaku: Pelaku,
    susulan: Susulan | None = None,
) -> Pembayaran:
    """Write one payment with its reference for life, due when it may be sent.

    Shape:  `boleh_kirim_pada` None = it waits for a human. Payments of a claim are numbered
            together, the later ones included, so that no reference is used twice.
    Writes: pembayaran, in the caller's transaction.
    Rings:  klaim_jht.kirim_pembayaran.   Audit: pembayaran.dibuat.
    """
    assert connection.in_atomic_block
    ke = (klaim.pembayaran.aggregate(Max("ke"))["ke__max"] or 0) + 1
    sekarang = timezone.now()
    jatuh = max(boleh_kirim_pada, sekarang) if boleh_kirim_pada else None
    pembayaran = Pembayaran.objects.create(
        klaim=klaim,
        jenis=Pembayaran.Jenis.SUSULAN if susulan else Pembayaran.Jenis.UTAMA,
        susulan=susulan,
        ke=ke,
        partner_ref=f"JHT{hari_ini_wib(sekarang):%Y%m%d}{klaim.pk:012d}{ke:02d}",
        jumlah=jumlah,
        rekening=rekening,
        jatuh_pada=jatuh,
        perlu_petugas=jatuh is None,
    )
    catat(
        aksi=Aksi.PEMBAYARAN_DIBUAT,
        pelaku=pelaku,
        objek=pembayaran,
        peserta=klaim.peserta,
        sesudah={
            "partner_ref": pembayaran.partner_ref,
            "jumlah": pembayaran.jumlah,
            "nomor_samar": rekening.nomor_samar,
            "jatuh_pada": jatuh,
        },
    )
    if jatuh is not None and jatuh <= timezone.now():
        bunyikan(BEL, pembayaran_id=pembayaran.pk)
    return pembayaran
