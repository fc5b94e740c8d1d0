from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import Peserta
from accounts.rules.pelaku import tugas
from jmo.lib.tanggal import format_jam
from jmo.lib.uang import Rupiah, format_rupiah
from jmo.lib.zona import format_waktu_setempat
from klaim_jht.models import Klaim, Pembayaran
from klaim_jht.rules.status import StatusKlaim, StatusPembayaran
from klaim_jht.services.status import pindahkan, pindahkan_pembayaran
from saldo.models import TahananSaldo
from tests.klaim_jht.orang import ajukan, baca, bayar, buat_siap_klaim, masuk, tolak_bank

pytestmark = pytest.mark.usefixtures("db")
PEKERJA = tugas("klaim_jht.kirim_pembayaran")


@pytest.fixture
def budi() -> Peserta:
    return buat_siap_klaim()


@pytest.fixture
def klaim(budi: Peserta) -> Klaim:
    return ajukan(budi)


def lacak(klaim: Klaim) -> str:
    return f"/klaim/{klaim.kode}/"


def belum_pasti(klaim: Klaim, **ubah: Any) -> Pembayaran:
    baris = klaim.pembayaran.select_related("klaim__peserta").get()
    with transaction.atomic():
        pindahkan_pembayaran(baris, StatusPembayaran.DIKIRIM, pelaku=PEKERJA)
        pindahkan_pembayaran(baris, StatusPembayaran.BELUM_PASTI, pelaku=PEKERJA, **ubah)
        pindahkan(klaim, StatusKlaim.PEMBAYARAN_BELUM_PASTI, pelaku=PEKERJA)
    return baris


def test_lacak_menyebut_uang_rekening_janji_dan_perjalanannya(budi: Peserta, klaim: Klaim) -> None:
    isi = baca(masuk(budi), lacak(klaim))
    for kata in (
        klaim.nomor, format_rupiah(Rupiah(klaim.neto or 0)), "BRI ****0000",
        "Uang sampai paling lambat", "Diajukan", "Disetujui", "Pembayaran diproses", "Anda",
        klaim.pembayaran.get().partner_ref, 'hx-trigger="every 2s"', "Muat ulang halaman ini",
    ):  # fmt: skip
        assert str(kata) in isi, kata
    assert "Unduh tanda terima" not in isi
    assert "112233440000" not in isi


def test_janji_terbaca_di_zona_pesertanya(budi: Peserta, klaim: Klaim) -> None:
    assert klaim.janji_pada is not None
    Peserta.objects.filter(pk=budi.pk).update(zona_waktu="WIT")
    for halaman in (f"/klaim/{klaim.kode}/", "/klaim/", "/"):
        assert format_waktu_setempat(klaim.janji_pada, "WIT") in baca(masuk(budi), halaman), halaman


def test_klaim_orang_lain_dijawab_404_dan_tercatat(
    klaim: Klaim, caplog: pytest.LogCaptureFixture
) -> None:
    asing = buat_siap_klaim()
    assert asing.akun is not None
    masuk(asing).get("/klaim/00000000-0000-4000-8000-000000000000/")
    masuk(asing).get(lacak(klaim))
    catatan = [satu for satu in caplog.records if satu.name == "klaim_jht.selectors.klaim"]
    assert [satu.getMessage() for satu in catatan] == [
        f"claim {klaim.pk} asked for by account {asing.akun.pk}, which does not own it"
    ]


def test_klaim_orang_lain_sama_dengan_yang_tidak_ada(klaim: Klaim) -> None:
    asing = masuk(buat_siap_klaim())
    for ekor in ("", "isi/", "batal/", "rekening/", "resi.pdf"):
        milik_lain = asing.get(f"{lacak(klaim)}{ekor}")
        tidak_ada = asing.get(f"/klaim/00000000-0000-4000-8000-000000000000/{ekor}")
        assert milik_lain.status_code == tidak_ada.status_code == 404
        assert "bukan milik Anda" in milik_lain.content.decode()
    assert asing.post(f"{lacak(klaim)}batal/").status_code == 404
    assert asing.post(f"{lacak(klaim)}rekening/").status_code == 404


def test_bagian_hidup_kosong_selama_tidak_ada_yang_berubah(budi: Peserta, klaim: Klaim) -> None:
    klien = masuk(budi)
    alamat = re.search(r'hx-get="([^"]+)"', baca(klien, lacak(klaim)))
    assert alamat is not None
    diam = klien.get(alamat[1], headers={"HX-Request": "true"})
    assert (diam.status_code, diam.content) == (204, b"")
    bayar(klaim)
    baru = klien.get(alamat[1], headers={"HX-Request": "true"})
    isi = baru.content.decode()
    assert baru.status_code == 200
    assert "<html" not in isi
    assert "Uang sudah masuk" in isi
    assert "hx-trigger" not in isi


def test_dibayar_memberi_tanda_terima(budi: Peserta, klaim: Klaim) -> None:
    klien = masuk(budi)
    belum = klien.get(f"{lacak(klaim)}resi.pdf")
    assert belum.status_code == 409
    assert "belum dibayar" in belum.content.decode()
    bayar(klaim)
    isi = baca(klien, lacak(klaim))
    assert "BANK0001" in isi
    assert "Uang sampai paling lambat" not in isi
    resi = klien.get(f"{lacak(klaim)}resi.pdf")
    assert resi.content.startswith(b"%PDF")
    assert str(klaim.nomor) in resi["Content-Disposition"]


def test_bank_belum_memastikan_menyebut_jam_bertanya_lagi(budi: Peserta, klaim: Klaim) -> None:
    pada = timezone.now() + timedelta(minutes=1)
    belum_pasti(klaim, jatuh_pada=pada)
    isi = baca(masuk(budi), lacak(klaim))
    assert "tidak mungkin dibayar dua kali" in isi
    assert format_jam(pada) in isi
    assert "Uang dikirim ke BRI" in isi


def test_bank_belum_memastikan_dan_petugas_memeriksa(budi: Peserta, klaim: Klaim) -> None:
    belum_pasti(klaim, jatuh_pada=None, perlu_petugas=True)
    isi = baca(masuk(budi), lacak(klaim))
    assert "Dua petugas memeriksanya" in isi
    assert 'hx-trigger="every 30s"' in isi


def test_masa_tenang_menyebut_jam_uang_dikirim(budi: Peserta, klaim: Klaim) -> None:
    pada = timezone.now() + timedelta(hours=12)
    Pembayaran.objects.update(jatuh_pada=pada)
    isi = baca(masuk(budi), lacak(klaim))
    assert "Masa tenang berjalan; uang dikirim" in isi
    assert format_jam(pada) in isi
    Pembayaran.objects.update(jatuh_pada=None, perlu_petugas=True)
    assert "Petugas menghubungi Anda" in baca(masuk(budi), lacak(klaim))


def test_batal_selama_belum_ada_pembayaran_dan_saldo_kembali(budi: Peserta) -> None:
    budi.pengkinian_menunggu_register = True
    budi.save(update_fields=["pengkinian_menunggu_register"])
    klaim = ajukan(budi)
    assert klaim.status == "VERIFIKASI_IDENTITAS"
    klien = masuk(budi)
    assert "Batalkan klaim" in baca(klien, lacak(klaim))
    assert "tidak jadi dibayar" in baca(klien, f"{lacak(klaim)}batal/")
    assert klien.post(f"{lacak(klaim)}batal/")["Location"] == "/klaim/"
    klaim.refresh_from_db()
    assert klaim.status == "DIBATALKAN"
    assert TahananSaldo.objects.get().status == "DILEPAS"
    assert "Klaim dibatalkan" in baca(klien, lacak(klaim))


def test_batal_selama_uang_menunggu_dikirim_lalu_ditolak_setelah_dikirim(
    budi: Peserta, klaim: Klaim
) -> None:
    klien = masuk(budi)
    assert "Batalkan klaim" in baca(klien, lacak(klaim))
    belum_pasti(klaim, jatuh_pada=timezone.now())
    assert "Batalkan klaim" not in baca(klien, lacak(klaim))
    for jawaban in (klien.get(f"{lacak(klaim)}batal/"), klien.post(f"{lacak(klaim)}batal/")):
        assert jawaban.status_code == 409
        assert "tidak dapat dibatalkan" in jawaban.content.decode()
    assert TahananSaldo.objects.get().status == "DITAHAN"


def test_dibatalkan_sebelum_dikirim_tidak_menyalahkan_bank(budi: Peserta, klaim: Klaim) -> None:
    klien = masuk(budi)
    assert klien.post(f"{lacak(klaim)}batal/").status_code == 302
    isi = baca(klien, lacak(klaim))
    assert "Klaim dibatalkan" in isi
    assert "Dibatalkan sebelum dikirim" in isi
    assert "menolak pengiriman" not in isi


def test_draf_dihapus_tanpa_menyentuh_saldo(budi: Peserta) -> None:
    klien = masuk(budi)
    klien.post("/klaim/ajukan/")
    draf = Klaim.objects.get()
    assert klien.get(lacak(draf))["Location"] == "/klaim/ajukan/"
    assert "Isian klaim ini dihapus" in baca(klien, f"{lacak(draf)}batal/")
    klien.post(f"{lacak(draf)}batal/")
    assert "Belum ada klaim" in baca(klien, "/klaim/")
    assert not TahananSaldo.objects.exists()


def test_jam_berhenti_selama_menunggu_peserta(budi: Peserta, klaim: Klaim) -> None:
    tolak_bank(klaim)
    klien = masuk(budi)
    isi = baca(klien, lacak(klaim))
    for kata in (
        "Jam berhenti: kami menunggu Anda", "Perbaiki rekening", "BRI menolak pengiriman",
        "mungkin ditutup, beku",
    ):  # fmt: skip
        assert kata in isi, kata
    assert "hx-trigger" not in isi
    assert "Jam berhenti" in baca(klien, "/klaim/")


def test_ringkasan_menampilkan_klaim_yang_berjalan(budi: Peserta, klaim: Klaim) -> None:
    isi = baca(masuk(budi), "/klaim/")
    assert "Klaim yang sedang berjalan" in isi
    assert str(klaim.nomor) in isi
    assert "Ajukan klaim" not in isi
    assert "Belum ada klaim" in isi


def test_jumlah_kueri_lacak(
    budi: Peserta, klaim: Klaim, django_assert_max_num_queries: Any
) -> None:
    klien = masuk(budi)
    with django_assert_max_num_queries(10):
        baca(klien, lacak(klaim))
