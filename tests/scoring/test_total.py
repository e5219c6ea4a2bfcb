"""Weighted totals: exact at every cut, for one and for many, however large the denominators."""

from fractions import Fraction

import numpy as np
import pytest

from scoring.distance import distance_to_next
from scoring.evaluate import evaluate
from scoring.matrix import evaluate_matrix
from scoring.percent import percent_of, rounded, tenths
from scoring.rubric import Rubric
from scoring.rules import NOT_APPLICABLE, Band, Question


def weighted(
    maxima: tuple[int, ...], weights: tuple[int, ...], cuts: tuple[Band, ...], **more
) -> Rubric:
    """One question of each pillar, worth one unit per level."""
    questions = tuple(
        Question(
            f"q{pillar}",
            pillar,
            tuple(range(top + 1)),
            more.get("not_applicable") == "shrinks",
        )
        for pillar, top in enumerate(maxima)
    )
    names = tuple(question.code for question in questions)
    return Rubric(
        "w",
        1,
        questions,
        names,
        (Band(1),),
        (),
        1,
        weights=weights,
        total_bands=cuts,
        **more,
    )


def columns(rubric: Rubric, *rows: list[int]):
    return evaluate_matrix(rubric, np.array(rows, np.int8).T)


@pytest.mark.parametrize(("inclusive", "level"), [(True, 2), (False, 1)])
def test_a_sum_of_thirds_and_sevenths_meets_its_cut_exactly(inclusive, level):
    """1/3 + 1/7 + 11/21 is 1: of three pillars of equal weight exactly a third."""
    third = Fraction(1, 3)
    cut = Band(2, at_least=third) if inclusive else Band(2, above=third)
    rubric = weighted((3, 7, 21), (1, 1, 1), (Band(1), cut))
    below, at, above = [1, 1, 10], [1, 1, 11], [1, 1, 12]
    assert evaluate(rubric, at).percent == 100 * third
    assert [evaluate(rubric, row).level for row in (below, at, above)] == [1, level, 2]
    assert columns(rubric, below, at, above).level.tolist() == [1, level, 2]


def test_exactly_everything_is_everything():
    rubric = weighted((3, 7), (125, 120), (Band(1), Band(2, at_least=Fraction(1))))
    assert [evaluate(rubric, row).level for row in ([3, 6], [3, 7])] == [1, 2]
    assert columns(rubric, [3, 6], [3, 7]).level.tolist() == [1, 2]


def test_denominators_beyond_a_machine_word_stay_exact():
    maxima = (126, 125, 121, 113, 109, 107, 103, 101, 97, 89, 83, 79)
    rubric = weighted(
        maxima,
        (7,) * 12,
        (Band(1), Band(2, above=Fraction(1, 3))),
        not_applicable="shrinks",
    )
    generator = np.random.default_rng(9)
    rows = [
        [int(generator.integers(-1, top + 1)) for top in maxima] for _ in range(300)
    ]
    rows = [[NOT_APPLICABLE if level < 0 else level for level in row] for row in rows]
    rows.append([42, 0, *[NOT_APPLICABLE] * 10])
    found = columns(rubric, *rows)
    for column, row in enumerate(rows):
        one = evaluate(rubric, row)
        assert (int(found.total[column]), int(found.level[column])) == (
            one.total,
            one.level,
        )
        assert int(tenths(found.total, found.maximum)[column]) == int(
            rounded(one.percent) * 10
        )
        assert rounded(percent_of(one.total, one.maximum)) == rounded(one.percent)


def test_a_pillar_that_does_not_apply_takes_its_weight_with_it():
    rubric = weighted(
        (4, 4),
        (30, 10),
        (Band(1), Band(2, at_least=Fraction(1, 2))),
        not_applicable="shrinks",
    )
    outcome = evaluate(rubric, [NOT_APPLICABLE, 2])
    assert (outcome.percent, outcome.level, outcome.maximum) == (
        50,
        2,
        10 * rubric.total_unit,
    )
    assert evaluate(rubric, [0, 4]).percent == 25


def test_the_distance_to_a_band_is_exact_and_knows_whether_meeting_it_is_enough():
    bands = (Band(1), Band(2, at_least=Fraction(1, 4)), Band(3, above=Fraction(1, 2)))
    rubric = weighted((4, 4), (1, 1), bands)
    below, met = evaluate(rubric, [1, 0]), evaluate(rubric, [2, 2])
    half = rubric.maximum // 2
    assert (below.level, met.level) == (1, 2)
    assert distance_to_next(rubric, below).points_needed == rubric.maximum // 8
    assert (met.total, distance_to_next(rubric, met).points_needed) == (half, 1)
    assert distance_to_next(rubric, evaluate(rubric, [4, 4])) is None
