"""Merging, undoing and filing at the same moment, on threads and connections of their own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from typing import Any

import pytest
from django.db import connection

from accounts.models import Peserta
from accounts.rules.pelaku import SISTEM
from jmo.lib.galat import BelumLayak, Bentrok, Galat
from klaim_jht.models import Klaim
from klaim_jht.services import pengajuan, pratinjau
from saldo.models import Jurnal, Kepesertaan, PenggabunganKartu, TahananSaldo
from saldo.selectors import saldo_peserta
from saldo.services.iuran import penulisan
from saldo.services.penggabungan import gabungkan_kartu, pratinjau_gabung, urungkan_penggabungan
from tests.klaim_jht.orang import ajukan, buat_siap_klaim
from tests.pabrik import buat_iuran, buat_kartu, impor, isi_baris
from tests.saldo.gabungan import langgar

pytestmark = pytest.mark.django_db(transaction=True)


def bersama(*kerja: Callable[[], Any]) -> list[Any]:
    """Run acts at once; gives what each returned or raised."""

    def satu(isi: Callable[[], Any]) -> Any:
        try:
            return isi()
        except Galat as galat:
            return galat
        finally:
            connection.close()

    with ThreadPoolExecutor(len(kerja)) as kolam:
        return list(kolam.map(satu, kerja))


def buat_orang(*, bersaldo: bool = True) -> tuple[Peserta, Kepesertaan]:
    """Make somebody who may file once the older card, which is returned, is merged."""
    peserta = buat_siap_klaim()
    lama = buat_kartu(peserta, mulai=date(2022, 1, 1), npp="CD123456", berhenti=date(2022, 12, 31))
    if bersaldo:
        buat_iuran(lama, date(2022, 1, 1), banyak=3)
    return peserta, lama


def gabung(peserta: Peserta, lama: Kepesertaan, **lain: Any) -> tuple[PenggabunganKartu, ...]:
    return gabungkan_kartu(peserta=peserta, kepesertaan_ids=[lama.pk], pelaku=SISTEM, **lain)


def batal(satu: PenggabunganKartu) -> PenggabunganKartu:
    return urungkan_penggabungan(penggabungan_id=satu.pk, pelaku=SISTEM)


def diajukan(peserta: Peserta) -> bool:
    return Klaim.objects.filter(peserta=peserta).exclude(status="DRAF").exists()


def digabung(lama: Kepesertaan) -> bool:
    return Kepesertaan.objects.get(pk=lama.pk).status == "DIGABUNG"


def test_menggabung_saat_mengajukan_berakhir_benar_mana_pun_yang_dahulu() -> None:
    for _ in range(4):
        peserta, lama = buat_orang()
        satu, dua = bersama(partial(gabung, peserta, lama), partial(ajukan, peserta))
        assert not isinstance(satu, Galat), satu
        # Filing first finds two cards and says so; filing second takes the money of both.
        assert isinstance(dua, Klaim | BelumLayak), dua
        assert digabung(lama)
        assert diajukan(peserta) is isinstance(dua, Klaim)
        if isinstance(dua, Klaim):
            (tahanan,) = TahananSaldo.objects.filter(kepesertaan__peserta=peserta)
            assert tahanan.jumlah == saldo_peserta(peserta).total == dua.bruto
    assert langgar() == []


def test_dua_tab_menggabung_sekaligus_membukukan_sekali() -> None:
    peserta, lama = buat_orang()
    sidik = pratinjau_gabung(peserta=peserta).sidik
    hasil = bersama(*[lambda: gabung(peserta, lama, terlihat=sidik)] * 4)
    assert len({satu.pk for daftar in hasil for satu in daftar}) == 1
    assert Jurnal.objects.filter(jenis="PENGGABUNGAN").count() == 1
    assert langgar() == []


def test_dua_kali_membatalkan_sekaligus_membukukan_sekali() -> None:
    peserta, lama = buat_orang()
    (satu,) = gabung(peserta, lama)
    hasil = bersama(*[partial(batal, satu)] * 3)
    assert {h.status for h in hasil} == {"DIURUNGKAN"}
    assert Jurnal.objects.filter(jenis="BATAL_PENGGABUNGAN").count() == 1
    assert langgar() == []


@pytest.fixture
def selingan(monkeypatch: Any) -> Callable[[Callable[[], Any]], list[Any]]:
    """File, and do something else between the reading of the facts and the hold."""
    hasil: list[Any] = []

    def pasang(kerja: Callable[[], Any]) -> list[Any]:
        asli = pratinjau.susun_pratinjau

        def baca(*isi: Any, **lain: Any) -> Any:
            terbaca = asli(*isi, **lain)
            utas = threading.Thread(target=lambda: hasil.extend(bersama(kerja)))
            utas.start()
            # Under the lock the other one cannot be done before filing is; then it goes on alone.
            utas.join(timeout=3)
            return terbaca

        monkeypatch.setattr(pengajuan, "susun_pratinjau", baca)
        return hasil

    return pasang


def tunggu(hasil: list[Any]) -> Any:
    for utas in threading.enumerate():
        if utas is not threading.current_thread() and utas.name.startswith("Thread"):
            utas.join(timeout=20)
    return hasil[0]


def test_tanpa_kunci_klaim_diajukan_atas_kartu_yang_sudah_terpisah_lagi(
    selingan: Any, monkeypatch: Any
) -> None:
    peserta, lama = buat_orang(bersaldo=False)
    (satu,) = gabung(peserta, lama)
    monkeypatch.setattr(pengajuan, "kunci_kartu_peserta", lambda **_: None)
    hasil = selingan(partial(batal, satu))
    ajukan(peserta)
    assert tunggu(hasil).status == "DIURUNGKAN"
    assert (diajukan(peserta), digabung(lama)) == (True, False)


@pytest.mark.parametrize("bersaldo", [False, True])
def test_membatalkan_saat_mengajukan_menunggu_lalu_ditolak(
    selingan: Any, *, bersaldo: bool
) -> None:
    peserta, lama = buat_orang(bersaldo=bersaldo)
    (satu,) = gabung(peserta, lama)
    hasil = selingan(partial(batal, satu))
    ajukan(peserta)
    ditolak = tunggu(hasil)
    assert isinstance(ditolak, BelumLayak)
    assert ditolak.kode == "urung_tujuan_ditahan"
    assert (diajukan(peserta), digabung(lama)) == (True, True)
    assert langgar() == []


def test_membatalkan_dan_mengajukan_bersamaan_hanya_satu_berhasil() -> None:
    for _ in range(4):
        peserta, lama = buat_orang()
        (satu,) = gabung(peserta, lama)
        urung, klaim = bersama(partial(batal, satu), partial(ajukan, peserta))
        assert isinstance(urung, Galat) is not isinstance(klaim, Galat), (urung, klaim)
        assert diajukan(peserta) is digabung(lama) is isinstance(klaim, Klaim)
    assert langgar() == []


def test_berkas_yang_dibukukan_saat_kartunya_digabung_tidak_menyelipkan_uang(
    monkeypatch: Any,
) -> None:
    peserta, lama = buat_orang()
    asli = penulisan._kunci_kartu

    def sela(kartu: list[int], rantai: dict[int, tuple[int, ...]]) -> None:
        if lama.pk in kartu:
            bersama(lambda: gabung(peserta, lama))
        asli(kartu, rantai)

    monkeypatch.setattr(penulisan, "_kunci_kartu", sela)
    baris = isi_baris(date(2022, 4, 1), kpj=lama.kpj, npp="CD123456", nama=peserta.nama)
    with pytest.raises(Bentrok, match="kartu_baru_digabung"):
        impor([baris])
    assert digabung(lama)
    assert lama.iuran.count() == 3
    assert langgar() == []
