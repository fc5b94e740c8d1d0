"""The facts of the book that Layanan 175 holds a caller's answers against."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from accounts.models import Akun, KasusPemulihan, Kontak
from accounts.rules.layanan_175 import FaktaDitanya, rentang_upah
from accounts.rules.pelaku import Pelaku
from accounts.services import layanan_175
from jmo.lib.telepon import format_telepon
from pengkinian.rules.kelengkapan import KunciLangkah
from pengkinian.selectors import profil_terakhir
from pengkinian.services.lupa_akun import cari_akun_kartu
from saldo.models import Iuran, Kepesertaan


def buka_kasus(*, nik: str, kpj: str, petugas: Akun, pelaku: Pelaku) -> KasusPemulihan:
    """Open a case for whom these two numbers name, as `accounts.services.layanan_175` says."""
    return layanan_175.buka_kasus_175(
        akun=cari_akun_kartu(nik=nik, kpj=kpj), petugas=petugas, pelaku=pelaku
    )


def jawab(
    *, kasus_id: int, jawaban: Mapping[FaktaDitanya, str], jenis: str, kontak: str, pelaku: Pelaku
) -> KasusPemulihan:
    """Judge a set of answers by the book, as `accounts.services.layanan_175.jawab_fakta` says."""
    akun = Akun.objects.get(kasus_pemulihan=kasus_id)
    return layanan_175.jawab_fakta(
        kasus_id=kasus_id, jawaban=jawaban, benar=fakta_buku(akun), jenis=jenis, kontak=kontak,
        pelaku=pelaku,
    )  # fmt: skip


def fakta_buku(akun: Akun) -> dict[FaktaDitanya, Collection[str]]:
    """Return which answers are right; empty for what the book does not know."""
    kartu = list(
        Kepesertaan.objects.filter(peserta__akun=akun)
        .select_related("perusahaan")
        .order_by("tanggal_mulai")
    )
    iuran = (
        Iuran.objects.filter(kepesertaan__peserta__akun=akun, berlaku=True)
        .order_by("-bulan")
        .first()
    )
    return {
        FaktaDitanya.BULAN_PERTAMA: {f"{kartu[0].tanggal_mulai:%Y-%m}"} if kartu else (),
        FaktaDitanya.BANYAK_KARTU: {str(len(kartu))} if kartu else (),
        FaktaDitanya.PERUSAHAAN: {satu.perusahaan.nama for satu in kartu if satu.perusahaan},
        FaktaDitanya.BULAN_TERAKHIR: {f"{iuran.bulan:%Y-%m}"} if iuran else (),
        FaktaDitanya.RENTANG_UPAH: {rentang_upah(iuran.upah)} if iuran else (),
    }


def nomor_telepon_balik(akun: Akun) -> list[str]:
    """Return the registered numbers that may be called back, the emergency contact's included."""
    nomor = [
        baris.nilai
        for baris in Kontak.objects.filter(
            peserta__akun=akun, jenis=Kontak.Jenis.TELEPON
        ).order_by("-pk")
    ]  # fmt: skip
    profil = profil_terakhir(akun.peserta)
    if profil is not None:
        darurat = profil.isi.get(KunciLangkah.TAMBAHAN, {}).get("darurat_telepon", "")
        nomor += [darurat] if darurat else []
    return [format_telepon(satu) for satu in dict.fromkeys(nomor)]
