"""Reports of a death side by side, and against the dead person's own claim."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import partial

import pytest

from jmo.gateways.dukcapil import Dukcapil
from jmo.lib.galat import BelumLayak
from klaim_jht.models import Klaim, LaporanKematian
from klaim_jht.services.kematian import periksa_kematian
from saldo.models import TahananSaldo
from tests.balapan.test_tahan_saldo import bersama, langgar
from tests.klaim_jht.orang import ajukan, buat_siap_klaim
from tests.klaim_jht.services.test_kematian import laporkan
from tests.pabrik import buat_peserta
from tests.pengkinian.lib_register import daftarkan, kendali, klien_dukcapil

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def dukcapil(sandbox: dict[str, str]) -> Iterator[Dukcapil]:
    kendali("dukcapil", "mulai_ulang", {})
    with klien_dukcapil(timeout_baca=10.0) as klien:
        yield klien


def test_empat_laporan_bersamaan_membekukan_sekali(dukcapil: Dukcapil) -> None:
    peserta = buat_peserta(dengan_akun=True)
    daftarkan(peserta, perilaku="meninggal")
    kerja = [
        partial(periksa_kematian, laporan_id=laporkan(peserta).pk, dukcapil=dukcapil)
        for _ in range(4)
    ]
    assert bersama(*kerja) == [None] * 4
    status = sorted(LaporanKematian.objects.values_list("status", flat=True))
    assert status == ["DIBEKUKAN", "GANDA", "GANDA", "GANDA"]


def test_klaim_yang_diajukan_bersamaan_tidak_lolos(dukcapil: Dukcapil) -> None:
    peserta = buat_siap_klaim()
    daftarkan(peserta, perilaku="meninggal")
    laporan = laporkan(peserta)
    periksa = partial(periksa_kematian, laporan_id=laporan.pk, dukcapil=dukcapil)

    def ajukan_saja() -> None:
        with suppress(BelumLayak):
            ajukan(peserta)

    bersama(periksa, ajukan_saja)
    # Whatever was begun before the account closed is a row that the worker finds and ends.
    assert LaporanKematian.objects.get().jatuh_pada is None
    assert set(Klaim.objects.values_list("status", flat=True)) <= {"DIBATALKAN"}
    assert not TahananSaldo.objects.filter(status="DITAHAN").exists()
    assert langgar() == []
