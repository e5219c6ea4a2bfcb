"""Random rubrics by kind, from a seeded generator: what the cheapest path is tried on."""

from collections.abc import Callable
from fractions import Fraction

from numpy.random import Generator

from scoring.rubric import Rubric
from scoring.rules import Band, Gate, Question
from tests.scoring.everything import everything
from tests.scoring.rubrics import FIVE_LEVELS, bands_from

SIXTHS = tuple(6 * level for level in FIVE_LEVELS)


def gated(generator: Generator) -> Rubric:
    """Plain sums, gates on the total and on how many pillars.

    A lower gate may ask for more pillars.
    """
    pillars = int(generator.integers(1, 6))
    count = int(generator.integers(pillars, 16))
    questions = questions_at_random(generator, pillars, count, 0)
    bands = bands_at_random(generator)
    return Rubric(
        id="gated",
        version=1,
        questions=questions,
        pillars=names_of(pillars),
        bands=bands,
        gates=gates_at_random(generator, questions, pillars, bands),
        otherwise=0,
    )


def weighted(generator: Generator, optional: float = 0) -> Rubric:
    """Weights, bands of the total and of pillars, either side of a cut.

    optional: the share of questions that may be not applicable.
    """
    pillars = int(generator.integers(1, 5))
    count = int(generator.integers(pillars, 13))
    questions = questions_at_random(generator, pillars, count, optional)
    weights = tuple(generator.integers(1, 9, pillars).tolist())
    return Rubric(
        id="weighted",
        version=1,
        questions=questions,
        pillars=names_of(pillars),
        bands=bands_at_random(generator),
        gates=(),
        otherwise=1,
        not_applicable="shrinks" if optional else "refused",
        weights=weights,
        total_bands=bands_at_random(generator),
    )


def shrinking(generator: Generator) -> Rubric:
    """Half of the questions may be not applicable."""
    return weighted(generator, optional=0.5)


def gated_by_weight(generator: Generator) -> Rubric:
    """Gates over a weighted total."""
    plain = gated(generator)
    weights = tuple(generator.integers(1, 9, len(plain.pillars)).tolist())
    gates: list[Gate] = []
    for gate in plain.gates:
        share = Fraction(gate.total_above, plain.maximum)
        total_above = int(share * sum(weights))
        gates.append(
            Gate(gate.level, total_above, gate.pillars_at_least, gate.pillar_level)
        )
    return Rubric(
        id="both",
        version=1,
        questions=plain.questions,
        pillars=plain.pillars,
        bands=plain.bands,
        gates=tuple(gates),
        otherwise=0,
        weights=weights,
    )


def tools(generator: Generator) -> Rubric:
    """Core and industry at 40 and 60: levels of four points, and tools worth 1, 1/2 or 1/3."""
    core_count = int(generator.integers(2, 11))
    tool_count = int(generator.integers(3, 25))
    worth = generator.choice([6, 3, 2], tool_count, p=[0.7, 0.2, 0.1]).tolist()
    four_points = tuple(6 * level for level in FIVE_LEVELS)
    core = [Question(f"c{number}", 0, four_points) for number in range(core_count)]
    owned = [
        Question(f"t{number}", 1, (0, units)) for number, units in enumerate(worth)
    ]
    return Rubric(
        id="tools",
        version=1,
        questions=(*core, *owned),
        pillars=("core", "industry"),
        bands=bands_from(10, 30, 70, 90),
        gates=(),
        otherwise=1,
        unit=6,
        weights=(240, 360),
        total_bands=bands_from(10, 30, 70, 90),
    )


def grouped(generator: Generator) -> Rubric:
    """Two pillars of groups, each standing for one to three criteria."""
    questions: list[Question] = []
    for pillar in range(2):
        for group in range(int(generator.integers(1, 4))):
            code = f"{pillar}.{group}"
            count = int(generator.integers(1, 4))
            members = tuple(f"{code}.{number}" for number in range(count))
            questions.append(Question(code, pillar, SIXTHS, True, members))
            # However many of up to three apply, each has a whole share.
            share = tuple(units // count for units in SIXTHS)
            for member in members:
                questions.append(Question(member, pillar, share, True))
    return Rubric(
        id="grouped",
        version=1,
        questions=tuple(questions),
        pillars=("a", "b"),
        bands=bands_from(25, 50, 75, 100),
        gates=(),
        otherwise=1,
        unit=6,
        not_applicable="shrinks",
        weights=(5, 4),
        total_bands=bands_from(25, 50, 75, 100),
    )


def marked(generator: Generator) -> Rubric:
    """Ratios that earn points by hundreds of levels, with a few marks to rise to."""
    pillars = int(generator.integers(1, 4))
    count = int(generator.integers(pillars, 8))
    owners = [*range(pillars), *generator.integers(0, pillars, count - pillars)]
    questions: list[Question] = []
    for number, pillar in enumerate(owners):
        top = int(generator.integers(2, 400))
        points = tuple(range(top + 1))
        levels = generator.integers(1, top + 1, int(generator.integers(1, 4)))
        marks = tuple(sorted(set(levels.tolist())))
        questions.append(Question(f"q{number}", int(pillar), points, marks=marks))
    return Rubric(
        id="marked",
        version=1,
        questions=tuple(questions),
        pillars=names_of(pillars),
        bands=bands_at_random(generator),
        gates=(),
        otherwise=1,
        weights=tuple(generator.integers(1, 9, pillars).tolist()),
        total_bands=bands_at_random(generator),
    )


KINDS: dict[str, Callable[[Generator], Rubric]] = {
    "gates": gated,
    "weights and bands": weighted,
    "weights and gates": gated_by_weight,
    "not applicable": shrinking,
    "core and tools": tools,
    "groups or criteria": grouped,
    "many levels with marks": marked,
    "every rule": everything,
}


def names_of(pillars: int) -> tuple[str, ...]:
    return tuple(f"p{number}" for number in range(pillars))


def questions_at_random(
    generator: Generator, pillars: int, count: int, optional: float
) -> tuple[Question, ...]:
    """At least one of each pillar; points that never fall, with steps worth nothing."""
    others = generator.integers(0, pillars, count - pillars).tolist()
    questions: list[Question] = []
    for number, pillar in enumerate([*range(pillars), *others]):
        points = [0]
        for rise in generator.integers(0, 4, generator.integers(1, 5)).tolist():
            points.append(points[-1] + rise)
        points.append(points[-1] + 1)
        is_optional = bool(generator.random() < optional)
        questions.append(Question(f"q{number}", pillar, tuple(points), is_optional))
    return tuple(questions)


def bands_at_random(generator: Generator) -> tuple[Band, ...]:
    """Two to six, at twentieths, from a cut on or above it; the last may be everything."""
    count = int(generator.integers(1, 6))
    cuts = generator.choice(range(1, 21), count, replace=False).tolist()
    bands = [Band(1)]
    for level, cut in enumerate(sorted(cuts), start=2):
        share = Fraction(cut, 20)
        if cut == 20 or generator.random() < 0.5:
            bands.append(Band(level, at_least=share))
        else:
            bands.append(Band(level, above=share))
    return tuple(bands)


def gates_at_random(
    generator: Generator,
    questions: tuple[Question, ...],
    pillars: int,
    bands: tuple[Band, ...],
) -> tuple[Gate, ...]:
    """One to four, highest first, each nowhere harder than the one above but for pillars."""
    count = int(generator.integers(1, 5))
    maximum = sum(question.maximum for question in questions)
    totals = sorted(generator.integers(0, maximum, count).tolist())
    reached = sorted(generator.integers(1, bands[-1].level + 1, count).tolist())
    gates: list[Gate] = []
    for number in range(count):
        asked = int(generator.integers(0, pillars + 1))
        gates.append(Gate(number + 1, totals[number], asked, reached[number]))
    return tuple(reversed(gates))
