"""May this person claim, for this reason, today: one function for every door and for filing."""

from __future__ import annotations

from klaim_jht.rules.kelayakan.bagian import bagian_saldo
from klaim_jht.rules.kelayakan.fakta import (
    FaktaIdentitas,
    FaktaKartu,
    FaktaKlaim,
    FaktaKlaimSebagian,
    FaktaKlaimTerbuka,
    FaktaMasa,
    FaktaPengkinian,
    FaktaSaldo,
    FaktaTahanan,
    JenisIdentitas,
    Pelapor,
    StatusPengkinian,
    Sumber,
)
from klaim_jht.rules.kelayakan.hasil import (
    HasilAturan,
    HasilKelayakan,
    KodeAturan,
    KodePerbaikan,
    Rute,
    SebabRute,
)
from klaim_jht.rules.kelayakan.ketentuan import KetentuanJHT, susun_ketentuan_jht
from klaim_jht.rules.kelayakan.periksa import periksa_kelayakan

__all__ = [
    "FaktaIdentitas",
    "FaktaKartu",
    "FaktaKlaim",
    "FaktaKlaimSebagian",
    "FaktaKlaimTerbuka",
    "FaktaMasa",
    "FaktaPengkinian",
    "FaktaSaldo",
    "FaktaTahanan",
    "HasilAturan",
    "HasilKelayakan",
    "JenisIdentitas",
    "KetentuanJHT",
    "KodeAturan",
    "KodePerbaikan",
    "Pelapor",
    "Rute",
    "SebabRute",
    "StatusPengkinian",
    "Sumber",
    "bagian_saldo",
    "periksa_kelayakan",
    "susun_ketentuan_jht",
]
