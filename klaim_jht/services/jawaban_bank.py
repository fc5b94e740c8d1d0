"""From the gateway's outcomes to the words of the payout's rules, and from rows to their facts."""

from __future__ import annotations

from datetime import datetime

from jmo.gateways.bank_snap import BuktiTransfer, KeadaanTransfer, StatusTransfer, sebab_penolakan
from jmo.gateways.hasil import BelumPasti, Berhasil, Ditolak, Hasil, TidakTersedia
from klaim_jht.models import Pembayaran, PercobaanKirim
from klaim_jht.rules.status import StatusPembayaran
from klaim_jht.rules.tanggapan_bank import (
    Asal,
    CatatanTanya,
    HasilBank,
    Jawaban,
    KeadaanPembayaran,
    SebabBeku,
)

TAK_SAMPAI = frozenset({HasilBank.TIDAK_TERKIRIM, HasilBank.TERLALU_SERING, HasilBank.TANDA_TANGAN})
# A message whose fate is settled: it did nothing.
_SELESAI_TANPA_BAYAR = TAK_SAMPAI | {
    HasilBank.REKENING,
    HasilBank.DANA_KURANG,
    HasilBank.BATAS,
    HasilBank.DICURIGAI,
    HasilBank.KONFIGURASI,
    HasilBank.PESAN_SALAH,
}


def baca_kiriman(hasil: Hasil[BuktiTransfer] | Hasil[object]) -> Jawaban:
    """Return what the bank said to a transfer message, in our words."""
    match hasil:
        case Berhasil(BuktiTransfer(referensi_bank=referensi)):
            return Jawaban(asal=Asal.KIRIM, hasil=HasilBank.BERHASIL, referensi_bank=referensi)
        case Berhasil():
            return Jawaban(asal=Asal.KIRIM, hasil=HasilBank.BELUM_PASTI)
        case Ditolak(kode):
            return Jawaban(asal=Asal.KIRIM, hasil=HasilBank(sebab_penolakan(kode).value))
        case BelumPasti():
            return Jawaban(asal=Asal.KIRIM, hasil=HasilBank.BELUM_PASTI)
        case TidakTersedia(_, lagi):
            return Jawaban(asal=Asal.KIRIM, hasil=HasilBank.TIDAK_TERKIRIM, coba_lagi_pada=lagi)


def baca_status(hasil: Hasil[StatusTransfer], *, jumlah: int) -> Jawaban:
    """Return what the bank said about our reference, in our words."""
    match hasil:
        case Berhasil(data):
            if data.keadaan is KeadaanTransfer.BERHASIL and data.jumlah not in {None, jumlah}:
                return Jawaban(asal=Asal.TANYA, hasil=HasilBank.JUMLAH_BERBEDA)
            return Jawaban(
                asal=Asal.TANYA,
                hasil=HasilBank(data.keadaan.value),
                referensi_bank=data.referensi_bank or "",
            )
        case Ditolak(kode):
            # This question was refused; the transfer is as unknown as before.
            return Jawaban(asal=Asal.TANYA, hasil=HasilBank(sebab_penolakan(kode).value))
        case BelumPasti():
            return Jawaban(asal=Asal.TANYA, hasil=HasilBank.BELUM_PASTI)
        case TidakTersedia(_, lagi):
            return Jawaban(asal=Asal.TANYA, hasil=HasilBank.TIDAK_TERKIRIM, coba_lagi_pada=lagi)


def susun_keadaan(pembayaran: Pembayaran, kini: PercobaanKirim) -> KeadaanPembayaran:
    """Return where a payment stood before the answer to attempt `kini`."""
    semua = list(
        pembayaran.percobaan_kirim.exclude(hasil="TOKEN_BASI").defer("pesan").order_by("pk")
    )
    kiriman = [satu for satu in semua if satu.jenis == PercobaanKirim.Jenis.KIRIM]
    sebelum = [satu for satu in kiriman if satu.pk < kini.pk]
    if kini.jenis == PercobaanKirim.Jenis.TANYA:
        sebelum = sebelum[:-1]
    return KeadaanPembayaran(
        status=StatusPembayaran(pembayaran.status),
        dikirim_pertama_pada=_pertama(kiriman),
        dikirim_terakhir_pada=kiriman[-1].dikirim_pada,
        kiriman_menggantung=sum(satu.hasil not in _SELESAI_TANPA_BAYAR for satu in sebelum),
        tidak_terkirim=_beruntun(sebelum),
        riwayat=tuple(
            CatatanTanya(satu.dijawab_pada, HasilBank(satu.hasil))
            for satu in semua
            if satu.jenis == PercobaanKirim.Jenis.TANYA and satu.dijawab_pada and satu.hasil
        ),
        beku=_beku(pembayaran),
    )


def _pertama(kiriman: list[PercobaanKirim]) -> datetime:
    """Return the first message that may have arrived, else the first of all."""
    sampai = [satu for satu in kiriman if satu.hasil not in TAK_SAMPAI]
    return (sampai or kiriman)[0].dikirim_pada


def _beruntun(sebelum: list[PercobaanKirim]) -> int:
    banyak = 0
    for satu in reversed(sebelum):
        if satu.hasil not in TAK_SAMPAI:
            break
        banyak += 1
    return banyak


def _beku(pembayaran: Pembayaran) -> SebabBeku | None:
    if not pembayaran.perlu_petugas or pembayaran.sebab_gagal not in SebabBeku.__members__:
        return None
    return SebabBeku(pembayaran.sebab_gagal)
