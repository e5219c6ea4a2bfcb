"""What a rubric must keep to: each check raises a RubricError with a code and the place."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from math import lcm

from scoring.errors import RubricError
from scoring.rules import MOST_LEVELS, MOST_QUESTION_LEVELS, Band, Gate, Question


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
    """Points rise from 0 or more to more than 0, and every question has its pillar."""
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
    if points[0] < 0:
        raise RubricError("points_negative", question=code, points=points)

    for lower, higher in pairwise(points):
        if higher < lower:
            raise RubricError("points_fall", question=code, points=points)
    if points[-1] == 0:
        raise RubricError("points_all_zero", question=code, points=points)


def _check_marks(question: Question) -> None:
    """Levels of the question above its lowest, rising."""
    marks = (0, *question.marks)
    rises = all(lower < higher for lower, higher in pairwise(marks))
    if not rises or marks[-1] > question.top:
        raise RubricError(
            "marks_out_of_order", question=question.code, marks=question.marks
        )


def check_groups(
    questions: tuple[Question, ...],
    weights: tuple[int, ...] | None,
) -> None:
    """A group stands for criteria of its pillar with as many levels as it has.

    Each criterion has one group at most, and is worth an equal share of it.
    """
    question_of = {question.code: question for question in questions}
    grouped: set[str] = set()
    for group in questions:
        if group.stands_for and weights is None:
            # A pillar would be worth more when it is answered in more detail.
            raise RubricError("groups_without_weights", question=group.code)

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


def check_weights(weights: tuple[int, ...], pillars: int) -> None:
    """One weight per pillar, each worth something."""
    if len(weights) != pillars:
        raise RubricError("weights_count", expected=pillars, given=len(weights))
    if min(weights) < 1:
        raise RubricError("weight_below_one", weights=weights)


def check_bands(bands: tuple[Band, ...]) -> None:
    """The lowest has no bound; cuts and levels rise, levels one by one."""
    if not bands or bands[0].cut is not None:
        raise RubricError("lowest_band_missing")
    if not 0 <= bands[0].level <= MOST_LEVELS - len(bands):
        raise RubricError("level_out_of_range", level=bands[0].level)

    previous_start = (Fraction(-1), False)
    for lower, band in pairwise(bands):
        start = _checked_start(band)
        # "From 50 %" and then "above 50 %" is an order too: exactly 50 % is a band of
        # its own.
        if start <= previous_start:
            raise RubricError("bands_out_of_order", level=band.level, cut=band.cut)
        if band.level != lower.level + 1:
            raise RubricError("bands_with_a_hole", level=band.level, after=lower.level)
        previous_start = start


def _checked_start(band: Band) -> tuple[Fraction, bool]:
    """Where the band starts, and whether it excludes its cut: comparable with others."""
    if band.above is not None and band.at_least is not None:
        raise RubricError("band_with_two_bounds", level=band.level)

    cut = band.cut
    if cut is None or not 0 <= cut <= 1:
        raise RubricError("band_out_of_range", level=band.level, cut=cut)
    # Above everything nobody can be, and from nothing on everybody is.
    never_decides = int(band.strictly)
    if cut == never_decides:
        raise RubricError("band_out_of_range", level=band.level, cut=cut)
    return cut, band.strictly


def check_gates(
    gates: tuple[Gate, ...],
    bands: tuple[Band, ...],
    pillars: int,
    full: int,
    otherwise: int,
) -> None:
    """Each gate can be reached, and a lower one is nowhere harder.

    gates: highest level first. bands: of a pillar. pillars: how many there are.
    full: the highest total, in units. otherwise: the level where no gate holds.
    """
    for gate in gates:
        _check_gate(gate, bands, pillars, full)

    # The first gate that holds decides: a lower one that is harder would never be
    # asked.
    for higher, lower in pairwise(gates):
        if lower.level >= higher.level:
            raise RubricError(
                "gates_out_of_order",
                level=lower.level,
                after=higher.level,
            )
        if _is_harder(lower, higher):
            raise RubricError(
                "lower_gate_is_harder",
                level=lower.level,
                above=higher.level,
            )
    _check_otherwise(gates, otherwise)


def _check_gate(
    gate: Gate,
    bands: tuple[Band, ...],
    pillars: int,
    full: int,
) -> None:
    if not 0 <= gate.total_above < full:
        raise RubricError(
            "gate_total_out_of_range",
            level=gate.level,
            total_above=gate.total_above,
        )
    if not 0 <= gate.pillars_at_least <= pillars:
        raise RubricError(
            "gate_pillars_out_of_range",
            level=gate.level,
            pillars=gate.pillars_at_least,
        )
    if not bands[0].level <= gate.pillar_level <= bands[-1].level:
        raise RubricError(
            "gate_pillar_level_unknown",
            level=gate.level,
            pillar_level=gate.pillar_level,
        )


def _check_otherwise(gates: tuple[Gate, ...], otherwise: int) -> None:
    lowest = highest = MOST_LEVELS
    if gates:
        highest = gates[0].level
        lowest = gates[-1].level
    if not 0 <= otherwise < lowest or highest > MOST_LEVELS:
        raise RubricError("otherwise_out_of_range", otherwise=otherwise)


def _is_harder(gate: Gate, than: Gate) -> bool:
    # A lower gate may ask for more pillars: they need not reach so far.
    return gate.total_above > than.total_above or gate.pillar_level > than.pillar_level


def check_total_bands(
    total_bands: tuple[Band, ...],
    gates: tuple[Gate, ...],
    otherwise: int,
) -> None:
    """The overall level is read from gates or from bands, never from both.

    The lowest band is what holds otherwise.
    """
    if gates:
        raise RubricError("gates_and_total_bands")
    check_bands(total_bands)
    if otherwise != total_bands[0].level:
        raise RubricError("otherwise_out_of_range", otherwise=otherwise)
