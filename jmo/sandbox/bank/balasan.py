"""What goes back to the client: a SNAP answer, and how well it travels."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Final

PESAN: Final[dict[str, str]] = {
    "20000": "Successful",
    "20200": "Request In Progress",
    "40000": "Bad Request",
    "40001": "Invalid Field Format",
    "40002": "Invalid Mandatory Field",
    "40100": "Unauthorized",
    "40101": "Access Token Invalid",
    "40103": "Token Not Found",
    "40302": "Exceeds Transaction Amount Limit",
    "40306": "Feature Not Allowed At This Time",
    "40309": "Dormant Account",
    "40314": "Insufficient Funds",
    "40315": "Transaction Not Permitted",
    "40401": "Transaction Not Found",
    "40402": "Invalid Routing",
    "40411": "Invalid Account",
    "40413": "Invalid Amount",
    "40416": "Partner Not Found",
    "40418": "Inconsistent Request",
    "40501": "Requested Operation Is Not Allowed",
    "40900": "Conflict",
    "40901": "Duplicate partnerReferenceNo",
    "42900": "Too Many Requests",
    "50000": "General Error",
    "50400": "Timeout",
}


class Antar(Enum):
    """How an answer travels."""

    UTUH = "whole"
    TERLAMBAT = "whole, after the delay"
    TIDAK_PERNAH = "never: the socket stays open for the delay, then closes"
    PUTUS = "never: the connection is reset"
    SEPARUH = "half of the body, then closed"
    KOSONG = "headers and no body"


@dataclass(frozen=True, slots=True)
class Balasan:
    """An answer; `kasus` is HTTP status and case, the service stands between them in its code."""

    kasus: str
    layanan: str = "00"
    isi: dict[str, object] = field(default_factory=dict)
    antar: Antar = Antar.UTUH
    tunda_detik: float = 0.0

    @property
    def http(self) -> int:
        return int(self.kasus[:3])

    def objek(self) -> dict[str, object]:
        """The JSON object with its code."""
        kode = self.kasus[:3] + self.layanan + self.kasus[3:]
        return {"responseCode": kode, "responseMessage": PESAN[self.kasus], **self.isi}


class Tolak(Exception):
    """The request is refused with this HTTP status and case."""

    def __init__(self, kasus: str) -> None:
        super().__init__(kasus)
        self.kasus = kasus
