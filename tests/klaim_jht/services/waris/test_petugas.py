"""From a family's application to money in the heir's account, with two officers between."""

from __future__ import annotations

import pytest
from django.db import transaction

from accounts.audit import pelaku_akun
from accounts.models import Akun, CatatanAudit, Pesan, Peserta
from accounts.rules.pelaku import SISTEM
from jmo.gateways.dukcapil import Dukcapil
from jmo.lib.galat import BelumLayak, Bentrok
from klaim_jht.models import Klaim, PermohonanWaris
from klaim_jht.rules.alasan import AlasanKlaim
from klaim_jht.selectors import ambil_klaim_milik, daftar_klaim_milik, klaim_beranda
from klaim_jht.services.kematian import hentikan_yang_berjalan, periksa_kematian
from klaim_jht.services.kematian_petugas import cabut_laporan
from klaim_jht.services.pengajuan import ajukan_terkunci
from klaim_jht.services.peninjauan import setujui_klaim
from klaim_jht.services.resi import isi_resi
from klaim_jht.services.waris.identitas import periksa_pemohon, sapu_pemohon
from klaim_jht.services.waris.petugas import terima_permohonan, tolak_permohonan
from pengkinian.models import Rekening
from saldo.selectors import saldo_peserta
from tests.klaim_jht.orang import ajukan, bayar, beri_rekening, beri_wajah, kinikan
from tests.klaim_jht.waris import almarhum, janda, kirim, siapkan
from tests.pabrik import buat_akun, buat_peserta
from tests.pengkinian.lib_register import daftarkan

pytestmark = pytest.mark.django_db(transaction=True)


def periksa(baris: PermohonanWaris, dukcapil: Dukcapil) -> PermohonanWaris:
    """Let both workers ask the register."""
    assert baris.laporan_id is not None
    periksa_kematian(laporan_id=baris.laporan_id, dukcapil=dukcapil)
    periksa_pemohon(permohonan_id=baris.pk, dukcapil=dukcapil)
    return PermohonanWaris.objects.select_related("laporan__peserta", "klaim").get(pk=baris.pk)


def terima(baris: PermohonanWaris, petugas: Akun) -> PermohonanWaris:
    return terima_permohonan(
        permohonan_id=baris.pk, alasan="Surat lengkap", petugas=petugas, pelaku=pelaku_akun(petugas)
    )


def setujui(klaim: Klaim, petugas: Akun) -> Klaim:
    return setujui_klaim(
        klaim_id=klaim.pk, alasan="Sesuai", petugas=petugas, pelaku=pelaku_akun(petugas)
    )


def test_dari_permohonan_sampai_uang_di_rekening_ahli_waris(dukcapil: Dukcapil) -> None:
    budi, sri = almarhum(), janda()
    assert budi.akun is not None
    assert sri.akun is not None
    saldo = saldo_peserta(budi).tersedia
    baris = periksa(kirim(siapkan(sri, budi)), dukcapil)
    assert (baris.status, baris.identitas) == ("DIAJUKAN", "COCOK")
    assert not Akun.objects.get(pk=budi.akun.pk).is_active
    # Not a word about savings before an officer accepted.
    assert str(saldo) not in str(baris.hasil)
    assert not Klaim.objects.exists()
    rina, hadi = buat_akun(petugas=True), buat_akun(petugas=True)
    klaim = terima(baris, rina).klaim
    assert klaim is not None
    assert (klaim.alasan, klaim.status, klaim.rute) == ("MENINGGAL", "TINJAUAN_PETUGAS", "PETUGAS")
    assert klaim.janji_pada == baris.janji_pada
    assert klaim.bruto == saldo_peserta(budi).ditahan
    assert klaim.rekening is not None
    assert klaim.rekening.peserta == sri
    assert ambil_klaim_milik(sri.akun, klaim.kode, untuk="baca") == klaim
    assert daftar_klaim_milik(sri.akun) == [klaim]
    assert daftar_klaim_milik(budi.akun) == []
    beranda = klaim_beranda(sri)
    assert beranda is not None
    assert beranda.pk == klaim.pk
    with pytest.raises(BelumLayak, match="waris_petugas_lain"):
        setujui(klaim, rina)
    setujui(klaim, hadi)
    bayar(klaim)
    assert klaim.status == "DIBAYAR"
    assert saldo_peserta(budi).total == 0
    resi = str(isi_resi(klaim.pembayaran.select_related("klaim__pengaju", "rekening").get()))
    assert "SRI WAHYUNI" in resi
    assert "BUDI SANTOSO" in resi
    jenis = set(Pesan.objects.filter(akun=sri.akun).values_list("jenis", flat=True))
    assert {"waris_diajukan", "waris_diterima", "klaim_disetujui", "klaim_dibayar"} <= jenis
    assert not Pesan.objects.filter(akun=budi.akun, jenis__startswith="klaim").exists()
    assert CatatanAudit.objects.filter(aksi="waris.pindah_status").count() == 2


def test_klaim_ahli_waris_tidak_dihentikan_laporan_dan_akun_tidak_dibuka_lagi(
    dukcapil: Dukcapil,
) -> None:
    budi, sri = almarhum(), janda()
    baris = periksa(kirim(siapkan(sri, budi)), dukcapil)
    rina, hadi = buat_akun(petugas=True), buat_akun(petugas=True)
    klaim = terima(baris, rina).klaim
    assert klaim is not None
    assert baris.laporan is not None
    hentikan_yang_berjalan(baris.laporan, pelaku=SISTEM)
    klaim.refresh_from_db()
    assert klaim.status == "TINJAUAN_PETUGAS"
    with pytest.raises(BelumLayak, match="kematian_sudah_diklaim"):
        cabut_laporan(
            laporan_id=baris.laporan.pk, alasan="hidup", petugas=hadi, pelaku=pelaku_akun(hadi)
        )


def test_belum_terbukti_tidak_diterima(dukcapil: Dukcapil) -> None:
    budi, sri = almarhum(), janda()
    baris = kirim(siapkan(sri, budi))
    rina = buat_akun(petugas=True)
    with pytest.raises(BelumLayak, match="waris_peserta_tidak_ada"):
        terima(baris, rina)
    assert baris.laporan_id is not None
    daftarkan(budi, perilaku="")
    periksa_kematian(laporan_id=baris.laporan_id, dukcapil=dukcapil)
    with pytest.raises(BelumLayak, match="waris_kematian_belum_terbukti"):
        terima(baris, rina)
    Peserta.objects.filter(pk=budi.pk).update(meninggal_pada="2026-11-01")
    with pytest.raises(BelumLayak, match="waris_identitas_belum_cocok"):
        terima(baris, rina)
    PermohonanWaris.objects.filter(pk=baris.pk).update(identitas="COCOK")
    # No report of this death was ever proved: only a state that nobody can reach.
    with pytest.raises(BelumLayak, match="waris_belum_berhak"):
        terima(baris, rina)
    assert not Klaim.objects.exists()


def test_petugas_tidak_memutus_keluarganya_dan_penolakan_membuka_jalan_baru(
    dukcapil: Dukcapil,
) -> None:
    budi, sri = almarhum(), janda()
    baris = periksa(kirim(siapkan(sri, budi)), dukcapil)
    assert sri.akun is not None
    with pytest.raises(BelumLayak, match="petugas_klaim_sendiri"):
        terima(baris, sri.akun)
    rina = buat_akun(petugas=True)
    tolak_permohonan(
        permohonan_id=baris.pk, alasan="Bukan istrinya", petugas=rina, pelaku=pelaku_akun(rina)
    )
    assert "Bukan istrinya" in Pesan.objects.get(jenis="waris_ditolak").isi["teks"]
    with pytest.raises(Bentrok):
        terima(baris, rina)
    assert siapkan(sri, budi).pk != baris.pk


def test_dua_ahli_waris_hanya_satu_yang_mendapat(dukcapil: Dukcapil) -> None:
    budi, sri = almarhum(), janda()
    tuti = buat_peserta(nama="TUTI", dengan_akun=True)
    daftarkan(tuti)
    beri_wajah(tuti)
    beri_rekening(tuti, nomor="9988776655")
    satu = periksa(kirim(siapkan(sri, budi)), dukcapil)
    dua = periksa(kirim(siapkan(tuti, budi)), dukcapil)
    rina, hadi = buat_akun(petugas=True), buat_akun(petugas=True)
    klaim = terima(satu, rina).klaim
    assert klaim is not None
    with pytest.raises(Bentrok, match="waris_klaim_lain"):
        terima(dua, rina)
    setujui(klaim, hadi)
    bayar(klaim)
    with pytest.raises(BelumLayak, match="klaim_belum_layak"):
        terima(dua, rina)
    assert Klaim.objects.count() == 1


def test_yang_hidup_tidak_mengaku_meninggal_dan_sebaliknya(dukcapil: Dukcapil) -> None:
    budi, sri = almarhum(), janda()
    kinikan(budi)
    beri_wajah(budi)
    beri_rekening(budi, nomor="5566778899")
    with pytest.raises(BelumLayak, match="klaim_bukan_ahli_waris"):
        ajukan(budi, "MENINGGAL")
    Klaim.objects.all().delete()
    palsu = Klaim.objects.create(peserta=budi, pengaju=sri, alasan=AlasanKlaim.MENINGGAL)
    with pytest.raises(BelumLayak, match="klaim_bukan_ahli_waris"), transaction.atomic():
        ajukan_terkunci(palsu, kunci="0" * 32, pelaku=SISTEM)


def test_nama_rekening_yang_beda_menunggu_petugas_rekening(dukcapil: Dukcapil) -> None:
    budi, sri = almarhum(), janda()
    Rekening.objects.filter(peserta=sri).update(status="DITINJAU_PETUGAS")
    baris = periksa(kirim(siapkan(sri, budi)), dukcapil)
    klaim = terima(baris, buat_akun(petugas=True)).klaim
    assert klaim is not None
    with pytest.raises(BelumLayak, match="klaim_rekening_belum_terbukti"):
        setujui(klaim, buat_akun(petugas=True))


def test_register_yang_jauh_ditanya_lagi(dukcapil: Dukcapil) -> None:
    budi, sri = almarhum(), janda()
    daftarkan(sri, nama="ORANG LAIN SEKALI")
    baris = kirim(siapkan(sri, budi))
    assert sapu_pemohon() == 1
    assert periksa(baris, dukcapil).identitas == "BEDA"
    assert sapu_pemohon() == 0
