"""How large the numbers of a rubric can become, upwards and below nothing."""

from typing import Protocol

from scoring.checks.parts import Rules
from scoring.errors import RubricError
from scoring.rules import MOST_POINTS, Bound, Group


class Sized(Rules, Protocol):
    """A rubric of which the units are known."""

    @property
    def unit(self) -> int: ...

    @property
    def total_unit(self) -> int: ...

    @property
    def maximum(self) -> int: ...

    @property
    def groups(self) -> tuple[Group, ...]: ...

    @property
    def grouped(self) -> frozenset[int]: ...

    @property
    def pillar_maxima(self) -> tuple[int, ...]: ...

    @property
    def pillar_lowest(self) -> tuple[int, ...]: ...

    @property
    def total_lowest(self) -> int: ...

    @property
    def total_bounds(self) -> tuple[Bound, ...]: ...

    @property
    def indicator_bounds(self) -> tuple[Bound, ...]: ...

    def bounds_of(self, pillar: int) -> tuple[Bound, ...]: ...


def pillar_lowest(rubric: Sized) -> tuple[int, ...]:
    """Units that no pillar is ever worth less than: 0, or below it."""
    lowest = [0] * len(rubric.pillars)
    for position, question in enumerate(rubric.questions):
        if question.stands_for or position not in rubric.grouped:
            lowest[question.pillar] += min(0, question.points[0])
    for group in rubric.groups:
        if group.position is None:
            worst = [rubric.questions[member].points[0] for member in group.members]
            # Where the worst of them alone applies, it has the weight of all.
            lowest[group.pillar] += len(worst) * min(0, *worst)
    return tuple(lowest)


def total_lowest(rubric: Sized) -> int:
    """The same of the total, in its own units."""
    if rubric.weights is None:
        return sum(rubric.pillar_lowest)

    lowest = 0
    for pillar, weight in enumerate(rubric.weights):
        # How many times its weight a pillar may take away: by the least it can be worth.
        times = -(rubric.pillar_lowest[pillar] // _least_worth(rubric, pillar))
        lowest -= times * weight
    return lowest * rubric.total_unit // rubric.unit


def _least_worth(rubric: Sized, pillar: int) -> int:
    """The least units, above 0, that what applies of a pillar can be worth."""
    always = 0
    droppable = [rubric.pillar_maxima[pillar]]
    for position, question in enumerate(rubric.questions):
        if question.pillar != pillar or position in rubric.grouped:
            continue
        if question.may_be_not_applicable:
            droppable.append(question.maximum)
        else:
            always += question.maximum
    droppable += [group.worth for group in rubric.groups if group.pillar == pillar]
    return always or min(filter(None, droppable))


def check_size(rubric: Sized) -> None:
    """Comparisons with cuts must stay inside an int64."""
    finest = 1
    bounds = [*rubric.total_bounds, *rubric.indicator_bounds]
    for pillar in range(len(rubric.pillars)):
        bounds += rubric.bounds_of(pillar)
    for bound in bounds:
        finest = max(finest, bound.share.denominator)

    highest = max(rubric.maximum, sum(rubric.pillar_maxima))
    largest = max(
        highest,
        -rubric.total_lowest,
        -sum(rubric.pillar_lowest),
    )
    # Half of what an int64 holds: two such numbers are added before they are compared.
    if largest > MOST_POINTS or largest * finest >= 2**62:
        raise RubricError("points_too_large", maximum=largest)
