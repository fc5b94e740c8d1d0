"""Sends the messages that are due: one lease, one call, one outcome; the row is the truth.

A call whose answer is lost goes again under the same reference, which the provider takes once.
Codes and links are sent before their end or not at all, and forgotten when they are out.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from accounts import audit
from accounts.models import Pesan, Peserta
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku, tugas
from accounts.services import sewa
from accounts.services.pesan import BEL
from jmo.antrean import bunyikan
from jmo.gateways.hasil import BelumPasti, Berhasil, Ditolak, Hasil, TidakTersedia
from jmo.gateways.pesan import (
    KodeTolak,
    KonfigurasiPenyedia,
    Pengirim,
    PesanKeluar,
    Saluran,
    buat_pengirim,
)
from jmo.lib.galat import Bentrok, TidakDitemukan

PELAKU = tugas(BEL)
TUNDA_DETIK = (15, 30, 60, 120, 300, 600, 1800)
LAMA_MENCOBA = timedelta(hours=24)


@cache
def pengirim_portal() -> Pengirim:
    """Return the sender of this process, as the settings name the provider."""
    return buat_pengirim(
        penyedia=KonfigurasiPenyedia(
            alamat=settings.PESAN["url"], kunci=settings.PESAN["kunci"],
            izinkan_http=not settings.PRODUKSI,
        ),
        smtp=None,
    )  # fmt: skip


def kirim_pesan(*, pesan_id: int, pengirim: Pengirim | None = None) -> None:
    """Send one message if it is due and nobody else holds it; running it again changes nothing.

    Shape:  `pengirim` None means the portal's own.
    Writes: accounts_pesan.   Audit: pesan.gagal, when it is given up.
    """
    with sewa.pegang(Pesan, pesan_id, detik=settings.SEWA_DETIK["pesan"]) as dapat:
        if not dapat:
            return
        pesan = Pesan.objects.get(pk=pesan_id)
        if pesan.status != Pesan.Status.SIAP:
            return
        akhir = _kedaluwarsa(pesan)
        if akhir is not None and timezone.now() >= akhir:
            _gagal(pesan, "KEDALUWARSA")
            return
        _catat_hasil(pesan, _kirim(pesan, pengirim or pengirim_portal()))


def kirim_ulang_pesan(*, pesan_id: int, alasan: str, pelaku: Pelaku) -> Pesan:
    """Queue a message again that was given up.

    Writes: accounts_pesan.   Rings: accounts.kirim_pesan.   Audit: pesan.dikirim_ulang.
    Raises: TidakDitemukan; Bentrok("pesan_tidak_dapat_dikirim_ulang") while it still waits, or
            when it held a code or link, of which nothing is left.
    """
    with transaction.atomic(durable=True):
        pesan = Pesan.objects.select_for_update().filter(pk=pesan_id).first()
        if pesan is None:
            raise TidakDitemukan("pesan_tidak_ada")
        if pesan.status != Pesan.Status.GAGAL or _kedaluwarsa(pesan) is not None:
            raise Bentrok("pesan_tidak_dapat_dikirim_ulang")
        isi = {**pesan.isi, "mulai_pada": timezone.now().isoformat()}
        _pindah(pesan, Pesan.Status.SIAP, jatuh_pada=Now(), percobaan=0, isi=isi)
        audit.catat(
            aksi=Aksi.PESAN_DIKIRIM_ULANG, pelaku=pelaku, objek=pesan, alasan=alasan,
            peserta=_peserta(pesan), sesudah=_uraian(pesan),
        )  # fmt: skip
        bunyikan(BEL, pesan_id=pesan.pk)
    return pesan


def tunda(percobaan: int) -> timedelta:
    """Return how long to wait after so many tries: from 15 seconds up to half an hour."""
    return timedelta(seconds=TUNDA_DETIK[min(percobaan, len(TUNDA_DETIK)) - 1])


def _kirim(pesan: Pesan, pengirim: Pengirim) -> Hasil[str]:
    try:
        keluar = PesanKeluar(
            saluran=Saluran(pesan.saluran), tujuan=pesan.tujuan,
            subjek=pesan.judul if pesan.saluran == Pesan.Saluran.EMAIL else "",
            teks=pesan.isi["teks"], referensi=str(pesan.referensi),
        )  # fmt: skip
    except ValueError:
        return Ditolak(KodeTolak.ISI_TIDAK_SAH)
    return pengirim.kirim(keluar)


def _catat_hasil(pesan: Pesan, hasil: Hasil[str]) -> None:
    match hasil:
        case Berhasil():
            _pindah(
                pesan, Pesan.Status.TERKIRIM, dikirim_pada=Now(), jatuh_pada=None,
                isi=_sisa_isi(pesan),
            )  # fmt: skip
        case Ditolak(kode=kode):
            _gagal(pesan, kode)
        case BelumPasti():
            _coba_lagi(pesan, None)
        case TidakTersedia(coba_lagi_pada=pada):
            _coba_lagi(pesan, pada)


def _coba_lagi(pesan: Pesan, paling_cepat: datetime | None) -> None:
    sekarang = timezone.now()
    mulai = pesan.isi.get("mulai_pada")
    batas = (datetime.fromisoformat(mulai) if mulai else pesan.dibuat_pada) + LAMA_MENCOBA
    if sekarang >= batas:
        _gagal(pesan, "TIDAK_TERSEDIA")
        return
    pada = max(sekarang + tunda(pesan.percobaan), paling_cepat or sekarang)
    Pesan.objects.filter(pk=pesan.pk, status=Pesan.Status.SIAP).update(jatuh_pada=min(pada, batas))


def _gagal(pesan: Pesan, kode: str) -> None:
    with transaction.atomic():
        _pindah(pesan, Pesan.Status.GAGAL, jatuh_pada=None, isi=_sisa_isi(pesan))
        audit.catat(
            aksi=Aksi.PESAN_GAGAL, pelaku=PELAKU, objek=pesan, peserta=_peserta(pesan),
            sesudah={**_uraian(pesan), "kode": kode},
        )  # fmt: skip


def _pindah(pesan: Pesan, ke: Pesan.Status, **isi: Any) -> None:
    """Move from the status that was read; somebody faster makes this a conflict."""
    ubah = Pesan.objects.filter(pk=pesan.pk, status=pesan.status)
    if ubah.update(status=ke, **isi) != 1:
        raise Bentrok("pesan_berubah")


def _sisa_isi(pesan: Pesan) -> dict[str, Any]:
    """Return what is kept of the text: of codes and links nothing but their end."""
    akhir = pesan.isi.get("kedaluwarsa_pada")
    return pesan.isi if akhir is None else {"teks": "", "kedaluwarsa_pada": akhir}


def _kedaluwarsa(pesan: Pesan) -> datetime | None:
    akhir = pesan.isi.get("kedaluwarsa_pada")
    return datetime.fromisoformat(akhir) if akhir else None


def _uraian(pesan: Pesan) -> dict[str, str]:
    return {
        "jenis": pesan.jenis,
        "saluran": pesan.saluran,
        "tujuan_samar": pesan.tujuan_samar,
    }


def _peserta(pesan: Pesan) -> Peserta | None:
    return Peserta.objects.filter(akun=pesan.akun_id).first() if pesan.akun_id else None
