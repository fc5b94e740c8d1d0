"""Reads of people and messages, and the doors through which pages reach them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.db.models import Count, Min, Q, QuerySet, Value
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.models import (
    Akun,
    CatatanAudit,
    DenyutAntrean,
    HariKalender,
    KasusPemulihan,
    KodeOTP,
    Kontak,
    LaporanBukanSaya,
    Perangkat,
    Persetujuan,
    Pesan,
    Peserta,
    Sesi,
    TahunKalender,
    indeks,
)
from accounts.rules import persetujuan as aturan_persetujuan
from accounts.rules.aksi import Aksi
from accounts.rules.kunci_pencairan import KeadaanKunci, baca_kunci
from accounts.rules.persetujuan import JenisPersetujuan, PersetujuanTercatat
from accounts.rules.sesi import KETENTUAN_SESI
from jmo.lib.galat import TidakDitemukan
from jmo.lib.kalender import susun_kalender, tahun_belum_ditetapkan


def cari_peserta_akun(akun: Akun) -> Peserta | None:
    """Return the person behind a login, None for staff and auditors."""
    return Peserta.objects.filter(akun=akun).first()


# The home page is the most visited one: each query below is its own, written by hand, because
# putting it together anew each time took longer than running it.


def peserta_beranda(akun: Akun) -> Peserta | None:
    """Return the person behind a login with name and last update, None for staff and auditors."""
    kueri = (
        "SELECT id, akun_id, jenis, nama, pengkinian_pada, kunci_pencairan_pada, "
        "kunci_dibuka_pada, zona_waktu FROM accounts_peserta WHERE akun_id = %s"
    )
    return next(iter(Peserta.objects.raw(kueri, [akun.pk])), None)


def pesan_beranda(akun: Akun) -> list[Pesan]:
    """Return the five newest notices of an account; what `daftar_pesan_terbaru` would give."""
    kueri = (
        "SELECT id, akun_id, judul, isi, tautan, dibuat_pada, dibaca_pada FROM accounts_pesan "
        "WHERE akun_id = %s AND tampil ORDER BY dibuat_pada DESC, id DESC LIMIT 5"
    )
    return list(Pesan.objects.raw(kueri, [akun.pk]))


def keadaan_kunci(peserta: Peserta, *, kini: datetime | None = None) -> KeadaanKunci:
    """Return how the lock on withdrawals of a person stands, as the row in hand says."""
    return baca_kunci(
        peserta.kunci_pencairan_pada, peserta.kunci_dibuka_pada, kini=kini or timezone.now()
    )


def ambil_peserta_akun(akun: Akun) -> Peserta:
    """Return the person behind a login.

    Raises: TidakDitemukan("peserta_tidak_ada") for staff and auditors, who have none.
    """
    peserta = cari_peserta_akun(akun)
    if peserta is None:
        raise TidakDitemukan("peserta_tidak_ada")
    return peserta


def akun_beremail(email: str) -> QuerySet[Akun]:
    """Return the logins with this address, whatever its case."""
    # Both sides in lower case by PostgreSQL, so that its index and its idea of letters are used.
    return Akun.objects.alias(email_kecil=Lower("email")).filter(email_kecil=Lower(Value(email)))


def cari_akun_masuk(login: str) -> Akun | None:
    """Return the account that a typed login means, or None.

    Shape:  a user name wins over the same text as somebody's e-mail address; an address that a
            family shares is no login name.
    """
    kecil = Lower(Value(login.strip()))
    calon = (
        Akun.objects.alias(nama_kecil=Lower("nama_pengguna"), email_kecil=Lower("email"))
        .filter(Q(nama_kecil=kecil) | Q(email_kecil=kecil, email_bersama=False) & ~Q(email=""))
        .annotate(lewat_nama=Q(nama_kecil=kecil))
        .order_by("-lewat_nama")
    )
    return calon.first()


def cari_kode_daftar(kode_id: int | None) -> KodeOTP | None:
    """Return the code that was sent to somebody without an account, or None."""
    return KodeOTP.objects.filter(pk=kode_id or 0, akun=None, keperluan="DAFTAR").first()


def cari_akun_nama(nama_pengguna: str) -> Akun | None:
    """Return the account of this user name, whatever its case, or None."""
    kecil = Lower(Value(nama_pengguna))
    return Akun.objects.alias(nama_kecil=Lower("nama_pengguna")).filter(nama_kecil=kecil).first()


def cari_peserta_nik(nik: str) -> Peserta | None:
    """Return the person with this NIK (16 digits, as `parse_nik` gives them), or None."""
    return Peserta.objects.filter(
        jenis_identitas=Peserta.JenisIdentitas.NIK, nomor_identitas_indeks=indeks(nik, ruang="nik")
    ).first()


def kontak_berlaku(peserta: Peserta) -> dict[str, Kontak]:
    """Return the current contacts by kind (EMAIL, TELEPON); proved or not, replaced ones never."""
    return {baris.jenis: baris for baris in peserta.kontak.filter(diganti_pada=None)}


def daftar_pesan_terbaru(akun: Akun, batas: int = 5) -> list[Pesan]:
    """Return the newest notices of an account, one row per event; codes are never among them.

    Shape:  `judul` is the headline, `isi["teks"]` the text, `dibaca_pada` None = unread.
    """
    terbaru = akun.pesan.filter(tampil=True).order_by("-dibuat_pada", "-pk")
    kolom = ("akun", "jenis", "judul", "isi", "tautan", "dibuat_pada", "dibaca_pada")
    return list(terbaru.only(*kolom)[:batas])


def ambil_pesan_milik(akun: Akun, pesan_id: int) -> Pesan:
    """Return one notice of this account.

    Raises: TidakDitemukan("pesan_tidak_ada"), also for somebody else's.
    """
    pesan = akun.pesan.filter(pk=pesan_id, tampil=True).first()
    if pesan is None:
        raise TidakDitemukan("pesan_tidak_ada")
    return pesan


def ambil_persetujuan_milik(akun: Akun, persetujuan_id: int) -> Persetujuan:
    """Return one consent of this account.

    Raises: TidakDitemukan("persetujuan_tidak_ada"), also for somebody else's.
    """
    baris = akun.persetujuan.filter(pk=persetujuan_id).first()
    if baris is None:
        raise TidakDitemukan("persetujuan_tidak_ada")
    return baris


def sudah_dilaporkan(pesan: Pesan) -> bool:
    """Tell whether somebody said of this notice that it was not them."""
    return LaporanBukanSaya.objects.filter(pesan=pesan).exists()


def hitung_bukan_saya() -> tuple[int, datetime | None]:
    """Return how many reports "this was not me" are open, and since when the first one is."""
    hasil = LaporanBukanSaya.objects.filter(ditutup_pada=None).aggregate(
        banyak=Count("pk"), sejak=Min("dilaporkan_pada")
    )
    return hasil["banyak"], hasil["sejak"]


def hitung_kasus_175() -> tuple[int, datetime | None]:
    """Return how many cases of Layanan 175 wait for a supervisor, and since when the first one."""
    hasil = KasusPemulihan.objects.filter(status=KasusPemulihan.Status.COCOK).aggregate(
        banyak=Count("pk"), sejak=Min("ditelepon_pada")
    )
    return hasil["banyak"], hasil["sejak"]


def hitung_pesan_belum_dibaca(akun: Akun) -> int:
    """Return how many notices of an account were not opened yet."""
    return akun.pesan.filter(tampil=True, dibaca_pada=None).count()


def daftar_dilihat(peserta: Peserta, batas: int = 10) -> list[CatatanAudit]:
    """Return when and by which officer this person's data were opened, newest first."""
    jejak = CatatanAudit.objects.filter(peserta=peserta, aksi=Aksi.DATA_DILIHAT)
    return list(jejak.order_by("-pada")[:batas])


def daftar_persetujuan(akun: Akun) -> list[Persetujuan]:
    """Return all consents of an account, newest first, withdrawn ones included."""
    return list(akun.persetujuan.order_by("-diberikan_pada", "-pk"))


def perangkat_dikenal(akun: Akun, sidik: str) -> bool:
    """Tell whether this account logged in from this browser before."""
    return bool(sidik) and akun.perangkat.filter(sidik=sidik).exists()


def sudah_setuju(akun: Akun, jenis: JenisPersetujuan) -> bool:
    """Tell whether this account agreed to the version in force and did not withdraw."""
    tercatat = [
        PersetujuanTercatat(JenisPersetujuan(baris.jenis), baris.versi, baris.ditarik_pada)
        for baris in akun.persetujuan.filter(jenis=jenis)
    ]
    return aturan_persetujuan.sudah_setuju(jenis, tercatat)


def daftar_perangkat(akun: Akun) -> list[Perangkat]:
    """Return the browsers from which this account logged in, last used first."""
    return list(akun.perangkat.order_by("-terakhir_pada"))


def daftar_sesi(akun: Akun) -> list[Sesi]:
    """Return the sessions of an account that live, last used first, with their browsers."""
    kini = timezone.now()
    hidup = akun.sesi.filter(
        terakhir_pada__gt=kini - KETENTUAN_SESI.diam, masuk_pada__gt=kini - KETENTUAN_SESI.lama
    )
    return list(hidup.select_related("perangkat").order_by("-terakhir_pada"))


def pastikan_kunci_sandi_milik(akun: Akun, kunci_id: int) -> None:
    """Pass if this passkey belongs to this account.

    Raises: TidakDitemukan("kunci_sandi_tidak_ada"), also for somebody else's.
    """
    milik = Authenticator.objects.filter(
        pk=kunci_id, user_id=akun.pk, type=Authenticator.Type.WEBAUTHN
    )
    if not milik.exists():
        raise TidakDitemukan("kunci_sandi_tidak_ada")


def ambil_sesi_milik(akun: Akun, sidik: str) -> Sesi:
    """Return one session of this account by what names it in the list.

    Raises: TidakDitemukan("sesi_tidak_ada"), also for somebody else's.
    """
    sesi = akun.sesi.filter(sidik=sidik).first()
    if sesi is None:
        raise TidakDitemukan("sesi_tidak_ada")
    return sesi


def daftar_denyut() -> dict[str, datetime]:
    """Return when each queue last gave a sign of life."""
    return dict(DenyutAntrean.objects.values_list("antrean", "terakhir_pada"))


def kalender_kerja() -> Callable[[date], bool]:
    """Return the question "is this a holiday?", by the library and what was decreed since.

    Shape:  reads the table at the first question and never again: what counts no working days
            pays nothing. Make a new one for each act.
    """
    tanya: list[Callable[[date], bool]] = []

    def libur(tanggal: date) -> bool:
        if not tanya:
            hari: dict[str, set[date]] = {jenis: set() for jenis in HariKalender.Jenis.values}
            for satu, jenis in HariKalender.objects.values_list("tanggal", "jenis"):
                hari[jenis].add(satu)
            tanya.append(susun_kalender(tambahan=hari["LIBUR"], dicabut=hari["KERJA"]))
        return tanya[0](tanggal)

    return libur


def tahun_kalender_kurang(*, hari_ini: date) -> tuple[int, ...]:
    """Return the years whose holidays an officer has to hold against the decree now."""
    ditetapkan = frozenset(TahunKalender.objects.values_list("tahun", flat=True))
    return tahun_belum_ditetapkan(hari_ini=hari_ini, ditetapkan=ditetapkan)
