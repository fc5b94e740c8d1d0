from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import Akun, Kontak, PermintaanPulih, Pesan, Peserta
from accounts.rules.pelaku import SISTEM
from accounts.services import lupa_akun as layanan
from accounts.services.kontak import pasang_kontak
from jmo.lib.galat import Bentrok, IsianTidakSah, TerlaluSering, TidakDitemukan

NIK, KPJ = "9901011203880001", "12345678901"
SANDI = "angin-di-bulan-mei"


def minta() -> PermintaanPulih:
    return layanan.minta_lupa_akun(nik=NIK, kpj=KPJ, saluran="TELEPON")


def cocokkan(permintaan: PermintaanPulih, akun: Akun | None) -> str:
    """Close the look-up and return the code that went out."""
    layanan.kirim_kode_pulih(permintaan=permintaan, akun=akun, pelaku=SISTEM)
    pesan = Pesan.objects.filter(jenis="kode_verifikasi").last()
    cocok = re.search(r"\b\d{6}\b", pesan.isi["teks"]) if pesan else None
    return cocok[0] if cocok else ""


@pytest.fixture
def bernomor(budi: Peserta) -> Akun:
    pasang_kontak(
        peserta=budi, jenis=Kontak.Jenis.TELEPON, nilai="+6281234567890", pelaku=SISTEM
    )  # fmt: skip
    assert budi.akun is not None
    return budi.akun


def kata_galat(permintaan: PermintaanPulih, kode: str) -> tuple[str, object]:
    with pytest.raises(IsianTidakSah) as galat:
        layanan.periksa_kode_pulih(kode_permintaan=permintaan.kode, kode=kode)
    return galat.value.kode, galat.value.data.get("sisa")


def test_isian_tersandi_dan_tidak_lebih_dari_lima_kali_sejam(db: None) -> None:
    baris = [minta() for _ in range(5)]
    assert {satu.isian["nik"] for satu in baris} == {NIK}
    with pytest.raises(TerlaluSering, match="pulih_batas_jam"):
        minta()
    PermintaanPulih.objects.update(dibuat_pada=timezone.now() - timedelta(hours=1))
    minta()


def test_kode_benar_lalu_sandi_baru_sekali(bernomor: Akun) -> None:
    permintaan = minta()
    kode = cocokkan(permintaan, bernomor)
    assert layanan.akun_untuk_sandi(permintaan.kode) is None
    layanan.periksa_kode_pulih(kode_permintaan=permintaan.kode, kode=f"{kode[:3]} {kode[3:]}")
    assert layanan.akun_untuk_sandi(permintaan.kode) == bernomor
    layanan.pulihkan_dengan_sandi(kode_permintaan=permintaan.kode, kata_sandi=SANDI)
    bernomor.refresh_from_db()
    assert bernomor.check_password(SANDI)
    assert bernomor.dipulihkan_pada is not None
    with pytest.raises(Bentrok, match="pulih_kedaluwarsa"):
        layanan.pulihkan_dengan_sandi(kode_permintaan=permintaan.kode, kata_sandi="lain-sekali")
    with pytest.raises(IsianTidakSah):
        layanan.periksa_kode_pulih(kode_permintaan=permintaan.kode, kode=kode)


def test_kata_yang_sama_bagi_yang_dikenal_dan_yang_tidak(bernomor: Akun) -> None:
    """A12: five wrong answers of each read alike, one by one."""
    dikenal, asing = minta(), minta()
    kode = cocokkan(dikenal, bernomor)
    cocokkan(asing, None)
    salah = "000000" if kode != "000000" else "111111"
    ucapan = [[kata_galat(satu, salah) for _ in range(6)] for satu in (dikenal, asing)]
    assert ucapan[0] == ucapan[1]
    assert [kata for kata, _ in ucapan[0]] == ["kode_salah"] * 4 + ["kode_habis_percobaan"] * 2
    assert kata_galat(dikenal, kode)[0] == "kode_habis_percobaan", "the right one comes too late"


def test_kode_kosong_tidak_membuka_permintaan_tanpa_pemilik(db: None) -> None:
    asing = minta()
    layanan.kirim_kode_pulih(permintaan=asing, akun=None, pelaku=SISTEM)
    assert kata_galat(asing, "")[0] == "kode_salah"


def test_kode_lewat_waktu_dan_sandi_lewat_seperempat_jam(bernomor: Akun) -> None:
    permintaan = minta()
    kode = cocokkan(permintaan, bernomor)
    PermintaanPulih.objects.update(kedaluwarsa_pada=timezone.now())
    assert kata_galat(permintaan, kode)[0] == "kode_kedaluwarsa"
    PermintaanPulih.objects.update(dipakai_pada=timezone.now() - timedelta(minutes=16))
    assert layanan.akun_untuk_sandi(permintaan.kode) is None


def test_permintaan_yang_tidak_ada(db: None) -> None:
    with pytest.raises(TidakDitemukan):
        layanan.periksa_kode_pulih(kode_permintaan=uuid.uuid4(), kode="123456")


def test_yang_lama_dihapus(db: None) -> None:
    with transaction.atomic():
        lama = minta_lagi()
    minta()
    PermintaanPulih.objects.filter(pk=lama).update(
        dibuat_pada=timezone.now() - timedelta(days=31)
    )  # fmt: skip
    assert layanan.hapus_permintaan_lama() == 1
    assert PermintaanPulih.objects.count() == 1


def minta_lagi() -> int:
    return PermintaanPulih.objects.create(
        jenis="LUPA_AKUN", nik_indeks="x", saluran="EMAIL", tujuan_indeks="x",
        kedaluwarsa_pada=timezone.now(),
    ).pk  # fmt: skip
