"""What is particular to each step: its form, what it shows, what sending it does."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.rules.pelaku import Pelaku
from accounts.rules.persetujuan import JenisPersetujuan
from accounts.services.persetujuan import teks_persetujuan
from pengkinian.forms import KependudukanForm, RekeningForm, TambahanForm
from pengkinian.models import HasilVerifikasi, KasusPengkinian
from pengkinian.rules.kelengkapan import KunciLangkah
from pengkinian.rules.wajah import Keperluan
from pengkinian.selectors import verdict_kasus
from pengkinian.services.dukcapil import minta_verifikasi_kependudukan, minta_verifikasi_nik
from pengkinian.services.konfirmasi import konfirmasi
from pengkinian.services.pengisian import isi_langkah
from pengkinian.services.tanya_rekening import minta_periksa_rekening
from pengkinian.teks import KEPENDUDUKAN, REKENING, UNSUR
from pengkinian.views.dasar import versi_dari
from pengkinian.views.kontak import konteks_kontak
from pengkinian.views.tinjauan import susun_tinjauan
from pengkinian.views.wajah import konteks_wajah
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
        tersimpan = kasus.isian.get(self.kunci) or kasus.isian.get(f"{self.kunci}.draf")
        return self.kelas_form(initial=tersimpan or None, **self.bahan(kasus))

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
        return {
            "kartu": daftar_kepesertaan(kasus.peserta),
            "verdict": nik,
            "kalimat_verdict": KEPENDUDUKAN.get(nik.status, "") if nik else "",
        }

    def simpan(
        self, request: HttpRequest, kasus: KasusPengkinian, form: forms.Form | None, pelaku: Pelaku
    ) -> HttpResponse | None:
        if request.POST.get("jawaban") == "salah":
            return redirect("pengkinian:koreksi")
        kasus = isi_langkah(
            kasus_id=kasus.pk, kunci=self.kunci, isian={"pernyataan": "sudah"},
            versi=versi_dari(request), pelaku=pelaku,
        )  # fmt: skip
        minta_verifikasi_nik(kasus=kasus, pelaku=pelaku)
        return redirect("pengkinian:langkah", KunciLangkah.WAJAH)


class Wajah(Langkah):
    kunci = KunciLangkah.WAJAH

    def konteks(self, request: HttpRequest, kasus: KasusPengkinian) -> dict[str, Any]:
        return konteks_wajah(request, kasus.peserta)


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
        verdict = verdict_kasus(kasus).get(Jenis.REKENING)
        return {
            "verdict": verdict,
            "kalimat_verdict": REKENING.get(verdict.status, "") if verdict else "",
        }

    def simpan(
        self, request: HttpRequest, kasus: KasusPengkinian, form: forms.Form | None, pelaku: Pelaku
    ) -> HttpResponse | None:
        assert form is not None
        isian = form.cleaned_data
        sama = kasus.isian.get(self.kunci) == isian
        kasus = isi_langkah(
            kasus_id=kasus.pk, kunci=self.kunci, isian=isian, versi=versi_dari(request),
            pelaku=pelaku,
        )  # fmt: skip
        if isian["belum_punya_rekening"]:
            return None
        verdict = verdict_kasus(kasus).get(Jenis.REKENING)
        if not sama or verdict is None or verdict.status in {"TIDAK_COCOK", "TIDAK_DITEMUKAN"}:
            minta_periksa_rekening(
                peserta=kasus.peserta, kasus=kasus, keperluan=Keperluan.PENGKINIAN,
                kode_bank=isian["kode_bank"], nomor=isian["nomor_rekening"], pelaku=pelaku,
            )  # fmt: skip
            return redirect("pengkinian:langkah", self.kunci)
        return None


class Kependudukan(Langkah):
    kunci = KunciLangkah.KEPENDUDUKAN
    kelas_form = KependudukanForm

    def konteks(self, request: HttpRequest, kasus: KasusPengkinian) -> dict[str, Any]:
        verdict = verdict_kasus(kasus).get(Jenis.KEPENDUDUKAN)
        beda = verdict.rincian.get("beda", []) if verdict else []
        return {
            "verdict": verdict,
            "kalimat_verdict": KEPENDUDUKAN.get(verdict.status, "") if verdict else "",
            "beda": [UNSUR.get(satu, satu) for satu in beda],
        }

    def simpan(
        self, request: HttpRequest, kasus: KasusPengkinian, form: forms.Form | None, pelaku: Pelaku
    ) -> HttpResponse | None:
        assert form is not None
        sama = kasus.isian.get(self.kunci) == form.cleaned_data
        kasus = isi_langkah(
            kasus_id=kasus.pk, kunci=self.kunci, isian=form.cleaned_data,
            versi=versi_dari(request), pelaku=pelaku,
        )  # fmt: skip
        verdict = verdict_kasus(kasus).get(Jenis.KEPENDUDUKAN)
        if not sama or verdict is None:
            minta_verifikasi_kependudukan(kasus=kasus, pelaku=pelaku)
            return redirect("pengkinian:langkah", self.kunci)
        return None


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
        konfirmasi(
            kasus_id=kasus.pk, versi=versi_dari(request) or 0, pelaku=pelaku,
            teks_pernyataan=teks_persetujuan(JenisPersetujuan.PERNYATAAN_PENGKINIAN),
        )  # fmt: skip
        return redirect("pengkinian:selesai")


LANGKAH: dict[str, Langkah] = {
    langkah.kunci: langkah
    for langkah in (
        Kepesertaan(), Wajah(), Kontak(), Rekening(), Kependudukan(), Tambahan(), Tinjau(),
    )
}  # fmt: skip
