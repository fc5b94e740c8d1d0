"""Two who hold, correct or import at the same moment, on threads and connections of their own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction

from accounts.rules.pelaku import SISTEM
from jmo.lib.galat import Bentrok
from saldo.models import BerkasIuran, Jurnal, Kepesertaan, TahananSaldo
from saldo.selectors import posisi_kartu, saldo_kartu
from saldo.selectors.invarian import periksa_invarian
from saldo.services import akun_buku
from saldo.services.buku import tahan_saldo, tahanan
from tests.pabrik import (
    buat_kartu_bersaldo,
    buat_perusahaan,
    buat_peserta,
    impor,
    isi_baris,
    nik_baru,
)

pytestmark = pytest.mark.django_db(transaction=True)
TIGA_BULAN = 3 * 285_000


def bersama(*kerja: Callable[[], Any]) -> list[Any]:
    """Run acts at once; gives what each returned or raised."""

    def satu(isi: Callable[[], Any]) -> Any:
        try:
            return isi()
        except Bentrok as galat:
            return galat
        finally:
            connection.close()

    with ThreadPoolExecutor(len(kerja)) as kolam:
        return list(kolam.map(satu, kerja))


def tahan(kartu: Kepesertaan, nama: str) -> Callable[[], Any]:
    return lambda: tahan_saldo(kepesertaan_ids=[kartu.pk], rujukan=nama, pelaku=SISTEM)


def langgar() -> list[str]:
    return [satu.invarian.kode for satu in periksa_invarian() if not satu.dipenuhi]


@pytest.fixture
def tanpa_kunci(monkeypatch: Any) -> None:
    """Read cards without locking them, and let both read before either writes."""
    gerbang = threading.Barrier(2, timeout=20)

    def baca(kepesertaan_ids: Any) -> list[Kepesertaan]:
        kartu = list(Kepesertaan.objects.filter(pk__in=kepesertaan_ids))
        gerbang.wait()
        return kartu

    def posisi(ids: Any) -> Any:
        hasil = posisi_kartu(ids)
        gerbang.wait()
        return hasil

    monkeypatch.setattr(tahanan, "_kunci_kartu", baca)
    monkeypatch.setattr(tahanan, "kunci_akun", lambda **_: None)
    monkeypatch.setattr(tahanan, "posisi_kartu", posisi)


def test_tanpa_kunci_keduanya_mengira_uangnya_bebas(tanpa_kunci: None) -> None:
    kartu = buat_kartu_bersaldo()
    # Opening an account makes the second wait as well; here both are open.
    akun_buku.ambil_akun_kartu(kepesertaan_ids=[kartu.pk])
    hasil = bersama(tahan(kartu, "klaim:1"), tahan(kartu, "klaim:2"))
    # Both got as far as the book; the database alone stood in the way, with the wrong answer.
    assert [satu.kode for satu in hasil if isinstance(satu, Bentrok)] == ["saldo_tidak_cukup"]
    assert saldo_kartu(kartu).ditahan == TIGA_BULAN


def test_dua_tahanan_bersamaan_satu_berhasil_satu_dijawab() -> None:
    for putaran in range(5):
        kartu = buat_kartu_bersaldo()
        hasil = bersama(tahan(kartu, f"a:{putaran}"), tahan(kartu, f"b:{putaran}"))
        kode = [satu.kode for satu in hasil if isinstance(satu, Bentrok)]
        assert kode == ["saldo_sudah_ditahan"]
        assert kartu.tahanan.count() == 1
        assert saldo_kartu(kartu).ditahan == TIGA_BULAN
    assert langgar() == []


def test_tahanan_yang_sama_dari_dua_tab_menahan_sekali() -> None:
    kartu = buat_kartu_bersaldo()
    satu, dua = bersama(tahan(kartu, "klaim:1"), tahan(kartu, "klaim:1"))
    assert satu == dua
    assert TahananSaldo.objects.count() == Jurnal.objects.filter(jenis="PENAHANAN").count() == 1


def test_berkas_yang_sama_diunggah_dua_kali_sekaligus_dibukukan_sekali() -> None:
    buat_perusahaan()
    nik = nik_baru()
    baris = [isi_baris(date(2025, bulan, 1), nik=nik) for bulan in range(1, 13)]
    hasil = bersama(lambda: impor(baris), lambda: impor(baris))
    assert sorted(satu.sudah_pernah for satu in hasil) == [False, True]
    assert (BerkasIuran.objects.count(), Kepesertaan.objects.count()) == (1, 1)
    assert langgar() == []


def test_impor_dan_tahanan_atas_kartu_yang_sama_tidak_saling_mengunci() -> None:
    orang = buat_peserta()
    kartu = [buat_kartu_bersaldo(orang, npp=f"AB12345{ke}") for ke in range(4)]
    ids = [satu.pk for satu in kartu]

    def berkas(ke: int) -> Callable[[], Any]:
        baris = [
            isi_baris(date(2025, 1 + ke, 1), kpj=satu.kpj, npp=satu.perusahaan.npp)
            for satu in reversed(kartu)
            if satu.perusahaan
        ]
        return lambda: impor(baris)

    def tahan_semua(ke: int) -> Callable[[], Any]:
        return lambda: tahan_saldo(kepesertaan_ids=ids[::-1], rujukan=f"k:{ke}", pelaku=SISTEM)

    for ke in range(6):
        hasil = bersama(berkas(ke), tahan_semua(ke))
        assert not any(isinstance(satu, Exception) for satu in hasil), hasil
        with transaction.atomic():
            tahanan.lepaskan_tahanan(rujukan=f"k:{ke}", pelaku=SISTEM)
    assert langgar() == []
    assert sum(saldo_kartu(satu).total for satu in kartu) == 4 * (3 + 6) * 285_000
    assert akun_buku.saldo_iuran(kepesertaan_ids=ids) == dict.fromkeys(ids, 9 * 285_000)
