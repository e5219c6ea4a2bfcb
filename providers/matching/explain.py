"""From the codes and numbers of a recommendation to words, in the active language."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indexes.index.model import Index
from language.formats import grouped, money
from language.texts import in_language
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
from registry.sizes import size_names, supports


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
class Page:
    suggestions: list[SuggestionDescription]
    near_misses: list[SuggestionDescription]
    portfolio: Portfolio | None
    loosened: tuple[
        str, ...
    ]  # names of the rules set aside, the most blocking one first
    blocked: int  # solutions that help and that the first of them alone leaves out
    budget: str
    fictional: bool


def describe(content: dict, index: Index) -> Page:
    """Everything a stored recommendation says."""
    loosened = content["loosened"]
    return Page(
        suggestions=[_told(one, content, index) for one in content["suggestions"]],
        near_misses=[_told(one, content, index) for one in content["near_misses"]],
        portfolio=_portfolio(content, index),
        loosened=tuple(str(RULES[code]) for code in loosened),
        blocked=content["blocked"][loosened[0]] if loosened else 0,
        budget=money(content["budget"]),
        fictional=content["fictional"],
    )


def _told(one: dict, content: dict, index: Index) -> SuggestionDescription:
    unit = content["unit"]
    gaps = tuple(_gap(gap, unit, index) for gap in one["gaps"])
    points = points_number(one["points"], unit)
    return SuggestionDescription(
        slug=one["solution"],
        provider_slug=one["provider"],
        solution=in_language(one["name"]),
        provider=one["provider_name"],
        what=in_language(one["what"]),
        kind=str(KINDS[one["kind"]]),
        points=points,
        summary=_summary(in_points(one["points"], unit), gaps),
        gaps=gaps,
        reasons=tuple(_reason(reason, index) for reason in one["why"]),
        price=price_words(
            one["price"]["from"], one["price"]["to"], one["price"]["unit"]
        ),
        yearly=_yearly(one["price"]),
        confirmed=day_words(one["price"]["confirmed"]),
        delivery=delivery_words(one["delivery_days"]),
        certificates=tuple(one["certificates"]),
        support=_support(one["support"]),
        left_out=tuple(_left_out(fail) for fail in one["fails"]),
        in_portfolio=one["in_portfolio"],
    )


def _summary(points: str, gaps: tuple[Gap, ...]) -> str:
    words = ngettext(
        "Could add up to %(points)s by raising %(count)s answer.",
        "Could add up to %(points)s by raising %(count)s answers.",
        len(gaps),
    )
    return words % {"points": points, "count": len(gaps)}


def _gap(gap: dict, unit: int, index: Index) -> Gap:
    question, code = index.questions[gap["question"]], gap["question"]
    now, then = index.shown_level(code, gap["from"]), index.shown_level(code, gap["to"])
    points = points_number(gap["points"], unit)
    facts = {
        "name": in_language(question["name"]),
        "from": now,
        "to": then,
        "points": points,
    }
    return Gap(
        code=code,
        name=facts["name"],
        level=now,
        then=then,
        now_text=in_language(question["anchors"][gap["from"]]),
        then_text=in_language(question["anchors"][gap["to"]]),
        points=points,
        line=_gap_line(question["kind"], 1 if gap["points"] == unit else 2) % facts,
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
    names = {pillar["code"]: in_language(pillar["name"]) for pillar in index.pillars}
    facts = {
        "level": reason.get("level"),
        "pillars": get_text_list(
            [names[pillar] for pillar in reason.get("pillars", ())], _("and")
        ),
        "sector": SECTORS.get(reason.get("sector", ""), ""),
        "size": in_language(size_names()[reason["size"]]) if "size" in reason else "",
        "area": area_name(reason.get("area", "")),
    }
    return str(WHY[code]) % facts


def _on_path(path: Mapping) -> str:
    words = ngettext(
        "Helps with %(steps)s of the %(of)s step of your easiest way up.",
        "Helps with %(steps)s of the %(of)s steps of your easiest way up.",
        path["of"],
    )
    return words % {"steps": path["steps"], "of": path["of"]}


def _rating(rating: Mapping) -> str:
    words = ngettext(
        "Rated %(average)s of 5 by %(count)s customer.",
        "Rated %(average)s of 5 by %(count)s customers.",
        rating["count"],
    )
    return words % {
        "average": grouped(rating["average"], 1),
        "count": rating["count"],
    }


def _left_out(fail: dict) -> str:
    code = (
        "never_vetted"
        if fail["code"] == "vetted" and not fail["until"]
        else fail["code"]
    )
    facts = {
        "yearly": money(fail.get("yearly")),
        "budget": money(fail.get("budget")),
        "capacity": fail.get("capacity"),
        "area": area_name(fail.get("area", "")),
        "sizes": names_of_sizes(fail.get("sizes", ())),
        "sectors": names_of_sectors(fail.get("sectors", ())),
        "until": day_words(fail.get("until")),
    }
    return str(LEFT_OUT[code]) % facts


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
    facts = {
        "rate": support["rate"],
        "payable": money(support["payable"]),
        "ceiling": money(support["ceiling"]),
        "item": in_language({"vi": item["name_vi"], "en": item["name_en"]}),
        "confidence": CONFIDENCE[support["confidence"]],
    }
    if support["ceiling"] is None:
        return (
            _(
                "Decree 80, “%(item)s”: no amount is given for enterprises of your size (%(confidence)s)."
            )
            % facts
        )
    return (
        _(
            "Decree 80, “%(item)s”: at most %(rate)s%% and %(ceiling)s a year, here up to %(payable)s"
            " (%(confidence)s)."
        )
        % facts
    )


def _portfolio(content: dict, index: Index) -> Portfolio | None:
    found = content["portfolio"]
    if found is None:
        return None
    names = {
        one["solution"]: in_language(one["name"]) for one in content["suggestions"]
    }
    level = found["level"]
    return Portfolio(
        names=tuple(names[slug] for slug in found["solutions"]),
        cost=money(found["yearly"]),
        points=points_number(found["points"], content["unit"]),
        total=points_number(found["total"], content["unit"]),
        level=level,
        level_name="" if level is None else in_language(index.level_name(level)),
        level_stays=level is not None and level == found.get("level_now"),
    )
