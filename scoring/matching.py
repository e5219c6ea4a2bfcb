"""Which solutions serve which gaps: need of a question, real gain of a solution, ranking.

Q questions, S solutions, N enterprises. A lift is how many levels a solution raises a
question.
Source: ours (docs/scoring.md); no decision says how to choose help.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.allocation.lot import BAND_PERCENT, drawn
from scoring.distance import Distance
from scoring.errors import ScoringError
from scoring.evaluate import Outcome
from scoring.groups import points_by_level
from scoring.rubric import Rubric

# Enterprises per matrix product: their scores stay in the cache while the best are
# picked.
CHUNK = 512

# Solutions per step of a fit: few enough to need no fresh pages of memory.
ROWS = 128

ON_PATH = 2.0
"""What a question on the cheapest way up weighs besides what every question weighs."""

AGAIN = 0.5
"""What a level still counts in a list when a solution above would raise it already.

A choice is worth something.
"""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Ranking(NamedTuple):
    """Solutions, best first, with their scores (fit times quality)."""

    indices: NDArray[np.intp]
    scores: Floats


def room(rubric: Rubric, levels: ArrayLike) -> Ints:
    """(Q,) steps still open above each answer; 0 at the top, not answered or not applicable.

    levels: (Q,) as for `evaluate`. Raises ScoringError `answers_count`.
    """
    answers = np.asarray(levels, np.int64)
    count = len(rubric.questions)
    if answers.shape != (count,):
        raise ScoringError("answers_count", expected=count, given=answers.size)

    ahead = np.zeros(count, np.int64)
    for position, level in enumerate(answers.tolist()):
        question = rubric.questions[position]
        if level >= 0:
            ahead[position] = len(question.stops) - question.step_from(level)
    return ahead


def worth(rubric: Rubric, outcome: Outcome) -> Floats:
    """(Q,) units of the total (1/`total_unit` point) that one unit of each question brings.

    outcome: of the answers, for what their pillars are worth where something does not
    apply.
    """
    if rubric.weights is None:
        return np.ones(len(rubric.questions))

    units = np.array(rubric.weights) * (rubric.total_unit / rubric.unit)
    by_pillar = units / np.maximum(outcome.pillar_maxima, 1)
    return by_pillar[_pillars(rubric)]


def _pillars(rubric: Rubric) -> list[int]:
    return [question.pillar for question in rubric.questions]


def needs(
    rubric: Rubric,
    levels: ArrayLike,
    outcome: Outcome,
    distance: Distance | None,
    on_path: ArrayLike | None = None,
) -> Floats:
    """(Q,) how much one more level on each question is worth to this enterprise; 0 or more.

    levels: (Q,) as for `evaluate`. outcome, distance: of these levels.
    on_path: (Q,) bool, the questions that the cheapest way to the next level raises.

    need = points per level x open share x consequence, where
    - points per level: points still open on the question / levels still open, in points
      (not units) as they count in the total (in a weighted total: x weight / maximum of
      the pillar);
    - open share: points still open / points of the question, 0 to 1 - low answers come
      first, their next step is the shortest;
    - consequence: 1, plus 1 when the next level still asks for points in total, plus
      the weight of the pillar: with k pillars lacking, 1 for the k nearest to the level
      asked for, and for a pillar further away the distance of the k-th nearest as a
      share of its own; plus 2 on the cheapest way up.

    0 where the answer is at the top, missing or not applicable. Deterministic.
    Raises ScoringError `answers_count`.
    """
    answers = np.asarray(levels, np.int64)
    open_levels = room(rubric, answers)
    open_points, maxima = _open_points(rubric, answers)

    # In this order: another rounds otherwise, and what was equal is ranked anew.
    units_per_level = open_points / np.maximum(open_levels, 1) * worth(rubric, outcome)
    per_level = units_per_level / rubric.total_unit
    consequence = _pillar_consequences(rubric, distance)[_pillars(rubric)]
    if on_path is not None:
        consequence += ON_PATH * np.asarray(on_path, np.bool_)
    return per_level * (open_points / maxima) * consequence


def _open_points(rubric: Rubric, answers: Ints) -> tuple[Floats, Floats]:
    """(Q,) units still to earn on each question, and (Q,) all that it can earn."""
    # Where there is no level there is no next one: nothing is open.
    open_points = np.zeros(len(rubric.questions))
    maxima = np.zeros(len(rubric.questions))
    levels = answers.tolist()
    for position, points in enumerate(points_by_level(rubric, levels)):
        level = levels[position]
        # What takes points away is worth giving up: all between its lowest and its top.
        maxima[position] = points[-1] - min(0, points[0])
        if level >= 0:
            open_points[position] = points[-1] - points[level]
    return open_points, maxima


def _pillar_consequences(rubric: Rubric, distance: Distance | None) -> Floats:
    """(P,) what a question of each pillar weighs by what the next level still asks for."""
    weights = np.ones(len(rubric.pillars))
    if distance is None:
        return weights

    if distance.points_needed:
        weights += 1.0
    if distance.pillars_needed:
        last_needed = distance.nearest_pillars[distance.pillars_needed - 1].points
        for gap in distance.nearest_pillars:
            weights[gap.pillar] += min(1.0, last_needed / gap.points)
    return weights


def gained(levels: ArrayLike, lifts: ArrayLike, rubric: Rubric) -> Ints:
    """(S, Q) units of points each solution would really add, capped at the top level.

    levels: (Q,) as for `evaluate`. lifts: (S, Q) whole steps, 0 or more; one solution
    as (Q,) gives (Q,). Not answered and not applicable gain nothing.
    Raises ScoringError `answers_count`.
    """
    answers = np.asarray(levels, np.int64)
    raised = np.asarray(lifts, np.int64)
    steps = np.minimum(raised, room(rubric, answers))

    gains = np.zeros(raised.shape, np.int64)
    for position, by_level in enumerate(points_by_level(rubric, answers.tolist())):
        level = int(answers[position])
        if level >= 0:
            question = rubric.questions[position]
            ahead = [level, *question.stops[question.step_from(level) :]]
            points = np.array(by_level)[ahead]
            gains[..., position] = points[steps[..., position]] - points[0]
    return gains


def fits(
    need: Floats,
    lifts: ArrayLike,
    open_levels: ArrayLike | None = None,
) -> Floats:
    """(S,) need met by each solution: sum over questions of need x lift.

    need: (Q,) from `needs`. lifts: (S, Q) levels, 0 or more. open_levels: (Q,) from
    `room`, the most of a lift that counts; None caps nothing.
    """
    raised = np.asarray(lifts)
    most = np.full(need.shape, np.inf)
    if open_levels is not None:
        most = np.asarray(open_levels, np.float64)

    met = np.empty(len(raised))
    for start in range(0, len(raised), ROWS):
        rows = slice(start, start + ROWS)
        useful = np.minimum(raised[rows], most)
        # Not a matrix product: equal rows give equal sums wherever they stand, so that
        # ties are ties.
        np.einsum(
            "sq,q->s",
            useful,
            need,
            out=met[rows],
        )
    return met


def rank(
    need: Floats,
    lifts: ArrayLike,
    quality: ArrayLike,
    allowed: ArrayLike,
    owner: ArrayLike,
    limit: int,
    per_owner: int = 2,
    *,
    open_levels: ArrayLike | None = None,
    lots: Ints | None = None,
) -> Ranking:
    """The best solutions for one enterprise by fit x quality, at most `per_owner` of one owner.

    need: (Q,) from `needs`. lifts: (S, Q). quality: (S,) above 0.
    allowed: (S,) bool, the hard filters. owner: (S,) any integer per provider.
    limit: how many at most, 0 or more.
    open_levels: (Q,) from `room`, so that a lift beyond the top counts for nothing;
    give it whenever the answers are at hand.
    lots: (S,) the place of its owner in the draw; who comes close to the best stands by it.

    Solutions that meet no need are left out. Without lots, equal scores: the lower index
    first.
    Raises ScoringError `shapes_differ`.
    """
    raised = np.asarray(lifts)
    owners = np.asarray(owner)
    qualities = np.asarray(quality, np.float64)
    may = np.asarray(allowed, np.bool_)
    lengths = {len(raised), len(owners), len(qualities), len(may)}
    if len(lengths) > 1 or raised.shape[1:] != need.shape:
        raise ScoringError("shapes_differ", need=need.shape, lifts=raised.shape)

    scores = np.where(may, fits(need, raised, open_levels) * qualities, 0.0)
    in_order = _in_order(scores) if lots is None else drawn(scores, lots)
    best = _best(in_order, owners, limit, per_owner)
    indices = np.array(best, np.intp)
    return Ranking(indices, scores[indices])


def _in_order(scores: Floats) -> Iterator[int]:
    """Indices of scores above 0, highest first, equals by index."""
    for index in np.argsort(-scores, kind="stable").tolist():
        if scores[index] <= 0:
            break
        yield index


def _best(
    in_order: Iterable[int],
    owners: NDArray[np.integer],
    limit: int,
    per_owner: int,
) -> list[int]:
    """The first of them, so many of one owner at most."""
    best: list[int] = []
    listed: dict[int, int] = {}
    for index in in_order:
        if len(best) >= limit:
            break
        owner = int(owners[index])
        if listed.get(owner, 0) < per_owner:
            listed[owner] = listed.get(owner, 0) + 1
            best.append(index)
    return best


def varied(
    ranking: Ranking,
    need: Floats,
    lifts: ArrayLike,
    quality: ArrayLike,
    open_levels: ArrayLike,
    lots: Ints | None = None,
) -> Ranking:
    """The same solutions, each judged by what those above it leave open.

    A level that a solution further up would raise already counts half; so a list shows
    ways on, not six times the same help. The first stays first, scores never rise down
    the list, equal ones keep their order; with lots, each place goes by lot to one of
    those that come close to the best for it.

    ranking: from `rank`, of the same need (Q,), lifts (S, Q), quality (S,), open_levels
    (Q,) and lots (S,).
    """
    left = np.asarray(open_levels, np.float64)
    raised = np.minimum(np.asarray(lifts)[ranking.indices], left)
    qualities = np.asarray(quality, np.float64)[ranking.indices]

    order: list[int] = []
    scores: list[float] = []
    waiting = list(range(len(raised)))
    while waiting:
        fresh = np.minimum(raised[waiting], left)
        again = raised[waiting] - fresh
        values = (fresh + AGAIN * again) @ need * qualities[waiting]
        best = int(values.argmax())
        if lots is not None:
            best = _by_lot(values, lots[ranking.indices[waiting]])
        scores.append(float(values[best]))
        order.append(waiting.pop(best))
        left = np.maximum(left - raised[order[-1]], 0.0)
    return Ranking(ranking.indices[order], np.array(scores))


def _by_lot(values: Floats, lots: Ints) -> int:
    """Of those that come close to the best, the first in the draw; of one owner its best."""
    least = values.max() * (100 - BAND_PERCENT) / 100
    close = np.flatnonzero(values >= least)
    first = np.lexsort((-values[close], lots[close]))[0]
    return int(close[first])


def shrunk_rating(
    average: float,
    count: int,
    prior_mean: float,
    prior_count: float,
) -> float:
    """An average of `count` ratings drawn towards `prior_mean`.

    As if `prior_count` people had given that: one five-star rating does not outrank
    forty of 4.6. With no rating at all: the prior mean.
    Raises ScoringError `rating_counts` when a count is negative or both are 0.
    """
    if count < 0 or prior_count < 0 or count + prior_count == 0:
        raise ScoringError("rating_counts", count=count, prior_count=prior_count)
    return (average * count + prior_mean * prior_count) / (count + prior_count)


def top_matches(
    needs: NDArray[np.float32],
    lifts: NDArray[np.float32],
    quality: ArrayLike,
    k: int = 10,
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """The k best solutions of N enterprises at once: (N, k) indices and scores, best first.

    needs: (N, Q) float32, 0 or more. lifts: (S, Q) float32. quality: (S,) above 0.
    Lifts are not capped here, and no rule of a single enterprise is applied: a first
    choice among many, to be refined by `rank`.
    Equal scores: the lower index first. k, 1 or more; above S it gives S columns.
    """
    qualities = np.asarray(quality, np.float32)
    weighted = np.ascontiguousarray((lifts * qualities[:, None]).T)
    width = min(k, len(lifts))
    indices = np.empty((len(needs), width), np.int32)
    best = np.empty((len(needs), width), np.float32)

    room_for_scores = np.empty((CHUNK, len(lifts)), np.float32)
    for start in range(0, len(needs), CHUNK):
        rows = slice(start, start + CHUNK)
        chunk = needs[rows]
        scores = np.matmul(chunk, weighted, out=room_for_scores[: len(chunk)])
        _pick_best(scores, indices[rows], best[rows])
    return indices, best


def _pick_best(
    scores: NDArray[np.float32],
    indices: NDArray[np.int32],
    best: NDArray[np.float32],
) -> None:
    """Fill the rows of `indices` and `best`, column by column; uses up `scores`."""
    # A few searches for the highest take less time than sorting thousands of scores.
    rows = np.arange(len(scores))
    for column in range(indices.shape[1]):
        winners = scores.argmax(axis=1)
        indices[:, column] = winners
        best[:, column] = scores[rows, winners]
        scores[rows, winners] = -np.inf
