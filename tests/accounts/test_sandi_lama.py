from __future__ import annotations

import os
import subprocess
import sys

UKUR = """
import resource, sys, threading
from django.conf import settings
settings.configure(SECRET_KEY="x", PASSWORD_HASHERS=["accounts.sandi_lama.Argon2"])
from accounts.sandi_lama import Argon2
tersimpan = Argon2().encode("rahasia", "garamgaramgaram1")
awal = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
hasil = []
def periksa():
    hasil.append(Argon2().verify("rahasia", tersimpan))
utas = [threading.Thread(target=periksa) for _ in range(12)]
for satu in utas: satu.start()
for satu in utas: satu.join()
assert all(hasil) and len(hasil) == 12
puncak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
sys.stdout.write(f"{(puncak - awal) // 1024}")
"""


def test_banyak_masuk_serentak_tidak_menghabiskan_memori() -> None:
    """Twelve at once would add 1,100 MB; two places add at most one more than the first took."""
    hasil = subprocess.run(
        [sys.executable, "-c", UKUR], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": os.getcwd()},
    )  # fmt: skip
    assert int(hasil.stdout) < 250
