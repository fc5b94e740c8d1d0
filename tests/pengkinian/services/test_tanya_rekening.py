"""Whose account is this: asked of the sandbox bank over SNAP, judged, never a wrong no."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from accounts.models import CatatanAudit
from jmo.gateways.bank_snap import BankSnap
from jmo.lib.galat import Bentrok, TerlaluSering
from pengkinian.models import HasilVerifikasi, KasusPengkinian
from pengkinian.rules.wajah import Keperluan
from pengkinian.services.tanya_rekening import (
    isi_rekening,
    minta_periksa_rekening,
    periksa_rekening,
)
from tests.pengkinian.lib_register import kendali
from tests.pengkinian.orang import REKENING, jatuhkan, kasus_sampai, pelaku_dari

pytestmark = pytest.mark.usefixtures("db")
NOMOR = "112233440000"


@pytest.fixture
def kasus() -> KasusPengkinian:
    return kasus_sampai("rekening")


def isi(kasus: KasusPengkinian, **ganti: Any) -> bool:
    versi = ganti.pop("versi", None)
    return isi_rekening(
        kasus_id=kasus.pk, isian=REKENING | ganti, versi=versi, pelaku=pelaku_dari(kasus.peserta)
    )[1]


def pertanyaan(kasus: KasusPengkinian) -> HasilVerifikasi:
    return HasilVerifikasi.objects.filter(kasus=kasus, jenis="REKENING").latest("pk")


def tanya(kasus: KasusPengkinian, bank: BankSnap) -> HasilVerifikasi:
    verifikasi = jatuhkan(pertanyaan(kasus))
    periksa_rekening(verifikasi_id=verifikasi.pk, bank=bank)
    verifikasi.refresh_from_db()
    return verifikasi


def buka_rekening(nama: str, nomor: str = NOMOR) -> None:
    kendali("bank", "rekening", {"kode_bank": "002", "nomor": nomor, "nama": nama})


@pytest.mark.parametrize(
    ("nama", "status"),
    [
        ("BUDI SANTOSO", "COCOK"),
        ("DRS BUDI SANTOSO", "COCOK"),
        ("BPK BUDI SANTOSO SE", "DITINJAU_PETUGAS"),
        ("SLAMET RIYADI", "TIDAK_COCOK"),
    ],
)
def test_nama_dari_bank_menentukan(
    kasus: KasusPengkinian, bank: BankSnap, nama: str, status: str
) -> None:
    buka_rekening(nama)
    assert isi(kasus)
    verifikasi = tanya(kasus, bank)
    assert (verifikasi.status, verifikasi.sumber) == (status, "BANK")
    assert verifikasi.masukan["nama_pemilik"] == nama
    assert nama not in str(verifikasi.rincian)
    assert verifikasi.jatuh_pada is None


def test_rekening_yang_tidak_ada(kasus: KasusPengkinian, bank: BankSnap) -> None:
    isi(kasus)
    assert tanya(kasus, bank).status == "TIDAK_DITEMUKAN"
    # A no may have been mended meanwhile: asked again on the next sending.
    buka_rekening("BUDI SANTOSO")
    assert isi(kasus)
    assert tanya(kasus, bank).status == "COCOK"
    assert not isi(kasus)
    assert HasilVerifikasi.objects.filter(jenis="REKENING", batal_pada=None).count() == 1


def test_bank_yang_diam_ditanya_lagi(kasus: KasusPengkinian, bank: BankSnap) -> None:
    buka_rekening("BUDI SANTOSO")
    kendali("bank", "gangguan", {"jenis": "500", "detik": 30})
    isi(kasus)
    verifikasi = tanya(kasus, bank)
    assert verifikasi.status == "LAYANAN_TIDAK_TERSEDIA"
    assert verifikasi.diputus_pada is None
    assert verifikasi.jatuh_pada is not None
    assert verifikasi.jatuh_pada > timezone.now()
    # Meanwhile the person goes on, and sending the same again is the same question.
    assert not isi(kasus)
    kendali("bank", "gangguan", {"jenis": "nihil", "detik": 1})
    assert tanya(kasus, bank).status == "COCOK"


def test_klik_ganda_satu_pertanyaan(kasus: KasusPengkinian) -> None:
    assert isi(kasus, versi=kasus.versi)
    assert not isi(kasus, versi=kasus.versi)
    assert HasilVerifikasi.objects.filter(jenis="REKENING").count() == 1
    with pytest.raises(Bentrok, match="kasus_versi_lama"):
        isi(kasus, versi=kasus.versi, nomor_rekening="998877660000")


def test_rekening_lain_membatalkan_pertanyaan_lama(kasus: KasusPengkinian) -> None:
    isi(kasus)
    lama = pertanyaan(kasus)
    isi(kasus, nomor_rekening="998877660000")
    lama.refresh_from_db()
    assert (lama.batal_pada is None, lama.jatuh_pada) == (False, None)
    assert pertanyaan(kasus).masukan["nomor"] == "998877660000"


def test_belum_punya_rekening_tidak_menanyakan_apa_apa(kasus: KasusPengkinian) -> None:
    assert not isi(kasus, kode_bank="", nomor_rekening="", belum_punya_rekening=True)
    assert not HasilVerifikasi.objects.filter(jenis="REKENING").exists()


def test_untuk_klaim_dua_kali_satu_pertanyaan(kasus: KasusPengkinian) -> None:
    def minta() -> HasilVerifikasi:
        return minta_periksa_rekening(
            peserta=kasus.peserta, kasus=None, keperluan=Keperluan.KLAIM, kode_bank="002",
            nomor=NOMOR, pelaku=pelaku_dari(kasus.peserta),
        )  # fmt: skip

    assert minta().pk == minta().pk
    catatan = CatatanAudit.objects.filter(aksi="verifikasi.diminta").latest("pk")
    assert catatan.sesudah["nomor_samar"].endswith("0000")
    assert NOMOR not in str(catatan.sesudah)


def test_sepuluh_rekening_orang_lain_sehari_lalu_tidak_ditanyakan_lagi(
    kasus: KasusPengkinian,
) -> None:
    def minta(ke: int, status: str) -> None:
        baru = minta_periksa_rekening(
            peserta=kasus.peserta, kasus=None, keperluan=Keperluan.KLAIM, kode_bank="002",
            nomor=f"1122334400{ke:02d}", pelaku=pelaku_dari(kasus.peserta),
        )  # fmt: skip
        HasilVerifikasi.objects.filter(pk=baru.pk).update(
            status=status, diputus_pada=timezone.now(), jatuh_pada=None
        )

    # An own account in between gives nothing back: it would be the way around.
    for ke, status in enumerate([*["TIDAK_COCOK"] * 5, "COCOK", *["TIDAK_DITEMUKAN"] * 5]):
        minta(ke, status)
    with pytest.raises(TerlaluSering, match="rekening_habis") as galat:
        minta(20, "COCOK")
    lusa = timezone.now() + timedelta(hours=25)
    assert galat.value.coba_lagi_pada is not None
    assert galat.value.coba_lagi_pada < lusa
    with time_machine.travel(lusa, tick=False):
        minta(21, "COCOK")
