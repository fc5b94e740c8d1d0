"""A family after a death: who died, who claims, and an application ready to be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.klaim_jht.orang import beri_rekening, beri_wajah, buat_pekerja
from tests.klaim_jht.surat import PDF
from tests.pabrik import buat_peserta
from tests.pengkinian.lib_register import daftarkan

if TYPE_CHECKING:
    from accounts.models import Peserta
    from klaim_jht.models import PermohonanWaris

WAFAT = "2026-11-01"


def almarhum(**lain: Any) -> Peserta:
    """Make a member with savings whom the register knows as dead."""
    peserta = buat_pekerja(nama="BUDI SANTOSO", **lain)
    daftarkan(peserta, perilaku="meninggal")
    return peserta


def janda(**lain: Any) -> Peserta:
    """Make an heir whom the register knows, with a fresh face and an account."""
    sri = buat_peserta(nama="SRI WAHYUNI", dengan_akun=True, **lain)
    daftarkan(sri)
    beri_wajah(sri)
    beri_rekening(sri)
    return sri


def isian_meninggal(peserta: Peserta) -> dict[str, Any]:
    """Return the first answer: who died."""
    return {
        "jenis": "NIK", "nomor": peserta.nomor_identitas, "nama": peserta.nama,
        "tanggal_lahir": peserta.tanggal_lahir.isoformat(), "tanggal_kematian": WAFAT,
    }  # fmt: skip


def isian_janda(sri: Peserta, **lain: Any) -> dict[str, Any]:
    """Return the list of heirs of a widow without children."""
    orang = {
        "nomor": 0, "hubungan": "PASANGAN", "nama": sri.nama,
        "tanggal_lahir": sri.tanggal_lahir.isoformat(), "pernah_kawin": True, "wakil": "",
        "wakil_pengaju": False, "setuju": True,
    }  # fmt: skip
    return {"pengaju": 0, "orang": [orang | lain]}


def siapkan(sri: Peserta, budi: Peserta) -> PermohonanWaris:
    """Fill everything in but the sending."""
    from accounts.rules.pelaku import SISTEM
    from klaim_jht.selectors.waris import hasil_waris
    from klaim_jht.services.waris.berkas import unggah_berkas_waris
    from klaim_jht.services.waris.permohonan import isi_permohonan, mulai_permohonan

    baris = mulai_permohonan(pemohon=sri, pelaku=SISTEM)
    for kunci, isian in (
        ("meninggal", isian_meninggal(budi)),
        ("keluarga", {"PASANGAN": 1, "ANAK": 0}),
        ("ahli_waris", isian_janda(sri)),
    ):
        baris = isi_permohonan(
            permohonan_id=baris.pk, kunci=kunci, isian=isian, versi=None, pelaku=SISTEM
        )
    hasil = hasil_waris(baris)
    assert hasil is not None
    for satu in hasil.berkas:
        if satu.jenis != "SURAT_KEMATIAN":
            unggah_berkas_waris(
                permohonan_id=baris.pk, jenis=satu.jenis, nomor=satu.nomor, isi=PDF, pelaku=SISTEM
            )
    return baris


def kirim(baris: PermohonanWaris) -> PermohonanWaris:
    """Send it."""
    from accounts.rules.pelaku import SISTEM
    from klaim_jht.services.waris.permohonan import ajukan_permohonan

    baris.refresh_from_db()
    return ajukan_permohonan(permohonan_id=baris.pk, versi=baris.versi, pelaku=SISTEM)
