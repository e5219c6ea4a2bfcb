"""Rubrics for tests: the 2021 rules typed in from the decision's tables, and random ones."""

from fractions import Fraction

from hypothesis import reject
from hypothesis import strategies as st

from scoring.errors import RubricError
from scoring.rubric import Rubric
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE, Band, Gate, Question

CODES_2021 = (
    [f"1.1.{number}" for number in range(1, 10)]
    + [f"1.2.{number}" for number in range(1, 5)]
    + ["2.1.1", "3.1.1", "3.1.2"]
    + [f"3.2.{number}" for number in range(1, 15)]
    + [f"4.1.{number}" for number in range(1, 7)]
    + [f"4.2.{number}" for number in range(1, 8)]
    + [f"5.1.{number}" for number in range(1, 6)]
    + [f"5.2.{number}" for number in range(1, 6)]
    + [f"6.1.{number}" for number in range(1, 8)]
)
CUTS_2021 = (10, 20, 40, 60, 80)
GATES_2021 = (
    Gate(5, 256, 6, 5),
    Gate(4, 192, 5, 4),
    Gate(3, 128, 4, 3),
    Gate(2, 64, 4, 2),
    Gate(1, 20, 4, 1),
)

SHARES = sorted(
    {
        *(Fraction(percent, 100) for percent in range(0, 101, 5)),
        Fraction(1, 3),
        Fraction(5, 6),
    }
)


def bands_at(*cuts: int) -> tuple[Band, ...]:
    """Levels 0, 1, …: level k+1 starts strictly above cuts[k] percent."""
    return (
        Band(0, None),
        *(Band(level, Fraction(cut, 100)) for level, cut in enumerate(cuts, start=1)),
    )


def rubric_2021() -> Rubric:
    """6 pillars, 60 criteria, 320 points; 2.1.1 counts fivefold."""
    points = {"2.1.1": (0, 5, 10, 15, 20, 25)}
    questions = tuple(
        Question(code, int(code[0]) - 1, points.get(code, (0, 1, 2, 3, 4, 5)))
        for code in CODES_2021
    )
    return Rubric(
        "dbi-2021-sme",
        1,
        questions,
        tuple("123456"),
        bands_at(*CUTS_2021),
        GATES_2021,
        otherwise=0,
    )


def rubric_of_means() -> Rubric:
    """As the large set of 2025: 139 criteria of five levels, means by pillar, weights, levels from 25/50/75/100 %."""
    counts = (25, 24, 29, 22, 22, 17)
    questions = tuple(
        Question(f"{pillar}.{number}", pillar, (0, 1, 2, 3, 4), True)
        for pillar, count in enumerate(counts)
        for number in range(count)
    )
    bands = (
        Band(1),
        *(Band(level + 1, at_least=Fraction(level, 4)) for level in (1, 2, 3, 4)),
    )
    weights = (125, 120, 145, 110, 110, 85)
    return Rubric(
        "means",
        1,
        questions,
        tuple("123456"),
        bands,
        (),
        1,
        1,
        "shrinks",
        weights,
        bands,
    )


def levels_worth(rubric: Rubric, *pillar_points: int) -> list[int]:
    """Answers of the 2021 rubric that give each pillar exactly these points."""
    levels = []
    left = list(pillar_points)
    for question in rubric.questions:
        step = question.points[1]
        level = min(question.top, left[question.pillar] // step)
        left[question.pillar] -= level * step
        levels.append(level)
    assert not any(left), left
    return levels


@st.composite
def rubrics(
    draw: st.DrawFn, shrinks: bool | None = None, weighted: bool | None = None
) -> Rubric:
    """Any rubric the engine accepts: 1 to 7 pillars, uneven points, weights or none, up to six bands or gates."""
    may_shrink = draw(st.booleans()) if shrinks is None else shrinks
    pillars = draw(st.integers(1, 7))
    owners = [
        *range(pillars),
        *draw(st.lists(st.integers(0, pillars - 1), max_size=12)),
    ]
    questions = tuple(
        Question(
            f"q{number}",
            pillar,
            draw(points_by_level()),
            may_shrink and draw(st.booleans()),
        )
        for number, pillar in enumerate(draw(st.permutations(owners)))
    )
    weights = None
    if draw(st.booleans()) if weighted is None else weighted:
        weights = tuple(
            draw(st.lists(st.integers(1, 150), min_size=pillars, max_size=pillars))
        )
    found = draw(bands())
    maximum = sum(weights or [question.maximum for question in questions])
    total_bands = draw(bands()) if draw(st.booleans()) else ()
    try:
        return Rubric(
            id="random",
            version=1,
            questions=questions,
            pillars=tuple(f"p{number}" for number in range(pillars)),
            bands=found,
            gates=() if total_bands else draw(gates(maximum, pillars, found)),
            otherwise=total_bands[0].level if total_bands else 0,
            unit=draw(st.sampled_from([1, 6, 60])),
            not_applicable="shrinks" if may_shrink else "refused",
            weights=weights,
            total_bands=total_bands,
        )
    except RubricError as error:
        # Gates at odd shares of weights that drop out one by one can ask for too fine a unit.
        if error.code != "points_too_large":
            raise
        reject()


@st.composite
def bands(draw: st.DrawFn) -> tuple[Band, ...]:
    """Up to six bands; each starts strictly above its cut or with it, and the last may be everything."""
    shares = sorted(draw(st.sets(st.sampled_from(SHARES), max_size=5)))
    lowest = draw(st.integers(0, 1))
    found = [Band(lowest)]
    for level, share in enumerate(shares, start=lowest + 1):
        strictly = share == 0 or (share < 1 and draw(st.booleans()))
        found.append(
            Band(level, above=share) if strictly else Band(level, at_least=share)
        )
    return tuple(found)


@st.composite
def points_by_level(draw: st.DrawFn) -> tuple[int, ...]:
    """Straight (a multiple of the level) or any that never falls."""
    top = draw(st.integers(1, 6))
    if draw(st.booleans()):
        step = draw(st.sampled_from([1, 1, 5, 90]))
        return tuple(step * level for level in range(top + 1))
    rises = draw(st.lists(st.integers(0, 70), min_size=top, max_size=top).filter(any))
    points = [draw(st.integers(0, 3))]
    for rise in rises:
        points.append(points[-1] + rise)
    return tuple(points)


@st.composite
def gates(
    draw: st.DrawFn, maximum: int, pillars: int, bands: tuple[Band, ...]
) -> tuple[Gate, ...]:
    count = draw(st.integers(0, 5))
    totals = sorted(
        draw(st.lists(st.integers(0, maximum - 1), min_size=count, max_size=count))
    )
    known = st.integers(bands[0].level, bands[-1].level)
    reached = sorted(draw(st.lists(known, min_size=count, max_size=count)))
    rising = [
        Gate(level, total, draw(st.integers(0, pillars)), pillar_level)
        for level, (total, pillar_level) in enumerate(
            zip(totals, reached, strict=True), start=1
        )
    ]
    return tuple(reversed(rising))


@st.composite
def answers(draw: st.DrawFn, rubric: Rubric, complete: bool = False) -> list[int]:
    """Answers the rubric accepts; `complete`: nothing not answered (not applicable may be)."""
    return [
        draw(
            st.sampled_from(
                [
                    *range(question.top + 1),
                    *([] if complete else [NOT_ANSWERED]),
                    *([NOT_APPLICABLE] if question.may_be_not_applicable else []),
                ]
            )
        )
        for question in rubric.questions
    ]


@st.composite
def rubrics_with_answers(
    draw: st.DrawFn, complete: bool = False
) -> tuple[Rubric, list[int]]:
    rubric = draw(rubrics())
    return rubric, draw(answers(rubric, complete))
