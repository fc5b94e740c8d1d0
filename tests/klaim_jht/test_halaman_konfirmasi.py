"""Nobody signs for an amount, an account or a time that was not on the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import Akun, Peserta
from accounts.rules.pelaku import SISTEM
from jmo.lib.tanggal import WIB, hari_ini_wib, tambah_bulan
from jmo.lib.uang import Rupiah, format_rupiah
from klaim_jht.models import Klaim
from saldo.models import Ketentuan, TahananSaldo
from saldo.selectors import saldo_peserta
from saldo.selectors.sementara import hasil_sementara
from saldo.services.tarif import muat_tarif_contoh
from tests.klaim_jht.orang import beri_rekening, beri_wajah, buat_siap_klaim, masuk
from tests.klaim_jht.wizard import KONFIRMASI, isian, sampai_konfirmasi
from tests.pabrik import buat_iuran

pytestmark = pytest.mark.usefixtures("db")
BERUBAH = "Rincian klaim ini berubah sejak Anda membacanya"


@pytest.fixture
def budi() -> Peserta:
    return buat_siap_klaim()


def _tambah_iuran(peserta: Peserta) -> None:
    kartu = peserta.kepesertaan.get()
    assert buat_iuran(kartu, tambah_bulan(kartu.tanggal_mulai, -1)).diterima


def _ganti_rekening(peserta: Peserta) -> None:
    beri_rekening(peserta, nomor="998877661234")


def _pulihkan_akun(peserta: Peserta) -> None:
    Akun.objects.filter(peserta=peserta).update(dipulihkan_pada=timezone.now())
    beri_wajah(peserta, jam_lalu=0)


def _laporkan_bukan_saya(peserta: Peserta) -> None:
    Peserta.objects.filter(pk=peserta.pk).update(bukan_saya_pada=timezone.now())


def _tetapkan_tarif(peserta: Peserta) -> None:
    muat_tarif_contoh(pelaku=SISTEM)


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        pytest.param(_tambah_iuran, "Yang Anda terima", id="saldo-bertambah"),
        pytest.param(_tetapkan_tarif, "Tarif contoh, bukan resmi.", id="tarif-ditetapkan"),
        pytest.param(_ganti_rekening, "BRI ****1234", id="rekening-diganti"),
        pytest.param(_pulihkan_akun, "dikirim", id="masa-tenang-mulai"),
        pytest.param(_laporkan_bukan_saya, "dikirim", id="uang-ditahan"),
    ],
)
def test_yang_berubah_sejak_dibaca_diperlihatkan_dulu(
    budi: Peserta, ubah: Callable[[Peserta], None], kata: str
) -> None:
    klien = masuk(budi)
    kirim = isian(sampai_konfirmasi(klien))
    ubah(budi)
    jawaban = klien.post(KONFIRMASI, kirim)
    isi = jawaban.content.decode()
    assert jawaban.status_code == 409
    assert BERUBAH in isi
    assert kata in isi
    assert (Klaim.objects.get().status, TahananSaldo.objects.count()) == ("DRAF", 0)
    assert klien.post(KONFIRMASI, isian(isi)).status_code == 302
    klaim = Klaim.objects.get()
    assert klaim.neto is not None
    assert format_rupiah(Rupiah(klaim.neto)) in isi
    assert str(klaim.rekening) in isi


def test_hasil_tahun_ini_berdiri_sendiri_dengan_tarifnya(budi: Peserta) -> None:
    tercatat = saldo_peserta(budi).total
    sementara = hasil_sementara([budi.kepesertaan.get().pk], tanggal=hari_ini_wib(timezone.now()))
    isi = sampai_konfirmasi(masuk(budi))
    assert sementara.jumlah > 0
    for jumlah in (tercatat, sementara.jumlah, tercatat + sementara.jumlah):
        assert format_rupiah(Rupiah(jumlah)) in isi
    assert "Hasil pengembangan sementara tahun ini" in isi
    assert "5,59% setahun" in isi
    assert "(tahun 2020)" in isi


def test_tanpa_tarif_sama_sekali_halaman_mengatakannya(budi: Peserta) -> None:
    Ketentuan.objects.filter(jenis="TARIF_PENGEMBANGAN").delete()
    isi = sampai_konfirmasi(masuk(budi))
    assert "belum ditetapkan, jadi hasil tahun ini belum dihitung" in isi
    assert "Hasil pengembangan sementara tahun ini" not in isi


def test_janji_yang_lewat_pukul_dua_puluh_satu_diperlihatkan_dulu(budi: Peserta) -> None:
    malam = datetime.combine(hari_ini_wib(timezone.now()), time(20, 59), tzinfo=WIB)
    with time_machine.travel(malam, tick=False):
        beri_wajah(budi, jam_lalu=0)
        klien = masuk(budi)
        halaman = sampai_konfirmasi(klien)
        assert "23.59 WIB" in halaman
        # Reading again at the same moment changes nothing, so a second tab may file as well.
        assert isian(halaman)["terlihat"] in klien.get(KONFIRMASI).content.decode()
    with time_machine.travel(malam + timedelta(minutes=1), tick=False):
        jawaban = klien.post(KONFIRMASI, isian(halaman))
        assert jawaban.status_code == 409
        assert "12.00 WIB" in jawaban.content.decode()
        assert klien.post(KONFIRMASI, isian(jawaban.content.decode())).status_code == 302


@pytest.mark.parametrize("terlihat", ["", "0" * 32])
def test_tanpa_tanda_dari_halaman_tidak_diajukan(budi: Peserta, terlihat: str) -> None:
    klien = masuk(budi)
    kirim = isian(sampai_konfirmasi(klien))
    assert klien.post(KONFIRMASI, {**kirim, "terlihat": terlihat}).status_code == 409
    assert Klaim.objects.get().status == "DRAF"
    assert klien.post(KONFIRMASI, kirim).status_code == 302
