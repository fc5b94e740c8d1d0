"""A24: planted numbers must not turn up in logs, in Redis, in addresses or in errors."""

from __future__ import annotations

import base64
import io
import logging
import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import redis
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.models import Akun, Kontak, Pesan, Peserta
from accounts.rules.pelaku import SISTEM
from accounts.selectors import ambil_peserta_akun
from accounts.services import kontak, otp
from accounts.services.akun import buat_akun
from accounts.services.peran import siapkan_peran
from accounts.services.peserta import buat_peserta, pasang_kependudukan
from accounts.tasks import tugas_kirim_pesan
from jmo.catatan import SamarkanFilter
from jmo.lib.galat import Galat, NilaiTidakSah

if TYPE_CHECKING:
    from pathlib import Path

    from tests.accounts.conftest import KotakMasuk

FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
SANDI = "hujan-di-bulan-juni"
NIK, KK, KPJ = "9901011203880001", "9901010101150001", "01234567891"
REKENING, TELEPON, EMAIL = "001234567890000", "+6281234567890", "budi.santoso@contoh.id"
TANAMAN = {
    "NIK": NIK, "KK": KK, "KPJ": KPJ, "rekening": REKENING, "telepon": TELEPON[3:],
    "surel": EMAIL, "ibu": "SRI WAHYUNINGSIH", "sandi": SANDI,
}  # fmt: skip


@pytest.fixture
def catatan() -> Iterator[io.StringIO]:
    """Everything that is logged, at the finest level, through the portal's own filter."""
    keluaran = io.StringIO()
    penangan = logging.StreamHandler(keluaran)
    penangan.addFilter(SamarkanFilter())
    penangan.setFormatter(logging.Formatter(FORMAT))
    akar = logging.getLogger()
    tingkat = akar.level
    akar.addHandler(penangan)
    akar.setLevel(logging.DEBUG)
    yield keluaran
    akar.removeHandler(penangan)
    akar.setLevel(tingkat)


def isi_redis() -> str:
    """Every key and value of every database, as text."""
    semua: list[str] = []
    for nomor in range(4):
        klien: Any = redis.from_url(f"{settings.REDIS_URL}?db={nomor}")
        for kunci in klien.scan_iter():
            match klien.type(kunci):
                case b"string":
                    nilai = klien.get(kunci)
                case b"list":
                    nilai = klien.lrange(kunci, 0, -1)
                case b"set":
                    nilai = klien.smembers(kunci)
                case b"hash":
                    nilai = klien.hgetall(kunci)
                case jenis:
                    assert jenis == b"zset"
                    nilai = klien.zrange(kunci, 0, -1)
            semua.append(f"{kunci!r} {nilai!r}")
        klien.close()
    # A bell's body is base64.
    badan = re.findall(r'"body": "([A-Za-z0-9+/=]+)"', "\n".join(semua))
    return "\n".join(semua + [base64.b64decode(satu).decode() for satu in badan])


def tanpa_tanaman(apa: str, isi: str, **lain: str) -> None:
    for nama, nilai in {**TANAMAN, **lain}.items():
        assert nilai.lower() not in isi.lower(), f"{nama} stands in {apa}"


def _orang(nik: str, akun: Akun | None = None) -> Peserta:
    return buat_peserta(
        jenis_identitas="NIK", nomor_identitas=nik, nama="BUDI SANTOSO", jenis_kelamin="L",
        tanggal_lahir=date(1988, 3, 12), akun=akun, pelaku=SISTEM,
    )  # fmt: skip


def _sengaja_gagal(kejadian: list[str]) -> None:
    """Errors of all kinds, as a log or an error page would show them."""
    for coba in (
        lambda: _orang(NIK),
        lambda: _orang(f"{NIK}9"),
        lambda: kontak.normalkan_kontak("TELEPON", f"{REKENING}{NIK}"),
        lambda: kontak.normalkan_kontak("EMAIL", f"{NIK}@@contoh"),
        lambda: buat_akun(nama_pengguna="lain", email=EMAIL, kata_sandi=None, pelaku=SISTEM),
    ):  # fmt: skip
        with pytest.raises((Galat, NilaiTidakSah)) as tangkapan:
            coba()
        logging.getLogger("uji").error("gagal", exc_info=tangkapan.value)
        kejadian.append(f"{tangkapan.value!r} {tangkapan.value}")


def _masuk(alamat: list[str]) -> Client:
    klien = Client()
    for login in (NIK, KPJ, EMAIL, "budi"):
        jawaban = klien.post(reverse("account_login"), {"login": login, "password": f"{REKENING}x"})
        alamat.append(jawaban.get("Location", ""))
    jawaban = klien.post(reverse("account_login"), {"login": EMAIL, "password": SANDI})
    assert jawaban.status_code == 302
    alamat.append(jawaban["Location"])
    for halaman in ("/akun-saya/", "/akun-saya/pesan/", "/akun-saya/pesan/999999/"):
        isi = klien.get(halaman).content.decode()
        tanpa_tanaman(halaman, isi)
    return klien


def _cari_sebagai_petugas(alamat: list[str]) -> None:
    siapkan_peran()
    rina = buat_akun(
        nama_pengguna="rina", kata_sandi=None, petugas=True, peran=["petugas"], pelaku=SISTEM
    )
    klien = Client()
    klien.force_login(rina)
    jawaban = klien.post(reverse("admin:accounts_peserta_cari"), {"nik": NIK})
    alamat.append(jawaban["Location"])
    tanpa_tanaman("the officer's page", klien.get(jawaban["Location"]).content.decode())


@pytest.mark.django_db(transaction=True)
def test_nomor_orang_tidak_bocor(catatan: io.StringIO, kotak: KotakMasuk, tmp_path: Path) -> None:
    redis.from_url(settings.REDIS_URL).flushall()
    alamat: list[str] = []
    galat: list[str] = []
    akun = buat_akun(nama_pengguna="budi", email=EMAIL, kata_sandi=SANDI, pelaku=SISTEM)
    peserta = _orang(NIK, akun)
    pasang_kependudukan(peserta=peserta, no_kk=KK, nama_ibu="SRI WAHYUNINGSIH", pelaku=SISTEM)
    otp.kirim_kode(akun=akun, keperluan="KONTAK", saluran="TELEPON", tujuan=TELEPON, pelaku=SISTEM)
    pesan = Pesan.objects.get()
    cocok = re.search(r"\b\d{6}\b", pesan.isi["teks"])
    assert cocok is not None
    kode = cocok[0]
    with pytest.raises(Galat):
        otp.periksa_kode(
            akun=akun,
            keperluan="KONTAK",
            saluran="TELEPON",
            tujuan=TELEPON,
            kode="000000x",
            pelaku=SISTEM,
        )
    kotak.ganggu("500")
    tugas_kirim_pesan(pesan.pk)
    kotak.ganggu("nihil")
    Pesan.objects.update(jatuh_pada=pesan.dibuat_pada)
    tugas_kirim_pesan(pesan.pk)
    assert kode in kotak.pesan()[0]["teks"], "the code reached its owner"
    kontak.buktikan_kontak(
        peserta=ambil_peserta_akun(Akun.objects.get()), jenis=Kontak.Jenis.TELEPON, nilai=TELEPON,
        kode=kode, pelaku=SISTEM,
    )  # fmt: skip
    _masuk(alamat)
    _cari_sebagai_petugas(alamat)
    _sengaja_gagal(galat)
    berkas = tmp_path / "lama.csv"
    berkas.write_text(
        f"nama_pengguna,email,telepon,nik,kpj,digest\nx,{EMAIL},{TELEPON},{NIK},{KPJ},salah\n"
    )
    keluaran = io.StringIO()
    with pytest.raises(CommandError):
        call_command("impor_bpjstku", berkas, stderr=keluaran)
    Client().post(reverse("account_reset_password"), {"email": EMAIL})
    tautan = Pesan.objects.get(jenis="atur_ulang_sandi").isi["teks"]
    alamat += re.findall(r"https?://\S+", tautan)

    assert "http layanan=pesan" in catatan.getvalue(), "the log was not read"
    assert isi_redis(), "Redis was not read"
    tanpa_tanaman("the log", catatan.getvalue(), kode=kode)
    tanpa_tanaman("Redis", isi_redis(), kode=kode)
    tanpa_tanaman("an address", "\n".join(alamat), kode=kode)
    tanpa_tanaman("an error", "\n".join(galat))
    tanpa_tanaman("the command's output", keluaran.getvalue())
