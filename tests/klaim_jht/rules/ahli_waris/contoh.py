"""A widow with a grown daughter and a young son, from whom every case departs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from klaim_jht.rules.ahli_waris import (
    AhliWaris,
    BuktiKematian,
    FaktaWaris,
    HasilWaris,
    HubunganWaris,
    JenisWakil,
    KodeWaris,
    PerbaikanWaris,
    periksa_waris,
)

HARI_INI = date(2026, 11, 23)
H = HubunganWaris

JANDA = AhliWaris(nomor=1, hubungan=H.PASANGAN, tanggal_lahir=date(1980, 5, 1), pernah_kawin=True)
PUTRI = AhliWaris(nomor=2, hubungan=H.ANAK, tanggal_lahir=date(2008, 11, 23), setuju=True)
PUTRA = AhliWaris(
    nomor=3,
    hubungan=H.ANAK,
    tanggal_lahir=date(2008, 11, 24),
    wakil=JenisWakil.ORANG_TUA,
    wakil_pengaju=True,
    setuju=True,
)
KELUARGA = FaktaWaris(
    tanggal_kematian=date(2026, 11, 2),
    bukti=BuktiKematian.DUKCAPIL,
    ditinggalkan={H.PASANGAN: 1, H.ANAK: 2},
    ahli_waris=(JANDA, PUTRI, PUTRA),
    pengaju=1,
    penerima=1,
)


def keluarga(**beda: Any) -> FaktaWaris:
    return replace(KELUARGA, **beda)


def sendiri(hubungan: HubunganWaris, **beda: Any) -> FaktaWaris:
    """One adult heir of this relation, nobody nearer and nobody beside."""
    ditinggalkan = {h: int(h is hubungan) for h in HubunganWaris}
    orang = replace(JANDA, hubungan=hubungan)
    return keluarga(ditinggalkan=ditinggalkan, ahli_waris=(orang,), penerima=None, **beda)


def ganti(lama: AhliWaris, **beda: Any) -> tuple[AhliWaris, ...]:
    """The family's list with one member changed."""
    return tuple(replace(s, **beda) if s.nomor == lama.nomor else s for s in KELUARGA.ahli_waris)


def periksa(fakta: FaktaWaris) -> HasilWaris:
    return periksa_waris(fakta, pada=HARI_INI)


def kata_tidak(fakta: FaktaWaris) -> dict[KodeWaris, PerbaikanWaris | None]:
    return {satu.kode: satu.perbaikan for satu in periksa(fakta).gagal}
