"""How far a result is proved: self-declared, evidence attached, or checked by a reviewer.

Source: ours. No decision on the index asks for proof of single answers; the share of points that stands on proof is
what a reader of a report needs to know. See docs/scoring.md, "How far a result is proved".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.errors import ScoringError

DECLARED, ATTACHED, CHECKED = 0, 1, 2  # of one answer
SELF_DECLARED, EVIDENCE_ATTACHED, REVIEWER_CHECKED = "self_declared", "evidence_attached", "reviewer_checked"
HOLDS_FROM = Fraction(1, 2)  # of the earned points


@dataclass(frozen=True)
class Grade:
    """`name` is SELF_DECLARED, EVIDENCE_ATTACHED or REVIEWER_CHECKED; the shares say how much stands behind it.

    Both shares are of the earned points, from 0 to 1. `checked` is part of `attached`. Both are 0 where nothing was
    earned: there is nothing to prove.
    """

    name: str
    attached: Fraction
    checked: Fraction


def grade_of(points: Sequence[int | Fraction], proofs: Sequence[int]) -> Grade:
    """The grade of a pillar, or of the total, from its answers.

    points: what each answer earned, any unit, shape (answers,); for the total as they count there, so that a pillar
    that weighs more counts more. Reserved codes below 0 (not answered, not applicable) earn nothing.
    proofs: DECLARED, ATTACHED or CHECKED for each, same shape. Raises ScoringError `wrong_shape`.

    The higher grade holds from half of the earned points on. Points count, not answers: proof of a low answer, or a
    file beside an answer that earns nothing, moves nothing.
    """
    if len(points) != len(proofs):
        raise ScoringError("wrong_shape", expected=len(points), got=len(proofs))
    earned = [max(Fraction(one), Fraction(0)) for one in points]
    return _named(*(_share(earned, proofs, least) for least in (ATTACHED, CHECKED)))


def _share(earned: Sequence[Fraction], proofs: Sequence[int], least: int) -> Fraction:
    whole = sum(earned, Fraction(0))
    proved = sum((one for one, proof in zip(earned, proofs, strict=True) if proof >= least), Fraction(0))
    return proved / whole if whole else Fraction(0)


def _named(attached: Fraction, checked: Fraction) -> Grade:
    if checked >= HOLDS_FROM:
        return Grade(REVIEWER_CHECKED, attached, checked)
    return Grade(EVIDENCE_ATTACHED if attached >= HOLDS_FROM else SELF_DECLARED, attached, checked)
