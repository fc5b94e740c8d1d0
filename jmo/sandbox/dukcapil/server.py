"""The register as a server: its two services, and the control door on the same port."""

from __future__ import annotations

import base64
import binascii
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from jmo.sandbox.dukcapil.buku import BukuPenduduk
from jmo.sandbox.dukcapil.penduduk import baca_penduduk
from jmo.sandbox.dukcapil.setelan import Setelan
from jmo.sandbox.dukcapil.verifikasi import LayananVerifikasi, balasan_rusak
from jmo.sandbox.dukcapil.wajah import MesinGagal, PembacaWajah
from jmo.sandbox.dukcapil.wajah_1_1 import JALUR, LayananWajah
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
)

GANGGUAN: Final = frozenset({"putus", "lambat", "500", "kuota", "ngawur"})


class DukcapilServer:
    """A register on one port; `port=0` takes a free one. Options are the fields of `Setelan`."""

    def __init__(self, alamat: str, port: int, berkas_buku: Path, **pilihan: Any) -> None:
        self.setelan = Setelan(**pilihan)
        self._gangguan = Gangguan(GANGGUAN)
        self._pembaca = PembacaWajah()
        self._buku = BukuPenduduk(
            berkas_buku,
            pemeran=self.setelan.pemeran,
            folder_foto=self.setelan.folder_foto,
            kuota_harian=self.setelan.kuota_harian,
        )
        self._verifikasi = LayananVerifikasi(self.setelan, self._buku)
        self._wajah = LayananWajah(self.setelan, self._buku, self._pembaca)
        self._kendali = PintuKendali(
            self.setelan.kendali,
            self._gangguan,
            {
                ("GET", "penduduk"): self._daftar,
                ("POST", "penduduk"): self._taruh,
                ("POST", "wajah"): self._daftarkan_wajah,
                ("POST", "mulai_ulang"): self._mulai_ulang,
            },
        )
        try:
            self._peladen = Peladen(alamat, port, nama="dukcapil-contoh", penjawab=self._jawab)
        except BaseException:
            self._buku.tutup()
            raise
        self.port, self.url = self._peladen.port, self._peladen.url

    def start(self) -> None:
        """Serve from a thread; the face library is loaded by the first picture."""
        self._peladen.start()

    def stop(self) -> None:
        """Stop serving, end the face process, close the book."""
        self._pembaca.tutup()
        self._peladen.stop()
        self._buku.tutup()

    def __enter__(self) -> DukcapilServer:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _jawab(self, permintaan: Permintaan) -> Balasan:
        if permintaan.jalur.startswith(AWALAN_KENDALI):
            return self._kendali.jawab(permintaan)
        layanan = {
            ("POST", self._verifikasi.jalur): self._verifikasi.jawab,
            ("POST", JALUR): self._wajah.jawab,
        }.get((permintaan.metode, permintaan.jalur))
        if layanan is None:
            raise Tolak(404, "tidak ada")
        jenis = self._gangguan.jenis
        if rusak := balasan_rusak(jenis):
            return rusak
        balasan = layanan(permintaan, kuota_habis=jenis == "kuota")
        if jenis == "lambat":
            tunda = max(balasan.tunda_detik, self.setelan.tunda_lambat_detik)
            return replace(balasan, tunda_detik=tunda)
        return balasan

    # --- Control door ---

    def _daftar(self, _: Objek) -> Objek:
        """Who lives here, without numbers: those stand in the file of the cast."""
        penduduk = [
            {
                "kunci": warga.penduduk.kunci,
                "nama": warga.penduduk.nama,
                "asal": warga.asal,
                "perilaku": warga.penduduk.perilaku,
                "foto": bool(warga.penduduk.foto),
                "wajah_terdaftar": warga.wajah_terdaftar is not None,
            }
            for warga in self._buku.semua()
        ]
        return {"penduduk": penduduk, "sisa_kuota": self._buku.sisa_kuota()}

    def _taruh(self, objek: Objek) -> Objek:
        self._buku.taruh(baca_penduduk(objek))
        return {"ok": True}

    def _daftarkan_wajah(self, objek: Objek) -> Objek:
        """Refused with: nik_tidak_dikenal, gambar_rusak, tidak_ada_wajah, lebih_dari_satu_wajah."""
        nik, teks = objek.get("nik"), objek.get("jpeg")
        if not isinstance(nik, str) or self._buku.cari(nik) is None:
            raise ValueError("nik_tidak_dikenal")
        try:
            gambar = base64.b64decode(teks if isinstance(teks, str) else "-", validate=True)
        except binascii.Error:
            raise ValueError("gambar_rusak") from None
        try:
            wajah = self._pembaca.baca(gambar)
        except MesinGagal:
            raise Tolak(503, "pembaca_wajah_gagal") from None
        if wajah.sandi is None:
            raise ValueError("lebih_dari_satu_wajah" if wajah.jumlah else "tidak_ada_wajah")
        self._buku.daftarkan_wajah(nik, wajah.sandi)
        return {"ok": True}

    def _mulai_ulang(self, _: Objek) -> Objek:
        self._gangguan.pasang(NIHIL, 0)
        self._buku.mulai_ulang()
        return {"ok": True}
