"""What must hold among the rules of scoring: bands without holes, gates that fall, weights for every pillar."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from survey.index.document import KeyPath
from survey.index.questions import exact, is_scored, pillars_of, points_of, questions_of, scored_pillars

Finding = tuple[KeyPath, str]


def _known_levels(data: dict) -> set[int]:
    return {row["level"] for row in data["levels"]}


def pillar_bands(data: dict) -> Iterator[Finding]:
    yield from _bands(data, ("scoring", "pillar_level", "bands"), data["scoring"]["pillar_level"]["bands"])


def total_bands(data: dict) -> Iterator[Finding]:
    yield from _bands(data, ("scoring", "overall_level", "bands"), data["scoring"]["overall_level"].get("bands", []))


def _bands(data: dict, place: KeyPath, bands: list[dict]) -> Iterator[Finding]:
    """From the lowest on, without hole or overlap, up to 100."""
    for name in ("above", "at_least"):
        if bands and name in bands[0]:
            yield (*place, 0, name), f"The lowest band has no lower end; leave `{name}` out."
    if bands and "below" in bands[-1]:
        yield (*place, len(bands) - 1, "below"), "The highest band must reach 100; nothing may be left above it."
    if bands and bands[-1].get("up_to", 100) != 100:
        yield (*place, len(bands) - 1, "up_to"), "The highest band must reach 100."
    for position, (before, after) in enumerate(pairwise(bands), 1):
        yield from _neighbours((*place, position), before, after)
    for position, band in enumerate(bands):
        if band["level"] not in _known_levels(data):
            yield (*place, position, "level"), f"Level {band['level']} is not among the levels."


def _neighbours(place: KeyPath, before: dict, after: dict) -> Iterator[Finding]:
    if after["level"] != before["level"] + 1:
        yield (*place, "level"), f"Level {before['level'] + 1} is expected here, not {after['level']}."
    if "above" in after and "at_least" in after:
        yield place, "A band starts `above` a cut or from it on (`at_least`), not both."
        return
    name, end_name = ("at_least", "below") if "at_least" in after else ("above", "up_to")
    if name not in after:
        yield place, "The key 'above' is missing: only the lowest band goes without."
        return
    other = "below" if end_name == "up_to" else "up_to"
    if other in before:
        yield (*place, name), f"The band before it ends `{other}`: who has exactly that would be in both or in none."
        return
    end, start = before.get(end_name, after[name]), after[name]
    if start > end:
        yield (*place, name), f"There is a hole: nothing covers above {end} up to {start}."
    if start < end:
        yield (*place, name), f"The bands overlap from {start} to {end}."
    if start <= before.get("above", before.get("at_least", -1)):
        yield (*place, name), "Bands must rise."


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
            yield (*place, position, "level"), f"Level {gate['level']} is not among the levels."
        if gate["pillar_level"] not in pillar_levels:
            yield (*place, position, "pillar_level"), f"No band gives a pillar level {gate['pillar_level']}."
        if gate["pillars_at_least"] > len(data["pillars"]):
            yield (*place, position, "pillars_at_least"), f"There are only {len(data['pillars'])} pillars."
        if gate["total_above"] >= maximum:
            yield (*place, position, "total_above"), f"Nobody can have more than {float(maximum):g} points in all."
    for position, (higher, lower) in enumerate(pairwise(rows), 1):
        if lower["level"] != higher["level"] - 1:
            yield (
                (*place, position, "level"),
                f"Gates go down level by level: {higher['level'] - 1} is expected here.",
            )
        if lower["total_above"] > higher["total_above"] or lower["pillar_level"] > higher["pillar_level"]:
            yield (*place, position), "A lower level may not ask for more than the level above it."
    otherwise = overall["otherwise"]["level"]
    if otherwise not in known or otherwise >= rows[-1]["level"]:
        yield ("scoring", "overall_level", "otherwise", "level"), "This must be a level below the lowest gate."


def _maximum(data: dict) -> Fraction:
    if "total" in data["scoring"]:
        parts = data["scoring"]["total"].get("parts") or data["pillars"]
        return sum((exact(part["weight"]) for part in parts), Fraction(0))
    questions = [question for *_, question in questions_of(pillars_of(data)) if is_scored(question)]
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
            yield ("pillars", position), "The key 'weight' is missing: the total is weighted."
        if not total and "weight" in pillar:
            yield ("pillars", position, "weight"), "Nothing uses this weight: `scoring.total` is missing."


def _parts(data: dict, parts: list[dict]) -> Iterator[Finding]:
    place = ("scoring", "total", "parts")
    scored = [pillar["code"] for pillar in scored_pillars(_fullest(data))]
    seen: set[str] = set()
    for position, part in enumerate(parts):
        for number, code in enumerate(part["pillars"]):
            if code not in scored:
                yield (*place, position, "pillars", number), f"There is no pillar {code!r} that earns points."
            if code in seen:
                yield (*place, position, "pillars", number), f"The pillar {code!r} is in two parts."
            seen.add(code)
    for code in scored:
        if code not in seen:
            yield place, f"The pillar {code!r} is in no part, so its points would not count."


def _fullest(data: dict) -> list[dict]:
    """The pillars of the first variant: which of them earn points does not depend on the variant."""
    listed = data.get("variants", {}).get("list", [])
    return pillars_of(data, listed[0]["id"] if listed else "")


SCORING_RULES = (pillar_bands, total_bands, gates, weights)
