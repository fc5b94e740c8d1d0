"""The bank's book: accounts, transfers, movements that add up to nothing, tokens, message ids.

One SQLite file, one writer at a time. What was committed survives the death of the process (WAL,
synchronous NORMAL), and every answer is given after its commit.
"""

from __future__ import annotations

import secrets
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Final

from jmo.sandbox.bank.pemeran import Rekening, muat_pemeran
from jmo.sandbox.bank.setelan import Setelan
from jmo.sandbox.bank.skema import NAMA_TABEL, TABEL, Transfer

WIB: Final = timezone(timedelta(hours=7), "WIB")
MODAL: Final = Rekening(kode_bank="000", nomor="0", nama="MODAL AWAL")


class Buku:
    """The book. Everything but `transaksi` is to be called inside `transaksi`."""

    def __init__(self, berkas: Path, setelan: Setelan) -> None:
        self._setelan = setelan
        self._gembok = threading.Lock()
        berkas.parent.mkdir(parents=True, exist_ok=True)
        self.db = sqlite3.connect(berkas, isolation_level=None, check_same_thread=False)
        try:
            self._buka()
        except BaseException:
            self.db.close()
            raise

    def _buka(self) -> None:
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute("PRAGMA synchronous = NORMAL")
        self.db.execute("PRAGMA busy_timeout = 5000")
        self.db.execute("BEGIN IMMEDIATE")
        if not self.db.execute("SELECT 1 FROM sqlite_master WHERE name = 'mutasi'").fetchone():
            self.mulai_ulang()
        self._buang_pesan_lama()
        self.db.execute("COMMIT")

    @contextmanager
    def transaksi(self) -> Iterator[None]:
        """One writer at a time; due transfers are settled before anything is read."""
        with self._gembok:
            self.db.execute("BEGIN IMMEDIATE")
            try:
                self._matangkan()
                yield
            except BaseException:
                self.db.execute("ROLLBACK")
                raise
            self.db.execute("COMMIT")

    def tutup(self) -> None:
        """Wait for the writer at work, then close the file."""
        with self._gembok:
            self.db.close()

    def mulai_ulang(self) -> None:
        """Forget everything; open the fund's account and those of the cast."""
        for nama in NAMA_TABEL:
            self.db.execute(f"DROP TABLE IF EXISTS {nama}")
        # executescript would commit the transaction that we are in.
        for perintah in TABEL.split(";"):
            self.db.execute(perintah)
        s = self._setelan
        dana = Rekening(kode_bank=s.kode_bank, nomor=s.rekening_dana, nama=s.nama_dana)
        for rekening in (MODAL, dana, *muat_pemeran(s.berkas_pemeran)):
            self.taruh_rekening(rekening)
        self._pindahkan("SALDO_AWAL", None, "", dari=MODAL, ke=dana, jumlah=s.saldo_awal)

    # --- Accounts ---

    def taruh_rekening(self, rekening: Rekening) -> None:
        """Add the account, or replace name and scenario of the one that stands."""
        self.db.execute(
            "INSERT INTO rekening (kode_bank, nomor, nama, skenario) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET nama = excluded.nama, skenario = excluded.skenario",
            (rekening.kode_bank, rekening.nomor, rekening.nama, rekening.skenario),
        )

    def cari_rekening(self, kode_bank: str, nomor: str) -> Rekening | None:
        baris = self.db.execute(
            "SELECT kode_bank, nomor, nama, skenario FROM rekening"
            " WHERE kode_bank = ? AND nomor = ?",
            (kode_bank, nomor),
        ).fetchone()
        return Rekening(*baris) if baris else None

    def dana(self) -> Rekening:
        """The fund's account."""
        rekening = self.cari_rekening(self._setelan.kode_bank, self._setelan.rekening_dana)
        assert rekening is not None
        return rekening

    def saldo(self, rekening: Rekening) -> int:
        (saldo,) = self.db.execute(
            "SELECT saldo FROM rekening WHERE kode_bank = ? AND nomor = ?",
            (rekening.kode_bank, rekening.nomor),
        ).fetchone()
        return int(saldo)

    # --- Messages and tokens ---

    def catat_pesan(self, external_id: str, *, layanan: str, referensi: str) -> bool:
        """Note the message; False when its id was used today (WIB)."""
        tanggal = datetime.fromtimestamp(time.time(), WIB).date().isoformat()
        kursor = self.db.execute(
            "INSERT INTO pesan VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (tanggal, external_id, layanan, referensi),
        )
        return kursor.rowcount == 1

    def hitung_pesan_transfer(self, referensi: str) -> int:
        """How many transfer messages came under this reference, this one included."""
        (jumlah,) = self.db.execute(
            "SELECT count(*) FROM pesan WHERE referensi = ? AND layanan IN ('17', '18', '22')",
            (referensi,),
        ).fetchone()
        return int(jumlah)

    def _buang_pesan_lama(self) -> None:
        # Ids count for a day; those of transfers stay, since scenarios count tries by reference.
        kemarin = (datetime.fromtimestamp(time.time(), WIB) - timedelta(days=2)).date()
        self.db.execute(
            "DELETE FROM pesan WHERE tanggal < ? AND layanan NOT IN ('17', '18', '22')",
            (kemarin.isoformat(),),
        )
        self.db.execute("DELETE FROM token WHERE berakhir < ?", (time.time() - 86_400,))

    def buat_token(self) -> str:
        nilai = secrets.token_urlsafe(48)
        berakhir = time.time() + self._setelan.umur_token_detik
        self.db.execute("INSERT INTO token VALUES (?, ?)", (nilai, berakhir))
        return nilai

    def umur_token(self, nilai: str) -> float | None:
        """Seconds that this token still lives, negative when it has ended, None if unknown."""
        baris = self.db.execute("SELECT berakhir FROM token WHERE nilai = ?", (nilai,)).fetchone()
        return None if baris is None else baris[0] - time.time()

    def cabut_token(self) -> None:
        """End every token now."""
        self.db.execute("UPDATE token SET berakhir = ?", (time.time() - 1,))

    # --- Transfers and movements ---

    def cari_transfer(self, kolom: str, nilai: str) -> Transfer | None:
        """The latest transfer with this `referensi` or `referensi_bank`."""
        assert kolom in ("referensi", "referensi_bank")
        baris = self.db.execute(
            f"SELECT * FROM transfer WHERE {kolom} = ? ORDER BY id DESC LIMIT 1", (nilai,)
        ).fetchone()
        return Transfer(*baris) if baris else None

    def buat_transfer(
        self,
        *,
        referensi: str,
        layanan: str,
        sidik: str,
        tujuan: Rekening,
        jumlah: int,
        keadaan: str,
        kelak: str | None,
        tunda_kelak: float,
        tunda_tampak: float,
    ) -> Transfer:
        """Take a transfer; state "00" moves the money at once."""
        sekarang = time.time()
        tanggal = datetime.fromtimestamp(sekarang, WIB)
        isi = (
            sekarang,
            referensi,
            f"{tanggal:%Y%m%d}{secrets.randbelow(10**14):014d}",
            layanan,
            sidik,
            tujuan.kode_bank,
            tujuan.nomor,
            jumlah,
            keadaan,
            kelak,
            sekarang + tunda_kelak if kelak else None,
            sekarang + tunda_tampak,
        )
        nomor = self.db.execute(
            f"INSERT INTO transfer VALUES (NULL{', ?' * len(isi)})", isi
        ).lastrowid
        assert nomor is not None
        transfer = Transfer(nomor, *isi)
        if keadaan == "00":
            self._bukukan(transfer)
        return transfer

    def matangkan_kini(self, referensi: str) -> int:
        """Let what is due later under this reference be due now; how many transfers that were."""
        kursor = self.db.execute(
            "UPDATE transfer SET kelak_pada = 0 WHERE referensi = ? AND kelak IS NOT NULL",
            (referensi,),
        )
        self._matangkan()
        return kursor.rowcount

    def _matangkan(self) -> None:
        """Carry out what is due: transfers in progress, and money that comes back."""
        baris_jatuh_tempo = self.db.execute(
            "SELECT * FROM transfer WHERE kelak IS NOT NULL AND kelak_pada <= ? ORDER BY id",
            (time.time(),),
        ).fetchall()
        for baris in baris_jatuh_tempo:
            transfer = Transfer(*baris)
            keadaan = transfer.kelak
            if keadaan == "04":
                self._kembalikan(transfer)
            elif self.saldo(self.dana()) >= transfer.jumlah:
                self._bukukan(transfer)
            else:
                keadaan = "06"
            self.db.execute(
                "UPDATE transfer SET keadaan = ?, kelak = NULL WHERE id = ?",
                (keadaan, transfer.id),
            )

    def _bukukan(self, transfer: Transfer) -> None:
        ke = self.cari_rekening(transfer.kode_bank, transfer.nomor)
        assert ke is not None
        self._pindahkan(
            "TRANSFER", transfer.id, transfer.referensi, dari=self.dana(), ke=ke,
            jumlah=transfer.jumlah,
        )  # fmt: skip

    def _kembalikan(self, transfer: Transfer) -> None:
        dari = self.cari_rekening(transfer.kode_bank, transfer.nomor)
        assert dari is not None
        self._pindahkan(
            "PENGEMBALIAN", transfer.id, transfer.referensi, dari=dari, ke=self.dana(),
            jumlah=transfer.jumlah,
        )  # fmt: skip

    def _pindahkan(
        self,
        jenis: str,
        transfer_id: int | None,
        referensi: str,
        *,
        dari: Rekening,
        ke: Rekening,
        jumlah: int,
    ) -> None:
        """Write both sides and both balances."""
        for rekening, selisih in ((dari, -jumlah), (ke, jumlah)):
            kunci = (rekening.kode_bank, rekening.nomor)
            self.db.execute(
                "INSERT INTO mutasi VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)",
                (time.time(), jenis, transfer_id, referensi, *kunci, selisih),
            )
            self.db.execute(
                "UPDATE rekening SET saldo = saldo + ? WHERE kode_bank = ? AND nomor = ?",
                (selisih, *kunci),
            )


def tulis_waktu(saat: float) -> str:
    """ISO 8601 in UTC."""
    return datetime.fromtimestamp(saat, UTC).isoformat(timespec="milliseconds")
