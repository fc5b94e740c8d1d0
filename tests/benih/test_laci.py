from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from jmo.benih.cerita import cari_cerita
from jmo.benih.models import OrangContoh
from jmo.benih.penyiapan import mulai_cerita, siapkan_semua

pytestmark = pytest.mark.usefixtures("db", "sandbox")
LACI = reverse("benih:laci")


@pytest.fixture
def klien() -> Client:
    boleh = cari_cerita("boleh")
    assert boleh is not None
    siapkan_semua()
    masuk = Client()
    masuk.force_login(mulai_cerita(boleh))
    return masuk


def test_laci_menanyakan_pesan_baru_dan_diam_bila_tidak_ada(klien: Client) -> None:
    isi = klien.get(LACI, headers={"HX-Request": "true"}).content.decode()
    alamat = re.search(r'hx-get="([^"]*sidik=[^"]*)"', isi)
    assert alamat is not None
    assert klien.get(alamat[1], headers={"HX-Request": "true"}).status_code == 204
    lama = klien.get(f"{LACI}?sidik=lama", headers={"HX-Request": "true"})
    assert lama.status_code == 200
    assert 'id="laci-pesan"' in lama.content.decode()


def test_ulangi_cerita_memulai_dengan_orang_baru(klien: Client) -> None:
    isi = klien.get(LACI).content.decode()
    dulu = OrangContoh.objects.get(akun_id=klien.session["_auth_user_id"])
    assert f'action="{reverse("benih:masuk", args=["boleh"])}"' in isi
    jawaban = klien.post(reverse("benih:masuk", args=["boleh"]), {"baru": "1"})
    assert jawaban["Location"] == "/"
    kini = OrangContoh.objects.get(akun_id=klien.session["_auth_user_id"])
    assert (kini.cerita, kini.pk != dulu.pk) == ("boleh", True)
