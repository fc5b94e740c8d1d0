"""The register's NIK service: POST /dukcapil/get_json/{CUSTOMER_ID}/CALL_VERIFY_BY_ELEMEN."""

from __future__ import annotations

from typing import Final

from jmo.sandbox.dukcapil.buku import BukuPenduduk
from jmo.sandbox.dukcapil.cocok import cocokkan
from jmo.sandbox.dukcapil.penduduk import Penduduk, Perilaku
from jmo.sandbox.dukcapil.setelan import Setelan
from jmo.sandbox.peladen import Balasan, Objek, Permintaan, Tolak, balas_json

NGAWUR: Final = b'{"content":[{"NIK":"Sesuai","NAMA_LGKP":"Sesu'
GALAT_500: Final = Balasan(500, b"<html><body>Internal Server Error</body></html>")

# The codes are those that consumers of the real register have met; it has more.
LOGIN_GAGAL: Final[Objek] = {"RESPON": "Login Gagal"}
PENGGUNA_NONAKTIF: Final[Objek] = {"RESPON": "User ID Tidak Aktif"}
IP_DITOLAK: Final[Objek] = {"RESPON": "IP Client Tidak Terdaftar"}
KUOTA_HABIS: Final[Objek] = {
    "RESPONSE_CODE": "05",
    "RESPONSE_DESC": "Kuota Akses Hari ini telah Habis",
}
TIDAK_ADA: Final[Objek] = {"RESPONSE_CODE": "13", "RESPONSE": "Data Tidak Ditemukan"}
NIK_KELIRU: Final[Objek] = {
    "RESPONSE_CODE": "15",
    "RESPONSE": "Data Tidak Ditemukan, NIK tidak sesuai format Dukcapil",
}
_JAWABAN_PERILAKU: Final[dict[str, Objek]] = {
    Perilaku.TIDAK_DITEMUKAN: TIDAK_ADA,
    Perilaku.MENINGGAL: {"RESPONSE_CODE": "11", "RESPONSE": "Data Ditemukan, Meninggal Dunia"},
    Perilaku.GANDA: {"RESPONSE_CODE": "12", "RESPONSE": "Data Ditemukan, Data Ganda"},
    Perilaku.NONAKTIF: {
        "RESPONSE_CODE": "14",
        "RESPONSE": "Data Ditemukan, Status Non Aktif, silakan menghubungi Dinas Dukcapil",
    },
    Perilaku.KUOTA_HABIS: KUOTA_HABIS,
    Perilaku.LOGIN_GAGAL: LOGIN_GAGAL,
    Perilaku.PENGGUNA_NONAKTIF: PENGGUNA_NONAKTIF,
    Perilaku.IP_DITOLAK: IP_DITOLAK,
}


class LayananVerifikasi:
    """Answers verify-by-element."""

    def __init__(self, setelan: Setelan, buku: BukuPenduduk) -> None:
        self._setelan = setelan
        self._buku = buku
        self.jalur = f"/dukcapil/get_json/{setelan.pelanggan}/CALL_VERIFY_BY_ELEMEN"

    def jawab(self, permintaan: Permintaan, *, kuota_habis: bool) -> Balasan:
        """One verdict per field asked; `kuota_habis` is the fault of that name."""
        isi = permintaan.objek()
        tanya = {nama: nilai for nama, nilai in isi.items() if isinstance(nilai, str)}
        if salah := self._periksa_pemanggil(tanya):
            return self._amplop(salah)
        ambang = _ambang(isi)
        if kuota_habis or self._buku.pakai_kuota() is None:
            return self._amplop(KUOTA_HABIS, sisa=0)
        nik = tanya.get("NIK", "")
        if not (len(nik) == 16 and nik.isascii() and nik.isdigit()):
            return self._amplop(NIK_KELIRU)
        warga = self._buku.cari(nik)
        if warga is None:
            return self._amplop(TIDAK_ADA)
        return self._jawab_penduduk(warga.penduduk, tanya, ambang)

    def _jawab_penduduk(self, penduduk: Penduduk, tanya: dict[str, str], ambang: int) -> Balasan:
        if jawaban := _JAWABAN_PERILAKU.get(penduduk.perilaku):
            sisa = 0 if jawaban is KUOTA_HABIS else None
            return self._amplop(jawaban, sisa=sisa)
        return balasan_rusak(penduduk.perilaku) or self._amplop(
            cocokkan(penduduk, tanya, ambang=ambang),
            tunda=self._setelan.tunda_lambat_detik if penduduk.perilaku == Perilaku.LAMBAT else 0.0,
        )

    def _periksa_pemanggil(self, tanya: dict[str, str]) -> Objek | None:
        s = self._setelan
        if not s.masuk(tanya.get("USER_ID", ""), tanya.get("PASSWORD", "")):
            return LOGIN_GAGAL
        return IP_DITOLAK if tanya.get("IP_USER") != s.ip else None

    def _amplop(self, isi: Objek, *, sisa: int | None = None, tunda: float = 0.0) -> Balasan:
        """The envelope of the real service; `quotaLimiter` is what is left of today."""
        amplop: dict[str, object] = {
            "content": [isi],
            "lastPage": True,
            "firstPage": True,
            "number": 0,
            "numberOfElements": 1,
            "size": 1,
            "sort": None,
            "totalElements": 1,
            "quotaLimiter": self._buku.sisa_kuota() if sisa is None else sisa,
        }
        return balas_json(amplop, tunda_detik=tunda)


def balasan_rusak(perilaku: str) -> Balasan | None:
    """The broken answer that a behaviour or a fault asks for."""
    match perilaku:
        case Perilaku.GALAT_500 | "500":
            return GALAT_500
        case Perilaku.NGAWUR:
            return Balasan(200, NGAWUR)
        case Perilaku.PUTUS:
            return Balasan(putus=True)
        case _:
            return None


def _ambang(isi: dict[str, object]) -> int:
    """TRESHOLD, spelled so: a whole number of per cent, as text or number."""
    teks = str(isi.get("TRESHOLD", ""))
    if not (teks.isascii() and teks.isdigit() and 1 <= int(teks) <= 100):
        raise Tolak(400, "TRESHOLD")
    return int(teks)
