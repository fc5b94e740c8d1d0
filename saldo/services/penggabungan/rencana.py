"""What merging would do: which cards, which entries. The page and the act ask the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import Peserta
from accounts.rules.pelaku import SISTEM, Pelaku
from jmo.lib.tanggal import hari_ini_wib
from jmo.lib.uang import NOL, Rupiah
from saldo.models import Kepesertaan
from saldo.rules.buku import BarisEntri
from saldo.rules.penggabungan import HasilPenggabungan, PutusanGabung, periksa_penggabungan
from saldo.rules.penggabungan_buku import (
    BagianKartu,
    jumlah_kartu,
    susun_penggabungan,
    tahun_belum_dikreditkan,
)
from saldo.selectors import baris_jurnal, tarif_pengembangan
from saldo.selectors.penggabungan import (
    bagian_kartu,
    fakta_gabung,
    pemilik_dari,
    tahun_dikreditkan,
)
from saldo.services.kartu import kunci_kartu_peserta
from saldo.services.tarif import bukukan_pengembangan

# Ways in which a card of the plan takes part.
IKUT = frozenset({PutusanGabung.BOLEH, PutusanGabung.PETUGAS})


@dataclass(frozen=True, slots=True)
class RencanaKartu:
    """One source card: its answer, and the entries that would move its money.

    Shape:  `sebelum` is all that stands on the card; afterwards it is zero.
    """

    kartu: Kepesertaan
    putusan: PutusanGabung
    sebelum: Rupiah
    baris: tuple[BarisEntri, ...]


@dataclass(frozen=True, slots=True)
class RencanaGabung:
    """The whole act before it is done.

    Shape:  `hasil` answers for every card of the person, `sumber` are those that were chosen and
            may take part. `dikreditkan` = returns that are booked first, by card and year.
    """

    hasil: HasilPenggabungan
    kartu: tuple[Kepesertaan, ...]
    tujuan: Kepesertaan | None
    tujuan_sebelum: Rupiah
    sumber: tuple[RencanaKartu, ...]
    dikreditkan: tuple[tuple[int, int, Rupiah], ...]
    saldo: Mapping[int, Rupiah]

    @property
    def pindah(self) -> Rupiah:
        """What moves at once: all cards that need no officer."""
        return Rupiah(sum(satu.sebelum for satu in self.sumber if _langsung(satu)))

    @property
    def tujuan_sesudah(self) -> Rupiah:
        """What will stand on the target."""
        return Rupiah(self.tujuan_sebelum + self.pindah)

    @property
    def sidik(self) -> str:
        """Return a mark of what the preview says: cards, answers, entries, balances.

        Shape:  32 hexadecimal digits; the same whenever the page would say the same.
        """
        isi = (
            self.hasil.tujuan_id,
            self.tujuan_sebelum,
            [(satu.kartu.pk, satu.putusan.value, satu.baris) for satu in self.sumber],
        )
        return sha256(repr(isi).encode()).hexdigest()[:32]


def pratinjau_gabung(
    *, peserta: Peserta, kepesertaan_ids: Collection[int] | None = None
) -> RencanaGabung:
    """Return what merging these cards would do now; all that may take part unless told.

    Shape:  returns that are due for crediting are credited, read and taken back again: the
            entries are those of the act itself.
    Writes: nothing that stays.
    """
    with transaction.atomic():
        kartu = list(Kepesertaan.objects.filter(peserta=peserta).order_by("pk"))
        if _tertunda(kartu):
            kartu = kunci_kartu_peserta(peserta=peserta)
            rencana = susun_rencana(
                peserta=peserta, kartu=kartu, dipilih=kepesertaan_ids, pelaku=SISTEM
            )
            transaction.set_rollback(True)
            return rencana
        return susun_rencana(peserta=peserta, kartu=kartu, dipilih=kepesertaan_ids, pelaku=SISTEM)


def susun_rencana(
    *,
    peserta: Peserta,
    kartu: Sequence[Kepesertaan],
    dipilih: Collection[int] | None,
    pelaku: Pelaku,
) -> RencanaGabung:
    """Decide and list the entries, crediting first what those cards have earned by now.

    Shape:  `kartu` = all cards of the person, locked by the caller when anything is written.
    Writes: jurnal, entri_jurnal, where a return is due.   Audit: pengembangan.dibukukan.
    """
    hasil = periksa_penggabungan(fakta_gabung(peserta, kartu), pemilik=pemilik_dari(peserta))
    menurut_id = {satu.pk: satu for satu in kartu}
    ikut = [
        satu
        for satu in hasil.kartu
        if satu.putusan in IKUT and (dipilih is None or satu.kartu_id in dipilih)
    ]
    tujuan = None if hasil.tujuan_id is None else menurut_id[hasil.tujuan_id]
    terlibat = [menurut_id[satu.kartu_id] for satu in ikut]
    if ikut and tujuan is not None:
        terlibat.append(tujuan)
    dikreditkan = kreditkan_tertunda(terlibat, pelaku=pelaku)
    bagian = bagian_kartu([satu.pk for satu in kartu])
    saldo = {satu.pk: _jumlah(bagian.get(satu.pk, [])) for satu in kartu}
    return RencanaGabung(
        hasil=hasil,
        kartu=tuple(kartu),
        tujuan=tujuan,
        tujuan_sebelum=NOL if tujuan is None else saldo[tujuan.pk],
        sumber=tuple(
            RencanaKartu(
                menurut_id[satu.kartu_id], satu.putusan, saldo[satu.kartu_id],
                _baris(bagian.get(satu.kartu_id, []), satu.kartu_id, hasil.tujuan_id),
            )
            for satu in ikut
        ),
        dikreditkan=dikreditkan,
        saldo=saldo,
    )  # fmt: skip


def _langsung(satu: RencanaKartu) -> bool:
    return satu.putusan is PutusanGabung.BOLEH


def _baris(
    bagian: Sequence[BagianKartu], sumber_id: int, tujuan_id: int | None
) -> tuple[BarisEntri, ...]:
    if not bagian or tujuan_id is None:
        return ()
    terbuka = tahun_belum_dikreditkan(
        _tahun_selesai(), mulai=min(satu.tanggal_nilai.year for satu in bagian)
    )
    return susun_penggabungan(
        bagian, sumber_id=sumber_id, tujuan_id=tujuan_id, tahun_terbuka=terbuka
    )


def _tahun_selesai() -> set[int]:
    """Return the years that are over and whose rate is known."""
    kini = hari_ini_wib(timezone.now()).year
    return {
        tahun
        for tahun, satu in tarif_pengembangan().items()
        if tahun < kini and (settings.TARIF_CONTOH or not satu.contoh)
    }


def _tertunda(kartu: Iterable[Kepesertaan]) -> list[tuple[Kepesertaan, int]]:
    """Return card and year of each return that may be credited but is not, oldest first."""
    semua = list(kartu)
    bagian = bagian_kartu([satu.pk for satu in semua])
    sudah = tahun_dikreditkan([satu.pk for satu in semua])
    selesai = _tahun_selesai()
    return [
        (satu, tahun)
        for satu in semua
        if satu.pk in bagian
        for tahun in sorted(selesai - sudah.get(satu.pk, set()))
        if tahun >= bagian[satu.pk][0].tanggal_nilai.year
    ]


def kreditkan_tertunda(
    kartu: Iterable[Kepesertaan], *, pelaku: Pelaku
) -> tuple[tuple[int, int, Rupiah], ...]:
    """Credit every finished year of these cards whose rate is known and which is not credited.

    Result: card, year and amount of what is new.
    Writes: jurnal, entri_jurnal.   Audit: pengembangan.dibukukan.
    """
    hasil = []
    for satu, tahun in _tertunda(kartu):
        jurnal = bukukan_pengembangan(kepesertaan=satu, tahun=tahun, pelaku=pelaku)
        if jurnal is not None:
            hasil.append((satu.pk, tahun, jumlah_kartu(baris_jurnal(jurnal), satu.pk)))
    return tuple(hasil)


def _jumlah(bagian: Iterable[BagianKartu]) -> Rupiah:
    return Rupiah(sum(satu.jumlah for satu in bagian))
