from __future__ import annotations

import logging
import multiprocessing
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from jmo.gateways.http import (
    Jawaban,
    PintuHTTP,
    TanpaJawaban,
    TidakTerkirim,
    json_ringkas,
)

Pelayan = Callable[[socket.socket, bytes], None]


@contextmanager
def soket_pelayan(layani: Pelayan) -> Iterator[tuple[str, list[bytes]]]:
    """A server of one function on a raw socket: it can break HTTP as real lines do."""
    induk = socket.create_server(("127.0.0.1", 0))
    diterima: list[bytes] = []

    def putaran() -> None:
        while True:
            try:
                sambungan, _ = induk.accept()
            except OSError:
                return
            with sambungan:
                sambungan.settimeout(5)
                try:
                    while permintaan := _baca_permintaan(sambungan):
                        diterima.append(permintaan)
                        layani(sambungan, permintaan)
                except OSError:
                    continue

    utas = threading.Thread(target=putaran, daemon=True)
    utas.start()
    try:
        yield f"http://127.0.0.1:{induk.getsockname()[1]}", diterima
    finally:
        induk.shutdown(socket.SHUT_RDWR)
        induk.close()
        utas.join(timeout=10)


def _baca_permintaan(sambungan: socket.socket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        potongan = sambungan.recv(65536)
        if not potongan:
            return b""
        data += potongan
    kepala, _, isi = data.partition(b"\r\n\r\n")
    panjang = 0
    for baris in kepala.lower().split(b"\r\n"):
        if baris.startswith(b"content-length:"):
            panjang = int(baris.split(b":")[1])
    while len(isi) < panjang:
        isi += sambungan.recv(65536)
    return kepala + b"\r\n\r\n" + isi


def balas(isi: bytes, *, status: str = "200 OK", tambahan: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(isi)}\r\n{tambahan}\r\n".encode() + isi


@contextmanager
def pintu(alamat: str, **pilihan: float | bool | str | ssl.TLSVersion) -> Iterator[PintuHTTP]:
    isi = {"timeout_sambung": 1.0, "timeout_baca": 10.0, **pilihan}
    hasil = PintuHTTP(alamat=alamat, **isi)  # type: ignore[arg-type]  # options of the test
    try:
        yield hasil
    finally:
        hasil.tutup()


def kirim(pintu_http: PintuHTTP, jalur: str = "/v1/coba") -> object:
    return pintu_http.kirim_json(jalur=jalur, isi={"a": 1}, layanan="uji", referensi="REF-1")


def port_kosong() -> int:
    with socket.create_server(("127.0.0.1", 0)) as soket:
        return int(soket.getsockname()[1])


def test_isi_terkirim_persis_dan_jawaban_utuh_kembali() -> None:
    with (
        soket_pelayan(lambda s, _: s.sendall(balas(b'{"nama":"\xc3\xa9","x":1.10}'))) as (a, masuk),
        pintu(a) as p,
    ):
        hasil = kirim(p)
    assert isinstance(hasil, Jawaban)
    assert hasil.status == 200
    assert hasil.objek() == {"nama": "é", "x": Decimal("1.10")}
    assert masuk[0].startswith(b"POST /v1/coba HTTP/1.1\r\n")
    assert masuk[0].endswith(b'\r\n\r\n{"a":1}')


def test_sambungan_dipakai_ulang() -> None:
    asal: set[object] = set()

    def layani(s: socket.socket, _: bytes) -> None:
        asal.add(s.getpeername())
        s.sendall(balas(b"{}"))

    with soket_pelayan(layani) as (a, masuk), pintu(a) as p:
        for _ in range(3):
            assert isinstance(kirim(p), Jawaban)
    assert len(masuk) == 3
    assert len(asal) == 1


@pytest.mark.parametrize("status", ["400 X", "404 X", "429 X", "500 X", "504 X"])
def test_status_apa_pun_adalah_jawaban(status: str) -> None:
    with (
        soket_pelayan(lambda s, _: s.sendall(balas(b"{}", status=status))) as (a, _m),
        pintu(a) as p,
    ):
        hasil = kirim(p)
    assert isinstance(hasil, Jawaban)
    assert hasil.status == int(status[:3])


def test_pengalihan_tidak_diikuti() -> None:
    jawab = balas(b"", status="302 X", tambahan="Location: /lain\r\n")
    with soket_pelayan(lambda s, _: s.sendall(jawab)) as (a, masuk), pintu(a) as p:
        hasil = kirim(p)
    assert isinstance(hasil, Jawaban)
    assert hasil.status == 302
    assert len(masuk) == 1


def test_kue_tidak_disimpan() -> None:
    jawab = balas(b"{}", tambahan="Set-Cookie: sesi=1; Path=/\r\n")
    with soket_pelayan(lambda s, _: s.sendall(jawab)) as (a, masuk), pintu(a) as p:
        kirim(p)
        kirim(p)
    assert b"cookie" not in masuk[1].lower()


def test_ditolak_berarti_tidak_terkirim() -> None:
    with pintu(f"http://127.0.0.1:{port_kosong()}") as p:
        assert isinstance(kirim(p), TidakTerkirim)


def test_nama_tak_dikenal_berarti_tidak_terkirim(monkeypatch: pytest.MonkeyPatch) -> None:
    def gagal(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", gagal)
    with pintu("http://bank.invalid") as p:
        assert isinstance(kirim(p), TidakTerkirim)


def test_sambungan_yang_tak_diterima_berarti_tidak_terkirim() -> None:
    # A full backlog leaves the next SYN without answer: a real connect timeout.
    with socket.socket() as induk:
        induk.bind(("127.0.0.1", 0))
        induk.listen(0)
        alamat = induk.getsockname()
        penuh = []
        for _ in range(3):
            s = socket.socket()
            s.setblocking(False)
            s.connect_ex(alamat)
            penuh.append(s)
        time.sleep(0.1)
        with pintu(f"http://127.0.0.1:{alamat[1]}", timeout_sambung=0.3) as p:
            hasil = kirim(p)
        for s in penuh:
            s.close()
    assert hasil == TidakTerkirim("tidak tersambung pada waktunya")


def _diam(_s: socket.socket, _p: bytes) -> None:
    time.sleep(1.0)


def _putus(s: socket.socket, _p: bytes) -> None:
    s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    s.close()


def _tutup_tanpa_jawaban(s: socket.socket, _p: bytes) -> None:
    s.shutdown(socket.SHUT_RDWR)


def _separuh(s: socket.socket, _p: bytes) -> None:
    s.sendall(balas(b'{"responseCode":"2001800"}')[:-9])
    s.shutdown(socket.SHUT_RDWR)


def _separuh_lalu_diam(s: socket.socket, _p: bytes) -> None:
    s.sendall(balas(b'{"responseCode":"2001800"}')[:-9])
    time.sleep(1.0)


def _gzip_rusak(s: socket.socket, _p: bytes) -> None:
    s.sendall(balas(b"bukan gzip sama sekali", tambahan="Content-Encoding: gzip\r\n"))


def _bukan_http(s: socket.socket, _p: bytes) -> None:
    s.sendall(b"\x00\x01\x02 halo\r\n\r\n")
    s.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize(
    "layani",
    [_diam, _putus, _tutup_tanpa_jawaban, _separuh, _separuh_lalu_diam, _gzip_rusak, _bukan_http],
)
def test_sesudah_terkirim_tanpa_jawaban_utuh_tetap_tak_diketahui(layani: Pelayan) -> None:
    with soket_pelayan(layani) as (a, masuk), pintu(a, timeout_baca=0.4) as p:
        hasil = kirim(p)
    assert isinstance(hasil, TanpaJawaban)
    assert len(masuk) == 1, "the request arrived once and was never repeated"


def test_isi_yang_menetes_berhenti_pada_tenggat() -> None:
    def menetes(s: socket.socket, _p: bytes) -> None:
        s.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        for _ in range(300):
            s.sendall(b"x")
            time.sleep(0.1)

    mulai = time.monotonic()
    with soket_pelayan(menetes) as (a, _m), pintu(a, timeout_sambung=0.2, timeout_baca=0.8) as p:
        hasil = kirim(p)
        lama = time.monotonic() - mulai
    assert hasil == TanpaJawaban("jawaban terlalu lambat")
    assert lama < 20


def test_jawaban_raksasa_tidak_ditampung() -> None:
    with (
        soket_pelayan(lambda s, _: s.sendall(balas(b"x" * 5000))) as (a, _m),
        pintu(a, batas_jawaban=4000) as p,
    ):
        assert kirim(p) == TanpaJawaban("jawaban terlalu besar")


def test_jawaban_berpotong_terbaca() -> None:
    isi = b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n{"a"\r\n3\r\n:2}\r\n0\r\n\r\n'
    with soket_pelayan(lambda s, _: s.sendall(isi)) as (a, _m), pintu(a) as p:
        hasil = kirim(p)
    assert isinstance(hasil, Jawaban)
    assert hasil.objek() == {"a": 2}


def _sertifikat(folder: Path) -> tuple[Path, Path]:
    kunci = ec.generate_private_key(ec.SECP256R1())
    nama = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    sekarang = datetime.now(UTC)
    sertifikat = (
        x509.CertificateBuilder()
        .subject_name(nama)
        .issuer_name(nama)
        .public_key(kunci.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(sekarang - timedelta(days=1))
        .not_valid_after(sekarang + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(kunci, hashes.SHA256())
    )
    berkas_sertifikat, berkas_kunci = folder / "s.pem", folder / "k.pem"
    berkas_sertifikat.write_bytes(sertifikat.public_bytes(serialization.Encoding.PEM))
    berkas_kunci.write_bytes(
        kunci.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return berkas_sertifikat, berkas_kunci


@contextmanager
def soket_tls(
    folder: Path, versi: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3
) -> Iterator[tuple[str, Path, list[bytes]]]:
    """A TLS server for one connection; gives address, certificate and what it received."""
    sertifikat, kunci = _sertifikat(folder)
    konteks = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    konteks.maximum_version = versi
    konteks.load_cert_chain(sertifikat, kunci)
    diterima: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as induk:

        def sekali() -> None:
            sambungan, _ = induk.accept()
            with sambungan:
                try:
                    with konteks.wrap_socket(sambungan, server_side=True) as aman:
                        diterima.append(_baca_permintaan(aman))
                        aman.sendall(balas(b"{}"))
                except OSError:
                    return

        utas = threading.Thread(target=sekali)
        utas.start()
        yield f"https://localhost:{induk.getsockname()[1]}", sertifikat, diterima
        utas.join(timeout=5)


def test_sertifikat_tepercaya_diterima(tmp_path: Path) -> None:
    with (
        soket_tls(tmp_path) as (alamat, sertifikat, _),
        pintu(alamat, verifikasi_tls=str(sertifikat), timeout_baca=3.0) as p,
    ):
        assert isinstance(kirim(p), Jawaban)


def test_sertifikat_tak_dikenal_berarti_tidak_terkirim(tmp_path: Path) -> None:
    with soket_tls(tmp_path) as (alamat, _, diterima), pintu(alamat, timeout_baca=3.0) as p:
        assert kirim(p) == TidakTerkirim("sertifikat TLS tidak sah")
    assert diterima == []


@pytest.mark.parametrize("minimal", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_tls_lama_ditolak_bila_diminta(tmp_path: Path, minimal: ssl.TLSVersion) -> None:
    with (
        soket_tls(tmp_path, ssl.TLSVersion.TLSv1_2) as (alamat, sertifikat, diterima),
        pintu(alamat, verifikasi_tls=str(sertifikat), timeout_baca=3.0, tls_minimal=minimal) as p,
    ):
        hasil = kirim(p)
    if minimal is ssl.TLSVersion.TLSv1_2:
        assert isinstance(hasil, Jawaban)
    else:
        assert isinstance(hasil, TanpaJawaban)
        assert diterima == []


def test_jabat_tangan_tls_yang_gagal_tidak_dianggap_belum_terkirim() -> None:
    with (
        soket_pelayan(lambda s, _: s.sendall(b"x")) as (a, _m),
        pintu(a.replace("http://", "https://")) as p,
    ):
        assert isinstance(kirim(p), TanpaJawaban)


def test_catatan_tanpa_isi_dan_jalur(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="jmo.gateways.http")
    with (
        soket_pelayan(lambda s, _: s.sendall(balas(b'{"nama":"SITI CONTOH"}'))) as (a, _m),
        pintu(a) as p,
    ):
        p.kirim(
            metode="POST",
            jalur="/v1/orang?nik=9901010101010001",
            isi=b'{"nomor":"001234567890123"}',
            kepala={"Authorization": "Bearer rahasia-sekali"},
            layanan="uji",
            referensi="REF-7",
        )
    (baris,) = [r.getMessage() for r in caplog.records if r.name == "jmo.gateways.http"]
    assert "layanan=uji metode=POST hasil=200" in baris
    assert "referensi=REF-7" in baris
    for rahasia in ("SITI", "0012345", "99010101", "rahasia", "/v1"):
        assert rahasia not in baris


def test_lingkungan_tidak_menyelipkan_proksi(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{port_kosong()}")
    monkeypatch.delenv("no_proxy", raising=False)
    with soket_pelayan(lambda s, _: s.sendall(balas(b"{}"))) as (a, _m), pintu(a) as p:
        assert isinstance(kirim(p), Jawaban)


def _di_anak(p: PintuHTTP, antrean: multiprocessing.Queue[int]) -> None:
    hasil = kirim(p)
    antrean.put(hasil.status if isinstance(hasil, Jawaban) else 0)


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_anak_hasil_fork_membuka_sambungannya_sendiri() -> None:
    asal: list[object] = []

    def layani(s: socket.socket, _p: bytes) -> None:
        asal.append(s.getpeername())
        # The server speaks to one connection at a time: let go of the parent's.
        s.sendall(balas(b"{}"))
        s.shutdown(socket.SHUT_RDWR)

    konteks = multiprocessing.get_context("fork")
    with soket_pelayan(layani) as (a, _m), pintu(a) as p:
        kirim(p)
        sesi_induk = p._sesi
        antrean: multiprocessing.Queue[int] = konteks.Queue()
        anak = konteks.Process(target=_di_anak, args=(p, antrean))
        anak.start()
        assert antrean.get(timeout=10) == 200
        anak.join(timeout=10)
        antrean.close()
        antrean.join_thread()
        assert p._sesi is sesi_induk
    assert len(set(asal)) == 2


@pytest.mark.parametrize("isi", [b"", b"[1]", b"{", b"\xff\xfe", b"null", b"<html>", b"[" * 99999])
def test_bukan_objek_json_dibaca_sebagai_tiada(isi: bytes) -> None:
    assert Jawaban(200, isi, {}).objek() is None


def test_json_ringkas_tanpa_spasi_dan_utf8() -> None:
    assert json_ringkas({"b": 1, "a": "é"}) == '{"b":1,"a":"é"}'.encode()
    with pytest.raises(TypeError):
        json_ringkas({"a": Decimal(1)})
    with pytest.raises(ValueError, match="JSON"):
        json_ringkas({"a": float("nan")})


@pytest.mark.parametrize("alamat", ["bank.example", "ftp://bank", "https://bank.example/openapi"])
def test_alamat_hanya_skema_dan_inang(alamat: str) -> None:
    with pytest.raises(ValueError, match="alamat"):
        PintuHTTP(alamat=alamat, timeout_sambung=1, timeout_baca=1)


def test_jalur_harus_mulai_dengan_garis_miring() -> None:
    with pintu("http://127.0.0.1:1") as p, pytest.raises(ValueError, match="jalur"):
        kirim(p, "v1/coba")


def test_repr_hanya_menyebut_inang() -> None:
    with pintu("http://127.0.0.1:1") as p:
        assert repr(p) == "PintuHTTP(http://127.0.0.1:1)"
    assert "rahasia" not in repr(Jawaban(200, b"rahasia", {"x": "rahasia"}))
