"""Another account for a claim whose money the bank would not take."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.rules.pelaku import Pelaku
from accounts.services.pesan import beri_tahu
from jmo.lib.galat import BelumLayak, Bentrok, PerluBuktiUlang, TidakDitemukan
from klaim_jht.models import Klaim
from klaim_jht.rules.kelayakan import Rute
from klaim_jht.rules.status import PEMBAYARAN_TERBUKA, StatusKlaim
from klaim_jht.services.penerbitan import buat_pembayaran
from klaim_jht.services.pratinjau import hitung_tenang
from klaim_jht.services.rekening_bersama import sebab_rekening
from klaim_jht.services.status import pindahkan
from pengkinian.models import HasilVerifikasi, Rekening
from pengkinian.rules.status import StatusVerifikasi
from pengkinian.rules.wajah import Keperluan
from pengkinian.selectors import wajah_segar
from pengkinian.services.rekening import pasang_rekening

DAPAT_DIPAKAI = frozenset({StatusVerifikasi.COCOK, StatusVerifikasi.DITINJAU_PETUGAS})


def perbaiki_rekening(*, klaim_id: int, verifikasi: HasilVerifikasi, pelaku: Pelaku) -> Klaim:
    """Take another account for a claim and pay to it; the money stayed held meanwhile.

    Shape:  `verifikasi` is the bank's answer about that account. A name that only an officer may
            judge, or an account that served another owner, sends the claim to one. When the money
            may be sent is asked of the cooling rule again: at once with a fresh face, a sure name
            and a code on an old contact.
    Writes: rekening, peserta, klaim, pembayaran, riwayat_status, pesan.
    Rings:  klaim_jht.kirim_pembayaran.
    Audit:  rekening.dipasang, klaim.pindah_status, pembayaran.dibuat.
    Raises: PerluBuktiUlang without a fresh face; BelumLayak for an account that the bank did not
            confirm; Bentrok when the claim waits for no account any more.
    """
    with transaction.atomic(durable=True):
        klaim = kunci_klaim(klaim_id)
        if klaim.status != StatusKlaim.PERLU_PERBAIKAN_REKENING:
            raise Bentrok("klaim_sudah_berubah")
        if klaim.pembayaran.filter(status__in=PEMBAYARAN_TERBUKA).exists():
            # A later payment is at the bank; its answer comes within minutes.
            raise Bentrok("pembayaran_lain_berjalan")
        rekening, wajah = terima_rekening(klaim, verifikasi, pelaku=pelaku)
        tenang = hitung_tenang(
            klaim.pemohon, rekening=rekening, wajah=wajah, rute=Rute(klaim.rute),
            sekarang=timezone.now(),
        )  # fmt: skip
        sebab = sebab_rekening(rekening)
        pindahkan(
            klaim,
            StatusKlaim.TINJAUAN_PETUGAS if sebab else StatusKlaim.DISETUJUI,
            pelaku=pelaku,
            alasan=sebab,
            rekening=rekening,
            verifikasi_wajah=wajah,
            boleh_kirim_pada=tenang.boleh_kirim_pada,
        )
        if not sebab:
            buat_pembayaran(klaim=klaim, pelaku=pelaku)
        kabari_rekening(klaim, rekening)
    return klaim


def terima_rekening(
    klaim: Klaim, verifikasi: HasilVerifikasi, *, pelaku: Pelaku
) -> tuple[Rekening, HasilVerifikasi]:
    """Install the account that the bank confirmed, for a person whose face is fresh.

    Result: the account and the face.   Writes: rekening, peserta, in the caller's transaction.
    Raises: PerluBuktiUlang without a fresh face; BelumLayak for an account that the bank did not
            confirm.
    """
    _periksa(klaim, verifikasi)
    wajah = wajah_segar(klaim.pemohon, untuk=Keperluan.KLAIM)
    if wajah is None:
        raise PerluBuktiUlang("klaim_perlu_wajah")
    return pasang_rekening(verifikasi=verifikasi, pelaku=pelaku, kabari=False), wajah


def kunci_klaim(klaim_id: int) -> Klaim:
    """Return a claim with its row locked, in the caller's transaction.

    Raises: TidakDitemukan("klaim_tidak_ada").
    """
    klaim = (
        Klaim.objects.select_for_update(of=("self",))
        .select_related("peserta__akun", "pengaju__akun", "rekening", "verifikasi_wajah")
        .filter(pk=klaim_id)
        .first()
    )
    if klaim is None:
        raise TidakDitemukan("klaim_tidak_ada")
    return klaim


def _periksa(klaim: Klaim, verifikasi: HasilVerifikasi) -> None:
    verifikasi.refresh_from_db()
    if (
        verifikasi.peserta_id != klaim.pemohon.pk
        or verifikasi.jenis != HasilVerifikasi.Jenis.REKENING
        or verifikasi.batal_pada is not None
        or verifikasi.status not in DAPAT_DIPAKAI
    ):
        raise BelumLayak("klaim_perlu_rekening")


def kabari_rekening(klaim: Klaim, rekening: Rekening) -> None:
    """Tell every address of the person that money goes to another account now.

    Writes: pesan, in the caller's transaction.
    """
    if klaim.pemohon.akun is not None:
        beri_tahu(
            akun=klaim.pemohon.akun,
            jenis="klaim_rekening_diganti",
            data={
                "nomor": klaim.nomor, "rekening": str(rekening), "pada": rekening.dipakai_sejak,
                "boleh_kirim_pada": klaim.boleh_kirim_pada,
            },
            kunci_sekali=f"klaim_rekening_diganti:{rekening.pk}",
            keamanan=True,
            tautan=f"/klaim/{klaim.kode}/",
        )  # fmt: skip
