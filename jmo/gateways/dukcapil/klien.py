"""The register's client: two questions, each with one of four outcomes.

Not here: when to ask, how often, what a verdict does to a case. Nothing is asked twice by itself:
each question costs quota, and a picture without a face is billed too.
"""

from __future__ import annotations

import base64
import logging
from datetime import UTC, datetime, time, timedelta
from typing import Final

from jmo.gateways.dukcapil.bentuk import DataPenduduk, SkorWajah, VerdictPenduduk
from jmo.gateways.dukcapil.kode import (
    GALAT_WAJAH,
    Golongan,
    KodeTolak,
    Sebab,
    golongkan,
    golongkan_status,
    kode_aman,
)
from jmo.gateways.dukcapil.konfigurasi import GAMBAR_MAKSIMUM, KonfigurasiDukcapil
from jmo.gateways.dukcapil.pesan import (
    Objek,
    baca_baris,
    baca_galat_wajah,
    baca_kuota,
    baca_putusan,
    baca_skor,
    susun_verifikasi,
    verdict_tanpa_bidang,
)
from jmo.gateways.hasil import BelumPasti, Berhasil, Ditolak, Hasil, TidakTersedia
from jmo.gateways.http import HasilHTTP, Jawaban, PintuHTTP, TidakTerkirim
from jmo.lib.tanggal import WIB

log = logging.getLogger(__name__)

KUOTA_PULIH: Final = time(0, 5)
_TAK_TERBACA: Final = "jawaban tidak terbaca"


class Dukcapil:
    """The population register. Keep one per process; threads may share it."""

    def __init__(self, konfigurasi: KonfigurasiDukcapil) -> None:
        """Open nothing yet."""
        self.konfigurasi = konfigurasi
        self._pintu = self._buka(konfigurasi.alamat, konfigurasi.timeout_baca)
        self._pintu_wajah = self._buka(
            konfigurasi.alamat_wajah or konfigurasi.alamat, konfigurasi.timeout_baca_wajah
        )

    def __repr__(self) -> str:
        """Show the host alone."""
        return f"Dukcapil({self.konfigurasi.alamat})"

    def tutup(self) -> None:
        """Close the pooled connections."""
        self._pintu.tutup()
        self._pintu_wajah.tutup()

    def verifikasi(
        self, *, data: DataPenduduk, ambang: int = 80, referensi: str
    ) -> Hasil[VerdictPenduduk]:
        """Ask whether what a person says about themselves agrees with the register.

        Shape:    `ambang` = per cent from which a text agrees; `referensi` = our id of this
                  question, never a number of the person.
        Outcomes: Berhasil, also for a number that is unknown, inactive or of a dead person;
                  TidakTersedia with a `Sebab` (KUOTA_HABIS names the next day, 00.05 WIB);
                  Ditolak with PERMINTAAN_SALAH: our question was wrong, asking again is no use;
                  BelumPasti: nothing is known, ask again.
        Unknown:  the codes of technical errors; they are told by their sentence.
        Raises:   ValueError for a threshold outside 1 to 100.
        """
        k = self.konfigurasi
        balasan = self._pintu.kirim_json(
            jalur=f"/dukcapil/get_json/{k.pelanggan}/CALL_VERIFY_BY_ELEMEN",
            isi=susun_verifikasi(k, data, ambang=ambang),
            layanan="dukcapil.verifikasi",
            referensi=referensi,
        )
        objek = _baca_utuh(balasan)
        if not isinstance(objek, dict):
            return objek
        baris, kuota = baca_baris(objek), baca_kuota(objek)
        if baris is None:
            return BelumPasti(_TAK_TERBACA)
        golongan = golongkan(baris)
        if golongan is not None:
            verdict = verdict_tanpa_bidang(baris, golongan, sisa_kuota=kuota)
            return _tidak_tersedia(_SEBAB[golongan]) if verdict is None else Berhasil(verdict)
        # A code that is not in the table is never read past, whatever stands beside it.
        putusan = (
            None
            if "RESPONSE_CODE" in baris
            else baca_putusan(baris, data, ambang=ambang, sisa_kuota=kuota)
        )
        if putusan is None:
            kode = kode_aman(baris) or "-"
            log.warning("dukcapil jawaban tak dikenal kode=%s", kode)
            return BelumPasti(f"jawaban tak dikenal (kode {kode})")
        return Berhasil(putusan)

    def cocokkan_wajah(self, *, nik: str, jpeg: bytes, referensi: str) -> Hasil[SkorWajah]:
        """Ask how alike a picture is to the one on file under this number.

        Shape:    one face, at most 1 MB as base64 text; `referensi` as in `verifikasi`.
        Outcomes: Berhasil, also when there was nothing to compare with (see `KeadaanWajah`);
                  Ditolak with a `KodeTolak` about this very picture; TidakTersedia with a
                  `Sebab`; BelumPasti: ask again.
        Unknown:  path, field names and credentials differ from vendor to vendor; whether they
                  want the picture encrypted.
        """
        k = self.konfigurasi
        gambar = base64.b64encode(jpeg).decode()
        if len(gambar) > GAMBAR_MAKSIMUM:
            return Ditolak(KodeTolak.GAMBAR_TERLALU_BESAR)
        bukti = base64.b64encode(f"{k.pengguna}:{k.sandi}".encode()).decode()
        balasan = self._pintu_wajah.kirim_json(
            jalur=k.jalur_wajah,
            isi={"nik": nik, "image": gambar},
            kepala={"Authorization": f"Basic {bukti}", "X-Customer-Id": k.pelanggan},
            layanan="dukcapil.wajah",
            referensi=referensi,
        )
        if isinstance(balasan, Jawaban):
            kata = baca_galat_wajah(balasan.objek() or {})
            if (galat := GALAT_WAJAH.get(kata)) is not None:
                return _tutup(galat)
        objek = _baca_utuh(balasan)
        if not isinstance(objek, dict):
            return objek
        skor = baca_skor(objek)
        return BelumPasti(_TAK_TERBACA) if skor is None else Berhasil(skor)

    def _buka(self, alamat: str, timeout_baca: float) -> PintuHTTP:
        return PintuHTTP(
            alamat=alamat,
            timeout_sambung=self.konfigurasi.timeout_sambung,
            timeout_baca=timeout_baca,
            verifikasi_tls=self.konfigurasi.verifikasi_tls,
        )


_SEBAB: Final[dict[Golongan, Sebab]] = {
    Golongan.KUOTA_HABIS: Sebab.KUOTA_HABIS,
    Golongan.KONFIGURASI: Sebab.KONFIGURASI,
}


def _baca_utuh(balasan: HasilHTTP) -> Objek | Ditolak | BelumPasti | TidakTersedia:
    """The JSON object of a 200, or the outcome that the line and the status already decide."""
    if isinstance(balasan, TidakTerkirim):
        return _tidak_tersedia(Sebab.LAYANAN_TIDAK_TERSEDIA)
    if not isinstance(balasan, Jawaban):
        return BelumPasti(balasan.sebab)
    if balasan.status != 200:
        arti = golongkan_status(balasan.status)
        return BelumPasti(f"status {balasan.status}") if arti is None else _tutup(arti)
    objek = balasan.objek()
    return BelumPasti(_TAK_TERBACA) if objek is None else objek


def _tutup(arti: KodeTolak | Sebab) -> Ditolak | TidakTersedia:
    return Ditolak(arti) if isinstance(arti, KodeTolak) else _tidak_tersedia(arti)


def _tidak_tersedia(sebab: Sebab) -> TidakTersedia:
    match sebab:
        case Sebab.KUOTA_HABIS:
            log.warning("dukcapil kuota hari ini habis")
            return TidakTersedia(sebab, _esok_pagi(datetime.now(UTC)))
        case Sebab.KONFIGURASI:
            # Nobody can be verified until a person has looked at this.
            log.error("dukcapil menolak kami: periksa pengguna, sandi, IP dan alamat")
            return TidakTersedia(sebab)
        case Sebab.LAYANAN_TIDAK_TERSEDIA:
            return TidakTersedia(sebab)


def _esok_pagi(sekarang: datetime) -> datetime:
    """The register counts by calendar days of Jakarta."""
    esok = sekarang.astimezone(WIB).date() + timedelta(days=1)
    return datetime.combine(esok, KUOTA_PULIH, tzinfo=WIB)
