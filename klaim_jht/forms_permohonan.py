"""Forms of an application of heirs: who died, who was left behind, who inherits, the papers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Peserta
from jmo.lib.tanggal import hari_ini_wib
from klaim_jht.forms import TIPE_BERKAS
from klaim_jht.forms_waris import AlmarhumForm, isian_tanggal, isian_teks
from klaim_jht.rules.ahli_waris import BerkasWaris, HubunganWaris
from klaim_jht.rules.ahli_waris.permohonan import AHLI_WARIS_TERBANYAK, BOLEH_MENYUSUL
from klaim_jht.rules.kematian import orang_dilaporkan
from klaim_jht.teks.waris import BERKAS_WARIS, HUBUNGAN_WARIS, TANYA_WARIS, WAKIL_WARIS

TIDAK_TAHU = "ragu"
SENDIRI = "SENDIRI"


class MeninggalForm(AlmarhumForm):
    """Who died; who reports it is known, so nobody is asked that."""

    def isian(self) -> dict[str, str]:
        """Return the answers as they are kept."""
        isi = self.cleaned_data
        return {
            "jenis": isi["jenis"], "nomor": isi["nomor"], "nama": isi["nama"],
            "tanggal_lahir": isi["tanggal_lahir"].isoformat(),
            "tanggal_kematian": isi["tanggal_kematian"].isoformat(),
        }  # fmt: skip


class KeluargaForm(forms.Form):
    """One question: how many of one relation were left behind."""

    jumlah = forms.ChoiceField(
        error_messages={"required": _("Pilih salah satu, juga bila tidak ada.")}
    )

    def __init__(self, *args: Any, hubungan: HubunganWaris, **kwargs: Any) -> None:
        """Ask about this relation."""
        super().__init__(*args, **kwargs)
        medan = self.fields["jumlah"]
        assert isinstance(medan, forms.ChoiceField)
        medan.label = str(TANYA_WARIS[hubungan])
        medan.choices = [
            ("", _("Pilih jumlahnya")), ("0", _("Tidak ada")),
            *((str(n), _("%(banyak)s orang") % {"banyak": n})
              for n in range(1, AHLI_WARIS_TERBANYAK + 1)),
            (TIDAK_TAHU, _("Saya tidak tahu")),
        ]  # fmt: skip

    def jawaban(self) -> int | None:
        """Return the number; None when it is not known."""
        jumlah: str = self.cleaned_data["jumlah"]
        return None if jumlah == TIDAK_TAHU else int(jumlah)


class AhliWarisForm(forms.Form):
    """Every heir of the group that has the right, and which of them files."""

    def __init__(
        self, *args: Any, tempat: Sequence[HubunganWaris], pemohon: Peserta,
        awal: Mapping[str, Any] | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        """Lay out one group of fields for each place, filled with what was answered before."""
        super().__init__(*args, **kwargs)
        self.tempat, self.pemohon = tempat, pemohon
        lama = list((awal or {}).get("orang", ()))
        for ke, hubungan in enumerate(tempat):
            cocok = ke < len(lama) and lama[ke]["hubungan"] == hubungan
            self._medan_orang(ke, lama[ke] if cocok else {})
        pilihan = [(str(ke), self.judul(ke)) for ke in range(len(tempat))]
        self.fields["pengaju"] = forms.ChoiceField(
            label=_("Anda mengajukan sebagai, atau untuk, siapa?"), choices=pilihan,
            widget=forms.RadioSelect, initial=str((awal or {}).get("pengaju", 0)),
            help_text=_("Uangnya dikirim ke rekening Anda, yang mengajukan."),
        )  # fmt: skip

    def judul(self, ke: int) -> str:
        """Return how one heir is called before a name is known."""
        return f"{ke + 1}. {HUBUNGAN_WARIS[self.tempat[ke]]}"

    def kelompok(self) -> list[tuple[str, list[BoundField]]]:
        """Return the fields of each heir under a heading."""
        return [
            (
                self.judul(ke),
                [self[f"{nama}_{ke}"] for nama in _NAMA if f"{nama}_{ke}" in self.fields],
            )
            for ke in range(len(self.tempat))
        ]

    def _medan_orang(self, ke: int, lama: Mapping[str, Any]) -> None:
        sendiri = len(self.tempat) == 1 and not lama
        pilihan = [(SENDIRI, _("Tidak, sudah dewasa")), *WAKIL_WARIS.items()]
        medan: dict[str, forms.Field] = {
            "nama": isian_teks(
                label=_("Nama lengkap"), max_length=120,
                initial=self.pemohon.nama if sendiri else lama.get("nama"),
            ),
            "lahir": isian_tanggal(
                label=_("Tanggal lahir"),
                initial=self.pemohon.tanggal_lahir if sendiri else lama.get("tanggal_lahir"),
            ),
            "kawin": forms.BooleanField(
                label=_("Sudah atau pernah menikah"), required=False,
                initial=lama.get("pernah_kawin", self.tempat[ke] is HubunganWaris.PASANGAN),
            ),
            "wakil": forms.ChoiceField(
                label=_("Diwakili orang lain?"), choices=pilihan,
                initial=lama.get("wakil") or SENDIRI,
            ),
            "saya": forms.BooleanField(
                label=_("Saya yang mewakilinya"), required=False,
                initial=lama.get("wakil_pengaju", False),
            ),
            "setuju": forms.BooleanField(
                label=_("Setuju uangnya diterima yang mengajukan"), required=False,
                initial=lama.get("setuju", False),
            ),
        }  # fmt: skip
        if len(self.tempat) == 1:
            # Who is alone agrees by filing.
            del medan["setuju"]
        self.fields.update({f"{nama}_{ke}": satu for nama, satu in medan.items()})

    def clean(self) -> dict[str, Any]:
        """Hold who files against the account that is logged in."""
        isi = super().clean() or self.cleaned_data
        hari_ini = hari_ini_wib(timezone.now())
        for ke in range(len(self.tempat)):
            lahir = isi.get(f"lahir_{ke}")
            if lahir and lahir > hari_ini:
                self.add_error(f"lahir_{ke}", _("Tanggal itu belum tiba. Periksa tahunnya."))
            if isi.get(f"saya_{ke}") and isi.get(f"wakil_{ke}") == SENDIRI:
                self.add_error(f"wakil_{ke}", _("Pilih sebagai apa Anda mewakilinya."))
        if not self.errors:
            self._periksa_pengaju(isi, int(isi["pengaju"]))
        return isi

    def _periksa_pengaju(self, isi: Mapping[str, Any], ke: int) -> None:
        if isi[f"saya_{ke}"]:
            return
        sama = orang_dilaporkan(
            nama=isi[f"nama_{ke}"], tanggal_lahir=isi[f"lahir_{ke}"],
            nama_peserta=self.pemohon.nama, tanggal_lahir_peserta=self.pemohon.tanggal_lahir,
        )  # fmt: skip
        if not sama:
            self.add_error(
                "pengaju",
                _(
                    "Nama atau tanggal lahirnya bukan Anda menurut akun ini. Pilih diri Anda "
                    "sendiri, atau tandai bahwa Anda mewakilinya."
                ),
            )

    def isian(self) -> dict[str, Any]:
        """Return the answers as they are kept."""
        isi = self.cleaned_data
        return {
            "pengaju": int(isi["pengaju"]),
            "orang": [
                {
                    "nomor": ke, "hubungan": hubungan.value, "nama": isi[f"nama_{ke}"],
                    "tanggal_lahir": isi[f"lahir_{ke}"].isoformat(),
                    "pernah_kawin": isi[f"kawin_{ke}"], "wakil": _wakil(isi[f"wakil_{ke}"]),
                    "wakil_pengaju": isi[f"saya_{ke}"], "setuju": isi.get(f"setuju_{ke}", True),
                }
                for ke, hubungan in enumerate(self.tempat)
            ],
        }  # fmt: skip


def _wakil(pilihan: str) -> str:
    return "" if pilihan == SENDIRI else pilihan


_NAMA = ("nama", "lahir", "kawin", "wakil", "saya", "setuju")


class SuratWarisForm(forms.Form):
    """One field for each paper; what was sent is always valid: a bad one loses no good one."""

    def __init__(
        self, *args: Any, perlu: Collection[BerkasWaris], ada: Collection[tuple[str, int | None]],
        sebut: Callable[[BerkasWaris], str], **kwargs: Any,
    ) -> None:  # fmt: skip
        """Lay out one field for each paper that is asked for."""
        super().__init__(*args, **kwargs)
        self.perlu = {kunci_berkas(satu): satu for satu in perlu}
        for kunci, satu in self.perlu.items():
            sudah = (satu.jenis.value, satu.nomor) in ada
            wajib = not (sudah or self.is_bound or satu.jenis in BOLEH_MENYUSUL)
            self.fields[kunci] = forms.FileField(
                label=sebut(satu), allow_empty_file=True,
                required=wajib, max_length=None,
                help_text=str(_("Sudah kami terima; pilih berkas hanya untuk menggantinya."))
                if sudah else "",
                widget=forms.FileInput(attrs={"accept": TIPE_BERKAS}),
            )  # fmt: skip


def kunci_berkas(satu: BerkasWaris) -> str:
    """Return the name of a paper's field."""
    return satu.jenis.value if satu.nomor is None else f"{satu.jenis.value}-{satu.nomor}"


def sebut_berkas(satu: BerkasWaris, orang: Sequence[Mapping[str, Any]]) -> str:
    """Return what a paper is called, with the name of whom it is about."""
    nama = str(BERKAS_WARIS[satu.jenis])
    siapa = next((o["nama"] for o in orang if o["nomor"] == satu.nomor), "")
    return f"{nama}: {siapa}" if siapa else nama
