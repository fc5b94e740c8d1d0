from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command

from klaim_jht.models import KeputusanKlaim, Klaim
from klaim_jht.services.pemeriksaan import periksa_ulang
from tests.klaim_jht.orang import ajukan, buat_siap_klaim, ubah_sebagai_pemilik

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def klaim() -> Klaim:
    return ajukan(buat_siap_klaim())


def test_keputusan_yang_utuh_tidak_berbeda(klaim: Klaim) -> None:
    (hasil,) = periksa_ulang()
    assert (hasil.nomor, hasil.beda) == (klaim.nomor, ())
    keluar = StringIO()
    call_command("ulang_keputusan", stdout=keluar)
    assert "1 keputusan diperiksa, 0 berbeda" in keluar.getvalue()


@pytest.mark.parametrize(
    ("perintah", "hal"),
    [
        ("boleh = false", "kolom"),
        ("versi_aturan = '{}'", "versi_aturan_tidak_cocok"),
        ("hasil = jsonb_set(hasil, '{rute}', '\"PETUGAS\"')", "rute"),
        ("fakta = fakta #- '{saldo}'", "isi"),
    ],
    ids=["kolom", "versi", "hasil", "fakta"],
)
def test_keputusan_yang_diubah_ketahuan(klaim: Klaim, perintah: str, hal: str) -> None:
    ubah_sebagai_pemilik("klaim_jht_keputusanklaim", perintah)
    keluar = StringIO()
    with pytest.raises(SystemExit) as akhir:
        call_command("ulang_keputusan", stdout=keluar)
    assert akhir.value.code == 1
    assert hal in keluar.getvalue()
    assert "1 berbeda" in keluar.getvalue()
    assert KeputusanKlaim.objects.count() == 1
