from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO

import pytest
import time_machine
from django.core import signing
from django.db import InternalError, connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone
from PIL import Image

from accounts.audit import pelaku_akun
from accounts.models import Akun, CatatanAudit, Pesan
from accounts.rules.pelaku import SISTEM
from accounts.services import sewa
from jmo.lib.galat import BelumLayak, Bentrok, IsianTidakSah, TerlaluSering, TidakDitemukan
from saldo.models import BuktiBerhenti, Kepesertaan, LaporanBerhenti, Perusahaan, RiwayatLaporan
from saldo.rules.laporan_berhenti import JenisBukti, StatusLaporan, boleh_pindah
from saldo.rules.masa_kepesertaan import SebabKeluar
from saldo.services.kartu import hentikan_kartu
from saldo.services.laporan_berhenti import (
    buka_bukti,
    buka_tautan,
    catat_jawaban,
    jawab_lewat_tautan,
    putuskan_laporan,
    sapu_laporan,
    tanggapi_bantahan,
    tarik_laporan,
    teruskan_laporan,
)
from saldo.services.laporan_berhenti.kabar import GARAM
from saldo.services.laporan_berhenti.status import pindahkan_laporan
from tests.pabrik import buat_akun, buat_peserta, impor, isi_baris
from tests.saldo.laporan import BERHENTI, HARI_LAPOR, PDF, kartu_bekerja, lapor, tanda_terkirim

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture(autouse=True)
def waktu() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(HARI_LAPOR, tick=False) as mesin:
        yield mesin


@pytest.fixture
def kartu() -> Kepesertaan:
    return kartu_bekerja()


@pytest.fixture
def rina() -> Akun:
    return buat_akun("rina", petugas=True)


def segar(kartu: Kepesertaan) -> Kepesertaan:
    return Kepesertaan.objects.get(pk=kartu.pk)


def lewatkan() -> None:
    """Let the employers' time be over by the clock of the database, on which leases run."""
    LaporanBerhenti.objects.update(jatuh_pada=timezone.now() - timedelta(days=400))


def kabar(laporan: LaporanBerhenti) -> list[str]:
    pesan = Pesan.objects.filter(jenis="laporan_berhenti").order_by("pk")
    return [satu.judul for satu in pesan]


def pemilik(kartu: Kepesertaan) -> Akun:
    assert kartu.peserta.akun is not None
    return kartu.peserta.akun


def jejak(laporan: LaporanBerhenti) -> list[tuple[str, str]]:
    """Return the history, after looking that the trail says the same."""
    riwayat = [(satu.dari, satu.ke) for satu in laporan.riwayat.order_by("pk")]
    audit = CatatanAudit.objects.filter(aksi__startswith="laporan_berhenti.", objek_id=laporan.pk)
    pindah = audit.exclude(aksi="laporan_berhenti.ditanggapi").order_by("pk")
    assert [(s.sebelum.get("status", ""), s.sesudah["status"]) for s in pindah] == riwayat
    laporan.refresh_from_db()
    assert riwayat[-1][1] == laporan.status
    return riwayat


def test_laporan_menunggu_perusahaan_dengan_tenggat_tetap_dan_kabar(kartu: Kepesertaan) -> None:
    laporan = lapor(kartu)
    assert (laporan.status, laporan.tenggat_perusahaan, laporan.tenggat_putusan) == (
        "MENUNGGU_PERUSAHAAN", date(2026, 11, 26), date(2026, 11, 30),
    )  # fmt: skip
    assert jejak(laporan) == [("", "MENUNGGU_PERUSAHAAN")]
    assert segar(kartu).status == "AKTIF"
    assert kabar(laporan) == ["Laporan berhenti Anda sudah kami terima"]
    surat = Pesan.objects.get(jenis="laporan_berhenti_perusahaan")
    assert (surat.tujuan, surat.tampil, surat.akun) == ("hrd@contoh.id", False, None)
    teks = surat.isi["teks"]
    assert kartu.kpj not in teks
    assert kartu.peserta.nama not in teks
    assert "B*** S******" in teks
    assert kartu.kpj_samar in teks


def test_rahasia_tautan_tidak_disimpan_dan_tidak_memuat_data_orang(kartu: Kepesertaan) -> None:
    laporan = lapor(kartu)
    isi = signing.loads(tanda_terkirim(), salt=GARAM)
    assert isi[0] == laporan.pk
    laporan.refresh_from_db()
    assert isi[1] not in laporan.sidik_tautan
    assert len(isi) == 2


def test_perusahaan_tanpa_alamat_tidak_disurati_tetapi_waktunya_tetap_berjalan() -> None:
    laporan = lapor(kartu_bekerja(email=""))
    assert (laporan.status, laporan.sidik_tautan) == ("MENUNGGU_PERUSAHAAN", "")
    assert not Pesan.objects.filter(jenis="laporan_berhenti_perusahaan").exists()


def test_perusahaan_tutup_atau_menunggak_langsung_ke_petugas(kartu: Kepesertaan) -> None:
    Perusahaan.objects.update(aktif=False)
    laporan = lapor(kartu)
    assert (laporan.status, laporan.sebab_petugas) == ("MENUNGGU_PETUGAS", "TUTUP")
    assert (laporan.tenggat_perusahaan, laporan.tenggat_putusan) == (None, date(2026, 11, 25))
    Perusahaan.objects.update(aktif=True)
    tunggak = lapor(kartu_bekerja(dibayar=2))
    assert (tunggak.status, tunggak.sebab_petugas) == ("MENUNGGU_PETUGAS", "MENUNGGAK")
    assert not Pesan.objects.filter(jenis="laporan_berhenti_perusahaan").exists()


def test_kata_pekerja_mandiri_langsung_menghentikan_kartu() -> None:
    kartu = kartu_bekerja(jenis="BPU")
    laporan = lapor(kartu)
    assert jejak(laporan) == [("", "DITERIMA")]
    kini = segar(kartu)
    assert (kini.status, kini.tanggal_berakhir, kini.sebab_berakhir, kini.pelapor) == (
        "NONAKTIF", BERHENTI, "BPU_BERHENTI", "PESERTA",
    )  # fmt: skip
    assert laporan.selesai_pada is not None


@pytest.mark.parametrize(
    ("ubah", "kode"),
    [
        ({"tanggal": date(2026, 11, 24)}, "laporan_salah_di_depan"),
        ({"tanggal": date(2026, 7, 31)}, "laporan_salah_sebelum_mulai"),
        ({"sebab": SebabKeluar.BPU_BERHENTI}, "laporan_salah_sebab_bukan_jenis_ini"),
        ({"bukti": JenisBukti.KONTRAK}, "laporan_salah_tanpa_berkas"),
    ],
)
def test_laporan_yang_salah_tidak_tersimpan(
    kartu: Kepesertaan, ubah: dict[str, object], kode: str
) -> None:
    with pytest.raises(BelumLayak, match=kode):
        lapor(kartu, **ubah)
    assert not LaporanBerhenti.objects.exists()
    assert not CatatanAudit.objects.filter(aksi__startswith="laporan").exists()


def test_satu_laporan_terbuka_per_kartu_dan_hanya_kartu_aktif_milik_sendiri(
    kartu: Kepesertaan,
) -> None:
    lapor(kartu)
    with pytest.raises(Bentrok, match="laporan_sudah_ada"):
        lapor(kartu)
    hentikan_kartu(kepesertaan_id=kartu.pk, tanggal=BERHENTI, sebab=SebabKeluar.PHK, pelaku=SISTEM)
    with pytest.raises(Bentrok, match="laporan_kartu_sudah_berakhir"):
        lapor(kartu)
    asing = kartu_bekerja()
    asing.peserta = buat_peserta(dengan_akun=True)
    with pytest.raises(TidakDitemukan, match="kartu_tidak_ada"):
        lapor(asing)


def test_surat_dibersihkan_disimpan_terenkripsi_dan_setiap_pembukaan_tercatat(
    kartu: Kepesertaan, rina: Akun
) -> None:
    foto = BytesIO()
    Image.new("RGB", (60, 40), "white").save(foto, "PNG")
    laporan = lapor(kartu, bukti=JenisBukti.PAKLARING, isi_berkas=foto.getvalue())
    bukti = BuktiBerhenti.objects.get()
    assert (bukti.tipe, bytes(bukti.isi)[:2]) == ("image/jpeg", b"\xff\xd8")
    with connection.cursor() as kursor:
        kursor.execute("SELECT isi FROM saldo_buktiberhenti")
        assert bytes(kursor.fetchone()[0])[:2] != b"\xff\xd8"
    dibuka = buka_bukti(laporan_id=laporan.pk, tujuan="uji", pelaku=pelaku_akun(rina))
    assert dibuka == bukti
    lihat = CatatanAudit.objects.get(aksi="data.dilihat_petugas")
    assert (lihat.peserta, lihat.sesudah["bidang"]) == (kartu.peserta, ["bukti"])
    pdf = lapor(kartu_bekerja(), bukti=JenisBukti.KONTRAK, isi_berkas=PDF)
    assert (pdf.berkas.tipe, bytes(pdf.berkas.isi)) == ("application/pdf", PDF)
    tanpa = lapor(kartu_bekerja())
    with pytest.raises(TidakDitemukan, match="bukti_tidak_ada"):
        buka_bukti(laporan_id=tanpa.pk, tujuan="uji", pelaku=pelaku_akun(rina))


@pytest.mark.parametrize(
    ("isi", "kode"),
    [
        pytest.param(b"MZ\x90\x00 bukan gambar", "bukti_bukan_berkas", id="program"),
        pytest.param(b"<html>", "bukti_bukan_berkas", id="html"),
        pytest.param(PDF + b" " * 6_000_000, "bukti_terlalu_besar", id="pdf-besar"),
        pytest.param(PDF.replace(b"/Type", b"/JavaScript"), "bukti_pdf_beraksi", id="pdf-skrip"),
        pytest.param(PDF[:30], "bukti_rusak", id="pdf-terpotong"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"0" * 20, "bukti_rusak", id="png-rusak"),
        pytest.param(b"", "bukti_rusak", id="kosong"),
    ],
)
def test_yang_bukan_surat_ditolak_menurut_isinya(kartu: Kepesertaan, isi: bytes, kode: str) -> None:
    with pytest.raises(IsianTidakSah, match=kode):
        lapor(kartu, bukti=JenisBukti.PAKLARING, isi_berkas=isi)
    assert not LaporanBerhenti.objects.exists()


def test_perusahaan_membenarkan_dan_kartu_berhenti_pada_tanggal_yang_terbukti(
    kartu: Kepesertaan,
) -> None:
    laporan = lapor(kartu, tanggal_pernyataan=date(2026, 10, 20))
    hasil = jawab_lewat_tautan(tanda=tanda_terkirim(), benar=True, kata="")
    assert (hasil.status, hasil.jawaban, hasil.dijawab_lewat) == ("DITERIMA", "BENAR", "TAUTAN")
    kini = segar(kartu)
    assert (kini.status, kini.tanggal_berakhir, kini.tanggal_pernyataan, kini.pelapor) == (
        "NONAKTIF", BERHENTI, date(2026, 10, 20), "PERUSAHAAN",
    )  # fmt: skip
    assert kini.dilaporkan_pada == laporan.dibuat_pada
    assert jejak(laporan)[-1] == ("MENUNGGU_PERUSAHAAN", "DITERIMA")
    assert kabar(laporan)[-1] == "Laporan berhenti Anda diterima"


def test_membaca_tautan_tidak_mengubah_apa_pun(kartu: Kepesertaan) -> None:
    laporan = lapor(kartu)
    tanda = tanda_terkirim()
    for _ in range(3):
        assert buka_tautan(tanda) == laporan
    assert len(jejak(laporan)) == 1


def test_tautan_hanya_sekali(kartu: Kepesertaan) -> None:
    lapor(kartu)
    tanda = tanda_terkirim()
    jawab_lewat_tautan(tanda=tanda, benar=False, kata="Masih bekerja")
    for _ in range(2):
        with pytest.raises(Bentrok, match="tautan_sudah_dipakai"):
            jawab_lewat_tautan(tanda=tanda, benar=True, kata="")
    with pytest.raises(Bentrok, match="tautan_sudah_dipakai"):
        buka_tautan(tanda)
    assert segar(kartu).status == "AKTIF"


def test_tautan_palsu_terpotong_atau_milik_laporan_lain_ditolak(kartu: Kepesertaan) -> None:
    lapor(kartu)
    tanda = tanda_terkirim()
    lain = lapor(kartu_bekerja())
    kode = signing.loads(tanda, salt=GARAM)[1]
    palsu = [
        tanda[:-1] + ("A" if tanda[-1] != "A" else "B"), tanda[:-4], "x", "a:b:c",
        signing.dumps([lain.pk, kode], salt="lain"), signing.dumps([lain.pk, kode], salt=GARAM),
        signing.dumps([10**9, kode], salt=GARAM),
    ]  # fmt: skip
    for satu in palsu:
        with pytest.raises(TidakDitemukan, match=r"tautan_tidak_sah|laporan_tidak_ada"):
            jawab_lewat_tautan(tanda=satu, benar=True, kata="")
        with pytest.raises(TidakDitemukan, match="tautan_tidak_sah"):
            buka_tautan(satu)
    assert not Kepesertaan.objects.exclude(status="AKTIF").exists()


def test_tautan_berlaku_sampai_akhir_hari_terakhir(
    kartu: Kepesertaan, waktu: time_machine.Traveller
) -> None:
    lapor(kartu)
    tanda = tanda_terkirim()
    waktu.move_to("2026-11-26T16:59:59Z", tick=False)
    assert buka_tautan(tanda).kepesertaan == kartu
    waktu.move_to("2026-11-26T17:00:00Z", tick=False)
    # The sweep has not come by yet: the deadline counts, not the sweep.
    for _ in range(2):
        with pytest.raises(Bentrok, match="tautan_kedaluwarsa"):
            jawab_lewat_tautan(tanda=tanda, benar=True, kata="")
        lewatkan()
        teruskan_laporan(laporan_id=LaporanBerhenti.objects.get().pk)
    assert segar(kartu).status == "AKTIF"


def test_bantahan_dibaca_peserta_ditanggapi_sekali_dan_diputus_petugas(
    kartu: Kepesertaan, rina: Akun
) -> None:
    laporan = lapor(kartu)
    budi = pemilik(kartu)
    with pytest.raises(Bentrok, match="laporan_tidak_dibantah"):
        tanggapi_bantahan(akun=budi, laporan_id=laporan.pk, tanggapan="x", pelaku=pelaku_akun(budi))
    jawab_lewat_tautan(tanda=tanda_terkirim(), benar=False, kata="Masih bekerja di sini")
    assert jejak(laporan)[-1] == ("MENUNGGU_PERUSAHAAN", "DIBANTAH")
    assert laporan.kata_perusahaan == "Masih bekerja di sini"
    assert kabar(laporan)[-1] == "Perusahaan membantah laporan Anda"
    assert laporan.tenggat_putusan == date(2026, 11, 30)
    tanggapi_bantahan(
        akun=budi, laporan_id=laporan.pk, tanggapan="Saya keluar", pelaku=pelaku_akun(budi)
    )
    with pytest.raises(Bentrok, match="laporan_tidak_dibantah"):
        tanggapi_bantahan(
            akun=budi, laporan_id=laporan.pk, tanggapan="lagi", pelaku=pelaku_akun(budi)
        )
    putuskan_laporan(
        laporan_id=laporan.pk, diterima=False, alasan="Slip gaji November ada", petugas=rina,
        pelaku=pelaku_akun(rina),
    )  # fmt: skip
    assert jejak(laporan)[-1] == ("DIBANTAH", "DITOLAK")
    assert (laporan.tanggapan, laporan.alasan_putusan, laporan.petugas) == (
        "Saya keluar", "Slip gaji November ada", rina,
    )  # fmt: skip
    assert segar(kartu).status == "AKTIF"
    # A refused report is no end: a new one may be made.
    assert lapor(kartu).status == "MENUNGGU_PERUSAHAAN"


def test_petugas_memutus_setelah_perusahaan_diam_dengan_tanggal_menurut_surat(
    kartu: Kepesertaan, rina: Akun, waktu: time_machine.Traveller
) -> None:
    laporan = lapor(kartu)

    def putus(**isi: object) -> LaporanBerhenti:
        return putuskan_laporan(
            laporan_id=laporan.pk, diterima=True, alasan="Paklaring cocok", petugas=rina,
            pelaku=pelaku_akun(rina), **isi,  # type: ignore[arg-type]  # one date
        )  # fmt: skip

    with pytest.raises(Bentrok, match="laporan_menunggu_perusahaan"):
        putus()
    waktu.move_to("2026-11-27T01:00:00Z", tick=False)
    lewatkan()
    assert teruskan_laporan(laporan_id=laporan.pk)
    with pytest.raises(BelumLayak, match="laporan_salah_di_depan"):
        putus(tanggal=date(2026, 11, 28))
    with pytest.raises(BelumLayak, match="laporan_salah_sebelum_mulai"):
        putus(tanggal=date(2026, 7, 1))
    putus(tanggal=date(2026, 10, 31))
    kini = segar(kartu)
    assert (kini.status, kini.tanggal_berakhir, kini.pelapor) == (
        "NONAKTIF", date(2026, 10, 31), "PETUGAS",
    )  # fmt: skip
    assert jejak(laporan)[-1] == ("MENUNGGU_PETUGAS", "DITERIMA")
    with pytest.raises(Bentrok, match="laporan_sudah_selesai"):
        putus()


def test_petugas_tidak_memutus_atau_menjawab_laporannya_sendiri(kartu: Kepesertaan) -> None:
    Perusahaan.objects.update(aktif=False)
    laporan = lapor(kartu)
    budi = pemilik(kartu)
    with pytest.raises(BelumLayak, match="petugas_data_sendiri"):
        putuskan_laporan(
            laporan_id=laporan.pk, diterima=True, alasan="x", petugas=budi, pelaku=pelaku_akun(budi)
        )
    with pytest.raises(BelumLayak, match="petugas_data_sendiri"):
        catat_jawaban(
            laporan_id=laporan.pk, benar=True, kata="", petugas=budi, pelaku=pelaku_akun(budi)
        )
    assert segar(kartu).status == "AKTIF"


def test_petugas_mencatat_kata_perusahaan_dan_bantahan_dapat_dicabut(
    kartu: Kepesertaan, rina: Akun
) -> None:
    laporan = lapor(kartu)
    tanda = tanda_terkirim()

    def catat(*, benar: bool, laporan_id: int = laporan.pk) -> LaporanBerhenti:
        return catat_jawaban(
            laporan_id=laporan_id, benar=benar, kata="Lewat telepon", petugas=rina,
            pelaku=pelaku_akun(rina),
        )  # fmt: skip

    assert catat(benar=False).dijawab_lewat == "PETUGAS"
    with pytest.raises(Bentrok, match="tautan_sudah_dipakai"):
        jawab_lewat_tautan(tanda=tanda, benar=True, kata="")
    with pytest.raises(Bentrok, match="laporan_sudah_dijawab"):
        catat(benar=False)
    assert catat(benar=True).status == "DITERIMA"
    assert segar(kartu).pelapor == "PERUSAHAAN"
    pmi = kartu_bekerja(jenis="PMI")
    Kepesertaan.objects.filter(pk=pmi.pk).update(perusahaan=None)
    tanpa = lapor(Kepesertaan.objects.get(pk=pmi.pk), sebab=SebabKeluar.PKWT)
    with pytest.raises(BelumLayak, match="laporan_tanpa_perusahaan"):
        catat(benar=True, laporan_id=tanpa.pk)


def test_peserta_menarik_laporannya_dan_orang_lain_tidak(kartu: Kepesertaan) -> None:
    laporan = lapor(kartu)
    tanda = tanda_terkirim()
    agus = buat_akun()
    with pytest.raises(TidakDitemukan, match="laporan_tidak_ada"):
        tarik_laporan(akun=agus, laporan_id=laporan.pk, pelaku=pelaku_akun(agus))
    budi = pemilik(kartu)
    tarik_laporan(akun=budi, laporan_id=laporan.pk, pelaku=pelaku_akun(budi))
    assert jejak(laporan)[-1] == ("MENUNGGU_PERUSAHAAN", "DITARIK")
    with pytest.raises(Bentrok, match="laporan_sudah_selesai"):
        tarik_laporan(akun=budi, laporan_id=laporan.pk, pelaku=pelaku_akun(budi))
    with pytest.raises(Bentrok, match="tautan_sudah_dipakai"):
        jawab_lewat_tautan(tanda=tanda, benar=True, kata="")
    assert lapor(kartu).status == "MENUNGGU_PERUSAHAAN"


def test_melapor_dan_menarik_berulang_kali_tidak_membanjiri_perusahaan(
    kartu: Kepesertaan, waktu: time_machine.Traveller
) -> None:
    budi = pemilik(kartu)
    for _ in range(3):
        laporan = lapor(kartu)
        tarik_laporan(akun=budi, laporan_id=laporan.pk, pelaku=pelaku_akun(budi))
    with pytest.raises(TerlaluSering, match="laporan_terlalu_sering") as galat:
        lapor(kartu)
    assert galat.value.coba_lagi_pada == timezone.now() + timedelta(days=7)
    assert Pesan.objects.filter(jenis="laporan_berhenti_perusahaan").count() == 3
    waktu.shift(timedelta(days=7, seconds=1))
    assert lapor(kartu).status in {"MENUNGGU_PERUSAHAAN", "MENUNGGU_PETUGAS"}


def test_sapuan_memindahkan_yang_lewat_waktu_sekali_juga_setelah_pekerja_mati(
    kartu: Kepesertaan,
) -> None:
    laporan = lapor(kartu)
    LaporanBerhenti.objects.update(jatuh_pada=timezone.now() + timedelta(days=4000))
    assert sapu_laporan() == 0
    assert not teruskan_laporan(laporan_id=laporan.pk)
    # Leases run on the clock of the database.
    lewatkan()
    mati = sewa.pegang(LaporanBerhenti, laporan.pk, detik=100)
    assert mati.__enter__()
    assert sapu_laporan() == 0
    assert not teruskan_laporan(laporan_id=laporan.pk)
    LaporanBerhenti.objects.update(sewa_sampai=timezone.now() - timedelta(days=400))
    assert sapu_laporan() == 1
    assert teruskan_laporan(laporan_id=laporan.pk)
    assert not teruskan_laporan(laporan_id=laporan.pk)
    assert sapu_laporan() == 0
    assert jejak(laporan) == [
        ("", "MENUNGGU_PERUSAHAAN"), ("MENUNGGU_PERUSAHAAN", "MENUNGGU_PETUGAS"),
    ]  # fmt: skip
    assert laporan.sebab_petugas == "DIAM"
    assert kabar(laporan)[-1] == "Laporan Anda di meja petugas"


def test_baris_keluar_di_berkas_perusahaan_menyelesaikan_laporan(kartu: Kepesertaan) -> None:
    laporan = lapor(kartu)
    baris = isi_baris(
        date(2026, 10, 1), kpj=kartu.kpj, nama=kartu.peserta.nama, keluar=date(2026, 10, 31),
        sebab="RESIGN",
    )  # fmt: skip
    assert impor([baris], uji=True).diterima
    assert len(jejak(laporan)) == 1
    assert impor([baris]).diterima
    assert jejak(laporan)[-1] == ("MENUNGGU_PERUSAHAAN", "DITERIMA")
    assert (laporan.dijawab_lewat, laporan.jawaban) == ("BERKAS", "BENAR")
    kini = segar(kartu)
    # The employer's own report stands, with its date.
    assert (kini.tanggal_berakhir, kini.pelapor) == (date(2026, 10, 31), "PERUSAHAAN")


def test_sapuan_menyelesaikan_laporan_atas_kartu_yang_berakhir_lewat_jalan_lain(
    kartu: Kepesertaan, rina: Akun
) -> None:
    Perusahaan.objects.update(aktif=False)
    laporan = lapor(kartu)
    hentikan_kartu(
        kepesertaan_id=kartu.pk, tanggal=date(2026, 10, 31), sebab=SebabKeluar.PHK, pelaku=SISTEM
    )
    with pytest.raises(Bentrok, match="laporan_kartu_sudah_berakhir"):
        putuskan_laporan(
            laporan_id=laporan.pk, diterima=True, alasan="x", petugas=rina, pelaku=pelaku_akun(rina)
        )
    assert (sapu_laporan(), sapu_laporan()) == (1, 0)
    assert jejak(laporan)[-1] == ("MENUNGGU_PETUGAS", "DITERIMA")
    assert segar(kartu).tanggal_berakhir == date(2026, 10, 31)


def test_setiap_pindah_hanya_menurut_tabel(kartu: Kepesertaan) -> None:
    laporan = lapor(kartu)
    for dari, ke in itertools.product(StatusLaporan, repeat=2):
        LaporanBerhenti.objects.filter(pk=laporan.pk).update(status=dari)
        laporan.refresh_from_db()
        banyak = RiwayatLaporan.objects.count()
        if boleh_pindah(dari, ke):
            pindahkan_laporan(laporan, ke, pelaku=SISTEM)
            baru = RiwayatLaporan.objects.latest("pk")
            assert (laporan.status, baru.dari, baru.ke) == (ke, dari, ke)
            assert LaporanBerhenti.objects.get().status == ke
        else:
            with pytest.raises(Bentrok, match="laporan_sudah"):
                pindahkan_laporan(laporan, ke, pelaku=SISTEM)
            assert RiwayatLaporan.objects.count() == banyak


def test_baris_yang_sudah_bergerak_tidak_ditimpa(kartu: Kepesertaan) -> None:
    basi = lapor(kartu)
    LaporanBerhenti.objects.update(status=StatusLaporan.MENUNGGU_PETUGAS)
    with pytest.raises(Bentrok, match="laporan_sudah_selesai"):
        pindahkan_laporan(basi, StatusLaporan.DITARIK, pelaku=SISTEM)


def test_riwayat_laporan_hanya_bertambah(kartu: Kepesertaan) -> None:
    lapor(kartu)
    for perintah in ("UPDATE saldo_riwayatlaporan SET ke = ''", "DELETE FROM saldo_riwayatlaporan"):
        with (
            pytest.raises((ProgrammingError, InternalError), match=r"denied|append-only"),
            transaction.atomic(),
            connection.cursor() as kursor,
        ):
            kursor.execute(perintah)
