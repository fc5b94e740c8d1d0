"""Promises are watched: warned before their end, recorded once when broken."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from time_machine import travel

from accounts.models import CatatanAudit
from klaim_jht.models import Klaim, PeringatanJanji
from klaim_jht.selectors.janji import hitung_hampir_lewat
from klaim_jht.services.janji import sapu_janji
from tests.klaim_jht.orang import ajukan, bayar, buat_siap_klaim, tolak_bank
from tests.klaim_jht.test_admin import petugas

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def klaim() -> Klaim:
    return ajukan(buat_siap_klaim())


def _ubah_waktu(klaim: Klaim, *, diajukan: timedelta, janji: timedelta) -> None:
    kini = timezone.now()
    Klaim.objects.filter(pk=klaim.pk).update(
        diajukan_pada=kini + diajukan, janji_pada=kini + janji, boleh_kirim_pada=None
    )
    klaim.refresh_from_db()


def _tercatat(klaim: Klaim) -> list[tuple[int, str]]:
    return list(klaim.peringatan.order_by("persen").values_list("persen", "sebab"))


def test_diperingatkan_lalu_dicatat_sekali_dengan_sebabnya(klaim: Klaim) -> None:
    assert sapu_janji() == 0
    _ubah_waktu(klaim, diajukan=timedelta(hours=-9), janji=timedelta(hours=1))
    assert [sapu_janji(), sapu_janji()] == [1, 0]
    assert _tercatat(klaim) == [(80, "KAMI")]
    assert hitung_hampir_lewat()[0] == 1
    meja = petugas("penyelia")
    assert "Klaim yang hampir atau sudah lewat janji" in (
        meja.get(reverse("admin:index")).content.decode()
    )
    _ubah_waktu(klaim, diajukan=timedelta(hours=-9), janji=timedelta(minutes=-1))
    Klaim.objects.filter(pk=klaim.pk).update(status="PEMBAYARAN_DIPROSES")
    assert [sapu_janji(), sapu_janji()] == [1, 0]
    assert _tercatat(klaim)[-1][0] == 100
    daftar = reverse("admin:klaim_jht_peringatanjanji_changelist") + "?klaim=berjalan"
    isi = meja.get(daftar).content.decode()
    assert "lewat janji" in isi
    assert str(klaim.nomor) in isi
    aksi = CatatanAudit.objects.filter(aksi__startswith="janji.").values_list("aksi", flat=True)
    assert sorted(aksi) == ["janji.dilanggar", "janji.diperingatkan"]


def test_yang_dibayar_terlambat_tetap_tercatat_walau_sapuan_mati(klaim: Klaim) -> None:
    with travel(timezone.now() + timedelta(days=2), tick=True):
        bayar(klaim)
        assert sapu_janji() == 1
        assert _tercatat(klaim)[0][0] == 100
        assert sapu_janji() == 0
    assert hitung_hampir_lewat() == (0, None)


def test_yang_dibayar_tepat_waktu_tidak_dicatat(klaim: Klaim) -> None:
    bayar(klaim)
    with travel(timezone.now() + timedelta(days=2), tick=True):
        assert sapu_janji() == 0


def test_selama_menunggu_peserta_jam_berhenti(klaim: Klaim) -> None:
    tolak_bank(klaim)
    assert klaim.status == "PERLU_PERBAIKAN_REKENING"
    with travel(timezone.now() + timedelta(days=3), tick=True):
        assert sapu_janji() == 0


def test_petugas_yang_lambat_menjadi_sebabnya() -> None:
    klaim = ajukan(buat_siap_klaim(upah=900_000_000, nama="AGUS WIBOWO"))
    with travel(timezone.now() + timedelta(days=20), tick=True):
        assert sapu_janji() == 1
    assert _tercatat(klaim) == [(100, "PETUGAS")]


def test_dua_sapuan_bersamaan_mencatat_satu_pelanggaran(klaim: Klaim) -> None:
    _ubah_waktu(klaim, diajukan=timedelta(hours=-9), janji=timedelta(minutes=-1))
    mulai, baru = threading.Barrier(4), []

    def kerja() -> None:
        mulai.wait()
        try:
            baru.append(sapu_janji())
        finally:
            connection.close()

    utas = [threading.Thread(target=kerja) for _ in range(4)]
    for satu in utas:
        satu.start()
    for satu in utas:
        satu.join()
    assert sum(baru) == 1
    assert PeringatanJanji.objects.filter(klaim=klaim, persen=100).count() == 1
    assert CatatanAudit.objects.filter(aksi="janji.dilanggar").count() == 1
