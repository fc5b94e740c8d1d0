"""Who is told about a report: the participant at each step, the employer once, with its link."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

from accounts.models import Pesan
from accounts.services.pesan import antre_pesan, beri_tahu
from jmo.lib.galat import TidakDitemukan
from jmo.lib.samarkan import samarkan_nama
from jmo.lib.tanggal import awal_hari_wib
from saldo.models import LaporanBerhenti

GARAM = "saldo.laporan_berhenti.tautan"
# An upper bound for the signature alone; the row's own deadline is the one that counts.
UMUR_TERLAMA_DETIK = 60 * 24 * 3600


def kabari_peserta(laporan: LaporanBerhenti) -> None:
    """Tell the participant where the report stands now.

    Writes: pesan.   Rings: accounts.kirim_pesan.
    """
    akun = laporan.kepesertaan.peserta.akun
    if akun is None:
        return
    beri_tahu(
        akun=akun,
        jenis="laporan_berhenti",
        data={
            "status": laporan.status,
            "sebab_petugas": laporan.sebab_petugas,
            "perusahaan": laporan.perusahaan.nama if laporan.perusahaan else "",
            "tenggat_perusahaan": laporan.tenggat_perusahaan,
            "tenggat_putusan": laporan.tenggat_putusan,
        },
        kunci_sekali=f"laporan_berhenti:{laporan.pk}:{laporan.status}",
        tautan=reverse("saldo:berhenti", args=[laporan.kepesertaan_id]),
    )


def tanya_perusahaan(laporan: LaporanBerhenti) -> None:
    """Send the employer its link, where we know an address; only its fingerprint is kept.

    An earlier link of the same report opens nothing any more.


    Writes: laporan_berhenti, pesan.   Rings: accounts.kirim_pesan.
    """
    perusahaan, tenggat = laporan.perusahaan, laporan.tenggat_perusahaan
    if perusahaan is None or tenggat is None or not perusahaan.email:
        return
    kode = secrets.token_urlsafe(24)
    laporan.sidik_tautan = sidik(kode)
    laporan.save(update_fields=["sidik_tautan"])
    tanda = signing.dumps([laporan.pk, kode], salt=GARAM)
    antre_pesan(
        akun=None, jenis="laporan_berhenti_perusahaan", saluran=Pesan.Saluran.EMAIL,
        tujuan=perusahaan.email, tampil=False, bahasa="id",
        data={
            "nama": samarkan_nama(laporan.kepesertaan.peserta.nama),
            "kartu": laporan.kepesertaan.kpj_samar,
            "tenggat": tenggat,
            "tautan": settings.ALAMAT_PORTAL + reverse("saldo:jawab_berhenti", args=[tanda]),
        },
        # Once per link: another address gets another one.
        kunci_sekali=f"laporan_berhenti:{laporan.pk}:{laporan.sidik_tautan[:12]}",
        kedaluwarsa_pada=awal_hari_sesudah(tenggat),
    )  # fmt: skip


def awal_hari_sesudah(tenggat: date | None) -> datetime | None:
    """Return the instant at which a last day is over; None where there is none."""
    return None if tenggat is None else awal_hari_wib(tenggat + timedelta(days=1))


def baca_tanda(tanda: str) -> tuple[int, str]:
    """Return the report and the secret that a link names.

    Raises: TidakDitemukan("tautan_tidak_sah") for one that we did not sign, or too long ago.
    """
    try:
        laporan_id, kode = signing.loads(tanda, salt=GARAM, max_age=UMUR_TERLAMA_DETIK)
    except signing.BadSignature as galat:
        raise TidakDitemukan("tautan_tidak_sah") from galat
    return int(laporan_id), str(kode)


def cocok(laporan: LaporanBerhenti, kode: str) -> bool:
    """Tell whether this is the secret that was sent and not used yet."""
    return bool(laporan.sidik_tautan) and hmac.compare_digest(laporan.sidik_tautan, sidik(kode))


def sidik(kode: str) -> str:
    """Return the fingerprint under which a secret is kept."""
    return hashlib.sha256(kode.encode()).hexdigest()
