"""A claim of ten per cent: the rest stays on a card that goes on."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.models import Peserta
from accounts.rules.pelaku import SISTEM
from jmo.lib.galat import BelumLayak
from klaim_jht.models import Klaim
from klaim_jht.rules.alasan import AlasanKlaim
from klaim_jht.rules.kelayakan import KodeAturan
from klaim_jht.selectors.susulan import klaim_bersusulan
from klaim_jht.services.pembatalan import batalkan_klaim
from klaim_jht.services.pratinjau import susun_pratinjau
from saldo.models import Kepesertaan, TahananSaldo
from saldo.selectors import saldo_peserta
from saldo.selectors.invarian import periksa_invarian
from saldo.services.buku import kembalikan_pembayaran
from tests.klaim_jht.orang import ajukan, bayar, buat_siap_klaim

pytestmark = pytest.mark.django_db(transaction=True)


def _lama(peserta: Peserta, *, sejak: date = date(2012, 1, 2)) -> Peserta:
    Kepesertaan.objects.filter(peserta=peserta).update(tanggal_mulai=sejak)
    return peserta


@pytest.fixture
def wati() -> Peserta:
    """Still at work, a member since 2012."""
    return _lama(buat_siap_klaim(berhenti_hari_lalu=None))


def _langgar() -> list[str]:
    return [satu.invarian.kode for satu in periksa_invarian() if not satu.dipenuhi]


def _bayar(klaim: Klaim) -> None:
    bayar(klaim)
    klaim.refresh_from_db()
    assert klaim.status == "DIBAYAR"


def test_sepersepuluh_dibayar_dan_kartu_berjalan_terus(wati: Peserta) -> None:
    semula = saldo_peserta(wati).tersedia
    klaim = ajukan(wati, "S10")
    assert klaim.bruto == semula // 10
    assert klaim.hasil_sementara == 0
    assert saldo_peserta(wati).tersedia == semula - semula // 10
    assert TahananSaldo.objects.get().sebagian
    _bayar(klaim)
    assert saldo_peserta(wati).tersedia == semula - semula // 10
    assert Kepesertaan.objects.get().status == "AKTIF"
    # What comes later is no late payment of this claim: it stays on the card.
    assert klaim_bersusulan() == []
    assert _langgar() == []


def test_kartu_tidak_aktif_tidak_menjadi_diklaim_dan_dapat_diklaim_utuh_kemudian() -> None:
    peserta = _lama(buat_siap_klaim())
    semula = saldo_peserta(peserta).tersedia
    klaim = ajukan(peserta, "S10")
    _bayar(klaim)
    assert Kepesertaan.objects.get().status == "NONAKTIF"
    utuh = ajukan(peserta, "PHK")
    assert utuh.bruto == semula - semula // 10 + (utuh.hasil_sementara or 0)
    _bayar(utuh)
    assert Kepesertaan.objects.get().status == "DIKLAIM"
    assert saldo_peserta(peserta).tersedia == 0
    # The bank gives the part back after everything else was paid: the card stays claimed.
    kembalikan_pembayaran(
        rujukan=f"klaim:{klaim.pk}", pelaku=SISTEM, tanggal_nilai=date(2026, 11, 23), alasan="uji"
    )
    assert Kepesertaan.objects.get().status == "DIKLAIM"
    # Only the book was told here, not the payment.
    assert _langgar() == ["I5", "I6"]


def test_hanya_sekali_dan_klaim_utuh_memulai_kepesertaan_baru(wati: Peserta) -> None:
    _bayar(ajukan(wati, "S10"))
    with pytest.raises(BelumLayak):
        ajukan(wati, "S10")
    hasil = susun_pratinjau(wati, AlasanKlaim.S10, klaim=None).keputusan.hasil
    assert [satu.kode for satu in hasil.gagal] == [KodeAturan.SEKALI_SAJA]


def test_masa_kartu_yang_sudah_diklaim_tidak_dihitung() -> None:
    peserta = _lama(buat_siap_klaim())
    _bayar(ajukan(peserta))
    hasil = susun_pratinjau(peserta, AlasanKlaim.S10, klaim=None).keputusan
    assert hasil.fakta.masa == ()
    masa = hasil.hasil.ambil(KodeAturan.MASA_KEPESERTAAN)
    assert masa is not None
    assert not masa.lulus


def test_penolakan_mengembalikan_bagian_yang_ditahan(wati: Peserta) -> None:
    semula = saldo_peserta(wati).tersedia
    klaim = ajukan(wati, "S10")
    batalkan_klaim(klaim_id=klaim.pk, pelaku=SISTEM)
    assert saldo_peserta(wati).tersedia == semula
    assert _langgar() == []
    # A claim that was called off is none that was had.
    assert ajukan(wati, "S10").bruto == semula // 10
