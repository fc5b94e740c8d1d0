from __future__ import annotations

from datetime import date
from itertools import chain

import pytest

from klaim_jht.rules.ahli_waris import (
    HubunganWaris,
    aturan_waris,
    golongan_berhak,
    pertanyaan_berikut,
)
from tests.klaim_jht.rules.ahli_waris.contoh import HARI_INI, H

ATURAN = aturan_waris(HARI_INI)
URUTAN = [*chain(*ATURAN.golongan)]


def test_urutan_menurut_undang_undang() -> None:
    assert ATURAN.golongan == (
        (H.PASANGAN, H.ANAK),
        (H.ORANG_TUA, H.CUCU, H.KAKEK_NENEK),
        (H.SAUDARA,),
        (H.MERTUA,),
        (H.WASIAT,),
    )
    assert sorted(URUTAN) == sorted(HubunganWaris)


def test_aturan_bertanggal() -> None:
    assert aturan_waris(date(2022, 4, 26)).versi == "ahli_waris/1"
    with pytest.raises(ValueError, match="aturan_waris_tidak_tunggal"):
        aturan_waris(date(2022, 4, 25))


def test_semua_ditanya_bila_tidak_ada_siapa_pun() -> None:
    dijawab: dict[HubunganWaris, int | None] = {}
    ditanya = []
    while (berikut := pertanyaan_berikut(ATURAN, dijawab)) is not None:
        assert golongan_berhak(ATURAN, dijawab) == ()
        ditanya.append(berikut)
        dijawab[berikut] = 0
    assert ditanya == URUTAN
    assert golongan_berhak(ATURAN, dijawab) == ()


@pytest.mark.parametrize("ada", HubunganWaris)
def test_golongan_terdekat_mengakhiri_pertanyaan(ada: HubunganWaris) -> None:
    golongan = next(g for g in ATURAN.golongan if ada in g)
    dijawab: dict[HubunganWaris, int | None] = {}
    while (berikut := pertanyaan_berikut(ATURAN, dijawab)) is not None:
        dijawab[berikut] = int(berikut is ada)
    # The whole group is asked, nobody farther away.
    assert [*dijawab] == URUTAN[: URUTAN.index(golongan[-1]) + 1]
    assert golongan_berhak(ATURAN, dijawab) == golongan


def test_yang_jauh_tidak_mengalahkan_yang_dekat() -> None:
    semua = dict.fromkeys(HubunganWaris, 1)
    assert golongan_berhak(ATURAN, semua) == (H.PASANGAN, H.ANAK)


def test_tidak_tahu_menghentikan_pertanyaan_tanpa_memberi_hak() -> None:
    ragu: dict[HubunganWaris, int | None] = {H.PASANGAN: 0, H.ANAK: None, H.SAUDARA: 2}
    assert pertanyaan_berikut(ATURAN, ragu) is None
    assert golongan_berhak(ATURAN, ragu) == ()
