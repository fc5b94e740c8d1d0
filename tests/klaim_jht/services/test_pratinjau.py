"""What a participant reads before filing, and that filing does exactly that."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import Akun, Peserta
from accounts.rules.pelaku import SISTEM
from jmo.lib.tanggal import WIB
from klaim_jht.models import Klaim
from klaim_jht.rules.alasan import AlasanKlaim
from klaim_jht.services.pengajuan import mulai_klaim
from klaim_jht.services.pratinjau import Pratinjau, fakta_alur, susun_pratinjau
from pengkinian.models import HasilVerifikasi, Rekening
from saldo.models import TahananSaldo
from tests.klaim_jht.orang import ajukan, beri_rekening, beri_wajah, buat_siap_klaim

pytestmark = pytest.mark.usefixtures("db")


def _wib(teks: str) -> datetime:
    return datetime.fromisoformat(teks).replace(tzinfo=WIB)


def _mengajukan_menepati(pratinjau: Pratinjau, peserta: Peserta) -> None:
    """File at the same moment: promise and time of sending are those that were shown."""
    klaim = ajukan(peserta)
    assert pratinjau.tenang is not None
    assert klaim.janji_pada == pratinjau.janji.paling_lambat
    assert klaim.boleh_kirim_pada == pratinjau.tenang.boleh_kirim_pada
    assert klaim.pembayaran.get().jatuh_pada == klaim.boleh_kirim_pada
    assert klaim.nomor is not None
    assert klaim.nomor.startswith(f"K{timezone.now().astimezone(WIB):%Y%m%d}-")


def _lihat(peserta: Peserta, sekarang: datetime | None = None) -> Pratinjau:
    # Read anew: what the fixture holds does not know of later changes.
    segar = Peserta.objects.select_related("akun").get(pk=peserta.pk)
    return susun_pratinjau(segar, AlasanKlaim.PHK, klaim=None, sekarang=sekarang)


@pytest.mark.parametrize(
    ("jam", "paling_lambat"),
    [
        ("2026-11-23T10:00", "2026-11-23T23:59"),
        ("2026-11-23T20:59", "2026-11-23T23:59"),
        ("2026-11-23T21:00", "2026-11-24T12:00"),
        ("2026-11-23T23:59", "2026-11-24T12:00"),
        ("2026-12-27T08:00", "2026-12-27T23:59"),
    ],
)
def test_janji_hari_yang_sama_menurut_jam_wib(jam: str, paling_lambat: str) -> None:
    with time_machine.travel(_wib(jam), tick=False):
        peserta = buat_siap_klaim()
        pratinjau = _lihat(peserta)
        assert pratinjau.keputusan.hasil.boleh
        assert f"{pratinjau.janji.paling_lambat.astimezone(WIB):%Y-%m-%dT%H:%M}" == paling_lambat
        assert pratinjau.tenang is not None
        assert pratinjau.tenang.boleh_kirim_pada is not None
        assert pratinjau.tenang.boleh_kirim_pada <= timezone.now()
        _mengajukan_menepati(pratinjau, peserta)


def test_rekening_diganti_tanpa_tiga_bukti_menunggu_dua_belas_jam() -> None:
    with time_machine.travel(_wib("2026-11-23T10:00"), tick=False):
        peserta = buat_siap_klaim()
        kini = timezone.now()
        Rekening.objects.update(dipakai_sejak=kini - timedelta(days=2))
        baru = beri_rekening(peserta, nomor="998877660000")
        # The database's clock writes this column, and does not travel.
        Rekening.objects.filter(pk=baru.pk).update(dipakai_sejak=kini)
        pratinjau = _lihat(peserta)
        assert pratinjau.tenang is not None
        kirim = pratinjau.tenang.boleh_kirim_pada
        assert kirim is not None
        assert f"{kirim.astimezone(WIB):%d %H.%M}" == "23 22.00"
        assert pratinjau.janji.paling_lambat >= kirim
        _mengajukan_menepati(pratinjau, peserta)


def test_pemulihan_malam_mengirim_esok_pagi() -> None:
    with time_machine.travel(_wib("2026-11-23T20:00"), tick=False) as jam:
        peserta = buat_siap_klaim()
        Akun.objects.filter(peserta=peserta).update(dipulihkan_pada=timezone.now())
        assert _lihat(peserta).wajah is None, "the face of before the recovery counts no more"
        jam.shift(60)
        beri_wajah(peserta, jam_lalu=0)
        pratinjau = _lihat(peserta)
        tenang = pratinjau.tenang
        assert tenang is not None
        assert tenang.boleh_kirim_pada is not None
        assert f"{tenang.boleh_kirim_pada.astimezone(WIB):%d %H.%M}" == "24 08.00"
        _mengajukan_menepati(pratinjau, peserta)


def test_laporan_bukan_saya_menahan_sampai_manusia_menutupnya() -> None:
    peserta = buat_siap_klaim()
    Peserta.objects.filter(pk=peserta.pk).update(bukan_saya_pada=timezone.now())
    tenang = _lihat(peserta).tenang
    assert tenang is not None
    assert tenang.boleh_kirim_pada is None


def test_rekening_bermasalah_dan_wajah_basi_tidak_dihitung() -> None:
    peserta = buat_siap_klaim()
    assert _lihat(peserta).rekening is not None
    Rekening.objects.update(status=Rekening.Status.BERMASALAH)
    HasilVerifikasi.objects.filter(jenis="WAJAH").update(
        diputus_pada=timezone.now() - timedelta(hours=24, seconds=1)
    )
    pratinjau = _lihat(peserta)
    assert (pratinjau.rekening, pratinjau.wajah, pratinjau.tenang) == (None, None, None)
    assert pratinjau.keputusan.hasil.boleh, "face and account are steps, not rules"


def test_melihat_tidak_mengubah_dan_mengajukan_melakukan_yang_dilihat() -> None:
    peserta = buat_siap_klaim()
    pratinjau = _lihat(peserta)
    assert not TahananSaldo.objects.exists()
    assert not Klaim.objects.exists()
    klaim = ajukan(peserta)
    assert pratinjau.rincian is not None
    assert (klaim.bruto, klaim.pajak, klaim.neto) == (
        pratinjau.rincian.bruto, pratinjau.rincian.pajak, pratinjau.rincian.neto,
    )  # fmt: skip
    assert klaim.rute == pratinjau.keputusan.hasil.rute.value
    assert klaim.rekening == pratinjau.rekening


def test_wajah_dan_rekening_diketahui_sebelum_alasan_dipilih() -> None:
    peserta = buat_siap_klaim()
    klaim = mulai_klaim(peserta=peserta, pelaku=SISTEM)
    fakta = fakta_alur(klaim, None)
    assert (fakta.alasan, fakta.boleh) == (None, False)
    assert (fakta.wajah_segar, fakta.rekening_siap) == (True, True)
    Rekening.objects.update(status=Rekening.Status.BERMASALAH)
    HasilVerifikasi.objects.filter(jenis="WAJAH").delete()
    fakta = fakta_alur(klaim, None)
    assert (fakta.wajah_segar, fakta.rekening_siap) == (False, False)
