from __future__ import annotations

from datetime import date

import pytest

from accounts.models import Kontak
from accounts.rules.layanan_175 import FaktaDitanya
from accounts.rules.pelaku import SISTEM
from accounts.services.kontak import pasang_kontak
from jmo.lib.galat import TidakDitemukan
from pengkinian.services.layanan_175 import buka_kasus, fakta_buku, nomor_telepon_balik
from tests.pabrik import buat_akun, buat_iuran, buat_kartu, buat_peserta

pytestmark = pytest.mark.usefixtures("db")


def test_fakta_dari_buku() -> None:
    peserta = buat_peserta(dengan_akun=True)
    kartu = buat_kartu(peserta, mulai=date(2024, 1, 15))
    buat_iuran(kartu, date(2024, 2, 1), upah=6_000_000, banyak=2)
    assert peserta.akun is not None
    assert fakta_buku(peserta.akun) == {
        FaktaDitanya.BULAN_PERTAMA: {"2024-01"},
        FaktaDitanya.BULAN_TERAKHIR: {"2024-03"},
        FaktaDitanya.PERUSAHAAN: {"PT Contoh Makmur"},
        FaktaDitanya.RENTANG_UPAH: {"2"},
        FaktaDitanya.BANYAK_KARTU: {"1"},
    }


def test_tanpa_kartu_tidak_ada_jawaban_yang_benar() -> None:
    peserta = buat_peserta(dengan_akun=True)
    assert peserta.akun is not None
    assert not any(fakta_buku(peserta.akun).values())


def test_nomor_lama_pun_boleh_ditelepon_balik() -> None:
    peserta = buat_peserta(dengan_akun=True)
    for nomor in ("+6281234567890", "+6281398765432"):
        pasang_kontak(peserta=peserta, jenis=Kontak.Jenis.TELEPON, nilai=nomor, pelaku=SISTEM)
    assert peserta.akun is not None
    assert nomor_telepon_balik(peserta.akun) == ["0813-9876-5432", "0812-3456-7890"]


def test_dua_nomor_yang_tidak_cocok_tidak_membuka_kasus() -> None:
    peserta = buat_peserta(dengan_akun=True)
    rina = buat_akun(petugas=True)
    with pytest.raises(TidakDitemukan, match="pemulihan_tidak_cocok"):
        buka_kasus(
            nik=peserta.nomor_identitas, kpj="00000000000", petugas=rina, pelaku=SISTEM
        )  # fmt: skip
