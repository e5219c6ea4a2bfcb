"""What must hold of the rules of scoring: bands without holes, gates that fall, all weighed."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from django.utils.translation import gettext_noop as _

from indexes.documents.places import placed_everywhere, placed_indicators
from indexes.documents.reader import Finding, KeyPath, fault
from indexes.index.numbers import exact
from indexes.index.questions import (
    is_scored,
    pillars_of,
    points_of,
    questions_of,
    scored_pillars,
    variant_ids,
)
from indexes.index.tiers import is_mean, tier_of, worth_of

_NO_LEVEL = _("Level %(level)s is not among the levels.")
_OVERALL = ("scoring", "overall_level")


def _known_levels(data: dict) -> set[int]:
    return {row["level"] for row in data["levels"]}


def pillar_bands(data: dict) -> Iterator[Finding]:
    """Those of all pillars, and those that single pillars have instead."""
    known = _known_levels(data)
    bands = data["scoring"]["pillar_level"]["bands"]
    yield from _bands(("scoring", "pillar_level", "bands"), bands, known)
    for position, pillar in enumerate(data["pillars"]):
        path: KeyPath = ("pillars", position)
        own = {row["level"] for row in pillar.get("levels", ())}
        yield from _bands((*path, "bands"), pillar.get("bands", []), known | own)
        yield from _own_levels((*path, "levels"), pillar.get("levels", []))


def _own_levels(path: KeyPath, levels: list[dict]) -> Iterator[Finding]:
    seen: set[int] = set()
    for number, row in enumerate(levels):
        if row["level"] in seen:
            yield fault(
                (*path, number, "level"),
                _("Level %(level)s is here twice."),
                level=row["level"],
            )
        seen.add(row["level"])


def total_bands(data: dict) -> Iterator[Finding]:
    bands = data["scoring"]["overall_level"].get("bands", [])
    yield from _bands((*_OVERALL, "bands"), bands, _known_levels(data))


def indicators(data: dict) -> Iterator[Finding]:
    """Bands of indicators; and what only means can use, or cannot."""
    scoring = data["scoring"]
    path: KeyPath = ("scoring", "indicator_level")
    rows = tier_of(scoring).get("levels", [])
    own = {row["level"] for row in rows}
    bands = tier_of(scoring).get("bands", [])
    yield from _bands((*path, "bands"), bands, _known_levels(data) | own)
    yield from _own_levels((*path, "levels"), rows)
    for here, part in placed_indicators(data):
        if "weight" in part and here[-2] == "indicators" and not is_mean(scoring):
            yield fault(
                (*here, "weight"),
                _("Nothing uses this weight: indicators are no means."),
            )
        elif "weight" in part and not exact(part["weight"]):
            yield fault((*here, "weight"), _("A weight must be above 0."))
    if not is_mean(scoring):
        return
    if not worth_of(scoring):
        yield fault(
            ("scoring", "indicator_level", "worth"),
            _("A pillar that is worth nothing would count for nothing."),
        )
    for here, question in placed_everywhere(data):
        if is_scored(question) and points_of(question)[-1] <= 0:
            yield fault(
                here,
                _("In a mean the highest level must be worth more than nothing."),
            )


def _bands(
    path: KeyPath,
    bands: list[dict],
    known: set[int],
) -> Iterator[Finding]:
    """From the lowest on, without hole or overlap, up to 100."""
    if not bands:
        return
    yield from _lowest((*path, 0), bands[0])
    yield from _highest((*path, len(bands) - 1), bands[-1])
    for position, (before, after) in enumerate(pairwise(bands), 1):
        yield from _neighbours((*path, position), before, after)
    # Told apart from the order of levels: a gap there says nothing of which levels there are.
    for position, band in enumerate(bands):
        if band["level"] not in known:
            yield fault(
                (*path, position, "level"),
                _NO_LEVEL,
                level=band["level"],
            )


def _lowest(path: KeyPath, band: dict) -> Iterator[Finding]:
    for name in ("above", "at_least"):
        if name in band:
            yield fault(
                (*path, name),
                _("The lowest band has no lower end; leave `%(name)s` out."),
                name=name,
            )


def _highest(path: KeyPath, band: dict) -> Iterator[Finding]:
    if "below" in band:
        yield fault(
            (*path, "below"),
            _("The highest band must reach 100; nothing may be left above it."),
        )
    if exact(band.get("up_to", 100)) != 100:
        yield fault((*path, "up_to"), _("The highest band must reach 100."))


def _neighbours(
    path: KeyPath,
    before: dict,
    after: dict,
) -> Iterator[Finding]:
    wanted = before["level"] + 1
    if after["level"] != wanted:
        yield fault(
            (*path, "level"),
            _("Level %(wanted)s is expected here, not %(level)s."),
            wanted=wanted,
            level=after["level"],
        )
    if "above" in after and "at_least" in after:
        yield fault(
            path, _("A band starts `above` a cut or from it on (`at_least`), not both.")
        )
    elif "at_least" in after:
        yield from _joint(path, before, after, "at_least")
    elif "above" in after:
        yield from _joint(path, before, after, "above")
    else:
        yield fault(
            path, _("The key 'above' is missing: only the lowest band goes without.")
        )


def _joint(
    path: KeyPath,
    before: dict,
    after: dict,
    name: str,
) -> Iterator[Finding]:
    """Where one band ends and the next starts, under this key: who is at the cut is in one."""
    here = (*path, name)
    end_name, wrong_name = (
        ("below", "up_to") if name == "at_least" else ("up_to", "below")
    )
    if wrong_name in before:
        yield fault(
            here,
            _(
                "The band before it ends `%(name)s`: "
                "who has exactly that would be in both or in none."
            ),
            name=wrong_name,
        )
        return
    start = exact(after[name])
    end = exact(before.get(end_name, after[name]))
    # Told as the file writes them: 100/3 has no decimals to be told by.
    ends = {"start": after[name], "end": before.get(end_name)}
    if start > end:
        yield fault(
            here,
            _("There is a hole: nothing covers above %(end)s up to %(start)s."),
            **ends,
        )
    if start < end:
        yield fault(
            here,
            _("The bands overlap from %(start)s to %(end)s."),
            **ends,
        )
    if start <= exact(before.get("above", before.get("at_least", -1))):
        yield fault(here, _("Bands must rise."))


def gates(data: dict) -> Iterator[Finding]:
    rows = data["scoring"]["overall_level"].get("gates")
    if rows is None:
        return
    maximum = _maximum(data)
    for position, gate in enumerate(rows):
        yield from _gate(
            data,
            (*_OVERALL, "gates", position),
            gate,
            maximum,
        )
    for position, (higher, lower) in enumerate(pairwise(rows), 1):
        yield from _next_gate(
            (*_OVERALL, "gates", position),
            higher,
            lower,
        )
    otherwise = data["scoring"]["overall_level"]["otherwise"]["level"]
    if otherwise not in _known_levels(data) or otherwise >= rows[-1]["level"]:
        yield fault(
            (*_OVERALL, "otherwise", "level"),
            _("This must be a level below the lowest gate."),
        )


def _gate(
    data: dict,
    path: KeyPath,
    gate: dict,
    maximum: Fraction | None,
) -> Iterator[Finding]:
    if gate["level"] not in _known_levels(data):
        yield fault(
            (*path, "level"),
            _NO_LEVEL,
            level=gate["level"],
        )
    if not gate.keys() & {"total_above", "pillars_at_least", "each"}:
        yield fault(path, _("This gate asks for nothing."))
    if ("pillar_level" in gate) != ("pillars_at_least" in gate):
        yield fault(
            path,
            _("`pillars_at_least` and `pillar_level` stand together, or neither does."),
        )
    yield from _gate_of_pillars(data, path, gate)
    # "More than" the maximum is a level that nobody can reach.
    if maximum is not None and gate.get("total_above", 0) >= maximum:
        yield fault(
            (*path, "total_above"),
            _("Nobody can have more than %(maximum)g points in all."),
            maximum=float(maximum),
        )


def _gate_of_pillars(data: dict, path: KeyPath, gate: dict) -> Iterator[Finding]:
    """What it asks of pillars can be had."""
    given = _pillar_levels(data)
    if gate.get("pillar_level", min(given)) not in given:
        yield fault(
            (*path, "pillar_level"),
            _("No band gives a pillar level %(level)s."),
            level=gate["pillar_level"],
        )
    if gate.get("pillars_at_least", 0) > len(data["pillars"]):
        yield fault(
            (*path, "pillars_at_least"),
            _("There are only %(count)s pillars."),
            count=len(data["pillars"]),
        )


def _pillar_levels(data: dict) -> set[int]:
    """Every level that some pillar can be at."""
    levels: set[int] = set()
    tables = [data["scoring"]["pillar_level"]["bands"]]
    tables += [pillar["bands"] for pillar in data["pillars"] if "bands" in pillar]
    for bands in tables:
        levels.update(band["level"] for band in bands)
    return levels


def _next_gate(
    path: KeyPath,
    higher: dict,
    lower: dict,
) -> Iterator[Finding]:
    # From the top down: the first gate that holds decides.
    wanted = higher["level"] - 1
    if lower["level"] != wanted:
        yield fault(
            (*path, "level"),
            _("Gates go down level by level: %(wanted)s is expected here."),
            wanted=wanted,
        )
    asked = ("total_above", "pillar_level")
    if any(lower.get(key, -1) > higher.get(key, -1) for key in asked):
        yield fault(
            path, _("A lower level may not ask for more than the level above it.")
        )


def _maximum(data: dict) -> Fraction | None:
    """The most points in all, of what everybody is asked; None where a weight is missing."""
    if "total" in data["scoring"]:
        return _all_weights(data)
    if is_mean(data["scoring"]):
        return worth_of(data["scoring"]) * len(_scored_codes(data))
    maximum = Fraction(0)
    for *_parts, question in questions_of(pillars_of(data)):
        if is_scored(question):
            maximum += points_of(question)[-1]
    return maximum


def _all_weights(data: dict) -> Fraction | None:
    scored = _scored_codes(data)
    own = [pillar for pillar in data["pillars"] if pillar["code"] in scored]
    parts = data["scoring"]["total"].get("parts", own)
    # That one is missing is told of its pillar.
    if not all("weight" in part for part in parts):
        return None
    return sum((exact(part["weight"]) for part in parts), Fraction(0))


def weights(data: dict) -> Iterator[Finding]:
    """Every pillar that earns points has one weight in a weighted total, and none in a sum."""
    total = data["scoring"].get("total")
    scored = _scored_codes(data)
    if total and "parts" in total:
        yield from _parts(total["parts"], scored)
        return
    for position, pillar in enumerate(data["pillars"]):
        path: KeyPath = ("pillars", position)
        if total and "weight" not in pillar and pillar["code"] in scored:
            yield fault(path, _("The key 'weight' is missing: the total is weighted."))
        if not total and "weight" in pillar:
            yield fault(
                (*path, "weight"),
                _("Nothing uses this weight: `scoring.total` is missing."),
            )


def _parts(parts: list[dict], scored: list[str]) -> Iterator[Finding]:
    path: KeyPath = ("scoring", "total", "parts")
    seen: set[str] = set()
    for position, part in enumerate(parts):
        for number, code in enumerate(part["pillars"]):
            here = (*path, position, "pillars", number)
            if code not in scored:
                yield fault(
                    here,
                    _("There is no pillar %(code)r that earns points."),
                    code=code,
                )
            if code in seen:
                yield fault(
                    here,
                    _("The pillar %(code)r is in two parts."),
                    code=code,
                )
            seen.add(code)
    # A forgotten pillar is the worst of it: its points are gone, and no total shows it.
    for code in scored:
        if code not in seen:
            yield fault(
                path,
                _("The pillar %(code)r is in no part, so its points would not count."),
                code=code,
            )


def _scored_codes(data: dict) -> list[str]:
    """Pillars that earn points in the first variant: which of them do is the same in each."""
    pillars = scored_pillars(pillars_of(data, variant_ids(data)[0]))
    return [pillar["code"] for pillar in pillars]


SCORING_RULES = (pillar_bands, total_bands, indicators, gates, weights)
