"""Every sentence that people read has its English one, with the same places to fill in."""

from __future__ import annotations

import re

from django.utils.translation import gettext, ngettext, override

from accounts.models import Akun, Peserta
from jmo import terjemahan
from saldo.models import Kepesertaan

# What must stand in both languages: places to fill in, mark-up, percent signs.
_TETAP = re.compile(r"%\(\w+\)[sd]|</?\w[^>]*>|%%")


def test_semua_kalimat_diterjemahkan() -> None:
    kurang = terjemahan.belum_diterjemahkan()
    assert not kurang, "run manage.py perbarui_katalog, then translate:\n" + "\n".join(kurang[:40])


def test_tempat_isian_sama_di_kedua_bahasa() -> None:
    salah = []
    for pesan in terjemahan.baca_katalog():
        kunci = pesan.id if isinstance(pesan.id, str) else pesan.id[-1]
        isi = pesan.string if isinstance(pesan.string, str) else (pesan.string or ("",))[-1]
        if kunci and sorted(_TETAP.findall(kunci)) != sorted(_TETAP.findall(isi)):
            salah.append(kunci)
    assert not salah, salah[:10]


def test_katalog_tanpa_kalimat_yang_sudah_hilang() -> None:
    ada = {kunci if isinstance(kunci, str) else kunci[0] for kunci in terjemahan.kumpulkan()}
    dikatalog = {p.id if isinstance(p.id, str) else p.id[0] for p in terjemahan.baca_katalog()}
    assert dikatalog - ada == {""}, "run manage.py perbarui_katalog"


def test_kalimat_ditemukan_di_templat_kode_dan_model() -> None:
    kalimat = terjemahan.kumpulkan()
    for satu in ("Beranda", "Pilih bank Anda.", "tanggal lahir", "Bukan penerima upah"):
        assert satu in kalimat, satu
    assert ("%(jumlah)s belum dibaca", "%(jumlah)s belum dibaca") in kalimat
    # Django speaks for its own columns.
    assert "superuser status" not in kalimat


def test_katalog_terpasang_di_django() -> None:
    with override("en"):
        assert gettext("Beranda") == "Home"
        satu, banyak = "%(jumlah)s baris.", "%(jumlah)s baris."
        assert [ngettext(satu, banyak, n) % {"jumlah": n} for n in (1, 2)] == ["1 row.", "2 rows."]
    with override("id"):
        assert gettext("Beranda") == "Beranda"


def test_nama_model_mengikuti_bahasa() -> None:
    kelamin = Peserta._meta.get_field("jenis_kelamin")
    with override("en"):
        assert str(kelamin.verbose_name) == "sex"
        assert str(Akun._meta.verbose_name) == "account"
        assert Peserta(jenis_kelamin="P").get_jenis_kelamin_display() == "Female"
        assert Kepesertaan(status="NONAKTIF").get_status_display() == "Inactive"
    with override("id"):
        assert str(kelamin.verbose_name) == "jenis kelamin"
        assert Peserta(jenis_kelamin="P").get_jenis_kelamin_display() == "Perempuan"
