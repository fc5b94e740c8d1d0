from __future__ import annotations

import pickle
from datetime import UTC, datetime

import pytest

from jmo.lib.galat import (
    BelumLayak,
    Bentrok,
    Galat,
    IsianTidakSah,
    LayananTidakTersedia,
    NilaiTidakSah,
    PerluBuktiUlang,
    TerlaluSering,
    TidakDitemukan,
)

PADA = datetime(2026, 11, 22, 2, 10, tzinfo=UTC)

SEMUA = [
    pytest.param(BelumLayak("masa_tunggu", hari=12), 422, id="belum-layak"),
    pytest.param(IsianTidakSah(kolom={"nik": ("nik_digit",)}), 422, id="isian"),
    pytest.param(TidakDitemukan("klaim"), 404, id="tidak-ditemukan"),
    pytest.param(Bentrok("sudah_diubah"), 409, id="bentrok"),
    pytest.param(TerlaluSering("otp_jeda", coba_lagi_pada=PADA, sisa=2), 429, id="sering"),
    pytest.param(PerluBuktiUlang("wajah_basi"), 403, id="bukti-ulang"),
    pytest.param(LayananTidakTersedia("bank", coba_lagi_pada=PADA), 503, id="layanan"),
]


@pytest.mark.parametrize(("galat", "status"), SEMUA)
def test_tiap_galat_punya_status_http(galat: Galat, status: int) -> None:
    assert galat.status_http == status


@pytest.mark.parametrize(("galat", "status"), SEMUA)
def test_galat_selamat_melewati_pipa_antarproses(galat: Galat, status: int) -> None:
    kembali = pickle.loads(pickle.dumps(galat))
    assert type(kembali) is type(galat)
    assert (kembali.kode, kembali.data, kembali.__dict__) == (
        galat.kode,
        galat.data,
        galat.__dict__,
    )


def test_keluarga_tertutup_dan_lengkap_diuji() -> None:
    diuji = {type(satu.values[0]) for satu in SEMUA}
    assert set(Galat.__subclasses__()) == diuji
    with pytest.raises(TypeError, match="closed"):
        type("GalatLain", (Galat,), {"__module__": "aplikasi.lain"})


def test_teks_galat_hanya_kodenya() -> None:
    galat = BelumLayak("nama_beda", nama="SITI AMINAH")
    assert str(galat) == "nama_beda"
    assert "SITI" not in repr(galat)
    assert galat.data == {"nama": "SITI AMINAH"}


def test_isian_tidak_sah_tanpa_kolom() -> None:
    assert IsianTidakSah().kolom == {}
    assert IsianTidakSah().kode == "isian_tidak_sah"


def test_terlalu_sering_membawa_saat_boleh_mencoba_lagi() -> None:
    galat = TerlaluSering("otp_jeda", coba_lagi_pada=PADA)
    assert galat.coba_lagi_pada == PADA
    assert galat.data["coba_lagi_pada"] == PADA


def test_layanan_tidak_tersedia_tanpa_perkiraan() -> None:
    assert LayananTidakTersedia("dukcapil").coba_lagi_pada is None


def test_nilai_tidak_sah_hanya_membawa_kode() -> None:
    galat = NilaiTidakSah("nik_digit")
    assert isinstance(galat, ValueError)
    assert galat.kode == str(galat) == "nik_digit"
