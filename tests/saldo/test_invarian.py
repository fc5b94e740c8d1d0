from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from accounts.rules.pelaku import SISTEM
from saldo.models import PemeriksaanBuku, TahananSaldo
from saldo.selectors.invarian import periksa_invarian, semua_invarian
from saldo.services.buku import bayarkan_tahanan, lepaskan_tahanan, tahan_saldo
from saldo.services.tarif import bukukan_pengembangan, muat_tarif_contoh
from tests.pabrik import buat_iuran, buat_kartu, buat_kartu_bersaldo, impor, isi_baris


def langgar() -> dict[str, int]:
    return {s.invarian.kode: s.jumlah for s in periksa_invarian() if not s.dipenuhi}


@pytest.fixture
def buku(db: None) -> None:
    """A book in which everything happened once."""
    muat_tarif_contoh(pelaku=SISTEM)
    kartu = buat_kartu_bersaldo()
    impor([isi_baris(date(2024, 1, 1), kpj=kartu.kpj, upah=4_000_000)])
    bukukan_pengembangan(kepesertaan=kartu, tahun=2024, pelaku=SISTEM)
    tahan_saldo(kepesertaan_ids=[kartu.pk], rujukan="uji:1", pelaku=SISTEM)
    lepaskan_tahanan(rujukan="uji:1", pelaku=SISTEM)
    (ditahan,) = tahan_saldo(kepesertaan_ids=[kartu.pk], rujukan="uji:2", pelaku=SISTEM)
    bayarkan_tahanan(
        rujukan="uji:2", neto=ditahan.jumlah - 7, pajak=7, pelaku=SISTEM,
        tanggal_nilai=date(2026, 11, 20),
    )  # fmt: skip
    lain = buat_kartu(mulai=date(2024, 1, 1))
    buat_iuran(lain)
    tahan_saldo(kepesertaan_ids=[lain.pk], rujukan="uji:3", pelaku=SISTEM)


@pytest.fixture
def pemilik(buku: None) -> Iterator[Any]:
    """Break things as the owner of the tables, with the guards asleep."""
    with connection.cursor() as kursor:
        kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        kursor.execute("SET ROLE NONE")
        kursor.execute("ALTER TABLE saldo_entrijurnal DISABLE TRIGGER USER")
        kursor.execute("ALTER TABLE saldo_jurnal DISABLE TRIGGER USER")
        kursor.execute(
            "ALTER TABLE saldo_akunbuku DROP CONSTRAINT akun_buku_saldo_peserta_tidak_negatif"
        )

        def rusak(perintah: str) -> dict[str, int]:
            kursor.execute(perintah)
            kursor.execute("ALTER TABLE saldo_entrijurnal ENABLE TRIGGER USER")
            kursor.execute("ALTER TABLE saldo_jurnal ENABLE TRIGGER USER")
            return langgar()

        yield rusak
        kursor.execute("SET ROLE jmo_aplikasi")


def test_buku_yang_dipakai_semua_layanan_memenuhi_semuanya(buku: None) -> None:
    assert langgar() == {}
    assert [satu.kode for satu in semua_invarian()] == [
        "I1", "I2", "I3", "I4", "I5", "I5", "I6", "I6", "I7", "I8", "I8", "I8", "I9", "I9", "I10",
        "R1", "R2", "R3",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("perintah", "harapan"),
    [
        pytest.param(
            "UPDATE saldo_entrijurnal SET kredit = kredit + 1 WHERE id = (SELECT min(e.id) "
            "FROM saldo_entrijurnal e JOIN saldo_akunbuku a ON a.id = e.akun_id "
            "WHERE a.jenis = 'PESERTA_IURAN' AND e.kredit > 0)",
            {"I1": 1, "I2": 1, "I4": 1},
            id="entri-diubah",
        ),
        pytest.param(
            "INSERT INTO saldo_jurnal (jenis, rujukan, tanggal_nilai, keterangan) "
            "VALUES ('KOREKSI', 'kosong', '2026-01-01', '')",
            {"I1": 1},
            id="jurnal-kosong",
        ),
        pytest.param(
            "UPDATE saldo_akunbuku SET saldo = -1 WHERE id = (SELECT min(id) FROM saldo_akunbuku "
            "WHERE jenis = 'PESERTA_PENGEMBANGAN')",
            {"I3": 1, "I4": 1},
            id="saldo-negatif",
        ),
        pytest.param(
            "UPDATE saldo_tahanansaldo SET jumlah = jumlah + 1 WHERE status = 'DIPAKAI'",
            {"I5": 1},
            id="pembayaran-beda",
        ),
        pytest.param(
            "UPDATE saldo_tahanansaldo SET jurnal_akhir_id = jurnal_tahan_id "
            "WHERE status = 'DIPAKAI'",
            {"I5": 1},
            id="dipakai-tanpa-pembayaran",
        ),
        pytest.param(
            "UPDATE saldo_tahanansaldo SET jurnal_akhir_id = NULL WHERE status = 'DILEPAS'",
            {"I6": 1},
            id="dilepas-tanpa-jurnal",
        ),
        pytest.param(
            "UPDATE saldo_tahanansaldo SET jumlah = jumlah + 1 WHERE status = 'DITAHAN'",
            {"I6": 1},
            id="tahanan-tanpa-uang",
        ),
        pytest.param(
            "GRANT UPDATE ON saldo_entrijurnal TO jmo_aplikasi", {"I7": 1}, id="hak-diberikan"
        ),
        pytest.param("DROP TRIGGER hanya_tambah ON saldo_jurnal", {"I7": 1}, id="pemicu-hilang"),
        pytest.param(
            "UPDATE saldo_jurnal SET jenis = 'PENGEMBANGAN' WHERE jenis = 'KOREKSI_IURAN'; "
            "UPDATE saldo_entrijurnal e SET tahun = 2024 FROM saldo_jurnal j "
            "WHERE j.id = e.jurnal_id AND j.jenis = 'PENGEMBANGAN'",
            {"I9": 1},
            id="hasil-dua-kali",
        ),
    ],
)
def test_setiap_kerusakan_ditemukan(perintah: str, harapan: dict[str, int], pemilik: Any) -> None:
    assert pemilik(perintah) == harapan


def test_tahanan_yang_terlupa_ditemukan(buku: None) -> None:
    TahananSaldo.objects.filter(status="DITAHAN").update(
        dibuat_pada=datetime(2020, 1, 1, tzinfo=UTC)
    )
    assert langgar() == {"I6": 1}


def test_perintah_mencetak_semua_dan_keluar_1_bila_ada_yang_dilanggar(buku: None) -> None:
    teks = io.StringIO()
    call_command("periksa_buku", stdout=teks)
    baris = teks.getvalue().splitlines()
    semua = [satu.kode for satu in semua_invarian()]
    assert [satu.split()[0] for satu in baris] == [*semua, "jumlah", "sidik"]
    baik = PemeriksaanBuku.objects.get()
    assert baik.dipenuhi
    assert baris[-1].endswith(baik.pangkal)
    TahananSaldo.objects.filter(status="DITAHAN").update(jumlah=1)
    teks = io.StringIO()
    with pytest.raises(SystemExit) as keluar:
        call_command("periksa_buku", stdout=teks)
    assert keluar.value.code == 1
    assert "LANGGAR" in teks.getvalue()
    assert PemeriksaanBuku.objects.filter(dipenuhi=False).count() == 1
