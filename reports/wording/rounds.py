"""What is said of the rounds of one enterprise.

How each was counted, where they were not counted alike.
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.contents.rounds import Round


def ways(rounds: Sequence[Round]) -> list[str]:
    """How each round was counted: what of version and industry differs among them.

    Empty texts where nothing does.
    """
    versions = {past.version for past in rounds}
    industries = {past.industry for past in rounds}
    with_version = len(versions) > 1
    with_industry = len(industries) > 1
    return [_way(past, with_version, with_industry) for past in rounds]


def counted_unlike(rounds: Sequence[Round]) -> str:
    """That the figures of these rounds cannot be compared directly, and why.

    Empty where they can.
    """
    by_way: dict[str, list[int]] = {}
    for past, way in zip(rounds, ways(rounds), strict=True):
        by_way.setdefault(way, []).append(past.number)
    if len(by_way) < 2:
        return ""

    groups = [_rounds(numbers, way) for way, numbers in by_way.items()]
    text = _(
        "The rounds were not counted alike (%(rounds)s), "
        "so their figures cannot be compared directly."
    )
    return text % {"rounds": "; ".join(groups)}


def _way(past: Round, with_version: bool, with_industry: bool) -> str:
    parts = []
    if with_version:
        parts.append(_("version %(version)s") % {"version": past.version})
    if with_industry:
        parts.append(past.industry or _("no industry"))
    return ", ".join(parts)


def _rounds(numbers: Sequence[int], way: str) -> str:
    text = ngettext(
        "round %(numbers)s: %(way)s", "rounds %(numbers)s: %(way)s", len(numbers)
    )
    return text % {"numbers": ", ".join(map(str, numbers)), "way": way}
