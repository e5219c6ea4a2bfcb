"""Groups or criteria: a question on a whole group may be answered instead of its criteria.

A pillar is the mean of its groups, and a refined group is the mean of its criteria: a
group is worth the same however much was said of it. So to say of a criterion what was
said of its group changes nothing, and to say more of it never costs points.

One vector of levels holds both. Before scoring, each group is brought into one of two
states:

- no criterion refined: the group counts, its criteria do not apply;
- at least one criterion refined: the criteria count, the group does not apply, and a
  criterion that was not refined takes the level of its group.

Criteria that do not apply leave the mean of their group: the others share its worth.
Source: ours; no source says how answers to groups and to criteria go together
(docs/scoring.md).
"""

from collections.abc import Sequence

from scoring.errors import ScoringError
from scoring.rubric import Rubric
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE, Group

PointsByLevel = tuple[int, ...]
"""Of one question, in units, at level 0, 1, …"""


def expand_groups(rubric: Rubric, levels: Sequence[int]) -> list[int]:
    """The levels that count, to be scored; without groups they come back as they are.

    levels: as answered, one per question of the rubric, with the reserved codes; a
    criterion is refined when it is answered or not applicable.
    Expand once: levels that count are not levels as answered (there, criteria that do
    not apply are a statement of the enterprise).

    Raises ScoringError `answers_count`.
    """
    questions = rubric.questions
    if len(levels) != len(questions):
        raise ScoringError("answers_count", expected=len(questions), given=len(levels))

    counted = list(levels)
    for group in rubric.groups:
        # Of a mean without a question of its own, everything counts as it is.
        if group.position is None:
            continue
        if _is_refined(group, levels):
            _count_criteria(group, group.position, levels, counted)
        else:
            _count_group(group, counted)
    return counted


def _is_refined(group: Group, levels: Sequence[int]) -> bool:
    return any(levels[member] != NOT_ANSWERED for member in group.members)


def _count_criteria(
    group: Group,
    position: int,
    levels: Sequence[int],
    counted: list[int],
) -> None:
    """position: of the question on the whole group."""
    group_level = levels[position]
    # Its criteria stand for it now: counted twice, one group would weigh like two.
    counted[position] = NOT_APPLICABLE
    for member in group.members:
        if levels[member] == NOT_ANSWERED:
            counted[member] = group_level


def _count_group(group: Group, counted: list[int]) -> None:
    for member in group.members:
        counted[member] = NOT_APPLICABLE


def points_by_level(rubric: Rubric, levels: Sequence[int]) -> list[PointsByLevel]:
    """(Q,) what each question is worth to this enterprise, level by level.

    levels: (Q,) that count. Where some criteria of a group do not apply, the others
    are worth more.

    Raises ScoringError `group_told_twice`.
    """
    points = [question.points for question in rubric.questions]
    for group in rubric.groups:
        applying = members_that_apply(rubric, group, levels)
        count = len(group.members)
        if 0 < len(applying) < count:
            for member in applying:
                whole = [units * count for units in points[member]]
                # Nothing is left over: the checks of a rubric let in only what can be
                # shared by any number.
                share = [units // len(applying) for units in whole]
                points[member] = tuple(share)
    return points


def members_that_apply(
    rubric: Rubric, group: Group, levels: Sequence[int]
) -> list[int]:
    """Positions of the criteria that count in place of their group.

    Raises ScoringError `group_told_twice` where the group counts as well.
    """
    applying: list[int] = []
    for member in group.members:
        if levels[member] != NOT_APPLICABLE:
            applying.append(member)
    if group.position is None or not applying:
        return applying
    if levels[group.position] != NOT_APPLICABLE:
        code = rubric.questions[group.position].code
        raise ScoringError("group_told_twice", question=code)
    return applying


def groups_left_out(rubric: Rubric, levels: Sequence[int]) -> list[Group]:
    """The groups of which nothing applies: these leave the maximum.

    levels: (Q,) that count.
    """
    left_out: list[Group] = []
    for group in rubric.groups:
        positions = list(group.members)
        if group.position is not None:
            positions.append(group.position)
        if all(levels[position] == NOT_APPLICABLE for position in positions):
            left_out.append(group)
    return left_out
