"""The two rules of a claim of part of the balance: long a member, and not before."""

from __future__ import annotations

from datetime import date, timedelta

from jmo.lib.tanggal import Periode, hari_ini_wib, tambah_bulan
from klaim_jht.rules.alasan import AturanAlasan
from klaim_jht.rules.kelayakan.aturan import jawab
from klaim_jht.rules.kelayakan.fakta import FaktaKlaim
from klaim_jht.rules.kelayakan.hasil import HasilAturan, KodeAturan, KodePerbaikan
from klaim_jht.rules.kelayakan.ketentuan import KetentuanJHT
from saldo.rules.masa_kepesertaan import hitung_masa_bulan


def masa_kepesertaan(
    fakta: FaktaKlaim, aturan: AturanAlasan, _ketentuan: KetentuanJHT, hari_ini: date
) -> HasilAturan:
    """Ask for ten years of membership, the spans of all cards joined."""
    masa = [Periode(satu.mulai, satu.sampai) for satu in fakta.masa]
    bulan = hitung_masa_bulan(masa, pada=hari_ini)
    lulus = bulan >= aturan.masa_minimal_bulan
    pada = None if lulus else _tercapai(masa, aturan.masa_minimal_bulan, hari_ini)
    return jawab(
        KodeAturan.MASA_KEPESERTAAN,
        lulus=lulus,
        fakta={
            "bulan": bulan, "minimal": aturan.masa_minimal_bulan,
            "kartu": tuple(satu.kpj_samar for satu in fakta.masa),
            "tercapai_pada": pada.isoformat() if pada else None,
        },
        sumber=tuple(satu.sumber for satu in fakta.masa),
        perbaikan=KodePerbaikan.TUNGGU if pada else KodePerbaikan.PILIH_ALASAN_LAIN,
        lulus_pada=pada,
        dasar_hukum=aturan.dasar_hukum,
    )  # fmt: skip


def sekali_saja(
    fakta: FaktaKlaim, aturan: AturanAlasan, _ketentuan: KetentuanJHT, _hari_ini: date
) -> HasilAturan:
    """Ask that no part of the balance was paid in this membership, for either purpose."""
    lama = fakta.sebagian
    terakhir = lama[-1] if lama else None
    pada = hari_ini_wib(terakhir.dibayar_pada) if terakhir and terakhir.dibayar_pada else None
    return jawab(
        KodeAturan.SEKALI_SAJA,
        lulus=terakhir is None,
        fakta={}
        if terakhir is None
        else {"nomor": terakhir.nomor, "dibayar_pada": pada.isoformat() if pada else None},
        sumber=() if terakhir is None else (terakhir.sumber,),
        perbaikan=KodePerbaikan.PILIH_ALASAN_LAIN,
        dasar_hukum=aturan.dasar_hukum,
    )


def _tercapai(masa: list[Periode], minimal: int, hari_ini: date) -> date | None:
    """Return the first day on which a membership that still runs is long enough, else None."""
    if not any(satu.sampai is None or satu.sampai > hari_ini for satu in masa):
        return None
    kurang = minimal - hitung_masa_bulan(masa, pada=hari_ini)
    # Left-over days of several spans may make a month of their own: never later than this.
    akhir = tambah_bulan(hari_ini, kurang)
    hari = max(hari_ini, tambah_bulan(hari_ini, kurang - 3))
    while hari <= akhir:
        if hitung_masa_bulan(masa, pada=hari) >= minimal:
            return hari
        hari += timedelta(days=1)
    return None
