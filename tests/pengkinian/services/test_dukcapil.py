"""Questions to the register of the sandbox over HTTP: a yes, a no, and everything in between."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from accounts.models import CatatanAudit
from jmo.gateways.dukcapil import Dukcapil
from jmo.lib.galat import Bentrok, TerlaluSering
from jmo.lib.tanggal import hari_ini_wib
from pengkinian.models import HasilVerifikasi, KasusPengkinian
from pengkinian.services.dukcapil import (
    isi_kependudukan,
    isi_kepesertaan,
    minta_verifikasi_kependudukan,
    minta_verifikasi_nik,
    periksa_dukcapil,
)
from pengkinian.services.pengisian import isi_langkah
from tests.pabrik import buat_peserta
from tests.pengkinian.lib_register import daftarkan, kendali, klien_dukcapil
from tests.pengkinian.orang import (
    KEPENDUDUKAN,
    TAMBAHAN,
    buka_kasus,
    jatuhkan,
    kasus_sampai,
    konfirmasikan,
    pelaku_dari,
)

pytestmark = pytest.mark.usefixtures("db")


def tanya_nik(kasus: KasusPengkinian) -> HasilVerifikasi:
    return minta_verifikasi_nik(kasus=kasus, pelaku=pelaku_dari(kasus.peserta))


def periksa(verifikasi: HasilVerifikasi, dukcapil: Dukcapil) -> HasilVerifikasi:
    periksa_dukcapil(verifikasi_id=jatuhkan(verifikasi).pk, dukcapil=dukcapil)
    verifikasi.refresh_from_db()
    return verifikasi


def isi(kasus: KasusPengkinian, **ganti: Any) -> tuple[KasusPengkinian, bool]:
    return isi_kependudukan(
        kasus_id=kasus.pk, isian=KEPENDUDUKAN | ganti, versi=None, pelaku=pelaku_dari(kasus.peserta)
    )


def yang_terakhir(kasus: KasusPengkinian, jenis: str = "KEPENDUDUKAN") -> HasilVerifikasi:
    return HasilVerifikasi.objects.filter(kasus=kasus, jenis=jenis).latest("pk")


def test_nik_cocok_disimpan_dan_tercatat(dukcapil: Dukcapil) -> None:
    kasus = buka_kasus()
    daftarkan(kasus.peserta)
    verifikasi = periksa(tanya_nik(kasus), dukcapil)
    assert (verifikasi.status, verifikasi.sumber) == ("COCOK", "DUKCAPIL")
    assert verifikasi.jatuh_pada is None
    assert verifikasi.diputus_pada is not None
    assert verifikasi.sewa_pemilik == ""
    aksi = CatatanAudit.objects.filter(objek_id=verifikasi.pk).values_list("aksi", flat=True)
    assert {"verifikasi.diminta", "verifikasi.diputus"} <= set(aksi)


@pytest.mark.parametrize(
    ("perilaku", "status", "beda"),
    [
        ("tidak_ditemukan", "TIDAK_DITEMUKAN", []),
        ("nonaktif", "NONAKTIF", []),
        ("ganda", "NONAKTIF", []),
        ("meninggal", "MENINGGAL", []),
        ("tanggal_beda", "SEBAGIAN", ["TANGGAL_LAHIR"]),
        ("nama_88", "COCOK", []),
    ],
)
def test_putusan_register_tentang_nik(
    dukcapil: Dukcapil, perilaku: str, status: str, beda: list[str]
) -> None:
    kasus = buka_kasus()
    daftarkan(kasus.peserta, perilaku=perilaku)
    verifikasi = periksa(tanya_nik(kasus), dukcapil)
    assert (verifikasi.status, verifikasi.rincian["beda"]) == (status, beda)
    assert not verifikasi.terhitung


@pytest.mark.parametrize(
    ("perilaku", "status"),
    [
        ("galat_500", "LAYANAN_TIDAK_TERSEDIA"),
        ("ngawur", "LAYANAN_TIDAK_TERSEDIA"),
        ("putus", "LAYANAN_TIDAK_TERSEDIA"),
        ("lambat", "LAYANAN_TIDAK_TERSEDIA"),
        ("kuota_habis", "KUOTA_HABIS"),
        ("login_gagal", "KONFIGURASI"),
        ("ip_ditolak", "KONFIGURASI"),
    ],
)
def test_register_yang_terganggu_ditanya_lagi_dan_tidak_pernah_menjadi_tidak(
    dukcapil: Dukcapil, perilaku: str, status: str
) -> None:
    kasus = kasus_sampai("kependudukan")
    daftarkan(kasus.peserta, perilaku=perilaku)
    isi(kasus)
    verifikasi = periksa(yang_terakhir(kasus), dukcapil)
    assert verifikasi.status == status
    assert verifikasi.diputus_pada is None
    assert not verifikasi.terhitung
    assert verifikasi.jatuh_pada is not None
    assert verifikasi.jatuh_pada > timezone.now()
    # Nobody has to act: the same row is asked again and gets its real answer.
    daftarkan(kasus.peserta, perilaku="")
    assert periksa(verifikasi, dukcapil).status == "COCOK"


def test_register_yang_mati_tidak_membakar_percobaan(dukcapil: Dukcapil) -> None:
    kasus = kasus_sampai("kependudukan")
    isi(kasus)
    verifikasi = yang_terakhir(kasus)
    with klien_dukcapil(alamat="http://127.0.0.1:9") as mati:
        for _ in range(6):
            periksa(verifikasi, mati)
    assert (verifikasi.status, verifikasi.percobaan) == ("LAYANAN_TIDAK_TERSEDIA", 6)
    assert not HasilVerifikasi.objects.filter(terhitung=True).exists()
    # The wait grows, so that a register that comes back is not run over.
    assert verifikasi.jatuh_pada is not None
    assert verifikasi.jatuh_pada > timezone.now() + timedelta(minutes=5)


def test_kuota_habis_menunggu_esok_pagi(dukcapil: Dukcapil) -> None:
    kasus = buka_kasus()
    kendali("dukcapil", "gangguan", {"jenis": "kuota", "detik": 30})
    verifikasi = periksa(tanya_nik(kasus), dukcapil)
    assert verifikasi.status == "KUOTA_HABIS"
    assert verifikasi.jatuh_pada is not None
    esok = hari_ini_wib(timezone.now()) + timedelta(days=1)
    assert hari_ini_wib(verifikasi.jatuh_pada) == esok


def test_tidak_memegang_baris_yang_dipegang_pekerja_lain_sampai_sewanya_habis(
    dukcapil: Dukcapil,
) -> None:
    kasus = buka_kasus()
    daftarkan(kasus.peserta)
    verifikasi = tanya_nik(kasus)
    HasilVerifikasi.objects.update(
        sewa_pemilik="pekerja-lain", sewa_sampai=timezone.now() + timedelta(seconds=60)
    )
    assert periksa(verifikasi, dukcapil).status == "MENUNGGU"
    # The other worker died in the middle: its lease ran out.
    HasilVerifikasi.objects.update(
        status="DIPROSES", sewa_sampai=timezone.now() - timedelta(hours=1)
    )
    verifikasi.refresh_from_db()
    assert periksa(verifikasi, dukcapil).status == "COCOK"


def test_dijalankan_seratus_kali_sama_dengan_sekali(dukcapil: Dukcapil) -> None:
    kasus = buka_kasus()
    daftarkan(kasus.peserta)
    verifikasi = periksa(tanya_nik(kasus), dukcapil)
    diputus = verifikasi.diputus_pada
    for _ in range(3):
        periksa_dukcapil(verifikasi_id=verifikasi.pk, dukcapil=dukcapil)
    verifikasi.refresh_from_db()
    assert (verifikasi.percobaan, verifikasi.diputus_pada) == (1, diputus)


def test_kependudukan_cocok_dengan_nama_ibu_saja(dukcapil: Dukcapil) -> None:
    kasus = kasus_sampai("kependudukan")
    daftarkan(kasus.peserta)
    kasus, ditanya = isi(kasus)
    assert ditanya
    verifikasi = periksa(yang_terakhir(kasus), dukcapil)
    assert (verifikasi.status, verifikasi.terhitung) == ("COCOK", False)


def test_alamat_disebut_bila_beda_tetapi_tidak_memutus(dukcapil: Dukcapil) -> None:
    kasus = kasus_sampai("kependudukan")
    daftarkan(kasus.peserta, alamat="GANG BUNTU 1", kelurahan="LAIN")
    isi(kasus)
    verifikasi = periksa(yang_terakhir(kasus), dukcapil)
    assert verifikasi.status == "COCOK"
    assert verifikasi.rincian["beda"] == ["ALAMAT", "KELURAHAN"]


def test_isian_yang_beda_terhitung_dan_disebut_tanpa_isi_register(dukcapil: Dukcapil) -> None:
    kasus = kasus_sampai("kependudukan")
    daftarkan(kasus.peserta)
    isi(kasus, nama_ibu="KARTINAH")
    verifikasi = periksa(yang_terakhir(kasus), dukcapil)
    assert (verifikasi.status, verifikasi.terhitung) == ("SEBAGIAN", True)
    assert "NAMA_IBU" in verifikasi.rincian["beda"]
    assert "WAHYUNI" not in str(verifikasi.rincian)


def test_lima_isian_salah_sehari_lalu_tunggu(dukcapil: Dukcapil) -> None:
    kasus = kasus_sampai("kependudukan")
    daftarkan(kasus.peserta)
    for ke in range(5):
        kasus, ditanya = isi(kasus, nama_ibu=f"KARTINAH {'ABCDE'[ke]}")
        assert ditanya
        assert periksa(yang_terakhir(kasus), dukcapil).terhitung
    with pytest.raises(TerlaluSering) as galat:
        isi(kasus, nama_ibu="SUMINI")
    assert galat.value.kode == "kependudukan_habis"
    # All or nothing: what could not be asked is not saved either.
    kasus.refresh_from_db()
    assert kasus.isian["kependudukan"]["nama_ibu"] == "KARTINAH E"
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        assert isi(kasus)[1]


def test_isian_sama_yang_sudah_dijawab_tidak_ditanya_lagi(dukcapil: Dukcapil) -> None:
    kasus = kasus_sampai("kependudukan")
    daftarkan(kasus.peserta)
    kasus, _ = isi(kasus, nama_ibu="KARTINAH")
    periksa(yang_terakhir(kasus), dukcapil)
    kasus, ditanya = isi(kasus, nama_ibu="KARTINAH")
    assert not ditanya
    # Domicile is the participant's own word: a change there asks nobody.
    kasus, ditanya = isi(
        kasus, nama_ibu="KARTINAH", domisili_sama=False, alamat_domisili="JALAN LAIN 2"
    )
    assert not ditanya
    assert HasilVerifikasi.objects.filter(jenis="KEPENDUDUKAN").count() == 1


def test_isian_baru_membatalkan_pertanyaan_lama() -> None:
    kasus = kasus_sampai("kependudukan")
    isi(kasus)
    lama = yang_terakhir(kasus)
    isi(kasus, nama_ibu="KARTINAH")
    lama.refresh_from_db()
    assert lama.batal_pada is not None
    assert lama.jatuh_pada is None
    assert yang_terakhir(kasus).pk != lama.pk


def test_nik_yang_tidak_ditanya_lagi_setelah_semenit(dukcapil: Dukcapil) -> None:
    kasus = buka_kasus()
    daftarkan(kasus.peserta, perilaku="nonaktif")
    pertama = periksa(tanya_nik(kasus), dukcapil)
    assert tanya_nik(kasus).pk == pertama.pk
    with time_machine.travel(timezone.now() + timedelta(seconds=61)):
        kedua = tanya_nik(kasus)
    assert kedua.pk != pertama.pk
    daftarkan(kasus.peserta, perilaku="")
    assert periksa(kedua, dukcapil).status == "COCOK"
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        assert tanya_nik(kasus).pk == kedua.pk


def test_langkah_pertama_menyimpan_dan_bertanya_sekaligus() -> None:
    kasus = buka_kasus()
    pelaku = pelaku_dari(kasus.peserta)
    isian = {"pernyataan": "sudah"}
    isi_kepesertaan(kasus_id=kasus.pk, isian=isian, versi=1, pelaku=pelaku)
    # The second half of a double click comes with the same old version and changes nothing.
    isi_kepesertaan(kasus_id=kasus.pk, isian=isian, versi=1, pelaku=pelaku)
    kasus.refresh_from_db()
    assert (kasus.versi, kasus.langkah_terisi) == (2, ["kepesertaan"])
    assert HasilVerifikasi.objects.filter(kasus=kasus, jenis="NIK").count() == 1
    with pytest.raises(Bentrok, match="kasus_versi_lama"):
        isi_kepesertaan(kasus_id=kasus.pk, isian={"pernyataan": "x"}, versi=1, pelaku=pelaku)


def test_petugas_yang_memeriksa_tidak_didahului_mesin() -> None:
    kasus = kasus_sampai("kependudukan")
    isi(kasus)
    lama = yang_terakhir(kasus)
    HasilVerifikasi.objects.filter(pk=lama.pk).update(
        status="DITINJAU_PETUGAS", diputus_pada=timezone.now() - timedelta(hours=2)
    )
    baru = minta_verifikasi_kependudukan(
        kasus=KasusPengkinian.objects.select_related("peserta").get(pk=kasus.pk),
        pelaku=pelaku_dari(kasus.peserta),
    )
    assert baru.pk == lama.pk


def test_kasus_yang_sudah_dikonfirmasi_berjalan_sendiri(dukcapil: Dukcapil) -> None:
    peserta = buat_peserta(dengan_akun=True)
    kasus = kasus_sampai("kependudukan", peserta=peserta)
    daftarkan(peserta)
    isi(kasus)
    kendali("dukcapil", "gangguan", {"jenis": "500", "detik": 30})
    periksa(yang_terakhir(kasus), dukcapil)
    isi_langkah(
        kasus_id=kasus.pk, kunci="tambahan", isian=TAMBAHAN, versi=None, pelaku=pelaku_dari(peserta)
    )
    kasus = konfirmasikan(kasus)
    peserta.refresh_from_db()
    assert (kasus.status, peserta.pengkinian_menunggu_register) == ("MENUNGGU_VERIFIKASI", True)
    kendali("dukcapil", "gangguan", {"jenis": "nihil", "detik": 1})
    periksa(yang_terakhir(kasus), dukcapil)
    kasus.refresh_from_db()
    peserta.refresh_from_db()
    assert (kasus.status, peserta.pengkinian_menunggu_register) == ("SELESAI", False)
