"""Each way in which a message and its answer can be spoilt, once, against a real bank."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings

from klaim_jht.models import Klaim, Pembayaran
from saldo.models import TahananSaldo
from tests.faults import pekerja
from tests.faults.dunia import Dunia
from tests.faults.proksi import Cara
from tests.faults.riwayat import GANGGUAN_BANK, Pemain, Riwayat

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(1500)]
# Nothing was executed, so a bank that is not believed leaves the payment to two officers.
TANPA_UANG = {"putus_sebelum", "500", "putus"}


@pytest.fixture
def dunia() -> Iterator[Dunia]:
    semula, dunia = dict(settings.BANK), Dunia()
    dunia.mulai(16)
    yield dunia
    settings.BANK.update(semula)
    dunia.tutup()


def _satu(
    dunia: Dunia, kata: str, ke: int, *, pasang: dict[str, object], lepas: dict[str, object]
) -> Klaim:
    """Send one payment through that fault, let it end, and judge."""
    pemain = Pemain(dunia, Riwayat(benih=0, nomor=ke))
    pemain.pakai("a", percaya=False)
    pemain.ajukan("0000")
    bayar = Pembayaran.objects.get(klaim=pemain.klaim[0])
    assert dunia.antrean.ambil() == bayar.pk
    klien = dunia.klien["a"]
    assert klien.siap() is None
    dunia.bank.suruh(kata, bank="a", **pasang)
    pekerja.biasa(bayar.pk, klien)
    dunia.bank.suruh(kata, bank="a", **lepas)
    bayar.refresh_from_db()
    # Silence and nonsense are never a refusal.
    assert bayar.status in {"BELUM_PASTI", "SIAP", "BERHASIL"}, bayar.status
    tahanan = TahananSaldo.objects.get(rujukan=f"klaim:{bayar.klaim_id}")
    assert tahanan.status == ("DIPAKAI" if bayar.status == "BERHASIL" else "DITAHAN")
    pemain.reda()
    pemain.nilai(akhir=True)
    assert pemain.riwayat.salah == []
    return pemain.klaim[0]


def test_p5_jawaban_hilang_terpotong_kosong_ganda_atau_galat(dunia: Dunia) -> None:
    akhir = {}
    for ke, cara in enumerate(Cara):
        klaim = _satu(
            dunia, "proksi", ke, pasang={"cara": cara.value, "ke": 1},
            lepas={"cara": "teruskan", "ke": 0},
        )  # fmt: skip
        akhir[cara.value] = klaim.status
    for ke, jenis in enumerate(GANGGUAN_BANK, len(Cara)):
        akhir[jenis] = _satu(
            dunia, "gangguan", ke, pasang={"jenis": jenis}, lepas={"jenis": "nihil"}
        ).status
    for nama, status in akhir.items():
        harap = "PEMBAYARAN_BELUM_PASTI" if nama in TANPA_UANG else "DIBAYAR"
        assert status == harap, (nama, status)
