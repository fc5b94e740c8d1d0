"""The Celery app. Workers of queue `wajah` load the face library once, before the first task."""

from __future__ import annotations

import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jmo.settings")

aplikasi = Celery("jmo")
aplikasi.config_from_object("django.conf:settings", namespace="CELERY")
aplikasi.autodiscover_tasks(["accounts", "saldo", "pengkinian", "klaim_jht"])


@setup_logging.connect
def catat_seperti_portal(**_: Any) -> None:
    """Log as the web process does, with identifiers removed."""
    from logging.config import dictConfig

    from django.conf import settings

    dictConfig(settings.LOGGING)
