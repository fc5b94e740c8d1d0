"""Who of the accounts belongs to a story, and what that person knows. Outside production only."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from accounts.models import Akun


class OrangContoh(models.Model):
    """One person of a story; starting over makes another, since the book forgets nothing."""

    akun = models.OneToOneField(Akun, models.PROTECT, related_name="orang_contoh")
    cerita = models.CharField(max_length=20)
    # Everything synthetic that this person would know: KK, mother, accounts and what each does.
    tahu = models.JSONField(default=dict)
    dibuat_pada = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "orang contoh"
        verbose_name_plural = "orang contoh"

    def __str__(self) -> str:
        return self.cerita
