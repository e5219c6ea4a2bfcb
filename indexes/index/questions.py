"""Questions as all else reads them: each with anchors and points, a group as one of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from indexes.index.linear import STEPS, Percents, linear_of
from indexes.index.numbers import exact
from indexes.index.options import (
    as_choice,
    counts_options,
    points_by_option,
    sums_of,
)
from language.texts import LANGUAGES

FREE = ("text", "number")  # kinds of free information: asked, kept, never scored
LEVELLED = ("level", "ratio", "count")  # kinds whose levels an index may number from 1
MOST_STOPS = 20  # of a choice of very many sums, on a way up
IN_USE = (  # the answers on a tool
    {"vi": "Chưa dùng", "en": "Not in use"},
    {"vi": "Đang dùng", "en": "In use"},
)


def is_scored(question: dict) -> bool:
    return question["kind"] not in FREE and question.get("scored", True)


def points_of(question: dict) -> list[Fraction]:
    """Points by level of a scored question; left out they are 0, 1, 2, … for each anchor."""
    if question["kind"] == "tool":
        # Worth less the more it builds on: those tools earn points of their own.
        return [Fraction(0), Fraction(1, 1 + len(question.get("builds_on", ())))]
    if question["kind"] in ("multiple", "table") and not counts_options(question):
        return sums_of(as_choice(question))
    if "linear" in question:
        return points_by_step(question)
    points = question.get("points") or range(len(question["anchors"]))
    return list(map(exact, points))


def points_by_step(question: dict) -> list[Fraction]:
    """Of a ratio whose points grow evenly."""
    told = question["linear"]
    return list(_evenly(exact(told["points"]), told.get("steps", STEPS)))


# Asked for by every rule that a document is checked by: 10,000 fractions each time.
@lru_cache(maxsize=64)
def _evenly(most: Fraction, steps: int) -> tuple[Fraction, ...]:
    return tuple(most * step / steps for step in range(steps + 1))


def has_numbered_levels(question: dict) -> bool:
    """Whether owners have seen numbers of its levels; one of 10,000 steps says its percent."""
    return question["kind"] in LEVELLED and "linear" not in question


def is_bare(question: dict, level: int) -> bool:
    """Whether the words of a level say its number already."""
    return level in question.get("bare", ())


def choosable(question: dict) -> Sequence[int]:
    """Levels that a person may choose where they are not counted."""
    if "linear" in question:
        return (0, *question["stops"])
    return range(len(question["anchors"]))


def indicators_of(pillar: dict) -> list[dict]:
    """The indicators; questions that stand directly in a pillar are one of its name."""
    if "questions" not in pillar:
        return pillar["indicators"]
    # Whatever else the pillar says is said of the pillar, not of this indicator as well.
    return [
        {
            "code": pillar["code"],
            "name": pillar["name"],
            "questions": pillar["questions"],
        }
    ]


def variants_in(document: dict) -> list[dict]:
    """The variants of a document, none where everybody is asked the same."""
    return document.get("variants", {}).get("list", [])


def variant_ids(document: dict) -> list[str]:
    """By what the document can be answered: each of its variants, "" where it has none."""
    return [variant["id"] for variant in variants_in(document)] or [""]


def variant_of(document: dict, variant: str) -> dict:
    """What is said of one variant; nothing of none. KeyError for one that is not there."""
    if not variant:
        return {}
    for listed in variants_in(document):
        if listed["id"] == variant:
            return listed
    raise KeyError(variant)


@dataclass(frozen=True)
class Rules:
    """What completes a question.

    first: the number of its lowest level. peers: sets of them by name. asks: by code, how the
    variant words a question that all are asked.
    """

    first: int
    peers: dict[str, dict]
    asks: dict[str, dict]


def pillars_of(document: dict, variant: str = "") -> list[dict]:
    """Pillars → indicators → questions as they are asked, complete; the variant's in place."""
    own = variant_of(document, variant)
    questions = own.get("questions", {})
    rules = Rules(
        first=document["scoring"]["points"].get("first_level", 0),
        peers=document.get("peer_sets", {}),
        asks=own.get("asks", {}),
    )
    pillars = [_pillar(pillar, questions, rules) for pillar in document["pillars"]]
    # Where pillars do not weigh the same in each variant.
    weights = own.get("weights", {})
    for pillar in pillars:
        if pillar["code"] in weights:
            pillar["weight"] = weights[pillar["code"]]
    return pillars


def _pillar(
    pillar: dict,
    own: dict[str, list[dict]],
    rules: Rules,
) -> dict:
    indicators = []
    for part in indicators_of(pillar):
        # What asks nothing in a variant is no part of it.
        if not (part.get("by_variant") and own.get(part["code"]) == []):
            indicators.append(_indicator(part, own, rules))
    return {**pillar, "indicators": indicators}


def _indicator(
    part: dict,
    own: dict[str, list[dict]],
    rules: Rules,
) -> dict:
    asked = own.get(part["code"], []) if part.get("by_variant") else part["questions"]
    questions = [_complete(question, rules) for question in asked]
    if "group_question" in part:
        questions = _grouped(part, questions, rules)
    return {**part, "questions": questions}


def _grouped(
    part: dict,
    questions: list[dict],
    rules: Rules,
) -> list[dict]:
    """The question on the whole indicator, then the criteria it stands for."""
    named = {
        "code": part["code"],
        "kind": "level",
        "name": part["name"],
    }
    group = _complete({**named, **part["group_question"]}, rules)
    group["stands_for"] = [
        question["code"] for question in questions if is_scored(question)
    ]
    return [group, *(_member(question, part["code"]) for question in questions)]


def _member(question: dict, group: str) -> dict:
    return {**question, "grouped_by": group} if is_scored(question) else question


def _complete(question: dict, rules: Rules) -> dict:
    """With what every kind has: ask, anchors, points by level, the number of its lowest level."""
    # A copy, for the document is kept as it was published.
    completed = {**as_choice(question)}
    kind = completed["kind"]
    if kind == "tool":
        completed |= {"ask": question["name"], "anchors": list(IN_USE)}
    if question["code"] in rules.asks:
        completed["ask"] = rules.asks[question["code"]]
    if not is_scored(question):
        return completed
    points = points_of(question)
    if kind == "multiple":
        completed["worth"] = points_by_option(completed)
    if kind == "multiple" and not counts_options(question):
        completed["anchors"] = [_points_in_words(number) for number in points]
    completed["points"] = points
    completed["first_level"] = rules.first if kind in LEVELLED else 0
    if "linear" in question:
        completed |= _growing_evenly(question, rules)
    elif kind == "multiple" and len(points) > MOST_STOPS:
        completed["stops"] = _spread(len(points) - 1)
    elif kind in LEVELLED:
        completed |= _numbers_in_words(completed)
    return completed


def _numbers_in_words(question: dict) -> dict:
    """`bare`: levels that the file only gives a number. Alone it would not say out of how many."""
    first = question["first_level"]
    top = first + len(question["anchors"]) - 1
    anchors, bare = [], set()
    for level, anchor in enumerate(question["anchors"]):
        number = str(first + level)
        if {anchor[language] for language in LANGUAGES} == {number}:
            bare.add(level)
        out_of = {"vi": f"{number} trên {top}", "en": f"{number} of {top}"}
        anchors.append({**anchor, **out_of} if level in bare else anchor)
    return {"anchors": anchors, "bare": frozenset(bare)}


def _growing_evenly(question: dict, rules: Rules) -> dict:
    """What the points of a ratio without bands stand on."""
    told = {**question["linear"]}
    if isinstance(told["to"], dict):
        told["best_of"] = told["to"]["best_of"]
        # What is not there is told by the check, which goes on.
        peers = rules.peers.get(told["best_of"], {"values": {}})
        told["to"] = best_of(peers, question["code"])
    linear = linear_of({"linear": told})
    return {
        "linear": told,
        "anchors": Percents(linear),
        "stops": linear.stops,
        "first_level": 0,
    }


def best_of(peers: dict, code: str) -> float | str:
    """The ratio of the best peer, in percent; nothing where no peer has one."""
    ratios = [ratios[code] for ratios in peers["values"].values() if code in ratios]
    return max(ratios, key=exact, default=0)


def _spread(top: int) -> tuple[int, ...]:
    """Levels at which a raise may stop where there are too many to tell apart."""
    return tuple(
        sorted({top * part // MOST_STOPS for part in range(1, MOST_STOPS + 1)})
    )


def _points_in_words(points: Fraction) -> dict[str, str]:
    number = f"{float(points):g}"
    unit = "point" if points == 1 else "points"
    return {"vi": f"{number.replace('.', ',')} điểm", "en": f"{number} {unit}"}


def questions_of(pillars: list[dict]) -> Iterator[tuple[dict, dict, dict]]:
    """(pillar, indicator, question) in index order."""
    for pillar in pillars:
        for indicator in pillar["indicators"]:
            for question in indicator["questions"]:
                yield pillar, indicator, question


def scored_pillars(pillars: list[dict]) -> list[dict]:
    """Pillars that are worth points; the others only gather free information."""
    return [pillar for pillar in pillars if _earns_points(pillar)]


def _earns_points(pillar: dict) -> bool:
    return any(is_scored(question) for *_, question in questions_of([pillar]))
