"""What a recommendation keeps: names, ids, numbers and codes, no sentences.

`explain` turns it into sentences when it is read, in the language of the reader.
"""

from datetime import datetime

from providers.matching.facts import facts_of
from providers.matching.inputs import FOR_ALL
from providers.matching.match import Match, match_of
from providers.matching.order import Helpers, helpers_of
from providers.matching.plan import Plan
from providers.matching.portfolio import portfolio_facts, portfolio_of
from providers.matching.rules import SOFT
from scoring.allocation.lot import RULE
from survey.models import Result

FORMAT = 4  # a reader of stored recommendations looks at it first


def content_of(
    result: Result, *, budget: int | None, now: datetime, plan: Plan | None = None
) -> dict:
    """What is suggested for this result within this budget, at this moment. A
    constant number of queries, nothing is written.

    plan: what the firm means to do; None for the way we advise.
    """
    return noted(match_of(result, budget, now, plan))


def noted(match: Match) -> dict:
    """Everything that is suggested by a match."""
    if match.allowed.any():
        portfolio = portfolio_of(match)
        near_misses = match.near_misses(match.suggested)
        return _content(match, match.suggested, near_misses, portfolio, ())

    # Nothing passes: what comes closest is all there is, and a set of it would promise
    # too much.
    dropped = match.loosened()
    closest = match.listed(match.passing_without(dropped)) if dropped else []
    return _content(match, closest, [], [], dropped)


def shown_by(match: Match, content: dict) -> dict[str, list[int]]:
    """Keys of the providers that stand in full, by question, and of all that is suggested."""
    keys = {solution.slug: solution.provider_id for solution in match.solutions}
    named = {FOR_ALL: [facts["solution"] for facts in content["suggestions"]]}
    for step in content["steps"]:
        named[step["question"]] = step["solutions"]
    shown: dict[str, list[int]] = {}
    for question, slugs in named.items():
        if slugs:
            shown[question] = list(dict.fromkeys(map(keys.__getitem__, slugs)))
    return shown


def _content(
    match: Match,
    listed: list[int],
    near_misses: list[int],
    portfolio: list[int],
    dropped: tuple[str, ...],
) -> dict:
    # The page names every solution of the set, also one that the list had no room for.
    shown = [*listed, *(row for row in portfolio if row not in listed)]
    rubric, request = match.index.rubric, match.request
    helpers = helpers_of(match)
    beside = _not_among(shown, helpers)
    match.read([*shown, *beside, *near_misses])
    return {
        "format": FORMAT,
        "index": match.index.id,
        "index_version": match.index.version,
        "unit": rubric.total_unit,
        "enterprise": {
            "sector": request.sector,
            "size": request.size,
            "area": request.area,
            "employees": request.employees,
        },
        "budget": request.budget,
        "target": match.distance.target if match.distance else None,
        "lot": {
            "rule": RULE,
            "day": request.day.isoformat(),
            "seed": match.lot.seed,
        },
        "hidden": sorted(match.inputs.hidden),
        "fictional": match.directory.entries.is_fictional,
        "useful": int(match.useful.sum()),
        "blocked": _blocked(match),
        "loosened": list(dropped),
        "suggestions": [
            facts_of(match, row, in_portfolio=row in portfolio) for row in shown
        ],
        "steps": [_helped(match, of_aim) for of_aim in helpers],
        "offers": [facts_of(match, row) for row in beside],
        "near_misses": [facts_of(match, row) for row in near_misses],
        "portfolio": portfolio_facts(match, portfolio),
    }


def _helped(match: Match, helpers: Helpers) -> dict:
    """Who helps with one aim of the plan, by name."""
    aim = helpers.aim
    return {
        "question": aim.question,
        "from": aim.from_level,
        "to": aim.to_level,
        "steps": len(aim.starts),
        "solutions": _slugs(match, helpers.first),
        "more": _slugs(match, helpers.more),
        "others": helpers.others,
    }


def _slugs(match: Match, rows: list[int]) -> list[str]:
    return [match.slug(row) for row in rows]


def _not_among(shown: list[int], helpers: list[Helpers]) -> list[int]:
    """What is named beside a step alone, each once, in the order of the plan."""
    rows: list[int] = []
    for of_aim in helpers:
        for row in of_aim.named:
            if row not in shown and row not in rows:
                rows.append(row)
    return rows


def _blocked(match: Match) -> dict[str, int]:
    """How many solutions each rule leaves out that fit in everything else."""
    return {code: int(match.missed_by(code).sum()) for code in SOFT}
