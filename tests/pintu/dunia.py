"""Everybody who may knock at a door, and what belongs to them.

Models are imported inside the functions: pytest may read this file before Django is set up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accounts.models import Akun, Peserta

PERAN = ("tamu", "pemilik", "asing", "terbatas", "petugas", "penyelia", "auditor")
UUID_TAK_ADA = "00000000-0000-4000-8000-000000000000"
# What stands in an address where nothing better is known, by converter.
TAK_ADA = {"int": "999999999", "uuid": UUID_TAK_ADA, "slug": "tidak-ada", "str": "tidak-ada",
           "path": "999999999"}  # fmt: skip
BAGIAN = re.compile(r"<(?:(?P<jenis>\w+):)?(?P<nama>\w+)>")


@dataclass
class Dunia:
    """The people by role, and the values that fill an address."""

    akun: dict[str, Akun]
    # Beginning of a route -> values of its parameters; the longest beginning that fits counts.
    milik: dict[str, dict[str, str]]
    # Beginning of a route -> whose object it is, where that is not the usual owner.
    pemilik: dict[str, Akun] = field(default_factory=dict)

    def nilai(self, rute: str) -> dict[str, str]:
        """Return the values that lead to the owner's object behind a route."""
        cocok = [awal for awal in self.milik if rute.startswith(awal)]
        return self.milik[max(cocok, key=len)] if cocok else {}

    def pemilik_dari(self, rute: str) -> Akun:
        """Return the account whose object stands behind a route."""
        cocok = [awal for awal in self.pemilik if rute.startswith(awal)]
        return self.pemilik[max(cocok, key=len)] if cocok else self.akun["pemilik"]


def alamat(rute: str, nilai: dict[str, str]) -> str:
    """Return an address of a route; what has no value gets one that leads nowhere."""

    def isi(cocok: re.Match[str]) -> str:
        jenis = cocok["jenis"] or "str"
        return nilai.get(cocok["nama"], TAK_ADA.get(jenis, "tidak-ada"))

    polos = BAGIAN.sub(isi, re.sub(r"\(\?P(<\w+>)(?:[^()\[\]]|\[[^]]*\])*\)", r"\1", rute))
    return "/" + re.sub(r"[\^$]|/\?", "", polos)


def bangun_dunia() -> Dunia:
    """Make the people and their things through the services of the portal."""
    from accounts.models import KasusPemulihan, LaporanBukanSaya
    from accounts.services.peran import siapkan_peran
    from tests.klaim_jht.orang import buat_siap_klaim
    from tests.klaim_jht.susulan import klaim_dibayar
    from tests.pabrik import buat_kartu, buat_peserta

    siapkan_peran()
    budi = buat_siap_klaim(banyak=1)
    klaim = klaim_dibayar(budi)
    agus = buat_peserta(nama="AGUS SALIM", dengan_akun=True)
    buat_kartu(agus)
    wati, gabungan = _gabung()
    LaporanBukanSaya.objects.create(pesan=wati.pesan.latest("pk"), akun=wati)
    assert budi.akun is not None
    assert agus.akun is not None
    akun = {"pemilik": budi.akun, "asing": agus.akun, "terbatas": _akun("terbatas")}
    akun |= {peran: _akun(peran, peran=[peran]) for peran in ("petugas", "penyelia", "auditor")}
    KasusPemulihan.objects.create(akun=wati, petugas=akun["petugas"])
    tanda = _lapor_berhenti()
    kematian = _lapor_kematian(agus)
    _isi_meja(budi, akun["petugas"])
    return Dunia(
        akun=akun,
        milik=_milik_saldo(budi, gabungan) | _milik_akun(budi.akun) | _milik_pengkinian(budi)
        | {
            "klaim/<uuid:kode>/": {"kode": str(klaim.kode), "ke": "1"},
            "api/v1/klaim/<uuid:kode>/": {"kode": str(klaim.kode)},
            "klaim/ajukan/<slug:kunci>/": {"kunci": "alasan"},
            "saldo/jawab-berhenti/": {"tanda": tanda},
            "ahli-waris/keliru/": {"kode": kematian},
            "ahli-waris/permohonan/<uuid:kode>/": {"kode": _permohonan_waris(budi)},
            "ahli-waris/permohonan/isi/<slug:kunci>/": {"kunci": "meninggal"},
            "coba/masuk/": {"kunci": "budi"},
            "akun/mfa/webauthn/keys/": {"pk": _kunci_sandi(wati)},
        }
        | _admin(),
        pemilik={"saldo/gabung/": wati, "akun/mfa/webauthn/keys/": wati},
    )  # fmt: skip


def _akun(nama: str, *, peran: list[str] | None = None) -> Akun:
    from accounts.rules.pelaku import SISTEM
    from accounts.services.akun import buat_akun

    return buat_akun(
        nama_pengguna=f"pintu-{nama}", kata_sandi=None, email=f"pintu-{nama}@contoh.id",
        pelaku=SISTEM, petugas=peran is not None, peran=peran or [],
    )  # fmt: skip


def _kunci_sandi(akun: Akun) -> str:
    """Give somebody a passkey; its pages show the name alone."""
    from allauth.mfa.models import Authenticator

    kunci = Authenticator.objects.create(
        user=akun, type=Authenticator.Type.WEBAUTHN, data={"name": "Ponsel", "credential": {}}
    )
    return str(kunci.pk)


def _lapor_berhenti() -> str:
    """Let somebody report having left, and return what the employer's link carries."""
    from django.utils import timezone

    from accounts.audit import pelaku_akun
    from jmo.lib.tanggal import hari_ini_wib
    from saldo.models import Perusahaan
    from saldo.rules.laporan_berhenti import JenisBukti
    from saldo.rules.masa_kepesertaan import SebabKeluar
    from saldo.services.laporan_berhenti import laporkan_berhenti
    from tests.klaim_jht.orang import buat_pekerja
    from tests.saldo.laporan import tanda_terkirim

    Perusahaan.objects.update(email="personalia@contoh.id")
    kartu = buat_pekerja(berhenti_hari_lalu=None, nama="DEWI LESTARI", banyak=0).kepesertaan.get()
    akun = kartu.peserta.akun
    assert akun is not None
    laporkan_berhenti(
        akun=akun, kepesertaan_id=kartu.pk, tanggal=hari_ini_wib(timezone.now()),
        sebab=SebabKeluar.RESIGN, bukti=JenisBukti.TIDAK_ADA, isi_berkas=None,
        tanggal_pernyataan=None, pelaku=pelaku_akun(akun),
    )  # fmt: skip
    return tanda_terkirim()


def _lapor_kematian(peserta: Peserta) -> str:
    """Let an officer have a report of a death before them; returns the code of its notice."""
    from datetime import date

    from klaim_jht.models import LaporanKematian

    laporan = LaporanKematian.objects.create(
        peserta=peserta, tanggal_kematian=date(2026, 11, 1), hubungan="LAIN", status="DITINJAU"
    )
    return str(laporan.kode)


def _permohonan_waris(pemohon: Peserta) -> str:
    """Let an officer have an application of an heir before them; returns its code."""
    from django.utils import timezone

    from klaim_jht.models import BerkasWaris, PermohonanWaris

    kini = timezone.now()
    baris = PermohonanWaris.objects.create(
        pemohon=pemohon, status="DIAJUKAN", nomor="W20261123-000001", diajukan_pada=kini,
        janji_pada=kini, isian={"meninggal": {"nama": "SITI", "tanggal_kematian": "2026-11-01"}},
    )  # fmt: skip
    BerkasWaris.objects.create(permohonan=baris, jenis="KARTU_KELUARGA", status="DIMINTA")
    return str(baris.kode)


def _isi_meja(budi: Peserta, petugas: Akun) -> None:
    """Lay something on each of the officers' tables."""
    from datetime import date

    from accounts.audit import pelaku_akun
    from accounts.models import HariKalender
    from accounts.rules.pelaku import SISTEM
    from accounts.services.kalender import tetapkan_hari, tetapkan_tahun
    from klaim_jht.models import RemLembaga
    from klaim_jht.services.rem import pasang_rem
    from pengkinian.models import KasusKoreksi
    from pengkinian.services.koreksi import buka_koreksi
    from saldo.services.unggahan import unggah_berkas

    tetapkan_hari(
        tanggal=date(2027, 1, 4), jenis=HariKalender.Jenis.LIBUR, dasar_hukum="contoh",
        pelaku=SISTEM,
    )  # fmt: skip
    tetapkan_tahun(tahun=2027, dasar_hukum="contoh", pelaku=SISTEM)
    pasang_rem(sebab=RemLembaga.Sebab.PETUGAS, alasan="contoh", pelaku=SISTEM)
    buka_koreksi(
        peserta=budi, kasus=None, jenis=KasusKoreksi.Jenis.UPAH, uraian="contoh",
        pelaku=SISTEM,
    )  # fmt: skip
    unggah_berkas(potongan=[b"npp,bulan\n"], nama="contoh.csv", pelaku=pelaku_akun(petugas))


def _gabung() -> tuple[Akun, int]:
    """Let somebody merge two cards; returns who, and the number of the merging."""
    from datetime import date

    from accounts.audit import pelaku_akun
    from saldo.models import PenggabunganKartu
    from saldo.services.penggabungan import gabungkan_kartu
    from tests.pabrik import buat_iuran, buat_kartu, buat_peserta

    wati = buat_peserta(nama="WATI LESTARI", dengan_akun=True)
    lama = buat_kartu(wati, mulai=date(2026, 1, 1), berhenti=date(2026, 1, 31))
    buat_iuran(lama, date(2026, 1, 1))
    baru = buat_kartu(wati, mulai=date(2026, 3, 1), npp="CD123456", berhenti=date(2026, 3, 31))
    buat_iuran(baru, date(2026, 3, 1))
    assert wati.akun is not None
    gabungkan_kartu(peserta=wati, kepesertaan_ids=[lama.pk], pelaku=pelaku_akun(wati.akun))
    return wati.akun, PenggabunganKartu.objects.get(peserta=wati).pk


def _milik_saldo(budi: Peserta, gabungan: int) -> dict[str, dict[str, str]]:
    kartu = budi.kepesertaan.get()
    return {
        "saldo/kartu/": {"kartu_id": str(kartu.pk)},
        "saldo/gabung/": {"penggabungan_id": str(gabungan)},
        "saldo/pernyataan/": {"tahun": str(kartu.tanggal_mulai.year)},
    }


def _milik_akun(akun: Akun) -> dict[str, dict[str, str]]:
    from django.contrib.auth import SESSION_KEY

    from accounts.audit import pelaku_akun
    from accounts.rules.persetujuan import JenisPersetujuan
    from accounts.services.masuk import catat_masuk
    from accounts.services.persetujuan import beri_persetujuan
    from accounts.services.tanda_pesan import tanda_pesan
    from accounts.sesi import SessionStore, sidik_sesi

    pelaku = pelaku_akun(akun)
    catat_masuk(akun=akun, tanda="", agen="Firefox/128.0 (Windows)", pelaku=pelaku)
    # The sweep keeps its sessions in cookies; this is another one of the owner's, in the database.
    sesi = SessionStore()
    sesi[SESSION_KEY] = str(akun.pk)
    sesi.save()
    setuju = beri_persetujuan(akun=akun, jenis=JenisPersetujuan.TEMPLATE_WAJAH, pelaku=pelaku)
    return {
        "akun/bukan-saya/": {"tanda": tanda_pesan(akun.pesan.latest("pk").referensi)},
        "akun-saya/pesan/": {"pesan_id": str(akun.pesan.filter(tampil=True).latest("pk").pk)},
        "akun-saya/persetujuan/": {"persetujuan_id": str(setuju.pk)},
        "akun-saya/sesi/": {"sidik": sidik_sesi(sesi.session_key)},
        "akun-saya/perangkat/": {"perangkat_id": str(akun.perangkat.get().pk)},
    }


def _milik_pengkinian(budi: Peserta) -> dict[str, dict[str, str]]:
    wajah = budi.verifikasi.filter(jenis="WAJAH").latest("pk")
    return {
        "pengkinian/wajah/<uuid:kode>/": {"kode": str(wajah.kode)},
        "pengkinian/verdict/": {"kunci": "kepesertaan"},
        "pengkinian/<slug:kunci>/": {"kunci": "kepesertaan"},
    }


def _admin() -> dict[str, dict[str, str]]:
    """Return a row for the pages of every table that the officers have."""
    from django.contrib import admin

    hasil = {}
    for model in admin.site._registry:
        info = f"petugas/{model._meta.app_label}/{model._meta.model_name}/"
        pertama = model._default_manager.order_by("pk").values_list("pk", flat=True).first()
        kunci = TAK_ADA["int"] if pertama is None else str(pertama)
        hasil[info] = dict.fromkeys(("object_id", "pk", "nomor", "catatan_id"), kunci)
    return hasil
