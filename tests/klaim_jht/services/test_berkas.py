from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.audit import pelaku_akun
from accounts.models import Akun, CatatanAudit, Pesan
from accounts.rules.pelaku import SISTEM
from jmo.lib.galat import BelumLayak, Bentrok, IsianTidakSah, TidakDitemukan
from klaim_jht.models import BerkasKlaim, Klaim
from klaim_jht.rules.berkas import UMUR_BERKAS, UMUR_BERKAS_DRAF, UNGGAHAN_TERBANYAK
from klaim_jht.selectors import jam_klaim, riwayat_klaim
from klaim_jht.selectors.berkas import jenis_berkas_ada
from klaim_jht.services.berkas import bersihkan_berkas, buka_berkas, minta_berkas, unggah_berkas
from klaim_jht.services.pembatalan import batalkan_klaim
from klaim_jht.services.pengajuan import ajukan_klaim
from klaim_jht.services.peninjauan import setujui_klaim, tolak_klaim
from saldo.selectors import saldo_peserta
from tests.klaim_jht.orang import bayar
from tests.klaim_jht.surat import PDF, ajukan_cacat, draf_cacat, foto
from tests.pabrik import buat_akun

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def rina() -> Akun:
    return buat_akun("rina", petugas=True)


def unggah(klaim: Klaim, isi: bytes = PDF, jenis: str = "SURAT_DOKTER") -> BerkasKlaim:
    return unggah_berkas(klaim_id=klaim.pk, jenis=jenis, isi=isi, pelaku=SISTEM)


def minta(klaim: Klaim, rina: Akun, jenis: str = "SURAT_DOKTER") -> BerkasKlaim:
    return minta_berkas(
        klaim_id=klaim.pk, jenis=jenis, alasan="Tanda tangan dokter tidak terbaca.",
        petugas=rina, pelaku=pelaku_akun(rina),
    )  # fmt: skip


def test_tanpa_surat_tidak_dapat_diajukan_dengan_surat_ke_petugas() -> None:
    klaim = draf_cacat()
    with pytest.raises(BelumLayak, match="klaim_perlu_berkas"):
        ajukan_klaim(klaim_id=klaim.pk, versi=klaim.versi, kunci="a", pelaku=SISTEM)
    assert saldo_peserta(klaim.peserta).tersedia > 0
    unggah(klaim)
    hasil = ajukan_klaim(klaim_id=klaim.pk, versi=klaim.versi, kunci="a", pelaku=SISTEM)
    assert (hasil.status, hasil.rute) == ("TINJAUAN_PETUGAS", "PETUGAS")
    assert hasil.riwayat.get(ke="TINJAUAN_PETUGAS").alasan == "surat_ditinjau"


def test_surat_yang_diterima_dibayar_mesin_yang_sama(rina: Akun) -> None:
    klaim = ajukan_cacat()
    klaim = setujui_klaim(
        klaim_id=klaim.pk, alasan="Surat sah.", petugas=rina, pelaku=pelaku_akun(rina)
    )
    bayar(klaim)
    assert klaim.status == "DIBAYAR"
    assert saldo_peserta(klaim.peserta).total == 0


@pytest.mark.parametrize("jenis", ["JPEG", "PNG", "WEBP"])
def test_foto_disimpan_bersih_dan_terenkripsi(jenis: str) -> None:
    kotor = foto(jenis=jenis)
    assert b"RAHASIA-LOKASI" in kotor
    baris = unggah(draf_cacat(), kotor)
    baris.refresh_from_db()
    assert baris.isi is not None
    assert baris.tipe == "image/jpeg"
    assert bytes(baris.isi).startswith(b"\xff\xd8\xff")
    assert b"RAHASIA-LOKASI" not in bytes(baris.isi)
    with connection.cursor() as kursor:
        kursor.execute("SELECT isi FROM klaim_jht_berkasklaim WHERE id = %s", [baris.pk])
        mentah = bytes(kursor.fetchone()[0])
    assert bytes(baris.isi)[:64] not in mentah


@pytest.mark.parametrize(
    ("isi", "kode"),
    [
        pytest.param(b"", "bukti_rusak", id="kosong"),
        pytest.param(b"<html>bukan foto</html>" * 9, "bukti_bukan_berkas", id="menyamar"),
        pytest.param(PDF + b"x" * 6_000_000, "bukti_terlalu_besar", id="terlalu-besar"),
        pytest.param(foto()[:-400], "bukti_rusak", id="terpotong"),
        pytest.param(
            PDF.replace(b"/Catalog", b"/Catalog /OpenAction << /S /JavaScript >>"),
            "bukti_pdf_beraksi",
            id="pdf-berprogram",
        ),
    ],
)
def test_yang_bukan_surat_ditolak_dan_yang_lama_tetap(isi: bytes, kode: str) -> None:
    klaim = draf_cacat()
    lama = unggah(klaim)
    with pytest.raises(IsianTidakSah, match=kode):
        unggah(klaim, isi)
    lama.refresh_from_db()
    assert (lama.status, bytes(lama.isi or b"")) == ("ADA", PDF)


def test_surat_diganti_sebelum_diajukan_hanya_satu_yang_berlaku() -> None:
    klaim = draf_cacat()
    lama = unggah(klaim)
    baru = unggah(klaim, foto())
    assert [s.status for s in (_segar(lama), _segar(baru))] == ["DIGANTI", "ADA"]
    kembar = {"jenis": "SURAT_DOKTER", "status": "ADA", "sidik": "a"}
    with pytest.raises(IntegrityError, match="berlaku"), transaction.atomic():
        BerkasKlaim.objects.create(klaim=klaim, **kembar)
    # About another of several people it is another paper.
    BerkasKlaim.objects.create(klaim=klaim, nomor=2, **kembar)


def _segar(baris: BerkasKlaim) -> BerkasKlaim:
    baris.refresh_from_db()
    return baris


def test_satu_draf_tidak_memenuhi_penyimpanan() -> None:
    klaim = draf_cacat()
    BerkasKlaim.objects.bulk_create(
        BerkasKlaim(klaim=klaim, jenis="SURAT_LAIN", status="DIGANTI", sidik="a")
        for _ in range(UNGGAHAN_TERBANYAK)
    )
    with pytest.raises(Bentrok, match="berkas_terlalu_banyak"):
        unggah(klaim)


def test_petugas_meminta_lagi_jam_berhenti_lalu_berjalan_lagi(rina: Akun) -> None:
    klaim = ajukan_cacat()
    permintaan = minta(klaim, rina)
    klaim.refresh_from_db()
    assert klaim.status == "PERLU_PERBAIKAN_DATA"
    jam = jam_klaim(klaim, riwayat_klaim(klaim), kini=timezone.now() + timedelta(days=3))
    assert jam is not None
    assert jam.berhenti
    assert "tidak terbaca" in Pesan.objects.get(jenis="klaim_perlu_berkas").isi["teks"]
    with pytest.raises(Bentrok, match="klaim_bukan_ditinjau"):
        setujui_klaim(klaim_id=klaim.pk, alasan="x", petugas=rina, pelaku=pelaku_akun(rina))
    with pytest.raises(Bentrok, match="berkas_tidak_diminta"):
        unggah(klaim, jenis="PASPOR")
    assert unggah(klaim).pk == permintaan.pk
    klaim.refresh_from_db()
    assert klaim.status == "TINJAUAN_PETUGAS"
    assert jenis_berkas_ada(klaim) == {"SURAT_DOKTER"}
    jam = jam_klaim(klaim, riwayat_klaim(klaim), kini=timezone.now())
    assert jam is not None
    assert not jam.berhenti
    with pytest.raises(Bentrok, match="klaim_tanpa_berkas"):
        unggah(klaim)


def test_surat_lain_menambah_tanpa_mengganti(rina: Akun) -> None:
    klaim = ajukan_cacat()
    minta(klaim, rina, jenis="SURAT_LAIN")
    unggah(klaim, jenis="SURAT_LAIN")
    assert jenis_berkas_ada(klaim) == {"SURAT_DOKTER", "SURAT_LAIN"}


def test_meminta_hanya_saat_ditinjau_dan_bukan_klaim_sendiri(rina: Akun) -> None:
    klaim = draf_cacat()
    with pytest.raises(Bentrok, match="klaim_bukan_ditinjau"):
        minta(klaim, rina)
    klaim = ajukan_cacat()
    assert klaim.peserta.akun is not None
    with pytest.raises(BelumLayak, match="petugas_klaim_sendiri"):
        minta(klaim, klaim.peserta.akun)
    with pytest.raises(TidakDitemukan, match="klaim_tidak_ada"):
        minta_berkas(klaim_id=0, jenis="PASPOR", alasan="x", petugas=rina, pelaku=SISTEM)


def test_dibatalkan_saat_surat_diminta_melepas_saldo(rina: Akun) -> None:
    klaim = ajukan_cacat()
    minta(klaim, rina)
    batalkan_klaim(klaim_id=klaim.pk, pelaku=SISTEM)
    assert saldo_peserta(klaim.peserta).tersedia > 0


def test_pembukaan_tercatat_dan_hanya_selama_ditinjau(rina: Akun) -> None:
    klaim = ajukan_cacat()
    baris = klaim.berkas.get()
    isi = buka_berkas(berkas_id=baris.pk, tujuan="Memutus klaim.", pelaku=pelaku_akun(rina)).isi
    assert bytes(isi or b"").startswith(b"\xff\xd8")
    catatan = CatatanAudit.objects.get(aksi="data.dilihat_petugas")
    assert (catatan.peserta_id, catatan.pelaku_nama) == (klaim.peserta_id, "rina")
    tolak_klaim(klaim_id=klaim.pk, alasan="Tidak sah.", petugas=rina, pelaku=pelaku_akun(rina))
    with pytest.raises(TidakDitemukan, match="berkas_tidak_ada"):
        buka_berkas(berkas_id=baris.pk, tujuan="x", pelaku=pelaku_akun(rina))


def test_surat_draf_bukan_urusan_petugas(rina: Akun) -> None:
    baris = unggah(draf_cacat())
    with pytest.raises(TidakDitemukan, match="berkas_tidak_ada"):
        buka_berkas(berkas_id=baris.pk, tujuan="x", pelaku=pelaku_akun(rina))


def test_surat_klaim_lama_dan_draf_terbengkalai_dihapus_sidiknya_tinggal(rina: Akun) -> None:
    selesai, draf, terbuka = ajukan_cacat(), draf_cacat(), ajukan_cacat()
    tolak_klaim(klaim_id=selesai.pk, alasan="x", petugas=rina, pelaku=pelaku_akun(rina))
    unggah(draf)
    assert bersihkan_berkas() == 0
    kini = timezone.now()
    Klaim.objects.filter(pk=draf.pk).update(diubah_pada=kini - UMUR_BERKAS_DRAF - timedelta(1))
    Klaim.objects.filter(pk__in=[selesai.pk, terbuka.pk]).update(
        diubah_pada=kini - UMUR_BERKAS - timedelta(1)
    )
    assert bersihkan_berkas() == 2
    assert bersihkan_berkas() == 0
    for klaim, hilang in ((selesai, True), (draf, True), (terbuka, False)):
        baris = klaim.berkas.get()
        assert (baris.isi is None, len(baris.sidik)) == (hilang, 64)
    assert jenis_berkas_ada(draf) == frozenset()
    unggah(draf)
    assert jenis_berkas_ada(draf) == {"SURAT_DOKTER"}


def test_surat_draf_yang_dibatalkan_dihapus_segera() -> None:
    klaim = draf_cacat()
    unggah(klaim)
    batalkan_klaim(klaim_id=klaim.pk, pelaku=SISTEM)
    assert bersihkan_berkas() == 1
