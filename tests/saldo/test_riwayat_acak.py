"""Random histories of one person's money: whatever happens in whatever order, the book holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Peserta
from accounts.rules.pelaku import SISTEM
from jmo.lib.galat import BelumLayak, Bentrok, TidakDitemukan
from saldo.models import Iuran, Kepesertaan, Ketentuan, PenggabunganKartu, TahananSaldo
from saldo.rules.data_ketentuan import TARIF_CONTOH
from saldo.rules.masa_kepesertaan import SebabKeluar
from saldo.selectors import daftar_entri, saldo_per_tahun, saldo_peserta
from saldo.selectors.invarian import periksa_invarian
from saldo.services.buku import (
    bayarkan_tahanan,
    kembalikan_pembayaran,
    lepaskan_tahanan,
    tahan_saldo,
)
from saldo.services.kartu import hentikan_kartu
from saldo.services.penggabungan import gabungkan_kartu, urungkan_penggabungan
from saldo.services.segel import segel_buku
from saldo.services.tarif import bukukan_pengembangan
from tests.pabrik import buat_kartu, buat_peserta, impor, isi_baris

HARI = date(2026, 11, 20)
Langkah = tuple[Any, ...]

KARTU = st.integers(0, 1)
LANGKAH = st.one_of(
    st.tuples(st.just("iuran"), KARTU, st.integers(1, 24), st.integers(1_000_000, 20_000_000)),
    st.tuples(st.just("kredit"), KARTU, st.integers(2023, 2025)),
    st.tuples(st.just("tahan"), st.sets(KARTU, min_size=1), st.integers(1, 2)),
    st.tuples(st.just("lepas"), st.integers(1, 2)),
    st.tuples(st.just("bayar"), st.integers(1, 2), st.integers(0, 100)),
    st.tuples(st.just("kembali"), st.integers(1, 2)),
    st.tuples(st.just("berhenti"), KARTU),
    st.tuples(st.just("gabung"), KARTU),
    st.tuples(st.just("urung")),
    st.tuples(st.just("segel")),
)


class Riwayat:
    """Carries steps out through the services and keeps a book of its own, much simpler."""

    def __init__(self, peserta: Peserta, kartu: list[Kepesertaan]) -> None:
        self.peserta = peserta
        self.kartu = kartu
        self.masuk = self.hasil = self.keluar = 0

    def jalankan(self, langkah: Langkah) -> None:
        nama, *isi = langkah
        kerja: Callable[..., None] = getattr(self, nama)
        try:
            with transaction.atomic():
                kerja(*isi)
        except (BelumLayak, Bentrok, TidakDitemukan):
            # A refusal leaves no trace, which the comparison after each step would show.
            pass

    def iuran(self, ke: int, bulan: int, upah: int) -> None:
        awal = date(2023 + (bulan - 1) // 12, (bulan - 1) % 12 + 1, 1)
        lama = Iuran.objects.filter(kepesertaan=self.kartu[ke], bulan=awal, berlaku=True).first()
        hasil = impor([isi_baris(awal, kpj=self.kartu[ke].kpj, upah=upah, npp=self.npp(ke))])
        if hasil.diterima and not hasil.sudah_pernah:
            baru = Iuran.objects.get(kepesertaan=self.kartu[ke], bulan=awal, berlaku=True)
            self.masuk += baru.jht_pemberi_kerja + baru.jht_pekerja
            if lama is not None:
                self.masuk -= lama.jht_pemberi_kerja + lama.jht_pekerja

    def npp(self, ke: int) -> str:
        perusahaan = self.kartu[ke].perusahaan
        assert perusahaan is not None
        return perusahaan.npp

    def kredit(self, ke: int, tahun: int) -> None:
        with self.hasil_dihitung():
            bukukan_pengembangan(kepesertaan=self.kartu[ke], tahun=tahun, pelaku=SISTEM)

    def tahan(self, ke: set[int], nomor: int) -> None:
        tahan_saldo(
            kepesertaan_ids=[self.kartu[satu].pk for satu in ke], rujukan=f"uji:{nomor}",
            pelaku=SISTEM,
        )  # fmt: skip

    def lepas(self, nomor: int) -> None:
        lepaskan_tahanan(rujukan=f"uji:{nomor}", pelaku=SISTEM)

    def bayar(self, nomor: int, persen: int) -> None:
        tahanan = TahananSaldo.objects.filter(rujukan=f"uji:{nomor}")
        berjalan = tahanan.filter(status="DITAHAN").exists()
        bruto = sum(satu.jumlah for satu in tahanan)
        pajak = bruto * persen // 1000
        bayarkan_tahanan(
            rujukan=f"uji:{nomor}", neto=bruto - pajak, pajak=pajak, pelaku=SISTEM,
            tanggal_nilai=HARI,
        )  # fmt: skip
        if berjalan:
            self.keluar += bruto

    def berhenti(self, ke: int) -> None:
        hentikan_kartu(
            kepesertaan_id=self.kartu[ke].pk, tanggal=date(2024, 12, 31), sebab=SebabKeluar.PHK,
            pelaku=SISTEM,
        )  # fmt: skip

    def gabung(self, ke: int) -> None:
        with self.hasil_dihitung():
            gabungkan_kartu(
                peserta=self.peserta, kepesertaan_ids=[self.kartu[ke].pk], pelaku=SISTEM
            )

    def urung(self) -> None:
        terakhir = PenggabunganKartu.objects.filter(peserta=self.peserta).order_by("-pk").first()
        if terakhir is not None:
            with self.hasil_dihitung():
                urungkan_penggabungan(penggabungan_id=terakhir.pk, pelaku=SISTEM)

    def segel(self) -> None:
        segel_buku(tumpukan=2)

    @contextmanager
    def hasil_dihitung(self) -> Iterator[None]:
        """Merging credits what the years that are over still owe."""
        sebelum = saldo_peserta(self.peserta).pengembangan
        yield
        self.hasil += saldo_peserta(self.peserta).pengembangan - sebelum

    def kembali(self, nomor: int) -> None:
        kembalikan_pembayaran(
            rujukan=f"uji:{nomor}", pelaku=SISTEM, tanggal_nilai=HARI, alasan="retur"
        )
        self.keluar -= sum(s.jumlah for s in TahananSaldo.objects.filter(rujukan=f"uji:{nomor}"))


def periksa(riwayat: Riwayat) -> None:
    """Nothing is ever taken back in the book, so what went wrong on the way is still there."""
    with connection.cursor() as kursor:
        kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        kursor.execute("SET CONSTRAINTS ALL DEFERRED")
    langgar = [satu.invarian.kode for satu in periksa_invarian() if not satu.dipenuhi]
    assert langgar == []
    total = saldo_peserta(riwayat.peserta).total
    assert total == riwayat.masuk + riwayat.hasil - riwayat.keluar
    bukti = daftar_entri(riwayat.peserta)
    assert (bukti.total, bukti.cocok) == (total, True)
    tahun = saldo_per_tahun(riwayat.peserta)
    assert (tahun[-1].saldo if tahun else 0) == total


@pytest.fixture
def tarif(db: None) -> None:
    Ketentuan.objects.bulk_create(
        Ketentuan(
            jenis=satu.jenis.value, nilai=satu.nilai, berlaku_sejak=satu.berlaku_sejak,
            berlaku_sampai=satu.berlaku_sampai, dasar_hukum=satu.dasar_hukum, contoh=True,
        )
        for satu in TARIF_CONTOH
    )  # fmt: skip


@pytest.mark.timeout(1800)
@settings(
    max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(langkah=st.lists(LANGKAH, max_size=12))
def test_buku_benar_setelah_riwayat_apa_pun(tarif: None, langkah: list[Langkah]) -> None:
    with transaction.atomic():
        peserta = buat_peserta()
        npp = ("AB123456", "CD123456")
        riwayat = Riwayat(
            peserta, [buat_kartu(peserta, mulai=date(2023, 1, 1), npp=satu) for satu in npp]
        )
        for satu in langkah:
            riwayat.jalankan(satu)
        periksa(riwayat)
        transaction.set_rollback(True)
