"""How long the paper of a leaver's report is kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.audit import pelaku_akun
from accounts.models import CatatanAudit
from accounts.rules.pelaku import SISTEM
from jmo.lib.galat import TidakDitemukan
from saldo.models import BuktiBerhenti
from saldo.rules.laporan_berhenti import JenisBukti
from saldo.services.laporan_berhenti import (
    UMUR_BUKTI,
    bersihkan_bukti,
    buka_bukti,
    tarik_laporan,
)
from tests.saldo.laporan import HARI_LAPOR, PDF, kartu_bekerja, lapor

pytestmark = pytest.mark.django_db


def test_surat_laporan_yang_lama_selesai_hilang_sidiknya_tinggal(time_machine: Any) -> None:
    time_machine.move_to(HARI_LAPOR, tick=False)
    kartu = kartu_bekerja()
    selesai = lapor(kartu, bukti=JenisBukti.PAKLARING, isi_berkas=PDF)
    akun = kartu.peserta.akun
    assert akun is not None
    tarik_laporan(akun=akun, laporan_id=selesai.pk, pelaku=pelaku_akun(akun))
    terbuka = lapor(kartu, bukti=JenisBukti.PAKLARING, isi_berkas=PDF)
    time_machine.move_to(timezone.now() + UMUR_BUKTI, tick=False)
    assert bersihkan_bukti() == 0
    time_machine.move_to(timezone.now() + timedelta(seconds=1), tick=False)
    assert bersihkan_bukti() == 1
    assert bersihkan_bukti() == 0
    lama, baru = (BuktiBerhenti.objects.get(laporan=satu) for satu in (selesai, terbuka))
    assert (lama.isi, len(lama.sidik), lama.dihapus_pada is None) == (None, 64, False)
    assert (baru.isi is None, baru.dihapus_pada) == (False, None)
    jejak = CatatanAudit.objects.get(aksi="bukti.dihapus")
    assert jejak.objek_id == selesai.pk
    with pytest.raises(TidakDitemukan, match="bukti_tidak_ada"):
        buka_bukti(laporan_id=selesai.pk, tujuan="uji", pelaku=SISTEM)
