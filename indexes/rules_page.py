"""What the page of an index tells: the rules of a decision in plain words, made once per content and language."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _

from indexes.documents.provenance import by_word
from indexes.index.questions import (
    exact,
    is_scored,
    pillars_of,
    points_of,
    questions_of,
    scored_pillars,
)
from indexes.index.rubric import weights_of
from indexes.models import IndexVersion
from language.collation import sort_key
from language.formats import short, with_percent
from language.texts import in_language, language


@dataclass(frozen=True)
class Indicator:
    """Its questions as (code, words); `name` is empty where it is the pillar's own."""

    code: str
    name: str
    questions: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Pillar:
    """`worth`: its points, and what it is worth of the total where that differs."""

    code: str
    name: str
    why: str
    worth: str
    note: str
    indicators: tuple[Indicator, ...]
    assesses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Industry:
    name: str
    tools: tuple[tuple[str, str], ...]  # name, points
    total: str


VERSION = "phien-ban"  # in the address of the page: which version it shows

_pages: dict[tuple[str, int, str, str], dict] = {}
_heads: dict[str, dict] = {}


def head_of(version: IndexVersion) -> dict:
    """The head of the document, the heavy rest of which is read only once."""
    if version.checksum not in _heads:
        _heads[version.checksum] = version.document["index"]
    return _heads[version.checksum]


def rules_path(index_id: str, version: int) -> str:
    """Where all the rules of one version are told."""
    return f"{reverse('indexes:index', args=[index_id])}?{VERSION}={version}"


def page_of(version: IndexVersion) -> dict:
    """Everything the page of a version shows, in the reader's language; published content never changes."""
    key = (version.index_id, version.version, version.checksum, language())
    if key not in _pages:
        _pages[key] = _page(version.document)
    return _pages[key]


def _page(document: dict) -> dict:
    scoring = document.get("scoring", {})
    overall = scoring.get("overall_level", {})
    return {
        "levels": _levels(document, overall),
        "rules": _rules(scoring),
        "readings": [_reading(one) for one in overall.get("other_readings", ())],
        "pillars": _partial(document) if not scoring else _pillars(document),
        "industries": [_industry(one) for one in _variants(document)],
        "industry_note": in_language(document.get("variants", {}).get("note")),
        "words": [
            (in_language(document["confidence_words"][word]), len(found))
            for word, found in _sure(document)
        ],
        "missing": [in_language(one) for one in document.get("missing", ())],
    }


def _percent(value: float | str) -> str:
    return with_percent(short(exact(value)))


def _band(band: dict) -> str:
    """When a level is reached, by the share of the points."""
    low = band.get("at_least", band.get("above"))
    high = band.get("below", band.get("up_to"))
    if low is None:
        words = _("below %(high)s") if "below" in band else _("at most %(high)s")
    elif high is None or (float(high) == 100 and "up_to" in band):
        words = _("from %(low)s") if "at_least" in band else _("above %(low)s")
        words = "%(low)s" if float(low) == 100 else words
    else:
        words = (
            _("from %(low)s to below %(high)s")
            if "at_least" in band
            else _("above %(low)s to %(high)s")
        )
    return words % {"low": _percent(low or 0), "high": _percent(high or 0)}


def _gate(gate: dict) -> str:
    return _(
        "more than %(total)s points, and %(pillars)s pillars or more at level %(level)s"
    ) % {
        "total": short(exact(gate["total_above"])),
        "pillars": gate["pillars_at_least"],
        "level": gate["pillar_level"],
    }


def _levels(document: dict, overall: dict) -> list[dict]:
    when = {one["level"]: _band(one) for one in overall.get("bands", ())}
    when |= {one["level"]: _gate(one) for one in overall.get("gates", ())}
    if "otherwise" in overall:
        when.setdefault(overall["otherwise"]["level"], _("in every other case"))
    return [
        {
            "level": one["level"],
            "name": one["name"],
            "meaning": in_language(one.get("meaning")),
            "when": when.get(one["level"], ""),
        }
        for one in document["levels"]
    ]


def _rules(scoring: dict) -> list[str]:
    """The notes of the rules, and how the total is put together."""
    total, overall = scoring.get("total", {}), scoring.get("overall_level", {})
    notes = [
        in_language(scoring.get(name, {}).get("note"))
        for name in ("points", "total", "pillar_level")
    ]
    notes += [
        in_language(overall.get("note")),
        in_language(overall.get("otherwise", {}).get("note")),
    ]
    notes.append(in_language(scoring.get("not_applicable", {}).get("note")))
    parts = [
        _("%(name)s: %(weight)s of 100 points")
        % {"name": in_language(one["name"]), "weight": short(exact(one["weight"]))}
        for one in total.get("parts", ())
    ]
    return [*parts, *(note for note in notes if note)]


def _reading(reading: dict) -> dict:
    return {
        "say": in_language(reading["say"]),
        "bands": [f"{one['level']}: {_band(one)}" for one in reading["bands"]],
    }


def _pillars(document: dict) -> list[Pillar]:
    pillars = pillars_of(document, next((one["id"] for one in _variants(document)), ""))
    scored = [one["code"] for one in scored_pillars(pillars)]
    weights = dict(
        zip(
            scored,
            weights_of(document["scoring"], scored_pillars(pillars)),
            strict=False,
        )
    )
    return [_pillar(one, weights.get(one["code"])) for one in pillars]


def _pillar(pillar: dict, weight: Fraction | None) -> Pillar:
    return Pillar(
        code=pillar["code"],
        name=in_language(pillar["name"]),
        why=in_language(pillar.get("why")),
        worth=_worth(pillar, weight),
        note=in_language(pillar.get("note")),
        indicators=tuple(_indicator(pillar, one) for one in pillar["indicators"]),
    )


def _worth(pillar: dict, weight: Fraction | None) -> str:
    if weight is not None:
        return _("%(points)s points") % {"points": short(weight)}
    tops = [
        points_of(one)[-1]
        for _, _, one in questions_of([pillar])
        if is_scored(one) and "stands_for" not in one
    ]
    return (
        _("%(points)s points") % {"points": short(sum(tops))}
        if tops
        else _("no points")
    )


def _indicator(pillar: dict, part: dict) -> Indicator:
    name = "" if part["name"] == pillar["name"] else in_language(part["name"])
    if part.get("by_variant"):
        return Indicator(
            part["code"], name, ((part["code"], in_language(part["ask"])),)
        )
    asked = tuple((one["code"], in_language(one["ask"])) for one in part["questions"])
    return Indicator(part["code"], name, asked)


def _partial(document: dict) -> list[Pillar]:
    return [
        Pillar(
            code=one["code"],
            name=in_language(one["name"]),
            why="",
            worth="",
            note=in_language(one.get("note")),
            indicators=(),
            assesses=tuple(in_language(what) for what in one.get("assesses", ())),
        )
        for one in document["pillars"]
    ]


def _variants(document: dict) -> list[dict]:
    listed = document.get("variants", {}).get("list", [])
    return sorted(listed, key=lambda one: sort_key(in_language(one["name"])))


def _industry(variant: dict) -> Industry:
    tools = [tool for listed in variant["questions"].values() for tool in listed]
    points = [points_of(tool)[-1] for tool in tools]
    named = tuple(
        (in_language(tool.get("name")), short(one))
        for tool, one in zip(tools, points, strict=True)
    )
    return Industry(in_language(variant["name"]), named, short(sum(points)))


def _sure(document: dict) -> Iterable[tuple[str, list]]:
    return [(word, found) for word, found in by_word(document).items() if found]
