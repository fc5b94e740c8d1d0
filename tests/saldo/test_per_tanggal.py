from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Peserta
from accounts.rules.pelaku import SISTEM
from jmo.lib.tanggal import hari_ini_wib
from saldo.models import EntriJurnal
from saldo.rules.buku import AKUN_PESERTA, JenisAkun
from saldo.selectors import daftar_entri, saldo_peserta
from saldo.services.buku import lepaskan_tahanan, tahan_saldo
from saldo.services.penggabungan import gabungkan_kartu
from saldo.services.tarif import bukukan_pengembangan, muat_tarif_contoh
from tests.pabrik import buat_iuran, buat_kartu, buat_kartu_bersaldo, buat_peserta

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def wati() -> Peserta:
    """Three cards: contributions, a return, a hold that was released, one that stands, a merge."""
    peserta = buat_peserta(nama="WATI LESTARI")
    lama = buat_kartu(peserta, npp="CD123456", berhenti=date(2024, 5, 31))
    buat_iuran(lama, banyak=3)
    kartu = buat_kartu_bersaldo(peserta, banyak=18)
    lain = buat_kartu(peserta, npp="EF123456", mulai=date(2025, 1, 1))
    buat_iuran(lain, date(2025, 1, 1), banyak=2)
    muat_tarif_contoh(pelaku=SISTEM)
    bukukan_pengembangan(kepesertaan=kartu, tahun=2024, pelaku=SISTEM)
    gabungkan_kartu(peserta=peserta, kepesertaan_ids=[lama.pk], pelaku=SISTEM)
    tahan_saldo(kepesertaan_ids=[kartu.pk], rujukan="klaim:1", pelaku=SISTEM)
    lepaskan_tahanan(rujukan="klaim:1", pelaku=SISTEM)
    tahan_saldo(kepesertaan_ids=[lain.pk], rujukan="klaim:2", pelaku=SISTEM)
    return peserta


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.dates(date(2023, 12, 1), date(2027, 1, 31)))
def test_saldo_hari_mana_pun_adalah_jumlah_entrinya(wati: Peserta, per: date) -> None:
    semua = [
        (satu.akun.kepesertaan_id, satu.akun.jenis, satu.kredit - satu.debit)
        for satu in EntriJurnal.objects.filter(
            akun__kepesertaan__peserta=wati, akun__jenis__in=AKUN_PESERTA, tanggal_nilai__lte=per
        ).select_related("akun")
    ]
    bukti = daftar_entri(wati, per=per)
    assert bukti.cocok
    assert bukti.total == sum(jumlah for _, _, jumlah in semua)
    assert bukti.ditahan == sum(n for _, jenis, n in semua if jenis == JenisAkun.PESERTA_DITAHAN)
    assert bukti.iuran + bukti.pengembangan + bukti.ditahan == bukti.total
    for kartu in wati.kepesertaan.all():
        satu = daftar_entri(wati, kepesertaan=kartu, per=per)
        assert satu.cocok
        assert satu.total == sum(jumlah for milik, _, jumlah in semua if milik == kartu.pk)


def test_saldo_hari_ini_adalah_saldo_berjalan(wati: Peserta) -> None:
    bukti = daftar_entri(wati, per=hari_ini_wib(timezone.now()))
    saldo = saldo_peserta(wati)
    assert (bukti.total, bukti.ditahan) == (saldo.total, saldo.ditahan)
    assert bukti.ditahan > 0
    assert daftar_entri(wati, per=date(2023, 12, 31)).baris == ()
