"""Rubrics for tests: rules typed in from the decisions' tables, and small ones to think with."""

from collections.abc import Collection, Sequence
from fractions import Fraction
from typing import Any

from scoring.rubric import Rubric
from scoring.rules import Band, Gate, Question

CODES_2021 = (
    *(f"1.1.{number}" for number in range(1, 10)),
    *(f"1.2.{number}" for number in range(1, 5)),
    "2.1.1",
    "3.1.1",
    "3.1.2",
    *(f"3.2.{number}" for number in range(1, 15)),
    *(f"4.1.{number}" for number in range(1, 7)),
    *(f"4.2.{number}" for number in range(1, 8)),
    *(f"5.1.{number}" for number in range(1, 6)),
    *(f"5.2.{number}" for number in range(1, 6)),
    *(f"6.1.{number}" for number in range(1, 8)),
)
CUTS_2021 = (10, 20, 40, 60, 80)
GATES_2021 = (
    Gate(5, 256, 6, 5),
    Gate(4, 192, 5, 4),
    Gate(3, 128, 4, 3),
    Gate(2, 64, 4, 2),
    Gate(1, 20, 4, 1),
)
MAXIMA_2021 = (65, 25, 80, 65, 50, 35)

EXAMPLE_2021 = (27, 15, 33, 20, 10, 5)
"""Points by pillar of the worked example of docs/scoring.md: 110 in total, level 2."""

FIVE_LEVELS = (0, 1, 2, 3, 4)


def bands_at(*cuts: int) -> tuple[Band, ...]:
    """Levels 0, 1, …: level k+1 starts strictly above cuts[k] percent."""
    bands = [Band(0)]
    for level, cut in enumerate(cuts, start=1):
        bands.append(Band(level, above=Fraction(cut, 100)))
    return tuple(bands)


def bands_from(*cuts: int) -> tuple[Band, ...]:
    """Levels 1, 2, …: level k+2 starts with cuts[k] percent."""
    bands = [Band(1)]
    for level, cut in enumerate(cuts, start=2):
        bands.append(Band(level, at_least=Fraction(cut, 100)))
    return tuple(bands)


def rubric_2021() -> Rubric:
    """6 pillars, 60 criteria, 320 points; 2.1.1 counts fivefold."""
    questions: list[Question] = []
    for code in CODES_2021:
        worth = 5 if code == "2.1.1" else 1
        points = tuple(worth * level for level in range(6))
        questions.append(Question(code, int(code[0]) - 1, points))

    return Rubric(
        id="dbi-2021-sme",
        version=1,
        questions=tuple(questions),
        pillars=tuple("123456"),
        bands=bands_at(*CUTS_2021),
        gates=GATES_2021,
        otherwise=0,
    )


def rubric_of_means() -> Rubric:
    """As the large set of 2025: 139 criteria of five levels, means by pillar, weights.

    Levels start from 25, 50, 75 and 100 % on.
    """
    questions: list[Question] = []
    for pillar, count in enumerate((25, 24, 29, 22, 22, 17)):
        for number in range(count):
            code = f"{pillar}.{number}"
            questions.append(Question(code, pillar, FIVE_LEVELS, True))

    return Rubric(
        id="means",
        version=1,
        questions=tuple(questions),
        pillars=tuple("123456"),
        bands=bands_from(25, 50, 75, 100),
        gates=(),
        otherwise=1,
        not_applicable="shrinks",
        weights=(125, 120, 145, 110, 110, 85),
        total_bands=bands_from(25, 50, 75, 100),
    )


def levels_worth(rubric: Rubric, *pillar_points: int) -> list[int]:
    """Answers of the 2021 rubric that give each pillar exactly these points."""
    levels: list[int] = []
    left = list(pillar_points)
    for question in rubric.questions:
        step = question.points[1]
        level = min(question.top, left[question.pillar] // step)
        left[question.pillar] -= level * step
        levels.append(level)
    assert not any(left), left
    return levels


def make_rubric(
    *pillars: Sequence[tuple[int, ...]],
    optional: Collection[str] = (),
    **rules: Any,
) -> Rubric:
    """Pillars a, b, …, each told by the points of its questions: a1, a2, …

    optional: codes of the questions that may be not applicable. rules: anything else of
    a rubric; bands of pillars start above 50 % and there are no gates unless they are
    named.
    """
    names = "abcdefghijklmnopqrstuvwxyz"[: len(pillars)]
    questions: list[Question] = []
    for pillar, name in enumerate(names):
        for number, points in enumerate(pillars[pillar], start=1):
            code = f"{name}{number}"
            questions.append(Question(code, pillar, points, code in optional))

    usual: dict[str, Any] = {
        "id": "small",
        "version": 1,
        "bands": bands_at(50),
        "gates": (),
        "otherwise": 0,
        "not_applicable": "shrinks" if optional else "refused",
    }
    if "total_bands" in rules:
        usual["otherwise"] = rules["total_bands"][0].level
    parts = usual | rules
    return Rubric(questions=tuple(questions), pillars=tuple(names), **parts)
