"""A leaver's report that two end at the same moment: one does, the other is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from threading import Barrier
from typing import Any

import pytest
import time_machine
from django.db import connection

from accounts.audit import pelaku_akun
from jmo.lib.galat import Bentrok
from saldo.models import Kepesertaan, LaporanBerhenti, RiwayatLaporan
from saldo.services.laporan_berhenti import (
    catat_jawaban,
    jawab_lewat_tautan,
    putuskan_laporan,
    tarik_laporan,
)
from tests.pabrik import buat_akun, impor, isi_baris
from tests.saldo.laporan import HARI_LAPOR, kartu_bekerja, lapor, tanda_terkirim

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def waktu() -> Iterator[None]:
    with time_machine.travel(HARI_LAPOR, tick=False):
        yield


def bersama(*kerja: Callable[[], Any]) -> list[Any]:
    """Run acts at once; gives what each returned or raised."""
    gerbang = Barrier(len(kerja), timeout=20)

    def satu(isi: Callable[[], Any]) -> Any:
        try:
            gerbang.wait()
            return isi()
        except Bentrok as galat:
            return galat
        finally:
            connection.close()

    with ThreadPoolExecutor(len(kerja)) as kolam:
        return list(kolam.map(satu, kerja))


def akhir(laporan: LaporanBerhenti) -> list[str]:
    """Return the moves of a report after its birth."""
    riwayat = RiwayatLaporan.objects.filter(laporan=laporan).exclude(dari="").order_by("pk")
    return [satu.ke for satu in riwayat]


def test_dua_jawaban_lewat_tautan_yang_sama_hanya_satu_berlaku() -> None:
    for _ in range(4):
        laporan = lapor(kartu_bekerja())
        tanda = tanda_terkirim()
        hasil = bersama(
            partial(jawab_lewat_tautan, tanda=tanda, benar=True, kata=""),
            partial(jawab_lewat_tautan, tanda=tanda, benar=False, kata="masih"),
        )
        assert [s.kode for s in hasil if isinstance(s, Bentrok)] == ["tautan_sudah_dipakai"]
        laporan.refresh_from_db()
        assert akhir(laporan) == [laporan.status]
        kartu = Kepesertaan.objects.get(pk=laporan.kepesertaan_id)
        assert (kartu.status == "NONAKTIF") is (laporan.status == "DITERIMA")


def test_perusahaan_menjawab_ketika_petugas_memutus() -> None:
    rina = buat_akun("rina", petugas=True)
    for _ in range(4):
        laporan = lapor(kartu_bekerja())
        jawab_lewat_tautan(tanda=tanda_terkirim(), benar=False, kata="masih")
        hasil = bersama(
            partial(
                catat_jawaban,
                laporan_id=laporan.pk,
                benar=True,
                kata="keliru",
                petugas=rina,
                pelaku=pelaku_akun(rina),
            ),
            partial(
                putuskan_laporan,
                laporan_id=laporan.pk,
                diterima=False,
                alasan="x",
                petugas=rina,
                pelaku=pelaku_akun(rina),
            ),
        )
        assert [s.kode for s in hasil if isinstance(s, Bentrok)] == ["laporan_sudah_selesai"]
        laporan.refresh_from_db()
        assert akhir(laporan) == ["DIBANTAH", laporan.status]
        kartu = Kepesertaan.objects.get(pk=laporan.kepesertaan_id)
        assert (kartu.status == "NONAKTIF") is (laporan.status == "DITERIMA")


def test_peserta_menarik_ketika_perusahaan_membenarkan() -> None:
    for _ in range(4):
        laporan = lapor(kartu_bekerja())
        akun = laporan.kepesertaan.peserta.akun
        assert akun is not None
        tanda = tanda_terkirim()
        hasil = bersama(
            partial(jawab_lewat_tautan, tanda=tanda, benar=True, kata=""),
            partial(tarik_laporan, akun=akun, laporan_id=laporan.pk, pelaku=pelaku_akun(akun)),
        )
        assert sum(isinstance(satu, Bentrok) for satu in hasil) == 1
        kartu = Kepesertaan.objects.get(pk=laporan.kepesertaan_id)
        assert akhir(laporan) == ["DITERIMA" if kartu.status == "NONAKTIF" else "DITARIK"]


def test_berkas_perusahaan_tiba_ketika_tautan_dijawab_tidak_saling_mengunci() -> None:
    for _ in range(4):
        kartu = kartu_bekerja()
        laporan = lapor(kartu)
        tanda = tanda_terkirim()
        baris = isi_baris(
            date(2026, 10, 1), kpj=kartu.kpj, nama=kartu.peserta.nama, keluar=date(2026, 10, 31),
            sebab="RESIGN",
        )  # fmt: skip
        hasil = bersama(
            partial(jawab_lewat_tautan, tanda=tanda, benar=True, kata=""),
            partial(impor, [baris]),
        )
        assert not any(
            isinstance(satu, Exception) and not isinstance(satu, Bentrok) for satu in hasil
        )
        assert hasil[1].diterima
        kini = Kepesertaan.objects.get(pk=kartu.pk)
        # Whoever came first: the employer's own report stands in the end, and one end was written.
        assert (kini.status, kini.tanggal_berakhir) == ("NONAKTIF", date(2026, 10, 31))
        assert akhir(laporan) == ["DITERIMA"]
