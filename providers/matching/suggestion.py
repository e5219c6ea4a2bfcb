"""One solution that is suggested, in words of the active language.

Stored recommendations are as old as their results: what is looked up here by code may
have left the registries since.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indexes.index.deeds import deed_of
from indexes.index.model import Index
from language.formats import grouped, money
from language.texts import as_written, in_language
from providers.models import Solution
from providers.phrases import (
    area_name,
    day_words,
    delivery_words,
    names_of_sectors,
    names_of_sizes,
    price_words,
)
from providers.wording import BASES, KINDS, LEFT_OUT, WHY
from registry.sector_names import SECTORS
from registry.sizes import size_names

# What tells one from another comes first; this many of them fit into a line.
TELLING = ("path", "sector", "rating", "near", "size", "online", "lacking_pillar")
FEW = 2


@dataclass(frozen=True)
class Gap:
    """One answer a solution raises."""

    code: str
    now_text: str
    then_text: str
    line: str


@dataclass(frozen=True)
class Line:
    """A solution in a line, as more of them stand beside a step."""

    provider_slug: str
    solution: str
    provider: str
    first_year: str


@dataclass(frozen=True)
class SuggestionDescription:
    """One suggestion in words."""

    slug: str
    provider_slug: str
    solution: str
    provider: str
    what: str
    kind: str
    summary: str
    gaps: tuple[Gap, ...]
    reasons: tuple[str, ...]
    why: str  # the most telling of them, in one line
    price: str
    yearly: int  # VND of the first year, by the lower price
    first_year: str
    basis: str  # how the first year is counted
    delivery: str
    certificates: tuple[str, ...]
    # What the State could pay of the first year at most, as money; nothing where nothing.
    support: str
    left_out: tuple[str, ...]
    in_portfolio: bool


def suggestion_of(facts: dict, index: Index) -> SuggestionDescription:
    """facts: as `facts_of` keeps them."""
    gaps = tuple(_gap(gap, index) for gap in facts["gaps"])
    price = facts["price"]
    reasons = {reason["code"]: _reason(reason, index) for reason in facts["why"]}
    return SuggestionDescription(
        slug=facts["solution"],
        provider_slug=facts["provider"],
        solution=as_written(facts["name"]),
        provider=facts["provider_name"],
        what=as_written(facts["what"]),
        kind=str(KINDS[facts["kind"]]),
        summary=_summary(gaps),
        gaps=gaps,
        reasons=tuple(reasons.values()),
        why=_why(reasons),
        price=price_words(price["from"], price["to"], price["unit"]),
        yearly=price["yearly"],
        first_year=_first_year(price),
        basis=str(BASES[price["unit"]]),
        delivery=delivery_words(facts["delivery_days"]),
        certificates=tuple(facts["certificates"]),
        support=_support_words(facts["support"]),
        left_out=tuple(_left_out(fail) for fail in facts["fails"]),
        in_portfolio=facts["in_portfolio"],
    )


def line_of(facts: dict) -> Line:
    """facts: as `facts_of` keeps them."""
    return Line(
        provider_slug=facts["provider"],
        solution=as_written(facts["name"]),
        provider=facts["provider_name"],
        first_year=_first_year(facts["price"]),
    )


def _summary(gaps: tuple[Gap, ...]) -> str:
    words = ngettext(
        "Could raise %(count)s of your answers.",
        "Could raise %(count)s of your answers.",
        len(gaps),
    )
    return words % {"count": len(gaps)}


def _gap(gap: dict, index: Index) -> Gap:
    code = gap["question"]
    question = index.questions[code]
    name = in_language(question["name"])
    now, then = index.shown_level(code, gap["from"]), index.shown_level(code, gap["to"])
    params = {"name": name, "from": now, "to": then}
    # A ratio without levels is told as a choice is: by its name alone.
    is_ratio = question["kind"] == "ratio"
    kind = "single" if is_ratio and "linear" in question else question["kind"]
    return Gap(
        code=code,
        now_text=in_language(question["anchors"][gap["from"]]),
        then_text=_next_words(index, code, gap["to"]),
        # What is needed whatever it earns may earn nothing.
        line=_gap_line(kind) % params if gap["points"] else name,
    )


def _next_words(index: Index, code: str, level: int) -> str:
    """What is to do, or else how it stands then."""
    deed = deed_of(index, code, level)
    if deed:
        return capfirst(in_language(deed.task))
    return in_language(index.questions[code]["anchors"][level])


def _gap_line(kind: str) -> str:
    """Only questions whose levels the decision counts speak of levels."""
    if kind == "tool":
        return _("%(name)s: put to use")
    if kind in ("single", "multiple"):
        return "%(name)s"
    return _("%(name)s: from level %(from)s to level %(to)s")


def _why(reasons: Mapping[str, str]) -> str:
    telling = sorted(reasons, key=TELLING.index)
    return " ".join(reasons[code] for code in telling[:FEW])


def _reason(reason: dict, index: Index) -> str:
    code = reason["code"]
    if code == "rating":
        return _rating(reason)
    if code == "path":
        return _on_path(reason)
    if code == "lacking_pillar":
        return _lacking_pillar(reason, index)
    params = {
        "sector": SECTORS.get(reason.get("sector", ""), ""),
        "size": _size_name(reason.get("size")),
        "area": area_name(reason.get("area", "")),
    }
    return str(WHY[code]) % params


def _size_name(size: str | None) -> str:
    return in_language(size_names()[size]) if size else ""


def _lacking_pillar(reason: Mapping, index: Index) -> str:
    names = {pillar["code"]: in_language(pillar["name"]) for pillar in index.pillars}
    lacking = [names[pillar] for pillar in reason["pillars"]]
    params = {"level": reason["level"], "pillars": get_text_list(lacking, _("and"))}
    return str(WHY["lacking_pillar"]) % params


def _on_path(path: Mapping) -> str:
    words = ngettext(
        "Helps with %(steps)s of your %(of)s step.",
        "Helps with %(steps)s of your %(of)s steps.",
        path["of"],
    )
    return words % {"steps": path["steps"], "of": path["of"]}


def _rating(rating: Mapping) -> str:
    words = ngettext(
        "Rated %(average)s of 5 by %(count)s customer.",
        "Rated %(average)s of 5 by %(count)s customers.",
        rating["count"],
    )
    average = grouped(rating["average"], 1)
    return words % {"average": average, "count": rating["count"]}


WITHOUT_DAY = {"vetted": "never_vetted", "paused": "paused_openly"}


def _left_out(fail: dict) -> str:
    code = fail["code"]
    # There is no day to name where nobody has ever vetted it, or it pauses without an end.
    if code in WITHOUT_DAY and not fail["until"]:
        code = WITHOUT_DAY[code]
    params = {
        "yearly": money(fail.get("yearly")),
        "budget": money(fail.get("budget")),
        "capacity": fail.get("capacity"),
        "area": area_name(fail.get("area", "")),
        "sizes": names_of_sizes(fail.get("sizes", ())),
        "sectors": names_of_sectors(fail.get("sectors", ())),
        "until": day_words(fail.get("until")),
    }
    return str(LEFT_OUT[code]) % params


def _first_year(price: dict) -> str:
    if not price["yearly"]:
        return _("no charge")
    cost = money(price["yearly"])
    # The lower price: what it depends on is asked of the provider.
    if price["to"] > price["from"]:
        cost = _("from %(cost)s") % {"cost": cost}
    if price["unit"] in (Solution.Unit.ONCE, Solution.Unit.YEAR):
        return cost
    range_of_price = price_words(price["from"], price["to"], price["unit"])
    return f"{cost} ({range_of_price})"


def _support_words(support: dict | None) -> str:
    if support is None or not support["payable"]:
        return ""
    return money(support["payable"])
