"""A person's own lock: while it is on nothing is filed for them and no money of theirs is sent.

Senders take the person's row while they commit that a message goes out, and so does whoever locks:
once the lock is committed, no payment begins to be sent that has not seen it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from accounts.audit import catat
from accounts.models import Peserta
from accounts.rules.aksi import Aksi
from accounts.rules.kunci_pencairan import KeadaanKunci, KetentuanKunci, waktu_buka
from accounts.rules.pelaku import Pelaku
from accounts.selectors import keadaan_kunci
from accounts.services.pesan import beri_tahu
from jmo.lib.galat import BelumLayak, Bentrok, PerluBuktiUlang
from pengkinian.rules.wajah import Keperluan
from pengkinian.selectors import wajah_segar

# A payment that waits for a lock looks again so often while nobody asked for its opening.
JEDA_LIHAT = timedelta(hours=1)


def pasang_kunci(*, peserta_id: int, pelaku: Pelaku) -> Peserta:
    """Lock all withdrawals of a person at once; an opening that runs is called off.

    Shape:  a lock that stands already is returned as it is, and nobody is told twice.
    Writes: peserta, pesan.   Audit: kunci_pencairan.dipasang.
    """
    with transaction.atomic(durable=True):
        peserta = Peserta.objects.select_for_update(of=("self",)).get(pk=peserta_id)
        kini = timezone.now()
        keadaan = keadaan_kunci(peserta, kini=kini)
        if keadaan is KeadaanKunci.MENYALA:
            return peserta
        if keadaan is KeadaanKunci.MATI:
            peserta.kunci_pencairan_pada = kini
        peserta.kunci_dibuka_pada = None
        peserta.save(update_fields=["kunci_pencairan_pada", "kunci_dibuka_pada"])
        catat(
            aksi=Aksi.KUNCI_DIPASANG, pelaku=pelaku, objek=peserta, peserta=peserta,
            sebelum={"status": keadaan}, sesudah={"status": KeadaanKunci.MENYALA},
        )  # fmt: skip
        _beri_tahu(peserta, "kunci_dipasang", kini)
    return peserta


def minta_buka_kunci(*, peserta_id: int, pelaku: Pelaku) -> Peserta:
    """Ask that the lock opens; it stays on for twelve hours, and can be locked again until then.

    Writes: peserta, pesan.   Audit: kunci_pencairan.buka_diminta.
    Raises: Bentrok("kunci_tidak_menyala") unless it is on and nobody asked before;
            PerluBuktiUlang("kunci_perlu_wajah") without a fresh face.
    """
    with transaction.atomic(durable=True):
        peserta = Peserta.objects.select_for_update(of=("self",)).get(pk=peserta_id)
        kini = timezone.now()
        if keadaan_kunci(peserta, kini=kini) is not KeadaanKunci.MENYALA:
            raise Bentrok("kunci_tidak_menyala")
        if wajah_segar(peserta, untuk=Keperluan.KLAIM, sekarang=kini) is None:
            raise PerluBuktiUlang("kunci_perlu_wajah")
        peserta.kunci_dibuka_pada = waktu_buka(kini, KetentuanKunci())
        peserta.save(update_fields=["kunci_dibuka_pada"])
        catat(
            aksi=Aksi.KUNCI_BUKA_DIMINTA, pelaku=pelaku, objek=peserta, peserta=peserta,
            sesudah={"status": KeadaanKunci.DIBUKA, "tenggat_pada": peserta.kunci_dibuka_pada},
        )  # fmt: skip
        _beri_tahu(peserta, "kunci_dibuka", kini)
    return peserta


def pastikan_tanpa_kunci(peserta_id: int) -> None:
    """Refuse what a lock forbids, inside the transaction that would do it.

    Raises: BelumLayak("klaim_kunci_pencairan").
    """
    if tunggu_kunci(peserta_id) is not None:
        raise BelumLayak("klaim_kunci_pencairan")


def tunggu_kunci(peserta_id: int) -> datetime | None:
    """Return when to look again at money that a lock holds; None where nothing is locked.

    Shape:  the caller's transaction keeps the lock from changing until it ends. What heirs claim
            the lock of the dead does not hold.
    """
    assert connection.in_atomic_block
    peserta = (
        Peserta.objects.select_for_update(no_key=True, of=("self",))
        .only("kunci_pencairan_pada", "kunci_dibuka_pada", "meninggal_pada")
        .get(pk=peserta_id)
    )
    return kapan_dilihat(peserta, kini=timezone.now())


def kapan_dilihat(peserta: Peserta, *, kini: datetime) -> datetime | None:
    """Return the same for a row in hand, which may have changed meanwhile."""
    if peserta.meninggal_pada is not None:
        return None
    match keadaan_kunci(peserta, kini=kini):
        case KeadaanKunci.MATI:
            return None
        case KeadaanKunci.MENYALA:
            return kini + JEDA_LIHAT
        case KeadaanKunci.DIBUKA:
            return peserta.kunci_dibuka_pada


def _beri_tahu(peserta: Peserta, jenis: str, kini: datetime) -> None:
    if peserta.akun is not None:
        beri_tahu(
            akun=peserta.akun, jenis=jenis, data={"dibuka_pada": peserta.kunci_dibuka_pada},
            kunci_sekali=f"{jenis}:{peserta.pk}:{kini.isoformat()}", keamanan=True,
            tautan="/klaim/kunci/",
        )  # fmt: skip
