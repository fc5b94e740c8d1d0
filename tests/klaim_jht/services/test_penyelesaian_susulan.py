"""A bank that is not sure about later money: the claim stays paid, the money stays held."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import CatatanAudit
from accounts.rules.pelaku import tugas
from klaim_jht.models import Klaim, Pembayaran
from klaim_jht.rules.status import StatusPembayaran as S
from klaim_jht.rules.tanggapan_bank import HasilBank, JenisTindakan, SebabBeku, Tindakan
from klaim_jht.services.penyelesaian import gagalkan_rekening, terapkan
from klaim_jht.services.status import pindahkan_pembayaran
from klaim_jht.services.susulan import bayar_susulan
from saldo.models import TahananSaldo
from tests.klaim_jht.susulan import klaim_dibayar, uang_datang

pytestmark = pytest.mark.django_db(transaction=True)
PEKERJA = tugas("klaim_jht.kirim_pembayaran")


@pytest.fixture
def baris() -> Pembayaran:
    klaim = klaim_dibayar()
    uang_datang(klaim)
    bayar_susulan(klaim_id=klaim.pk)
    return Pembayaran.objects.select_related(
        "klaim__peserta__akun", "klaim__rekening__peserta", "rekening__peserta"
    ).get(jenis="SUSULAN")


def test_belum_pasti_dan_beku_tidak_menyentuh_klaim(baris: Pembayaran) -> None:
    pada = timezone.now()
    with transaction.atomic():
        pindahkan_pembayaran(baris, S.DIKIRIM, pelaku=PEKERJA)
        terapkan(
            baris,
            Tindakan(
                jenis=JenisTindakan.TANYA_LAGI, ke=S.BELUM_PASTI, pada=pada,
                sebab=HasilBank.BELUM_PASTI,
            ),
            pelaku=PEKERJA,
        )  # fmt: skip
        terapkan(
            baris,
            Tindakan(
                jenis=JenisTindakan.BEKUKAN, ke=S.BELUM_PASTI, pada=pada, alarm=True,
                sebab_beku=SebabBeku.LEWAT_BATAS_WAKTU,
            ),
            pelaku=PEKERJA,
        )  # fmt: skip
        terapkan(baris, Tindakan(jenis=JenisTindakan.ABAIKAN, ke=S.BELUM_PASTI), pelaku=PEKERJA)
    baris.refresh_from_db()
    assert (baris.status, baris.perlu_petugas, baris.jatuh_pada) == ("BELUM_PASTI", True, None)
    assert Klaim.objects.get().status == "DIBAYAR"
    assert TahananSaldo.objects.filter(status="DITAHAN").count() == 1
    assert CatatanAudit.objects.filter(aksi="pembayaran.alarm").count() == 1


def test_nama_pemilik_yang_berubah_sebelum_dikirim_meminta_rekening_lain(
    baris: Pembayaran,
) -> None:
    gagalkan_rekening(baris, sebab="NAMA_BERUBAH", pelaku=PEKERJA)
    baris.refresh_from_db()
    assert baris.susulan is not None
    assert (baris.status, baris.susulan.menunggu) == ("GAGAL_PASTI", "REKENING")
    assert Klaim.objects.get().status == "DIBAYAR"
    assert baris.rekening.status == "BERMASALAH"
