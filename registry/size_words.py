"""A size class in the reader's words: one class, or those that are still possible."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from language.formats import grouped, money
from language.texts import in_language
from registry.sizes import Limits, SizeClass, size_names


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
    for limits in size.limits:
        yield in_language(size_names()[limits.size]), _condition(limits, size.missing)
    yield in_language(size.names[-1]), _("otherwise")


def _condition(limits: Limits, missing: tuple[str, ...]) -> str:
    """Of what is missing: people must be within the limit, of the amounts one is enough."""
    amounts = []
    if "revenue" in missing:
        amounts.append(_("revenue up to %(most)s") % {"most": money(limits.revenue)})
    if "capital" in missing:
        amounts.append(_("capital up to %(most)s") % {"most": money(limits.capital)})
    if "employees" not in missing:
        return _alternatives(amounts)
    people = _("up to %(most)s people") % {"most": grouped(limits.employees)}
    if not amounts:
        return people
    params = {"people": people, "amount": _alternatives(amounts)}
    return _("%(people)s, and %(amount)s") % params


def _alternatives(parts: Sequence[str]) -> str:
    between = " " + _("or") + " "
    return between.join(parts)
