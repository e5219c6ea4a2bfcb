"""The best set of solutions within a budget, and what it costs and does together."""

import numpy as np

from providers.matching.inputs import FOR_ALL
from providers.matching.match import Match
from scoring.evaluate import Outcome, evaluate
from scoring.portfolio import best_portfolio

# Points a solution must still add to the rest of a set: below that the money is better
# kept. Where pillars weigh, points are not those of one answer: a part of the maximum.
WORTH_IT = 2
SHARE_WORTH_IT = 160
# Times what a point of the whole set costs: whatever is dearer stays out as well.
DEAR = 3
SET_POOL = 30  # of the best, and as many of the best for their price
# Solutions in the best set: more is more than a firm can take on in a year.
SET_SIZE = 6


def portfolio_of(match: Match) -> list[int]:
    """Rows of the best set within the budget, best ranked first; none without a budget.

    It is picked from the best and the best for their price. The search spends whatever
    adds anything; what adds next to nothing is taken out again, the least first.
    """
    if match.request.budget is None:
        return []
    pool = _pool(match)
    if not pool:
        return []

    chosen = best_portfolio(
        match.levels,
        match.index.rubric,
        match.directory.lifts[pool],
        match.directory.yearly[pool],
        match.need,
        match.request.budget,
        SET_SIZE,
    )
    return _worth_their_price(match, [pool[place] for place in chosen])


def _pool(match: Match) -> list[int]:
    # What costs nothing counts as one dong: it is worth any price.
    per_price = match.quality / np.maximum(match.directory.yearly, 1)
    rows: set[int] = set()
    for quality in (match.quality, per_price):
        rows.update(match.rank(match.allowed, SET_POOL, quality).indices.tolist())
    lots = match.lot.beside(FOR_ALL)
    return sorted(rows, key=lambda row: (-match.scores[row], lots[row], row))


def _worth_their_price(match: Match, rows: list[int]) -> list[int]:
    kept = list(rows)
    price_of_point = (_price(match, rows), points_of(match, rows))
    # One at a time: without it, another may be the only one left for its gap.
    while spare := _spare(match, kept, price_of_point):
        kept.remove(min(spare)[1])
    return kept


def _spare(
    match: Match, rows: list[int], price_of_point: tuple[int, int]
) -> list[tuple[int, int]]:
    """What adds next to nothing for its price, unless the level hangs on it: how much
    each adds, and its row.
    """
    spent, earned = price_of_point
    together = outcome_with(match, rows)
    spare = []
    for row in rows:
        rest = outcome_with(match, [other for other in rows if other != row])
        added = together.total - rest.total
        # In whole numbers: its price per point beside that of the whole set.
        is_dear = _price(match, [row]) * earned > DEAR * spent * added
        is_little = added < _next_to_nothing(match)
        if (is_little or is_dear) and rest.level == together.level:
            spare.append((added, row))
    return spare


def _next_to_nothing(match: Match) -> float:
    """Units of the total."""
    rubric = match.index.rubric
    if rubric.weights is None:
        return WORTH_IT * rubric.unit
    return match.outcome.maximum / SHARE_WORTH_IT


def portfolio_facts(match: Match, rows: list[int]) -> dict | None:
    """What the set costs and does together."""
    if not rows:
        return None
    outcome = outcome_with(match, rows)
    return {
        "solutions": [match.slug(row) for row in rows],
        "yearly": _price(match, rows),
        "points": points_of(match, rows),
        "total": outcome.total,
        "level": outcome.level,
        "level_now": match.outcome.level,
    }


def points_of(match: Match, rows: list[int]) -> int:
    """Units a set adds to the total: two solutions for one gap do not count twice."""
    return outcome_with(match, rows).total - match.outcome.total


def outcome_with(match: Match, rows: list[int]) -> Outcome:
    lifts = match.directory.lifts[rows].sum(axis=0)
    levels = match.levels + np.minimum(lifts, match.open)
    return evaluate(match.index.rubric, levels.tolist())


def _price(match: Match, rows: list[int]) -> int:
    """VND in the first year."""
    return int(match.directory.yearly[rows].sum())
