from __future__ import annotations

import gc

import pytest

from jmo.pemulung import tanpa_pemulung


def test_pemulung_beristirahat_lalu_bekerja_lagi() -> None:
    with tanpa_pemulung():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_pemulung_bekerja_lagi_sesudah_galat() -> None:
    with pytest.raises(ZeroDivisionError), tanpa_pemulung():
        _ = 1 // 0
    assert gc.isenabled()


def test_yang_sudah_beristirahat_tidak_dibangunkan() -> None:
    with tanpa_pemulung():
        with tanpa_pemulung():
            pass
        assert not gc.isenabled()
