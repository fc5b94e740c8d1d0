from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db.models import Sum

from accounts.rules.pelaku import SISTEM
from saldo.models import KreditPengembangan, LajurPutaran
from saldo.selectors.pengembangan import cari_putaran
from saldo.services.pengembangan import lajur, minta_tutup_tahun, tutup_tahun
from saldo.services.pengembangan.tumpukan import kreditkan_tumpukan
from tests.pabrik import buat_kartu, buat_peserta
from tests.saldo.services.pengembangan.test_putaran import (
    KARTU,
    _bersama,
    isi_buku,
    langgar,
    seharusnya,
)


@pytest.fixture
def lima_lajur(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lajur, "TUMPUKAN", KARTU // 5)


def _kartu_pada(satu: LajurPutaran, semua: list[int]) -> list[int]:
    return [
        pk
        for pk in semua
        if pk > satu.kartu_terakhir and (satu.sampai is None or pk <= satu.sampai)
    ]


@pytest.mark.usefixtures("db", "lima_lajur")
def test_setiap_kartu_di_tepat_satu_lajur() -> None:
    semua = [satu.pk for satu in isi_buku()]
    putaran = minta_tutup_tahun(tahun=2016, pelaku=SISTEM)
    lajurnya = list(putaran.lajur.order_by("nomor"))
    assert [satu.nomor for satu in lajurnya] == [0, 1, 2, 3, 4]
    terbagi = [pk for satu in lajurnya for pk in _kartu_pada(satu, semua)]
    assert terbagi == semua
    # A card that is opened meanwhile belongs to the last lane.
    baru = buat_kartu(buat_peserta()).pk
    assert [satu.nomor for satu in lajurnya if _kartu_pada(satu, [baru])] == [4]


@pytest.mark.usefixtures("db")
def test_dana_kecil_memakai_satu_lajur() -> None:
    isi_buku()
    assert minta_tutup_tahun(tahun=2016, pelaku=SISTEM).lajur.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("lima_lajur")
def test_dua_pekerja_bekerja_pada_saat_yang_sama(monkeypatch: pytest.MonkeyPatch) -> None:
    isi_buku()
    berdua = threading.Barrier(2, timeout=60)
    sudah = set()

    def serentak(*args: Any, **isi: Any) -> Any:
        # Both stand inside a batch before either writes: the lock on a lane keeps nobody else out.
        if threading.get_ident() not in sudah:
            sudah.add(threading.get_ident())
            berdua.wait()
        return kreditkan_tumpukan(*args, **isi)

    monkeypatch.setattr(lajur, "kreditkan_tumpukan", serentak)
    laporan = tutup_tahun(tahun=2016, pelaku=SISTEM, tumpukan=1)
    assert len(sudah) == 2
    assert (laporan.diperiksa, laporan.dikreditkan, laporan.jumlah) == (10, 7, seharusnya())
    assert KreditPengembangan.objects.aggregate(a=Sum("jumlah"))["a"] == seharusnya()
    assert not LajurPutaran.objects.filter(selesai=False).exists()
    assert langgar() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("lima_lajur")
def test_dua_putaran_berbagi_lajur() -> None:
    isi_buku()

    def tutup() -> object:
        return tutup_tahun(tahun=2016, pelaku=SISTEM, tumpukan=1)

    _bersama(tutup, tutup)
    putaran = cari_putaran(2016)
    assert putaran is not None
    assert (putaran.status, putaran.diperiksa, putaran.jumlah) == ("SELESAI", 10, seharusnya())
    assert KreditPengembangan.objects.aggregate(a=Sum("jumlah"))["a"] == seharusnya()
    assert langgar() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("lima_lajur")
def test_galat_satu_pekerja_sampai_ke_pemanggil_dan_dilanjutkan(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    isi_buku()
    pemanggil = threading.get_ident()
    jatuh = threading.Event()

    def jatuh_sekali(*args: Any, **isi: Any) -> Any:
        if threading.get_ident() != pemanggil:
            jatuh.set()
            raise OSError("disk")
        # The caller's batch ends after the other's fault: no luck decides who is first.
        assert jatuh.wait(60)
        return kreditkan_tumpukan(*args, **isi)

    monkeypatch.setattr(lajur, "kreditkan_tumpukan", jatuh_sekali)
    with pytest.raises(OSError, match="disk"):
        tutup_tahun(tahun=2016, pelaku=SISTEM, tumpukan=1)
    putaran = cari_putaran(2016)
    assert putaran is not None
    assert putaran.status == "BERJALAN"
    assert langgar() == []
    monkeypatch.undo()
    assert tutup_tahun(tahun=2016, pelaku=SISTEM).jumlah == seharusnya()
    assert langgar() == []
