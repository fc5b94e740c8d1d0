"""I10 sees every way in which a merge can be wrong; the guards are asleep while it is broken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from accounts.rules.pelaku import SISTEM
from saldo.selectors.invarian.dasar import periksa_invarian
from saldo.selectors.invarian.penggabungan import INVARIAN_PENGGABUNGAN
from saldo.services.penggabungan import gabungkan_kartu, urungkan_penggabungan
from tests.saldo.gabungan import Wati, buat_wati, langgar


@pytest.fixture
def wati(db: None) -> Wati:
    """One card merged, another one merged and undone."""
    wati = buat_wati()
    _, dua = gabungkan_kartu(peserta=wati.peserta, kepesertaan_ids=wati.sumber, pelaku=SISTEM)
    urungkan_penggabungan(penggabungan_id=dua.pk, pelaku=SISTEM)
    assert langgar() == []
    return wati


@pytest.fixture
def rusak(wati: Wati) -> Iterator[Any]:
    """Break things as the owner of the tables."""
    with connection.cursor() as kursor:
        kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        kursor.execute("SET ROLE NONE")
        for tabel in ("saldo_entrijurnal", "saldo_jurnal"):
            kursor.execute(f"ALTER TABLE {tabel} DISABLE TRIGGER USER")

        def jalankan(perintah: str) -> int:
            kursor.execute(perintah)
            (hasil,) = periksa_invarian(INVARIAN_PENGGABUNGAN)
            return hasil.jumlah

        yield jalankan
        kursor.execute("ALTER TABLE saldo_entrijurnal ENABLE TRIGGER USER")
        kursor.execute("ALTER TABLE saldo_jurnal ENABLE TRIGGER USER")
        kursor.execute("SET ROLE jmo_aplikasi")


@pytest.mark.parametrize(
    ("perintah", "banyak"),
    [
        pytest.param("SELECT 1", 0, id="tidak-ada-yang-rusak"),
        pytest.param(
            "UPDATE saldo_penggabungankartu SET jumlah = jumlah + 1 WHERE status = 'BERLAKU'",
            1, id="jumlah-beda",
        ),
        pytest.param(
            "UPDATE saldo_jurnal SET jenis = 'KOREKSI' WHERE id = (SELECT jurnal_id "
            "FROM saldo_penggabungankartu WHERE status = 'BERLAKU')",
            1, id="jurnal-jenis-lain",
        ),
        pytest.param(
            "UPDATE saldo_entrijurnal SET kredit = kredit + 1 WHERE kredit > 0 AND id = "
            "(SELECT max(e.id) FROM saldo_entrijurnal e JOIN saldo_penggabungankartu p "
            "ON p.jurnal_id = e.jurnal_id WHERE p.status = 'BERLAKU' AND e.kredit > 0)",
            1, id="tujuan-menerima-lebih",
        ),
        pytest.param(
            "UPDATE saldo_kepesertaan SET status = 'NONAKTIF', digabung_ke_id = NULL "
            "WHERE status = 'DIGABUNG'",
            1, id="kartu-tidak-menunjuk",
        ),
        pytest.param(
            "UPDATE saldo_penggabungankartu SET status = 'DIURUNGKAN', diurungkan_pada = now() "
            "WHERE status = 'BERLAKU'",
            # Undone without its journal, and a merged card that no merge stands for.
            2, id="diurungkan-tanpa-jurnal",
        ),
        pytest.param(
            "UPDATE saldo_entrijurnal SET tanggal_nilai = tanggal_nilai + 1 WHERE jurnal_id = "
            "(SELECT jurnal_urung_id FROM saldo_penggabungankartu "
            "WHERE jurnal_urung_id IS NOT NULL)",
            1, id="pembatalan-bertanggal-lain",
        ),
        pytest.param(
            "UPDATE saldo_jurnal SET koreksi_dari_id = NULL WHERE jenis = 'BATAL_PENGGABUNGAN'",
            1, id="pembatalan-tanpa-asal",
        ),
        pytest.param(
            "UPDATE saldo_akunbuku a SET saldo = 1 FROM saldo_kepesertaan k WHERE "
            "k.id = a.kepesertaan_id AND k.status = 'DIGABUNG' AND a.jenis = 'PESERTA_IURAN'",
            1, id="kartu-lama-bersaldo",
        ),
        pytest.param(
            "UPDATE saldo_jurnal SET jenis = 'PENGGABUNGAN' WHERE id = (SELECT min(id) "
            "FROM saldo_jurnal WHERE jenis = 'IURAN')",
            1, id="jurnal-tanpa-penggabungan",
        ),
    ],
)  # fmt: skip
def test_yang_rusak_terlihat(rusak: Any, perintah: str, banyak: int) -> None:
    assert rusak(perintah) == banyak
