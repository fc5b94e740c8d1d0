"""Tracking, later money and objections in a real browser: accessible, never too wide."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from accounts.audit import pelaku_akun
from accounts.models import Peserta
from klaim_jht.models import Klaim
from klaim_jht.services.dokumen import tanda_resi
from klaim_jht.services.keberatan import jawab_keberatan
from klaim_jht.services.susulan import bayar_susulan
from tests.klaim_jht.orang import bayar, masuk
from tests.klaim_jht.services.test_keberatan import draf, sanggah
from tests.klaim_jht.services.test_susulan import tolak
from tests.klaim_jht.susulan import klaim_dibayar, uang_datang
from tests.pabrik import buat_akun
from tests.test_tampilan_saldo_peramban import _halaman

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]


def dibayar_lalu_susulan() -> tuple[Peserta, list[str]]:
    """One later payment arrived, the next one waits for another account."""
    klaim = klaim_dibayar()
    for ke in range(2):
        uang_datang(klaim, ke=ke)
        bayar_susulan(klaim_id=klaim.pk)
        bayar(klaim) if ke == 0 else tolak(klaim, rekening=True)
    baris = klaim.pembayaran.select_related("klaim__peserta", "rekening").get(ke=1)
    return klaim.peserta, [
        f"/klaim/{klaim.kode}/", f"/klaim/{klaim.kode}/rekening/", f"/periksa/{tanda_resi(baris)}",
    ]  # fmt: skip


def disanggah() -> tuple[Peserta, list[str]]:
    """A machine's "no" that was objected to, answered, and may be objected to again."""
    klaim: Klaim = draf(berhenti_hari_lalu=5)
    hadi = buat_akun(petugas=True)
    jawab_keberatan(
        keberatan_id=sanggah(klaim).pk, diterima=False, petugas=hadi, pelaku=pelaku_akun(hadi),
        jawaban="Tanggal berhenti menurut surat perusahaan sudah benar, jadi bulannya tetap.",
    )  # fmt: skip
    return klaim.peserta, [
        "/klaim/ajukan/syarat/", f"/klaim/{klaim.kode}/keberatan/", f"/klaim/{klaim.kode}/batal/",
    ]  # fmt: skip


@pytest.mark.parametrize("siapkan", [dibayar_lalu_susulan, disanggah])
def test_halaman_klaim_ramah_dan_tidak_melebar(live_server: Any, siapkan: Any) -> None:
    peserta, alamat = siapkan()
    klien = masuk(peserta)
    for lebar in (360, 1280):
        with _halaman(live_server, klien, lebar) as halaman:
            for satu in alamat:
                halaman.goto(f"{live_server.url}{satu}")
                isi, layar = halaman.evaluate("[document.body.scrollWidth, innerWidth]")
                assert isi <= layar, (satu, lebar)
                hasil = Axe().run(halaman)
                assert hasil.violations_count == 0, (satu, hasil.generate_report())
