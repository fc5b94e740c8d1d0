"""Reads the QR codes of our own pages and papers back: from the picture to the text.

Enough for clean pictures, where every square can be trusted: no error is corrected.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import segno.consts as k

Kisi = Sequence[Sequence[bool]]
_TOPENG = (
    lambda i, j: (i + j) % 2 == 0,
    lambda i, _: i % 2 == 0,
    lambda _, j: j % 3 == 0,
    lambda i, j: (i + j) % 3 == 0,
    lambda i, j: (i // 2 + j // 3) % 2 == 0,
    lambda i, j: i * j % 2 + i * j % 3 == 0,
    lambda i, j: (i * j % 2 + i * j % 3) % 2 == 0,
    lambda i, j: ((i + j) % 2 + i * j % 3) % 2 == 0,
)


def baca_qr(kisi: Kisi) -> str:
    """Return the text of a code given as dark and light squares without its margin."""
    sisi = len(kisi)
    versi = (sisi - 17) // 4
    format_ = sum(kisi[8][j] << (14 - ke) for ke, j in enumerate((0, 1, 2, 3, 4, 5))) ^ (
        0b101010000010010 & 0b111111000000000
    )
    # Two bits of error level, three of mask, all in the first row of format bits.
    tingkat, topeng = format_ >> 13, (format_ >> 10) & 7
    bit = [
        kisi[i][j] ^ _TOPENG[topeng](i, j) for i, j in _jalan(sisi) if not _tetap(i, j, sisi, versi)
    ]
    bita = [
        sum(b << (7 - ke) for ke, b in enumerate(bit[n : n + 8])) for n in range(0, len(bit), 8)
    ]
    return _teks(_urai(bita, versi, tingkat), versi)


def _jalan(sisi: int) -> Iterator[tuple[int, int]]:
    naik = True
    for kanan in (j if j > 6 else j - 1 for j in range(sisi - 1, 0, -2)):
        for i in range(sisi - 1, -1, -1) if naik else range(sisi):
            yield i, kanan
            yield i, kanan - 1
        naik = not naik


def _tetap(i: int, j: int, sisi: int, versi: int) -> bool:
    """Tell whether this square belongs to the frame of the code and carries no data."""
    sudut = (i < 9 and j < 9) or (i < 9 and j >= sisi - 8) or (i >= sisi - 8 and j < 9)
    if sudut or i == 6 or j == 6:
        return True
    if versi >= 7 and ((i < 6 and j >= sisi - 11) or (j < 6 and i >= sisi - 11)):
        return True
    pusat = k.ALIGNMENT_POS[versi - 2] if versi > 1 else ()
    ujung = {(pusat[0], pusat[0]), (pusat[0], pusat[-1]), (pusat[-1], pusat[0])} if pusat else set()
    return any(
        abs(i - a) <= 2 and abs(j - b) <= 2
        for a in pusat for b in pusat if (a, b) not in ujung
    )  # fmt: skip


def _urai(bita: Sequence[int], versi: int, tingkat: int) -> list[int]:
    """Put the interleaved blocks back in order."""
    ec = {1: k.ERROR_LEVEL_L, 0: k.ERROR_LEVEL_M, 3: k.ERROR_LEVEL_Q, 2: k.ERROR_LEVEL_H}[tingkat]
    tabel: Any = k.ECC
    panjang = [b.num_data for b in tabel[versi][ec] for _ in range(b.num_blocks)]
    blok: list[list[int]] = [[] for _ in panjang]
    sumber = iter(bita)
    for ke in range(max(panjang)):
        for satu, banyak in zip(blok, panjang, strict=True):
            if ke < banyak:
                satu.append(next(sumber))
    return [nilai for satu in blok for nilai in satu]


def _teks(data: Sequence[int], versi: int) -> str:
    aliran = "".join(f"{satu:08b}" for satu in data)
    assert aliran[:4] == "0100", "written in bytes"
    hitung = 8 if versi < 10 else 16
    banyak = int(aliran[4 : 4 + hitung], 2)
    mulai = 4 + hitung
    return bytes(int(aliran[mulai + 8 * n : mulai + 8 * n + 8], 2) for n in range(banyak)).decode()
