"""Pages of long lists."""

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet


class KeysFirst(Paginator):
    """Finds what stands on a page by keys alone, and only then reads these rows.

    A page deep in a list would else gather everything that it skips.
    """

    object_list: QuerySet

    def page(self, number: int | str) -> Page:
        page = super().page(number)
        keys = list(page.object_list.values_list("pk", flat=True))
        rows = self.object_list.in_bulk(keys)
        # Somebody may have taken a row away in between.
        page.object_list = [rows[key] for key in keys if key in rows]
        return page
