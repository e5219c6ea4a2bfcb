"""Which option of a choice a step takes up, where advice has an order of them."""

from collections.abc import Collection, Sequence

from indexes.advice.model import OptionAdvice
from indexes.advice.taken_up import goes_on, taken_up
from indexes.index.options import exclusive_options
from roadmap.planning.position import Position


def option_ahead(
    position: Position, code: str, start: int, end: int
) -> OptionAdvice | None:
    """The one that leads on from `start`; what the enterprise has already is skipped.

    None where no order is told, where it is at its end, and for several at once.
    """
    told = position.advice_on(code).options
    # Answers are read only where an order is told.
    if not told:
        return None
    question = position.index.questions[code]
    option = option_after(question, told, position.chosen(code), start, end)
    return option and option.told_to(position.firm)


def option_after(
    question: dict,
    told: Sequence[OptionAdvice],
    chosen: Collection[str],
    start: int,
    end: int,
) -> OptionAdvice | None:
    """As `option_ahead`, of a firm that chose these; of one whose choices are not known,
    as if it had taken up what is told first."""
    if not told:
        return None
    for taken in taken_up(question, told, chosen):
        # One that is worth several points leads over as many levels.
        if taken.before <= start < end <= taken.level:
            return taken.option
    return None


def paid_steps(position: Position, code: str, start: int, end: int) -> int:
    """How many of the single steps between two levels cost what one step does."""
    steps = position.steps_between(code, start, end)
    told = position.advice_on(code).options
    if not told:
        return len(steps)
    question = position.index.questions[code]
    chosen = position.chosen(code)
    return sum(not goes_on(question, told, chosen, first) for first, _last in steps)


def options_at(position: Position, code: str, level: int) -> set[str]:
    """The options it has at a level, taking up what is told first until it is there."""
    chosen = set(position.chosen(code))
    question = position.index.questions[code]
    told = position.advice_on(code).options
    for taken in taken_up(question, told, chosen):
        if taken.before < level:
            chosen.add(taken.option.id)
    # Of whoever has one of the others, "none of these" is no longer true.
    if len(chosen) > 1:
        chosen -= exclusive_options(question)
    return chosen
