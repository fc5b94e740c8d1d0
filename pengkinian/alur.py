"""The wizard of the data update: seven steps, what each needs, what a change voids.

Verdicts of others are facts here, not steps: most of them may still be on their way while the
person goes on. What each verdict means for the page stands with its step.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from jmo.lib.alur import Alur, Langkah
from pengkinian.rules.kelengkapan import KunciLangkah
from pengkinian.rules.status import BERJALAN, SEMENTARA, StatusKasus, StatusVerifikasi

_V = StatusVerifikasi


@dataclass(frozen=True, slots=True, kw_only=True)
class FaktaPengkinian:
    """What is true of one draft, built by a selector.

    Shape:  `terisi` = keys of steps whose answers stand; verdicts None = not asked yet;
            `koreksi_identitas` = a correction of name, NIK or birth date is open: the person goes
            on, the money waits. Other corrections (employer, wage, card) change nothing here.
    """

    terisi: frozenset[str] = frozenset()
    koreksi_identitas: bool = False
    nik: StatusVerifikasi | None = None
    wajah: StatusVerifikasi | None = None
    telepon_terbukti: bool = False
    email_terbukti: bool = False
    belum_punya_rekening: bool = False
    rekening: StatusVerifikasi | None = None
    kependudukan: StatusVerifikasi | None = None


class Halangan(StrEnum):
    """Why a reviewed draft cannot be confirmed yet."""

    LANGKAH_BELUM_SELESAI = "LANGKAH_BELUM_SELESAI"
    WAJAH_DITINJAU_PETUGAS = "WAJAH_DITINJAU_PETUGAS"
    WAJAH_MENUNGGU = "WAJAH_MENUNGGU"


# Numbers closed in the register itself: no correction of ours opens them.
NIK_TERTUTUP = frozenset({_V.NONAKTIF, _V.MENINGGAL})
NIK_BERMASALAH = frozenset({_V.TIDAK_DITEMUKAN, _V.TIDAK_COCOK, _V.SEBAGIAN})
# With these a page lets the person go on: a yes, an officer who looks, a service that is away.
LANJUT = frozenset({_V.COCOK, _V.DITINJAU_PETUGAS}) | SEMENTARA

# The verdict that judges a step's answer (names of HasilVerifikasi.Jenis): it falls when what it
# compared changes, see `perlu_verifikasi_ulang`.
PUTUSAN_LANGKAH: Mapping[KunciLangkah, str] = {
    KunciLangkah.KEPESERTAAN: "NIK",
    KunciLangkah.WAJAH: "WAJAH",
    KunciLangkah.REKENING: "REKENING",
    KunciLangkah.KEPENDUDUKAN: "KEPENDUDUKAN",
}

# An accepted correction of name, NIK or birth date makes others judge a different person.
DIBATALKAN_KOREKSI_IDENTITAS = frozenset(
    {KunciLangkah.WAJAH, KunciLangkah.REKENING, KunciLangkah.KEPENDUDUKAN, KunciLangkah.TINJAU}
)


def _terisi(kunci: KunciLangkah, fakta: FaktaPengkinian) -> bool:
    return kunci in fakta.terisi


def _kepesertaan_selesai(fakta: FaktaPengkinian) -> bool:
    if not _terisi(KunciLangkah.KEPESERTAAN, fakta) or fakta.nik in NIK_TERTUTUP:
        return False
    # The NIK check was only just started here: while it runs the person goes on.
    return fakta.koreksi_identitas or fakta.nik is None or fakta.nik in LANJUT | BERJALAN


def _kontak_selesai(fakta: FaktaPengkinian) -> bool:
    terbukti = fakta.telepon_terbukti or fakta.email_terbukti
    return _terisi(KunciLangkah.KONTAK, fakta) and terbukti


def _rekening_selesai(fakta: FaktaPengkinian) -> bool:
    if not _terisi(KunciLangkah.REKENING, fakta):
        return False
    return fakta.belum_punya_rekening or fakta.rekening in LANJUT


def _kependudukan_selesai(fakta: FaktaPengkinian) -> bool:
    if not _terisi(KunciLangkah.KEPENDUDUKAN, fakta) or fakta.kependudukan in NIK_TERTUTUP:
        return False
    if fakta.koreksi_identitas and fakta.kependudukan in NIK_BERMASALAH:
        return True
    return fakta.kependudukan in LANJUT


_TINJAU = frozenset({KunciLangkah.TINJAU.value})

ALUR: Alur[FaktaPengkinian] = Alur(
    (
        Langkah(
            kunci=KunciLangkah.KEPESERTAAN,
            judul="langkah_kepesertaan",
            selesai=_kepesertaan_selesai,
            membatalkan=_TINJAU,
        ),
        Langkah(
            kunci=KunciLangkah.WAJAH,
            judul="langkah_wajah",
            selesai=lambda fakta: fakta.wajah in LANJUT,
            membatalkan=_TINJAU,
        ),
        Langkah(
            kunci=KunciLangkah.KONTAK,
            judul="langkah_kontak",
            selesai=_kontak_selesai,
            membatalkan=_TINJAU,
        ),
        Langkah(
            kunci=KunciLangkah.REKENING,
            judul="langkah_rekening",
            selesai=_rekening_selesai,
            membatalkan=_TINJAU,
        ),
        Langkah(
            kunci=KunciLangkah.KEPENDUDUKAN,
            judul="langkah_kependudukan",
            selesai=_kependudukan_selesai,
            membatalkan=_TINJAU,
        ),
        Langkah(
            kunci=KunciLangkah.TAMBAHAN,
            judul="langkah_tambahan",
            selesai=lambda fakta: _terisi(KunciLangkah.TAMBAHAN, fakta),
            membatalkan=_TINJAU,
        ),
        Langkah(
            kunci=KunciLangkah.TINJAU,
            judul="langkah_tinjau",
            selesai=lambda fakta: _terisi(KunciLangkah.TINJAU, fakta),
        ),
    )
)


def tampilkan_tersamar(fakta: FaktaPengkinian) -> bool:
    """Tell whether values known from before stay masked: until a face has really passed."""
    return fakta.wajah is not _V.COCOK


def halangan_konfirmasi(fakta: FaktaPengkinian) -> tuple[Halangan, ...]:
    """Return all that keeps this draft from being confirmed; empty when it may be.

    Result: only the face must be judged. A register that is away does not hold the person here:
            the case waits instead, and counts as done for filing a claim.
    """
    halangan: list[Halangan] = []
    belum = ALUR.pertama_belum_selesai(fakta)
    if belum is not None and belum.kunci != KunciLangkah.TINJAU:
        halangan.append(Halangan.LANGKAH_BELUM_SELESAI)
    if fakta.wajah is _V.DITINJAU_PETUGAS:
        halangan.append(Halangan.WAJAH_DITINJAU_PETUGAS)
    elif fakta.wajah in {_V.MENUNGGU, _V.DIPROSES}:
        halangan.append(Halangan.WAJAH_MENUNGGU)
    return tuple(halangan)


def status_setelah_konfirmasi(fakta: FaktaPengkinian) -> StatusKasus:
    """Return the state into which confirming, or a later verdict, brings the case.

    Shape:  of a draft without `halangan_konfirmasi`.
    Result: an officer's turn comes before the register's; a verdict that turned into a no after
            confirming sends the case back to the person.
    """
    rekening = None if fakta.belum_punya_rekening else fakta.rekening
    semua = (fakta.nik, fakta.wajah, rekening, fakta.kependudukan)
    putusan = {satu for satu in semua if satu is not None}
    if fakta.koreksi_identitas or _V.DITINJAU_PETUGAS in putusan:
        return StatusKasus.DITINJAU_PETUGAS
    if not putusan <= BERJALAN | {_V.COCOK}:
        return StatusKasus.PERLU_PERBAIKAN
    return StatusKasus.MENUNGGU_VERIFIKASI if putusan & BERJALAN else StatusKasus.TERVERIFIKASI
