from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

import pytest

from accounts.rules.pelaku import SISTEM
from accounts.services.ekspor import alirkan
from saldo.models import Iuran
from saldo.services.buku import tahan_saldo
from tests.pabrik import buat_iuran, buat_kartu, buat_kartu_bersaldo, impor, isi_baris

pytestmark = pytest.mark.usefixtures("db")


def baca(nama: str, **pilihan: Any) -> tuple[list[dict[str, str]], dict[str, Any]]:
    aliran = alirkan(nama=nama, pelaku=SISTEM, **pilihan)
    isi = b"".join(aliran).decode()
    assert aliran.manifes is not None
    return list(csv.DictReader(io.StringIO(isi))), aliran.manifes


def test_iuran_yang_berlaku_dengan_pengenal_tersamar() -> None:
    kartu = buat_kartu()
    buat_iuran(kartu, date(2025, 1, 1), upah=5_000_000)
    impor([isi_baris(date(2025, 1, 1), kpj=kartu.kpj, upah=6_000_000)])
    baris, manifes = baca("iuran")
    (satu,) = baris
    asal, baru = Iuran.objects.order_by("pk")
    assert satu | {"dicatat_pada": ""} == {
        "id": str(baru.pk), "npp": "AB123456", "perusahaan": "PT Contoh Makmur",
        "kpj": kartu.kpj_samar, "nik": kartu.peserta.nomor_identitas_samar,
        "nama": "BUDI SANTOSO", "bulan": "2025-01-01", "upah": "6000000",
        "jht_pemberi_kerja": "222000", "jht_pekerja": "120000", "jp_pemberi_kerja": "120000",
        "jp_pekerja": "60000", "tanggal_bayar": "2025-02-10", "jurnal_id": str(baru.jurnal_id),
        "berkas_id": str(baru.berkas_id), "menggantikan_id": str(asal.pk), "dicatat_pada": "",
    }  # fmt: skip
    assert manifes["total"] == {
        "upah": 6_000_000, "jht_pemberi_kerja": 222_000, "jht_pekerja": 120_000,
        "jp_pemberi_kerja": 120_000, "jp_pekerja": 60_000,
    }  # fmt: skip


def test_iuran_per_tanggal_melihat_yang_berlaku_waktu_itu() -> None:
    kartu = buat_kartu()
    buat_iuran(kartu, date(2025, 1, 1), upah=5_000_000)
    Iuran.objects.update(dibuat_pada=datetime(2025, 2, 1, tzinfo=UTC))
    impor([isi_baris(date(2025, 1, 1), kpj=kartu.kpj, upah=6_000_000)])
    assert [satu["upah"] for satu in baca("iuran", per=date(2025, 1, 31))[0]] == []
    assert [satu["upah"] for satu in baca("iuran", per=date(2025, 3, 1))[0]] == ["5000000"]
    assert [satu["upah"] for satu in baca("iuran")[0]] == ["6000000"]


def test_saringan_iuran_menurut_bulan_dan_perusahaan() -> None:
    kartu = buat_kartu()
    buat_iuran(kartu, date(2025, 1, 1), banyak=3)
    lain = buat_kartu(npp="CD123456")
    buat_iuran(lain, date(2025, 2, 1))
    baris, manifes = baca("iuran", saringan={"bulan_dari": "2025-02", "npp": "AB123456"})
    assert [satu["bulan"] for satu in baris] == ["2025-02-01", "2025-03-01"]
    assert manifes["saringan"] == {"bulan_dari": "2025-02-01", "npp": "AB123456"}
    assert (manifes["baris"], manifes["total"]["upah"]) == (2, 10_000_000)
    assert len(baca("iuran", saringan={"bulan_sampai": "2025-01", "npp": ""})[0]) == 1


def test_jurnal_seimbang_menurut_manifesnya_sendiri() -> None:
    kartu = buat_kartu_bersaldo(banyak=2)
    tahan_saldo(kepesertaan_ids=[kartu.pk], rujukan="klaim:1", pelaku=SISTEM)
    baris, manifes = baca("jurnal")
    assert manifes["total"]["debit"] == manifes["total"]["kredit"] == 4 * 285_000
    assert sum(int(satu["debit"]) for satu in baris) == manifes["total"]["debit"]
    assert {satu["kpj"] for satu in baris} == {"", kartu.kpj_samar}
    assert {satu["jenis_jurnal"] for satu in baris} == {"IURAN", "PENAHANAN"}
    assert {satu["rujukan"] for satu in baris if satu["jenis_jurnal"] == "PENAHANAN"} == {
        "klaim:1:tahan"
    }
    tersaring, _ = baca("jurnal", saringan={"nilai_sampai": "2024-02-28"})
    assert [satu["tanggal_nilai"] for satu in tersaring] == ["2024-02-10"] * 2
