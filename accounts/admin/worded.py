"""Filters of the administration's lists that say in words what rows keep as a code."""

from collections.abc import Callable, Iterator, Mapping

from django.conf import settings
from django.contrib.admin import AllValuesFieldListFilter
from django.contrib.admin.views.main import ChangeList


def worded(words_of: Callable[[], Mapping[str, str]]) -> type[AllValuesFieldListFilter]:
    """words_of: of each code its words, in the language of the moment."""

    class Worded(AllValuesFieldListFilter):
        def choices(self, changelist: ChangeList) -> Iterator[dict]:
            words = words_of()
            for choice in super().choices(changelist):
                shown = choice["display"]
                yield choice | {"display": words.get(shown, shown)}

    return Worded


# Each as who speaks it calls it.
OfLanguage = worded(lambda: dict(settings.LANGUAGES))
