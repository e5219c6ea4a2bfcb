"""How evenly 10,000 firms are shared out among providers, and a campaign of as many at once."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from time import perf_counter, process_time

import numpy as np
from numpy.typing import NDArray

from performance.frame.timing import Measurement, scaled
from performance.matching import quiet
from scoring.allocation.best import best_allocation
from scoring.allocation.fairness import cost_of, exposure, gini
from scoring.allocation.greedy import greedy
from scoring.allocation.lot import lot_of, seed_of
from scoring.allocation.problem import Problem, breaks
from scoring.matching import fits, rank, shrunk_rating, varied
from tests.scoring.markets import market
from tests.scoring.rubrics import rubric_2021

FIRMS, PROVIDERS, OF_A_PROVIDER = 10_000, 500, 4
A_MONTH = 2_500  # firms that come
KINDS = 40  # of offers: many sell nearly the same
LINES, SERVED = 20, 0.2  # lines of business, and of how many of them a provider knows
NEWCOMERS = 0.1  # of the providers
ASKS = 0.6  # of the firms, somebody among the first, who accepts more often than not
ACCEPTED = 0.7
SHOWN, POOL = 6, 24
MOST_COST = 0.01
A_CAMPAIGN, LEAST_SHARE = 60.0, 0.98  # seconds of a processor; of the bound

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def run() -> Iterator[Measurement]:
    yield from sharing(scaled(FIRMS, 60))
    yield from allocating(scaled(FIRMS, 60), scaled(PROVIDERS, 20))


@dataclass(frozen=True, eq=False)
class Directory:
    """lifts: (S, Q). quality, owner: (S,). places, is_new: (P,). serves: (P, lines)."""

    lifts: Ints
    quality: Floats
    owner: Ints
    places: Ints
    is_new: NDArray[np.bool_]
    serves: NDArray[np.bool_]


def make_directory(count: int, generator: np.random.Generator) -> Directory:
    """Newcomers have no ratings yet, so they are taken for usual ones."""
    kinds = market(rubric_2021(), 1, solutions=KINDS).lifts
    owner = np.repeat(np.arange(count), OF_A_PROVIDER)
    is_new = generator.random(count) < NEWCOMERS
    average = generator.normal(4.2, 0.35, count).clip(1, 5)
    ratings = np.where(is_new, 0, generator.geometric(0.05, count))
    rated = np.array(
        [
            shrunk_rating(*of_provider, 4.0, 20)
            for of_provider in zip(average.tolist(), ratings.tolist(), strict=True)
        ]
    )
    return Directory(
        lifts=kinds[generator.integers(0, KINDS, len(owner))],
        quality=rated[owner],
        owner=owner,
        places=generator.integers(1, 16, count),
        is_new=is_new,
        serves=generator.random((count, LINES)) < SERVED,
    )


@dataclass
class Month:
    """lists: owners by place. shown, best: values by place, with the lot and without."""

    taken: Ints
    accepted: Ints
    lists: list[Ints] = field(default_factory=list)
    shown: list[Floats] = field(default_factory=list)
    best: list[Floats] = field(default_factory=list)


def sharing(firms: int) -> Iterator[Measurement]:
    for is_drawn in (False, True):
        started = process_time()
        month, directory = simulated(firms, is_drawn)
        took = (process_time() - started) / firms
        yield verdict(month, directory, is_drawn, took)


def simulated(firms: int, is_drawn: bool) -> tuple[Month, Directory]:
    """The same firms come, whether a lot is drawn or not."""
    generator = np.random.default_rng(11)
    directory = make_directory(PROVIDERS, generator)
    nobody = np.zeros(PROVIDERS, np.int64)
    month = Month(nobody.copy(), nobody.copy())
    for number in range(firms):
        if number % A_MONTH == 0:
            month.taken[:] = 0
        here = market(rubric_2021(), number + 100, solutions=1)
        left = directory.places - month.taken
        lots = lots_of(number, left)[directory.owner] if is_drawn else None
        serves = directory.serves[:, number % LINES]
        shown(month, directory, here.need, here.room, serves, lots)
        _ask(month, month.lists[-1], generator)
    return month, directory


def lots_of(number: int, left: Ints) -> Ints:
    """(P,) the place of each in the draw."""
    seed = seed_of(f"day {number // 20}", f"firm {number}")
    drawn = [lot_of(seed, f"provider {key}", count) for key, count in enumerate(left)]
    places = np.empty(len(left), np.int64)
    places[np.argsort(np.array(drawn, np.float64), kind="stable")] = np.arange(
        len(left)
    )
    return places


def shown(
    month: Month,
    directory: Directory,
    need: Floats,
    room: Ints,
    serves: NDArray[np.bool_],
    lots: Ints | None,
) -> None:
    values = fits(need, directory.lifts, room) * directory.quality
    has_place = directory.places > month.taken
    allowed = (has_place & serves)[directory.owner]
    as_shown = _listed(directory, need, room, allowed, lots)
    best = as_shown if lots is None else _listed(directory, need, room, allowed, None)
    owners = np.full(SHOWN, -1, np.int64)
    owners[: len(as_shown)] = directory.owner[as_shown]
    month.lists.append(owners)
    month.shown.append(_padded(values[as_shown]))
    month.best.append(_padded(values[best]))


def _listed(
    directory: Directory,
    need: Floats,
    room: Ints,
    allowed: NDArray[np.bool_],
    lots: Ints | None,
) -> NDArray[np.intp]:
    lifts, quality = directory.lifts, directory.quality
    pool = rank(
        need,
        lifts,
        quality,
        allowed,
        directory.owner,
        POOL,
        open_levels=room,
        lots=lots,
    )
    return varied(pool, need, lifts, quality, room, lots).indices[:SHOWN]


def _padded(values: Floats) -> Floats:
    return np.pad(values, (0, SHOWN - len(values)))


def _ask(month: Month, owners: Ints, generator: np.random.Generator) -> None:
    """Who stands first is asked most often. The same draws, whoever stands there."""
    asks, place, accepts = generator.random(3)
    chosen = owners[min(int(place**2 * SHOWN), SHOWN - 1)]
    if asks < ASKS and chosen >= 0:
        month.taken[chosen] += 1
        month.accepted[chosen] += accepts < ACCEPTED


def verdict(
    month: Month, directory: Directory, is_drawn: bool, took: float
) -> Measurement:
    shares = exposure(month.lists, PROVIDERS)
    cost = cost_of(month.shown, month.best)
    of_new = shares[directory.is_new].sum() / shares.sum()
    goal = (
        f"exposure Gini {gini(shares):.2f}, accepted {gini(month.accepted):.2f},"
        f" newcomers {of_new:.1%} ({directory.is_new.mean():.1%} of all)"
    )
    name = f"{len(month.lists):,} firms, {'by lot' if is_drawn else 'by number'}, each"
    measured = Measurement(name, took, took, took, goal=goal)
    if not is_drawn:
        return measured
    # Of what the best lists are worth, in the same directory with the same places left.
    goal = f"the lot costs {cost:.2%} (≤ {MOST_COST:.0%}); {goal}"
    return replace(measured, goal=goal, met=cost <= MOST_COST)


def campaign(firms: int, providers: int) -> Problem:
    generator = np.random.default_rng(3)
    need = generator.random((firms, 60)) ** 3
    lifts = generator.integers(1, 4, (providers, 60))
    lifts[generator.random(lifts.shape) > 0.08] = 0
    values = (need @ lifts.T) * generator.uniform(3.5, 4.8, providers)
    values[generator.random(values.shape) < 0.5] = 0
    # Fewer places than firms would take, so that they matter.
    places = generator.integers(1, 2 * firms * 2 // providers + 2, providers)
    return Problem(values, places, 3)


def allocating(firms: int, providers: int) -> Iterator[Measurement]:
    problem = campaign(firms, providers)
    started, by_clock = process_time(), perf_counter()
    with quiet():
        best = best_allocation(problem)
    took, waited = process_time() - started, perf_counter() - by_clock
    assert not breaks(problem, best)
    started = process_time()
    plain = greedy(problem, best.bound)
    name = (
        f"{firms:,} firms × {providers}, processor time ({waited:.0f} s by the clock)"
    )
    yield Measurement(
        name=name,
        median=took,
        fastest=took,
        slowest=took,
        goal=f"≤ {A_CAMPAIGN:.0f} s, {best.share:.2%} of the bound (≥ {LEAST_SHARE:.0%});"
        f" greedy {plain.share:.2%}",
        met=took <= A_CAMPAIGN and best.share >= LEAST_SHARE,
        beside=process_time() - started,
        beside_name="greedy",
        limit=A_CAMPAIGN,
    )
