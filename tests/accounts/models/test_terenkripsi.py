from __future__ import annotations

import pytest
from django.core import serializers
from django.db import connection

from accounts.models import Kontak, Pesan, Peserta, indeks
from jmo.lib.sandi import GagalDekripsi


def test_nilai_tersandi_tidak_dapat_dicari_langsung(budi: Peserta) -> None:
    with pytest.raises(TypeError, match="blind index"):
        Peserta.objects.filter(nomor_identitas="9901011203880001").exists()
    assert Peserta.objects.filter(no_kk__isnull=True).get() == budi


def test_nilai_yang_disalin_ke_kolom_lain_tidak_terbuka(budi: Peserta) -> None:
    with connection.cursor() as kursor:
        kursor.execute("UPDATE accounts_peserta SET no_kk = nomor_identitas")
    with pytest.raises(GagalDekripsi):
        Peserta.objects.get(pk=budi.pk)


def test_dua_kali_simpan_dua_sandi_berbeda_satu_indeks(budi: Peserta) -> None:
    def mentah() -> bytes:
        with connection.cursor() as kursor:
            kursor.execute("SELECT nomor_identitas FROM accounts_peserta")
            return bytes(kursor.fetchone()[0])

    pertama = mentah()
    budi.save(update_fields=["nomor_identitas"])
    assert mentah() != pertama
    assert indeks("a", ruang="nik") == indeks("a", ruang="nik") != indeks("a", ruang="kk")


def test_nilai_tersandi_tidak_diserialkan(budi: Peserta) -> None:
    with pytest.raises(TypeError, match="not serialised"):
        serializers.serialize("json", [budi], fields=["nomor_identitas"])


def test_json_bolak_balik(db: None) -> None:
    isi = {"teks": "Rp1.500.000 – ‘é’", "angka": [1, None, True]}
    pesan = Pesan.objects.create(
        jenis="x", saluran="EMAIL", tujuan="a@contoh.id", tujuan_samar="a***@contoh.id", isi=isi
    )
    assert Pesan.objects.get(pk=pesan.pk).isi == isi
    assert Kontak._meta.get_field("nilai").editable is False
