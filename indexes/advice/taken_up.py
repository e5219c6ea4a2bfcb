"""The options of a choice in the order in which advice has them taken up. Pure."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from indexes.advice.model import OptionAdvice
from indexes.index.options import level_of_options


class TakenUp(NamedTuple):
    """before, level: of the choice without and with the option, and all told before it."""

    option: OptionAdvice
    before: int
    level: int


def taken_up(
    question: dict, told: Sequence[OptionAdvice], had: Collection[str]
) -> Iterator[TakenUp]:
    chosen = list(had)
    level = level_of_options(question, chosen)
    for option in told:
        if option.id in chosen:
            continue
        before = level
        chosen.append(option.id)
        level = level_of_options(question, chosen)
        yield TakenUp(option, before, level)


def whole_options(
    steps: Iterable[tuple[int, int]],
    question: dict,
    told: Sequence[OptionAdvice],
    had: Collection[str],
) -> list[tuple[int, int]]:
    """Steps (from, to) of a choice; those of one option are the one thing to do that it is.

    Whoever takes it up has all of its points, though fewer would do.
    """
    options = [*taken_up(question, told, had)]
    whole: list[tuple[int, int]] = []
    for start, stop in steps:
        if whole and start < whole[-1][1]:
            continue
        ends = [one.level for one in options if one.before <= start < one.level]
        whole.append((start, max(ends, default=stop)))
    return whole


def points_at_once(
    question: dict,
    told: Sequence[OptionAdvice],
    had: Collection[str],
    start: int,
    end: int,
) -> Fraction | None:
    """What a step over several levels earns where one option leads over them; else None.

    No answer lies between: orders in which another option would are refused
    (`indexes.advice.check_options`).
    """
    if not told or end - start < 2:
        return None
    for option in taken_up(question, told, had):
        if option.before <= start and end <= option.level:
            return question["points"][end] - question["points"][start]
    return None


def goes_on(
    question: dict,
    told: Sequence[OptionAdvice],
    had: Collection[str],
    start: int,
) -> bool:
    """Whether a step from this level is about the option that the step before it takes up.

    One option may be worth several points; whoever has paid for the first has it.
    """
    return any(
        option.before < start < option.level for option in taken_up(question, told, had)
    )
