"""The control door: accounts, the book, faults, a new beginning. For the demo and for tests.

Every call carries `X-Kendali: <secret>`. Answers are plain JSON, amounts whole rupiah.
"""

from __future__ import annotations

import hmac
import math
from collections.abc import Callable, Mapping
from urllib.parse import parse_qs, urlsplit

from jmo.sandbox.bank.buku import Buku, tulis_waktu
from jmo.sandbox.bank.gangguan import Gangguan, Jenis, ambil_gangguan, pasang_gangguan
from jmo.sandbox.bank.notifikasi import susun_notifikasi
from jmo.sandbox.bank.pemeran import baca_rekening
from jmo.sandbox.bank.setelan import Setelan
from jmo.sandbox.bank.skenario import cari_skenario
from jmo.sandbox.peladen import AWALAN_KENDALI, Balasan, Permintaan, Tolak, balas_json

BATAS_BARIS = 10_000
Kueri = Mapping[str, str]
Objek = Mapping[str, object]


class Kendali:
    """Answers the control door."""

    def __init__(self, setelan: Setelan, buku: Buku) -> None:
        self._setelan = setelan
        self._rahasia = setelan.kendali.encode()
        self._buku = buku
        self._rute: dict[tuple[str, str], Callable[[Kueri, Objek], dict[str, object]]] = {
            ("GET", "rekening"): self._daftar_rekening,
            ("POST", "rekening"): self._taruh_rekening,
            ("GET", "buku"): self._baca_buku,
            ("GET", "gangguan"): self._baca_gangguan,
            ("POST", "gangguan"): self._pasang_gangguan,
            ("POST", "cabut_token"): self._cabut_token,
            ("POST", "matangkan"): self._matangkan,
            ("POST", "notifikasi"): self._notifikasi,
            ("POST", "mulai_ulang"): self._mulai_ulang,
        }

    def jawab(self, permintaan: Permintaan) -> Balasan:
        """403 without the secret, 404 for no such door, 400 with a reason."""
        kunci = permintaan.kepala.get("X-Kendali", "")
        if not hmac.compare_digest(kunci.encode(), self._rahasia):
            raise Tolak(403, "X-Kendali")
        bagian = urlsplit(permintaan.jalur)
        nama = bagian.path.removeprefix(AWALAN_KENDALI)
        kerja = self._rute.get((permintaan.metode, nama))
        if kerja is None:
            raise Tolak(404, "tidak ada")
        kueri = {nama: nilai[-1] for nama, nilai in parse_qs(bagian.query).items()}
        try:
            with self._buku.transaksi():
                return balas_json(kerja(kueri, permintaan.objek()))
        except ValueError as galat:
            raise Tolak(400, str(galat)) from None

    def _daftar_rekening(self, kueri: Kueri, _: Objek) -> dict[str, object]:
        saring, nilai = _saringan(kueri, ("kode_bank", "nomor"))
        baris = self._buku.db.execute(
            f"SELECT kode_bank, nomor, nama, skenario, saldo FROM rekening{saring} ORDER BY rowid",
            nilai,
        )
        rekening = []
        for kode_bank, nomor, nama, pilihan, saldo in baris:
            skenario = cari_skenario(nomor, pilihan)
            rekening.append(
                {
                    "kode_bank": kode_bank,
                    "nomor": nomor,
                    "nama": nama,
                    "saldo": saldo,
                    "skenario": skenario.kode,
                    "arti": skenario.arti,
                }
            )
        return {"rekening": rekening}

    def _taruh_rekening(self, _: Kueri, objek: Objek) -> dict[str, object]:
        self._buku.taruh_rekening(baca_rekening(objek))
        return {"ok": True}

    def _baca_buku(self, kueri: Kueri, _: Objek) -> dict[str, object]:
        saring, nilai = _saringan(kueri, ("kode_bank", "nomor", "referensi"))
        halaman, batas = _halaman(kueri, saring)
        kolom_mutasi = ("id", "waktu", "jenis", "referensi", "kode_bank", "nomor", "jumlah")
        kolom_transfer = (
            "id", "waktu", "referensi", "referensi_bank", "layanan", "kode_bank", "nomor",
            "jumlah", "keadaan",
        )  # fmt: skip
        return {
            "mutasi": self._baris("mutasi", kolom_mutasi, halaman, [*nilai, *batas]),
            "transfer": self._baris("transfer", kolom_transfer, halaman, [*nilai, *batas]),
            "total": self._total(saring, nilai),
            "saldo_dana": self._buku.saldo(self._buku.dana()),
        }

    def _baris(
        self, tabel: str, kolom: tuple[str, ...], halaman: str, nilai: list[object]
    ) -> list[dict[str, object]]:
        perintah = f"SELECT {', '.join(kolom)} FROM {tabel}{halaman}"
        hasil = []
        for baris in self._buku.db.execute(perintah, nilai):
            isi = dict(zip(kolom, baris, strict=True))
            hasil.append({**isi, "waktu": tulis_waktu(isi["waktu"])})
        return hasil

    def _total(self, saring: str, nilai: list[object]) -> dict[str, object]:
        """Sums over everything that the filter lets through, not over the page."""
        mutasi = self._buku.db.execute(
            "SELECT count(*), coalesce(sum(jumlah) FILTER (WHERE jumlah < 0), 0),"
            f" coalesce(sum(jumlah) FILTER (WHERE jumlah > 0), 0) FROM mutasi{saring}",
            nilai,
        ).fetchone()
        transfer = self._buku.db.execute(
            "SELECT count(*), coalesce(sum(jumlah) FILTER (WHERE keadaan = '00'), 0),"
            f" coalesce(sum(jumlah) FILTER (WHERE keadaan = '04'), 0) FROM transfer{saring}",
            nilai,
        ).fetchone()
        return {
            "mutasi": mutasi[0],
            "debit": -mutasi[1],
            "kredit": mutasi[2],
            "transfer": transfer[0],
            "dibayar": transfer[1],
            "dikembalikan": transfer[2],
        }

    def _baca_gangguan(self, _: Kueri, __: Objek) -> dict[str, object]:
        return _tulis_gangguan(ambil_gangguan(self._buku))

    def _pasang_gangguan(self, _: Kueri, objek: Objek) -> dict[str, object]:
        jenis = Jenis(str(objek.get("jenis")))
        return _tulis_gangguan(pasang_gangguan(self._buku, jenis, _detik(objek)))

    def _cabut_token(self, _: Kueri, __: Objek) -> dict[str, object]:
        self._buku.cabut_token()
        return {"ok": True}

    def _matangkan(self, _: Kueri, objek: Objek) -> dict[str, object]:
        """What is due later for this reference becomes due now."""
        banyak = self._buku.matangkan_kini(str(objek.get("referensi")))
        return {"ok": True, "transfer": banyak}

    def _notifikasi(self, _: Kueri, objek: Objek) -> dict[str, object]:
        """The signed notice about a transfer, as the bank posts it to `jalur` of the portal."""
        transfer = self._buku.cari_transfer("referensi", str(objek.get("referensi")))
        if transfer is None:
            raise ValueError("no such transfer")
        kepala, isi = susun_notifikasi(
            self._setelan, transfer, jalur=str(objek.get("jalur")), detik_lalu=_detik(objek)
        )
        return {"kepala": kepala, "isi": isi}

    def _mulai_ulang(self, _: Kueri, __: Objek) -> dict[str, object]:
        self._buku.mulai_ulang()
        return {"ok": True}


def _detik(objek: Objek) -> float:
    detik = objek.get("detik", 0)
    if isinstance(detik, bool) or not isinstance(detik, int | float):
        raise ValueError("detik must be a number")
    if not math.isfinite(detik):
        raise ValueError("detik must be finite")
    return detik


def _tulis_gangguan(gangguan: Gangguan) -> dict[str, object]:
    return {"jenis": gangguan.jenis.value, "sisa_detik": round(gangguan.sisa_detik, 1)}


def _saringan(kueri: Kueri, kolom: tuple[str, ...]) -> tuple[str, list[object]]:
    ada = [nama for nama in kolom if nama in kueri]
    saring = " AND ".join(f"{nama} = ?" for nama in ada)
    return (f" WHERE {saring}" if ada else ""), [kueri[nama] for nama in ada]


def _halaman(kueri: Kueri, saring: str) -> tuple[str, list[object]]:
    """`sesudah` an id, at most `batas` rows; `urut=turun` gives the newest first."""
    sesudah, batas = int(kueri.get("sesudah", "0")), int(kueri.get("batas", "1000"))
    arah = "DESC" if kueri.get("urut") == "turun" else "ASC"
    kata = " AND" if saring else " WHERE"
    halaman = f"{saring}{kata} id > ? ORDER BY id {arah} LIMIT ?"
    return halaman, [sesudah, min(max(batas, 0), BATAS_BARIS)]
