"""Who among the staff may see and press what: three groups, filled from one table."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from accounts.models import CatatanAudit

EKSPOR = "accounts.ekspor_data"


def _lihat(daftar: str) -> frozenset[str]:
    pasangan = (nama.split(".") for nama in daftar.split())
    return frozenset(f"{aplikasi}.view_{model}" for aplikasi, model in pasangan)


_ORANG = _lihat(
    "accounts.peserta accounts.kontak accounts.persetujuan saldo.perusahaan saldo.kepesertaan "
    "saldo.iuran saldo.penggabungankartu saldo.tahanansaldo saldo.ketentuan saldo.laporanberhenti "
    "saldo.riwayatlaporan pengkinian.kasuspengkinian "
    "pengkinian.profilpeserta pengkinian.kasuskoreksi pengkinian.hasilverifikasi "
    "pengkinian.bingkaiwajah pengkinian.rekening klaim_jht.klaim klaim_jht.keputusanklaim "
    "klaim_jht.riwayatstatus klaim_jht.pembayaran klaim_jht.percobaankirim "
    "klaim_jht.peringatanjanji klaim_jht.jadwalklaim klaim_jht.keberatan "
    "klaim_jht.susulan klaim_jht.buktipotong klaim_jht.remlembaga klaim_jht.rekeningkoran "
    "klaim_jht.mutasibank klaim_jht.selisihbank klaim_jht.jendelabank "
    "klaim_jht.paguharian klaim_jht.laporankematian klaim_jht.berkasklaim "
    "klaim_jht.permohonanwaris klaim_jht.berkaswaris"
)
_MEJA = _lihat(
    "accounts.akun accounts.pesan accounts.laporanbukansaya accounts.kasuspemulihan "
    "accounts.denyutantrean "
    "accounts.harikalender accounts.tahunkalender saldo.berkasiuran saldo.unggahaniuran"
)
_BUKU = _lihat(
    "saldo.akunbuku saldo.jurnal saldo.entrijurnal saldo.pemeriksaanbuku saldo.segelbuku "
    "saldo.kreditpengembangan saldo.putaranpengembangan"
)
_JEJAK = _lihat("accounts.catatanaudit")
_PUTUS = frozenset(
    [
        "pengkinian.change_kasuskoreksi",
        "pengkinian.change_hasilverifikasi",
        "klaim_jht.change_klaim",
        "klaim_jht.add_remlembaga",
        "klaim_jht.change_remlembaga",
        "klaim_jht.add_rekeningkoran",
        "klaim_jht.change_selisihbank",
        "klaim_jht.change_laporankematian",
        "klaim_jht.change_permohonanwaris",
        "saldo.change_laporanberhenti",
        "saldo.change_penggabungankartu",
        "saldo.change_kepesertaan",
        "accounts.change_laporanbukansaya",
        "accounts.change_kasuspemulihan",
        "accounts.change_pesan",
        "saldo.change_unggahaniuran",
    ]
)
# Payments are moved by hand by supervisors alone; that maker and checker differ is a rule. So is
# where an employer's letters go: whoever could change that alone might answer them, too.
_PENYELIA = frozenset(
    [
        "klaim_jht.change_pembayaran",
        "klaim_jht.add_jendelabank",
        "klaim_jht.change_jendelabank",
        "saldo.change_perusahaan",
        "saldo.change_putaranpengembangan",
        "accounts.add_harikalender",
        "accounts.change_harikalender",
        "accounts.add_tahunkalender",
        "accounts.add_kasuspemulihan",
        EKSPOR,
    ]
)
PERAN: dict[str, frozenset[str]] = {
    "petugas": _ORANG | _MEJA | _PUTUS,
    "penyelia": _ORANG | _MEJA | _BUKU | _JEJAK | _PUTUS | _PENYELIA,
    "auditor": (_ORANG - _lihat("pengkinian.bingkaiwajah"))
    | _lihat("saldo.berkasiuran saldo.unggahaniuran")
    | _BUKU
    | _JEJAK
    | {EKSPOR},
}


@transaction.atomic
def siapkan_peran() -> list[str]:
    """Make the groups petugas, penyelia and auditor, each with exactly the rights of the table.

    Shape:  needs the migrations of all apps; running it again repairs what was changed by hand.
    Result: the names of the groups.
    Writes: auth_group, auth_group_permissions, auth_permission.
    Raises: ValueError for a right that no model has.
    """
    Permission.objects.get_or_create(
        content_type=ContentType.objects.get_for_model(CatatanAudit),
        codename=EKSPOR.partition(".")[2],
        defaults={"name": "Boleh mengekspor data"},
    )
    for nama, hak in PERAN.items():
        kelompok, _ = Group.objects.get_or_create(name=nama)
        kelompok.permissions.set(_cari(hak))
    return list(PERAN)


def _cari(hak: Iterable[str]) -> list[Permission]:
    semua = {
        f"{izin.content_type.app_label}.{izin.codename}": izin
        for izin in Permission.objects.select_related("content_type")
    }
    asing = sorted(set(hak) - set(semua))
    if asing:
        raise ValueError(f"no such right: {', '.join(asing)}")
    return [semua[nama] for nama in hak]
