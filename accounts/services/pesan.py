"""Messages: written with the act that causes them, sent by a worker, found again by the sweep."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone, translation

from accounts.models import Akun, Kontak, Pesan
from accounts.rules.bukan_saya import bertautan
from accounts.selectors import ambil_pesan_milik
from accounts.services import sewa
from accounts.services.tanda_pesan import tautan_bukan_saya
from jmo.antrean import bunyikan
from jmo.lib.samarkan import samarkan_surel, samarkan_telepon

BEL = "accounts.kirim_pesan"


def antre_pesan(
    *,
    akun: Akun | None,
    jenis: str,
    saluran: Pesan.Saluran,
    tujuan: str,
    data: Mapping[str, Any],
    kunci_sekali: str | None = None,
    keamanan: bool = False,
    tampil: bool = True,
    tautan: str = "",
    bahasa: str | None = None,
    kedaluwarsa_pada: datetime | None = None,
) -> Pesan | None:
    """Queue one message to one address; returns None when `kunci_sekali` was already used.

    Shape:  templates pesan/<jenis>.txt (first line = subject) and pesan/<jenis>.sms; `data` feeds
            them. The text is rendered now, in the account's language, and kept encrypted; the
            subject is not, so nothing personal stands in it.
            After `kedaluwarsa_pada` it is not sent any more.
    Writes: accounts_pesan, in the caller's transaction.
    Rings:  accounts.kirim_pesan.
    """
    bahasa = bahasa or (akun.bahasa if akun else "id")
    ekor = "txt" if saluran == Pesan.Saluran.EMAIL else "sms"
    konteks = {**data, "nama_portal": settings.NAMA_PORTAL, "alamat_portal": settings.ALAMAT_PORTAL}
    with translation.override(bahasa):
        teks = _susun(f"pesan/{jenis}.{ekor}", konteks)
        # A notice on the account's pages needs its headline, also when it goes out as an SMS.
        panjang = _susun(f"pesan/{jenis}.txt", konteks) if ekor == "sms" and tampil else ""
    pesan = Pesan(akun=akun, jenis=jenis, saluran=saluran, tujuan=tujuan, jatuh_pada=Now())
    if akun is not None and bertautan(
        jenis, keamanan=keamanan, rahasia=kedaluwarsa_pada is not None
    ):
        with translation.override(bahasa):
            tautan_ini = {"tautan_bukan_saya": tautan_bukan_saya(pesan.referensi)}
            teks += ("\n\n" if ekor == "txt" else " ") + _susun(
                f"pesan/_bukan_saya.{ekor}", tautan_ini
            )
    judul, _, isi = (
        (panjang.partition("\n")[0], "", teks) if ekor == "sms" else teks.partition("\n")
    )
    samar = samarkan_surel(tujuan) if ekor == "txt" else samarkan_telepon(tujuan)
    isi_pesan = {"teks": isi.strip()}
    if kedaluwarsa_pada is not None:
        isi_pesan["kedaluwarsa_pada"] = kedaluwarsa_pada.isoformat()
    kunci = None if kunci_sekali is None else f"{kunci_sekali}:{saluran}"
    pesan.tujuan_samar, pesan.judul, pesan.isi = samar, judul, isi_pesan
    pesan.keamanan, pesan.tampil, pesan.tautan = keamanan, tampil, tautan
    pesan.kunci_sekali = kunci
    try:
        with transaction.atomic():
            pesan.save(force_insert=True)
            bunyikan(BEL, pesan_id=pesan.pk)
    except IntegrityError:
        if kunci is None or not Pesan.objects.filter(kunci_sekali=kunci).exists():
            raise
        return None
    return pesan


def _susun(nama: str, konteks: Mapping[str, Any]) -> str:
    # Plain text: escaping would turn O'Brien into O&#x27;Brien.
    templat: Any = get_template(nama)
    return str(templat.template.render(Context(konteks, autoescape=False))).strip()


def beri_tahu(
    *,
    akun: Akun,
    jenis: str,
    data: Mapping[str, Any],
    kunci_sekali: str,
    keamanan: bool = False,
    tautan: str = "",
    juga_bawaan: bool = False,
) -> None:
    """Queue a notice to every proved address of an account; shown on its home page once.

    Shape:  `juga_bawaan` = also to addresses that came from the old app and were never proved:
            perhaps their owner reads them. `kunci_sekali` names the event, so a service that
            runs twice tells once.
    Writes: accounts_pesan.   Rings: accounts.kirim_pesan.
    """
    terbukti = Q() if juga_bawaan else Q(terbukti_pada__isnull=False)
    kontak = Kontak.objects.filter(terbukti, peserta__akun=akun, diganti_pada=None)
    kontak = kontak.order_by("jenis")
    tujuan = [
        (
            Pesan.Saluran.EMAIL if baris.jenis == Kontak.Jenis.EMAIL else Pesan.Saluran.SMS,
            baris.nilai,
        )
        for baris in kontak
    ]
    email = Pesan.Saluran.EMAIL
    if akun.email and (not tujuan or (juga_bawaan and email not in dict(tujuan))):
        tujuan.append((email, akun.email))
    for nomor, (saluran, alamat) in enumerate(tujuan):
        antre_pesan(
            akun=akun, jenis=jenis, saluran=saluran, tujuan=alamat, data=data,
            kunci_sekali=kunci_sekali, keamanan=keamanan, tampil=nomor == 0, tautan=tautan,
        )  # fmt: skip


def tandai_dibaca(*, akun: Akun, pesan_id: int) -> Pesan:
    """Return a notice of this account, which it has read now.

    Writes: accounts_pesan, the first time.
    Raises: TidakDitemukan("pesan_tidak_ada"), also for somebody else's.
    """
    pesan = ambil_pesan_milik(akun, pesan_id)
    if pesan.dibaca_pada is None:
        pesan.dibaca_pada = timezone.now()
        pesan.save(update_fields=["dibaca_pada"])
    return pesan


def tandai_semua_dibaca(*, akun: Akun) -> int:
    """Mark all notices of an account as read; returns how many were not.

    Writes: accounts_pesan.
    """
    return akun.pesan.filter(tampil=True, dibaca_pada=None).update(dibaca_pada=timezone.now())


def sapu_pesan() -> int:
    """Ring for messages that no bell reached, those about security first."""
    return sewa.sapu(
        Pesan, bel=BEL, kunci="pesan_id", syarat=Q(status=Pesan.Status.SIAP),
        urutan=("-keamanan", "jatuh_pada"),
    )  # fmt: skip
