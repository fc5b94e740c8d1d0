"""Carries logins over from the old app: a whole file or nothing, the same file twice as once."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import transaction

from accounts.models import Akun, Kontak, Peserta
from accounts.rules.pelaku import Pelaku
from accounts.sandi_lama import DigestTakDikenal, bungkus, periksa_digest
from accounts.selectors import akun_beremail, cari_akun_nama, cari_peserta_nik
from accounts.services.akun import bawa_akun_lama
from accounts.services.kontak import BATAS_BERSAMA, catat_kontak_bawaan, normalkan_kontak
from accounts.services.peserta import pasang_akun, provinsi_nik
from jmo.lib.galat import NilaiTidakSah
from jmo.lib.kpj import parse_kpj_impor
from jmo.lib.nik import parse_nik

KEPALA = ["nama_pengguna", "email", "telepon", "nik", "kpj", "digest"]
EMAIL, TELEPON = Kontak.Jenis.EMAIL, Kontak.Jenis.TELEPON
_Lapor = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Kesalahan:
    """What is wrong with one cell; never the value itself."""

    baris: int
    kolom: str
    sebab: str


@dataclass(slots=True)
class HasilImpor:
    """How many logins are new and how many stood already; `kesalahan` empty = all is right."""

    baru: int = 0
    sudah_ada: int = 0
    kesalahan: list[Kesalahan] = field(default_factory=list)


@dataclass(slots=True)
class _Calon:
    nomor: int
    nama_pengguna: str
    email: str
    telepon: str
    digest: str = field(repr=False)
    peserta: Peserta


def impor_akun_lama(*, baris: Iterable[str], pelaku: Pelaku, uji: bool) -> HasilImpor:
    """Check a file of the old app's logins and, when all of it is right, carry it over.

    Shape:  `baris` are the lines of a CSV with the header of `KEPALA`; `uji` only checks. A login
            that stands already for the same person is left as it is. An address in several lines
            is one that a family shares.
    Writes: accounts_akun, accounts_peserta, accounts_kontak.
    Audit:  akun.dibawa_dari_aplikasi_lama, peserta.diubah.
    """
    hasil = HasilImpor()
    calon = _baca(baris, hasil)
    bersama = _email_bersama(calon, hasil)
    hasil.baru = len(calon)
    if uji or hasil.kesalahan:
        return hasil
    # A quarter of a CPU second each, so not inside the transaction.
    sandi = [bungkus(satu.digest) for satu in calon]
    with transaction.atomic(durable=True):
        for satu, terbungkus in zip(calon, sandi, strict=True):
            _bawa(satu, terbungkus, bersama, pelaku)
    return hasil


def _bawa(calon: _Calon, terbungkus: str, bersama: set[str], pelaku: Pelaku) -> None:
    email_bersama = calon.email.lower() in bersama
    if email_bersama:
        akun_beremail(calon.email).update(email_bersama=True)
    akun = bawa_akun_lama(
        nama_pengguna=calon.nama_pengguna, email=calon.email, digest=terbungkus, terbungkus=True,
        email_bersama=email_bersama, pelaku=pelaku,
    )  # fmt: skip
    pasang_akun(peserta=calon.peserta, akun=akun, pelaku=pelaku)
    for jenis, nilai in ((EMAIL, calon.email), (TELEPON, calon.telepon)):
        if nilai:
            catat_kontak_bawaan(peserta=calon.peserta, jenis=jenis, nilai=nilai)


def _baca(baris: Iterable[str], hasil: HasilImpor) -> list[_Calon]:
    pembaca = csv.DictReader(baris, strict=True)
    if pembaca.fieldnames != KEPALA:
        hasil.kesalahan.append(Kesalahan(1, "", f"baris kepala harus {','.join(KEPALA)}"))
        return []
    calon: list[_Calon] = []
    terpakai: set[str] = set()
    try:
        for isi in pembaca:
            if None in isi or None in isi.values():
                hasil.kesalahan.append(Kesalahan(pembaca.line_num, "", "jumlah kolom tidak tepat"))
                continue
            satu = _baca_baris(pembaca.line_num, isi, hasil, terpakai)
            if satu is not None:
                calon.append(satu)
    except csv.Error:
        nomor = pembaca.reader.line_num
        hasil.kesalahan.append(Kesalahan(nomor, "", "tanda kutip tidak tertutup"))
    return calon


def _baca_baris(
    nomor: int, isi: dict[str, str], hasil: HasilImpor, terpakai: set[str]
) -> _Calon | None:
    nama = isi["nama_pengguna"].strip()
    banyak = len(hasil.kesalahan)

    def salah(kolom: str, sebab: str) -> None:
        hasil.kesalahan.append(Kesalahan(nomor, kolom, sebab))

    if not nama or len(nama) > 150:
        salah("nama_pengguna", "kosong atau lebih dari 150 huruf")
    for kunci in (f"nama:{nama.lower()}", f"nik:{isi['nik'].strip()}"):
        if kunci in terpakai:
            salah("nama_pengguna" if kunci.startswith("nama") else "nik", "dua kali dalam berkas")
        terpakai.add(kunci)
    email = _kontak(EMAIL, isi["email"], "email", salah)
    telepon = _kontak(TELEPON, isi["telepon"], "telepon", salah)
    peserta = _peserta(isi, salah)
    try:
        periksa_digest(isi["digest"])
    except DigestTakDikenal:
        salah("digest", "bukan bentuk yang dikenal")
    if len(hasil.kesalahan) > banyak or peserta is None:
        return None
    return _bila_baru(_Calon(nomor, nama, email, telepon, isi["digest"], peserta), hasil)


def _kontak(jenis: str, nilai: str, kolom: str, salah: _Lapor) -> str:
    if not nilai.strip():
        return ""
    try:
        return normalkan_kontak(jenis, nilai)
    except NilaiTidakSah as galat:
        salah(kolom, galat.kode)
        return ""


def _peserta(isi: dict[str, str], salah: _Lapor) -> Peserta | None:
    try:
        parse_kpj_impor(isi["kpj"])
    except NilaiTidakSah as galat:
        salah("kpj", galat.kode)
    try:
        nik = parse_nik(isi["nik"], provinsi=provinsi_nik()).angka
    except NilaiTidakSah as galat:
        salah("nik", galat.kode)
        return None
    peserta = cari_peserta_nik(nik)
    if peserta is None:
        salah("nik", "tidak ada pada data kepesertaan")
    return peserta


def _bila_baru(calon: _Calon, hasil: HasilImpor) -> _Calon | None:
    lama = cari_akun_nama(calon.nama_pengguna)
    if lama is None and calon.peserta.akun_id is None:
        return calon
    if lama is not None and lama.pk == calon.peserta.akun_id and lama.asal == Akun.Asal.BPJSTKU:
        hasil.sudah_ada += 1
        return None
    if lama is not None and lama.pk != calon.peserta.akun_id:
        hasil.kesalahan.append(
            Kesalahan(calon.nomor, "nama_pengguna", "sudah dipakai akun lain di portal ini")
        )
    else:
        hasil.kesalahan.append(Kesalahan(calon.nomor, "nik", "peserta sudah mempunyai akun lain"))
    return None


def _email_bersama(calon: list[_Calon], hasil: HasilImpor) -> set[str]:
    hitung = Counter(satu.email.lower() for satu in calon if satu.email)
    for email in hitung:
        hitung[email] += akun_beremail(email).count()
    for satu in calon:
        if hitung[satu.email.lower()] > BATAS_BERSAMA:
            hasil.kesalahan.append(Kesalahan(satu.nomor, "email", "dipakai lebih dari tiga akun"))
    return {email for email, banyak in hitung.items() if banyak > 1}
