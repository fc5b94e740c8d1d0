"""Tables whose rows migrations bring; everything else is emptied between tests that commit."""

from __future__ import annotations

TABEL_TETAP = {
    "django_migrations",
    "django_content_type",
    "auth_permission",
    "auth_group",
    "auth_group_permissions",
    "saldo_ketentuan",
    "pengkinian_wilayah",
}
