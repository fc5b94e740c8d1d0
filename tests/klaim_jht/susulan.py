"""A claim that is paid, and money that comes to its card afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.klaim_jht.orang import ajukan, bayar, buat_siap_klaim

if TYPE_CHECKING:
    from accounts.models import Peserta
    from klaim_jht.models import Klaim

# What a wage of Rp6.000.000 instead of Rp5.000.000 adds to one month.
TAMBAHAN = 57_000


def klaim_dibayar(peserta: Peserta | None = None) -> Klaim:
    """File a claim and let the bank pay it."""
    klaim = ajukan(peserta or buat_siap_klaim())
    bayar(klaim)
    return klaim


def uang_datang(klaim: Klaim, *, upah: int = 6_000_000, ke: int = 0) -> None:
    """Let the employer correct one month of the claimed card."""
    from saldo.models import Iuran
    from tests.pabrik import impor, isi_baris

    satu = (
        Iuran.objects.filter(kepesertaan__peserta=klaim.peserta, berlaku=True)
        .select_related("kepesertaan")
        .order_by("bulan")[ke]
    )
    hasil = impor(
        [
            isi_baris(
                satu.bulan, upah=upah, kpj=satu.kepesertaan.kpj, nama=klaim.peserta.nama,
                bayar=satu.tanggal_bayar,
            )
        ]
    )  # fmt: skip
    assert hasil.diterima, hasil.galat
