"""The other systems as this process knows them: one client each, made from the settings."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from django.conf import settings

from jmo.gateways.bank_snap import BankSnap, KonfigurasiBank, muat_kunci_bank
from jmo.gateways.dukcapil import Dukcapil, KonfigurasiDukcapil


@cache
def bank() -> BankSnap:
    """Return the bank through which this process pays and asks for owners of accounts."""
    isi = settings.BANK
    return BankSnap(
        KonfigurasiBank(
            alamat=isi["url"],
            client_id=isi["client_id"],
            client_secret=isi["client_secret"],
            kunci_privat=Path(isi["kunci_privat"]).read_bytes(),
            partner_id=isi["partner_id"],
            channel_id=isi["channel_id"],
            rekening_sumber=isi["rekening_sumber"],
            nama_sumber=isi["nama_sumber"],
            kode_bank=isi["kode_bank"],
            tolak_referensi_ganda=isi["tolak_referensi_ganda"],
            tanya_setelah_detik=tuple(isi["tanya_setelah_detik"]),
            timeout_sambung=isi["connect_detik"],
            timeout_baca=isi["read_detik"],
            izinkan_http=not settings.PRODUKSI,
        )
    )


def kunci_publik_bank() -> RSAPublicKey | None:
    """Return the key with which the bank signs its notices; None while there is none.

    Shape:  one that comes later is found: the sandbox makes its own when it starts.
    """
    berkas = settings.BANK["kunci_publik"]
    return _kunci_bank(berkas) if berkas and Path(berkas).is_file() else None


@cache
def _kunci_bank(berkas: str) -> RSAPublicKey:
    return muat_kunci_bank(Path(berkas).read_bytes())


@cache
def dukcapil() -> Dukcapil:
    """Return the population register as this process asks it."""
    isi = settings.DUKCAPIL
    return Dukcapil(
        KonfigurasiDukcapil(
            alamat=isi["url"],
            pelanggan=isi["pelanggan"],
            pengguna=isi["pengguna"],
            sandi=isi["sandi"],
            ip=isi["ip"],
            izinkan_http=not settings.PRODUKSI,
        )
    )
