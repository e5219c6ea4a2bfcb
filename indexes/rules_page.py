"""What the page of an index tells: the rules of a decision in plain words.

Made once per content and language.
"""

from collections.abc import Iterator
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
    variants_in,
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

# By version and language; there are few of either, so nothing is ever thrown out.
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
    """Everything the page of a version shows, in the reader's language.

    Published content never changes, so nothing here has to be made again.
    """
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
        "readings": list(map(_reading, overall.get("other_readings", ()))),
        "pillars": _pillars(document) if scoring else _known_in_part(document),
        "industries": list(map(_industry, _variants(document))),
        "industry_note": in_language(document.get("variants", {}).get("note")),
        "words": list(_confidence(document)),
        "missing": list(map(in_language, document.get("missing", ()))),
    }


def _percent(value: float | str) -> str:
    return with_percent(short(exact(value)))


def _band(band: dict) -> str:
    """When a level is reached, by the share of the points."""
    low = band.get("at_least", band.get("above"))
    high = band.get("below", band.get("up_to"))
    ends = {"low": _percent(low or 0), "high": _percent(high or 0)}
    return _band_words(band, low, high) % ends


def _band_words(
    band: dict,
    low: float | None,
    high: float | None,
) -> str:
    if low is None:
        return _("below %(high)s") if "below" in band else _("at most %(high)s")
    # Nobody has more than everything, so an upper end of 100 need not be said.
    if high is None or (float(high) == 100 and "up_to" in band):
        if float(low) == 100:
            return "%(low)s"  # all there is: there is nothing above it
        return _("from %(low)s") if "at_least" in band else _("above %(low)s")
    if "at_least" in band:
        return _("from %(low)s to below %(high)s")
    return _("above %(low)s to %(high)s")


def _gate(gate: dict) -> str:
    words = _(
        "more than %(total)s points, and %(pillars)s pillars or more at level %(level)s"
    )
    return words % {
        "total": short(exact(gate["total_above"])),
        "pillars": gate["pillars_at_least"],
        "level": gate["pillar_level"],
    }


def _levels(document: dict, overall: dict) -> list[dict]:
    when = _conditions(overall)
    levels = []
    for row in document["levels"]:
        level = {"level": row["level"], "name": row["name"]}
        level["meaning"] = in_language(row.get("meaning"))
        level["when"] = when.get(row["level"], "")
        levels.append(level)
    return levels


def _conditions(overall: dict) -> dict[int, str]:
    """In words when an enterprise is at each level, by level."""
    when = {}
    for band in overall.get("bands", ()):
        when[band["level"]] = _band(band)
    for gate in overall.get("gates", ()):
        when[gate["level"]] = _gate(gate)
    if "otherwise" in overall:
        when.setdefault(overall["otherwise"]["level"], _("in every other case"))
    return when


def _rules(scoring: dict) -> list[str]:
    """How the total is put together, and the notes of the rules."""
    parts = scoring.get("total", {}).get("parts", ())
    return [*map(_weight, parts), *_notes(scoring)]


def _notes(scoring: dict) -> Iterator[str]:
    for part in _parts_with_notes(scoring):
        note = in_language(part.get("note"))
        if note:
            yield note


def _parts_with_notes(scoring: dict) -> Iterator[dict]:
    """In the order in which one works a result out."""
    for name in ("points", "total", "pillar_level", "overall_level"):
        yield scoring.get(name, {})
    yield scoring.get("overall_level", {}).get("otherwise", {})
    yield scoring.get("not_applicable", {})


def _weight(part: dict) -> str:
    params = {
        "name": in_language(part["name"]),
        "weight": short(exact(part["weight"])),
    }
    return _("%(name)s: %(weight)s of 100 points") % params


def _reading(reading: dict) -> dict:
    return {
        "say": in_language(reading["say"]),
        "bands": [f"{band['level']}: {_band(band)}" for band in reading["bands"]],
    }


def _pillars(document: dict) -> list[Pillar]:
    # Weights and pillars are alike in every variant; one has to be taken to add up points.
    variant = next((variant["id"] for variant in _variants(document)), "")
    pillars = pillars_of(document, variant)
    scored = scored_pillars(pillars)
    codes = [pillar["code"] for pillar in scored]
    # Empty where the total is the plain sum: then a pillar is worth its points.
    weights = dict(
        zip(
            codes,
            weights_of(document["scoring"], scored),
            strict=False,
        )
    )
    return [_pillar(pillar, weights.get(pillar["code"])) for pillar in pillars]


def _pillar(pillar: dict, weight: Fraction | None) -> Pillar:
    return Pillar(
        code=pillar["code"],
        name=in_language(pillar["name"]),
        why=in_language(pillar.get("why")),
        worth=_worth(pillar, weight),
        note=in_language(pillar.get("note")),
        indicators=tuple(_indicator(pillar, part) for part in pillar["indicators"]),
    )


def _worth(pillar: dict, weight: Fraction | None) -> str:
    points = weight
    if points is None:
        tops = list(_tops(pillar))
        points = sum(tops) if tops else None
    if points is None:
        return _("no points")
    return _("%(points)s points") % {"points": short(points)}


def _tops(pillar: dict) -> Iterator[Fraction]:
    """The most points of each question; a group is worth what its criteria are worth."""
    for *_parts, question in questions_of([pillar]):
        if is_scored(question) and "stands_for" not in question:
            yield points_of(question)[-1]


def _indicator(pillar: dict, part: dict) -> Indicator:
    name = "" if part["name"] == pillar["name"] else in_language(part["name"])
    # What each industry is asked stands with the industries; here stands what it is about.
    asked = [part] if part.get("by_variant") else part["questions"]
    questions = tuple(
        (question["code"], in_language(question["ask"])) for question in asked
    )
    return Indicator(part["code"], name, questions)


def _known_in_part(document: dict) -> list[Pillar]:
    pillars = []
    for pillar in document["pillars"]:
        assesses = tuple(map(in_language, pillar.get("assesses", ())))
        pillars.append(
            Pillar(
                code=pillar["code"],
                name=in_language(pillar["name"]),
                why="",
                worth="",
                note=in_language(pillar.get("note")),
                indicators=(),
                assesses=assesses,
            )
        )
    return pillars


def _variants(document: dict) -> list[dict]:
    """As the reader's alphabet sorts them."""
    return sorted(
        variants_in(document),
        key=lambda variant: sort_key(in_language(variant["name"])),
    )


def _industry(variant: dict) -> Industry:
    tools, total = [], Fraction(0)
    for questions in variant["questions"].values():
        for question in questions:
            points = points_of(question)[-1]
            tools.append((in_language(question.get("name")), short(points)))
            total += points
    return Industry(
        in_language(variant["name"]),
        tuple(tools),
        short(total),
    )


def _confidence(document: dict) -> Iterator[tuple[str, int]]:
    """Confidence words that some rule bears, with how many do, the surest first."""
    words = document["confidence_words"]
    for word, claims in by_word(document).items():
        if claims:
            yield in_language(words[word]), len(claims)
