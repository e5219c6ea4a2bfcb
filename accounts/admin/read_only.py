"""What the administration only shows: rows that are made and changed by services, or by nobody."""

from django.contrib import admin
from django.http import HttpRequest

from accounts.pages import KeysFirst


class LongList:
    """Beside an admin class whose rows are many: none is read that is not shown."""

    paginator = KeysFirst
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # counting every filter would read every row


class ReadOnly:
    """Beside an admin class: nobody adds, changes or deletes here, the administrator neither."""

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


class ReadOnlyAdmin(LongList, ReadOnly, admin.ModelAdmin):
    pass
