"""Reads of data updates and verdicts, and the doors through which pages reach them."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Literal

from django.utils import timezone

from accounts.models import Akun, KodeOTP, Kontak, Persetujuan, Peserta
from accounts.rules.masa_tenang import AsalRekening, FaktaRekening
from accounts.rules.persetujuan import BERLAKU, JenisPersetujuan
from jmo.lib.galat import TidakDitemukan
from jmo.lib.tanggal import awal_hari_wib, hari_ini_wib
from pengkinian.alur import ALUR, FaktaPengkinian
from pengkinian.models import (
    HasilVerifikasi,
    KasusKoreksi,
    KasusPengkinian,
    ProfilPeserta,
    Rekening,
)
from pengkinian.rules.kelengkapan import KunciLangkah
from pengkinian.rules.percobaan import AkhirPercobaan, Percobaan
from pengkinian.rules.status import SEMENTARA, StatusKasus, StatusVerifikasi
from pengkinian.rules.wajah import DITERIMA_UNTUK, Keperluan, KetentuanWajah, masih_segar

SELESAI = frozenset({StatusKasus.SELESAI, StatusKasus.DITOLAK, StatusKasus.DIBATALKAN})
# While the person may still change answers.
TERBUKA = frozenset({StatusKasus.DRAF, StatusKasus.PERLU_PERBAIKAN})
UMUR_BUKTI_KONTAK = timedelta(days=90)


def kasus_terbuka(peserta: Peserta) -> KasusPengkinian | None:
    """Return the person's data update that has not ended, or None."""
    return (
        KasusPengkinian.objects.filter(peserta=peserta)
        .exclude(status__in=SELESAI)
        .select_related("peserta")
        .first()
    )


def ambil_kasus_milik(akun: Akun, *, untuk: Literal["baca", "ubah"]) -> KasusPengkinian:
    """Return this account's open data update; "ubah" locks it.

    Raises: TidakDitemukan("kasus_tidak_ada") when there is none.
    """
    kueri = KasusPengkinian.objects.filter(peserta__akun=akun).exclude(status__in=SELESAI)
    if untuk == "ubah":
        kueri = kueri.select_for_update(of=("self",))
    kasus = kueri.select_related("peserta").first()
    if kasus is None:
        raise TidakDitemukan("kasus_tidak_ada")
    return kasus


def ambil_verifikasi_milik(akun: Akun, kode: uuid.UUID) -> HasilVerifikasi:
    """Return one verdict of this account's person.

    Raises: TidakDitemukan("verifikasi_tidak_ada"), also for somebody else's.
    """
    verifikasi = (
        HasilVerifikasi.objects.filter(peserta__akun=akun, kode=kode)
        .select_related("peserta", "kasus")
        .first()
    )
    if verifikasi is None:
        raise TidakDitemukan("verifikasi_tidak_ada")
    return verifikasi


def verdict_terakhir(
    peserta: Peserta, jenis: HasilVerifikasi.Jenis, *, kasus: KasusPengkinian | None = None
) -> HasilVerifikasi | None:
    """Return the newest verdict of a kind that still stands; face attempts only once sent."""
    kueri = HasilVerifikasi.objects.filter(peserta=peserta, jenis=jenis, batal_pada=None)
    if kasus is not None:
        kueri = kueri.filter(kasus=kasus)
    if jenis == HasilVerifikasi.Jenis.WAJAH:
        kueri = kueri.filter(dikirim_pada__isnull=False)
    return kueri.order_by("-dibuat_pada", "-pk").first()


def verdict_kasus(kasus: KasusPengkinian) -> dict[str, HasilVerifikasi]:
    """Return the newest standing verdict of each kind of one case, in one query."""
    hasil: dict[str, HasilVerifikasi] = {}
    kueri = HasilVerifikasi.objects.filter(kasus=kasus, batal_pada=None).order_by(
        "dibuat_pada", "pk"
    )
    for baris in kueri:
        if baris.jenis == HasilVerifikasi.Jenis.WAJAH and baris.dikirim_pada is None:
            continue
        lama = hasil.get(baris.jenis)
        # A later hint does not take away a face that has passed.
        if lama is None or lama.status != StatusVerifikasi.COCOK:
            hasil[baris.jenis] = baris
    return hasil


def susun_fakta(kasus: KasusPengkinian) -> FaktaPengkinian:
    """Return what is true of a draft, for the wizard's rules."""
    verdict = {
        jenis: StatusVerifikasi(baris.status) for jenis, baris in verdict_kasus(kasus).items()
    }
    koreksi = set(
        KasusKoreksi.objects.filter(peserta=kasus.peserta, status="BARU").values_list(
            "jenis", flat=True
        )
    )
    batas = timezone.now() - UMUR_BUKTI_KONTAK
    terbukti = set(
        Kontak.objects.filter(
            peserta=kasus.peserta, diganti_pada=None, terbukti_pada__gte=batas
        ).values_list("jenis", flat=True)
    )
    rekening = kasus.isian.get(KunciLangkah.REKENING, {})
    jenis = HasilVerifikasi.Jenis
    return FaktaPengkinian(
        terisi=frozenset(kasus.langkah_terisi),
        koreksi_identitas=KasusKoreksi.Jenis.DATA_DIRI in koreksi,
        nik=verdict.get(jenis.NIK),
        wajah=verdict.get(jenis.WAJAH),
        telepon_terbukti=Kontak.Jenis.TELEPON in terbukti,
        email_terbukti=Kontak.Jenis.EMAIL in terbukti,
        belum_punya_rekening=bool(rekening.get("belum_punya_rekening")),
        rekening=verdict.get(jenis.REKENING),
        kependudukan=verdict.get(jenis.KEPENDUDUKAN),
    )


def riwayat_percobaan(peserta: Peserta) -> list[Percobaan]:
    """Return the face attempts of a person for counting: sent ones, by how they ended."""
    kueri = HasilVerifikasi.objects.filter(
        peserta=peserta, jenis=HasilVerifikasi.Jenis.WAJAH, dikirim_pada__isnull=False
    ).order_by("dikirim_pada")
    return [
        _percobaan(baris)
        for baris in kueri.only("status", "terhitung", "dikirim_pada", "diputus_pada")
    ]


def _percobaan(baris: HasilVerifikasi) -> Percobaan:
    assert baris.dikirim_pada is not None
    status = StatusVerifikasi(baris.status)
    if status in {StatusVerifikasi.MENUNGGU, StatusVerifikasi.DIPROSES}:
        akhir = AkhirPercobaan.BERJALAN
    elif status is StatusVerifikasi.COCOK:
        akhir = AkhirPercobaan.LULUS
    elif baris.terhitung and status not in SEMENTARA:
        akhir = AkhirPercobaan.GAGAL
    else:
        akhir = AkhirPercobaan.DIKEMBALIKAN
    return Percobaan(baris.diputus_pada or baris.dikirim_pada, akhir)


def wajah_segar(
    peserta: Peserta, *, untuk: Keperluan, sekarang: datetime | None = None
) -> HasilVerifikasi | None:
    """Return a face of this person that passed at most 24 h ago and counts for this purpose."""
    sekarang = sekarang or timezone.now()
    baris = (
        HasilVerifikasi.objects.filter(
            peserta=peserta,
            jenis=HasilVerifikasi.Jenis.WAJAH,
            status=StatusVerifikasi.COCOK,
            keperluan__in=[butir.value for butir in DITERIMA_UNTUK[untuk]],
            diputus_pada__isnull=False,
        )
        .order_by("-diputus_pada")
        .first()
    )
    if baris is None or baris.diputus_pada is None:
        return None
    return baris if masih_segar(baris.diputus_pada, sekarang, KetentuanWajah()) else None


def persetujuan_berlaku(akun: Akun, jenis: JenisPersetujuan) -> Persetujuan | None:
    """Return the consent of the version in force that has not been withdrawn, or None."""
    return (
        Persetujuan.objects.filter(
            akun=akun, jenis=jenis, versi=BERLAKU[jenis].versi, ditarik_pada=None
        )
        .order_by("-diberikan_pada")
        .first()
    )


def rekening_berlaku(peserta: Peserta) -> Rekening | None:
    """Return the person's current account, or None."""
    return Rekening.objects.filter(peserta=peserta, diganti_pada=None).first()


def fakta_rekening(rekening: Rekening) -> FaktaRekening:
    """Return how an account came in, for the cooling rule."""
    lama = Rekening.objects.filter(
        peserta_id=rekening.peserta_id, dipakai_sejak__lt=rekening.dipakai_sejak
    )
    wajah = wajah_segar(rekening.peserta, untuk=Keperluan.KLAIM, sekarang=rekening.dipakai_sejak)
    kode = (
        KodeOTP.objects.filter(
            akun__peserta=rekening.peserta_id,
            keperluan="REKENING",
            dipakai_pada__range=(
                rekening.dipakai_sejak - timedelta(minutes=30),
                rekening.dipakai_sejak,
            ),
        )
        .order_by("-dipakai_pada")
        .first()
    )
    kontak = (
        Kontak.objects.filter(
            peserta_id=rekening.peserta_id,
            nilai_indeks=kode.tujuan_indeks,
            terbukti_pada__isnull=False,
        )
        .order_by("terbukti_pada")
        .first()
        if kode
        else None
    )
    return FaktaRekening(
        asal=AsalRekening.DIGANTI if lama.exists() else AsalRekening.PERTAMA,
        pada=rekening.dipakai_sejak,
        wajah_segar=wajah is not None and wajah.sumber in {"DUKCAPIL", "TEMPLATE"},
        nama_cocok=rekening.status == Rekening.Status.TERBUKTI
        and rekening.verifikasi_id is not None,
        bukti_kontak_pada=kontak.terbukti_pada if kontak else None,
    )


def kemajuan(peserta: Peserta) -> tuple[int, int] | None:
    """Return (next step, number of steps) of an update that is under way; None without one."""
    kasus = kasus_terbuka(peserta)
    if kasus is None or kasus.status not in TERBUKA:
        return None
    fakta = susun_fakta(kasus)
    langkah = ALUR.pertama_belum_selesai(fakta)
    return ALUR.nomor(langkah.kunci, fakta) if langkah else (7, 7)


def menit_biasanya() -> int:
    """Return the median minutes of today's finished updates, 3 when there are none yet."""
    hari_ini = awal_hari_wib(hari_ini_wib(timezone.now()))
    lama = sorted(
        (baris.dikonfirmasi_pada - baris.dibuat_pada).total_seconds()
        for baris in KasusPengkinian.objects.filter(dikonfirmasi_pada__gte=hari_ini)
        if baris.dikonfirmasi_pada is not None
    )
    return max(1, round(lama[len(lama) // 2] / 60)) if lama else 3


def profil_terakhir(peserta: Peserta) -> ProfilPeserta | None:
    """Return the newest version of a person's profile, or None."""
    return ProfilPeserta.objects.filter(peserta=peserta).order_by("-versi").first()


def percobaan_terakhir(peserta: Peserta) -> HasilVerifikasi | None:
    """Return the newest face attempt that was sent, or None."""
    return verdict_terakhir(peserta, HasilVerifikasi.Jenis.WAJAH)


def percobaan_terbuka(peserta: Peserta) -> HasilVerifikasi | None:
    """Return the attempt whose instructions were dealt and are still good, or None."""
    return (
        HasilVerifikasi.objects.filter(
            peserta=peserta,
            jenis=HasilVerifikasi.Jenis.WAJAH,
            dikirim_pada=None,
            batal_pada=None,
            kedaluwarsa_pada__gt=timezone.now(),
        )
        .order_by("-pk")
        .first()
    )


def kontak_terbukti(peserta: Peserta) -> set[str]:
    """Return the kinds of contact that were proved lately enough not to be asked again."""
    return set(
        Kontak.objects.filter(
            peserta=peserta,
            diganti_pada=None,
            terbukti_pada__gte=timezone.now() - UMUR_BUKTI_KONTAK,
        ).values_list("jenis", flat=True)
    )
