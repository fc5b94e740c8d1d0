"""Writes the audit trail, in the transaction of the act that it records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import connection, models

from accounts.models import Akun, CatatanAudit, Peserta
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from jmo.middleware import permintaan_kini

# What may stand in the trail as a value; identifiers come masked or not at all.
# fmt: off
KUNCI_BOLEH = frozenset({
    "status", "jenis", "alasan", "rute", "keperluan", "versi", "langkah", "dibatalkan",
    "skor", "bruto", "pajak", "neto", "jumlah", "partner_ref", "referensi_bank", "kode",
    "hasil", "nomor", "saluran", "tujuan_samar", "nomor_samar", "nama_bank", "kpj_samar",
    "baris", "baris_baru", "baris_koreksi", "total", "sidik", "berkas", "saringan",
    "ekspor", "bahasa", "asal", "peran", "terhitung", "sumber", "tenggat_pada",
    "janji_pada", "boleh_kirim_pada", "jatuh_pada", "rujukan", "per", "bidang", "sebab",
    "ke", "dari", "instruksi", "persetujuan",
})
# fmt: on


def pelaku_akun(akun: Akun) -> Pelaku:
    """Return the actor for somebody who is logged in."""
    assert akun.pk is not None
    return Pelaku("PETUGAS" if akun.is_staff else "AKUN", akun.nama_pengguna, akun.pk)


def _saring(nilai: Mapping[str, Any]) -> dict[str, Any]:
    asing = set(nilai) - KUNCI_BOLEH
    if asing:
        raise ValueError(f"not on the audit whitelist: {', '.join(sorted(asing))}")
    return {
        kunci: isi if isinstance(isi, int | bool | list | None) else str(isi)
        for kunci, isi in nilai.items()
    }


def catat(
    *,
    aksi: Aksi,
    pelaku: Pelaku,
    objek: models.Model,
    peserta: Peserta | None = None,
    sebelum: Mapping[str, Any] | None = None,
    sesudah: Mapping[str, Any] | None = None,
    alasan: str = "",
) -> None:
    """Record one act.

    Shape:  values only under keys of `KUNCI_BOLEH`; `peserta` is whose data it concerns.
    Writes: accounts_catatanaudit, in the caller's transaction.
    Raises: ValueError for a key off the whitelist, RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an audit row belongs in the transaction of its act")
    CatatanAudit.objects.create(
        aksi=aksi,
        pelaku_jenis=pelaku.jenis,
        pelaku_akun_id=pelaku.akun_id,
        pelaku_nama=pelaku.nama,
        objek_jenis=objek._meta.label_lower,
        objek_id=objek.pk if isinstance(objek.pk, int) else None,
        peserta=peserta,
        sebelum=_saring(sebelum or {}),
        sesudah=_saring(sesudah or {}),
        alasan=alasan,
        permintaan=permintaan_kini.get(),
    )
