"""What must hold of variants and tools: lists that are full, tools that build on each other."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from django.utils.translation import gettext_noop as _

from indexes.documents.check_options import ID_TWICE
from indexes.documents.places import (
    placed_everywhere,
    placed_indicators,
    placed_questions,
    placed_variants,
)
from indexes.documents.reader import Finding, KeyPath, fault
from indexes.index.numbers import exact
from indexes.index.questions import (
    is_scored,
    pillars_of,
    points_of,
    scored_pillars,
    variant_ids,
    variants_in,
)

Tools = dict[
    str, tuple[KeyPath, list[str]]
]  # by code: where it stands, what it builds on


def _variants(data: dict) -> Iterator[Finding]:
    """Each variant fills every indicator left to it; its tools add up to the stated maximum."""
    left = _left_to_variants(data)
    variants = variants_in(data)
    if left and not variants:
        yield fault(
            ("pillars",),
            _("The indicator %(code)r is left to variants, but there are none."),
            code=min(left),
        )
    seen: set[str] = set()
    for position, variant in enumerate(variants):
        path: KeyPath = ("variants", "list", position)
        if variant["id"] in seen:
            yield fault(
                (*path, "id"),
                ID_TWICE,
                id=variant["id"],
            )
        seen.add(variant["id"])
        yield from _filled(path, variant, left)
        yield from _maximum(path, variant)
        yield from _asks(path, variant, data)


def _left_to_variants(data: dict) -> set[str]:
    indicators = placed_indicators(data)
    return {
        indicator["code"]
        for _path, indicator in indicators
        if "by_variant" in indicator
    }


def _filled(
    path: KeyPath,
    variant: dict,
    left: set[str],
) -> Iterator[Finding]:
    # Both ways: a gap asks nothing, and a list under another code is asked by nobody.
    for code in sorted(left ^ set(variant["questions"])):
        if code in left:
            yield fault(
                (*path, "questions"),
                _("The indicator %(code)r is left to variants, but empty here."),
                code=code,
            )
        else:
            yield fault(
                (*path, "questions"),
                _("The indicator %(code)r is not left to variants."),
                code=code,
            )


def _maximum(path: KeyPath, variant: dict) -> Iterator[Finding]:
    # Where the decision states a maximum, it proves that no tool was left out.
    points = Fraction(0)
    for questions in variant["questions"].values():
        for question in filter(is_scored, questions):
            points += points_of(question)[-1]
    if "maximum" in variant and points != exact(variant["maximum"]):
        yield fault(
            (*path, "maximum"),
            _("The questions add up to %(points)s points, not %(maximum)s."),
            points=points,
            maximum=variant["maximum"],
        )


def _asks(path: KeyPath, variant: dict, data: dict) -> Iterator[Finding]:
    # Its own questions bear their own words already.
    common = {question["code"] for _path, question in placed_questions(data)}
    for code in variant.get("asks", ()):
        if code not in common:
            yield fault(
                (*path, "asks", code),
                _("There is no question %(code)r that all variants are asked."),
                code=code,
            )


def _tools(data: dict) -> Iterator[Finding]:
    """A tool builds on tools of the same list; and no tool builds on itself in the end."""
    lists: dict[KeyPath, Tools] = {}
    for path, question in placed_everywhere(data):
        if question["kind"] == "tool":
            # Lists of two variants may use the same names for tools; they never meet.
            tools = lists.setdefault(path[:-1], {})
            tools[question["code"]] = (path, question.get("builds_on", []))
    for tools in lists.values():
        yield from _builds_on(tools)


def _builds_on(tools: Tools) -> Iterator[Finding]:
    below = {code: named for code, (_path, named) in tools.items()}
    for code, (path, named) in tools.items():
        for number, other in enumerate(named):
            here = (*path, "builds_on", number)
            if other not in tools:
                yield fault(
                    here,
                    _("There is no tool %(code)r in this list."),
                    code=other,
                )
            if other in named[:number]:
                yield fault(
                    here,
                    _("The tool %(code)r is named twice."),
                    code=other,
                )
        circle = circle_from(code, below)
        if circle:
            yield fault(
                (*path, "builds_on"),
                _("The tool builds on itself: %(circle)s."),
                circle=" → ".join(circle),
            )


# What an answer can be, and how it is judged: the same wherever one code is asked.
_ANSWER = (
    "kind",
    "anchors",
    "options",
    "rows",
    "columns",
    "choose",
    "none",
    "cap",
    "at_least",
    "bands",
    "numerator",
    "denominator",
    "unit",
    "linear",
    "marks",
    "scored",
)


def _shared(data: dict) -> Iterator[Finding]:
    """A question that several variants ask is answered in the same way in each.

    So its answer stays what it is when an enterprise moves from one to another.
    """
    first: dict[str, dict] = {}
    for path, question in placed_variants(data):
        like = first.setdefault(question["code"], question)
        for key in _ANSWER:
            if question.get(key) != like.get(key):
                yield fault(
                    (*path, key) if key in question else path,
                    _("In another variant %(code)r has another `%(key)s`."),
                    code=question["code"],
                    key=key,
                )


def _pillars(data: dict) -> Iterator[Finding]:
    """In every variant the same pillars earn points, and weights are theirs."""
    ids = variant_ids(data)
    earning = _earning(data, ids[0])
    can_weigh = _weighs_pillar_by_pillar(data)
    for position, variant in enumerate(variants_in(data)):
        path: KeyPath = ("variants", "list", position)
        for code in sorted(earning ^ _earning(data, variant["id"])):
            yield fault(
                (*path, "questions"),
                _("The pillar %(code)r earns points in some variants only."),
                code=code,
            )
        for code in variant.get("weights", ()):
            here = (*path, "weights", code)
            if not can_weigh:
                yield fault(
                    here,
                    _("Weights of a variant need `rule: weighted` without parts."),
                )
            elif code not in earning:
                yield fault(
                    here,
                    _("There is no pillar %(code)r that earns points."),
                    code=code,
                )


def _earning(data: dict, variant: str) -> set[str]:
    pillars = scored_pillars(pillars_of(data, variant))
    return {pillar["code"] for pillar in pillars}


def _weighs_pillar_by_pillar(data: dict) -> bool:
    total = data["scoring"].get("total")
    return total is not None and "parts" not in total


def circle_from(code: str, below: Mapping[str, Sequence[str]]) -> list[str]:
    """The way from a code down to itself; empty where there is none."""
    ways = [[code]]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for other in below.get(way[-1], ()):
            if other == code:
                return [*way, code]
            # Each code is followed once, or a circle elsewhere would never end.
            if other not in seen:
                seen.add(other)
                ways.append([*way, other])
    return []


VARIANT_RULES = (_variants, _shared, _pillars, _tools)
