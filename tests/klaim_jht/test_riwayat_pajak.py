"""What was paid before reaches the tax rule from the database: partial, full, later money."""

from __future__ import annotations

from datetime import datetime

import pytest
import time_machine
from django.utils import timezone

from accounts.audit import pelaku_akun
from accounts.models import Peserta
from jmo.lib.tanggal import WIB, hari_ini_wib
from jmo.lib.uang import NOL, Rupiah, format_rupiah
from klaim_jht.models import Klaim, Susulan
from klaim_jht.rules.alasan import AlasanKlaim
from klaim_jht.rules.pajak import RiwayatPajak, SkemaPajak
from klaim_jht.selectors.pajak import riwayat_pajak
from klaim_jht.services.peninjauan import setujui_klaim
from klaim_jht.services.pratinjau import hitung_pajak, susun_pratinjau
from saldo.models import EntriJurnal
from tests.klaim_jht.orang import ajukan, bayar, buat_siap_klaim, masuk
from tests.klaim_jht.orang import baca as baca_halaman
from tests.klaim_jht.wizard import ALASAN, RINCIAN, SYARAT, sampai_konfirmasi
from tests.pabrik import buat_akun

pytestmark = pytest.mark.django_db(transaction=True)
JUTA = 1_000_000
INI = hari_ini_wib(timezone.now()).year


@pytest.fixture
def budi() -> Peserta:
    return buat_siap_klaim()


def dibayar(peserta: Peserta, *, tahun: int, bruto: int, pajak: int = 0, **lain: object) -> Klaim:
    """Let a claim have been paid in June of a year."""
    isi = {"status": "DIBAYAR", "alasan": "S10", "rute": "MESIN"} | lain
    return Klaim.objects.create(
        peserta=peserta, bruto=bruto, pajak=pajak, neto=bruto - pajak,
        dibayar_pada=datetime(tahun, 6, 1, tzinfo=WIB), **isi,
    )  # fmt: skip


def baca(peserta: Peserta, *, tahun: int = INI, selain: Klaim | None = None) -> RiwayatPajak:
    return riwayat_pajak(peserta, tahun=tahun, jendela=2, selain=selain)


def test_tanpa_pembayaran_tidak_ada_riwayat(budi: Peserta) -> None:
    assert baca(budi) == RiwayatPajak(None, NOL, NOL)


def test_klaim_sebagian_tahun_lalu_ikut_dihitung(budi: Peserta) -> None:
    dibayar(budi, tahun=INI - 1, bruto=40 * JUTA)
    assert baca(budi) == RiwayatPajak(INI - 1, Rupiah(40 * JUTA), NOL)
    rincian, npwp = hitung_pajak(budi, Rupiah(20 * JUTA), hari_ini_wib(timezone.now()))
    assert (rincian.skema, rincian.pajak, npwp) == (SkemaPajak.FINAL, 500_000, None)


def test_klaim_sebagian_lima_tahun_lalu_membuatnya_progresif(budi: Peserta) -> None:
    dibayar(budi, tahun=INI - 5, bruto=10 * JUTA)
    assert baca(budi) == RiwayatPajak(INI - 5)
    rincian, npwp = hitung_pajak(budi, Rupiah(100 * JUTA), hari_ini_wib(timezone.now()))
    assert npwp is not None
    assert (rincian.pajak, npwp.pajak) == (10_800_000, 9_000_000)


def test_klaim_penuh_dan_uang_susulannya_dihitung_bersama(budi: Peserta) -> None:
    klaim = dibayar(budi, tahun=INI - 1, bruto=60 * JUTA, pajak=500_000, alasan="PHK")
    Susulan.objects.create(
        klaim=klaim, ke=1, bruto=2 * JUTA, pajak=100_000, neto=1_900_000, skema="FINAL",
        dibayar_pada=datetime(INI, 2, 1, tzinfo=WIB),
    )  # fmt: skip
    assert baca(budi) == RiwayatPajak(INI - 1, Rupiah(62 * JUTA), Rupiah(600_000))
    rincian, _npwp = hitung_pajak(budi, Rupiah(125_000), hari_ini_wib(timezone.now()))
    assert rincian.pajak == 6_250


def test_yang_masih_berjalan_ikut_dihitung_tetapi_tidak_diri_sendiri(budi: Peserta) -> None:
    klaim = dibayar(budi, tahun=INI, bruto=45 * JUTA, alasan="PHK")
    Susulan.objects.create(klaim=klaim, ke=1, bruto=5 * JUTA, pajak=0, neto=5 * JUTA, skema="FINAL")
    jalan = dibayar(budi, tahun=INI, bruto=JUTA, pajak=50_000, status="PEMBAYARAN_DIPROSES")
    assert baca(budi) == RiwayatPajak(INI, Rupiah(51 * JUTA), Rupiah(50_000))
    assert baca(budi, selain=jalan) == RiwayatPajak(INI, Rupiah(50 * JUTA), NOL)


@pytest.mark.parametrize("status", ["DRAF", "DITOLAK", "DIBATALKAN"])
def test_yang_tidak_pernah_dibayar_tidak_dihitung(budi: Peserta, status: str) -> None:
    dibayar(budi, tahun=INI, bruto=60 * JUTA, pajak=500_000, status=status)
    assert baca(budi) == RiwayatPajak()


def test_orang_lain_tidak_ikut_dan_pratinjau_memakainya(budi: Peserta) -> None:
    dibayar(buat_siap_klaim(), tahun=INI, bruto=60 * JUTA, pajak=500_000)
    dibayar(budi, tahun=INI - 3, bruto=JUTA)
    pratinjau = susun_pratinjau(budi, AlasanKlaim.PHK, klaim=None)
    assert pratinjau.rincian is not None
    assert pratinjau.rincian_npwp is not None
    assert pratinjau.rincian.skema is SkemaPajak.PROGRESIF
    assert pratinjau.rincian.pajak > pratinjau.rincian_npwp.pajak


def test_halaman_rincian_menyebut_pajak_dengan_dan_tanpa_npwp(budi: Peserta) -> None:
    dibayar(budi, tahun=INI - 5, bruto=JUTA)
    klien = masuk(budi)
    klien.post("/klaim/ajukan/")
    klien.post(ALASAN, {"alasan": "PHK", "versi": 1})
    klien.post(SYARAT, {"versi": 2})
    isi = baca_halaman(klien, RINCIAN)
    pratinjau = susun_pratinjau(budi, AlasanKlaim.PHK, klaim=None)
    assert pratinjau.rincian is not None
    assert pratinjau.rincian_npwp is not None
    for kata in (
        "NPWP mengubah pajak Anda", format_rupiah(pratinjau.rincian.pajak),
        format_rupiah(pratinjau.rincian_npwp.pajak), "Pajak (PPh 21 progresif)",
    ):  # fmt: skip
        assert kata in isi, kata


def test_pajak_dibukukan_saat_dibayar(budi: Peserta) -> None:
    dibayar(budi, tahun=INI - 5, bruto=JUTA)
    klaim = ajukan(budi)
    assert klaim.pajak
    pajak = EntriJurnal.objects.filter(akun__jenis="PAJAK")
    assert not pajak.exists()
    bayar(klaim)
    assert sum(satu.kredit - satu.debit for satu in pajak) == klaim.pajak
    assert klaim.rincian_pajak is not None
    assert klaim.rincian_pajak["skema"] == "PROGRESIF"


def test_konfirmasi_menyebut_uang_yang_datang_kemudian(budi: Peserta) -> None:
    assert "kami membayarkannya sendiri ke rekening yang sama" in sampai_konfirmasi(masuk(budi))


def test_klaim_yang_dibatalkan_setelah_dihitung_bersama_tidak_merobohkan(budi: Peserta) -> None:
    """Later money was taxed on top of a claim that was called off afterwards."""
    lama = dibayar(budi, tahun=INI, bruto=JUTA)
    batal = dibayar(budi, tahun=INI, bruto=60 * JUTA, pajak=550_000, status="DIBATALKAN")
    assert batal.pk
    Susulan.objects.create(
        klaim=lama, ke=1, bruto=20 * JUTA, pajak=JUTA, neto=19 * JUTA, skema="FINAL",
        dibayar_pada=datetime(INI, 6, 2, tzinfo=WIB),
    )  # fmt: skip
    rincian, _npwp = hitung_pajak(budi, Rupiah(30 * JUTA), hari_ini_wib(timezone.now()))
    assert (rincian.pajak, rincian.neto) == (0, 30 * JUTA)


def test_pajak_menurut_tahun_pembayaran_bukan_tahun_pengajuan() -> None:
    """Filed within the final scale's years, approved after them."""
    rina = buat_akun(petugas=True)
    with time_machine.travel(datetime(INI, 12, 30, 9, tzinfo=WIB), tick=False):
        budi = buat_siap_klaim(upah=900_000_000)
        dibayar(budi, tahun=INI - 1, bruto=JUTA)
        klaim = ajukan(budi)
    assert klaim.rincian_pajak is not None
    assert (klaim.status, klaim.rincian_pajak["skema"]) == ("TINJAUAN_PETUGAS", "FINAL")
    with time_machine.travel(datetime(INI + 1, 1, 4, 9, tzinfo=WIB), tick=False):
        setujui_klaim(klaim_id=klaim.pk, alasan="Lengkap.", petugas=rina, pelaku=pelaku_akun(rina))
        lama = klaim.pajak
        klaim.refresh_from_db()
        assert klaim.rincian_pajak["skema"] == "PROGRESIF"
        assert klaim.pajak != lama
        assert (
            klaim.pembayaran.get().jumlah == klaim.neto == (klaim.bruto or 0) - (klaim.pajak or 0)
        )
        pindah = klaim.riwayat.get(ke="PEMBAYARAN_DIPROSES")
        assert pindah.data == {"pajak": klaim.pajak, "neto": klaim.neto}
        bayar(klaim)
    pajak = EntriJurnal.objects.filter(akun__jenis="PAJAK")
    assert sum(satu.kredit - satu.debit for satu in pajak) == klaim.pajak


def test_masa_tenang_yang_melewati_tahun_baru_sudah_dihitung_sebelum_mengajukan() -> None:
    with time_machine.travel(datetime(INI, 12, 31, 20, tzinfo=WIB), tick=False):
        budi = buat_siap_klaim()
        dibayar(budi, tahun=INI - 1, bruto=JUTA)
        budi.kontak_diubah_pada = timezone.now()
        budi.save(update_fields=["kontak_diubah_pada"])
        pratinjau = susun_pratinjau(budi, AlasanKlaim.PHK, klaim=None)
        assert pratinjau.tenang is not None
        assert pratinjau.tenang.boleh_kirim_pada is not None
        assert pratinjau.tenang.boleh_kirim_pada.astimezone(WIB).year == INI + 1
        assert pratinjau.rincian is not None
        assert pratinjau.rincian.skema is SkemaPajak.PROGRESIF
