"""Which papers heirs show, and for whom each is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from klaim_jht.rules.ahli_waris.fakta import (
    AhliWaris,
    BuktiKematian,
    CaraTerima,
    FaktaWaris,
    JenisWakil,
)
from klaim_jht.rules.ahli_waris.urutan import AturanWaris, HubunganWaris


class JenisBerkasWaris(StrEnum):
    """A kind of paper."""

    SURAT_KEMATIAN = "SURAT_KEMATIAN"
    SURAT_AHLI_WARIS = "SURAT_AHLI_WARIS"
    KARTU_KELUARGA = "KARTU_KELUARGA"
    IDENTITAS = "IDENTITAS"
    AKTA_NIKAH = "AKTA_NIKAH"
    AKTA_KELAHIRAN = "AKTA_KELAHIRAN"
    SURAT_WASIAT = "SURAT_WASIAT"
    PENETAPAN_WALI = "PENETAPAN_WALI"
    PENETAPAN_PENGAMPU = "PENETAPAN_PENGAMPU"
    SURAT_KUASA = "SURAT_KUASA"
    KESEPAKATAN_BAGIAN = "KESEPAKATAN_BAGIAN"


@dataclass(frozen=True, slots=True)
class BerkasWaris:
    """One paper; `nomor` = the heir whom it is about, None when it is about all."""

    jenis: JenisBerkasWaris
    nomor: int | None = None


_J = JenisBerkasWaris

_BUKTI_HUBUNGAN = {
    HubunganWaris.PASANGAN: _J.AKTA_NIKAH,
    HubunganWaris.ANAK: _J.AKTA_KELAHIRAN,
    HubunganWaris.CUCU: _J.AKTA_KELAHIRAN,
    HubunganWaris.WASIAT: _J.SURAT_WASIAT,
}
# A parent is shown by the certificate of birth; a court names the others.
_BUKTI_WAKIL = {
    JenisWakil.ORANG_TUA: _J.AKTA_KELAHIRAN,
    JenisWakil.WALI: _J.PENETAPAN_WALI,
    JenisWakil.PENGAMPU: _J.PENETAPAN_PENGAMPU,
}
_BUKTI_CARA = {
    CaraTerima.KUASA: _J.SURAT_KUASA,
    CaraTerima.BAGIAN: _J.KESEPAKATAN_BAGIAN,
}


def berkas_diperlukan(
    fakta: FaktaWaris, *, aturan: AturanWaris, pada: date
) -> tuple[BerkasWaris, ...]:
    """Return every paper that this claim needs, each once, those about all heirs first.

    Shape:  a death that the population register knows needs no certificate; who files proves their
            own identity in the portal; everybody else who acts, for themselves or for an heir,
            shows an identity card.
    Source: Permenaker 4/2022 (docs/regulasi.md#ahli-waris).
    """
    return tuple(dict.fromkeys([*_bersama(fakta), *_tiap_orang(fakta, aturan, pada)]))


def _bersama(fakta: FaktaWaris) -> Iterator[BerkasWaris]:
    if fakta.bukti is not BuktiKematian.DUKCAPIL:
        yield BerkasWaris(_J.SURAT_KEMATIAN)
    yield BerkasWaris(_J.SURAT_AHLI_WARIS)
    yield BerkasWaris(_J.KARTU_KELUARGA)
    # One parent who acts for all the children gives nobody a power of attorney.
    if len(fakta.ahli_waris) > 1 and not all(satu.wakil_pengaju for satu in fakta.ahli_waris):
        yield BerkasWaris(_BUKTI_CARA[fakta.cara])


def _tiap_orang(fakta: FaktaWaris, aturan: AturanWaris, pada: date) -> Iterator[BerkasWaris]:
    for satu in fakta.ahli_waris:
        if satu.hubungan in _BUKTI_HUBUNGAN:
            yield BerkasWaris(_BUKTI_HUBUNGAN[satu.hubungan], satu.nomor)
        # Nonsense is refused by the rules; no age follows from it.
        if satu.tanggal_lahir <= pada:
            sah = satu.wakil_sah(pada=pada, usia_dewasa=aturan.usia_dewasa)
            for jenis in _yang_bertindak(satu, sah, mengajukan=satu.nomor == fakta.pengaju):
                yield BerkasWaris(jenis, satu.nomor)


def _yang_bertindak(
    satu: AhliWaris, sah: frozenset[JenisWakil], *, mengajukan: bool
) -> Iterator[JenisBerkasWaris]:
    diwakili = satu.wakil is not None and satu.wakil in sah
    if satu.wakil is not None and diwakili:
        yield _BUKTI_WAKIL[satu.wakil]
    if not mengajukan and not (diwakili and satu.wakil_pengaju):
        yield _J.IDENTITAS
