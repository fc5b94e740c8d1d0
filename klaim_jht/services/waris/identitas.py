"""Who the heir is: asked of the register when an application was sent."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.audit import catat
from accounts.models import Peserta
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku, tugas
from accounts.services import sewa
from jmo.gateways.dukcapil import DataPenduduk, Dukcapil, HasilPenduduk
from jmo.gateways.hasil import BelumPasti, Berhasil, Ditolak, TidakTersedia
from klaim_jht.models import PermohonanWaris
from klaim_jht.services.waris.permohonan import BEL

JEDA = timedelta(minutes=1)
_I = PermohonanWaris.Identitas


def periksa_pemohon(*, permohonan_id: int, dukcapil: Dukcapil) -> None:
    """Ask the register whether number, name and date of birth of the heir belong together.

    Safe to run any number of times; a register that is away is asked again. Whoever updated their
    data here was asked about then.
    Writes: permohonan_waris.   Audit: waris.identitas.
    """
    detik = settings.SEWA_DETIK["dukcapil"]
    with sewa.pegang(PermohonanWaris, permohonan_id, detik=detik) as dapat:
        if not dapat:
            return
        baris = PermohonanWaris.objects.select_related("pemohon").get(pk=permohonan_id)
        pelaku, orang = tugas(BEL), baris.pemohon
        if orang.jenis_identitas != Peserta.JenisIdentitas.NIK:
            _catat(baris, _I.PETUGAS, pelaku=pelaku)
        elif orang.pengkinian_pada is not None and not orang.pengkinian_menunggu_register:
            _catat(baris, _I.COCOK, pelaku=pelaku)
        else:
            _tanya(baris, dukcapil, pelaku=pelaku)


def sapu_pemohon() -> int:
    """Ring for every application whose heir the register was not asked about; returns how many."""
    return sewa.sapu(PermohonanWaris, bel=BEL, kunci="permohonan_id")


def _tanya(baris: PermohonanWaris, dukcapil: Dukcapil, *, pelaku: Pelaku) -> None:
    orang = baris.pemohon
    hasil = dukcapil.verifikasi(
        data=DataPenduduk(
            nik=orang.nomor_identitas, nama=orang.nama, tanggal_lahir=orang.tanggal_lahir
        ),
        ambang=settings.DUKCAPIL["ambang"],
        referensi=baris.kode.hex,
    )
    match hasil:
        case Berhasil(data):
            cocok = data.hasil is HasilPenduduk.COCOK
            _catat(baris, _I.COCOK if cocok else _I.BEDA, pelaku=pelaku)
        case Ditolak() | BelumPasti():
            _tunda(baris, None)
        case TidakTersedia(_, lagi):
            _tunda(baris, lagi)


def _catat(baris: PermohonanWaris, identitas: str, *, pelaku: Pelaku) -> None:
    with transaction.atomic():
        PermohonanWaris.objects.filter(pk=baris.pk).update(identitas=identitas, jatuh_pada=None)
        catat(
            aksi=Aksi.WARIS_IDENTITAS, pelaku=pelaku, objek=baris, peserta=baris.pemohon,
            sesudah={"hasil": str(identitas)},
        )  # fmt: skip


def _tunda(baris: PermohonanWaris, lagi: datetime | None) -> None:
    jeda = JEDA * min(2 ** min(baris.percobaan, 6), 60)
    PermohonanWaris.objects.filter(pk=baris.pk).update(jatuh_pada=lagi or timezone.now() + jeda)
