from __future__ import annotations

import pytest
from django.utils import timezone

from accounts.models import Akun, CatatanAudit
from accounts.rules.pelaku import SISTEM
from jmo.lib.galat import PerluBuktiUlang
from pengkinian.models import HasilVerifikasi, KasusPengkinian, Rekening
from pengkinian.rules.wajah import Keperluan
from pengkinian.services.rekening import pasang_rekening, tandai_bermasalah, tandai_terbukti
from pengkinian.services.tanya_rekening import minta_periksa_rekening
from tests.pengkinian.orang import buka_kasus, jawaban

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def kasus() -> KasusPengkinian:
    return buka_kasus()


def verdict(kasus: KasusPengkinian, nomor: str = "112233440000", status: str = "COCOK"
            ) -> HasilVerifikasi:  # fmt: skip
    masukan = {"kode_bank": "002", "nomor": nomor, "nama_pemilik": "BUDI SANTOSO"}
    rincian = {"nama_bank": "BRI", "nomor_samar": f"****{nomor[-4:]}"}
    return jawaban(kasus, "REKENING", status, masukan=masukan, rincian=rincian, skor=1)


def test_rekening_pertama_terpasang_tersamar(kasus: KasusPengkinian) -> None:
    rekening = pasang_rekening(verifikasi=verdict(kasus), pelaku=SISTEM)
    assert (rekening.status, rekening.nomor_samar, int(rekening.skor_nama)) == (
        "TERBUKTI", "****0000", 1,
    )  # fmt: skip
    kasus.peserta.refresh_from_db()
    # A first account starts no cooling time.
    assert kasus.peserta.rekening_diubah_pada is None
    catatan = CatatanAudit.objects.get(aksi="rekening.dipasang")
    assert "112233440000" not in str(catatan.sesudah)


def test_rekening_yang_sama_tetap_barisnya_dan_umurnya(kasus: KasusPengkinian) -> None:
    satu = pasang_rekening(verifikasi=verdict(kasus), pelaku=SISTEM)
    dua = pasang_rekening(verifikasi=verdict(kasus), pelaku=SISTEM)
    assert (satu.pk, satu.dipakai_sejak) == (dua.pk, dua.dipakai_sejak)


def test_rekening_lain_menggantikan_dan_menstempel(kasus: KasusPengkinian) -> None:
    lama = pasang_rekening(verifikasi=verdict(kasus), pelaku=SISTEM)
    baru = pasang_rekening(verifikasi=verdict(kasus, "998877660001"), pelaku=SISTEM)
    lama.refresh_from_db()
    kasus.peserta.refresh_from_db()
    assert lama.diganti_pada is not None
    assert baru.diganti_pada is None
    assert kasus.peserta.rekening_diubah_pada == baru.dipakai_sejak
    assert Rekening.objects.filter(diganti_pada=None).get() == baru


def test_belum_pasti_dilihat_petugas_lalu_terbukti(kasus: KasusPengkinian) -> None:
    rekening = pasang_rekening(verifikasi=verdict(kasus, status="DITINJAU_PETUGAS"), pelaku=SISTEM)
    assert rekening.status == "DITINJAU_PETUGAS"
    tandai_terbukti(rekening=rekening)
    rekening.refresh_from_db()
    assert rekening.status == "TERBUKTI"


def test_yang_bermasalah_diganti_oleh_bukti_baru_tentang_nomor_itu(kasus: KasusPengkinian) -> None:
    lama = pasang_rekening(verifikasi=verdict(kasus), pelaku=SISTEM)
    tandai_bermasalah(rekening=lama, sebab="REKENING", pelaku=SISTEM)
    lama.refresh_from_db()
    assert lama.status == "BERMASALAH"
    assert CatatanAudit.objects.get(aksi="rekening.bermasalah").sesudah["sebab"] == "REKENING"
    baru = pasang_rekening(verifikasi=verdict(kasus), pelaku=SISTEM)
    assert (baru.pk != lama.pk, baru.status) == (True, "TERBUKTI")


def test_rekening_tertutup_bagi_akun_yang_baru_dipulihkan(kasus: KasusPengkinian) -> None:
    """A14: replaced only after a face and twelve hours; the same account stays as it is."""
    lama = pasang_rekening(verifikasi=verdict(kasus), pelaku=SISTEM)
    Akun.objects.filter(peserta=kasus.peserta).update(dipulihkan_pada=timezone.now())
    with pytest.raises(PerluBuktiUlang, match="pulih_perlu_bukti"):
        pasang_rekening(verifikasi=verdict(kasus, "998877660001"), pelaku=SISTEM)
    with pytest.raises(PerluBuktiUlang, match="pulih_perlu_bukti"):
        minta_periksa_rekening(
            peserta=kasus.peserta, kasus=kasus, keperluan=Keperluan.PENGKINIAN, kode_bank="002",
            nomor="998877660001", pelaku=SISTEM,
        )  # fmt: skip
    assert pasang_rekening(verifikasi=verdict(kasus), pelaku=SISTEM) == lama
