"""What the parts of a rubric must keep to among each other: indicators, penalties, needs.

`Rules` is what every check may look at.
"""

from itertools import chain, pairwise
from typing import Protocol

from scoring.errors import RubricError
from scoring.rules import (
    INDICATOR,
    PILLAR,
    QUESTION,
    Band,
    Gate,
    Indicator,
    Need,
    Question,
    Rule,
)


class Rules(Protocol):
    """What is looked at of a rubric while it is built."""

    @property
    def questions(self) -> tuple[Question, ...]: ...

    @property
    def pillars(self) -> tuple[str, ...]: ...

    @property
    def bands(self) -> tuple[Band, ...]: ...

    @property
    def gates(self) -> tuple[Gate, ...]: ...

    @property
    def otherwise(self) -> int: ...

    @property
    def not_applicable(self) -> str: ...

    @property
    def weights(self) -> tuple[int, ...] | None: ...

    @property
    def total_bands(self) -> tuple[Band, ...]: ...

    @property
    def own_bands(self) -> tuple[tuple[Band, ...], ...]: ...

    @property
    def indicators(self) -> tuple[Indicator, ...]: ...

    @property
    def indicator_bands(self) -> tuple[Band, ...]: ...

    @property
    def rules(self) -> tuple[Rule, ...]: ...

    @property
    def pillar_levels(self) -> range: ...

    def bands_of(self, pillar: int) -> tuple[Band, ...]: ...


def check_indicators(rubric: Rules) -> None:
    """Every question has an indicator of its pillar, and each indicator has questions."""
    if not rubric.indicators:
        return
    seen: set[int] = set()
    for question in rubric.questions:
        number = question.indicator
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


def _check_mean(rubric: Rules, number: int) -> None:
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


def check_penalties(rubric: Rules) -> None:
    """What only takes points away never stands alone in its pillar."""
    if rubric.not_applicable != "shrinks":
        return
    for pillar, code in enumerate(rubric.pillars):
        own = [question for question in rubric.questions if question.pillar == pillar]
        takes = any(question.maximum == 0 for question in own)
        stays = any(q.maximum and not q.may_be_not_applicable for q in own)
        # With all else left out there would be less than nothing to be a share of.
        if takes and not stays:
            raise RubricError("penalty_alone", pillar=code)


def check_needs(rubric: Rules) -> None:
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


def _check_need(
    rubric: Rules,
    rule: Rule,
    need: Need,
) -> None:
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
