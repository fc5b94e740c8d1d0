"""Makes people, cards and contributions for tests, through the services of the portal.

Functions only; each has defaults for everything that a test does not care about.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING

from jmo.lib.tanggal import tambah_bulan
from jmo.lib.uang import Rupiah
from saldo.rules.data_ketentuan import KETENTUAN
from saldo.rules.iuran import KOLOM, hitung_iuran, hitung_iuran_bpu, susun_ketentuan_iuran
from saldo.rules.ketentuan import pilih_berlaku

if TYPE_CHECKING:
    from accounts.models import Akun, Peserta
    from saldo.models import Kepesertaan, Perusahaan
    from saldo.services.iuran import HasilImpor

SANDI = "hujan-di-bulan-juni"
LAHIR = date(1990, 1, 1)
_nomor = count(1)


def nik_baru(*, lahir: date = LAHIR, perempuan: bool = False) -> str:
    """Return a NIK of the impossible province 99 that no other test person has."""
    ke = next(_nomor)
    hari = lahir.day + 40 * perempuan
    return f"99{ke // 9999 % 9999:04d}{hari:02d}{lahir:%m%y}{ke % 9999 + 1:04d}"


def buat_akun(nama: str | None = None, *, petugas: bool = False) -> Akun:
    """Make a login without a person."""
    from accounts.rules.pelaku import SISTEM
    from accounts.services.akun import buat_akun as buat

    nama = nama or f"orang{next(_nomor)}"
    return buat(
        nama_pengguna=nama, kata_sandi=SANDI, email=f"{nama}@contoh.id", petugas=petugas,
        pelaku=SISTEM,
    )  # fmt: skip


def buat_peserta(
    *,
    nama: str = "BUDI SANTOSO",
    nik: str | None = None,
    lahir: date = LAHIR,
    akun: Akun | None = None,
    dengan_akun: bool = False,
) -> Peserta:
    """Make a person; `dengan_akun` gives them a login of their own."""
    from accounts.rules.pelaku import SISTEM
    from accounts.services.peserta import buat_peserta as buat

    return buat(
        jenis_identitas="NIK", nomor_identitas=nik or nik_baru(lahir=lahir), nama=nama,
        tanggal_lahir=lahir, jenis_kelamin="L", pelaku=SISTEM,
        akun=buat_akun() if dengan_akun else akun,
    )  # fmt: skip


def buat_perusahaan(npp: str = "AB123456", nama: str = "PT Contoh Makmur") -> Perusahaan:
    """Return the employer of this number, made when it is new."""
    from accounts.rules.pelaku import SISTEM
    from saldo.services.perusahaan import pastikan_perusahaan

    return pastikan_perusahaan(npp=npp, nama=nama, pelaku=SISTEM)


def buat_kartu(
    peserta: Peserta | None = None,
    *,
    mulai: date = date(2024, 1, 1),
    npp: str = "AB123456",
    berhenti: date | None = None,
    sebab: str = "PHK",
) -> Kepesertaan:
    """Issue a card; `berhenti` reports the end of the employment."""
    from accounts.rules.pelaku import SISTEM
    from saldo.rules.masa_kepesertaan import SebabKeluar
    from saldo.services.kartu import buat_kartu as buat
    from saldo.services.kartu import hentikan_kartu

    kartu = buat(
        peserta=peserta or buat_peserta(), perusahaan=buat_perusahaan(npp), tanggal_mulai=mulai,
        pelaku=SISTEM,
    )  # fmt: skip
    if berhenti is not None:
        kartu = hentikan_kartu(
            kepesertaan_id=kartu.pk, tanggal=berhenti, sebab=SebabKeluar(sebab), pelaku=SISTEM
        )
    return kartu


def isi_baris(
    bulan: date,
    *,
    upah: int = 5_000_000,
    kpj: str = "",
    nik: str = "",
    nama: str = "BUDI SANTOSO",
    lahir: date = LAHIR,
    npp: str = "AB123456",
    bayar: date | None = None,
    keluar: date | None = None,
    sebab: str = "PHK",
) -> dict[str, str]:
    """Return one row of a contribution file with the lawful amounts; no `npp` = self-employed."""
    ketentuan = susun_ketentuan_iuran(pilih_berlaku(KETENTUAN, bulan))
    if npp:
        iuran = hitung_iuran(upah=Rupiah(upah), ketentuan=ketentuan)
    else:
        iuran = hitung_iuran_bpu(penghasilan=Rupiah(upah), ketentuan=ketentuan)
    isi = (
        npp, f"{bulan:%Y-%m}", kpj, nik, nama, lahir, upah,
        iuran.jht_pemberi_kerja, iuran.jht_pekerja, iuran.jp_pemberi_kerja, iuran.jp_pekerja,
        bayar or tambah_bulan(bulan, 1) + timedelta(days=9), keluar or "", sebab if keluar else "",
    )  # fmt: skip
    return {nama: str(nilai) for nama, nilai in zip(KOLOM, isi, strict=True)}


def isi_berkas(baris: Iterable[dict[str, str]]) -> bytes:
    """Return the bytes of a contribution file."""
    return "\n".join([",".join(KOLOM), *(",".join(satu.values()) for satu in baris)]).encode()


def impor(baris: Iterable[dict[str, str]], *, uji: bool = False) -> HasilImpor:
    """Let the portal take in a file of these rows."""
    from accounts.rules.pelaku import SISTEM
    from saldo.services.iuran import impor_iuran

    return impor_iuran(berkas=BytesIO(isi_berkas(baris)), nama="uji.csv", pelaku=SISTEM, uji=uji)


def buat_iuran(
    kartu: Kepesertaan, bulan: date = date(2024, 1, 1), *, upah: int = 5_000_000, banyak: int = 1
) -> HasilImpor:
    """Book contributions of a card for months in a row, paid on the 10th of the month after."""
    assert kartu.perusahaan is not None
    hasil = impor(
        isi_baris(
            tambah_bulan(bulan, ke), upah=upah, kpj=kartu.kpj, nama=kartu.peserta.nama,
            npp=kartu.perusahaan.npp,
        )
        for ke in range(banyak)
    )  # fmt: skip
    assert hasil.diterima, hasil.galat
    return hasil


def buat_kartu_bersaldo(
    peserta: Peserta | None = None, *, banyak: int = 3, upah: int = 5_000_000, npp: str = "AB123456"
) -> Kepesertaan:
    """Issue a card with contributions from January 2024 on."""
    kartu = buat_kartu(peserta, npp=npp)
    buat_iuran(kartu, upah=upah, banyak=banyak)
    return kartu
