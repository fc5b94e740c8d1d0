"""What an officer answers when a card's name or birth date is only alike."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import Akun
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from accounts.services.pesan import beri_tahu
from jmo.lib.galat import Bentrok
from saldo.models import PenggabunganKartu
from saldo.services.kartu import kunci_kartu_peserta
from saldo.services.penggabungan.gabung import bukukan_penggabungan, kabarkan_gabung
from saldo.services.penggabungan.rencana import susun_rencana
from saldo.services.penggabungan.urung import kunci_penggabungan

_S = PenggabunganKartu.Status


def setujui_penggabungan(
    *, penggabungan_id: int, alasan: str, petugas: Akun, pelaku: Pelaku
) -> PenggabunganKartu:
    """Merge a card after comparing identities; everything else is decided again.

    Writes: penggabungan_kartu, jurnal, entri_jurnal, kepesertaan, pesan.
    Rings:  accounts.kirim_pesan.   Audit: penggabungan.dibukukan, kartu.diubah.
    Raises: TidakDitemukan("penggabungan_tidak_ada"); Bentrok("gabung_sudah_diputus");
            Bentrok("gabung_berubah") when the card may not be merged any more, or not into that
            one.
    """
    with transaction.atomic():
        kasus = _kunci_menunggu(penggabungan_id)
        kartu = kunci_kartu_peserta(peserta=kasus.peserta)
        rencana = susun_rencana(
            peserta=kasus.peserta, kartu=kartu, dipilih=[kasus.sumber_id], pelaku=pelaku
        )
        if rencana.hasil.tujuan_id != kasus.tujuan_id or not rencana.sumber:
            raise Bentrok("gabung_berubah")
        _putuskan(kasus, petugas, alasan)
        bukukan_penggabungan(rencana, rencana.sumber[0], pelaku=pelaku, kasus=kasus)
        kabarkan_gabung(kasus.peserta, [kasus])
        return kasus


def tolak_penggabungan(
    *, penggabungan_id: int, alasan: str, petugas: Akun, pelaku: Pelaku
) -> PenggabunganKartu:
    """Leave a card apart and tell its owner why.

    Writes: penggabungan_kartu, pesan.   Rings: accounts.kirim_pesan.
    Audit:  penggabungan.ditolak.
    Raises: TidakDitemukan("penggabungan_tidak_ada"); Bentrok("gabung_sudah_diputus").
    """
    with transaction.atomic():
        kasus = _kunci_menunggu(penggabungan_id)
        _putuskan(kasus, petugas, alasan)
        kasus.status = _S.DITOLAK
        kasus.save(update_fields=["status"])
        audit.catat(
            aksi=Aksi.PENGGABUNGAN_DITOLAK, pelaku=pelaku, objek=kasus, peserta=kasus.peserta,
            sesudah={"status": kasus.status, "dari": kasus.sumber.kpj_samar}, alasan=alasan,
        )  # fmt: skip
        if kasus.peserta.akun is not None:
            beri_tahu(
                akun=kasus.peserta.akun, jenis="gabung_ditolak",
                data={"sumber": kasus.sumber.kpj_samar, "jawaban": alasan},
                kunci_sekali=f"gabung_ditolak:{kasus.pk}", tautan="/saldo/gabung/",
            )  # fmt: skip
        return kasus


def _kunci_menunggu(penggabungan_id: int) -> PenggabunganKartu:
    kasus = kunci_penggabungan(penggabungan_id)
    if kasus.status != _S.MENUNGGU_PETUGAS:
        raise Bentrok("gabung_sudah_diputus")
    return kasus


def _putuskan(kasus: PenggabunganKartu, petugas: Akun, jawaban: str) -> None:
    kasus.petugas, kasus.jawaban, kasus.diputus_pada = petugas, jawaban[:500], timezone.now()
    kasus.save(update_fields=["petugas", "jawaban", "diputus_pada"])
