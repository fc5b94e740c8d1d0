"""An application of heirs, from the first answer to the officers' worklist.

Nothing here says whether anybody has savings: the answers are the same for a participant, a
stranger, and a number that nobody has.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.audit import catat
from accounts.models import Kontak, Peserta
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from accounts.selectors import kalender_kerja, kontak_berlaku
from accounts.services.pesan import beri_tahu
from jmo.antrean import bunyikan
from jmo.lib.galat import BelumLayak, Bentrok, PerluBuktiUlang, TidakDitemukan
from jmo.lib.tanggal import hari_ini_wib
from klaim_jht.models import PermohonanWaris
from klaim_jht.rules.ahli_waris.permohonan import StatusWaris, boleh_pindah_waris
from klaim_jht.rules.janji_bayar import hitung_janji
from klaim_jht.rules.json_nilai import ke_json
from klaim_jht.rules.kelayakan import Rute
from klaim_jht.selectors.waris import KeadaanWaris, keadaan_waris, permohonan_terbuka
from klaim_jht.services.kematian import catat_laporan

BEL = "klaim_jht.periksa_pemohon"
_MEMBATALKAN: Mapping[str, frozenset[str]] = {
    "keluarga": frozenset({"ahli_waris"}),
}


def mulai_permohonan(*, pemohon: Peserta, pelaku: Pelaku) -> PermohonanWaris:
    """Return the person's open application, or open a draft.

    Writes: permohonan_waris.   Audit: waris.dimulai.
    """
    with transaction.atomic():
        Peserta.objects.select_for_update().values_list("pk").get(pk=pemohon.pk)
        baris = permohonan_terbuka(pemohon)
        if baris is None:
            baris = PermohonanWaris.objects.create(pemohon=pemohon)
            catat(aksi=Aksi.WARIS_DIMULAI, pelaku=pelaku, objek=baris, peserta=pemohon)
    return baris


def isi_permohonan(
    *, permohonan_id: int, kunci: str, isian: Any, versi: int | None, pelaku: Pelaku
) -> PermohonanWaris:
    """Save the answer of one step of a draft; answers that rested on another fall with it.

    Writes: permohonan_waris.   Audit: waris.diisi.
    Raises: Bentrok("klaim_versi_lama", "permohonan_sudah_diajukan").
    """
    with transaction.atomic():
        baris = kunci_permohonan(permohonan_id)
        if baris.status != StatusWaris.DRAF:
            raise Bentrok("permohonan_sudah_diajukan")
        if versi is not None and baris.versi != versi:
            raise Bentrok("klaim_versi_lama")
        jatuh = _MEMBATALKAN.get(kunci, frozenset()) if baris.isian.get(kunci) != isian else ()
        baris.isian = {k: v for k, v in baris.isian.items() if k not in jatuh} | {kunci: isian}
        baris.versi += 1
        baris.diubah_pada = timezone.now()
        baris.save(update_fields=["isian", "versi", "diubah_pada"])
        catat(
            aksi=Aksi.WARIS_DIISI, pelaku=pelaku, objek=baris, peserta=baris.pemohon,
            sesudah={"langkah": kunci},
        )  # fmt: skip
    return baris


def ajukan_permohonan(*, permohonan_id: int, versi: int, pelaku: Pelaku) -> PermohonanWaris:
    """Send an application to the officers, and report the death to the register.

    Shape:  a second press returns the same application.
    Writes: permohonan_waris, laporan_kematian, pesan.
    Rings:  klaim_jht.periksa_kematian, klaim_jht.periksa_pemohon.
    Audit:  waris.pindah_status, kematian.dilaporkan.
    Raises: BelumLayak when something is missing; PerluBuktiUlang without a fresh face; Bentrok for
            a stale page.
    """
    with transaction.atomic(durable=True):
        baris = kunci_permohonan(permohonan_id)
        if baris.status != StatusWaris.DRAF:
            return baris
        if baris.versi != versi:
            raise Bentrok("klaim_versi_lama")
        keadaan = keadaan_waris(baris)
        _periksa(keadaan)
        kini = timezone.now()
        pindahkan_permohonan(
            baris, StatusWaris.DIAJUKAN, pelaku=pelaku,
            nomor=f"W{hari_ini_wib(kini):%Y%m%d}-{baris.pk:06d}",
            laporan=_laporkan(baris), hasil=ke_json(keadaan.hasil), rekening=keadaan.rekening,
            verifikasi_wajah=keadaan.wajah, diajukan_pada=kini, janji_pada=janji_petugas(kini),
            jatuh_pada=kini,
        )  # fmt: skip
        bunyikan(BEL, permohonan_id=baris.pk)
        kabari_pemohon(baris, "waris_diajukan")
    return baris


def batalkan_permohonan(*, permohonan_id: int, pelaku: Pelaku) -> PermohonanWaris:
    """Call off an application that is not decided; the report of the death stands.

    Writes: permohonan_waris.   Audit: waris.pindah_status.
    Raises: Bentrok("permohonan_sudah_berubah") once it ended.
    """
    with transaction.atomic():
        baris = kunci_permohonan(permohonan_id)
        isi: dict[str, Any] = {"isian": {}} if baris.status == StatusWaris.DRAF else {}
        pindahkan_permohonan(baris, StatusWaris.DIBATALKAN, pelaku=pelaku, jatuh_pada=None, **isi)
    return baris


def kunci_permohonan(permohonan_id: int) -> PermohonanWaris:
    """Return an application with its row locked, in the caller's transaction.

    Raises: TidakDitemukan("permohonan_tidak_ada").
    """
    baris = (
        PermohonanWaris.objects.select_for_update(of=("self",))
        .select_related("pemohon__akun", "laporan__peserta", "rekening", "verifikasi_wajah")
        .filter(pk=permohonan_id)
        .first()
    )
    if baris is None:
        raise TidakDitemukan("permohonan_tidak_ada")
    return baris


def pindahkan_permohonan(
    baris: PermohonanWaris, ke: StatusWaris, *, pelaku: Pelaku, alasan: str = "", **isi: Any
) -> None:
    """Move an application to another state; the only door.

    Writes: permohonan_waris, in the caller's transaction.   Audit: waris.pindah_status.
    Raises: Bentrok("permohonan_sudah_berubah") for a move that the table does not have.
    """
    dari = StatusWaris(baris.status)
    if not boleh_pindah_waris(dari, ke):
        raise Bentrok("permohonan_sudah_berubah")
    isi |= {"status": ke.value, "diubah_pada": timezone.now()}
    terubah = PermohonanWaris.objects.filter(pk=baris.pk, status=dari).update(
        versi=F("versi") + 1, **isi
    )
    if terubah != 1:
        raise Bentrok("permohonan_sudah_berubah")
    for nama, nilai in {**isi, "versi": baris.versi + 1}.items():
        setattr(baris, nama, nilai)
    catat(
        aksi=Aksi.WARIS_PINDAH, pelaku=pelaku, objek=baris, peserta=baris.pemohon,
        sebelum={"status": dari.value}, sesudah={"status": ke.value}, alasan=alasan,
    )  # fmt: skip


def janji_petugas(mulai: datetime) -> datetime:
    """Return by when a complete application is answered and its money sent: five working days."""
    janji = hitung_janji(rute=Rute.PETUGAS, mulai=mulai, libur=kalender_kerja())
    return janji.paling_lambat


def kabari_pemohon(
    baris: PermohonanWaris, jenis: str, *, tautan: str = "", ekor: str = "", **data: Any
) -> None:
    """Tell the heir what became of the application, at every proved address.

    Shape:  `ekor` tells events apart that leave the application in the same version.

    Writes: pesan, in the caller's transaction.
    """
    if baris.pemohon.akun is not None:
        beri_tahu(
            akun=baris.pemohon.akun, jenis=jenis,
            data={"nomor": baris.nomor, "janji_pada": baris.janji_pada, **data},
            kunci_sekali=f"{jenis}:{baris.pk}:{baris.versi}{ekor}",
            tautan=tautan or f"/ahli-waris/permohonan/{baris.kode}/",
        )  # fmt: skip


def _periksa(keadaan: KeadaanWaris) -> None:
    fakta = keadaan.fakta
    if not (fakta.meninggal and fakta.keluarga and fakta.ahli_waris):
        raise BelumLayak("permohonan_belum_lengkap")
    if not fakta.surat:
        raise BelumLayak("klaim_perlu_berkas")
    if keadaan.wajah is None:
        raise PerluBuktiUlang("klaim_perlu_wajah")
    if keadaan.rekening is None:
        raise BelumLayak("klaim_perlu_rekening")


def _laporkan(baris: PermohonanWaris) -> Any:
    isi = baris.isian["meninggal"]
    telepon = kontak_berlaku(baris.pemohon).get(Kontak.Jenis.TELEPON)
    return catat_laporan(
        orang={
            "jenis": isi["jenis"], "nomor": isi["nomor"], "nama": isi["nama"],
            "tanggal_lahir": date.fromisoformat(isi["tanggal_lahir"]),
        },
        tanggal_kematian=date.fromisoformat(isi["tanggal_kematian"]),
        hubungan="KELUARGA",
        pelapor_nama=baris.pemohon.nama,
        pelapor_telepon=telepon.nilai if telepon is not None else "",
    )  # fmt: skip


def kunci_baru() -> str:
    """Return a name for one confirmation of a claim that no page carried."""
    return uuid.uuid4().hex
