"""Answers to one index read under another. Pure: levels in, ranges out; what is not known stays open."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from indexes.crosswalk.model import Crosswalk, Levels
from indexes.index.conditions import holds
from indexes.index.model import Index
from indexes.index.questions import exact, sums_of
from scoring.evaluate import Outcome, evaluate


@dataclass(frozen=True)
class Span:
    """The lowest and highest level, counted from 0, that a question can have. chosen: options known to be chosen."""

    low: int
    high: int
    chosen: tuple[str, ...] = ()

    @property
    def is_exact(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True)
class Reach:
    """Points from `low` to `high` of `maximum`, and the levels they give; None where nothing applies."""

    code: str
    low: int
    high: int
    maximum: int
    low_level: int | None
    high_level: int | None


@dataclass(frozen=True)
class Estimate:
    """What answers amount to under `index`. asked: the questions that were read, or would have to be answered.

    Of these `exact` are known, `partly` are narrowed down, `missing` are not known at all.
    points_known: the share of all points that is decided by what is known.
    """

    crosswalk: Crosswalk
    index: Index
    spans: dict[str, Span]
    asked: tuple[str, ...]
    pillars: tuple[Reach, ...]
    total: Reach

    @property
    def exact(self) -> list[str]:
        return [
            code
            for code in self.asked
            if code in self.spans and self.spans[code].is_exact
        ]

    @property
    def partly(self) -> list[str]:
        return [
            code
            for code in self.asked
            if code in self.spans and not self.spans[code].is_exact
        ]

    @property
    def missing(self) -> list[str]:
        return [code for code in self.asked if code not in self.spans]

    def given(self) -> dict[str, dict]:
        """What was carried over exactly, as answers are kept; a choice of options only where all are known."""
        found: dict[str, dict] = {}
        for code in self.exact:
            question, span = self.index.questions[code], self.spans[code]
            if question["kind"] != "multiple":
                found[code] = {"level": span.low}
            elif chosen := span.chosen or _none_of_them(question, span):
                found[code] = {"level": span.low, "chosen": list(chosen)}
        return found

    @property
    def points_known(self) -> Fraction:
        return 1 - Fraction(self.total.high - self.total.low, self.total.maximum)


def _none_of_them(question: dict, span: Span) -> tuple[str, ...]:
    """The option that says "none of these", where nothing was chosen."""
    if span.high:
        return ()
    return tuple(
        option["id"] for option in question["options"] if option.get("exclusive")
    )[:1]


def read_under(crosswalk: Crosswalk, index: Index, answers: Levels) -> Estimate:
    """Read levels of the crosswalk's source (from 0, by code) under `index`, one of a named variant if it has any."""
    spans = {
        code: span
        for code in index.codes
        if (span := _span(crosswalk, index, code, answers))
    }
    asked = _asked(index, spans)
    low, high = (
        evaluate(index.rubric, _vector(index, asked, spans, edge))
        for edge in ("low", "high")
    )
    pillars = tuple(
        Reach(
            code,
            low.pillar_points[place],
            high.pillar_points[place],
            high.pillar_maxima[place],
            low.pillar_levels[place],
            high.pillar_levels[place],
        )
        for place, code in enumerate(index.rubric.pillars)
    )
    return Estimate(crosswalk, index, spans, tuple(asked), pillars, _total(low, high))


def _total(low: Outcome, high: Outcome) -> Reach:
    return Reach("", low.total, high.total, high.maximum, low.level, high.level)


def _asked(index: Index, spans: Mapping[str, Span]) -> list[str]:
    """Groups, or their criteria where something is known of one of the pillar's criteria."""
    refined = {
        index.questions[code]["pillar"]
        for code in spans
        if "grouped_by" in index.questions[code]
    }
    asked = []
    for code in index.codes:
        question = index.questions[code]
        by_criteria = question["pillar"] in refined
        if not ("stands_for" in question and by_criteria) and not (
            "grouped_by" in question and not by_criteria
        ):
            asked.append(code)
    return asked


def _vector(
    index: Index, asked: list[str], spans: Mapping[str, Span], edge: str
) -> list[int]:
    """Every open question at its lowest or its highest; all are taken to apply."""
    tops = {question.code: question.top for question in index.rubric.questions}
    open_at = {code: 0 if edge == "low" else tops[code] for code in asked}
    counted: dict[str, int | None] = dict.fromkeys(index.codes)
    counted |= {
        code: getattr(spans[code], edge) if code in spans else open_at[code]
        for code in asked
    }
    return index.vector(counted)


def _span(
    crosswalk: Crosswalk, index: Index, code: str, answers: Levels
) -> Span | None:
    row = crosswalk.by_target.get(code)
    if row is None:
        return None
    if "options" in row:
        found = _of_options(index.questions[code], row["options"], answers)
    else:
        found = _of_level(row, answers)
        first = index.shown_level(code, 0)
        found = found and Span(found.low - first, found.high - first)
    top = len(index.questions[code]["points"]) - 1
    tells = found and (found.low > 0 or found.high < top)
    return found if tells else None


def _of_level(row: dict, answers: Levels) -> Span | None:
    if "levels" in row:
        level = answers.get(row["from"])
        told = row["levels"].get(level) if level is not None else None
    else:
        told = next(
            (case["level"] for case in row["cases"] if holds(case["when"], answers)),
            None,
        )
    if told is None:
        return None
    return Span(*told) if isinstance(told, list) else Span(told, told)


def _of_options(question: dict, told: list[dict], answers: Levels) -> Span | None:
    """Options known to be chosen, or known not to be; all others may be either."""
    yes = {one["id"] for one in told if "yes" in one and holds(one["yes"], answers)}
    no = {one["id"] for one in told if "no" in one and holds(one["no"], answers)} - yes
    if not yes and not no:
        return None
    sums = sums_of(question)
    worth = {
        option["id"]: exact(option.get("points", 0)) for option in question["options"]
    }
    least = min(sum((worth[one] for one in yes), Fraction(0)), sums[-1])
    most = min(
        sum((points for one, points in worth.items() if one not in no), Fraction(0)),
        sums[-1],
    )
    chosen = tuple(
        option["id"] for option in question["options"] if option["id"] in yes
    )
    return Span(sums.index(least), sums.index(most), chosen)
