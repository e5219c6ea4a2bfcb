"""Random rubrics with every rule there is: seeded, so that laws and paths share them.

Points below nothing and equal ones, bands of a pillar's own, indicators that are sums or
means, needs of gates and of bands, what does not apply refused, left out or earned.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import accumulate

from numpy.random import Generator

from scoring.rubric import Rubric
from scoring.rules import (
    INDICATOR,
    PILLAR,
    QUESTION,
    Band,
    Gate,
    Indicator,
    Need,
    Question,
)

# Equal maxima that up to four questions share in whole units, however many apply.
SHARED = ((0, 12), (0, 6, 12), (0, 0, 4, 12), (-12, 0, 12), (-6, -6, 4, 12))
OPTIONAL = 0.4
DROPPING = ("refused", "shrinks", "stays")


def everything(generator: Generator, dropping: str = "") -> Rubric:
    """dropping: what becomes of what does not apply; empty for any."""
    dropping = dropping or str(generator.choice(DROPPING))
    pillars = int(generator.integers(1, 4))
    indicators = _indicators(generator, pillars)
    questions: list[Question] = []
    for number, indicator in enumerate(indicators):
        for _question in range(int(generator.integers(1, 4))):
            name = f"q{len(questions)}"
            points = _points(generator, indicator)
            optional = dropping != "refused" and bool(generator.random() < OPTIONAL)
            questions.append(
                Question(name, indicator.pillar, points, optional, indicator=number)
            )

    own_bands: list[tuple[Band, ...]] = []
    for _pillar in range(pillars):
        own_bands.append(bands(generator) if generator.random() < 0.4 else ())
    weights = None
    if generator.random() < 0.5:
        weights = tuple(generator.integers(1, 9, pillars).tolist())
    plain = Rubric(
        id="everything",
        version=1,
        questions=tuple(questions),
        pillars=tuple(f"p{number}" for number in range(pillars)),
        bands=bands(generator),
        gates=(),
        otherwise=0,
        not_applicable=dropping,
        weights=weights,
        own_bands=tuple(own_bands) if any(own_bands) else (),
        indicators=indicators,
        indicator_bands=bands(generator),
    )
    return _with_levels(plain, generator)


def _indicators(generator: Generator, pillars: int) -> tuple[Indicator, ...]:
    indicators: list[Indicator] = []
    for pillar in range(pillars):
        for _number in range(int(generator.integers(1, 3))):
            is_mean = bool(generator.random() < 0.5)
            code = f"i{len(indicators)}"
            indicators.append(Indicator(code, pillar, is_mean))
    return tuple(indicators)


def _points(generator: Generator, indicator: Indicator) -> tuple[int, ...]:
    if indicator.is_mean:
        return SHARED[int(generator.integers(0, len(SHARED)))]
    rises = generator.integers(0, 5, int(generator.integers(1, 4))).tolist()
    points = [*accumulate(rises, initial=0)]
    most = points[-1] + 1
    # Never below nothing at the top, where it would be no share of anything.
    off = int(generator.integers(0, most)) if generator.random() < 0.4 else 0
    return tuple(units - off for units in [*points, most])


def bands(generator: Generator) -> tuple[Band, ...]:
    """One to five levels, from 0 or 1 on, at tenths."""
    lowest = int(generator.integers(0, 2))
    cuts = generator.choice(range(1, 11), int(generator.integers(0, 5)), replace=False)
    rows = [Band(lowest)]
    for level, cut in enumerate(sorted(cuts.tolist()), start=lowest + 1):
        share = Fraction(cut, 10)
        if cut == 10 or generator.random() < 0.5:
            rows.append(Band(level, at_least=share))
        else:
            rows.append(Band(level, above=share))
    return tuple(rows)


def _with_levels(plain: Rubric, generator: Generator) -> Rubric:
    """With gates, or bands of the total, that name whatever can be named."""
    count = int(generator.integers(1, 4))
    needs = _rising_needs(plain, generator, count)
    if generator.random() < 0.5:
        return replace(plain, gates=_gates(plain, generator, needs))
    rows = list(bands(generator))
    for number in range(1, len(rows)):
        own = needs[min(number, count) - 1]
        rows[number] = replace(rows[number], needs=own)
    return replace(plain, total_bands=tuple(rows), otherwise=rows[0].level)


def _gates(
    plain: Rubric, generator: Generator, needs: Sequence[tuple[Need, ...]]
) -> tuple[Gate, ...]:
    count = len(needs)
    full = sum(plain.weights or plain.pillar_maxima)
    totals: list[int | None] = sorted(generator.integers(0, full, count).tolist())
    # Whoever asks nothing of the total stands below whoever asks something.
    for number in range(int(generator.integers(0, count + 1))):
        totals[number] = None
    lowest, highest = plain.pillar_levels[0], plain.pillar_levels[-1]
    reached = sorted(generator.integers(lowest, highest + 1, count).tolist())
    gates: list[Gate] = []
    for number in range(count):
        asked = int(generator.integers(0, len(plain.pillars) + 1))
        gates.append(
            Gate(number + 1, totals[number], asked, reached[number], needs[number])
        )
    return tuple(reversed(gates))


def _rising_needs(
    plain: Rubric, generator: Generator, count: int
) -> list[tuple[Need, ...]]:
    """From the lowest level up: whatever one names, the next one names too."""
    rising: list[tuple[Need, ...]] = []
    asked: dict[tuple[str, int], Need] = {}
    for _level in range(count):
        for _need in range(int(generator.integers(0, 3))):
            need = _need_of(plain, generator)
            known = need and asked.get(need[:2])
            if need and (known is None or need.level > known.level):
                asked[need[:2]] = need
        rising.append(tuple(asked.values()))
    return rising


def _need_of(plain: Rubric, generator: Generator) -> Need | None:
    """None where what was drawn has a single level, of which nothing can be asked."""
    tier = str(generator.choice([QUESTION, INDICATOR, PILLAR]))
    levels: list[list[int]] = []
    if tier == QUESTION:
        for question in plain.questions:
            levels.append([*range(1, question.top + 1)])
    elif tier == INDICATOR:
        own = [band.level for band in plain.indicator_bands[1:]]
        levels = [own] * len(plain.indicators)
    else:
        for pillar in range(len(plain.pillars)):
            levels.append([band.level for band in plain.bands_of(pillar)[1:]])

    position = int(generator.integers(0, len(levels)))
    if not levels[position]:
        return None
    return Need(tier, position, int(generator.choice(levels[position])))
