"""The brake of the institution, against the real bank of the sandbox."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import Akun, CatatanAudit
from accounts.rules.pelaku import SISTEM
from jmo.gateways.bank_snap import BankSnap
from jmo.lib.galat import BelumLayak, Bentrok, TidakDitemukan
from klaim_jht.models import RemLembaga
from klaim_jht.selectors.rem import hitung_rem, rem_terpasang
from klaim_jht.services.rem import (
    lepas_rem,
    minta_lepas_rem,
    pasang_rem,
    pasang_rem_buku,
    pastikan_tanpa_rem,
)
from tests.klaim_jht.bank import dibayar_bank, hitung_kiriman, kendali_bank, kerjakan, klaim_di_bank
from tests.lib_mitra import konfigurasi_bank
from tests.pabrik import buat_akun

pytestmark = pytest.mark.django_db(transaction=True)
Sebab = RemLembaga.Sebab


@pytest.fixture
def bank(sandbox: dict[str, str]) -> Iterator[BankSnap]:
    kendali_bank("mulai_ulang", {})
    klien = BankSnap(konfigurasi_bank(timeout_baca=5.0))
    yield klien
    klien.tutup()


@pytest.fixture
def rina() -> Akun:
    return buat_akun("rina", petugas=True)


@pytest.fixture
def hadi() -> Akun:
    return buat_akun("hadi", petugas=True)


def pasang(petugas: Akun | None = None, sebab: Sebab = Sebab.PETUGAS) -> RemLembaga:
    return pasang_rem(sebab=sebab, alasan="Dua kali bayar?", petugas=petugas, pelaku=SISTEM)


def lepaskan(rem: RemLembaga, satu: Akun, dua: Akun) -> None:
    minta_lepas_rem(rem_id=rem.pk, alasan="Sudah diperiksa.", petugas=satu, pelaku=SISTEM)
    lepas_rem(rem_id=rem.pk, alasan="Setuju.", petugas=dua, pelaku=SISTEM)


def test_satu_petugas_menghentikan_dua_menjalankan_lagi(rina: Akun, hadi: Akun) -> None:
    rem = pasang(rina)
    assert pasang(hadi).pk == rem.pk
    assert (rem_terpasang(), hitung_rem()[0]) == (True, 1)
    with pytest.raises(Bentrok, match="rem_belum_diminta"):
        lepas_rem(rem_id=rem.pk, alasan="x", petugas=hadi, pelaku=SISTEM)
    minta_lepas_rem(rem_id=rem.pk, alasan="Sudah diperiksa.", petugas=rina, pelaku=SISTEM)
    with pytest.raises(Bentrok, match="rem_sudah_diminta"):
        minta_lepas_rem(rem_id=rem.pk, alasan="x", petugas=hadi, pelaku=SISTEM)
    with pytest.raises(BelumLayak, match="rem_petugas_sama"):
        lepas_rem(rem_id=rem.pk, alasan="x", petugas=rina, pelaku=SISTEM)
    assert rem_terpasang()
    lepas_rem(rem_id=rem.pk, alasan="Setuju.", petugas=hadi, pelaku=SISTEM)
    assert not rem_terpasang()
    with pytest.raises(Bentrok, match="rem_sudah_dilepas"):
        lepas_rem(rem_id=rem.pk, alasan="x", petugas=hadi, pelaku=SISTEM)
    with pytest.raises(TidakDitemukan, match="rem_tidak_ada"):
        lepas_rem(rem_id=rem.pk + 1, alasan="x", petugas=hadi, pelaku=SISTEM)
    aksi = CatatanAudit.objects.filter(aksi__startswith="rem.").order_by("pk")
    assert [satu.aksi for satu in aksi] == ["rem.dipasang", "rem.lepas_diminta", "rem.dilepas"]


def test_basis_data_menolak_dilepas_oleh_satu_orang(rina: Akun) -> None:
    rem = pasang(rina)
    with pytest.raises(IntegrityError, match="rem_dilepas_dua_orang"), transaction.atomic():
        RemLembaga.objects.filter(pk=rem.pk).update(
            lepas_diminta_oleh=rina, dilepas_oleh=rina, dilepas_pada=timezone.now()
        )


def test_uang_menunggu_selama_rem_terpasang_lalu_dikirim_sekali(
    bank: BankSnap, rina: Akun, hadi: Akun
) -> None:
    klaim = klaim_di_bank("0000")
    rem, lain = pasang(rina), pasang(sebab=Sebab.BUKU)
    bayar = kerjakan(klaim, bank, kali=2)
    assert (bayar.status, bayar.jatuh_pada is None, hitung_kiriman(bayar)) == ("SIAP", False, 0)
    lepaskan(rem, rina, hadi)
    assert kerjakan(klaim, bank).status == "SIAP", "the other brake still stands"
    lepaskan(lain, hadi, rina)
    bayar = kerjakan(klaim, bank)
    assert (bayar.status, dibayar_bank(bayar)) == ("BERHASIL", [klaim.neto])


def test_yang_sudah_di_bank_tetap_ditanyakan(bank: BankSnap, rina: Akun) -> None:
    klaim = klaim_di_bank("0004")
    assert kerjakan(klaim, bank).status == "BELUM_PASTI"
    pasang(rina)
    bayar = kerjakan(klaim, bank)
    assert (bayar.status, hitung_kiriman(bayar)) == ("BERHASIL", 1)


def test_dana_kurang_menghentikan_semua(bank: BankSnap) -> None:
    satu, dua = klaim_di_bank("0008"), klaim_di_bank("0000")
    kerjakan(satu, bank)
    rem = RemLembaga.objects.get()
    assert (rem.sebab, rem.dipasang_oleh) == (Sebab.DANA_KURANG, None)
    assert kerjakan(dua, bank).status == "SIAP"


def test_pemeriksaan_buku_yang_gagal_menghentikan_semua() -> None:
    pasang_rem_buku(["I5", "I8"])
    pasang_rem_buku(["I5"])
    assert RemLembaga.objects.get().alasan == "I5, I8"


def test_rem_menunggu_yang_sedang_mengirim_dan_terlihat_sesudahnya() -> None:
    mulai, lanjut = threading.Event(), threading.Event()
    hasil: list[bool] = []

    def pengirim() -> None:
        try:
            with transaction.atomic():
                hasil.append(pastikan_tanpa_rem())
                mulai.set()
                lanjut.wait(20)
                hasil.append(RemLembaga.objects.exists())
            with transaction.atomic():
                hasil.append(pastikan_tanpa_rem())
        finally:
            connection.close()

    def pemasang() -> None:
        try:
            pasang()
        finally:
            connection.close()

    utas = threading.Thread(target=pengirim)
    utas.start()
    assert mulai.wait(20)
    rem = threading.Thread(target=pemasang)
    rem.start()
    rem.join(0.5)
    assert rem.is_alive(), "the brake waits for who is sending"
    lanjut.set()
    rem.join(20)
    utas.join(20)
    assert hasil[:2] == [True, False]
    with transaction.atomic():
        assert not pastikan_tanpa_rem()
