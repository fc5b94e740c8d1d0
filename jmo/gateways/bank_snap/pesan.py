"""The messages that we send: exact bytes, made once, stored by the caller, then sent.

No network here. Amounts are whole rupiah and leave as text with two decimals, by way of Decimal.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Final, NamedTuple

from jmo.gateways.bank_snap.kode import Layanan
from jmo.gateways.bank_snap.konfigurasi import KonfigurasiBank
from jmo.gateways.bank_snap.tanda_tangan import stempel_waktu
from jmo.gateways.http import json_ringkas
from jmo.lib.tanggal import WIB

MATA_UANG: Final = "IDR"
JUMLAH_MAKSIMUM: Final = 10**13 - 1  # "16,2": sixteen characters with point and two decimals
JALUR: Final[dict[Layanan, str]] = {
    Layanan.TOKEN: "/v1.0/access-token/b2b",
    Layanan.TANYA_SESAMA: "/v1.0/account-inquiry-internal",
    Layanan.TANYA_ANTARBANK: "/v1.0/account-inquiry-external",
    Layanan.TRANSFER_SESAMA: "/v1.0/transfer-intrabank",
    Layanan.TRANSFER_ANTARBANK: "/v1.0/transfer-interbank",
    Layanan.TRANSFER_RTGS: "/v1.0/transfer-rtgs",
    Layanan.STATUS: "/v1.0/transfer/status",
    Layanan.REKENING_KORAN: "/v1.0/bank-statement",
}
_TRANSFER: Final = (
    Layanan.TRANSFER_SESAMA,
    Layanan.TRANSFER_ANTARBANK,
    Layanan.TRANSFER_RTGS,
)


class Diminta(NamedTuple):
    """What a stored transfer asked for; the bank's echo must say the same."""

    referensi: str
    jumlah: int
    nomor: str
    rekening_sumber: str


@dataclass(frozen=True, slots=True)
class PesanTransfer:
    """One transfer message. All its four fields are stored before it is sent.

    Rebuilt from a stored row it is the same message; for a repeated attempt give it a new
    `external_id`, which belongs to the message and not to the payment.
    """

    layanan: str
    jalur: str
    isi: bytes = field(repr=False)
    external_id: str

    def __post_init__(self) -> None:
        """Refuse a row that is no transfer."""
        if self.layanan not in _TRANSFER:
            raise ValueError("layanan must be 17, 18 or 22")
        periksa_external_id(self.external_id)

    def diminta(self) -> Diminta:
        """Return reference, amount and account as these bytes state them."""
        isi = json.loads(self.isi)
        return Diminta(
            referensi=isi["partnerReferenceNo"],
            jumlah=int(Decimal(isi["amount"]["value"])),
            nomor=isi["beneficiaryAccountNo"],
            rekening_sumber=isi["sourceAccountNo"],
        )


def buat_external_id(saat: datetime) -> str:
    """Return a numeric X-EXTERNAL-ID of 32 digits: WIB instant in microseconds, 12 random digits.

    Shape: 32, not 36, because a status inquiry takes `originalExternalId` of at most 32.
    """
    return f"{saat.astimezone(WIB):%Y%m%d%H%M%S%f}{secrets.randbelow(10**12):012d}"


def periksa_external_id(external_id: str) -> str:
    """Return it, or raise ValueError when it is not 1 to 32 ASCII digits."""
    if not 1 <= len(external_id) <= 32 or not (external_id.isascii() and external_id.isdigit()):
        raise ValueError("external_id must be 1 to 32 digits")
    return external_id


def tulis_jumlah(jumlah: int) -> dict[str, object]:
    """Return SNAP's amount object for whole rupiah above zero.

    Raises: TypeError for anything but an int, ValueError out of range.
    """
    if type(jumlah) is not int:
        raise TypeError("jumlah must be a whole number of rupiah")
    if not 1 <= jumlah <= JUMLAH_MAKSIMUM:
        raise ValueError("jumlah out of range")
    return {"value": f"{Decimal(jumlah):.2f}", "currency": MATA_UANG}


def _teks(nama: str, isi: str, panjang: int) -> str:
    if not 1 <= len(isi) <= panjang or not isi.isprintable():
        raise ValueError(f"{nama} must have 1 to {panjang} printable characters")
    return isi


def _angka(nama: str, isi: str, panjang: int) -> str:
    if not (isi.isascii() and isi.isalnum()):
        raise ValueError(f"{nama} must be letters and digits")
    return _teks(nama, isi, panjang)


def susun_tanya_rekening(
    konfigurasi: KonfigurasiBank, *, kode_bank: str, nomor: str, referensi: str
) -> tuple[Layanan, bytes]:
    """Return service and body of an account inquiry, internal for accounts of the same bank."""
    isi: dict[str, object] = {}
    layanan = Layanan.TANYA_SESAMA
    if kode_bank != konfigurasi.kode_bank:
        layanan = Layanan.TANYA_ANTARBANK
        isi["beneficiaryBankCode"] = _angka("kode_bank", kode_bank, 11)
    isi["beneficiaryAccountNo"] = _angka("nomor", nomor, 34)
    isi["partnerReferenceNo"] = _teks("referensi", referensi, 64)
    return layanan, json_ringkas(isi)


def susun_transfer(
    konfigurasi: KonfigurasiBank,
    *,
    referensi: str,
    jumlah: int,
    kode_bank: str,
    nomor: str,
    nama: str,
    waktu: datetime,
    external_id: str,
    keterangan: str,
    rtgs: bool = False,
) -> PesanTransfer:
    """Return the transfer message: intrabank for accounts of the same bank, else as `rtgs` says.

    Raises: ValueError or TypeError for what SNAP's field lengths do not take; nothing is cut.
    Source: SNAP BI, Trigger Transfer, services 17, 18 and 22.
    Unknown: whether a bank wants more of RTGS than residence and kind of the beneficiary.
    """
    sumber = konfigurasi.rekening_sumber
    sesama = kode_bank == konfigurasi.kode_bank
    antarbank = Layanan.TRANSFER_RTGS if rtgs else Layanan.TRANSFER_ANTARBANK
    layanan = Layanan.TRANSFER_SESAMA if sesama else antarbank
    isi: dict[str, object] = {
        "partnerReferenceNo": _teks("referensi", referensi, 64),
        "amount": tulis_jumlah(jumlah),
        "beneficiaryAccountNo": _angka("nomor", nomor, 34),
        "sourceAccountNo": sumber,
        "transactionDate": stempel_waktu(waktu),
        "currency": MATA_UANG,
        "feeType": "OUR",
        "customerReference": _teks("keterangan", keterangan, 30),
        "originatorInfos": [
            {
                "originatorCustomerNo": sumber,
                "originatorCustomerName": konfigurasi.nama_sumber,
                "originatorBankCode": konfigurasi.kode_bank,
            }
        ],
        "additionalInfo": {},
    }
    nama = _teks("nama", nama, 100)
    if sesama:
        isi["remark"] = keterangan
    else:
        isi["beneficiaryAccountName"] = nama
        isi["beneficiaryBankCode"] = _angka("kode_bank", kode_bank, 11)
    if layanan is Layanan.TRANSFER_RTGS:
        # A resident, a person.
        isi |= {"beneficiaryCustomerResidence": "1", "beneficiaryCustomerType": "1"}
    return PesanTransfer(
        layanan=layanan.value,
        jalur=konfigurasi.awalan_jalur + JALUR[layanan],
        isi=json_ringkas(isi),
        external_id=external_id,
    )


def susun_tanya_status(
    *,
    referensi: str,
    layanan: str,
    external_id_asal: str | None,
    tanggal: datetime,
    jumlah: int,
) -> bytes:
    """Return the body of a status inquiry about an earlier transfer.

    Raises: ValueError when `layanan` is no transfer or a field does not fit.
    Source: SNAP BI, Transaction Status Inquiry, service 36.
    """
    if layanan not in _TRANSFER:
        raise ValueError("layanan must be 17, 18 or 22")
    isi: dict[str, object] = {
        "originalPartnerReferenceNo": _teks("referensi", referensi, 64),
        "serviceCode": str(layanan),
        "transactionDate": stempel_waktu(tanggal),
        "amount": tulis_jumlah(jumlah),
        "additionalInfo": {},
    }
    if external_id_asal is not None:
        isi["originalExternalId"] = periksa_external_id(external_id_asal)
    return json_ringkas(isi)


def susun_rekening_koran(konfigurasi: KonfigurasiBank, *, tanggal: date, bentuk: str) -> bytes:
    """Return the body that asks for the statement of one day of our own account.

    Raises: ValueError for a format other than CSV or MT940.
    """
    if bentuk not in ("CSV", "MT940"):
        raise ValueError("bentuk must be CSV or MT940")
    return json_ringkas(
        {
            "accountNo": konfigurasi.rekening_sumber,
            "date": tanggal.isoformat(),
            "format": bentuk,
        }
    )
