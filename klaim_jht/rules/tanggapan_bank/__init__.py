"""What to do after the bank said something, or nothing, about a payment."""

from __future__ import annotations

from klaim_jht.rules.tanggapan_bank.jadwal import (
    KETENTUAN_TANYA,
    KetentuanTanya,
    OpsiBank,
    tanya_sesudah_akhir,
)
from klaim_jht.rules.tanggapan_bank.kata import (
    Asal,
    CatatanTanya,
    HasilBank,
    Jawaban,
    JenisTindakan,
    KeadaanPembayaran,
    Perbaikan,
    SebabBeku,
    Tindakan,
)
from klaim_jht.rules.tanggapan_bank.putusan import putuskan_tindakan

__all__ = [
    "KETENTUAN_TANYA",
    "Asal",
    "CatatanTanya",
    "HasilBank",
    "Jawaban",
    "JenisTindakan",
    "KeadaanPembayaran",
    "KetentuanTanya",
    "OpsiBank",
    "Perbaikan",
    "SebabBeku",
    "Tindakan",
    "putuskan_tindakan",
    "tanya_sesudah_akhir",
]
