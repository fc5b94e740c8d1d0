"""Where sessions lie: Django's store in the database, on a table that knows account and clock."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone

from accounts.models import Sesi, indeks
from accounts.rules.sesi import KETENTUAN_SESI, AkhirSesi, periksa_sesi, sisa_detik

KUNCI_MASUK = "masuk_pada"
KUNCI_PERANGKAT = "perangkat"


def sidik_sesi(kunci: str | None) -> str:
    """Return what names a session where its key must not be seen; "" for none."""
    return indeks(kunci, ruang="sesi") if kunci else ""


class SessionStore(db.SessionStore):
    """Ends what was idle or long enough at the moment in which somebody comes with it."""

    def __init__(self, session_key: str | None = None) -> None:
        """Take the key that the browser brought."""
        super().__init__(session_key)
        self.berakhir: AkhirSesi | None = None
        self.baris: Sesi | None = None

    @classmethod
    def get_model_class(cls) -> type[Sesi]:
        """Return the table."""
        return Sesi

    def _get_session_from_db(self) -> Sesi | None:
        """Return the row; one that is over is deleted, and why is kept for whoever asks."""
        kini = timezone.now()
        baris = Sesi.objects.filter(session_key=self.session_key).first()
        if baris is not None and baris.akun_id and baris.masuk_pada:
            self.berakhir = periksa_sesi(
                masuk_pada=baris.masuk_pada, terakhir_pada=baris.terakhir_pada, kini=kini,
                ketentuan=KETENTUAN_SESI,
            )  # fmt: skip
        if baris is not None and (self.berakhir or baris.expire_date <= kini):
            baris.delete()
            baris = None
        if baris is None:
            self._session_key = None
        self.baris = baris
        return baris

    def create_model_instance(self, data: dict[str, Any]) -> Sesi:
        """Write beside the data whose they are; the twelve hours run from the login."""
        kini = timezone.now()
        akun_id = data.get(SESSION_KEY)
        if akun_id is not None:
            data.setdefault(KUNCI_MASUK, int(kini.timestamp()))
        baris = super().create_model_instance(data)
        assert isinstance(baris, Sesi)
        baris.sidik = sidik_sesi(baris.session_key)
        baris.terakhir_pada = kini
        if akun_id is not None:
            baris.akun_id = int(akun_id)
            baris.perangkat_id = data.get(KUNCI_PERANGKAT)
            baris.masuk_pada = datetime.fromtimestamp(data[KUNCI_MASUK], UTC)
            batas = baris.masuk_pada + KETENTUAN_SESI.lama
            baris.expire_date = min(baris.expire_date, batas)
        self.baris = baris
        return baris

    def sisa_detik(self) -> int | None:
        """Return the seconds left of a login if nothing happens, None for a guest."""
        baris = self.baris
        if baris is None or baris.akun_id is None or baris.masuk_pada is None:
            return None
        return sisa_detik(
            masuk_pada=baris.masuk_pada, terakhir_pada=baris.terakhir_pada, kini=timezone.now(),
            ketentuan=KETENTUAN_SESI,
        )  # fmt: skip
