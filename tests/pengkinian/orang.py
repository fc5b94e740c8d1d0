"""People in the middle of a data update: how far they are and what others have answered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from accounts.models import Persetujuan, Peserta
    from accounts.rules.pelaku import Pelaku
    from pengkinian.models import HasilVerifikasi, KasusPengkinian

LANGKAH = ("kepesertaan", "wajah", "kontak", "rekening", "kependudukan", "tambahan", "tinjau")
JENIS = {
    "kepesertaan": "NIK", "wajah": "WAJAH", "rekening": "REKENING", "kependudukan": "KEPENDUDUKAN",
}  # fmt: skip
REKENING: dict[str, Any] = {
    "kode_bank": "002", "nomor_rekening": "112233440000", "belum_punya_rekening": False, "npwp": "",
}  # fmt: skip
KEPENDUDUKAN: dict[str, Any] = {
    "no_kk": "", "nama_ibu": "SRI WAHYUNI", "tempat_lahir": "", "alamat_ktp": "JALAN MELATI 8",
    "rt_ktp": "003", "rw_ktp": "005", "kelurahan_ktp": "SUMBERJAYA", "kecamatan_ktp": "MEKARSARI",
    "kabupaten_ktp": "KABUPATEN CONTOH", "provinsi_ktp": "PROVINSI CONTOH", "domisili_sama": True,
    "alamat_domisili": "", "kelurahan_domisili": "",
}  # fmt: skip
TAMBAHAN: dict[str, Any] = {
    "pendidikan": "SMA", "pekerjaan": "MENCARI", "darurat_nama": "SRI",
    "darurat_hubungan": "ORANG_TUA", "darurat_telepon": "+6281234567890",
}  # fmt: skip
ISIAN: Mapping[str, dict[str, Any]] = {
    "kepesertaan": {"pernyataan": "sudah"}, "wajah": {}, "kontak": {"email": "terbukti"},
    "rekening": REKENING, "kependudukan": KEPENDUDUKAN, "tambahan": TAMBAHAN,
}  # fmt: skip


def pelaku_dari(peserta: Peserta) -> Pelaku:
    from accounts.audit import pelaku_akun

    assert peserta.akun is not None
    return pelaku_akun(peserta.akun)


def buka_kasus(peserta: Peserta | None = None, **lain: Any) -> KasusPengkinian:
    """Open the data update of a new person."""
    from pengkinian.services.pengisian import mulai_pengkinian
    from tests.pabrik import buat_peserta

    peserta = peserta or buat_peserta(dengan_akun=True, **lain)
    return mulai_pengkinian(peserta=peserta, pelaku=pelaku_dari(peserta))


def jawaban(
    kasus: KasusPengkinian, jenis: str, status: str = "COCOK", **lain: Any
) -> HasilVerifikasi:
    """Let somebody have answered a question of this case."""
    from django.utils import timezone

    from pengkinian.models import HasilVerifikasi

    masukan: dict[str, Any] = {}
    rincian: dict[str, Any] = {}
    if jenis == "REKENING":
        masukan = {"kode_bank": "002", "nomor": "112233440000", "nama_pemilik": kasus.peserta.nama}
        rincian = {"nama_bank": "BRI", "nomor_samar": "****0000", "nama_samar": "B*** S***"}
    isi: dict[str, Any] = {
        "peserta": kasus.peserta, "kasus": kasus, "jenis": jenis, "keperluan": "PENGKINIAN",
        "status": status, "masukan": masukan, "rincian": rincian, "dikirim_pada": timezone.now(),
        "diputus_pada": timezone.now(), "sumber": "BANK" if jenis == "REKENING" else "DUKCAPIL",
    }  # fmt: skip
    return HasilVerifikasi.objects.create(**(isi | lain))


def kasus_sampai(
    kunci: str, *, peserta: Peserta | None = None, jawab: Mapping[str, str] | None = None
) -> KasusPengkinian:
    """Return a draft whose steps before `kunci` are answered; `jawab` replaces answers by kind."""
    from accounts.services.kontak import pasang_kontak
    from pengkinian.services.pengisian import isi_langkah

    kasus = buka_kasus(peserta)
    pelaku = pelaku_dari(kasus.peserta)
    pasang_kontak(
        peserta=kasus.peserta, jenis="EMAIL", nilai=f"bukti{kasus.pk}@contoh.id", pelaku=pelaku
    )
    for satu in LANGKAH[: LANGKAH.index(kunci)]:
        kasus = isi_langkah(
            kasus_id=kasus.pk, kunci=satu, isian=ISIAN[satu], versi=None, pelaku=pelaku
        )
        if satu in JENIS:
            jawaban(kasus, JENIS[satu], (jawab or {}).get(JENIS[satu], "COCOK"))
    return kasus


def konfirmasikan(kasus: KasusPengkinian) -> KasusPengkinian:
    from pengkinian.services.konfirmasi import konfirmasi

    kasus.refresh_from_db()
    return konfirmasi(
        kasus_id=kasus.pk, versi=kasus.versi, teks_pernyataan="Ini benar.",
        pelaku=pelaku_dari(kasus.peserta),
    )  # fmt: skip


def jatuhkan(verifikasi: HasilVerifikasi) -> HasilVerifikasi:
    """Let a question be due: in a test's one transaction the clock of the database stands still."""
    from django.utils import timezone

    verifikasi.jatuh_pada = timezone.now() - timedelta(hours=1)
    verifikasi.save(update_fields=["jatuh_pada"])
    return verifikasi


def izin_wajah(peserta: Peserta) -> Persetujuan:
    from accounts.rules.persetujuan import JenisPersetujuan
    from accounts.services.persetujuan import beri_persetujuan

    assert peserta.akun is not None
    return beri_persetujuan(
        akun=peserta.akun, jenis=JenisPersetujuan.WAJAH, pelaku=pelaku_dari(peserta)
    )
