from __future__ import annotations

from typing import Any

from django.apps import AppConfig, apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

# The apps whose sentences are ours; Django and its packages bring their own English.
APLIKASI = ("jmo", "accounts", "saldo", "pengkinian", "klaim_jht")


class JmoConfig(AppConfig):
    name = "jmo"

    def ready(self) -> None:
        """Let the names of apps, models, columns and choices follow the reader's language.

        They are sentences like any other and stand in the catalogue, so no model needs to wrap
        each of its hundred names.
        """
        for aplikasi in apps.get_app_configs():
            if aplikasi.name in APLIKASI:
                aplikasi.verbose_name = _malas(aplikasi.verbose_name)
                for model in aplikasi.get_models():
                    _malaskan(model._meta)


def _malaskan(meta: Any) -> None:
    meta.verbose_name = _malas(meta.verbose_name)
    meta.verbose_name_plural = _malas(meta.verbose_name_plural)
    for kolom in (*meta.local_fields, *meta.local_many_to_many):
        kolom.verbose_name = _malas(kolom.verbose_name)
        kolom.help_text = _malas(kolom.help_text)
        if kolom.choices:
            kolom.choices = [(nilai, _malas(label)) for nilai, label in kolom.flatchoices]


def _malas(nama: Any) -> Any:
    return gettext_lazy(nama) if nama and not isinstance(nama, Promise) else nama
