from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Akun, CatatanAudit, Kontak, Peserta
from accounts.rules.pelaku import SISTEM
from accounts.selectors import kontak_berlaku
from accounts.services.impor_lama import KEPALA, HasilImpor, impor_akun_lama
from accounts.services.peserta import buat_peserta

SANDI = "hujan-di-bulan-juni"
DIGEST = "sha1$garam$" + hashlib.sha1(b"garam" + SANDI.encode()).hexdigest()
NIK = ["9901011203880001", "9901026508920002", "9901034511850003", "9901041707950004"]


@pytest.fixture
def orang(db: None) -> list[Peserta]:
    return [
        buat_peserta(
            jenis_identitas="NIK", nomor_identitas=nik, nama=f"ORANG {ke}",
            tanggal_lahir=date(1990, 1, 1), jenis_kelamin="L", pelaku=SISTEM,
        )
        for ke, nik in enumerate(NIK)
    ]  # fmt: skip


def baris(ke: int = 0, **lain: str) -> str:
    isi = {
        "nama_pengguna": f"orang{ke}", "email": f"orang{ke}@contoh.id", "telepon": "",
        "nik": NIK[ke], "kpj": f"0120000000{ke}", "digest": DIGEST, **lain,
    }  # fmt: skip
    return ",".join(isi[nama] for nama in KEPALA)


def impor(*isi: str, uji: bool = False) -> HasilImpor:
    return impor_akun_lama(baris=[",".join(KEPALA), *isi], pelaku=SISTEM, uji=uji)


def test_akun_dibawa_dengan_kata_sandi_dan_kontak_bawaan(orang: list[Peserta]) -> None:
    hasil = impor(baris(0, telepon="0812 3456 7890"))
    assert (hasil.baru, hasil.sudah_ada, hasil.kesalahan) == (1, 0, [])
    akun = Akun.objects.get()
    assert (akun.asal, akun.email) == ("BPJSTKU", "orang0@contoh.id")
    assert akun.check_password(SANDI)
    kontak = kontak_berlaku(Peserta.objects.get(akun=akun))
    assert kontak["TELEPON"].nilai == "+6281234567890"
    assert kontak["TELEPON"].terbukti_pada is None
    assert CatatanAudit.objects.filter(aksi="akun.dibawa_dari_aplikasi_lama").count() == 1


def test_uji_tidak_menulis(orang: list[Peserta]) -> None:
    assert impor(baris(0), baris(1), uji=True).baru == 2
    assert not Akun.objects.exists()
    assert not Kontak.objects.exists()


def test_berkas_yang_sama_dua_kali_tidak_mengubah_apa_pun(orang: list[Peserta]) -> None:
    impor(baris(0))
    semula = Akun.objects.get().password
    hasil = impor(baris(0), baris(1))
    assert (hasil.baru, hasil.sudah_ada) == (1, 1)
    assert Akun.objects.get(nama_pengguna="orang0").password == semula


@pytest.mark.parametrize(
    ("salah", "kolom"),
    [
        pytest.param({"nama_pengguna": ""}, "nama_pengguna", id="nama-kosong"),
        pytest.param({"nama_pengguna": "ORANG0"}, "nama_pengguna", id="nama-ganda"),
        pytest.param({"nik": NIK[0]}, "nik", id="nik-ganda"),
        pytest.param({"nik": "9901055508920009"}, "nik", id="nik-tak-dikenal"),
        pytest.param({"nik": "123"}, "nik", id="nik-salah"),
        pytest.param({"kpj": "123"}, "kpj", id="kpj-salah"),
        pytest.param({"email": "bukan-email"}, "email", id="email-salah"),
        pytest.param({"telepon": "abc"}, "telepon", id="telepon-salah"),
        pytest.param({"digest": "rot13$x"}, "digest", id="digest-asing"),
    ],
)
def test_satu_kesalahan_menolak_seluruhnya(
    orang: list[Peserta], salah: dict[str, str], kolom: str
) -> None:
    hasil = impor(baris(0), baris(1, **salah))
    assert [(satu.baris, satu.kolom) for satu in hasil.kesalahan] == [(3, kolom)]
    assert not Akun.objects.exists()


def test_kepala_dan_jumlah_kolom_diperiksa(orang: list[Peserta]) -> None:
    hasil = impor_akun_lama(baris=["a,b,c"], pelaku=SISTEM, uji=False)
    assert hasil.kesalahan[0].baris == 1
    hasil = impor(baris(0) + ",lebih", "kurang,kolom", '"tak tertutup')
    assert [satu.baris for satu in hasil.kesalahan] == [2, 3, 4]


def test_nama_milik_akun_lain_dan_peserta_yang_sudah_berakun(
    orang: list[Peserta], akun_budi: Akun
) -> None:
    hasil = impor(baris(0, nama_pengguna="Budi"))
    assert [(satu.kolom, satu.baris) for satu in hasil.kesalahan] == [("nama_pengguna", 2)]
    impor(baris(0))
    hasil = impor(baris(0, nama_pengguna="lain"))
    assert [satu.kolom for satu in hasil.kesalahan] == ["nik"]


def test_email_keluarga_ditandai_bersama_dan_paling_banyak_tiga(orang: list[Peserta]) -> None:
    hasil = impor(*(baris(ke, email="keluarga@contoh.id") for ke in range(4)))
    assert {satu.kolom for satu in hasil.kesalahan} == {"email"}
    impor(baris(0, email="keluarga@contoh.id"))
    assert not Akun.objects.get().email_bersama
    impor(*(baris(ke, email="Keluarga@contoh.id") for ke in (1, 2)))
    assert list(Akun.objects.values_list("email_bersama", flat=True)) == [True] * 3


def test_perintah(orang: list[Peserta], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    berkas = tmp_path / "lama.csv"
    berkas.write_text("\ufeff" + "\n".join([",".join(KEPALA), baris(0)]), encoding="utf-8")
    call_command("impor_bpjstku", berkas, "--uji")
    assert capsys.readouterr().out == "1 akun akan dibawa, 0 sudah ada.\n"
    call_command("impor_bpjstku", berkas)
    assert capsys.readouterr().out == "1 akun dibawa, 0 sudah ada.\n"
    berkas.write_text(",".join(KEPALA) + "\n" + baris(1, nik="salah"))
    with pytest.raises(CommandError, match="1 kesalahan"):
        call_command("impor_bpjstku", berkas)
    assert capsys.readouterr().err == "baris 2 nik: nik_digit\n"
    with pytest.raises(CommandError, match="tidak ada"):
        call_command("impor_bpjstku", tmp_path / "hilang.csv")
    berkas.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CommandError, match="UTF-8"):
        call_command("impor_bpjstku", berkas)
