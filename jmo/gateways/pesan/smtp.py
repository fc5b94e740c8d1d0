"""E-mail through an SMTP server, with the same outcomes as the HTTP provider."""

from __future__ import annotations

import contextlib
import logging
import re
import smtplib
import ssl
import time
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, localtime
from typing import Final, Literal

from jmo.gateways.hasil import BelumPasti, Berhasil, Ditolak, Hasil, TidakTersedia
from jmo.gateways.pesan.bentuk import KodeTolak, PesanKeluar, Saluran, Sebab

log = logging.getLogger(__name__)

Tls = Literal["starttls", "langsung", "tanpa"]
# Seven bits: no server must be asked whether it takes eight.
BENTUK: Final = SMTP.clone(cte_type="7bit")
_BENTUK_ALAMAT: Final = re.compile(
    r"(?P<nama>[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64})@(?P<domain>([A-Za-z0-9-]+\.)+[A-Za-z0-9-]+)"
)


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class KonfigurasiSMTP:
    """One mail server and our sender address.

    `tls`: "starttls" (port 587), "langsung" (port 465), or "tanpa" where `izinkan_tanpa_tls` says
    that the line needs none. An empty `pengguna` logs in as nobody.
    """

    inang: str
    pengirim: str
    port: int = 587
    nama_pengirim: str = ""
    pengguna: str = ""
    sandi: str = ""
    tls: Tls = "starttls"
    ca_bundel: str | None = None
    timeout_detik: float = 10.0
    izinkan_tanpa_tls: bool = False

    def __post_init__(self) -> None:
        """Refuse a line in clear and a sender that is no address."""
        if self.tls not in ("starttls", "langsung", "tanpa"):
            raise ValueError("tls must be starttls, langsung or tanpa")
        if self.tls == "tanpa" and not self.izinkan_tanpa_tls:
            raise ValueError("tls must not be tanpa")
        if not self.inang or not 0 < self.port < 65_536:
            raise ValueError("inang and port must be given")
        _alamat(self.pengirim, self.nama_pengirim)

    def __repr__(self) -> str:
        """Name the host and nothing else."""
        return f"KonfigurasiSMTP({self.inang}:{self.port})"


class PengirimSMTP:
    """Sends e-mail, one connection per message."""

    def __init__(self, konfigurasi: KonfigurasiSMTP) -> None:
        """Open nothing yet."""
        self._k = konfigurasi
        self._dari = _alamat(konfigurasi.pengirim, konfigurasi.nama_pengirim)

    def tutup(self) -> None:
        """Nothing stays open between messages."""

    def kirim(self, pesan: PesanKeluar) -> Hasil[str]:
        """Send one e-mail; the data is its Message-ID, made of our reference.

        Outcomes: as `Pengirim`. BelumPasti begins with the message's last line; sent again it has
                  the same Message-ID, by which mailboxes know a copy.
        Unknown:  whether it arrived: a server may take a message and return it hours later.
                  Addresses beyond ASCII are refused.
        """
        if pesan.saluran is not Saluran.EMAIL:
            return Ditolak(KodeTolak.SALURAN_TIDAK_DILAYANI)
        try:
            surat = self._susun(pesan)
        except ValueError:
            return Ditolak(KodeTolak.TUJUAN_TIDAK_SAH)
        mulai = time.monotonic()
        hasil = self._antar(surat, pesan.tujuan)
        log.info(
            "smtp hasil=%s durasi_md=%d referensi=%s",
            type(hasil).__name__,
            (time.monotonic() - mulai) * 1000,
            pesan.referensi,
        )
        return hasil

    def _susun(self, pesan: PesanKeluar) -> EmailMessage:
        surat = EmailMessage(policy=BENTUK)
        surat["From"] = self._dari
        surat["To"] = _alamat(pesan.tujuan, "")
        surat["Subject"] = pesan.subjek
        surat["Date"] = format_datetime(localtime())
        surat["Message-ID"] = f"<{pesan.referensi}@{self._dari.domain}>"
        # No holiday notices back to us (RFC 3834).
        surat["Auto-Submitted"] = "auto-generated"
        surat.set_content(pesan.teks)
        if pesan.html:
            surat.add_alternative(pesan.html, subtype="html")
        return surat

    def _antar(self, surat: EmailMessage, tujuan: str) -> Hasil[str]:
        try:
            sambungan = self._sambung()
        except (smtplib.SMTPException, OSError) as galat:
            return _belum_terkirim(galat)
        try:
            hasil = self._amplop(sambungan, tujuan) or _isi(sambungan, surat)
        except (smtplib.SMTPException, OSError) as galat:
            return _belum_terkirim(galat)
        else:
            if not isinstance(hasil, BelumPasti):
                with contextlib.suppress(smtplib.SMTPException, OSError):
                    sambungan.quit()
            return hasil
        finally:
            sambungan.close()

    def _sambung(self) -> smtplib.SMTP:
        k = self._k
        # Named, since smtplib would ask the resolver for our own name.
        kami, batas = self._dari.domain, k.timeout_detik
        sambungan: smtplib.SMTP
        if k.tls == "langsung":
            sambungan = smtplib.SMTP_SSL(
                k.inang, k.port, kami, timeout=batas, context=self._konteks()
            )
        else:
            sambungan = smtplib.SMTP(k.inang, k.port, kami, timeout=batas)
        try:
            if k.tls == "starttls":
                sambungan.starttls(context=self._konteks())
            if k.pengguna:
                sambungan.login(k.pengguna, k.sandi)
            sambungan.ehlo_or_helo_if_needed()
        except BaseException:
            sambungan.close()
            raise
        return sambungan

    def _konteks(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self._k.ca_bundel)

    def _amplop(self, sambungan: smtplib.SMTP, tujuan: str) -> Ditolak | TidakTersedia | None:
        kode, _ = sambungan.mail(self._k.pengirim)
        if kode != 250:
            return _menurut_kode(kode, tetap=Sebab.KONFIGURASI)
        kode, _ = sambungan.rcpt(tujuan)
        if kode not in (250, 251):
            return _menurut_kode(kode, tetap=KodeTolak.TUJUAN_TIDAK_SAH)
        return None


def _isi(sambungan: smtplib.SMTP, surat: EmailMessage) -> Hasil[str]:
    """Hand the message over; from here on a broken line leaves it unknown."""
    try:
        kode, _ = sambungan.data(surat.as_bytes())
    except smtplib.SMTPDataError as galat:
        return _menurut_kode(galat.smtp_code, tetap=KodeTolak.ISI_TIDAK_SAH)
    except (smtplib.SMTPException, OSError) as galat:
        return BelumPasti(f"tanpa jawaban ({type(galat).__name__})")
    if 200 <= kode < 300:
        return Berhasil(str(surat["Message-ID"]))
    if 400 <= kode < 600:
        return _menurut_kode(kode, tetap=KodeTolak.ISI_TIDAK_SAH)
    return BelumPasti("jawaban tidak terbaca")


def _menurut_kode(kode: int, *, tetap: KodeTolak | Sebab) -> Ditolak | TidakTersedia:
    """5xx is for good, anything else may pass later (RFC 5321)."""
    if not 500 <= kode < 600:
        return TidakTersedia(Sebab.LAYANAN_TIDAK_TERSEDIA)
    return Ditolak(tetap) if isinstance(tetap, KodeTolak) else _salah_konfigurasi()


def _belum_terkirim(galat: Exception) -> TidakTersedia:
    """The line broke before the message was on it."""
    tetap = isinstance(galat, smtplib.SMTPResponseException) and 500 <= galat.smtp_code < 600
    if tetap or isinstance(galat, smtplib.SMTPNotSupportedError | ssl.SSLCertVerificationError):
        return _salah_konfigurasi()
    return TidakTersedia(Sebab.LAYANAN_TIDAK_TERSEDIA)


def _salah_konfigurasi() -> TidakTersedia:
    log.error("smtp menolak kami: periksa inang, TLS, pengguna dan pengirim")
    return TidakTersedia(Sebab.KONFIGURASI)


def _alamat(teks: str, nama: str) -> Address:
    """Our own pattern: the standard library's parser fails on some broken addresses."""
    cocok = _BENTUK_ALAMAT.fullmatch(teks)
    if cocok is None:
        raise ValueError("must be an e-mail address")
    return Address(display_name=nama, username=cocok["nama"], domain=cocok["domain"])
