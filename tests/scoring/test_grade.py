"""How far a result is proved."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.grade import (
    ATTACHED,
    CHECKED,
    DECLARED,
    EVIDENCE_ATTACHED,
    REVIEWER_CHECKED,
    SELF_DECLARED,
    grade_of,
)
from tests.scoring.refusals import refused

ANSWER = st.tuples(
    st.integers(-2, 50),
    st.sampled_from([DECLARED, ATTACHED, CHECKED]),
)
ANSWERS = st.lists(ANSWER, max_size=20)
RISING = [SELF_DECLARED, EVIDENCE_ATTACHED, REVIEWER_CHECKED]
HALF, THIRD = Fraction(1, 2), Fraction(1, 3)


def split(answers: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Points and proofs."""
    return [points for points, _ in answers], [proof for _, proof in answers]


@pytest.mark.parametrize(
    ("points", "proofs", "name", "attached", "checked"),
    [
        ([3, 2, 5], [0, 0, 0], SELF_DECLARED, 0, 0),
        ([3, 2, 5], [1, 0, 0], SELF_DECLARED, Fraction(3, 10), 0),
        ([3, 2, 5], [1, 1, 0], EVIDENCE_ATTACHED, HALF, 0),  # exactly half is enough
        ([3, 2, 5], [1, 2, 1], EVIDENCE_ATTACHED, 1, Fraction(1, 5)),
        ([3, 2, 5], [0, 0, 2], REVIEWER_CHECKED, HALF, HALF),
        ([0, 0], [2, 2], SELF_DECLARED, 0, 0),  # nothing earned, nothing to prove
        ([-1, -2, 4], [2, 2, 0], SELF_DECLARED, 0, 0),  # reserved codes earn nothing
        ([], [], SELF_DECLARED, 0, 0),
        ([THIRD, THIRD], [1, 0], EVIDENCE_ATTACHED, HALF, 0),
    ],
)
def test_the_grade_goes_by_the_share_of_points_that_stands_on_proof(
    points, proofs, name, attached, checked
):
    grade = grade_of(points, proofs)
    assert grade.name == name
    assert grade.attached == attached
    assert grade.checked == checked


def test_points_and_proofs_must_fit_together():
    with refused("wrong_shape"):
        grade_of([1, 2], [1])


@given(ANSWERS)
def test_checked_is_part_of_attached_and_both_are_shares(answers):
    grade = grade_of(*split(answers))
    assert 0 <= grade.checked <= grade.attached <= 1


@given(ANSWERS, st.data())
def test_more_proof_never_lowers_the_grade(answers, data):
    points, proofs = split(answers)
    more = [data.draw(st.integers(proof, CHECKED)) for proof in proofs]
    before, after = grade_of(points, proofs), grade_of(points, more)
    assert RISING.index(after.name) >= RISING.index(before.name)


@given(ANSWERS, st.integers(1, 9))
def test_the_unit_of_points_does_not_matter(answers, unit):
    points, proofs = split(answers)
    scaled = [answer_points * unit for answer_points in points]
    assert grade_of(points, proofs) == grade_of(scaled, proofs)


@given(ANSWERS, st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(answers, random):
    shuffled = list(answers)
    random.shuffle(shuffled)
    assert grade_of(*split(answers)) == grade_of(*split(shuffled))
