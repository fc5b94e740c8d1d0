"""What the pages of this app share."""

from __future__ import annotations

from typing import Any

from accounts.admin_dasar import AdminBaca, Sebaris
from accounts.models import Peserta


class SebarisTertaut(Sebaris):
    """Rows below an object, each with the way to its own page."""

    show_change_link = True


class LewatKartu(AdminBaca):
    """Rows of a card: reading one counts as reading its person."""

    def peserta_dari(self, objek: Any) -> Peserta | None:
        kartu = objek.kepesertaan
        return kartu.peserta if kartu is not None else None


class LewatAkun(AdminBaca):
    """Rows of an account: reading one counts as reading the person of its card, if it has one."""

    def peserta_dari(self, objek: Any) -> Peserta | None:
        kartu = objek.akun.kepesertaan
        return kartu.peserta if kartu is not None else None
