from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.audit import pelaku_akun
from accounts.models import Akun, CatatanAudit, Pesan
from jmo.lib.galat import BelumLayak, Bentrok
from pengkinian.models import HasilVerifikasi, KasusKoreksi, KasusPengkinian
from pengkinian.services.koreksi import (
    ambil_koreksi,
    buka_koreksi,
    laporkan_salah,
    lepaskan_koreksi,
    putuskan_koreksi,
)
from saldo.selectors.penggabungan import fakta_gabung
from tests.pabrik import buat_akun, buat_kartu
from tests.pengkinian.orang import buka_kasus, kasus_sampai, konfirmasikan, pelaku_dari

pytestmark = pytest.mark.usefixtures("db")
Jenis = KasusKoreksi.Jenis


@pytest.fixture
def rina() -> Akun:
    return buat_akun("rina", petugas=True)


@pytest.fixture
def kasus() -> KasusPengkinian:
    return buka_kasus()


def lapor(kasus: KasusPengkinian, jenis: Jenis = Jenis.DATA_DIRI, uraian: str = "Nama saya beda."
          ) -> KasusKoreksi:  # fmt: skip
    return laporkan_salah(
        kasus=kasus, jenis=jenis, uraian=uraian, pelaku=pelaku_dari(kasus.peserta)
    )


def jawab(koreksi: KasusKoreksi, petugas: Akun, *, diterima: bool = True) -> KasusKoreksi:
    return putuskan_koreksi(
        koreksi_id=koreksi.pk, diterima=diterima, jawaban="Sudah kami perbaiki.", petugas=petugas,
        pelaku=pelaku_akun(petugas),
    )  # fmt: skip


def test_ada_yang_salah_membuka_koreksi_dan_peserta_melanjutkan(kasus: KasusPengkinian) -> None:
    koreksi = lapor(kasus)
    assert (koreksi.status, koreksi.kasus_id) == ("BARU", kasus.pk)
    lama = koreksi.tenggat_pada - timezone.now()
    assert timedelta(hours=71, minutes=59) < lama <= timedelta(hours=72)
    kasus.refresh_from_db()
    assert kasus.isian["kepesertaan"] == {"pernyataan": "koreksi"}
    assert HasilVerifikasi.objects.filter(kasus=kasus, jenis="NIK").count() == 1


def test_koreksi_sejenis_yang_masih_terbuka_dilanjutkan(kasus: KasusPengkinian) -> None:
    satu, dua = lapor(kasus), lapor(kasus, uraian="Maksud saya tanggal lahir.")
    assert (satu.pk, dua.uraian) == (dua.pk, "Maksud saya tanggal lahir.")
    assert lapor(kasus, Jenis.UPAH).pk != satu.pk


def test_kasus_tertutup_tidak_meninggalkan_koreksi(kasus: KasusPengkinian) -> None:
    KasusPengkinian.objects.update(status="MENUNGGU_VERIFIKASI")
    with pytest.raises(Bentrok, match="kasus_tidak_terbuka"):
        lapor(kasus)
    assert not KasusKoreksi.objects.exists()


def test_diambil_satu_petugas_saja(kasus: KasusPengkinian, rina: Akun) -> None:
    koreksi, sari = lapor(kasus), buat_akun("sari", petugas=True)
    ambil_koreksi(koreksi_id=koreksi.pk, petugas=rina, pelaku=pelaku_akun(rina))
    with pytest.raises(Bentrok, match="koreksi_dipegang_lain"):
        ambil_koreksi(koreksi_id=koreksi.pk, petugas=sari, pelaku=pelaku_akun(sari))
    with pytest.raises(Bentrok, match="koreksi_dipegang_lain"):
        jawab(koreksi, sari)
    lepaskan_koreksi(koreksi_id=koreksi.pk, alasan="Rina cuti.", pelaku=pelaku_akun(sari))
    assert jawab(koreksi, sari).petugas == sari
    aksi = set(CatatanAudit.objects.filter(objek_id=koreksi.pk).values_list("aksi", flat=True))
    assert {"koreksi.diambil", "koreksi.dilepas", "koreksi.diputus"} <= aksi


@pytest.mark.parametrize(("diterima", "status"), [(True, "DITERIMA"), (False, "DITOLAK")])
def test_jawaban_menutup_dan_memberi_tahu(
    kasus: KasusPengkinian, rina: Akun, diterima: bool, status: str
) -> None:
    koreksi = jawab(lapor(kasus), rina, diterima=diterima)
    assert (koreksi.status, koreksi.jawaban) == (status, "Sudah kami perbaiki.")
    assert koreksi.diputus_pada is not None
    assert Pesan.objects.filter(jenis="koreksi_diputus", akun=kasus.peserta.akun).exists()
    with pytest.raises(Bentrok, match="koreksi_sudah_diputus"):
        jawab(koreksi, rina)
    with pytest.raises(Bentrok, match="koreksi_sudah_diputus"):
        lepaskan_koreksi(koreksi_id=koreksi.pk, alasan="x", pelaku=pelaku_akun(rina))


def test_petugas_tidak_menjawab_koreksinya_sendiri(kasus: KasusPengkinian) -> None:
    koreksi = lapor(kasus)
    akun = kasus.peserta.akun
    assert akun is not None
    with pytest.raises(BelumLayak, match="petugas_data_sendiri"):
        jawab(koreksi, akun)
    koreksi.refresh_from_db()
    assert koreksi.status == "BARU"


def test_kasus_yang_menunggu_koreksi_identitas_berjalan_setelah_dijawab(rina: Akun) -> None:
    kasus = kasus_sampai("tinjau")
    koreksi = buka_koreksi(
        peserta=kasus.peserta, kasus=kasus, jenis=Jenis.DATA_DIRI, uraian="Nama.",
        pelaku=pelaku_dari(kasus.peserta),
    )  # fmt: skip
    kasus = konfirmasikan(kasus)
    assert kasus.status == "DITINJAU_PETUGAS"
    jawab(koreksi, rina)
    kasus.refresh_from_db()
    assert kasus.status == "SELESAI"


def test_koreksi_upah_tidak_menahan_apa_apa() -> None:
    kasus = kasus_sampai("tinjau")
    buka_koreksi(
        peserta=kasus.peserta, kasus=kasus, jenis=Jenis.UPAH, uraian="Upah saya lebih.",
        pelaku=pelaku_dari(kasus.peserta),
    )  # fmt: skip
    assert konfirmasikan(kasus).status == "SELESAI"


def test_data_diri_yang_sedang_dikoreksi_menahan_penggabungan_kartu(
    kasus: KasusPengkinian, rina: Akun
) -> None:
    orang = kasus.peserta
    kartu = buat_kartu(orang, mulai=date(2023, 1, 1), berhenti=date(2023, 6, 30))
    lapor(kasus, Jenis.UPAH)
    assert not fakta_gabung(orang, [kartu])[0].ada_sengketa
    diri = lapor(kasus, Jenis.DATA_DIRI)
    assert fakta_gabung(orang, [kartu])[0].ada_sengketa
    jawab(diri, rina)
    assert not fakta_gabung(orang, [kartu])[0].ada_sengketa
