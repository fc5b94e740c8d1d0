"""What set-up brings besides packages: test photos, sample camera, the English catalogue.

Knows no Django. Each step does nothing when its result is there.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from jmo.layanan import AKAR

FOTO = ("obama.jpg", "obama2.jpg", "obama3.jpg", "biden.jpg", "obama_partial_face.jpg",
        "obama_partial_face2.jpg")  # fmt: skip


class SiapanGagal(SystemExit):
    """A step could not be done on this machine; the message says what to do."""


def siapkan_foto(folder: Path) -> None:
    """Fetch the source package of face_recognition with pip and unpack its test photos.

    Raises: SiapanGagal when the package registry does not answer.
    """
    if all((folder / nama).exists() for nama in FOTO):
        return
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as sementara:
        hasil = subprocess.run(  # noqa: S603 - our own words
            [
                sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes",
                "--no-binary", ":all:", "--no-build-isolation", "--dest", sementara,
                "-r", str(AKAR / "requirements-foto.txt"),
            ],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        berkas = next(Path(sementara).glob("*.tar.gz"), None)
        if hasil.returncode or berkas is None:
            raise SiapanGagal(
                "The photos for the face check could not be fetched with pip (package "
                "face_recognition 1.3.0, source). Connect to your package registry and try again."
            )
        with tarfile.open(berkas) as arsip:
            for anggota in arsip.getmembers():
                nama = Path(anggota.name).name
                isi = arsip.extractfile(anggota) if "/tests/test_images/" in anggota.name else None
                if nama in FOTO and isi is not None:
                    (folder / nama).write_bytes(isi.read())


def siapkan_kamera_contoh(foto: Path, folder: Path) -> None:
    """Make the frames of the sample camera from the photos, in a process of its own."""
    subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-W", "ignore", "-m", "jmo.benih.bingkai", "--foto", str(foto),
         "--keluar", str(folder)],
        check=True, cwd=AKAR,
    )  # fmt: skip


def siapkan_katalog() -> None:
    """Compile the message catalogues that changed (Babel, since GNU gettext may be absent)."""
    from babel.messages import mofile, pofile

    for sumber in (AKAR / "jmo" / "locale").glob("*/LC_MESSAGES/django.po"):
        hasil = sumber.with_suffix(".mo")
        if hasil.exists() and hasil.stat().st_mtime >= sumber.stat().st_mtime:
            continue
        with sumber.open("rb") as masuk:
            katalog = pofile.read_po(masuk)
        # Under another name first: tests and the portal may start at the same time.
        with tempfile.NamedTemporaryFile(dir=hasil.parent, suffix=".baru", delete=False) as keluar:
            mofile.write_mo(keluar, katalog)
        sementara = Path(keluar.name)
        sementara.chmod(0o644)
        sementara.replace(hasil)


def main() -> None:
    """Do the steps that tests need."""
    siapkan_katalog()
    siapkan_foto(AKAR / ".jmo" / "foto")
    siapkan_kamera_contoh(AKAR / ".jmo" / "foto", AKAR / ".jmo" / "kamera-contoh")


if __name__ == "__main__":
    main()
