from __future__ import annotations

from datetime import date

import pytest

from accounts.models import Akun, CatatanAudit, Pesan
from accounts.rules.pelaku import SISTEM, Pelaku
from jmo.lib.galat import Bentrok
from saldo.models import Kepesertaan, PenggabunganKartu
from saldo.selectors.penggabungan import hitung_penggabungan_menunggu
from saldo.services.buku import tahan_saldo
from saldo.services.penggabungan import (
    gabungkan_kartu,
    setujui_penggabungan,
    tolak_penggabungan,
    urungkan_penggabungan,
)
from tests.pabrik import buat_akun, buat_kartu
from tests.saldo.gabungan import Wati, buat_wati, langgar


@pytest.fixture
def wati(db: None) -> Wati:
    """One of her cards was issued under a birth date that is a day off."""
    wati = buat_wati()
    Kepesertaan.objects.filter(pk=wati.lama.pk).update(tanggal_lahir_terdaftar=date(1990, 1, 2))
    return wati


@pytest.fixture
def rina() -> Akun:
    return buat_akun("rina", petugas=True)


def minta(wati: Wati, *ids: int) -> list[PenggabunganKartu]:
    return list(
        gabungkan_kartu(peserta=wati.peserta, kepesertaan_ids=ids or [wati.lama.pk], pelaku=SISTEM)
    )


def pelaku(akun: Akun) -> Pelaku:
    return Pelaku("PETUGAS", akun.nama_pengguna, akun.pk)


def test_yang_hanya_mirip_menunggu_petugas_dan_yang_lain_digabung(wati: Wati) -> None:
    menunggu, berlaku = sorted(minta(wati, *wati.sumber), key=lambda satu: satu.sumber_id)
    assert (menunggu.status, menunggu.sebab) == ("MENUNGGU_PETUGAS", ["TANGGAL_LAHIR_BERBEDA"])
    assert (berlaku.status, wati.segar(wati.lama).status) == ("BERLAKU", "NONAKTIF")
    assert hitung_penggabungan_menunggu()[0] == 1
    assert {satu.jenis for satu in Pesan.objects.all()} >= {"kartu_digabung", "gabung_ditinjau"}
    assert minta(wati) == [menunggu], "asking twice makes one case"
    assert CatatanAudit.objects.filter(aksi="penggabungan.diminta").count() == 1
    assert langgar() == []


def test_nama_yang_mirip_menunggu_petugas(wati: Wati) -> None:
    Kepesertaan.objects.filter(pk=wati.lama.pk).update(
        tanggal_lahir_terdaftar=None, nama_terdaftar="WATI LASTERINI"
    )
    assert minta(wati)[0].sebab == ["NAMA_MIRIP"]


def test_petugas_menyetujui_dan_uangnya_pindah(wati: Wati, rina: Akun) -> None:
    (kasus,) = minta(wati)
    hasil = setujui_penggabungan(
        penggabungan_id=kasus.pk, alasan="KTP cocok", petugas=rina, pelaku=pelaku(rina)
    )
    assert (hasil.pk, hasil.status, hasil.petugas, hasil.jawaban) == (
        kasus.pk, "BERLAKU", rina, "KTP cocok",
    )  # fmt: skip
    assert wati.segar(wati.lama).status == "DIGABUNG"
    assert wati.saldo()[0] == 0
    assert hasil.jumlah > 0
    assert langgar() == []
    for putus in (setujui_penggabungan, tolak_penggabungan):
        with pytest.raises(Bentrok, match="gabung_sudah_diputus"):
            putus(penggabungan_id=kasus.pk, alasan="x", petugas=rina, pelaku=pelaku(rina))
    assert urungkan_penggabungan(penggabungan_id=kasus.pk, pelaku=SISTEM).status == "DIURUNGKAN"
    assert langgar() == []


def test_petugas_menolak_dan_peserta_dapat_meminta_lagi(wati: Wati, rina: Akun) -> None:
    (kasus,) = minta(wati)
    hasil = tolak_penggabungan(
        penggabungan_id=kasus.pk, alasan="Bawa akta lahir.", petugas=rina, pelaku=pelaku(rina)
    )
    assert (hasil.status, wati.segar(wati.lama).status) == ("DITOLAK", "NONAKTIF")
    pesan = Pesan.objects.filter(jenis="gabung_ditolak").get()
    assert "Bawa akta lahir." in pesan.isi["teks"]
    jejak = CatatanAudit.objects.get(aksi="penggabungan.ditolak")
    assert (jejak.alasan, jejak.pelaku_nama) == ("Bawa akta lahir.", "rina")
    assert minta(wati)[0].pk != kasus.pk


def test_petugas_tidak_dapat_menggabung_yang_terhalang_sementara_itu(
    wati: Wati, rina: Akun
) -> None:
    (kasus,) = minta(wati)
    tahan_saldo(kepesertaan_ids=[wati.baru.pk], rujukan="klaim:1", pelaku=SISTEM)
    with pytest.raises(Bentrok, match="gabung_berubah"):
        setujui_penggabungan(
            penggabungan_id=kasus.pk, alasan="x", petugas=rina, pelaku=pelaku(rina)
        )
    kasus.refresh_from_db()
    assert kasus.status == "MENUNGGU_PETUGAS"


def test_tujuan_yang_berganti_tidak_digabung_diam_diam(wati: Wati, rina: Akun) -> None:
    (kasus,) = minta(wati)
    buat_kartu(wati.peserta, mulai=date(2026, 9, 1), npp="GH123456")
    with pytest.raises(Bentrok, match="gabung_berubah"):
        setujui_penggabungan(
            penggabungan_id=kasus.pk, alasan="x", petugas=rina, pelaku=pelaku(rina)
        )
