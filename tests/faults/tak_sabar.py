"""The portal's Celery app with a broker that gives a message away again after two seconds."""

from __future__ import annotations

from jmo.celery import aplikasi

aplikasi.conf.broker_transport_options = {
    **aplikasi.conf.broker_transport_options,
    "visibility_timeout": 2,
}
__all__ = ["aplikasi"]
