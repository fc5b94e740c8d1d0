"""What officers decide about applications of heirs: accepted, and a claim comes of it; or not."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import Akun, Peserta
from accounts.rules.pelaku import Pelaku
from jmo.lib.galat import BelumLayak, Bentrok
from klaim_jht.models import Klaim, PermohonanWaris
from klaim_jht.rules.ahli_waris.permohonan import StatusWaris
from klaim_jht.rules.alasan import AlasanKlaim
from klaim_jht.selectors import klaim_terbuka
from klaim_jht.selectors.waris import hasil_waris
from klaim_jht.services.pengajuan import ajukan_terkunci
from klaim_jht.services.waris.permohonan import (
    kabari_pemohon,
    kunci_baru,
    kunci_permohonan,
    pindahkan_permohonan,
)

_I = PermohonanWaris.Identitas


def terima_permohonan(
    *, permohonan_id: int, alasan: str, petugas: Akun, pelaku: Pelaku
) -> PermohonanWaris:
    """Accept that this heir may claim: the whole balance becomes a claim, for another officer.

    Shape:  from here on the heir sees the claim with its amounts; it keeps the promise that the
            application was given. Who accepts the heirs does not approve the money.
    Writes: permohonan_waris, klaim, keputusan_klaim, tahanan_saldo, jurnal, riwayat_status, pesan.
    Audit:  waris.pindah_status, klaim.diajukan, klaim.pindah_status, saldo.ditahan.
    Raises: BelumLayak when the death, the heir or the heirs are not proved, there is nothing to
            pay, or it is one's own; Bentrok when it is not with the officers, or another claim of
            the same savings is open.
    """
    with transaction.atomic(durable=True):
        baris = kunci_permohonan(permohonan_id)
        if baris.status != StatusWaris.DIAJUKAN:
            raise Bentrok("permohonan_sudah_berubah")
        peserta = _periksa(baris, petugas)
        # The owner's row: two heirs who are accepted side by side are two claims of one balance.
        Peserta.objects.select_for_update().values_list("pk").get(pk=peserta.pk)
        if klaim_terbuka(peserta) is not None:
            raise Bentrok("waris_klaim_lain")
        klaim = Klaim.objects.create(
            peserta=peserta, pengaju=baris.pemohon, alasan=AlasanKlaim.MENINGGAL.value,
            verifikasi_wajah=baris.verifikasi_wajah, janji_pada=baris.janji_pada,
        )  # fmt: skip
        ajukan_terkunci(klaim, kunci=kunci_baru(), pelaku=pelaku)
        pindahkan_permohonan(
            baris, StatusWaris.DITERIMA, pelaku=pelaku, alasan=alasan, klaim=klaim, petugas=petugas,
            catatan=alasan, diputus_pada=timezone.now(),
        )  # fmt: skip
        kabari_pemohon(baris, "waris_diterima", tautan=f"/klaim/{klaim.kode}/")
    return baris


def tolak_permohonan(
    *, permohonan_id: int, alasan: str, petugas: Akun, pelaku: Pelaku
) -> PermohonanWaris:
    """Refuse an application; nothing is said about savings, and another may be sent.

    Shape:  `alasan` is read by the heir.
    Writes: permohonan_waris, pesan.   Audit: waris.pindah_status.
    Raises: BelumLayak for one's own; Bentrok("permohonan_sudah_berubah").
    """
    with transaction.atomic(durable=True):
        baris = kunci_permohonan(permohonan_id)
        pastikan_bukan_sendiri(baris, petugas)
        if baris.status == StatusWaris.DRAF:
            raise Bentrok("permohonan_sudah_berubah")
        pindahkan_permohonan(
            baris, StatusWaris.DITOLAK, pelaku=pelaku, alasan=alasan, petugas=petugas,
            catatan=alasan, diputus_pada=timezone.now(), jatuh_pada=None,
        )  # fmt: skip
        kabari_pemohon(baris, "waris_ditolak", alasan=alasan)
    return baris


def pastikan_bukan_sendiri(baris: PermohonanWaris, petugas: Akun) -> None:
    """Refuse an officer who is the heir, or who held the deceased's account.

    Raises: BelumLayak("petugas_klaim_sendiri").
    """
    peserta = baris.laporan.peserta if baris.laporan is not None else None
    milik = {baris.pemohon.akun_id, peserta.akun_id if peserta is not None else None}
    if petugas.pk in milik:
        raise BelumLayak("petugas_klaim_sendiri")


def _periksa(baris: PermohonanWaris, petugas: Akun) -> Peserta:
    """Return whose savings these are, when everything about the heirs stands."""
    pastikan_bukan_sendiri(baris, petugas)
    peserta = baris.laporan.peserta if baris.laporan is not None else None
    if peserta is None:
        raise BelumLayak("waris_peserta_tidak_ada")
    if peserta.meninggal_pada is None:
        raise BelumLayak("waris_kematian_belum_terbukti")
    if baris.identitas not in {_I.COCOK, _I.PETUGAS}:
        raise BelumLayak("waris_identitas_belum_cocok")
    if peserta.pk == baris.pemohon.pk:
        raise BelumLayak("waris_diri_sendiri")
    hasil = hasil_waris(baris)
    if hasil is None or not hasil.boleh:
        raise BelumLayak("waris_belum_berhak")
    return peserta
