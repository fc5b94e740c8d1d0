from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Akun, CatatanAudit
from accounts.rules.pelaku import SISTEM
from accounts.services.akun import buat_akun
from accounts.services.peran import siapkan_peran
from pengkinian.models import BingkaiWajah, HasilVerifikasi, KasusKoreksi, KasusPengkinian
from pengkinian.services.koreksi import buka_koreksi
from tests.pabrik import buat_peserta
from tests.pengkinian.orang import buka_kasus, jawaban, kasus_sampai, konfirmasikan, pelaku_dari

pytestmark = pytest.mark.usefixtures("db")
JPEG = b"\xff\xd8\xff\xe0 gambar"


def petugas(peran: str, nama: str = "") -> Client:
    siapkan_peran()
    akun = buat_akun(
        nama_pengguna=nama or peran, kata_sandi=None, petugas=True, peran=[peran], pelaku=SISTEM
    )
    klien = Client()
    klien.force_login(akun)
    return klien


@pytest.fixture
def rina() -> Client:
    return petugas("petugas")


@pytest.fixture
def wajah() -> HasilVerifikasi:
    verifikasi = jawaban(
        buka_kasus(), "WAJAH", "DITINJAU_PETUGAS", skor="0.6800", versi_ambang="2026-11",
        tantangan=["LURUS", "TOLEH_KIRI"],
        rincian={
            "skor": {"0.terang": 118.4, "1.toleh": 0.31, "jarak_orang": 0.2871},
            "batas": {"gelap": 40.0, "toleh_minimal": 0.12, "jarak_orang_sama": 0.55},
        },
    )  # fmt: skip
    for ke, instruksi in enumerate(["LURUS", "TOLEH_KIRI"]):
        BingkaiWajah.objects.create(
            verifikasi=verifikasi, urutan=ke, instruksi=instruksi, sidik=f"s{ke}", isi=JPEG
        )
    return verifikasi


def alamat(objek: object, apa: str = "change", *lain: object) -> str:
    nama = type(objek).__name__.lower()
    pk = getattr(objek, "pk")  # noqa: B009 - rows of three tables
    return reverse(f"admin:pengkinian_{nama}_{apa}", args=[pk, *lain])


def baca(klien: Client, tujuan: str) -> str:
    jawab = klien.get(tujuan)
    assert jawab.status_code == 200, jawab.status_code
    return re.sub(r"\s+", " ", jawab.content.decode())


def tekan(klien: Client, objek: object, kunci: str, alasan: str = "Sudah saya bandingkan.") -> str:
    jawab = klien.post(alamat(objek, "tombol", kunci), {"alasan": alasan}, follow=True)
    assert jawab.status_code == 200, jawab.status_code
    return jawab.content.decode()


def foto(objek: HasilVerifikasi, urutan: int = 0) -> str:
    return reverse("admin:pengkinian_foto", args=[objek.pk, urutan])


def test_wajah_dinilai_di_satu_layar_dengan_angka_dan_batasnya(
    rina: Client, wajah: HasilVerifikasi
) -> None:
    isi = baca(rina, alamat(wajah))
    for kata in (
        "BUDI SANTOSO", wajah.peserta.nomor_identitas_samar, "Menunggu petugas", "Dukcapil",
        "0.6800 (lulus sejak 0.75, petugas sejak 0.60)", "0.2871 (≤ 0.55)", "terang 118.4 (≥ 40.0)",
        "menoleh 0.31 (≥ 0.12)", "Menoleh ke kiri", foto(wajah, 0), foto(wajah, 1),
        "Cocok</button>", "Tidak cocok</button>",
    ):  # fmt: skip
        assert kata in isi, kata
    for rahasia in (wajah.peserta.nomor_identitas, "DITINJAU_PETUGAS", "TOLEH_KIRI", "{", "jarak_"):
        assert rahasia not in isi.split('id="content-main"')[1].split("<script")[0], rahasia


def test_foto_hanya_untuk_yang_berhak_tercatat_dan_tidak_disimpan(
    rina: Client, wajah: HasilVerifikasi
) -> None:
    jawab = rina.get(foto(wajah, 1))
    assert (jawab.content, jawab["Content-Type"]) == (JPEG, "image/jpeg")
    assert jawab["Cache-Control"].startswith("no-store, private")
    assert jawab["X-Content-Type-Options"] == "nosniff"
    catatan = CatatanAudit.objects.get(aksi="data.dilihat_petugas", sesudah={"bidang": ["foto"]})
    assert (catatan.peserta, catatan.pelaku_nama) == (wajah.peserta, "petugas")
    assert "Menilai wajah" in catatan.alasan
    assert rina.get(foto(wajah, 7)).status_code == 404
    tono = petugas("auditor")
    assert tono.get(foto(wajah)).status_code == 403
    assert "foto/" not in baca(tono, alamat(wajah))
    assert "Cocok</button>" not in baca(tono, alamat(wajah))
    peserta = Client()
    assert wajah.peserta.akun is not None
    peserta.force_login(wajah.peserta.akun)
    assert peserta.get(foto(wajah)).status_code in {302, 403}
    assert CatatanAudit.objects.filter(sesudah={"bidang": ["foto"]}).count() == 1


def test_foto_tertutup_setelah_diputus_atau_dihapus(rina: Client, wajah: HasilVerifikasi) -> None:
    BingkaiWajah.objects.filter(urutan=1).update(isi=None, dihapus_pada=timezone.now())
    assert rina.get(foto(wajah, 1)).status_code == 404
    assert foto(wajah, 1) not in baca(rina, alamat(wajah))
    tekan(rina, wajah, "cocok")
    assert rina.get(foto(wajah)).status_code == 403
    assert "foto/" not in baca(rina, alamat(wajah))


@pytest.mark.parametrize(
    ("kunci", "status", "kata"),
    [("cocok", "COCOK", "Dinyatakan cocok"), ("tidak_cocok", "TIDAK_COCOK", "tidak cocok")],
)
def test_dua_tombol_memutus_dengan_alasan(
    rina: Client, wajah: HasilVerifikasi, kunci: str, status: str, kata: str
) -> None:
    assert "Tuliskan alasannya" in tekan(rina, wajah, kunci, alasan=" ")
    assert kata in tekan(rina, wajah, kunci)
    wajah.refresh_from_db()
    assert (wajah.status, wajah.catatan_petugas) == (status, "Sudah saya bandingkan.")
    assert "Cocok</button>" not in baca(rina, alamat(wajah))


def test_petugas_yang_didahului_diberi_tahu(rina: Client, wajah: HasilVerifikasi) -> None:
    tekan(rina, wajah, "cocok")
    isi = tekan(petugas("petugas", "sari"), wajah, "tidak_cocok")
    assert "sudah diputus atau diganti" in isi
    wajah.refresh_from_db()
    assert wajah.status == "COCOK"


def test_petugas_tidak_memutus_datanya_sendiri(wajah: HasilVerifikasi) -> None:
    siapkan_peran()
    akun = wajah.peserta.akun
    assert akun is not None
    Akun.objects.filter(pk=akun.pk).update(is_staff=True, is_superuser=True)
    klien = Client()
    klien.force_login(Akun.objects.get(pk=akun.pk))
    assert "petugas lain yang harus memutusnya" in tekan(klien, wajah, "cocok")
    wajah.refresh_from_db()
    assert wajah.status == "DITINJAU_PETUGAS"


def test_auditor_melihat_tetapi_tidak_memutus(wajah: HasilVerifikasi) -> None:
    tono = petugas("auditor")
    for kunci in ("cocok", "tidak_cocok"):
        tujuan = alamat(wajah, "tombol", kunci)
        assert tono.post(tujuan, {"alasan": "x"}).status_code == 403
    assert "Menunggu petugas" in baca(tono, reverse("admin:pengkinian_tinjauan"))


def test_nama_rekening_penuh_hanya_untuk_yang_memutus(rina: Client) -> None:
    kasus = konfirmasikan(kasus_sampai("tinjau", jawab={"REKENING": "DITINJAU_PETUGAS"}))
    satu = HasilVerifikasi.objects.get(jenis="REKENING")
    satu.masukan |= {"nama_pemilik": "BUDHI SANTOSA"}
    satu.skor = "0.7500"
    satu.save(update_fields=["masukan", "skor"])
    isi = baca(rina, alamat(satu))
    for kata in ("BUDHI SANTOSA", "BRI ****0000", "0.7500 (lulus sejak 0.85, petugas sejak 0.60)"):
        assert kata in isi, kata
    assert "112233440000" not in isi
    assert "BUDHI SANTOSA" not in baca(petugas("auditor"), alamat(satu))
    tekan(rina, satu, "cocok")
    assert "BUDHI SANTOSA" not in baca(rina, alamat(satu))
    kasus.refresh_from_db()
    assert kasus.status == "SELESAI"


def test_kependudukan_menyebut_yang_berbeda_tersamar(rina: Client) -> None:
    satu = jawaban(
        buka_kasus(), "KEPENDUDUKAN", "DITINJAU_PETUGAS", rincian={"beda": ["NAMA_IBU", "ALAMAT"]},
        masukan={"nik": "9901011203880001", "no_kk": "9901010101150001", "nama_ibu": "SRI WAHYUNI",
                 "alamat": "JALAN MELATI 8"},
    )  # fmt: skip
    isi = baca(rina, alamat(satu))
    assert "Berbeda dari data kependudukan: Nama ibu kandung, Alamat" in isi
    assert "JALAN MELATI 8" in isi
    for rahasia in ("9901011203880001", "9901010101150001", "SRI WAHYUNI"):
        assert rahasia not in isi


def test_daftar_kerja_yang_terlama_lebih_dahulu_dengan_umurnya(rina: Client) -> None:
    kini = timezone.now()
    for nama, jam in (("AGUS BARU", 1), ("DEWI LAMA", 30)):
        kasus = buka_kasus(nama=nama)
        jawaban(kasus, "WAJAH", "DITINJAU_PETUGAS", diputus_pada=kini - timedelta(hours=jam))
        koreksi = buka_koreksi(
            peserta=kasus.peserta, kasus=kasus, jenis=KasusKoreksi.Jenis.UPAH, uraian="x",
            pelaku=pelaku_dari(kasus.peserta),
        )  # fmt: skip
        KasusKoreksi.objects.filter(pk=koreksi.pk).update(
            tenggat_pada=kini + timedelta(hours=20 - jam)
        )
    diganti = jawaban(buka_kasus(nama="SUDAH DIGANTI"), "WAJAH", "DITINJAU_PETUGAS")
    HasilVerifikasi.objects.filter(pk=diganti.pk).update(batal_pada=kini)
    isi = baca(rina, reverse("admin:pengkinian_tinjauan"))
    for bagian in isi.split("<h2>Koreksi data")[0], isi.split("<h2>Koreksi data")[1]:
        assert bagian.index("DEWI LAMA") < bagian.index("AGUS BARU")
    assert "1 hari, 6 jam" in isi.replace("\xa0", " ")
    assert "(lewat)" in isi
    assert "SUDAH DIGANTI" not in isi
    HasilVerifikasi.objects.update(batal_pada=kini)
    KasusKoreksi.objects.update(status="DITERIMA")
    kosong = baca(rina, reverse("admin:pengkinian_tinjauan"))
    assert "Tidak ada pemeriksaan yang menunggu" in kosong
    assert "Tidak ada koreksi yang menunggu" in kosong


def test_daftar_kerja_tertutup_tanpa_hak(wajah: HasilVerifikasi) -> None:
    akun = buat_akun(nama_pengguna="baru", kata_sandi=None, petugas=True, pelaku=SISTEM)
    klien = Client()
    klien.force_login(akun)
    assert klien.get(reverse("admin:pengkinian_tinjauan")).status_code == 403
    assert klien.get(foto(wajah)).status_code == 403


@pytest.fixture
def koreksi() -> KasusKoreksi:
    kasus = buka_kasus()
    return buka_koreksi(
        peserta=kasus.peserta, kasus=kasus, jenis=KasusKoreksi.Jenis.DATA_DIRI,
        uraian="Nama saya BUDHI.", pelaku=pelaku_dari(kasus.peserta),
    )  # fmt: skip


def test_koreksi_diambil_dilepas_dan_dijawab(rina: Client, koreksi: KasusKoreksi) -> None:
    isi = baca(rina, alamat(koreksi)).replace("\xa0", " ")
    for kata in (
        "Nama saya BUDHI.",
        "2 hari, 23 jam lagi",
        "Kerjakan",
        "Terima dan jawab",
        "Jawaban yang dibaca peserta",
    ):
        assert kata in isi, kata
    assert "Lepaskan dari meja" not in isi
    assert "sekarang di meja Anda" in tekan(rina, koreksi, "ambil", "")
    sari = petugas("petugas", "sari")
    assert "di meja petugas lain" in tekan(sari, koreksi, "terima", "Sudah diperbaiki.")
    assert "kembali ke daftar" in tekan(sari, koreksi, "lepaskan", "Rina cuti.")
    assert "Koreksi diterima" in tekan(sari, koreksi, "terima", "Sudah diperbaiki.")
    koreksi.refresh_from_db()
    assert (koreksi.status, koreksi.jawaban) == ("DITERIMA", "Sudah diperbaiki.")
    assert "sudah dijawab oleh petugas lain" in tekan(rina, koreksi, "tolak", "Keliru.")
    assert "Terima dan jawab" not in baca(rina, alamat(koreksi))


def test_koreksi_ditolak_dan_tenggat_yang_lewat_disebut(
    rina: Client, koreksi: KasusKoreksi
) -> None:
    KasusKoreksi.objects.update(tenggat_pada=timezone.now() - timedelta(hours=5))
    assert "lewat 5 jam" in baca(rina, alamat(koreksi)).replace("\xa0", " ")
    assert "Tuliskan alasannya" in tekan(rina, koreksi, "tolak", "")
    assert "Koreksi ditolak" in tekan(rina, koreksi, "tolak", "Tidak ada bukti.")


def test_pengkinian_dengan_langkah_pemeriksaan_dan_riwayatnya(rina: Client) -> None:
    kasus = konfirmasikan(kasus_sampai("tinjau"))
    isi = baca(rina, alamat(kasus))
    for kata in (
        "Selesai", "✔ Rekening dan NPWP", "Mengisi: Kontak Anda", "Dikonfirmasi peserta",
        "Menjadi: Semua terverifikasi", "Data kependudukan", "Dukcapil",
    ):  # fmt: skip
        assert kata in isi, kata
    for rahasia in (
        kasus.peserta.nomor_identitas, "112233440000", "SRI WAHYUNI", "TERVERIFIKASI",
        "pengkinian.diisi",
    ):  # fmt: skip
        assert rahasia not in isi, rahasia
    assert CatatanAudit.objects.filter(
        aksi="data.dilihat_petugas", peserta=kasus.peserta, objek_id=kasus.pk
    ).exists()
    assert "Dibuka di ruang petugas" in baca(rina, alamat(kasus))


def test_rekening_dan_profil_tersamar(rina: Client) -> None:
    kasus = konfirmasikan(kasus_sampai("tinjau"))
    rekening, profil = kasus.peserta.rekening.get(), kasus.profil.get()
    isi = baca(rina, alamat(rekening))
    for kata in ("****0000", "Terbukti milik peserta", "Cocok"):
        assert kata in isi, kata
    assert "112233440000" not in isi
    isi = baca(rina, alamat(profil))
    assert profil.sidik in isi
    assert "MELATI" not in isi


@pytest.mark.parametrize(
    ("model", "saring", "kata"),
    [
        ("hasilverifikasi", {"status": "DITINJAU_PETUGAS"}, "Menunggu petugas"),
        ("kasuspengkinian", {"status": "DRAF"}, "Sedang diisi peserta"),
        ("kasuskoreksi", {"status__exact": "BARU"}, "Nama, NIK, atau tanggal lahir"),
        ("rekening", {}, "Ditolak bank"),
        ("profilpeserta", {}, ""),
    ],
)
def test_daftar_disaring_dengan_kata(
    rina: Client, wajah: HasilVerifikasi, koreksi: KasusKoreksi, model: str,
    saring: dict[str, str], kata: str,
) -> None:  # fmt: skip
    tujuan = reverse(f"admin:pengkinian_{model}_changelist")
    isi = rina.get(tujuan, saring).content.decode()
    assert kata in isi
    assert "Menunggu petugas</a>" in isi
    assert rina.get(reverse(f"admin:pengkinian_{model}_add")).status_code == 403
    if "status" in saring:
        assert "BUDI SANTOSO" in isi
        lain = rina.get(tujuan, {"status": "COCOK" if model == "hasilverifikasi" else "SELESAI"})
        assert "BUDI SANTOSO" not in lain.content.decode()


def test_tidak_ada_yang_dapat_diubah_dengan_tangan(wajah: HasilVerifikasi) -> None:
    akun = buat_akun(nama_pengguna="raja", kata_sandi=None, petugas=True, pelaku=SISTEM)
    Akun.objects.filter(pk=akun.pk).update(is_superuser=True)
    klien = Client()
    klien.force_login(Akun.objects.get(pk=akun.pk))
    kasus = KasusPengkinian.objects.get()
    for objek in (wajah, kasus):
        assert klien.post(alamat(objek), {"status": "SELESAI"}).status_code == 403
        assert klien.post(alamat(objek, "delete"), {"post": "yes"}).status_code == 403


def test_cari_menurut_nama_tanpa_nomor(rina: Client, wajah: HasilVerifikasi) -> None:
    jawaban(buka_kasus(buat_peserta(nama="SITI RAHAYU", dengan_akun=True)), "WAJAH")
    tujuan = reverse("admin:pengkinian_hasilverifikasi_changelist")
    isi = rina.get(tujuan, {"q": "rahayu"}).content.decode()
    assert "SITI RAHAYU" in isi
    assert "BUDI SANTOSO" not in isi
