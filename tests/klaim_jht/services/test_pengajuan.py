"""Filing: one transaction that decides, holds, writes the payout, or nothing of it."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from accounts.audit import pelaku_akun
from accounts.models import CatatanAudit, Pesan, Peserta
from accounts.rules.pelaku import SISTEM, Pelaku
from jmo.lib.galat import BelumLayak, Bentrok, PerluBuktiUlang, TidakDitemukan
from jmo.lib.tanggal import tambah_bulan
from klaim_jht.models import KeputusanKlaim, Klaim, Pembayaran, RiwayatStatus
from klaim_jht.rules.alasan import AlasanKlaim
from klaim_jht.services import pengajuan
from klaim_jht.services.pengajuan import (
    ajukan_klaim,
    isi_langkah,
    mulai_klaim,
    proses_klaim,
    sapu_klaim,
)
from klaim_jht.services.pratinjau import susun_pratinjau
from pengkinian.models import HasilVerifikasi, KasusKoreksi, Rekening
from saldo.models import Jurnal, TahananSaldo
from saldo.selectors import saldo_peserta
from saldo.services.pengembangan import kreditkan_sementara
from tests.klaim_jht.orang import beri_rekening, buat_siap_klaim
from tests.pabrik import buat_iuran

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def draf() -> Klaim:
    return _draf(buat_siap_klaim())


def _draf(peserta: Peserta, alasan: str = "PHK") -> Klaim:
    klaim = mulai_klaim(peserta=peserta, pelaku=SISTEM)
    return isi_langkah(
        klaim_id=klaim.pk, kunci="alasan", isian={"alasan": alasan}, versi=None, pelaku=SISTEM
    )


def _pelaku(klaim: Klaim) -> Pelaku:
    assert klaim.peserta.akun is not None
    return pelaku_akun(klaim.peserta.akun)


def _ajukan(klaim: Klaim, *, kunci: str = "satu", versi: int | None = None) -> Klaim:
    return ajukan_klaim(
        klaim_id=klaim.pk, versi=klaim.versi if versi is None else versi, kunci=kunci,
        pelaku=_pelaku(klaim),
    )  # fmt: skip


def _sisa() -> tuple[int, ...]:
    return (
        KeputusanKlaim.objects.count(),
        TahananSaldo.objects.count(),
        Pembayaran.objects.count(),
        Pesan.objects.filter(jenis__startswith="klaim").count(),
        Jurnal.objects.count(),
        RiwayatStatus.objects.count(),
        CatatanAudit.objects.count(),
    )


def test_mengajukan_membekukan_menahan_dan_menulis_pembayaran(draf: Klaim) -> None:
    pratinjau = susun_pratinjau(draf.peserta, AlasanKlaim.PHK, klaim=draf)
    assert pratinjau.rincian is not None
    klaim = _ajukan(draf)
    bayar, tahanan = klaim.pembayaran.get(), TahananSaldo.objects.get()
    keputusan = KeputusanKlaim.objects.get(klaim=klaim)
    assert klaim.status == "PEMBAYARAN_DIPROSES"
    assert (klaim.bruto, klaim.pajak, klaim.neto) == (
        pratinjau.rincian.bruto, pratinjau.rincian.pajak, pratinjau.rincian.neto,
    )  # fmt: skip
    assert (bayar.jumlah, bayar.status) == (klaim.neto, "SIAP")
    assert (tahanan.jumlah, tahanan.status) == (klaim.bruto, "DITAHAN")
    assert tahanan.rujukan == pengajuan.rujukan(klaim)
    assert (keputusan.boleh, keputusan.rute) == (True, "MESIN")
    assert keputusan.hasil
    assert keputusan.versi_aturan
    assert saldo_peserta(klaim.peserta).tersedia == 0
    assert Pesan.objects.filter(jenis="klaim_diajukan").exists()


@pytest.mark.parametrize(
    "patah", ["tahan_saldo", "buat_pembayaran", "_beri_tahu", "catat"], ids=str
)
def test_yang_gagal_di_tengah_tidak_meninggalkan_apa_pun(
    draf: Klaim, patah: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sebelum, tersedia = _sisa(), saldo_peserta(draf.peserta).tersedia
    asli = getattr(pengajuan, patah)

    def jalan_lalu_patah(*args: object, **isi: object) -> None:
        asli(*args, **isi)
        raise RuntimeError("listrik padam")

    monkeypatch.setattr(pengajuan, patah, jalan_lalu_patah)
    with pytest.raises(RuntimeError):
        _ajukan(draf)
    assert _sisa() == sebelum
    assert saldo_peserta(draf.peserta).tersedia == tersedia > 0
    assert Klaim.objects.get(pk=draf.pk).status == "DRAF"
    monkeypatch.undo()
    assert _ajukan(draf).status == "PEMBAYARAN_DIPROSES"


def test_konfirmasi_yang_sama_dua_kali_satu_klaim(draf: Klaim) -> None:
    satu, dua = _ajukan(draf), _ajukan(draf)
    assert satu.pk == dua.pk
    assert Pembayaran.objects.count() == 1
    with pytest.raises(Bentrok, match="klaim_sudah_diajukan"):
        _ajukan(draf, kunci="dua")


def test_enam_konfirmasi_bersamaan_satu_pembayaran(draf: Klaim) -> None:
    # Two presses of one confirmation, and four other tabs.
    hasil = _bersama(lambda kunci: _ajukan(draf, kunci=kunci).status, "aabcde")
    assert len(hasil) == 6
    assert set(hasil) <= {"PEMBAYARAN_DIPROSES", "klaim_sudah_diajukan"}
    assert _sisa()[:3] == (1, 1, 1)


def test_kunci_klaim_lain_tidak_mengajukan_apa_pun(draf: Klaim) -> None:
    _ajukan(draf, kunci="satu")
    lain = _draf(buat_siap_klaim())
    sebelum = _sisa()
    with pytest.raises(Bentrok, match="klaim_versi_lama"):
        _ajukan(lain, kunci="satu")
    assert _sisa() == sebelum
    assert _ajukan(lain, kunci="dua").status == "PEMBAYARAN_DIPROSES"


def test_enam_kali_mulai_bersamaan_satu_draf() -> None:
    peserta = buat_siap_klaim()
    hasil = _bersama(lambda _: mulai_klaim(peserta=peserta, pelaku=SISTEM).pk, "abcdef")
    assert hasil == [Klaim.objects.get().pk] * 6
    assert CatatanAudit.objects.filter(aksi="klaim.dimulai").count() == 1


def _bersama(kerja: Callable[[str], Any], nama: str) -> list[Any]:
    """Run one act for every letter at once; gives what each returned or was refused with."""
    hasil: list[Any] = []
    mulai = threading.Barrier(len(nama))

    def satu(huruf: str) -> None:
        try:
            mulai.wait(timeout=20)
            hasil.append(kerja(huruf))
        except Bentrok as galat:
            hasil.append(galat.kode)
        finally:
            connection.close()

    utas = [threading.Thread(target=satu, args=(huruf,)) for huruf in nama]
    for tali in utas:
        tali.start()
    for tali in utas:
        tali.join(timeout=60)
    return hasil


def test_halaman_basi_tidak_mengajukan(draf: Klaim) -> None:
    with pytest.raises(Bentrok, match="klaim_versi_lama"):
        _ajukan(draf, versi=draf.versi - 1)
    assert _sisa()[:3] == (0, 0, 0)


def test_fakta_yang_berubah_menutup_jalan(draf: Klaim) -> None:
    HasilVerifikasi.objects.filter(jenis="WAJAH").update(
        diputus_pada=timezone.now() - timedelta(hours=25)
    )
    with pytest.raises(PerluBuktiUlang, match="klaim_perlu_wajah"):
        _ajukan(draf)
    HasilVerifikasi.objects.filter(jenis="WAJAH").update(diputus_pada=timezone.now())
    Rekening.objects.update(status=Rekening.Status.BERMASALAH)
    with pytest.raises(BelumLayak, match="klaim_perlu_rekening"):
        _ajukan(draf)
    Rekening.objects.update(status=Rekening.Status.TERBUKTI)
    Peserta.objects.filter(pk=draf.peserta_id).update(pengkinian_pada=None)
    with pytest.raises(BelumLayak, match="klaim_belum_layak"):
        _ajukan(draf)
    assert _sisa()[:3] == (0, 0, 0)


def test_yang_dibaca_dan_yang_benar_kini_harus_sama(draf: Klaim) -> None:
    terlihat = susun_pratinjau(draf.peserta, AlasanKlaim.PHK, klaim=draf).sidik

    def ajukan_yang_dibaca() -> Klaim:
        return ajukan_klaim(
            klaim_id=draf.pk, versi=draf.versi, kunci="satu", pelaku=SISTEM, terlihat=terlihat
        )

    lama = Rekening.objects.get()
    baru = beri_rekening(draf.peserta, nomor="998877660000")
    sebelum = _sisa()
    with pytest.raises(Bentrok, match="klaim_rincian_berubah"):
        ajukan_yang_dibaca()
    assert _sisa() == sebelum
    Rekening.objects.filter(pk=baru.pk).delete()
    Rekening.objects.filter(pk=lama.pk).update(diganti_pada=None)
    assert ajukan_yang_dibaca().rekening_id == lama.pk


def test_iuran_yang_masuk_di_tengah_putusan_tidak_ikut_diam_diam(
    draf: Klaim, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Booked by another process after the rules had read the balance, before it was held."""
    kartu = draf.peserta.kepesertaan.get()

    def masukkan() -> None:
        try:
            assert buat_iuran(kartu, tambah_bulan(kartu.tanggal_mulai, -1)).diterima
        finally:
            connection.close()

    def kreditkan(**isi: Any) -> Any:
        utas = threading.Thread(target=masukkan)
        utas.start()
        utas.join(timeout=60)
        return kreditkan_sementara(**isi)

    lama = saldo_peserta(draf.peserta).tersedia
    monkeypatch.setattr(pengajuan, "kreditkan_sementara", kreditkan)
    # A file waits for the cards that filing has locked. The yearly run does not, since it locks
    # accounts alone: the file stands for it here.
    monkeypatch.setattr(pengajuan, "kunci_kartu_peserta", lambda **_: None)
    with pytest.raises(Bentrok, match="klaim_saldo_berubah"):
        _ajukan(draf)
    assert saldo_peserta(draf.peserta).tersedia > lama
    assert _sisa()[:4] == (0, 0, 0, 0)
    monkeypatch.undo()
    assert _ajukan(draf).bruto == saldo_peserta(draf.peserta).total


def test_klaim_yang_tidak_ada() -> None:
    with pytest.raises(TidakDitemukan, match="klaim_tidak_ada"):
        ajukan_klaim(klaim_id=0, versi=1, kunci=uuid.uuid4().hex, pelaku=SISTEM)


def test_langkah_tidak_ditulis_setelah_diajukan_atau_dari_halaman_basi(draf: Klaim) -> None:
    def isi(versi: int | None) -> Klaim:
        return isi_langkah(klaim_id=draf.pk, kunci="syarat", isian={}, versi=versi, pelaku=SISTEM)

    with pytest.raises(Bentrok, match="klaim_versi_lama"):
        isi(draf.versi - 1)
    assert isi(draf.versi).langkah_terisi == ["alasan", "syarat"]
    ganti = isi_langkah(
        klaim_id=draf.pk, kunci="alasan", isian={"alasan": "RESIGN"}, versi=None, pelaku=SISTEM
    )
    assert ganti.langkah_terisi == ["alasan"], "another reason voids what was answered for the old"
    _ajukan(_draf(draf.peserta))
    with pytest.raises(Bentrok, match="klaim_sudah_diajukan"):
        isi(None)


def test_menunggu_register_lalu_berjalan_sendiri(draf: Klaim) -> None:
    Peserta.objects.filter(pk=draf.peserta_id).update(pengkinian_menunggu_register=True)
    klaim = _ajukan(draf)
    assert (klaim.status, Pembayaran.objects.count()) == ("VERIFIKASI_IDENTITAS", 0)
    assert TahananSaldo.objects.get().status == "DITAHAN"
    Klaim.objects.update(jatuh_pada=timezone.now() - timedelta(seconds=1))
    assert sapu_klaim() == 1
    proses_klaim(klaim_id=klaim.pk)
    assert Klaim.objects.get().status == "VERIFIKASI_IDENTITAS"
    Peserta.objects.filter(pk=draf.peserta_id).update(pengkinian_menunggu_register=False)
    Klaim.objects.update(jatuh_pada=timezone.now() - timedelta(seconds=1))
    for _ in range(2):
        proses_klaim(klaim_id=klaim.pk)
    assert Klaim.objects.get().status == "PEMBAYARAN_DIPROSES"
    assert Pembayaran.objects.count() == 1
    assert sapu_klaim() == 0


@pytest.mark.parametrize("sebab", ["koreksi_data_diri", "nama_rekening_ditinjau"])
def test_koreksi_data_diri_dan_nama_yang_ditinjau_ke_petugas(draf: Klaim, sebab: str) -> None:
    if sebab == "koreksi_data_diri":
        KasusKoreksi.objects.create(
            peserta=draf.peserta, jenis="DATA_DIRI", uraian="nama saya keliru",
            tenggat_pada=timezone.now() + timedelta(days=3),
        )  # fmt: skip
    else:
        Rekening.objects.update(status=Rekening.Status.DITINJAU_PETUGAS)
    klaim = _ajukan(draf)
    assert (klaim.status, Pembayaran.objects.count()) == ("TINJAUAN_PETUGAS", 0)
    assert klaim.riwayat.get(ke="TINJAUAN_PETUGAS").alasan == sebab
    assert Pesan.objects.filter(jenis="klaim_ditinjau").exists()
