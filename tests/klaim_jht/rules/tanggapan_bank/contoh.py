"""A payment sent at nine, and short ways to ask what follows."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from jmo.lib.tanggal import WIB
from klaim_jht.rules.status import StatusPembayaran
from klaim_jht.rules.tanggapan_bank import (
    Asal,
    CatatanTanya,
    HasilBank,
    Jawaban,
    KeadaanPembayaran,
    OpsiBank,
    Tindakan,
    putuskan_tindakan,
)

DIKIRIM_PADA = datetime(2026, 11, 22, 9, 0, tzinfo=WIB)
BIASA = OpsiBank()
MENOLAK_GANDA = OpsiBank(tolak_referensi_ganda=True)
S, H = StatusPembayaran, HasilBank


def lewat(menit: float) -> datetime:
    return DIKIRIM_PADA + timedelta(minutes=menit)


def keadaan(status: StatusPembayaran = S.DIKIRIM, **lain: Any) -> KeadaanPembayaran:
    return KeadaanPembayaran(
        status=status,
        **{"dikirim_pertama_pada": DIKIRIM_PADA, "dikirim_terakhir_pada": DIKIRIM_PADA} | lain,
    )


def catatan(hasil: HasilBank, *menit: float) -> tuple[CatatanTanya, ...]:
    return tuple(CatatanTanya(lewat(satu), hasil) for satu in menit)


def putuskan(
    asal: Asal,
    hasil: HasilBank,
    posisi: KeadaanPembayaran,
    *,
    menit: float = 0.1,
    bank: OpsiBank = BIASA,
    **jawaban: Any,
) -> Tindakan:
    return putuskan_tindakan(
        jawaban=Jawaban(asal=asal, hasil=hasil, **{"referensi_bank": "REF-1"} | jawaban),
        keadaan=posisi,
        bank=bank,
        kini=lewat(menit),
    )


def kirim(hasil: HasilBank, posisi: KeadaanPembayaran | None = None, **lain: Any) -> Tindakan:
    return putuskan(Asal.KIRIM, hasil, posisi or keadaan(), **lain)


def tanya(hasil: HasilBank, posisi: KeadaanPembayaran | None = None, **lain: Any) -> Tindakan:
    return putuskan(Asal.TANYA, hasil, posisi or keadaan(S.BELUM_PASTI), **lain)
