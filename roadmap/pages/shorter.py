"""Where a plan takes longer than anybody keeps at it: a smaller one that fits."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from language.formats import money
from roadmap import wording
from roadmap.errors import RoadmapError
from roadmap.planning.likely import likely_sum
from roadmap.planning.plan import LONG, Pace, Planned, done_in_time
from roadmap.planning.position import Position, Target
from roadmap.planning.pricing import prices_of
from roadmap.planning.subsidies import money_range


@dataclass(frozen=True)
class Shorter:
    """level: a lower overall level to reach first; None: the first steps of the same plan.

    cost: of all its steps together; empty where nothing is spent.
    """

    level: int | None
    level_name: str
    steps: int
    finish: int
    cost: str

    @property
    def months(self) -> str:
        return wording.months(self.finish)


@dataclass(frozen=True)
class Long:
    """A plan that takes too long. shorter: None where nothing of it is done in time."""

    says: str
    shorter: Shorter | None


def long_of(
    position: Position,
    target: Target,
    after: Sequence[int],
    without: Collection[str],
    pace: Pace,
) -> Long | None:
    """None where it is done in time. after: the levels of the plan."""
    parts = _parts(position, after, without, pace)
    finish = max((part.finish for part in parts), default=0)
    if finish <= LONG:
        return None
    says = wording.takes_long(wording.months(finish), money(pace.money))
    return Long(says, _shorter_of(position, target, parts, without, pace))


def _shorter_of(
    position: Position,
    target: Target,
    long: Sequence[Planned],
    without: Collection[str],
    pace: Pace,
) -> Shorter | None:
    lower = _lower_level(position, target, without, pace)
    if lower:
        return lower
    parts = done_in_time(long)
    return _shorter(position, None, parts) if parts else None


def levels_in_time(
    position: Position, after: Sequence[int], without: Collection[str], pace: Pace
) -> list[int]:
    """The levels after those steps of a way that are done in time."""
    levels = list(position.levels)
    for part in done_in_time(_parts(position, after, without, pace)):
        place = position.place[part.question]
        levels[place] = max(levels[place], part.to_level)
    return levels


def _lower_level(
    position: Position, target: Target, without: Collection[str], pace: Pace
) -> Shorter | None:
    """The highest level below the target that is reached in time."""
    if target.level is None:
        return None
    below = [level for level in position.higher_levels if level < target.level]
    for level in sorted(below, reverse=True):
        try:
            after = position.plan(Target(level), without=without)
        except RoadmapError:
            continue
        parts = _parts(position, after, without, pace)
        if parts and parts == done_in_time(parts):
            return _shorter(position, level, parts)
    return None


def _shorter(
    position: Position, level: int | None, parts: Sequence[Planned]
) -> Shorter:
    finish = max(part.finish for part in parts)
    name = position.level_name(level)
    cost = money_range(*likely_sum(prices_of(position, parts)))
    return Shorter(level, name, len(parts), finish, cost)


def _parts(
    position: Position, after: Sequence[int], without: Collection[str], pace: Pace
) -> list[Planned]:
    return position.planned(position.raises(after, without), pace)
