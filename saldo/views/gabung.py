from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models import Peserta
from accounts.selectors import ambil_peserta_akun
from accounts.views.dasar import akun_masuk, pelaku_masuk
from jmo.lib.galat import BelumLayak, Bentrok
from jmo.teks import kalimat_galat
from saldo.models import Kepesertaan, PenggabunganKartu
from saldo.rules.buku import BarisEntri
from saldo.rules.penggabungan import HasilKartu, PutusanGabung, periksa_urung
from saldo.selectors.penggabungan import (
    ambil_penggabungan_milik,
    daftar_penggabungan,
    entri_penggabungan,
    fakta_urung,
)
from saldo.services.penggabungan import (
    RencanaGabung,
    RencanaKartu,
    gabungkan_kartu,
    pratinjau_gabung,
    urungkan_penggabungan,
)
from saldo.teks import (
    STATUS_KARTU,
    kalimat_bagian,
    kalimat_sebab,
    kalimat_tak_urung,
    lencana_kartu,
)

_S = PenggabunganKartu.Status
_P = PutusanGabung
STATUS_GABUNG = {
    _S.MENUNGGU_PETUGAS: "info",
    _S.BERLAKU: "baik",
    _S.DIURUNGKAN: "netral",
    _S.DITOLAK: "ingat",
}


@login_required
@require_GET
def gabung(request: HttpRequest) -> HttpResponse:
    """All cards side by side: which are merged, which can be, and why not; merges of before."""
    peserta = ambil_peserta_akun(akun_masuk(request))
    rencana = pratinjau_gabung(peserta=peserta)
    riwayat = daftar_penggabungan(peserta)
    menunggu = {satu.sumber_id for satu in riwayat if satu.status == _S.MENUNGGU_PETUGAS}
    konteks = {
        "tempat": "saldo",
        "kartu": [_kartu(satu, rencana, menunggu) for satu in _urut(rencana)],
        "dapat": any(satu.kartu.pk not in menunggu for satu in rencana.sumber),
        "lanjut": _lanjut(request),
        "riwayat": [_riwayat(satu, timezone.now()) for satu in riwayat],
    }
    return render(request, "saldo/gabung.html", konteks)


@login_required
@require_http_methods(["GET", "POST"])
def pratinjau(request: HttpRequest) -> HttpResponse:
    """The exact entries before anything is done; POST merges what was shown."""
    peserta = ambil_peserta_akun(akun_masuk(request))
    if request.method == "GET":
        return _tampilkan(request, peserta, _dipilih(request.GET.getlist("kartu")))
    dipilih = _dipilih(request.POST.getlist("kartu"))
    try:
        hasil = gabungkan_kartu(
            peserta=peserta, kepesertaan_ids=dipilih, pelaku=pelaku_masuk(request),
            terlihat=request.POST.get("terlihat", ""),
        )  # fmt: skip
    except Bentrok as galat:
        # Nothing was merged; the same page again, on top of what is true now.
        messages.error(request, kalimat_galat(galat))
        return _tampilkan(request, peserta, dipilih, status=galat.status_http)
    except BelumLayak as galat:
        messages.error(request, kalimat_galat(galat))
        return redirect("saldo:gabung")
    messages.success(request, _kabar(hasil))
    return redirect(_lanjut(request) or "saldo:gabung")


@login_required
@require_http_methods(["GET", "POST"])
def batal(request: HttpRequest, penggabungan_id: int) -> HttpResponse:
    """Ask once more on a page of its own, then undo one merge."""
    satu = ambil_penggabungan_milik(akun_masuk(request), penggabungan_id)
    if request.method == "POST":
        try:
            urungkan_penggabungan(penggabungan_id=satu.pk, pelaku=pelaku_masuk(request))
        except (BelumLayak, Bentrok) as galat:
            messages.error(request, kalimat_galat(galat))
        else:
            messages.success(
                request, _("Penggabungan dibatalkan; saldonya kembali ke kartu semula.")
            )
        return redirect("saldo:gabung")
    konteks = {
        "tempat": "saldo",
        "satu": _riwayat(satu, timezone.now()),
        "pasangan": pasangan_entri(entri_penggabungan(satu), satu.tujuan_id),
    }
    return render(request, "saldo/gabung_batal.html", konteks)


def pasangan_entri(baris: Sequence[BarisEntri], tujuan_id: int) -> list[dict[str, Any]]:
    """Return what each pair of entries moves; its two lines are equal and opposite."""
    return [
        {
            "kalimat": kalimat_bagian(satu),
            "tanggal": satu.tanggal_nilai,
            "masuk": satu.kredit - satu.debit,
            "keluar": satu.debit - satu.kredit,
        }
        for satu in baris
        if satu.kartu_id == tujuan_id
    ]


def _tampilkan(
    request: HttpRequest, peserta: Peserta, dipilih: set[int], *, status: int = 200
) -> HttpResponse:
    rencana = pratinjau_gabung(peserta=peserta, kepesertaan_ids=dipilih or None)
    if not rencana.sumber or rencana.tujuan is None:
        messages.info(request, _("Tidak ada kartu yang dapat digabung sekarang."))
        return redirect("saldo:gabung")
    langsung = [satu for satu in rencana.sumber if satu.putusan is _P.BOLEH]
    konteks = {
        "tempat": "saldo",
        "rencana": rencana,
        "langsung": [_pindah(satu, rencana.tujuan) for satu in langsung],
        "ditinjau": [satu.kartu for satu in rencana.sumber if satu.putusan is _P.PETUGAS],
        "dikreditkan": _dikreditkan(rencana),
        "jumlah": sum(satu.sebelum for satu in langsung) + rencana.tujuan_sebelum,
        "lanjut": _lanjut(request),
    }
    return render(request, "saldo/gabung_pratinjau.html", konteks, status=status)


def _pindah(satu: RencanaKartu, tujuan: Kepesertaan) -> dict[str, Any]:
    return {
        "kartu": satu.kartu,
        "sebelum": satu.sebelum,
        "pasangan": pasangan_entri(satu.baris, tujuan.pk),
    }


def _dikreditkan(rencana: RencanaGabung) -> list[dict[str, Any]]:
    kpj = {satu.pk: satu.kpj_samar for satu in rencana.kartu}
    return [
        {"kpj": kpj[kartu_id], "tahun": tahun, "jumlah": jumlah}
        for kartu_id, tahun, jumlah in rencana.dikreditkan
    ]


def _urut(rencana: RencanaGabung) -> Iterable[tuple[Kepesertaan, HasilKartu]]:
    """Return each card with its answer: the target first, then the newest."""
    jawaban = {satu.kartu_id: satu for satu in rencana.hasil.kartu}
    kartu = sorted(
        rencana.kartu,
        key=lambda satu: (
            satu.pk != rencana.hasil.tujuan_id, satu.status == "DIGABUNG",
            -satu.tanggal_mulai.toordinal(), -satu.pk,
        ),
    )  # fmt: skip
    return [(satu, jawaban[satu.pk]) for satu in kartu]


def _kartu(
    satu: tuple[Kepesertaan, HasilKartu], rencana: RencanaGabung, menunggu: set[int]
) -> dict[str, Any]:
    kartu, jawaban = satu
    ditunggu = kartu.pk in menunggu
    return {
        "kartu": kartu,
        "saldo": rencana.saldo[kartu.pk],
        "status": STATUS_KARTU[kartu.status],
        "lencana": lencana_kartu(kartu.status),
        "tujuan": jawaban.putusan is _P.TUJUAN,
        "menunggu": ditunggu,
        "pilih": jawaban.putusan in {_P.BOLEH, _P.PETUGAS} and not ditunggu,
        "ditinjau": jawaban.putusan is _P.PETUGAS,
        "sebab": [
            {"mengapa": mengapa, "jalan": jalan}
            for mengapa, jalan in map(kalimat_sebab, jawaban.sebab)
        ],
    }


def _riwayat(satu: PenggabunganKartu, kini: datetime) -> dict[str, Any]:
    berlaku = satu.status == _S.BERLAKU
    halangan = periksa_urung(fakta_urung(satu), sekarang=kini) if berlaku else ()
    return {
        "satu": satu,
        "status": satu.get_status_display(),
        "lencana": STATUS_GABUNG[_S(satu.status)],
        "dapat_batal": berlaku and not halangan,
        "halangan": kalimat_tak_urung(halangan[0]) if halangan else "",
    }


def _kabar(hasil: Sequence[PenggabunganKartu]) -> str:
    berlaku = sum(satu.status == _S.BERLAKU for satu in hasil)
    kalimat = []
    if berlaku:
        kalimat.append(
            ngettext(
                "%(banyak)s kartu digabung. Jumlah saldo Anda tidak berubah.",
                "%(banyak)s kartu digabung. Jumlah saldo Anda tidak berubah.",
                berlaku,
            )
            % {"banyak": berlaku}
        )
    if berlaku < len(hasil):
        kalimat.append(_("Kartu yang datanya sedikit berbeda diperiksa petugas dahulu."))
    return " ".join(kalimat)


def _dipilih(nilai: Iterable[str]) -> set[int]:
    return {int(satu) for satu in nilai if satu.isascii() and satu.isdigit() and len(satu) <= 18}


def _lanjut(request: HttpRequest) -> str:
    """Return the page of ours to go on with after merging; "" when none was named."""
    alamat = request.POST.get("lanjut") or request.GET.get("lanjut") or ""
    aman = url_has_allowed_host_and_scheme(alamat, allowed_hosts=None)
    return alamat if aman and alamat.startswith("/") else ""
