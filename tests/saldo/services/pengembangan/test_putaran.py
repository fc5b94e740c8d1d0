from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Sum
from django.utils import timezone

from accounts.models import CatatanAudit
from accounts.rules.pelaku import SISTEM
from jmo.lib.galat import BelumLayak, Bentrok
from saldo.models import (
    AkunBuku,
    EntriJurnal,
    Jurnal,
    Ketentuan,
    KreditPengembangan,
    PutaranPengembangan,
)
from saldo.rules.buku import JenisEntri, JenisJurnal, Posisi, susun_iuran
from saldo.selectors.invarian import periksa_invarian
from saldo.selectors.pengembangan import cari_putaran
from saldo.services.buku import catat_jurnal
from saldo.services.pengembangan import (
    LaporanPutaran,
    lanjutkan_putaran,
    minta_tutup_tahun,
    putaran,
    sapu_putaran,
    tutup_tahun,
)
from saldo.services.tarif import bukukan_pengembangan, muat_tarif_contoh
from tests.pabrik import buat_kartu, buat_peserta

AKAR = Path(__file__).resolve().parents[4]
KARTU = 10
TABEL = (Jurnal, EntriJurnal, KreditPengembangan, PutaranPengembangan, CatatanAudit, AkunBuku)


def isi_buku() -> list[Any]:
    """Ten cards: two without money, one with a rupiah, the others with a million and more."""
    peserta = buat_peserta()
    kartu = [buat_kartu(peserta, mulai=date(2016, 1, 1)) for _ in range(KARTU)]
    uang = [0, 1, *(1_000_000 + 7 * ke for ke in range(KARTU - 3)), 0]
    posisi = [
        Posisi(satu.pk, JenisEntri.IURAN, 2016, jumlah)  # type: ignore[arg-type]  # plain numbers
        for satu, jumlah in zip(kartu, uang, strict=True)
        if jumlah
    ]
    catat_jurnal(
        jenis=JenisJurnal.IURAN, rujukan="uji:iuran", tanggal_nilai=date(2016, 4, 10),
        baris=susun_iuran(posisi, tanggal_nilai=date(2016, 4, 10)),
    )  # fmt: skip
    return kartu


def banyak() -> list[int]:
    return [satu.objects.count() for satu in TABEL]


def langgar() -> list[str]:
    return [satu.invarian.kode for satu in periksa_invarian() if not satu.dipenuhi]


def seharusnya() -> int:
    # 9 of 12 months at 7.19 %: each card for itself, half up.
    return sum((2 * (1_000_000 + 7 * ke) * 719 * 9 + 120_000 * 1) // 240_000 for ke in range(7))


@pytest.mark.usefixtures("db")
def test_semua_kartu_dikreditkan_dan_tidak_ada_yang_dilewati_diam_diam() -> None:
    isi_buku()
    laporan = tutup_tahun(tahun=2016, pelaku=SISTEM, tumpukan=3)
    assert laporan == LaporanPutaran(
        tahun=2016, contoh=False, diperiksa=10, dikreditkan=7, nihil=1, tanpa_uang=2, sudah=0,
        jumlah=laporan.jumlah,
    )  # fmt: skip
    assert laporan.jumlah == seharusnya()
    kredit = KreditPengembangan.objects.aggregate(jumlah=Sum("jumlah"))["jumlah"]
    assert kredit == laporan.jumlah
    row = cari_putaran(2016)
    assert row is not None
    assert (row.status, row.total, row.diperiksa, row.jatuh_pada) == ("SELESAI", 10, 10, None)
    assert langgar() == []


@pytest.mark.usefixtures("db")
def test_kedua_kali_tidak_menulis_apa_pun() -> None:
    isi_buku()
    pertama = tutup_tahun(tahun=2016, pelaku=SISTEM, tumpukan=4)
    semula, sebelum = banyak(), cari_putaran(2016)
    kedua = tutup_tahun(tahun=2016, pelaku=SISTEM, tumpukan=3)
    assert banyak() == semula
    assert (kedua.dikreditkan, kedua.jumlah) == (0, 0)
    assert kedua.sudah == pertama.dikreditkan + pertama.nihil
    sesudah = cari_putaran(2016)
    assert sebelum is not None
    assert sesudah is not None
    assert (sebelum.jumlah, sebelum.selesai_pada) == (sesudah.jumlah, sesudah.selesai_pada)


@pytest.mark.usefixtures("db")
def test_kartu_yang_sudah_dikreditkan_sendiri_dihitung_sebagai_sudah() -> None:
    kartu = isi_buku()
    assert bukukan_pengembangan(kepesertaan=kartu[3], tahun=2016, pelaku=SISTEM)
    laporan = tutup_tahun(tahun=2016, pelaku=SISTEM)
    assert (laporan.dikreditkan, laporan.sudah) == (6, 1)
    assert bukukan_pengembangan(kepesertaan=kartu[4], tahun=2016, pelaku=SISTEM) is not None
    assert KreditPengembangan.objects.filter(kepesertaan=kartu[4]).count() == 1


@pytest.mark.usefixtures("db")
def test_uji_menghitung_yang_sama_dan_tidak_menulis() -> None:
    isi_buku()
    semula = banyak()
    uji = tutup_tahun(tahun=2016, pelaku=SISTEM, uji=True, tumpukan=3)
    assert banyak() == semula
    assert uji == tutup_tahun(tahun=2016, pelaku=SISTEM, tumpukan=4)


@pytest.mark.usefixtures("db")
def test_uang_yang_tercatat_kemudian_ditemukan_putaran_berikutnya() -> None:
    kartu = isi_buku()
    tutup_tahun(tahun=2016, pelaku=SISTEM)
    posisi = Posisi(kartu[0].pk, JenisEntri.IURAN, 2016, 500_000)  # type: ignore[arg-type]
    catat_jurnal(
        jenis=JenisJurnal.IURAN, rujukan="uji:susulan", tanggal_nilai=date(2016, 12, 1),
        baris=susun_iuran([posisi], tanggal_nilai=date(2016, 12, 1)),
    )  # fmt: skip
    laporan = tutup_tahun(tahun=2016, pelaku=SISTEM)
    assert (laporan.dikreditkan, laporan.jumlah) == (1, 2_996)
    row = cari_putaran(2016)
    assert row is not None
    assert row.jumlah == seharusnya() + 2_996
    assert langgar() == []


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    ("tahun", "kode"),
    [
        pytest.param(2021, "tarif_belum_ditetapkan", id="tarif-tidak-diketahui"),
        pytest.param(9000, "tahun_belum_berakhir", id="belum-berakhir"),
    ],
)
def test_tahun_yang_tidak_dapat_ditutup_ditolak(tahun: int, kode: str) -> None:
    for kerja in (tutup_tahun, minta_tutup_tahun):
        with pytest.raises(BelumLayak, match=kode):
            kerja(tahun=tahun, pelaku=SISTEM)
    assert not PutaranPengembangan.objects.exists()


@pytest.mark.usefixtures("db")
def test_tahun_berjalan_ditolak_walau_tarif_contohnya_ada() -> None:
    muat_tarif_contoh(pelaku=SISTEM)
    with pytest.raises(BelumLayak, match="tahun_belum_berakhir"):
        tutup_tahun(tahun=timezone.now().year, pelaku=SISTEM)


@pytest.mark.usefixtures("db")
def test_produksi_tidak_membukukan_dengan_tarif_contoh(settings: Any) -> None:
    muat_tarif_contoh(pelaku=SISTEM)
    [kartu, *_] = isi_buku()
    settings.TARIF_CONTOH = False
    with pytest.raises(BelumLayak, match="tarif_contoh_di_produksi"):
        tutup_tahun(tahun=2021, pelaku=SISTEM)
    with pytest.raises(BelumLayak, match="tarif_contoh_di_produksi"):
        bukukan_pengembangan(kepesertaan=kartu, tahun=2021, pelaku=SISTEM)


@pytest.mark.usefixtures("db")
def test_perintah_melapor_dan_menolak_dengan_kalimat(capsys: Any) -> None:
    isi_buku()
    call_command("tutup_tahun", 2016, uji=True)
    call_command("tutup_tahun", 2016, verbosity=2)
    uji, maju, nyata = capsys.readouterr().out.splitlines()
    assert "7 akan dikreditkan Rp" in uji
    assert maju == "10 kartu diperiksa"
    assert nyata.startswith("Tahun 2016: 10 kartu diperiksa; 7 dikreditkan Rp")
    assert nyata.endswith("2 tanpa uang, 0 sudah dikreditkan sebelumnya.")
    with pytest.raises(CommandError, match="belum ditetapkan"):
        call_command("tutup_tahun", 2021)


@pytest.mark.usefixtures("db")
def test_pekerja_meneruskan_dan_sapuan_menemukan_yang_ditinggal(monkeypatch: Any) -> None:
    isi_buku()
    monkeypatch.setattr(putaran, "TUMPUKAN", 4)
    row = minta_tutup_tahun(tahun=2016, pelaku=SISTEM)
    assert CatatanAudit.objects.filter(aksi="putaran.dimulai").count() == 1
    lanjutkan_putaran(putaran_id=row.pk, batas_detik=0)
    row.refresh_from_db()
    assert (row.status, row.diperiksa, row.sewa_pemilik) == ("BERJALAN", 4, "")
    assert sapu_putaran() == 1
    lanjutkan_putaran(putaran_id=row.pk)
    row.refresh_from_db()
    assert (row.status, row.diperiksa, row.dikreditkan) == ("SELESAI", 10, 7)
    assert sapu_putaran() == 0
    with pytest.raises(Bentrok, match="tahun_sudah_ditutup"):
        minta_tutup_tahun(tahun=2016, pelaku=SISTEM)


@pytest.mark.usefixtures("db")
def test_tarif_yang_ditarik_menghentikan_putaran() -> None:
    isi_buku()
    row = minta_tutup_tahun(tahun=2016, pelaku=SISTEM)
    Ketentuan.objects.filter(jenis="TARIF_PENGEMBANGAN", nilai="0.0719").update(jenis="LAIN")
    with pytest.raises(BelumLayak, match="tarif_belum_ditetapkan"):
        lanjutkan_putaran(putaran_id=row.pk)
    assert not KreditPengembangan.objects.exists()


def _bersama(*kerja: Callable[[], Any]) -> list[Any]:
    def satu(isi: Callable[[], Any]) -> Any:
        try:
            return isi()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(kerja)) as kolam:
        return list(kolam.map(satu, kerja))


@pytest.mark.django_db(transaction=True)
def test_tiga_putaran_sekaligus_mengkreditkan_sekali() -> None:
    isi_buku()

    def tutup() -> LaporanPutaran:
        return tutup_tahun(tahun=2016, pelaku=SISTEM, tumpukan=1)

    semua = _bersama(tutup, tutup, tutup)
    assert {satu.jumlah for satu in semua} <= {seharusnya(), 0}
    assert KreditPengembangan.objects.count() == 8
    assert KreditPengembangan.objects.aggregate(a=Sum("jumlah"))["a"] == seharusnya()
    row = cari_putaran(2016)
    assert row is not None
    assert (row.status, row.diperiksa, row.dikreditkan) == ("SELESAI", 10, 7)
    assert langgar() == []


@pytest.mark.django_db(transaction=True)
def test_putaran_dan_kredit_satu_kartu_berlomba_mengkreditkan_sekali() -> None:
    kartu = isi_buku()

    def satu_satu() -> None:
        for satu in kartu:
            bukukan_pengembangan(kepesertaan=satu, tahun=2016, pelaku=SISTEM)

    def sekaligus() -> None:
        tutup_tahun(tahun=2016, pelaku=SISTEM, tumpukan=2)

    _bersama(satu_satu, sekaligus, satu_satu)
    assert KreditPengembangan.objects.count() == 8
    assert KreditPengembangan.objects.aggregate(a=Sum("jumlah"))["a"] == seharusnya()
    assert langgar() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("saat", "diperiksa"),
    [
        ("sebelum-tumpukan", 3),
        ("sesudah-entri-tertulis", 3),
        ("sebelum-komit", 3),
        ("sesudah-komit", 6),
    ],
)
def test_putaran_yang_dibunuh_dilanjutkan_dan_mengkreditkan_sekali(
    saat: str, diperiksa: int
) -> None:
    isi_buku()
    hasil = subprocess.run(
        [
            sys.executable, "-m", "tests.saldo.penutup_mati", saat, "2016",
            str(connection.settings_dict["NAME"]),
        ],
        cwd=AKAR, capture_output=True, text=True, timeout=60, check=False,
        env={**os.environ, "JMO_PERAN_DB": "aplikasi", "JMO_LAYANAN_DIJAGA": "1"},
    )  # fmt: skip
    assert hasil.returncode == -signal.SIGKILL, hasil.stderr[-2000:]
    row = cari_putaran(2016)
    assert row is not None
    assert (row.status, row.diperiksa) == ("BERJALAN", diperiksa)
    assert langgar() == []
    # The sweep sees a silent run after two minutes; a worker goes on.
    assert sapu_putaran() == 0
    lama = timezone.now() - timedelta(seconds=1)
    PutaranPengembangan.objects.filter(pk=row.pk).update(jatuh_pada=lama)
    assert sapu_putaran() == 1
    lanjutkan_putaran(putaran_id=row.pk)
    row.refresh_from_db()
    assert (row.status, row.diperiksa, row.jumlah) == ("SELESAI", 10, seharusnya())
    assert KreditPengembangan.objects.aggregate(a=Sum("jumlah"))["a"] == seharusnya()
    assert langgar() == []
