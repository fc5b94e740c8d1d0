"""Provisional returns: the months of the running year, credited before a claim takes the money."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction

from accounts import audit
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from jmo.lib.galat import TidakDitemukan
from saldo.models import Jurnal, Kepesertaan, KreditPengembangan
from saldo.rules.buku import JenisEntri, JenisJurnal, Posisi, susun_pengembangan
from saldo.selectors.sementara import HasilSementara, hasil_sementara, kartu_dengan_gabungan
from saldo.services.akun_buku import ambil_akun_kartu, kunci_akun
from saldo.services.buku import catat_jurnal, pesan_nomor_jurnal


def kreditkan_sementara(
    *, kepesertaan_ids: Collection[int], pelaku: Pelaku, tanggal: date
) -> HasilSementara:
    """Credit these cards of one person what they have earned this year, at the newest known rate.

    Shape:  a building block of the caller's transaction. Merged cards count with the one that has
            their money. Whatever becomes of the claim, the credit stays; a second time only what
            has been earned since is added. The year's final credit books the rest.
    Result: what was credited; `tarif` None when no rate is known, then nothing was.
    Writes: kredit_pengembangan, jurnal, entri_jurnal, akun_buku.   Audit: pengembangan.dibukukan.
    Raises: TidakDitemukan("kartu_tidak_ada").
    """
    with transaction.atomic():
        tujuan = kartu_dengan_gabungan(kepesertaan_ids)
        kartu = _kunci_kartu(tujuan)
        # All kinds at once: whoever holds the money afterwards locks the others in the same order.
        kunci_akun(akun_ids=ambil_akun_kartu(kepesertaan_ids=tujuan.values()).values())
        hasil = hasil_sementara(kepesertaan_ids, tanggal=tanggal)
        if hasil.bagian:
            _bukukan(hasil, kartu, pelaku=pelaku, tanggal=tanggal)
    return hasil


def _kunci_kartu(kepesertaan_ids: Collection[int]) -> list[Kepesertaan]:
    kartu = list(
        Kepesertaan.objects.select_for_update(no_key=True, of=("self",))
        .select_related("peserta")
        .filter(pk__in=kepesertaan_ids)
        .order_by("pk")
    )
    if not kartu:
        raise TidakDitemukan("kartu_tidak_ada")
    if len({satu.peserta_id for satu in kartu}) != 1:
        raise ValueError("kredit_sementara_lebih_dari_satu_peserta")
    return kartu


def _bukukan(
    hasil: HasilSementara, kartu: list[Kepesertaan], *, pelaku: Pelaku, tanggal: date
) -> Jurnal:
    assert hasil.tarif is not None
    nomor = pesan_nomor_jurnal()
    jurnal = catat_jurnal(
        jenis=JenisJurnal.PENGEMBANGAN_SEMENTARA,
        rujukan=f"pengembangan:{hasil.tahun}:sementara:{nomor}",
        nomor=nomor,
        tanggal_nilai=tanggal,
        baris=susun_pengembangan(
            [
                Posisi(satu.tujuan_id, JenisEntri.PENGEMBANGAN, hasil.tahun, satu.jumlah)
                for satu in hasil.bagian
            ],
            tanggal_nilai=tanggal,
        ),
        keterangan=f"tarif tahun {hasil.dari_tahun}, sementara{', contoh' * hasil.contoh}",
    )
    KreditPengembangan.objects.bulk_create(
        KreditPengembangan(
            kepesertaan_id=satu.kartu_id, tahun=hasil.tahun, sementara=True,
            sampai_bulan=hasil.sampai_bulan, tarif=hasil.tarif.tarif, jumlah=satu.jumlah,
            sisa=satu.sisa, jurnal=jurnal,
        )
        for satu in hasil.bagian
    )  # fmt: skip
    samar = {satu.pk: satu.kpj_samar for satu in kartu}
    audit.catat(
        aksi=Aksi.PENGEMBANGAN_DIBUKUKAN, pelaku=pelaku, objek=jurnal, peserta=kartu[0].peserta,
        sesudah={
            "kpj_samar": [samar[satu.kartu_id] for satu in hasil.bagian], "per": tanggal,
            "jumlah": hasil.jumlah, "jenis": "sementara",
        },
    )  # fmt: skip
    return jurnal
