"""What must hold of what levels name: it is there, and no lower level asks for more of it."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from django.utils.translation import gettext_noop as _

from indexes.documents.places import placed_everywhere, placed_indicators
from indexes.documents.reader import Finding, KeyPath, fault
from indexes.index.needs import ALL, TIERS
from indexes.index.questions import (
    LEVELLED,
    is_scored,
    pillars_of,
    points_of,
    scored_pillars,
    variant_ids,
)
from indexes.index.tiers import scored_indicators, tier_of

OVERALL = ("scoring", "overall_level")
Levels = Mapping[str, Mapping[str, range]]
"""By key of the file, then by code: the levels that may be asked for, without the lowest."""


def needs(data: dict) -> Iterator[Finding]:
    overall = data["scoring"]["overall_level"]
    key = "gates" if "gates" in overall else "bands"
    rows = overall[key]
    levels = _levels(data)
    for position, row in enumerate(rows):
        path: KeyPath = (*OVERALL, key, position, "each")
        for number, asked in enumerate(row.get("each", ())):
            yield from _asked(
                data,
                levels,
                asked,
                (*path, number),
            )

    if key == "bands" and "each" in rows[0]:
        yield fault(
            (*OVERALL, key, 0, "each"),
            _("The lowest band is where everybody else is; it can ask for nothing."),
        )
    yield from _rising(levels, key, rows)


def _levels(data: dict) -> Levels:
    first = data["scoring"]["points"].get("first_level", 0)
    groups = {part["code"] for part in _groups(data)}
    questions: dict[str, range] = {}
    for path, question in placed_everywhere(data):
        if is_scored(question) and _around(data, path) not in groups:
            begin = first if question["kind"] in LEVELLED else 0
            count = len(points_of(question))
            questions[question["code"]] = range(begin + 1, begin + count)

    scoring = data["scoring"]
    pillars: dict[str, range] = {}
    indicators: dict[str, range] = {}
    for variant in variant_ids(data):
        scored = scored_pillars(pillars_of(data, variant))
        for pillar in scored:
            common = scoring["pillar_level"]["bands"]
            pillars[pillar["code"]] = _above_lowest(pillar.get("bands", common))
        if tier_of(scoring):
            for _place, part in scored_indicators(scored):
                indicators[part["code"]] = _above_lowest(tier_of(scoring)["bands"])
    return {"questions": questions, "indicators": indicators, "pillars": pillars}


def _around(data: dict, path: KeyPath) -> str:
    """The code of the indicator that a question stands in; in a variant that of its list."""
    if path[0] == "variants":
        return str(path[-2])
    part = data
    for key in path[:-2]:
        part = part[key]
    return part["code"]


def _above_lowest(bands: list[dict]) -> range:
    return range(bands[0]["level"] + 1, bands[-1]["level"] + 1)


def _asked(
    data: dict,
    levels: Levels,
    asked: dict,
    path: KeyPath,
) -> Iterator[Finding]:
    [key] = TIERS.keys() & asked.keys()
    known = levels[key]
    if key == "indicators" and not known:
        yield fault(
            (*path, key),
            _("Indicators have no levels: `scoring.indicator_level` is missing."),
        )
        return
    named = list(known) if asked[key] == ALL else asked[key]
    for number, code in enumerate(named):
        here = (*path, key) if asked[key] == ALL else (*path, key, number)
        if code not in known:
            yield _unknown(data, key, code, here)
        elif asked["at_least"] not in known[code]:
            yield fault(
                (*path, "at_least"),
                _("%(code)r has no level %(level)s above its lowest."),
                code=code,
                level=asked["at_least"],
            )
    if key == "questions" and asked[key] == ALL and any(_groups(data)):
        yield fault(
            (*path, key),
            _("Where there are groups, questions are named one by one."),
        )


def _groups(data: dict) -> Iterator[dict]:
    for _path, part in placed_indicators(data):
        if "group_question" in part:
            yield part


def _unknown(
    data: dict,
    key: str,
    code: str,
    path: KeyPath,
) -> Finding:
    in_groups = set()
    for part in _groups(data):
        in_groups.add(part["code"])
        in_groups.update(question["code"] for question in part["questions"])
    if key == "questions" and code in in_groups:
        return fault(
            path,
            _("%(code)r is answered with its group, or as one: it cannot be named."),
            code=code,
        )
    return fault(path, _("Nothing that earns points is called %(code)r."), code=code)


def _rising(
    levels: Levels,
    key: str,
    rows: list[dict],
) -> Iterator[Finding]:
    """A higher level names all that a lower one does."""
    # Gates stand from the highest down, bands from the lowest up.
    ordered = [*enumerate(rows)]
    if key == "gates":
        ordered.reverse()
    for (_lower, before), (position, after) in pairwise(ordered):
        asked = _level_by_name(levels, after)
        for name, level in _level_by_name(levels, before).items():
            if asked.get(name, -1) < level:
                yield fault(
                    (*OVERALL, key, position),
                    _(
                        "The level below asks for %(code)r at %(level)s; so must this one."
                    ),
                    code=name[1],
                    level=level,
                )


def _level_by_name(levels: Levels, row: dict) -> dict[tuple[str, str], int]:
    """The highest level that is asked of everything named."""
    asked: dict[tuple[str, str], int] = {}
    for part in row.get("each", ()):
        [key] = TIERS.keys() & part.keys()
        codes = levels[key] if part[key] == ALL else part[key]
        for code in codes:
            name = (key, code)
            asked[name] = max(asked.get(name, -1), part["at_least"])
    return asked


NEED_RULES = (needs,)
