"""What the administration only shows: rows that are made and changed by services, or by nobody."""

from django.contrib import admin
from django.http import HttpRequest


class ReadOnly:
    """Beside an admin class: nobody adds, changes or deletes here, the administrator neither."""

    show_facets = admin.ShowFacets.NEVER  # counting every filter would read every row

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


class ReadOnlyAdmin(ReadOnly, admin.ModelAdmin):
    pass
