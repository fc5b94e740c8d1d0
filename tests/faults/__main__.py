"""Runs every test of the matrix and says which row holds: `make faults`."""

from __future__ import annotations

import os
import re
import sys
import time
from collections import defaultdict
from pathlib import Path

import pytest

from tests.faults.matriks import MATRIKS, tabel

AKAR = Path(__file__).resolve().parents[2]
DOKUMEN = AKAR / "docs" / "gangguan.md"
_TABEL = re.compile(r"\| Row \|.*?(?=\n\n|\Z)", re.DOTALL)


class _Pencatat:
    """Remembers what became of each test."""

    def __init__(self) -> None:
        self.gagal: set[str] = set()
        self.lulus: set[str] = set()
        self.detik: dict[str, float] = defaultdict(float)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take one report in; a test with parameters passes when all of them do."""
        nama = report.nodeid.partition("[")[0]
        self.detik[nama] += report.duration
        if report.failed:
            self.gagal.add(nama)
        elif report.when == "call" and report.passed:
            self.lulus.add(nama)


def main() -> int:
    """Run, report row by row, and return what the process ends with."""
    if sys.argv[1:] == ["--tulis"]:
        DOKUMEN.write_text(_TABEL.sub(lambda _: tabel(), DOKUMEN.read_text()))
        return 0
    os.environ["JMO_FAULTS"] = "1"
    os.chdir(AKAR)
    pencatat, mulai = _Pencatat(), time.monotonic()
    uji = list(dict.fromkeys(nama for satu in MATRIKS for nama in satu.uji))
    kode = int(pytest.main(["-q", "--show-capture=no", *sys.argv[1:], *uji], plugins=[pencatat]))
    for satu in MATRIKS:
        dijalankan = [nama for nama in satu.uji if nama in pencatat.lulus | pencatat.gagal]
        keadaan = "holds" if dijalankan and set(satu.uji) <= pencatat.lulus else "BROKEN"
        keadaan = keadaan if satu.uji else "no test"
        if pencatat.gagal & set(satu.uji):
            keadaan = "BROKEN"
        detik = sum(pencatat.detik[nama] for nama in satu.uji)
        sys.stdout.write(f"{satu.kode:>4}  {keadaan:<8} {detik:6.1f} s  {satu.gangguan}\n")
    sys.stdout.write(f"{(time.monotonic() - mulai) / 60:.1f} minutes\n")
    return kode


if __name__ == "__main__":
    raise SystemExit(main())
