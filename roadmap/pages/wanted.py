"""What its owner wants first and no level needs, beside a plan. In the active language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexes.advice.advised import Advised
from indexes.advice.wanted import wanted_of
from roadmap.planning.level_words import doing, raised_name
from roadmap.planning.plan import price_in
from roadmap.planning.position import Position
from roadmap.planning.subsidies import cost_words


@dataclass(frozen=True)
class Wanted:
    """Something that serves the first wish and is no step."""

    code: str
    name: str
    do: str
    cost: str


def wanted_beside(
    advised: Advised, after: Sequence[int], position: Position, money: int | None
) -> Iterator[Wanted]:
    """money: what a month has for it, where that is said."""
    rising = position.rising(after)
    for code in wanted_of(advised, after, money):
        level = position.level(code)
        steps = position.steps_between(code, level, position.top(code))
        _start, end = steps[0]
        facts = position.facts(code)
        yield Wanted(
            code=code,
            name=raised_name(position, code, level, end),
            do=doing(position, code, level, end),
            cost=cost_words(*price_in(facts, code, rising, level).told),
        )
