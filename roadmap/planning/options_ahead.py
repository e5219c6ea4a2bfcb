"""Which option of a choice a step takes up, where advice has an order of them."""

from indexes.advice.model import OptionAdvice
from indexes.index.options import level_of_options
from roadmap.planning.position import Position


def option_ahead(
    position: Position, code: str, start: int, end: int
) -> OptionAdvice | None:
    """The one that leads on from `start`; what the enterprise has already is skipped.

    None where no order is told, where it is at its end, and for several levels at once.
    """
    told = position.advice_on(code).options
    if not told or end != start + 1:
        return None
    question = position.index.questions[code]
    chosen = list(position.chosen(code))
    level = level_of_options(question, chosen)
    for option in told:
        if option.id in chosen:
            continue
        before = level
        chosen.append(option.id)
        level = level_of_options(question, chosen)
        # One that is worth several points is what all of its steps are about.
        if before <= start < level:
            return option
    return None
