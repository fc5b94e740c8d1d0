"""Crediting of returns to one card, and the sample rates for trying out."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import transaction

from accounts import audit
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from jmo.lib.uang import Rupiah
from saldo.models import Jurnal, Kepesertaan, Ketentuan, KreditPengembangan
from saldo.rules.buku import JenisEntri, JenisJurnal, Posisi, susun_pengembangan
from saldo.rules.data_ketentuan import TARIF_CONTOH
from saldo.rules.pengembangan import hitung_pengembangan, hitung_selisih_kredit
from saldo.selectors import tarif_pengembangan
from saldo.selectors.pengembangan import gerak_tahun
from saldo.services.akun_buku import ambil_akun_kartu, kunci_akun
from saldo.services.buku import catat_jurnal
from saldo.services.kartu import kunci_kartu
from saldo.services.pengembangan import tarif_tutup_tahun


def muat_tarif_contoh(*, pelaku: Pelaku) -> int:
    """Load the return rates marked "tarif contoh, bukan resmi"; a second time adds nothing.

    Result: how many years are new.
    Writes: ketentuan.   Audit: ketentuan.dimuat.
    Raises: RuntimeError in production, where a rate that nobody set must not be used.
    """
    if not settings.TARIF_CONTOH:
        raise RuntimeError("sample rates have no place in production")
    with transaction.atomic():
        ada = set(tarif_pengembangan())
        baru = [satu for satu in TARIF_CONTOH if satu.berlaku_sejak.year not in ada]
        for satu in baru:
            ketentuan = Ketentuan.objects.create(
                jenis=satu.jenis.value, nilai=satu.nilai, berlaku_sejak=satu.berlaku_sejak,
                berlaku_sampai=satu.berlaku_sampai, dasar_hukum=satu.dasar_hukum, contoh=True,
            )  # fmt: skip
            audit.catat(
                aksi=Aksi.KETENTUAN_DIMUAT, pelaku=pelaku, objek=ketentuan,
                sesudah={"jenis": satu.jenis, "per": satu.berlaku_sejak, "sumber": "contoh"},
            )  # fmt: skip
    return len(baru)


def bukukan_pengembangan(*, kepesertaan: Kepesertaan, tahun: int, pelaku: Pelaku) -> Jurnal | None:
    """Credit the return of one card and year; a year that is credited stays as it is.

    Shape:  `tahun` is over. Money earns from the day on which it was paid in; the remainder below a
            rupiah is carried from year to year; what was credited provisionally is not booked
            again. What a merged card earned goes to the card that it was merged into.
    Result: None when nothing was left to book.
    Writes: kredit_pengembangan, jurnal, entri_jurnal, akun_buku.   Audit: pengembangan.dibukukan.
    Raises: as `tarif_tutup_tahun`.
    """
    with transaction.atomic():
        kunci_kartu(kepesertaan_id=kepesertaan.pk)
        lama = KreditPengembangan.objects.filter(
            kepesertaan=kepesertaan, tahun=tahun, sementara=False
        ).first()
        if lama is not None:
            return lama.jurnal
        ketentuan = tarif_tutup_tahun(tahun)
        tujuan = _tujuan(kepesertaan)
        # The yearly run locks the account before it looks whether the card was credited; all kinds
        # at once, as everybody who moves money of a card.
        kunci_akun(akun_ids=ambil_akun_kartu(kepesertaan_ids=[tujuan]).values())
        return _kreditkan(kepesertaan, tujuan, ketentuan, pelaku=pelaku)


def _kreditkan(
    kepesertaan: Kepesertaan, tujuan: int, ketentuan: Ketentuan, *, pelaku: Pelaku
) -> Jurnal | None:
    tahun = ketentuan.berlaku_sejak.year
    gerak = gerak_tahun([kepesertaan.pk], tahun=tahun)[kepesertaan.pk]
    if gerak.final or not gerak.punya_uang:
        kredit = KreditPengembangan.objects.filter(
            kepesertaan=kepesertaan, tahun=tahun, sementara=False
        ).first()
        return kredit.jurnal if kredit else None
    hasil = hitung_pengembangan(
        saldo_awal=gerak.saldo_awal, setoran=gerak.setoran, tarif=ketentuan.nilai,
        sisa_awal=gerak.sisa,
    )  # fmt: skip
    jumlah = hitung_selisih_kredit(hasil, gerak.sementara)
    jurnal = _bukukan(kepesertaan, tujuan, ketentuan, jumlah, pelaku=pelaku) if jumlah else None
    KreditPengembangan.objects.create(
        kepesertaan=kepesertaan, tahun=tahun, sementara=False, sampai_bulan=12,
        tarif=ketentuan.nilai, jumlah=jumlah, sisa=hasil.sisa, jurnal=jurnal,
    )  # fmt: skip
    return jurnal


def _bukukan(
    kepesertaan: Kepesertaan, tujuan: int, ketentuan: Ketentuan, jumlah: Rupiah, *, pelaku: Pelaku
) -> Jurnal:
    tahun = ketentuan.berlaku_sejak.year
    akhir_tahun = date(tahun, 12, 31)
    posisi = Posisi(tujuan, JenisEntri.PENGEMBANGAN, tahun, jumlah)
    jurnal = catat_jurnal(
        jenis=JenisJurnal.PENGEMBANGAN,
        rujukan=f"pengembangan:{tahun}:{kepesertaan.pk}",
        tanggal_nilai=akhir_tahun,
        baris=susun_pengembangan([posisi], tanggal_nilai=akhir_tahun),
        keterangan=ketentuan.dasar_hukum[:200],
    )
    audit.catat(
        aksi=Aksi.PENGEMBANGAN_DIBUKUKAN, pelaku=pelaku, objek=jurnal, peserta=kepesertaan.peserta,
        sesudah={"kpj_samar": kepesertaan.kpj_samar, "per": akhir_tahun, "jumlah": jumlah},
    )  # fmt: skip
    return jurnal


def _tujuan(kepesertaan: Kepesertaan) -> int:
    """Return the card in which the money of this one is now; its own unless it was merged."""
    kartu, ke = kepesertaan.pk, kepesertaan.digabung_ke_id
    while ke is not None:
        kartu, ke = Kepesertaan.objects.values_list("pk", "digabung_ke_id").get(pk=ke)
    return kartu
