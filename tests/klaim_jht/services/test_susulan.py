"""Money after a full claim: found, held, taxed together, paid by itself, once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.audit import pelaku_akun
from accounts.models import CatatanAudit, Pesan
from accounts.rules.pelaku import SISTEM, tugas
from jmo.lib.galat import BelumLayak, Bentrok, PerluBuktiUlang
from klaim_jht.models import Klaim, Pembayaran, Susulan
from klaim_jht.rules.status import StatusPembayaran as S
from klaim_jht.selectors.invarian import INVARIAN_PEMBAYARAN
from klaim_jht.selectors.susulan import klaim_bersusulan, rekening_susulan
from klaim_jht.services import susulan as layanan
from klaim_jht.services.susulan import (
    bayar_susulan,
    lanjutkan_susulan,
    perbaiki_rekening_susulan,
    sapu_susulan,
)
from pengkinian.models import HasilVerifikasi, Rekening
from saldo.models import Kepesertaan, TahananSaldo
from saldo.selectors import saldo_peserta
from saldo.selectors.invarian import periksa_invarian
from tests.klaim_jht.orang import (
    ajukan,
    bayar,
    beri_rekening,
    beri_wajah,
    buat_siap_klaim,
    jawaban_bank,
)
from tests.klaim_jht.susulan import TAMBAHAN, klaim_dibayar, uang_datang
from tests.pabrik import buat_akun

pytestmark = pytest.mark.django_db(transaction=True)
PEKERJA = tugas("klaim_jht.kirim_pembayaran")


@pytest.fixture
def klaim() -> Klaim:
    return klaim_dibayar()


@pytest.fixture
def bel(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    dering: list[dict[str, Any]] = []
    monkeypatch.setattr(layanan, "bunyikan", lambda nama, **isi: dering.append(isi))
    return dering


def satu(klaim: Klaim) -> Susulan:
    return Susulan.objects.get(klaim=klaim)


def langgar() -> list[str]:
    return [s.invarian.kode for s in periksa_invarian(INVARIAN_PEMBAYARAN) if not s.dipenuhi]


def test_uang_yang_datang_dibayar_sendiri_ke_rekening_yang_sama(
    klaim: Klaim, bel: list[dict[str, Any]]
) -> None:
    assert sapu_susulan() == 0
    uang_datang(klaim)
    assert (sapu_susulan(), bel) == (1, [{"klaim_id": klaim.pk}])
    susulan = bayar_susulan(klaim_id=klaim.pk)
    assert susulan is not None
    assert (susulan.ke, susulan.bruto, susulan.pajak, susulan.neto) == (1, TAMBAHAN, 0, TAMBAHAN)
    baris = klaim.pembayaran.get(jenis="SUSULAN")
    utama = klaim.pembayaran.get(jenis="UTAMA")
    assert (baris.ke, baris.jumlah, baris.status, baris.susulan) == (2, TAMBAHAN, "SIAP", susulan)
    assert baris.rekening == utama.rekening
    assert baris.partner_ref != utama.partner_ref
    assert baris.jatuh_pada is not None
    assert baris.jatuh_pada <= timezone.now()
    assert sapu_susulan() == 0
    bayar(klaim)
    susulan.refresh_from_db()
    assert klaim.status == "DIBAYAR"
    assert susulan.dibayar_pada is not None
    assert saldo_peserta(klaim.peserta).total == 0
    assert {t.status for t in TahananSaldo.objects.all()} == {"DIPAKAI"}
    assert Pesan.objects.filter(jenis="susulan_dibayar").count() == 1
    assert langgar() == []
    assert sapu_susulan() == 0


def test_dijalankan_dua_kali_menulis_satu_pembayaran(klaim: Klaim) -> None:
    uang_datang(klaim)
    pertama = bayar_susulan(klaim_id=klaim.pk)
    uang_datang(klaim, ke=1)
    assert bayar_susulan(klaim_id=klaim.pk) == pertama
    assert klaim.pembayaran.count() == 2
    bayar(klaim)
    kedua = bayar_susulan(klaim_id=klaim.pk)
    assert kedua is not None
    assert (kedua.ke, kedua.bruto) == (2, TAMBAHAN)
    assert langgar() == []


def test_mati_sebelum_selesai_tidak_meninggalkan_apa_pun(
    klaim: Klaim, monkeypatch: pytest.MonkeyPatch
) -> None:
    uang_datang(klaim)

    def mati(**_isi: Any) -> None:
        raise SystemExit(9)

    with monkeypatch.context() as sementara:
        sementara.setattr(layanan, "tulis_pembayaran", mati)
        with pytest.raises(SystemExit):
            bayar_susulan(klaim_id=klaim.pk)
    assert not Susulan.objects.exists()
    assert not TahananSaldo.objects.filter(status="DITAHAN").exists()
    assert klaim_bersusulan() == [klaim.pk]
    bayar_susulan(klaim_id=klaim.pk)
    assert klaim.pembayaran.count() == 2


def test_basis_data_menolak_pembayaran_susulan_kedua_yang_terbuka(klaim: Klaim) -> None:
    uang_datang(klaim)
    bayar_susulan(klaim_id=klaim.pk)
    baris = klaim.pembayaran.get(jenis="SUSULAN")
    baris.pk, baris.ke, baris.partner_ref = None, 9, "LAIN"
    with (
        pytest.raises(IntegrityError, match="pembayaran_satu_terbuka_per_klaim"),
        transaction.atomic(),
    ):
        baris.save(force_insert=True)


def test_pajaknya_dihitung_bersama_klaim(klaim: Klaim) -> None:
    Klaim.objects.filter(pk=klaim.pk).update(bruto=50_000_000, neto=50_000_000, pajak=0)
    uang_datang(klaim)
    susulan = bayar_susulan(klaim_id=klaim.pk)
    assert susulan is not None
    assert (susulan.skema, susulan.pajak) == ("FINAL", TAMBAHAN * 5 // 100)
    bayar(klaim)
    assert langgar() == []
    assert saldo_peserta(klaim.peserta).total == 0


def test_yang_belum_dibayar_dan_yang_tanpa_uang_tidak_disentuh() -> None:
    klaim = ajukan(buat_siap_klaim())
    uang_datang(klaim)
    assert bayar_susulan(klaim_id=klaim.pk) is None
    bayar(klaim)
    assert klaim_bersusulan() == [klaim.pk], "what came between the hold and the payment"
    bayar_susulan(klaim_id=klaim.pk)
    bayar(klaim)
    assert bayar_susulan(klaim_id=klaim.pk) is None
    assert Susulan.objects.count() == 1


def test_koreksi_turun_setelah_klaim_tidak_dibukukan_mesin(klaim: Klaim) -> None:
    from tests.pabrik import impor, isi_baris

    kartu = Kepesertaan.objects.get(peserta=klaim.peserta)
    iuran = kartu.iuran.filter(berlaku=True).order_by("bulan")[0]
    hasil = impor(
        [isi_baris(iuran.bulan, upah=3_000_000, kpj=kartu.kpj, bayar=iuran.tanggal_bayar)]
    )
    assert not hasil.diterima
    assert sapu_susulan() == 0


def test_rekening_mati_meminta_rekening_lain_lalu_jalan_lagi(klaim: Klaim) -> None:
    uang_datang(klaim)
    Rekening.objects.update(status="BERMASALAH")
    susulan = bayar_susulan(klaim_id=klaim.pk)
    assert susulan is not None
    assert susulan.menunggu == "REKENING"
    assert klaim.pembayaran.count() == 1
    assert Pesan.objects.filter(jenis="susulan_perbaikan_rekening").count() == 1
    bayar_susulan(klaim_id=klaim.pk)
    assert Pesan.objects.filter(jenis="susulan_perbaikan_rekening").count() == 1
    assert sapu_susulan() == 0
    pelaku = pelaku_akun(klaim.peserta.akun) if klaim.peserta.akun else SISTEM
    baru = jawaban_bank(klaim.peserta, nomor="998877665544")
    lama = timezone.now() - timedelta(days=2)
    HasilVerifikasi.objects.filter(jenis="WAJAH").update(diputus_pada=lama)
    with pytest.raises(PerluBuktiUlang):
        perbaiki_rekening_susulan(klaim_id=klaim.pk, verifikasi=baru, pelaku=pelaku)
    beri_wajah(klaim.peserta)
    perbaiki_rekening_susulan(klaim_id=klaim.pk, verifikasi=baru, pelaku=pelaku)
    baris = klaim.pembayaran.get(jenis="SUSULAN")
    assert baris.rekening.nomor == "998877665544"
    with pytest.raises(Bentrok, match="klaim_sudah_berubah"):
        perbaiki_rekening_susulan(klaim_id=klaim.pk, verifikasi=baru, pelaku=pelaku)
    bayar(klaim)
    assert (satu(klaim).menunggu, langgar()) == ("", [])


def test_rekening_lain_yang_dipasang_di_tempat_lain_melanjutkannya(klaim: Klaim) -> None:
    uang_datang(klaim)
    Rekening.objects.update(status="BERMASALAH")
    bayar_susulan(klaim_id=klaim.pk)
    beri_rekening(klaim.peserta, nomor="998877665544")
    assert klaim_bersusulan() == [klaim.pk]
    bayar_susulan(klaim_id=klaim.pk)
    assert klaim.pembayaran.get(jenis="SUSULAN").rekening.nomor == "998877665544"


def test_ditolak_bank_menunggu_rekening_dan_klaim_tetap_dibayar(klaim: Klaim) -> None:
    uang_datang(klaim)
    bayar_susulan(klaim_id=klaim.pk)
    tolak(klaim, rekening=True)
    assert (klaim.status, satu(klaim).menunggu) == ("DIBAYAR", "REKENING")
    assert rekening_susulan(klaim) is None
    assert Pesan.objects.filter(jenis="susulan_perbaikan_rekening").exists()
    assert langgar() == []


def test_dikembalikan_esok_harinya_ditahan_lagi_dan_dibayar_lagi(klaim: Klaim) -> None:
    uang_datang(klaim)
    bayar_susulan(klaim_id=klaim.pk)
    bayar(klaim)
    kembalikan(klaim)
    susulan = satu(klaim)
    assert (susulan.dibayar_pada, susulan.menunggu, klaim.status) == (None, "REKENING", "DIBAYAR")
    assert Kepesertaan.objects.get().status == "DIKLAIM"
    assert langgar() == []
    beri_rekening(klaim.peserta, nomor="998877665544")
    bayar_susulan(klaim_id=klaim.pk)
    bayar(klaim)
    assert saldo_peserta(klaim.peserta).total == 0
    assert satu(klaim).dibayar_pada is not None


def test_uang_klaim_yang_kembali_tidak_terhalang_uang_susulan(klaim: Klaim) -> None:
    """Both are held at once: the claim's own money came back while later money waited."""
    uang_datang(klaim)
    Rekening.objects.update(status="BERMASALAH")
    bayar_susulan(klaim_id=klaim.pk)
    kembalikan(klaim, jenis="UTAMA")
    assert klaim.status == "PERLU_PERBAIKAN_REKENING"
    ditahan = TahananSaldo.objects.filter(status="DITAHAN")
    assert sum(t.jumlah for t in ditahan) == (klaim.bruto or 0) + TAMBAHAN
    beri_rekening(klaim.peserta, nomor="998877665544")
    assert bayar_susulan(klaim_id=klaim.pk) is None, "the claim's own money goes first"


def test_petugas_melanjutkan_yang_ditolak_bukan_karena_rekening(klaim: Klaim) -> None:
    uang_datang(klaim)
    bayar_susulan(klaim_id=klaim.pk)
    tolak(klaim, rekening=False)
    susulan = satu(klaim)
    assert susulan.menunggu == "PETUGAS"
    assert bayar_susulan(klaim_id=klaim.pk) == susulan
    assert klaim.pembayaran.count() == 2
    rina = buat_akun(petugas=True)
    isi: dict[str, Any] = {"susulan_id": susulan.pk, "alasan": "Batas sudah dinaikkan."}
    assert klaim.peserta.akun is not None
    with pytest.raises(BelumLayak, match="petugas_klaim_sendiri"):
        lanjutkan_susulan(petugas=klaim.peserta.akun, pelaku=SISTEM, **isi)
    lanjutkan_susulan(petugas=rina, pelaku=pelaku_akun(rina), **isi)
    assert klaim.pembayaran.get(ke=3).status == "SIAP"
    with pytest.raises(Bentrok, match="susulan_bukan_ditinjau"):
        lanjutkan_susulan(petugas=rina, pelaku=pelaku_akun(rina), **isi)
    assert CatatanAudit.objects.get(aksi="susulan.dilanjutkan").alasan == isi["alasan"]


def test_laporan_bukan_saya_menahan_uang_susulan(klaim: Klaim) -> None:
    klaim.peserta.bukan_saya_pada = timezone.now()
    klaim.peserta.save(update_fields=["bukan_saya_pada"])
    uang_datang(klaim)
    bayar_susulan(klaim_id=klaim.pk)
    baris = klaim.pembayaran.get(jenis="SUSULAN")
    assert (baris.jatuh_pada, baris.perlu_petugas) == (None, True)


def tolak(klaim: Klaim, *, rekening: bool) -> None:
    """Let the bank refuse the newest payment after it was sent."""
    from klaim_jht.rules.tanggapan_bank import HasilBank, JenisTindakan, Perbaikan, Tindakan

    _terapkan(
        klaim.pembayaran.latest("ke").pk, kirim=True,
        tindakan=Tindakan(
            jenis=JenisTindakan.GAGAL_PASTI, ke=S.GAGAL_PASTI,
            sebab=HasilBank.REKENING if rekening else HasilBank.BATAS,
            perbaikan=Perbaikan.REKENING if rekening else Perbaikan.PETUGAS,
        ),
    )  # fmt: skip
    klaim.refresh_from_db()


def kembalikan(klaim: Klaim, *, jenis: str = "SUSULAN") -> None:
    """Let the bank give a paid one back."""
    from klaim_jht.rules.tanggapan_bank import HasilBank, JenisTindakan, Perbaikan, Tindakan

    _terapkan(
        klaim.pembayaran.get(jenis=jenis, status="BERHASIL").pk, kirim=False,
        tindakan=Tindakan(
            jenis=JenisTindakan.DIKEMBALIKAN, ke=S.DIKEMBALIKAN, sebab=HasilBank.DIKEMBALIKAN,
            perbaikan=Perbaikan.REKENING,
        ),
    )  # fmt: skip
    klaim.refresh_from_db()


def _terapkan(pembayaran_id: int, *, tindakan: Any, kirim: bool) -> None:
    from klaim_jht.services.penyelesaian import terapkan
    from klaim_jht.services.status import pindahkan_pembayaran

    baris = Pembayaran.objects.select_related(
        "klaim__peserta__akun", "klaim__rekening__peserta", "rekening__peserta"
    ).get(pk=pembayaran_id)
    with transaction.atomic():
        if kirim:
            pindahkan_pembayaran(baris, S.DIKIRIM, pelaku=PEKERJA)
        terapkan(baris, tindakan, pelaku=PEKERJA)
