"""The Celery app. Workers of queue `wajah` load the face library once, before the first task."""

from __future__ import annotations

import os
import warnings
from typing import Any

from celery import Celery
from celery.exceptions import SecurityWarning
from celery.signals import setup_logging, task_prerun

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jmo.settings")

if os.environ.get("JMO_MODE") == "coba":
    # Trying out as root is allowed; eight lines per worker would bury the address to open.
    warnings.filterwarnings("ignore", category=SecurityWarning)

aplikasi = Celery("jmo")
aplikasi.config_from_object("django.conf:settings", namespace="CELERY")
aplikasi.autodiscover_tasks(["accounts", "saldo", "pengkinian", "klaim_jht"])
# Celery would close the database's connection before and after every task: a fork of the server
# and cold plans for each statement. Instead it is kept as a web process keeps it, and looked after
# below. The name goes past the namespace, because that is where Celery looks for it.
aplikasi.conf["CELERY_DB_REUSE_MAX"] = 1_000_000


@task_prerun.connect
def segarkan_sambungan(task: Any = None, **_: Any) -> None:
    """Drop connections that are old or broken, and let the first query check the others."""
    if task is not None and not task.request.is_eager:
        from django.db import close_old_connections

        close_old_connections()


@setup_logging.connect
def catat_seperti_portal(**_: Any) -> None:
    """Log as the web process does, with identifiers removed."""
    from logging.config import dictConfig

    from django.conf import settings

    dictConfig(settings.LOGGING)
