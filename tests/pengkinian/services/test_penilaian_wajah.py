"""The verdict on an attempt: the judge is a seam, the register is the real sandbox over HTTP.

What the judge says here was recorded from the real one (its own tests run it on pictures).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import CatatanAudit
from accounts.rules.persetujuan import JenisPersetujuan
from accounts.services.persetujuan import beri_persetujuan, tarik_persetujuan
from jmo.gateways.dukcapil import Dukcapil
from jmo.lib.galat import Bentrok
from pengkinian.models import HasilVerifikasi, KasusPengkinian, TemplateWajah
from pengkinian.rules.wajah import AlasanWajah
from pengkinian.services.pembersihan import bersihkan
from pengkinian.services.penilaian_wajah import ke_petugas, verifikasi_wajah
from tests.pengkinian.lib_register import daftarkan, klien_dukcapil
from tests.pengkinian.orang import (
    izin_wajah,
    jatuhkan,
    jawaban,
    kasus_sampai,
    konfirmasikan,
    pelaku_dari,
)
from tests.sandbox.alat_dukcapil import foto

pytestmark = pytest.mark.usefixtures("db")


@dataclass(frozen=True)
class Rekaman:
    """What the real judge said of a moving face, 910 pixels wide."""

    alasan: Sequence[AlasanWajah] = ()
    skor: dict[str, float] = field(
        default_factory=lambda: {"0.terang": 118.4, "0.tajam": 212.9, "jarak_orang": 0.2871}
    )
    versi: str = "2026-11"
    jpeg: bytes | None = None
    enkoding: bytes | None = bytes(512)
    jarak_template: float | None = None

    def __call__(
        self, bingkai: Sequence[tuple[str, bytes]], tantangan: Sequence[str], template: bytes | None
    ) -> Rekaman:
        return self


BAIK = Rekaman(jpeg=b"\xff\xd8 any picture: the register is told what to answer")


@pytest.fixture
def kasus() -> KasusPengkinian:
    return kasus_sampai("wajah")


def percobaan(kasus: KasusPengkinian, **lain: object) -> HasilVerifikasi:
    isi = {
        "status": "MENUNGGU", "diputus_pada": None, "sumber": "",
        "tantangan": ["LURUS", "TOLEH_KIRI", "MENDEKAT"], "persetujuan": izin_wajah(kasus.peserta),
        "jatuh_pada": timezone.now() - timedelta(hours=1),
    }  # fmt: skip
    return jawaban(kasus, "WAJAH", **(isi | lain))  # type: ignore[arg-type]  # columns of many types


def nilai(verifikasi: HasilVerifikasi, rekaman: Rekaman, dukcapil: Dukcapil) -> HasilVerifikasi:
    verifikasi_wajah(verifikasi_id=jatuhkan(verifikasi).pk, penilai=rekaman, dukcapil=dukcapil)
    verifikasi.refresh_from_db()
    return verifikasi


@pytest.mark.parametrize(
    ("perilaku", "status", "terhitung", "alasan"),
    [
        ("wajah_0.95", "COCOK", False, []),
        ("wajah_0.76", "COCOK", False, []),
        ("wajah_0.74", "DITINJAU_PETUGAS", False, []),
        ("wajah_0.60", "DITINJAU_PETUGAS", False, []),
        ("wajah_0.30", "TIDAK_COCOK", True, ["TIDAK_COCOK"]),
        ("tanpa_wajah", "GAGAL_MUTU", False, ["TIDAK_ADA_WAJAH"]),
        ("dua_wajah", "GAGAL_MUTU", False, ["TIDAK_ADA_WAJAH"]),
        ("nonaktif", "DITINJAU_PETUGAS", False, []),
        ("tidak_ditemukan", "DITINJAU_PETUGAS", False, []),
    ],
)
def test_skor_register_yang_memutus(
    kasus: KasusPengkinian, dukcapil: Dukcapil, perilaku: str, status: str, terhitung: bool,
    alasan: list[str],
) -> None:  # fmt: skip
    daftarkan(kasus.peserta, perilaku=perilaku)
    hasil = nilai(percobaan(kasus), BAIK, dukcapil)
    assert (hasil.status, hasil.terhitung, hasil.alasan) == (status, terhitung, alasan)
    assert hasil.sumber == "DUKCAPIL"
    assert hasil.jatuh_pada is None
    assert hasil.versi_ambang == "2026-11"
    assert hasil.rincian["skor"] == BAIK.skor


def test_wajah_orang_yang_sama_dan_orang_lain_di_register(
    kasus: KasusPengkinian, dukcapil: Dukcapil
) -> None:
    daftarkan(kasus.peserta, foto="obama.jpg")
    with klien_dukcapil(timeout_baca=20) as sabar:
        sama = nilai(percobaan(kasus), replace(BAIK, jpeg=foto("obama2.jpg")), sabar)
        lain = nilai(percobaan(kasus), replace(BAIK, jpeg=foto("biden.jpg")), sabar)
    assert (sama.status, lain.status) == ("COCOK", "TIDAK_COCOK")
    assert sama.skor is not None
    assert sama.skor > 0.75


@pytest.mark.parametrize("perilaku", ["galat_500", "putus", "ngawur", "lambat", "login_gagal"])
def test_register_terganggu_tidak_membakar_dan_ditanya_lagi(
    kasus: KasusPengkinian, dukcapil: Dukcapil, perilaku: str
) -> None:
    daftarkan(kasus.peserta, perilaku=perilaku, foto="obama.jpg")
    with klien_dukcapil(timeout_baca_wajah=1.5) as klien:
        hasil = nilai(percobaan(kasus), replace(BAIK, jpeg=foto("obama2.jpg")), klien)
    assert hasil.status == "LAYANAN_TIDAK_TERSEDIA"
    assert not hasil.terhitung
    assert hasil.jatuh_pada is not None
    assert hasil.jatuh_pada > timezone.now()
    daftarkan(kasus.peserta, perilaku="wajah_0.9")
    assert nilai(hasil, BAIK, dukcapil).status == "COCOK"


@pytest.mark.parametrize(
    ("alasan", "status", "terhitung"),
    [
        ([AlasanWajah.BURAM], "GAGAL_MUTU", False),
        ([AlasanWajah.DATAR], "TIDAK_COCOK", True),
        ([AlasanWajah.BUKAN_ORANG_YANG_SAMA], "TIDAK_COCOK", True),
        ([AlasanWajah.DATAR, AlasanWajah.TERLALU_GELAP], "GAGAL_MUTU", False),
    ],
)
def test_mesin_menolak_tanpa_bertanya_ke_register(
    kasus: KasusPengkinian, alasan: list[AlasanWajah], status: str, terhitung: bool
) -> None:
    with klien_dukcapil(alamat="http://127.0.0.1:9") as mati:
        hasil = nilai(percobaan(kasus), Rekaman(alasan=alasan), mati)
    assert (hasil.status, hasil.terhitung, hasil.sumber) == (status, terhitung, "MESIN")
    assert hasil.alasan == [satu.value for satu in alasan]


def test_gambar_yang_dipakai_ulang_tidak_lulus(kasus: KasusPengkinian) -> None:
    with klien_dukcapil(alamat="http://127.0.0.1:9") as mati:
        hasil = nilai(percobaan(kasus, rincian={"dipakai_ulang": True}), BAIK, mati)
    assert (hasil.status, hasil.alasan) == ("GAGAL_MUTU", ["BINGKAI_DIPAKAI_ULANG"])


def test_gambar_yang_membunuh_pekerja_tiga_kali_ke_petugas(kasus: KasusPengkinian) -> None:
    with klien_dukcapil(alamat="http://127.0.0.1:9") as mati:
        hasil = nilai(percobaan(kasus, percobaan=3, status="DIPROSES"), BAIK, mati)
    assert hasil.status == "DITINJAU_PETUGAS"


def test_sewa_yang_masih_berlaku_tidak_direbut(kasus: KasusPengkinian, dukcapil: Dukcapil) -> None:
    daftarkan(kasus.peserta, perilaku="wajah_0.9")
    verifikasi = percobaan(
        kasus, sewa_pemilik="lain", sewa_sampai=timezone.now() + timedelta(seconds=100)
    )
    assert nilai(verifikasi, BAIK, dukcapil).status == "MENUNGGU"
    verifikasi.sewa_sampai = timezone.now() - timedelta(hours=1)
    verifikasi.save(update_fields=["sewa_sampai"])
    assert nilai(verifikasi, BAIK, dukcapil).status == "COCOK"


def test_ciri_wajah_disimpan_hanya_dengan_izin(kasus: KasusPengkinian, dukcapil: Dukcapil) -> None:
    peserta = kasus.peserta
    daftarkan(peserta, perilaku="wajah_0.9")
    nilai(percobaan(kasus), BAIK, dukcapil)
    assert not TemplateWajah.objects.exists()
    assert peserta.akun is not None
    beri_persetujuan(
        akun=peserta.akun, jenis=JenisPersetujuan.TEMPLATE_WAJAH, pelaku=pelaku_dari(peserta)
    )
    for _ in range(2):
        nilai(percobaan(kasus), BAIK, dukcapil)
    berlaku = TemplateWajah.objects.get(peserta=peserta, dicabut_pada=None)
    assert berlaku.isi == bytes(512)
    assert TemplateWajah.objects.exclude(pk=berlaku.pk).get().isi is None
    assert CatatanAudit.objects.filter(aksi="template_wajah.disimpan").count() == 2


def test_ciri_wajah_tidak_dipakai_dan_dihapus_setelah_izin_ditarik(
    kasus: KasusPengkinian, dukcapil: Dukcapil
) -> None:
    peserta = kasus.peserta
    daftarkan(peserta, perilaku="wajah_0.9")
    assert peserta.akun is not None
    izin = beri_persetujuan(
        akun=peserta.akun, jenis=JenisPersetujuan.TEMPLATE_WAJAH, pelaku=pelaku_dari(peserta)
    )
    nilai(percobaan(kasus), BAIK, dukcapil)
    bersihkan()
    assert TemplateWajah.objects.get().isi == bytes(512)
    tarik_persetujuan(akun=peserta.akun, persetujuan_id=izin.pk, pelaku=pelaku_dari(peserta))
    dibanding: list[bytes | None] = []

    class Mencatat(Rekaman):
        def __call__(
            self,
            bingkai: Sequence[tuple[str, bytes]],
            tantangan: Sequence[str],
            template: bytes | None,
        ) -> Rekaman:
            dibanding.append(template)
            return self

    nilai(percobaan(kasus), Mencatat(jpeg=BAIK.jpeg), dukcapil)
    assert dibanding == [None]
    bersihkan()
    template = TemplateWajah.objects.get()
    assert template.isi is None
    assert template.dicabut_pada is not None
    assert CatatanAudit.objects.filter(aksi="template_wajah.dihapus").count() == 1
    bersihkan()
    assert CatatanAudit.objects.filter(aksi="template_wajah.dihapus").count() == 1


def test_ciri_tersimpan_yang_sama_tidak_menanyakan_register(kasus: KasusPengkinian) -> None:
    with klien_dukcapil(alamat="http://127.0.0.1:9") as mati:
        hasil = nilai(percobaan(kasus), replace(BAIK, jarak_template=0.31), mati)
        jauh = nilai(percobaan(kasus), replace(BAIK, jarak_template=0.52), mati)
    assert (hasil.status, hasil.sumber) == ("COCOK", "TEMPLATE")
    assert jauh.status == "LAYANAN_TIDAK_TERSEDIA"


def test_kasus_yang_menunggu_wajah_berjalan_sendiri(
    dukcapil: Dukcapil,
) -> None:
    kasus = kasus_sampai("tinjau", jawab={"WAJAH": "LAYANAN_TIDAK_TERSEDIA"})
    kasus = konfirmasikan(kasus)
    assert kasus.status == "MENUNGGU_VERIFIKASI"
    daftarkan(kasus.peserta, perilaku="wajah_0.9")
    nilai(HasilVerifikasi.objects.get(jenis="WAJAH"), BAIK, dukcapil)
    kasus.refresh_from_db()
    assert kasus.status == "SELESAI"


def test_pintu_petugas_mengembalikan_percobaan_wajah(kasus: KasusPengkinian) -> None:
    verifikasi = jawaban(kasus, "WAJAH", "TIDAK_COCOK", terhitung=True)
    ke_petugas(verifikasi=verifikasi, pelaku=pelaku_dari(kasus.peserta))
    verifikasi.refresh_from_db()
    assert (verifikasi.status, verifikasi.terhitung) == ("DITINJAU_PETUGAS", False)
    with pytest.raises(Bentrok):
        ke_petugas(verifikasi=verifikasi, pelaku=pelaku_dari(kasus.peserta))


def test_pintu_petugas_untuk_kependudukan_tetap_terhitung(kasus: KasusPengkinian) -> None:
    verifikasi = jawaban(kasus, "KEPENDUDUKAN", "SEBAGIAN", terhitung=True)
    ke_petugas(verifikasi=verifikasi, pelaku=pelaku_dari(kasus.peserta))
    assert (verifikasi.status, verifikasi.terhitung) == ("DITINJAU_PETUGAS", True)


@pytest.mark.parametrize(
    ("jenis", "status", "lain"),
    [
        ("WAJAH", "COCOK", {}),
        ("NIK", "NONAKTIF", {}),
        ("NIK", "MENINGGAL", {}),
        ("REKENING", "TIDAK_COCOK", {}),
        ("KEPENDUDUKAN", "SEBAGIAN", {"batal_pada": timezone.now()}),
    ],
)
def test_pintu_petugas_tertutup(
    kasus: KasusPengkinian, jenis: str, status: str, lain: dict[str, object]
) -> None:
    verifikasi = jawaban(kasus, jenis, status, **lain)
    with pytest.raises(Bentrok):
        ke_petugas(verifikasi=verifikasi, pelaku=pelaku_dari(kasus.peserta))
    verifikasi.refresh_from_db()
    assert verifikasi.status == status


def test_yang_sudah_dilihat_petugas_tidak_kembali_kepadanya(kasus: KasusPengkinian) -> None:
    from tests.pabrik import buat_akun

    verifikasi = jawaban(kasus, "WAJAH", "TIDAK_COCOK", petugas=buat_akun(petugas=True))
    with pytest.raises(Bentrok, match="verifikasi_sudah_diputus"):
        ke_petugas(verifikasi=verifikasi, pelaku=pelaku_dari(kasus.peserta))
