"""What is known of a person when a reason is asked about, as the rules want it."""

from __future__ import annotations

from datetime import date

from accounts.models import Peserta
from jmo.lib.uang import Rupiah
from klaim_jht.models import Klaim
from klaim_jht.rules.alasan import ALASAN_SEBAGIAN, AlasanKlaim
from klaim_jht.rules.kelayakan import (
    FaktaIdentitas,
    FaktaKartu,
    FaktaKlaim,
    FaktaKlaimSebagian,
    FaktaKlaimTerbuka,
    FaktaMasa,
    FaktaPengkinian,
    FaktaSaldo,
    FaktaTahanan,
    JenisIdentitas,
    KetentuanJHT,
    Pelapor,
    StatusPengkinian,
    Sumber,
    susun_ketentuan_jht,
)
from klaim_jht.rules.status import STATUS_SELESAI, StatusKlaim
from pengkinian.selectors import kasus_terbuka
from saldo.models import Kepesertaan, TahananSaldo
from saldo.rules.masa_kepesertaan import SebabKeluar, StatusKepesertaan
from saldo.selectors import ambil_ketentuan, daftar_kepesertaan, saldo_peserta

SISTEM = Sumber(Pelapor.SISTEM)


def ketentuan_klaim(alasan: AlasanKlaim, *, pada: date) -> KetentuanJHT:
    """Return the dated parameters that decide a claim filed on this day."""
    return susun_ketentuan_jht(ambil_ketentuan(pada=pada), alasan=alasan, pada=pada)


def susun_fakta(
    peserta: Peserta, alasan: AlasanKlaim, *, selain: Klaim | None = None
) -> FaktaKlaim:
    """Return everything that is known about a person when a reason is asked about.

    Shape:  `selain` = the draft that is being asked about.
    """
    kartu = list(
        Kepesertaan.objects.filter(peserta=peserta).select_related("perusahaan").order_by("pk")
    )
    return FaktaKlaim(
        alasan=alasan,
        identitas=FaktaIdentitas(
            JenisIdentitas(peserta.jenis_identitas),
            peserta.kewarganegaraan == "ID",
            peserta.tanggal_lahir,
            Sumber(Pelapor.DUKCAPIL, peserta.pengkinian_pada),
        ),
        kartu=tuple(_kartu(satu) for satu in kartu),
        pengkinian=_pengkinian(peserta),
        klaim_terbuka=_klaim_lain(peserta, selain),
        tahanan=_tahanan(peserta),
        saldo=FaktaSaldo(Rupiah(saldo_peserta(peserta).tersedia), Sumber(Pelapor.BUKU)),
        masa=_masa(kartu) if alasan in ALASAN_SEBAGIAN else (),
        sebagian=_sebagian(peserta) if alasan in ALASAN_SEBAGIAN else (),
    )


def laporan_terakhir(peserta: Peserta) -> Kepesertaan | None:
    """Return the card whose report speaks for a person now: the running one, else the newest."""
    hidup = [
        satu for satu in daftar_kepesertaan(peserta) if satu.status != StatusKepesertaan.DIKLAIM
    ]
    aktif = [satu for satu in hidup if satu.status == StatusKepesertaan.AKTIF]
    berakhir = sorted(
        hidup, key=lambda satu: (satu.tanggal_berakhir or date.min, satu.pk), reverse=True
    )
    return next(iter(aktif or berakhir), None)


def _kartu(kartu: Kepesertaan) -> FaktaKartu:
    nama = kartu.perusahaan.nama if kartu.perusahaan else ""
    return FaktaKartu(
        kartu_id=kartu.pk,
        kpj_samar=kartu.kpj_samar,
        status=StatusKepesertaan(kartu.status),
        jenis=kartu.jenis,
        tanggal_berakhir=kartu.tanggal_berakhir,
        sebab_berakhir=SebabKeluar(kartu.sebab_berakhir) if kartu.sebab_berakhir else None,
        tanggal_pernyataan=kartu.tanggal_pernyataan,
        usia_pensiun=kartu.usia_pensiun,
        sumber=Sumber(Pelapor(kartu.pelapor), kartu.dilaporkan_pada, nama),
    )


def _masa(kartu: list[Kepesertaan]) -> tuple[FaktaMasa, ...]:
    """Return the spans of cards whose money was not claimed, wherever it was merged to."""
    menurut_id = {satu.pk: satu for satu in kartu}

    def tujuan(satu: Kepesertaan) -> Kepesertaan:
        while satu.digabung_ke_id is not None and satu.digabung_ke_id in menurut_id:
            satu = menurut_id[satu.digabung_ke_id]
        return satu

    return tuple(
        FaktaMasa(
            satu.kpj_samar,
            satu.tanggal_mulai,
            None if satu.status == StatusKepesertaan.AKTIF else satu.tanggal_berakhir,
            Sumber(
                Pelapor(satu.pelapor), satu.dilaporkan_pada,
                satu.perusahaan.nama if satu.perusahaan else "",
            ),
        )
        for satu in kartu
        if tujuan(satu).status != StatusKepesertaan.DIKLAIM
        and (satu.status == StatusKepesertaan.AKTIF or satu.tanggal_berakhir is not None)
    )  # fmt: skip


def _sebagian(peserta: Peserta) -> tuple[FaktaKlaimSebagian, ...]:
    """Return the claims of a part that were paid since the last one of everything."""
    dibayar = Klaim.objects.filter(peserta=peserta, status=StatusKlaim.DIBAYAR)
    utuh = dibayar.exclude(alasan__in=ALASAN_SEBAGIAN).order_by("-pk").first()
    kueri = dibayar.filter(alasan__in=ALASAN_SEBAGIAN, pk__gt=utuh.pk if utuh else 0)
    return tuple(
        FaktaKlaimSebagian(satu.nomor or "", AlasanKlaim(satu.alasan), satu.dibayar_pada, SISTEM)
        for satu in kueri.order_by("pk")
    )


def _pengkinian(peserta: Peserta) -> FaktaPengkinian:
    if peserta.pengkinian_pada is not None:
        menunggu = peserta.pengkinian_menunggu_register
        status = StatusPengkinian.MENUNGGU_DUKCAPIL if menunggu else StatusPengkinian.SELESAI
    elif kasus_terbuka(peserta) is not None:
        status = StatusPengkinian.BERJALAN
    else:
        status = StatusPengkinian.BELUM
    return FaktaPengkinian(status, Sumber(Pelapor.PESERTA, peserta.pengkinian_pada))


def _klaim_lain(peserta: Peserta, selain: Klaim | None) -> FaktaKlaimTerbuka | None:
    kueri = Klaim.objects.filter(peserta=peserta).exclude(
        status__in=[*STATUS_SELESAI, StatusKlaim.DRAF]
    )
    lain = (kueri.exclude(pk=selain.pk) if selain else kueri).first()
    if lain is None:
        return None
    return FaktaKlaimTerbuka(lain.nomor or "", lain.status, SISTEM)


def _tahanan(peserta: Peserta) -> tuple[FaktaTahanan, ...]:
    kueri = TahananSaldo.objects.filter(
        kepesertaan__peserta=peserta, status=TahananSaldo.Status.DITAHAN
    )
    return tuple(
        FaktaTahanan(satu.rujukan, Sumber(Pelapor.SISTEM, satu.dibuat_pada)) for satu in kueri
    )
