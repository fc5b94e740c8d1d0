"""The stages of a login where they differ from allauth's."""

from __future__ import annotations

from allauth.mfa.internal.flows.trust import is_trusted_browser
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.internal.flows import did_use_passwordless_login
from django.http import HttpRequest

from accounts.selectors import perangkat_dikenal
from accounts.services.masuk import sidik_perangkat


class TahapFaktorKedua(AuthenticateStage):  # type: ignore[misc]  # allauth carries no types
    """Asks a trusted browser, too, once its owner has forgotten it on the page of devices."""

    def _should_handle(self, request: HttpRequest) -> bool:
        if super()._should_handle(request):
            return True
        akun = self.login.user
        if akun is None or did_use_passwordless_login(request, akun):
            return False
        if not is_mfa_enabled(akun, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]):
            return False
        sidik = sidik_perangkat(request.COOKIES.get("jmo_perangkat", ""))
        return is_trusted_browser(request, akun) and not perangkat_dikenal(akun, sidik)
