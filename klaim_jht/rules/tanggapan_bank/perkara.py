"""One decision's material, and the answers that several rules give: wait, freeze, call, ignore."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from klaim_jht.rules.status import StatusPembayaran
from klaim_jht.rules.tanggapan_bank.jadwal import (
    KetentuanTanya,
    OpsiBank,
    lewat_batas,
    tanya_berikutnya,
)
from klaim_jht.rules.tanggapan_bank.kata import (
    HasilBank,
    Jawaban,
    JenisTindakan,
    KeadaanPembayaran,
    SebabBeku,
    Tindakan,
)

_H = HasilBank
_S = StatusPembayaran
_SALAH_KAMI = frozenset({_H.TANDA_TANGAN, _H.KONFIGURASI, _H.PESAN_SALAH})


@dataclass(frozen=True, slots=True)
class Perkara:
    """Everything that one decision looks at."""

    jawaban: Jawaban
    keadaan: KeadaanPembayaran
    bank: OpsiBank
    ketentuan: KetentuanTanya
    kini: datetime

    @property
    def tanya_pada(self) -> datetime:
        """When the bank is asked next."""
        return tanya_berikutnya(self.keadaan, self.bank, self.ketentuan, self.kini)


def tanya_lagi(perkara: Perkara) -> Tindakan:
    """Ask again; silence never undoes that the bank once said it has the payment."""
    dari = perkara.keadaan.status
    ke = _S.BELUM_PASTI if dari is _S.DIKIRIM else dari
    return tunggu(perkara, ke)


def tunggu(perkara: Perkara, ke: StatusPembayaran) -> Tindakan:
    """Ask again later in state `ke`, with officers once a machine has waited long enough."""
    if perkara.keadaan.beku is None and lewat_batas(
        perkara.keadaan, perkara.ketentuan, perkara.kini
    ):
        return bekukan_karena(perkara, ke, SebabBeku.LEWAT_BATAS_WAKTU)
    return Tindakan(
        jenis=JenisTindakan.TANYA_LAGI,
        ke=ke,
        pada=perkara.tanya_pada,
        sebab=perkara.jawaban.hasil,
        # An inquiry that is itself refused means that our side is wrong somewhere.
        alarm=perkara.jawaban.hasil in _SALAH_KAMI,
    )


def bekukan_karena(perkara: Perkara, ke: StatusPembayaran, sebab: SebabBeku) -> Tindakan:
    """Call two officers and go on asking."""
    return Tindakan(
        jenis=JenisTindakan.BEKUKAN,
        ke=ke,
        pada=perkara.tanya_pada,
        sebab_beku=sebab,
        sebab=perkara.jawaban.hasil,
        alarm=True,
    )


def orang(perkara: Perkara, jenis: JenisTindakan, sebab: SebabBeku) -> Tindakan:
    """Leave the state alone and call officers."""
    return Tindakan(
        jenis=jenis,
        ke=perkara.keadaan.status,
        sebab_beku=sebab,
        sebab=perkara.jawaban.hasil,
        referensi_bank=perkara.jawaban.referensi_bank,
        alarm=True,
    )


def abaikan(perkara: Perkara) -> Tindakan:
    """Do nothing: the payment has an end that this answer does not touch."""
    return Tindakan(
        jenis=JenisTindakan.ABAIKAN, ke=perkara.keadaan.status, sebab=perkara.jawaban.hasil
    )
