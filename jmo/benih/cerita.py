"""The stories of the sandbox. Dates are relative to today, so that a story never grows old."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_noop as _

from jmo.lib.tanggal import tambah_bulan

BERKAS_PEMERAN = Path(__file__).with_name("pemeran.toml")
KATA_SANDI = "coba-jmo-2026"


@dataclass(frozen=True, slots=True)
class KartuCerita:
    """One card: first month and last day counted back from today."""

    npp: str
    perusahaan: str
    upah: int
    mulai_bulan_lalu: int
    berhenti_hari_lalu: int | None = None
    sebab: str = ""

    def bulan(self, hari_ini: date) -> list[date]:
        """Return the first days of the months that were paid."""
        awal = tambah_bulan(hari_ini.replace(day=1), -self.mulai_bulan_lalu)
        akhir = self.berhenti(hari_ini) or tambah_bulan(hari_ini, -1)
        hasil = []
        while awal <= akhir:
            hasil.append(awal)
            awal = tambah_bulan(awal, 1)
        return hasil

    def berhenti(self, hari_ini: date) -> date | None:
        """Return the last day of work, None while it goes on."""
        if self.berhenti_hari_lalu is None:
            return None
        return hari_ini - timedelta(days=self.berhenti_hari_lalu)


@dataclass(frozen=True, slots=True)
class Cerita:
    """One tap on the landing page: who you are and what you may see.

    Shape:  with `alamat` the tap leads to that public page and logs nobody in: the story is about
            this person, and whoever taps is somebody without an account.
    """

    kunci: str
    judul: str
    isi: str
    orang: str = ""
    kartu: tuple[KartuCerita, ...] = ()
    peran: str = ""
    terkunci: bool = False
    alamat: str = ""

    @property
    def peserta(self) -> bool:
        """Tell whether this is a participant (and not staff)."""
        return not self.peran


CERITA: tuple[Cerita, ...] = (
    Cerita(
        "boleh",
        _("Budi, terkena PHK 40 hari lalu"),
        _(
            "Belum pernah mengkinikan data. Ia boleh mengklaim hari ini: dari masuk sampai uang "
            "di rekening."
        ),
        "budi",
        (KartuCerita("JKTA0001", "PT Contoh Makmur", 5_000_000, 37, 40, "PHK"),),
    ),
    Cerita(
        "belum",
        _("Joko, mengundurkan diri 10 hari lalu"),
        _("Belum boleh mengklaim: masa tunggunya belum lewat. Portal menyebut tanggalnya."),
        "joko",
        (KartuCerita("JKTA0002", "CV Contoh Sejahtera", 4_200_000, 26, 10, "RESIGN"),),
    ),
    Cerita(
        "kartu",
        _("Wati, tiga kartu lama"),
        _("Kartu-kartunya harus digabung dulu sebelum mengklaim."),
        "wati",
        (
            KartuCerita("JKTA0003", "PT Contoh Tekstil", 3_100_000, 70, 1500, "RESIGN"),
            KartuCerita("JKTA0004", "PT Contoh Garmen", 3_600_000, 44, 800, "PKWT"),
            KartuCerita("JKTA0001", "PT Contoh Makmur", 4_000_000, 22, 60, "PHK"),
        ),
    ),
    Cerita(
        "besar",
        _("Agus, saldo di atas batas"),
        _(
            "Saldonya lebih besar dari batas mesin, jadi petugas yang memutus, paling lama lima "
            "hari kerja."
        ),
        "agus",
        (KartuCerita("JKTA0005", "PT Contoh Energi", 14_000_000, 58, 45, "PKWT"),),
    ),
    Cerita(
        "sebagian",
        _("Ratna, sepuluh tahun bekerja paruh waktu"),
        _(
            "Masih bekerja. Ia boleh mengambil 10 persen lewat mesin, atau 30 persen untuk rumah "
            "dengan surat bank yang dibaca petugas; sisanya tetap di kartunya."
        ),
        "ratna",
        (KartuCerita("JKTA0006", "PT Contoh Pangan", 1_250_000, 123),),
    ),
    Cerita(
        "terkunci",
        _("Siti, kunci pencairan menyala"),
        _(
            "Ia mengunci pencairannya sendiri: tidak ada yang dapat mengajukan klaim sampai ia "
            "membukanya dengan wajahnya."
        ),
        "siti",
        (KartuCerita("JKTA0001", "PT Contoh Makmur", 4_500_000, 30, 50, "PHK"),),
        terkunci=True,
    ),
    Cerita(
        "waris",
        _("Ratih, ayahnya meninggal"),
        _(
            "Ayahnya peserta; Dukcapil contoh sudah mencatat kematiannya. Ratih melapor tanpa "
            "akun, dan akun ayahnya ditutup."
        ),
        "slamet",
        (KartuCerita("JKTA0006", "PT Contoh Logam", 6_500_000, 50, 20, "MENINGGAL"),),
        alamat="/ahli-waris/",
    ),
    Cerita(
        "ahli_waris",
        _("Ratih, mengklaim sebagai ahli waris"),
        _(
            "Akunnya tanpa kartu peserta. Ia anak satu-satunya Slamet Riyadi dari cerita di atas, "
            "dan mengajukan klaim dengan wajah dan rekeningnya sendiri."
        ),
        "ratih",
    ),
    Cerita(
        "petugas",
        _("Rina, petugas cabang"),
        _(
            "Meninjau wajah, koreksi, dan klaim, dan mengunggah berkas iuran perusahaan; penyelia "
            "menyetujuinya."
        ),
        peran="petugas",
    ),
    Cerita(
        "penyelia",
        _("Hadi, penyelia"),
        _("Menyetujui yang memerlukan orang kedua."),
        peran="penyelia",
    ),
    Cerita("auditor", _("Tono, auditor"), _("Mengunduh CSV dengan manifes."), peran="auditor"),
)


def cari_cerita(kunci: str) -> Cerita | None:
    """Return a story by its key, or None."""
    return next((satu for satu in CERITA if satu.kunci == kunci), None)


@cache
def pemeran() -> dict[str, dict[str, Any]]:
    """Return the cast by key, as it stands in the file."""
    isi = tomllib.loads(BERKAS_PEMERAN.read_text(encoding="utf-8"))
    return {orang["kunci"]: orang for orang in isi["orang"]}
