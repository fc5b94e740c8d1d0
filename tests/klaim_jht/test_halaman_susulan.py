from __future__ import annotations

import re

import pytest

from accounts.models import Peserta
from klaim_jht.models import Klaim, Susulan
from klaim_jht.services.susulan import bayar_susulan
from pengkinian.models import Rekening
from tests.klaim_jht.orang import baca, bayar, beri_wajah, buat_siap_klaim, jawaban_bank, masuk
from tests.klaim_jht.services.test_susulan import tolak
from tests.klaim_jht.susulan import klaim_dibayar, uang_datang

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def budi() -> Peserta:
    return buat_siap_klaim()


@pytest.fixture
def klaim(budi: Peserta) -> Klaim:
    klaim = klaim_dibayar(budi)
    uang_datang(klaim)
    return klaim


def lacak(klaim: Klaim) -> str:
    return f"/klaim/{klaim.kode}/"


def test_uang_susulan_tampil_hidup_lalu_dibayar_dengan_tanda_terimanya(
    budi: Peserta, klaim: Klaim
) -> None:
    klien = masuk(budi)
    assert "Uang susulan" not in baca(klien, lacak(klaim))
    bayar_susulan(klaim_id=klaim.pk)
    isi = baca(klien, lacak(klaim))
    for kata in ("Uang susulan", "Rp57.000", "Sedang dikirim", 'hx-trigger="every 2s"'):
        assert kata in isi, kata
    alamat = re.search(r'hx-get="([^"]+)"', isi)
    assert alamat is not None
    assert klien.get(alamat[1]).status_code == 204
    bayar(klaim)
    assert klien.get(alamat[1]).status_code == 200
    isi = baca(klien, lacak(klaim))
    assert "hx-trigger" not in isi
    assert "Uang susulan masuk ke BRI" in isi
    assert f"{lacak(klaim)}resi/2.pdf" in isi
    for ekor in ("resi.pdf", "resi/2.pdf", "bukti-potong/1.pdf", "bukti-potong/2.pdf"):
        jawaban = klien.get(f"{lacak(klaim)}{ekor}")
        assert jawaban.content.startswith(b"%PDF"), ekor
        assert "attachment" in jawaban["Content-Disposition"]


def test_dokumen_orang_lain_dan_yang_belum_dibayar_tidak_ada(klaim: Klaim) -> None:
    asing = masuk(buat_siap_klaim())
    for ekor in ("resi.pdf", "resi/1.pdf", "bukti-potong/1.pdf"):
        assert asing.get(f"{lacak(klaim)}{ekor}").status_code == 404
    bayar_susulan(klaim_id=klaim.pk)
    milik = masuk(klaim.peserta)
    for ekor in ("resi/2.pdf", "bukti-potong/2.pdf", "resi/9.pdf"):
        jawaban = milik.get(f"{lacak(klaim)}{ekor}")
        assert jawaban.status_code == 404
        assert "belum sampai" in jawaban.content.decode()


def test_rekening_mati_diperbaiki_di_halaman_yang_sama(budi: Peserta, klaim: Klaim) -> None:
    bayar_susulan(klaim_id=klaim.pk)
    tolak(klaim, rekening=True)
    klien = masuk(budi)
    isi = baca(klien, lacak(klaim))
    for kata in ("Perlu rekening lain", "Perbaiki rekening", "BRI menolak uang susulan"):
        assert kata in isi, kata
    assert "Uang susulan perlu rekening lain" in baca(klien, "/klaim/")
    assert "hx-trigger" not in isi
    assert "Rekening baru" in baca(klien, f"{lacak(klaim)}rekening/")
    jawaban_bank(budi, nomor="998877665544")
    beri_wajah(budi)
    assert "Rp57.000" in baca(klien, f"{lacak(klaim)}rekening/")
    klien.post(f"{lacak(klaim)}rekening/", {"tanpa_kode": "1"})
    susulan = Susulan.objects.get()
    assert susulan.menunggu == ""
    assert klaim.pembayaran.latest("ke").rekening.nomor == "998877665544"
    isi = baca(klien, lacak(klaim))
    assert "uang susulan Anda dikirim ke sana" in isi
    assert "Masa tenang berjalan" in isi


def test_petugas_memeriksa_disebut_dan_klaim_tetap_dibayar(budi: Peserta, klaim: Klaim) -> None:
    bayar_susulan(klaim_id=klaim.pk)
    tolak(klaim, rekening=False)
    isi = baca(masuk(budi), lacak(klaim))
    assert "Diperiksa petugas" in isi
    assert "Uang sudah masuk ke rekening Anda" in isi
    assert Rekening.objects.filter(status="BERMASALAH").count() == 0
