from __future__ import annotations

import pytest

from accounts.models import Akun, CatatanAudit, Peserta
from accounts.rules.pelaku import SISTEM
from accounts.selectors import daftar_perangkat, perangkat_dikenal
from accounts.services import masuk as layanan
from jmo.lib.galat import TidakDitemukan


@pytest.mark.parametrize(
    ("agen", "nama"),
    [
        ("Mozilla/5.0 (Linux; Android 13) Chrome/120.0 Mobile Safari/537.36", "Chrome · Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17) CriOS/120 Safari/604", "Chrome · iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14) Version/17 Safari/605", "Safari · macOS"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537 Edg/120", "Edge · Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Firefox/128.0", "Firefox · Linux"),
        ("Mozilla/5.0 (Linux; Android 13; SM-A145) SamsungBrowser/23.0 Chrome/115", "Samsung "
         "Internet · Android"),
        ("curl/8.0", "Peramban"),
        ("", "Peramban"),
    ],
)  # fmt: skip
def test_nama_peramban(agen: str, nama: str) -> None:
    assert layanan.nama_peramban(agen) == nama


@pytest.mark.parametrize(
    "tanda", ["", "pendek", "a" * 42, "a" * 44, "a" * 42 + "!", "a" * 43 + "\n"]
)
def test_tanda_asing_tidak_bersidik(tanda: str) -> None:
    assert layanan.sidik_perangkat(tanda) == ""


def test_perangkat_dikenal_setelah_masuk_dan_dilupakan_kemudian(
    akun_budi: Akun, akun_siti: Akun, budi: Peserta
) -> None:
    tanda, _ = layanan.catat_masuk(akun=akun_budi, tanda="", agen="Firefox/1", pelaku=SISTEM)
    sidik = layanan.sidik_perangkat(tanda)
    assert perangkat_dikenal(akun_budi, sidik)
    assert not perangkat_dikenal(akun_siti, sidik), "a browser is known per account"
    assert not perangkat_dikenal(akun_budi, "")
    lagi, _ = layanan.catat_masuk(akun=akun_siti, tanda=tanda, agen="", pelaku=SISTEM)
    assert lagi == tanda
    (perangkat,) = daftar_perangkat(akun_budi)
    assert perangkat.sidik != tanda
    with pytest.raises(TidakDitemukan):
        layanan.lupakan_perangkat(akun=akun_siti, perangkat_id=perangkat.pk, pelaku=SISTEM)
    layanan.lupakan_perangkat(akun=akun_budi, perangkat_id=perangkat.pk, pelaku=SISTEM)
    assert not perangkat_dikenal(akun_budi, sidik)
    aksi = CatatanAudit.objects.filter(peserta=budi).values_list("aksi", flat=True).order_by("pk")
    assert list(aksi)[-3:] == ["akun.masuk", "perangkat.dikenal", "perangkat.dilupakan"]
