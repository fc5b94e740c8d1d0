"""From the first answer to a filed claim: one transaction decides, holds and writes the payout."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from accounts.audit import catat
from accounts.models import Peserta
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku, tugas
from accounts.services import sewa
from accounts.services.pesan import beri_tahu
from jmo.lib.galat import BelumLayak, Bentrok, PerluBuktiUlang, TidakDitemukan
from jmo.lib.tanggal import hari_ini_wib
from jmo.lib.uang import NOL
from klaim_jht.models import KeputusanKlaim, Klaim
from klaim_jht.rules.alasan import ALASAN_SEBAGIAN, AlasanKlaim
from klaim_jht.rules.berkas import BERKAS_ALASAN
from klaim_jht.rules.json_nilai import ke_json
from klaim_jht.rules.kelayakan import Rute
from klaim_jht.rules.keputusan import Keputusan, keputusan_ke_json
from klaim_jht.rules.status import StatusKlaim
from klaim_jht.selectors import klaim_terbuka
from klaim_jht.services.kunci_pencairan import pastikan_tanpa_kunci
from klaim_jht.services.penerbitan import buat_pembayaran
from klaim_jht.services.pratinjau import Pratinjau, kartu_diklaim, susun_pratinjau
from klaim_jht.services.rekening_bersama import sebab_rekening
from klaim_jht.services.status import pindahkan
from pengkinian.models import KasusKoreksi
from saldo.services.buku import tahan_saldo
from saldo.services.kartu import kunci_kartu_peserta
from saldo.services.pengembangan import kreditkan_sementara

BEL = "klaim_jht.proses_klaim"
JEDA_REGISTER = timedelta(seconds=30)


def mulai_klaim(*, peserta: Peserta, pelaku: Pelaku) -> Klaim:
    """Return the person's open claim, or open a draft.

    Writes: klaim.   Audit: klaim.dimulai.
    Raises: BelumLayak("peserta_dibekukan") for somebody who died.
    """
    with transaction.atomic():
        if Peserta.objects.select_for_update().get(pk=peserta.pk).meninggal_pada is not None:
            raise BelumLayak("peserta_dibekukan")
        klaim = klaim_terbuka(peserta)
        if klaim is None:
            klaim = Klaim.objects.create(peserta=peserta)
            catat(aksi=Aksi.KLAIM_DIMULAI, pelaku=pelaku, objek=klaim, peserta=peserta)
    return klaim


def isi_langkah(
    *, klaim_id: int, kunci: str, isian: Mapping[str, Any], versi: int | None, pelaku: Pelaku
) -> Klaim:
    """Save the answer of one step of a draft.

    Writes: klaim.   Audit: klaim.diisi.
    Raises: Bentrok for a stale page or a claim that was filed.
    """
    with transaction.atomic():
        klaim = _kunci(klaim_id)
        if klaim.status != StatusKlaim.DRAF:
            raise Bentrok("klaim_sudah_diajukan")
        if versi is not None and klaim.versi != versi:
            raise Bentrok("klaim_versi_lama")
        if kunci == "alasan":
            klaim.alasan = AlasanKlaim(isian["alasan"]).value
            klaim.langkah_terisi = []
        klaim.isian = {**klaim.isian, kunci: dict(isian)}
        klaim.langkah_terisi = [*(b for b in klaim.langkah_terisi if b != kunci), kunci]
        klaim.versi += 1
        klaim.diubah_pada = Now()
        klaim.save(update_fields=["alasan", "isian", "langkah_terisi", "versi", "diubah_pada"])
        catat(
            aksi=Aksi.KLAIM_DIISI, pelaku=pelaku, objek=klaim, peserta=klaim.peserta,
            sesudah={"langkah": kunci},
        )  # fmt: skip
    return klaim


def ajukan_klaim(
    *, klaim_id: int, versi: int, kunci: str, pelaku: Pelaku, terlihat: str | None = None
) -> Klaim:
    """File a claim: decide on fresh facts, freeze the decision, hold the money, write the payout.

    Shape:  `kunci` names one confirmation: a second press returns the same claim. `terlihat` is
            the mark (`Pratinjau.sidik`) of what was on the page; None where no page was read.
    Writes: kredit_pengembangan, klaim, keputusan_klaim, tahanan_saldo, jurnal, pembayaran,
            riwayat_status, pesan.
    Rings:  klaim_jht.kirim_pembayaran.   Audit: klaim.diajukan, klaim.pindah_status, ...
    Raises: BelumLayak when a rule says no, a paper is missing or a lock is on; PerluBuktiUlang
            without a fresh face; Bentrok when the draft, or what the page said, is not true now.
    """
    with transaction.atomic(durable=True):
        klaim = _kunci(klaim_id)
        if klaim.kunci_pengajuan == kunci and klaim.status != StatusKlaim.DRAF:
            return klaim
        if klaim.status != StatusKlaim.DRAF:
            raise Bentrok("klaim_sudah_diajukan")
        if klaim.versi != versi or not klaim.alasan:
            raise Bentrok("klaim_versi_lama")
        if Klaim.objects.filter(kunci_pengajuan=kunci).exists():
            # The page of another claim: its key names that confirmation, not this one.
            raise Bentrok("klaim_versi_lama")
        ajukan_terkunci(klaim, kunci=kunci, pelaku=pelaku, terlihat=terlihat)
    return klaim


def ajukan_terkunci(
    klaim: Klaim, *, kunci: str, pelaku: Pelaku, terlihat: str | None = None
) -> None:
    """File a draft that the caller's transaction has locked; all else as `ajukan_klaim`."""
    pastikan_tanpa_kunci(klaim.pemohon.pk)
    # Nobody merges cards or undoes a merge between the reading of the facts and the hold.
    kunci_kartu_peserta(peserta=klaim.peserta)
    sekarang = timezone.now()
    pratinjau = susun_pratinjau(
        klaim.peserta, AlasanKlaim(klaim.alasan), klaim=klaim, sekarang=sekarang
    )
    _periksa(klaim, pratinjau)
    if terlihat is not None and terlihat != pratinjau.sidik:
        raise Bentrok("klaim_rincian_berubah")
    bekukan_keputusan(klaim, pratinjau.keputusan, pelaku=pelaku)
    tahan_untuk_klaim(klaim, pratinjau, sekarang=sekarang, pelaku=pelaku)
    _ajukan(klaim, pratinjau, kunci=kunci, sekarang=sekarang, pelaku=pelaku)
    _lanjutkan(klaim, pelaku=pelaku)
    _beri_tahu(klaim, _kabar(klaim))


def proses_klaim(*, klaim_id: int) -> None:
    """Carry on a claim that waited for the register; safe to run any number of times.

    Writes: klaim, pembayaran, riwayat_status.   Audit: klaim.pindah_status.
    """
    pelaku = tugas(BEL)
    with sewa.pegang(Klaim, klaim_id, detik=30) as dapat:
        if not dapat:
            return
        with transaction.atomic(durable=True):
            klaim = _kunci(klaim_id)
            if klaim.status == StatusKlaim.VERIFIKASI_IDENTITAS:
                _lanjutkan(klaim, pelaku=pelaku)
                if klaim.status == StatusKlaim.TINJAUAN_PETUGAS:
                    _beri_tahu(klaim, _kabar(klaim))
            else:
                Klaim.objects.filter(pk=klaim.pk).update(jatuh_pada=None)


def sapu_klaim() -> int:
    """Ring for claims that wait and are due; returns how many."""
    return sewa.sapu(Klaim, bel=BEL, kunci="klaim_id")


def rujukan(klaim: Klaim) -> str:
    """Return the name under which this claim stands in the book."""
    return f"klaim:{klaim.pk}"


def tahan_untuk_klaim(
    klaim: Klaim,
    pratinjau: Pratinjau,
    *,
    sekarang: datetime,
    pelaku: Pelaku,
    lagi: bool = False,
) -> None:
    """Credit the months of this year that are over, then set everything aside; or only a part.

    Shape:  `lagi` = this claim's hold was released before.
    Writes: kredit_pengembangan, tahanan_saldo, jurnal, in the caller's transaction.
    Raises: Bentrok("klaim_saldo_berubah") when money was booked since the reading.
    """
    kartu = kartu_diklaim(pratinjau.keputusan)
    bruto = pratinjau.rincian.bruto if pratinjau.rincian else NOL
    sebagian = klaim.alasan in ALASAN_SEBAGIAN
    sementara = pratinjau.sementara
    if not sebagian:
        sementara = kreditkan_sementara(
            kepesertaan_ids=kartu, pelaku=pelaku, tanggal=hari_ini_wib(sekarang)
        )
    tahanan = tahan_saldo(
        kepesertaan_ids=kartu, rujukan=rujukan(klaim), pelaku=pelaku, lagi=lagi,
        jumlah=bruto if sebagian else None,
    )  # fmt: skip
    if sementara != pratinjau.sementara or sum(satu.jumlah for satu in tahanan) != bruto:
        # Money was booked between the reading and the lock: decide again on what is there.
        raise Bentrok("klaim_saldo_berubah")


def _kunci(klaim_id: int) -> Klaim:
    klaim = (
        Klaim.objects.select_for_update(of=("self",))
        .select_related("peserta__akun", "pengaju__akun", "rekening", "verifikasi_wajah")
        .filter(pk=klaim_id)
        .first()
    )
    if klaim is None:
        raise TidakDitemukan("klaim_tidak_ada")
    return klaim


def _periksa(klaim: Klaim, pratinjau: Pratinjau) -> None:
    _periksa_pemohon(klaim)
    if not pratinjau.keputusan.hasil.boleh:
        raise BelumLayak("klaim_belum_layak")
    if pratinjau.berkas_kurang:
        raise BelumLayak("klaim_perlu_berkas")
    if pratinjau.wajah is None:
        raise PerluBuktiUlang("klaim_perlu_wajah")
    if pratinjau.rekening is None:
        raise BelumLayak("klaim_perlu_rekening")


def _periksa_pemohon(klaim: Klaim) -> None:
    """Hold owner, reason and who files together: the dead claim nothing, heirs only of the dead."""
    meninggal = klaim.peserta.meninggal_pada is not None
    if klaim.pengaju_id is None and meninggal:
        raise BelumLayak("peserta_dibekukan")
    if (klaim.alasan == AlasanKlaim.MENINGGAL) != (klaim.pengaju_id is not None and meninggal):
        raise BelumLayak("klaim_bukan_ahli_waris")


def bekukan_keputusan(klaim: Klaim, keputusan: Keputusan, *, pelaku: Pelaku) -> KeputusanKlaim:
    """Freeze what the rules saw and said.

    Writes: keputusan_klaim, in the caller's transaction.
    """
    isi = keputusan_ke_json(keputusan)
    return KeputusanKlaim.objects.create(
        klaim=klaim,
        **{nama: isi[nama] for nama in ("fakta", "ketentuan", "versi_aturan", "hasil")},
        boleh=keputusan.hasil.boleh,
        rute=keputusan.hasil.rute.value,
        hari_ini=keputusan.hari_ini,
        pelaku_jenis=pelaku.jenis,
        pelaku_nama=pelaku.nama,
    )


def _ajukan(
    klaim: Klaim, pratinjau: Pratinjau, *, kunci: str, sekarang: datetime, pelaku: Pelaku
) -> None:
    rincian, janji, tenang = pratinjau.rincian, pratinjau.janji, pratinjau.tenang
    assert rincian is not None
    assert tenang is not None
    pindahkan(
        klaim,
        StatusKlaim.DIAJUKAN,
        pelaku=pelaku,
        nomor=f"K{hari_ini_wib(sekarang):%Y%m%d}-{klaim.pk:06d}",
        rute=pratinjau.keputusan.hasil.rute.value,
        bruto=rincian.bruto,
        hasil_sementara=pratinjau.sementara.jumlah,
        pajak=rincian.pajak,
        rincian_pajak=ke_json(rincian),
        neto=rincian.neto,
        rekening=pratinjau.rekening,
        verifikasi_wajah=pratinjau.wajah,
        kunci_pengajuan=kunci,
        diajukan_pada=sekarang,
        # Heirs were promised a time when they asked, before the claim was made.
        janji_pada=klaim.janji_pada or janji.paling_lambat,
        boleh_kirim_pada=tenang.boleh_kirim_pada,
    )
    catat(
        aksi=Aksi.KLAIM_DIAJUKAN, pelaku=pelaku, objek=klaim, peserta=klaim.peserta,
        sesudah={
            "nomor": klaim.nomor, "bruto": klaim.bruto, "pajak": klaim.pajak, "neto": klaim.neto,
            "rute": klaim.rute, "janji_pada": klaim.janji_pada,
        },
    )  # fmt: skip


def _lanjutkan(klaim: Klaim, *, pelaku: Pelaku) -> None:
    """Move a filed claim as far as it goes by itself, in the caller's transaction."""
    if klaim.status == StatusKlaim.DIAJUKAN:
        pindahkan(klaim, StatusKlaim.VERIFIKASI_IDENTITAS, pelaku=pelaku)
    if klaim.pengaju_id is None and klaim.peserta.pengkinian_menunggu_register:
        Klaim.objects.filter(pk=klaim.pk).update(jatuh_pada=timezone.now() + JEDA_REGISTER)
        return
    pindahkan(klaim, StatusKlaim.VERIFIKASI_KEPESERTAAN, pelaku=pelaku, jatuh_pada=None)
    sebab = _perlu_petugas(klaim)
    if sebab:
        pindahkan(klaim, StatusKlaim.TINJAUAN_PETUGAS, pelaku=pelaku, alasan=sebab)
        return
    pindahkan(klaim, StatusKlaim.DISETUJUI, pelaku=pelaku)
    buat_pembayaran(klaim=klaim, pelaku=pelaku)


def _perlu_petugas(klaim: Klaim) -> str:
    if klaim.rute == Rute.PETUGAS:
        if klaim.pengaju_id is not None:
            return "ahli_waris"
        return "surat_ditinjau" if klaim.alasan in BERKAS_ALASAN else "rute_petugas"
    if klaim.rekening is not None and (sebab := sebab_rekening(klaim.rekening)):
        return sebab
    koreksi = KasusKoreksi.objects.filter(
        peserta=klaim.peserta, jenis=KasusKoreksi.Jenis.DATA_DIRI, status="BARU"
    )
    return "koreksi_data_diri" if koreksi.exists() else ""


def _kabar(klaim: Klaim) -> str:
    ditinjau = klaim.status == StatusKlaim.TINJAUAN_PETUGAS
    return "klaim_ditinjau" if ditinjau else "klaim_diajukan"


def _beri_tahu(klaim: Klaim, jenis: str) -> None:
    if klaim.pemohon.akun is not None:
        beri_tahu(
            akun=klaim.pemohon.akun,
            jenis=jenis,
            data={"nomor": klaim.nomor, "neto": klaim.neto, "janji_pada": klaim.janji_pada},
            kunci_sekali=f"{jenis}:{klaim.pk}",
            tautan=f"/klaim/{klaim.kode}/",
        )
