"""What officers decide about reports of a death: close the account, let be, or open it again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import Akun, Peserta
from accounts.rules.pelaku import Pelaku
from accounts.services.pembekuan import buka_peserta
from accounts.services.pesan import beri_tahu
from jmo.lib.galat import BelumLayak, Bentrok, TidakDitemukan
from klaim_jht.models import Klaim, LaporanKematian
from klaim_jht.rules.kematian import StatusKematian, boleh_pindah_kematian
from klaim_jht.rules.status import StatusKlaim
from klaim_jht.services.kematian import bekukan_karena_laporan, pindahkan_laporan


def tetapkan_meninggal(
    *, laporan_id: int, alasan: str, petugas: Akun, pelaku: Pelaku
) -> LaporanKematian:
    """Close the account by a certificate that the officer has seen.

    Shape:  also where the register still says that the person lives: it may lag for weeks.
    Writes: laporan_kematian, peserta, akun, pesan.   Rings: klaim_jht.periksa_kematian.
    Audit:  peserta.dibekukan, kematian.pindah_status.
    Raises: Bentrok when the report is not one to decide, or another closed the account before.
    """
    with transaction.atomic(durable=True):
        laporan = _kunci(laporan_id, StatusKematian.DIBEKUKAN, petugas)
        if laporan.peserta is None or laporan.peserta.meninggal_pada is not None:
            raise Bentrok("kematian_sudah_berubah")
        bekukan_karena_laporan(
            laporan, bukti=LaporanKematian.Bukti.SURAT, pelaku=pelaku, petugas=petugas,
            catatan=alasan,
        )  # fmt: skip
    return laporan


def tutup_laporan(
    *, laporan_id: int, alasan: str, petugas: Akun, pelaku: Pelaku
) -> LaporanKematian:
    """Close a report that proved nothing; the account stays as it is.

    Writes: laporan_kematian.   Audit: kematian.pindah_status.
    Raises: Bentrok when it does not wait for an officer.
    """
    with transaction.atomic(durable=True):
        laporan = _kunci(laporan_id, StatusKematian.DITUTUP, petugas)
        pindahkan_laporan(
            laporan, StatusKematian.DITUTUP, pelaku=pelaku, alasan=alasan, petugas=petugas,
            catatan=alasan, diputus_pada=timezone.now(), jatuh_pada=None,
        )  # fmt: skip
    return laporan


def cabut_laporan(
    *, laporan_id: int, alasan: str, petugas: Akun, pelaku: Pelaku
) -> LaporanKematian:
    """Open the account again of a person who lives, and tell them.

    Shape:  never by the officer who closed it: two people for what frees money.
    Writes: laporan_kematian, peserta, akun, pesan.
    Audit:  peserta.dibuka_kembali, kematian.pindah_status.
    Raises: Bentrok when it closed nothing; BelumLayak when another officer must do it, or heirs
            were paid or are about to be.
    """
    with transaction.atomic(durable=True):
        laporan = _kunci(laporan_id, StatusKematian.DICABUT, petugas)
        if laporan.petugas_id == petugas.pk:
            raise BelumLayak("kematian_petugas_lain")
        assert laporan.peserta is not None
        _tolak_bila_waris_mengklaim(laporan.peserta)
        buka_peserta(
            peserta_id=laporan.peserta.pk, buka_akun=laporan.akun_ditutup, pelaku=pelaku,
            alasan=alasan,
        )  # fmt: skip
        pindahkan_laporan(
            laporan, StatusKematian.DICABUT, pelaku=pelaku, alasan=alasan, petugas=petugas,
            catatan=alasan, jatuh_pada=None,
        )  # fmt: skip
        if laporan.peserta.akun is not None:
            beri_tahu(
                akun=laporan.peserta.akun, jenis="kematian_dicabut", data={}, keamanan=True,
                kunci_sekali=f"kematian_dicabut:{laporan.pk}",
            )  # fmt: skip
    return laporan


def _tolak_bila_waris_mengklaim(peserta: Peserta) -> None:
    """Refuse while a claim of heirs stands: it is refused or called off first, if it still can."""
    waris = Klaim.objects.filter(peserta=peserta, pengaju__isnull=False)
    if waris.exclude(status__in=[StatusKlaim.DITOLAK, StatusKlaim.DIBATALKAN]).exists():
        raise BelumLayak("kematian_sudah_diklaim")


def _kunci(laporan_id: int, ke: StatusKematian, petugas: Akun) -> LaporanKematian:
    laporan = (
        LaporanKematian.objects.select_for_update(of=("self",))
        .select_related("peserta__akun")
        .filter(pk=laporan_id)
        .first()
    )
    if laporan is None:
        raise TidakDitemukan("klaim_tidak_ada")
    if not boleh_pindah_kematian(StatusKematian(laporan.status), ke):
        raise Bentrok("kematian_sudah_berubah")
    if laporan.peserta is not None and laporan.peserta.akun_id == petugas.pk:
        raise BelumLayak("petugas_klaim_sendiri")
    return laporan
