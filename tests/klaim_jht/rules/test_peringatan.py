from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from jmo.lib.tanggal import WIB
from klaim_jht.models import PeringatanJanji
from klaim_jht.rules.janji_bayar import JamJanji
from klaim_jht.rules.peringatan import SebabTunggu, sebab_tunggu, tahap_janji, tahap_jawaban
from klaim_jht.rules.status import StatusKlaim, StatusPembayaran

DIAJUKAN = datetime(2026, 11, 23, 10, 0, tzinfo=WIB)
BATAS = DIAJUKAN + timedelta(hours=10)


def jam(*, terlewat: bool = False, berhenti: bool = False) -> JamJanji:
    return JamJanji(BATAS, berhenti, timedelta(0), terlewat)


@pytest.mark.parametrize(
    ("lewat", "tahap"),
    [
        pytest.param(timedelta(0), 0, id="baru"),
        pytest.param(timedelta(hours=4, minutes=59), 0, id="sesaat-sebelum-setengah"),
        pytest.param(timedelta(hours=5), 50, id="setengah"),
        pytest.param(timedelta(hours=8), 80, id="empat-perlima"),
        pytest.param(timedelta(hours=10), 80, id="tepat-janji"),
    ],
)
def test_tahap_menurut_bagian_waktu_yang_terpakai(lewat: timedelta, tahap: int) -> None:
    assert tahap_janji(jam(), diajukan=DIAJUKAN, kini=DIAJUKAN + lewat, tahap=(80, 50)) == tahap


def test_janji_yang_lewat_selalu_seratus() -> None:
    kini = BATAS + timedelta(seconds=1)
    assert tahap_janji(jam(terlewat=True), diajukan=DIAJUKAN, kini=kini, tahap=(50,)) == 100


def test_selama_menunggu_peserta_tidak_ada_peringatan() -> None:
    kini = BATAS - timedelta(minutes=1)
    assert tahap_janji(jam(berhenti=True), diajukan=DIAJUKAN, kini=kini, tahap=(50,)) == 0


@pytest.mark.parametrize("salah", [0, 100])
def test_tahap_di_luar_jangkauan_ditolak(salah: int) -> None:
    with pytest.raises(ValueError, match="tahap_di_luar_jangkauan"):
        tahap_janji(jam(), diajukan=DIAJUKAN, kini=BATAS, tahap=(salah,))


@pytest.mark.parametrize(
    ("status", "kiriman", "sebab"),
    [
        (StatusKlaim.VERIFIKASI_IDENTITAS, None, SebabTunggu.REGISTER),
        (StatusKlaim.TINJAUAN_PETUGAS, None, SebabTunggu.PETUGAS),
        (StatusKlaim.PEMBAYARAN_BELUM_PASTI, StatusPembayaran.BELUM_PASTI, SebabTunggu.BANK),
        (StatusKlaim.PEMBAYARAN_DIPROSES, StatusPembayaran.DIKIRIM, SebabTunggu.BANK),
        (StatusKlaim.PEMBAYARAN_DIPROSES, StatusPembayaran.SIAP, SebabTunggu.KAMI),
        (StatusKlaim.DISETUJUI, None, SebabTunggu.KAMI),
    ],
)
def test_yang_ditunggu_menurut_status(
    status: StatusKlaim, kiriman: StatusPembayaran | None, sebab: SebabTunggu
) -> None:
    assert sebab_tunggu(status, pembayaran=kiriman) is sebab
    assert sebab_tunggu(status, pembayaran=kiriman, perlu_petugas=True) is SebabTunggu.PETUGAS


def test_model_mengenal_setiap_sebab() -> None:
    assert set(PeringatanJanji.Sebab.values) == {satu.value for satu in SebabTunggu}


@pytest.mark.parametrize(
    ("lewat", "tahap"),
    [
        pytest.param(timedelta(hours=7, minutes=59), 0, id="belum"),
        pytest.param(timedelta(hours=8), 80, id="naik"),
        pytest.param(timedelta(hours=10), 80, id="tepat-waktu"),
        pytest.param(timedelta(hours=10, seconds=1), 100, id="lewat"),
    ],
)
def test_jawaban_naik_sebelum_waktunya_habis(lewat: timedelta, tahap: int) -> None:
    assert tahap == tahap_jawaban(
        dibuat=DIAJUKAN, janji=BATAS, kini=DIAJUKAN + lewat, naik_persen=80
    )
