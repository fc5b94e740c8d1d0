from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from accounts.models import Akun, CatatanAudit, KodeOTP, Kontak, Peserta
from accounts.rules.pelaku import SISTEM
from accounts.services import pemulihan
from accounts.services.kontak import buktikan_kontak, kirim_kode_kontak, pasang_kontak
from jmo.lib.galat import BelumLayak, PerluBuktiUlang

TELEPON, BARU = "+6281234567890", "+6281398765432"


def pulihkan(peserta: Peserta, *, jam_lalu: float = 0) -> datetime:
    pada = timezone.now() - timedelta(hours=jam_lalu)
    Akun.objects.filter(peserta=peserta).update(dipulihkan_pada=pada)
    return pada


def buktikan(peserta: Peserta, pada: datetime) -> bool:
    return pemulihan.catat_bukti_ulang(
        peserta=peserta, diambil_pada=pada, sebab="WAJAH", pelaku=SISTEM
    )


def ganti_nomor(peserta: Peserta) -> None:
    kirim_kode_kontak(
        peserta=peserta, jenis=Kontak.Jenis.TELEPON, nilai=BARU, pelaku=SISTEM
    )  # fmt: skip


@pytest.fixture
def punya_nomor(budi: Peserta) -> Peserta:
    pasang_kontak(peserta=budi, jenis=Kontak.Jenis.TELEPON, nilai=TELEPON, pelaku=SISTEM)
    return budi


def test_bukti_hanya_untuk_akun_yang_dipulihkan_dan_sekali(budi: Peserta) -> None:
    assert not buktikan(budi, timezone.now())
    pada = pulihkan(budi, jam_lalu=1)
    assert not buktikan(budi, pada), "what is older than the recovery proves nothing"
    assert buktikan(budi, pada + timedelta(minutes=1))
    assert not buktikan(budi, pada + timedelta(minutes=1)), "the same pictures again"
    catatan = CatatanAudit.objects.get(aksi="akun.terbukti_ulang")
    assert (catatan.peserta, catatan.sesudah) == (budi, {"sebab": "WAJAH"})


def test_kontak_tertutup_sampai_wajah_dan_dua_belas_jam(punya_nomor: Peserta) -> None:
    """A14: who recovered by e-mail cannot redirect what the owner is told."""
    pulihkan(punya_nomor, jam_lalu=5)
    with pytest.raises(PerluBuktiUlang, match="pulih_perlu_bukti"):
        ganti_nomor(punya_nomor)
    with pytest.raises(PerluBuktiUlang, match="pulih_perlu_bukti"):
        buktikan_kontak(
            peserta=punya_nomor, jenis=Kontak.Jenis.TELEPON, nilai=BARU, kode="123456",
            pelaku=SISTEM,
        )  # fmt: skip
    assert buktikan(punya_nomor, timezone.now())
    with pytest.raises(BelumLayak, match="pulih_tenang"):
        ganti_nomor(punya_nomor)
    assert not KodeOTP.objects.exists()
    Akun.objects.update(dipulihkan_pada=timezone.now() - timedelta(hours=12))
    ganti_nomor(punya_nomor)
    assert KodeOTP.objects.count() == 1


def test_kontak_pertama_boleh_segera_setelah_wajah(budi: Peserta) -> None:
    pulihkan(budi)
    with pytest.raises(PerluBuktiUlang):
        ganti_nomor(budi)
    assert buktikan(budi, timezone.now())
    ganti_nomor(budi)
    assert KodeOTP.objects.count() == 1
