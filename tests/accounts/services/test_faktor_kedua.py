from __future__ import annotations

import pytest

from accounts.models import Akun, CatatanAudit, Pesan, Peserta
from accounts.rules.pelaku import SISTEM
from accounts.services.faktor_kedua import catat_faktor_kedua


@pytest.mark.parametrize(
    ("peristiwa", "kata"),
    [
        ("totp_activated", "autentikator diaktifkan"),
        ("totp_deactivated", "autentikator dimatikan"),
        ("webauthn_added", "kunci sandi ditambahkan"),
        ("webauthn_removed", "kunci sandi dihapus"),
        ("recovery_codes_generated", "kode cadangan dibuat baru"),
    ],
)
def test_perubahan_tercatat_dan_pemiliknya_dikabari(
    akun_budi: Akun, budi: Peserta, peristiwa: str, kata: str
) -> None:
    catat_faktor_kedua(akun=akun_budi, peristiwa=peristiwa, pelaku=SISTEM)
    pesan = Pesan.objects.get()
    assert (pesan.jenis, pesan.keamanan) == ("faktor_kedua", True)
    assert kata in pesan.isi["teks"]
    assert CatatanAudit.objects.get(aksi="akun.faktor_kedua_diubah").sesudah == {"sebab": peristiwa}
