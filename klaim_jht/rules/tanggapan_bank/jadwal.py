"""When to ask again, when to try again, and how long silence may last."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from klaim_jht.rules.status import StatusPembayaran
from klaim_jht.rules.tanggapan_bank.kata import HasilBank, KeadaanPembayaran


@dataclass(frozen=True, slots=True, kw_only=True)
class OpsiBank:
    """What is known of one bank.

    Shape:  `tolak_referensi_ganda` = a contract test has shown that it refuses a reference that it
            knows; False until then. `tanya_setelah` = earliest useful inquiry after a message.
    """

    tolak_referensi_ganda: bool = False
    tanya_setelah: timedelta = timedelta(seconds=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class KetentuanTanya:
    """The durations of the payout, rows of configuration; `diskala` shortens them for drills.

    Shape:  `tangga` = inquiries after the latest message, then one each `selang` until
            `batas_pasti`, later one each `selang_lama`. A resend needs `kali_tidak_ditemukan`
            not-founds that lie `rentang_tidak_ditemukan` apart, and at most
            `kirim_terbanyak` messages in all. After an end the bank is asked by
            `tangga_gagal` or `tangga_berhasil`, counted from that end; without an answer again
            each `selang_lama`, never later than `batas_akhir`.
    """

    tangga: tuple[timedelta, ...] = tuple(timedelta(minutes=m) for m in (1, 2, 5, 10, 15))
    selang: timedelta = timedelta(minutes=15)
    selang_lama: timedelta = timedelta(hours=1)
    batas_pasti: timedelta = timedelta(hours=24)
    jarak_terdekat: timedelta = timedelta(seconds=2)
    kali_tidak_ditemukan: int = 3
    rentang_tidak_ditemukan: timedelta = timedelta(minutes=15)
    kirim_terbanyak: int = 3
    tunda_kirim: tuple[timedelta, ...] = tuple(timedelta(seconds=d) for d in (30, 60, 120, 300))
    alarm_tidak_terkirim: int = 5
    tangga_gagal: tuple[timedelta, ...] = tuple(timedelta(hours=j) for j in (1, 6, 26))
    tangga_berhasil: tuple[timedelta, ...] = (timedelta(hours=26),)
    batas_akhir: timedelta = timedelta(hours=72)

    def diskala(self, faktor: float) -> KetentuanTanya:
        """Return the same rules with every duration multiplied."""
        return replace(
            self,
            tangga=tuple(satu * faktor for satu in self.tangga),
            selang=self.selang * faktor,
            selang_lama=self.selang_lama * faktor,
            batas_pasti=self.batas_pasti * faktor,
            jarak_terdekat=self.jarak_terdekat * faktor,
            rentang_tidak_ditemukan=self.rentang_tidak_ditemukan * faktor,
            tunda_kirim=tuple(satu * faktor for satu in self.tunda_kirim),
            tangga_gagal=tuple(satu * faktor for satu in self.tangga_gagal),
            tangga_berhasil=tuple(satu * faktor for satu in self.tangga_berhasil),
            batas_akhir=self.batas_akhir * faktor,
        )


KETENTUAN_TANYA = KetentuanTanya()


def tanya_berikutnya(
    keadaan: KeadaanPembayaran, bank: OpsiBank, ketentuan: KetentuanTanya, kini: datetime
) -> datetime:
    """Return when the bank is asked next: by the ladder, then regularly, rarely after a day."""
    pertama = bank.tanya_setelah
    anak_tangga = (pertama, *(satu for satu in ketentuan.tangga if satu > pertama))
    terdekat = kini + ketentuan.jarak_terdekat
    for satu in anak_tangga:
        calon = keadaan.dikirim_terakhir_pada + satu
        if calon >= terdekat:
            return calon
    selang = ketentuan.selang_lama if lewat_batas(keadaan, ketentuan, kini) else ketentuan.selang
    return kini + selang


def lewat_batas(keadaan: KeadaanPembayaran, ketentuan: KetentuanTanya, kini: datetime) -> bool:
    """Tell whether this payment has been uncertain longer than a machine may leave it."""
    return kini - keadaan.dikirim_pertama_pada >= ketentuan.batas_pasti


def kirim_berikutnya(
    keadaan: KeadaanPembayaran,
    ketentuan: KetentuanTanya,
    kini: datetime,
    coba_lagi_pada: datetime | None,
) -> datetime:
    """Return when a message that did not get through is tried again."""
    nomor = min(keadaan.tidak_terkirim, len(ketentuan.tunda_kirim) - 1)
    pada = kini + ketentuan.tunda_kirim[nomor]
    return pada if coba_lagi_pada is None else max(pada, coba_lagi_pada)


def tidak_ditemukan(keadaan: KeadaanPembayaran, kini: datetime) -> tuple[datetime, ...]:
    """Return the not-founds since the latest message, the one of now included."""
    lama = (
        satu.pada
        for satu in keadaan.riwayat
        if satu.hasil is HasilBank.TIDAK_DITEMUKAN and satu.pada >= keadaan.dikirim_terakhir_pada
    )
    return (*sorted(lama), kini)


def pernah_dikenal(keadaan: KeadaanPembayaran) -> bool:
    """Tell whether the bank ever said that it has the payment: then not-found contradicts it."""
    return any(satu.hasil is HasilBank.DIPROSES for satu in keadaan.riwayat)


def tanya_sesudah_akhir(
    status: StatusPembayaran,
    *,
    berakhir_pada: datetime,
    kini: datetime,
    dijawab: bool,
    ketentuan: KetentuanTanya = KETENTUAN_TANYA,
) -> datetime | None:
    """Return when the bank is asked about a payment that has its end already; None = no more.

    Shape:  `dijawab` = the latest question got an answer about our reference. A refusal may be
            followed by money, and money may come back the next day.
    Source: docs/regulasi.md#tanggapan-bank.
    """
    tangga = {
        StatusPembayaran.GAGAL_PASTI: ketentuan.tangga_gagal,
        StatusPembayaran.BERHASIL: ketentuan.tangga_berhasil,
    }.get(status, ())
    nanti = (berakhir_pada + satu for satu in tangga)
    calon = [satu for satu in nanti if satu > kini]
    if not dijawab:
        calon.append(max(kini, berakhir_pada) + ketentuan.selang_lama)
    batas = berakhir_pada + ketentuan.batas_akhir
    return min((satu for satu in calon if satu <= batas), default=None)
