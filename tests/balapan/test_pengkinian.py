"""Double clicks and two tabs of the data update at the very same moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from jmo.lib.galat import Galat
from pengkinian.models import HasilVerifikasi, KasusPengkinian, ProfilPeserta
from pengkinian.rules.wajah import Keperluan
from pengkinian.services.dukcapil import isi_kependudukan, isi_kepesertaan
from pengkinian.services.konfirmasi import konfirmasi
from pengkinian.services.pengisian import mulai_pengkinian
from pengkinian.services.tanya_rekening import isi_rekening
from pengkinian.services.wajah import buka_percobaan
from tests.pabrik import buat_peserta
from tests.pengkinian.orang import (
    KEPENDUDUKAN,
    REKENING,
    buka_kasus,
    izin_wajah,
    kasus_sampai,
    pelaku_dari,
)

pytestmark = pytest.mark.django_db(transaction=True)


def bersama(kerja: Callable[[int], Any], banyak: int = 6) -> list[Any]:
    """Run one act many times at once; gives what each returned or refused."""

    def satu(ke: int) -> Any:
        try:
            return kerja(ke)
        except Galat as galat:
            return galat.kode
        finally:
            connection.close()

    with ThreadPoolExecutor(banyak) as kolam:
        return list(kolam.map(satu, range(banyak)))


def test_mulai_bersamaan_satu_kasus() -> None:
    peserta = buat_peserta(dengan_akun=True)
    pelaku = pelaku_dari(peserta)
    bersama(lambda _: mulai_pengkinian(peserta=peserta, pelaku=pelaku).pk)
    assert KasusPengkinian.objects.count() == 1


def test_langkah_pertama_bersamaan_satu_pertanyaan() -> None:
    kasus = buka_kasus()
    pelaku = pelaku_dari(kasus.peserta)
    hasil = bersama(
        lambda _: (
            isi_kepesertaan(
                kasus_id=kasus.pk, isian={"pernyataan": "sudah"}, versi=1, pelaku=pelaku
            ).versi
        )
    )
    assert set(hasil) == {2}
    assert HasilVerifikasi.objects.filter(jenis="NIK").count() == 1


def test_rekening_bersamaan_satu_pertanyaan() -> None:
    kasus = kasus_sampai("rekening")
    pelaku = pelaku_dari(kasus.peserta)
    hasil = bersama(
        lambda _: isi_rekening(kasus_id=kasus.pk, isian=REKENING, versi=kasus.versi, pelaku=pelaku)[
            1
        ]
    )
    assert sorted(hasil) == [False] * 5 + [True]
    assert HasilVerifikasi.objects.filter(jenis="REKENING").count() == 1


def test_dua_tab_dengan_isian_berbeda_satu_menang() -> None:
    kasus = kasus_sampai("kependudukan")
    pelaku = pelaku_dari(kasus.peserta)
    hasil = bersama(
        lambda ke: isi_kependudukan(
            kasus_id=kasus.pk,
            isian={**KEPENDUDUKAN, "nama_ibu": f"IBU {'ABCDEF'[ke]}"},
            versi=kasus.versi,
            pelaku=pelaku,
        )[1]
    )
    assert sorted(map(str, hasil)) == ["True"] + ["kasus_versi_lama"] * 5
    assert HasilVerifikasi.objects.filter(jenis="KEPENDUDUKAN").count() == 1


def test_konfirmasi_bersamaan_satu_profil() -> None:
    kasus = kasus_sampai("tinjau")
    pelaku = pelaku_dari(kasus.peserta)
    hasil = bersama(
        lambda _: (
            konfirmasi(
                kasus_id=kasus.pk, versi=kasus.versi, teks_pernyataan="Benar.", pelaku=pelaku
            ).status
        )
    )
    assert sorted(hasil) == ["SELESAI"] + ["kasus_tidak_terbuka"] * 5
    assert ProfilPeserta.objects.count() == 1


def test_percobaan_wajah_bersamaan_satu_yang_terbuka() -> None:
    peserta = buat_peserta(dengan_akun=True)
    izin = izin_wajah(peserta)
    bersama(
        lambda _: (
            buka_percobaan(
                peserta=peserta,
                kasus=None,
                keperluan=Keperluan.PENGKINIAN,
                persetujuan=izin,
                pelaku=pelaku_dari(peserta),
            ).pk
        )
    )
    assert HasilVerifikasi.objects.filter(jenis="WAJAH", batal_pada=None).count() == 1
