"""Plausible answers of invented enterprises: the same seed gives the same answers.

Every enterprise has one maturity; pillars, trades, sizes and questions shift it. So answers go together as real
ones do: who sells online also keeps a catalogue, hardly anybody uses blockchain, nearly everybody banks online.
"""

from collections.abc import Sequence
from decimal import Decimal

import numpy as np

from assessment.demo.population import MILLION, Firm, demo_file
from indexes.index.conditions import holds
from indexes.index.model import Index
from indexes.index.questions import level_of_options
from scoring.errors import ScoringError
from scoring.ratio import level_of_ratio
from survey.answers.values import AnswerValue

MIDDLE, STEP = (
    1.75,
    1.15,
)  # level of an ordinary enterprise at an ordinary question, levels per unit of maturity
FULL = 5  # levels of an ordinary question
KNOWS_THE_NUMBER = 0.6  # how often a ratio is told in numbers, not as a band
Levels = dict[str, int]


def make_levels(
    rng: np.random.Generator, firms: Sequence[Firm], index: Index
) -> tuple[np.ndarray, np.ndarray]:
    """Levels now and in an earlier round, one row for each enterprise, one column for each scored question."""
    shape = (len(firms), len(index.codes))
    pillars = [pillar["code"] for pillar in index.pillars]
    pillar_of = [pillars.index(index.questions[code]["pillar"]) for code in index.codes]
    maturity = _expected(firms, index) + rng.normal(0, 0.8, (len(firms), 1))
    maturity += rng.normal(0, 0.45, (len(firms), len(pillars)))[
        :, pillar_of
    ] + rng.normal(0, 0.75, shape)
    growth = rng.uniform(0.15, 0.9, (len(firms), 1)) * rng.uniform(0, 2, shape)
    return _as_levels(maturity, index), _as_levels(maturity - growth, index)


def _expected(firms: Sequence[Firm], index: Index) -> np.ndarray:
    told = demo_file("population")
    ease, in_sector = (
        told["ease"].get(index.id, {}),
        told["ease_in_sector"].get(index.id, {}),
    )
    return np.array(
        [
            [
                told["sectors"][firm.sector]["maturity"]
                + told["sizes"][firm.size]
                + ease.get(code, 0)
                + in_sector.get(firm.sector, {}).get(code, 0)
                for code in index.codes
            ]
            for firm in firms
        ]
    )


def _as_levels(maturity: np.ndarray, index: Index) -> np.ndarray:
    """MIDDLE and STEP are meant for levels 0 to 5; where a question has fewer, the same scale is shared out."""
    tops = np.array([question.top for question in index.rubric.questions])
    return np.clip(np.rint((MIDDLE + STEP * maturity) * tops / FULL), 0, tops).astype(
        int
    )


def reconciled(index: Index, levels: Levels) -> Levels:
    """The same without contradictions: whatever is lowest in one is raised until they fit together."""
    levels = dict(levels)
    while check := next(
        (check for check in index.checks if holds(check["when"], levels)), None
    ):
        lowest = min(
            (code for code in check["questions"] if code in levels),
            key=lambda code: levels[code],
        )
        levels[lowest] += 1
    return levels


def figures_for(rng: np.random.Generator, index: Index, firm: Firm) -> dict[str, int]:
    """The numbers of the round that are asked for on the way; what stands in the profile is left out."""
    quarter, investment = (
        firm.revenue / 4 * rng.uniform(0.8, 1.2),
        firm.revenue * rng.uniform(0.02, 0.1),
    )
    wanted = {"revenue_quarter": quarter, "investment_year": investment}
    return {
        name: max(1, round(wanted[name] / MILLION)) * MILLION
        for name in index.figures
        if name in wanted
    }


def given_for(
    rng: np.random.Generator,
    index: Index,
    firm: Firm,
    levels: Levels,
    figures: dict[str, int],
) -> dict[str, AnswerValue]:
    """What the enterprise gives so that it amounts to these levels: cards, numbers where known, bands."""
    profile = {
        figure["id"]: getattr(firm, figure["from_profile"])
        for figure in index.figures.values()
        if "from_profile" in figure
    }
    # One place within the bands for a whole enterprise: a part of a part is then never larger than the part.
    place = rng.uniform(0.1, 0.9)
    return {
        code: _given(
            rng,
            index,
            index.questions[code],
            firm,
            levels[code],
            {**profile, **figures},
            place,
        )
        for code in index.asked(index.codes)
        if code in index.shown(levels)
    }


def _given(
    rng: np.random.Generator,
    index: Index,
    question: dict,
    firm: Firm,
    level: int,
    figures: dict,
    place: float,
) -> AnswerValue:
    if question["kind"] == "count":
        return AnswerValue(count=question["at_least"][level])
    if question["kind"] == "ratio" and rng.random() < KNOWS_THE_NUMBER:
        cuts = [Decimal(str(cut)) for cut in index.bands[question["bands"]]["cuts"]]
        named = question["denominator"].get("figure")
        whole = figures.get(named, 0) if named else _whole(rng, question, firm)
        step = MILLION if question["numerator"]["unit"] == "vnd" else 1
        part = _part(level, whole, cuts, step, place)
        if part is not None:
            return AnswerValue(numerator=part, denominator=None if named else whole)
    if question["kind"] == "multiple":
        return AnswerValue(chosen=_options(rng, question, level))
    return AnswerValue(level=level)


def _options(rng: np.random.Generator, question: dict, level: int) -> tuple[str, ...]:
    """Options that amount to this level: taken up in any order until they do."""
    options = [
        option["id"] for option in question["options"] if not option.get("exclusive")
    ]
    if level == 0:
        return tuple(
            option["id"] for option in question["options"] if option.get("exclusive")
        )
    for order in (rng.permutation(options).tolist() for _ in range(100)):
        for count in range(1, len(order) + 1):
            if level_of_options(question, order[:count]) == level:
                return tuple(order[:count])
    raise ValueError(f"No options of {question['code']} amount to level {level}.")


def _whole(rng: np.random.Generator, question: dict, firm: Firm) -> int:
    """All of something, as large as this enterprise would have it."""
    if question["denominator"]["unit"] == "vnd":
        return max(1, round(firm.revenue * rng.uniform(0.02, 0.1) / MILLION)) * MILLION
    return 10 + int(firm.employees * rng.uniform(3, 30))


def _part(
    level: int, whole: int, cuts: list[Decimal], step: int, place: float
) -> int | None:
    """A round number of `whole` in the band of `level`; None where there is none (1 of 3 is not 20 %)."""
    if level == 0:
        return 0
    ends = [*cuts, Decimal(100)]
    share = float(ends[level - 1]) + place * float(ends[level] - ends[level - 1])
    near = int(whole * share / 100) // step * step
    for part in (near, near + step):
        try:
            if level_of_ratio(part, whole, cuts) == level:
                return part
        except ScoringError:  # more than all of it, or of nothing
            continue
    return None
