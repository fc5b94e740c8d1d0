"""The time of an answer is watched: up to supervisors before its end, recorded once when broken."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.audit import pelaku_akun
from accounts.models import CatatanAudit
from accounts.rules.pelaku import SISTEM
from klaim_jht.models import Keberatan
from klaim_jht.selectors.janji import hitung_keberatan_naik
from klaim_jht.services.janji_keberatan import sapu_keberatan
from klaim_jht.services.keberatan import ajukan_keberatan, jawab_keberatan
from tests.klaim_jht.services.test_keberatan import KATA, draf
from tests.klaim_jht.test_admin import petugas
from tests.pabrik import buat_akun

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def keberatan() -> Keberatan:
    return ajukan_keberatan(klaim_id=draf(berhenti_hari_lalu=5).pk, uraian=KATA, pelaku=SISTEM)


def geser(keberatan: Keberatan, *, dibuat: timedelta, janji: timedelta) -> None:
    kini = timezone.now()
    Keberatan.objects.filter(pk=keberatan.pk).update(
        dibuat_pada=kini + dibuat, janji_pada=kini + janji
    )


def jejak() -> list[str]:
    aksi = CatatanAudit.objects.filter(aksi__in=["keberatan.dinaikkan", "keberatan.dilanggar"])
    return list(aksi.order_by("pk").values_list("aksi", flat=True))


def test_naik_ke_penyelia_lalu_pelanggarannya_dicatat_sekali(keberatan: Keberatan) -> None:
    assert sapu_keberatan() == 0
    geser(keberatan, dibuat=timedelta(days=-4), janji=timedelta(days=1))
    assert [sapu_keberatan(), sapu_keberatan()] == [1, 0]
    assert hitung_keberatan_naik()[0] == 1
    meja = reverse("admin:index")
    judul = "Keberatan yang hampir atau sudah lewat lima hari kerja"
    penyelia = petugas("penyelia")
    assert judul in penyelia.get(meja).content.decode()
    assert judul not in petugas("petugas").get(meja).content.decode()
    daftar = reverse("admin:klaim_jht_keberatan_changelist")
    saringan = f"{daftar}?status=BARU&dinaikkan_pada__isempty=0"
    isi = penyelia.get(saringan).content.decode()
    assert "naik ke penyelia" in isi
    geser(keberatan, dibuat=timedelta(days=-6), janji=timedelta(minutes=-1))
    assert [sapu_keberatan(), sapu_keberatan()] == [1, 0]
    assert jejak() == ["keberatan.dinaikkan", "keberatan.dilanggar"]
    assert "lewat janji" in penyelia.get(saringan).content.decode()


@pytest.mark.parametrize(
    ("janji", "tercatat"), [(timedelta(days=1), []), (timedelta(days=-1), ["keberatan.dilanggar"])]
)
def test_jawaban_yang_terlambat_tercatat_yang_tepat_waktu_tidak(
    keberatan: Keberatan, janji: timedelta, tercatat: list[str]
) -> None:
    geser(keberatan, dibuat=timedelta(days=-6), janji=janji)
    rina = buat_akun(petugas=True)
    jawab_keberatan(
        keberatan_id=keberatan.pk, diterima=False, jawaban="Aturannya memang begitu.",
        petugas=rina, pelaku=pelaku_akun(rina),
    )  # fmt: skip
    sapu_keberatan()
    assert jejak() == tercatat
    assert hitung_keberatan_naik()[0] == 0


def test_dua_sapuan_bersamaan_mencatat_satu(keberatan: Keberatan) -> None:
    geser(keberatan, dibuat=timedelta(days=-4), janji=timedelta(days=1))
    hasil: list[int] = []

    def sapu() -> None:
        try:
            hasil.append(sapu_keberatan())
        finally:
            connection.close()

    utas = [threading.Thread(target=sapu) for _ in range(3)]
    for satu in utas:
        satu.start()
    for satu in utas:
        satu.join()
    assert sorted(hasil) == [0, 0, 1]
    assert jejak() == ["keberatan.dinaikkan"]
