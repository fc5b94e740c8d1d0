"""The bank's client: five questions, each with one of four outcomes.

Not here: when to ask, how often, and what an outcome does to a claim. Never a second transfer by
itself: the only repetition is after a stale token, which the bank refuses before executing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from ssl import TLSVersion
from typing import TypeAlias

from jmo.gateways.bank_snap.jawaban import (
    BuktiTransfer,
    KeadaanTransfer,
    Objek,
    PemilikRekening,
    StatusTransfer,
    baca_berkas_koran,
    baca_bukti,
    baca_pemilik,
    baca_status,
)
from jmo.gateways.bank_snap.kode import TAK_DIKENAL, BarisKode, Golongan, Layanan, baca_kode
from jmo.gateways.bank_snap.konfigurasi import KonfigurasiBank
from jmo.gateways.bank_snap.pesan import (
    JALUR,
    PesanTransfer,
    buat_external_id,
    periksa_external_id,
    susun_rekening_koran,
    susun_tanya_rekening,
    susun_tanya_status,
    susun_transfer,
)
from jmo.gateways.bank_snap.tanda_tangan import stempel_waktu, tanda_tangani_transaksi
from jmo.gateways.bank_snap.token import SIMPANAN_PROSES, PemegangToken, SimpananToken
from jmo.gateways.hasil import BelumPasti, Berhasil, Ditolak, Hasil, TidakTersedia
from jmo.gateways.http import Jawaban, PintuHTTP, TidakTerkirim

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Balasan:
    """An answer that we could read: its row of the table, its object, the message it answers."""

    baris: BarisKode
    kode: str
    objek: Objek
    external_id: str


_Sisa: TypeAlias = Ditolak | BelumPasti | TidakTersedia
_BuatExternalId: TypeAlias = Callable[[], str]


class BankSnap:
    """One bank over SNAP BI. Keep one per process; threads may share it."""

    def __init__(
        self,
        konfigurasi: KonfigurasiBank,
        *,
        simpanan_token: SimpananToken = SIMPANAN_PROSES,
        pintu: PintuHTTP | None = None,
    ) -> None:
        """Open nothing yet."""
        self.konfigurasi = konfigurasi
        self._pintu = pintu or PintuHTTP(
            alamat=konfigurasi.alamat,
            timeout_sambung=konfigurasi.timeout_sambung,
            timeout_baca=konfigurasi.timeout_baca,
            verifikasi_tls=konfigurasi.verifikasi_tls,
            tls_minimal=TLSVersion.TLSv1_3,
        )
        self._token = PemegangToken(konfigurasi, pintu=self._pintu, simpanan=simpanan_token)

    def tutup(self) -> None:
        """Close the pooled connections."""
        self._pintu.tutup()

    def siap(self) -> TidakTersedia | None:
        """Have a token at hand; call it before a payment is marked as sent.

        Outcomes: None when the next message can go out at once, else why it cannot: the payment
                  then stays unsent beyond doubt, and no time of the sending is lost on a token.
        """
        token = self._token.ambil()
        return token if isinstance(token, TidakTersedia) else None

    def tanya_rekening(
        self, *, kode_bank: str, nomor: str, referensi: str
    ) -> Hasil[PemilikRekening]:
        """Ask whose account this is: service 15 at our own bank, else 16.

        Outcomes: Berhasil; Ditolak with the code (`sebab_penolakan`: REKENING means no such or a
                  dead account); BelumPasti and TidakTersedia: ask again, nothing moved.
        Unknown:  whether a bank shortens or masks the name; compare with tolerance.
        """
        layanan, isi = susun_tanya_rekening(
            self.konfigurasi, kode_bank=kode_bank, nomor=nomor, referensi=referensi
        )
        balasan = self._panggil(
            layanan, isi, external_id=_external_id(), baru=_external_id, referensi=referensi
        )
        if not isinstance(balasan, _Balasan):
            return balasan
        if balasan.baris.golongan is Golongan.BERHASIL:
            pemilik = baca_pemilik(balasan.objek, kode_bank=kode_bank, nomor=nomor)
            if pemilik is not None:
                return Berhasil(pemilik)
        return _bukan_berhasil(balasan)

    def siapkan_transfer(
        self,
        *,
        referensi: str,
        jumlah: int,
        kode_bank: str,
        nomor: str,
        nama: str,
        waktu: datetime,
        external_id: str,
        keterangan: str,
        rtgs: bool = False,
    ) -> PesanTransfer:
        """Return the exact message; store it and commit before `kirim`.

        Shape:  `rtgs` = to another bank over RTGS instead of BI-FAST.
        Unit:   whole rupiah.
        Raises: ValueError or TypeError for what a SNAP field does not take.
        """
        return susun_transfer(
            self.konfigurasi,
            referensi=referensi,
            jumlah=jumlah,
            kode_bank=kode_bank,
            nomor=nomor,
            nama=nama,
            waktu=waktu,
            external_id=external_id,
            keterangan=keterangan,
            rtgs=rtgs,
        )

    def kirim(
        self, pesan: PesanTransfer, *, external_id_baru: Callable[[], str] | None = None
    ) -> Hasil[BuktiTransfer]:
        """Send a transfer once; service 17, 18 or 22 as the message says.

        Shape:    `external_id_baru` is called when a stale token makes the same request go out
                  under a new id; a caller that records each id passes its own maker.
        Outcomes: Berhasil when reference, amount and account echo exactly what we asked; Ditolak
                  with the code: see `sebab_penolakan`, and ask first when its cause says
                  `mungkin_sudah_dibayar`; BelumPasti: ask with `tanya_status`, never send anew;
                  TidakTersedia: not executed, the same payment may be sent later under a new id.
        Unknown:  whether the bank refuses a second transfer under one reference; until a contract
                  test has shown it, `konfigurasi.tolak_referensi_ganda` is False.
        """
        diminta = pesan.diminta()
        balasan = self._panggil(
            Layanan(pesan.layanan),
            pesan.isi,
            external_id=pesan.external_id,
            baru=external_id_baru or _external_id,
            referensi=diminta.referensi,
        )
        if not isinstance(balasan, _Balasan):
            return balasan
        if balasan.baris.golongan is Golongan.BERHASIL:
            bukti = baca_bukti(balasan.objek, diminta=diminta, external_id=balasan.external_id)
            if bukti is not None:
                return Berhasil(bukti)
        return _bukan_berhasil(balasan)

    def tanya_status(
        self,
        *,
        referensi: str,
        layanan: str,
        external_id_asal: str | None,
        external_id: str,
        tanggal: datetime,
        jumlah: int,
    ) -> Hasil[StatusTransfer]:
        """Ask what became of a transfer; service 36.

        Shape:    `tanggal` is the instant in the transfer's body; `external_id` a new one.
        Outcomes: Berhasil also for "not found", which is an answer and no proof: it may be found
                  later. Ditolak, BelumPasti, TidakTersedia: this question failed, the transfer is
                  as unknown as before.
        Unknown:  how soon a bank knows its own transfers; wait `konfigurasi.tanya_setelah_detik`.
        """
        isi = susun_tanya_status(
            referensi=referensi,
            layanan=layanan,
            external_id_asal=external_id_asal,
            tanggal=tanggal,
            jumlah=jumlah,
        )
        balasan = self._panggil(
            Layanan.STATUS, isi, external_id=external_id, baru=_external_id, referensi=referensi
        )
        if not isinstance(balasan, _Balasan):
            return balasan
        if balasan.baris.golongan is Golongan.TIDAK_DITEMUKAN:
            return Berhasil(StatusTransfer(KeadaanTransfer.TIDAK_DITEMUKAN))
        if balasan.baris.golongan is Golongan.BERHASIL:
            status = baca_status(balasan.objek, referensi=referensi, layanan=layanan, jumlah=jumlah)
            if status is not None:
                return Berhasil(status)
        return _bukan_berhasil(balasan)

    def rekening_koran(self, *, tanggal: date, bentuk: str) -> Hasil[bytes]:
        """Ask for the statement of our own account on one day; service 14.

        Shape:    `bentuk` = CSV or MT940; what comes back is that file, not yet read.
        Outcomes: Berhasil; Ditolak with the code; BelumPasti and TidakTersedia: ask again, asking
                  changes nothing.
        Unknown:  how a real bank hands its file over (here inside the answer, elsewhere by SFTP);
                  reading it is apart from fetching it for that reason.
        """
        isi = susun_rekening_koran(self.konfigurasi, tanggal=tanggal, bentuk=bentuk)
        balasan = self._panggil(
            Layanan.REKENING_KORAN, isi, external_id=_external_id(), baru=_external_id,
            referensi=tanggal.isoformat(),
        )  # fmt: skip
        if not isinstance(balasan, _Balasan):
            return balasan
        if balasan.baris.golongan is Golongan.BERHASIL:
            berkas = baca_berkas_koran(balasan.objek, tanggal=tanggal, bentuk=bentuk)
            if berkas is not None:
                return Berhasil(berkas)
        return _bukan_berhasil(balasan)

    def _panggil(
        self,
        layanan: Layanan,
        isi: bytes,
        *,
        external_id: str,
        baru: _BuatExternalId,
        referensi: str,
    ) -> _Balasan | _Sisa:
        """Call once; after a stale token once more, with a new token and a new external id."""
        token = self._token.ambil()
        if isinstance(token, TidakTersedia):
            return token
        balasan = self._sekali(layanan, isi, token.nilai, external_id, referensi)
        if not _token_basi(balasan):
            return balasan
        token = self._token.ambil(basi=token.nilai)
        if isinstance(token, TidakTersedia):
            return token
        balasan = self._sekali(layanan, isi, token.nilai, baru(), referensi)
        if _token_basi(balasan):
            return TidakTersedia("token baru pun ditolak")
        return balasan

    def _sekali(
        self, layanan: Layanan, isi: bytes, token: str, external_id: str, referensi: str
    ) -> _Balasan | _Sisa:
        jalur = self.konfigurasi.awalan_jalur + JALUR[layanan]
        waktu = stempel_waktu(datetime.now(UTC))
        jawaban = self._pintu.kirim(
            metode="POST",
            jalur=jalur,
            isi=isi,
            kepala={
                "Content-Type": "application/json",
                "Authorization": f"Bearer {token}",
                "X-TIMESTAMP": waktu,
                "X-SIGNATURE": tanda_tangani_transaksi(
                    rahasia=self.konfigurasi.client_secret,
                    metode="POST",
                    jalur=jalur,
                    token=token,
                    isi=isi,
                    waktu=waktu,
                    penyandian=self.konfigurasi.penyandian,
                ),
                "X-PARTNER-ID": self.konfigurasi.partner_id,
                "X-EXTERNAL-ID": periksa_external_id(external_id),
                "CHANNEL-ID": self.konfigurasi.channel_id,
            },
            layanan=f"bank_snap.{layanan}",
            referensi=referensi,
        )
        if isinstance(jawaban, TidakTerkirim):
            return TidakTersedia(jawaban.sebab)
        if not isinstance(jawaban, Jawaban):
            return BelumPasti(jawaban.sebab)
        return _baca(jawaban, layanan=layanan, external_id=external_id, referensi=referensi)


def _baca(
    jawaban: Jawaban, *, layanan: Layanan, external_id: str, referensi: str
) -> _Balasan | _Sisa:
    objek = jawaban.objek()
    kode = None if objek is None else objek.get("responseCode")
    if objek is None or not isinstance(kode, str):
        return BelumPasti("jawaban tidak terbaca")
    baris = baca_kode(kode, layanan=layanan, status_http=jawaban.status)
    log.info(
        "bank_snap layanan=%s kode=%s golongan=%s referensi=%s",
        layanan,
        "-" if baris is TAK_DIKENAL else kode,
        baris.golongan,
        referensi,
    )
    if baris.golongan is Golongan.TERLALU_SERING:
        return TidakTersedia(baris.arti, _coba_lagi_pada(jawaban.kepala.get("Retry-After")))
    return _Balasan(baris=baris, kode=kode, objek=objek, external_id=external_id)


def _bukan_berhasil(balasan: _Balasan) -> Ditolak | BelumPasti:
    """A success that reaches this point did not echo our question."""
    match balasan.baris.golongan:
        case Golongan.DITOLAK:
            return Ditolak(balasan.kode, balasan.baris.arti)
        case Golongan.BERHASIL:
            return BelumPasti("gema jawaban tidak sama dengan permintaan")
        case _:
            return BelumPasti(balasan.baris.arti)


def _token_basi(balasan: _Balasan | _Sisa) -> bool:
    return isinstance(balasan, _Balasan) and balasan.baris.golongan is Golongan.TOKEN_BASI


def _coba_lagi_pada(detik: str | None) -> datetime | None:
    if detik is None or not (detik.isascii() and detik.isdigit() and len(detik) <= 5):
        return None
    return datetime.now(UTC) + timedelta(seconds=int(detik))


def _external_id() -> str:
    return buat_external_id(datetime.now(UTC))
