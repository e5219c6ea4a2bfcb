"""Pages of long lists."""

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet


class KeysFirst(Paginator):
    """Finds what stands on a page by keys alone, and only then reads these rows.

    A page deep in a list would else gather everything that it skips.
    count: how many there are, where that was counted before.
    """

    object_list: QuerySet

    def __init__(
        self,
        rows: QuerySet,
        per_page: int,
        *args: object,
        count: int | None = None,
        **kwargs: object,
    ) -> None:
        super().__init__(rows, per_page, *args, **kwargs)
        if count is not None:
            self.count = count

    def page(self, number: int | str) -> Page:
        page = super().page(number)
        keys = list(page.object_list.values_list("pk", flat=True))
        rows = self.object_list.in_bulk(keys)
        # Somebody may have taken a row away in between.
        page.object_list = [rows[key] for key in keys if key in rows]
        return page
