"""The scenarios: what this bank does with money sent to a certain account.

An account carries its scenario as four digits, given or taken from the end of its number. All
others behave like 0000.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from jmo.sandbox.bank.balasan import Antar

NAMA_LAIN: Final = "SLAMET RIYADI"


@dataclass(frozen=True, slots=True)
class Skenario:
    """One row: what is booked, and what is answered.

    `status` is SNAP's latestTransactionStatus right after the transfer; "00" books at once, None
    leaves no trace. `kelak` follows after the delay named in `tunda`. `kasus` is HTTP status and
    case of the answer; a refusal (4xx) decides before anything is booked, and `tanya` refuses the
    account inquiry too. With `sekali` only the first message under a reference meets the
    scenario, so that a careful resend arrives.
    """

    kode: str
    arti: str
    kasus: str = "20000"
    status: Literal["00", "03", "06"] | None = "00"
    antar: Antar = Antar.UTUH
    kelak: Literal["00", "04"] | None = None
    tunda: Literal["proses", "kembali"] | None = None
    tampak_nanti: bool = False
    sekali: bool = False
    gema_salah: bool = False
    tanya: bool = False
    nama: str | None = None

    @property
    def menolak(self) -> bool:
        return self.kasus.startswith("4")


BIASA: Final = Skenario("0000", "Uang masuk seketika.")
_SEMUA: Final = (
    BIASA,
    Skenario(
        "0001",
        "Bank menjawab sedang diproses, lalu uang masuk.",
        "20200",
        "03",
        kelak="00",
        tunda="proses",
    ),
    Skenario("0002", "Uang masuk, tetapi jawaban bank terlambat.", antar=Antar.TERLAMBAT),
    Skenario(
        "0003",
        "Pesan pertama hilang: tanpa jawaban, uang tidak dikirim.",
        "50400",
        None,
        Antar.TIDAK_PERNAH,
        sekali=True,
    ),
    Skenario("0004", "Uang masuk, tetapi bank menjawab kehabisan waktu (504).", "50400"),
    Skenario(
        "0005", "Pesan pertama dijawab galat 500, uang tidak dikirim.", "50000", None, sekali=True
    ),
    Skenario("0006", "Rekening tidak sah.", "40411", None, tanya=True),
    Skenario("0007", "Rekening pasif: ditolak saat uang dikirim.", "40309", None),
    Skenario("0008", "Bank menyebut dana sumber tidak cukup.", "40314", None),
    Skenario("0009", "Uang masuk, tetapi sambungan putus sebelum jawaban.", antar=Antar.PUTUS),
    Skenario("0010", "Sedang diproses tanpa akhir.", "20200", "03"),
    Skenario(
        "0011",
        "Uang masuk, tetapi bank mula-mula menjawab tidak ditemukan.",
        "50400",
        tampak_nanti=True,
    ),
    Skenario("0012", "Diterima, lalu gagal.", "20200", "06"),
    Skenario("0013", "Nama pemilik berbeda.", nama=NAMA_LAIN),
    Skenario("0014", "Uang masuk, tetapi jawaban menyebut jumlah lain.", gema_salah=True),
    Skenario("0015", "Uang masuk, lalu dikembalikan bank.", kelak="04", tunda="kembali"),
    Skenario(
        "0016",
        "Dinyatakan gagal, tetapi kemudian uang masuk juga.",
        "20200",
        "06",
        kelak="00",
        tunda="kembali",
    ),
    Skenario("0017", "Jumlah tidak diterima rekening ini.", "40413", None, tanya=True),
)
SKENARIO: Final[dict[str, Skenario]] = {butir.kode: butir for butir in _SEMUA}


def cari_skenario(nomor: str, pilihan: str | None) -> Skenario:
    """The scenario of an account: the given one, else by the end of its number."""
    return SKENARIO.get(pilihan or nomor[-4:], BIASA)
