"""How far a result is proved."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.errors import ScoringError
from scoring.grade import (
    ATTACHED,
    CHECKED,
    DECLARED,
    EVIDENCE_ATTACHED,
    REVIEWER_CHECKED,
    SELF_DECLARED,
    grade_of,
)

ANSWERS = st.lists(
    st.tuples(st.integers(-2, 50), st.sampled_from([DECLARED, ATTACHED, CHECKED])),
    max_size=20,
)
NAMES = [SELF_DECLARED, EVIDENCE_ATTACHED, REVIEWER_CHECKED]


@pytest.mark.parametrize(
    ("points", "proofs", "name", "attached", "checked"),
    [
        ([3, 2, 5], [0, 0, 0], SELF_DECLARED, 0, 0),
        ([3, 2, 5], [1, 0, 0], SELF_DECLARED, Fraction(3, 10), 0),
        (
            [3, 2, 5],
            [1, 1, 0],
            EVIDENCE_ATTACHED,
            Fraction(1, 2),
            0,
        ),  # exactly half is enough
        ([3, 2, 5], [1, 2, 1], EVIDENCE_ATTACHED, 1, Fraction(1, 5)),
        ([3, 2, 5], [0, 0, 2], REVIEWER_CHECKED, Fraction(1, 2), Fraction(1, 2)),
        ([0, 0], [2, 2], SELF_DECLARED, 0, 0),  # nothing earned, nothing to prove
        ([-1, -2, 4], [2, 2, 0], SELF_DECLARED, 0, 0),  # reserved codes earn nothing
        ([], [], SELF_DECLARED, 0, 0),
        (
            [Fraction(1, 3), Fraction(1, 3)],
            [1, 0],
            EVIDENCE_ATTACHED,
            Fraction(1, 2),
            0,
        ),
    ],
)
def test_the_grade_goes_by_the_share_of_points_that_stands_on_proof(
    points, proofs, name, attached, checked
):
    found = grade_of(points, proofs)
    assert (found.name, found.attached, found.checked) == (name, attached, checked)


def test_points_and_proofs_must_fit_together():
    with pytest.raises(ScoringError) as caught:
        grade_of([1, 2], [1])
    assert caught.value.code == "wrong_shape"


@given(ANSWERS)
def test_checked_is_part_of_attached_and_both_are_shares(answers):
    found = grade_of([points for points, _ in answers], [proof for _, proof in answers])
    assert 0 <= found.checked <= found.attached <= 1


@given(ANSWERS, st.data())
def test_more_proof_never_lowers_the_grade(answers, data):
    points, proofs = [one for one, _ in answers], [proof for _, proof in answers]
    more = [data.draw(st.integers(proof, CHECKED)) for proof in proofs]
    before, after = grade_of(points, proofs), grade_of(points, more)
    assert NAMES.index(after.name) >= NAMES.index(before.name)


@given(ANSWERS, st.integers(1, 9))
def test_the_unit_of_points_does_not_matter(answers, unit):
    points, proofs = [one for one, _ in answers], [proof for _, proof in answers]
    assert grade_of(points, proofs) == grade_of([one * unit for one in points], proofs)
