"""A mail server of one class on the loopback: it speaks SMTP, and can refuse at any step."""

from __future__ import annotations

import base64
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PUTUS = "putus"


@dataclass
class ServerSurat:
    """What the server does and what it has seen. `jawab` maps a verb to its reply, or to PUTUS."""

    jawab: dict[str, str] = field(default_factory=dict)
    starttls: bool = False
    langsung_tls: bool = False
    konteks: ssl.SSLContext | None = None
    port: int = 0
    perintah: list[str] = field(default_factory=list)
    surat: list[bytes] = field(default_factory=list)
    lewat_tls: list[bool] = field(default_factory=list)


class _Penangan(socketserver.StreamRequestHandler):
    surat_server: ServerSurat
    timeout = 5

    def handle(self) -> None:
        self.tls = False
        if self.surat_server.langsung_tls:
            self._bungkus()
        if not self._balas("SAMBUT", "220 siap"):
            return
        while baris := self.rfile.readline():
            perintah = baris.decode().strip()
            self.surat_server.perintah.append(perintah)
            kata = perintah.split(":")[0].split(" ")[0].upper()
            if not self._layani(kata):
                return

    def _layani(self, kata: str) -> bool:
        if kata == "EHLO":
            sifat = ["contoh", "AUTH PLAIN"]
            if self.surat_server.starttls and not self.tls:
                sifat.append("STARTTLS")
            baris = [f"250-{satu}" for satu in sifat[:-1]] + [f"250 {sifat[-1]}"]
            return self._balas(kata, "\r\n".join(baris))
        if kata == "STARTTLS":
            lanjut = self._balas(kata, "220 silakan")
            self._bungkus()
            return lanjut
        if kata == "DATA":
            return self._balas(kata, "354 silakan") and self._terima()
        if kata == "AUTH":
            return self._balas(kata, "235 masuk")
        return self._balas(kata, "221 dah" if kata == "QUIT" else "250 ok") and kata != "QUIT"

    def _terima(self) -> bool:
        if self.surat_server.jawab.get("DATA", "354").startswith(("4", "5")):
            return True
        isi = b""
        while (baris := self.rfile.readline()) not in (b".\r\n", b""):
            isi += baris
        self.surat_server.surat.append(isi)
        self.surat_server.lewat_tls.append(self.tls)
        return self._balas("ISI", "250 diterima")

    def _balas(self, langkah: str, baku: str) -> bool:
        jawaban = self.surat_server.jawab.get(langkah, baku)
        if jawaban == PUTUS:
            return False
        self.wfile.write(jawaban.encode() + b"\r\n")
        return True

    def _bungkus(self) -> None:
        assert self.surat_server.konteks is not None
        self.connection = self.surat_server.konteks.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb", 0)
        self.tls = True

    def finish(self) -> None:
        super().finish()
        self.connection.close()


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that refuses our certificate hangs up: expected here."""


@contextmanager
def server_surat(server: ServerSurat) -> Iterator[ServerSurat]:
    penangan = type("Penangan", (_Penangan,), {"surat_server": server})
    with _Server(("127.0.0.1", 0), penangan) as tcp:
        server.port = int(tcp.server_address[1])
        utas = threading.Thread(target=tcp.serve_forever, kwargs={"poll_interval": 0.05})
        utas.start()
        try:
            yield server
        finally:
            tcp.shutdown()
            utas.join()


def buat_sertifikat(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A server context for 127.0.0.1, and the file by which clients trust it."""
    kunci = ec.generate_private_key(ec.SECP256R1())
    nama = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    kini = datetime.now(UTC)
    from ipaddress import ip_address

    sertifikat = (
        x509.CertificateBuilder()
        .subject_name(nama)
        .issuer_name(nama)
        .public_key(kunci.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(kini - timedelta(days=1))
        .not_valid_after(kini + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(kunci, hashes.SHA256())
    )
    berkas, rahasia = folder / "sertifikat.pem", folder / "kunci.pem"
    berkas.write_bytes(sertifikat.public_bytes(serialization.Encoding.PEM))
    rahasia.write_bytes(
        kunci.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    konteks = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    konteks.load_cert_chain(berkas, rahasia)
    return konteks, berkas


def bukti_masuk(perintah: list[str]) -> list[str]:
    """User and password of each AUTH PLAIN."""
    return [
        base64.b64decode(satu.split(" ")[2]).decode().strip("\0")
        for satu in perintah
        if satu.startswith("AUTH")
    ]
