from __future__ import annotations

import base64
import hashlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from accounts.models import CatatanAudit, Peserta
from accounts.models.terenkripsi import gantungan
from accounts.rules.pelaku import SISTEM
from accounts.services import putar_kunci as layanan
from accounts.services.peserta import buat_peserta, pasang_kependudukan
from accounts.services.putar_kunci import hitung_kunci, putar_kunci
from pengkinian.models import KasusPengkinian, ProfilPeserta
from tests.pabrik import nik_baru

pytestmark = pytest.mark.django_db(transaction=True)
AKAR = Path(__file__).resolve().parents[3]


def kunci(nama: str) -> str:
    return f"{nama}:{base64.b64encode(hashlib.sha256(nama.encode()).digest()).decode()}"


LAMA, BARU = kunci("lama"), kunci("baru")
KEDUANYA = f"{BARU},{LAMA}"


@pytest.fixture(autouse=True)
def _kunci_lama(settings: Any) -> Iterator[None]:
    settings.KUNCI_DATA = LAMA
    gantungan.cache_clear()
    yield
    gantungan.cache_clear()


def pakai(settings: Any, ring: str) -> None:
    settings.KUNCI_DATA = ring
    gantungan.cache_clear()


def orang(banyak: int) -> dict[int, tuple[str, str | None]]:
    """Make people, every second with a family card; returns what must be readable for ever."""
    for ke in range(banyak):
        satu = buat_peserta(
            jenis_identitas="NIK", nomor_identitas=nik_baru(), nama="BUDI SANTOSO",
            tanggal_lahir=date(1990, 1, 1), jenis_kelamin="L", pelaku=SISTEM,
        )  # fmt: skip
        if ke % 2:
            pasang_kependudukan(peserta=satu, no_kk=f"99010101011500{ke:02d}", pelaku=SISTEM)
    return isi()


def isi() -> dict[int, tuple[str, str | None]]:
    return {satu.pk: (satu.nomor_identitas, satu.no_kk) for satu in Peserta.objects.all()}


def indeks() -> list[str]:
    return list(Peserta.objects.order_by("pk").values_list("nomor_identitas_indeks", flat=True))


def per_kunci() -> dict[str, int]:
    return hitung_kunci()["accounts_peserta.nomor_identitas"]


def test_kunci_baru_menulis_yang_lama_masih_terbaca_lalu_tidak_diperlukan(settings: Any) -> None:
    semula, sidik = orang(5), indeks()
    pakai(settings, f"{LAMA},{BARU}")
    assert isi() == semula, "first every process learns to read the new key"
    pakai(settings, KEDUANYA)
    assert isi() == semula
    assert per_kunci() == {"lama": 5}
    kemajuan: list[tuple[str, int]] = []
    hasil = putar_kunci(
        pelaku=SISTEM, tumpukan=2, kabari=lambda nama, banyak: kemajuan.append((nama, banyak))
    )
    assert (hasil.disandikan, hasil.terkunci, hasil.tak_terbaca) == (5, 0, 0)
    assert kemajuan == [("accounts_peserta", banyak) for banyak in (2, 4, 5)]
    assert per_kunci() == {"baru": 5}
    pakai(settings, BARU)
    assert isi() == semula
    assert indeks() == sidik
    catatan = CatatanAudit.objects.get(aksi="kunci.diputar")
    assert catatan.sesudah == {"jumlah": 5, "ke": "baru"}
    assert putar_kunci(pelaku=SISTEM).disandikan == 0
    assert CatatanAudit.objects.filter(aksi="kunci.diputar").count() == 1


def test_tumpukan_tidak_memegang_lebih_dari_batas_byte(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    orang(3)
    pakai(settings, KEDUANYA)
    monkeypatch.setattr(layanan, "BATAS_BYTE", 1)
    kemajuan: list[int] = []
    putar_kunci(pelaku=SISTEM, kabari=lambda _, banyak: kemajuan.append(banyak))
    assert kemajuan == [1, 2, 3]


def test_baris_yang_dipegang_portal_dilewati_dan_tulisannya_menang(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    semula = orang(3)
    pakai(settings, KEDUANYA)
    monkeypatch.setattr(layanan, "JEDA_DETIK", 0)
    pertama = min(semula)
    ring = gantungan()
    baru = ring.enkripsi(b"9901010101990099", konteks="accounts_peserta.nomor_identitas")
    portal = connection.copy()
    try:
        with portal.cursor() as kursor:
            kursor.execute("BEGIN")
            kursor.execute(
                "UPDATE accounts_peserta SET nomor_identitas = %s WHERE id = %s", [baru, pertama]
            )
            hasil = putar_kunci(pelaku=SISTEM)
            assert (hasil.disandikan, hasil.terkunci) == (2, 1)
            assert isi() == semula, "before its commit nobody sees what the portal writes"
            kursor.execute("COMMIT")
    finally:
        portal.close()
    assert isi() == semula | {pertama: ("9901010101990099", semula[pertama][1])}
    assert putar_kunci(pelaku=SISTEM).terkunci == 0
    assert per_kunci() == {"baru": 3}


@pytest.mark.parametrize("saat", ["sebelum-tulis", "sesudah-tulis"])
def test_putaran_yang_dibunuh_terbaca_dan_dilanjutkan(settings: Any, saat: str) -> None:
    semula = orang(5)
    hasil = subprocess.run(
        [
            sys.executable, "-m", "tests.accounts.pemutar_mati", saat, KEDUANYA,
            str(connection.settings_dict["NAME"]),
        ],
        cwd=AKAR, capture_output=True, text=True, timeout=60, check=False,
        env={**os.environ, "JMO_PERAN_DB": "aplikasi", "JMO_LAYANAN_DIJAGA": "1"},
    )  # fmt: skip
    assert hasil.returncode == -signal.SIGKILL, hasil.stderr[-2000:]
    pakai(settings, KEDUANYA)
    assert per_kunci() == {"baru": 2, "lama": 3}
    assert isi() == semula
    assert putar_kunci(pelaku=SISTEM).disandikan == 3
    pakai(settings, BARU)
    assert isi() == semula


def test_nilai_yang_tidak_terbuka_disebut_dan_dibiarkan(
    settings: Any, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    orang(2)
    rusak = min(isi())
    with connection.cursor() as kursor:
        kursor.execute(
            "UPDATE accounts_peserta SET nomor_identitas = %s WHERE id = %s",
            [b"asing:" + b"x" * 40, rusak],
        )
    pakai(settings, KEDUANYA)
    with pytest.raises(CommandError, match="1 baris tidak terbuka"):
        call_command("putar_kunci")
    assert f"no key opens accounts_peserta.nomor_identitas of row {rusak}" in caplog.text
    assert per_kunci() == {"asing": 1, "baru": 1}
    call_command("putar_kunci", "--uji")
    assert "kunci asing (TIDAK ADA DI GANTUNGAN): 1 nilai" in capsys.readouterr().out


def test_tabel_yang_hanya_tumbuh_diputar_oleh_pemilik_saja(settings: Any) -> None:
    orang(1)
    budi = Peserta.objects.get()
    profil = ProfilPeserta.objects.create(
        peserta=budi, versi=1, isi={"kota": "Bandung"},
        kasus=KasusPengkinian.objects.create(peserta=budi),
    )  # fmt: skip
    pakai(settings, KEDUANYA)
    with pytest.raises(CommandError, match="1 baris hanya boleh ditulis pemilik"):
        call_command("putar_kunci")
    assert hitung_kunci()["pengkinian_profilpeserta.isi"] == {"lama": 1}
    with connection.cursor() as kursor:
        kursor.execute("SET ROLE NONE")
        assert putar_kunci(pelaku=SISTEM).disandikan == 1
        assert hitung_kunci()["pengkinian_profilpeserta.isi"] == {"baru": 1}
        assert ProfilPeserta.objects.get(pk=profil.pk).isi == {"kota": "Bandung"}
        with pytest.raises(DatabaseError, match="append-only"):
            kursor.execute("UPDATE pengkinian_profilpeserta SET versi = 2")
        kursor.execute("SET ROLE jmo_aplikasi")


def test_perintah_menghitung_lalu_memutar(
    settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    orang(2)
    pakai(settings, KEDUANYA)
    call_command("putar_kunci", "--uji")
    assert per_kunci() == {"lama": 2}
    call_command("putar_kunci", "--tumpukan", "1")
    keluar = capsys.readouterr().out
    assert "kunci lama (hanya membaca): 3 nilai" in keluar, "two numbers and a family card"
    assert "accounts_peserta: 2 baris" in keluar
    assert "kunci lama (hanya membaca): 0 nilai" in keluar
    with pytest.raises(CommandError, match="paling kecil 1"):
        call_command("putar_kunci", "--tumpukan", "0")
