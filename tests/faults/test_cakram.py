from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from jmo.management.commands.bench import susun_lingkungan

pytestmark = [pytest.mark.faults, pytest.mark.timeout(1500)]
AKAR = Path(__file__).resolve().parents[2]


def test_p20_cakram_penuh_lalu_lapang(tmp_path: Path) -> None:
    """Data, log and sockets on 256 MB: refused while full, nothing half done, well again."""
    namespace = ["unshare", "--mount"]
    if os.getuid() != 0:
        namespace += ["--user", "--map-root-user"]
    cakram = tmp_path / "cakram"
    cakram.mkdir()
    perintah = f'mount -t tmpfs -o size=256m,mode=777 jmo "{cakram}" && exec "$@"'
    hasil = subprocess.run(
        [*namespace, "sh", "-c", perintah, "sh", sys.executable, "-m", "tests.faults.cakram"],
        cwd=AKAR, env=susun_lingkungan(str(cakram)), capture_output=True, text=True, check=False,
        timeout=1400,
    )  # fmt: skip
    assert hasil.returncode == 0, hasil.stderr[-3000:]
    assert hasil.stdout.startswith("baik: ")
