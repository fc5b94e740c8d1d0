"""An account that served another owner: an officer looks, and two at once cannot slip through."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection

from accounts.audit import pelaku_akun
from accounts.models import Peserta
from accounts.rules.pelaku import SISTEM
from klaim_jht.models import Klaim, Pembayaran
from klaim_jht.services.peninjauan import setujui_klaim
from klaim_jht.services.perbaikan import perbaiki_rekening
from klaim_jht.services.rekening_bersama import dipakai_orang_lain, sebab_rekening
from klaim_jht.services.susulan import bayar_susulan, lanjutkan_susulan
from pengkinian.models import Rekening
from tests.klaim_jht.orang import (
    ajukan,
    baca,
    bayar,
    beri_rekening,
    beri_wajah,
    buat_pekerja,
    buat_siap_klaim,
    jawaban_bank,
    kinikan,
    masuk,
    tolak_bank,
)
from tests.klaim_jht.susulan import uang_datang
from tests.klaim_jht.wizard import sampai_konfirmasi
from tests.pabrik import buat_akun

pytestmark = pytest.mark.django_db(transaction=True)
NOMOR = "556677880000"


def siap(nama: str) -> Peserta:
    peserta = buat_pekerja(nama=nama)
    kinikan(peserta)
    beri_wajah(peserta)
    beri_rekening(peserta, nomor=NOMOR)
    return peserta


def sebab(klaim: Klaim) -> str:
    klaim.refresh_from_db()
    terakhir = klaim.riwayat.filter(pembayaran=None).latest("pk")
    return terakhir.alasan if klaim.status == "TINJAUAN_PETUGAS" else ""


def test_rekening_yang_sudah_dibayar_untuk_orang_lain_ke_petugas() -> None:
    bayar(ajukan(siap("BUDI SANTOSO")))
    lain = siap("WATI LESTARI")
    klien = masuk(lain)
    isi = sampai_konfirmasi(klien)
    assert "pernah menerima uang JHT orang lain" in isi
    assert "Petugas memutus klaim ini" in isi
    klaim = ajukan(lain)
    assert sebab(klaim) == "rekening_dipakai_lain"
    assert klaim.janji_pada is not None
    assert klaim.diajukan_pada is not None
    assert (klaim.janji_pada - klaim.diajukan_pada).days >= 4, "the officers' five working days"
    assert "pernah menerima uang JHT orang lain" in baca(klien, f"/klaim/{klaim.kode}/")
    rina = buat_akun(petugas=True)
    setujui_klaim(klaim_id=klaim.pk, alasan="Suami istri.", petugas=rina, pelaku=pelaku_akun(rina))
    assert Pembayaran.objects.get(klaim=klaim).status == "SIAP"


def test_rekening_sendiri_dan_yang_gagal_dibayar_tidak_menghalangi() -> None:
    pertama = siap("BUDI SANTOSO")
    tolak_bank(ajukan(pertama))
    Rekening.objects.update(status="TERBUKTI")
    lain = siap("WATI LESTARI")
    assert not dipakai_orang_lain(Rekening.objects.get(peserta=lain))
    bayar(ajukan(lain))
    assert not dipakai_orang_lain(Rekening.objects.get(peserta=lain)), "her own payment"
    assert sebab_rekening_milik(pertama) == "rekening_dipakai_lain"


def sebab_rekening_milik(peserta: Peserta) -> str:
    from django.db import transaction

    with transaction.atomic():
        return sebab_rekening(Rekening.objects.get(peserta=peserta))


def test_rekening_pengganti_juga_diperiksa() -> None:
    bayar(ajukan(siap("BUDI SANTOSO")))
    klaim = ajukan(buat_siap_klaim(nama="WATI LESTARI"))
    tolak_bank(klaim)
    perbaiki_rekening(
        klaim_id=klaim.pk, verifikasi=jawaban_bank(klaim.peserta, nomor=NOMOR), pelaku=SISTEM
    )
    assert sebab(klaim) == "rekening_dipakai_lain"
    assert not klaim.pembayaran.filter(status="SIAP").exists()


def test_uang_susulan_ke_rekening_bersama_menunggu_petugas() -> None:
    bayar(ajukan(siap("BUDI SANTOSO")))
    klaim = ajukan(buat_siap_klaim(nama="WATI LESTARI"))
    bayar(klaim)
    beri_rekening(klaim.peserta, nomor=NOMOR)
    uang_datang(klaim)
    susulan = bayar_susulan(klaim_id=klaim.pk)
    assert susulan is not None
    assert susulan.menunggu == "PETUGAS"
    assert not klaim.pembayaran.filter(jenis="SUSULAN").exists()
    rina = buat_akun(petugas=True)
    lanjutkan_susulan(
        susulan_id=susulan.pk, alasan="Suami istri.", petugas=rina, pelaku=pelaku_akun(rina)
    )
    assert klaim.pembayaran.get(jenis="SUSULAN").status == "SIAP"


def test_dua_orang_yang_mengajukan_bersamaan_satu_yang_dibayar_mesin() -> None:
    orang = [siap("BUDI SANTOSO"), siap("WATI LESTARI")]
    galat: list[Any] = []

    def kerja(peserta: Peserta) -> None:
        try:
            ajukan(peserta)
        except Exception as satu:
            galat.append(satu)
        finally:
            connection.close()

    utas = [threading.Thread(target=kerja, args=(satu,)) for satu in orang]
    for satu in utas:
        satu.start()
    for satu in utas:
        satu.join()
    assert galat == []
    assert sorted(Klaim.objects.values_list("status", flat=True)) == [
        "PEMBAYARAN_DIPROSES", "TINJAUAN_PETUGAS"
    ]  # fmt: skip
