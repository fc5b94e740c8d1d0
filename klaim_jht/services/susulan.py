"""Money that arrives after a full claim is paid by itself, to the account that was proved.

Nothing is asked of the participant: no claim, no selfie, no document. The claim stays DIBAYAR;
what is on its way has a row of its own, and a hold of its own in the book.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.audit import catat
from accounts.models import Akun
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku, tugas
from accounts.services.pesan import beri_tahu
from jmo.antrean import bunyikan
from jmo.lib.galat import BelumLayak, Bentrok, TidakDitemukan
from jmo.lib.tanggal import hari_ini_wib
from jmo.lib.uang import Rupiah
from klaim_jht.models import Klaim, Susulan
from klaim_jht.rules.json_nilai import ke_json
from klaim_jht.rules.kelayakan import Rute
from klaim_jht.rules.status import PEMBAYARAN_TERBUKA, StatusKlaim, StatusPembayaran
from klaim_jht.selectors.susulan import (
    kartu_susulan,
    klaim_bersusulan,
    rekening_susulan,
    susulan_menunggu_rekening,
)
from klaim_jht.services.penerbitan import tulis_pembayaran
from klaim_jht.services.perbaikan import kabari_rekening, kunci_klaim, terima_rekening
from klaim_jht.services.pratinjau import hitung_pajak, hitung_tenang
from klaim_jht.services.rekening_bersama import sebab_rekening
from pengkinian.models import HasilVerifikasi, Rekening
from saldo.services.buku import tahan_saldo
from saldo.services.kartu import kunci_kartu_peserta

BEL = "klaim_jht.bayar_susulan"


def sapu_susulan() -> int:
    """Ring for every claim to which later money has to be paid; returns how many.

    Rings:  klaim_jht.bayar_susulan, once per claim.
    """
    daftar = klaim_bersusulan()
    with transaction.atomic():
        for klaim_id in daftar:
            bunyikan(BEL, klaim_id=klaim_id)
    return len(daftar)


def bayar_susulan(*, klaim_id: int) -> Susulan | None:
    """Hold what came to a paid claim's cards and write its payment; None when there is nothing.

    Safe to run any number of times and by any number of workers: the claim's row lets one in, and
    what is held is not free a second time.
    Writes: susulan, tahanan_saldo, jurnal, pembayaran, pesan.
    Rings:  klaim_jht.kirim_pembayaran.
    Audit:  saldo.ditahan, susulan.ditahan, pembayaran.dibuat.
    """
    pelaku = tugas(BEL)
    with transaction.atomic(durable=True):
        klaim = kunci_klaim(klaim_id)
        # What comes after a death belongs to the heirs: it stays in the book until they claim.
        if klaim.status != StatusKlaim.DIBAYAR or _dibekukan(klaim):
            return None
        terbuka = klaim.susulan.filter(dibayar_pada=None).order_by("ke").first()
        if terbuka is not None:
            if terbuka.menunggu == Susulan.Tunggu.REKENING:
                _kirim(klaim, terbuka, pelaku=pelaku)
            return terbuka
        # Nobody merges these cards between the reading and the hold.
        kunci_kartu_peserta(peserta=klaim.peserta)
        kartu = kartu_susulan(klaim)
        if not kartu:
            return None
        susulan = _tahan(klaim, kartu, pelaku=pelaku)
        _kirim(klaim, susulan, pelaku=pelaku)
    return susulan


def perbaiki_rekening_susulan(
    *, klaim_id: int, verifikasi: HasilVerifikasi, pelaku: Pelaku
) -> Susulan:
    """Take another account for later money whose account the bank refused, and pay to it.

    Shape:  a name that only an officer may judge waits for that; the sweep goes on by itself.
    Writes: rekening, peserta, susulan, pembayaran, pesan.   Rings: klaim_jht.kirim_pembayaran.
    Audit:  rekening.dipasang, pembayaran.dibuat.
    Raises: as `perbaikan.terima_rekening`; Bentrok when nothing waits for an account any more.
    """
    with transaction.atomic(durable=True):
        klaim = kunci_klaim(klaim_id)
        susulan = susulan_menunggu_rekening(klaim)
        if susulan is None:
            raise Bentrok("klaim_sudah_berubah")
        rekening, _wajah = terima_rekening(klaim, verifikasi, pelaku=pelaku)
        if rekening.status == Rekening.Status.TERBUKTI:
            _kirim(klaim, susulan, pelaku=pelaku)
        kabari_rekening(klaim, rekening)
    return susulan


def lanjutkan_susulan(*, susulan_id: int, alasan: str, petugas: Akun, pelaku: Pelaku) -> Susulan:
    """Let later money go on that a bank refused for a reason which only an officer may settle.

    Writes: susulan, pembayaran.   Rings: klaim_jht.kirim_pembayaran.
    Audit:  susulan.dilanjutkan, pembayaran.dibuat.
    Raises: BelumLayak for one's own money; Bentrok when it does not wait for an officer.
    """
    with transaction.atomic(durable=True):
        awal = Susulan.objects.filter(pk=susulan_id).first()
        if awal is None:
            raise TidakDitemukan("klaim_tidak_ada")
        klaim = kunci_klaim(awal.klaim_id)
        susulan = Susulan.objects.get(pk=susulan_id)
        if petugas.pk in klaim.akun_ids:
            raise BelumLayak("petugas_klaim_sendiri")
        if susulan.menunggu != Susulan.Tunggu.PETUGAS or susulan.dibayar_pada is not None:
            raise Bentrok("susulan_bukan_ditinjau")
        if klaim.pembayaran.filter(status__in=PEMBAYARAN_TERBUKA).exists():
            raise Bentrok("pembayaran_lain_berjalan")
        catat(
            aksi=Aksi.SUSULAN_DILANJUTKAN, pelaku=pelaku, objek=susulan, peserta=klaim.peserta,
            sesudah={"rujukan": rujukan_susulan(susulan)}, alasan=alasan,
        )  # fmt: skip
        _kirim(klaim, susulan, pelaku=pelaku, disetujui=True)
    return susulan


def rujukan_susulan(susulan: Susulan) -> str:
    """Return the name under which this later payment stands in the book."""
    return f"klaim:{susulan.klaim_id}:susulan:{susulan.ke}"


def _tahan(klaim: Klaim, kartu: list[int], *, pelaku: Pelaku) -> Susulan:
    """Set the money aside and say what tax it bears, counted together with what was paid."""
    susulan = Susulan(klaim=klaim, ke=(klaim.susulan.aggregate(Max("ke"))["ke__max"] or 0) + 1)
    tahanan = tahan_saldo(kepesertaan_ids=kartu, rujukan=rujukan_susulan(susulan), pelaku=pelaku)
    bruto = Rupiah(sum(satu.jumlah for satu in tahanan))
    rincian, _npwp = hitung_pajak(
        klaim.peserta, bruto, hari_ini_wib(timezone.now()), penerima=klaim.pemohon
    )
    susulan.bruto, susulan.pajak, susulan.neto = rincian.bruto, rincian.pajak, rincian.neto
    susulan.skema, susulan.rincian_pajak = rincian.skema.value, ke_json(rincian)
    susulan.save(force_insert=True)
    catat(
        aksi=Aksi.SUSULAN_DITAHAN, pelaku=pelaku, objek=susulan, peserta=klaim.peserta,
        sesudah={
            "rujukan": rujukan_susulan(susulan), "bruto": susulan.bruto, "pajak": susulan.pajak,
            "neto": susulan.neto,
        },
    )  # fmt: skip
    return susulan


def _kirim(klaim: Klaim, susulan: Susulan, *, pelaku: Pelaku, disetujui: bool = False) -> None:
    """Write the payment to the proved account, or ask for one; `disetujui` = by an officer."""
    rekening = rekening_susulan(klaim)
    if rekening is None:
        if susulan.menunggu != Susulan.Tunggu.REKENING:
            minta_rekening(klaim, susulan)
        return
    if not disetujui and _perlu_petugas(klaim, rekening):
        minta_petugas(klaim, susulan, ke=0)
        return
    tenang = hitung_tenang(
        rekening.peserta, rekening=rekening, wajah=klaim.verifikasi_wajah, rute=Rute(klaim.rute),
        sekarang=timezone.now(),
    )  # fmt: skip
    _tandai(susulan, Susulan.Tunggu.TIDAK)
    tulis_pembayaran(
        klaim=klaim, rekening=rekening, jumlah=susulan.neto, susulan=susulan,
        boleh_kirim_pada=tenang.boleh_kirim_pada, pelaku=pelaku,
    )  # fmt: skip


def _perlu_petugas(klaim: Klaim, rekening: Rekening) -> bool:
    """Tell whether this account served another owner, and no officer let this claim use it."""
    if klaim.pembayaran.filter(rekening=rekening, status=StatusPembayaran.BERHASIL).exists():
        return False
    return bool(sebab_rekening(rekening))


def minta_rekening(klaim: Klaim, susulan: Susulan, *, ke: int = 0) -> None:
    """Let later money wait for another account and say so; it stays held in the book.

    Shape:  `ke` = number of the payment that was refused, 0 where none was tried.
    Writes: susulan, pesan, in the caller's transaction.
    """
    _tandai(susulan, Susulan.Tunggu.REKENING)
    kabari_susulan(klaim, susulan, "susulan_perbaikan_rekening", ekor=f":{ke}")


def minta_petugas(klaim: Klaim, susulan: Susulan, *, ke: int) -> None:
    """Let later money wait for an officer and say so; it stays held in the book.

    Writes: susulan, pesan, in the caller's transaction.
    """
    _tandai(susulan, Susulan.Tunggu.PETUGAS)
    kabari_susulan(klaim, susulan, "susulan_ditinjau", ekor=f":{ke}")


def kabari_susulan(
    klaim: Klaim, susulan: Susulan, jenis: str, *, ekor: str = "", **data: str
) -> None:
    """Tell the one who is paid what became of later money.

    Writes: pesan, in the caller's transaction.
    """
    penerima = klaim.rekening.peserta if klaim.rekening else klaim.pemohon
    if penerima.akun is not None:
        beri_tahu(
            akun=penerima.akun,
            jenis=jenis,
            data={
                "nomor": klaim.nomor, "bruto": susulan.bruto, "pajak": susulan.pajak,
                "neto": susulan.neto, "rekening": "", **data,
            },
            kunci_sekali=f"{jenis}:{susulan.pk}{ekor}",
            tautan=f"/klaim/{klaim.kode}/",
        )  # fmt: skip


def _dibekukan(klaim: Klaim) -> bool:
    return klaim.pengaju_id is None and klaim.peserta.meninggal_pada is not None


def _tandai(susulan: Susulan, menunggu: Susulan.Tunggu) -> None:
    susulan.menunggu = menunggu
    susulan.save(update_fields=["menunggu"])
