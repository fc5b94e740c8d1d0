"""The income tax that is withheld from a payment of old-age savings.

Tariffs are dated rows; this module picks none of them by date, and does not know what was paid
before: both are arguments.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum

from jmo.lib.uang import NOL, Rupiah, bulatkan
from saldo.rules.ketentuan import JenisKetentuan, KetentuanBerlaku, ambil_nilai

# Art. 17(4) of the income tax law: the base is cut down to whole thousands.
KELIPATAN_DASAR_PASAL_17 = 1_000


class SkemaPajak(StrEnum):
    """Which scale applies."""

    FINAL = "FINAL"
    PROGRESIF = "PROGRESIF"


@dataclass(frozen=True, slots=True)
class Lapisan:
    """One bracket: up to `batas_atas` (None = no end), at this rate as a fraction."""

    batas_atas: Rupiah | None
    tarif: Decimal


@dataclass(frozen=True, slots=True)
class TarifFinal:
    """The final scale, and for how many calendar years from the first payment it holds."""

    lapisan: tuple[Lapisan, ...]
    tahun_kalender: int


@dataclass(frozen=True, slots=True)
class TarifProgresif:
    """The progressive scale, and how much more is due without a tax number, as a fraction."""

    lapisan: tuple[Lapisan, ...]
    tambahan_tanpa_npwp: Decimal


@dataclass(frozen=True, slots=True)
class TarifPajakJHT:
    """Both scales as they hold on the day of payment."""

    final: TarifFinal
    progresif: TarifProgresif


@dataclass(frozen=True, slots=True)
class RiwayatPajak:
    """What was paid to this person before, old partial claims and other cards included.

    Shape:  `tahun_pertama` = calendar year of the first payment, None without any; the sums cover
            the payments within the final scale's window, gross.
    """

    tahun_pertama: int | None = None
    sudah_dibayar: Rupiah = NOL
    sudah_dipotong: Rupiah = NOL


@dataclass(frozen=True, slots=True)
class BagianPajak:
    """The part of a payment that falls into one bracket."""

    dasar: Rupiah
    tarif: Decimal


@dataclass(frozen=True, slots=True)
class RincianPajak:
    """The tax with how it came about; bruto = pajak + neto."""

    skema: SkemaPajak
    bruto: Rupiah
    pajak: Rupiah
    neto: Rupiah
    bagian: tuple[BagianPajak, ...]
    tambahan: Decimal


def susun_tarif_pajak(ketentuan: KetentuanBerlaku) -> TarifPajakJHT:
    """Build both scales from the rows that hold on the day of payment.

    Raises: ValueError when a row is missing.
    """
    batas_nol = bulatkan(ambil_nilai(ketentuan, JenisKetentuan.PPH_FINAL_BATAS_NOL))
    final = TarifFinal(
        (
            Lapisan(batas_nol, Decimal(0)),
            Lapisan(None, ambil_nilai(ketentuan, JenisKetentuan.PPH_FINAL_TARIF)),
        ),
        int(ambil_nilai(ketentuan, JenisKetentuan.PPH_FINAL_TAHUN_KALENDER)),
    )
    batas: list[Rupiah | None] = []
    while (jenis := f"PPH17_BATAS_{len(batas) + 1}") in ketentuan:
        batas.append(bulatkan(ambil_nilai(ketentuan, JenisKetentuan(jenis))))
    lapisan = tuple(
        Lapisan(satu, ambil_nilai(ketentuan, JenisKetentuan(f"PPH17_TARIF_{nomor}")))
        for nomor, satu in enumerate([*batas, None], start=1)
    )
    tambahan = ambil_nilai(ketentuan, JenisKetentuan.PPH_TAMBAHAN_TANPA_NPWP)
    return TarifPajakJHT(final, TarifProgresif(lapisan, tambahan))


def hitung_pajak_jht(
    *,
    bruto: Rupiah,
    tahun: int,
    riwayat: RiwayatPajak,
    punya_npwp: bool,
    tarif: TarifPajakJHT,
) -> RincianPajak:
    """Return the tax to withhold from this payment, and by which scale.

    Shape:  bruto > 0; `tahun` = calendar year of payment; `riwayat` before this payment.
    Unit:   whole rupiah, rounded once, down.
    Result: 0 ≤ pajak ≤ bruto. Final scale while `tahun` is within the window of calendar years
            that begins with the first payment, progressive afterwards.
    Raises: ValueError for bruto ≤ 0, a year before the first payment, or a history in which much
            less was withheld than was due.
    Source: PP 68/2009 Art. 5, PMK 16/PMK.03/2010, Art. 17(1)(a) and 21(5a) of the income tax law
            (docs/regulasi.md#pajak-jht); vectors tests/vektor/pajak_jht.csv.
    """
    if bruto <= 0:
        raise ValueError("bruto_tidak_positif")
    if skema_pajak(tahun=tahun, riwayat=riwayat, tarif=tarif) is SkemaPajak.FINAL:
        pajak = hitung_pph_final(
            bruto=bruto,
            sudah_dibayar=riwayat.sudah_dibayar,
            sudah_dipotong=riwayat.sudah_dipotong,
            tarif=tarif.final,
        )
        bagian = _pecah(tarif.final.lapisan, riwayat.sudah_dibayar, bruto)
        return _rincian(SkemaPajak.FINAL, bruto, pajak, bagian, Decimal(0))
    pajak = hitung_pph_progresif(bruto=bruto, punya_npwp=punya_npwp, tarif=tarif.progresif)
    bagian = _pecah(tarif.progresif.lapisan, NOL, _dasar_pasal_17(bruto))
    tambahan = Decimal(0) if punya_npwp else tarif.progresif.tambahan_tanpa_npwp
    return _rincian(SkemaPajak.PROGRESIF, bruto, pajak, bagian, tambahan)


def skema_pajak(*, tahun: int, riwayat: RiwayatPajak, tarif: TarifPajakJHT) -> SkemaPajak:
    """Return the scale of a payment in this calendar year.

    Result: with PROGRESIF a tax number changes the amount; then it is asked for.
    Raises: ValueError for a year before the first payment.
    """
    sejak = tahun if riwayat.tahun_pertama is None else riwayat.tahun_pertama
    if tahun < sejak:
        raise ValueError("tahun_sebelum_pembayaran_pertama")
    dalam_jendela = tahun - sejak < tarif.final.tahun_kalender
    return SkemaPajak.FINAL if dalam_jendela else SkemaPajak.PROGRESIF


def hitung_pph_final(
    *, bruto: Rupiah, sudah_dibayar: Rupiah, sudah_dipotong: Rupiah, tarif: TarifFinal
) -> Rupiah:
    """Return the final tax on this payment, counted together with the earlier ones.

    Shape:  all amounts ≥ 0; `sudah_*` cover the same window of calendar years.
    Unit:   whole rupiah, rounded once, down; the base is not cut to thousands here.
    Result: 0 ≤ result ≤ bruto. Where more was withheld than is due, because a payment that was
            counted in never arrived, the surplus is set off.
    Raises: ValueError when so much less was withheld that this payment could not make up for it.
    Source: PP 68/2009 Art. 5.
    """
    if min(bruto, sudah_dibayar, sudah_dipotong) < 0:
        raise ValueError("pajak_masukan_negatif")
    pajak = max(0, _total(tarif.lapisan, Rupiah(sudah_dibayar + bruto)) - sudah_dipotong)
    if pajak > bruto:
        raise ValueError("pajak_melebihi_bruto")
    return Rupiah(pajak)


def hitung_pph_progresif(*, bruto: Rupiah, punya_npwp: bool, tarif: TarifProgresif) -> Rupiah:
    """Return the tax by the progressive scale on the gross of this payment alone.

    Shape:  bruto ≥ 0.
    Unit:   whole rupiah, rounded once, down; the base is cut down to whole thousands first.
    Raises: ValueError for a negative amount.
    Source: Art. 17(1)(a), 17(4) and 21(5a) of the income tax law.
    """
    if bruto < 0:
        raise ValueError("pajak_masukan_negatif")
    faktor = 1 if punya_npwp else 1 + tarif.tambahan_tanpa_npwp
    return _total(tarif.lapisan, _dasar_pasal_17(bruto), faktor)


def _dasar_pasal_17(bruto: Rupiah) -> Rupiah:
    return Rupiah(bruto - bruto % KELIPATAN_DASAR_PASAL_17)


def _total(lapisan: tuple[Lapisan, ...], sampai: Rupiah, faktor: Decimal | int = 1) -> Rupiah:
    tepat = sum((b.dasar * b.tarif for b in _pecah(lapisan, NOL, sampai)), Decimal(0))
    return bulatkan(tepat * faktor, cara=ROUND_DOWN)


def _pecah(lapisan: tuple[Lapisan, ...], mulai: Rupiah, banyak: Rupiah) -> tuple[BagianPajak, ...]:
    """Split the amount that lies on top of `mulai` over the brackets it touches."""
    hasil: list[BagianPajak] = []
    bawah, selesai = 0, mulai + banyak
    for satu in lapisan:
        atas = selesai if satu.batas_atas is None else min(satu.batas_atas, selesai)
        dasar = atas - max(bawah, mulai)
        if dasar > 0:
            hasil.append(BagianPajak(Rupiah(dasar), satu.tarif))
        bawah = atas
    return tuple(hasil)


def _rincian(
    skema: SkemaPajak,
    bruto: Rupiah,
    pajak: Rupiah,
    bagian: tuple[BagianPajak, ...],
    tambahan: Decimal,
) -> RincianPajak:
    return RincianPajak(skema, bruto, pajak, Rupiah(bruto - pajak), bagian, tambahan)
