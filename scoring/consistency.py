"""What a rubric must keep to: each check raises a RubricError with a code and the place."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import chain, pairwise
from math import lcm
from typing import TYPE_CHECKING

from scoring.errors import RubricError
from scoring.rules import (
    INDICATOR,
    MOST_LEVELS,
    MOST_QUESTION_LEVELS,
    PILLAR,
    QUESTION,
    Band,
    Gate,
    Need,
    Question,
    Rule,
)

if TYPE_CHECKING:
    from scoring.rubric import Rubric


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


def check_groups(rubric: "Rubric") -> None:
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


def check_indicators(rubric: "Rubric") -> None:
    """Every question has an indicator of its pillar, and each indicator has questions."""
    seen: set[int] = set()
    for question in rubric.questions:
        number = question.indicator
        if not rubric.indicators and number is None:
            continue
        if number is None or not 0 <= number < len(rubric.indicators):
            raise RubricError("unknown_indicator", question=question.code)
        if rubric.indicators[number].pillar != question.pillar:
            raise RubricError("indicator_of_other_pillar", question=question.code)
        seen.add(number)

    for number, indicator in enumerate(rubric.indicators):
        if number not in seen:
            raise RubricError("indicator_empty", indicator=indicator.code)
        if indicator.is_mean:
            _check_mean(rubric, number)
    if rubric.indicator_bands:
        check_bands(rubric.indicator_bands)


def _check_mean(rubric: "Rubric", number: int) -> None:
    """Its questions are worth the same, in whole units however many of them apply."""
    code = rubric.indicators[number].code
    own = [question for question in rubric.questions if question.indicator == number]
    if any(question.stands_for for question in own):
        return
    if len({question.maximum for question in own}) > 1:
        raise RubricError("mean_of_unlike_maxima", indicator=code)

    # Where the worth stays whatever applies, nothing is shared out anew.
    if rubric.not_applicable != "shrinks":
        return
    always = sum(not question.may_be_not_applicable for question in own)
    for applying in range(max(1, always), len(own) + 1):
        for question in own:
            for units in question.points:
                if units * len(own) % applying:
                    raise RubricError("mean_shares_not_whole", indicator=code)


def check_penalties(rubric: "Rubric") -> None:
    """What only takes points away never stands alone in its pillar."""
    if rubric.not_applicable != "shrinks":
        return
    for pillar, code in enumerate(rubric.pillars):
        own = [question for question in rubric.questions if question.pillar == pillar]
        takes = any(question.maximum == 0 for question in own)
        stays = any(q.maximum and not q.may_be_not_applicable for q in own)
        if takes and not stays:
            raise RubricError("penalty_alone", pillar=code)


def check_needs(rubric: "Rubric") -> None:
    """What levels of the whole ask for besides is there, and can be reached."""
    # Of a pillar or an indicator nothing but points decides.
    tables = [rubric.bands, rubric.indicator_bands, *rubric.own_bands]
    for band in chain.from_iterable(tables):
        if band.needs:
            raise RubricError("need_out_of_place", level=band.level)
    if rubric.total_bands and rubric.total_bands[0].needs:
        raise RubricError("need_out_of_place", level=rubric.total_bands[0].level)

    for rule in rubric.rules:
        for need in rule.needs:
            _check_need(rubric, rule, need)
    for higher, lower in pairwise(rubric.rules):
        if not higher.asks_all_of(lower.needs):
            raise RubricError(
                "lower_gate_is_harder",
                level=lower.level,
                above=higher.level,
            )


def _check_need(rubric: "Rubric", rule: Rule, need: Need) -> None:
    counts = {
        QUESTION: len(rubric.questions),
        INDICATOR: len(rubric.indicators) if rubric.indicator_bands else 0,
        PILLAR: len(rubric.pillars),
    }
    if not 0 <= need.position < counts.get(need.tier, 0):
        raise RubricError("need_unknown", level=rule.level, need=need)

    if need.tier == QUESTION:
        question = rubric.questions[need.position]
        lowest, highest = 0, question.top
        # Of a group and its criteria only the one or the other has a level.
        stands_for = [each.stands_for for each in rubric.questions]
        if question.stands_for or question.code in chain.from_iterable(stands_for):
            raise RubricError("need_of_group", level=rule.level, need=need)
    else:
        bands = rubric.indicator_bands
        if need.tier == PILLAR:
            bands = rubric.bands_of(need.position)
        lowest, highest = bands[0].level, bands[-1].level
    if not lowest < need.level <= highest:
        raise RubricError("need_level_unknown", level=rule.level, need=need)


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


def check_gates(rubric: "Rubric", full: int) -> None:
    """Each gate can be reached, and a lower one is nowhere harder.

    full: the highest total, in units.
    """
    for gate in rubric.gates:
        _check_gate(rubric, gate, full)

    # The first gate that holds decides: a lower one that is harder would never be
    # asked.
    for higher, lower in pairwise(rubric.gates):
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
    _check_otherwise(rubric.gates, rubric.otherwise)


def _check_gate(rubric: "Rubric", gate: Gate, full: int) -> None:
    if gate.total_above is not None and not 0 <= gate.total_above < full:
        raise RubricError(
            "gate_total_out_of_range",
            level=gate.level,
            total_above=gate.total_above,
        )
    if not 0 <= gate.pillars_at_least <= len(rubric.pillars):
        raise RubricError(
            "gate_pillars_out_of_range",
            level=gate.level,
            pillars=gate.pillars_at_least,
        )
    if gate.pillar_level not in rubric.pillar_levels:
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
    asked = -1 if gate.total_above is None else gate.total_above
    than_asked = -1 if than.total_above is None else than.total_above
    return asked > than_asked or gate.pillar_level > than.pillar_level


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
