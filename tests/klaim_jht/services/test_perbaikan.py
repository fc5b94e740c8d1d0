from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.audit import pelaku_akun
from accounts.models import Pesan
from accounts.rules.pelaku import Pelaku
from jmo.lib.galat import BelumLayak, Bentrok, PerluBuktiUlang, TidakDitemukan
from klaim_jht.models import Klaim
from klaim_jht.services import perbaikan
from klaim_jht.services.perbaikan import perbaiki_rekening
from pengkinian.models import HasilVerifikasi, Rekening
from saldo.models import TahananSaldo
from tests.klaim_jht.orang import ajukan, buat_siap_klaim, jawaban_bank, tolak_bank

pytestmark = pytest.mark.usefixtures("db")
BARU = "998877660001"


@pytest.fixture
def klaim() -> Klaim:
    klaim = ajukan(buat_siap_klaim())
    tolak_bank(klaim)
    return klaim


def pelaku(klaim: Klaim) -> Pelaku:
    assert klaim.peserta.akun is not None
    return pelaku_akun(klaim.peserta.akun)


def test_rekening_terbukti_melanjutkan_klaim_ke_pembayaran_baru(klaim: Klaim) -> None:
    verifikasi = jawaban_bank(klaim.peserta, nomor=BARU)
    hasil = perbaiki_rekening(klaim_id=klaim.pk, verifikasi=verifikasi, pelaku=pelaku(klaim))
    assert hasil.status == "PEMBAYARAN_DIPROSES"
    lama, baru = hasil.pembayaran.order_by("ke")
    assert (lama.status, baru.status, baru.jumlah) == ("GAGAL_PASTI", "SIAP", klaim.neto)
    assert lama.partner_ref != baru.partner_ref
    assert baru.rekening == hasil.rekening
    assert [satu.ke for satu in hasil.riwayat.filter(pembayaran=None).order_by("-pk")[:2]] == [
        "PEMBAYARAN_DIPROSES", "DISETUJUI",
    ]  # fmt: skip
    assert TahananSaldo.objects.get().status == "DITAHAN"
    assert Pesan.objects.filter(jenis="klaim_rekening_diganti").exists()


def test_rekening_yang_baru_diganti_tanpa_kode_menunggu_dua_belas_jam(klaim: Klaim) -> None:
    verifikasi = jawaban_bank(klaim.peserta, nomor=BARU)
    hasil = perbaiki_rekening(klaim_id=klaim.pk, verifikasi=verifikasi, pelaku=pelaku(klaim))
    assert hasil.boleh_kirim_pada is not None
    assert hasil.boleh_kirim_pada - timezone.now() > timedelta(hours=11, minutes=59)
    assert hasil.pembayaran.get(ke=2).jatuh_pada == hasil.boleh_kirim_pada


def test_nama_yang_hanya_mirip_ditinjau_petugas_dulu(klaim: Klaim) -> None:
    verifikasi = jawaban_bank(klaim.peserta, nomor=BARU, status="DITINJAU_PETUGAS")
    hasil = perbaiki_rekening(klaim_id=klaim.pk, verifikasi=verifikasi, pelaku=pelaku(klaim))
    assert hasil.status == "TINJAUAN_PETUGAS"
    assert hasil.pembayaran.count() == 1
    assert hasil.rekening is not None
    assert hasil.rekening.status == Rekening.Status.DITINJAU_PETUGAS


def test_tanpa_wajah_segar_ditolak_dan_rekening_lama_tetap(klaim: Klaim) -> None:
    verifikasi = jawaban_bank(klaim.peserta, nomor=BARU)
    HasilVerifikasi.objects.filter(jenis="WAJAH").update(
        diputus_pada=timezone.now() - timedelta(hours=25)
    )
    with pytest.raises(PerluBuktiUlang, match="klaim_perlu_wajah"):
        perbaiki_rekening(klaim_id=klaim.pk, verifikasi=verifikasi, pelaku=pelaku(klaim))
    assert Rekening.objects.filter(peserta=klaim.peserta).count() == 1


@pytest.mark.parametrize("status", ["TIDAK_COCOK", "TIDAK_DITEMUKAN", "MENUNGGU"])
def test_rekening_yang_tidak_dipastikan_bank_ditolak(klaim: Klaim, status: str) -> None:
    verifikasi = jawaban_bank(klaim.peserta, nomor=BARU, status=status)
    with pytest.raises(BelumLayak, match="klaim_perlu_rekening"):
        perbaiki_rekening(klaim_id=klaim.pk, verifikasi=verifikasi, pelaku=pelaku(klaim))


def test_jawaban_bank_tentang_orang_lain_ditolak(klaim: Klaim) -> None:
    asing = jawaban_bank(buat_siap_klaim(), nomor=BARU)
    with pytest.raises(BelumLayak, match="klaim_perlu_rekening"):
        perbaiki_rekening(klaim_id=klaim.pk, verifikasi=asing, pelaku=pelaku(klaim))


@pytest.mark.parametrize("ubah", [{"batal_pada": timezone.now()}, {"jenis": "NIK"}], ids=str)
def test_pertanyaan_yang_ditarik_atau_tentang_hal_lain_ditolak(
    klaim: Klaim, ubah: dict[str, object]
) -> None:
    verifikasi = jawaban_bank(klaim.peserta, nomor=BARU)
    HasilVerifikasi.objects.filter(pk=verifikasi.pk).update(**ubah)
    with pytest.raises(BelumLayak, match="klaim_perlu_rekening"):
        perbaiki_rekening(klaim_id=klaim.pk, verifikasi=verifikasi, pelaku=pelaku(klaim))
    with pytest.raises(TidakDitemukan, match="klaim_tidak_ada"):
        perbaiki_rekening(klaim_id=0, verifikasi=verifikasi, pelaku=pelaku(klaim))


@pytest.mark.parametrize("patah", ["pasang_rekening", "buat_pembayaran", "beri_tahu"])
def test_yang_gagal_di_tengah_tidak_meninggalkan_apa_pun(
    klaim: Klaim, patah: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    verifikasi = jawaban_bank(klaim.peserta, nomor=BARU)
    asli = getattr(perbaikan, patah)

    def jalan_lalu_patah(**isi: object) -> None:
        asli(**isi)
        raise RuntimeError("listrik padam")

    monkeypatch.setattr(perbaikan, patah, jalan_lalu_patah)
    with pytest.raises(RuntimeError):
        perbaiki_rekening(klaim_id=klaim.pk, verifikasi=verifikasi, pelaku=pelaku(klaim))
    klaim.refresh_from_db()
    assert klaim.status == "PERLU_PERBAIKAN_REKENING"
    assert (Rekening.objects.count(), klaim.pembayaran.count()) == (1, 1)
    assert not Pesan.objects.filter(jenis="klaim_rekening_diganti").exists()
    monkeypatch.undo()
    hasil = perbaiki_rekening(klaim_id=klaim.pk, verifikasi=verifikasi, pelaku=pelaku(klaim))
    assert hasil.pembayaran.count() == 2


def test_kedua_kalinya_bentrok(klaim: Klaim) -> None:
    verifikasi = jawaban_bank(klaim.peserta, nomor=BARU)
    perbaiki_rekening(klaim_id=klaim.pk, verifikasi=verifikasi, pelaku=pelaku(klaim))
    with pytest.raises(Bentrok, match="klaim_sudah_berubah"):
        perbaiki_rekening(klaim_id=klaim.pk, verifikasi=verifikasi, pelaku=pelaku(klaim))
    assert klaim.pembayaran.count() == 2
