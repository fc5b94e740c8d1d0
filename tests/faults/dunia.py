"""The small world of one history: people who may file, two banks, the queue, and its clock.

Time passes by moving what is written into the past, in our rows and in the banks' books: services
compare with the database's clock as well as with ours, and both stay true this way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from accounts.models import Akun, Peserta
from accounts.rules.pelaku import SISTEM
from accounts.services.akun import buat_akun
from jmo.celery import aplikasi
from jmo.gateways.bank_snap import BankSnap
from klaim_jht.models import Pembayaran, RemLembaga
from klaim_jht.services.pembayaran import sapu_pembayaran, sapu_tanya_akhir
from klaim_jht.services.pengajuan import sapu_klaim
from klaim_jht.services.rem import lepas_rem, minta_lepas_rem
from pengkinian.services import mitra
from tests.benchmarks.lingkungan import buat_peserta_siap_klaim
from tests.faults.bank import BankUji
from tests.tabel import TABEL_TETAP

ANTREAN, BEL = "pembayaran", "klaim_jht.kirim_pembayaran"
_GESER = (
    ("klaim_jht_pembayaran", "klaim_id", ("jatuh_pada", "sewa_sampai", "dikirim_pada")),
    ("klaim_jht_klaim", "id", ("jatuh_pada", "sewa_sampai", "boleh_kirim_pada")),
)


class Dunia:
    """Everything that a history touches; one per run."""

    def __init__(self) -> None:
        kunci = Path(settings.BANK["kunci_privat"])
        self.bank = BankUji(kunci.parent)
        mitra.bank.cache_clear()
        dasar = mitra.bank().konfigurasi
        self.klien = {
            nama: BankSnap(
                replace(dasar, alamat=f"http://127.0.0.1:{port}", timeout_baca=5.0),
                simpanan_token=_SimpananSendiri(),
            )
            for nama, port in self.bank.port.items()
        }
        self.antrean = Antrean()
        self._orang: list[Peserta] = []
        self._petugas: list[Akun] = []

    def mulai(self, banyak: int) -> None:
        """Empty both books and the queue, and let so many people be ready to file."""
        kosongkan_basis_data()
        self.antrean.kosongkan()
        self.bank.suruh("mulai_ulang")
        self._orang = buat_peserta_siap_klaim(banyak, bulan=1)
        for nama in self.bank.port:
            daftar = [_rekening(satu) for satu in self._orang]
            self.bank.suruh("rekening", bank=nama, daftar=daftar)
        self._petugas = [
            buat_akun(
                nama_pengguna=nama, kata_sandi="hujan-di-bulan-juni", petugas=True, pelaku=SISTEM,
                email=f"{nama}@contoh.id",
            )
            for nama in ("rina", "hadi")
        ]  # fmt: skip

    def tutup(self) -> None:
        """Let go of the banks."""
        for satu in self.klien.values():
            satu.tutup()
        self.antrean.tutup()
        self.bank.tutup()

    @property
    def sisa_orang(self) -> int:
        """How many people have not filed yet."""
        return len(self._orang)

    def ambil_orang(self, *, bank: str, skenario: str) -> Peserta:
        """Return somebody who has not filed; the bank does with their account as told."""
        peserta = self._orang.pop()
        self.bank.suruh("rekening", bank=bank, daftar=[_rekening(peserta, skenario)])
        return peserta

    @property
    def petugas(self) -> Akun:
        """An officer."""
        return self._petugas[0]

    def lepas_semua_rem(self) -> None:
        """Let two officers agree that payouts go on."""
        for rem in RemLembaga.objects.filter(dilepas_pada=None):
            satu, dua = self._petugas
            if rem.lepas_diminta_oleh_id is None:
                minta_lepas_rem(rem_id=rem.pk, alasan="Diperiksa.", petugas=satu, pelaku=SISTEM)
            lepas_rem(rem_id=rem.pk, alasan="Setuju.", petugas=dua, pelaku=SISTEM)

    def geser(self, klaim: Iterable[int], detik: float) -> None:
        """Let so many seconds pass for these claims and for the banks."""
        daftar = list(klaim)
        with connection.cursor() as kursor:
            for tabel, kunci, kolom in _GESER:
                isi = ", ".join(f"{nama} = {nama} - make_interval(secs => %s)" for nama in kolom)
                kursor.execute(
                    f"UPDATE {tabel} SET {isi} WHERE {kunci} = ANY(%s)",
                    [*[detik] * len(kolom), daftar],
                )
            kursor.execute(
                "UPDATE klaim_jht_percobaankirim SET"
                " dikirim_pada = dikirim_pada - make_interval(secs => %s),"
                " dijawab_pada = dijawab_pada - make_interval(secs => %s) WHERE pembayaran_id IN"
                " (SELECT id FROM klaim_jht_pembayaran WHERE klaim_id = ANY(%s))",
                [detik, detik, daftar],
            )
            kursor.execute(
                "UPDATE pengkinian_hasilverifikasi SET"
                " diputus_pada = diputus_pada - make_interval(secs => %s)"
                " WHERE jenis = 'REKENING' AND peserta_id IN"
                " (SELECT peserta_id FROM klaim_jht_klaim WHERE id = ANY(%s))",
                [detik, daftar],
            )
        self.bank.suruh("geser", detik=detik)


class _SimpananSendiri:
    """A token store of its own: two banks of one client would share the common one."""

    def __init__(self) -> None:
        self._isi: Any = None

    def ambil(self, kunci: str) -> Any:
        """Return what was kept."""
        del kunci
        return self._isi

    def simpan(self, kunci: str, token: Any) -> None:
        """Keep it."""
        del kunci
        self._isi = token


def _rekening(peserta: Peserta, skenario: str = "0000") -> dict[str, str]:
    rekening = peserta.rekening.get(diganti_pada=None)
    return {
        "kode_bank": rekening.kode_bank, "nomor": rekening.nomor, "nama": peserta.nama,
        "skenario": skenario,
    }  # fmt: skip


def kosongkan_basis_data() -> None:
    """Empty every table but the reference rows, as their owner."""
    with connection.cursor() as kursor:
        kursor.execute("SET ROLE NONE")
        tabel = sorted(set(connection.introspection.table_names(kursor)) - TABEL_TETAP)
        kursor.execute("TRUNCATE " + ", ".join(f'"{nama}"' for nama in tabel) + " CASCADE")
    connection.close()
    cache.clear()


class Antrean:
    """The real queue as its only worker sees it."""

    def __init__(self) -> None:
        self._sambungan = aplikasi.connection_for_write()
        self._kanal: Any = self._sambungan.default_channel

    def tutup(self) -> None:
        """Let go of the broker."""
        self._sambungan.release()

    def kosongkan(self) -> None:
        """Forget every bell."""
        for nama in settings.ANTREAN:
            self._kanal.queue_purge(nama)

    def bilas(self) -> None:
        """Empty the whole of Redis, as an operator's slip would."""
        self._kanal.client.flushall()

    def ambil(self) -> int | None:
        """Take the next bell for a payment off the queue; other bells on it are thrown away."""
        while (pesan := self._kanal.basic_get(ANTREAN)) is not None:
            pesan.ack()
            if pesan.headers["task"] == BEL:
                return int(pesan.payload[1]["pembayaran_id"])
        return None


def gandakan_bel(pembayaran_id: int, kali: int) -> None:
    """Ring so many times for one payment."""
    for _ in range(kali):
        aplikasi.send_task(BEL, kwargs={"pembayaran_id": pembayaran_id})


def sapu() -> int:
    """Sweep as beat does; returns how many bells rang."""
    return sapu_pembayaran() + sapu_klaim() + sapu_tanya_akhir()


def detik_sampai_jatuh(klaim: Iterable[int]) -> float:
    """Return how long these claims have to wait until a machine may act, at least 1."""
    sekarang = timezone.now()
    tunggu = [
        max(pada for pada in (satu.jatuh_pada, satu.sewa_sampai) if pada is not None)
        for satu in Pembayaran.objects.filter(klaim__in=list(klaim), jatuh_pada__isnull=False)
    ]
    return max(1.0, (min(tunggu) - sekarang).total_seconds() + 1) if tunggu else 1.0
