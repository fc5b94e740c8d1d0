from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client

from accounts.rules.pelaku import SISTEM
from jmo.benih.berkas import NPP, PEKERJA, berkas_iuran_contoh
from saldo.rules.iuran import SebabGalat
from saldo.services.iuran import HasilImpor, impor_iuran
from saldo.services.perusahaan import pastikan_perusahaan

pytestmark = pytest.mark.usefixtures("db")


def coba_impor(isi: str) -> HasilImpor:
    pastikan_perusahaan(npp=NPP, nama="PT Contoh Makmur", pelaku=SISTEM)
    return impor_iuran(berkas=BytesIO(isi.encode()), nama="c.csv", pelaku=SISTEM, uji=True)


@pytest.mark.parametrize("saat", ["2026-11-23T03:00:00Z", "2027-01-01T03:00:00Z"])
def test_berkas_contoh_diterima_kapan_pun(time_machine: Any, saat: str) -> None:
    time_machine.move_to(saat, tick=False)
    hasil = coba_impor(berkas_iuran_contoh(hari_ini=date.fromisoformat(saat[:10])))
    assert (hasil.galat, hasil.kartu_baru) == ((), len(PEKERJA))


def test_berkas_keliru_menyebut_tiap_kekeliruannya(time_machine: Any) -> None:
    time_machine.move_to("2026-11-23T03:00:00Z", tick=False)
    hasil = coba_impor(berkas_iuran_contoh(hari_ini=date(2026, 11, 23), salah=True))
    assert {(satu.baris, satu.sebab) for satu in hasil.galat} >= {
        (2, SebabGalat.NEGATIF), (3, SebabGalat.BULAN_DI_DEPAN), (4, SebabGalat.RUMUS),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kueri", "nama"), [("", "iuran-contoh.csv"), ("?salah=1", "iuran-keliru.csv")]
)
def test_berkas_diunduh_dari_halaman_cerita(client: Client, kueri: str, nama: str) -> None:
    jawaban = client.get(f"/coba/berkas-iuran.csv{kueri}")
    assert jawaban.status_code == 200
    assert nama in jawaban["Content-Disposition"]
    assert jawaban.content.decode().startswith("npp,bulan,kpj,")
