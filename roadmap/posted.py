"""Fields of the what-if page, from what was posted to moves, targets and what is left out."""

from django.http import QueryDict

from roadmap.planning.position import Position, Target

FIELD = "q-"  # name of a question's field: q-1.1.1
GOAL, PILLAR_GOAL = "muc", "tru-"
NOT_FOR_US = "bo"


def moves_in(data: QueryDict, standing: Position) -> dict[str, int]:
    """The levels a posted page asks for; what is no level of the question is left out."""
    found = {}
    for code in standing.counted:
        text = data.get(f"{FIELD}{code}", "")
        if text.isdecimal() and len(text) < 3 and int(text) <= standing.top(code):
            found[code] = int(text)
    return found


def target_in(data: QueryDict, standing: Position) -> Target:
    """The target a posted page asks for; what is not above where the enterprise stands is no target."""
    outcome, rubric = standing.outcome, standing.index.rubric
    pillars = {}
    for code, now in zip(rubric.pillars, outcome.pillar_levels, strict=True):
        wanted = _number(data.get(f"{PILLAR_GOAL}{code}", ""))
        if (
            wanted is not None
            and now is not None
            and now < wanted <= rubric.bands[-1].level
        ):
            pillars[code] = wanted
    level = _number(data.get(GOAL, ""))
    is_higher = (
        level in rubric.levels and outcome.level is not None and level > outcome.level
    )
    return Target(level if is_higher else None, pillars)


def left_out_in(data: QueryDict, standing: Position) -> set[str]:
    """The questions a posted page says are not for the enterprise."""
    return {code for code in data.getlist(NOT_FOR_US) if code in standing.place}


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 3 else None
