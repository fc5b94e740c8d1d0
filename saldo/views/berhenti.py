from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from accounts.views.dasar import akun_masuk, pelaku_masuk
from jmo.lib.galat import BelumLayak, IsianTidakSah
from jmo.lib.samarkan import samarkan_nama
from jmo.lib.tanggal import hari_ini_wib
from jmo.teks import kalimat_galat
from saldo.forms.berhenti import JawabanForm, LaporanForm, TanggapanForm
from saldo.models import Kepesertaan, LaporanBerhenti
from saldo.rules.laporan_berhenti import TERBUKA, JenisBukti, StatusLaporan, sebab_untuk
from saldo.rules.masa_kepesertaan import SebabKeluar
from saldo.selectors import (
    ambil_kepesertaan_milik,
    hari_kerja_berhenti,
    jalan,
    laporan_kartu,
)
from saldo.services.laporan_berhenti import (
    buka_tautan,
    jawab_lewat_tautan,
    laporkan_berhenti,
    tanggapi_bantahan,
    tarik_laporan,
)
from saldo.teks import (
    LANGKAH_LAPORAN,
    LENCANA_LAPORAN,
    SEBAB_PETUGAS,
    STATUS_LAPORAN,
    kalimat_jalan,
)

_MEDAN_GALAT = {
    "laporan_salah_di_depan": "tanggal",
    "laporan_salah_sebelum_mulai": "tanggal",
    "laporan_salah_sebelum_iuran": "tanggal",
    "laporan_salah_pernyataan_di_depan": "tanggal_pernyataan",
    "laporan_salah_sebab_bukan_jenis_ini": "sebab",
}
_TANDA = {StatusLaporan.DITOLAK: "gagal", StatusLaporan.DIBANTAH: "jeda"}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def berhenti(request: HttpRequest, kartu_id: int) -> HttpResponse:
    """Report that one stopped work; afterwards, where the report stands."""
    kartu = ambil_kepesertaan_milik(akun_masuk(request), kartu_id)
    riwayat = laporan_kartu(kartu)
    terbuka = next((satu for satu in riwayat if satu.status in TERBUKA), None)
    if terbuka is not None or kartu.status != Kepesertaan.Status.AKTIF:
        if not riwayat or request.method == "POST":
            return redirect("saldo:kartu", kartu.pk)
        return render(request, "saldo/berhenti_status.html", _konteks_status(kartu, riwayat[0]))
    form = LaporanForm(request.POST or None, request.FILES or None, sebab=sebab_untuk(kartu.jenis))
    if request.method == "POST" and form.is_valid() and _kirim(request, kartu, form):
        messages.success(request, _("Laporan Anda sudah kami terima."))
        return redirect("saldo:berhenti", kartu.pk)
    terakhir = riwayat[0] if riwayat else None
    hari_perusahaan, hari_petugas = hari_kerja_berhenti(pada=hari_ini_wib(timezone.now()))
    konteks = {
        "tempat": "saldo", "kartu": kartu, "form": form, "terakhir": terakhir,
        "status_terakhir": STATUS_LAPORAN[terakhir.status] if terakhir else "",
        "hari_perusahaan": hari_perusahaan, "hari_petugas": hari_petugas,
    }  # fmt: skip
    return render(request, "saldo/berhenti.html", konteks)


@login_required
@require_POST
def tarik(request: HttpRequest, kartu_id: int) -> HttpResponse:
    """Take the open report of a card back."""
    laporan = _laporan_terbuka(request, kartu_id)
    if laporan is not None:
        tarik_laporan(akun=akun_masuk(request), laporan_id=laporan.pk, pelaku=pelaku_masuk(request))
        messages.success(request, _("Laporan Anda ditarik; kartu tetap aktif."))
    return redirect("saldo:kartu", kartu_id)


@login_required
@require_POST
def tanggapi(request: HttpRequest, kartu_id: int) -> HttpResponse:
    """Answer the employer's "no"."""
    laporan = _laporan_terbuka(request, kartu_id)
    form = TanggapanForm(request.POST)
    if laporan is None:
        return redirect("saldo:kartu", kartu_id)
    if not form.is_valid():
        konteks = _konteks_status(laporan.kepesertaan, laporan) | {"tanggapan": form}
        return render(request, "saldo/berhenti_status.html", konteks)
    tanggapi_bantahan(
        akun=akun_masuk(request), laporan_id=laporan.pk, pelaku=pelaku_masuk(request),
        tanggapan=form.cleaned_data["tanggapan"],
    )  # fmt: skip
    messages.success(request, _("Tanggapan Anda diteruskan ke petugas."))
    return redirect("saldo:berhenti", kartu_id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("tanda")
def jawab(request: HttpRequest, tanda: str) -> HttpResponse:
    """The employer's page behind the link: reading changes nothing, one answer counts."""
    laporan = buka_tautan(tanda)
    form = JawabanForm(request.POST or None)
    selesai = False
    if request.method == "POST" and form.is_valid():
        benar = form.cleaned_data["jawaban"] == "BENAR"
        jawab_lewat_tautan(tanda=tanda, benar=benar, kata=form.cleaned_data["kata"])
        selesai = True
    konteks = {
        "laporan": laporan,
        "form": form,
        "selesai": selesai,
        "nama": samarkan_nama(laporan.kepesertaan.peserta.nama),
        "kartu": laporan.kepesertaan.kpj_samar,
    }
    jawaban = render(request, "saldo/jawab_berhenti.html", konteks)
    # The address is the key: it must not travel on, nor be found.
    jawaban["Referrer-Policy"] = "no-referrer"
    jawaban["X-Robots-Tag"] = "noindex, nofollow"
    return jawaban


def _kirim(request: HttpRequest, kartu: Kepesertaan, form: LaporanForm) -> bool:
    """File the report; what the rules refuse stands at its field, and nothing typed is lost."""
    isi = form.cleaned_data
    berkas = isi["berkas"] if isi["bukti"] != JenisBukti.TIDAK_ADA else None
    try:
        laporkan_berhenti(
            akun=akun_masuk(request), kepesertaan_id=kartu.pk, tanggal=isi["tanggal"],
            sebab=SebabKeluar(isi["sebab"]), bukti=JenisBukti(isi["bukti"]),
            isi_berkas=berkas.read() if isinstance(berkas, UploadedFile) else None,
            tanggal_pernyataan=isi.get("tanggal_pernyataan"), pelaku=pelaku_masuk(request),
        )  # fmt: skip
    except BelumLayak as galat:
        form.add_error(_MEDAN_GALAT.get(galat.kode), kalimat_galat(galat))
        return False
    except IsianTidakSah as galat:
        form.add_error("berkas", kalimat_galat(galat))
        return False
    return True


def _laporan_terbuka(request: HttpRequest, kartu_id: int) -> LaporanBerhenti | None:
    kartu = ambil_kepesertaan_milik(akun_masuk(request), kartu_id)
    return next((satu for satu in laporan_kartu(kartu) if satu.status in TERBUKA), None)


def _konteks_status(kartu: Kepesertaan, laporan: LaporanBerhenti) -> dict[str, Any]:
    terbuka = laporan.status in TERBUKA
    perjalanan = jalan(laporan, kini=timezone.now())
    boleh_tanggapi = laporan.status == StatusLaporan.DIBANTAH and laporan.ditanggapi_pada is None
    langkah = list(laporan.riwayat.order_by("pk"))
    return {
        "tempat": "saldo",
        "kartu": kartu,
        "laporan": laporan,
        "terbuka": terbuka,
        "jalan": perjalanan,
        "kalimat": kalimat_jalan(perjalanan) if terbuka else STATUS_LAPORAN[laporan.status],
        "lencana": LENCANA_LAPORAN[laporan.status],
        "status": STATUS_LAPORAN[laporan.status],
        "sebab_petugas": SEBAB_PETUGAS.get(laporan.sebab_petugas, ""),
        "tanggapan": TanggapanForm() if boleh_tanggapi else None,
        "langkah": [
            {
                "judul": LANGKAH_LAPORAN[satu.ke],
                "pada": satu.pada,
                "tanda": _TANDA.get(StatusLaporan(satu.ke), "selesai"),
            }
            for satu in langkah
        ],
    }
