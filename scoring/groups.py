"""Groups or criteria: a question on a whole group may be answered instead of its criteria.

One vector of levels holds both. Before scoring, each pillar is brought into one of two
states:

- no criterion of any group refined: the groups count, their criteria do not apply. The
  pillar's percent is then the plain mean over its groups (when they are worth the
  same);
- at least one criterion refined: the criteria count, the groups do not apply, and a
  criterion that was not refined takes the level of its group.

So the engine itself needs no second rule: what does not apply leaves points and
maximum.
Source: ours; no source says how answers to groups and to criteria go together
(docs/scoring.md).
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scoring.errors import ScoringError
from scoring.rubric import Rubric
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE


class _Group(NamedTuple):
    """position, members: of the group and of its criteria, in `Rubric.questions`."""

    position: int
    pillar: int
    members: tuple[int, ...]

    def is_refined(self, levels: Sequence[int]) -> bool:
        return any(levels[member] != NOT_ANSWERED for member in self.members)


def expand_groups(rubric: Rubric, levels: Sequence[int]) -> list[int]:
    """The levels that count, to be scored; without groups they come back as they are.

    levels: as answered, one per question of the rubric, with the reserved codes; a
    criterion is refined when it is answered or not applicable.
    A group that does not apply takes its criteria with it. Expand once: levels that
    count are not levels as answered (there, criteria that do not apply are a statement
    of the enterprise).

    Raises ScoringError `answers_count`.
    """
    questions = rubric.questions
    if len(levels) != len(questions):
        raise ScoringError("answers_count", expected=len(questions), given=len(levels))

    groups = list(_groups(rubric))
    by_criteria = {group.pillar for group in groups if group.is_refined(levels)}

    counted = list(levels)
    for group in groups:
        if group.pillar in by_criteria:
            _count_criteria(group, levels, counted)
        else:
            _count_group(group, counted)
    return counted


def _groups(rubric: Rubric) -> Iterator[_Group]:
    codes = [question.code for question in rubric.questions]
    position_of = dict(zip(codes, range(len(codes)), strict=True))

    for position, question in enumerate(rubric.questions):
        if question.stands_for:
            members = tuple(position_of[code] for code in question.stands_for)
            yield _Group(position, question.pillar, members)


def _count_criteria(group: _Group, levels: Sequence[int], counted: list[int]) -> None:
    # Read from `levels`: in `counted` the group no longer applies.
    group_level = levels[group.position]
    counted[group.position] = NOT_APPLICABLE
    for member in group.members:
        if levels[member] == NOT_ANSWERED:
            counted[member] = group_level


def _count_group(group: _Group, counted: list[int]) -> None:
    for member in group.members:
        counted[member] = NOT_APPLICABLE
