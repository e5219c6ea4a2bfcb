"""From the codes and numbers of a recommendation to words, in the active language.

Stored recommendations are as old as their results: what is looked up here by code may
have left the registries since.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indexes.index.model import Index
from language.formats import grouped, money
from language.texts import as_written, in_language
from providers.phrases import (
    area_name,
    day_words,
    delivery_words,
    in_points,
    names_of_sectors,
    names_of_sizes,
    points_number,
    price_words,
)
from providers.wording import BASES, CONFIDENCE, KINDS, LEFT_OUT, RULES, WHY
from registry.sector_names import SECTORS
from registry.sizes import size_names
from registry.supports import condition_of, supports


@dataclass(frozen=True)
class Gap:
    """One answer a solution raises."""

    code: str
    name: str
    level: int
    then: int
    now_text: str
    then_text: str
    points: str
    line: str


@dataclass(frozen=True)
class SuggestionDescription:
    """One suggestion in words."""

    slug: str
    provider_slug: str
    solution: str
    provider: str
    what: str
    kind: str
    points: str
    summary: str
    gaps: tuple[Gap, ...]
    reasons: tuple[str, ...]
    price: str
    yearly: str
    confirmed: str
    delivery: str
    certificates: tuple[str, ...]
    support: str
    left_out: tuple[str, ...]
    in_portfolio: bool


@dataclass(frozen=True)
class Portfolio:
    names: tuple[str, ...]
    cost: str
    points: str
    total: str
    level: int | None
    level_name: str
    level_stays: bool


@dataclass(frozen=True)
class Suggestions:
    """All that a recommendation says, in words."""

    suggestions: list[SuggestionDescription]
    near_misses: list[SuggestionDescription]
    portfolio: Portfolio | None
    # Names of the rules set aside, the most blocking one first.
    loosened: tuple[str, ...]
    blocked: int  # solutions that help and that the first of them alone leaves out
    budget: str
    fictional: bool


def describe(content: dict, index: Index) -> Suggestions:
    """Everything a stored recommendation says."""
    unit, loosened = content["unit"], content["loosened"]
    return Suggestions(
        suggestions=_suggestions(content["suggestions"], unit, index),
        near_misses=_suggestions(content["near_misses"], unit, index),
        portfolio=_portfolio(content, index),
        loosened=tuple(str(RULES[code]) for code in loosened),
        blocked=content["blocked"][loosened[0]] if loosened else 0,
        budget=money(content["budget"]),
        fictional=content["fictional"],
    )


def _suggestions(
    facts: list[dict], unit: int, index: Index
) -> list[SuggestionDescription]:
    return [_suggestion(of_solution, unit, index) for of_solution in facts]


def _suggestion(facts: dict, unit: int, index: Index) -> SuggestionDescription:
    gaps = tuple(_gap(gap, unit, index) for gap in facts["gaps"])
    price = facts["price"]
    return SuggestionDescription(
        slug=facts["solution"],
        provider_slug=facts["provider"],
        solution=as_written(facts["name"]),
        provider=facts["provider_name"],
        what=as_written(facts["what"]),
        kind=str(KINDS[facts["kind"]]),
        points=points_number(facts["points"], unit),
        summary=_summary(in_points(facts["points"], unit), gaps),
        gaps=gaps,
        reasons=tuple(_reason(reason, index) for reason in facts["why"]),
        price=price_words(price["from"], price["to"], price["unit"]),
        yearly=_yearly(price),
        confirmed=day_words(price["confirmed"]),
        delivery=delivery_words(facts["delivery_days"]),
        certificates=tuple(facts["certificates"]),
        support=_support(facts["support"]),
        left_out=tuple(_left_out(fail) for fail in facts["fails"]),
        in_portfolio=facts["in_portfolio"],
    )


def _summary(points: str, gaps: tuple[Gap, ...]) -> str:
    words = ngettext(
        "Could add up to %(points)s by raising %(count)s answer.",
        "Could add up to %(points)s by raising %(count)s answers.",
        len(gaps),
    )
    return words % {"points": points, "count": len(gaps)}


def _gap(gap: dict, unit: int, index: Index) -> Gap:
    code = gap["question"]
    question = index.questions[code]
    name = in_language(question["name"])
    now, then = index.shown_level(code, gap["from"]), index.shown_level(code, gap["to"])
    points = points_number(gap["points"], unit)
    # A part of a point is said in the plural.
    line = _gap_line(question["kind"], 1 if gap["points"] == unit else 2)
    return Gap(
        code=code,
        name=name,
        level=now,
        then=then,
        now_text=in_language(question["anchors"][gap["from"]]),
        then_text=in_language(question["anchors"][gap["to"]]),
        points=points,
        line=line % {"name": name, "from": now, "to": then, "points": points},
    )


def _gap_line(kind: str, count: int) -> str:
    """Only questions whose levels the decision counts speak of levels."""
    if kind == "tool":
        return ngettext(
            "%(name)s: put to use, %(points)s point more",
            "%(name)s: put to use, %(points)s points more",
            count,
        )
    if kind in ("single", "multiple"):
        return ngettext(
            "%(name)s: %(points)s point more", "%(name)s: %(points)s points more", count
        )
    return ngettext(
        "%(name)s: from level %(from)s to level %(to)s, %(points)s point more",
        "%(name)s: from level %(from)s to level %(to)s, %(points)s points more",
        count,
    )


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
        "Helps with %(steps)s of the %(of)s step that we advise to you.",
        "Helps with %(steps)s of the %(of)s steps that we advise to you.",
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


def _left_out(fail: dict) -> str:
    code = fail["code"]
    # There is no day to name where nobody has ever vetted it.
    if code == "vetted" and not fail["until"]:
        code = "never_vetted"
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


def _yearly(price: dict) -> str:
    """Nothing where it would only repeat the price."""
    if price["unit"] in ("once", "year") and price["from"] == price["to"]:
        return ""
    return _("%(cost)s (%(basis)s)") % {
        "cost": money(price["yearly"]),
        "basis": BASES[price["unit"]],
    }


def _support(support: dict | None) -> str:
    if support is None:
        return ""
    item = supports()[support["item"]]
    params = {
        "rate": support["rate"],
        "payable": money(support["payable"]),
        "ceiling": money(support["ceiling"]),
        "item": in_language({"vi": item["name_vi"], "en": item["name_en"]}),
        "confidence": CONFIDENCE[support["confidence"]],
    }
    words = _(
        "Decree 80, “%(item)s”: at most %(rate)s%% and %(ceiling)s a year,"
        " here up to %(payable)s (%(confidence)s)."
    )
    if support["ceiling"] is None:
        words = _(
            "Decree 80, “%(item)s”: no amount is given for enterprises of your size"
            " (%(confidence)s)."
        )
    sentences = [words % params]
    if condition := condition_of(item):
        said = _("Condition: %(condition)s.")
        sentences.append(said % {"condition": as_written(condition)})
    sentences.append(_("This suggestion awards nothing: the supporting body decides."))
    return " ".join(sentences)


def _portfolio(content: dict, index: Index) -> Portfolio | None:
    portfolio = content["portfolio"]
    if portfolio is None:
        return None
    suggestions, unit = content["suggestions"], content["unit"]
    names = {facts["solution"]: as_written(facts["name"]) for facts in suggestions}
    level = portfolio["level"]
    return Portfolio(
        names=tuple(names[slug] for slug in portfolio["solutions"]),
        cost=money(portfolio["yearly"]),
        points=points_number(portfolio["points"], unit),
        total=points_number(portfolio["total"], unit),
        level=level,
        level_name="" if level is None else in_language(index.level_name(level)),
        # Recommendations that are older do not say at which level it was.
        level_stays=level is not None and level == portfolio.get("level_now"),
    )
