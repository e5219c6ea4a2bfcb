"""What the steps of a result cost, within the plan that they are steps of."""

from collections.abc import Collection, Iterable

from roadmap.planning.likely import Price
from roadmap.planning.options_ahead import paid_steps
from roadmap.planning.plan import Rise, price_in
from roadmap.planning.position import Position


def price_of(position: Position, step: Rise, rising: Collection[str]) -> Price:
    """rising: the questions that rise in its plan."""
    code = step.question
    paid = paid_steps(position, code, step.from_level, step.to_level)
    return price_in(position.facts(code), code, rising, step.from_level, paid)


def prices_of(position: Position, steps: Iterable[Rise]) -> list[Price]:
    """Of all steps of one plan."""
    steps = list(steps)
    rising = {step.question for step in steps}
    return [price_of(position, step, rising) for step in steps]
