"""A size class in the reader's words: one class, or those that are still possible."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from language.formats import grouped, money
from language.texts import in_language
from registry.sizes import Condition, SizeClass, size_names


def size_in_words(size: SizeClass) -> str:
    """Empty where nothing can be told."""
    names = [in_language(name) for name in size.names]
    if len(names) > 2:
        return _("%(smallest)s or larger (figures are missing)") % {
            "smallest": names[0]
        }
    return _alternatives(names)


def ways_to_classes(size: SizeClass) -> Iterator[tuple[str, str]]:
    """(class, on what condition), the smallest first; the last is what is left."""
    for condition in size.conditions:
        name = in_language(size_names()[condition.size])
        yield name, _in_words(condition)
    yield in_language(size.names[-1]), _("otherwise")


def _in_words(condition: Condition) -> str:
    """Of what is missing: people must be within the limit, of the amounts one is enough."""
    amounts = []
    for figure, most in condition.amounts:
        amounts.append(_amount(figure) % {"most": money(most)})
    if condition.employees is None:
        return _alternatives(amounts)
    people = _("up to %(most)s people") % {"most": grouped(condition.employees)}
    if not amounts:
        return people
    params = {"people": people, "amount": _alternatives(amounts)}
    return _("%(people)s, and %(amount)s") % params


def _amount(figure: str) -> str:
    if figure == "revenue":
        return _("revenue up to %(most)s")
    return _("capital up to %(most)s")


def _alternatives(parts: Sequence[str]) -> str:
    between = " " + _("or") + " "
    return between.join(parts)
