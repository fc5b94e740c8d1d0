from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import call_command

from accounts.models import Akun
from accounts.models.terenkripsi import gantungan
from accounts.rules.pelaku import SISTEM
from accounts.services.putar_kunci_mfa import hitung_kunci_mfa, putar_kunci_mfa
from jmo.lib.sandi import GagalDekripsi

pytestmark = pytest.mark.django_db(transaction=True)
RAHASIA = "JBSWY3DPEHPK3PXP"


def kunci(nama: str) -> str:
    return f"{nama}:{base64.b64encode(hashlib.sha256(nama.encode()).digest()).decode()}"


def pakai(settings: Any, *nama: str) -> None:
    settings.KUNCI_DATA = ",".join(kunci(satu) for satu in nama)
    gantungan.cache_clear()


@pytest.fixture(autouse=True)
def _kunci_lama(settings: Any) -> Iterator[None]:
    pakai(settings, "lama")
    yield
    gantungan.cache_clear()


@pytest.fixture
def akun() -> Akun:
    akun = Akun.objects.create_user("budi", "hujan-di-bulan-juni")
    TOTP.activate(akun, RAHASIA)
    RecoveryCodes.activate(akun)
    return akun


def cadangan(akun: Akun) -> RecoveryCodes:
    return RecoveryCodes(Authenticator.objects.get(user=akun, type="recovery_codes"))


def test_rahasia_disandikan_ulang_dan_kunci_lama_boleh_pergi(akun: Akun, settings: Any) -> None:
    kode = cadangan(akun).generate_codes()
    assert cadangan(akun).validate_code(kode[0])
    assert hitung_kunci_mfa() == {"lama": 2}
    pakai(settings, "baru", "lama")
    layar = StringIO()
    call_command("putar_kunci", stdout=layar)
    assert "2 rahasia faktor kedua" in layar.getvalue()
    assert "kunci lama (hanya membaca): 0 nilai" in layar.getvalue()
    assert putar_kunci_mfa(pelaku=SISTEM) == 0, "once is enough"
    pakai(settings, "baru")
    data = Authenticator.objects.get(user=akun, type="totp").data
    assert RAHASIA not in str(data)
    assert cadangan(akun).generate_codes() == kode
    assert cadangan(akun).get_unused_codes() == kode[1:], "a used code stays used"


def test_tanpa_kunci_lama_tidak_ada_yang_terbuka(akun: Akun, settings: Any) -> None:
    pakai(settings, "baru")
    with pytest.raises(GagalDekripsi):
        cadangan(akun).generate_codes()
    with pytest.raises(GagalDekripsi):
        putar_kunci_mfa(pelaku=SISTEM)
