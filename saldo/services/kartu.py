"""Cards: issued, ended, merged, contested, claimed. The one door to a card's status."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import Peserta
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from jmo.lib.galat import Bentrok, TidakDitemukan
from jmo.lib.samarkan import samarkan_ekor
from jmo.lib.tanggal import hari_ini_wib
from saldo.models import Kepesertaan, Perusahaan
from saldo.rules.masa_kepesertaan import SebabKeluar

_S = Kepesertaan.Status


@dataclass(frozen=True, slots=True)
class CalonKartu:
    """What a new card needs.

    Shape:  `nama` as the card is issued, kept where it is not the person's.
    """

    peserta: Peserta
    perusahaan: Perusahaan | None
    tanggal_mulai: date
    jenis: str = Peserta.Jenis.PU
    nama: str = ""

    @property
    def nama_lain(self) -> str:
        """The name on the card, empty where it is the person's."""
        return "" if self.nama.casefold() == self.peserta.nama.casefold() else self.nama


def buat_kartu(
    *,
    peserta: Peserta,
    perusahaan: Perusahaan | None,
    tanggal_mulai: date,
    pelaku: Pelaku,
    jenis: str = Peserta.Jenis.PU,
    kpj: str | None = None,
) -> Kepesertaan:
    """Issue one card, with a number of ours or with one that exists already.

    Writes: kepesertaan.   Audit: kartu.dibuat.
    Raises: Bentrok("kpj_sudah_ada").
    """
    if kpj is not None and Kepesertaan.objects.filter(kpj=kpj).exists():
        raise Bentrok("kpj_sudah_ada")
    calon = CalonKartu(peserta, perusahaan, tanggal_mulai, jenis)
    return buat_banyak_kartu(calon=[calon], kpj=[kpj] if kpj else None, pelaku=pelaku)[0]


def buat_banyak_kartu(
    *, calon: list[CalonKartu], pelaku: Pelaku, kpj: list[str] | None = None
) -> list[Kepesertaan]:
    """Issue cards, each with a fresh number.

    Writes: kepesertaan.   Audit: kartu.dibuat, once per card.
    """
    nomor = kpj or _nomor_baru(len(calon))
    with transaction.atomic():
        kartu = Kepesertaan.objects.bulk_create(
            Kepesertaan(
                peserta=satu.peserta, perusahaan=satu.perusahaan, kpj=angka,
                kpj_samar=samarkan_ekor(angka), jenis=satu.jenis,
                tanggal_mulai=satu.tanggal_mulai, nama_terdaftar=satu.nama_lain,
            )
            for satu, angka in zip(calon, nomor, strict=True)
        )  # fmt: skip
        for satu in kartu:
            audit.catat(
                aksi=Aksi.KARTU_DIBUAT, pelaku=pelaku, objek=satu, peserta=satu.peserta,
                sesudah={"kpj_samar": satu.kpj_samar, "jenis": satu.jenis},
            )  # fmt: skip
    return kartu


def hentikan_kartu(
    *,
    kepesertaan_id: int,
    tanggal: date,
    sebab: SebabKeluar,
    pelaku: Pelaku,
    tanggal_pernyataan: date | None = None,
    dilaporkan_pada: datetime | None = None,
    pelapor: Kepesertaan.Pelapor = Kepesertaan.Pelapor.PERUSAHAAN,
) -> Kepesertaan:
    """Stamp what is reported about a leaver; the same report again changes nothing.

    Shape:  a later report with another date or reason replaces the earlier one; `pelapor` = on
            whose word.
    Writes: kepesertaan.   Audit: kartu.diubah.
    Raises: TidakDitemukan("kartu_tidak_ada"); Bentrok("kartu_sudah_berakhir") for a card that was
            claimed or merged; ValueError when the date lies before the start.
    """
    with transaction.atomic():
        kartu = (
            Kepesertaan.objects.select_for_update(no_key=True, of=("self",))
            .select_related("peserta")
            .filter(pk=kepesertaan_id)
            .first()
        )
        if kartu is None:
            raise TidakDitemukan("kartu_tidak_ada")
        if (kartu.tanggal_berakhir, kartu.sebab_berakhir) == (tanggal, sebab):
            return kartu
        if kartu.status not in {_S.AKTIF, _S.NONAKTIF}:
            raise Bentrok("kartu_sudah_berakhir")
        if tanggal < kartu.tanggal_mulai:
            raise ValueError("berakhir_sebelum_mulai")
        sebelum = {"status": kartu.status, "sebab": kartu.sebab_berakhir}
        kartu.status = _S.NONAKTIF
        kartu.tanggal_berakhir, kartu.sebab_berakhir = tanggal, sebab.value
        kartu.tanggal_pernyataan = tanggal_pernyataan
        kartu.dilaporkan_pada, kartu.pelapor = dilaporkan_pada or timezone.now(), pelapor
        kartu.save(
            update_fields=[
                "status", "tanggal_berakhir", "sebab_berakhir", "tanggal_pernyataan",
                "dilaporkan_pada", "pelapor",
            ]
        )  # fmt: skip
        audit.catat(
            aksi=Aksi.KARTU_DIUBAH, pelaku=pelaku, objek=kartu, peserta=kartu.peserta,
            sebelum=sebelum, sesudah={
                "status": kartu.status, "sebab": sebab, "per": tanggal, "sumber": pelapor,
            },
        )  # fmt: skip
    return kartu


def kunci_kartu(*, kepesertaan_id: int) -> None:
    """Let one act at a time touch a card, until the transaction ends."""
    list(Kepesertaan.objects.select_for_update(no_key=True).filter(pk=kepesertaan_id))


def kunci_kartu_peserta(*, peserta: Peserta) -> list[Kepesertaan]:
    """Return all cards of a person in the order of their ids, locked until the transaction ends."""
    return list(
        Kepesertaan.objects.select_for_update(no_key=True, of=("self",))
        .select_related("perusahaan")
        .filter(peserta=peserta)
        .order_by("pk")
    )


def tandai_digabung(*, kartu: Kepesertaan, tujuan: Kepesertaan, pelaku: Pelaku) -> None:
    """Point an inactive card, locked by the caller, at the one that has its money now.

    Writes: kepesertaan.   Audit: kartu.diubah.
    Raises: Bentrok("kartu_sudah_berakhir") unless it is inactive.
    """
    _arahkan(kartu, tujuan, dari=_S.NONAKTIF, ke=_S.DIGABUNG, pelaku=pelaku)


def tandai_tidak_digabung(*, kartu: Kepesertaan, pelaku: Pelaku) -> None:
    """Undo `tandai_digabung` on a card that the caller has locked.

    Writes: kepesertaan.   Audit: kartu.diubah.
    Raises: Bentrok("kartu_sudah_berakhir") unless it is merged.
    """
    _arahkan(kartu, None, dari=_S.DIGABUNG, ke=_S.NONAKTIF, pelaku=pelaku)


def tandai_sengketa(
    *, kepesertaan_id: int, disengketakan: bool, alasan: str, pelaku: Pelaku
) -> Kepesertaan:
    """Note that somebody contests whose card this is, or that it is settled.

    Writes: kepesertaan.   Audit: kartu.disengketakan.
    Raises: TidakDitemukan("kartu_tidak_ada").
    """
    with transaction.atomic():
        kartu = (
            Kepesertaan.objects.select_for_update(no_key=True, of=("self",))
            .select_related("peserta")
            .filter(pk=kepesertaan_id)
            .first()
        )
        if kartu is None:
            raise TidakDitemukan("kartu_tidak_ada")
        if (kartu.disengketakan_pada is not None) == disengketakan:
            return kartu
        kartu.disengketakan_pada = timezone.now() if disengketakan else None
        kartu.save(update_fields=["disengketakan_pada"])
        audit.catat(
            aksi=Aksi.KARTU_DISENGKETAKAN, pelaku=pelaku, objek=kartu, peserta=kartu.peserta,
            sesudah={"hasil": disengketakan, "kpj_samar": kartu.kpj_samar}, alasan=alasan,
        )  # fmt: skip
    return kartu


def tandai_diklaim(*, kepesertaan_ids: Iterable[int], pelaku: Pelaku) -> None:
    """Write down that the money of these inactive cards was paid out; active ones stay active.

    Writes: kepesertaan.   Audit: kartu.diubah.
    """
    _pindahkan(kepesertaan_ids, dari=_S.NONAKTIF, ke=_S.DIKLAIM, pelaku=pelaku)


def tandai_belum_diklaim(*, kepesertaan_ids: Iterable[int], pelaku: Pelaku) -> None:
    """Undo `tandai_diklaim` when a payout came back.

    Writes: kepesertaan.   Audit: kartu.diubah.
    """
    _pindahkan(kepesertaan_ids, dari=_S.DIKLAIM, ke=_S.NONAKTIF, pelaku=pelaku)


def _pindahkan(
    kepesertaan_ids: Iterable[int],
    *,
    dari: Kepesertaan.Status,
    ke: Kepesertaan.Status,
    pelaku: Pelaku,
) -> None:
    with transaction.atomic(savepoint=False):
        kartu = (
            Kepesertaan.objects.select_for_update(no_key=True, of=("self",))
            .select_related("peserta")
            .only("status", "peserta__nama")
            .filter(pk__in=list(kepesertaan_ids), status=dari)
            .order_by("pk")
        )
        for satu in kartu:
            satu.status = ke
            satu.save(update_fields=["status"])
            audit.catat(
                aksi=Aksi.KARTU_DIUBAH, pelaku=pelaku, objek=satu, peserta=satu.peserta,
                sebelum={"status": dari}, sesudah={"status": ke},
            )  # fmt: skip


def _arahkan(
    kartu: Kepesertaan,
    tujuan: Kepesertaan | None,
    *,
    dari: Kepesertaan.Status,
    ke: Kepesertaan.Status,
    pelaku: Pelaku,
) -> None:
    terubah = Kepesertaan.objects.filter(pk=kartu.pk, status=dari).update(
        status=ke, digabung_ke=tujuan
    )
    if terubah != 1:
        raise Bentrok("kartu_sudah_berakhir")
    kartu.status, kartu.digabung_ke = ke, tujuan
    audit.catat(
        aksi=Aksi.KARTU_DIUBAH, pelaku=pelaku, objek=kartu, peserta=kartu.peserta,
        sebelum={"status": dari},
        sesudah={"status": ke, "ke": tujuan.kpj_samar if tujuan else ""},
    )  # fmt: skip


def _nomor_baru(banyak: int) -> list[str]:
    """Return unused card numbers: two digits of the year, nine that nobody can guess."""
    awalan = f"{hari_ini_wib(timezone.now()):%y}"
    hasil: set[str] = set()
    while len(hasil) < banyak:
        calon = {f"{awalan}{secrets.randbelow(10**9):09d}" for _ in range(banyak - len(hasil))}
        terpakai = Kepesertaan.objects.filter(kpj__in=calon).values_list("kpj", flat=True)
        hasil |= calon - set(terpakai)
    return list(hasil)
