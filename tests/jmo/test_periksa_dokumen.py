from __future__ import annotations

import json
from base64 import b64decode, b64encode
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from jmo.lib.tanda import KeadaanTanda, ke_pem, susun_kunci
from jmo.tanda_dokumen import alamat_periksa, daftar_kunci, kunci_publik, periksa, terbitkan


def terbit(umur: timedelta = timedelta(minutes=5)) -> str:
    return terbitkan({"inisial": "B. S.", "akhir": 100}, jenis="pernyataan", umur=umur)


@pytest.fixture(params=["json", "pem"])
def kunci(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    isi = {
        "json": json.dumps({"versi": "JMO1", "kunci": daftar_kunci()}),
        "pem": "".join(ke_pem(satu) for satu in kunci_publik().values()),
    }[request.param]
    berkas = tmp_path / "kunci"
    berkas.write_text(isi)
    return berkas


def jalankan(token: str, kunci: Path) -> tuple[int, str]:
    """Run the command; without the `db` fixture any touch of the database fails the test."""
    keluaran = StringIO()
    try:
        call_command("periksa_dokumen", token, kunci=kunci, stdout=keluaran)
    except SystemExit as selesai:
        return int(str(selesai.code)), keluaran.getvalue()
    return 0, keluaran.getvalue()


def test_memeriksa_tanpa_basis_data(kunci: Path) -> None:
    for teks in (terbit(), alamat_periksa(terbit())):
        kode, isi = jalankan(teks, kunci)
        assert (kode, isi.splitlines()[0]) == (0, "SAH")
        assert '{"akhir": 100, "inisial": "B. S."}' in isi


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        (lambda t: t.replace(".eyJ", ".fyJ"), "DIUBAH"),
        (lambda t: t[:-9], "DIUBAH"),
        (lambda t: t[:99], "BUKAN_TANDA"),
        (lambda _: terbit(timedelta(seconds=-1)), "KEDALUWARSA"),
    ],
)
def test_yang_tidak_berlaku_keluar_dengan_1(kunci: Path, ubah: object, kata: str) -> None:
    assert callable(ubah)
    kode, isi = jalankan(str(ubah(terbit())), kunci)
    assert (kode, isi.splitlines()[0]) == (1, kata)


def test_berkas_kunci_yang_bukan_kunci_disebut(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("halo")
    for nama in ("x", "tidak-ada"):
        with pytest.raises(CommandError, match="no public key"):
            call_command("periksa_dokumen", terbit(), kunci=tmp_path / nama)


def test_kunci_berganti_dan_yang_lama_tetap_diterima(monkeypatch: pytest.MonkeyPatch) -> None:
    token = terbit()
    lama = susun_kunci(b64decode(settings.KUNCI_DOKUMEN))
    monkeypatch.setattr(settings, "KUNCI_DOKUMEN", b64encode(bytes(32)).decode())
    assert periksa(token).keadaan is KeadaanTanda.KUNCI_ASING
    monkeypatch.setattr(settings, "KUNCI_DOKUMEN_LAMA", [b64encode(lama.publik).decode()])
    assert periksa(token).keadaan is KeadaanTanda.SAH
    assert list(kunci_publik())[1:] == [lama.id]
    assert not terbit().startswith(f"JMO1.{lama.id}")
