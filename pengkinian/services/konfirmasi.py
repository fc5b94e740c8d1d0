"""The end of a data update: confirming freezes it; later verdicts carry it to its end."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.audit import catat
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from accounts.rules.persetujuan import JenisPersetujuan
from accounts.services.persetujuan import beri_persetujuan
from accounts.services.pesan import beri_tahu
from accounts.services.peserta import pasang_kependudukan, pasang_zona, tandai_pengkinian
from jmo.lib.galat import Bentrok
from jmo.lib.zona import zona_provinsi
from pengkinian.alur import halangan_konfirmasi, status_setelah_konfirmasi
from pengkinian.models import HasilVerifikasi, KasusPengkinian, ProfilPeserta
from pengkinian.rules.kelengkapan import KunciLangkah
from pengkinian.rules.status import StatusKasus, StatusVerifikasi
from pengkinian.selectors import (
    profil_terakhir,
    rekening_berlaku,
    susun_fakta,
    verdict_kasus,
)
from pengkinian.services.pengisian import kunci_kasus
from pengkinian.services.rekening import pasang_rekening
from pengkinian.services.status import pindahkan_kasus


def konfirmasi(
    *, kasus_id: int, versi: int, teks_pernyataan: str, pelaku: Pelaku
) -> KasusPengkinian:
    """Take the person's word for everything on the review page and freeze the case.

    Shape:  `versi` of the page that was read; `teks_pernyataan` as it was shown.
    Writes: profil_peserta, rekening, peserta, kasus_pengkinian, persetujuan, pesan.
    Audit:  pengkinian.dikonfirmasi, pengkinian.pindah_status and those of the parts.
    Raises: Bentrok for a stale page or a step that is not complete.
    """
    with transaction.atomic(durable=True):
        kasus = kunci_kasus(kasus_id, versi=versi)
        fakta = susun_fakta(kasus)
        halangan = halangan_konfirmasi(fakta)
        if halangan:
            raise Bentrok(f"konfirmasi_{halangan[0].value.lower()}")
        if kasus.peserta.akun is not None:
            beri_persetujuan(
                akun=kasus.peserta.akun,
                jenis=JenisPersetujuan.PERNYATAAN_PENGKINIAN,
                teks=teks_pernyataan,
                pelaku=pelaku,
            )
        _bekukan(kasus, pelaku=pelaku)
        catat(
            aksi=Aksi.PENGKINIAN_DIKONFIRMASI, pelaku=pelaku, objek=kasus, peserta=kasus.peserta,
            sesudah={"versi": kasus.versi},
        )  # fmt: skip
        pindahkan_kasus(
            kasus, status_setelah_konfirmasi(fakta), pelaku=pelaku,
            dikonfirmasi_pada=timezone.now(),
        )  # fmt: skip
        _sesuaikan(kasus, pelaku=pelaku)
    return kasus


def lanjutkan_kasus(*, kasus_id: int, pelaku: Pelaku) -> None:
    """Carry a confirmed case on after a verdict came in; safe to run any number of times.

    Writes: kasus_pengkinian, peserta, pesan.   Audit: pengkinian.pindah_status.
    """
    with transaction.atomic():
        kasus = (
            KasusPengkinian.objects.select_for_update(of=("self",))
            .select_related("peserta__akun")
            .get(pk=kasus_id)
        )
        menunggu = {StatusKasus.MENUNGGU_VERIFIKASI, StatusKasus.DITINJAU_PETUGAS}
        if kasus.status not in menunggu:
            return
        if rekening_berlaku(kasus.peserta) is None:
            # The bank was away when the person confirmed and has answered by now.
            _pasang_rekening(kasus, pelaku=pelaku)
        tujuan = status_setelah_konfirmasi(susun_fakta(kasus))
        if tujuan != kasus.status:
            pindahkan_kasus(kasus, tujuan, pelaku=pelaku)
            _sesuaikan(kasus, pelaku=pelaku)


def _sesuaikan(kasus: KasusPengkinian, *, pelaku: Pelaku) -> None:
    """Do what a new state asks for: stamp the person, tell them, close the case."""
    status, sekarang = StatusKasus(kasus.status), timezone.now()
    if status is StatusKasus.TERVERIFIKASI:
        pindahkan_kasus(kasus, StatusKasus.SELESAI, pelaku=pelaku, selesai_pada=sekarang)
        tandai_pengkinian(
            peserta=kasus.peserta, pada=sekarang, menunggu_register=False, pelaku=pelaku
        )
        _beri_tahu(kasus, "pengkinian_selesai")
    elif status is StatusKasus.MENUNGGU_VERIFIKASI:
        # The register alone is missing: counts as done for filing, a claim waits by itself.
        tandai_pengkinian(
            peserta=kasus.peserta, pada=sekarang, menunggu_register=True, pelaku=pelaku
        )
        _beri_tahu(kasus, "pengkinian_menunggu")
    elif status is StatusKasus.PERLU_PERBAIKAN:
        _beri_tahu(kasus, "pengkinian_perbaikan")


def _beri_tahu(kasus: KasusPengkinian, jenis: str) -> None:
    if kasus.peserta.akun is not None:
        beri_tahu(
            akun=kasus.peserta.akun,
            jenis=jenis,
            data={},
            kunci_sekali=f"{jenis}:{kasus.pk}:{kasus.versi}",
            tautan="/pengkinian/",
        )


def _pasang_rekening(kasus: KasusPengkinian, *, pelaku: Pelaku) -> None:
    """Let the account stand that the bank has named an owner for; a silent bank names none."""
    belum_punya = kasus.isian.get(KunciLangkah.REKENING, {}).get("belum_punya_rekening")
    bank = None if belum_punya else verdict_kasus(kasus).get(HasilVerifikasi.Jenis.REKENING)
    dipakai = {StatusVerifikasi.COCOK, StatusVerifikasi.DITINJAU_PETUGAS}
    if bank is not None and bank.status in dipakai and "nama_pemilik" in bank.masukan:
        pasang_rekening(verifikasi=bank, pelaku=pelaku)


def _bekukan(kasus: KasusPengkinian, *, pelaku: Pelaku) -> None:
    peserta, isian = kasus.peserta, kasus.isian
    penduduk: dict[str, Any] = isian.get(KunciLangkah.KEPENDUDUKAN, {})
    rekening: dict[str, Any] = isian.get(KunciLangkah.REKENING, {})
    pasang_kependudukan(
        peserta=peserta,
        pelaku=pelaku,
        no_kk=penduduk.get("no_kk") or None,
        nama_ibu=penduduk.get("nama_ibu") or None,
        npwp=rekening.get("npwp") or None,
    )
    tinggal = "provinsi_ktp" if penduduk.get("domisili_sama") else "provinsi_domisili"
    pasang_zona(peserta=peserta, zona=zona_provinsi(penduduk.get(tinggal) or ""), pelaku=pelaku)
    _pasang_rekening(kasus, pelaku=pelaku)
    isi = {kunci: nilai for kunci, nilai in isian.items() if not kunci.endswith(".draf")}
    sidik = hashlib.sha256(json.dumps(isi, sort_keys=True).encode()).hexdigest()
    terakhir = profil_terakhir(peserta)
    # Confirmed again without a change, after others gave a new verdict: the version stands.
    if terakhir is not None and (terakhir.kasus_id, terakhir.sidik) == (kasus.pk, sidik):
        return
    versi = terakhir.versi + 1 if terakhir is not None else 1
    ProfilPeserta.objects.create(peserta=peserta, kasus=kasus, versi=versi, isi=isi, sidik=sidik)
