"""What a decision does to payment, claim, book and participant; the book is the judge."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import CatatanAudit, Pesan
from accounts.rules.pelaku import tugas
from klaim_jht.models import Klaim, Pembayaran
from klaim_jht.rules.status import StatusPembayaran as S
from klaim_jht.rules.tanggapan_bank import (
    HasilBank,
    JenisTindakan,
    Perbaikan,
    SebabBeku,
    Tindakan,
)
from klaim_jht.services.penyelesaian import gagalkan_rekening, terapkan
from klaim_jht.services.status import pindahkan_pembayaran
from pengkinian.models import Rekening
from saldo.models import Jurnal, TahananSaldo
from saldo.selectors import saldo_peserta
from tests.klaim_jht.orang import ajukan, bayar, buat_siap_klaim

pytestmark = pytest.mark.django_db(transaction=True)
PEKERJA = tugas("klaim_jht.kirim_pembayaran")


@pytest.fixture
def klaim() -> Klaim:
    return ajukan(buat_siap_klaim())


def _baris(klaim: Klaim) -> Pembayaran:
    kueri = Pembayaran.objects.select_related("klaim__peserta__akun", "rekening__peserta")
    return kueri.filter(klaim=klaim).latest("ke")


def _dikirim(klaim: Klaim) -> Pembayaran:
    baris = _baris(klaim)
    with transaction.atomic():
        pindahkan_pembayaran(baris, S.DIKIRIM, pelaku=PEKERJA)
    return baris


def _terapkan(baris: Pembayaran, tindakan: Tindakan) -> Klaim:
    with transaction.atomic():
        terapkan(baris, tindakan, pelaku=PEKERJA)
    return Klaim.objects.select_related("peserta").get(pk=baris.klaim_id)


def _alarm() -> int:
    return CatatanAudit.objects.filter(aksi="pembayaran.alarm").count()


def test_dibayar_membukukan_sekali_dan_memberi_tahu(klaim: Klaim) -> None:
    bayar(klaim)
    baris, tahanan = _baris(klaim), TahananSaldo.objects.get()
    assert (klaim.status, baris.status, baris.referensi_bank) == ("DIBAYAR", "BERHASIL", "BANK0001")
    assert (tahanan.status, tahanan.jumlah) == ("DIPAKAI", klaim.bruto)
    assert klaim.bruto == baris.jumlah + (klaim.pajak or 0)
    assert Pesan.objects.filter(jenis="klaim_dibayar").exists()
    jurnal = Jurnal.objects.count()
    with pytest.raises(Exception, match="pembayaran_tidak_boleh_pindah"):
        bayar(klaim)
    assert Jurnal.objects.count() == jurnal


def test_belum_pasti_memberi_tahu_dan_uang_tetap_ditahan(klaim: Klaim) -> None:
    pada = timezone.now()
    tindakan = Tindakan(
        jenis=JenisTindakan.TANYA_LAGI, ke=S.BELUM_PASTI, pada=pada, sebab=HasilBank.BELUM_PASTI
    )
    kini = _terapkan(_dikirim(klaim), tindakan)
    baris = _baris(klaim)
    assert kini.status == "PEMBAYARAN_BELUM_PASTI"
    assert (baris.status, baris.jatuh_pada) == ("BELUM_PASTI", pada)
    assert TahananSaldo.objects.get().status == "DITAHAN"
    assert Pesan.objects.filter(jenis="klaim_belum_pasti").exists()
    _terapkan(baris, tindakan)
    assert _baris(klaim).status == "BELUM_PASTI"


@pytest.mark.parametrize("jenis", [JenisTindakan.BEKUKAN, JenisTindakan.ALARM_TERLAMBAT])
def test_yang_dibekukan_menunggu_manusia_dengan_alarm(klaim: Klaim, jenis: JenisTindakan) -> None:
    tindakan = Tindakan(
        jenis=jenis, ke=S.BELUM_PASTI, sebab_beku=SebabBeku.TIDAK_KONSISTEN, alarm=True
    )
    _terapkan(_dikirim(klaim), tindakan)
    baris = _baris(klaim)
    assert (baris.perlu_petugas, baris.sebab_gagal) == (True, "TIDAK_KONSISTEN")
    assert (_alarm(), TahananSaldo.objects.get().status) == (1, "DITAHAN")


def test_rekening_ditolak_kembali_ke_peserta_dan_uang_tetap_ditahan(klaim: Klaim) -> None:
    tindakan = Tindakan(
        jenis=JenisTindakan.GAGAL_PASTI,
        ke=S.GAGAL_PASTI,
        perbaikan=Perbaikan.REKENING,
        sebab=HasilBank.REKENING,
    )
    kini = _terapkan(_dikirim(klaim), tindakan)
    assert kini.status == "PERLU_PERBAIKAN_REKENING"
    assert _baris(klaim).status == "GAGAL_PASTI"
    assert Rekening.objects.get().status == Rekening.Status.BERMASALAH
    assert TahananSaldo.objects.get().status == "DITAHAN"
    assert saldo_peserta(kini.peserta).tersedia == 0
    assert Pesan.objects.filter(jenis="klaim_perbaikan_rekening").exists()


def test_yang_bukan_salah_rekening_ke_petugas(klaim: Klaim) -> None:
    tindakan = Tindakan(
        jenis=JenisTindakan.GAGAL_PASTI,
        ke=S.GAGAL_PASTI,
        perbaikan=Perbaikan.PETUGAS,
        sebab=HasilBank.DICURIGAI,
        alarm=True,
    )
    kini = _terapkan(_dikirim(klaim), tindakan)
    assert (kini.status, _baris(klaim).perlu_petugas) == ("TINJAUAN_PETUGAS", True)
    assert Rekening.objects.get().status == Rekening.Status.TERBUKTI
    assert _alarm() == 1


def test_dana_yang_dikembalikan_bank_ditahan_lagi(klaim: Klaim) -> None:
    bayar(klaim)
    tindakan = Tindakan(
        jenis=JenisTindakan.DIKEMBALIKAN,
        ke=S.DIKEMBALIKAN,
        perbaikan=Perbaikan.REKENING,
        sebab=HasilBank.DIKEMBALIKAN,
    )
    kini = _terapkan(_baris(klaim), tindakan)
    assert (kini.status, _baris(klaim).status) == ("PERLU_PERBAIKAN_REKENING", "DIKEMBALIKAN")
    saldo = saldo_peserta(kini.peserta)
    assert (saldo.ditahan, saldo.tersedia) == (kini.bruto, 0)


def test_sukses_setelah_ditolak_tidak_membukukan_dan_berbunyi(klaim: Klaim) -> None:
    baris = _dikirim(klaim)
    gagal = Tindakan(
        jenis=JenisTindakan.GAGAL_PASTI,
        ke=S.GAGAL_PASTI,
        perbaikan=Perbaikan.REKENING,
        sebab=HasilBank.REKENING,
    )
    _terapkan(baris, gagal)
    jurnal = Jurnal.objects.count()
    terlambat = Tindakan(
        jenis=JenisTindakan.ALARM_TERLAMBAT,
        ke=S.GAGAL_PASTI,
        sebab_beku=SebabBeku.BERTENTANGAN,
        alarm=True,
    )
    _terapkan(_baris(klaim), terlambat)
    assert (Jurnal.objects.count(), _alarm()) == (jurnal, 1)
    assert TahananSaldo.objects.get().status == "DITAHAN"
    assert _baris(klaim).perlu_petugas


def test_rekening_yang_tidak_dapat_dikirimi_digagalkan_sebelum_dikirim(klaim: Klaim) -> None:
    gagalkan_rekening(_baris(klaim), sebab="REKENING", pelaku=PEKERJA)
    assert Klaim.objects.get().status == "PERLU_PERBAIKAN_REKENING"
    assert not _baris(klaim).percobaan_kirim.exists()


def test_yang_diabaikan_tidak_mengubah_apa_pun(klaim: Klaim) -> None:
    bayar(klaim)
    jurnal = Jurnal.objects.count()
    kini = _terapkan(_baris(klaim), Tindakan(jenis=JenisTindakan.ABAIKAN, ke=S.BERHASIL))
    assert (kini.status, _baris(klaim).jatuh_pada) == ("DIBAYAR", None)
    assert Jurnal.objects.count() == jurnal
