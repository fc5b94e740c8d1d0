"""The payout: send once, ask when unsure, book when paid. The bank's word decides, never silence.

Order of acts: reference and exact bytes are committed before the socket opens; the outcome is
written in a second transaction. A worker that dies in between leaves DIKIRIM, and the next one
asks. The decisions stand in `rules.tanggapan_bank`.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.rules.pelaku import Pelaku, tugas
from accounts.services import sewa
from jmo.gateways.bank_snap import (
    BankSnap,
    PesanTransfer,
    SebabTolak,
    buat_external_id,
    sebab_penolakan,
)
from jmo.gateways.hasil import BelumPasti, Berhasil, Ditolak, TidakTersedia
from jmo.lib.tanggal import hari_ini_wib
from klaim_jht.models import Pembayaran, PercobaanKirim
from klaim_jht.rules.jalur import Jalur
from klaim_jht.rules.status import PEMBAYARAN_TERBUKA, StatusPembayaran
from klaim_jht.rules.tanggapan_bank import (
    HasilBank,
    Jawaban,
    JenisTindakan,
    KetentuanTanya,
    OpsiBank,
    Tindakan,
    putuskan_tindakan,
    tanya_sesudah_akhir,
)
from klaim_jht.selectors.rem import rem_terpasang
from klaim_jht.services.jalur_bank import jalur_pembayaran, tunda_menurut_jalur
from klaim_jht.services.jawaban_bank import baca_kiriman, baca_status, susun_keadaan
from klaim_jht.services.kunci_pencairan import kapan_dilihat, tunggu_kunci
from klaim_jht.services.penerbitan import BEL
from klaim_jht.services.penyelesaian import gagalkan_ke_petugas, gagalkan_rekening, terapkan
from klaim_jht.services.rem import pastikan_tanpa_rem
from klaim_jht.services.status import pindahkan_pembayaran, tunda
from pengkinian.rules.kecocokan import KetentuanKecocokan, PutusanNama, nilai_nama_rekening

JEDA_SIAP = timedelta(seconds=15)
UMUR_CEK_PEMILIK = timedelta(minutes=10)
_PESERTA = (
    "akun",
    "kunci_pencairan_pada",
    "kunci_dibuka_pada",
    "bukan_saya_pada",
    "meninggal_pada",
)
# An end that a bank may still take back.
DITANYA_SESUDAH = frozenset({StatusPembayaran.BERHASIL, StatusPembayaran.GAGAL_PASTI})
# The question itself failed: it says nothing about the payment.
TANPA_JAWABAN = frozenset(
    {HasilBank.BELUM_PASTI, HasilBank.TIDAK_TERKIRIM, HasilBank.TERLALU_SERING}
)
_KOLOM = (
    *(kolom.name for kolom in Pembayaran._meta.concrete_fields),
    *(
        f"klaim__{nama}"
        for nama in ("kode", "nomor", "status", "versi", "pajak", "neto", "peserta")
    ),
    *(f"klaim__peserta__{nama}" for nama in _PESERTA),
    *(f"klaim__peserta__akun__{nama}" for nama in ("bahasa", "email")),
    "klaim__pengaju",
    *(f"klaim__pengaju__{nama}" for nama in _PESERTA),
    *(f"klaim__pengaju__akun__{nama}" for nama in ("bahasa", "email")),
    *(
        f"rekening__{nama}"
        for nama in ("kode_bank", "nama_bank", "nomor", "nomor_samar", "nama_pemilik", "verifikasi")
    ),
    "rekening__verifikasi__diputus_pada",
)


def kirim_pembayaran(*, pembayaran_id: int, bank: BankSnap) -> None:
    """Do the next act on one payment: send it, or ask what became of it.

    Safe to run any number of times and by any number of workers: the lease lets one in.
    Writes: pembayaran, percobaan_kirim, klaim, jurnal, riwayat_status, pesan.
    Audit:  pembayaran.pindah_status, klaim.pindah_status, saldo.dibayarkan.
    """
    pelaku = tugas(BEL)
    detik = settings.SEWA_DETIK["pembayaran"]
    with sewa.pegang(Pembayaran, pembayaran_id, detik=detik) as dapat:
        if not dapat:
            return
        pembayaran = _ambil(pembayaran_id)
        if pembayaran.status == StatusPembayaran.SIAP:
            if _boleh_dikirim(pembayaran, bank, pelaku=pelaku):
                _kirim(pembayaran, bank, pelaku=pelaku)
        elif pembayaran.status in PEMBAYARAN_TERBUKA:
            tindakan = _tanya(pembayaran, bank, pelaku=pelaku)
            if tindakan.jenis is JenisTindakan.KIRIM_ULANG and not rem_terpasang():
                pembayaran = _ambil(pembayaran_id)
                if not tunda_menurut_jalur(pembayaran):
                    _kirim(pembayaran, bank, pelaku=pelaku)
        elif pembayaran.status in DITANYA_SESUDAH:
            _tanya_sesudah(pembayaran, bank, pelaku=pelaku)


def sapu_pembayaran() -> int:
    """Ring for payments that are due and that nobody holds; returns how many."""
    return sewa.sapu(
        Pembayaran, bel=BEL, kunci="pembayaran_id", syarat=Q(status__in=PEMBAYARAN_TERBUKA)
    )


def sapu_tanya_akhir() -> int:
    """Ring for payments with an end about which the bank is due to be asked once more.

    Rings:  klaim_jht.kirim_pembayaran, once per payment; returns how many.
    """
    return sewa.sapu(
        Pembayaran, bel=BEL, kunci="pembayaran_id", syarat=Q(status__in=DITANYA_SESUDAH)
    )


def _ambil(pembayaran_id: int) -> Pembayaran:
    # What paying reads and no more: a person has a dozen encrypted columns.
    return (
        Pembayaran.objects.select_related(
            "klaim__peserta__akun", "klaim__pengaju__akun", "rekening__verifikasi"
        )
        .only(*_KOLOM)
        .get(pk=pembayaran_id)
    )


def _boleh_dikirim(pembayaran: Pembayaran, bank: BankSnap, *, pelaku: Pelaku) -> bool:
    """Check brakes, the line to the bank and the owner of the account before anything is sent."""
    peserta = pembayaran.klaim.pemohon
    if peserta.bukan_saya_pada is not None:
        tunda(pembayaran, sampai=None, perlu_petugas=True)
        return False
    terkunci = kapan_dilihat(peserta, kini=timezone.now())
    if terkunci is not None:
        tunda(pembayaran, sampai=terkunci)
        return False
    if tunda_menurut_jalur(pembayaran):
        return False
    if bank.siap() is not None or rem_terpasang():
        tunda(pembayaran, sampai=timezone.now() + JEDA_SIAP)
        return False
    return _pemilik_masih_cocok(pembayaran, bank, pelaku=pelaku)


def _pemilik_masih_cocok(pembayaran: Pembayaran, bank: BankSnap, *, pelaku: Pelaku) -> bool:
    """Ask for the owner again unless the bank named them in the last ten minutes."""
    rekening = pembayaran.rekening
    dicek = rekening.verifikasi.diputus_pada if rekening.verifikasi else None
    if dicek is not None and timezone.now() - dicek <= UMUR_CEK_PEMILIK:
        return True
    hasil = bank.tanya_rekening(
        kode_bank=rekening.kode_bank, nomor=rekening.nomor, referensi=pembayaran.partner_ref
    )
    match hasil:
        case Berhasil(data):
            nama = nilai_nama_rekening(
                nama=rekening.nama_pemilik, nama_bank=data.nama, panjang_kolom=None,
                ketentuan=KetentuanKecocokan(),
            )  # fmt: skip
            if nama.putusan is PutusanNama.LULUS:
                return True
            gagalkan_rekening(pembayaran, sebab="NAMA_BERUBAH", pelaku=pelaku)
        case Ditolak(kode):
            sebab = sebab_penolakan(kode)
            if sebab is SebabTolak.REKENING:
                gagalkan_rekening(pembayaran, sebab=kode, pelaku=pelaku)
            elif sebab.tetap:
                gagalkan_ke_petugas(pembayaran, sebab=HasilBank(sebab.value), pelaku=pelaku)
            else:
                tunda(pembayaran, sampai=timezone.now() + JEDA_SIAP)
        case BelumPasti() | TidakTersedia():
            tunda(pembayaran, sampai=timezone.now() + JEDA_SIAP)
    return False


def _kirim(pembayaran: Pembayaran, bank: BankSnap, *, pelaku: Pelaku) -> None:
    sekarang = timezone.now()
    rekening, klaim = pembayaran.rekening, pembayaran.klaim
    pesan = bank.siapkan_transfer(
        referensi=pembayaran.partner_ref,
        jumlah=pembayaran.jumlah,
        kode_bank=rekening.kode_bank,
        nomor=rekening.nomor,
        nama=rekening.nama_pemilik,
        waktu=sekarang,
        external_id=buat_external_id(sekarang),
        keterangan=f"JHT {klaim.nomor}",
        rtgs=jalur_pembayaran(pembayaran) is Jalur.RTGS,
    )
    with transaction.atomic(durable=True):
        if not pastikan_tanpa_rem():
            tunda(pembayaran, sampai=sekarang + JEDA_SIAP)
            return
        terkunci = tunggu_kunci(klaim.pemohon.pk)
        if terkunci is not None:
            tunda(pembayaran, sampai=terkunci)
            return
        pindahkan_pembayaran(
            pembayaran, StatusPembayaran.DIKIRIM, pelaku=pelaku,
            dikirim_pada=pembayaran.dikirim_pada or sekarang, sebab_tunda="",
        )  # fmt: skip
        percobaan = _catat_kiriman(pembayaran, pesan)

    def external_id_baru() -> str:
        return _catat_kiriman(pembayaran, pesan, baru=True).external_id

    jawaban = baca_kiriman(bank.kirim(pesan, external_id_baru=external_id_baru))
    _putuskan(pembayaran, percobaan, jawaban, pelaku=pelaku)


def _catat_kiriman(
    pembayaran: Pembayaran, pesan: PesanTransfer, *, baru: bool = False
) -> PercobaanKirim:
    sekarang = timezone.now()
    return PercobaanKirim.objects.create(
        pembayaran=pembayaran,
        jenis=PercobaanKirim.Jenis.KIRIM,
        layanan=pesan.layanan,
        external_id=buat_external_id(sekarang) if baru else pesan.external_id,
        tanggal=hari_ini_wib(sekarang),
        pesan=pesan.isi,
        # The bank refused the stale token before reading: this is the same message once more.
        hasil="TOKEN_BASI" if baru else "",
        dijawab_pada=sekarang if baru else None,
    )


def _tanya(pembayaran: Pembayaran, bank: BankSnap, *, pelaku: Pelaku) -> Tindakan:
    asal = (
        pembayaran.percobaan_kirim.filter(jenis=PercobaanKirim.Jenis.KIRIM)
        .exclude(hasil="TOKEN_BASI")
        .latest("pk")
    )
    sekarang = timezone.now()
    percobaan = PercobaanKirim.objects.create(
        pembayaran=pembayaran,
        jenis=PercobaanKirim.Jenis.TANYA,
        layanan="36",
        external_id=buat_external_id(sekarang),
        tanggal=hari_ini_wib(sekarang),
    )
    hasil = bank.tanya_status(
        referensi=pembayaran.partner_ref,
        layanan=asal.layanan,
        external_id_asal=asal.external_id,
        external_id=percobaan.external_id,
        tanggal=asal.dikirim_pada,
        jumlah=pembayaran.jumlah,
    )
    jawaban = baca_status(hasil, jumlah=pembayaran.jumlah)
    return _putuskan(pembayaran, percobaan, jawaban, pelaku=pelaku)


def _tanya_sesudah(pembayaran: Pembayaran, bank: BankSnap, *, pelaku: Pelaku) -> None:
    """Ask about a payment that has its end; plan the next question, or none."""
    if not pembayaran.percobaan_kirim.filter(jenis=PercobaanKirim.Jenis.KIRIM).exists():
        tunda(pembayaran, sampai=None)
        return
    tindakan = _tanya(pembayaran, bank, pelaku=pelaku)
    if tindakan.jenis is not JenisTindakan.ABAIKAN:
        return
    berakhir = pembayaran.riwayat.filter(ke=pembayaran.status).latest("pk").pada
    sampai = tanya_sesudah_akhir(
        StatusPembayaran(pembayaran.status), berakhir_pada=berakhir, kini=timezone.now(),
        dijawab=tindakan.sebab not in TANPA_JAWABAN, ketentuan=_ketentuan(),
    )  # fmt: skip
    tunda(pembayaran, sampai=sampai)


def _putuskan(
    pembayaran: Pembayaran, percobaan: PercobaanKirim, jawaban: Jawaban, *, pelaku: Pelaku
) -> Tindakan:
    """Write the answer and what follows from it, in one transaction."""
    with transaction.atomic(durable=True):
        # The lock alone; the object in hand is what the answer belongs to.
        Pembayaran.objects.select_for_update().values_list("pk").get(pk=pembayaran.pk)
        kini = timezone.now()
        tindakan = putuskan_tindakan(
            jawaban=jawaban,
            keadaan=susun_keadaan(pembayaran, percobaan),
            bank=_opsi(),
            kini=kini,
            ketentuan=_ketentuan(),
        )
        percobaan.hasil, percobaan.dijawab_pada = jawaban.hasil.value, kini
        percobaan.save(update_fields=["hasil", "dijawab_pada"])
        terapkan(pembayaran, tindakan, pelaku=pelaku)
    return tindakan


def _opsi() -> OpsiBank:
    detik: list[int] = settings.BANK["tanya_setelah_detik"]
    return OpsiBank(
        tolak_referensi_ganda=settings.BANK["tolak_referensi_ganda"],
        tanya_setelah=timedelta(seconds=detik[0]),
    )


def _ketentuan() -> KetentuanTanya:
    detik: list[int] = settings.BANK["tanya_setelah_detik"]
    return KetentuanTanya(tangga=tuple(timedelta(seconds=satu) for satu in detik))
