"""Reads of data updates, their verdicts and corrections."""

from __future__ import annotations

from typing import Any, Literal

from django.utils import timezone

from accounts.models import Akun, Kontak, Peserta
from jmo.lib.galat import TidakDitemukan
from jmo.lib.tanggal import awal_hari_wib, hari_ini_wib
from pengkinian.alur import ALUR, FaktaPengkinian, tampilkan_tersamar
from pengkinian.models import (
    HasilVerifikasi,
    KasusKoreksi,
    KasusPengkinian,
    ProfilPeserta,
)
from pengkinian.rules.kelengkapan import KunciLangkah
from pengkinian.rules.status import StatusKasus, StatusVerifikasi
from pengkinian.selectors.kontak import kontak_terbukti

SELESAI = frozenset({StatusKasus.SELESAI, StatusKasus.DITOLAK, StatusKasus.DIBATALKAN})
# While the person may still change answers.
TERBUKA = frozenset({StatusKasus.DRAF, StatusKasus.PERLU_PERBAIKAN})


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
    terbukti = kontak_terbukti(kasus.peserta)
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


def identitas_dikoreksi(peserta: Peserta) -> bool:
    """Tell whether name, NIK or birth date of this person wait for an officer's answer."""
    return KasusKoreksi.objects.filter(
        peserta=peserta, jenis=KasusKoreksi.Jenis.DATA_DIRI, status=KasusKoreksi.Status.BARU
    ).exists()


def daftar_koreksi(peserta: Peserta) -> list[KasusKoreksi]:
    """Return what this person asked to be corrected, the newest first, answered or not."""
    return list(KasusKoreksi.objects.filter(peserta=peserta).order_by("-pk")[:20])


def jawaban_tersimpan(
    kasus: KasusPengkinian, kunci: str, fakta: FaktaPengkinian
) -> dict[str, Any] | None:
    """Return what a step's form begins with: typed and kept, answered, or known from before.

    Result: None when nothing is known. Answers of an earlier update come only after a face has
            really passed in this one: until then a password alone must not read them.
    """
    for nama in (f"{kunci}.draf", kunci):
        if nama in kasus.isian:
            return dict(kasus.isian[nama])
    profil = None if tampilkan_tersamar(fakta) else profil_terakhir(kasus.peserta)
    return dict(profil.isi[kunci]) if profil is not None and kunci in profil.isi else None
