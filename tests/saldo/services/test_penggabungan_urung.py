from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from accounts.models import Akun, CatatanAudit, Pesan
from accounts.rules.pelaku import SISTEM, Pelaku
from jmo.lib.galat import BelumLayak, Bentrok, TidakDitemukan
from saldo.models import Jurnal, Kepesertaan, PenggabunganKartu
from saldo.selectors import saldo_kartu, saldo_peserta
from saldo.selectors.penggabungan import bagian_kartu, hitung_penggabungan_menunggu
from saldo.services.buku import bayarkan_tahanan, lepaskan_tahanan, tahan_saldo
from saldo.services.pengembangan import tutup_tahun
from saldo.services.penggabungan import (
    gabungkan_kartu,
    minta_urung,
    setujui_urung,
    tolak_urung,
    urungkan_penggabungan,
)
from saldo.services.tarif import bukukan_pengembangan
from tests.pabrik import buat_akun, buat_iuran, buat_kartu
from tests.saldo.gabungan import Wati, buat_wati, langgar

TAHUN = (2023, 2024, 2025)
MULAI, LEWAT, TAHUN_BARU = "2026-11-20T03:00:00Z", "2026-11-28T03:00:00Z", "2027-02-01T03:00:00Z"


@pytest.fixture
def jam(time_machine: Any) -> Callable[[str], None]:
    def pindah(saat: str) -> None:
        time_machine.move_to(saat, tick=False)

    pindah(MULAI)
    return pindah


@pytest.fixture
def wati(db: None, jam: Callable[[str], None]) -> Wati:
    wati = buat_wati()
    for kartu in (wati.lama, wati.tengah, wati.baru):
        for tahun in TAHUN:
            bukukan_pengembangan(kepesertaan=kartu, tahun=tahun, pelaku=SISTEM)
    return wati


def gabung(wati: Wati, *kartu: Kepesertaan) -> list[PenggabunganKartu]:
    ids = [satu.pk for satu in kartu] or wati.sumber
    return list(gabungkan_kartu(peserta=wati.peserta, kepesertaan_ids=ids, pelaku=SISTEM))


def urung(satu: PenggabunganKartu) -> PenggabunganKartu:
    return urungkan_penggabungan(penggabungan_id=satu.pk, pelaku=SISTEM)


def isi(wati: Wati) -> Any:
    return bagian_kartu([wati.lama.pk, wati.tengah.pk, wati.baru.pk])


def petugas(nama: str) -> tuple[Akun, Pelaku]:
    akun = buat_akun(nama, petugas=True)
    return akun, Pelaku("PETUGAS", nama, akun.pk)


def test_dibatalkan_semua_kembali_seperti_semula_lalu_digabung_lagi(wati: Wati) -> None:
    saldo, sebelum = wati.saldo(), isi(wati)
    satu, dua = gabung(wati)
    batal = urung(satu)
    assert (batal.status, wati.segar(wati.lama).status) == ("DIURUNGKAN", "NONAKTIF")
    assert wati.segar(wati.lama).digabung_ke_id is None
    assert wati.saldo() == [saldo[0], 0, saldo[1] + saldo[2]]
    assert langgar() == []
    urung(dua)
    assert wati.saldo() == saldo
    assert {(b.jenis, b.tahun, b.jumlah) for b in isi(wati)[wati.baru.pk]} == {
        (b.jenis, b.tahun, b.jumlah) for b in sebelum[wati.baru.pk]
    }
    kontra = batal.jurnal_urung
    assert kontra is not None
    assert (kontra.jenis, kontra.koreksi_dari_id) == ("BATAL_PENGGABUNGAN", satu.jurnal_id)
    assert CatatanAudit.objects.filter(aksi="penggabungan.diurungkan").count() == 2
    assert Pesan.objects.filter(jenis="gabung_diurungkan").count() == 2
    ulang = gabung(wati)
    assert wati.saldo() == [0, 0, sum(saldo)]
    assert {s.pk for s in ulang} & {satu.pk, dua.pk} == set()
    assert langgar() == []


def test_membatalkan_dua_kali_membukukan_sekali(wati: Wati) -> None:
    (satu,) = gabung(wati, wati.lama)
    assert urung(satu).jurnal_urung_id == urung(satu).jurnal_urung_id
    assert Jurnal.objects.filter(jenis="BATAL_PENGGABUNGAN").count() == 1
    with pytest.raises(TidakDitemukan, match="penggabungan_tidak_ada"):
        urungkan_penggabungan(penggabungan_id=10**9, pelaku=SISTEM)


def test_kartu_tanpa_saldo_dibatalkan_tanpa_jurnal(wati: Wati) -> None:
    kosong = buat_kartu(
        wati.peserta, mulai=date(2021, 1, 1), npp="GH123456", berhenti=date(2021, 6, 30)
    )
    (satu,) = gabung(wati, kosong)
    assert (urung(satu).jurnal_urung_id, wati.segar(kosong).status) == (None, "NONAKTIF")
    assert langgar() == []


def test_setelah_klaim_diajukan_tertutup_untuk_selamanya(wati: Wati) -> None:
    (satu,) = gabung(wati, wati.lama)
    tahan_saldo(kepesertaan_ids=[wati.baru.pk], rujukan="klaim:1", pelaku=SISTEM)
    with pytest.raises(BelumLayak, match="urung_tujuan_ditahan"):
        urung(satu)
    lepaskan_tahanan(rujukan="klaim:1", pelaku=SISTEM)
    with pytest.raises(BelumLayak, match="urung_sudah_diajukan"):
        urung(satu)
    assert wati.segar(wati.lama).status == "DIGABUNG"


def test_setelah_dibayarkan_tidak_ada_yang_dapat_membatalkan(
    wati: Wati, jam: Callable[[str], None]
) -> None:
    (satu,) = gabung(wati, wati.lama)
    (ditahan,) = tahan_saldo(kepesertaan_ids=[wati.baru.pk], rujukan="klaim:1", pelaku=SISTEM)
    bayarkan_tahanan(
        rujukan="klaim:1", neto=ditahan.jumlah, pajak=0, pelaku=SISTEM,
        tanggal_nilai=date(2026, 11, 20),
    )  # fmt: skip
    with pytest.raises(BelumLayak, match="urung_tujuan_diklaim"):
        urung(satu)
    jam(LEWAT)
    rina, pelaku = petugas("rina")
    with pytest.raises(BelumLayak, match="urung_tujuan_diklaim"):
        minta_urung(penggabungan_id=satu.pk, alasan="keliru", petugas=rina, pelaku=pelaku)


def test_tujuan_yang_digabung_lagi_dibatalkan_dari_belakang(wati: Wati) -> None:
    (satu,) = gabung(wati, wati.lama)
    terbaru = buat_kartu(
        wati.peserta, mulai=date(2026, 9, 1), npp="GH123456", berhenti=date(2026, 10, 31)
    )
    (dua,) = gabung(wati, wati.baru)
    assert dua.tujuan_id == terbaru.pk
    with pytest.raises(BelumLayak, match="urung_tujuan_digabung"):
        urung(satu)
    urung(dua)
    urung(satu)
    assert langgar() == []


@pytest.mark.parametrize("cara", ["satu-satu", "putaran"])
def test_hasil_yang_dikreditkan_sesudah_digabung_ikut_kembali(
    wati: Wati, jam: Callable[[str], None], cara: str
) -> None:
    def kreditkan(cara: str) -> None:
        if cara == "putaran":
            tutup_tahun(tahun=2026, pelaku=SISTEM)
            return
        for kartu in (wati.lama, wati.baru):
            bukukan_pengembangan(kepesertaan=wati.segar(kartu), tahun=2026, pelaku=SISTEM)

    jam("2026-12-29T03:00:00Z")
    with transaction.atomic():
        jam("2027-01-03T03:00:00Z")
        kreditkan("satu-satu")
        sendiri = [saldo_kartu(kartu).pengembangan for kartu in (wati.lama, wati.baru)]
        transaction.set_rollback(True)
    jam("2026-12-29T03:00:00Z")
    (satu,) = gabung(wati, wati.lama)
    jam("2027-01-03T03:00:00Z")
    kreditkan(cara)
    total = saldo_peserta(wati.peserta).total
    assert saldo_kartu(wati.lama).total == 0
    urung(satu)
    # Each card has what it would have earned alone; the one rupiah of rounding stays where it was.
    assert saldo_kartu(wati.lama).pengembangan == sendiri[0]
    assert abs(saldo_kartu(wati.baru).pengembangan - sendiri[1]) <= 1
    assert saldo_peserta(wati.peserta).total == total
    koreksi = Jurnal.objects.get(jenis="KOREKSI")
    assert koreksi.koreksi_dari is not None
    assert koreksi.koreksi_dari.jenis == "PENGEMBANGAN"
    assert langgar() == []


def test_uang_yang_sudah_tidak_ada_di_tujuan_tidak_dapat_kembali(wati: Wati) -> None:
    (satu,) = gabung(wati, wati.lama)
    tahan_saldo(kepesertaan_ids=[wati.baru.pk], rujukan="uji:1", pelaku=SISTEM)
    tahanan = wati.segar(wati.baru).tahanan.get()
    aktif = Kepesertaan.objects.filter(pk=wati.baru.pk)
    aktif.update(status="AKTIF")
    bayarkan_tahanan(
        rujukan="uji:1", neto=tahanan.jumlah, pajak=0, pelaku=SISTEM,
        tanggal_nilai=date(2026, 11, 20),
    )  # fmt: skip
    with pytest.raises(Bentrok, match="saldo_tidak_cukup"):
        urung(satu)
    assert wati.segar(wati.lama).status == "DIGABUNG"
    assert langgar() == []


def test_lewat_tujuh_hari_hanya_dua_petugas(wati: Wati, jam: Callable[[str], None]) -> None:
    saldo = wati.saldo()
    (satu,) = gabung(wati, wati.lama)
    rina, pelaku_rina = petugas("rina")
    hadi, pelaku_hadi = petugas("hadi")
    with pytest.raises(BelumLayak, match="gabung_masih_bisa_sendiri"):
        minta_urung(penggabungan_id=satu.pk, alasan="x", petugas=rina, pelaku=pelaku_rina)
    jam(LEWAT)
    with pytest.raises(BelumLayak, match="urung_lewat_waktu"):
        urung(satu)
    with pytest.raises(Bentrok, match="gabung_tidak_menunggu"):
        setujui_urung(penggabungan_id=satu.pk, alasan="x", petugas=hadi, pelaku=pelaku_hadi)
    minta_urung(penggabungan_id=satu.pk, alasan="keliru", petugas=rina, pelaku=pelaku_rina)
    assert hitung_penggabungan_menunggu()[0] == 1
    with pytest.raises(BelumLayak, match="gabung_petugas_sama"):
        setujui_urung(penggabungan_id=satu.pk, alasan="x", petugas=rina, pelaku=pelaku_rina)
    tolak_urung(penggabungan_id=satu.pk, alasan="belum jelas", petugas=hadi, pelaku=pelaku_hadi)
    assert hitung_penggabungan_menunggu() == (0, None)
    minta_urung(penggabungan_id=satu.pk, alasan="surat", petugas=rina, pelaku=pelaku_rina)
    hasil = setujui_urung(penggabungan_id=satu.pk, alasan="benar", petugas=hadi, pelaku=pelaku_hadi)
    assert (hasil.status, hasil.petugas, hasil.urung_diminta_oleh) == ("DIURUNGKAN", hadi, rina)
    assert wati.saldo() == saldo
    jejak = CatatanAudit.objects.filter(aksi__startswith="penggabungan.urung").order_by("pk")
    assert [(j.aksi, j.pelaku_nama, j.alasan) for j in jejak] == [
        ("penggabungan.urung_diminta", "rina", "keliru"),
        ("penggabungan.urung_ditolak", "hadi", "belum jelas"),
        ("penggabungan.urung_diminta", "rina", "surat"),
    ]
    assert langgar() == []
    with pytest.raises(Bentrok, match="gabung_tidak_berlaku"):
        minta_urung(penggabungan_id=satu.pk, alasan="x", petugas=rina, pelaku=pelaku_rina)


def test_iuran_baru_di_tujuan_tidak_ikut_kembali(wati: Wati) -> None:
    aktif = buat_kartu(wati.peserta, mulai=date(2026, 9, 1), npp="GH123456")
    (satu,) = gabung(wati, wati.lama)
    assert satu.tujuan_id == aktif.pk
    buat_iuran(aktif, date(2026, 9, 1), upah=5_000_000)
    urung(satu)
    assert saldo_kartu(aktif).total == 285_000
    assert saldo_kartu(wati.lama).total == satu.jumlah
    assert langgar() == []
