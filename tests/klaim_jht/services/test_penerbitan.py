from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import CatatanAudit
from accounts.rules.pelaku import SISTEM
from jmo.lib.galat import Bentrok
from klaim_jht.models import Klaim, Pembayaran
from klaim_jht.rules.status import PEMBAYARAN_TERBUKA, StatusKlaim
from klaim_jht.services.penerbitan import buat_pembayaran
from tests.klaim_jht.orang import ajukan, buat_siap_klaim

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def disetujui() -> Klaim:
    """A claim that was approved and has no payment yet."""
    klaim = ajukan(buat_siap_klaim())
    Pembayaran.objects.filter(klaim=klaim).update(status="GAGAL_PASTI", jatuh_pada=None)
    Klaim.objects.filter(pk=klaim.pk).update(status=StatusKlaim.DISETUJUI)
    return Klaim.objects.select_related("rekening", "peserta").get(pk=klaim.pk)


@pytest.fixture
def bel(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    dering: list[dict[str, Any]] = []
    monkeypatch.setattr(
        "klaim_jht.services.penerbitan.bunyikan", lambda nama, **isi: dering.append(isi)
    )
    return dering


def test_pembayaran_berikutnya_punya_nomor_sendiri_dan_nilai_klaim(
    disetujui: Klaim, bel: list[dict[str, Any]]
) -> None:
    lama = disetujui.pembayaran.get(ke=1)
    baru = buat_pembayaran(klaim=disetujui, pelaku=SISTEM)
    assert (baru.ke, baru.jumlah, baru.status) == (2, disetujui.neto, "SIAP")
    assert baru.rekening_id == disetujui.rekening_id
    assert baru.partner_ref != lama.partner_ref
    assert len(baru.partner_ref) <= 25, "the bank's field ends there"
    assert disetujui.status == StatusKlaim.PEMBAYARAN_DIPROSES
    assert bel == [{"pembayaran_id": baru.pk}]
    catatan = CatatanAudit.objects.filter(aksi="pembayaran.dibuat").latest("pk")
    assert disetujui.rekening is not None
    assert disetujui.rekening.nomor not in str(catatan.sesudah)


def test_masa_tenang_menunda_tanpa_membunyikan(disetujui: Klaim, bel: list[dict[str, Any]]) -> None:
    nanti = timezone.now() + timedelta(hours=12)
    disetujui.boleh_kirim_pada = nanti
    baru = buat_pembayaran(klaim=disetujui, pelaku=SISTEM)
    assert (baru.jatuh_pada, baru.perlu_petugas) == (nanti, False)
    assert bel == []


def test_laporan_bukan_saya_menunggu_manusia(disetujui: Klaim, bel: list[dict[str, Any]]) -> None:
    disetujui.boleh_kirim_pada = None
    baru = buat_pembayaran(klaim=disetujui, pelaku=SISTEM)
    assert (baru.jatuh_pada, baru.perlu_petugas) == (None, True)
    assert bel == []


@pytest.mark.parametrize("status", PEMBAYARAN_TERBUKA)
def test_pembayaran_yang_masih_terbuka_tidak_punya_saudara(disetujui: Klaim, status: str) -> None:
    """Even a caller that forgot to look cannot write a second one: the database says no."""
    Pembayaran.objects.filter(klaim=disetujui).update(status=status)
    with (
        pytest.raises(IntegrityError, match="pembayaran_satu_terbuka_per_klaim"),
        transaction.atomic(),
    ):
        buat_pembayaran(klaim=disetujui, pelaku=SISTEM)
    assert disetujui.pembayaran.count() == 1


def test_klaim_yang_belum_disetujui_tidak_dibayar(disetujui: Klaim) -> None:
    Klaim.objects.filter(pk=disetujui.pk).update(status=StatusKlaim.TINJAUAN_PETUGAS)
    disetujui.refresh_from_db()
    with pytest.raises(Bentrok):
        buat_pembayaran(klaim=disetujui, pelaku=SISTEM)
