"""A person's own lock, against the real bank of the sandbox."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from time_machine import travel

from accounts.audit import pelaku_akun
from accounts.models import CatatanAudit, Pesan, Peserta
from accounts.rules.kunci_pencairan import KeadaanKunci
from accounts.rules.pelaku import SISTEM
from accounts.selectors import keadaan_kunci
from jmo.gateways.bank_snap import BankSnap
from jmo.lib.galat import BelumLayak, Bentrok, PerluBuktiUlang
from klaim_jht.models import Klaim, Pembayaran
from klaim_jht.selectors import jam_klaim, riwayat_klaim
from klaim_jht.services.kunci_pencairan import (
    minta_buka_kunci,
    pasang_kunci,
    pastikan_tanpa_kunci,
    tunggu_kunci,
)
from klaim_jht.services.pembayaran import kirim_pembayaran
from klaim_jht.teks import kalimat_bayar
from pengkinian.models import HasilVerifikasi
from tests.klaim_jht.bank import dibayar_bank, hitung_kiriman, kendali_bank, kerjakan, klaim_di_bank
from tests.klaim_jht.orang import ajukan, beri_wajah, buat_siap_klaim
from tests.lib_mitra import konfigurasi_bank
from tests.pabrik import buat_peserta

pytestmark = pytest.mark.django_db(transaction=True)
TIGA_BELAS_JAM = timedelta(hours=13)


@pytest.fixture
def bank(sandbox: dict[str, str]) -> Iterator[BankSnap]:
    kendali_bank("mulai_ulang", {})
    klien = BankSnap(konfigurasi_bank(timeout_baca=5.0))
    yield klien
    klien.tutup()


def kunci(peserta: Peserta) -> Peserta:
    assert peserta.akun is not None
    hasil = pasang_kunci(peserta_id=peserta.pk, pelaku=pelaku_akun(peserta.akun))
    peserta.refresh_from_db()
    return hasil


def test_menyala_seketika_terbuka_dengan_wajah_dan_dua_belas_jam() -> None:
    peserta = buat_peserta(dengan_akun=True)
    kunci(peserta)
    sejak = peserta.kunci_pencairan_pada
    assert keadaan_kunci(peserta) is KeadaanKunci.MENYALA
    assert kunci(peserta).kunci_pencairan_pada == sejak, "a second press changes nothing"
    with pytest.raises(PerluBuktiUlang, match="kunci_perlu_wajah"):
        minta_buka_kunci(peserta_id=peserta.pk, pelaku=SISTEM)
    beri_wajah(peserta, jam_lalu=25)
    with pytest.raises(PerluBuktiUlang, match="kunci_perlu_wajah"):
        minta_buka_kunci(peserta_id=peserta.pk, pelaku=SISTEM)
    beri_wajah(peserta)
    terbuka = minta_buka_kunci(peserta_id=peserta.pk, pelaku=SISTEM)
    assert keadaan_kunci(terbuka) is KeadaanKunci.DIBUKA
    assert keadaan_kunci(terbuka, kini=timezone.now() + TIGA_BELAS_JAM) is KeadaanKunci.MATI
    with pytest.raises(Bentrok, match="kunci_tidak_menyala"):
        minta_buka_kunci(peserta_id=peserta.pk, pelaku=SISTEM)
    # Whoever did not ask for it locks again; the hours begin anew.
    assert kunci(peserta).kunci_pencairan_pada == sejak
    assert keadaan_kunci(peserta, kini=timezone.now() + TIGA_BELAS_JAM) is KeadaanKunci.MENYALA
    jejak = CatatanAudit.objects.filter(aksi__startswith="kunci_pencairan").order_by("pk")
    assert [satu.aksi.partition(".")[2] for satu in jejak] == [
        "dipasang", "buka_diminta", "dipasang"
    ]  # fmt: skip
    kabar = Pesan.objects.filter(akun=peserta.akun, tampil=True).order_by("pk")
    assert [satu.jenis for satu in kabar] == ["kunci_dipasang", "kunci_dibuka", "kunci_dipasang"]
    assert all(satu.keamanan for satu in kabar)


def test_basis_data_menolak_pembukaan_tanpa_kunci() -> None:
    peserta = buat_peserta()
    with pytest.raises(IntegrityError, match="peserta_kunci_dibuka"), transaction.atomic():
        Peserta.objects.filter(pk=peserta.pk).update(kunci_dibuka_pada=timezone.now())


def test_pengajuan_ditolak_selama_menyala() -> None:
    peserta = buat_siap_klaim()
    kunci(peserta)
    with pytest.raises(BelumLayak, match="klaim_kunci_pencairan"):
        ajukan(peserta)
    minta_buka_kunci(peserta_id=peserta.pk, pelaku=SISTEM)
    with pytest.raises(BelumLayak, match="klaim_kunci_pencairan"):
        ajukan(peserta)
    assert not Pembayaran.objects.exists()
    with travel(timezone.now() + TIGA_BELAS_JAM, tick=True):
        HasilVerifikasi.objects.filter(jenis="WAJAH").delete()
        beri_wajah(peserta)
        assert ajukan(peserta).status == "PEMBAYARAN_DIPROSES"


def test_uang_menunggu_selama_menyala_lalu_dikirim_sekali(bank: BankSnap) -> None:
    klaim = klaim_di_bank("0000")
    kunci(klaim.peserta)
    bayar = kerjakan(klaim, bank, kali=2)
    assert (bayar.status, bayar.perlu_petugas, hitung_kiriman(bayar)) == ("SIAP", False, 0)
    assert bayar.jatuh_pada is not None
    assert "Kunci pencairan Anda menyala" in kalimat_bayar(bayar, kini=timezone.now())
    minta_buka_kunci(peserta_id=klaim.peserta_id, pelaku=SISTEM)
    bayar = kerjakan(klaim, bank)
    klaim.peserta.refresh_from_db()
    assert bayar.jatuh_pada == klaim.peserta.kunci_dibuka_pada
    assert "terbuka" in kalimat_bayar(bayar, kini=timezone.now())
    Peserta.objects.update(kunci_dibuka_pada=timezone.now())
    bayar = kerjakan(klaim, bank)
    assert (bayar.status, dibayar_bank(bayar)) == ("BERHASIL", [klaim.neto])


def test_jam_janji_berhenti_selama_menyala() -> None:
    klaim = ajukan(buat_siap_klaim())
    assert klaim.janji_pada is not None
    kunci(klaim.peserta)
    klaim = Klaim.objects.get(pk=klaim.pk)
    esok = timezone.now() + timedelta(days=2)
    jam = jam_klaim(klaim, riwayat_klaim(klaim), kini=esok)
    assert jam is not None
    assert (jam.berhenti, jam.terlewat) == (True, False)
    klaim.peserta.kunci_dibuka_pada = klaim.diajukan_pada
    jam = jam_klaim(klaim, riwayat_klaim(klaim), kini=esok)
    assert jam is not None
    assert (jam.paling_lambat, jam.terlewat) == (klaim.janji_pada, True)


def test_kunci_orang_yang_meninggal_tidak_menahan_ahli_warisnya() -> None:
    peserta = buat_peserta(dengan_akun=True)
    kunci(peserta)
    with transaction.atomic():
        assert tunggu_kunci(peserta.pk) is not None
        Peserta.objects.filter(pk=peserta.pk).update(meninggal_pada=timezone.now().date())
        assert tunggu_kunci(peserta.pk) is None
        pastikan_tanpa_kunci(peserta.pk)


def test_setelah_kunci_tercatat_tidak_ada_kiriman_yang_dimulai(
    bank: BankSnap, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock comes between a sender's first look and its commit: the second look sees it."""
    from klaim_jht.services import pembayaran as modul

    klaim = klaim_di_bank("0000")
    asli = modul._pemilik_masih_cocok

    def kunci_di_tengah(*isi: object, **lain: object) -> bool:
        utas = threading.Thread(target=_di_utas, args=(klaim.peserta_id,))
        utas.start()
        utas.join()
        return asli(*isi, **lain)  # type: ignore[arg-type]

    monkeypatch.setattr(modul, "_pemilik_masih_cocok", kunci_di_tengah)
    Pembayaran.objects.update(jatuh_pada=timezone.now() - timedelta(seconds=1))
    bayar = Pembayaran.objects.get(klaim=klaim)
    kirim_pembayaran(pembayaran_id=bayar.pk, bank=bank)
    bayar.refresh_from_db()
    assert (bayar.status, dibayar_bank(bayar)) == ("SIAP", [])


def _di_utas(peserta_id: int) -> None:
    try:
        pasang_kunci(peserta_id=peserta_id, pelaku=SISTEM)
    finally:
        connection.close()
