"""Undoing a merge: by the participant within days, later by two officers; always contra entries."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import Akun, Peserta
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from accounts.services.pesan import beri_tahu
from jmo.lib.galat import BelumLayak, Bentrok, TidakDitemukan
from jmo.lib.tanggal import hari_ini_wib
from saldo.models import Jurnal, KreditPengembangan, PenggabunganKartu
from saldo.rules.buku import JenisJurnal
from saldo.rules.pengembangan import hitung_pengembangan
from saldo.rules.penggabungan import boleh_memutus, periksa_urung
from saldo.rules.penggabungan_buku import (
    susun_pembatalan,
    susun_pindah_hasil,
)
from saldo.selectors.entri import baris_jurnal
from saldo.selectors.pengembangan import gerak_tahun
from saldo.selectors.penggabungan import fakta_urung
from saldo.services.buku import catat_jurnal
from saldo.services.kartu import tandai_tidak_digabung
from saldo.services.penggabungan.gabung import kunci_untuk_gabung
from saldo.services.penggabungan.rencana import kreditkan_tertunda

_S = PenggabunganKartu.Status


def urungkan_penggabungan(*, penggabungan_id: int, pelaku: Pelaku) -> PenggabunganKartu:
    """Undo one merge for the participant; a second time changes nothing.

    Shape:  the caller has reached the row through `ambil_penggabungan_milik`.
    Writes: penggabungan_kartu, jurnal, entri_jurnal, kepesertaan, pesan.
    Rings:  accounts.kirim_pesan.   Audit: penggabungan.diurungkan, kartu.diubah.
    Raises: TidakDitemukan("penggabungan_tidak_ada"); Bentrok("gabung_tidak_berlaku");
            BelumLayak("urung_...") with the reason: seven days are over, a claim was filed, the
            target is held, claimed or merged; Bentrok("saldo_tidak_cukup").
    """
    with transaction.atomic():
        kasus = kunci_penggabungan(penggabungan_id)
        if kasus.status == _S.DIURUNGKAN:
            return kasus
        return _urungkan(kasus, pelaku=pelaku, oleh_petugas=False)


def minta_urung(
    *, penggabungan_id: int, alasan: str, petugas: Akun, pelaku: Pelaku
) -> PenggabunganKartu:
    """Ask, as an officer, that a merge is undone after its seven days; another officer decides.

    Writes: penggabungan_kartu.   Audit: penggabungan.urung_diminta.
    Raises: TidakDitemukan("penggabungan_tidak_ada"); Bentrok("gabung_tidak_berlaku");
            BelumLayak("gabung_masih_bisa_sendiri") within the seven days, BelumLayak("urung_...").
    """
    with transaction.atomic():
        kasus = kunci_penggabungan(penggabungan_id)
        _pastikan_berlaku(kasus)
        if not periksa_urung(fakta_urung(kasus), sekarang=timezone.now()):
            raise BelumLayak("gabung_masih_bisa_sendiri")
        _pastikan_boleh(kasus, oleh_petugas=True)
        kasus.urung_diminta_oleh, kasus.urung_diminta_pada = petugas, timezone.now()
        kasus.alasan_urung = alasan
        kasus.save(update_fields=["urung_diminta_oleh", "urung_diminta_pada", "alasan_urung"])
        _catat(Aksi.PENGGABUNGAN_URUNG_DIMINTA, kasus, pelaku=pelaku, alasan=alasan)
        return kasus


def setujui_urung(
    *, penggabungan_id: int, alasan: str, petugas: Akun, pelaku: Pelaku
) -> PenggabunganKartu:
    """Undo a merge as the second officer.

    Writes: penggabungan_kartu, jurnal, entri_jurnal, kepesertaan, pesan.
    Rings:  accounts.kirim_pesan.   Audit: penggabungan.diurungkan, kartu.diubah.
    Raises: as `urungkan_penggabungan`; Bentrok("gabung_tidak_menunggu") when nobody asked;
            BelumLayak("gabung_petugas_sama") for whoever asked.
    """
    with transaction.atomic():
        kasus = kunci_penggabungan(penggabungan_id)
        _pastikan_diminta(kasus, petugas)
        _putuskan(kasus, petugas, alasan)
        return _urungkan(kasus, pelaku=pelaku, oleh_petugas=True, alasan=alasan)


def tolak_urung(
    *, penggabungan_id: int, alasan: str, petugas: Akun, pelaku: Pelaku
) -> PenggabunganKartu:
    """Turn the request for a late undo down as the second officer; the merge stands.

    Writes: penggabungan_kartu.   Audit: penggabungan.urung_ditolak.
    Raises: as `setujui_urung`.
    """
    with transaction.atomic():
        kasus = kunci_penggabungan(penggabungan_id)
        _pastikan_diminta(kasus, petugas)
        kasus.urung_diminta_oleh = kasus.urung_diminta_pada = None
        kasus.save(update_fields=["urung_diminta_oleh", "urung_diminta_pada"])
        _putuskan(kasus, petugas, alasan)
        _catat(Aksi.PENGGABUNGAN_URUNG_DITOLAK, kasus, pelaku=pelaku, alasan=alasan)
        return kasus


def kunci_penggabungan(penggabungan_id: int) -> PenggabunganKartu:
    """Return one merge with cards, accounts and itself locked until the transaction ends.

    Raises: TidakDitemukan("penggabungan_tidak_ada").
    """
    peserta = Peserta.objects.filter(penggabungan=penggabungan_id).first()
    if peserta is None:
        raise TidakDitemukan("penggabungan_tidak_ada")
    # Cards before everything else, as whoever merges, holds or books does.
    kunci_untuk_gabung(peserta)
    return (
        PenggabunganKartu.objects.select_for_update(of=("self",))
        .select_related("peserta__akun", "sumber", "tujuan", "jurnal")
        .get(pk=penggabungan_id)
    )


def _urungkan(
    kasus: PenggabunganKartu, *, pelaku: Pelaku, oleh_petugas: bool, alasan: str = ""
) -> PenggabunganKartu:
    _pastikan_berlaku(kasus)
    _pastikan_boleh(kasus, oleh_petugas=oleh_petugas)
    kasus.jurnal_urung = _kembalikan(kasus, pelaku=pelaku)
    tandai_tidak_digabung(kartu=kasus.sumber, pelaku=pelaku)
    kasus.status, kasus.diurungkan_pada = _S.DIURUNGKAN, timezone.now()
    kasus.save(update_fields=["status", "diurungkan_pada", "jurnal_urung"])
    _catat(Aksi.PENGGABUNGAN_DIURUNGKAN, kasus, pelaku=pelaku, alasan=alasan)
    if kasus.peserta.akun is not None:
        beri_tahu(
            akun=kasus.peserta.akun, jenis="gabung_diurungkan",
            data={
                "sumber": kasus.sumber.kpj_samar, "tujuan": kasus.tujuan.kpj_samar,
                "jumlah": kasus.jumlah,
            },
            kunci_sekali=f"gabung_diurungkan:{kasus.pk}", keamanan=True, tautan="/saldo/gabung/",
        )  # fmt: skip
    return kasus


def _kembalikan(kasus: PenggabunganKartu, *, pelaku: Pelaku) -> Jurnal | None:
    """Book the contra entries, then put right what was earned on the wrong card meanwhile."""
    if kasus.jurnal is None:
        return None
    # First as merged: a year that one card is credited for and the other not would fall between.
    kreditkan_tertunda([kasus.sumber, kasus.tujuan], pelaku=pelaku)
    jurnal = catat_jurnal(
        jenis=JenisJurnal.BATAL_PENGGABUNGAN,
        rujukan=f"gabung:{kasus.pk}:urung",
        tanggal_nilai=hari_ini_wib(timezone.now()),
        baris=susun_pembatalan(baris_jurnal(kasus.jurnal)),
        keterangan=f"{kasus.tujuan.kpj_samar} kembali ke {kasus.sumber.kpj_samar}",
        koreksi_dari=kasus.jurnal,
    )
    # Years in which the old card earned nothing: those while it was merged, or without money.
    nihil = KreditPengembangan.objects.filter(
        kepesertaan=kasus.sumber, sementara=False, jumlah=0
    ).order_by("tahun")
    for kredit in nihil:
        _pindahkan_hasil(kasus, kredit)
    return jurnal


def _pindahkan_hasil(kasus: PenggabunganKartu, kredit: KreditPengembangan) -> None:
    """Give the old card what its money earned on the target in one year."""
    gerak = gerak_tahun([kasus.sumber_id], tahun=kredit.tahun)[kasus.sumber_id]
    hasil = hitung_pengembangan(
        saldo_awal=gerak.saldo_awal, setoran=gerak.setoran, tarif=kredit.tarif,
        sisa_awal=gerak.sisa,
    )  # fmt: skip
    if hasil.jumlah <= 0:
        return
    diterima = KreditPengembangan.objects.filter(
        kepesertaan=kasus.tujuan, tahun=kredit.tahun, sementara=False
    ).first()
    baris = susun_pindah_hasil(
        dari_id=kasus.tujuan_id, ke_id=kasus.sumber_id, tahun=kredit.tahun, jumlah=hasil.jumlah
    )
    catat_jurnal(
        jenis=JenisJurnal.KOREKSI,
        rujukan=f"gabung:{kasus.pk}:hasil:{kredit.tahun}",
        tanggal_nilai=baris[0].tanggal_nilai,
        baris=baris,
        koreksi_dari=(diterima.jurnal if diterima else None) or kasus.jurnal,
    )


def _pastikan_berlaku(kasus: PenggabunganKartu) -> None:
    if kasus.status != _S.BERLAKU:
        raise Bentrok("gabung_tidak_berlaku")


def _pastikan_boleh(kasus: PenggabunganKartu, *, oleh_petugas: bool) -> None:
    sebab = periksa_urung(fakta_urung(kasus), sekarang=timezone.now(), oleh_petugas=oleh_petugas)
    if sebab:
        raise BelumLayak(f"urung_{sebab[0].lower()}")


def _pastikan_diminta(kasus: PenggabunganKartu, petugas: Akun) -> None:
    _pastikan_berlaku(kasus)
    if kasus.urung_diminta_oleh_id is None:
        raise Bentrok("gabung_tidak_menunggu")
    assert petugas.pk is not None
    if not boleh_memutus(pembuat_id=kasus.urung_diminta_oleh_id, pemutus_id=petugas.pk):
        raise BelumLayak("gabung_petugas_sama")


def _putuskan(kasus: PenggabunganKartu, petugas: Akun, jawaban: str) -> None:
    kasus.petugas, kasus.jawaban, kasus.diputus_pada = petugas, jawaban[:500], timezone.now()
    kasus.save(update_fields=["petugas", "jawaban", "diputus_pada"])


def _catat(aksi: Aksi, kasus: PenggabunganKartu, *, pelaku: Pelaku, alasan: str = "") -> None:
    audit.catat(
        aksi=aksi, pelaku=pelaku, objek=kasus, peserta=kasus.peserta, alasan=alasan,
        sesudah={
            "status": kasus.status, "jumlah": kasus.jumlah,
            "dari": kasus.tujuan.kpj_samar, "ke": kasus.sumber.kpj_samar,
        },
    )  # fmt: skip
