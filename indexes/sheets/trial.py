"""Trying a set of answers on an index: points, levels and which rule decided.

Pure; nothing is kept.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext_noop as _

from indexes.documents.message import Message, message
from indexes.index.model import Index
from indexes.index.needs import code_of
from indexes.sheets.head import FIRST
from indexes.sheets.reader import NOT_APPLICABLE_CELL, AnswerSheet
from scoring.evaluate import Outcome, evaluate, pillars_short
from scoring.needs import unmet
from scoring.percent import (
    Bounds,
    percent_of,
    rounded,
    rounded_points,
)
from scoring.rules import (
    NOT_ANSWERED,
    NOT_APPLICABLE,
    Rule,
    least_total,
    pillars_required,
)
from tables.errors import TableError
from tables.records import records_in

Levels = Mapping[str, int | None]


@dataclass(frozen=True)
class Share:
    """Points of a pillar or in total.

    percent: None where nothing applies; level: None while a question is open.
    """

    name: dict[str, str]
    points: Decimal
    maximum: Decimal
    percent: Decimal | None
    level: int | None


@dataclass(frozen=True)
class Bar:
    """A gate or band of the overall level: what it asks for, what is there, if it decided.

    points: None where it asks nothing of the total. lacking: codes of what it names and
    is not high enough.
    """

    level: int
    points: Decimal | None
    pillars: int
    pillar_level: int
    pillars_there: int
    has_points: bool
    has_pillars: bool
    decided: bool
    lacking: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        return self.has_points and self.has_pillars and not self.lacking


@dataclass(frozen=True)
class Trial:
    pillars: tuple[Share, ...]
    total: Share
    bars: tuple[Bar, ...]  # highest first
    by_default: bool  # no bar held: the level is the lowest one
    missing: tuple[str, ...]
    points: dict[str, Decimal]  # of each question that counts


def tried(index: Index, levels: Levels) -> Trial:
    """What these levels (from 0, by code; NOT_APPLICABLE where one does not apply) come to.

    Raises ScoringError where a level does not exist or a question must apply.
    """
    counted = index.counted(levels)
    outcome = evaluate(index.rubric, index.vector(counted))
    bars = tuple(_bars(index, outcome)) if outcome.level is not None else ()
    scales = _scales(index, outcome)
    return Trial(
        pillars=tuple(_pillars(index, outcome, scales)),
        total=_total(index, outcome),
        bars=bars,
        by_default=bool(bars) and not any(bar.decided for bar in bars),
        missing=tuple(index.missing(counted)),
        points=_points_of_questions(index, outcome, scales),
    )


def _scales(index: Index, outcome: Outcome) -> list[Fraction]:
    """By pillar, the points of the total that one unit is: pillars may weigh."""
    scales = []
    for pillar, maximum in enumerate(outcome.pillar_maxima):
        scales.append(index.scale(pillar, maximum, index.rubric.unit))
    return scales


def _pillars(
    index: Index,
    outcome: Outcome,
    scales: list[Fraction],
) -> Iterator[Share]:
    columns = zip(
        index.pillars,
        outcome.pillar_points,
        outcome.pillar_maxima,
        scales,
        outcome.pillar_levels,
        strict=True,
    )
    for place, (pillar, points, maximum, scale, level) in enumerate(columns):
        yield _share(
            pillar["name"],
            points,
            maximum,
            scale,
            level,
            index.rubric.bounds_of(place),
        )


def _total(index: Index, outcome: Outcome) -> Share:
    scale = Fraction(1, index.rubric.total_unit)
    return _share(
        {},
        outcome.total,
        outcome.maximum,
        scale,
        outcome.level,
        index.rubric.total_bounds,
    )


def _points_of_questions(
    index: Index,
    outcome: Outcome,
    scales: list[Fraction],
) -> dict[str, Decimal]:
    points = {}
    for question, units in zip(index.rubric.questions, outcome.points, strict=True):
        if units is not None:
            points[question.code] = _points(units, scales[question.pillar])
    return points


def _share(
    name: dict[str, str],
    points: int,
    maximum: int,
    scale: Fraction,
    level: int | None,
    bounds: Bounds,
) -> Share:
    percent = rounded(percent_of(points, maximum), bounds) if maximum else None
    return Share(
        name,
        rounded_points(points * scale, 1, maximum * scale, bounds),
        _points(maximum, scale),
        percent,
        level,
    )


def _points(units: int, scale: Fraction) -> Decimal:
    """scale: points of the total that one unit is."""
    return rounded_points(units * scale)


def _bars(index: Index, outcome: Outcome) -> Iterator[Bar]:
    is_decided = False
    for rule in index.rubric.rules:
        bar = _bar(index, outcome, rule, is_decided=is_decided)
        is_decided = is_decided or bar.decided
        yield bar


def _bar(
    index: Index,
    outcome: Outcome,
    rule: Rule,
    *,
    is_decided: bool,
) -> Bar:
    """is_decided: a higher bar holds already."""
    rubric = index.rubric
    levels = [level for level in outcome.pillar_levels if level is not None]
    least = least_total(rule, outcome.maximum)
    has_points = least is None or outcome.total >= least
    has_pillars = pillars_short(rubric, rule, outcome.pillar_levels) <= 0
    lacking = unmet(rule.needs, outcome.standing)
    return Bar(
        level=rule.level,
        points=None if least is None else rounded_points(least, rubric.total_unit),
        pillars=pillars_required(
            rule,
            len(rubric.pillars),
            len(levels),
        ),
        pillar_level=rule.pillar_level,
        pillars_there=sum(level >= rule.pillar_level for level in levels),
        has_points=has_points,
        has_pillars=has_pillars,
        decided=has_points and has_pillars and not lacking and not is_decided,
        lacking=tuple(code_of(rubric, need) for need in lacking),
    )


def read_line(index: Index, text: str) -> tuple[dict[str, int | None], list[Message]]:
    """Levels from a pasted CSV line, and everything wrong with it.

    There may be a header, and a name before the levels.
    """
    if not text.strip():
        return {}, []
    try:
        lines = [line for line in records_in(text) if line.strip()]
    except TableError:
        return {}, [message(_("This is no line of a table."))]
    has_header = lines[0].split(",")[0].strip().strip('"') == FIRST
    if not has_header:
        cells, questions = lines[0].count(",") + 1, len(index.codes)
        if cells not in (questions, questions + 1):
            uneven = _(
                "%(cells)s levels were pasted, but there are %(questions)s questions"
            )
            return {}, [
                message(
                    uneven,
                    cells=cells,
                    questions=questions,
                )
            ]
        row = lines[0] if cells > questions else f"-,{lines[0]}"
        # As if it were a file: there is one reader of answers, and one way to be wrong.
        lines = [",".join([FIRST, *index.codes]), row]
    return _read_rows(index, lines[:2], row=int(has_header))


def _read_rows(
    index: Index,
    lines: list[str],
    *,
    row: int,
) -> tuple[dict[str, int | None], list[Message]]:
    """row: the number of the first line, as who pasted them counts; a header of ours is none."""
    problems: list[Message] = []
    sheet = AnswerSheet(
        index,
        lines,
        problems.append,
    )
    # The pasted line counts as the first, unless a header of its own stands above.
    sheet.row = row
    block = next(sheet.blocks(), None)
    if block is None or problems:
        return {}, problems
    _names, rows = block
    levels = map(_level, rows[0].tolist())
    return dict(zip(index.codes, levels, strict=True)), []


def _level(code: int) -> int | None:
    return None if code == NOT_ANSWERED else code


def read_level(index: Index, code: str, text: str) -> int | None:
    """A level as the form sends it: the number the index shows, "na", or nothing.

    Raises ValueError for anything else.
    """
    if not text:
        return None
    question = index.questions[code]
    if text == NOT_APPLICABLE_CELL and question.get("not_applicable"):
        return NOT_APPLICABLE
    level = int(text) - index.shown_level(code, 0)
    if not 0 <= level < len(question["points"]):
        raise ValueError(text)
    return level
