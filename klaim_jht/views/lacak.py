"""Watching a claim: every state with its time, the promise, what comes next."""

from __future__ import annotations

import hashlib
import uuid
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.views.dasar import akun_masuk, pelaku_masuk
from jmo.lib.galat import Bentrok
from klaim_jht.models import Klaim, Pembayaran, RiwayatStatus
from klaim_jht.rules.pembatalan import SEBAB_BATAL
from klaim_jht.rules.status import (
    SEBAB_KEBERATAN,
    STATUS_MENUNGGU_PESERTA,
    STATUS_SELESAI,
    StatusKlaim,
    StatusPembayaran,
)
from klaim_jht.selectors import (
    ambil_klaim_milik,
    boleh_dibatalkan,
    jam_klaim,
    keberatan_terakhir,
    pembayaran_terakhir,
    riwayat_klaim,
)
from klaim_jht.selectors.hak_lain import hak_lain_klaim
from klaim_jht.selectors.rem import rem_terpasang
from klaim_jht.services.pembatalan import batalkan_klaim
from klaim_jht.teks import (
    JUDUL_KIRIMAN,
    JUDUL_SUSULAN,
    LANGKAH_BERIKUT,
    SEBAB,
    STATUS,
    STATUS_PEMBAYARAN,
    jenis_lencana,
    kalimat_bayar,
    label_alasan,
    sebut_sebab,
)
from klaim_jht.views.susulan import susulan_bergerak, susun_susulan

_S, _P = StatusKlaim, StatusPembayaran
SELANG_CEPAT, SELANG_LAMBAT = 2, 30
_DIAM = STATUS_SELESAI | {_S.PERLU_PERBAIKAN_DATA, _S.PERLU_PERBAIKAN_REKENING}
# Of a payment's own moves only these tell a participant something that the claim's do not.
_TAMPIL = frozenset({_P.DIKIRIM, _P.GAGAL_PASTI, _P.DIKEMBALIKAN})
_GAGAL = frozenset({_S.DITOLAK, _S.DIBATALKAN, _P.GAGAL_PASTI, _P.DIKEMBALIKAN})
_JALAN = (_S.DIAJUKAN, _S.DISETUJUI, _S.PEMBAYARAN_DIPROSES, _S.DIBAYAR)


@login_required
@require_GET
def lacak(request: HttpRequest, kode: uuid.UUID) -> HttpResponse:
    klaim = ambil_klaim_milik(akun_masuk(request), kode, untuk="baca")
    if klaim.status == StatusKlaim.DRAF:
        return redirect("klaim:lanjut")
    return render(request, "klaim_jht/lacak.html", susun_lacak(klaim) | hak_lain_klaim(klaim))


@login_required
@require_GET
def lacak_isi(request: HttpRequest, kode: uuid.UUID) -> HttpResponse:
    """The live part; nothing at all when the page shows already what is true."""
    klaim = ambil_klaim_milik(akun_masuk(request), kode, untuk="baca")
    konteks = susun_lacak(klaim)
    if request.GET.get("sidik") == konteks["sidik"]:
        return HttpResponse(status=204)
    return render(request, "klaim_jht/_lacak_isi.html", konteks)


@login_required
@require_http_methods(["GET", "POST"])
def batal(request: HttpRequest, kode: uuid.UUID) -> HttpResponse:
    """Ask once more on a page of its own, then cancel."""
    klaim = ambil_klaim_milik(akun_masuk(request), kode, untuk="baca")
    if request.method == "POST":
        batalkan_klaim(klaim_id=klaim.pk, pelaku=pelaku_masuk(request))
        messages.success(
            request,
            _("Klaim dibatalkan; saldo Anda kembali seperti semula.")
            if klaim.nomor
            else _("Isian klaim dihapus."),
        )
        return redirect("klaim:ringkasan")
    if not boleh_dibatalkan(klaim):
        raise Bentrok("klaim_sudah_dibayarkan")
    return render(request, "klaim_jht/batal.html", {"tempat": "klaim", "klaim": klaim})


def susun_lacak(klaim: Klaim) -> dict[str, Any]:
    """Return everything that the tracking page shows."""
    kini = timezone.now()
    riwayat = riwayat_klaim(klaim)
    bayar = pembayaran_terakhir(klaim)
    susulan = susun_susulan(klaim, kini=kini)
    jam = None if klaim.status in STATUS_SELESAI else jam_klaim(klaim, riwayat, kini=kini)
    return {
        "tempat": "klaim",
        "klaim": klaim,
        "rem": klaim.status not in STATUS_SELESAI and rem_terpasang(),
        "status": STATUS[klaim.status],
        "lencana": jenis_lencana(klaim.status),
        "berikut": _berikut(klaim, bayar, kini),
        "alasan": label_alasan(klaim.alasan),
        "jam": jam,
        "jeda": _("Jam berhenti: kami menunggu Anda.") if jam and jam.berhenti else "",
        "linimasa": _linimasa(klaim, riwayat, bayar),
        "bayar": bayar,
        "bayar_status": _bayar_status(bayar),
        "susulan": susulan,
        "selang": _selang(klaim, bayar, susulan, kini),
        "dapat_batal": boleh_dibatalkan(klaim),
        "keberatan": keberatan_terakhir(klaim),
        "sidik": _sidik(klaim, bayar, susulan),
    }


def _bayar_status(bayar: Pembayaran | None) -> str:
    if bayar is None:
        return ""
    batal = bayar.sebab_gagal == SEBAB_BATAL
    return str(SEBAB[SEBAB_BATAL] if batal else STATUS_PEMBAYARAN[bayar.status])


def _selang(
    klaim: Klaim, bayar: Pembayaran | None, susulan: list[dict[str, Any]], kini: datetime
) -> int:
    """Return the seconds until the page asks again; 0 where nothing moves by itself."""
    bergerak = susulan_bergerak(susulan)
    if klaim.status in _DIAM and not bergerak:
        return 0
    bayar = bergerak[0] if bergerak else bayar
    jauh = (
        bayar is None or bayar.jatuh_pada is None or bayar.jatuh_pada > kini + timedelta(minutes=2)
    )
    if klaim.status == StatusKlaim.TINJAUAN_PETUGAS or (bayar is not None and jauh):
        return SELANG_LAMBAT
    return SELANG_CEPAT


def _sidik(klaim: Klaim, bayar: Pembayaran | None, susulan: list[dict[str, Any]]) -> str:
    isi: list[object] = [klaim.status, klaim.versi, klaim.boleh_kirim_pada]
    isi += [satu["sidik"] for satu in susulan]
    if bayar is not None:
        isi += [bayar.pk, bayar.status, bayar.jatuh_pada, bayar.perlu_petugas]
    return hashlib.sha256(repr(isi).encode()).hexdigest()[:16]


def _berikut(klaim: Klaim, bayar: Pembayaran | None, kini: datetime) -> str:
    """Return what happens next, with the time where one is known."""
    kalimat = str(LANGKAH_BERIKUT.get(klaim.status, ""))
    if bayar is None or klaim.status not in {_S.PEMBAYARAN_DIPROSES, _S.PEMBAYARAN_BELUM_PASTI}:
        return kalimat
    return kalimat_bayar(bayar, kini=kini) or kalimat


def _linimasa(
    klaim: Klaim, riwayat: list[RiwayatStatus], bayar: Pembayaran | None
) -> list[dict[str, Any]]:
    tampil = [satu for satu in riwayat if _ditampilkan(satu)]
    butir = [_butir(satu) for satu in tampil]
    if butir and not _susulan(tampil[-1]):
        butir[-1]["status"] = _status_akhir(klaim)
    if klaim.status in STATUS_SELESAI:
        return butir
    dicapai = {satu.ke for satu in tampil}
    nanti = [satu for satu in _JALAN if satu not in dicapai or satu is _S.DIBAYAR]
    return butir + [{"status": "nanti", "judul": STATUS[satu]} for satu in nanti]


def _ditampilkan(satu: RiwayatStatus) -> bool:
    if satu.alasan == SEBAB_BATAL:
        return False
    if satu.pembayaran_id is None or satu.ke in _TAMPIL:
        return True
    return _susulan(satu) and satu.ke == _P.BERHASIL


def _susulan(satu: RiwayatStatus) -> bool:
    return satu.pembayaran is not None and satu.pembayaran.susulan_id is not None


def _status_akhir(klaim: Klaim) -> str:
    if klaim.status == _S.DIBAYAR:
        return "selesai"
    if klaim.status in {_S.DITOLAK, _S.DIBATALKAN}:
        return "gagal"
    return "jeda" if klaim.status in _DIAM else "kini"


def _butir(satu: RiwayatStatus) -> dict[str, Any]:
    if satu.pembayaran is not None:
        kata = JUDUL_SUSULAN if _susulan(satu) else JUDUL_KIRIMAN
        judul = str(kata[satu.ke]) % {"bank": satu.pembayaran.rekening.nama_bank}
    else:
        judul = str(STATUS[satu.ke])
    return {
        "status": "gagal" if satu.ke in _GAGAL else "selesai",
        "judul": judul,
        "waktu": satu.pada,
        "oleh": _oleh(satu),
        # A refusal is explained in the officer's words; notes on a yes stay inside.
        "sebab": satu.data.get("catatan", "")
        if satu.ke == _S.DITOLAK
        else sebut_sebab(satu.alasan if satu.pelaku_jenis != "PETUGAS" else ""),
    }


def _oleh(satu: RiwayatStatus) -> str:
    """Return who did this: what a machine decided on the participant's press is not theirs."""
    if satu.pelaku_jenis == "PETUGAS":
        return _("Petugas")
    sendiri = (
        satu.ke in {_S.DIAJUKAN, _S.DIBATALKAN}
        or satu.dari in STATUS_MENUNGGU_PESERTA
        or satu.alasan == SEBAB_KEBERATAN
    )
    return _("Anda") if satu.pelaku_jenis == "AKUN" and sendiri else _("Sistem")
