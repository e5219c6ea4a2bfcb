"""What is said of the rounds of one enterprise: how each was counted, where they were not counted alike."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.contents.standing import Round


def ways(rounds: Sequence[Round]) -> list[str]:
    """How each round was counted: what of version and industry differs among them; empty texts where nothing does."""
    versions, industries = (
        {one.version for one in rounds},
        {one.industry for one in rounds},
    )
    return [_way(one, len(versions) > 1, len(industries) > 1) for one in rounds]


def counted_unlike(rounds: Sequence[Round]) -> str:
    """That the figures of these rounds cannot be compared directly, and why; empty where they can."""
    by_way: dict[str, list[int]] = {}
    for one, way in zip(rounds, ways(rounds), strict=True):
        by_way.setdefault(way, []).append(one.number)
    if len(by_way) < 2:
        return ""
    told = "; ".join(_rounds(numbers, way) for way, numbers in by_way.items())
    words = _(
        "The rounds were not counted alike (%(rounds)s), so their figures cannot be compared directly."
    )
    return words % {"rounds": told}


def _way(one: Round, with_version: bool, with_industry: bool) -> str:
    version = (
        _("version %(version)s") % {"version": one.version} if with_version else ""
    )
    industry = (one.industry or _("no industry")) if with_industry else ""
    return ", ".join(filter(None, (version, industry)))


def _rounds(numbers: list[int], way: str) -> str:
    words = ngettext(
        "round %(numbers)s: %(way)s", "rounds %(numbers)s: %(way)s", len(numbers)
    )
    return words % {"numbers": ", ".join(map(str, numbers)), "way": way}
