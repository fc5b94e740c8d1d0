from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from accounts.models import Akun
from accounts.rules.pelaku import SISTEM
from accounts.services import peran as layanan
from accounts.services.akun import buat_akun


def test_tiga_kelompok_dengan_hak_masing_masing(db: None) -> None:
    assert layanan.siapkan_peran() == ["petugas", "penyelia", "auditor"]
    rina = _masuk("petugas")
    assert rina.has_perm("klaim_jht.change_klaim")
    assert not rina.has_perm("klaim_jht.change_pembayaran")
    assert not rina.has_perm("accounts.view_catatanaudit")
    assert not rina.has_perm(layanan.EKSPOR)
    hadi = _masuk("penyelia")
    assert hadi.has_perm("klaim_jht.change_pembayaran")
    tono = _masuk("auditor")
    assert tono.has_perm(layanan.EKSPOR)
    assert tono.has_perm("saldo.view_entrijurnal")


def _masuk(nama: str) -> Akun:
    return buat_akun(nama_pengguna=nama, kata_sandi=None, petugas=True, peran=[nama], pelaku=SISTEM)


def test_auditor_tidak_mengubah_apa_pun(db: None) -> None:
    assert [nama for nama in layanan.PERAN["auditor"] if ".view_" not in nama] == [layanan.EKSPOR]


@pytest.mark.parametrize(
    ("nama", "ditambah"),
    [
        ("petugas", {"klaim_jht.add_rekeningkoran", "klaim_jht.add_remlembaga"}),
        (
            "penyelia",
            {
                "accounts.add_harikalender",
                "accounts.add_kasuspemulihan",
                "accounts.add_tahunkalender",
                "klaim_jht.add_jendelabank",
                "klaim_jht.add_rekeningkoran",
                "klaim_jht.add_remlembaga",
            },
        ),
        ("auditor", set()),
    ],
)
def test_sedikit_yang_boleh_ditambah_dan_tidak_ada_yang_dihapus(
    nama: str, ditambah: set[str]
) -> None:
    # Decreed days, brakes, closed hours and statements are rows that people write, by services
    # like everything else; letting somebody back in is a supervisor's word, by the same name.
    assert {h for h in layanan.PERAN[nama] if ".add_" in h or ".delete_" in h} == ditambah


def test_perintah_memperbaiki_hak_yang_diubah_tangan(db: None) -> None:
    call_command("siapkan_peran", verbosity=0)
    petugas = Group.objects.get(name="petugas")
    semula = petugas.permissions.count()
    petugas.permissions.add(Permission.objects.get(codename="delete_akun"))
    call_command("siapkan_peran", verbosity=0)
    assert petugas.permissions.count() == semula


def test_hak_yang_tidak_ada_menghentikan(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    layanan.siapkan_peran()
    semula = Group.objects.get(name="petugas").permissions.count()
    monkeypatch.setitem(layanan.PERAN, "petugas", frozenset(["saldo.view_hantu"]))
    with pytest.raises(ValueError, match=r"saldo\.view_hantu"):
        layanan.siapkan_peran()
    assert Group.objects.get(name="petugas").permissions.count() == semula
