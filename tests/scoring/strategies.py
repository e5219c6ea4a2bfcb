"""Random rubrics and answers, for laws that hold for every one of them."""

from fractions import Fraction

from hypothesis import reject
from hypothesis import strategies as st

from scoring.errors import RubricError
from scoring.groups import expand_groups
from scoring.rubric import Rubric
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE, Band, Gate, Question

TWENTIETHS = [Fraction(percent, 100) for percent in range(0, 101, 5)]
TWELFTHS = 12  # whole thirds and quarters
SHARES = sorted({*TWENTIETHS, Fraction(1, 3), Fraction(5, 6)})


@st.composite
def rubrics(
    draw: st.DrawFn,
    shrinks: bool | None = None,
    weighted: bool | None = None,
) -> Rubric:
    """Any rubric the engine accepts.

    1 to 7 pillars, uneven points, weights or none, up to six bands or gates. shrinks,
    weighted: None for either.
    """
    may_shrink = _drawn(draw, shrinks)
    pillars = draw(st.integers(1, 7))
    questions = draw(questions_of(pillars, may_shrink))
    weights = None
    if _drawn(draw, weighted):
        weight = st.integers(1, 150)
        weights = tuple(draw(st.lists(weight, min_size=pillars, max_size=pillars)))

    maximum = sum(weights or [question.maximum for question in questions])
    # Only where pillars weigh and questions may drop out can there be groups.
    if weights and may_shrink:
        questions = draw(with_groups(questions))
    pillar_bands = draw(bands())
    total_bands = draw(bands()) if draw(st.booleans()) else ()
    try:
        return Rubric(
            id="random",
            version=1,
            questions=questions,
            pillars=tuple(f"p{number}" for number in range(pillars)),
            bands=pillar_bands,
            gates=() if total_bands else draw(gates(maximum, pillars, pillar_bands)),
            otherwise=total_bands[0].level if total_bands else 0,
            unit=draw(st.sampled_from([1, 6, 60])),
            not_applicable="shrinks" if may_shrink else "refused",
            weights=weights,
            total_bands=total_bands,
        )
    except RubricError as error:
        # Gates at odd shares of weights that drop out one by one can ask for too fine a
        # unit.
        if error.code != "points_too_large":
            raise
        reject()


def _drawn(draw: st.DrawFn, asked: bool | None) -> bool:
    return draw(st.booleans()) if asked is None else asked


@st.composite
def questions_of(
    draw: st.DrawFn, pillars: int, may_shrink: bool
) -> tuple[Question, ...]:
    """At least one of each pillar, in any order."""
    others = draw(st.lists(st.integers(0, pillars - 1), max_size=12))
    owners = draw(st.permutations([*range(pillars), *others]))
    questions: list[Question] = []
    for number, pillar in enumerate(owners):
        points = draw(points_by_level())
        optional = may_shrink and draw(st.booleans())
        questions.append(Question(f"q{number}", pillar, points, optional))
    return tuple(questions)


@st.composite
def with_groups(
    draw: st.DrawFn, questions: tuple[Question, ...]
) -> tuple[Question, ...]:
    """Any of these stand for one to four criteria each, which share what they are worth."""
    grouped: list[Question] = []
    for question in questions:
        count = draw(st.sampled_from([0, 0, 1, 2, 3, 4]))
        if not count:
            grouped.append(question)
            continue
        # Whole shares, however many of the criteria apply.
        whole = tuple(TWELFTHS * units for units in question.points)
        share = tuple(units // count for units in whole)
        codes = tuple(f"{question.code}.{number}" for number in range(count))
        grouped.append(Question(question.code, question.pillar, whole, True, codes))
        for code in codes:
            grouped.append(Question(code, question.pillar, share, True))
    return tuple(grouped)


@st.composite
def bands(draw: st.DrawFn) -> tuple[Band, ...]:
    """Up to six; each starts strictly above its cut or with it, the last may be everything."""
    shares = sorted(draw(st.sets(st.sampled_from(SHARES), max_size=5)))
    lowest = draw(st.integers(0, 1))
    drawn = [Band(lowest)]
    for level, share in enumerate(shares, start=lowest + 1):
        strictly = share == 0 or (share < 1 and draw(st.booleans()))
        if strictly:
            drawn.append(Band(level, above=share))
        else:
            drawn.append(Band(level, at_least=share))
    return tuple(drawn)


@st.composite
def points_by_level(draw: st.DrawFn) -> tuple[int, ...]:
    """Straight (a multiple of the level) or any that never falls."""
    top = draw(st.integers(1, 6))
    # Now and then more levels than a byte can tell apart.
    if draw(st.integers(0, 19)) == 19:
        top = draw(st.sampled_from([126, 127, 300]))
        return tuple(range(top + 1))
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
    draw: st.DrawFn,
    maximum: int,
    pillars: int,
    pillar_bands: tuple[Band, ...],
) -> tuple[Gate, ...]:
    """Up to five, each nowhere harder than the one above but for how many pillars."""
    count = draw(st.integers(0, 5))
    total = st.integers(0, maximum - 1)
    level_of_pillars = st.integers(pillar_bands[0].level, pillar_bands[-1].level)
    totals = sorted(draw(st.lists(total, min_size=count, max_size=count)))
    reached = sorted(draw(st.lists(level_of_pillars, min_size=count, max_size=count)))

    rising: list[Gate] = []
    for number in range(count):
        asked = draw(st.integers(0, pillars))
        rising.append(Gate(number + 1, totals[number], asked, reached[number]))
    return tuple(reversed(rising))


def answers(rubric: Rubric, complete: bool = False) -> st.SearchStrategy[list[int]]:
    """Levels that count; complete: none is missing (some may be not applicable)."""
    given = as_answered(rubric, complete)
    return given.map(lambda levels: expand_groups(rubric, levels))


def as_answered(rubric: Rubric, complete: bool = False) -> st.SearchStrategy[list[int]]:
    """Answers the rubric accepts; complete: only criteria of answered groups are missing."""
    by_question: list[st.SearchStrategy[int]] = []
    criteria = criteria_of(rubric)
    for position, question in enumerate(rubric.questions):
        possible = list(range(question.top + 1))
        if not complete or position in criteria:
            possible.append(NOT_ANSWERED)
        if question.may_be_not_applicable:
            possible.append(NOT_APPLICABLE)
        by_question.append(st.sampled_from(possible))
    return st.tuples(*by_question).map(list)


def criteria_of(rubric: Rubric) -> set[int]:
    """Positions of the criteria of groups."""
    criteria: set[int] = set()
    for group in rubric.groups:
        # The questions of a mean have none that could be answered in their place.
        if group.position is not None:
            criteria.update(group.members)
    return criteria


@st.composite
def rubrics_with_answers(
    draw: st.DrawFn, complete: bool = False
) -> tuple[Rubric, list[int]]:
    """A rubric and answers to it."""
    rubric = draw(rubrics())
    return rubric, draw(answers(rubric, complete))
