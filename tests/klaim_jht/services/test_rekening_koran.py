"""Taking statements: once, whole, and nothing that was told is told otherwise unseen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accounts.models import CatatanAudit
from accounts.rules.pelaku import SISTEM
from jmo.gateways.bank_snap import BankSnap
from jmo.lib.galat import IsianTidakSah, LayananTidakTersedia
from jmo.lib.tanggal import hari_ini_wib
from klaim_jht.models import MutasiBank, Pembayaran, RekeningKoran, RemLembaga, SelisihBank
from klaim_jht.services.rekening_koran import ambil_rekening_koran, rekonsiliasi_harian
from tests.klaim_jht.bank import kendali_bank, kerjakan, klaim_di_bank
from tests.klaim_jht.koran import berkas, gerak, terima

pytestmark = pytest.mark.django_db(transaction=True)
ISI = (gerak(1, -500), gerak(2, 700, ""))


def test_rekening_koran_yang_sama_dua_kali_tidak_mengubah_apa_pun() -> None:
    pertama = terima(berkas(*ISI))
    assert (pertama.banyak_gerak, pertama.lengkap, pertama.sumber) == (2, False, "BERKAS")
    assert terima(berkas(*ISI)).pk == pertama.pk
    # The other file format says the same.
    assert terima(berkas(*ISI, mt=True)).pk == pertama.pk
    assert MutasiBank.objects.count() == 2
    assert RekeningKoran.objects.count() == 1
    assert CatatanAudit.objects.filter(aksi="koran.diterima").count() == 1
    assert not SelisihBank.objects.exists()


def test_hari_yang_berjalan_bertambah_lalu_lengkap() -> None:
    kemarin = hari_ini_wib(timezone.now()) - timedelta(days=1)
    terima(berkas(gerak(1, -500), tanggal=kemarin))
    terima(berkas(*ISI, tanggal=kemarin))
    assert [satu.lengkap for satu in RekeningKoran.objects.order_by("pk")] == [True, True]
    assert MutasiBank.objects.count() == 2
    assert not SelisihBank.objects.exists()


@pytest.mark.parametrize(
    "isi",
    [
        pytest.param((gerak(1, -501), gerak(2, 700, "")), id="jumlah"),
        pytest.param((gerak(1, -500, "JHT-LAIN"), gerak(2, 700, "")), id="referensi"),
        pytest.param((gerak(1, -500, bank="X"), gerak(2, 700, "")), id="referensi-bank"),
        pytest.param((gerak(1, 500), gerak(2, 700, "")), id="arah"),
        pytest.param((gerak(2, 700, ""),), id="hilang"),
    ],
)
def test_baris_yang_berubah_ditemukan_dan_yang_pertama_tetap(isi: tuple[object, ...]) -> None:
    terima(berkas(*ISI))
    terima(berkas(*isi))  # type: ignore[arg-type]  # parametrized movements
    selisih = SelisihBank.objects.get()
    assert (selisih.jenis, selisih.kunci) == ("BARIS_BERUBAH", "000000000001")
    baris = MutasiBank.objects.get(nomor="000000000001")
    assert (baris.debit, baris.jumlah, baris.referensi_bank) == (True, 500, "BANK1")
    assert RemLembaga.objects.get(dilepas_pada=None).sebab == "SELISIH_BANK"
    # Told a second time it is one difference still.
    terima(berkas(*ISI))
    terima(berkas(*isi))  # type: ignore[arg-type]  # as above
    assert SelisihBank.objects.count() == 1


@pytest.mark.parametrize(
    ("isi", "kode"),
    [
        pytest.param(b"", "koran_kosong", id="kosong"),
        pytest.param(b"halo", "koran_bentuk", id="bukan-koran"),
        pytest.param(b"9990001112223", "koran_bentuk", id="angka"),
    ],
)
def test_berkas_buruk_tidak_mengubah_apa_pun(isi: bytes, kode: str) -> None:
    with pytest.raises(IsianTidakSah) as tolak:
        terima(isi)
    assert tolak.value.kolom["berkas"] == (kode,)
    assert not RekeningKoran.objects.exists()


def test_rekening_atau_hari_lain_ditolak() -> None:
    lain = berkas(*ISI).replace(b"9990001112223", b"9990001112224")
    besok = berkas(*ISI, tanggal=hari_ini_wib(timezone.now()) + timedelta(days=1))
    for isi, kode in ((lain, "koran_rekening_lain"), (besok, "koran_tanggal_lain")):
        with pytest.raises(IsianTidakSah) as tolak:
            terima(isi)
        assert tolak.value.kolom["berkas"] == (kode,)
    assert not RekeningKoran.objects.exists()


@pytest.mark.parametrize("tabel", ["rekeningkoran", "mutasibank"])
@pytest.mark.parametrize("perintah", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_yang_dikatakan_bank_tidak_dapat_diubah(tabel: str, perintah: str) -> None:
    terima(berkas(*ISI))
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as kursor,
    ):
        kursor.execute(perintah.format(f"klaim_jht_{tabel}"))


def test_bank_yang_diam_tidak_mengubah_apa_pun(bank: BankSnap) -> None:
    kendali_bank("gangguan", {"jenis": "500", "detik": 60})
    with pytest.raises(LayananTidakTersedia):
        ambil_rekening_koran(tanggal=hari_ini_wib(timezone.now()), bank=bank, pelaku=SISTEM)
    kendali_bank("gangguan", {"jenis": "nihil", "detik": 0})
    assert not RekeningKoran.objects.exists()


def test_setiap_hari_yang_lewat_diambil_sekali(bank: BankSnap) -> None:
    assert (rekonsiliasi_harian(bank=bank).baru, RekeningKoran.objects.count()) == (0, 0)
    klaim = klaim_di_bank("0000")
    kerjakan(klaim, bank)
    # As if it had been sent three days ago: those days are fetched, today's is not over.
    Pembayaran.objects.update(dikirim_pada=timezone.now() - timedelta(days=3))
    rekonsiliasi_harian(bank=bank)
    hari = hari_ini_wib(timezone.now())
    assert list(RekeningKoran.objects.order_by("tanggal").values_list("tanggal", flat=True)) == [
        hari - timedelta(days=ke) for ke in (3, 2, 1)
    ]
    assert all(RekeningKoran.objects.values_list("lengkap", flat=True))
    rekonsiliasi_harian(bank=bank)
    assert RekeningKoran.objects.count() == 3
    assert not SelisihBank.objects.exists()
