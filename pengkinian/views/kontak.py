from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import Peserta
from accounts.selectors import kontak_berlaku
from accounts.services.kontak import buktikan_kontak, kirim_kode_kontak
from accounts.views.dasar import pelaku_masuk
from jmo.lib.galat import IsianTidakSah, NilaiTidakSah, TerlaluSering
from jmo.teks import kalimat_galat
from pengkinian.forms import AlamatForm, KodeForm
from pengkinian.models import KasusPengkinian
from pengkinian.selectors import kontak_terbukti, susun_fakta
from pengkinian.teks import kalimat_nilai
from pengkinian.views.dasar import bingkai_langkah, kasus_masuk, peserta_masuk

_SESI = "kontak_dibuktikan"
_JENIS = {"telepon": "TELEPON", "email": "EMAIL"}


def konteks_kontak(peserta: Peserta, **dikirim: str) -> dict[str, Any]:
    """What the contact step shows: which addresses are proved, and a form for the others.

    Shape:  `dikirim` = what was typed into one field just now; the form then checks it.
    """
    berlaku = kontak_berlaku(peserta)
    awal = {nama: berlaku[jenis].nilai for nama, jenis in _JENIS.items() if jenis in berlaku}
    if "email" not in awal and peserta.akun is not None:
        awal["email"] = peserta.akun.email
    terbukti = kontak_terbukti(peserta)
    return {
        "terbukti": {nama: berlaku[jenis] for nama, jenis in _JENIS.items() if jenis in terbukti},
        "alamat_form": AlamatForm({**awal, **dikirim} if dikirim else None, initial=awal),
        "belum": not terbukti,
    }


@require_POST
@login_required
def kirim_kode(request: HttpRequest) -> HttpResponse:
    """Send a code to the address of one field, then ask for it."""
    jenis, kasus = request.POST.get("jenis", ""), kasus_masuk(request)
    if jenis not in _JENIS or kasus is None:
        return redirect("pengkinian:langkah", "kontak")
    nilai = request.POST.get(jenis, "").strip()
    try:
        kirim_kode_kontak(
            peserta=kasus.peserta, jenis=_JENIS[jenis], nilai=nilai, pelaku=pelaku_masuk(request)
        )
    except NilaiTidakSah as galat:
        return _perlihatkan_lagi(request, kasus, jenis, nilai, kalimat_nilai(galat.kode))
    except TerlaluSering as galat:
        messages.error(request, kalimat_galat(galat))
    # In the session of the server, not in an address or a hidden field.
    request.session[_SESI] = {"jenis": jenis, "nilai": nilai}
    return redirect("pengkinian:kontak_kode")


def _perlihatkan_lagi(
    request: HttpRequest, kasus: KasusPengkinian, jenis: str, nilai: str, kalimat: str
) -> HttpResponse:
    """Show the contact step again with what was typed and the sentence at its field."""
    fakta = susun_fakta(kasus)
    konteks = konteks_kontak(kasus.peserta, **{jenis: nilai})
    form = konteks["alamat_form"]
    if form.is_valid() or jenis not in form.errors:
        form.add_error(jenis, kalimat)
    konteks |= {**bingkai_langkah(kasus, "kontak", fakta), "form": form}
    return render(request, "pengkinian/langkah_kontak.html", konteks)


@login_required
def kode(request: HttpRequest) -> HttpResponse:
    """Take the six digits that reached the address."""
    tunggu = request.session.get(_SESI)
    if tunggu is None:
        return redirect("pengkinian:langkah", "kontak")
    form = KodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            buktikan_kontak(
                peserta=peserta_masuk(request), jenis=_JENIS[tunggu["jenis"]],
                nilai=tunggu["nilai"], kode=form.cleaned_data["kode"],
                bersama=form.cleaned_data["bersama"], pelaku=pelaku_masuk(request),
            )  # fmt: skip
        except (IsianTidakSah, TerlaluSering) as galat:
            form.add_error("kode", kalimat_galat(galat))
        else:
            del request.session[_SESI]
            messages.success(
                request, _("Terbukti. Alamat ini sekarang menerima pemberitahuan Anda.")
            )
            return redirect("pengkinian:langkah", "kontak")
    return render(request, "pengkinian/kode.html", {"form": form, "tujuan": tunggu})
