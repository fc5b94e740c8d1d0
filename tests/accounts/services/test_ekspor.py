from __future__ import annotations

import csv
import hashlib
import io
import json
import tracemalloc
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.exports import PESERTA
from accounts.models import CatatanAudit, Kontak, Peserta
from accounts.rules.pelaku import SISTEM
from accounts.services.ekspor import (
    Ekspor,
    JenisKolom,
    Kolom,
    alirkan,
    ambil_ekspor,
    daftar_ekspor,
    daftar_riwayat,
    daftarkan,
    hitung_ekspor,
    manifes_dari,
)
from accounts.services.kontak import pasang_kontak
from jmo.lib.galat import IsianTidakSah, TidakDitemukan
from jmo.lib.tanggal import hari_ini_wib
from tests.pabrik import buat_peserta

EMAS = Path(__file__).parents[2] / "emas"


def baca(nama: str, **pilihan: Any) -> tuple[list[dict[str, str]], bytes, dict[str, Any]]:
    aliran = alirkan(nama=nama, pelaku=SISTEM, **pilihan)
    isi = b"".join(aliran)
    assert aliran.manifes is not None
    return list(csv.DictReader(io.StringIO(isi.decode()))), isi, aliran.manifes


@pytest.mark.parametrize("nama", ["iuran", "jurnal", "peserta"])
def test_ekspor_dikenal(nama: str) -> None:
    assert ambil_ekspor(nama).nama == nama


def test_kolom_setiap_ekspor_sama_dengan_berkas_emas() -> None:
    ada = {satu.nama: satu.kepala for satu in daftar_ekspor()}
    emas = {
        berkas.stem.removeprefix("ekspor_"): berkas.read_text().split()
        for berkas in EMAS.glob("ekspor_*.txt")
    }
    assert ada == emas


def test_setiap_ekspor_menyamarkan_pengenal() -> None:
    umum = {"nomor_klaim", "nomor_gerak_bank"}
    rahasia = ("kpj", "nik", "nomor", "npwp", "telepon", "email", "rekening")
    for ekspor in daftar_ekspor():
        for kolom in ekspor.kolom:
            if kolom.judul.startswith(rahasia) and kolom.jenis is JenisKolom.TEKS:
                assert kolom.sql.endswith("_samar") or kolom.judul in umum, kolom


def test_isi_dan_manifes_saling_membuktikan(db: None) -> None:
    budi = buat_peserta(nama="BUDI, SANTOSO")
    pasang_kontak(peserta=budi, jenis=Kontak.Jenis.TELEPON, nilai="+6281234567890", pelaku=SISTEM)
    buat_peserta(nama="SITI RAHAYU")
    baris, isi, manifes = baca("peserta")
    assert [satu["nama"] for satu in baris] == ["BUDI, SANTOSO", "SITI RAHAYU"]
    assert (baris[0]["telepon"], baris[1]["telepon"]) == ("0812-****-890", "")
    assert baris[0]["nomor_identitas"] == budi.nomor_identitas_samar
    assert baris[0]["tanggal_lahir"] == "1990-01-01"
    assert budi.nomor_identitas not in isi.decode()
    assert b"\r" not in isi
    assert manifes["baris"] == 2
    assert manifes["sha256"] == hashlib.sha256(isi).hexdigest()
    assert manifes["kolom"] == list(baris[0])
    assert manifes["oleh"] == "sistem"
    (catatan,) = daftar_riwayat(nama="peserta")
    assert catatan.aksi == "data.diekspor"
    assert manifes_dari(catatan) == manifes
    assert json.loads(json.dumps(manifes)) == manifes


def test_waktu_ditulis_dalam_wib(db: None) -> None:
    Peserta.objects.filter(pk=buat_peserta().pk).update(
        pengkinian_pada=datetime(2026, 1, 31, 20, 5, 9, tzinfo=UTC)
    )
    baris, _, _ = baca("peserta")
    assert baris[0]["pengkinian_pada"] == "2026-02-01T03:05:09+07:00"


@pytest.mark.parametrize("nama", ["=1+1", "+62", "-5", "@x", " =2", "＝3", "'=4"])
def test_teks_tidak_pernah_menjadi_rumus(db: None, nama: str) -> None:
    Peserta.objects.filter(pk=buat_peserta().pk).update(nama=nama)
    baris, _, _ = baca("peserta")
    assert baris[0]["nama"] == f"'{nama}"


def test_keadaan_per_tanggal(db: None) -> None:
    hari_ini = hari_ini_wib(datetime.now(UTC))
    lama = buat_peserta(nama="LAMA")
    Peserta.objects.filter(pk=lama.pk).update(dibuat_pada=datetime(2025, 6, 30, 16, 59, tzinfo=UTC))
    buat_peserta(nama="BARU")
    for per, harapan in (
        (date(2025, 6, 29), []),
        (date(2025, 6, 30), ["LAMA"]),
        (hari_ini, ["LAMA", "BARU"]),
    ):
        baris, _, manifes = baca("peserta", per=per)
        assert [satu["nama"] for satu in baris] == harapan
        assert (manifes["per"], manifes["baris"]) == (per.isoformat(), len(harapan))
        assert manifes["berkas"] == f"peserta-{per}.csv"
    with pytest.raises(IsianTidakSah) as galat:
        alirkan(nama="peserta", pelaku=SISTEM, per=hari_ini + timedelta(days=1))
    assert galat.value.kolom == {"per": ("ekspor_per_di_depan",)}


def test_kontak_menurut_keadaan_hari_itu(db: None) -> None:
    orang = buat_peserta()
    Peserta.objects.filter(pk=orang.pk).update(dibuat_pada=datetime(2025, 1, 1, tzinfo=UTC))
    for nilai in ("+6281111111111", "+6282222222222"):
        pasang_kontak(peserta=orang, jenis=Kontak.Jenis.TELEPON, nilai=nilai, pelaku=SISTEM)
    Kontak.objects.filter(diganti_pada__isnull=False).update(
        dibuat_pada=datetime(2025, 1, 1, tzinfo=UTC)
    )
    dulu, _, _ = baca("peserta", per=date(2025, 6, 1))
    kini, _, _ = baca("peserta")
    assert (dulu[0]["telepon"], kini[0]["telepon"]) == ("0811-****-111", "0822-****-222")


def test_ekspor_atau_saringan_asing_ditolak(db: None) -> None:
    with pytest.raises(TidakDitemukan, match="ekspor_tidak_ada"):
        alirkan(nama="sandi", pelaku=SISTEM)
    with pytest.raises(IsianTidakSah) as galat:
        alirkan(nama="iuran", pelaku=SISTEM, saringan={"npp": "'; DROP", "x": "1"})
    assert galat.value.kolom == {
        "x": ("ekspor_saringan_asing",), "npp": ("ekspor_saringan_bentuk",),
    }  # fmt: skip
    assert not CatatanAudit.objects.filter(aksi="data.diekspor").exists()


def test_hitungan_pratinjau_sama_dengan_ekspornya(db: None) -> None:
    for _ in range(3):
        buat_peserta()
    hitungan = hitung_ekspor(nama="peserta", per=hari_ini_wib(datetime.now(UTC)), saringan={})
    assert (hitungan.baris, hitungan.total) == (3, {})


def test_pembaca_yang_pergi_menghentikan_ekspor_tanpa_merusak_sambungan(db: None) -> None:
    besar = Ekspor(
        nama="besar", judul="Besar", model=Peserta, kolom=[Kolom("n", "n", JenisKolom.RUPIAH)],
        dari="generate_series(1, 3000000) n", dari_hitung="generate_series(1, 3000000) n",
        syarat="true", urutan="n",
    )  # fmt: skip
    from accounts.services.ekspor import AliranEkspor

    aliran = AliranEkspor(besar, date(2026, 1, 1), {}, SISTEM)
    isi = iter(aliran)
    assert next(isi) == b"n\n"
    assert next(isi).startswith(b"1\n2\n")
    isi.close()  # type: ignore[attr-defined]  # it is a generator
    assert aliran.manifes is None
    assert not CatatanAudit.objects.filter(aksi="data.diekspor").exists()
    with connection.cursor() as kursor:
        kursor.execute("SELECT 1")
        assert kursor.fetchone() == (1,)


def test_ekspor_besar_memakai_memori_tetap(db: None) -> None:
    from accounts.services.ekspor import AliranEkspor

    besar = Ekspor(
        nama="besar", judul="Besar", model=Peserta, kolom=[Kolom("n", "n", JenisKolom.RUPIAH)],
        dari="generate_series(1, 1000000) n", syarat="true", urutan="n",
    )  # fmt: skip
    daftarkan(besar)
    try:
        tracemalloc.start()
        aliran = AliranEkspor(besar, date(2026, 1, 1), {}, SISTEM)
        panjang = sum(len(potongan) for potongan in aliran)
        puncak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        from accounts.services.ekspor import bentuk

        del bentuk._TERDAFTAR["besar"]
    assert panjang == 2 + sum(len(str(n)) + 1 for n in range(1, 1_000_001))
    assert aliran.manifes is not None
    assert aliran.manifes["total"] == {"n": 500_000_500_000}
    assert puncak < 4_000_000


def test_kesalahan_basis_data_tidak_meninggalkan_manifes(db: None) -> None:
    from accounts.services.ekspor import AliranEkspor

    rusak = Ekspor(
        nama="rusak", judul="Rusak", model=Peserta,
        kolom=[Kolom("n", "1 / (n - 500000)", JenisKolom.ANGKA)],
        dari="generate_series(1, 1000000) n", syarat="true", urutan="n",
    )  # fmt: skip
    aliran = AliranEkspor(rusak, date(2026, 1, 1), {}, SISTEM)
    with pytest.raises(Exception, match="division by zero"):
        sum(len(potongan) for potongan in aliran)
    assert aliran.manifes is None
    assert not CatatanAudit.objects.filter(aksi="data.diekspor").exists()


def test_nama_dan_judul_tidak_boleh_kembar() -> None:
    for nama, kolom in (("peserta", PESERTA.kolom), ("lain", [*PESERTA.kolom, PESERTA.kolom[0]])):
        with pytest.raises(ValueError, match="twice"):
            daftarkan(
                Ekspor(
                    nama=nama, judul="x", model=Peserta, kolom=kolom, dari="x", syarat="true",
                    urutan="1",
                )
            )  # fmt: skip


def test_perintah_menulis_berkas_dan_manifes(db: None, tmp_path: Path) -> None:
    buat_peserta()
    keluar = tmp_path / "peserta.csv"
    teks = io.StringIO()
    call_command("ekspor", "peserta", "--keluar", str(keluar), stdout=teks)
    manifes = json.loads((tmp_path / "peserta.csv.manifest.json").read_text())
    assert manifes["sha256"] == hashlib.sha256(keluar.read_bytes()).hexdigest()
    assert (manifes["baris"], manifes["oleh"]) == (1, "ekspor")
    assert manifes["sha256"] in teks.getvalue()
    with pytest.raises(CommandError, match="sudah ada"):
        call_command("ekspor", "peserta", "--keluar", str(keluar))
    for isian, kalimat in (
        (["sandi"], "Tidak ada ekspor itu"),
        (["iuran", "--saring", "npp"], "KUNCI=NILAI"),
        (["iuran", "--saring", "npp=x"], "Tidak dapat dipakai: npp"),
    ):
        with pytest.raises(CommandError, match=kalimat):
            call_command("ekspor", *isian, "--keluar", str(tmp_path / "lain.csv"))
    assert sorted(satu.name for satu in tmp_path.iterdir()) == [
        "peserta.csv", "peserta.csv.manifest.json",
    ]  # fmt: skip
