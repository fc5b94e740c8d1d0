"""The SNAP services of the bank, from a checked request to an answer."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from jmo.sandbox.bank import bidang
from jmo.sandbox.bank.balasan import Antar, Balasan, Tolak
from jmo.sandbox.bank.buku import Buku
from jmo.sandbox.bank.gangguan import Gangguan, Jenis, ambil_gangguan
from jmo.sandbox.bank.keamanan import WAKTU_ISO, Gerbang
from jmo.sandbox.bank.laju import PembatasLaju
from jmo.sandbox.bank.pemeran import Rekening
from jmo.sandbox.bank.rekening_koran import jawab_koran
from jmo.sandbox.bank.setelan import Setelan
from jmo.sandbox.bank.skema import Transfer
from jmo.sandbox.bank.skenario import BIASA, Skenario, cari_skenario
from jmo.sandbox.peladen import Permintaan

RUTE: Final[dict[str, str]] = {
    "/v1.0/access-token/b2b": "73",
    "/v1.0/account-inquiry-internal": "15",
    "/v1.0/account-inquiry-external": "16",
    "/v1.0/transfer-intrabank": "17",
    "/v1.0/transfer-interbank": "18",
    "/v1.0/transfer-rtgs": "22",
    "/v1.0/transfer/status": "36",
    "/v1.0/bank-statement": "14",
}
_TANPA_EKSEKUSI: Final[dict[Jenis, Balasan]] = {
    Jenis.DIAM: Balasan("50400", antar=Antar.TIDAK_PERNAH),
    Jenis.PUTUS: Balasan("50000", antar=Antar.PUTUS),
    Jenis.GALAT_500: Balasan("50000"),
    Jenis.TERLALU_SERING: Balasan("42900"),
}
_DITAHAN: Final = (Antar.TERLAMBAT, Antar.TIDAK_PERNAH)
_STATUS_TERTULIS: Final[dict[str, str]] = {
    "00": "Success",
    "03": "Pending",
    "04": "Refunded",
    "06": "Failed",
    "07": "Not Found",
}


class LayananSnap:
    """The bank behind its HTTP door."""

    def __init__(self, setelan: Setelan, buku: Buku) -> None:
        self._setelan = setelan
        self._buku = buku
        self._gerbang = Gerbang(setelan, buku)
        self._laju = PembatasLaju(setelan.batas_per_detik)
        self._kerja: dict[str, Callable[[dict[str, object], str], Balasan]] = {
            "15": self._tanya_rekening,
            "16": self._tanya_rekening,
            "17": self._transfer,
            "18": self._transfer,
            "22": self._transfer,
            "36": self._status,
            "14": lambda objek, _: jawab_koran(self._buku, objek),
        }

    def cari_layanan(self, jalur: str) -> str | None:
        """The service code of a path, query left out."""
        awalan = self._setelan.awalan_jalur
        tanpa_kueri = jalur.partition("?")[0]
        return RUTE.get(tanpa_kueri.removeprefix(awalan)) if jalur.startswith(awalan) else None

    def jawab(self, permintaan: Permintaan, layanan: str) -> Balasan:
        """Carry the request out in one transaction; it is committed when this returns."""
        if permintaan.metode != "POST":
            return Balasan("40501", layanan)
        if not self._laju.boleh():
            return Balasan("42900", layanan)
        with self._buku.transaksi():
            gangguan = ambil_gangguan(self._buku)
            balasan = _TANPA_EKSEKUSI.get(gangguan.jenis)
            if balasan is None:
                try:
                    balasan = self._laksanakan(permintaan, layanan, gangguan)
                except Tolak as tolak:
                    balasan = Balasan(tolak.kasus)
        if balasan.antar is Antar.TIDAK_PERNAH and gangguan.jenis is Jenis.DIAM:
            balasan = replace(balasan, tunda_detik=gangguan.sisa_detik)
        return replace(self._rusak(balasan, gangguan), layanan=layanan)

    def _laksanakan(self, permintaan: Permintaan, layanan: str, gangguan: Gangguan) -> Balasan:
        if layanan == "73":
            return self._token(permintaan)
        self._gerbang.periksa_transaksi(permintaan)
        objek: dict[str, object] = {}
        salah: Tolak | None = None
        try:
            objek = bidang.baca_objek(permintaan.isi)
        except Tolak as tolak:
            salah = tolak
        # The id is used up even when the body turns out to be wrong: the order of a real bank.
        referensi = objek.get("partnerReferenceNo")
        self._gerbang.catat_pesan(permintaan, layanan=layanan, referensi=str(referensi or ""))
        if salah is not None:
            raise salah
        if layanan == "18" and gangguan.jenis is Jenis.BIFAST:
            raise Tolak("40306")
        return self._kerja[layanan](objek, layanan)

    def _token(self, permintaan: Permintaan) -> Balasan:
        self._gerbang.periksa_token(permintaan)
        if bidang.wajib(bidang.baca_objek(permintaan.isi), "grantType", 25) != "client_credentials":
            raise Tolak("40000")
        isi: dict[str, object] = {
            "accessToken": self._buku.buat_token(),
            "tokenType": "Bearer",
            "expiresIn": str(self._setelan.umur_token_detik),
        }
        return Balasan("20000", isi=isi)

    def _tanya_rekening(self, objek: dict[str, object], layanan: str) -> Balasan:
        kode_bank = self._kode_bank(objek, layanan)
        nomor = bidang.wajib(objek, "beneficiaryAccountNo", 34)
        referensi = bidang.boleh(objek, "partnerReferenceNo", 64)
        rekening = self._rekening(kode_bank, nomor)
        skenario = cari_skenario(nomor, rekening.skenario)
        if skenario.tanya:
            raise Tolak(skenario.kasus)
        isi: dict[str, object] = {
            "referenceNo": hashlib.sha256(f"{nomor}{time.time_ns()}".encode()).hexdigest()[:20],
            "partnerReferenceNo": referensi or "",
            "beneficiaryAccountName": skenario.nama or rekening.nama,
            "beneficiaryAccountNo": nomor,
            "currency": "IDR",
        }
        if layanan == "15":
            isi |= {"beneficiaryAccountStatus": "Rekening aktif", "beneficiaryAccountType": "S"}
        else:
            isi["beneficiaryBankCode"] = kode_bank
        return Balasan("20000", isi=isi)

    def _transfer(self, objek: dict[str, object], layanan: str) -> Balasan:
        kode_bank, nomor, jumlah, referensi = self._baca_transfer(objek, layanan)
        sidik = hashlib.sha256(f"{layanan}|{kode_bank}|{nomor}|{jumlah}".encode()).hexdigest()
        if self._setelan.tolak_referensi_ganda:
            ulang = self._periksa_referensi(referensi, sidik)
            if ulang is not None:
                return ulang
        rekening = self._rekening(kode_bank, nomor)
        skenario = cari_skenario(nomor, rekening.skenario)
        if skenario.menolak:
            raise Tolak(skenario.kasus)
        self._periksa_jumlah(jumlah, layanan)
        if skenario.sekali and self._buku.hitung_pesan_transfer(referensi) > 1:
            skenario = BIASA
        if skenario.status is None:
            return self._balas(skenario, {})
        transfer = self._buku.buat_transfer(
            referensi=referensi,
            layanan=layanan,
            sidik=sidik,
            tujuan=rekening,
            jumlah=jumlah,
            keadaan=skenario.status,
            kelak=skenario.kelak,
            tunda_kelak=getattr(self._setelan.tunda, skenario.tunda) if skenario.tunda else 0.0,
            tunda_tampak=self._setelan.tunda.tampak if skenario.tampak_nanti else 0.0,
        )
        gema = jumlah + 1 if skenario.gema_salah else jumlah
        isi: dict[str, object] = {
            "referenceNo": transfer.referensi_bank,
            "partnerReferenceNo": referensi,
            "amount": bidang.tulis_jumlah(gema),
            "beneficiaryAccountNo": nomor,
            "sourceAccountNo": self._setelan.rekening_dana,
            "traceNo": f"{transfer.id:08d}",
        }
        if layanan != "17":
            isi["beneficiaryBankCode"] = kode_bank
        return self._balas(skenario, isi)

    def _status(self, objek: dict[str, object], layanan: str) -> Balasan:
        del layanan
        layanan_asal = bidang.wajib(objek, "serviceCode", 2)
        referensi = bidang.boleh(objek, "originalPartnerReferenceNo", 64)
        referensi_bank = bidang.boleh(objek, "originalReferenceNo", 64)
        bidang.boleh(objek, "originalExternalId", 32)
        transfer = None
        if referensi:
            transfer = self._buku.cari_transfer("referensi", referensi)
        elif referensi_bank:
            transfer = self._buku.cari_transfer("referensi_bank", referensi_bank)
        else:
            raise Tolak("40002")
        if transfer is None or transfer.layanan != layanan_asal:
            raise Tolak("40401")
        if objek.get("amount") is not None and bidang.jumlah(objek) != transfer.jumlah:
            raise Tolak("40413")
        return Balasan("20000", isi=self._isi_status(transfer))

    def _isi_status(self, transfer: Transfer) -> dict[str, object]:
        keadaan = transfer.keadaan if transfer.tampak_pada <= time.time() else "07"
        isi: dict[str, object] = {
            "originalPartnerReferenceNo": transfer.referensi,
            "serviceCode": transfer.layanan,
            "latestTransactionStatus": keadaan,
            "transactionStatusDesc": _STATUS_TERTULIS[keadaan],
        }
        if keadaan != "07":
            isi |= {
                "originalReferenceNo": transfer.referensi_bank,
                "referenceNumber": transfer.referensi_bank,
                "amount": bidang.tulis_jumlah(transfer.jumlah),
                "sourceAccountNo": self._setelan.rekening_dana,
                "beneficiaryAccountNo": transfer.nomor,
                "beneficiaryBankCode": transfer.kode_bank,
            }
        return isi

    def _baca_transfer(self, objek: dict[str, object], layanan: str) -> tuple[str, str, int, str]:
        referensi = bidang.wajib(objek, "partnerReferenceNo", 64)
        nomor = bidang.wajib(objek, "beneficiaryAccountNo", 34)
        sumber = bidang.wajib(objek, "sourceAccountNo", 19)
        if not WAKTU_ISO.fullmatch(bidang.wajib(objek, "transactionDate", 25)):
            raise Tolak("40001")
        jumlah = bidang.jumlah(objek)
        if layanan != "17":
            bidang.wajib(objek, "beneficiaryAccountName", 100)
        if layanan == "22":
            bidang.wajib(objek, "beneficiaryCustomerResidence", 1)
            bidang.wajib(objek, "beneficiaryCustomerType", 1)
        kode_bank = self._kode_bank(objek, layanan)
        if sumber != self._setelan.rekening_dana:
            raise Tolak("40315")
        return kode_bank, nomor, jumlah, referensi

    def _periksa_referensi(self, referensi: str, sidik: str) -> Balasan | None:
        """What an earlier transfer under this reference makes of this one; None: go on."""
        lama = self._buku.cari_transfer("referensi", referensi)
        if lama is None:
            return None
        if lama.sidik != sidik:
            raise Tolak("40418")
        if lama.keadaan in ("00", "04"):
            raise Tolak("40901")
        return Balasan("20200") if lama.keadaan == "03" else None

    def _periksa_jumlah(self, jumlah: int, layanan: str) -> None:
        batas = self._setelan.batas_antarbank
        if layanan == "18" and batas is not None and jumlah > batas:
            raise Tolak("40302")
        if self._buku.saldo(self._buku.dana()) < jumlah:
            raise Tolak("40314")

    def _kode_bank(self, objek: Mapping[str, object], layanan: str) -> str:
        if layanan in ("15", "17"):
            return self._setelan.kode_bank
        kode_bank = bidang.wajib(objek, "beneficiaryBankCode", 11)
        if kode_bank == self._setelan.kode_bank:
            raise Tolak("40402")
        return kode_bank

    def _rekening(self, kode_bank: str, nomor: str) -> Rekening:
        rekening = self._buku.cari_rekening(kode_bank, nomor)
        if rekening is None:
            raise Tolak("40411")
        return rekening

    def _balas(self, skenario: Skenario, isi: dict[str, object]) -> Balasan:
        return Balasan(
            skenario.kasus,
            isi=isi if skenario.kasus.startswith("2") else {},
            antar=skenario.antar,
            tunda_detik=self._setelan.tunda.diam if skenario.antar in _DITAHAN else 0.0,
        )

    def _rusak(self, balasan: Balasan, gangguan: Gangguan) -> Balasan:
        """Spoil the answer to something that was carried out."""
        match gangguan.jenis:
            case Jenis.GALAT_500_DIBUKUKAN:
                return Balasan("50000")
            case Jenis.DIAM_DIBUKUKAN:
                sisa = gangguan.sisa_detik
                return replace(balasan, antar=Antar.TIDAK_PERNAH, tunda_detik=sisa)
            case Jenis.SEPARUH:
                return replace(balasan, antar=Antar.SEPARUH)
            case Jenis.KOSONG:
                return replace(balasan, antar=Antar.KOSONG)
            case Jenis.LAMBAT if balasan.antar is Antar.UTUH:
                lambat = self._setelan.tunda.lambat
                return replace(balasan, antar=Antar.TERLAMBAT, tunda_detik=lambat)
            case _:
                return balasan
