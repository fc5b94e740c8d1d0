"""One history: a few claims, acts of people, workers and sweeps, and faults, all from one seed."""

from __future__ import annotations

import random
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings

from accounts.audit import pelaku_akun
from accounts.rules.pelaku import SISTEM, Pelaku
from jmo.gateways.bank_snap import BankSnap
from jmo.lib.galat import Galat
from klaim_jht.models import Klaim, Pembayaran, RemLembaga
from klaim_jht.rules.status import PEMBAYARAN_TERBUKA
from klaim_jht.services.pembatalan import batalkan_klaim
from klaim_jht.services.pengajuan import ajukan_klaim, isi_langkah, mulai_klaim
from klaim_jht.services.peninjauan import setujui_klaim
from klaim_jht.services.perbaikan import perbaiki_rekening
from klaim_jht.services.rem import pasang_rem
from tests.faults import dunia as d
from tests.faults import pekerja
from tests.faults.dunia import Dunia
from tests.faults.penguji import pelanggaran_invarian, pelanggaran_klaim
from tests.faults.proksi import Cara
from tests.klaim_jht.orang import beri_wajah, jawaban_bank

SKENARIO = ("0000",) * 12 + (
    "0001", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011", "0012",
    "0013", "0014", "0015",
)  # fmt: skip
LOMPATAN = (1, 6, 11, 31, 31, 61, 300, 960, 3_600, 43_200, 86_400)
GANGGUAN_BANK = ("500", "500_dibukukan", "separuh", "kosong", "429", "putus")
SELISIH_JAM = (-86_400, -240, -20, 20, 240, 86_400)
PUTARAN_REDA = 40


@dataclass
class Riwayat:
    """What was drawn, what happened, and what was found wrong."""

    benih: int
    nomor: int
    langkah: list[str] = field(default_factory=list)
    hitung: Counter[str] = field(default_factory=Counter)
    salah: list[str] = field(default_factory=list)

    def catat(self, apa: str) -> None:
        """Write one step down; its first word is counted."""
        self.langkah.append(apa)
        self.hitung[apa.split(maxsplit=1)[0]] += 1


class Pemain:
    """Plays one history in a world."""

    def __init__(self, dunia: Dunia, riwayat: Riwayat) -> None:
        self._dunia, self.riwayat = dunia, riwayat
        self._acak = random.Random(f"{riwayat.benih}/{riwayat.nomor}")
        self._bank = "a"
        self.klaim: list[Klaim] = []

    @property
    def _klien(self) -> BankSnap:
        return self._dunia.klien[self._bank]

    def pakai(self, bank: str, *, percaya: bool) -> None:
        """Pay through this bank; `percaya` = it is believed to refuse a reference it knows."""
        self._bank = bank
        settings.BANK["tolak_referensi_ganda"] = percaya
        self.riwayat.catat(f"bank {bank} percaya={percaya}")

    def jalankan(self) -> None:
        """Play: file, live through faults, calm down, and be judged."""
        bank = self._acak.choice(("a", "a", "b"))
        self.pakai(bank, percaya=bank == "a" and self._acak.random() < 0.7)
        for _ in range(self._acak.choice((1, 1, 1, 2))):
            self.ajukan(self._acak.choice(SKENARIO))
        for _ in range(self._acak.randint(3, 8)):
            self._langkah()
        self.nilai(akhir=False)
        self.reda()
        for klaim in self.klaim:
            self._sesudah(klaim)
        self.nilai(akhir=True)

    # --- Acts of people ---

    def ajukan(self, skenario: str) -> None:
        """Let one more person file; the bank does with their account as told."""
        peserta = self._dunia.ambil_orang(bank=self._bank, skenario=skenario)
        pelaku = self._pelaku(peserta.akun)
        klaim = mulai_klaim(peserta=peserta, pelaku=pelaku)
        klaim = isi_langkah(
            klaim_id=klaim.pk, kunci="alasan", isian={"alasan": "PHK"}, versi=None, pelaku=pelaku
        )
        kunci = uuid.UUID(int=self._acak.getrandbits(128)).hex
        klaim = ajukan_klaim(klaim_id=klaim.pk, versi=klaim.versi, kunci=kunci, pelaku=pelaku)
        self.klaim.append(klaim)
        self.riwayat.catat(f"ajukan {len(self.klaim)} skenario={skenario}")

    def _ajukan_lagi(self) -> None:
        """Press the button of a filed claim again, in another tab."""
        klaim = self._acak.choice(self.klaim)
        pelaku = self._pelaku(klaim.peserta.akun)
        sama = self._acak.random() < 0.5
        kunci = klaim.kunci_pengajuan if sama else uuid.UUID(int=self._acak.getrandbits(128)).hex
        self._coba(
            "ajukan_lagi",
            lambda: ajukan_klaim(
                klaim_id=klaim.pk, versi=klaim.versi, kunci=kunci or "", pelaku=pelaku
            ),
        )

    def _batalkan(self) -> None:
        klaim = self._acak.choice(self.klaim)
        pelaku = self._pelaku(klaim.peserta.akun)
        self._coba("batal", lambda: batalkan_klaim(klaim_id=klaim.pk, pelaku=pelaku))

    def _pasang_rem(self) -> None:
        pasang_rem(
            sebab=RemLembaga.Sebab.PETUGAS, alasan="Uji.", pelaku=SISTEM,
            petugas=self._dunia.petugas,
        )  # fmt: skip
        self.riwayat.catat("rem")

    def _sesudah(self, klaim: Klaim) -> None:
        """Let people do what the claim waits for: another account, an officer's agreement."""
        klaim.refresh_from_db()
        if klaim.status == "PERLU_PERBAIKAN_REKENING" and self._acak.random() < 0.7:
            self._perbaiki(klaim)
        elif klaim.status == "TINJAUAN_PETUGAS" and self._acak.random() < 0.5:
            self._dunia.bank.suruh("rekening", bank=self._bank, daftar=[self._rekening(klaim)])
            self._coba(
                "setujui",
                lambda: setujui_klaim(
                    klaim_id=klaim.pk, alasan="Diperiksa.", petugas=self._dunia.petugas,
                    pelaku=SISTEM,
                ),
            )  # fmt: skip
        else:
            return
        for _ in range(self._acak.randint(0, 3)):
            self._langkah()
        self.reda()

    def _perbaiki(self, klaim: Klaim) -> None:
        peserta = klaim.peserta
        nomor = f"88{peserta.pk:08d}0000"
        self._dunia.bank.suruh(
            "rekening", bank=self._bank,
            daftar=[{"kode_bank": "002", "nomor": nomor, "nama": peserta.nama}],
        )  # fmt: skip
        beri_wajah(peserta, jam_lalu=0)
        verifikasi = jawaban_bank(peserta, nomor=nomor)
        pelaku = self._pelaku(peserta.akun)
        self._coba(
            "perbaiki",
            lambda: perbaiki_rekening(klaim_id=klaim.pk, verifikasi=verifikasi, pelaku=pelaku),
        )

    def _rekening(self, klaim: Klaim) -> dict[str, str]:
        rekening = klaim.peserta.rekening.get(diganti_pada=None)
        return {
            "kode_bank": rekening.kode_bank, "nomor": rekening.nomor, "nama": klaim.peserta.nama,
        }  # fmt: skip

    # --- Machines, and what happens to them ---

    def _langkah(self) -> None:
        pilihan: tuple[tuple[int, Callable[[], None]], ...] = (
            (16, self._bel),
            (4, self._lompat),
            (2, self._sapu),
            (1, self._bilas),
            (1, self._gandakan),
            (1, self._ajukan_lagi),
            (1, self._batalkan),
            (1, self._pasang_rem),
            (1, self._cabut_token),
        )
        bobot = [satu for satu, _ in pilihan]
        self._acak.choices([lakukan for _, lakukan in pilihan], bobot)[0]()

    def _bel(self) -> None:
        pembayaran_id = self._dunia.antrean.ambil()
        if pembayaran_id is None:
            pk = [klaim.pk for klaim in self.klaim]
            self._dunia.geser(pk, d.detik_sampai_jatuh(pk))
            d.sapu()
            pembayaran_id = self._dunia.antrean.ambil()
        if pembayaran_id is not None:
            self._kerja(pembayaran_id)

    def _kerja(self, pembayaran_id: int) -> None:
        """Let a worker act on one payment, undisturbed or not."""
        macam = self._acak.choices(
            ("biasa", "bunuh", "proksi", "bank", "putus_db", "jam"), (4, 10, 7, 4, 4, 1)
        )[0]
        bank = self._klien
        match macam:
            case "bunuh":
                pada = self._acak.randint(1, pekerja.LANGKAH_TERBANYAK)
                hasil = pekerja.dibunuh(pembayaran_id, bank, pada=pada)
                self.riwayat.catat(f"bunuh di langkah {pada}: {hasil}")
            case "putus_db":
                pada = self._acak.randint(1, pekerja.LANGKAH_TERBANYAK)
                hasil = pekerja.diputus_basis_data(pembayaran_id, bank, pada=pada)
                self.riwayat.catat(f"putus_db di langkah {pada}: {hasil}")
            case "jam":
                detik = self._acak.choice(SELISIH_JAM)
                pekerja.dengan_jam(pembayaran_id, bank, selisih=timedelta(seconds=detik))
                self.riwayat.catat(f"jam {detik:+d} detik")
            case "proksi" | "bank":
                self._kerja_terganggu(pembayaran_id, macam)
            case _:
                pekerja.biasa(pembayaran_id, bank)
                self.riwayat.catat("biasa")

    def _kerja_terganggu(self, pembayaran_id: int, macam: str) -> None:
        suruh = self._dunia.bank.suruh
        if macam == "proksi":
            cara = self._acak.choice([satu for satu in Cara if satu is not Cara.TERUSKAN])
            ke = self._acak.choice((1, 1, 1, 2))
            suruh("proksi", bank=self._bank, cara=cara.value, ke=ke)
            pekerja.biasa(pembayaran_id, self._klien)
            suruh("proksi", bank=self._bank, cara=Cara.TERUSKAN.value, ke=0)
            self.riwayat.catat(f"proksi {cara.value} pesan ke-{ke}")
        else:
            jenis = self._acak.choice(GANGGUAN_BANK)
            suruh("gangguan", bank=self._bank, jenis=jenis)
            pekerja.biasa(pembayaran_id, self._klien)
            suruh("gangguan", bank=self._bank, jenis="nihil")
            self.riwayat.catat(f"bank_{jenis}")

    def _lompat(self) -> None:
        detik = self._acak.choice(LOMPATAN)
        self._dunia.geser([klaim.pk for klaim in self.klaim], detik)
        self.riwayat.catat(f"lompat {detik} detik")

    def _sapu(self) -> None:
        self.riwayat.catat(f"sapu {d.sapu()} bel")

    def _bilas(self) -> None:
        self._dunia.antrean.bilas()
        self.riwayat.catat("bilas_redis")

    def _gandakan(self) -> None:
        bayar = Pembayaran.objects.filter(klaim__in=self.klaim).order_by("pk").last()
        if bayar is not None:
            kali = self._acak.randint(2, 10)
            d.gandakan_bel(bayar.pk, kali)
            self.riwayat.catat(f"gandakan_bel {kali} kali")

    def _cabut_token(self) -> None:
        self._dunia.bank.suruh("cabut_token", bank=self._bank)
        self.riwayat.catat("cabut_token")

    # --- The end ---

    def reda(self) -> None:
        """Let faults end, and machines work until nothing more happens by itself."""
        self._dunia.lepas_semua_rem()
        pk = [klaim.pk for klaim in self.klaim]
        for putaran in range(PUTARAN_REDA):
            terbuka = Pembayaran.objects.filter(
                klaim__in=pk, status__in=PEMBAYARAN_TERBUKA, perlu_petugas=False
            )
            if not terbuka.exists():
                break
            # A bank that never makes up its mind is left to officers after a day.
            detik = d.detik_sampai_jatuh(pk) if putaran < 6 else 86_400.0
            self._putar(pk, detik)
        if self._acak.random() < 0.3:
            # The bank is asked once more a day after an end, and may have given money back.
            self._putar(pk, 2 * 86_400.0)
            self.riwayat.catat("esok")

    def _putar(self, pk: list[int], detik: float) -> None:
        self._dunia.geser(pk, detik)
        d.sapu()
        while (pembayaran_id := self._dunia.antrean.ambil()) is not None:
            pekerja.biasa(pembayaran_id, self._klien)
        self._dunia.lepas_semua_rem()

    def nilai(self, *, akhir: bool) -> None:
        """Hold both books together and write down what is wrong."""
        referensi = list(
            Pembayaran.objects.filter(klaim__in=self.klaim).values_list("partner_ref", flat=True)
        )
        buku: dict[str, list[dict[str, object]]] = {}
        for satu in self._dunia.bank.suruh("transfer", bank=self._bank, referensi=referensi):
            buku.setdefault(satu["referensi"], []).append(satu)
        for klaim in self.klaim:
            klaim.refresh_from_db()
            self.riwayat.salah += pelanggaran_klaim(klaim, buku, akhir=akhir)
            if akhir:
                self.riwayat.catat(f"akhir_{klaim.status}")
        if akhir:
            self.riwayat.salah += pelanggaran_invarian()

    def _coba(self, apa: str, lakukan: Callable[[], object]) -> None:
        """Do what people do; a refusal of the portal is a lawful answer."""
        try:
            lakukan()
        except Galat as galat:
            self.riwayat.catat(f"{apa} ditolak: {galat.kode}")
        else:
            self.riwayat.catat(f"{apa} diterima")

    def _pelaku(self, akun: object) -> Pelaku:
        return pelaku_akun(akun)  # type: ignore[arg-type]  # everybody here has a login
