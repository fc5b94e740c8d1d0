"""The inbox: a provider of e-mail and SMS that delivers to a page instead of to people.

A reference is taken once: the same message again gets the same id, another message under it is
refused. What was answered is in the book.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import time
import uuid
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Final

from jmo.sandbox.buku import BukuSqlite
from jmo.sandbox.peladen import (
    AWALAN_KENDALI,
    NIHIL,
    Balasan,
    Gangguan,
    Objek,
    Peladen,
    Permintaan,
    PintuKendali,
    Tolak,
    balas_json,
)

WIB: Final = timezone(timedelta(hours=7), "WIB")
JALUR: Final = "/v1/pesan"
BATAS_BARIS: Final = 200
PESAN_MAKSIMUM: Final = 5000
# Nothing is taken under putus, 500 and kuota; under the others the answer alone is spoilt.
GANGGUAN: Final = frozenset({"putus", "500", "kuota", "lambat", "ngawur", "putus_sesudah"})
_BENTUK_TUJUAN: Final = {
    "EMAIL": re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+"),
    "SMS": re.compile(r"\+[0-9]{8,15}"),
    "WA": re.compile(r"\+[0-9]{8,15}"),
}
_PANJANG: Final = {
    "saluran": 5, "tujuan": 254, "referensi": 64, "subjek": 200, "teks": 20_000, "html": 200_000,
}  # fmt: skip
_KOLOM: Final = ("id", "waktu", "saluran", "tujuan", "subjek", "teks", "html", "referensi")
_TABEL: Final = """
CREATE TABLE pesan (
    urutan INTEGER PRIMARY KEY, id TEXT NOT NULL, waktu REAL NOT NULL, saluran TEXT NOT NULL,
    tujuan TEXT NOT NULL, subjek TEXT NOT NULL, teks TEXT NOT NULL, html TEXT NOT NULL,
    referensi TEXT NOT NULL UNIQUE, sidik TEXT NOT NULL
);
CREATE INDEX pesan_tujuan ON pesan (tujuan COLLATE NOCASE)
"""


class KotakMasukServer:
    """An inbox on one port; `port=0` takes a free one. `kunci` is the sender's key."""

    def __init__(
        self,
        alamat: str,
        port: int,
        berkas_buku: Path,
        *,
        kunci: str,
        kendali: str,
        tunda_lambat_detik: float = 20.0,
    ) -> None:
        self._kunci = f"Bearer {kunci}".encode()
        self._tunda = tunda_lambat_detik
        self._gangguan = Gangguan(GANGGUAN)
        self._kendali = PintuKendali(
            kendali,
            self._gangguan,
            {
                ("GET", "pesan"): lambda _: self._daftar(None),
                ("POST", "pesan/cari"): self._cari,
                ("POST", "mulai_ulang"): self._mulai_ulang,
            },
        )
        self._buku = BukuSqlite(berkas_buku, tabel=_TABEL, versi=1)
        try:
            self._peladen = Peladen(alamat, port, nama="kotak-masuk", penjawab=self._jawab)
        except BaseException:
            self._buku.tutup()
            raise
        self.port, self.url = self._peladen.port, self._peladen.url

    def start(self) -> None:
        """Serve from a thread."""
        self._peladen.start()

    def stop(self) -> None:
        """Stop serving, close the book."""
        self._peladen.stop()
        self._buku.tutup()

    def __enter__(self) -> KotakMasukServer:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _jawab(self, permintaan: Permintaan) -> Balasan:
        if permintaan.jalur.startswith(AWALAN_KENDALI):
            return self._kendali.jawab(permintaan)
        if (permintaan.metode, permintaan.jalur) != ("POST", JALUR):
            raise Tolak(404, "tidak ada")
        jenis = self._gangguan.jenis
        match jenis:
            case "putus":
                return Balasan(putus=True)
            case "500":
                return Balasan(500)
            case "kuota":
                return Balasan(429, kepala=(("Retry-After", "60"),))
            case _:
                return self._rusak(self._terima(permintaan), jenis)

    def _rusak(self, balasan: Balasan, jenis: str) -> Balasan:
        """Spoil the answer to a message that is in."""
        match jenis:
            case "lambat":
                return replace(balasan, tunda_detik=self._tunda)
            case "ngawur":
                return Balasan(200, b'{"id": "')
            case "putus_sesudah":
                return Balasan(putus=True)
            case _:
                return balasan

    def _terima(self, permintaan: Permintaan) -> Balasan:
        kunci = permintaan.kepala.get("Authorization", "").encode()
        if not hmac.compare_digest(kunci, self._kunci):
            raise Tolak(401, "kunci")
        pesan = _baca_pesan(permintaan.objek())
        sidik = hashlib.sha256(json.dumps(pesan, sort_keys=True).encode()).hexdigest()
        with self._buku.transaksi() as db:
            lama = db.execute(
                "SELECT id, sidik FROM pesan WHERE referensi = ?", (pesan["referensi"],)
            ).fetchone()
            if lama is not None:
                if lama[1] != sidik:
                    raise Tolak(409, "referensi_dipakai")
                return balas_json({"id": lama[0]})
            baru = str(uuid.uuid4())
            isi = {**pesan, "id": baru, "waktu": time.time(), "sidik": sidik}
            kolom = ", ".join(isi)
            tanda = ", ".join(f":{nama}" for nama in isi)
            db.execute(f"INSERT INTO pesan ({kolom}) VALUES ({tanda})", isi)
            db.execute(
                "DELETE FROM pesan WHERE urutan <= (SELECT max(urutan) FROM pesan) - ?",
                (PESAN_MAKSIMUM,),
            )
        return balas_json({"id": baru})

    # --- Control door ---

    def _cari(self, objek: dict[str, object]) -> Objek:
        tujuan = objek.get("tujuan")
        if not isinstance(tujuan, str) or not tujuan.strip():
            raise ValueError("tujuan must be text")
        return self._daftar(tujuan.strip())

    def _daftar(self, tujuan: str | None) -> Objek:
        """The newest messages first, at most 200, and how many there are."""
        saring = "" if tujuan is None else " WHERE tujuan = ? COLLATE NOCASE"
        nilai = () if tujuan is None else (tujuan,)
        with self._buku.transaksi() as db:
            (jumlah,) = db.execute(f"SELECT count(*) FROM pesan{saring}", nilai).fetchone()
            baris = db.execute(
                f"SELECT {', '.join(_KOLOM)} FROM pesan{saring} ORDER BY urutan DESC LIMIT ?",
                (*nilai, BATAS_BARIS),
            ).fetchall()
        pesan = [dict(zip(_KOLOM, satu, strict=True)) for satu in baris]
        for satu in pesan:
            waktu = datetime.fromtimestamp(satu["waktu"], WIB)
            satu["waktu"] = waktu.isoformat(timespec="milliseconds")
        return {"pesan": pesan, "jumlah": jumlah}

    def _mulai_ulang(self, _: Objek) -> Objek:
        self._gangguan.pasang(NIHIL, 0)
        with self._buku.transaksi() as db:
            db.execute("DELETE FROM pesan")
        return {"ok": True}


def _baca_pesan(objek: dict[str, object]) -> dict[str, str]:
    """The message, complete; refused with the reason when a real provider could not send it."""
    pesan: dict[str, str] = {}
    for nama, panjang in _PANJANG.items():
        nilai = objek.get(nama) or ""
        if not isinstance(nilai, str) or len(nilai) > panjang:
            raise Tolak(400, f"{nama}_tidak_sah")
        pesan[nama] = nilai
    bentuk = _BENTUK_TUJUAN.get(pesan["saluran"])
    if bentuk is None:
        raise Tolak(400, "saluran_tidak_sah")
    if not bentuk.fullmatch(pesan["tujuan"]):
        raise Tolak(400, "tujuan_tidak_sah")
    for nama in ("referensi", "teks"):
        if not pesan[nama].strip():
            raise Tolak(400, f"{nama}_tidak_sah")
    return pesan
