"""Recovered accounts: what opens them again, and the gate before what they may not do yet."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from django.db import transaction
from django.utils import timezone, translation

from accounts import audit
from accounts.models import Akun, Peserta
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from accounts.rules.pemulihan import (
    KeadaanPulih,
    KetentuanPemulihan,
    baca_pemulihan,
    boleh_mengganti,
)
from jmo.lib.galat import BelumLayak, PerluBuktiUlang
from jmo.lib.tanggal import format_jam

KETENTUAN = KetentuanPemulihan()


@transaction.atomic
def catat_bukti_ulang(
    *, peserta: Peserta, diambil_pada: datetime | None, sebab: str, pelaku: Pelaku
) -> bool:
    """Write down that the owner of a recovered account proved to be themselves.

    Shape:  `diambil_pada` = when the pictures were taken or the person stood at the desk: what is
            older than the recovery proves nothing. `sebab` = WAJAH or CABANG.
    Result: whether this was a proof; False for an account that was never recovered.
    Writes: accounts_akun.   Audit: akun.terbukti_ulang.
    """
    akun = Akun.objects.select_for_update().filter(peserta=peserta).first()
    if akun is None or akun.dipulihkan_pada is None or diambil_pada is None:
        return False
    lama = akun.dibuktikan_pada
    if diambil_pada <= max(akun.dipulihkan_pada, lama or akun.dipulihkan_pada):
        return False
    akun.dibuktikan_pada = diambil_pada
    akun.save(update_fields=["dibuktikan_pada"])
    audit.catat(
        aksi=Aksi.AKUN_TERBUKTI_ULANG, pelaku=pelaku, objek=akun, peserta=peserta,
        sesudah={"sebab": sebab},
    )  # fmt: skip
    return True


def tolak_bila_dipulihkan(peserta: Peserta, *, pertama: bool) -> None:
    """Refuse a change of contacts or of the account from a session that was only recovered.

    Shape:  `pertama` as `rules.pemulihan.boleh_mengganti`.
    Raises: PerluBuktiUlang("pulih_perlu_bukti"), BelumLayak("pulih_tenang").
    """
    baris = Akun.objects.filter(peserta=peserta).values_list("dipulihkan_pada", "dibuktikan_pada")
    dipulihkan, dibuktikan = baris.first() or (None, None)
    hasil = baca_pemulihan(dipulihkan, dibuktikan, kini=timezone.now(), ketentuan=KETENTUAN)
    if boleh_mengganti(hasil, pertama=pertama):
        return
    if hasil.keadaan is KeadaanPulih.PERLU_BUKTI:
        raise PerluBuktiUlang("pulih_perlu_bukti")
    assert hasil.terbuka_pada is not None
    raise BelumLayak("pulih_tenang", jam=format_jam(hasil.terbuka_pada, _bahasa()))


def _bahasa() -> Literal["id", "en"]:
    return "en" if (translation.get_language() or "id").startswith("en") else "id"
