from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import audit
from accounts.models import Akun, CatatanAudit, KasusPemulihan, Kontak, Pesan, Peserta
from accounts.rules.layanan_175 import FaktaDitanya
from accounts.rules.pelaku import SISTEM
from accounts.services import layanan_175 as layanan
from accounts.services.bukan_saya import laporkan_bukan_saya
from accounts.services.kontak import pasang_kontak
from accounts.services.tanda_pesan import tanda_pesan
from jmo.lib.galat import BelumLayak, Bentrok, IsianTidakSah, TidakDitemukan

BENAR = {
    FaktaDitanya.BULAN_PERTAMA: {"2019-03"}, FaktaDitanya.RENTANG_UPAH: {"1"},
    FaktaDitanya.PERUSAHAAN: {"PT Contoh Makmur"},
}  # fmt: skip
JAWABAN = {
    FaktaDitanya.BULAN_PERTAMA: "2019-03", FaktaDitanya.RENTANG_UPAH: "1",
    FaktaDitanya.PERUSAHAAN: "Contoh Makmur",
}  # fmt: skip
LAMA, BARU = "+6281234567890", "+6281398765432"


@pytest.fixture
def kasus(budi: Peserta, rina: Akun) -> KasusPemulihan:
    pasang_kontak(peserta=budi, jenis=Kontak.Jenis.TELEPON, nilai=LAMA, pelaku=SISTEM)
    return buka(budi.akun, rina)


def buka(akun: Akun | None, petugas: Akun) -> KasusPemulihan:
    return layanan.buka_kasus_175(
        akun=akun, petugas=petugas, pelaku=audit.pelaku_akun(petugas)
    )  # fmt: skip


def jawab(kasus: KasusPemulihan, jawaban: Any = JAWABAN, kontak: str = BARU) -> KasusPemulihan:
    return layanan.jawab_fakta(
        kasus_id=kasus.pk, jawaban=jawaban, benar=BENAR, jenis="TELEPON", kontak=kontak,
        pelaku=SISTEM,
    )  # fmt: skip


def telepon(kasus: KasusPemulihan) -> None:
    layanan.catat_telepon(kasus_id=kasus.pk, alasan="Istri menjawab.", pelaku=SISTEM)


def setujui(kasus: KasusPemulihan, penyelia: Akun) -> KasusPemulihan:
    return layanan.setujui_pemulihan(
        kasus_id=kasus.pk, penyelia=penyelia, alasan="Sesuai.", pelaku=SISTEM
    )


def test_dari_telepon_sampai_kontak_terbuka_sehari_kemudian(
    kasus: KasusPemulihan, akun_siti: Akun
) -> None:
    with pytest.raises(Bentrok, match="pemulihan_berubah"):
        jawab(kasus)
    telepon(kasus)
    assert jawab(kasus).status == "COCOK"
    hasil = setujui(kasus, akun_siti)
    assert hasil.terbuka_pada is not None
    assert layanan.kontak_terbuka(kasus.akun, "TELEPON") is None, "a day of waiting"
    KasusPemulihan.objects.update(terbuka_pada=timezone.now())
    assert layanan.kontak_terbuka(kasus.akun, "TELEPON") == kasus
    assert layanan.kontak_terbuka(kasus.akun, "EMAIL") is None
    KasusPemulihan.objects.update(terbuka_pada=timezone.now() - timedelta(days=7))
    assert layanan.kontak_terbuka(kasus.akun, "TELEPON") is None
    assert CatatanAudit.objects.filter(aksi="pemulihan.pindah_status").count() == 3


def test_semua_alamat_lama_diberi_tahu_seketika(kasus: KasusPemulihan, akun_siti: Akun) -> None:
    telepon(kasus)
    jawab(kasus)
    setujui(kasus, akun_siti)
    kabar = Pesan.objects.filter(jenis="kontak_175_lama")
    assert {satu.tujuan for satu in kabar} == {LAMA, "budi@contoh.id"}
    for satu in kabar:
        assert "0813-****-432" in satu.isi["teks"]
        assert tanda_pesan(satu.referensi) in satu.isi["teks"]
    assert Pesan.objects.get(jenis="kontak_175_baru").tujuan == BARU


def test_dua_kali_kurang_menutup_kasus_dan_jawaban_tidak_disimpan(kasus: KasusPemulihan) -> None:
    """A15: talk alone opens nothing."""
    telepon(kasus)
    salah = {**JAWABAN, FaktaDitanya.BULAN_PERTAMA: "2011-11"}
    for _ in range(2):
        with pytest.raises(BelumLayak, match="pemulihan_fakta_kurang"):
            jawab(kasus, salah)
    kasus.refresh_from_db()
    assert (kasus.status, kasus.salah) == ("DITOLAK", 2)
    with pytest.raises(Bentrok):
        jawab(kasus)
    jejak = str(list(CatatanAudit.objects.values_list("sesudah", flat=True)))
    assert "2011-11" not in jejak
    assert BARU not in jejak


def test_empat_mata_juga_di_basis_data(kasus: KasusPemulihan, rina: Akun) -> None:
    telepon(kasus)
    jawab(kasus)
    with pytest.raises(BelumLayak, match="petugas_empat_mata"):
        setujui(kasus, rina)
    with pytest.raises(BelumLayak, match="petugas_sendiri"):
        setujui(kasus, kasus.akun)
    with pytest.raises(IntegrityError, match="pemulihan_empat_mata"), transaction.atomic():
        KasusPemulihan.objects.update(penyelia=rina)


def test_yang_tidak_dapat_dibuka(kasus: KasusPemulihan, rina: Akun) -> None:
    with pytest.raises(Bentrok, match="pemulihan_sudah_terbuka"):
        buka(kasus.akun, rina)
    with pytest.raises(TidakDitemukan, match="pemulihan_tidak_cocok"):
        buka(None, rina)
    with pytest.raises(BelumLayak, match="petugas_sendiri"):
        buka(rina, rina)
    layanan.tolak_pemulihan(kasus_id=kasus.pk, alasan="Penelepon menutup.", pelaku=SISTEM)
    assert buka(kasus.akun, rina).pk != kasus.pk


def test_kontak_orang_lain_ditolak(kasus: KasusPemulihan, siti: Peserta) -> None:
    pasang_kontak(peserta=siti, jenis=Kontak.Jenis.TELEPON, nilai=BARU, pelaku=SISTEM)
    telepon(kasus)
    with pytest.raises(IsianTidakSah, match="kontak_dipakai_lain"):
        jawab(kasus)
    kasus.refresh_from_db()
    assert kasus.salah == 0


def test_bukan_saya_dari_alamat_lama_membatalkan(kasus: KasusPemulihan, akun_siti: Akun) -> None:
    telepon(kasus)
    jawab(kasus)
    setujui(kasus, akun_siti)
    KasusPemulihan.objects.update(terbuka_pada=timezone.now())
    kabar = Pesan.objects.filter(jenis="kontak_175_lama").earliest("pk")
    laporkan_bukan_saya(tanda=tanda_pesan(kabar.referensi))
    kasus.refresh_from_db()
    assert kasus.status == "DIBATALKAN"
    assert layanan.kontak_terbuka(kasus.akun, "TELEPON") is None
