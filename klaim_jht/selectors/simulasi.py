"""What a projection starts from, and how far the one of last year was off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Min, QuerySet, Sum

from accounts.models import Peserta
from jmo.lib.uang import NOL, Rupiah
from saldo.models import Iuran, Kepesertaan
from saldo.rules.ketentuan import JenisKetentuan, ambil_nilai
from saldo.rules.proyeksi import Meleset, bulan_sampai_usia, ukur_meleset
from saldo.selectors import ambil_ketentuan, saldo_per_tahun, saldo_peserta


@dataclass(frozen=True, slots=True)
class AwalSimulasi:
    """What is known of a person: the form's first values.

    Shape:  `upah` = newest reported wage of the active cards together, 0 without one; `bulan` =
            whole months to the age of 56; `pembayar` PU, BPU or TIDAK.
    """

    saldo: Rupiah
    upah: Rupiah
    bulan: int
    pembayar: str

    @property
    def tahun_penuh(self) -> int:
        """Whole years to the age of 56."""
        return self.bulan // 12

    @property
    def bulan_sisa(self) -> int:
        """Months to it beside the whole years."""
        return self.bulan % 12


@dataclass(frozen=True, slots=True)
class TahunMeleset:
    """The newest year that is over and credited, as simulated and as booked."""

    tahun: int
    upah: Rupiah
    hasil: Meleset


def awal_simulasi(peserta: Peserta, *, hari_ini: date) -> AwalSimulasi:
    """Return the first values of the simulation for this person."""
    aktif = Kepesertaan.objects.filter(peserta=peserta, status=Kepesertaan.Status.AKTIF)
    upah = _upah_kartu(aktif) or _upah_terakhir(peserta)
    jenis = {kartu.jenis for kartu in aktif}
    pembayar = "TIDAK" if not jenis else "BPU" if jenis == {Peserta.Jenis.BPU} else "PU"
    return AwalSimulasi(
        saldo=saldo_peserta(peserta).total,
        upah=Rupiah(upah),
        bulan=bulan_sampai_usia(peserta.tanggal_lahir, hari_ini),
        pembayar=pembayar,
    )


def tahun_meleset(peserta: Peserta, *, hari_ini: date) -> TahunMeleset | None:
    """Return how far a simulation of the newest finished year was off; None where none can be made.

    Shape:  only a year whose return is credited, in which nothing was paid out, and at whose
            beginning a wage was reported.
    """
    tahun = {satu.tahun: satu for satu in saldo_per_tahun(peserta)}
    for ke in sorted(tahun, reverse=True):
        isi = tahun[ke]
        if ke >= hari_ini.year or not isi.pengembangan or isi.keluar:
            continue
        upah = _upah_awal(peserta, ke)
        if upah == NOL:
            continue
        berlaku = ambil_ketentuan(pada=date(ke, 1, 1))
        return TahunMeleset(
            ke,
            upah,
            ukur_meleset(
                saldo_awal=Rupiah(isi.saldo - isi.iuran - isi.pengembangan),
                upah=upah,
                tarif_pemberi_kerja=ambil_nilai(berlaku, JenisKetentuan.TARIF_JHT_PEMBERI_KERJA),
                tarif_pekerja=ambil_nilai(berlaku, JenisKetentuan.TARIF_JHT_PEKERJA),
                iuran=isi.iuran,
                pengembangan=isi.pengembangan,
            ),
        )
    return None


def _upah_kartu(kartu: QuerySet[Kepesertaan]) -> int:
    """Return the sum of what was last reported on each card."""
    terakhir = Iuran.objects.filter(kepesertaan__in=kartu, berlaku=True)
    per_kartu = terakhir.order_by("kepesertaan", "-bulan").distinct("kepesertaan")
    return sum(per_kartu.values_list("upah", flat=True))


def _upah_terakhir(peserta: Peserta) -> int:
    terakhir = Iuran.objects.filter(kepesertaan__peserta=peserta, berlaku=True, upah__gt=0)
    return terakhir.order_by("-bulan").values_list("upah", flat=True).first() or 0


def _upah_awal(peserta: Peserta, tahun: int) -> Rupiah:
    """Return the wages of all cards in the first month of the year that has any."""
    iuran = Iuran.objects.filter(
        kepesertaan__peserta=peserta, berlaku=True, upah__gt=0, bulan__year=tahun
    )
    bulan = iuran.aggregate(a=Min("bulan"))["a"]
    if bulan is None:
        return NOL
    return Rupiah(int(iuran.filter(bulan=bulan).aggregate(a=Sum("upah"))["a"]))
