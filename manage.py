#!/usr/bin/env python
"""Run a management command; those that change tables connect as the owner of the database."""

from __future__ import annotations

import os
import sys

PERINTAH_PEMILIK = {"migrate", "makemigrations", "sqlmigrate", "showmigrations", "dbshell", "flush"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jmo.settings")
    if os.environ.get("JMO_MODE") is None and not os.environ.get("DATABASE_URL"):
        # Without a database of its own this can only be the portal of `make run`.
        os.environ["JMO_MODE"] = "coba"
    if len(sys.argv) > 1 and sys.argv[1] in PERINTAH_PEMILIK:
        os.environ.setdefault("JMO_PERAN_DB", "pemilik")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
