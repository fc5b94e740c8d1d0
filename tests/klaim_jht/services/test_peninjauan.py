from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.audit import pelaku_akun
from accounts.models import Akun, CatatanAudit, Pesan
from accounts.rules.pelaku import SISTEM
from jmo.lib.galat import BelumLayak, Bentrok, TidakDitemukan
from klaim_jht.models import Klaim, Pembayaran
from klaim_jht.rules.status import StatusPembayaran
from klaim_jht.services.peninjauan import setujui_klaim, tanyakan_sekarang, tolak_klaim
from klaim_jht.services.status import pindahkan_pembayaran
from pengkinian.models import KasusKoreksi, Rekening
from saldo.models import TahananSaldo
from saldo.selectors import saldo_peserta
from tests.klaim_jht.orang import ajukan, bayar, buat_siap_klaim
from tests.pabrik import buat_akun

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def rina() -> Akun:
    return buat_akun("rina", petugas=True)


@pytest.fixture
def klaim() -> Klaim:
    """A claim above the ceiling of the machine."""
    klaim = ajukan(buat_siap_klaim(upah=900_000_000))
    assert klaim.status == "TINJAUAN_PETUGAS"
    return klaim


def setujui(klaim: Klaim, petugas: Akun, alasan: str = "Data lengkap.") -> Klaim:
    return setujui_klaim(
        klaim_id=klaim.pk, alasan=alasan, petugas=petugas, pelaku=pelaku_akun(petugas)
    )


def test_disetujui_menulis_pembayaran_dan_riwayat_dengan_alasan(klaim: Klaim, rina: Akun) -> None:
    hasil = setujui(klaim, rina)
    assert hasil.status == "PEMBAYARAN_DIPROSES"
    assert hasil.pembayaran.get().jumlah == klaim.neto
    riwayat = hasil.riwayat.get(ke="DISETUJUI")
    assert (riwayat.pelaku_jenis, riwayat.alasan) == ("PETUGAS", "Data lengkap.")
    assert CatatanAudit.objects.filter(aksi="pembayaran.dibuat", pelaku_nama="rina").exists()
    assert Pesan.objects.filter(jenis="klaim_disetujui").count() == 1


def test_ditolak_melepas_tahanan_dan_memberi_tahu(klaim: Klaim, rina: Akun) -> None:
    sebelum = saldo_peserta(klaim.peserta)
    assert sebelum.tersedia == 0
    hasil = tolak_klaim(
        klaim_id=klaim.pk, alasan="Surat tidak sah.", petugas=rina, pelaku=pelaku_akun(rina)
    )
    assert hasil.status == "DITOLAK"
    assert TahananSaldo.objects.get().status == "DILEPAS"
    assert saldo_peserta(klaim.peserta).tersedia == sebelum.total
    assert "Surat tidak sah." in Pesan.objects.get(jenis="klaim_ditolak").isi["teks"]


@pytest.mark.parametrize("acara", [setujui_klaim, tolak_klaim])
def test_petugas_tidak_memutus_klaimnya_sendiri(klaim: Klaim, acara: object) -> None:
    akun = klaim.peserta.akun
    assert akun is not None
    assert callable(acara)
    with pytest.raises(BelumLayak, match="petugas_klaim_sendiri"):
        acara(klaim_id=klaim.pk, alasan="x", petugas=akun, pelaku=pelaku_akun(akun))
    klaim.refresh_from_db()
    assert klaim.status == "TINJAUAN_PETUGAS"


def test_klaim_yang_tidak_ditinjau_tidak_diputus(rina: Akun) -> None:
    biasa = ajukan(buat_siap_klaim())
    with pytest.raises(Bentrok, match="klaim_bukan_ditinjau"):
        setujui(biasa, rina)


def test_kedua_petugas_hanya_satu_yang_memutus(klaim: Klaim, rina: Akun) -> None:
    setujui(klaim, rina)
    with pytest.raises(Bentrok, match="klaim_bukan_ditinjau"):
        setujui(klaim, buat_akun("rudi", petugas=True))
    assert klaim.pembayaran.count() == 1


@pytest.mark.parametrize("acara", [setujui_klaim, tolak_klaim])
@pytest.mark.parametrize("status", StatusPembayaran)
def test_diputus_hanya_bila_bank_pasti_tidak_memegang_uangnya(
    klaim: Klaim, rina: Akun, acara: Callable[..., Klaim], status: StatusPembayaran
) -> None:
    """A claim comes back to the officers with a payment; only a lost one lets them decide."""
    assert klaim.rekening is not None
    Pembayaran.objects.create(
        klaim=klaim, ke=1, partner_ref="JHT0001", jumlah=klaim.neto or 0, rekening=klaim.rekening,
        status=status, referensi_bank="BANK0001",
    )  # fmt: skip
    pelaku = pelaku_akun(rina)
    if status in {StatusPembayaran.GAGAL_PASTI, StatusPembayaran.DIKEMBALIKAN}:
        acara(klaim_id=klaim.pk, alasan="x", petugas=rina, pelaku=pelaku)
        return
    with pytest.raises(Bentrok, match="klaim_sudah_dibayarkan"):
        acara(klaim_id=klaim.pk, alasan="x", petugas=rina, pelaku=pelaku)
    assert TahananSaldo.objects.get().status == "DITAHAN"
    assert klaim.pembayaran.count() == 1


@pytest.mark.parametrize("acara", [setujui_klaim, tolak_klaim])
def test_klaim_yang_tidak_ada_tidak_diputus(rina: Akun, acara: Callable[..., Klaim]) -> None:
    with pytest.raises(TidakDitemukan, match="klaim_tidak_ada"):
        acara(klaim_id=0, alasan="x", petugas=rina, pelaku=pelaku_akun(rina))


def test_rekening_yang_belum_terbukti_diputus_lebih_dahulu(klaim: Klaim, rina: Akun) -> None:
    Rekening.objects.update(status=Rekening.Status.DITINJAU_PETUGAS)
    with pytest.raises(BelumLayak, match="klaim_rekening_belum_terbukti"):
        setujui(klaim, rina)
    Rekening.objects.update(status=Rekening.Status.TERBUKTI)
    assert setujui(klaim, rina).status == "PEMBAYARAN_DIPROSES"


def test_koreksi_data_diri_diputus_lebih_dahulu(klaim: Klaim, rina: Akun) -> None:
    KasusKoreksi.objects.create(
        peserta=klaim.peserta, jenis="DATA_DIRI", uraian="Nama salah eja.",
        tenggat_pada=timezone.now(),
    )  # fmt: skip
    with pytest.raises(BelumLayak, match="klaim_koreksi_terbuka"):
        setujui(klaim, rina)


def test_laporan_bukan_saya_menahan_uang_sampai_petugas_lain_menutupnya(
    klaim: Klaim, rina: Akun
) -> None:
    klaim.peserta.bukan_saya_pada = timezone.now()
    klaim.peserta.save(update_fields=["bukan_saya_pada"])
    baris = setujui(klaim, rina).pembayaran.get()
    assert (baris.jatuh_pada, baris.perlu_petugas) == (None, True)


def belum_pasti(klaim: Klaim) -> Pembayaran:
    baris = klaim.pembayaran.select_related("klaim__peserta").get()
    with transaction.atomic():
        pindahkan_pembayaran(baris, StatusPembayaran.DIKIRIM, pelaku=SISTEM)
        pindahkan_pembayaran(
            baris, StatusPembayaran.BELUM_PASTI, pelaku=SISTEM,
            jatuh_pada=timezone.now() + timedelta(hours=1),
        )  # fmt: skip
    return baris


def tanya(baris: Pembayaran, petugas: Akun) -> Pembayaran:
    return tanyakan_sekarang(
        pembayaran_id=baris.pk, alasan="Peserta menelepon.", pelaku=pelaku_akun(petugas)
    )


def test_tanya_bank_sekarang_memajukan_jatuh_tempo(rina: Akun) -> None:
    baris = belum_pasti(ajukan(buat_siap_klaim()))
    tanya(baris, rina)
    baris.refresh_from_db()
    assert baris.jatuh_pada is not None
    assert baris.jatuh_pada <= timezone.now()
    assert baris.status == "BELUM_PASTI"
    assert CatatanAudit.objects.get(aksi="pembayaran.ditanyakan").alasan == "Peserta menelepon."


def test_yang_belum_dikirim_atau_sudah_selesai_tidak_ditanyakan(rina: Akun) -> None:
    klaim = ajukan(buat_siap_klaim())
    baris = klaim.pembayaran.get()
    nanti = timezone.now() + timedelta(hours=12)
    Pembayaran.objects.update(jatuh_pada=nanti)
    with pytest.raises(Bentrok, match="pembayaran_belum_dikirim"):
        tanya(baris, rina)
    baris.refresh_from_db()
    assert baris.jatuh_pada == nanti
    bayar(klaim)
    with pytest.raises(Bentrok, match="pembayaran_selesai"):
        tanya(baris, rina)
