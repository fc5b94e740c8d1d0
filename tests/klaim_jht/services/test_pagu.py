"""The hourly caps: reckoned from what went out, they stop what goes out."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import CatatanAudit
from accounts.rules.pelaku import SISTEM
from jmo.lib.tanggal import hari_ini_wib
from jmo.lib.uang import Rupiah
from klaim_jht.models import Klaim, PaguHarian, Pembayaran, RemLembaga
from klaim_jht.rules.pagu import Jam
from klaim_jht.selectors.pagu import kiriman_sejam, puncak_harian
from klaim_jht.selectors.rem import rem_terpasang
from klaim_jht.services.pagu import periksa_pagu
from klaim_jht.services.rem import lepas_rem, minta_lepas_rem
from tests.klaim_jht.orang import ajukan, buat_siap_klaim
from tests.pabrik import buat_akun

pytestmark = pytest.mark.django_db


@pytest.fixture
def klaim() -> Klaim:
    return ajukan(buat_siap_klaim())


def kirim(klaim: Klaim, pada: datetime, *, banyak: int, jumlah: int = 1_000) -> None:
    """Let so many payments of a claim have been sent at this time, and have been refused."""
    ke = Pembayaran.objects.count()
    assert klaim.rekening is not None
    Pembayaran.objects.bulk_create(
        Pembayaran(
            klaim=klaim, ke=ke + satu, partner_ref=f"UJI{ke + satu}", status="GAGAL_PASTI",
            jumlah=jumlah, rekening=klaim.rekening, dikirim_pada=pada,
        )
        for satu in range(1, banyak + 1)
    )  # fmt: skip


def minggu_biasa(klaim: Klaim) -> None:
    for hari in range(1, 8):
        pada = timezone.now() - timedelta(days=hari)
        kirim(klaim, pada, banyak=2, jumlah=200_000_000)


def test_puncak_tiap_hari_dari_jamnya_yang_tersibuk(klaim: Klaim) -> None:
    hari_ini = hari_ini_wib(timezone.now())
    pagi = datetime.fromisoformat(f"{hari_ini - timedelta(days=1)}T08:10:00+07:00")
    kirim(klaim, pagi, banyak=3)
    kirim(klaim, pagi + timedelta(minutes=49), banyak=2)
    kirim(klaim, pagi + timedelta(hours=2), banyak=1, jumlah=9_000)
    kirim(klaim, pagi - timedelta(days=28), banyak=9)
    kirim(klaim, timezone.now(), banyak=9)
    assert puncak_harian(sampai=hari_ini, hari=28) == [Jam(5, Rupiah(9_000))]


def test_tanpa_riwayat_tidak_ada_pagu(klaim: Klaim) -> None:
    kirim(klaim, timezone.now(), banyak=101)
    assert periksa_pagu() is None
    assert not PaguHarian.objects.exists()


def test_jam_yang_melewati_pagu_memasang_rem_sekali(klaim: Klaim) -> None:
    minggu_biasa(klaim)
    assert periksa_pagu() is None
    pagu = PaguHarian.objects.get()
    assert (pagu.banyak, pagu.jumlah, pagu.hari) == (100, 1_200_000_000, 7)
    kirim(klaim, timezone.now() - timedelta(minutes=61), banyak=101)
    assert periksa_pagu() is None, "an hour ago is past"
    kirim(klaim, timezone.now() - timedelta(minutes=1), banyak=100)
    assert periksa_pagu() is None, "up to the cap"
    kirim(klaim, timezone.now(), banyak=1)
    rem = periksa_pagu()
    assert rem is not None
    assert (rem.sebab, rem.dipasang_oleh, rem_terpasang()) == ("PAGU_JAM", None, True)
    assert rem.alasan.startswith("101 pembayaran, Rp101.000 dalam satu jam; pagu 100")
    assert periksa_pagu() is None
    assert RemLembaga.objects.count() == 1
    assert CatatanAudit.objects.filter(aksi="rem.dipasang").count() == 1


def test_rupiah_saja_cukup_dan_yang_dilepas_tidak_dihitung_lagi(klaim: Klaim) -> None:
    minggu_biasa(klaim)
    kirim(klaim, timezone.now(), banyak=2, jumlah=700_000_000)
    rem = periksa_pagu()
    assert rem is not None
    minta_lepas_rem(
        rem_id=rem.pk, alasan="Sudah dicek.", petugas=buat_akun(petugas=True), pelaku=SISTEM
    )
    lepas_rem(rem_id=rem.pk, alasan="Setuju.", petugas=buat_akun(petugas=True), pelaku=SISTEM)
    assert kiriman_sejam(kini=timezone.now()) == Jam(0, Rupiah(0))
    assert periksa_pagu() is None, "two officers looked at these"
    kirim(klaim, timezone.now(), banyak=2, jumlah=700_000_000)
    assert periksa_pagu() is not None


def test_jam_yang_berjalan_dibaca_dari_indeks(klaim: Klaim) -> None:
    minggu_biasa(klaim)
    with connection.cursor() as kursor:
        kursor.execute("SET LOCAL enable_seqscan = off")
        kueri = Pembayaran.objects.filter(dikirim_pada__gte=timezone.now()).values("jumlah")
        rencana = kueri.explain()
    assert "pembayaran_dikirim_menurut" in rencana
