"""How far apart two faces are, and how their 128 numbers are kept."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

PANJANG = 128


def jarak(satu: npt.NDArray[np.float64], dua: npt.NDArray[np.float64]) -> float:
    """Return the distance of two encodings: about 0.3 for one person, above 0.6 for two."""
    return float(np.linalg.norm(satu - dua))


def ke_bytes(enkoding: npt.NDArray[np.float64]) -> bytes:
    """Return 512 bytes: 128 little-endian float32."""
    return enkoding.astype("<f4").tobytes()


def dari_bytes(data: bytes) -> npt.NDArray[np.float64]:
    """Return the encoding that `ke_bytes` wrote.

    Raises: ValueError for another length.
    """
    enkoding = np.frombuffer(data, dtype="<f4")
    if enkoding.shape != (PANJANG,):
        raise ValueError("bukan_template")
    return enkoding.astype(np.float64)
