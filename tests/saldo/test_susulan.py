from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.models import Peserta
from accounts.rules.pelaku import SISTEM
from accounts.services.akun import buat_akun
from accounts.services.peran import siapkan_peran
from jmo.lib.uang import format_rupiah
from saldo.models import Kepesertaan
from saldo.selectors import kartu_bersusulan, kredit_susulan, saldo_kartu
from saldo.services.buku import bayarkan_tahanan, kembalikan_pembayaran, tahan_saldo
from tests.pabrik import buat_kartu, buat_peserta, impor, isi_baris

pytestmark = pytest.mark.usefixtures("db")
BULAN = 285_000


@pytest.fixture
def budi() -> Peserta:
    return buat_peserta(dengan_akun=True)


@pytest.fixture
def kartu(budi: Peserta) -> Kepesertaan:
    """Return a card of January to June whose first two months are paid."""
    kartu = buat_kartu(budi, berhenti=date(2024, 6, 30))
    bayar(kartu, 1, 2)
    return kartu


def bayar(kartu: Kepesertaan, *bulan: int, upah: int = 5_000_000) -> None:
    baris = [
        isi_baris(date(2024, ke, 1), kpj=kartu.kpj, nama=kartu.peserta.nama, upah=upah)
        for ke in bulan
    ]
    hasil = impor(baris)
    assert hasil.diterima, hasil.galat


def tahan(kartu: Kepesertaan) -> None:
    tahan_saldo(kepesertaan_ids=[kartu.pk], rujukan="klaim:1", pelaku=SISTEM)


def lunas(kartu: Kepesertaan, jumlah: int = 2 * BULAN) -> None:
    bayarkan_tahanan(
        rujukan="klaim:1", neto=jumlah, pajak=0, pelaku=SISTEM, tanggal_nilai=date(2024, 8, 1)
    )
    kartu.refresh_from_db()
    assert kartu.status == "DIKLAIM"


def susulan(kartu: Kepesertaan) -> list[tuple[str, int]]:
    """Return kind and amount of each, after looking that they add up to the free balance."""
    hasil = kredit_susulan(kartu.peserta)
    assert sum(satu.jumlah for satu in hasil) == saldo_kartu(kartu).tersedia
    assert {satu.kartu_id for satu in hasil} <= {kartu.pk}
    return [(satu.jenis_jurnal, satu.jumlah) for satu in hasil]


def test_iuran_terlambat_dan_koreksi_setelah_klaim_dibukukan_dan_tertanda(
    kartu: Kepesertaan,
) -> None:
    tahan(kartu)
    lunas(kartu)
    assert susulan(kartu) == []
    bayar(kartu, 3, 4)
    bayar(kartu, 4, upah=6_000_000)
    assert susulan(kartu) == [("IURAN", 2 * BULAN), ("KOREKSI_IURAN", 57_000)]
    satu: Any = kartu_bersusulan().get()
    assert (satu.pk, satu.susulan) == (kartu.pk, 2 * BULAN + 57_000)


def test_yang_masuk_antara_penahanan_dan_pembayaran_juga_tertanda(kartu: Kepesertaan) -> None:
    tahan(kartu)
    bayar(kartu, 3)
    lunas(kartu)
    assert susulan(kartu) == [("IURAN", BULAN)]


def test_sebelum_dibayar_dan_setelah_dikembalikan_bank_tidak_ada_susulan(
    kartu: Kepesertaan,
) -> None:
    tahan(kartu)
    bayar(kartu, 3)
    assert kredit_susulan(kartu.peserta) == ()
    lunas(kartu)
    assert len(susulan(kartu)) == 1
    kembalikan_pembayaran(
        rujukan="klaim:1", pelaku=SISTEM, tanggal_nilai=date(2024, 8, 2), alasan="tutup"
    )
    assert kredit_susulan(kartu.peserta) == ()
    assert not kartu_bersusulan().exists()


def test_susulan_yang_ditahan_untuk_dibayar_tidak_disebut_lagi(kartu: Kepesertaan) -> None:
    tahan(kartu)
    lunas(kartu)
    bayar(kartu, 3)
    tahan_saldo(kepesertaan_ids=[kartu.pk], rujukan="klaim:1:susulan:1", pelaku=SISTEM)
    assert susulan(kartu) == []
    bayar(kartu, 4)
    assert susulan(kartu) == [("IURAN", BULAN)]


def test_peserta_membacanya_tanpa_janji_waktu_dan_orang_lain_tidak(
    kartu: Kepesertaan, budi: Peserta
) -> None:
    tahan(kartu)
    lunas(kartu)
    klien = Client()
    assert budi.akun is not None
    klien.force_login(budi.akun)
    assert "Uang yang masuk setelah klaim" not in klien.get("/saldo/").content.decode()
    bayar(kartu, 3)
    for alamat in ("/saldo/", f"/saldo/kartu/{kartu.pk}/"):
        isi = re.sub(r"\s+", " ", klien.get(alamat).content.decode())
        assert f"Uang yang masuk setelah klaim: {format_rupiah(saldo_kartu(kartu).total)}" in isi
        assert "ke rekening yang sama" in isi
        assert "Iuran, " in isi
    assert kredit_susulan(buat_peserta()) == ()


def test_petugas_melihat_daftarnya(kartu: Kepesertaan) -> None:
    tahan(kartu)
    lunas(kartu)
    bayar(kartu, 3)
    lain = buat_kartu(npp="CD123456")
    siapkan_peran()
    klien = Client()
    klien.force_login(
        buat_akun(
            nama_pengguna="rina", kata_sandi=None, petugas=True, peran=["petugas"], pelaku=SISTEM
        )
    )
    assert "?susulan=ya" in klien.get("/petugas/").content.decode()
    isi = klien.get("/petugas/saldo/kepesertaan/?susulan=ya").content.decode()
    assert kartu.kpj_samar in isi
    assert lain.kpj_samar not in isi
    assert lain.kpj_samar in klien.get("/petugas/saldo/kepesertaan/").content.decode()
