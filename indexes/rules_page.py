"""What the page of an index tells: the rules of a decision in plain words.

Made once per content and language.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

from django.urls import reverse
from django.utils.translation import gettext as _

from indexes import wording
from indexes.advice.jobs import by_job
from indexes.advice.model import Advice
from indexes.advice.queries import advice_of
from indexes.documents.provenance import common_of, unproved_of
from indexes.index.numbers import exact
from indexes.index.questions import (
    is_scored,
    pillars_of,
    points_of,
    questions_of,
    scored_pillars,
    variants_in,
)
from indexes.index.rubric import weights_of
from indexes.index.tiers import with_worth
from indexes.models import IndexVersion
from indexes.rules_doubts import notes_of, rule_notes, unproved_in_words, words_of
from indexes.rules_levels import band_words, levels_of, own_levels, percent, tier_words
from indexes.rules_ratios import growth_of, peers_in_words, rules_of_variant
from language.collation import sort_key
from language.formats import short
from language.texts import in_language, language


@dataclass(frozen=True)
class Question:
    """notes: what a reader should know of how sure it is."""

    code: str
    ask: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Indicator:
    """`name` is empty where it is the pillar's own."""

    code: str
    name: str
    questions: tuple[Question, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pillar:
    """`number`: its place among those that earn points, 0 for one that earns none.

    `worth`: its points, and what it is worth of the total where that differs.
    `levels`: where it has bands of its own, each with its name.
    """

    number: int
    code: str
    name: str
    why: str
    worth: str
    notes: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    levels: tuple[str, ...] = ()
    assesses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tool:
    """notes: where it comes from, and where it departs from there."""

    name: str
    points: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class ToolGroup:
    """Tools for the same job, as the questionnaire lists them; job: empty where none is told."""

    job: str
    tools: tuple[Tool, ...]


@dataclass(frozen=True)
class Industry:
    name: str
    groups: tuple[ToolGroup, ...]
    total: str
    notes: tuple[str, ...] = ()

    @property
    def tools(self) -> tuple[Tool, ...]:
        return tuple(chain.from_iterable(group.tools for group in self.groups))


# The order in which one works a result out.
_IN_ORDER = ("points", "total", "indicator_level", "pillar_level", "overall_level")
VERSION = "phien-ban"  # in the address of the page: which version it shows

# By version and language; there are few of either, so nothing is ever thrown out.
_pages: dict[tuple[str, int, str, str], dict] = {}
_heads: dict[str, dict] = {}


def head_of(version: IndexVersion) -> dict:
    """The head of the document, the heavy rest of which is read only once."""
    if version.checksum not in _heads:
        _heads[version.checksum] = version.document["index"]
    return _heads[version.checksum]


def is_known_in_part(version: IndexVersion) -> bool:
    return head_of(version)["status"] == "partial"


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
        "levels": levels_of(document, overall),
        "rules": [*_rules(scoring), *_ratios(document)],
        "readings": list(map(_reading, overall.get("other_readings", ()))),
        "pillars": _pillars(document) if scoring else _known_in_part(document),
        "industries": list(_industries(document)),
        "has_own_tools": _has_own_tools(document),
        "industry_note": in_language(document.get("variants", {}).get("note")),
        "words": list(words_of(document)),
        "estimates": in_language(document.get("doing", {}).get("note")),
        "missing": list(map(in_language, document.get("missing", ()))),
    }


def _rules(scoring: dict) -> list[str]:
    """How the total is put together, and the notes of the rules."""
    parts = scoring.get("total", {}).get("parts", ())
    return [*map(_weight, parts), *tier_words(scoring), *_notes(scoring)]


def _notes(scoring: dict) -> Iterator[str]:
    overall = scoring.get("overall_level", {})
    rules = {f"scoring.{name}": scoring.get(name, {}) for name in _IN_ORDER}
    rules["scoring.overall_level.otherwise"] = overall.get("otherwise", {})
    rules["scoring.not_applicable"] = scoring.get("not_applicable", {})
    for place, rule in rules.items():
        yield from rule_notes(place, rule)


def _ratios(document: dict) -> Iterator[str]:
    """How ratios become levels, and how sure that is."""
    for bands in document.get("bands", {}).values():
        cuts = ", ".join(map(percent, bands["cuts"]))
        yield _("A ratio is one level higher above each of: %(cuts)s.") % {"cuts": cuts}
        yield from rule_notes("bands", bands)
    for peers in document.get("peer_sets", {}).values():
        yield peers_in_words(peers)
        yield from rule_notes("peer_sets", peers)
    for figure in document.get("figures", ()):
        yield from rule_notes("figures", figure)


def _weight(part: dict) -> str:
    params = {
        "name": in_language(part["name"]),
        "weight": short(exact(part["weight"])),
    }
    return _("%(name)s: %(weight)s of 100 points") % params


def _reading(reading: dict) -> dict:
    return {
        "say": in_language(reading["say"]),
        "bands": [f"{band['level']}: {band_words(band)}" for band in reading["bands"]],
    }


def _pillars(document: dict) -> list[Pillar]:
    # Weights and pillars are alike in every variant; one has to be taken to add up points.
    variant = next((variant["id"] for variant in _variants(document)), "")
    pillars = with_worth(pillars_of(document, variant), document["scoring"])
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
    numbers = numbers_of(codes)
    return [
        _pillar(
            pillar,
            numbers,
            weights.get(pillar["code"]),
        )
        for pillar in pillars
    ]


def numbers_of(codes: list[str]) -> dict[str, int]:
    """Pillars counted as they stand on pages; their codes may begin anywhere and leave gaps."""
    return dict(
        zip(
            codes,
            range(1, 1 + len(codes)),
            strict=True,
        )
    )


def _pillar(
    pillar: dict,
    numbers: dict[str, int],
    weight: Fraction | None,
) -> Pillar:
    return Pillar(
        number=numbers.get(pillar["code"], 0),
        code=pillar["code"],
        name=in_language(pillar["name"]),
        why=in_language(pillar.get("why")),
        worth=_worth(pillar, weight),
        notes=notes_of(pillar),
        indicators=tuple(_indicator(pillar, part) for part in pillar["indicators"]),
        levels=tuple(own_levels(pillar)),
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
    """The most points of each question; criteria share what their group is worth."""
    for *_parts, question in questions_of([pillar]):
        if is_scored(question) and "grouped_by" not in question:
            yield question["points"][-1]


def _indicator(pillar: dict, part: dict) -> Indicator:
    name = "" if part["name"] == pillar["name"] else in_language(part["name"])
    # What each industry is asked stands with the industries; here stands what it is about.
    asked = [part] if part.get("by_variant") else part["questions"]
    # Of many texts that are all ours it is enough to say so once.
    criteria = [question for question in asked if "stands_for" not in question]
    shared = common_of(list(map(unproved_of, criteria)))
    questions = tuple(_question(question, shared) for question in asked)
    return Indicator(
        part["code"],
        name,
        questions,
        _of_all(part, shared),
    )


def _question(question: dict, shared: dict[str, str]) -> Question:
    notes = (*growth_of(question), *notes_of(question, shared))
    return Question(
        question["code"],
        in_language(question["ask"]),
        notes,
    )


def _of_all(part: dict, shared: dict[str, str]) -> tuple[str, ...]:
    """The note of an indicator, and what is said of all its questions."""
    # One that is left to the industries is its own only question; the pillar's own has none.
    own = () if part.get("by_variant") else notes_of(part)
    together = unproved_in_words(shared)
    return (*own, together) if together else own


def _known_in_part(document: dict) -> list[Pillar]:
    pillars = []
    for pillar in document["pillars"]:
        assesses = tuple(map(in_language, pillar.get("assesses", ())))
        pillars.append(
            Pillar(
                number=len(pillars) + 1,
                code=pillar["code"],
                name=in_language(pillar["name"]),
                why="",
                worth="",
                notes=notes_of(pillar),
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


def _industries(document: dict) -> Iterator[Industry]:
    advice = advice_of(document["index"]["id"])
    for variant in _variants(document):
        yield _industry(variant, advice)


def _has_own_tools(document: dict) -> bool:
    asked = chain.from_iterable(
        chain.from_iterable(variant["questions"].values())
        for variant in _variants(document)
    )
    return any(question.get("ours") for question in asked)


def _industry(variant: dict, advice: Advice | None) -> Industry:
    asked = list(chain.from_iterable(variant["questions"].values()))
    points = {question["code"]: points_of(question)[-1] for question in asked}
    tools = {}
    for question in asked:
        code = question["code"]
        tools[code] = _tool(question, points[code])
    groups = []
    for job in by_job(advice, variant["id"], tools):
        grouped = tuple(tools[code] for code in job.codes)
        groups.append(ToolGroup(in_language(job.name), grouped))
    return Industry(
        in_language(variant["name"]),
        tuple(groups),
        short(sum(points.values(), Fraction())),
        (*rules_of_variant(variant), *notes_of(variant)),
    )


def _tool(question: dict, points: Fraction) -> Tool:
    notes = []
    state = question.get("state")
    # Hundreds are ours: the page says once that those without a source are.
    if state in wording.TOOL_STATES and not question.get("ours"):
        notes.append(str(wording.TOOL_STATES[state]))
    return Tool(
        in_language(question.get("name")),
        short(points),
        (*notes, *notes_of(question)),
    )
