"""Plausible answers of invented enterprises: the same seed gives the same answers.

Every enterprise has one maturity; pillars, trades, sizes and questions shift it. So
answers go together as real ones do: who sells online also keeps a catalogue, hardly
anybody uses blockchain, nearly everybody banks online.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from assessment.demo.population import MILLION, Firm, demo_file
from indexes.index.conditions import holds
from indexes.index.model import Index
from indexes.index.numbers import exact
from indexes.index.options import level_of_options
from scoring.errors import ScoringError
from scoring.ratio import level_of_ratio
from survey.answers.values import AnswerValue

MIDDLE = 1.75  # level of an ordinary enterprise at an ordinary question
STEP = 1.15  # levels per unit of maturity
FULL = 5  # levels of an ordinary question
KNOWS_THE_NUMBER = 0.6  # how often a ratio is told in numbers, not as a band
Levels = dict[str, int]


def make_levels(
    rng: np.random.Generator, firms: Sequence[Firm], index: Index
) -> tuple[np.ndarray, np.ndarray]:
    """Levels now and in an earlier round: a row an enterprise, a column a question."""
    rows, columns = len(firms), len(index.codes)
    # What an enterprise, a pillar of it and a single question differ from the expected.
    # Drawn in this order: another would make another demo of the same seed.
    of_firm = rng.normal(0, 0.8, (rows, 1))
    of_pillar = rng.normal(0, 0.45, (rows, len(index.pillars)))
    of_question = rng.normal(0, 0.75, (rows, columns))

    maturity = _expected(firms, index) + of_firm
    maturity += of_pillar[:, _pillar_places(index)] + of_question

    # Some grow faster than others, and each of them not everywhere alike.
    pace = rng.uniform(0.15, 0.9, (rows, 1))
    growth = pace * rng.uniform(0, 2, (rows, columns))
    return _as_levels(maturity, index), _as_levels(maturity - growth, index)


def _pillar_places(index: Index) -> list[int]:
    """For each question the place of its pillar."""
    pillars = [pillar["code"] for pillar in index.pillars]
    places = []
    for code in index.codes:
        pillar = index.questions[code]["pillar"]
        places.append(pillars.index(pillar))
    return places


def _expected(firms: Sequence[Firm], index: Index) -> np.ndarray:
    facts = demo_file("population")
    sectors, sizes = facts["sectors"], facts["sizes"]
    # By question: how much sooner than others it is done, by all and by one trade.
    ease = facts["ease"].get(index.id, {})
    ease_in_sector = facts["ease_in_sector"].get(index.id, {})
    expected = np.empty((len(firms), len(index.codes)))
    for row, firm in zip(expected, firms, strict=True):
        ease_here = ease_in_sector.get(firm.sector, {})
        base = sectors[firm.sector]["maturity"] + sizes[firm.size]
        for column, code in enumerate(index.codes):
            row[column] = base + ease.get(code, 0) + ease_here.get(code, 0)
    return expected


def _as_levels(maturity: np.ndarray, index: Index) -> np.ndarray:
    """Whole levels, each within its question."""
    tops = np.array([question.top for question in index.rubric.questions])
    # MIDDLE and STEP are meant for levels 0 to 5; where a question has fewer, the same
    # scale is shared out.
    levels = np.rint((MIDDLE + STEP * maturity) * tops / FULL)
    return np.clip(levels, 0, tops).astype(int)


def reconciled(index: Index, levels: Levels) -> Levels:
    """The same without contradictions: the lowest of one is raised until it fits."""
    levels = dict(levels)
    while check := _first_contradiction(index, levels):
        answered = [code for code in check["questions"] if code in levels]
        lowest = min(answered, key=levels.__getitem__)
        levels[lowest] += 1
    return levels


def _first_contradiction(index: Index, levels: Levels) -> dict | None:
    for check in index.checks:
        if holds(check["when"], levels):
            return check
    return None


def figures_for(rng: np.random.Generator, index: Index, firm: Firm) -> dict[str, int]:
    """The numbers of the round that are asked on the way, not those of the profile."""
    amounts = {
        "revenue_quarter": firm.revenue / 4 * rng.uniform(0.8, 1.2),
        "investment_year": firm.revenue * rng.uniform(0.02, 0.1),
    }
    figures = {}
    for name in index.figures:
        if name in amounts:
            figures[name] = _in_millions(amounts[name])
    return figures


def _in_millions(amount: float) -> int:
    """As people tell it, and never nothing: it is the whole of shares."""
    return max(1, round(amount / MILLION)) * MILLION


def values_for(
    rng: np.random.Generator,
    index: Index,
    firm: Firm,
    levels: Levels,
    figures: dict[str, int],
) -> dict[str, AnswerValue]:
    """What the enterprise gives so that it amounts to these levels."""
    known = dict(figures)
    for figure in index.figures.values():
        if "from_profile" in figure:
            of_profile = getattr(firm, figure["from_profile"])
            known.setdefault(figure["id"], of_profile)

    # One place within the bands for a whole enterprise: a part of a part is then never
    # larger than the part.
    place = rng.uniform(0.1, 0.9)
    giver = Giver(rng, index, firm, known, place)

    shown = index.shown(levels)
    values = {}
    for code in index.asked(index.codes):
        if code in shown:
            values[code] = giver.value(index.questions[code], levels[code])
    return values


@dataclass(frozen=True)
class Giver:
    """An enterprise that answers: cards, numbers where it knows them, bands."""

    rng: np.random.Generator
    index: Index
    firm: Firm
    figures: dict[str, int]
    place: float  # within a band, from 0 to 1

    def value(self, question: dict, level: int) -> AnswerValue:
        kind = question["kind"]
        if kind == "count":
            least = question["at_least"][level]
            return AnswerValue(count=least)
        if kind == "ratio" and self.rng.random() < KNOWS_THE_NUMBER:
            return self._share(question, level) or AnswerValue(level=level)
        if kind == "multiple":
            options = _options(self.rng, question, level)
            return AnswerValue(chosen=options)
        return AnswerValue(level=level)

    def _share(self, question: dict, level: int) -> AnswerValue | None:
        """In numbers; None where no round number falls into the band."""
        bands = self.index.bands[question["bands"]]
        cuts = list(map(exact, bands["cuts"]))
        figure = question["denominator"].get("figure")
        if figure:
            whole = self.figures.get(figure, 0)
        else:
            whole = _whole(self.rng, question, self.firm)
        step = MILLION if question["numerator"]["unit"] == "vnd" else 1
        part = _part(level, whole, cuts, step, self.place)
        if part is None:
            return None
        if figure:
            # The whole is kept with the round, for all shares of it.
            return AnswerValue(numerator=part)
        return AnswerValue(numerator=part, denominator=whole)


def _options(rng: np.random.Generator, question: dict, level: int) -> tuple[str, ...]:
    """Options that amount to this level: taken up in any order until they do."""
    none_of_these, options = [], []
    for option in question["options"]:
        fitting = none_of_these if option.get("exclusive") else options
        fitting.append(option["id"])
    if level == 0:
        return tuple(none_of_these)
    for _try in range(100):
        order = rng.permutation(options).tolist()
        for count in range(1, len(order) + 1):
            chosen = order[:count]
            if level_of_options(question, chosen) == level:
                return tuple(chosen)
    raise ValueError(f"No options of {question['code']} amount to level {level}.")


def _whole(rng: np.random.Generator, question: dict, firm: Firm) -> int:
    """All of something, as large as this enterprise would have it."""
    if question["denominator"]["unit"] == "vnd":
        amount = firm.revenue * rng.uniform(0.02, 0.1)
        return _in_millions(amount)
    of_each_employee = rng.uniform(3, 30)
    return 10 + int(firm.employees * of_each_employee)


def _part(
    level: int, whole: int, cuts: list[Fraction], step: int, place: float
) -> int | None:
    """A round number of `whole` in the band of `level`; None where there is none.

    1 of 3, for example, is never 20 %.
    """
    if level == 0:
        return 0
    ends = [*cuts, Fraction(100)]
    start, end = ends[level - 1], ends[level]
    share = float(start) + place * float(end - start)
    near = int(whole * share / 100) // step * step
    # Rounded down it may fall out of the band at its lower end.
    for part in (near, near + step):
        try:
            if level_of_ratio(part, whole, cuts) == level:
                return part
        except ScoringError:  # more than all of it, or of nothing
            continue
    return None
