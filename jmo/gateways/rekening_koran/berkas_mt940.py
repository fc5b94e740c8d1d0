"""A statement as SWIFT MT940. The library knows the tags; what a day must be, stands here.

Our reference and the bank's are longer than the sixteen characters of field 61, so they stand in
field 86 behind the words /REF/ and /BKR/, the remark behind /KET/.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any, Final

import mt940

from jmo.gateways.rekening_koran.bentuk import (
    BarisKoran,
    IsiKoran,
    KoranTidakSah,
    bulat,
    periksa_baris,
)

MATA_UANG: Final = "IDR"
_AWAL: Final = re.compile(r"^:20:", re.MULTILINE)
_BARIS_61: Final = re.compile(r"^:61:", re.MULTILINE)
_KATA: Final = re.compile(r"/(REF|BKR|KET)/(.*?)(?=/(?:REF|BKR|KET)/|$)")
# A reversed credit takes money out again.
_DEBIT: Final = {"D": True, "RC": True, "C": False, "RD": False}


def baca_mt940(teks: str) -> IsiKoran:
    """Read one statement in MT940.

    Shape:  exactly one statement with its opening and closing balance, all movements of one day.
    Raises: KoranTidakSah.
    """
    if len(_AWAL.findall(teks)) != 1:
        raise KoranTidakSah("lebih_dari_sehari")
    try:
        isi = mt940.parse(teks)
    # The library says what it cannot read with these, depending on the tag.
    except (ValueError, RuntimeError, ArithmeticError, KeyError, TypeError, AttributeError):
        raise KoranTidakSah("baris_rusak") from None
    awal, akhir = _saldo(isi.data, "opening"), _saldo(isi.data, "closing")
    rekening = str(isi.data.get("account_identification") or "").strip()
    if not rekening or len(isi.transactions) != len(_BARIS_61.findall(teks)):
        raise KoranTidakSah("baris_rusak")
    if awal.date != akhir.date:
        raise KoranTidakSah("lebih_dari_sehari")
    hari = date(awal.date.year, awal.date.month, awal.date.day)
    return IsiKoran(
        rekening=rekening,
        tanggal=hari,
        saldo_awal=_nilai(awal),
        saldo_akhir=_nilai(akhir),
        baris=tuple(
            _gerak(dict(satu.data), hari, ke) for ke, satu in enumerate(isi.transactions, start=1)
        ),
    )


def _saldo(isi: dict[str, Any], mana: str) -> Any:
    saldo = isi.get(f"final_{mana}_balance") or isi.get(f"intermediate_{mana}_balance")
    if saldo is None or saldo.date is None or saldo.amount is None:
        raise KoranTidakSah("terpotong" if mana == "closing" else "tanpa_saldo")
    if saldo.amount.currency != MATA_UANG:
        raise KoranTidakSah("mata_uang")
    return saldo


def _nilai(saldo: Any) -> int:
    # The library carries a debit balance as a negative amount.
    return bulat(Decimal(saldo.amount.amount), ke=0)


def _gerak(isi: dict[str, Any], hari: date, ke: int) -> BarisKoran:
    debit = _DEBIT.get(str(isi.get("status")))
    if debit is None:
        raise KoranTidakSah("baris_rusak", ke)
    if isi["date"] != hari:
        raise KoranTidakSah("lebih_dari_sehari", ke)
    rincian = re.sub(r"[\r\n]", "", str(isi.get("transaction_details") or ""))
    kata = dict(_KATA.findall(rincian))
    baris = BarisKoran(
        nomor=str(isi.get("bank_reference") or "").strip(),
        debit=debit,
        jumlah=abs(bulat(Decimal(isi["amount"].amount), ke=ke)),
        referensi=kata.get("REF", "").strip(),
        referensi_bank=kata.get("BKR", "").strip(),
        keterangan=kata.get("KET", "").strip(),
    )
    return periksa_baris(baris, ke=ke)
