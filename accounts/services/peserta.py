"""People: entered once, identifiers encrypted with a blind index and a stored mask beside.

Facts that rules of upper apps need (when contacts or the account changed, when the data update
was done) are written down here, because nobody asks upward.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from accounts import audit
from accounts.models import Akun, Peserta, indeks
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from jmo.lib.galat import Bentrok, NilaiTidakSah
from jmo.lib.nama import normalkan_nama
from jmo.lib.nik import PROVINSI_RESMI, parse_kk, parse_nik
from jmo.lib.npwp import parse_npwp
from jmo.lib.samarkan import samarkan_ekor, samarkan_nama, samarkan_nik

NIK = Peserta.JenisIdentitas.NIK


def provinsi_nik() -> frozenset[str]:
    """Return the province codes that a NIK may begin with here (99 outside production only)."""
    return frozenset(PROVINSI_RESMI) | settings.PROVINSI_NIK_TAMBAHAN


def _identitas(jenis: str, nomor: str) -> dict[str, str]:
    if jenis == NIK:
        angka = parse_nik(nomor, provinsi=provinsi_nik()).angka
        sidik, samar = indeks(angka, ruang="nik"), samarkan_nik(angka)
    else:
        angka = "".join(nomor.split()).upper()
        if not angka.isalnum() or not 6 <= len(angka) <= 20:
            raise NilaiTidakSah("paspor_bentuk")
        sidik, samar = indeks(angka, ruang="paspor"), samarkan_ekor(angka)
    return {
        "nomor_identitas": angka,
        "nomor_identitas_indeks": sidik,
        "nomor_identitas_samar": samar,
    }


def buat_peserta(
    *,
    jenis_identitas: str,
    nomor_identitas: str,
    nama: str,
    tanggal_lahir: date,
    jenis_kelamin: str,
    pelaku: Pelaku,
    akun: Akun | None = None,
    jenis: str = Peserta.Jenis.PU,
    tempat_lahir: str = "",
    kewarganegaraan: str = "ID",
) -> Peserta:
    """Enter a person once; the same identity a second time is refused.

    Shape:  `jenis_identitas` NIK or PASPOR, `jenis_kelamin` L or P; the number in any spelling.
    Writes: accounts_peserta.   Audit: peserta.dibuat.
    Raises: NilaiTidakSah for a number that cannot be, Bentrok("peserta_sudah_ada").
    """
    isi = _identitas(jenis_identitas, nomor_identitas)
    with transaction.atomic():
        try:
            with transaction.atomic():
                peserta = Peserta.objects.create(
                    akun=akun, jenis=jenis, jenis_identitas=jenis_identitas,
                    nama=" ".join(nama.split()), tanggal_lahir=tanggal_lahir,
                    tempat_lahir=tempat_lahir, jenis_kelamin=jenis_kelamin,
                    kewarganegaraan=kewarganegaraan, **isi,
                )  # fmt: skip
        except IntegrityError as sebab:
            raise Bentrok("peserta_sudah_ada") from sebab
        audit.catat(
            aksi=Aksi.PESERTA_DIBUAT, pelaku=pelaku, objek=peserta, peserta=peserta,
            sesudah={"jenis": jenis, "nomor_samar": peserta.nomor_identitas_samar},
        )  # fmt: skip
    return peserta


def _kependudukan(
    peserta: Peserta, no_kk: str | None, nama_ibu: str | None, npwp: str | None
) -> dict[str, Any]:
    isi: dict[str, Any] = {}
    if no_kk is not None:
        kk = parse_kk(no_kk, provinsi=provinsi_nik()) if no_kk else None
        isi |= {
            "no_kk": kk,
            "no_kk_indeks": indeks(kk, ruang="kk") if kk else "",
            "no_kk_samar": samarkan_nik(kk) if kk else "",
        }
    if nama_ibu is not None:
        ibu = " ".join(nama_ibu.split()) or None
        isi |= {
            "nama_ibu": ibu,
            "nama_ibu_indeks": indeks(normalkan_nama(ibu), ruang="ibu") if ibu else "",
            "nama_ibu_samar": samarkan_nama(ibu) if ibu else "",
        }
    if npwp is not None:
        nik = peserta.nomor_identitas if peserta.jenis_identitas == NIK else None
        angka = parse_npwp(npwp, nik=nik) if npwp else None
        isi |= {
            "npwp": angka,
            "npwp_indeks": indeks(angka, ruang="npwp") if angka else "",
            "npwp_samar": samarkan_ekor(angka) if angka else "",
        }
    return isi


def pasang_kependudukan(
    *,
    peserta: Peserta,
    pelaku: Pelaku,
    no_kk: str | None = None,
    nama_ibu: str | None = None,
    npwp: str | None = None,
    tempat_lahir: str | None = None,
) -> Peserta:
    """Set population data of a person; None leaves a value as it is, "" clears it.

    Writes: accounts_peserta.   Audit: peserta.diubah, names of the fields alone.
    Raises: NilaiTidakSah for a number that cannot be.
    """
    isi = _kependudukan(peserta, no_kk, nama_ibu, npwp)
    if tempat_lahir is not None:
        isi["tempat_lahir"] = " ".join(tempat_lahir.split())
    bidang = [nama for nama in isi if not nama.endswith(("_indeks", "_samar"))]
    return _ubah(peserta, isi, bidang, pelaku)


def tandai_pengkinian(
    *, peserta: Peserta, pada: datetime, menunggu_register: bool, pelaku: Pelaku
) -> Peserta:
    """Write down that the data update was confirmed, and whether the register still owes a verdict.

    Writes: accounts_peserta.   Audit: peserta.diubah.
    """
    isi = {"pengkinian_pada": pada, "pengkinian_menunggu_register": menunggu_register}
    return _ubah(peserta, isi, list(isi), pelaku)


def pasang_zona(*, peserta: Peserta, zona: str, pelaku: Pelaku) -> Peserta:
    """Write down the zone in which this person reads the time; nothing where it stands so.

    Shape:  `zona` = WIB, WITA or WIT.
    Writes: accounts_peserta.   Audit: peserta.diubah.
    """
    if peserta.zona_waktu == zona:
        return peserta
    return _ubah(peserta, {"zona_waktu": zona}, ["zona_waktu"], pelaku)


def tandai_kontak_diubah(*, peserta: Peserta, pada: datetime, pelaku: Pelaku) -> Peserta:
    """Write down that a proved contact was replaced: cooling time counts from here.

    Writes: accounts_peserta.   Audit: peserta.diubah.
    """
    return _ubah(peserta, {"kontak_diubah_pada": pada}, ["kontak_diubah_pada"], pelaku)


def tandai_rekening_diubah(*, peserta: Peserta, pada: datetime, pelaku: Pelaku) -> Peserta:
    """Write down that a verified bank account was replaced: cooling time counts from here.

    Writes: accounts_peserta.   Audit: peserta.diubah.
    """
    return _ubah(peserta, {"rekening_diubah_pada": pada}, ["rekening_diubah_pada"], pelaku)


def pasang_akun(*, peserta: Peserta, akun: Akun, pelaku: Pelaku) -> Peserta:
    """Give a person without a login this one.

    Writes: accounts_peserta.   Audit: peserta.diubah.
    Raises: Bentrok("peserta_sudah_berakun") when either has another partner already.
    """
    with transaction.atomic():
        lama = Peserta.objects.select_for_update().get(pk=peserta.pk)
        lain = Peserta.objects.filter(akun=akun).exclude(pk=peserta.pk).exists()
        if lain or lama.akun_id not in {None, akun.pk}:
            raise Bentrok("peserta_sudah_berakun")
        return _ubah(peserta, {"akun": akun}, ["akun"], pelaku)


def _ubah(peserta: Peserta, isi: dict[str, Any], bidang: list[str], pelaku: Pelaku) -> Peserta:
    if not isi:
        return peserta
    with transaction.atomic():
        for nama, nilai in isi.items():
            setattr(peserta, nama, nilai)
        peserta.save(update_fields=list(isi))
        audit.catat(
            aksi=Aksi.PESERTA_DIUBAH, pelaku=pelaku, objek=peserta, peserta=peserta,
            sesudah={"bidang": sorted(bidang)},
        )  # fmt: skip
    return peserta
