"""Rails and closed hours: nothing goes out over a closed rail, and the page says until when."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.audit import pelaku_akun
from jmo.gateways.bank_snap import BankSnap
from jmo.lib.galat import BelumLayak, TidakDitemukan
from jmo.lib.tanggal import WIB, format_jam
from klaim_jht.models import JendelaBank, Pembayaran
from klaim_jht.rules.jalur import Jalur
from klaim_jht.services.jalur_bank import (
    cabut_jendela,
    catat_jendela,
    jalur_pembayaran,
    tunda_menurut_jalur,
)
from tests.klaim_jht.bank import (
    hitung_kiriman,
    kerjakan,
    klaim_di_bank,
    satu_pembayaran,
)
from tests.klaim_jht.orang import ajukan, baca, buat_siap_klaim, masuk
from tests.klaim_jht.test_admin import petugas
from tests.pabrik import buat_akun

pytestmark = pytest.mark.django_db(transaction=True)
# 28 November 2026 is a Saturday.
SABTU = datetime(2026, 11, 28, 10, tzinfo=WIB)


def tutup(jalur: str = "SEMUA", *, jam: int = 1) -> JendelaBank:
    hadi = buat_akun("hadi", petugas=True)
    kini = timezone.now()
    return catat_jendela(
        jalur=jalur, mulai=kini - timedelta(minutes=1), sampai=kini + timedelta(hours=jam),
        keterangan="Pemeliharaan", petugas=hadi, pelaku=pelaku_akun(hadi),
    )  # fmt: skip


def test_tidak_ada_yang_dikirim_selama_bank_tutup(bank: BankSnap) -> None:
    klaim = klaim_di_bank("0000")
    jendela = tutup()
    bayar = kerjakan(klaim, bank, kali=2)
    assert (bayar.status, bayar.sebab_tunda) == ("SIAP", "BANK_TUTUP")
    assert bayar.jatuh_pada == jendela.sampai_pada
    assert hitung_kiriman(bayar) == 0
    isi = baca(masuk(klaim.peserta), f"/klaim/{klaim.kode}/")
    assert "Bank sedang tutup untuk pengiriman" in isi
    assert format_jam(jendela.sampai_pada, "id") in isi
    # Withdrawn, it is tried at once.
    hadi = buat_akun("rina", petugas=True)
    cabut_jendela(jendela_id=jendela.pk, alasan="Batal", pelaku=pelaku_akun(hadi))
    bayar = satu_pembayaran(klaim)
    assert bayar.jatuh_pada is not None
    assert bayar.jatuh_pada <= timezone.now()
    bayar = kerjakan(klaim, bank)
    assert (bayar.status, bayar.sebab_tunda) == ("BERHASIL", "")
    with pytest.raises(TidakDitemukan):
        cabut_jendela(jendela_id=jendela.pk, alasan="x", pelaku=pelaku_akun(hadi))


def test_jalur_lain_tetap_berjalan_dan_yang_sudah_dikirim_tetap_ditanyakan(bank: BankSnap) -> None:
    klaim = klaim_di_bank("0004")
    tutup("RTGS")
    assert kerjakan(klaim, bank).status == "BELUM_PASTI"
    JendelaBank.objects.update(jalur="SEMUA")
    assert kerjakan(klaim, bank).status == "BERHASIL"


def test_di_atas_batas_menunggu_jam_rtgs(monkeypatch: pytest.MonkeyPatch) -> None:
    klaim = ajukan(buat_siap_klaim())
    bayar = satu_pembayaran(klaim)
    assert jalur_pembayaran(bayar) is Jalur.BIFAST
    monkeypatch.setitem(settings.BANK, "batas_bifast", bayar.jumlah - 1)
    assert jalur_pembayaran(bayar) is Jalur.RTGS
    monkeypatch.setitem(settings.BANK, "kode_bank", bayar.rekening.kode_bank)
    assert jalur_pembayaran(bayar) is Jalur.SESAMA
    monkeypatch.setitem(settings.BANK, "kode_bank", "999")
    with time_machine.travel(SABTU, tick=False):
        assert tunda_menurut_jalur(bayar)
        bayar = satu_pembayaran(klaim)
        assert bayar.sebab_tunda == "JAM_RTGS"
        assert bayar.jatuh_pada == datetime(2026, 11, 30, 8, tzinfo=WIB)
        isi = baca(masuk(klaim.peserta), f"/klaim/{klaim.kode}/")
        assert "lewat RTGS" in isi
        assert "30 November 2026" in isi
        Pembayaran.objects.update(sebab_tunda="")
    with time_machine.travel(SABTU + timedelta(days=2), tick=False):
        assert not tunda_menurut_jalur(bayar)


def test_jumlah_yang_ditolak_saat_rekening_ditanya_adalah_penolakan(bank: BankSnap) -> None:
    klaim = klaim_di_bank("0017")
    # The bank named the owner longer ago than ten minutes: it is asked again before sending.
    verifikasi = satu_pembayaran(klaim).rekening.verifikasi
    assert verifikasi is not None
    verifikasi.diputus_pada = timezone.now() - timedelta(minutes=11)
    verifikasi.save(update_fields=["diputus_pada"])
    bayar = kerjakan(klaim, bank)
    assert (bayar.status, bayar.sebab_gagal) == ("GAGAL_PASTI", "BATAS")
    assert klaim.status == "TINJAUAN_PETUGAS"
    assert hitung_kiriman(bayar) == 0


def test_jendela_terbalik_ditolak() -> None:
    hadi = buat_akun("hadi", petugas=True)
    kini = timezone.now()
    for mulai, sampai in ((1, 0), (-2, -1)):
        with pytest.raises(BelumLayak, match="jendela_terbalik"):
            catat_jendela(
                jalur="SEMUA", mulai=kini + timedelta(hours=mulai),
                sampai=kini + timedelta(hours=sampai), keterangan="x", petugas=hadi,
                pelaku=pelaku_akun(hadi),
            )  # fmt: skip
    assert not JendelaBank.objects.exists()


def test_penyelia_mencatat_dan_mencabut_di_meja() -> None:
    hadi, rina = petugas("penyelia"), petugas("petugas")
    tambah = reverse("admin:klaim_jht_jendelabank_add")
    assert rina.get(tambah).status_code == 403
    nanti = timezone.localtime() + timedelta(hours=2)
    isian = {
        "jalur": "BIFAST", "keterangan": "Pemeliharaan BI-FAST",
        "mulai_pada_0": f"{nanti:%Y-%m-%d}", "mulai_pada_1": f"{nanti:%H:%M:%S}",
        "sampai_pada_0": f"{nanti:%Y-%m-%d}", "sampai_pada_1": f"{nanti:%H:%M:%S}",
    }  # fmt: skip
    assert "Waktu selesai harus sesudah" in hadi.post(tambah, isian).content.decode()
    akhir = nanti + timedelta(hours=1)
    isian |= {"sampai_pada_0": f"{akhir:%Y-%m-%d}", "sampai_pada_1": f"{akhir:%H:%M:%S}"}
    assert "BI-FAST" in hadi.post(tambah, isian, follow=True).content.decode()
    jendela = JendelaBank.objects.get()
    cabut = reverse("admin:klaim_jht_jendelabank_tombol", args=[jendela.pk, "cabut"])
    assert rina.post(cabut, {"alasan": "x"}).status_code == 403
    isi = hadi.post(cabut, {"alasan": "Dibatalkan bank."}, follow=True).content.decode()
    assert "Waktu tutup dicabut" in isi
