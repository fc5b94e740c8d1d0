"""What is particular to each step: its form, what it shows, what sending it does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.rules.pelaku import Pelaku
from accounts.rules.persetujuan import JenisPersetujuan
from accounts.services.persetujuan import teks_persetujuan
from jmo.lib.galat import Bentrok
from pengkinian.forms import KependudukanForm, RekeningForm, TambahanForm
from pengkinian.models import HasilVerifikasi, KasusPengkinian
from pengkinian.rules.kelengkapan import KunciLangkah
from pengkinian.rules.status import StatusVerifikasi, verifikasi_boleh_pindah
from pengkinian.selectors import (
    daftar_kabupaten,
    daftar_provinsi,
    jawaban_tersimpan,
    susun_fakta,
    verdict_kasus,
)
from pengkinian.services.dukcapil import isi_kependudukan, isi_kepesertaan
from pengkinian.services.konfirmasi import konfirmasi
from pengkinian.services.pengisian import isi_langkah
from pengkinian.services.tanya_rekening import isi_rekening
from pengkinian.teks import KEPENDUDUKAN, REKENING, UNSUR
from pengkinian.views.dasar import versi_dari
from pengkinian.views.kontak import konteks_kontak
from pengkinian.views.tinjauan import susun_tinjauan
from pengkinian.views.wajah import KE_KLAIM, konteks_wajah
from saldo.selectors import daftar_kepesertaan

Jenis = HasilVerifikasi.Jenis


class Langkah:
    """A step without a form of its own."""

    kunci: KunciLangkah
    kelas_form: type[forms.Form] | None = None

    def form_awal(self, kasus: KasusPengkinian) -> forms.Form | None:
        """Return the form as it is first shown: with what was answered or typed before."""
        if self.kelas_form is None:
            return None
        tersimpan = jawaban_tersimpan(kasus, self.kunci, susun_fakta(kasus))
        return self.kelas_form(initial=tersimpan, **self.bahan(kasus))

    def form_kirim(self, request: HttpRequest, kasus: KasusPengkinian) -> forms.Form | None:
        """Return the form with what was sent."""
        if self.kelas_form is None:
            return None
        return self.kelas_form(request.POST, **self.bahan(kasus))

    def bahan(self, kasus: KasusPengkinian) -> dict[str, Any]:
        """Return what the form needs to know of the case."""
        return {}

    def konteks(self, request: HttpRequest, kasus: KasusPengkinian) -> dict[str, Any]:
        """Return what the page shows besides the form."""
        return {}

    def simpan(
        self, request: HttpRequest, kasus: KasusPengkinian, form: forms.Form | None, pelaku: Pelaku
    ) -> HttpResponse | None:
        """Save; returns where to go when it is not simply the next step."""
        isi_langkah(
            kasus_id=kasus.pk, kunci=self.kunci, versi=versi_dari(request), pelaku=pelaku,
            isian=form.cleaned_data if form is not None else {},
        )  # fmt: skip
        return None


class Kepesertaan(Langkah):
    kunci = KunciLangkah.KEPESERTAAN

    def konteks(self, request: HttpRequest, kasus: KasusPengkinian) -> dict[str, Any]:
        nik = verdict_kasus(kasus).get(Jenis.NIK)
        return {"kartu": daftar_kepesertaan(kasus.peserta), **_konteks_verdict(nik, KEPENDUDUKAN)}

    def simpan(
        self, request: HttpRequest, kasus: KasusPengkinian, form: forms.Form | None, pelaku: Pelaku
    ) -> HttpResponse | None:
        if request.POST.get("jawaban") == "salah":
            return redirect("pengkinian:koreksi")
        isi_kepesertaan(
            kasus_id=kasus.pk, isian={"pernyataan": "sudah"}, versi=versi_dari(request),
            pelaku=pelaku,
        )  # fmt: skip
        return redirect("pengkinian:langkah", KunciLangkah.WAJAH)


class Wajah(Langkah):
    kunci = KunciLangkah.WAJAH

    def konteks(self, request: HttpRequest, kasus: KasusPengkinian) -> dict[str, Any]:
        # Who comes here from a claim and turns to the data update gives their face to the latter.
        request.session.pop(KE_KLAIM, None)
        return konteks_wajah(request, kasus.peserta, kasus=kasus)


class Kontak(Langkah):
    kunci = KunciLangkah.KONTAK

    def konteks(self, request: HttpRequest, kasus: KasusPengkinian) -> dict[str, Any]:
        return konteks_kontak(kasus.peserta)

    def simpan(
        self, request: HttpRequest, kasus: KasusPengkinian, form: forms.Form | None, pelaku: Pelaku
    ) -> HttpResponse | None:
        isian = dict.fromkeys(konteks_kontak(kasus.peserta)["terbukti"], "terbukti")
        isi_langkah(
            kasus_id=kasus.pk, kunci=self.kunci, isian=isian, versi=versi_dari(request),
            pelaku=pelaku,
        )  # fmt: skip
        return None


class Rekening(Langkah):
    kunci = KunciLangkah.REKENING
    kelas_form = RekeningForm

    def bahan(self, kasus: KasusPengkinian) -> dict[str, Any]:
        return {"nik": kasus.peserta.nomor_identitas}

    def konteks(self, request: HttpRequest, kasus: KasusPengkinian) -> dict[str, Any]:
        # Who has no account yet is not told about one that they took back.
        belum = (kasus.isian.get(self.kunci) or {}).get("belum_punya_rekening")
        verdict = None if belum else verdict_kasus(kasus).get(Jenis.REKENING)
        return _konteks_verdict(verdict, REKENING)

    def simpan(
        self, request: HttpRequest, kasus: KasusPengkinian, form: forms.Form | None, pelaku: Pelaku
    ) -> HttpResponse | None:
        assert form is not None
        _, ditanya = isi_rekening(
            kasus_id=kasus.pk, isian=form.cleaned_data, versi=versi_dari(request), pelaku=pelaku
        )
        return redirect("pengkinian:langkah", self.kunci) if ditanya else None


class Kependudukan(Langkah):
    kunci = KunciLangkah.KEPENDUDUKAN
    kelas_form = KependudukanForm

    def konteks(self, request: HttpRequest, kasus: KasusPengkinian) -> dict[str, Any]:
        verdict = verdict_kasus(kasus).get(Jenis.KEPENDUDUKAN)
        beda = verdict.rincian.get("beda", []) if verdict else []
        return {
            **_konteks_verdict(verdict, KEPENDUDUKAN),
            "beda": [UNSUR.get(satu, satu) for satu in beda],
            "provinsi": daftar_provinsi(),
            "kabupaten": daftar_kabupaten(),
        }

    def simpan(
        self, request: HttpRequest, kasus: KasusPengkinian, form: forms.Form | None, pelaku: Pelaku
    ) -> HttpResponse | None:
        assert form is not None
        _, ditanya = isi_kependudukan(
            kasus_id=kasus.pk, isian=form.cleaned_data, versi=versi_dari(request), pelaku=pelaku
        )
        return redirect("pengkinian:langkah", self.kunci) if ditanya else None


class Tambahan(Langkah):
    kunci = KunciLangkah.TAMBAHAN
    kelas_form = TambahanForm


class Tinjau(Langkah):
    kunci = KunciLangkah.TINJAU

    def konteks(self, request: HttpRequest, kasus: KasusPengkinian) -> dict[str, Any]:
        return {
            "bagian": susun_tinjauan(kasus),
            "pernyataan": teks_persetujuan(JenisPersetujuan.PERNYATAAN_PENGKINIAN),
        }

    def simpan(
        self, request: HttpRequest, kasus: KasusPengkinian, form: forms.Form | None, pelaku: Pelaku
    ) -> HttpResponse | None:
        try:
            konfirmasi(
                kasus_id=kasus.pk, versi=versi_dari(request) or 0, pelaku=pelaku,
                teks_pernyataan=teks_persetujuan(JenisPersetujuan.PERNYATAAN_PENGKINIAN),
            )  # fmt: skip
        except Bentrok as galat:
            # The second half of a double click: the first has confirmed just now.
            if galat.kode != "kasus_tidak_terbuka":
                raise
        return redirect("pengkinian:selesai")


def _konteks_verdict(verdict: HasilVerifikasi | None, kalimat: Mapping[str, Any]) -> dict[str, Any]:
    """What a page shows of an answer: its sentence, and whether an officer may be asked to look."""
    if verdict is None:
        return {"verdict": None, "kalimat_verdict": "", "boleh_petugas": False}
    return {
        "verdict": verdict,
        "kalimat_verdict": kalimat.get(verdict.status, ""),
        "boleh_petugas": verdict.jenis != Jenis.REKENING
        and verdict.petugas_id is None
        and verdict.status not in {StatusVerifikasi.MENUNGGU, StatusVerifikasi.DIPROSES}
        and verifikasi_boleh_pindah(
            StatusVerifikasi(verdict.status), StatusVerifikasi.DITINJAU_PETUGAS
        ),
    }


LANGKAH: dict[str, Langkah] = {
    langkah.kunci: langkah
    for langkah in (
        Kepesertaan(), Wajah(), Kontak(), Rekening(), Kependudukan(), Tambahan(), Tinjau(),
    )
}  # fmt: skip
