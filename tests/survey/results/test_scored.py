"""A result beside its index: its bytes as numbers, and the outcome as it was frozen."""

from fractions import Fraction

import numpy as np
import pytest

from indexes.models import IndexVersion
from scoring.evaluate import evaluate
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE
from survey.models import Result
from survey.results.scored import FIRST_ENGINE, ScoredResult
from tests.builders import index_document, make_assessment, make_result

SMALL = IndexVersion(index_id="small", version=1, document=index_document("small"))
CODES = SMALL.index.codes
LEVELS = [3, 0, 5, 1, NOT_APPLICABLE, 2, 4]


def frozen(levels: list[int] = LEVELS, **fields) -> Result:
    """A result of the small index as submitting would freeze it; no row of a database."""
    outcome = evaluate(SMALL.index.rubric, levels)
    points = [
        level if earned is None else earned
        for level, earned in zip(levels, outcome.points, strict=True)
    ]
    return Result(
        index_version=SMALL,
        levels=np.array(levels, np.int8).tobytes(),
        points=np.array(points, "<i2").tobytes(),
        answered=outcome.answered,
        total=outcome.total,
        maximum=outcome.maximum,
        level=outcome.level,
        pillar_points=list(outcome.pillar_points),
        pillar_maxima=list(outcome.pillar_maxima),
        pillar_levels=list(outcome.pillar_levels),
        **fields,
    )


def test_the_bytes_become_the_levels_they_were_made_of():
    assert ScoredResult(frozen()).levels == LEVELS


def test_the_bytes_become_points_with_the_codes_of_what_has_none():
    scored = ScoredResult(frozen())
    assert scored.units[0] == SMALL.index.rubric.questions[0].points[3]
    assert scored.units[4] == NOT_APPLICABLE


def test_an_open_question_has_the_same_code_among_points_as_among_levels():
    scored = ScoredResult(frozen([NOT_ANSWERED, 0, 5, 1, 2, 5, 4]))
    assert scored.levels[0] == scored.units[0] == NOT_ANSWERED


def test_a_question_is_asked_for_by_its_code():
    scored = ScoredResult(frozen())
    assert [scored.level(code) for code in CODES] == LEVELS
    assert scored.levels_by_code == dict(zip(CODES, LEVELS, strict=True))


def test_a_question_that_the_index_does_not_have_counts_as_open():
    assert ScoredResult(frozen()).level("9.9.9") == NOT_ANSWERED


@pytest.mark.parametrize(
    "levels",
    [
        LEVELS,
        [0] * 7,
        [NOT_ANSWERED, NOT_APPLICABLE, 1, 1, 1, 1, 1],
        [NOT_ANSWERED] * 7,
    ],
)
def test_the_outcome_is_the_one_the_engine_gave(levels):
    assert ScoredResult(frozen(levels)).outcome == evaluate(SMALL.index.rubric, levels)


def test_a_later_engine_changes_nothing_about_what_was_frozen():
    """The numbers are those of the row, also where today's engine would say others."""
    result = frozen()
    result.total, result.maximum, result.level = 7, 28, 1
    outcome = ScoredResult(result).outcome
    assert (outcome.total, outcome.maximum, outcome.level) == (7, 28, 1)
    assert outcome.percent == 25


def test_where_nothing_applies_there_is_no_percent():
    result = frozen()
    result.total = result.maximum = 0
    assert ScoredResult(result).outcome.percent is None


@pytest.mark.sql
@pytest.mark.django_db
def test_the_bytes_of_a_stored_result_are_read_on_either_database():
    draft = make_assessment()
    stored = Result.objects.get(pk=make_result(draft, levels=LEVELS).pk)
    scored = ScoredResult(stored)
    assert scored.levels == LEVELS
    assert scored.outcome == evaluate(draft.index.rubric, LEVELS)


LARGE = IndexVersion(
    index_id="dbi-2025-large", version=1, document=index_document("dbi-2025-large")
)


def of_first_engine() -> Result:
    """1.1 to 1.4 at levels 1, 3, 5 and 3, and 1.3.1 said again, as was frozen then.

    All 25 criteria of the pillar counted alike, in whole points.
    """
    index = LARGE.index
    levels = dict.fromkeys(index.codes, NOT_APPLICABLE)
    levels |= {code: 2 for code in index.groups if not code.startswith("1.")}
    for group, level in {"1.1": 0, "1.2": 2, "1.3": 4, "1.4": 2}.items():
        levels |= dict.fromkeys(index.groups[group], level)
    frozen_levels = list(levels.values())
    return Result(
        index_version=LARGE,
        engine_version=FIRST_ENGINE,
        levels=np.array(frozen_levels, np.int8).tobytes(),
        points=np.array(frozen_levels, "<i2").tobytes(),
        unit=1,
        total_unit=800,
        answered=46,
        total=266_000,
        maximum=556_000,
        level=2,
        pillar_points=[38, 12, 10, 8, 6, 6],
        pillar_maxima=[100, 24, 20, 16, 12, 12],
        pillar_levels=[2, 3, 3, 3, 3, 3],
    )


def test_a_result_of_the_first_engine_says_what_it_always_said():
    result = of_first_engine()
    scored = ScoredResult(result)
    assert scored.outcome.level == 2
    assert scored.units[scored.index.places["1.3.1"]] == 4
    assert scored.points_by_level[scored.index.places["1.3.1"]] == (0, 1, 2, 3, 4)
    scale = scored.index.scale(0, 100, result.unit)
    assert 38 * scale == Fraction(38, 100) * 125


def test_today_its_levels_would_come_to_more():
    levels = ScoredResult(of_first_engine()).levels
    outcome = evaluate(LARGE.index.rubric, levels)
    assert (outcome.level, outcome.percent) == (3, 50)


def test_what_questions_are_worth_today_goes_by_what_applies():
    result = of_first_engine()
    result.engine_version = "2"
    scored = ScoredResult(result)
    top = [points[-1] for points in scored.points_by_level]
    unit = LARGE.index.rubric.unit
    assert top[scored.index.places["1.3.1"]] == 4 * unit // 3
    assert top[scored.index.places["2.1"]] == 4 * unit


def test_points_below_nothing_are_points_and_no_codes():
    """-1 and -2 are codes only where the level is one."""
    result = frozen()
    units = [-1, -2, 5, 1, NOT_APPLICABLE, 2, 4]
    result.points = np.array(units, "<i2").tobytes()
    outcome = ScoredResult(result).outcome
    assert outcome.points == (-1, -2, 5, 1, None, 2, 4)
