"""What filing now would do: decision, tax, account, promise. The page and the act ask the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.utils import timezone

from accounts.models import Peserta
from accounts.rules.masa_tenang import (
    FaktaMasaTenang,
    HasilMasaTenang,
    KetentuanMasaTenang,
    hitung_masa_tenang,
)
from accounts.selectors import kalender_kerja
from jmo.lib.tanggal import hari_ini_wib
from jmo.lib.uang import NOL, Rupiah
from klaim_jht.alur import FaktaAlurKlaim
from klaim_jht.models import Klaim
from klaim_jht.rules.alasan import AlasanKlaim
from klaim_jht.rules.berkas import JenisBerkas, berkas_diperlukan, berkas_kurang
from klaim_jht.rules.janji_bayar import Janji, hitung_janji
from klaim_jht.rules.kelayakan import Rute, bagian_saldo
from klaim_jht.rules.keputusan import Keputusan, putuskan
from klaim_jht.rules.pajak import (
    RincianPajak,
    SkemaPajak,
    hitung_pajak_jht,
    susun_tarif_pajak,
)
from klaim_jht.rules.status import StatusKlaim
from klaim_jht.selectors import ketentuan_klaim, susun_fakta
from klaim_jht.selectors.berkas import jenis_berkas_ada
from klaim_jht.selectors.jadwal import cari_jadwal
from klaim_jht.selectors.pajak import riwayat_pajak
from klaim_jht.services.rekening_bersama import dipakai_orang_lain
from pengkinian.models import HasilVerifikasi, Rekening
from pengkinian.rules.wajah import Keperluan
from pengkinian.selectors import fakta_rekening, rekening_berlaku, wajah_segar
from saldo.rules.masa_kepesertaan import StatusKepesertaan
from saldo.selectors import ambil_ketentuan
from saldo.selectors.sementara import HasilSementara, hasil_sementara

_HIDUP = frozenset({StatusKepesertaan.AKTIF, StatusKepesertaan.NONAKTIF})


@dataclass(frozen=True, slots=True)
class Pratinjau:
    """Everything that a participant reads before filing, and that filing then does.

    Shape:  `sementara` = return of the running year that filing credits first; gross = posted
            balance, or the reason's part of it, + it. `rincian` None while there is nothing to pay;
            `rincian_npwp` what a tax number would make of it, None where it changes nothing;
            `tenang` None while there is no account.
    """

    keputusan: Keputusan
    sementara: HasilSementara
    rincian: RincianPajak | None
    rincian_npwp: RincianPajak | None
    rekening: Rekening | None
    wajah: HasilVerifikasi | None
    tenang: HasilMasaTenang | None
    janji: Janji
    rekening_bersama: bool
    berkas_perlu: tuple[JenisBerkas, ...]
    berkas_kurang: tuple[JenisBerkas, ...]

    @property
    def rute_janji(self) -> Rute:
        """Return who settles this claim: also by machine decided ones may wait for an officer."""
        return Rute.PETUGAS if self.rekening_bersama else self.keputusan.hasil.rute

    @property
    def sidik(self) -> str:
        """Return a mark of what the confirmation page says: amounts, account, route, times.

        Shape:  32 hexadecimal digits; the same at any moment at which the page would say the same.
        """
        uang = self.rincian and (self.rincian.bruto, self.rincian.pajak, self.rincian.neto)
        tahanan = self.tenang.tahanan if self.tenang else ()
        isi = (
            uang,
            self._sidik_sementara(),
            self.rekening and self.rekening.pk,
            self.keputusan.hasil.rute.value,
            self.janji.paling_lambat.timestamp(),
            sorted((satu.sebab.value, str(satu.sampai)) for satu in tahanan),
        )
        return sha256(repr(isi).encode()).hexdigest()[:32]

    def _sidik_sementara(self) -> tuple[object, ...]:
        satu = self.sementara
        tarif = satu.tarif and str(satu.tarif.tarif.normalize())
        return satu.jumlah, satu.sampai_bulan, tarif, satu.dari_tahun, satu.contoh


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
    aturan = keputusan.ketentuan.untuk(alasan)
    assert aturan is not None
    # A part leaves the account open: what this year earns is credited at its end.
    dikreditkan = kartu_diklaim(keputusan) if aturan.bagian is None else []
    sementara = hasil_sementara(dikreditkan, tanggal=hari_ini)
    tercatat = bagian_saldo(keputusan.fakta.saldo.jumlah, aturan)
    bruto = Rupiah(tercatat + sementara.jumlah) if tercatat > 0 else NOL
    pemohon = peserta if klaim is None else klaim.pemohon
    rekening = _rekening_siap(pemohon)
    wajah = _wajah(klaim, pemohon, sekarang)
    rute = keputusan.hasil.rute
    bersama = rekening is not None and dipakai_orang_lain(rekening)
    tenang = (
        hitung_tenang(pemohon, rekening=rekening, wajah=wajah, rute=rute, sekarang=sekarang)
        if rekening
        else None
    )
    hari_bayar = _hari_bayar(tenang, sekarang)
    rincian, rincian_npwp = (
        hitung_pajak(peserta, bruto, hari_bayar, selain=klaim, penerima=pemohon)
        if bruto > 0
        else (None, None)
    )
    perlu = berkas_diperlukan(keputusan.fakta, keputusan.hasil)
    return Pratinjau(
        keputusan=keputusan,
        sementara=sementara,
        rincian=rincian,
        rincian_npwp=rincian_npwp,
        rekening=rekening,
        wajah=wajah,
        tenang=tenang,
        janji=hitung_janji(
            rute=Rute.PETUGAS if bersama else rute,
            mulai=sekarang,
            libur=kalender_kerja(),
            boleh_kirim_pada=tenang.boleh_kirim_pada if tenang else None,
        ),
        rekening_bersama=bersama,
        berkas_perlu=perlu,
        berkas_kurang=berkas_kurang(perlu, jenis_berkas_ada(klaim)) if perlu else (),
    )


def _wajah(klaim: Klaim | None, pemohon: Peserta, sekarang: datetime) -> HasilVerifikasi | None:
    """Return the face that counts: fresh, or for heirs the one with which they asked.

    Officers take days to read the papers of heirs; their face was fresh when they sent them.
    """
    if klaim is not None and klaim.pengaju_id is not None:
        return klaim.verifikasi_wajah
    return wajah_segar(pemohon, untuk=Keperluan.KLAIM, sekarang=sekarang)


def kartu_diklaim(keputusan: Keputusan) -> list[int]:
    """Return the cards whose money a claim takes: neither merged nor claimed before."""
    return [satu.kartu_id for satu in keputusan.fakta.kartu if satu.status in _HIDUP]


def fakta_alur(klaim: Klaim, pratinjau: Pratinjau | None) -> FaktaAlurKlaim:
    """Return what is true of a draft, for the wizard's steps.

    Shape:  `pratinjau` None while no reason was chosen; face and account do not wait for one, or
            "step 1 of 6" would become "step 2 of 4".
    """
    if pratinjau is not None:
        wajah, rekening = pratinjau.wajah, pratinjau.rekening
    else:
        wajah = wajah_segar(klaim.pemohon, untuk=Keperluan.KLAIM, sekarang=timezone.now())
        rekening = _rekening_siap(klaim.pemohon)
    boleh = pratinjau is not None and pratinjau.keputusan.hasil.boleh
    return FaktaAlurKlaim(
        alasan=AlasanKlaim(klaim.alasan) if klaim.alasan else None,
        terisi=frozenset(klaim.langkah_terisi),
        boleh=boleh,
        terjadwal=pratinjau is not None and not boleh and cari_jadwal(klaim) is not None,
        perlu_berkas=pratinjau is not None and bool(pratinjau.berkas_perlu),
        berkas_lengkap=pratinjau is None or not pratinjau.berkas_kurang,
        wajah_segar=wajah is not None,
        rekening_siap=rekening is not None,
        diajukan=klaim.status != StatusKlaim.DRAF,
    )


def _rekening_siap(peserta: Peserta) -> Rekening | None:
    rekening = rekening_berlaku(peserta)
    bermasalah = rekening is not None and rekening.status == Rekening.Status.BERMASALAH
    return None if bermasalah else rekening


def hitung_tenang(
    peserta: Peserta,
    *,
    rekening: Rekening,
    wajah: HasilVerifikasi | None,
    rute: Rute,
    sekarang: datetime,
) -> HasilMasaTenang:
    """Return from when on this person's money may be sent to this account, and what holds it."""
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


def _hari_bayar(tenang: HasilMasaTenang | None, sekarang: datetime) -> date:
    """Return the day on which money can be sent at the earliest: its tax is of that day."""
    boleh = tenang.boleh_kirim_pada if tenang else None
    return hari_ini_wib(max(sekarang, boleh) if boleh else sekarang)


def taksir_pajak(peserta: Peserta, *, bruto: Rupiah, pada: date) -> RincianPajak | None:
    """Return the tax on a payment of another day, by the scales known today; None for nothing.

    Shape:  payments that this person received before count as they would then.
    """
    return hitung_pajak(peserta, bruto, pada)[0] if bruto > 0 else None


def hitung_pajak(
    peserta: Peserta,
    bruto: Rupiah,
    hari_ini: date,
    *,
    selain: Klaim | None = None,
    penerima: Peserta | None = None,
) -> tuple[RincianPajak, RincianPajak | None]:
    """Return the tax on a payment of this day, and what a tax number would make of it.

    Shape:  bruto > 0; `selain` = the claim that is being decided; `penerima` = who is paid where
            that is an heir: payments of before are the owner's, the tax number is the heir's. The
            second is None where a tax number changes nothing or is known.
    """
    tarif = susun_tarif_pajak(ambil_ketentuan(pada=hari_ini))
    riwayat = riwayat_pajak(
        peserta, tahun=hari_ini.year, jendela=tarif.final.tahun_kalender, selain=selain
    )

    def hitung(*, punya_npwp: bool) -> RincianPajak:
        return hitung_pajak_jht(
            bruto=bruto, tahun=hari_ini.year, riwayat=riwayat, punya_npwp=punya_npwp, tarif=tarif
        )

    punya = bool((penerima or peserta).npwp_indeks)
    rincian = hitung(punya_npwp=punya)
    beda = rincian.skema is SkemaPajak.PROGRESIF and not punya
    return rincian, hitung(punya_npwp=True) if beda else None
