"""Whose account is this: asked of the bank before anything is promised, judged by the name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.audit import catat
from accounts.models import Peserta
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku, tugas
from accounts.services import sewa
from accounts.services.pemulihan import tolak_bila_dipulihkan
from jmo.antrean import bunyikan
from jmo.gateways.bank_snap import BankSnap, PemilikRekening, SebabTolak, sebab_penolakan
from jmo.gateways.hasil import BelumPasti, Berhasil, Ditolak, TidakTersedia
from jmo.lib.galat import TerlaluSering
from jmo.lib.samarkan import samarkan_ekor, samarkan_nama
from pengkinian.models import HasilVerifikasi, KasusPengkinian
from pengkinian.rules.bank import NAMA_BANK
from pengkinian.rules.kecocokan import KetentuanKecocokan, PutusanNama, nilai_nama_rekening
from pengkinian.rules.kelengkapan import KunciLangkah
from pengkinian.rules.percobaan import (
    KETENTUAN_REKENING,
    AkhirPercobaan,
    Percobaan,
    periksa_percobaan,
)
from pengkinian.rules.status import BERJALAN, StatusVerifikasi
from pengkinian.rules.wajah import Keperluan
from pengkinian.selectors import rekening_berlaku, verdict_kasus
from pengkinian.services.konfirmasi import lanjutkan_kasus
from pengkinian.services.pengisian import isi_langkah
from pengkinian.services.status import pindahkan_verifikasi

BEL = "pengkinian.periksa_rekening"
JEDA = timedelta(seconds=15)
_TIDAK = frozenset({StatusVerifikasi.TIDAK_COCOK, StatusVerifikasi.TIDAK_DITEMUKAN})


def isi_rekening(
    *, kasus_id: int, isian: Mapping[str, Any], versi: int | None, pelaku: Pelaku
) -> tuple[KasusPengkinian, bool]:
    """Save the account of a draft and have its bank asked, both or neither.

    Result: the case, and whether the bank is being asked now: not where its answer to this very
            account stands, except a no, which may have been mended meanwhile.
    Writes: kasus_pengkinian, hasil_verifikasi.   Rings: pengkinian.periksa_rekening.
    Audit:  pengkinian.diisi, verifikasi.diminta.
    Raises: Bentrok as `isi_langkah`.
    """
    with transaction.atomic():
        kasus = isi_langkah(
            kasus_id=kasus_id, kunci=KunciLangkah.REKENING, isian=isian, versi=versi, pelaku=pelaku
        )
        if isian["belum_punya_rekening"] or _jawaban_berdiri(kasus, isian):
            return kasus, False
        minta_periksa_rekening(
            peserta=kasus.peserta, kasus=kasus, keperluan=Keperluan.PENGKINIAN,
            kode_bank=isian["kode_bank"], nomor=isian["nomor_rekening"], pelaku=pelaku,
        )  # fmt: skip
    return kasus, True


def _jawaban_berdiri(kasus: KasusPengkinian, isian: Mapping[str, Any]) -> bool:
    verdict = verdict_kasus(kasus).get(HasilVerifikasi.Jenis.REKENING)
    if verdict is None or verdict.status in _TIDAK:
        return False
    ditanya = (verdict.masukan["kode_bank"], verdict.masukan["nomor"])
    return ditanya == (isian["kode_bank"], isian["nomor_rekening"])


def minta_periksa_rekening(
    *,
    peserta: Peserta,
    kasus: KasusPengkinian | None,
    keperluan: Keperluan,
    kode_bank: str,
    nomor: str,
    pelaku: Pelaku,
) -> HasilVerifikasi:
    """Have the bank asked whose account this is; earlier questions of the same case are void.

    Shape:  `kode_bank` of `rules.bank`, `nomor` digits alone.
    Result: the question that is under way, when it is about this very account (double click).
    Writes: hasil_verifikasi.   Rings: pengkinian.periksa_rekening.   Audit: verifikasi.diminta.
    Raises: TerlaluSering after ten accounts of others or of nobody in 24 hours; as
            `tolak_bila_dipulihkan` after a recovery.
    """
    tolak_bila_dipulihkan(peserta, pertama=rekening_berlaku(peserta) is None)
    with transaction.atomic():
        # The person's row is the lock: two tabs that ask at once ask one question.
        Peserta.objects.select_for_update().get(pk=peserta.pk)
        lama = HasilVerifikasi.objects.filter(
            peserta=peserta, kasus=kasus, jenis=HasilVerifikasi.Jenis.REKENING, batal_pada=None
        )
        for baris in lama.filter(status__in=BERJALAN, keperluan=keperluan.value):
            if baris.masukan == {"kode_bank": kode_bank, "nomor": nomor}:
                return baris
        hasil = periksa_percobaan(_riwayat(peserta), timezone.now(), KETENTUAN_REKENING)
        if hasil.coba_lagi_pada is not None:
            raise TerlaluSering("rekening_habis", coba_lagi_pada=hasil.coba_lagi_pada)
        lama.update(batal_pada=timezone.now(), jatuh_pada=None)
        verifikasi = HasilVerifikasi.objects.create(
            peserta=peserta,
            kasus=kasus,
            jenis=HasilVerifikasi.Jenis.REKENING,
            keperluan=keperluan.value,
            masukan={"kode_bank": kode_bank, "nomor": nomor},
            rincian={"nama_bank": NAMA_BANK[kode_bank], "nomor_samar": samarkan_ekor(nomor)},
            dikirim_pada=timezone.now(),
            jatuh_pada=timezone.now(),
        )
        catat(
            aksi=Aksi.VERIFIKASI_DIMINTA,
            pelaku=pelaku,
            objek=verifikasi,
            peserta=peserta,
            sesudah={"jenis": "REKENING", "nomor_samar": samarkan_ekor(nomor)},
        )
        bunyikan(BEL, verifikasi_id=verifikasi.pk)
    return verifikasi


def _riwayat(peserta: Peserta) -> list[Percobaan]:
    """Return the questions that told of somebody else's account; one's own gives none back."""
    kueri = HasilVerifikasi.objects.filter(
        peserta=peserta, jenis=HasilVerifikasi.Jenis.REKENING, status__in=_TIDAK
    )
    return [
        Percobaan(pada, AkhirPercobaan.GAGAL)
        for pada in kueri.values_list("diputus_pada", flat=True)
        if pada is not None
    ]


def periksa_rekening(*, verifikasi_id: int, bank: BankSnap) -> None:
    """Ask the bank for the owner's name and judge it; safe to run any number of times.

    Writes: hasil_verifikasi.   Audit: verifikasi.diputus.
    """
    pelaku = tugas(BEL)
    detik = settings.SEWA_DETIK["dukcapil"]
    with sewa.pegang(HasilVerifikasi, verifikasi_id, detik=detik) as dapat:
        if not dapat:
            return
        verifikasi = HasilVerifikasi.objects.select_related("peserta").get(pk=verifikasi_id)
        with transaction.atomic():
            if verifikasi.status != StatusVerifikasi.DIPROSES:
                pindahkan_verifikasi(verifikasi, StatusVerifikasi.DIPROSES, pelaku=pelaku)
        hasil = bank.tanya_rekening(
            kode_bank=verifikasi.masukan["kode_bank"],
            nomor=verifikasi.masukan["nomor"],
            referensi=verifikasi.kode.hex,
        )
        match hasil:
            case Berhasil(data):
                _nilai(verifikasi, data, pelaku=pelaku)
            case Ditolak(kode):
                _ditolak(verifikasi, kode, pelaku=pelaku)
            case BelumPasti(sebab) | TidakTersedia(sebab):
                _tunda(verifikasi, sebab, pelaku=pelaku)
    if verifikasi.kasus_id is not None:
        lanjutkan_kasus(kasus_id=verifikasi.kasus_id, pelaku=pelaku)


def _nilai(verifikasi: HasilVerifikasi, data: PemilikRekening, *, pelaku: Pelaku) -> None:
    hasil = nilai_nama_rekening(
        nama=verifikasi.peserta.nama,
        nama_bank=data.nama,
        panjang_kolom=20 if len(data.nama) in {19, 20} else None,
        ketentuan=KetentuanKecocokan(),
    )
    status = {
        PutusanNama.LULUS: StatusVerifikasi.COCOK,
        PutusanNama.PETUGAS: StatusVerifikasi.DITINJAU_PETUGAS,
        PutusanNama.TIDAK: StatusVerifikasi.TIDAK_COCOK,
    }[hasil.putusan]
    _putuskan(
        verifikasi, status, pelaku=pelaku, skor=hasil.skor,
        masukan={**verifikasi.masukan, "nama_pemilik": data.nama},
        rincian={**verifikasi.rincian, "nama_samar": samarkan_nama(data.nama)},
        alasan=["NAMA_BEDA"] if hasil.putusan is PutusanNama.TIDAK else [],
    )  # fmt: skip


def _ditolak(verifikasi: HasilVerifikasi, kode: str, *, pelaku: Pelaku) -> None:
    sebab = sebab_penolakan(kode)
    if sebab.tetap:
        _putuskan(
            verifikasi,
            StatusVerifikasi.TIDAK_DITEMUKAN,
            pelaku=pelaku,
            alasan=[
                "REKENING_TIDAK_ADA" if sebab is SebabTolak.REKENING else "REKENING_DITOLAK_BANK"
            ],
        )
        return
    _tunda(verifikasi, f"bank {kode}", pelaku=pelaku)


def _tunda(verifikasi: HasilVerifikasi, sebab: str, *, pelaku: Pelaku) -> None:
    jeda = JEDA * min(2 ** min(verifikasi.percobaan, 6), 40)
    with transaction.atomic():
        pindahkan_verifikasi(
            verifikasi, StatusVerifikasi.LAYANAN_TIDAK_TERSEDIA, pelaku=pelaku,
            alasan=[], sumber="BANK", jatuh_pada=timezone.now() + jeda,
            rincian={**verifikasi.rincian, "sebab": sebab[:60]},
        )  # fmt: skip


def _putuskan(
    verifikasi: HasilVerifikasi, status: StatusVerifikasi, *, pelaku: Pelaku, **ubah: Any
) -> None:
    with transaction.atomic():
        pindahkan_verifikasi(
            verifikasi, status, pelaku=pelaku, sumber="BANK", jatuh_pada=None,
            diputus_pada=timezone.now(), **ubah,
        )  # fmt: skip
