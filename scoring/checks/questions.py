"""What questions and groups must keep to: codes once, points that never fall, whole shares."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from math import lcm

from scoring.checks.parts import Rules
from scoring.errors import RubricError
from scoring.rules import MOST_QUESTION_LEVELS, Question


def check_names(pillars: tuple[str, ...], questions: tuple[Question, ...]) -> None:
    """There are pillars and questions, and no code is there twice."""
    if not pillars:
        raise RubricError("no_pillars")
    if not questions:
        raise RubricError("no_questions")

    for code in _repeated(pillars):
        raise RubricError("pillar_repeated", pillar=code)
    for code in _repeated(question.code for question in questions):
        raise RubricError("question_repeated", question=code)


def _repeated(codes: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            yield code
        seen.add(code)


def check_questions(
    questions: tuple[Question, ...],
    pillars: int,
    not_applicable: str,
) -> None:
    """Points never fall, and every question has its pillar."""
    for question in questions:
        if not 0 <= question.pillar < pillars:
            raise RubricError(
                "unknown_pillar",
                question=question.code,
                pillar=question.pillar,
            )
        _check_points(question)
        _check_marks(question)
        if question.may_be_not_applicable and not_applicable == "refused":
            raise RubricError("not_applicable_without_rule", question=question.code)


def _check_points(question: Question) -> None:
    code = question.code
    points = question.points
    if not 2 <= len(points) <= MOST_QUESTION_LEVELS:
        raise RubricError("levels_out_of_range", question=code, levels=len(points))
    for lower, higher in pairwise(points):
        if higher < lower:
            raise RubricError("points_fall", question=code, points=points)
    # A question that only takes points away cannot be told as a share of anything.
    if points[-1] < 0:
        raise RubricError("points_negative", question=code, points=points)
    if points[-1] == points[0] == 0:
        raise RubricError("points_all_zero", question=code, points=points)


def _check_marks(question: Question) -> None:
    """Levels of the question above its lowest, rising."""
    marks = (0, *question.marks)
    rises = all(lower < higher for lower, higher in pairwise(marks))
    if not rises or marks[-1] > question.top:
        raise RubricError(
            "marks_out_of_order", question=question.code, marks=question.marks
        )


def check_groups(rubric: Rules) -> None:
    """A group stands for criteria of its pillar with as many levels as it has.

    Each criterion has one group at most, and is worth an equal share of it.
    """
    question_of = {question.code: question for question in rubric.questions}
    grouped: set[str] = set()
    for group in rubric.questions:
        if group.stands_for and rubric.weights is None:
            # A pillar would be worth more when it is answered in more detail.
            raise RubricError("groups_without_weights", question=group.code)
        # What counts with its group does not apply, and must not earn for that.
        if group.stands_for and rubric.not_applicable == "stays":
            raise RubricError("groups_where_all_stays", question=group.code)

        for code in group.stands_for:
            _check_member(group, code, question_of, grouped)
            grouped.add(code)
        _check_shares(group)


def _check_member(
    group: Question,
    code: str,
    question_of: Mapping[str, Question],
    grouped: set[str],
) -> None:
    member = question_of.get(code)
    if member is None or code in grouped:
        raise RubricError("group_member_unknown", question=group.code, member=code)
    # A group of groups, or one across pillars, would have no plain mean.
    if member.stands_for or member.pillar != group.pillar:
        raise RubricError("group_member_unknown", question=group.code, member=code)

    # A criterion that was not refined takes the level of its group as it is.
    if (member.top, member.marks) != (group.top, group.marks):
        raise RubricError("group_levels_differ", question=group.code, member=code)
    # Otherwise, to say of a criterion what was said of its group would move points.
    shares = [units * len(group.stands_for) for units in member.points]
    if shares != list(group.points):
        raise RubricError("group_points_differ", question=group.code, member=code)
    # Of a group and its criteria, the one or the other is made not applicable.
    if not (member.may_be_not_applicable and group.may_be_not_applicable):
        raise RubricError("group_always_applies", question=group.code, member=code)


def _check_shares(group: Question) -> None:
    """Whole units, however many of the criteria apply: these share the group's worth."""
    every_share = lcm(*range(1, len(group.stands_for) + 1))
    if any(units % every_share for units in group.points):
        raise RubricError("group_shares_not_whole", question=group.code)
