"""Answers to one index read under another: levels in, ranges out; what is not known stays open."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import starmap

from indexes.crosswalk.model import Crosswalk, Levels
from indexes.crosswalk.spans import Span, spans_of
from indexes.index.model import Index
from scoring.evaluate import Outcome, evaluate


@dataclass(frozen=True)
class Reach:
    """Points from `low` to `high` of `maximum`, and their levels; None where nothing applies."""

    code: str
    low: int
    high: int
    maximum: int
    low_level: int | None
    high_level: int | None


@dataclass(frozen=True)
class Estimate:
    """What answers amount to under `index`.

    asked: the questions that were read, or would have to be answered. Of these `exact` are known,
    `partly` are narrowed down, `missing` are not known at all.
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
        return self._read(is_exact=True)

    @property
    def partly(self) -> list[str]:
        return self._read(is_exact=False)

    @property
    def missing(self) -> list[str]:
        return [code for code in self.asked if code not in self.spans]

    def _read(self, *, is_exact: bool) -> list[str]:
        codes = []
        for code in self.asked:
            span = self.spans.get(code)
            if span is not None and span.is_exact is is_exact:
                codes.append(code)
        return codes

    def given(self) -> dict[str, dict]:
        """What was carried over exactly, as answers are kept.

        A choice of options only where all of them are known.
        """
        answers: dict[str, dict] = {}
        for code in self.exact:
            question, span = self.index.questions[code], self.spans[code]
            if question["kind"] != "multiple":
                answers[code] = {"level": span.low}
            elif chosen := span.chosen or _none_of_them(question, span):
                answers[code] = {"level": span.low, "chosen": list(chosen)}
        return answers

    @property
    def points_known(self) -> Fraction:
        return 1 - Fraction(self.total.high - self.total.low, self.total.maximum)


def _none_of_them(question: dict, span: Span) -> tuple[str, ...]:
    """The option that says "none of these", where nothing was chosen."""
    if span.high:
        return ()
    for option in question["options"]:
        if option.get("exclusive"):
            return (option["id"],)
    return ()


def read_under(
    crosswalk: Crosswalk,
    index: Index,
    answers: Levels,
) -> Estimate:
    """Read levels of the crosswalk's source (from 0, by code) under `index`.

    An index with variants has to be one of them.
    """
    spans = spans_of(crosswalk, index, answers)
    asked = _asked(index, spans)
    lowest, highest = _ends(index, asked, spans)
    low, high = _outcome(index, lowest), _outcome(index, highest)
    pillars = tuple(_pillars(index, low, high))
    return Estimate(
        crosswalk,
        index,
        spans,
        tuple(asked),
        pillars,
        _total(low, high),
    )


def _ends(
    index: Index,
    asked: list[str],
    spans: Mapping[str, Span],
) -> tuple[dict[str, int], dict[str, int]]:
    """Every question that is asked at its lowest and at its highest level."""
    lowest: dict[str, int] = {}
    highest: dict[str, int] = {}
    for question in index.rubric.questions:
        if question.code in asked:
            # What nothing is known of may be at any level.
            span = spans.get(question.code, Span(0, question.top))
            lowest[question.code] = span.low
            highest[question.code] = span.high
    return lowest, highest


def _outcome(index: Index, levels: Mapping[str, int]) -> Outcome:
    """What these levels come to; all questions are taken to apply."""
    counted = dict.fromkeys(index.codes) | levels
    return evaluate(index.rubric, index.vector(counted))


def _pillars(
    index: Index,
    low: Outcome,
    high: Outcome,
) -> list[Reach]:
    columns = zip(
        index.rubric.pillars,
        low.pillar_points,
        high.pillar_points,
        high.pillar_maxima,
        low.pillar_levels,
        high.pillar_levels,
        strict=True,
    )
    return list(starmap(Reach, columns))


def _total(low: Outcome, high: Outcome) -> Reach:
    return Reach(
        "",
        low.total,
        high.total,
        high.maximum,
        low.level,
        high.level,
    )


def _asked(index: Index, spans: Mapping[str, Span]) -> list[str]:
    """Each group, or its criteria where something is known of one of them."""
    # Criteria and their group never count together, so it is one or the other.
    refined = {
        index.questions[code]["grouped_by"]
        for code in spans
        if "grouped_by" in index.questions[code]
    }
    return [code for code in index.codes if _is_asked(index.questions[code], refined)]


def _is_asked(question: dict, refined: set[str]) -> bool:
    """refined: codes of groups."""
    if "grouped_by" in question:
        return question["grouped_by"] in refined
    return question["code"] not in refined
