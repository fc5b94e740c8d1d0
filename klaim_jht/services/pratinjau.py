"""What filing now would do: decision, tax, account, promise. The page and the act ask the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from saldo.selectors import ambil_ketentuan

from accounts.models import Peserta
from accounts.rules.masa_tenang import (
    FaktaMasaTenang,
    HasilMasaTenang,
    KetentuanMasaTenang,
    hitung_masa_tenang,
)
from jmo.lib.tanggal import hari_ini_wib
from jmo.lib.uang import Rupiah
from klaim_jht.kalender import libur
from klaim_jht.models import Klaim
from klaim_jht.rules.alasan import AlasanKlaim
from klaim_jht.rules.janji_bayar import Janji, hitung_janji
from klaim_jht.rules.kelayakan import Rute
from klaim_jht.rules.keputusan import Keputusan, putuskan
from klaim_jht.rules.pajak import RincianPajak, RiwayatPajak, hitung_pajak_jht, susun_tarif_pajak
from klaim_jht.rules.status import StatusKlaim
from klaim_jht.selectors import ketentuan_klaim, susun_fakta
from pengkinian.models import HasilVerifikasi, Rekening
from pengkinian.rules.wajah import Keperluan
from pengkinian.selectors import fakta_rekening, rekening_berlaku, wajah_segar


@dataclass(frozen=True, slots=True)
class Pratinjau:
    """Everything that a participant reads before filing, and that filing then does.

    Shape:  `rincian` None while there is nothing to pay; `tenang` and `janji` None while there is
            no account.
    """

    keputusan: Keputusan
    rincian: RincianPajak | None
    rekening: Rekening | None
    wajah: HasilVerifikasi | None
    tenang: HasilMasaTenang | None
    janji: Janji | None


def susun_pratinjau(
    peserta: Peserta, alasan: AlasanKlaim, *, klaim: Klaim | None, sekarang: datetime | None = None
) -> Pratinjau:
    """Return what filing for this reason would do at this moment; changes nothing."""
    sekarang = sekarang or timezone.now()
    hari_ini = hari_ini_wib(sekarang)
    keputusan = putuskan(
        fakta=susun_fakta(peserta, alasan, selain=klaim),
        ketentuan=ketentuan_klaim(alasan, pada=hari_ini),
        hari_ini=hari_ini,
    )
    bruto = keputusan.fakta.saldo.jumlah
    rekening = rekening_berlaku(peserta)
    if rekening is not None and rekening.status == Rekening.Status.BERMASALAH:
        rekening = None
    wajah = wajah_segar(peserta, untuk=Keperluan.KLAIM, sekarang=sekarang)
    rute = keputusan.hasil.rute
    tenang = _masa_tenang(peserta, rekening, wajah, rute, sekarang) if rekening else None
    return Pratinjau(
        keputusan=keputusan,
        rincian=_pajak(peserta, bruto, hari_ini.year, sekarang) if bruto > 0 else None,
        rekening=rekening,
        wajah=wajah,
        tenang=tenang,
        janji=hitung_janji(
            rute=rute,
            mulai=sekarang,
            libur=libur,
            boleh_kirim_pada=tenang.boleh_kirim_pada if tenang else None,
        ),
    )


def _pajak(peserta: Peserta, bruto: Rupiah, tahun: int, sekarang: datetime) -> RincianPajak:
    tarif = susun_tarif_pajak(ambil_ketentuan(pada=hari_ini_wib(sekarang)))
    return hitung_pajak_jht(
        bruto=bruto,
        tahun=tahun,
        riwayat=_riwayat_pajak(peserta, tahun, tarif.final.tahun_kalender),
        punya_npwp=bool(peserta.npwp_indeks),
        tarif=tarif,
    )


def _riwayat_pajak(peserta: Peserta, tahun: int, jendela: int) -> RiwayatPajak:
    dibayar = [
        (hari_ini_wib(klaim.dibayar_pada).year, klaim.bruto or 0, klaim.pajak or 0)
        for klaim in Klaim.objects.filter(peserta=peserta, status=StatusKlaim.DIBAYAR)
        if klaim.dibayar_pada is not None
    ]
    if not dibayar:
        return RiwayatPajak()
    pertama = min(tahun_bayar for tahun_bayar, _, _ in dibayar)
    dalam = (
        [baris for baris in dibayar if baris[0] - pertama < jendela]
        if tahun - pertama < jendela
        else []
    )
    return RiwayatPajak(
        tahun_pertama=pertama,
        sudah_dibayar=Rupiah(sum(bruto for _, bruto, _ in dalam)),
        sudah_dipotong=Rupiah(sum(pajak for _, _, pajak in dalam)),
    )


def _masa_tenang(
    peserta: Peserta,
    rekening: Rekening,
    wajah: HasilVerifikasi | None,
    rute: Rute,
    sekarang: datetime,
) -> HasilMasaTenang:
    oleh_petugas = wajah is not None and wajah.sumber == "PETUGAS"
    fakta = FaktaMasaTenang(
        rekening=fakta_rekening(rekening),
        dalam_batas=rute is Rute.MESIN,
        kontak_terakhir_diganti_pada=peserta.kontak_diubah_pada,
        dipulihkan_pada=peserta.akun.dipulihkan_pada if peserta.akun else None,
        wajah_petugas_pada=wajah.diputus_pada if wajah and oleh_petugas else None,
        bukan_saya=peserta.bukan_saya_pada is not None,
    )
    return hitung_masa_tenang(fakta, sekarang, KetentuanMasaTenang())
