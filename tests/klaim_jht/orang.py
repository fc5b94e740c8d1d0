"""Participants before a claim: laid off, updated, with a face and an account, or without."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from jmo.lib.tanggal import hari_ini_wib, tambah_bulan

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import Peserta
    from klaim_jht.models import Klaim, Pembayaran
    from pengkinian.models import HasilVerifikasi, Rekening


def buat_pekerja(
    *, berhenti_hari_lalu: int | None = 40, sebab: str = "PHK", upah: int = 5_000_000,
    nama: str = "BUDI SANTOSO", banyak: int = 3,
) -> Peserta:  # fmt: skip
    """Make a person with a login and one card, by the files of an employer."""
    from django.utils import timezone

    from tests.pabrik import buat_kartu, buat_peserta, impor, isi_baris

    hari_ini = hari_ini_wib(timezone.now())
    berhenti = None if berhenti_hari_lalu is None else hari_ini - timedelta(days=berhenti_hari_lalu)
    akhir = (berhenti or hari_ini).replace(day=1)
    mulai = tambah_bulan(akhir, -banyak)
    peserta = buat_peserta(nama=nama, dengan_akun=True)
    kartu = buat_kartu(peserta, mulai=mulai)
    hasil = impor(
        isi_baris(
            tambah_bulan(mulai, ke), upah=upah, kpj=kartu.kpj, nama=nama,
            bayar=min(tambah_bulan(mulai, ke + 1) + timedelta(days=9), hari_ini),
            keluar=berhenti if ke == banyak else None, sebab=sebab,
        )
        for ke in range(banyak + 1)
    )  # fmt: skip
    assert hasil.diterima, hasil.galat
    return peserta


def kinikan(peserta: Peserta) -> None:
    """Let a data update have been finished an hour ago."""
    from django.utils import timezone

    peserta.pengkinian_pada = timezone.now() - timedelta(hours=1)
    peserta.save(update_fields=["pengkinian_pada"])


def beri_wajah(peserta: Peserta, *, jam_lalu: int = 1, sumber: str = "DUKCAPIL") -> HasilVerifikasi:
    """Let a face have passed so many hours ago."""
    from django.utils import timezone

    from pengkinian.models import HasilVerifikasi

    pada = timezone.now() - timedelta(hours=jam_lalu)
    return HasilVerifikasi.objects.create(
        peserta=peserta, jenis="WAJAH", keperluan="PENGKINIAN", status="COCOK", sumber=sumber,
        dibuat_pada=pada, dikirim_pada=pada, diputus_pada=pada,
    )  # fmt: skip


def jawaban_bank(
    peserta: Peserta, *, status: str = "COCOK", nomor: str = "", **lain: Any
) -> HasilVerifikasi:
    """Let the bank have answered whose account this is; each person has one of their own."""
    from django.utils import timezone

    from pengkinian.models import HasilVerifikasi, Rekening

    if not nomor:
        orang_lain = Rekening.objects.exclude(peserta=peserta).values("peserta").distinct()
        nomor = f"1122{3344 + orang_lain.count():04d}0000"

    return HasilVerifikasi.objects.create(
        peserta=peserta, jenis="REKENING", keperluan="KLAIM", status=status, sumber="BANK",
        masukan={"kode_bank": "002", "nomor": nomor, "nama_pemilik": peserta.nama},
        rincian={"nama_bank": "BRI", "nomor_samar": f"****{nomor[-4:]}", "nama_samar": "B*** S***"},
        skor=1, dikirim_pada=timezone.now(), diputus_pada=timezone.now(), **lain,
    )  # fmt: skip


def beri_rekening(peserta: Peserta, **lain: Any) -> Rekening:
    """Let an account stand as the bank confirmed it."""
    from accounts.rules.pelaku import SISTEM
    from pengkinian.services.rekening import pasang_rekening

    return pasang_rekening(verifikasi=jawaban_bank(peserta, **lain), pelaku=SISTEM)


def buat_siap_klaim(**lain: Any) -> Peserta:
    """Make a person who may file today."""
    peserta = buat_pekerja(**lain)
    kinikan(peserta)
    beri_wajah(peserta)
    beri_rekening(peserta)
    return peserta


def ajukan(peserta: Peserta, alasan: str = "PHK") -> Klaim:
    """File a claim through the services."""
    import uuid

    from accounts.audit import pelaku_akun
    from klaim_jht.services.pengajuan import ajukan_klaim, isi_langkah, mulai_klaim

    assert peserta.akun is not None
    pelaku = pelaku_akun(peserta.akun)
    klaim = mulai_klaim(peserta=peserta, pelaku=pelaku)
    klaim = isi_langkah(
        klaim_id=klaim.pk, kunci="alasan", isian={"alasan": alasan}, versi=None, pelaku=pelaku
    )
    return ajukan_klaim(klaim_id=klaim.pk, versi=klaim.versi, kunci=uuid.uuid4().hex, pelaku=pelaku)


def tolak_bank(klaim: Klaim) -> Pembayaran:
    """Let the bank refuse the account of a claim before anything was sent."""
    from accounts.rules.pelaku import tugas
    from klaim_jht.services.penyelesaian import gagalkan_rekening

    bayar = klaim.pembayaran.select_related("klaim__peserta", "rekening__peserta").get(ke=1)
    gagalkan_rekening(bayar, sebab="REKENING", pelaku=tugas("klaim_jht.kirim_pembayaran"))
    klaim.refresh_from_db()
    return bayar


def bayar(klaim: Klaim) -> None:
    """Let the bank pay a claim, as its worker would write it down."""
    from django.db import transaction

    from accounts.rules.pelaku import tugas
    from klaim_jht.rules.status import StatusPembayaran
    from klaim_jht.rules.tanggapan_bank import JenisTindakan, Tindakan
    from klaim_jht.services.penyelesaian import terapkan
    from klaim_jht.services.status import pindahkan_pembayaran

    pelaku = tugas("klaim_jht.kirim_pembayaran")
    baris = klaim.pembayaran.select_related("klaim__peserta__akun", "rekening").latest("ke")
    with transaction.atomic():
        pindahkan_pembayaran(baris, StatusPembayaran.DIKIRIM, pelaku=pelaku)
        tindakan = Tindakan(
            jenis=JenisTindakan.BAYAR_TUNTAS, ke=StatusPembayaran.BERHASIL,
            referensi_bank="BANK0001",
        )  # fmt: skip
        terapkan(baris, tindakan, pelaku=pelaku)
    klaim.refresh_from_db()


def masuk(peserta: Peserta) -> Client:
    """Return a browser in which this person is logged in."""
    from django.test import Client

    klien = Client()
    assert peserta.akun is not None
    klien.force_login(peserta.akun)
    return klien


def baca(klien: Client, alamat: str, *, status: int = 200) -> str:
    """Open a page, hold it against what holds for every page, and return its text."""
    jawaban = klien.get(alamat, follow=True)
    assert jawaban.status_code == status, (jawaban.status_code, jawaban.redirect_chain)
    isi = jawaban.content.decode()
    assert " style=" not in isi
    assert isi.count("<h1") == 1
    return re.sub(r"\s+", " ", isi)


def hari_lagi(banyak: int) -> date:
    """Return the date so many days from now."""
    from django.utils import timezone

    return hari_ini_wib(timezone.now()) + timedelta(days=banyak)


def ubah_sebagai_pemilik(tabel: str, perintah: str, *nilai: Any) -> None:
    """Change rows that only grow, as the owner of the database could and nobody else."""
    from django.db import connection

    with connection.cursor() as kursor:
        kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        kursor.execute("SET ROLE NONE")
        kursor.execute(f"ALTER TABLE {tabel} DISABLE TRIGGER USER")
        kursor.execute(f"UPDATE {tabel} SET {perintah}", nilai or None)
        kursor.execute(f"ALTER TABLE {tabel} ENABLE TRIGGER USER")
        kursor.execute("SET ROLE jmo_aplikasi")
        kursor.execute("SET CONSTRAINTS ALL DEFERRED")
