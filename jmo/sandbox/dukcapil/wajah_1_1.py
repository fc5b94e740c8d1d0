"""The register's face service: POST /v1/face/match compares a picture with the one on file."""

from __future__ import annotations

import base64
from typing import Final

from jmo.sandbox.dukcapil.buku import BukuPenduduk, Sandi, Warga
from jmo.sandbox.dukcapil.penduduk import Penduduk, Perilaku
from jmo.sandbox.dukcapil.setelan import Setelan
from jmo.sandbox.dukcapil.verifikasi import balasan_rusak
from jmo.sandbox.dukcapil.wajah import AMBANG_COCOK, GambarRusak, MesinGagal, PembacaWajah, skor
from jmo.sandbox.peladen import Balasan, Permintaan, balas_json

JALUR: Final = "/v1/face/match"
GAMBAR_MAKSIMUM: Final = 1024 * 1024
_TIDAK_AKTIF: Final = frozenset({Perilaku.NONAKTIF, Perilaku.GANDA, Perilaku.MENINGGAL})
_GALAT_PERILAKU: Final[dict[str, tuple[int, str]]] = {
    Perilaku.TANPA_WAJAH: (400, "no_face_detected"),
    Perilaku.DUA_WAJAH: (400, "multiple_faces_detected"),
    Perilaku.KUOTA_HABIS: (429, "quota_exceeded"),
    Perilaku.LOGIN_GAGAL: (401, "unauthorized"),
    Perilaku.PENGGUNA_NONAKTIF: (401, "unauthorized"),
    Perilaku.IP_DITOLAK: (401, "unauthorized"),
}


class _Salah(Exception):
    """The request ends with this HTTP status and error code."""

    def __init__(self, status: int, kode: str) -> None:
        super().__init__(kode)
        self.status = status
        self.kode = kode


class LayananWajah:
    """Answers one-to-one matches."""

    def __init__(self, setelan: Setelan, buku: BukuPenduduk, pembaca: PembacaWajah) -> None:
        self._setelan = setelan
        self._buku = buku
        self._pembaca = pembaca

    def jawab(self, permintaan: Permintaan, *, kuota_habis: bool) -> Balasan:
        """A score from 0 to 1, or an error code; `kuota_habis` is the fault of that name."""
        try:
            self._periksa_pemanggil(permintaan)
            nik, gambar = _baca_isi(permintaan)
            if kuota_habis or self._buku.pakai_kuota() is None:
                raise _Salah(429, "quota_exceeded")
            return self._cocokkan(nik, gambar)
        except _Salah as salah:
            return balas_json({"error": {"code": salah.kode}}, salah.status)

    def _periksa_pemanggil(self, permintaan: Permintaan) -> None:
        s = self._setelan
        jenis, _, bukti = permintaan.kepala.get("Authorization", "").partition(" ")
        try:
            pengguna, _, sandi = base64.b64decode(bukti, validate=True).decode().partition(":")
        except ValueError:
            raise _Salah(401, "unauthorized") from None
        pelanggan = permintaan.kepala.get("X-Customer-Id", "")
        if jenis != "Basic" or pelanggan != s.pelanggan or not s.masuk(pengguna, sandi):
            raise _Salah(401, "unauthorized")

    def _cocokkan(self, nik: str, gambar: bytes) -> Balasan:
        warga = self._buku.cari(nik)
        if warga is None or warga.penduduk.perilaku == Perilaku.TIDAK_DITEMUKAN:
            return self._hasil(sah=False, aktif=False)
        if warga.penduduk.perilaku in _TIDAK_AKTIF:
            return self._hasil(sah=True, aktif=False)
        return self._paksa(warga.penduduk) or self._bandingkan(warga, gambar)

    def _paksa(self, penduduk: Penduduk) -> Balasan | None:
        """What the resident's behaviour asks for, whatever the picture shows."""
        if galat := _GALAT_PERILAKU.get(penduduk.perilaku):
            raise _Salah(*galat)
        if penduduk.skor_wajah_paksa:
            return self._hasil(sah=True, aktif=True, skor_wajah=float(penduduk.skor_wajah_paksa))
        return balasan_rusak(penduduk.perilaku)

    def _bandingkan(self, warga: Warga, gambar: bytes) -> Balasan:
        try:
            wajah = self._pembaca.baca(gambar)
            acuan = self._buku.sandi_acuan(warga, self._baca_acuan)
        except GambarRusak:
            raise _Salah(400, "invalid_image") from None
        except MesinGagal:
            raise _Salah(503, "request_error") from None
        if wajah.sandi is None:
            raise _Salah(400, "multiple_faces_detected" if wajah.jumlah else "no_face_detected")
        tunda = (
            self._setelan.tunda_lambat_detik if warga.penduduk.perilaku == Perilaku.LAMBAT else 0.0
        )
        nilai = None if acuan is None else float(skor(wajah.sandi, acuan))
        return self._hasil(sah=True, aktif=True, skor_wajah=nilai, tunda=tunda)

    def _baca_acuan(self, gambar: bytes) -> Sandi | None:
        """A photo on file without exactly one face cannot be compared with."""
        try:
            return self._pembaca.baca(gambar).sandi
        except GambarRusak:
            return None

    def _hasil(
        self, *, sah: bool, aktif: bool, skor_wajah: float | None = None, tunda: float = 0.0
    ) -> Balasan:
        """Null as the score: nothing was compared."""
        isi: dict[str, object] = {
            "isValid": sah,
            "isActive": aktif,
            "face": None if skor_wajah is None else skor_wajah >= float(AMBANG_COCOK),
            "faceSimilarity": skor_wajah,
            "quotaLimiter": self._buku.sisa_kuota(),
        }
        return balas_json(isi, tunda_detik=tunda)


def _baca_isi(permintaan: Permintaan) -> tuple[str, bytes]:
    isi = permintaan.objek()
    nik, teks = isi.get("nik"), isi.get("image")
    if not isinstance(nik, str) or not isinstance(teks, str):
        raise _Salah(400, "invalid_request")
    if len(teks) > GAMBAR_MAKSIMUM:
        raise _Salah(400, "image_too_large")
    try:
        return nik, base64.b64decode(teks, validate=True)
    except ValueError:
        raise _Salah(400, "invalid_base64_encoding") from None
