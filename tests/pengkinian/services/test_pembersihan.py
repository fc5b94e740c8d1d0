from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from accounts.models import CatatanAudit, Persetujuan
from pengkinian.models import BingkaiWajah, KasusPengkinian
from pengkinian.selectors.retensi import foto_lewat_waktu
from pengkinian.services.pembersihan import bersihkan
from tests.pabrik import buat_akun
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


def foto(persetujuan: Persetujuan, *, status: str, ditarik_hari_lalu: float | None) -> BingkaiWajah:
    """Return a young picture whose consent was withdrawn so many days ago."""
    pada = None if ditarik_hari_lalu is None else lalu(0) - timedelta(days=ditarik_hari_lalu)
    Persetujuan.objects.filter(pk=persetujuan.pk).update(ditarik_pada=pada)
    BingkaiWajah.objects.all().delete()
    wajah = jawaban(buka_kasus(), "WAJAH", status=status)
    wajah.persetujuan = persetujuan
    wajah.save(update_fields=["persetujuan"])
    return BingkaiWajah.objects.create(
        verifikasi=wajah, urutan=0, instruksi="LURUS", sidik="sidik", isi=b"isi"
    )


@pytest.mark.parametrize(
    ("status", "hari", "hilang"),
    [
        ("COCOK", None, False),
        ("COCOK", 0.01, True),
        ("TIDAK_COCOK", 0.01, True),
        ("DITINJAU_PETUGAS", 0.01, False),
        ("DIPROSES", 1.9, False),
        ("DITINJAU_PETUGAS", 2.1, True),
    ],
)
def test_foto_tanpa_persetujuan_hilang_sebelum_tiga_hari(
    status: str, hari: float | None, *, hilang: bool
) -> None:
    izin = Persetujuan.objects.create(
        akun=buat_akun(), jenis="WAJAH", versi="1", sidik_teks="x"
    )  # fmt: skip
    satu = foto(izin, status=status, ditarik_hari_lalu=hari)
    assert bersihkan() == (int(hilang), 0)
    satu.refresh_from_db()
    assert (satu.isi is None) is hilang


def test_yang_tertinggal_berbunyi(caplog: pytest.LogCaptureFixture) -> None:
    izin = Persetujuan.objects.create(akun=buat_akun(), jenis="WAJAH", versi="1", sidik_teks="x")
    satu = foto(izin, status="COCOK", ditarik_hari_lalu=None)
    assert foto_lewat_waktu(kini=timezone.now()) == 0
    # Marked as gone, and yet its bytes are here: nobody but this count would find it.
    BingkaiWajah.objects.filter(pk=satu.pk).update(dibuat_pada=lalu(31), dihapus_pada=lalu(1))
    assert bersihkan() == (0, 0)
    assert "1 pictures of faces are past their time" in caplog.text
    assert foto_lewat_waktu(kini=timezone.now()) == 1
