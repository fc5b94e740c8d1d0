from __future__ import annotations

import pytest

from accounts.audit import pelaku_akun
from accounts.models import CatatanAudit, Pesan, Peserta
from accounts.rules.pelaku import Pelaku
from jmo.lib.galat import Bentrok, TidakDitemukan
from klaim_jht.models import Klaim
from klaim_jht.services.pembatalan import batalkan_klaim
from saldo.models import TahananSaldo
from saldo.selectors import saldo_peserta
from tests.klaim_jht.orang import ajukan, bayar, buat_siap_klaim, tolak_bank

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def budi() -> Peserta:
    return buat_siap_klaim()


def siapa(peserta: Peserta) -> Pelaku:
    assert peserta.akun is not None
    return pelaku_akun(peserta.akun)


def batal(klaim: Klaim) -> Klaim:
    return batalkan_klaim(klaim_id=klaim.pk, pelaku=siapa(klaim.peserta))


def test_dibatalkan_melepas_uang_selama_belum_ada_pembayaran(budi: Peserta) -> None:
    budi.pengkinian_menunggu_register = True
    budi.save(update_fields=["pengkinian_menunggu_register"])
    tersedia = saldo_peserta(budi).tersedia
    klaim = ajukan(budi)
    assert batal(klaim).status == "DIBATALKAN"
    # What filing credited for the running year stays on the card.
    assert klaim.hasil_sementara
    assert saldo_peserta(budi).tersedia == tersedia + klaim.hasil_sementara
    with pytest.raises(Bentrok, match="klaim_sudah_berubah"):
        batal(klaim)
    assert ajukan(budi).pk != klaim.pk


def test_pembayaran_yang_menunggu_berakhir_tanpa_dikirim(budi: Peserta) -> None:
    klaim = ajukan(budi)
    batal(klaim)
    baris = klaim.pembayaran.get()
    assert (baris.status, baris.sebab_gagal) == ("GAGAL_PASTI", "BATAL_PESERTA")
    assert (baris.jatuh_pada, baris.dikirim_pada) == (None, None)
    assert TahananSaldo.objects.get().status == "DILEPAS"
    assert Pesan.objects.filter(jenis="klaim_dibatalkan").count() == 1
    jejak = CatatanAudit.objects.filter(aksi="klaim.pindah_status").latest("pk")
    assert (jejak.sesudah, jejak.pelaku_jenis) == ({"status": "DIBATALKAN"}, "AKUN")


def test_yang_sudah_dibayar_tidak_dibatalkan(budi: Peserta) -> None:
    klaim = ajukan(budi)
    bayar(klaim)
    with pytest.raises(Bentrok, match="klaim_sudah_dibayarkan"):
        batal(klaim)
    assert TahananSaldo.objects.get().status == "DIPAKAI"


def test_rekening_yang_ditolak_bank_tidak_mengurung_uangnya(budi: Peserta) -> None:
    klaim = ajukan(budi)
    tolak_bank(klaim)
    assert batal(klaim).status == "DIBATALKAN"
    assert TahananSaldo.objects.get().status == "DILEPAS"


def test_klaim_yang_tidak_ada(budi: Peserta) -> None:
    with pytest.raises(TidakDitemukan):
        batalkan_klaim(klaim_id=0, pelaku=siapa(budi))
