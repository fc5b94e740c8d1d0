from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from accounts.models import CatatanAudit
from accounts.rules.pelaku import SISTEM
from jmo.lib.galat import Bentrok, TidakDitemukan
from saldo.models import Kepesertaan
from saldo.rules.masa_kepesertaan import SebabKeluar
from saldo.services.kartu import (
    buat_kartu,
    hentikan_kartu,
    tandai_belum_diklaim,
    tandai_digabung,
    tandai_diklaim,
    tandai_sengketa,
    tandai_tidak_digabung,
)
from tests.pabrik import buat_kartu as kartu_uji
from tests.pabrik import buat_perusahaan, buat_peserta

pytestmark = pytest.mark.usefixtures("db")
MULAI, AKHIR = date(2024, 1, 1), date(2025, 6, 30)


def hentikan(kartu: Kepesertaan, tanggal: date = AKHIR, sebab: str = "PHK") -> Kepesertaan:
    return hentikan_kartu(
        kepesertaan_id=kartu.pk, tanggal=tanggal, sebab=SebabKeluar(sebab), pelaku=SISTEM
    )


def ubahan() -> int:
    return CatatanAudit.objects.filter(aksi="kartu.diubah").count()


def test_kartu_baru_aktif_bernomor_sebelas_angka_dan_tersamar() -> None:
    kartu = buat_kartu(
        peserta=buat_peserta(), perusahaan=buat_perusahaan(), tanggal_mulai=MULAI, pelaku=SISTEM
    )
    assert len(kartu.kpj) == 11
    assert kartu.kpj.isdigit()
    assert kartu.kpj_samar == "*" * 7 + kartu.kpj[-4:]
    assert kartu.status == "AKTIF"
    jejak = CatatanAudit.objects.get(aksi="kartu.dibuat")
    assert (jejak.peserta, jejak.sesudah["kpj_samar"]) == (kartu.peserta, kartu.kpj_samar)


def test_nomor_lama_dipakai_dan_tidak_dapat_dua_kali() -> None:
    def buat() -> Kepesertaan:
        return buat_kartu(
            peserta=buat_peserta(), perusahaan=None, tanggal_mulai=MULAI, kpj="99J12345678",
            pelaku=SISTEM,
        )  # fmt: skip

    assert (buat().kpj, Kepesertaan.objects.get().perusahaan) == ("99J12345678", None)
    with pytest.raises(Bentrok, match="kpj_sudah_ada"):
        buat()


def test_berhenti_dicatat_sekali_dan_laporan_baru_menggantikan() -> None:
    kartu = kartu_uji(mulai=MULAI)
    lapor = datetime(2025, 7, 2, 3, tzinfo=UTC)
    hasil = hentikan_kartu(
        kepesertaan_id=kartu.pk, tanggal=AKHIR, sebab=SebabKeluar.RESIGN, pelaku=SISTEM,
        tanggal_pernyataan=date(2025, 6, 1), dilaporkan_pada=lapor,
    )  # fmt: skip
    assert (hasil.status, hasil.sebab_berakhir, hasil.dilaporkan_pada) == (
        "NONAKTIF", "RESIGN", lapor,
    )  # fmt: skip
    assert hasil.tanggal_pernyataan == date(2025, 6, 1)
    assert ubahan() == 1
    hentikan(kartu, sebab="RESIGN")
    assert ubahan() == 1
    assert hentikan(kartu, date(2025, 7, 1)).sebab_berakhir == "PHK"
    assert ubahan() == 2


def test_berhenti_ditolak_untuk_kartu_asing_atau_yang_sudah_berakhir_atau_sebelum_mulai() -> None:
    kartu = kartu_uji(mulai=MULAI)
    with pytest.raises(ValueError, match="berakhir_sebelum_mulai"):
        hentikan(kartu, date(2023, 12, 31))
    hentikan(kartu)
    tandai_diklaim(kepesertaan_ids=[kartu.pk], pelaku=SISTEM)
    with pytest.raises(Bentrok, match="kartu_sudah_berakhir"):
        hentikan(kartu, date(2025, 7, 1))
    kartu.refresh_from_db()
    assert (kartu.status, kartu.tanggal_berakhir) == ("DIKLAIM", AKHIR)
    with pytest.raises(TidakDitemukan, match="kartu_tidak_ada"):
        hentikan_kartu(kepesertaan_id=10**9, tanggal=AKHIR, sebab=SebabKeluar.PHK, pelaku=SISTEM)


def test_hanya_kartu_tidak_aktif_menjadi_diklaim_dan_dapat_kembali() -> None:
    aktif, berhenti = kartu_uji(), kartu_uji(berhenti=AKHIR)
    sebelum = ubahan()
    tandai_diklaim(kepesertaan_ids=[aktif.pk, berhenti.pk], pelaku=SISTEM)
    for satu in (aktif, berhenti):
        satu.refresh_from_db()
    assert (aktif.status, berhenti.status) == ("AKTIF", "DIKLAIM")
    tandai_belum_diklaim(kepesertaan_ids=[aktif.pk, berhenti.pk], pelaku=SISTEM)
    berhenti.refresh_from_db()
    assert berhenti.status == "NONAKTIF"
    assert ubahan() == sebelum + 2


def test_kartu_menunjuk_tujuannya_dan_dapat_kembali() -> None:
    lama, tujuan = kartu_uji(berhenti=AKHIR), kartu_uji()
    with pytest.raises(Bentrok, match="kartu_sudah_berakhir"):
        tandai_digabung(kartu=tujuan, tujuan=lama, pelaku=SISTEM)
    tandai_digabung(kartu=lama, tujuan=tujuan, pelaku=SISTEM)
    lama.refresh_from_db()
    assert (lama.status, lama.digabung_ke) == ("DIGABUNG", tujuan)
    jejak = CatatanAudit.objects.filter(aksi="kartu.diubah").latest("pk")
    assert (jejak.sebelum["status"], jejak.sesudah) == (
        "NONAKTIF", {"status": "DIGABUNG", "ke": tujuan.kpj_samar},
    )  # fmt: skip
    tandai_tidak_digabung(kartu=lama, pelaku=SISTEM)
    lama.refresh_from_db()
    assert (lama.status, lama.digabung_ke) == ("NONAKTIF", None)
    with pytest.raises(Bentrok, match="kartu_sudah_berakhir"):
        tandai_tidak_digabung(kartu=lama, pelaku=SISTEM)


def test_sengketa_dicatat_sekali_dengan_alasan_dan_dapat_dicabut() -> None:
    kartu = kartu_uji()
    for disengketakan in (True, True, False):
        hasil = tandai_sengketa(
            kepesertaan_id=kartu.pk, disengketakan=disengketakan, alasan="dua pengaku",
            pelaku=SISTEM,
        )  # fmt: skip
        assert (hasil.disengketakan_pada is not None) is disengketakan
    jejak = CatatanAudit.objects.filter(aksi="kartu.disengketakan").order_by("pk")
    assert [(j.sesudah["hasil"], j.alasan) for j in jejak] == [
        (True, "dua pengaku"), (False, "dua pengaku"),
    ]  # fmt: skip
    with pytest.raises(TidakDitemukan, match="kartu_tidak_ada"):
        tandai_sengketa(kepesertaan_id=10**9, disengketakan=True, alasan="x", pelaku=SISTEM)
