from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Peserta
from accounts.rules.pelaku import SISTEM
from accounts.services.ekspor import alirkan
from jmo.lib.tanggal import hari_ini_wib
from klaim_jht.models import Klaim, MutasiBank, RekeningKoran
from klaim_jht.services.susulan import bayar_susulan
from saldo.models import Jurnal
from tests.klaim_jht.orang import ajukan, bayar, buat_siap_klaim, ubah_sebagai_pemilik
from tests.klaim_jht.susulan import TAMBAHAN, uang_datang

pytestmark = pytest.mark.django_db(transaction=True)


def baca(nama: str, **pilihan: Any) -> tuple[list[dict[str, str]], dict[str, Any]]:
    aliran = alirkan(nama=nama, pelaku=SISTEM, **pilihan)
    isi = b"".join(aliran).decode()
    assert aliran.manifes is not None
    return list(csv.DictReader(io.StringIO(isi))), aliran.manifes


@pytest.fixture
def budi() -> Peserta:
    return buat_siap_klaim()


@pytest.fixture
def klaim(budi: Peserta) -> Klaim:
    klaim = ajukan(budi)
    bayar(klaim)
    return klaim


def test_klaim_dengan_pengenal_tersamar_dan_jumlah_di_manifes(budi: Peserta, klaim: Klaim) -> None:
    (satu,), manifes = baca("klaim")
    assert satu["nomor_klaim"] == klaim.nomor
    assert satu["status"] == "DIBAYAR"
    assert satu["nomor_identitas"] == budi.nomor_identitas_samar
    assert satu["nomor_rekening"] == "****0000"
    assert satu["dibayar_pada"]
    assert klaim.hasil_sementara
    assert manifes["total"] == {
        "bruto": klaim.bruto, "hasil_sementara": klaim.hasil_sementara, "pajak": klaim.pajak,
        "neto": klaim.neto,
    }  # fmt: skip
    assert budi.nomor_identitas not in str(satu)


def test_draf_tidak_ikut_dan_kemarin_belum_ada(klaim: Klaim) -> None:
    from klaim_jht.services.pengajuan import mulai_klaim

    mulai_klaim(peserta=klaim.peserta, pelaku=SISTEM)
    assert len(baca("klaim")[0]) == 1
    kemarin = hari_ini_wib(timezone.now()) - timedelta(days=1)
    for nama in ("klaim", "pembayaran", "jejak"):
        assert baca(nama, per=kemarin)[0] == []


def test_status_menurut_hari_yang_diminta(klaim: Klaim) -> None:
    lalu = timezone.now() - timedelta(days=2)
    Klaim.objects.update(diajukan_pada=lalu)
    ubah_sebagai_pemilik("klaim_jht_riwayatstatus", "pada = %s WHERE ke = 'DIAJUKAN'", lalu)
    kemarin = hari_ini_wib(timezone.now()) - timedelta(days=1)
    (dulu,), _ = baca("klaim", per=kemarin)
    assert (dulu["status"], dulu["dibayar_pada"]) == ("DIAJUKAN", "")
    assert baca("klaim")[0][0]["status"] == "DIBAYAR"


def test_pembayaran_dengan_kedua_referensi(klaim: Klaim) -> None:
    (satu,), manifes = baca("pembayaran")
    milik = klaim.pembayaran.get()
    assert (satu["referensi_kami"], satu["referensi_bank"]) == (milik.partner_ref, "BANK0001")
    assert (satu["status"], satu["ke"], satu["pesan_kirim"]) == ("BERHASIL", "1", "0")
    assert manifes["total"] == {"jumlah": klaim.neto}


def test_jejak_menyambung_klaim_keputusan_jurnal_dan_bank(klaim: Klaim) -> None:
    baris, manifes = baca("jejak")
    assert [satu["jenis_jurnal"] for satu in baris] == ["PENAHANAN", "PEMBAYARAN"]
    tahan, dibayar = baris
    assert tahan["keputusan_boleh"] == dibayar["keputusan_boleh"] == "ya"
    assert tahan["keputusan_id"] == str(klaim.keputusan.get().pk)
    assert tahan["wajah_id"] == str(klaim.verifikasi_wajah_id)
    assert tahan["referensi_bank"] == ""
    assert dibayar["referensi_bank"] == "BANK0001"
    assert dibayar["referensi_kami"] == klaim.pembayaran.get().partner_ref
    assert int(dibayar["jumlah_jurnal"]) == klaim.bruto
    assert dibayar["jurnal_id"] == str(Jurnal.objects.get(jenis="PEMBAYARAN").pk)
    assert manifes["total"]["neto_dibayar"] == klaim.neto


def test_jejak_sampai_gerak_rekening_koran(klaim: Klaim) -> None:
    satu = klaim.pembayaran.get()
    koran = RekeningKoran.objects.create(
        rekening="1", tanggal=hari_ini_wib(timezone.now()), saldo_awal=0, saldo_akhir=-satu.jumlah,
        banyak_gerak=1, sidik="x", lengkap=False, sumber="BANK",
    )  # fmt: skip
    MutasiBank.objects.create(
        koran=koran, rekening="1", tanggal=koran.tanggal, nomor="000000000012", debit=True,
        jumlah=satu.jumlah, referensi=satu.partner_ref,
    )  # fmt: skip
    tahan, dibayar = baca("jejak")[0]
    assert (tahan["tanggal_koran"], tahan["nomor_gerak_bank"]) == ("", "")
    assert dibayar["tanggal_koran"] == koran.tanggal.isoformat()
    assert dibayar["nomor_gerak_bank"] == "000000000012"


def test_saringan_menurut_nomor_klaim(klaim: Klaim) -> None:
    ajukan(buat_siap_klaim())
    assert len(baca("klaim")[0]) == 2
    for nama in ("klaim", "pembayaran", "jejak"):
        baris, _ = baca(nama, saringan={"nomor": str(klaim.nomor)})
        assert {satu["nomor_klaim"] for satu in baris} == {klaim.nomor}
    besok = (hari_ini_wib(timezone.now()) + timedelta(days=1)).isoformat()
    assert baca("klaim", saringan={"diajukan_dari": besok})[0] == []


def test_jejak_membedakan_uang_susulan_dari_uang_klaim(klaim: Klaim) -> None:
    for ke in range(2):
        uang_datang(klaim, ke=ke)
        bayar_susulan(klaim_id=klaim.pk)
        bayar(klaim)
    dibayar = [satu for satu in baca("jejak")[0] if satu["jenis_jurnal"] == "PEMBAYARAN"]
    assert [satu["referensi_kami"] for satu in dibayar] == list(
        klaim.pembayaran.order_by("ke").values_list("partner_ref", flat=True)
    )
    assert [int(satu["jumlah_jurnal"]) for satu in dibayar] == [klaim.bruto, TAMBAHAN, TAMBAHAN]
