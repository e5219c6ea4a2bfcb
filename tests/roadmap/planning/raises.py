"""Raises to plan, made up or drawn."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from hypothesis import strategies as st

from indexes.index.step_facts import StepFacts
from roadmap.planning.plan import PACE, USUAL, Pace, Planned, Raise
from roadmap.planning.schedule import planned

SIZES = ["", *PACE]


def facts(after=(), effort=2, months=1, cost=0) -> StepFacts:
    return StepFacts(effort, months, tuple(after), True, "owner", 0, 2 * cost, "")


def facts_of(known: dict[str, StepFacts]) -> Callable[[str], StepFacts]:
    return lambda code: known[code]


def raise_of(code: str, level: int = 0, gain: int = 1, is_first: bool = False) -> Raise:
    return Raise(code, level, level + 1, Fraction(gain), is_first)


def plan_of(
    known: dict[str, StepFacts],
    raises: list[Raise] | None = None,
    size: str = "",
    pace: Pace = USUAL,
) -> dict[str, Planned]:
    """By question, in the order to do them, of each its last raise.

    Without raises each question rises by one level.
    """
    raises = raises if raises is not None else [raise_of(code) for code in known]
    plan = planned(raises, facts_of(known), size, pace)
    return {step.question: step for step in plan}


@st.composite
def firms(draw) -> tuple[dict[str, StepFacts], list[Raise], str]:
    """Questions that build on earlier ones, raises of some of their levels, and a size."""
    count = draw(st.integers(1, 10))
    codes = [f"q{number}" for number in range(count)]
    known = {}
    for place, code in enumerate(codes):
        after = (
            draw(st.sets(st.sampled_from(codes[:place]), max_size=3)) if place else ()
        )
        effort, months = draw(st.integers(1, 12)), draw(st.integers(1, 6))
        usual = facts(sorted(after), effort, months)
        known[code] = replace(usual, level_by_level=draw(st.booleans()))
    raises = []
    for code in codes:
        for level in range(draw(st.integers(0, 3))):
            raises.append(raise_of(code, level, draw(st.integers(0, 5))))
    return known, raises, draw(st.sampled_from(SIZES))
