"""A limited account rests on a proved phone, once, and tells nobody who is known here."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Akun, KodeOTP, Kontak, Persetujuan, Pesan, Peserta
from accounts.services.akun_terbatas import (
    buat_akun_terbatas,
    kirim_kode_daftar,
    telepon_terbukti,
    terima_kode_daftar,
)
from jmo.lib.galat import Bentrok, IsianTidakSah, NilaiTidakSah, TerlaluSering
from tests.pabrik import LAHIR, buat_peserta, nik_baru

pytestmark = pytest.mark.django_db(transaction=True)


def bukti(telepon: str = "0812 3456 7890") -> KodeOTP:
    """Prove a phone as its owner would."""
    baris = kirim_kode_daftar(telepon=telepon)
    teks = Pesan.objects.filter(jenis="kode_verifikasi").latest("pk").isi["teks"]
    kode = re.search(r"\b\d{6}\b", teks)
    assert kode is not None
    return terima_kode_daftar(kode_id=baris.pk, kode=kode[0])


def buat(kode: KodeOTP, *, nik: str | None = None, nama: str = "SRI", **lain: str) -> Akun:
    return buat_akun_terbatas(
        kode_id=kode.pk, nik=nik or nik_baru(), nama=nama, tanggal_lahir=LAHIR,
        nama_pengguna=lain.get("nama_pengguna", f"orang-{kode.pk}"),
        kata_sandi=lain.get("kata_sandi", "hujan-di-bulan-juni"),
        telepon_bersama="bersama" in lain,
    )  # fmt: skip


def test_akun_dengan_orang_telepon_dan_persetujuan() -> None:
    akun = buat(bukti(), nama="SITI  O'BRIEN")
    sri = Peserta.objects.get(akun=akun)
    assert (sri.nama, sri.jenis, sri.tanggal_lahir) == ("SITI O'BRIEN", "NON", LAHIR)
    assert Kontak.objects.get(peserta=sri).nilai == "+6281234567890"
    assert Persetujuan.objects.get(akun=akun).jenis == "LAYANAN"
    assert akun.check_password("hujan-di-bulan-juni")
    assert not sri.kepesertaan.exists()


def test_satu_bukti_satu_akun_dan_tiga_puluh_menit() -> None:
    kode = bukti()
    buat(kode)
    with pytest.raises(IsianTidakSah, match="telepon_belum_terbukti"):
        buat(kode)
    lama = bukti("0813 1111 2222")
    KodeOTP.objects.filter(pk=lama.pk).update(dipakai_pada=timezone.now() - timedelta(minutes=31))
    with pytest.raises(IsianTidakSah, match="telepon_belum_terbukti"):
        buat(lama)
    belum = kirim_kode_daftar(telepon="0813 1111 3333")
    assert telepon_terbukti(belum.pk) is None
    assert telepon_terbukti(None) is None
    assert Akun.objects.count() == 1


def test_nik_yang_sudah_dikenal_ditolak_dengan_satu_kata_dan_tidak_ada_yang_tertinggal() -> None:
    ada, tanpa_akun = buat_peserta(dengan_akun=True), buat_peserta()
    kode = bukti()
    for orang in (ada, tanpa_akun):
        with pytest.raises(Bentrok, match="daftar_tidak_dapat"):
            buat(kode, nik=orang.nomor_identitas)
    assert Akun.objects.count() == 1
    # The refusal took nothing away: the same phone serves the right number.
    buat(kode)
    with pytest.raises(Bentrok, match="nama_pengguna_dipakai"):
        buat(bukti("0815 1111 2222"), nama_pengguna=f"ORANG-{kode.pk}")


def test_isian_buruk() -> None:
    kode = bukti()
    with pytest.raises(NilaiTidakSah):
        buat(kode, nik="9901")
    for lemah in ("pendek", "password", "12345678", "sri wahyuni"):
        with pytest.raises(IsianTidakSah, match="kata_sandi_lemah"):
            buat(kode, nama="SRI WAHYUNI", kata_sandi=lemah)
    with pytest.raises(NilaiTidakSah):
        kirim_kode_daftar(telepon="021 555 1234")
    with pytest.raises(TerlaluSering):
        kirim_kode_daftar(telepon="+62 812-3456-7890")
    with pytest.raises(IsianTidakSah, match="kode_tidak_berlaku"):
        terima_kode_daftar(kode_id=0, kode="123456")
    with pytest.raises(IsianTidakSah, match="nama_pengguna_bentuk"):
        buat(kode, nama_pengguna="orang@lain.id")
