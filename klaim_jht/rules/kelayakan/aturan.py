"""The rules of a claim, one function per tick. All take and return the same, so that `periksa` can
ask them in order.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from jmo.lib.tanggal import tambah_bulan
from klaim_jht.rules.alasan import AturanAlasan
from klaim_jht.rules.kelayakan.bagian import bagian_saldo
from klaim_jht.rules.kelayakan.fakta import (
    FaktaKlaim,
    JenisIdentitas,
    StatusPengkinian,
    Sumber,
)
from klaim_jht.rules.kelayakan.hasil import (
    HasilAturan,
    KodeAturan,
    KodePerbaikan,
    NilaiFakta,
)
from klaim_jht.rules.kelayakan.ketentuan import KetentuanJHT
from klaim_jht.rules.kelayakan.tunggu import (
    hitung_tunggu,
    kartu_hidup,
    kartu_terakhir,
    nonaktif_sejak,
    sudah_nonaktif,
)
from saldo.rules.masa_kepesertaan import StatusKepesertaan

VERSI: Mapping[KodeAturan, str] = {
    KodeAturan.ALASAN_DIBUKA: "1",
    KodeAturan.IDENTITAS: "1",
    KodeAturan.PENGKINIAN: "1",
    KodeAturan.USIA_PENSIUN: "1",
    KodeAturan.KEPESERTAAN_NONAKTIF: "1",
    KodeAturan.MASA_TUNGGU: "1",
    KodeAturan.JENIS_KARTU: "1",
    KodeAturan.MASA_KEPESERTAAN: "1",
    KodeAturan.SEKALI_SAJA: "1",
    KodeAturan.KARTU_DIGABUNG: "1",
    KodeAturan.TANPA_KLAIM_TERBUKA: "1",
    KodeAturan.TANPA_TAHANAN: "1",
    KodeAturan.SALDO_ADA: "2",
}
_SELESAI = frozenset({StatusPengkinian.SELESAI, StatusPengkinian.MENUNGGU_DUKCAPIL})
_LAYANAN_DIGITAL = "Ketentuan layanan klaim digital (docs/regulasi.md#kelayakan)"


def jawab(
    kode: KodeAturan,
    *,
    lulus: bool,
    fakta: Mapping[str, NilaiFakta],
    sumber: tuple[Sumber, ...],
    perbaikan: KodePerbaikan,
    dasar_hukum: str,
    lulus_pada: date | None = None,
) -> HasilAturan:
    """Return one rule's answer, without what a passed one does not need."""
    return HasilAturan(
        kode=kode,
        lulus=lulus,
        fakta=fakta,
        sumber=sumber,
        perbaikan=None if lulus else perbaikan,
        lulus_pada=None if lulus else lulus_pada,
        versi=VERSI[kode],
        dasar_hukum=dasar_hukum,
    )


def alasan_dibuka(
    fakta: FaktaKlaim, aturan: AturanAlasan, ketentuan: KetentuanJHT, _hari_ini: date
) -> HasilAturan:
    """Ask whether this reason can be filed here."""
    return jawab(
        KodeAturan.ALASAN_DIBUKA,
        lulus=fakta.alasan in ketentuan.dibuka,
        fakta={"alasan": fakta.alasan.value, "aturan": aturan.versi},
        sumber=(),
        perbaikan=KodePerbaikan.PILIH_ALASAN_LAIN,
        dasar_hukum=aturan.dasar_hukum,
    )


def identitas(
    fakta: FaktaKlaim, _aturan: AturanAlasan, _ketentuan: KetentuanJHT, _hari_ini: date
) -> HasilAturan:
    """Ask for an Indonesian known by NIK; others go to a branch."""
    identitas = fakta.identitas
    return jawab(
        KodeAturan.IDENTITAS,
        lulus=identitas.jenis is JenisIdentitas.NIK and identitas.wni,
        fakta={"jenis": identitas.jenis.value, "wni": identitas.wni},
        sumber=(identitas.sumber,),
        perbaikan=KodePerbaikan.KE_CABANG,
        dasar_hukum=_LAYANAN_DIGITAL,
    )


def pengkinian(
    fakta: FaktaKlaim, _aturan: AturanAlasan, _ketentuan: KetentuanJHT, _hari_ini: date
) -> HasilAturan:
    """Ask for the data update; waiting for the registry alone counts as done."""
    return jawab(
        KodeAturan.PENGKINIAN,
        lulus=fakta.pengkinian.status in _SELESAI,
        fakta={"status": fakta.pengkinian.status.value},
        sumber=(fakta.pengkinian.sumber,),
        perbaikan=KodePerbaikan.SELESAIKAN_PENGKINIAN,
        dasar_hukum=_LAYANAN_DIGITAL,
    )


def usia_pensiun(
    fakta: FaktaKlaim, aturan: AturanAlasan, _ketentuan: KetentuanJHT, hari_ini: date
) -> HasilAturan:
    """Ask for the pension age: that of the law, or the last employer's where it is lower."""
    menurut = [k for k in kartu_terakhir(fakta) if k.usia_pensiun is not None]
    usia = min(u for u in (aturan.usia_minimal, *(k.usia_pensiun for k in menurut)) if u)
    pada = tambah_bulan(fakta.identitas.tanggal_lahir, usia * 12)
    return jawab(
        KodeAturan.USIA_PENSIUN,
        lulus=hari_ini >= pada,
        fakta={"usia_pensiun": usia, "tercapai_pada": pada.isoformat()},
        sumber=(fakta.identitas.sumber, *(k.sumber for k in menurut if k.usia_pensiun == usia)),
        perbaikan=KodePerbaikan.TUNGGU,
        lulus_pada=pada,
        dasar_hukum=aturan.dasar_hukum,
    )


def kepesertaan_nonaktif(
    fakta: FaktaKlaim, aturan: AturanAlasan, _ketentuan: KetentuanJHT, hari_ini: date
) -> HasilAturan:
    """Ask that no card is active any more."""
    kartu = kartu_hidup(fakta)
    masih = [k for k in kartu if not sudah_nonaktif(k, hari_ini)]
    # Only a card that is already reported, with a date ahead, becomes inactive by itself.
    sejak = [satu for satu in map(nonaktif_sejak, masih) if satu is not None]
    menjelang = bool(masih) and len(sejak) == len(masih)
    return jawab(
        KodeAturan.KEPESERTAAN_NONAKTIF,
        lulus=not masih,
        fakta={"kartu_aktif": tuple(k.kpj_samar for k in masih), "jumlah_kartu": len(kartu)},
        sumber=tuple(k.sumber for k in (masih or kartu)),
        perbaikan=KodePerbaikan.TUNGGU if menjelang else KodePerbaikan.LAPORKAN_BERHENTI,
        lulus_pada=max(sejak) if menjelang else None,
        dasar_hukum=aturan.dasar_hukum,
    )


def masa_tunggu(
    fakta: FaktaKlaim, aturan: AturanAlasan, ketentuan: KetentuanJHT, hari_ini: date
) -> HasilAturan:
    """Ask that the waiting month is over (see `tunggu`)."""
    tunggu = hitung_tunggu(fakta, aturan, ketentuan)
    if tunggu is None:
        return jawab(
            KodeAturan.MASA_TUNGGU,
            lulus=False,
            fakta={"tanggal_dasar": None},
            sumber=tuple(k.sumber for k in kartu_hidup(fakta)),
            perbaikan=KodePerbaikan.LAPORKAN_BERHENTI,
            dasar_hukum=aturan.dasar_hukum,
        )
    menurut_laporan = tunggu.aturan.alasan is not fakta.alasan
    return jawab(
        KodeAturan.MASA_TUNGGU,
        lulus=hari_ini >= tunggu.lewat_pada,
        fakta={
            "menurut": tunggu.aturan.alasan.value,
            "bulan": tunggu.aturan.masa_tunggu_bulan,
            "dasar": tunggu.dasar.value,
            "tanggal_dasar": tunggu.tanggal_dasar.isoformat(),
            "lewat_pada": tunggu.lewat_pada.isoformat(),
            "kartu": tunggu.kartu.kpj_samar,
        },
        sumber=(tunggu.kartu.sumber,),
        perbaikan=KodePerbaikan.PERBAIKI_LAPORAN if menurut_laporan else KodePerbaikan.TUNGGU,
        lulus_pada=tunggu.lewat_pada,
        dasar_hukum=tunggu.aturan.dasar_hukum,
    )


def kartu_digabung(
    fakta: FaktaKlaim, _aturan: AturanAlasan, _ketentuan: KetentuanJHT, _hari_ini: date
) -> HasilAturan:
    """Ask that all inactive cards were merged into one."""
    aktif = [k for k in fakta.kartu if k.status is StatusKepesertaan.AKTIF]
    terpisah = [k for k in fakta.kartu if k.status is StatusKepesertaan.NONAKTIF]
    # Inactive cards go into the active one; without it one of them stays as the target.
    return jawab(
        KodeAturan.KARTU_DIGABUNG,
        lulus=len(terpisah) <= (0 if aktif else 1),
        fakta={"belum_digabung": tuple(k.kpj_samar for k in terpisah), "kartu_aktif": len(aktif)},
        sumber=tuple(k.sumber for k in terpisah),
        perbaikan=KodePerbaikan.GABUNGKAN_KARTU,
        dasar_hukum="Kebijakan penggabungan saldo sebelum klaim, 1 November 2020",
    )


def tanpa_klaim_terbuka(
    fakta: FaktaKlaim, _aturan: AturanAlasan, _ketentuan: KetentuanJHT, _hari_ini: date
) -> HasilAturan:
    """Ask that no other claim is open."""
    lain = fakta.klaim_terbuka
    return jawab(
        KodeAturan.TANPA_KLAIM_TERBUKA,
        lulus=lain is None,
        fakta={} if lain is None else {"nomor": lain.nomor, "status": lain.status},
        sumber=() if lain is None else (lain.sumber,),
        perbaikan=KodePerbaikan.LIHAT_KLAIM,
        dasar_hukum=_LAYANAN_DIGITAL,
    )


def tanpa_tahanan(
    fakta: FaktaKlaim, _aturan: AturanAlasan, _ketentuan: KetentuanJHT, _hari_ini: date
) -> HasilAturan:
    """Ask that no money is set aside for something else."""
    return jawab(
        KodeAturan.TANPA_TAHANAN,
        lulus=not fakta.tahanan,
        fakta={"tahanan": tuple(satu.kode for satu in fakta.tahanan)},
        sumber=tuple(satu.sumber for satu in fakta.tahanan),
        perbaikan=KodePerbaikan.HUBUNGI_PETUGAS,
        dasar_hukum=_LAYANAN_DIGITAL,
    )


def saldo_ada(
    fakta: FaktaKlaim, aturan: AturanAlasan, _ketentuan: KetentuanJHT, _hari_ini: date
) -> HasilAturan:
    """Ask for a balance of which at least one rupiah can be paid."""
    return jawab(
        KodeAturan.SALDO_ADA,
        lulus=bagian_saldo(fakta.saldo.jumlah, aturan) > 0,
        fakta={"saldo": fakta.saldo.jumlah},
        sumber=(fakta.saldo.sumber,),
        perbaikan=KodePerbaikan.PERIKSA_IURAN,
        dasar_hukum="PP 46/2015 Pasal 22",
    )


def jenis_kartu(
    fakta: FaktaKlaim, aturan: AturanAlasan, _ketentuan: KetentuanJHT, _hari_ini: date
) -> HasilAturan:
    """Ask that the last work was of the kind that this reason is for."""
    terakhir = kartu_terakhir(fakta)
    return jawab(
        KodeAturan.JENIS_KARTU,
        lulus=bool(terakhir) and all(satu.jenis == aturan.jenis_kartu for satu in terakhir),
        fakta={"jenis": tuple(satu.jenis for satu in terakhir), "untuk": aturan.jenis_kartu},
        sumber=tuple(satu.sumber for satu in terakhir),
        perbaikan=KodePerbaikan.PILIH_ALASAN_LAIN,
        dasar_hukum=aturan.dasar_hukum,
    )
