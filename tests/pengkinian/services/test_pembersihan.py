from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from accounts.models import CatatanAudit
from pengkinian.models import BingkaiWajah, KasusPengkinian
from pengkinian.services.pembersihan import bersihkan
from tests.pengkinian.orang import buka_kasus, jawaban, kasus_sampai

pytestmark = pytest.mark.usefixtures("db")


def lalu(hari: int) -> datetime:
    return timezone.now() - timedelta(days=hari)


def test_foto_hilang_setelah_tiga_puluh_hari_cirinya_tetap() -> None:
    wajah = jawaban(buka_kasus(), "WAJAH")
    for ke, umur in enumerate((29, 31)):
        BingkaiWajah.objects.create(
            verifikasi=wajah, urutan=ke, instruksi="LURUS", sidik=f"sidik{ke}", isi=b"isi",
            dibuat_pada=lalu(umur),
        )  # fmt: skip
    assert bersihkan() == (1, 0)
    muda, tua = BingkaiWajah.objects.order_by("urutan")
    assert (muda.isi, muda.dihapus_pada) == (b"isi", None)
    assert (tua.isi, tua.sidik) == (None, "sidik1")
    assert tua.dihapus_pada is not None
    assert CatatanAudit.objects.filter(aksi="foto.dihapus", objek_id=tua.pk).count() == 1
    assert bersihkan() == (0, 0)


def test_draf_yang_ditinggalkan_dibatalkan_dan_isiannya_dibuang() -> None:
    tua, muda = kasus_sampai("kependudukan"), kasus_sampai("kependudukan")
    menunggu = kasus_sampai("kependudukan")
    KasusPengkinian.objects.filter(pk__in=[tua.pk, menunggu.pk]).update(diubah_pada=lalu(31))
    KasusPengkinian.objects.filter(pk=menunggu.pk).update(status="MENUNGGU_VERIFIKASI")
    assert bersihkan() == (0, 1)
    for satu in (tua, muda, menunggu):
        satu.refresh_from_db()
    assert (tua.status, tua.isian) == ("DIBATALKAN", {})
    assert muda.status == "DRAF"
    assert (menunggu.status, bool(menunggu.isian)) == ("MENUNGGU_VERIFIKASI", True)
