"""Cards and the doors through which pages reach them."""

from __future__ import annotations

from collections.abc import Sequence

from accounts.models import Akun, Peserta
from jmo.lib.galat import TidakDitemukan
from saldo.models import Kepesertaan, TahananSaldo


def daftar_kepesertaan(peserta: Peserta) -> list[Kepesertaan]:
    """Return all cards of a person with their employers: active first, then the newest."""
    kartu = Kepesertaan.objects.filter(peserta=peserta).select_related("perusahaan")
    return sorted(kartu, key=urutan_kartu)


def urutan_kartu(kartu: Kepesertaan) -> tuple[bool, int, int]:
    """Return the sort key of cards: active first, then the newest."""
    return (
        kartu.status != Kepesertaan.Status.AKTIF,
        -kartu.tanggal_mulai.toordinal(),
        -(kartu.pk or 0),
    )


def ambil_kepesertaan_milik(akun: Akun, kepesertaan_id: int) -> Kepesertaan:
    """Return one card of this account's person.

    Raises: TidakDitemukan("kartu_tidak_ada"), also for somebody else's.
    """
    kartu = (
        Kepesertaan.objects.filter(pk=kepesertaan_id, peserta__akun=akun)
        .select_related("perusahaan", "peserta", "digabung_ke")
        .first()
    )
    if kartu is None:
        raise TidakDitemukan("kartu_tidak_ada")
    return kartu


def tahanan_berlaku(peserta: Peserta) -> Sequence[TahananSaldo]:
    """Return the holds on a person's cards that have not ended, oldest first."""
    return list(
        TahananSaldo.objects.filter(
            kepesertaan__peserta=peserta, status=TahananSaldo.Status.DITAHAN
        ).order_by("dibuat_pada", "pk")
    )
