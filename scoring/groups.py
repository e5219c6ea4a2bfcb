"""Groups or criteria: a question on a whole group may be answered instead of its criteria.

One vector of levels holds both. Before scoring, each pillar is brought into one of two states:

- no criterion of any group refined: the groups count, their criteria do not apply. The pillar's percent
  is then the plain mean over its groups (when they are worth the same);
- at least one criterion refined: the criteria count, the groups do not apply, and a criterion that was
  not refined takes the level of its group.

So the engine itself needs no second rule: what does not apply leaves points and maximum.
Source: ours; no source says how answers to groups and to criteria go together (docs/scoring.md).
"""

from collections.abc import Sequence

from scoring.errors import ScoringError
from scoring.rubric import NOT_ANSWERED, NOT_APPLICABLE, Rubric


def expand_groups(rubric: Rubric, levels: Sequence[int]) -> list[int]:
    """The levels that count, to be scored; without groups they come back as they are.

    levels: as given, one per question of the rubric, with the reserved codes; a criterion is refined when it is
    answered or not applicable.
    A group that does not apply takes its criteria with it. Expand once: levels that count are not levels
    as given (there, criteria that do not apply are a statement of the enterprise).

    Raises ScoringError `answers_count`.
    """
    if len(levels) != len(rubric.questions):
        raise ScoringError("answers_count", expected=len(rubric.questions), given=len(levels))
    place = {question.code: number for number, question in enumerate(rubric.questions)}
    groups = [
        (number, question.pillar, [place[code] for code in question.stands_for])
        for number, question in enumerate(rubric.questions)
        if question.stands_for
    ]
    by_criteria = {pillar for _, pillar, members in groups if _refined(levels, members)}
    counted = list(levels)
    for group, pillar, members in groups:
        if pillar in by_criteria:
            counted[group] = NOT_APPLICABLE
        for member in members:
            if pillar not in by_criteria:
                counted[member] = NOT_APPLICABLE
            elif levels[member] == NOT_ANSWERED:
                counted[member] = levels[group]
    return counted


def _refined(levels: Sequence[int], members: list[int]) -> bool:
    return any(levels[member] != NOT_ANSWERED for member in members)
