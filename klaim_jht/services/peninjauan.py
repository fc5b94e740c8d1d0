"""What officers decide about claims and payments, each with a reason of their own."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.audit import catat
from accounts.models import Akun
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from accounts.services.pesan import beri_tahu
from jmo.antrean import bunyikan
from jmo.lib.galat import BelumLayak, Bentrok
from klaim_jht.models import Keberatan, Klaim, Pembayaran, PermohonanWaris
from klaim_jht.rules.kelayakan import Rute
from klaim_jht.rules.status import StatusKlaim, StatusPembayaran
from klaim_jht.services.penerbitan import BEL, buat_pembayaran
from klaim_jht.services.pengajuan import rujukan
from klaim_jht.services.perbaikan import kunci_klaim
from klaim_jht.services.pratinjau import hitung_tenang
from klaim_jht.services.status import pindahkan, tunda
from pengkinian.models import KasusKoreksi, Rekening
from saldo.services.buku import lepaskan_tahanan

# The bank may have, or had, the money: a second payment could be a double one.
_MUNGKIN_TERBAYAR = frozenset(StatusPembayaran) - {
    StatusPembayaran.GAGAL_PASTI,
    StatusPembayaran.DIKEMBALIKAN,
}
DAPAT_DITANYAKAN = frozenset(
    {StatusPembayaran.DIKIRIM, StatusPembayaran.DITERIMA_BANK, StatusPembayaran.BELUM_PASTI}
)
PANJANG_SEBAB = 60


def setujui_klaim(*, klaim_id: int, alasan: str, petugas: Akun, pelaku: Pelaku) -> Klaim:
    """Approve a claim under review and write its payment.

    Shape:  never one's own claim; account proved and corrections of personal data settled first.
    Writes: klaim, pembayaran, riwayat_status, pesan.   Rings: klaim_jht.kirim_pembayaran.
    Audit:  klaim.pindah_status, pembayaran.dibuat.
    Raises: BelumLayak when something must be decided first, Bentrok when it is not under review
            or money may be under way.
    """
    with transaction.atomic(durable=True):
        klaim = _untuk_diputus(klaim_id, petugas)
        _tolak_bila_belum_siap(klaim, petugas)
        assert klaim.rekening is not None
        tenang = hitung_tenang(
            klaim.pemohon, rekening=klaim.rekening, wajah=klaim.verifikasi_wajah,
            rute=Rute(klaim.rute), sekarang=timezone.now(),
        )  # fmt: skip
        pindahkan(
            klaim, StatusKlaim.DISETUJUI, pelaku=pelaku, alasan=alasan[:PANJANG_SEBAB],
            data={"catatan": alasan}, boleh_kirim_pada=tenang.boleh_kirim_pada,
        )  # fmt: skip
        bayar = buat_pembayaran(klaim=klaim, pelaku=pelaku)
        _kabari_setuju(klaim, bayar)
    return klaim


def tolak_klaim(*, klaim_id: int, alasan: str, petugas: Akun, pelaku: Pelaku) -> Klaim:
    """Refuse a claim under review; the held money is given back.

    Writes: klaim, tahanan_saldo, jurnal, riwayat_status, pesan.
    Audit:  klaim.pindah_status, saldo.dilepas.
    Raises: as `setujui_klaim`, without what concerns the account.
    """
    with transaction.atomic(durable=True):
        klaim = _untuk_diputus(klaim_id, petugas)
        pindahkan(
            klaim, StatusKlaim.DITOLAK, pelaku=pelaku, alasan=alasan[:PANJANG_SEBAB],
            data={"catatan": alasan},
        )  # fmt: skip
        lepaskan_tahanan(rujukan=rujukan(klaim), pelaku=pelaku)
        if klaim.pemohon.akun is not None:
            beri_tahu(
                akun=klaim.pemohon.akun,
                jenis="klaim_ditolak",
                data={"nomor": klaim.nomor, "alasan": alasan},
                kunci_sekali=f"klaim_ditolak:{klaim.pk}:{klaim.versi}",
                tautan=f"/klaim/{klaim.kode}/",
            )
    return klaim


def tanyakan_sekarang(*, pembayaran_id: int, alasan: str, pelaku: Pelaku) -> Pembayaran:
    """Have the bank asked now what became of a payment; asking moves no money.

    Shape:  only a payment that was sent: a due time of one that was not is the cooling rule's.
    Writes: pembayaran (due time).   Rings: klaim_jht.kirim_pembayaran.
    Audit:  pembayaran.ditanyakan.
    Raises: Bentrok("pembayaran_selesai" | "pembayaran_belum_dikirim").
    """
    with transaction.atomic():
        pembayaran = (
            Pembayaran.objects.select_for_update(of=("self",))
            .select_related("klaim__peserta")
            .get(pk=pembayaran_id)
        )
        if pembayaran.status == StatusPembayaran.SIAP:
            raise Bentrok("pembayaran_belum_dikirim")
        if pembayaran.status not in DAPAT_DITANYAKAN:
            raise Bentrok("pembayaran_selesai")
        sekarang = timezone.now()
        tunda(pembayaran, sampai=sekarang)
        catat(
            aksi=Aksi.PEMBAYARAN_DITANYAKAN, pelaku=pelaku, objek=pembayaran,
            peserta=pembayaran.klaim.peserta, sesudah={"partner_ref": pembayaran.partner_ref},
            alasan=alasan,
        )  # fmt: skip
        bunyikan(BEL, pembayaran_id=pembayaran.pk)
    return pembayaran


def _kabari_setuju(klaim: Klaim, bayar: Pembayaran) -> None:
    if klaim.pemohon.akun is None:
        return
    nanti = bayar.jatuh_pada is not None and bayar.jatuh_pada > timezone.now()
    beri_tahu(
        akun=klaim.pemohon.akun,
        jenis="klaim_disetujui",
        data={
            "nomor": klaim.nomor, "neto": klaim.neto, "rekening": str(bayar.rekening),
            "kirim_pada": bayar.jatuh_pada if nanti else None,
        },
        kunci_sekali=f"klaim_disetujui:{bayar.pk}",
        tautan=f"/klaim/{klaim.kode}/",
    )  # fmt: skip


def _untuk_diputus(klaim_id: int, petugas: Akun) -> Klaim:
    klaim = kunci_klaim(klaim_id)
    if petugas.pk in klaim.akun_ids:
        raise BelumLayak("petugas_klaim_sendiri")
    if klaim.status != StatusKlaim.TINJAUAN_PETUGAS:
        raise Bentrok("klaim_bukan_ditinjau")
    if klaim.keberatan.filter(status=Keberatan.Status.BARU).exists():
        raise Bentrok("keberatan_belum_dijawab")
    mungkin = klaim.pembayaran.filter(status__in=_MUNGKIN_TERBAYAR)
    # A later payment that arrived says nothing about the claim's own money.
    if mungkin.exclude(jenis=Pembayaran.Jenis.SUSULAN, status=StatusPembayaran.BERHASIL).exists():
        raise Bentrok("klaim_sudah_dibayarkan")
    return klaim


def _tolak_penerima_waris(klaim: Klaim, petugas: Akun) -> None:
    """Refuse who accepted the heirs: two officers stand between an application and the money."""
    if PermohonanWaris.objects.filter(klaim=klaim, petugas=petugas).exists():
        raise BelumLayak("waris_petugas_lain")


def _tolak_bila_belum_siap(klaim: Klaim, petugas: Akun) -> None:
    if (klaim.peserta.meninggal_pada is not None) != (klaim.pengaju_id is not None):
        raise BelumLayak("peserta_dibekukan")
    _tolak_penerima_waris(klaim, petugas)
    if klaim.rekening is None or klaim.rekening.status != Rekening.Status.TERBUKTI:
        raise BelumLayak("klaim_rekening_belum_terbukti")
    koreksi = KasusKoreksi.objects.filter(
        peserta=klaim.pemohon, jenis=KasusKoreksi.Jenis.DATA_DIRI, status="BARU"
    )
    if koreksi.exists():
        raise BelumLayak("klaim_koreksi_terbuka")
