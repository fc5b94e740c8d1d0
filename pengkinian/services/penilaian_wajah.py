"""Judging an attempt: our own tests first, then the register's 1:1 score, then the verdict.

The judge (`penilai`) comes in as an argument: services never load the face library.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Protocol

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.audit import catat
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku, tugas
from accounts.rules.persetujuan import JenisPersetujuan
from accounts.services import sewa
from jmo.gateways.dukcapil import Dukcapil, KodeTolak
from jmo.gateways.hasil import BelumPasti, Berhasil, Ditolak, TidakTersedia
from jmo.lib.galat import Bentrok
from pengkinian.models import HasilVerifikasi, TemplateWajah
from pengkinian.rules.status import SEMENTARA, StatusVerifikasi
from pengkinian.rules.wajah import (
    AlasanWajah,
    KetentuanWajah,
    PutusanWajah,
    perlu_register,
    putuskan_wajah,
    terhitung,
)
from pengkinian.selectors import persetujuan_berlaku
from pengkinian.services.konfirmasi import lanjutkan_kasus
from pengkinian.services.status import pindahkan_verifikasi
from pengkinian.services.wajah import BEL

KETENTUAN = KetentuanWajah()
JEDA_REGISTER = timedelta(seconds=15)
# Our own tests saw one good face, so these answers mean "take it again", not another person.
_KODE_GAMBAR = frozenset(
    {
        KodeTolak.WAJAH_TIDAK_TERDETEKSI,
        KodeTolak.WAJAH_LEBIH_DARI_SATU,
        KodeTolak.GAMBAR_TERLALU_BESAR,
        KodeTolak.GAMBAR_TIDAK_TERBACA,
    }
)


class Putusan(Protocol):
    """What a judge says of the pictures of one attempt; scores are 0 to 1 or distances."""

    @property
    def alasan(self) -> Sequence[AlasanWajah]:
        """Reasons in the order of what can be mended first; empty when all is well."""

    @property
    def skor(self) -> dict[str, float]:
        """The numbers behind each test."""

    @property
    def versi(self) -> str:
        """Version of the bounds."""

    @property
    def jpeg(self) -> bytes | None:
        """The best frontal picture, for the register."""

    @property
    def enkoding(self) -> bytes | None:
        """128 numbers of the face."""

    @property
    def jarak_template(self) -> float | None:
        """Distance to the kept template, when one was given."""


class Penilai(Protocol):
    """A judge of pictures: loaded by workers, handed to the service."""

    def __call__(
        self, bingkai: Sequence[tuple[str, bytes]], tantangan: Sequence[str], template: bytes | None
    ) -> Putusan:
        """Judge pictures, each with the instruction that it answers."""


def verifikasi_wajah(
    *,
    verifikasi_id: int,
    penilai: Penilai,
    dukcapil: Dukcapil,
    batas: Mapping[str, Any] | None = None,
) -> None:
    """Judge one attempt; safe to run any number of times.

    Shape:  `batas` = the judge's bounds, kept with the scores for the officers who read them.
    Writes: hasil_verifikasi, template_wajah by consent.   Audit: verifikasi.diputus.
    A register that is down keeps the attempt open and burns no try: the sweep asks again.
    """
    pelaku = tugas(BEL)
    with sewa.pegang(HasilVerifikasi, verifikasi_id, detik=settings.SEWA_DETIK["wajah"]) as dapat:
        if not dapat:
            return
        verifikasi = HasilVerifikasi.objects.select_related("peserta").get(pk=verifikasi_id)
        with transaction.atomic():
            if verifikasi.status != StatusVerifikasi.DIPROSES:
                pindahkan_verifikasi(verifikasi, StatusVerifikasi.DIPROSES, pelaku=pelaku)
        if batas is not None:
            verifikasi.rincian = {**verifikasi.rincian, "batas": dict(batas)}
        _kerjakan(verifikasi, penilai, dukcapil, pelaku=pelaku)
    if verifikasi.kasus_id is not None:
        lanjutkan_kasus(kasus_id=verifikasi.kasus_id, pelaku=pelaku)


def ke_petugas(*, verifikasi: HasilVerifikasi, pelaku: Pelaku) -> None:
    """Take the door "let an officer look": a human judges, and a face burns no try.

    Shape:  also for answers of the register; wrong sets of population data stay counted, or this
            door would let somebody guess for ever.
    Writes: hasil_verifikasi.   Audit: verifikasi.diputus.
    Raises: Bentrok for a yes, for numbers that the register itself has closed, for an account
            (its bank's word stands), and where an officer has looked already.
    """
    if verifikasi.jenis == HasilVerifikasi.Jenis.REKENING:
        raise Bentrok("verifikasi_tidak_boleh_pindah")
    if verifikasi.petugas_id is not None or verifikasi.batal_pada is not None:
        raise Bentrok("verifikasi_sudah_diputus")
    ubah: dict[str, Any] = (
        {"terhitung": False} if verifikasi.jenis == HasilVerifikasi.Jenis.WAJAH else {}
    )
    with transaction.atomic():
        pindahkan_verifikasi(verifikasi, StatusVerifikasi.DITINJAU_PETUGAS, pelaku=pelaku, **ubah)


def _kerjakan(
    verifikasi: HasilVerifikasi, penilai: Penilai, dukcapil: Dukcapil, *, pelaku: Pelaku
) -> None:
    if verifikasi.percobaan > 3 and not verifikasi.rincian.get("dinilai"):
        # Pictures that killed the worker three times are parked for an officer.
        _putuskan(verifikasi, StatusVerifikasi.DITINJAU_PETUGAS, pelaku=pelaku)
        return
    putusan = _nilai(verifikasi, penilai)
    if putusan.alasan:
        _gagal(verifikasi, putusan, pelaku=pelaku)
        return
    _tanya_register(verifikasi, putusan, dukcapil, pelaku=pelaku)


def _nilai(verifikasi: HasilVerifikasi, penilai: Penilai) -> Putusan:
    bingkai = [
        (butir.instruksi, bytes(butir.isi or b""))
        for butir in verifikasi.bingkai.order_by("urutan")
    ]
    kept = TemplateWajah.objects.filter(
        peserta=verifikasi.peserta, dicabut_pada=None, persetujuan__ditarik_pada=None
    ).first()
    return penilai(bingkai, verifikasi.tantangan, kept.isi if kept else None)


def _gagal(verifikasi: HasilVerifikasi, putusan: Putusan, *, pelaku: Pelaku) -> None:
    alasan = list(putusan.alasan)
    if verifikasi.rincian.get("dipakai_ulang"):
        alasan.append(AlasanWajah.BINGKAI_DIPAKAI_ULANG)
    hitung = terhitung(alasan)
    _putuskan(
        verifikasi,
        StatusVerifikasi.TIDAK_COCOK if hitung else StatusVerifikasi.GAGAL_MUTU,
        pelaku=pelaku, alasan=alasan, putusan=putusan, hitung=hitung,
    )  # fmt: skip


def _tanya_register(
    verifikasi: HasilVerifikasi, putusan: Putusan, dukcapil: Dukcapil, *, pelaku: Pelaku
) -> None:
    if verifikasi.rincian.get("dipakai_ulang"):
        _putuskan(
            verifikasi, StatusVerifikasi.GAGAL_MUTU, pelaku=pelaku, putusan=putusan,
            alasan=[AlasanWajah.BINGKAI_DIPAKAI_ULANG],
        )  # fmt: skip
        return
    jarak = None if putusan.jarak_template is None else Decimal(str(putusan.jarak_template))
    skor: Decimal | None = None
    if perlu_register(jarak, KETENTUAN):
        assert putusan.jpeg is not None
        match dukcapil.cocokkan_wajah(
            nik=verifikasi.peserta.nomor_identitas,
            jpeg=putusan.jpeg,
            referensi=verifikasi.kode.hex,
        ):
            case Berhasil(data):
                if data.skor is None:
                    # No picture of this person at the register: a human looks.
                    _putuskan(
                        verifikasi, StatusVerifikasi.DITINJAU_PETUGAS, pelaku=pelaku,
                        putusan=putusan, sumber="DUKCAPIL",
                    )  # fmt: skip
                    return
                skor = data.skor
            case Ditolak(kode):
                _ditolak_register(verifikasi, putusan, kode, pelaku=pelaku)
                return
            case BelumPasti(sebab):
                _tunda(verifikasi, sebab, None, pelaku=pelaku)
                return
            case TidakTersedia(sebab, lagi):
                _tunda(verifikasi, sebab, lagi, pelaku=pelaku)
                return
    hasil = putuskan_wajah(skor_register=skor, jarak_template=jarak, ketentuan=KETENTUAN)
    status = {
        PutusanWajah.LULUS: StatusVerifikasi.COCOK,
        PutusanWajah.PETUGAS: StatusVerifikasi.DITINJAU_PETUGAS,
        PutusanWajah.TIDAK: StatusVerifikasi.TIDAK_COCOK,
    }[hasil]
    tidak = hasil is PutusanWajah.TIDAK
    _putuskan(
        verifikasi, status, pelaku=pelaku, putusan=putusan, skor=skor, hitung=tidak,
        alasan=[AlasanWajah.TIDAK_COCOK] if tidak else [],
        sumber="DUKCAPIL" if skor is not None else "TEMPLATE",
    )  # fmt: skip


def _ditolak_register(
    verifikasi: HasilVerifikasi, putusan: Putusan, kode: str, *, pelaku: Pelaku
) -> None:
    if kode in _KODE_GAMBAR:
        _putuskan(
            verifikasi, StatusVerifikasi.GAGAL_MUTU, pelaku=pelaku, putusan=putusan,
            alasan=[AlasanWajah.TIDAK_ADA_WAJAH], sumber="DUKCAPIL",
        )  # fmt: skip
        return
    # No picture of this person at the register, or a number that it does not compare: a human.
    _putuskan(
        verifikasi, StatusVerifikasi.DITINJAU_PETUGAS, pelaku=pelaku, putusan=putusan,
        sumber="DUKCAPIL",
    )  # fmt: skip


def _tunda(
    verifikasi: HasilVerifikasi, sebab: str, lagi: datetime | None, *, pelaku: Pelaku
) -> None:
    jeda = JEDA_REGISTER * min(2 ** min(verifikasi.percobaan, 6), 40)
    with transaction.atomic():
        pindahkan_verifikasi(
            verifikasi,
            StatusVerifikasi.LAYANAN_TIDAK_TERSEDIA,
            pelaku=pelaku,
            sebab=sebab[:60],
            rincian={**verifikasi.rincian, "dinilai": True},
            jatuh_pada=lagi or timezone.now() + jeda,
        )


def _putuskan(
    verifikasi: HasilVerifikasi,
    status: StatusVerifikasi,
    *,
    pelaku: Pelaku,
    putusan: Putusan | None = None,
    alasan: Sequence[AlasanWajah] = (),
    skor: Decimal | None = None,
    hitung: bool = False,
    sumber: str = "MESIN",
) -> None:
    assert status not in SEMENTARA
    with transaction.atomic():
        pindahkan_verifikasi(
            verifikasi,
            status,
            pelaku=pelaku,
            alasan=[butir.value for butir in alasan],
            skor=skor,
            terhitung=hitung,
            sumber=sumber,
            versi_ambang=putusan.versi if putusan else "",
            rincian={
                **verifikasi.rincian,
                "dinilai": True,
                "skor": dict(putusan.skor) if putusan else {},
            },
            jatuh_pada=None,
            diputus_pada=timezone.now(),
        )
        if status is StatusVerifikasi.COCOK and putusan is not None:
            _simpan_template(verifikasi, putusan, pelaku=pelaku)


def _simpan_template(verifikasi: HasilVerifikasi, putusan: Putusan, *, pelaku: Pelaku) -> None:
    """Keep the numbers of the face, only under a consent of its own that still stands."""
    akun = verifikasi.peserta.akun
    izin = persetujuan_berlaku(akun, JenisPersetujuan.TEMPLATE_WAJAH) if akun else None
    if izin is None or putusan.enkoding is None:
        return
    sekarang = timezone.now()
    TemplateWajah.objects.filter(peserta=verifikasi.peserta, dicabut_pada=None).update(
        dicabut_pada=sekarang, isi=None
    )
    baru = TemplateWajah.objects.create(
        peserta=verifikasi.peserta, isi=putusan.enkoding, persetujuan=izin, verifikasi=verifikasi
    )
    catat(aksi=Aksi.TEMPLATE_WAJAH_DISIMPAN, pelaku=pelaku, objek=baru, peserta=verifikasi.peserta)
