"""Who logs in: a user name or an e-mail address, and one Argon2 computation whatever the answer."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from accounts.selectors import cari_akun_masuk

# allauth's own backend checks the password again for each way in which a login can be read, so
# the time of its answer tells known addresses from unknown ones. Ours looks once and checks once.


class AkunBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth carries no types
    """Takes the login as a user name first, then as an e-mail address that is not shared."""

    def _authenticate(
        self, request: HttpRequest | None, **kredensial: Any
    ) -> AbstractBaseUser | None:
        login = kredensial.get("username") or kredensial.get("email")
        if not login:
            return None
        akun = cari_akun_masuk(str(login))
        hasil: AbstractBaseUser | None = self._check_password(akun, kredensial["password"])
        return hasil
