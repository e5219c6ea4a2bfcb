"""Rights, and whoever has them, are managed by superusers alone.

Else the right to change users would be every right: one's own row takes any, another's address
takes its letters, and a group hands on what it holds.
"""

from collections.abc import Iterable

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from accounts.models import User

GIVEN = ("is_staff", "is_superuser", "groups", "user_permissions")

admin.site.unregister(Group)


class KeepsRights:
    """Beside the admin class of users."""

    def get_readonly_fields(
        self, request: HttpRequest, obj: User | None = None
    ) -> tuple[str, ...]:
        shown = super().get_readonly_fields(request, obj)
        return shown if request.user.is_superuser else (*shown, *GIVEN)

    def has_change_permission(
        self, request: HttpRequest, obj: User | None = None
    ) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and _is_within_reach(request, obj)

    def has_delete_permission(
        self, request: HttpRequest, obj: User | None = None
    ) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and _is_within_reach(request, obj)

    def refuse_out_of_reach(self, request: HttpRequest, users: Iterable[User]) -> None:
        """Before anything is done to one of several rows."""
        if not all(self.has_change_permission(request, user) for user in users):
            raise PermissionDenied


def _is_within_reach(request: HttpRequest, user: User | None) -> bool:
    if user is None or request.user.is_superuser:
        return True
    return not (user.is_staff or user.is_superuser)


@admin.register(Group)
class OwnGroupAdmin(GroupAdmin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    def has_change_permission(
        self, request: HttpRequest, obj: Group | None = None
    ) -> bool:
        return request.user.is_superuser

    def has_delete_permission(
        self, request: HttpRequest, obj: Group | None = None
    ) -> bool:
        return request.user.is_superuser
