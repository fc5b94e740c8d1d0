from __future__ import annotations

import random
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import CatatanAudit, Persetujuan, Peserta
from jmo.lib.galat import Bentrok, IsianTidakSah, TerlaluSering
from pengkinian.models import BingkaiWajah, HasilVerifikasi
from pengkinian.rules.wajah import Instruksi, Keperluan
from pengkinian.services import wajah
from pengkinian.services.wajah import (
    Bingkai,
    buka_percobaan,
    kirim_foto,
    sisa_percobaan,
    terima_bingkai,
    tukar_instruksi,
)
from tests.korpus_gambar import pola, simpan
from tests.pabrik import buat_peserta
from tests.pengkinian.orang import izin_wajah, pelaku_dari

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def budi() -> Peserta:
    return buat_peserta(dengan_akun=True)


def gambar(tanda: int = 0) -> bytes:
    """A picture that is no other's: the same one twice is a replay."""
    satu = pola()
    satu.putpixel((tanda % 320, tanda // 320), (255, 0, 0))
    return simpan(satu, "JPEG")


def buka(peserta: Peserta, izin: Persetujuan | None = None) -> HasilVerifikasi:
    return buka_percobaan(
        peserta=peserta, kasus=None, keperluan=Keperluan.PENGKINIAN,
        persetujuan=izin or izin_wajah(peserta), pelaku=pelaku_dari(peserta),
    )  # fmt: skip


def kirim(verifikasi: HasilVerifikasi, *, nonce: str | None = None, awal: int = 0,
          isi: list[bytes] | None = None) -> HasilVerifikasi:  # fmt: skip
    isi = isi or [gambar(awal + ke) for ke in range(len(verifikasi.tantangan))]
    return terima_bingkai(
        verifikasi=verifikasi, nonce=verifikasi.nonce if nonce is None else nonce,
        bingkai=[Bingkai(i, b) for i, b in zip(verifikasi.tantangan, isi, strict=True)],
        pelaku=pelaku_dari(verifikasi.peserta),
    )  # fmt: skip


def gagal(peserta: Peserta, *, menit_lalu: int, terhitung: bool = True) -> None:
    pada = timezone.now() - timedelta(minutes=menit_lalu)
    HasilVerifikasi.objects.create(
        peserta=peserta, jenis="WAJAH", keperluan="PENGKINIAN", status="TIDAK_COCOK",
        terhitung=terhitung, dikirim_pada=pada, diputus_pada=pada,
    )  # fmt: skip


def test_instruksi_dibagikan_sebelum_kamera(budi: Peserta) -> None:
    verifikasi = buka(budi)
    assert verifikasi.tantangan[0] == "LURUS"
    assert len(set(verifikasi.tantangan[1:])) == 2
    assert set(verifikasi.tantangan[1:]) <= set(Instruksi)
    assert len(verifikasi.nonce) >= 40
    assert verifikasi.dikirim_pada is None
    assert verifikasi.persetujuan is not None
    assert isinstance(wajah._ACAK, random.SystemRandom)


def test_membuka_lagi_mengganti_instruksi_yang_belum_dipakai(budi: Peserta) -> None:
    lama = buka(budi)
    baru = buka(budi)
    lama.refresh_from_db()
    assert lama.batal_pada is not None
    assert baru.nonce != lama.nonce
    with pytest.raises(Bentrok, match="wajah_sudah_dikirim"):
        kirim(lama)


def test_gambar_diterima_bersih_terenkripsi_dan_masuk_antrean(budi: Peserta) -> None:
    verifikasi = kirim(buka(budi))
    assert verifikasi.jatuh_pada is not None
    assert (verifikasi.nonce, verifikasi.rincian["dipakai_ulang"]) == ("", False)
    bingkai = list(BingkaiWajah.objects.filter(verifikasi=verifikasi).order_by("urutan"))
    assert [satu.instruksi for satu in bingkai] == verifikasi.tantangan
    assert all(bytes(satu.isi or b"").startswith(b"\xff\xd8") for satu in bingkai)
    from django.db import connection

    with connection.cursor() as kursor:
        kursor.execute("SELECT isi FROM pengkinian_bingkaiwajah")
        assert not any(bytes(baris[0]).startswith(b"\xff\xd8") for baris in kursor.fetchall())
    assert CatatanAudit.objects.filter(objek_id=verifikasi.pk, aksi="verifikasi.diminta").exists()


def test_dikirim_dua_kali_satu_percobaan(budi: Peserta) -> None:
    verifikasi = buka(budi)
    nonce = verifikasi.nonce
    kirim(verifikasi)
    with pytest.raises(Bentrok, match="wajah_sudah_dikirim"):
        kirim(verifikasi, nonce=nonce)
    verifikasi.refresh_from_db()
    with pytest.raises(Bentrok, match="wajah_sudah_dikirim"):
        kirim(verifikasi, nonce=nonce)
    assert BingkaiWajah.objects.count() == 3


def test_gambar_lama_ditandai_dipakai_ulang(budi: Peserta) -> None:
    kirim(buka(budi))
    HasilVerifikasi.objects.update(status="GAGAL_MUTU", diputus_pada=timezone.now())
    assert kirim(buka(budi)).rincian["dipakai_ulang"]
    HasilVerifikasi.objects.update(status="GAGAL_MUTU")
    assert kirim(buka(budi), isi=[gambar(9)] * 3).rincian["dipakai_ulang"]


@pytest.mark.parametrize(
    ("isi", "kode"),
    [
        ([b"bukan gambar"] * 3, "wajah_bukan_gambar"),
        ([b"\xff\xd8" + b"x" * 400_000] * 3, "wajah_bingkai_terlalu_besar"),
        ([simpan(pola(), "GIF")] * 3, "wajah_bukan_gambar"),
    ],
)
def test_yang_bukan_gambar_ditolak_tanpa_membakar(
    budi: Peserta, isi: list[bytes], kode: str
) -> None:
    verifikasi = buka(budi)
    with pytest.raises(IsianTidakSah, match=kode):
        kirim(verifikasi, isi=isi)
    verifikasi.refresh_from_db()
    assert verifikasi.dikirim_pada is None
    assert sisa_percobaan(budi).sisa == 5
    # The same attempt still takes real pictures.
    assert kirim(verifikasi).dikirim_pada is not None


def test_urutan_lain_nonce_lain_dan_instruksi_basi(budi: Peserta) -> None:
    verifikasi = buka(budi)
    with pytest.raises(Bentrok, match="wajah_sudah_dikirim"):
        kirim(verifikasi, nonce="x" * 43)
    with pytest.raises(IsianTidakSah, match="wajah_bingkai_tidak_lengkap"):
        terima_bingkai(
            verifikasi=verifikasi, nonce=verifikasi.nonce, pelaku=pelaku_dari(budi),
            bingkai=[Bingkai(i, gambar()) for i in reversed(verifikasi.tantangan)],
        )  # fmt: skip
    with (
        time_machine.travel(timezone.now() + timedelta(minutes=11)),
        pytest.raises(Bentrok, match="wajah_tantangan_kedaluwarsa"),
    ):
        kirim(verifikasi)


def test_lima_percobaan_lalu_sehari_menunggu(budi: Peserta) -> None:
    for ke in range(5):
        gagal(budi, menit_lalu=300 - ke)
    with pytest.raises(TerlaluSering) as galat:
        buka(budi)
    assert galat.value.kode == "wajah_menunggu"
    assert galat.value.coba_lagi_pada > timezone.now() + timedelta(hours=18)
    assert (sisa_percobaan(budi).sisa, sisa_percobaan(budi).habis) == (0, True)
    with time_machine.travel(timezone.now() + timedelta(hours=24)):
        assert buka(budi).pk


def test_petunjuk_tidak_mengurangi_percobaan(budi: Peserta) -> None:
    for ke in range(9):
        gagal(budi, menit_lalu=ke + 1, terhitung=False)
    assert sisa_percobaan(budi).sisa == 5
    assert buka(budi).pk


def test_yang_sedang_diperiksa_ikut_terhitung(budi: Peserta) -> None:
    for ke in range(4):
        gagal(budi, menit_lalu=300 - ke)
    kirim(buka(budi))
    with pytest.raises(Bentrok, match="wajah_sedang_diperiksa"):
        buka(budi)


def test_satu_saja_yang_dinilai_petugas(budi: Peserta) -> None:
    izin = izin_wajah(budi)
    foto = kirim_foto(
        peserta=budi, kasus=None, isi=gambar(), persetujuan=izin, pelaku=pelaku_dari(budi)
    )
    assert (foto.status, foto.terhitung, foto.tantangan) == ("DITINJAU_PETUGAS", False, ["LURUS"])
    assert foto.bingkai.count() == 1
    with pytest.raises(Bentrok, match="wajah_dinilai_petugas"):
        buka(budi, izin)
    with pytest.raises(Bentrok, match="wajah_dinilai_petugas"):
        kirim_foto(
            peserta=budi, kasus=None, isi=gambar(1), persetujuan=izin, pelaku=pelaku_dari(budi)
        )
    HasilVerifikasi.objects.update(status="TIDAK_COCOK")
    assert buka(budi, izin).pk


@pytest.mark.parametrize(
    ("isi", "kode"),
    [
        (b"teks", "wajah_bukan_gambar"),
        (b"\xff\xd8" + bytes(5 * 1024 * 1024), "wajah_gambar_terlalu_besar"),
        (simpan(pola(5000, 3000), "PNG"), "wajah_gambar_terlalu_besar"),
    ],
    ids=["bukan-gambar", "byte", "piksel"],
)
def test_foto_yang_bukan_gambar_ditolak(budi: Peserta, isi: bytes, kode: str) -> None:
    with pytest.raises(IsianTidakSah, match=kode):
        kirim_foto(
            peserta=budi, kasus=None, isi=isi, persetujuan=izin_wajah(budi),
            pelaku=pelaku_dari(budi),
        )  # fmt: skip
    assert not HasilVerifikasi.objects.exists()


def test_gerakan_yang_tidak_bisa_ditukar(budi: Peserta) -> None:
    verifikasi = buka(budi)
    tidak_bisa = Instruksi(verifikasi.tantangan[1])
    assert tukar_instruksi(verifikasi=verifikasi, tidak_bisa=[tidak_bisa], pelaku=pelaku_dari(budi))
    assert tidak_bisa not in verifikasi.tantangan
    assert len(verifikasi.tantangan) == 3
    assert not tukar_instruksi(
        verifikasi=verifikasi, tidak_bisa=list(Instruksi), pelaku=pelaku_dari(budi)
    )
    kirim(verifikasi)
    assert not tukar_instruksi(
        verifikasi=verifikasi, tidak_bisa=[tidak_bisa], pelaku=pelaku_dari(budi)
    )
    assert sisa_percobaan(budi).sisa == 4
