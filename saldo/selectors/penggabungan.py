"""Merging of cards as it can be read: what each card is, what would move, what was merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime

from django.db import connection
from django.db.models import Count, Exists, Min, OuterRef, Q

from accounts.models import Akun, Peserta
from jmo.lib.galat import TidakDitemukan
from jmo.lib.tanggal import Periode
from jmo.lib.uang import Rupiah
from saldo.models import (
    EntriJurnal,
    Iuran,
    Kepesertaan,
    KreditPengembangan,
    PenggabunganKartu,
    TahananSaldo,
)
from saldo.rules.buku import BarisEntri, JenisAkun, JenisEntri
from saldo.rules.masa_kepesertaan import StatusKepesertaan, hitung_masa_bulan
from saldo.rules.penggabungan import FaktaUrung, KartuGabung, Pemilik
from saldo.rules.penggabungan_buku import BagianKartu
from saldo.selectors.entri import baris_jurnal

_S = PenggabunganKartu.Status
# Asks an app above whether a person's identity is contested there (`daftarkan_sengketa`).
_SENGKETA: list[Callable[[Peserta], bool]] = []
# A hold names what asked for it; that of a claim says more than that money is set aside.
AWALAN_KLAIM = "klaim:"


def pemilik_dari(peserta: Peserta) -> Pemilik:
    """Return the person as verified, as the rule of merging takes it."""
    return Pemilik(str(peserta.nomor_identitas), peserta.tanggal_lahir, peserta.nama)


def daftarkan_sengketa(bertanya: Callable[[Peserta], bool]) -> None:
    """Let an app above say whether somebody's name, NIK or birth date is being corrected."""
    if bertanya not in _SENGKETA:
        _SENGKETA.append(bertanya)


def fakta_gabung(peserta: Peserta, kartu: Sequence[Kepesertaan]) -> list[KartuGabung]:
    """Return these cards with what is registered on them and what burdens them, in their order."""
    tahanan: dict[int, bool] = {}
    for kartu_id, rujukan in TahananSaldo.objects.filter(
        kepesertaan__in=[satu.pk for satu in kartu], status=TahananSaldo.Status.DITAHAN
    ).values_list("kepesertaan_id", "rujukan"):
        tahanan[kartu_id] = rujukan.startswith(AWALAN_KLAIM)
    pemilik = pemilik_dari(peserta)
    sengketa = any(bertanya(peserta) for bertanya in _SENGKETA)
    return [
        KartuGabung(
            kartu_id=satu.pk,
            status=StatusKepesertaan(satu.status),
            tanggal_mulai=satu.tanggal_mulai,
            nik=pemilik.nik,
            tanggal_lahir=satu.tanggal_lahir_terdaftar or pemilik.tanggal_lahir,
            nama=satu.nama_terdaftar or pemilik.nama,
            ada_tahanan=tahanan.get(satu.pk) is False,
            ada_klaim_terbuka=tahanan.get(satu.pk) is True,
            ada_sengketa=sengketa or satu.disengketakan_pada is not None,
        )
        for satu in kartu
    ]


def bagian_kartu(kepesertaan_ids: Collection[int]) -> dict[int, list[BagianKartu]]:
    """Return the money of each card by kind, year and value date, oldest first.

    Shape:  over all accounts of a card, so that a hold which was released leaves no trace; zero
            is left out, a card without money is absent.
    """
    hasil: dict[int, list[BagianKartu]] = defaultdict(list)
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT a.kepesertaan_id, e.jenis, e.tahun, e.tanggal_nilai, "
            "sum(e.kredit - e.debit)::bigint "
            "FROM saldo_akunbuku a JOIN saldo_entrijurnal e ON e.akun_id = a.id "
            "WHERE a.kepesertaan_id = ANY(%s) GROUP BY 1, 2, 3, 4 "
            "HAVING sum(e.kredit - e.debit) <> 0 ORDER BY 1, 4, 3, 2",
            [list(kepesertaan_ids)],
        )
        for kartu_id, jenis, tahun, tanggal, jumlah in kursor.fetchall():
            hasil[kartu_id].append(
                BagianKartu(kartu_id, JenisEntri(jenis), tahun, tanggal, Rupiah(jumlah))
            )
    return dict(hasil)


def tahun_dikreditkan(kepesertaan_ids: Collection[int]) -> dict[int, set[int]]:
    """Return for each card the years whose return is credited once and for all."""
    hasil: dict[int, set[int]] = defaultdict(set)
    for kartu_id, tahun in KreditPengembangan.objects.filter(
        kepesertaan__in=list(kepesertaan_ids), sementara=False
    ).values_list("kepesertaan_id", "tahun"):
        hasil[kartu_id].add(tahun)
    return dict(hasil)


def masa_kepesertaan_bulan(peserta: Peserta, *, pada: date) -> int:
    """Return the months of membership of a person: the union of all cards, merged ones too.

    Source: PP 46/2015 Art. 22 asks for ten years; that merged cards count is our reading.
    """
    masa = Kepesertaan.objects.filter(peserta=peserta).values_list(
        "tanggal_mulai", "tanggal_berakhir"
    )
    return hitung_masa_bulan((Periode(mulai, sampai) for mulai, sampai in masa), pada=pada)


def daftar_penggabungan(peserta: Peserta) -> list[PenggabunganKartu]:
    """Return every merge of a person with its cards, the newest first."""
    return list(
        PenggabunganKartu.objects.filter(peserta=peserta)
        .select_related("sumber__perusahaan", "tujuan__perusahaan")
        .order_by("-pk")
    )


def ambil_penggabungan_milik(akun: Akun, penggabungan_id: int) -> PenggabunganKartu:
    """Return one merge of this account's person.

    Raises: TidakDitemukan("penggabungan_tidak_ada"), also for somebody else's.
    """
    satu = (
        PenggabunganKartu.objects.filter(pk=penggabungan_id, peserta__akun=akun)
        .select_related("peserta", "sumber__perusahaan", "tujuan__perusahaan", "jurnal")
        .first()
    )
    if satu is None:
        raise TidakDitemukan("penggabungan_tidak_ada")
    return satu


def fakta_urung(penggabungan: PenggabunganKartu) -> FaktaUrung:
    """Return what stands in the way of undoing this merge; it stands now or stood."""
    tujuan = Kepesertaan.objects.get(pk=penggabungan.tujuan_id)
    tahanan = TahananSaldo.objects.filter(kepesertaan=tujuan)
    assert penggabungan.digabung_pada is not None
    assert penggabungan.boleh_urung_sampai is not None
    return FaktaUrung(
        status_tujuan=StatusKepesertaan(tujuan.status),
        ada_tahanan=tahanan.filter(status=TahananSaldo.Status.DITAHAN).exists(),
        pernah_ditahan=tahanan.filter(
            _sesudah(penggabungan), rujukan__startswith=AWALAN_KLAIM
        ).exists(),
        boleh_urung_sampai=penggabungan.boleh_urung_sampai,
        iuran_menyusul=_iuran_menyusul(penggabungan.sumber_id),
    )


def _iuran_menyusul(kartu_id: int) -> bool:
    """Tell whether contributions of a card stand on another's account.

    Asked of the entries: numbers of journals and times are drawn before a file waits for a merge.
    """
    sendiri = EntriJurnal.objects.filter(
        jurnal=OuterRef("jurnal"), akun__kepesertaan=kartu_id, akun__jenis=JenisAkun.PESERTA_IURAN
    )
    iuran = Iuran.objects.filter(Q(jht_pemberi_kerja__gt=0) | Q(jht_pekerja__gt=0))
    return iuran.filter(~Exists(sendiri), kepesertaan=kartu_id).exists()


def _sesudah(penggabungan: PenggabunganKartu) -> Q:
    """Tell holds that came after a merge from those before it."""
    if penggabungan.jurnal_id is None:
        return Q(dibuat_pada__gte=penggabungan.digabung_pada)
    # Numbers of journals are drawn under the lock of the card; times are those at which a
    # transaction began, and it may have waited for the merge.
    return Q(jurnal_tahan__gt=penggabungan.jurnal_id)


def hitung_penggabungan_menunggu() -> tuple[int, datetime | None]:
    """Return how many merges wait for an officer and since when, late undos included."""
    baru = PenggabunganKartu.objects.filter(status=_S.MENUNGGU_PETUGAS).aggregate(
        banyak=Count("pk"), sejak=Min("dibuat_pada")
    )
    urung = PenggabunganKartu.objects.filter(
        status=_S.BERLAKU, urung_diminta_pada__isnull=False
    ).aggregate(banyak=Count("pk"), sejak=Min("urung_diminta_pada"))
    sejak = [satu for satu in (baru["sejak"], urung["sejak"]) if satu is not None]
    return baru["banyak"] + urung["banyak"], min(sejak, default=None)


def entri_penggabungan(penggabungan: PenggabunganKartu) -> list[BarisEntri]:
    """Return the lines that moved a card's money; empty for one that had none."""
    return [] if penggabungan.jurnal is None else baris_jurnal(penggabungan.jurnal)


def penggabungan_berlaku(
    kartu: Kepesertaan,
) -> tuple[PenggabunganKartu | None, list[PenggabunganKartu]]:
    """Return where this card's money went (None: nowhere), and what came to it, the newest first.

    Result: only merges that stand; one query.
    """
    semua = list(
        PenggabunganKartu.objects.filter(Q(sumber=kartu) | Q(tujuan=kartu), status=_S.BERLAKU)
        .select_related("sumber", "tujuan")
        .order_by("-pk")
    )
    keluar = next((satu for satu in semua if satu.sumber_id == kartu.pk), None)
    return keluar, [satu for satu in semua if satu.tujuan_id == kartu.pk]
