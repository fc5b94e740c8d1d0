"""How allauth's second factors behave here: secrets encrypted, names ours."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext as _

from accounts.models import Akun
from accounts.models.terenkripsi import KONTEKS_MFA, buka_teks, sandikan_teks


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth carries no types
    """The keys of authenticator apps and the seed of spare codes never lie open."""

    def encrypt(self, text: str) -> str:
        """Return the secret under the newest key of the ring."""
        return sandikan_teks(text, konteks=KONTEKS_MFA)

    def decrypt(self, encrypted_text: str) -> str:
        """Return what `encrypt` was given; raises GagalDekripsi rather than return ciphertext."""
        return buka_teks(encrypted_text, konteks=KONTEKS_MFA)

    def get_totp_issuer(self) -> str:
        """Return the portal's name, whatever host the request named."""
        return str(settings.NAMA_PORTAL)

    def get_totp_label(self, user: Akun) -> str:
        """Return the user name: an e-mail address has no place in an app that others may see."""
        return user.nama_pengguna

    def generate_authenticator_name(self, user: Akun, type: str) -> str:
        """Return a name for a new passkey."""
        nomor = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Kunci sandi %(nomor)s") % {"nomor": nomor}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return for whom passkeys are made: in production the portal's own address."""
        alamat = urlsplit(settings.ALAMAT_PORTAL).hostname
        if not settings.PRODUKSI:
            # Trying out happens under several names of this machine; a passkey wants the one used.
            alamat = context.request.get_host().partition(":")[0]
        return {"id": str(alamat), "name": settings.NAMA_PORTAL}

    def get_public_key_credential_user_entity(self, user: Akun) -> dict[str, Any]:
        """Return what a device shows beside a passkey: the user name, never a person's data."""
        isi: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return isi | {"display_name": user.nama_pengguna, "name": user.nama_pengguna}
