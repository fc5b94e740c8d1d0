"""The chain of hashes: every journal joins it, and nothing of it can be changed unseen."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from django.db import connection

from accounts.rules.pelaku import SISTEM
from saldo.models import Jurnal, SegelBuku, SegelJurnal
from saldo.selectors.invarian import INVARIAN_RANTAI, periksa_invarian
from saldo.services.buku import tahan_saldo
from saldo.services.segel import segel_buku
from tests.pabrik import buat_kartu_bersaldo

pytestmark = pytest.mark.usefixtures("db")


def langgar() -> dict[str, int]:
    hasil = periksa_invarian(INVARIAN_RANTAI)
    return {s.invarian.kode: s.jumlah for s in hasil if not s.dipenuhi}


@pytest.fixture
def rantai() -> None:
    """Three links of two journals each, but the last."""
    for ke in range(1, 5):
        kartu = buat_kartu_bersaldo()
        tahan_saldo(kepesertaan_ids=[kartu.pk], rujukan=f"uji:{ke}", pelaku=SISTEM)
    assert segel_buku(tumpukan=3) == Jurnal.objects.count()


def test_setiap_jurnal_disegel_sekali_dan_rantainya_utuh(rantai: None) -> None:
    assert [s.nomor for s in SegelBuku.objects.order_by("nomor")] == [1, 2, 3]
    assert sum(SegelBuku.objects.values_list("banyak", flat=True)) == Jurnal.objects.count()
    assert langgar() == {}
    assert segel_buku() == segel_buku(seluruhnya=True) == 0
    kartu = buat_kartu_bersaldo()
    tahan_saldo(kepesertaan_ids=[kartu.pk], rujukan="uji:9", pelaku=SISTEM)
    assert segel_buku() == 2
    assert langgar() == {}


def test_jurnal_yang_terlambat_terlihat_tetap_disegel(rantai: None) -> None:
    """A number below those that are sealed, committed later by a slow transaction."""
    kartu = buat_kartu_bersaldo()
    tahan_saldo(kepesertaan_ids=[kartu.pk], rujukan="uji:9", pelaku=SISTEM)
    with connection.cursor() as kursor:
        kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        kursor.execute("SET ROLE NONE")
        kursor.execute("ALTER TABLE saldo_segelbuku DISABLE TRIGGER USER")
        kursor.execute(
            "UPDATE saldo_segelbuku SET disegel_pada = now() - interval '2 hours', "
            "jurnal_terakhir = %s WHERE nomor = 3",
            [Jurnal.objects.order_by("-pk").values_list("pk", flat=True)[0]],
        )
    assert segel_buku() == 0
    assert segel_buku(seluruhnya=True) == 2


@pytest.fixture
def pemilik(rantai: None) -> Iterator[Callable[[str], dict[str, int]]]:
    """Break things as the owner of the tables, with the guards asleep."""
    tabel = ("saldo_jurnal", "saldo_entrijurnal", "saldo_segelbuku", "saldo_segeljurnal")
    with connection.cursor() as kursor:
        kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        kursor.execute("SET ROLE NONE")
        for satu in tabel:
            kursor.execute(f"ALTER TABLE {satu} DISABLE TRIGGER USER")

        def rusak(perintah: str) -> dict[str, int]:
            kursor.execute(perintah)
            return langgar()

        yield rusak
        kursor.execute("SET ROLE jmo_aplikasi")


_KEDUA = "(SELECT jurnal_id FROM saldo_segeljurnal ORDER BY jurnal_id OFFSET 1 LIMIT 1)"


@pytest.mark.parametrize(
    ("perintah", "harapan"),
    [
        pytest.param(
            f"UPDATE saldo_entrijurnal SET debit = debit + (debit > 0)::int, "
            f"kredit = kredit + (kredit > 0)::int WHERE jurnal_id = {_KEDUA}",
            {"R1": 1},
            id="jumlah-diubah-tetap-seimbang",
        ),
        pytest.param(
            "UPDATE saldo_jurnal SET keterangan = 'lain' WHERE id = " + _KEDUA,
            {"R1": 1},
            id="keterangan-diubah",
        ),
        pytest.param(
            "UPDATE saldo_jurnal SET dibukukan_pada = dibukukan_pada - interval '1 day' "
            f"WHERE id = {_KEDUA}",
            {"R1": 1},
            id="waktu-diubah",
        ),
        pytest.param(
            "UPDATE saldo_segeljurnal SET sidik = sha256('x') WHERE jurnal_id = " + _KEDUA,
            {"R1": 1, "R2": 1},
            id="sidik-jurnal-diganti",
        ),
        pytest.param(
            "UPDATE saldo_segelbuku SET sidik = sha256('x') WHERE nomor = 2",
            {"R2": 2},
            id="mata-rantai-diganti",
        ),
        pytest.param(
            "UPDATE saldo_segelbuku SET disegel_pada = now() WHERE nomor = 1; "
            "DELETE FROM saldo_segeljurnal WHERE segel_id = 3; "
            "DELETE FROM saldo_segelbuku WHERE nomor = 3; "
            "UPDATE saldo_jurnal SET dibukukan_pada = now() - interval '2 hours' "
            "WHERE id NOT IN (SELECT jurnal_id FROM saldo_segeljurnal)",
            {"R3": 2},
            id="ujung-rantai-dipotong",
        ),
    ],
)
def test_setiap_perubahan_ketahuan(
    perintah: str, harapan: dict[str, int], pemilik: Callable[[str], dict[str, int]]
) -> None:
    assert pemilik(perintah) == harapan


def test_mata_rantai_di_tengah_tidak_dapat_hilang(
    pemilik: Callable[[str], dict[str, int]],
) -> None:
    hasil = pemilik(
        "DELETE FROM saldo_segeljurnal WHERE segel_id = 2; "
        "DELETE FROM saldo_segelbuku WHERE nomor = 2"
    )
    assert hasil["R2"] == 1


@pytest.mark.parametrize("tabel", ["saldo_segelbuku", "saldo_segeljurnal", "saldo_pemeriksaanbuku"])
def test_aplikasi_tidak_dapat_mengubah_segel(rantai: None, tabel: str) -> None:
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT has_table_privilege('jmo_aplikasi', %s, hak) "
            "FROM unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) AS hak",
            [tabel],
        )
        assert [boleh for (boleh,) in kursor.fetchall()] == [False] * 3
    assert SegelJurnal.objects.exists()


def test_segel_tidak_bergantung_pada_pengaturan_sesi(rantai: None) -> None:
    with connection.cursor() as kursor:
        kursor.execute("SET LOCAL DateStyle = 'SQL, DMY'")
        kursor.execute("SET LOCAL TimeZone = 'Pacific/Apia'")
        kursor.execute("SET LOCAL extra_float_digits = 0")
    assert langgar() == {}


@pytest.mark.django_db(transaction=True)
def test_empat_penyegel_bersamaan_membuat_satu_rantai() -> None:
    for ke in range(1, 7):
        kartu = buat_kartu_bersaldo()
        tahan_saldo(kepesertaan_ids=[kartu.pk], rujukan=f"uji:{ke}", pelaku=SISTEM)
    hasil: list[int] = []
    mulai = threading.Barrier(4)

    def segel() -> None:
        try:
            mulai.wait(timeout=20)
            hasil.append(segel_buku(tumpukan=2))
        finally:
            connection.close()

    utas = [threading.Thread(target=segel) for _ in range(4)]
    for satu in utas:
        satu.start()
    for satu in utas:
        satu.join(timeout=60)
    assert len(hasil) == 4
    assert sum(hasil) == Jurnal.objects.count() == SegelJurnal.objects.count()
    assert langgar() == {}
