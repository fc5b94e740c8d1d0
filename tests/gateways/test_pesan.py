from __future__ import annotations

import email
import email.policy
import json
import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from jmo.gateways.hasil import BelumPasti, Berhasil, Ditolak, Hasil, TidakTersedia
from jmo.gateways.pesan import (
    KodeTolak,
    KonfigurasiPenyedia,
    KonfigurasiSMTP,
    PengirimHTTP,
    PengirimSMTP,
    PesanKeluar,
    Saluran,
    Sebab,
    buat_pengirim,
)
from jmo.sandbox.kotak_masuk import KotakMasukServer
from jmo.sandbox.peladen import Balasan, Peladen, Permintaan, balas_json
from tests.gateways.alat_smtp import (
    PUTUS,
    ServerSurat,
    buat_sertifikat,
    bukti_masuk,
    server_surat,
)
from tests.sandbox.alat_kotak_masuk import KENDALI, KUNCI, buka, isi_kotak, kendali

SURAT = PesanKeluar(
    saluran=Saluran.EMAIL,
    tujuan="budi@contoh.id",
    subjek="Kode masuk",
    teks="Kode Anda 123456 – jangan dibagikan.\n.titik di awal baris",
    html="<p>Kode Anda <b>123456</b></p>",
    referensi="7d6c3f2e-0000-4000-8000-000000000001",
)
SMS = PesanKeluar(
    saluran=Saluran.SMS, tujuan="+628123456789", teks="Kode Anda 123456", referensi="sms-1"
)


@contextmanager
def pengirim_http(alamat: str, **ganti: Any) -> Iterator[PengirimHTTP]:
    isi: dict[str, Any] = {
        "alamat": alamat, "kunci": KUNCI, "timeout_sambung": 1.0, "timeout_baca": 10.0,
        "izinkan_http": True,
    }  # fmt: skip
    pengirim = PengirimHTTP(KonfigurasiPenyedia(**(isi | ganti)))
    try:
        yield pengirim
    finally:
        pengirim.tutup()


@pytest.fixture
def kotak(tmp_path: Path) -> Iterator[KotakMasukServer]:
    with buka(tmp_path) as hasil:
        yield hasil


@pytest.fixture
def pengirim(kotak: KotakMasukServer) -> Iterator[PengirimHTTP]:
    with pengirim_http(kotak.url) as hasil:
        yield hasil


def tanya(balasan: Balasan, pesan: PesanKeluar = SURAT) -> Hasil[str]:
    with (
        Peladen("127.0.0.1", 0, nama="uji", penjawab=lambda _: balasan) as peladen,
        pengirim_http(peladen.url) as pengirim,
    ):
        return pengirim.kirim(pesan)


# --- The provider over HTTP ---


def test_pesan_sampai_di_kotak_masuk(kotak: KotakMasukServer, pengirim: PengirimHTTP) -> None:
    hasil = pengirim.kirim(SURAT)
    assert isinstance(hasil, Berhasil)
    assert isinstance(pengirim.kirim(SMS), Berhasil)
    sms, surat = isi_kotak(kotak)
    assert surat["id"] == hasil.data
    assert {nama: surat[nama] for nama in ("saluran", "tujuan", "subjek", "teks", "html")} == {
        "saluran": "EMAIL",
        "tujuan": SURAT.tujuan,
        "subjek": SURAT.subjek,
        "teks": SURAT.teks,
        "html": SURAT.html,
    }
    assert (sms["saluran"], sms["tujuan"]) == ("SMS", "+628123456789")


def test_bentuk_permintaan_di_kabel() -> None:
    diterima: list[Permintaan] = []

    def jawab(permintaan: Permintaan) -> Balasan:
        diterima.append(permintaan)
        return balas_json({"id": "x-1"})

    with (
        Peladen("127.0.0.1", 0, nama="uji", penjawab=jawab) as peladen,
        pengirim_http(peladen.url) as pengirim,
    ):
        assert pengirim.kirim(SMS) == Berhasil("x-1")
    (permintaan,) = diterima
    assert (permintaan.metode, permintaan.jalur) == ("POST", "/v1/pesan")
    assert permintaan.kepala["Authorization"] == f"Bearer {KUNCI}"
    assert json.loads(permintaan.isi) == {
        "saluran": "SMS", "tujuan": "+628123456789", "subjek": "", "teks": "Kode Anda 123456",
        "html": "", "referensi": "sms-1",
    }  # fmt: skip


@pytest.mark.parametrize("jenis", ["putus_sesudah", "lambat", "ngawur"])
def test_kiriman_ulang_sesudah_tidak_pasti_tidak_menggandakan(
    kotak: KotakMasukServer, pengirim: PengirimHTTP, jenis: str
) -> None:
    kendali(kotak, "POST", "gangguan", {"jenis": jenis, "detik": 30})
    with pengirim_http(kotak.url, timeout_baca=0.2) as tak_sabar:
        assert isinstance(tak_sabar.kirim(SURAT), BelumPasti)
        assert isinstance(tak_sabar.kirim(SURAT), BelumPasti)
    kendali(kotak, "POST", "gangguan", {"jenis": "nihil"})
    hasil = pengirim.kirim(SURAT)
    (surat,) = isi_kotak(kotak)
    assert hasil == Berhasil(surat["id"])


@pytest.mark.parametrize("jenis", ["putus", "500"])
def test_galat_penyedia_tidak_pasti(
    kotak: KotakMasukServer, pengirim: PengirimHTTP, jenis: str
) -> None:
    kendali(kotak, "POST", "gangguan", {"jenis": jenis, "detik": 30})
    assert isinstance(pengirim.kirim(SURAT), BelumPasti)
    assert isi_kotak(kotak) == []


def test_terlalu_sering_menunggu_seperti_diminta(
    kotak: KotakMasukServer, pengirim: PengirimHTTP
) -> None:
    kendali(kotak, "POST", "gangguan", {"jenis": "kuota", "detik": 600})
    kini = datetime(2026, 11, 22, 3, tzinfo=UTC)
    with time_machine.travel(kini, tick=False):
        hasil = pengirim.kirim(SURAT)
    assert hasil == TidakTersedia(Sebab.TERLALU_SERING, kini + timedelta(seconds=60))


@pytest.mark.parametrize(
    ("retry_after", "detik"), [("7", 7), ("999999", 3600), ("besok", 60), ("", 60)]
)
def test_retry_after_dibatasi(retry_after: str, detik: int) -> None:
    kini = datetime(2026, 11, 22, 3, tzinfo=UTC)
    with time_machine.travel(kini, tick=False):
        hasil = tanya(Balasan(429, kepala=(("Retry-After", retry_after),)))
    assert hasil == TidakTersedia(Sebab.TERLALU_SERING, kini + timedelta(seconds=detik))


@pytest.mark.parametrize(
    ("pesan", "kode"),
    [
        (replace(SMS, tujuan="08123456789"), KodeTolak.TUJUAN_TIDAK_SAH),
        (replace(SURAT, tujuan="budi"), KodeTolak.TUJUAN_TIDAK_SAH),
        (replace(SURAT, teks="x" * 20_001), KodeTolak.ISI_TIDAK_SAH),
    ],
)
def test_penyedia_menolak(pengirim: PengirimHTTP, pesan: PesanKeluar, kode: KodeTolak) -> None:
    assert pengirim.kirim(pesan) == Ditolak(kode)


def test_referensi_yang_sama_dengan_isi_lain_ditolak(pengirim: PengirimHTTP) -> None:
    pengirim.kirim(SURAT)
    assert pengirim.kirim(replace(SURAT, teks="lain")) == Ditolak(KodeTolak.REFERENSI_GANDA)


def test_kunci_yang_salah_adalah_konfigurasi_dan_berbunyi(
    kotak: KotakMasukServer, caplog: pytest.LogCaptureFixture
) -> None:
    with pengirim_http(kotak.url, kunci="lain") as asing:
        assert asing.kirim(SURAT) == TidakTersedia(Sebab.KONFIGURASI)
    assert [c.levelname for c in caplog.records if "periksa" in c.getMessage()] == ["ERROR"]


def test_penyedia_yang_mati() -> None:
    with socket.socket() as kosong:
        kosong.bind(("127.0.0.1", 0))
        with pengirim_http(f"http://127.0.0.1:{kosong.getsockname()[1]}") as pengirim:
            assert pengirim.kirim(SURAT) == TidakTersedia(Sebab.LAYANAN_TIDAK_TERSEDIA)


@pytest.mark.parametrize(
    ("balasan", "harapan"),
    [
        (balas_json({"id": "a"}, 201), Berhasil("a")),
        (balas_json({"id": "a"}, 202), Berhasil("a")),
        (balas_json({"id": ""}), None),
        (balas_json({"id": 5}), None),
        (balas_json({"id": "a"}, 302), None),
        (Balasan(200, b"<html>"), None),
        (Balasan(503), None),
        (Balasan(400), Ditolak(KodeTolak.ISI_TIDAK_SAH)),
        (
            balas_json({"galat": "saluran_tidak_sah"}, 400),
            Ditolak(KodeTolak.SALURAN_TIDAK_DILAYANI),
        ),
        (Balasan(403), TidakTersedia(Sebab.KONFIGURASI)),
        (Balasan(404), TidakTersedia(Sebab.KONFIGURASI)),
    ],
)
def test_setiap_jawaban_penyedia(balasan: Balasan, harapan: object) -> None:
    hasil = tanya(balasan)
    assert isinstance(hasil, BelumPasti) if harapan is None else hasil == harapan


# --- SMTP ---


def konfigurasi_smtp(server: ServerSurat, **ganti: Any) -> KonfigurasiSMTP:
    isi: dict[str, Any] = {
        "inang": "127.0.0.1", "port": server.port, "pengirim": "jmo@contoh.id",
        "nama_pengirim": "JMO Contoh", "tls": "tanpa", "izinkan_tanpa_tls": True,
        "timeout_detik": 1.0,
    }  # fmt: skip
    return KonfigurasiSMTP(**(isi | ganti))


def antar(server: ServerSurat, pesan: PesanKeluar = SURAT, **ganti: Any) -> Hasil[str]:
    with server_surat(server):
        return PengirimSMTP(konfigurasi_smtp(server, **ganti)).kirim(pesan)


def test_surat_sampai_utuh() -> None:
    server = ServerSurat()
    assert antar(server) == Berhasil(f"<{SURAT.referensi}@contoh.id>")
    (mentah,) = server.surat
    surat = email.message_from_bytes(
        mentah.replace(b"\r\n..", b"\r\n."), policy=email.policy.default
    )
    assert surat["To"] == "budi@contoh.id"
    assert surat["From"] == "JMO Contoh <jmo@contoh.id>"
    assert surat["Subject"] == "Kode masuk"
    assert surat["Message-ID"] == f"<{SURAT.referensi}@contoh.id>"
    assert surat["Auto-Submitted"] == "auto-generated"
    assert surat["Date"]
    teks, html = surat.get_body(("plain",)), surat.get_body(("html",))
    assert teks is not None
    assert html is not None
    assert teks.get_content().strip().replace("\r\n", "\n") == SURAT.teks
    assert "<b>123456</b>" in html.get_content()
    assert all(len(baris) < 1000 and baris.isascii() for baris in mentah.splitlines())
    perintah = [satu.lower() for satu in server.perintah]
    assert perintah == [
        "ehlo contoh.id", "mail from:<jmo@contoh.id>", "rcpt to:<budi@contoh.id>", "data", "quit",
    ]  # fmt: skip


def test_surat_tanpa_html_hanya_teks() -> None:
    server = ServerSurat()
    assert isinstance(antar(server, replace(SURAT, html="")), Berhasil)
    surat = email.message_from_bytes(server.surat[0], policy=email.policy.default)
    assert surat.get_content_type() == "text/plain"


@pytest.mark.parametrize("tls", ["starttls", "langsung"])
def test_surat_melalui_tls_dengan_sandi(tmp_path: Path, tls: str) -> None:
    konteks, ca = buat_sertifikat(tmp_path)
    server = ServerSurat(
        starttls=tls == "starttls", langsung_tls=tls == "langsung", konteks=konteks
    )
    hasil = antar(server, tls=tls, ca_bundel=str(ca), pengguna="jmo", sandi="rahasia-smtp")
    assert isinstance(hasil, Berhasil)
    assert server.lewat_tls == [True]
    assert bukti_masuk(server.perintah) == ["jmo\0rahasia-smtp"]


@pytest.mark.parametrize("tls", ["starttls", "langsung"])
def test_sertifikat_yang_tidak_dikenal_tidak_dipercaya(tmp_path: Path, tls: str) -> None:
    konteks, _ = buat_sertifikat(tmp_path)
    server = ServerSurat(
        starttls=tls == "starttls", langsung_tls=tls == "langsung", konteks=konteks
    )
    hasil = antar(server, tls=tls, pengguna="jmo", sandi="rahasia-smtp")
    assert hasil == TidakTersedia(Sebab.KONFIGURASI)
    assert bukti_masuk(server.perintah) == []
    assert server.surat == []


def test_server_tanpa_starttls_tidak_diberi_sandi() -> None:
    server = ServerSurat()
    hasil = antar(server, tls="starttls", pengguna="jmo", sandi="rahasia-smtp")
    assert hasil == TidakTersedia(Sebab.KONFIGURASI)
    assert bukti_masuk(server.perintah) == []


@pytest.mark.parametrize(
    ("langkah", "jawaban", "harapan"),
    [
        ("SAMBUT", "421 sibuk", TidakTersedia(Sebab.LAYANAN_TIDAK_TERSEDIA)),
        ("SAMBUT", "554 pergi", TidakTersedia(Sebab.KONFIGURASI)),
        ("SAMBUT", PUTUS, TidakTersedia(Sebab.LAYANAN_TIDAK_TERSEDIA)),
        ("AUTH", "535 salah", TidakTersedia(Sebab.KONFIGURASI)),
        ("AUTH", "454 nanti", TidakTersedia(Sebab.LAYANAN_TIDAK_TERSEDIA)),
        ("MAIL", "550 pengirim asing", TidakTersedia(Sebab.KONFIGURASI)),
        ("MAIL", "451 nanti", TidakTersedia(Sebab.LAYANAN_TIDAK_TERSEDIA)),
        ("MAIL", PUTUS, TidakTersedia(Sebab.LAYANAN_TIDAK_TERSEDIA)),
        ("RCPT", "550 tidak ada", Ditolak(KodeTolak.TUJUAN_TIDAK_SAH)),
        ("RCPT", "450 nanti", TidakTersedia(Sebab.LAYANAN_TIDAK_TERSEDIA)),
        ("DATA", "554 tidak", Ditolak(KodeTolak.ISI_TIDAK_SAH)),
        ("DATA", "451 nanti", TidakTersedia(Sebab.LAYANAN_TIDAK_TERSEDIA)),
        ("ISI", "554 sampah", Ditolak(KodeTolak.ISI_TIDAK_SAH)),
        ("ISI", "452 penuh", TidakTersedia(Sebab.LAYANAN_TIDAK_TERSEDIA)),
        ("ISI", PUTUS, BelumPasti("tanpa jawaban (SMTPServerDisconnected)")),
        ("ISI", "aneh", BelumPasti("jawaban tidak terbaca")),
    ],
)
def test_setiap_langkah_smtp_dapat_gagal(langkah: str, jawaban: str, harapan: object) -> None:
    server = ServerSurat(jawab={langkah: jawaban})
    assert antar(server, pengguna="jmo", sandi="rahasia-smtp") == harapan


def test_server_surat_yang_mati_atau_diam() -> None:
    with socket.socket() as kosong:
        kosong.bind(("127.0.0.1", 0))
        mati = ServerSurat(port=kosong.getsockname()[1])
        hasil = PengirimSMTP(konfigurasi_smtp(mati)).kirim(SURAT)
        assert hasil == TidakTersedia(Sebab.LAYANAN_TIDAK_TERSEDIA)
        kosong.listen()
        diam = PengirimSMTP(konfigurasi_smtp(mati, timeout_detik=0.2)).kirim(SURAT)
        assert diam == TidakTersedia(Sebab.LAYANAN_TIDAK_TERSEDIA)


def test_smtp_hanya_untuk_surel_ke_alamat_yang_sah() -> None:
    pengirim = PengirimSMTP(konfigurasi_smtp(ServerSurat(port=1)))
    assert pengirim.kirim(SMS) == Ditolak(KodeTolak.SALURAN_TIDAK_DILAYANI)
    for tujuan in (
        "budi",
        "budi@",
        "@contoh.id",
        "a b@contoh.id",
        "búdi@contoh.id",
        "a@contoh.id, b@contoh.id",
    ):
        hasil = pengirim.kirim(replace(SURAT, tujuan=tujuan))
        assert hasil == Ditolak(KodeTolak.TUJUAN_TIDAK_SAH)


def test_surel_lewat_smtp_dan_sms_lewat_penyedia(kotak: KotakMasukServer) -> None:
    penyedia = KonfigurasiPenyedia(alamat=kotak.url, kunci=KUNCI, izinkan_http=True)
    server = ServerSurat()
    with server_surat(server):
        bercabang = buat_pengirim(penyedia=penyedia, smtp=konfigurasi_smtp(server))
        assert isinstance(bercabang.kirim(SURAT), Berhasil)
        assert isinstance(bercabang.kirim(SMS), Berhasil)
        bercabang.tutup()
    assert len(server.surat) == 1
    assert [p["referensi"] for p in isi_kotak(kotak)] == ["sms-1"]
    satu = buat_pengirim(penyedia=penyedia, smtp=None)
    assert isinstance(satu.kirim(SURAT), Berhasil)
    satu.tutup()
    assert [p["saluran"] for p in isi_kotak(kotak)] == ["EMAIL", "SMS"]


# --- Nothing leaks, nothing weak is accepted ---


def test_log_dan_repr_tanpa_alamat_dan_kode(
    kotak: KotakMasukServer, pengirim: PengirimHTTP, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    pengirim.kirim(SURAT)
    kendali(kotak, "POST", "gangguan", {"jenis": "putus", "detik": 5})
    pengirim.kirim(SMS)
    server = ServerSurat(jawab={"RCPT": "550 budi@contoh.id tidak ada"})
    hasil = antar(server, pengguna="jmo", sandi="rahasia-smtp")
    penyedia = KonfigurasiPenyedia(alamat=kotak.url, kunci=KUNCI, izinkan_http=True)
    surel = konfigurasi_smtp(server, pengguna="jmo", sandi="rahasia-smtp")
    tampak = caplog.text + " ".join(map(repr, (SURAT, SMS, hasil, penyedia, surel)))
    assert SURAT.referensi in caplog.text
    rahasia = ("budi@", "+62812", "123456", KUNCI, "rahasia-smtp", KENDALI)
    assert [kata for kata in rahasia if kata in tampak] == []


@pytest.mark.parametrize(
    "salah",
    [
        {"subjek": "Kode\r\nBcc: lain@contoh.id"},
        {"tujuan": "budi@contoh.id\nlain"},
        {"referensi": ""},
        {"referensi": "x" * 65},
        {"referensi": "a\nb"},
        {"teks": " "},
    ],
    ids=str,
)
def test_pesan_yang_menyelundupkan_kepala_ditolak(salah: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"^(subjek|tujuan|referensi|teks) must"):
        replace(SURAT, **salah)


@pytest.mark.parametrize(
    "salah",
    [{"alamat": "http://contoh", "izinkan_http": False}, {"kunci": ""}, {"kunci": "a\nb"}],
    ids=str,
)
def test_konfigurasi_penyedia_yang_keliru_ditolak(salah: dict[str, Any]) -> None:
    isi: dict[str, Any] = {"alamat": "https://contoh", "kunci": "k"}
    with pytest.raises(ValueError, match=r"^(alamat|kunci) must"):
        KonfigurasiPenyedia(**(isi | salah))


@pytest.mark.parametrize(
    "salah",
    [
        {"izinkan_tanpa_tls": False},
        {"tls": "mungkin"},
        {"inang": ""},
        {"port": 0},
        {"port": 70_000},
        {"pengirim": "jmo"},
    ],
    ids=str,
)
def test_konfigurasi_smtp_yang_keliru_ditolak(salah: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="must"):
        konfigurasi_smtp(ServerSurat(port=25), **salah)
