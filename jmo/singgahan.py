"""The cache on Redis; when it does not answer, pages go on without it."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

from jmo import layanan

log = logging.getLogger(__name__)


class KlienRedis(RedisCacheClient):
    """Redis client whose failures read as a miss: rate limits then fall open, pages stay up."""

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        """Return the client, with the embedded server running."""
        if settings.REDIS_TERTANAM:
            layanan.pastikan()
        return super().get_client(key, write=write)

    def get(self, key: Any, default: Any) -> Any:
        """Return the value, or the default when Redis does not answer."""
        try:
            return super().get(key, default)
        except RedisError:
            log.warning("singgahan tidak menjawab")
            return default

    def set(self, key: Any, value: Any, timeout: Any) -> None:
        """Store the value; when Redis does not answer, go on without."""
        try:
            super().set(key, value, timeout)
        except RedisError:
            log.warning("singgahan tidak menjawab")

    def add(self, key: Any, value: Any, timeout: Any) -> bool:
        """Store the value unless there is one; without Redis as if there was none.

        allauth takes its locks by this: False would make every login wait a second and fail.
        """
        try:
            return bool(super().add(key, value, timeout))
        except RedisError:
            log.warning("singgahan tidak menjawab")
            return True

    def delete(self, key: Any) -> bool:
        """Drop the value; when Redis does not answer, it is out of reach anyway."""
        try:
            return bool(super().delete(key))
        except RedisError:
            log.warning("singgahan tidak menjawab")
            return False


class SinggahanRedis(RedisCache):
    """Django's Redis cache with our client."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        """Take the settings as Django gives them."""
        super().__init__(server, params)
        self._class = KlienRedis
