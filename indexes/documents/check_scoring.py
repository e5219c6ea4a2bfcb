"""What must hold among the rules of scoring: bands without holes, gates that fall, weights for every pillar."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from django.utils.translation import gettext_noop as _

from indexes.documents.message import Message, message
from indexes.documents.reader import KeyPath
from indexes.index.questions import (
    exact,
    is_scored,
    pillars_of,
    points_of,
    questions_of,
    scored_pillars,
)

Finding = tuple[KeyPath, Message]
_NO_LEVEL = _("Level %(level)s is not among the levels.")


def _known_levels(data: dict) -> set[int]:
    return {row["level"] for row in data["levels"]}


def pillar_bands(data: dict) -> Iterator[Finding]:
    yield from _bands(
        data,
        ("scoring", "pillar_level", "bands"),
        data["scoring"]["pillar_level"]["bands"],
    )


def total_bands(data: dict) -> Iterator[Finding]:
    yield from _bands(
        data,
        ("scoring", "overall_level", "bands"),
        data["scoring"]["overall_level"].get("bands", []),
    )


def _bands(data: dict, place: KeyPath, bands: list[dict]) -> Iterator[Finding]:
    """From the lowest on, without hole or overlap, up to 100."""
    for name in ("above", "at_least"):
        if bands and name in bands[0]:
            yield (
                (*place, 0, name),
                message(
                    _("The lowest band has no lower end; leave `%(name)s` out."),
                    name=name,
                ),
            )
    if bands and "below" in bands[-1]:
        told = _("The highest band must reach 100; nothing may be left above it.")
        yield (*place, len(bands) - 1, "below"), message(told)
    if bands and bands[-1].get("up_to", 100) != 100:
        yield (
            (*place, len(bands) - 1, "up_to"),
            message(_("The highest band must reach 100.")),
        )
    for position, (before, after) in enumerate(pairwise(bands), 1):
        yield from _neighbours((*place, position), before, after)
    for position, band in enumerate(bands):
        if band["level"] not in _known_levels(data):
            yield (*place, position, "level"), message(_NO_LEVEL, level=band["level"])


def _neighbours(place: KeyPath, before: dict, after: dict) -> Iterator[Finding]:
    if after["level"] != before["level"] + 1:
        told = _("Level %(wanted)s is expected here, not %(level)s.")
        yield (
            (*place, "level"),
            message(told, wanted=before["level"] + 1, level=after["level"]),
        )
    if "above" in after and "at_least" in after:
        yield (
            place,
            message(
                _("A band starts `above` a cut or from it on (`at_least`), not both.")
            ),
        )
        return
    name, end_name = (
        ("at_least", "below") if "at_least" in after else ("above", "up_to")
    )
    if name not in after:
        yield (
            place,
            message(
                _("The key 'above' is missing: only the lowest band goes without.")
            ),
        )
        return
    other = "below" if end_name == "up_to" else "up_to"
    if other in before:
        told = _(
            "The band before it ends `%(name)s`: who has exactly that would be in both or in none."
        )
        yield (*place, name), message(told, name=other)
        return
    end, start = before.get(end_name, after[name]), after[name]
    if start > end:
        told = _("There is a hole: nothing covers above %(end)s up to %(start)s.")
        yield (*place, name), message(told, end=end, start=start)
    if start < end:
        yield (
            (*place, name),
            message(
                _("The bands overlap from %(start)s to %(end)s."), start=start, end=end
            ),
        )
    if start <= before.get("above", before.get("at_least", -1)):
        yield (*place, name), message(_("Bands must rise."))


def gates(data: dict) -> Iterator[Finding]:
    overall = data["scoring"]["overall_level"]
    if "gates" not in overall:
        return
    place = ("scoring", "overall_level", "gates")
    rows, known = overall["gates"], _known_levels(data)
    pillar_levels = {band["level"] for band in data["scoring"]["pillar_level"]["bands"]}
    maximum = _maximum(data)
    for position, gate in enumerate(rows):
        if gate["level"] not in known:
            yield (*place, position, "level"), message(_NO_LEVEL, level=gate["level"])
        if gate["pillar_level"] not in pillar_levels:
            told = _("No band gives a pillar level %(level)s.")
            yield (
                (*place, position, "pillar_level"),
                message(told, level=gate["pillar_level"]),
            )
        if gate["pillars_at_least"] > len(data["pillars"]):
            told = _("There are only %(count)s pillars.")
            yield (
                (*place, position, "pillars_at_least"),
                message(told, count=len(data["pillars"])),
            )
        if gate["total_above"] >= maximum:
            told = _("Nobody can have more than %(maximum)g points in all.")
            yield (
                (*place, position, "total_above"),
                message(told, maximum=float(maximum)),
            )
    for position, (higher, lower) in enumerate(pairwise(rows), 1):
        if lower["level"] != higher["level"] - 1:
            told = _("Gates go down level by level: %(wanted)s is expected here.")
            yield (*place, position, "level"), message(told, wanted=higher["level"] - 1)
        if (
            lower["total_above"] > higher["total_above"]
            or lower["pillar_level"] > higher["pillar_level"]
        ):
            yield (
                (*place, position),
                message(
                    _("A lower level may not ask for more than the level above it.")
                ),
            )
    otherwise = overall["otherwise"]["level"]
    if otherwise not in known or otherwise >= rows[-1]["level"]:
        place = ("scoring", "overall_level", "otherwise", "level")
        yield place, message(_("This must be a level below the lowest gate."))


def _maximum(data: dict) -> Fraction:
    if "total" in data["scoring"]:
        parts = data["scoring"]["total"].get("parts") or data["pillars"]
        return sum((exact(part["weight"]) for part in parts), Fraction(0))
    questions = [
        question
        for *_parts, question in questions_of(pillars_of(data))
        if is_scored(question)
    ]
    return sum((points_of(question)[-1] for question in questions), Fraction(0))


def weights(data: dict) -> Iterator[Finding]:
    """Every pillar that earns points has one weight where the total is weighted, and none where it is a sum."""
    total = data["scoring"].get("total")
    if total and "parts" in total:
        yield from _parts(data, total["parts"])
        return
    scored = {pillar["code"] for pillar in scored_pillars(_fullest(data))}
    for position, pillar in enumerate(data["pillars"]):
        if total and "weight" not in pillar and pillar["code"] in scored:
            yield (
                ("pillars", position),
                message(_("The key 'weight' is missing: the total is weighted.")),
            )
        if not total and "weight" in pillar:
            told = _("Nothing uses this weight: `scoring.total` is missing.")
            yield ("pillars", position, "weight"), message(told)


def _parts(data: dict, parts: list[dict]) -> Iterator[Finding]:
    place = ("scoring", "total", "parts")
    scored = [pillar["code"] for pillar in scored_pillars(_fullest(data))]
    seen: set[str] = set()
    for position, part in enumerate(parts):
        for number, code in enumerate(part["pillars"]):
            if code not in scored:
                told = _("There is no pillar %(code)r that earns points.")
                yield (*place, position, "pillars", number), message(told, code=code)
            if code in seen:
                told = _("The pillar %(code)r is in two parts.")
                yield (*place, position, "pillars", number), message(told, code=code)
            seen.add(code)
    for code in scored:
        if code not in seen:
            told = _(
                "The pillar %(code)r is in no part, so its points would not count."
            )
            yield place, message(told, code=code)


def _fullest(data: dict) -> list[dict]:
    """The pillars of the first variant: which of them earn points does not depend on the variant."""
    listed = data.get("variants", {}).get("list", [])
    return pillars_of(data, listed[0]["id"] if listed else "")


SCORING_RULES = (pillar_bands, total_bands, gates, weights)
