"""All settings. The environment is the only fork; JMO_MODE unset means production."""

from __future__ import annotations

import hashlib
import os
from base64 import b64encode
from pathlib import Path
from typing import Any

from celery.schedules import crontab

from jmo import env, layanan

BASE_DIR = Path(__file__).resolve().parent.parent

# --- Mode ---------------------------------------------------------------------------------------
MODE = env.mode()
PRODUKSI = MODE == "produksi"
DEBUG = env.boolean("DEBUG", baku=False)
NAMA_PORTAL = env.teks("NAMA_PORTAL", "JMO")
# Who withholds the tax, as slips of withheld tax name it.
NAMA_PEMOTONG = env.teks("NAMA_PEMOTONG", NAMA_PORTAL)
NPWP_PEMOTONG = env.teks("NPWP_PEMOTONG", "")
TEMPAT = layanan.tempat_sekarang().folder

# --- Secrets: production has no default, trying out derives them from a word of its own ---------


def _rahasia(nama: str) -> str:
    if PRODUKSI:
        return env.rahasia(nama)
    return env.rahasia(nama, "bukan-rahasia-" + hashlib.sha256(nama.encode()).hexdigest())


SECRET_KEY = _rahasia("SECRET_KEY")
# Key ring of the encrypted fields: "id:base64,id:base64", the first one encrypts; changed as
# docs/resep/kunci.md says. KUNCI_INDEKS keys the blind indexes and stays as it is.
KUNCI_DATA = _rahasia("KUNCI_DATA")
KUNCI_INDEKS = _rahasia("KUNCI_INDEKS")
# Ed25519 secret (32 bytes in base64) that signs cards and statements, and the public halves of
# earlier ones (base64), whose tokens stay valid. docs/keputusan/0010-tanda-dokumen.md
_kunci_contoh = b64encode(hashlib.sha256(b"KUNCI_DOKUMEN").digest()).decode()
KUNCI_DOKUMEN = env.kunci_ed25519(
    "KUNCI_DOKUMEN", env.rahasia("KUNCI_DOKUMEN", None if PRODUKSI else _kunci_contoh)
)
KUNCI_DOKUMEN_LAMA = [
    env.kunci_ed25519("KUNCI_DOKUMEN_LAMA", satu)
    for satu in env.daftar("KUNCI_DOKUMEN_LAMA", baku=[])
]

ALLOWED_HOSTS = env.daftar("ALLOWED_HOSTS", baku=[] if PRODUKSI else ["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = env.daftar("CSRF_TRUSTED_ORIGINS", baku=[])
ALAMAT_PORTAL = env.teks("ALAMAT_PORTAL", None if PRODUKSI else "http://127.0.0.1:8000")

# --- Sandbox, sample data: outside production only ----------------------------------------------
PAKAI_SANDBOX = env.boolean("PAKAI_SANDBOX", baku=not PRODUKSI)
TARIF_CONTOH = env.boolean("TARIF_CONTOH", baku=not PRODUKSI)
SANDBOX_KENDALI = env.teks("JMO_SANDBOX_KENDALI", "kendali-contoh")
SANDBOX_PORT = {
    "dukcapil": env.bilangan("SANDBOX_PORT_DUKCAPIL", baku=8101),
    "bank": env.bilangan("SANDBOX_PORT_BANK", baku=8102),
    "kotak_masuk": env.bilangan("SANDBOX_PORT_KOTAK_MASUK", baku=8103),
}
SANDBOX_INANG = env.teks("SANDBOX_INANG", "127.0.0.1")
SANDBOX_URL = {nama: f"http://{SANDBOX_INANG}:{port}" for nama, port in SANDBOX_PORT.items()}
FOLDER_FOTO = Path(env.teks("JMO_FOTO", str(BASE_DIR / ".jmo" / "foto")))
FOLDER_KAMERA_CONTOH = Path(env.teks("JMO_KAMERA_CONTOH", str(BASE_DIR / ".jmo" / "kamera-contoh")))
# NIK of province 99 cannot exist: they are the synthetic ones.
PROVINSI_NIK_TAMBAHAN = frozenset() if PRODUKSI else frozenset({"99"})

if PRODUKSI:
    if DEBUG:
        raise env.LingkunganSalah("Setting DEBUG: must be off in production.")
    if PAKAI_SANDBOX or "SANDBOX_URL" in os.environ:
        raise env.LingkunganSalah("Setting PAKAI_SANDBOX: the sandbox has no place in production.")
    if TARIF_CONTOH:
        raise env.LingkunganSalah("Setting TARIF_CONTOH: sample rates have no place in production.")
    if len(SECRET_KEY) < 50 or "bukan-rahasia" in SECRET_KEY + KUNCI_DATA + KUNCI_INDEKS:
        raise env.LingkunganSalah("Setting SECRET_KEY: too short, or a secret of the sandbox.")
    if _kunci_contoh == KUNCI_DOKUMEN:
        raise env.LingkunganSalah("Setting KUNCI_DOKUMEN: the sandbox's key is known to everybody.")
    if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
        raise env.LingkunganSalah("Setting ALLOWED_HOSTS: name the exact hosts.")

# --- Apps ---------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "lucide",
    "rest_framework",
    "drf_spectacular",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "jmo",
    "accounts",
    "saldo",
    "pengkinian",
    "klaim_jht",
    *([] if PRODUKSI else ["jmo.benih"]),
]
AUTH_USER_MODEL = "accounts.Akun"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "jmo.urls"
WSGI_APPLICATION = "jmo.wsgi.application"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "jmo.middleware.PermintaanMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.SesiMiddleware",
    "jmo.middleware.BahasaAkunMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "jmo.middleware.GalatMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "jmo.konteks.portal",
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "jmo.templatetags.jmo",
            ],
        },
    }
]
COTTON_DIR = "cotton"

# --- Database: processes connect as jmo_aplikasi, only migrations as the owner ------------------
PERAN_DB = env.teks("JMO_PERAN_DB", "aplikasi")
if PERAN_DB not in {"aplikasi", "pemilik"}:
    raise env.LingkunganSalah("Setting JMO_PERAN_DB: is none of aplikasi, pemilik.")


def _basis_data() -> dict[str, Any]:
    baku: dict[str, Any] = {
        "ENGINE": "jmo.basisdata",
        # A kept connection saves a fork and a handshake per request; the check tells a dead one.
        "CONN_MAX_AGE": env.bilangan("CONN_MAX_AGE", baku=600),
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
        "TEST": {"NAME": "uji_jmo"},
    }
    alamat = env.basis_data("DATABASE_URL")
    if alamat is None:
        if PRODUKSI:
            raise env.LingkunganSalah("Setting DATABASE_URL: must be set.")
        pengguna = layanan.PEMILIK if PERAN_DB == "pemilik" else layanan.APLIKASI
        return {
            **baku, "NAME": layanan.NAMA_BASIS, "USER": pengguna, "TERTANAM": True,
            "HOST": str(layanan.tempat_sekarang().soket),
        }  # fmt: skip
    pilihan = {
        nama.removeprefix("OPTIONS."): isi
        for nama, isi in alamat.items()
        if nama.startswith("OPTIONS.")
    }
    inti = {nama: isi for nama, isi in alamat.items() if not nama.startswith("OPTIONS.")}
    if PERAN_DB == "aplikasi" and alamat["USER"] != layanan.APLIKASI:
        # One address is enough to try out: the owner connects and steps down at once.
        pilihan["options"] = f"-c role={layanan.APLIKASI}"
    return {**baku, **inti, "OPTIONS": pilihan}


DATABASES = {"default": _basis_data()}

# --- Redis: broker and cache --------------------------------------------------------------------
REDIS_TERTANAM = not os.environ.get("REDIS_URL")
if PRODUKSI and REDIS_TERTANAM:
    raise env.LingkunganSalah("Setting REDIS_URL: must be set.")
REDIS_URL = env.teks("REDIS_URL", layanan.tempat_sekarang().url_valkey).rstrip("/")


def _redis(nomor: int) -> str:
    return f"{REDIS_URL}?db={nomor}" if REDIS_URL.startswith("unix:") else f"{REDIS_URL}/{nomor}"


CACHES = {
    "default": {
        "BACKEND": "jmo.singgahan.SinggahanRedis",
        "LOCATION": _redis(1),
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
    }
}

# --- Celery: the row is the work, the queue only the bell (docs/arsitektur.md) ------------------
if REDIS_URL.startswith("unix:"):
    CELERY_BROKER_URL = REDIS_URL.replace("unix:", "redis+socket:", 1) + "?virtual_host=0"
else:
    CELERY_BROKER_URL = f"{REDIS_URL}/0"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_TIME_LIMIT = 90
CELERY_TASK_SOFT_TIME_LIMIT = 60
# A killed worker's message comes back after the visibility timeout; the sweep comes long before it.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 1,
    "socket_timeout": 5,
    # Without these a bell tries for six seconds, inside the web request that rings it.
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
}
CELERY_VISIBILITY_TIMEOUT = 300
# A dead broker must not hang a web request: the sweep finds the row anyway.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 10
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Asia/Jakarta"
CELERY_TASK_DEFAULT_QUEUE = "umum"
ANTREAN = ("wajah", "dukcapil", "pembayaran", "pesan", "umum")
CELERY_TASK_ROUTES = {
    "pengkinian.periksa_wajah": {"queue": "wajah"},
    "pengkinian.periksa_dukcapil": {"queue": "dukcapil"},
    "pengkinian.periksa_rekening": {"queue": "dukcapil"},
    "klaim_jht.periksa_kematian": {"queue": "dukcapil"},
    "klaim_jht.periksa_pemohon": {"queue": "dukcapil"},
    "klaim_jht.kirim_pembayaran": {"queue": "pembayaran"},
    "klaim_jht.proses_klaim": {"queue": "pembayaran"},
    "accounts.kirim_pesan": {"queue": "pesan"},
}
CELERY_BEAT_SCHEDULE = {
    # A payment waits at most one sweep after a kill (60 s promised, lease of 30 s included).
    "sapu-pembayaran": {"task": "klaim_jht.sapu_pembayaran", "schedule": 10.0},
    # What a bank takes back it takes back within days: a minute more does not matter.
    "sapu-tanya-akhir": {"task": "klaim_jht.sapu_tanya_akhir", "schedule": 60.0},
    # Yesterday's statement; a bank that has none yet is asked again, so is a day that was missed.
    "ambil-rekening-koran": {
        "task": "klaim_jht.ambil_rekening_koran",
        "schedule": crontab(hour="1,3,5,7", minute=15),
    },
    # Claims that a lost message left behind: same promise.
    "sapu-klaim": {"task": "klaim_jht.sapu_klaim", "schedule": 10.0},
    # Scheduled claims file themselves at 00.05 WIB: the sweep is their clock.
    "sapu-jadwal": {"task": "klaim_jht.sapu_jadwal", "schedule": 30.0},
    # A promise ends at a minute: officers hear of it within one.
    "sapu-janji": {"task": "klaim_jht.sapu_janji", "schedule": 60.0},
    # An answer has days, not minutes: five of those are soon enough.
    "sapu-keberatan": {"task": "klaim_jht.sapu_keberatan", "schedule": 300.0},
    # Good news comes by day; the second round is for what a standstill left behind.
    "sapu-kabar-hak": {
        "task": "klaim_jht.sapu_kabar_hak",
        "schedule": crontab(hour="8,14", minute=5),
    },
    # Money that came after a claim was waited for by nobody: minutes are soon enough.
    "sapu-susulan": {"task": "klaim_jht.sapu_susulan", "schedule": 300.0},
    # More than the hourly caps may not go out for long: a quarter of a minute.
    "periksa-pagu": {"task": "klaim_jht.periksa_pagu", "schedule": 15.0},
    # Slips of withheld tax are also written on demand; this keeps the series near the payments.
    "terbitkan-bukti": {"task": "klaim_jht.terbitkan_bukti", "schedule": 900.0},
    # Somebody watches a page while a face or NIK is checked.
    "sapu-verifikasi": {"task": "pengkinian.sapu_verifikasi", "schedule": 10.0},
    # Money that a report "this was not me" held goes on a minute after it was closed.
    "sapu-bukan-saya": {"task": "klaim_jht.sapu_bukan_saya", "schedule": 60.0},
    # Somebody who forgot the account sits before the page and waits for a code.
    "sapu-pemulihan": {"task": "pengkinian.sapu_pemulihan", "schedule": 15.0},
    # Codes live five minutes; half a minute of delay is bearable.
    "sapu-pesan": {"task": "accounts.sapu_pesan", "schedule": 15.0},
    # Rows of sessions that are over for half a day: once an hour is enough.
    "bersihkan-sesi": {"task": "accounts.bersihkan_sesi", "schedule": 3600.0},
    # Nobody watches a report of a death; the account of the dead should not stay open for long.
    "sapu-pemohon": {"task": "klaim_jht.sapu_pemohon", "schedule": 30.0},
    "sapu-kematian": {"task": "klaim_jht.sapu_kematian", "schedule": 30.0},
    # Once a day is enough for photos past their 30 days and drafts past theirs.
    "bersihkan": {"task": "pengkinian.bersihkan", "schedule": 3600.0},
    # A journal joins the chain of hashes within minutes, never inside a payment's transaction.
    "segel-buku": {"task": "saldo.segel_buku", "schedule": 120.0},
    # A yearly run whose worker died goes on within minutes; nobody waits for a single card.
    "sapu-putaran": {"task": "saldo.sapu_putaran", "schedule": 60.0},
    # An officer watches the progress of a file; a killed worker's file goes on within a minute.
    "sapu-unggahan": {"task": "saldo.sapu_unggahan", "schedule": 20.0},
    # Uploaded files past their 30 days: once an hour is enough.
    "bersihkan-unggahan": {"task": "saldo.bersihkan_unggahan", "schedule": 3600.0},
    # Papers of reports long closed: a day more or less does not matter.
    "bersihkan-bukti": {"task": "saldo.bersihkan_bukti", "schedule": 3600.0},
    # Papers of claims long over, of drafts left alone, and those replaced.
    "bersihkan-berkas": {"task": "klaim_jht.bersihkan_berkas", "schedule": 3600.0},
    # Each night, before the day's first payments: every invariant of the book.
    "periksa-buku": {"task": "saldo.periksa_buku", "schedule": crontab(hour=2, minute=30)},
    # An employer's time ends at midnight; the officers' list is read from the morning on.
    "sapu-laporan": {"task": "saldo.sapu_laporan", "schedule": 300.0},
    # A worker can be alive and deaf: each queue writes a row that /sehat reads.
    **{
        f"denyut-{antrean}": {
            "task": "accounts.denyut",
            "schedule": 20.0,
            "args": [antrean],
            "options": {"queue": antrean, "expires": 60},
        }
        for antrean in ANTREAN
    },
}
# Officers are warned when this much of the promised time is gone (per cent).
JANJI_PERINGATAN_PERSEN = [
    int(butir) for butir in env.daftar("JANJI_PERINGATAN_PERSEN", baku=["50", "80"])
]
# Seconds that a worker holds a row before another may take it over: longer than its hard limit.
SEWA_DETIK = {
    "pembayaran": 30,
    "wajah": 100,
    "dukcapil": 60,
    "pesan": 60,
    "umum": 100,
    "unggahan": 45,
}

# --- Login: allauth -----------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["accounts.backends.AkunBackend"]
PASSWORD_HASHERS = [
    "accounts.sandi_lama.Argon2",
    "accounts.sandi_lama.WarisanTerbungkus",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 8},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["nama_pengguna", "email"]},
    },
]
ACCOUNT_ADAPTER = "accounts.adapter.AkunAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "nama_pengguna"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # contacts are proved inside the data update, by our own codes
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
PASSWORD_RESET_TIMEOUT = 1800
ACCOUNT_LOGOUT_ON_GET = False
# A whole factory may stand behind one address; successful logins give their failure count back.
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    # Per login and place the wait grows (accounts/services/hitungan_masuk.py); this is the whole of
    # what all places together may try on one login: NIST SP 800-63B 3.2.2 names 100.
    "login_failed": "60/m/ip,100/h/key",
    "reset_password": "10/m/ip,5/h/key",
    # The public check of cards and statements: a counter scans many, a machine tries thousands.
    "periksa": "60/m/ip",
    # A family reports once; many may share one address. The same number again changes nothing.
    "lapor_kematian": "30/h/ip,5/d/key",
    # A whole village may register behind one address of a carrier.
    "akun_baru": "60/h/ip",
}
ACCOUNT_FORMS = {"login": "accounts.forms.MasukForm"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.bilangan("JUMLAH_PROKSI", baku=0)
MFA_ADAPTER = "accounts.adapter_mfa.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# Browsers give passkeys on https and on localhost alone; trying out happens on the latter.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUKSI
# The clock of a cheap phone is half a minute off; the code before and after is taken, too.
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": "600/m/ip"}
# A remembered browser is not asked for the second factor; forgetting the device ends that.
MFA_TRUST_ENABLED = True
MFA_TRUST_COOKIE_NAME = "jmo_percaya"
MFA_TRUST_COOKIE_AGE = 30 * 24 * 3600
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"

# --- Sessions and cookies: 12 hours in all ------------------------------------------------------
# The table knows whose a session is; it ends after 15 idle minutes (accounts/rules/sesi.py).
SESSION_ENGINE = "accounts.sesi"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_NAME = "jmo_sesi"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
AMAN = env.boolean("HTTPS", baku=PRODUKSI)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = AMAN
# Scripts take the token against forgery from the page, never from the cookie.
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_NAME = "jmo_bahasa"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
SECURE_SSL_REDIRECT = AMAN
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.bilangan("JUMLAH_PROKSI", baku=0) else None
)
SECURE_HSTS_SECONDS = 63_072_000 if AMAN else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = AMAN
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if not PRODUKSI:
    SILENCED_SYSTEM_CHECKS = [
        # Trying out happens on plain http on this machine.
        "security.W004", "security.W008", "security.W009", "security.W012", "security.W016",
    ]  # fmt: skip

# --- Content security policy: nothing inline, nothing from elsewhere ----------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "media-src": ["'self'", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    },
}

# --- Languages, time, static files --------------------------------------------------------------
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "jmo" / "locale"]
FORMAT_MODULE_PATH = ["jmo.formats"]
TIME_ZONE = "Asia/Jakarta"
USE_TZ = USE_I18N = True
STATIC_URL = "/statis/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(
    env.teks(
        "STATIC_ROOT", str(TEMPAT / "statis" if not PRODUKSI else BASE_DIR / "statis-terkumpul")
    )
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if MODE != "uji"
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = MODE == "uji"
# A page carries at most five pictures of a face, 1 MB in all; a photo file may have 5 MB.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200

# --- Other systems ------------------------------------------------------------------------------
DUKCAPIL: dict[str, Any] = {
    "url": env.teks("DUKCAPIL_URL", None if PRODUKSI else SANDBOX_URL["dukcapil"]),
    "pelanggan": env.teks("DUKCAPIL_PELANGGAN", None if PRODUKSI else "JMO"),
    "pengguna": env.teks("DUKCAPIL_PENGGUNA", None if PRODUKSI else "jmo"),
    "sandi": _rahasia("DUKCAPIL_SANDI"),
    "ip": env.teks("DUKCAPIL_IP", "127.0.0.1"),
    "ambang": env.bilangan("DUKCAPIL_AMBANG", baku=80, minimum=1),
}
BANK: dict[str, Any] = {
    "url": env.teks("BANK_URL", None if PRODUKSI else SANDBOX_URL["bank"]),
    "client_id": env.teks("BANK_CLIENT_ID", None if PRODUKSI else "jmo-contoh"),
    "client_secret": _rahasia("BANK_CLIENT_SECRET"),
    "kunci_privat": env.teks(
        "BANK_KUNCI_PRIVAT", None if PRODUKSI else str(TEMPAT / "sandbox" / "kunci_privat.pem")
    ),
    # With its key the bank signs its notices to us; without one every notice is refused.
    "kunci_publik": env.teks(
        "BANK_KUNCI_PUBLIK",
        "" if PRODUKSI else str(TEMPAT / "sandbox" / "bank_kunci_publik.pem"),
    ),
    "partner_id": env.teks("BANK_PARTNER_ID", None if PRODUKSI else "JMO0001"),
    "channel_id": env.teks("BANK_CHANNEL_ID", "95001"),
    "rekening_sumber": env.teks("BANK_REKENING_SUMBER", None if PRODUKSI else "9990001112223"),
    "nama_sumber": env.teks("BANK_NAMA_SUMBER", "JMO"),
    "kode_bank": env.teks("BANK_KODE", "008"),
    "tolak_referensi_ganda": env.boolean("BANK_TOLAK_REFERENSI_GANDA", baku=False),
    # First inquiries after an unknown answer; a real bank wants minutes.
    "tanya_setelah_detik": [
        int(butir)
        for butir in env.daftar(
            "BANK_TANYA_SETELAH",
            baku=["60", "120", "300", "600", "900"] if PRODUKSI else ["5", "30", "60"],
        )
    ],
    # Above this a payment to another bank goes over RTGS, within these hours of working days (WIB).
    "batas_bifast": env.bilangan("BANK_BATAS_BIFAST", baku=250_000_000, minimum=1),
    "rtgs_buka": env.jam("BANK_RTGS_BUKA", baku="08:00"),
    "rtgs_tutup": env.jam("BANK_RTGS_TUTUP", baku="15:00"),
    # The file format in which the bank hands over its statements.
    "bentuk_rekening_koran": env.teks("BANK_BENTUK_KORAN", "MT940"),
    "connect_detik": env.bilangan("BANK_CONNECT_DETIK", baku=3, minimum=1),
    "read_detik": env.bilangan("BANK_READ_DETIK", baku=10, minimum=1),
}
if BANK["rtgs_buka"] >= BANK["rtgs_tutup"]:
    raise env.LingkunganSalah("Setting BANK_RTGS_TUTUP: must be later than BANK_RTGS_BUKA.")
if BANK["bentuk_rekening_koran"] not in ("CSV", "MT940"):
    raise env.LingkunganSalah("Setting BANK_BENTUK_KORAN: must be CSV or MT940.")
PESAN: dict[str, Any] = {
    "url": env.teks("PESAN_URL", None if PRODUKSI else SANDBOX_URL["kotak_masuk"]),
    "kunci": _rahasia("PESAN_KUNCI"),
}

# --- Logs: structured, without personal data ----------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"samarkan": {"()": "jmo.catatan.SamarkanFilter"}},
    "formatters": {"baris": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "layar": {"class": "logging.StreamHandler", "formatter": "baris", "filters": ["samarkan"]},
    },
    "root": {"handlers": ["layar"], "level": env.teks("LOG_LEVEL", "INFO")},
    "loggers": {
        "django.server": {"handlers": ["layar"], "propagate": False},
        "urllib3": {"level": "WARNING"},
    },
}

# --- API ----------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": ["rest_framework.throttling.UserRateThrottle"],
    "DEFAULT_THROTTLE_RATES": {"user": "120/min"},
    "EXCEPTION_HANDLER": "jmo.api.tangani_galat",
}
SPECTACULAR_SETTINGS = {"TITLE": "JMO", "VERSION": "1", "SERVE_INCLUDE_SCHEMA": False}
