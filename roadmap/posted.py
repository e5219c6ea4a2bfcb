"""Fields of the what-if page: from what was posted to moves, targets, what is left out."""

from django.http import QueryDict

from roadmap.models import Roadmap
from roadmap.planning.position import Position, Target

FIELD = "q-"  # name of a question's field: q-1.1.1
GOAL = "muc"
PILLAR_GOAL = "tru-"
NOT_FOR_US = "bo"
TAKEN_UP = "them"
WAY = "cach"
LOWER = "truoc"  # a lower level to reach first, instead of the target
PART = "phan"  # only what of the plan is done in time


def moves_in(data: QueryDict, position: Position) -> dict[str, int]:
    """The levels a posted page asks for; what is no level of the question is left out."""
    moves = {}
    for code in position.counted:
        level = _number(data.get(f"{FIELD}{code}", ""))
        if level is not None and level <= position.top(code):
            moves[code] = level
    return moves


def target_in(data: QueryDict, position: Position) -> Target:
    """The target a posted page asks for; what is not above the result is no target."""
    if LOWER in data:
        return Target(_level_in(data, position, LOWER))
    return Target(_level_in(data, position), _pillar_levels_in(data, position))


def _level_in(data: QueryDict, position: Position, field: str = GOAL) -> int | None:
    now = position.outcome.level
    level = _number(data.get(field, ""))
    # Where nothing applies there is no level to rise from.
    if now is None or level not in position.index.rubric.levels:
        return None
    return level if level > now else None


def _pillar_levels_in(data: QueryDict, position: Position) -> dict[str, int]:
    rubric = position.index.rubric
    pillars = {}
    rows = zip(rubric.pillars, position.outcome.pillar_levels, strict=True)
    for place, (code, now) in enumerate(rows):
        top = rubric.bands_of(place)[-1].level
        level = _number(data.get(f"{PILLAR_GOAL}{code}", ""))
        # A pillar in which nothing applies has no level to raise.
        if level is None or now is None:
            continue
        if now < level <= top:
            pillars[code] = level
    return pillars


def left_out_in(data: QueryDict, position: Position) -> set[str]:
    """The questions a posted page says are not for the enterprise."""
    return {code for code in data.getlist(NOT_FOR_US) if code in position.place}


def taken_up_in(data: QueryDict, position: Position) -> list[str]:
    """The questions that are asked for beside a plan; what cannot rise is nothing to take up."""
    codes = []
    for code in dict.fromkeys(data.getlist(TAKEN_UP)):
        is_known = code in position.place
        if is_known and 0 <= position.level(code) < position.top(code):
            codes.append(code)
    return codes


def way_in(data: QueryDict) -> str:
    """How the plan is to be found; what is needed first unless it says otherwise."""
    is_fastest = data.get(WAY) == Roadmap.Way.FASTEST
    return Roadmap.Way.FASTEST if is_fastest else Roadmap.Way.ADVISED


def _number(text: str) -> int | None:
    # No level has six digits; what is longer would only cost time to read.
    if len(text) > 5 or not text.isdecimal():
        return None
    return int(text)
