"""Pages of long lists."""

from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import Model, QuerySet

from language.ids import key_in


class KeysFirst(Paginator):
    """Finds what stands on a page by keys alone, and only then reads these rows.

    A page deep in a list would else gather everything that it skips. rows: their order tells every
    one from all others. count: how many there are, where that was counted before.
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
        page.object_list = _read(self.object_list, self._keys(page))
        return page

    def _keys(self, page: Page) -> list[int]:
        behind = self.count - (page.number - 1) * self.per_page
        keys = self.object_list.values_list("pk", flat=True)
        # The nearer end: an index is walked from either one, past all that is skipped.
        if not keys.ordered or 2 * behind > self.count:
            start = self.count - behind
            return list(keys[start : start + self.per_page])
        from_end = keys.reverse()[max(0, behind - self.per_page) : behind]
        return list(from_end)[::-1]


class Onward(Paginator):
    """Of a list that costs more to count than to begin: one key more tells whether a page follows.

    It is counted only for whoever asks for a page beyond its end. rows_of: what the rows of a
    page are read from, by their keys.
    """

    object_list: QuerySet

    def __init__(self, rows: QuerySet, per_page: int, rows_of: QuerySet) -> None:
        super().__init__(rows, per_page)
        self._rows_of = rows_of

    def get_page(self, number: int | str | None) -> Page:
        asked = str(number)
        # So far back there is no page, and no database could be asked for it.
        is_too_far = asked.isdecimal() and key_in(asked) is None
        if is_too_far:
            return self.page(self.num_pages)
        try:
            return self.page(key_in(asked) or 1)
        except EmptyPage:
            return self.page(self.num_pages)

    def page(self, number: int) -> Page:
        number = max(1, number)
        start = (number - 1) * self.per_page
        one_more = self.object_list[start : start + self.per_page + 1]
        keys = list(one_more.values_list("pk", flat=True))
        if not keys and number > 1:
            raise EmptyPage(number)
        page = OnwardPage(_read(self._rows_of, keys[: self.per_page]), number, self)
        page.goes_on = len(keys) > self.per_page
        return page


class OnwardPage(Page):
    goes_on = False

    def has_next(self) -> bool:
        return self.goes_on

    def next_page_number(self) -> int:
        return self.number + 1

    def previous_page_number(self) -> int:
        # Not judged by the number of pages, for which all would be counted.
        return self.number - 1


class KeysAtOnce(Paginator):
    """Finds all keys of a list at once, and then reads the rows of one page.

    Where judging whether a row belongs to the list costs far more than its key: so each is judged
    once, not for the count, for the page and for its rows. rows_of: what these are read from.
    """

    def __init__(self, rows: QuerySet, per_page: int, rows_of: QuerySet) -> None:
        super().__init__(list(rows.values_list("pk", flat=True)), per_page)
        self._rows_of = rows_of

    def page(self, number: int | str) -> Page:
        page = super().page(number)
        page.object_list = _read(self._rows_of, page.object_list)
        return page


def _read(rows_of: QuerySet, keys: list[int]) -> list[Model]:
    rows = rows_of.in_bulk(keys)
    # Somebody may have taken a row away in between.
    return [rows[key] for key in keys if key in rows]
