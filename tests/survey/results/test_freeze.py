"""What levels come to, frozen: the same for one enterprise and for many, byte by byte."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexes.index.model import Index
from scoring.errors import ScoringError
from scoring.evaluate import ENGINE_VERSION, evaluate
from scoring.groups import expand_groups
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE, Question
from survey.results.freeze import frozen_columns, frozen_result
from tests.builders import NOW, all_at, index_document, make_assessment
from tests.scoring.everything import everything
from tests.scoring.rubrics import make_rubric
from tests.scoring.strategies import as_answered

SMALL = Index(index_document("small")).rubric
REAL = Index(index_document("dbi-2021-sme")).rubric


def columns_of(rubric, *rows: list[int]) -> list[dict]:
    return list(frozen_columns(rubric, np.array(rows, rubric.level_dtype)))


def answers_to(rubric):
    """A level of each question, or none, or where it is allowed that it does not apply."""
    return st.tuples(
        *(st.sampled_from(_choices(question)) for question in rubric.questions)
    )


def _choices(question) -> list[int]:
    reserved = [NOT_ANSWERED]
    if question.may_be_not_applicable:
        reserved.append(NOT_APPLICABLE)
    return [*reserved, *range(question.top + 1)]


def assert_is_frozen(columns: dict, rubric, levels: tuple[int, ...]) -> None:
    """The columns say what the engine says of these levels, in the layout that stays."""
    outcome = evaluate(rubric, levels)
    points = [
        level if earned is None else earned
        for level, earned in zip(levels, outcome.points, strict=True)
    ]
    width = rubric.level_dtype.itemsize
    assert columns == {
        "levels": b"".join(
            level.to_bytes(width, "little", signed=True) for level in levels
        ),
        "points": b"".join(each.to_bytes(2, "little", signed=True) for each in points),
        "unit": rubric.unit,
        "total_unit": rubric.total_unit,
        "answered": outcome.answered,
        "total": outcome.total,
        "maximum": outcome.maximum,
        "level": outcome.level,
        "pillar_points": list(outcome.pillar_points),
        "pillar_maxima": list(outcome.pillar_maxima),
        "pillar_levels": list(outcome.pillar_levels),
    }


@given(st.lists(answers_to(SMALL), min_size=1, max_size=5))
def test_every_row_is_what_the_engine_says_of_it_alone(rows):
    for columns, levels in zip(columns_of(SMALL, *rows), rows, strict=True):
        assert_is_frozen(columns, SMALL, levels)


@pytest.mark.parametrize(
    "name",
    ["dbi-2021-sme", "dbi-2025-sme", "dbi-2025-large"],
)
def test_real_indexes_are_frozen_as_the_engine_says(name):
    rubric = Index(index_document(name)).rubric
    rows = [tuple(all_at(rubric, level)) for level in range(6)]
    for columns, levels in zip(columns_of(rubric, *rows), rows, strict=True):
        assert_is_frozen(columns, rubric, levels)


LARGE = Index(index_document("dbi-2025-large")).rubric


@given(as_answered(LARGE))
def test_refined_groups_are_frozen_as_the_engine_says(answers):
    levels = expand_groups(LARGE, answers)
    [columns] = columns_of(LARGE, levels)
    assert_is_frozen(columns, LARGE, tuple(levels))


def test_points_divided_too_finely_for_two_bytes_have_four():
    criteria = tuple(f"1.1.{number}" for number in range(13))
    whole = tuple(360_360 * level for level in range(5))
    share = tuple(units // 13 for units in whole)
    group = Question("1.1", 0, whole, True, criteria)
    rubric = replace(
        LARGE,
        questions=(group, *(Question(code, 0, share, True) for code in criteria)),
        pillars=("1",),
        unit=360_360,
        weights=(360_360,),
    )
    levels = [NOT_APPLICABLE, NOT_APPLICABLE, *[4] * 12]
    [columns] = columns_of(rubric, levels)
    points = np.frombuffer(columns["points"], "<i4")
    assert points.tolist() == [-2, -2, *[120_120] * 12]


def test_what_is_kept_of_one_real_result_never_changes_its_bytes():
    """Results of years ago are read by this layout: a change here would be one of history."""
    levels = [place % 6 for place in range(60)]
    [columns] = columns_of(REAL, levels)
    assert columns["levels"] == bytes(levels)
    assert columns["points"][:12].hex() == "000001000200030004000500"
    assert len(columns["points"]) == 2 * len(REAL.questions)


def test_numbers_are_plain_so_that_json_can_keep_them():
    [columns] = columns_of(SMALL, [5, 5, 5, 5, NOT_APPLICABLE, 5, NOT_ANSWERED])
    parts = [columns["total"], columns["level"], *columns["pillar_levels"]]
    assert {type(part) for part in parts} <= {int, type(None)}
    assert columns["pillar_levels"][2] is None


def test_nobody_is_frozen_where_there_are_no_rows():
    assert list(frozen_columns(SMALL, np.zeros((0, 7), np.int8))) == []


@pytest.mark.parametrize(
    ("levels", "code"),
    [
        ([6, 0, 0, 0, 0, 0, 0], "level_out_of_range"),
        ([-3, 0, 0, 0, 0, 0, 0], "level_out_of_range"),
        ([NOT_APPLICABLE, 0, 0, 0, 0, 0, 0], "not_applicable_refused"),
        ([0, 0], "matrix_shape"),
    ],
)
def test_what_is_no_answer_is_refused(levels, code):
    with pytest.raises(ScoringError) as refusal:
        columns_of(SMALL, levels)
    assert refusal.value.code == code


@pytest.mark.django_db
def test_a_result_tells_of_the_enterprise_as_it_is_today():
    draft = make_assessment(sector="G", area="26734", size="micro")
    levels = [3] * 7
    result = frozen_result(assessment=draft, levels=levels, digest="a" * 64, now=NOW)
    assert result.enterprise_name == draft.organisation.name
    assert (result.sector, result.area, result.size) == ("G", "26734", "micro")
    assert (result.input_digest, result.created_at) == ("a" * 64, NOW)
    assert result.engine_version == ENGINE_VERSION
    assert result.index_version == draft.index_version


@pytest.mark.django_db
def test_a_result_is_not_saved_and_has_the_columns_of_its_levels():
    draft = make_assessment()
    levels = [0, NOT_APPLICABLE, 1, 2, 3, 4, 5]
    result = frozen_result(assessment=draft, levels=levels, digest="", now=NOW)
    [columns] = columns_of(SMALL, levels)
    assert result.pk is None
    assert {name: getattr(result, name) for name in columns} == columns


@pytest.mark.django_db
def test_two_results_of_the_same_answers_have_two_codes():
    draft = make_assessment()
    codes = {
        frozen_result(
            assessment=draft, levels=[3] * 7, digest="", now=NOW
        ).verification_code
        for _each in range(2)
    }
    assert len(codes) == 2


WIDE = make_rubric([tuple(range(10_001)), (0, 3, 4)], optional=["a2"])


@given(st.lists(answers_to(WIDE), min_size=1, max_size=3))
def test_of_ten_thousand_levels_each_is_frozen_as_the_engine_says(rows):
    for columns, levels in zip(columns_of(WIDE, *rows), rows, strict=True):
        assert_is_frozen(columns, WIDE, levels)


def test_a_crowd_is_frozen_as_each_of_it_alone():
    narrow = make_rubric([(0, 3, 4)])
    rows = [(level % 3,) for level in range(50)]
    for columns, levels in zip(columns_of(narrow, *rows), rows, strict=True):
        assert_is_frozen(columns, narrow, levels)


LOSING = make_rubric([(-300, -2, 0, 5), (0, 1)], optional=["a2"])


@given(st.lists(answers_to(LOSING), min_size=1, max_size=3))
def test_points_below_nothing_are_frozen_as_the_engine_says(rows):
    """-1 and -2 may be points here, and codes where there is no level."""
    for columns, levels in zip(columns_of(LOSING, *rows), rows, strict=True):
        assert_is_frozen(columns, LOSING, levels)


def test_indicators_are_frozen_beside_pillars():
    rubric = everything(np.random.default_rng(1))
    rows = [tuple(all_at(rubric, level)) for level in range(3)]
    for columns, levels in zip(columns_of(rubric, *rows), rows, strict=True):
        outcome = evaluate(rubric, levels)
        assert columns["indicator_points"] == list(outcome.indicator_points)
        assert columns["indicator_maxima"] == list(outcome.indicator_maxima)
        assert columns["indicator_levels"] == list(outcome.indicator_levels)
