"""Making the people of the stories, through the same doors as the real portal.

The book forgets nothing, so starting a story over makes a new person: another NIK of the impossible
province, other cards and accounts, known to the register and the bank of the sandbox.
"""

from __future__ import annotations

import secrets
from datetime import date
from io import BytesIO
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Akun, Peserta
from accounts.rules.pelaku import tugas
from accounts.selectors import ambil_peserta_akun
from accounts.services.akun import buat_akun
from accounts.services.peserta import buat_peserta
from jmo.benih import sandbox
from jmo.benih.cerita import CERITA, KATA_SANDI, Cerita, KartuCerita, pemeran
from jmo.benih.models import OrangContoh
from jmo.lib.tanggal import hari_ini_wib, tambah_bulan
from jmo.lib.uang import Rupiah
from klaim_jht.services.kunci_pencairan import pasang_kunci
from saldo.rules.iuran import hitung_iuran, susun_ketentuan_iuran
from saldo.selectors import ambil_ketentuan, daftar_kepesertaan
from saldo.services.iuran import impor_iuran
from saldo.services.perusahaan import pastikan_perusahaan, ubah_email_perusahaan
from saldo.services.tarif import bukukan_pengembangan, muat_tarif_contoh

PELAKU = tugas("benih.siapkan_contoh")
HEADER = (
    "npp,bulan,kpj,nik,nama,tanggal_lahir,upah,jht_pemberi_kerja,jht_pekerja,jp_pemberi_kerja,"
    "jp_pekerja,tanggal_bayar,tanggal_keluar,sebab_keluar"
)


def siapkan_semua() -> list[str]:
    """Make one person per story where there is none yet; returns the new ones' user names."""
    muat_tarif_contoh(pelaku=PELAKU)
    ada = set(OrangContoh.objects.values_list("cerita", flat=True))
    belum = [cerita for cerita in CERITA if cerita.kunci not in ada]
    return [mulai_cerita(cerita, asli=True).nama_pengguna for cerita in belum]


def orang_terbaru(cerita: Cerita) -> OrangContoh | None:
    """Return the newest person of a story."""
    return (
        OrangContoh.objects.filter(cerita=cerita.kunci)
        .select_related("akun__peserta")
        .order_by("-pk")
        .first()
    )


def mulai_cerita(cerita: Cerita, *, asli: bool = False) -> Akun:
    """Make a new person for a story.

    Shape:  `asli` = exactly as in the cast, which register and bank know from their start.
    Raises: SandboxDiam when the sandbox does not take the new person.
    """
    if not cerita.peserta:
        return _staf(cerita)
    orang = dict(pemeran()[cerita.orang]) if asli else _tiruan(pemeran()[cerita.orang])
    if not asli:
        sandbox.taruh_penduduk({**orang, "tanggal_lahir": orang["tanggal_lahir"].isoformat()})
        for rekening in orang["rekening"]:
            sandbox.taruh_rekening(rekening)
    return _peserta(cerita, orang)


def _staf(cerita: Cerita) -> Akun:
    with transaction.atomic():
        akun = buat_akun(
            nama_pengguna=cerita.kunci, kata_sandi=KATA_SANDI, email=f"{cerita.kunci}@contoh.id",
            pelaku=PELAKU, petugas=True, peran=[cerita.peran],
        )  # fmt: skip
        OrangContoh.objects.create(akun=akun, cerita=cerita.kunci)
    return akun


def _tiruan(asal: dict[str, Any]) -> dict[str, Any]:
    """Return a person like the one of the cast, with numbers of their own."""
    acak = secrets.randbelow(9000) + 1000
    nik: str = asal["nik"]
    rekening = [
        {**satu, "nomor": satu["nomor"][:-8] + f"{acak:04d}" + satu["nomor"][-4:]}
        for satu in asal["rekening"]
    ]
    # The third and fourth digit (regency) give room: 9000 people per birthday and serial.
    wilayah = secrets.randbelow(90) + 10
    return {
        **asal,
        "kunci": f"{asal['kunci']}-{acak}",
        "nik": f"99{wilayah:02d}{nik[4:12]}{acak:04d}",
        "no_kk": f"99{wilayah:02d}{asal['no_kk'][4:12]}{acak:04d}",
        "rekening": rekening,
    }


def _peserta(cerita: Cerita, orang: dict[str, Any]) -> Akun:
    hari_ini = hari_ini_wib(timezone.now())
    kunci = orang["kunci"]
    with transaction.atomic():
        akun = buat_akun(
            nama_pengguna=kunci, kata_sandi=KATA_SANDI, email=f"{kunci}@contoh.id", pelaku=PELAKU
        )
        buat_peserta(
            jenis_identitas="NIK",
            nomor_identitas=orang["nik"],
            nama=orang["nama"].title(),
            tanggal_lahir=orang["tanggal_lahir"],
            jenis_kelamin=orang["jenis_kelamin"],
            tempat_lahir=orang["tempat_lahir"].title(),
            jenis=Peserta.Jenis.PU if cerita.kartu else Peserta.Jenis.NON,
            akun=akun,
            pelaku=PELAKU,
        )
        tahu = ("nik", "no_kk", "nama_ibu", "alamat", "rt", "rw", "kelurahan", "kecamatan",
                "kabupaten", "provinsi", "rekening", "kunci")  # fmt: skip
        OrangContoh.objects.create(
            akun=akun, cerita=cerita.kunci, tahu={nama: orang[nama] for nama in tahu}
        )
    for kartu in cerita.kartu:
        _kartu(orang, kartu, hari_ini)
    _bukukan_hasil(akun)
    if cerita.terkunci:
        pasang_kunci(peserta_id=ambil_peserta_akun(akun).pk, pelaku=PELAKU)
    return akun


def _kartu(orang: dict[str, Any], kartu: KartuCerita, hari_ini: date) -> None:
    """Let the employer report the card as it would: one file of contributions per month."""
    perusahaan = pastikan_perusahaan(npp=kartu.npp, nama=kartu.perusahaan, pelaku=PELAKU)
    if not perusahaan.email:
        # So that the letter about a leaver's report can be read in the sample inbox.
        alamat = f"personalia.{kartu.npp.lower()}@contoh.id"
        ubah_email_perusahaan(perusahaan_id=perusahaan.pk, email=alamat, pelaku=PELAKU)
    bulan, berhenti = kartu.bulan(hari_ini), kartu.berhenti(hari_ini)
    for satu in bulan:
        terakhir = satu == bulan[-1] and berhenti is not None
        ketentuan = susun_ketentuan_iuran(ambil_ketentuan(pada=satu))
        iuran = hitung_iuran(upah=Rupiah(kartu.upah), ketentuan=ketentuan)
        # Paid on the 14th of the next month, as most do: the law says until the 15th.
        bayar = min(tambah_bulan(satu, 1).replace(day=14), hari_ini)
        isi = (
            f"{HEADER}\n{kartu.npp},{satu:%Y-%m},,{orang['nik']},{orang['nama']},"
            f"{orang['tanggal_lahir']},{kartu.upah},{iuran.jht_pemberi_kerja},"
            f"{iuran.jht_pekerja},{iuran.jp_pemberi_kerja},{iuran.jp_pekerja},{bayar},"
            f"{berhenti if terakhir else ''},{kartu.sebab if terakhir else ''}\n"
        )
        hasil = impor_iuran(berkas=BytesIO(isi.encode()), nama="cerita.csv", pelaku=PELAKU)
        assert not hasil.galat, hasil.galat


def _bukukan_hasil(akun: Akun) -> None:
    """Credit the returns of all past years to the cards of one person."""

    tahun_ini = hari_ini_wib(timezone.now()).year
    for kartu in daftar_kepesertaan(ambil_peserta_akun(akun)):
        for tahun in range(kartu.tanggal_mulai.year, tahun_ini):
            bukukan_pengembangan(kepesertaan=kartu, tahun=tahun, pelaku=PELAKU)
