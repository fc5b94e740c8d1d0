"""Logins (`Akun`) and people (`Peserta`), with what belongs to both."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower, Now

from accounts.models.terenkripsi import TeksTerenkripsi


class AkunManager(BaseUserManager["Akun"]):
    """Creates logins; the password is always hashed here."""

    def create_user(self, nama_pengguna: str, password: str | None = None, **isi: Any) -> Akun:
        """Create a login without rights."""
        akun = self.model(nama_pengguna=nama_pengguna, **isi)
        akun.set_password(password)
        akun.save(using=self._db)
        return akun

    def create_superuser(self, nama_pengguna: str, password: str | None = None, **isi: Any) -> Akun:
        """Create a login with all rights (for a first start only)."""
        return self.create_user(
            nama_pengguna, password, **{**isi, "is_staff": True, "is_superuser": True}
        )

    def get_by_natural_key(self, username: str | None) -> Akun:
        """Find a login whatever the case of its name."""
        return self.get(nama_pengguna__iexact=username)


class Akun(AbstractBaseUser, PermissionsMixin):
    """A login. One person has at most one; staff and auditors have one without a person."""

    class Asal(models.TextChoices):
        BARU = "BARU", "Pendaftaran"
        BPJSTKU = "BPJSTKU", "Dibawa dari aplikasi lama"

    # Wider than Django's: a wrapped digest of the old app carries its old parameters beside.
    password = models.CharField("kata sandi", max_length=255)
    nama_pengguna = models.CharField("nama pengguna", max_length=150, unique=True)
    email = models.EmailField("e-mail", max_length=254, blank=True, default="")
    email_bersama = models.BooleanField("e-mail dipakai bersama keluarga", default=False)
    asal = models.CharField("asal", max_length=10, choices=Asal, default=Asal.BARU)
    bahasa = models.CharField("bahasa", max_length=2, default="id")
    is_active = models.BooleanField("aktif", default=True)
    is_staff = models.BooleanField("petugas", default=False)
    kata_sandi_diubah_pada = models.DateTimeField("kata sandi diubah pada", null=True, blank=True)
    dipulihkan_pada = models.DateTimeField("dipulihkan pada", null=True, blank=True)
    # The newest proof, after a recovery, that the owner sits there: face, or in person.
    dibuktikan_pada = models.DateTimeField("terbukti lagi pada", null=True, blank=True)
    # Counts up to end all sessions at once, beside a change of the password.
    putaran_sesi = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    dibuat_pada = models.DateTimeField("dibuat pada", db_default=Now())

    objects: ClassVar[AkunManager] = AkunManager()

    USERNAME_FIELD = "nama_pengguna"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "akun"
        verbose_name_plural = "akun"
        constraints = [
            models.UniqueConstraint(Lower("nama_pengguna"), name="akun_nama_pengguna_unik"),
            # A shared family address is no login name, so it may stand in several accounts.
            models.UniqueConstraint(
                Lower("email"),
                name="akun_email_unik",
                condition=models.Q(email_bersama=False) & ~models.Q(email=""),
            ),
        ]
        # Finds everybody who shares an address.
        indexes = [models.Index(Lower("email"), name="akun_email")]

    def __str__(self) -> str:
        return self.nama_pengguna

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        # Django compares this with what a session holds, at each request.
        dasar: str = super()._get_session_auth_hash(secret=secret)  # type: ignore[misc]  # absent from the stubs
        return f"{dasar}.{self.putaran_sesi}" if self.putaran_sesi else dasar


class Peserta(models.Model):
    """A person, once, whatever number of cards or logins came before."""

    class Jenis(models.TextChoices):
        PU = "PU", "Penerima upah"
        BPU = "BPU", "Bukan penerima upah"
        PMI = "PMI", "Pekerja migran Indonesia"
        # Known to us, but without a card: heirs, for one.
        NON = "NON", "Bukan peserta"

    class JenisIdentitas(models.TextChoices):
        NIK = "NIK", "NIK"
        PASPOR = "PASPOR", "Paspor"

    class ZonaWaktu(models.TextChoices):
        WIB = "WIB", "WIB"
        WITA = "WITA", "WITA"
        WIT = "WIT", "WIT"

    class JenisKelamin(models.TextChoices):
        L = "L", "Laki-laki"
        P = "P", "Perempuan"

    akun = models.OneToOneField(
        Akun, models.PROTECT, null=True, blank=True, related_name="peserta", verbose_name="akun"
    )
    jenis = models.CharField("jenis", max_length=3, choices=Jenis, default=Jenis.PU)
    jenis_identitas = models.CharField(
        "jenis identitas", max_length=6, choices=JenisIdentitas, default=JenisIdentitas.NIK
    )
    nomor_identitas = TeksTerenkripsi("nomor identitas")
    nomor_identitas_indeks = models.CharField(max_length=64, editable=False)
    nomor_identitas_samar = models.CharField("nomor identitas", max_length=34, editable=False)
    nama = models.CharField("nama", max_length=120)
    tanggal_lahir = models.DateField("tanggal lahir")
    tempat_lahir = models.CharField("tempat lahir", max_length=100, blank=True, default="")
    jenis_kelamin = models.CharField("jenis kelamin", max_length=1, choices=JenisKelamin)
    kewarganegaraan = models.CharField("kewarganegaraan", max_length=2, default="ID")
    no_kk = TeksTerenkripsi("nomor KK", null=True)
    no_kk_indeks = models.CharField(max_length=64, blank=True, default="", editable=False)
    no_kk_samar = models.CharField("nomor KK", max_length=34, blank=True, default="")
    nama_ibu = TeksTerenkripsi("nama ibu kandung", null=True)
    nama_ibu_indeks = models.CharField(max_length=64, blank=True, default="", editable=False)
    nama_ibu_samar = models.CharField("nama ibu kandung", max_length=120, blank=True, default="")
    npwp = TeksTerenkripsi("NPWP", null=True)
    npwp_indeks = models.CharField(max_length=64, blank=True, default="", editable=False)
    npwp_samar = models.CharField("NPWP", max_length=34, blank=True, default="")
    meninggal_pada = models.DateField("meninggal pada", null=True, blank=True)
    # Facts that upper apps write down for rules that may not ask upward.
    pengkinian_pada = models.DateTimeField("pengkinian terakhir", null=True, blank=True)
    pengkinian_menunggu_register = models.BooleanField(default=False)
    kontak_diubah_pada = models.DateTimeField("kontak diubah pada", null=True, blank=True)
    rekening_diubah_pada = models.DateTimeField("rekening diubah pada", null=True, blank=True)
    kunci_pencairan_pada = models.DateTimeField("kunci pencairan sejak", null=True, blank=True)
    kunci_dibuka_pada = models.DateTimeField("kunci pencairan terbuka pada", null=True, blank=True)
    # Of the province of domicile: times are shown in it beside WIB.
    zona_waktu = models.CharField("zona waktu", max_length=4, choices=ZonaWaktu, default="WIB",
                                  db_default="WIB")  # fmt: skip
    bukan_saya_pada = models.DateTimeField("laporan bukan saya", null=True, blank=True)
    dibuat_pada = models.DateTimeField("dibuat pada", db_default=Now())

    class Meta:
        verbose_name = "peserta"
        verbose_name_plural = "peserta"
        constraints = [
            models.UniqueConstraint(
                fields=["jenis_identitas", "nomor_identitas_indeks"], name="peserta_identitas_unik"
            ),
            models.CheckConstraint(
                condition=models.Q(kunci_dibuka_pada=None)
                | models.Q(kunci_pencairan_pada__isnull=False),
                name="peserta_kunci_dibuka_bila_terpasang",
            ),
        ]

    def __str__(self) -> str:
        return self.nama


class Kontak(models.Model):
    """A phone number or e-mail address of a person; replaced ones stay as history."""

    class Jenis(models.TextChoices):
        TELEPON = "TELEPON", "Nomor HP"
        EMAIL = "EMAIL", "E-mail"

    peserta = models.ForeignKey(Peserta, models.PROTECT, related_name="kontak")
    jenis = models.CharField("jenis", max_length=7, choices=Jenis)
    nilai = TeksTerenkripsi("nilai")
    nilai_indeks = models.CharField(max_length=64, editable=False, db_index=True)
    nilai_samar = models.CharField("nilai", max_length=254, editable=False)
    terbukti_pada = models.DateTimeField("terbukti pada", null=True, blank=True)
    diganti_pada = models.DateTimeField("diganti pada", null=True, blank=True)
    bersama = models.BooleanField("dipakai bersama keluarga", default=False)
    dibuat_pada = models.DateTimeField("dibuat pada", db_default=Now())

    class Meta:
        verbose_name = "kontak"
        verbose_name_plural = "kontak"
        constraints = [
            models.UniqueConstraint(
                fields=["peserta", "jenis"],
                condition=models.Q(diganti_pada=None),
                name="kontak_satu_berlaku_per_jenis",
            ),
        ]

    def __str__(self) -> str:
        return self.nilai_samar


class Perangkat(models.Model):
    """A browser from which an account logs in."""

    akun = models.ForeignKey(Akun, models.PROTECT, related_name="perangkat")
    sidik = models.CharField(max_length=64)
    nama = models.CharField("nama", max_length=120)
    terakhir_pada = models.DateTimeField("terakhir dipakai", db_default=Now())
    dibuat_pada = models.DateTimeField("dibuat pada", db_default=Now())

    class Meta:
        verbose_name = "perangkat"
        verbose_name_plural = "perangkat"
        constraints = [
            models.UniqueConstraint(fields=["akun", "sidik"], name="perangkat_unik_per_akun")
        ]

    def __str__(self) -> str:
        return self.nama


class KodeOTP(models.Model):
    """A one-time code sent to an address; only its keyed hash is kept."""

    akun = models.ForeignKey(Akun, models.PROTECT, null=True, related_name="kode_otp")
    keperluan = models.CharField("keperluan", max_length=30)
    saluran = models.CharField("saluran", max_length=7, choices=Kontak.Jenis)
    tujuan = TeksTerenkripsi("tujuan")
    tujuan_indeks = models.CharField(max_length=64, editable=False)
    tujuan_samar = models.CharField("tujuan", max_length=254, editable=False)
    sidik_kode = models.CharField(max_length=64, editable=False)
    dibuat_pada = models.DateTimeField("dibuat pada", db_default=Now())
    kedaluwarsa_pada = models.DateTimeField("kedaluwarsa pada")
    percobaan = models.PositiveSmallIntegerField("percobaan", default=0)
    dipakai_pada = models.DateTimeField("dipakai pada", null=True, blank=True)
    dibatalkan_pada = models.DateTimeField("dibatalkan pada", null=True, blank=True)

    class Meta:
        verbose_name = "kode OTP"
        verbose_name_plural = "kode OTP"
        indexes = [
            models.Index(fields=["tujuan_indeks", "-dibuat_pada"], name="otp_tujuan_terbaru"),
        ]

    def __str__(self) -> str:
        return f"{self.keperluan} {self.tujuan_samar}"


class Persetujuan(models.Model):
    """A consent: which text, when given, when withdrawn."""

    akun = models.ForeignKey(Akun, models.PROTECT, related_name="persetujuan")
    jenis = models.CharField("jenis", max_length=30)
    versi = models.CharField("versi", max_length=10)
    sidik_teks = models.CharField(max_length=64, editable=False)
    saluran = models.CharField("saluran", max_length=10, default="WEB")
    diberikan_pada = models.DateTimeField("diberikan pada", db_default=Now())
    ditarik_pada = models.DateTimeField("ditarik pada", null=True, blank=True)

    class Meta:
        verbose_name = "persetujuan"
        verbose_name_plural = "persetujuan"

    def __str__(self) -> str:
        return f"{self.jenis} v{self.versi}"
