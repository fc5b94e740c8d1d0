"""The review page: every answer with the way back to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.selectors import kontak_berlaku
from jmo.lib.samarkan import samarkan_ekor, samarkan_nama, samarkan_nik
from pengkinian.forms import TambahanForm
from pengkinian.models import KasusPengkinian
from pengkinian.rules.bank import NAMA_BANK
from pengkinian.rules.kelengkapan import KunciLangkah
from pengkinian.selectors import verdict_kasus
from pengkinian.teks import LANGKAH

Butir = tuple[str, str]
_BAGIAN_ALAMAT = ("alamat", "kelurahan", "kecamatan", "kabupaten", "provinsi")


def susun_tinjauan(kasus: KasusPengkinian) -> list[dict[str, Any]]:
    """Return the parts of the review: title, way back, and label with value for each answer."""
    isi = {
        KunciLangkah.KEPESERTAAN: _kepesertaan(kasus),
        KunciLangkah.WAJAH: _wajah(kasus),
        KunciLangkah.KONTAK: [
            (str(satu.get_jenis_display()), satu.nilai)
            for satu in kontak_berlaku(kasus.peserta).values()
        ],
        KunciLangkah.REKENING: _rekening(kasus),
        KunciLangkah.KEPENDUDUKAN: _kependudukan(kasus),
        KunciLangkah.TAMBAHAN: _tambahan(kasus),
    }
    return [
        {
            "judul": LANGKAH[f"langkah_{kunci}"],
            "ubah": reverse("pengkinian:langkah", args=[kunci]),
            "butir": butir,
        }
        for kunci, butir in isi.items()
    ]


def _kepesertaan(kasus: KasusPengkinian) -> list[Butir]:
    peserta = kasus.peserta
    return [(_("Nama"), peserta.nama), (_("NIK"), peserta.nomor_identitas_samar)]


def _wajah(kasus: KasusPengkinian) -> list[Butir]:
    verdict = verdict_kasus(kasus).get("WAJAH")
    cocok = verdict is not None and verdict.status == "COCOK"
    return [(_("Swafoto"), _("Cocok") if cocok else _("Menunggu"))]


def _rekening(kasus: KasusPengkinian) -> list[Butir]:
    isian = kasus.isian.get(KunciLangkah.REKENING, {})
    npwp = [(_("NPWP"), samarkan_ekor(isian["npwp"]))] if isian.get("npwp") else []
    if isian.get("belum_punya_rekening"):
        return [(_("Rekening"), _("Belum punya; klaim menanyakannya nanti")), *npwp]
    nomor = isian.get("nomor_rekening", "")
    return [(_("Rekening"), f"{NAMA_BANK.get(isian.get('kode_bank', ''), '')} {nomor}"), *npwp]


def _kependudukan(kasus: KasusPengkinian) -> list[Butir]:
    isian = kasus.isian.get(KunciLangkah.KEPENDUDUKAN, {})
    sama = isian.get("domisili_sama")
    butir = [
        (_("Nomor KK"), samarkan_nik(isian["no_kk"]) if isian.get("no_kk") else ""),
        (_("Nama ibu kandung"), samarkan_nama(isian["nama_ibu"]) if isian.get("nama_ibu") else ""),
        (_("Alamat KTP"), _alamat(isian, "ktp")),
        (_("Tempat tinggal"), _("Sama dengan KTP") if sama else _alamat(isian, "domisili")),
    ]
    return [satu for satu in butir if satu[1]]


def _alamat(isian: Mapping[str, Any], akhiran: str) -> str:
    """Return an address on one line, from the street to the province."""
    rukun = [
        f"{nama.upper()} {isian[f'{nama}_{akhiran}']}"
        for nama in ("rt", "rw")
        if isian.get(f"{nama}_{akhiran}")
    ]
    jalan, *wilayah = (str(isian.get(f"{satu}_{akhiran}", "")) for satu in _BAGIAN_ALAMAT)
    return ", ".join(satu for satu in (jalan, " ".join(rukun), *wilayah) if satu)


def _tambahan(kasus: KasusPengkinian) -> list[Butir]:
    isian = kasus.isian.get(KunciLangkah.TAMBAHAN, {})

    def label(pilihan: Any, nama: str) -> str:
        return str(dict(pilihan).get(isian.get(nama), ""))

    return [
        (_("Pendidikan"), label(TambahanForm.PENDIDIKAN, "pendidikan")),
        (_("Pekerjaan"), label(TambahanForm.PEKERJAAN, "pekerjaan")),
        (
            _("Kontak darurat"),
            " · ".join(
                (
                    str(isian.get("darurat_nama", "")),
                    label(TambahanForm.HUBUNGAN, "darurat_hubungan"),
                    str(isian.get("darurat_telepon", "")),
                )
            ),
        ),
    ]
