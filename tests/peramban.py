"""Finds Chromium for the journeys, or installs Debian's as root, or says what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMA = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def cari_chromium() -> str | None:
    """Return the path of a Chromium: CHROMIUM= first, then the PATH."""
    if disebut := os.environ.get("CHROMIUM"):
        return shutil.which(disebut)
    return next((jalur for nama in NAMA if (jalur := shutil.which(nama))), None)


def pastikan_chromium() -> str:
    """Return the path of a Chromium, installed from Debian's packages if need be and allowed."""
    jalur = cari_chromium()
    if jalur is None and os.geteuid() == 0 and shutil.which("apt-get"):
        lingkungan = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for kata in (
            ["update", "-qq"],
            ["install", "-y", "-qq", "--no-install-recommends", "chromium"],
        ):
            subprocess.run(
                ["apt-get", *kata], env=lingkungan, stdout=subprocess.DEVNULL, check=False
            )
        jalur = cari_chromium()
    if jalur is None:
        sys.exit("The tests need Chromium: install it (package chromium) or set CHROMIUM=/path.")
    return jalur


if __name__ == "__main__":
    pastikan_chromium()
