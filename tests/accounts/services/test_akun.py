from __future__ import annotations

import base64
import hashlib

import bcrypt
import pytest

from accounts.models import Akun, CatatanAudit
from accounts.rules.pelaku import SISTEM
from accounts.sandi_lama import DigestTakDikenal
from accounts.services.akun import bawa_akun_lama, buat_akun
from jmo.lib.galat import Bentrok

SANDI = "hujan-di-bulan-juni"


def _digest(jenis: str) -> str:
    if jenis == "bcrypt":
        return "bcrypt$" + bcrypt.hashpw(SANDI.encode(), bcrypt.gensalt(4)).decode()
    if jenis == "pbkdf2_sha256":
        sidik = hashlib.pbkdf2_hmac("sha256", SANDI.encode(), b"garam", 1000)
        return f"pbkdf2_sha256$1000$garam${base64.b64encode(sidik).decode()}"
    return f"{jenis}$garam${hashlib.new(jenis, b'garam' + SANDI.encode()).hexdigest()}"


@pytest.mark.parametrize("jenis", ["bcrypt", "pbkdf2_sha256", "sha1", "md5"])
def test_digest_lama_terbungkus_dan_disimpan_baru_saat_cocok(db: None, jenis: str) -> None:
    akun = bawa_akun_lama(
        nama_pengguna="budi", email="budi@contoh.id", digest=_digest(jenis), pelaku=SISTEM
    )
    assert akun.password.startswith(f"warisan${jenis}$")
    assert _digest(jenis).rpartition("$")[2] not in akun.password
    assert not akun.check_password("salah")
    assert akun.check_password(SANDI)
    akun = Akun.objects.get()
    assert akun.password.startswith("argon2$")
    assert akun.check_password(SANDI)
    assert CatatanAudit.objects.get().aksi == "akun.dibawa_dari_aplikasi_lama"


@pytest.mark.parametrize("digest", ["", "crypt$abc", "md5$a$zz", "bcrypt$pendek"])
def test_digest_asing_ditolak(db: None, digest: str) -> None:
    with pytest.raises(DigestTakDikenal):
        bawa_akun_lama(nama_pengguna="budi", email="", digest=digest, pelaku=SISTEM)
    assert not Akun.objects.exists()


def test_akun_baru_berkata_sandi_argon2(akun_budi: Akun) -> None:
    assert akun_budi.password.startswith("argon2$")
    assert akun_budi.kata_sandi_diubah_pada is not None
    assert CatatanAudit.objects.get(aksi="akun.dibuat").objek_id == akun_budi.pk


def test_nama_dan_email_unik_tanpa_melihat_besar_kecil(akun_budi: Akun) -> None:
    with pytest.raises(Bentrok, match="nama_pengguna_dipakai"):
        buat_akun(nama_pengguna="BUDI", kata_sandi=None, pelaku=SISTEM)
    with pytest.raises(Bentrok, match="email_dipakai"):
        buat_akun(nama_pengguna="bs", email="Budi@Contoh.id", kata_sandi=None, pelaku=SISTEM)
    keluarga = buat_akun(
        nama_pengguna="anak", email="budi@contoh.id", email_bersama=True,
        kata_sandi=None, pelaku=SISTEM,
    )  # fmt: skip
    assert not keluarga.has_usable_password()
