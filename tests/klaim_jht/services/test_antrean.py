"""Due rows: one list of all kinds, their lag for machines, and trying one now."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import CatatanAudit, Pesan
from accounts.rules.pelaku import SISTEM
from accounts.services.pesan import antre_pesan
from jmo.lib.galat import BelumLayak, Bentrok, TidakDitemukan
from klaim_jht.models import Klaim, Pembayaran
from klaim_jht.selectors.antrean import JENIS_BARIS, antrean_jatuh_tempo, keterlambatan
from klaim_jht.services.antrean import dorong_baris
from pengkinian.models import HasilVerifikasi
from tests.klaim_jht.orang import ajukan, buat_siap_klaim
from tests.klaim_jht.test_admin import petugas

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def klaim() -> Klaim:
    return ajukan(buat_siap_klaim())


@pytest.fixture
def pesan() -> Pesan:
    satu = antre_pesan(
        akun=None, jenis="kata_sandi_diganti", saluran=Pesan.Saluran.EMAIL,
        tujuan="siti@contoh.id", data={"pada": timezone.now()}, tampil=False,
    )  # fmt: skip
    assert satu is not None
    Pesan.objects.filter(pk=satu.pk).update(
        jatuh_pada=timezone.now() + timedelta(hours=2), percobaan=3
    )
    satu.refresh_from_db()
    return satu


def _dorong(model: str, pk: int, alasan: str = "server surat pulih") -> None:
    dorong_baris(model=model, pk=pk, alasan=alasan, pelaku=SISTEM)


def test_pesan_yang_ditunda_dicoba_sekarang_dan_tercatat(pesan: Pesan) -> None:
    sebelum = pesan.jatuh_pada
    _dorong("accounts.pesan", pesan.pk)
    pesan.refresh_from_db()
    assert pesan.jatuh_pada is not None
    assert sebelum is not None
    assert pesan.jatuh_pada <= timezone.now() < sebelum
    assert pesan.percobaan == 3
    catatan = CatatanAudit.objects.get(aksi="antrean.didorong")
    assert (catatan.objek_id, catatan.alasan) == (pesan.pk, "server surat pulih")


def test_verifikasi_dibunyikan_dengan_belnya(klaim: Klaim) -> None:
    satu = HasilVerifikasi.objects.create(
        peserta=klaim.peserta, jenis="NIK", keperluan="KLAIM",
        jatuh_pada=timezone.now() + timedelta(hours=1),
    )  # fmt: skip
    _dorong("pengkinian.hasilverifikasi", satu.pk)
    satu.refresh_from_db()
    assert satu.jatuh_pada is not None
    assert satu.jatuh_pada <= timezone.now()


def test_yang_tidak_boleh_dicoba_ditolak_tanpa_jejak(klaim: Klaim, pesan: Pesan) -> None:
    bayar = klaim.pembayaran.get()
    nanti = timezone.now() + timedelta(hours=12)
    tolak = (
        ({"jatuh_pada": nanti}, "antrean_belum_dikirim"),
        ({"sewa_sampai": nanti}, "antrean_baris_dipegang"),
        ({"sewa_sampai": None, "perlu_petugas": True}, "antrean_baris_petugas"),
    )
    for ubah, kode in tolak:
        Pembayaran.objects.filter(pk=bayar.pk).update(**ubah)
        with pytest.raises(Bentrok, match=kode):
            _dorong("klaim_jht.pembayaran", bayar.pk)
    with pytest.raises(BelumLayak, match="antrean_tanpa_alasan"):
        _dorong("accounts.pesan", pesan.pk, alasan="")
    for model, pk in (("accounts.akun", 1), ("saldo.laporanberhenti", 1), ("accounts.pesan", 0)):
        with pytest.raises(TidakDitemukan, match="antrean_baris_tidak_ada"):
            _dorong(model, pk)
    Pesan.objects.filter(pk=pesan.pk).update(status=Pesan.Status.TERKIRIM)
    with pytest.raises(TidakDitemukan):
        _dorong("accounts.pesan", pesan.pk)
    assert not CatatanAudit.objects.filter(aksi="antrean.didorong").exists()
    bayar.refresh_from_db()
    assert bayar.jatuh_pada == nanti


def test_daftar_memuat_semua_jenis_atau_satu(klaim: Klaim, pesan: Pesan) -> None:
    semua = {satu.model for satu in antrean_jatuh_tempo()}
    assert {"klaim_jht.pembayaran", "accounts.pesan"} <= semua
    assert {satu.model for satu in antrean_jatuh_tempo("accounts.pesan")} == {"accounts.pesan"}
    satu = next(satu for satu in antrean_jatuh_tempo("accounts.pesan") if satu.pk == pesan.pk)
    assert satu.sejak is not None
    assert not satu.terlambat


def test_sehat_menyebut_keterlambatan_tiap_jenis(client: Client, klaim: Klaim) -> None:
    lama = timezone.now() - timedelta(minutes=5)
    Pembayaran.objects.update(jatuh_pada=lama)
    assert keterlambatan(kini=timezone.now())["klaim_jht.pembayaran"] == (1, lama)
    isi = client.get("/sehat").json()["jatuh_tempo"]
    assert set(isi) == set(JENIS_BARIS)
    assert isi["klaim_jht.pembayaran"]["banyak"] == 1
    assert 300 <= isi["klaim_jht.pembayaran"]["terlama_detik"] < 600
    # What a worker holds waits for nobody.
    Pembayaran.objects.update(sewa_sampai=timezone.now() + timedelta(seconds=30))
    assert client.get("/sehat").json()["jatuh_tempo"]["klaim_jht.pembayaran"] == {
        "banyak": 0, "terlama_detik": 0,
    }  # fmt: skip


def test_penyelia_mencoba_dari_daftar_petugas_tidak(pesan: Pesan) -> None:
    penyelia, rina = petugas("penyelia"), petugas("petugas")
    daftar = reverse("admin:klaim_jht_antrean") + "?jenis=accounts.pesan"
    assert "Coba sekarang" in penyelia.get(daftar).content.decode()
    assert "Coba sekarang" not in rina.get(daftar).content.decode()
    alamat = reverse("admin:klaim_jht_dorong")
    isi = {"model": "accounts.pesan", "pk": pesan.pk, "alasan": "server surat pulih"}
    assert rina.post(alamat, isi).status_code == 403
    assert penyelia.get(alamat).status_code == 405
    halaman = penyelia.post(alamat, isi, follow=True).content.decode()
    assert "Dicoba sekarang" in halaman
    halaman = penyelia.post(alamat, {**isi, "pk": "x"}, follow=True).content.decode()
    assert "Baris itu tidak ada di antrean" in halaman
    assert CatatanAudit.objects.filter(aksi="antrean.didorong").count() == 1
