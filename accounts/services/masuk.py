"""What a login leaves behind: the trail, the browser it came from, a word to its owner."""

from __future__ import annotations

import re
import secrets

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import Akun, Perangkat, indeks
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from accounts.selectors import cari_peserta_akun
from accounts.services.pesan import beri_tahu
from jmo.lib.galat import TidakDitemukan

_PERAMBAN = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)  # fmt: skip
_SISTEM = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
    ("Mac OS X", "macOS"), ("Linux", "Linux"),
)  # fmt: skip
_TANDA = re.compile(r"[A-Za-z0-9_-]{43}")


def sidik_perangkat(tanda: str) -> str:
    """Return the keyed hash of a browser's mark; "" for what is no mark of ours."""
    return indeks(tanda, ruang="perangkat") if _TANDA.fullmatch(tanda) else ""


def nama_peramban(agen: str) -> str:
    """Return what people call the browser that sends this User-Agent."""
    peramban = next((nama for kata, nama in _PERAMBAN if f"{kata}/" in agen), "Peramban")
    sistem = next((nama for kata, nama in _SISTEM if kata in agen), "")
    return f"{peramban} · {sistem}" if sistem else peramban


@transaction.atomic
def catat_masuk(*, akun: Akun, tanda: str, agen: str, pelaku: Pelaku) -> tuple[str, Perangkat]:
    """Record a login and its browser; a new browser of somebody who had others is told.

    Shape:  `tanda` is the mark that the browser carries, `agen` its User-Agent.
    Result: the mark that the browser shall carry from now on, and its row.
    Writes: accounts_perangkat, accounts_pesan.   Rings: accounts.kirim_pesan.
    Audit:  akun.masuk, perangkat.dikenal.
    """
    peserta = cari_peserta_akun(akun)
    audit.catat(aksi=Aksi.AKUN_MASUK, pelaku=pelaku, objek=akun, peserta=peserta)
    sidik = sidik_perangkat(tanda)
    sekarang = timezone.now()
    perangkat = akun.perangkat.filter(sidik=sidik).first() if sidik else None
    if perangkat is not None:
        perangkat.terakhir_pada = sekarang
        perangkat.save(update_fields=["terakhir_pada"])
        return tanda, perangkat
    if not sidik:
        tanda = secrets.token_urlsafe(32)
        sidik = sidik_perangkat(tanda)
    pertama = not akun.perangkat.exists()
    perangkat = Perangkat.objects.create(
        akun=akun, sidik=sidik, nama=nama_peramban(agen), terakhir_pada=sekarang
    )
    audit.catat(aksi=Aksi.PERANGKAT_DIKENAL, pelaku=pelaku, objek=perangkat, peserta=peserta)
    if not pertama:
        beri_tahu(
            akun=akun, jenis="perangkat_baru", keamanan=True,
            data={"perangkat": perangkat.nama, "pada": sekarang},
            kunci_sekali=f"perangkat:{perangkat.pk}",
        )  # fmt: skip
    return tanda, perangkat


@transaction.atomic(durable=True)
def lupakan_perangkat(*, akun: Akun, perangkat_id: int, pelaku: Pelaku) -> None:
    """Forget a browser: its sessions end, the next login from it counts as new.

    Writes: accounts_perangkat, accounts_sesi.   Audit: perangkat.dilupakan.
    Raises: TidakDitemukan("perangkat_tidak_ada"), also for somebody else's.
    """
    perangkat = akun.perangkat.filter(pk=perangkat_id).first()
    if perangkat is None:
        raise TidakDitemukan("perangkat_tidak_ada")
    audit.catat(
        aksi=Aksi.PERANGKAT_DILUPAKAN,
        pelaku=pelaku,
        objek=perangkat,
        peserta=cari_peserta_akun(akun),
    )
    # Whoever sits there now is out, too.
    perangkat.sesi.all().delete()
    perangkat.delete()
