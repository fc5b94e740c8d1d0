"""Sessions, as rows that know whose they are and when something last happened in them."""

from __future__ import annotations

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from accounts.models.akun import Akun, Perangkat


class Sesi(AbstractBaseSession):
    """A session; a guest's has no account. `sidik` names it where its key must not be seen."""

    sidik = models.CharField(max_length=64, unique=True, editable=False)
    akun = models.ForeignKey(
        Akun, models.CASCADE, null=True, related_name="sesi", verbose_name="akun"
    )
    perangkat = models.ForeignKey(
        Perangkat, models.SET_NULL, null=True, related_name="sesi", verbose_name="perangkat"
    )
    masuk_pada = models.DateTimeField("masuk pada", null=True)
    terakhir_pada = models.DateTimeField("terakhir dipakai")

    class Meta:
        verbose_name = "sesi"
        verbose_name_plural = "sesi"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(akun=None) | models.Q(masuk_pada__isnull=False),
                name="sesi_akun_punya_waktu_masuk",
            ),
        ]

    def __str__(self) -> str:
        return self.sidik[:8]
