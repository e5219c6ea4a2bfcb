"""What a firm still means to do, as matching takes it.

Pure: knows no models, texts or clock. Roadmaps stand on a floor above, so what they
hold is handed in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """Raising one question by one level, or from one mark to the next."""

    question: str
    from_level: int
    to_level: int


@dataclass(frozen=True)
class Plan:
    """steps: still to do, in their order.

    left_out: questions that the owner says are not for the firm.
    """

    steps: Sequence[Step] = ()
    left_out: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Aim:
    """What the steps of one question come to together. starts: where each begins."""

    question: str
    from_level: int
    to_level: int
    starts: tuple[int, ...]


def aims_of(steps: Sequence[Step], levels: Mapping[str, int]) -> list[Aim]:
    """In the order of their first steps, each question once.

    levels: where the firm stands, below 0 where a question does not apply. What is
    reached already, or is no question of this index, is no aim.
    """
    aims: dict[str, Aim] = {}
    for step in steps:
        level = levels.get(step.question, -1)
        start = max(step.from_level, level)
        if level < 0 or start >= step.to_level:
            continue
        aim = aims.get(step.question, Aim(step.question, start, start, ()))
        aims[step.question] = Aim(
            question=step.question,
            from_level=min(aim.from_level, start),
            to_level=max(aim.to_level, step.to_level),
            starts=(*aim.starts, start),
        )
    return list(aims.values())
