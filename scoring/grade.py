"""How far a result is proved: self-declared, evidence attached, or checked by a reviewer.

Source: ours. No decision on the index asks for proof of single answers; the share of
points that stands on proof is what a reader of a report needs to know. See
docs/scoring.md, "How far a result is proved".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.errors import ScoringError

# Of one answer. Rising, so that "at least attached" is a comparison.
DECLARED = 0
ATTACHED = 1
CHECKED = 2

# Of a pillar, or of the total.
SELF_DECLARED = "self_declared"
EVIDENCE_ATTACHED = "evidence_attached"
REVIEWER_CHECKED = "reviewer_checked"

HOLDS_FROM = Fraction(1, 2)
"""The share of the earned points from which on a grade holds."""

NOTHING = Fraction(0)


@dataclass(frozen=True)
class Grade:
    """`name` is SELF_DECLARED, EVIDENCE_ATTACHED or REVIEWER_CHECKED.

    The shares say how much stands behind it. Both are of the earned points, from 0 to
    1. `checked` is part of `attached`. Both are 0 where nothing was earned: there is
    nothing to prove.
    """

    name: str
    attached: Fraction
    checked: Fraction


def grade_of(points: Sequence[int | Fraction], proofs: Sequence[int]) -> Grade:
    """The grade of a pillar, or of the total, from its answers.

    points: what each answer earned, any unit, shape (answers,); for the total as they
    count there, so that a pillar that weighs more counts more. Reserved codes below 0
    (not answered, not applicable) earn nothing.
    proofs: DECLARED, ATTACHED or CHECKED for each, same shape.

    The higher grade holds from half of the earned points on. Points count, not answers:
    proof of a low answer, or a file beside an answer that earns nothing, moves nothing.

    Raises ScoringError `wrong_shape`.
    """
    if len(points) != len(proofs):
        raise ScoringError("wrong_shape", expected=len(points), got=len(proofs))

    # Reserved codes are below 0 and must not take from what the others earned.
    earned = [max(Fraction(answer_points), NOTHING) for answer_points in points]

    attached = _proved_share(earned, proofs, ATTACHED)
    checked = _proved_share(earned, proofs, CHECKED)
    return Grade(_name(attached, checked), attached, checked)


def _proved_share(
    earned: Sequence[Fraction],
    proofs: Sequence[int],
    least: int,
) -> Fraction:
    """The share of the earned points that has at least this proof."""
    whole = sum(earned, NOTHING)
    if not whole:
        return NOTHING

    proved = NOTHING
    for points, proof in zip(earned, proofs, strict=True):
        if proof >= least:
            proved += points
    return proved / whole


def _name(attached: Fraction, checked: Fraction) -> str:
    # The higher first: what is checked is attached as well.
    if checked >= HOLDS_FROM:
        return REVIEWER_CHECKED
    if attached >= HOLDS_FROM:
        return EVIDENCE_ATTACHED
    return SELF_DECLARED
