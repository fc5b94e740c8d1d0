"""Objections to a decision: heard by a human, answered in words, within a stated time.

Against a refused claim the claim goes back to an officer, and is paid when they agree. Against the
machine's "not yet" about a draft the facts are what can be wrong: an officer who agrees has them
corrected first, and the same rules then say yes.
"""

from __future__ import annotations

from datetime import datetime, time

from django.db import transaction
from django.utils import timezone

from accounts.audit import catat
from accounts.models import Akun, Peserta
from accounts.rules.aksi import Aksi
from accounts.rules.pelaku import Pelaku
from accounts.services.pesan import beri_tahu
from jmo.lib.galat import BelumLayak, Bentrok, TidakDitemukan
from jmo.lib.kalender import libur
from jmo.lib.tanggal import WIB, hari_ini_wib, tambah_hari_kerja
from klaim_jht.models import Keberatan, KeputusanKlaim, Klaim
from klaim_jht.rules.alasan import AlasanKlaim
from klaim_jht.rules.json_nilai import ke_json
from klaim_jht.rules.status import SEBAB_KEBERATAN, StatusKlaim
from klaim_jht.selectors import klaim_terbuka
from klaim_jht.services.penerbitan import buat_pembayaran
from klaim_jht.services.pengajuan import bekukan_keputusan, tahan_untuk_klaim
from klaim_jht.services.perbaikan import kunci_klaim
from klaim_jht.services.pratinjau import Pratinjau, susun_pratinjau
from klaim_jht.services.status import pindahkan
from pengkinian.models import Rekening

HARI_KERJA_JAWAB = 5


def dapat_keberatan(klaim: Klaim) -> bool:
    """Tell whether there is something to object to, and no objection waits for its answer.

    Result: a refused claim, or a draft about whose reason the rules say no now.
    """
    if klaim.keberatan.filter(status=Keberatan.Status.BARU).exists():
        return False
    if klaim.status == StatusKlaim.DITOLAK:
        return True
    if klaim.status != StatusKlaim.DRAF or not klaim.alasan:
        return False
    return not _pratinjau(klaim).keputusan.hasil.boleh


def ajukan_keberatan(*, klaim_id: int, uraian: str, pelaku: Pelaku) -> Keberatan:
    """Ask a human to look at a refused claim, or at the machine's "no" about a draft.

    Shape:  answered by the end of the fifth working day.
    Writes: keberatan, klaim, keputusan_klaim (of a draft), riwayat_status, pesan.
    Audit:  keberatan.diajukan, klaim.pindah_status.
    Raises: Bentrok when there is nothing to object to, one waits already, or another claim runs.
    """
    with transaction.atomic(durable=True):
        klaim = kunci_klaim(klaim_id)
        # Nobody opens another claim of this person before this one is open again.
        Peserta.objects.select_for_update().values_list("pk").get(pk=klaim.peserta_id)
        if klaim.keberatan.filter(status=Keberatan.Status.BARU).exists():
            raise Bentrok("keberatan_sudah_ada")
        if not dapat_keberatan(klaim):
            raise Bentrok("keberatan_tidak_ada_putusan")
        janji = _janji()
        keberatan = Keberatan.objects.create(
            klaim=klaim, uraian=uraian, janji_pada=janji,
            keputusan=_bekukan_draf(klaim, pelaku=pelaku),
        )  # fmt: skip
        if klaim.status == StatusKlaim.DITOLAK:
            if klaim_terbuka(klaim.peserta) is not None:
                raise Bentrok("keberatan_klaim_lain")
            # What is promised now is an answer, not money; the answer's time is the objection's.
            pindahkan(
                klaim, StatusKlaim.TINJAUAN_PETUGAS, pelaku=pelaku, alasan=SEBAB_KEBERATAN,
                janji_pada=None,
            )  # fmt: skip
        catat(
            aksi=Aksi.KEBERATAN_DIAJUKAN, pelaku=pelaku, objek=keberatan, peserta=klaim.peserta,
            sesudah={"nomor": klaim.nomor or "", "janji_pada": janji},
        )  # fmt: skip
        _beri_tahu(keberatan, "keberatan_diajukan")
    return keberatan


def jawab_keberatan(
    *, keberatan_id: int, diterima: bool, jawaban: str, petugas: Akun, pelaku: Pelaku
) -> Keberatan:
    """Answer an objection in words; one that is accepted about a refused claim pays it.

    Shape:  never one's own claim, nor the refusal that one wrote oneself.
    Writes: keberatan, klaim, keputusan_klaim, tahanan_saldo, jurnal, pembayaran, riwayat_status,
            pesan.
    Rings:  klaim_jht.kirim_pembayaran.
    Audit:  keberatan.dijawab, klaim.pindah_status, saldo.ditahan, pembayaran.dibuat.
    Raises: BelumLayak when another officer must answer, or when the rules still say no: facts are
            corrected first; Bentrok when it was answered or withdrawn.
    """
    with transaction.atomic(durable=True):
        keberatan = _ambil(keberatan_id)
        klaim = kunci_klaim(keberatan.klaim_id)
        keberatan.refresh_from_db(fields=["status"])
        _periksa(keberatan, klaim, petugas)
        if diterima:
            _terima(klaim, jawaban, pelaku=pelaku)
        elif klaim.status == StatusKlaim.TINJAUAN_PETUGAS:
            pindahkan(
                klaim,
                StatusKlaim.DITOLAK,
                pelaku=pelaku,
                alasan=SEBAB_KEBERATAN,
                data={"catatan": jawaban},
            )
        putusan = Keberatan.Putusan.DITERIMA if diterima else Keberatan.Putusan.TETAP
        Keberatan.objects.filter(pk=keberatan.pk).update(
            status=Keberatan.Status.DIJAWAB, putusan=putusan, jawaban=jawaban,
            dijawab_pada=timezone.now(), dijawab_oleh=petugas,
        )  # fmt: skip
        keberatan.refresh_from_db()
        catat(
            aksi=Aksi.KEBERATAN_DIJAWAB, pelaku=pelaku, objek=keberatan, peserta=klaim.peserta,
            sesudah={"hasil": putusan.value, "nomor": klaim.nomor or ""}, alasan=jawaban,
        )  # fmt: skip
        _beri_tahu(keberatan, "keberatan_dijawab")
    return keberatan


def cabut_keberatan(klaim: Klaim) -> None:
    """Let an objection end unanswered because its claim was called off.

    Writes: keberatan, in the caller's transaction; the claim's own audit row says who.
    """
    terbuka = klaim.keberatan.filter(status=Keberatan.Status.BARU)
    terbuka.update(status=Keberatan.Status.DICABUT)


def _terima(klaim: Klaim, jawaban: str, *, pelaku: Pelaku) -> None:
    pratinjau = _pratinjau(klaim)
    if not pratinjau.keputusan.hasil.boleh:
        raise BelumLayak("keberatan_aturan_masih_menolak")
    if klaim.status != StatusKlaim.TINJAUAN_PETUGAS:
        return
    rincian, tenang, rekening = pratinjau.rincian, pratinjau.tenang, pratinjau.rekening
    if rekening is None or tenang is None or rekening.status != Rekening.Status.TERBUKTI:
        raise BelumLayak("klaim_rekening_belum_terbukti")
    assert rincian is not None
    bekukan_keputusan(klaim, pratinjau.keputusan, pelaku=pelaku)
    tahan_untuk_klaim(klaim, pratinjau, sekarang=timezone.now(), pelaku=pelaku, lagi=True)
    pindahkan(
        klaim, StatusKlaim.DISETUJUI, pelaku=pelaku, alasan=SEBAB_KEBERATAN,
        data={"catatan": jawaban}, bruto=rincian.bruto, pajak=rincian.pajak, neto=rincian.neto,
        rincian_pajak=ke_json(rincian), hasil_sementara=pratinjau.sementara.jumlah,
        rekening=rekening, boleh_kirim_pada=tenang.boleh_kirim_pada,
        janji_pada=pratinjau.janji.paling_lambat,
    )  # fmt: skip
    buat_pembayaran(klaim=klaim, pelaku=pelaku)


def _periksa(keberatan: Keberatan, klaim: Klaim, petugas: Akun) -> None:
    if keberatan.status != Keberatan.Status.BARU:
        raise Bentrok("keberatan_sudah_dijawab")
    if petugas.pk in klaim.akun_ids:
        raise BelumLayak("petugas_klaim_sendiri")
    penolak = klaim.riwayat.filter(ke=StatusKlaim.DITOLAK).order_by("-pk").first()
    if penolak is not None and penolak.pelaku_akun_id == petugas.pk:
        raise BelumLayak("keberatan_petugas_lain")


def _ambil(keberatan_id: int) -> Keberatan:
    keberatan = Keberatan.objects.filter(pk=keberatan_id).first()
    if keberatan is None:
        raise TidakDitemukan("klaim_tidak_ada")
    return keberatan


def _bekukan_draf(klaim: Klaim, *, pelaku: Pelaku) -> KeputusanKlaim | None:
    """Freeze what the machine said about a draft: facts move on while the officer reads."""
    if klaim.status != StatusKlaim.DRAF:
        return None
    return bekukan_keputusan(klaim, _pratinjau(klaim).keputusan, pelaku=pelaku)


def _pratinjau(klaim: Klaim) -> Pratinjau:
    return susun_pratinjau(klaim.peserta, AlasanKlaim(klaim.alasan), klaim=klaim)


def _janji() -> datetime:
    hari = tambah_hari_kerja(hari_ini_wib(timezone.now()), HARI_KERJA_JAWAB, libur)
    return datetime.combine(hari, time(23, 59), tzinfo=WIB)


def _beri_tahu(keberatan: Keberatan, jenis: str) -> None:
    klaim = keberatan.klaim
    if klaim.pemohon.akun is not None:
        beri_tahu(
            akun=klaim.pemohon.akun,
            jenis=jenis,
            data={
                "nomor": klaim.nomor or "", "janji_pada": keberatan.janji_pada,
                "jawaban": keberatan.jawaban,
                "diterima": keberatan.putusan == Keberatan.Putusan.DITERIMA,
            },
            kunci_sekali=f"{jenis}:{keberatan.pk}",
            tautan=f"/klaim/{klaim.kode}/keberatan/",
        )  # fmt: skip
