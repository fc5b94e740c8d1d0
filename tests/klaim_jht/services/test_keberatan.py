"""An objection is heard by a human, answered in words, and pays where they agree."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.audit import pelaku_akun
from accounts.models import Akun, CatatanAudit, Pesan, Peserta
from accounts.rules.pelaku import SISTEM, Pelaku
from jmo.lib.galat import BelumLayak, Bentrok, TidakDitemukan
from jmo.lib.tanggal import hari_ini_wib
from klaim_jht.models import Keberatan, Klaim
from klaim_jht.selectors.invarian import INVARIAN_PEMBAYARAN
from klaim_jht.services.keberatan import ajukan_keberatan, dapat_keberatan, jawab_keberatan
from klaim_jht.services.pembatalan import batalkan_klaim
from klaim_jht.services.pengajuan import isi_langkah, mulai_klaim
from klaim_jht.services.peninjauan import setujui_klaim, tolak_klaim
from saldo.models import TahananSaldo
from saldo.selectors import saldo_peserta
from saldo.selectors.invarian import periksa_invarian
from tests.klaim_jht.orang import ajukan, bayar, buat_pekerja, buat_siap_klaim, kinikan
from tests.pabrik import buat_akun

pytestmark = pytest.mark.django_db(transaction=True)
KATA = "Tanggal di surat itu salah tulis."


@pytest.fixture
def rina() -> Akun:
    return buat_akun(petugas=True)


@pytest.fixture
def hadi() -> Akun:
    return buat_akun(petugas=True)


@pytest.fixture
def ditolak(rina: Akun) -> Klaim:
    """A claim that Rina refused."""
    peserta = buat_siap_klaim()
    Peserta.objects.filter(pk=peserta.pk).update(pengkinian_menunggu_register=True)
    klaim = ajukan(peserta)
    Peserta.objects.filter(pk=peserta.pk).update(pengkinian_menunggu_register=False)
    Klaim.objects.filter(pk=klaim.pk).update(status="TINJAUAN_PETUGAS")
    tolak_klaim(klaim_id=klaim.pk, alasan="Surat kabur.", petugas=rina, pelaku=pelaku_akun(rina))
    klaim.refresh_from_db()
    return klaim


def draf(**lain: Any) -> Klaim:
    """A draft about whose reason the machine says no."""
    peserta = buat_pekerja(**lain)
    kinikan(peserta)
    pelaku = siapa(peserta)
    klaim = mulai_klaim(peserta=peserta, pelaku=pelaku)
    return isi_langkah(
        klaim_id=klaim.pk, kunci="alasan", isian={"alasan": "PHK"}, versi=None, pelaku=pelaku
    )


def siapa(peserta: Peserta) -> Pelaku:
    assert peserta.akun is not None
    return pelaku_akun(peserta.akun)


def sanggah(klaim: Klaim) -> Keberatan:
    satu = ajukan_keberatan(klaim_id=klaim.pk, uraian=KATA, pelaku=siapa(klaim.peserta))
    klaim.refresh_from_db()
    return satu


def jawab(satu: Keberatan, petugas: Akun, *, diterima: bool) -> Keberatan:
    satu = jawab_keberatan(
        keberatan_id=satu.pk, diterima=diterima, jawaban="Kami sudah membacanya.",
        petugas=petugas, pelaku=pelaku_akun(petugas),
    )  # fmt: skip
    satu.klaim.refresh_from_db()
    return satu


def test_klaim_ditolak_kembali_ke_petugas_dengan_tenggat(ditolak: Klaim) -> None:
    assert dapat_keberatan(ditolak)
    satu = sanggah(ditolak)
    assert (ditolak.status, satu.status, satu.uraian) == ("TINJAUAN_PETUGAS", "BARU", KATA)
    assert ditolak.janji_pada is None, "an answer is promised, not money"
    assert 5 <= (hari_ini_wib(satu.janji_pada) - hari_ini_wib(satu.dibuat_pada)).days <= 15
    assert not dapat_keberatan(ditolak)
    assert Pesan.objects.filter(jenis="keberatan_diajukan").count() == 1
    assert CatatanAudit.objects.filter(aksi="keberatan.diajukan").count() == 1
    with pytest.raises(Bentrok, match="keberatan_sudah_ada"):
        sanggah(ditolak)


def test_diterima_menahan_lagi_dan_membayar(ditolak: Klaim, hadi: Akun) -> None:
    satu = jawab(sanggah(ditolak), hadi, diterima=True)
    klaim = satu.klaim
    assert (satu.status, satu.putusan, satu.dijawab_oleh) == ("DIJAWAB", "DITERIMA", hadi)
    assert klaim.status == "PEMBAYARAN_DIPROSES"
    assert klaim.pembayaran.get().jumlah == klaim.neto
    assert klaim.janji_pada is not None
    assert {t.status for t in TahananSaldo.objects.all()} == {"DILEPAS", "DITAHAN"}
    bayar(klaim)
    assert klaim.status == "DIBAYAR"
    assert saldo_peserta(klaim.peserta).total == 0
    assert klaim.keputusan.count() == 2
    assert all(s.dipenuhi for s in periksa_invarian(INVARIAN_PEMBAYARAN))


def test_tetap_ditolak_dengan_kata_dan_dapat_disanggah_lagi(ditolak: Klaim, hadi: Akun) -> None:
    satu = jawab(sanggah(ditolak), hadi, diterima=False)
    assert (satu.putusan, satu.klaim.status) == ("TETAP", "DITOLAK")
    assert satu.klaim.riwayat.latest("pk").data == {"catatan": "Kami sudah membacanya."}
    assert saldo_peserta(ditolak.peserta).ditahan == 0
    assert Pesan.objects.filter(jenis="keberatan_dijawab").exists()
    with pytest.raises(Bentrok, match="keberatan_sudah_dijawab"):
        jawab(satu, hadi, diterima=True)
    ditolak.refresh_from_db()
    assert sanggah(ditolak).pk != satu.pk


def test_yang_menolak_dan_peserta_sendiri_tidak_menjawab(ditolak: Klaim, rina: Akun) -> None:
    satu = sanggah(ditolak)
    with pytest.raises(BelumLayak, match="keberatan_petugas_lain"):
        jawab(satu, rina, diterima=True)
    assert ditolak.peserta.akun is not None
    with pytest.raises(BelumLayak, match="petugas_klaim_sendiri"):
        jawab(satu, ditolak.peserta.akun, diterima=True)
    isi: Any = {"klaim_id": ditolak.pk, "alasan": "Lengkap.", "petugas": rina, "pelaku": SISTEM}
    for putuskan in (setujui_klaim, tolak_klaim):
        with pytest.raises(Bentrok, match="keberatan_belum_dijawab"):
            putuskan(**isi)
    assert Keberatan.objects.get().status == "BARU"


def test_klaim_lain_yang_berjalan_didahulukan(ditolak: Klaim) -> None:
    ajukan(ditolak.peserta)
    with pytest.raises(Bentrok, match="keberatan_klaim_lain"):
        sanggah(ditolak)
    assert not Keberatan.objects.exists()


def test_penolakan_mesin_atas_draf_dibekukan_dan_dijawab(hadi: Akun) -> None:
    klaim = draf(berhenti_hari_lalu=5)
    satu = sanggah(klaim)
    assert klaim.status == "DRAF"
    assert satu.keputusan is not None
    assert satu.keputusan.boleh is False
    with pytest.raises(BelumLayak, match="keberatan_aturan_masih_menolak"):
        jawab(satu, hadi, diterima=True)
    assert Keberatan.objects.get().status == "BARU"
    jawab(satu, hadi, diterima=False)
    assert satu.klaim.status == "DRAF"


def test_diterima_atas_draf_setelah_faktanya_benar(hadi: Akun) -> None:
    klaim = draf()
    Peserta.objects.update(pengkinian_pada=None)
    satu = sanggah(klaim)
    kinikan(Peserta.objects.get())
    satu = jawab(satu, hadi, diterima=True)
    assert (satu.putusan, satu.klaim.status) == ("DITERIMA", "DRAF")


def test_yang_tidak_ditolak_tidak_ada_yang_disanggah() -> None:
    for klaim in (draf(), ajukan(buat_siap_klaim())):
        assert not dapat_keberatan(klaim)
        with pytest.raises(Bentrok, match="keberatan_tidak_ada_putusan"):
            sanggah(klaim)


def test_dibatalkan_mencabut_keberatannya(ditolak: Klaim, hadi: Akun) -> None:
    satu = sanggah(ditolak)
    batalkan_klaim(klaim_id=ditolak.pk, pelaku=siapa(ditolak.peserta))
    satu.refresh_from_db()
    assert satu.status == "DICABUT"
    with pytest.raises(Bentrok, match="keberatan_sudah_dijawab"):
        jawab(satu, hadi, diterima=False)


def test_basis_data_menolak_jawaban_tanpa_kata_dan_keberatan_kedua(ditolak: Klaim) -> None:
    satu = sanggah(ditolak)
    with pytest.raises(IntegrityError, match="keberatan_dijawab_dengan_kata"), transaction.atomic():
        Keberatan.objects.update(status="DIJAWAB")
    satu.pk = None
    with pytest.raises(IntegrityError, match="satu_terbuka"), transaction.atomic():
        satu.save(force_insert=True)


def test_keberatan_yang_tidak_ada(hadi: Akun) -> None:
    with pytest.raises(TidakDitemukan):
        jawab(Keberatan(pk=0), hadi, diterima=False)
