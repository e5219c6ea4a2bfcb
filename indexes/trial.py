"""Trying a set of answers on an index: points, levels and which rule decided. Pure; nothing is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext_noop as _

from indexes.batch import FIRST, NOT_APPLICABLE_CELL, AnswerSheet
from indexes.documents.message import Message, message
from indexes.index.model import Index
from scoring.evaluate import Outcome, evaluate, pillars_short
from scoring.percent import percent_of, rounded, rounded_points
from scoring.rules import (
    NOT_ANSWERED,
    NOT_APPLICABLE,
    Rule,
    least_total,
    pillars_required,
)

Levels = Mapping[str, int | None]


@dataclass(frozen=True)
class Share:
    """Points of a pillar or in total; percent None where nothing applies, level None while a question is open."""

    name: dict[str, str]
    points: Decimal
    maximum: Decimal
    percent: Decimal | None
    level: int | None


@dataclass(frozen=True)
class Bar:
    """A gate or band of the overall level: what it asks for, what is there, and whether it decided."""

    level: int
    points: Decimal
    pillars: int
    pillar_level: int
    pillars_there: int
    has_points: bool
    has_pillars: bool
    decided: bool


@dataclass(frozen=True)
class Trial:
    pillars: tuple[Share, ...]
    total: Share
    bars: tuple[Bar, ...]  # highest first
    by_default: bool  # no bar held: the level is the lowest one
    missing: tuple[str, ...]
    points: dict[str, Decimal]  # of each question that counts


def tried(index: Index, levels: Levels) -> Trial:
    """What these levels (from 0, by code; NOT_APPLICABLE where it does not apply) come to.

    Raises ScoringError where a level does not exist or a question must apply.
    """
    counted = index.counted(levels)
    outcome = evaluate(index.rubric, index.vector(counted))
    bars = _bars(index, outcome) if outcome.level is not None else ()
    columns = zip(
        index.pillars,
        outcome.pillar_points,
        outcome.pillar_maxima,
        outcome.pillar_levels,
        strict=True,
    )
    # Points as they count in the total, as the owner's pages tell them: pillars may weigh.
    scales = [
        index.scale(pillar, most) / index.rubric.unit
        for pillar, most in enumerate(outcome.pillar_maxima)
    ]
    earned = zip(index.rubric.questions, outcome.points, strict=True)
    return Trial(
        pillars=tuple(
            _share(part["name"], own, most, scale, level)
            for (part, own, most, level), scale in zip(columns, scales, strict=True)
        ),
        total=_share(
            {},
            outcome.total,
            outcome.maximum,
            Fraction(1, index.rubric.total_unit),
            outcome.level,
        ),
        bars=bars,
        by_default=bool(bars) and not any(bar.decided for bar in bars),
        missing=tuple(index.missing(counted)),
        points={
            asked.code: _points(own, scales[asked.pillar])
            for asked, own in earned
            if own is not None
        },
    )


def _share(
    name: dict[str, str], points: int, maximum: int, scale: Fraction, level: int | None
) -> Share:
    percent = rounded(percent_of(points, maximum)) if maximum else None
    return Share(name, _points(points, scale), _points(maximum, scale), percent, level)


def _points(units: int, scale: Fraction) -> Decimal:
    """scale: points of the total that one unit is."""
    return rounded_points(*(units * scale).as_integer_ratio())


def _bars(index: Index, outcome: Outcome) -> tuple[Bar, ...]:
    bars: list[Bar] = []
    for rule in index.rubric.rules:
        bars.append(
            _bar(index, outcome, rule, decided=any(bar.decided for bar in bars))
        )
    return tuple(bars)


def _bar(index: Index, outcome: Outcome, rule: Rule, *, decided: bool) -> Bar:
    rubric, levels = (
        index.rubric,
        [level for level in outcome.pillar_levels if level is not None],
    )
    least = least_total(rule, outcome.maximum)
    has_points = outcome.total >= least
    has_pillars = pillars_short(rubric, rule, outcome.pillar_levels) <= 0
    return Bar(
        level=rule.level,
        points=rounded_points(least, rubric.total_unit),
        pillars=pillars_required(rule, len(rubric.pillars), len(levels)),
        pillar_level=rule.pillar_level,
        pillars_there=sum(level >= rule.pillar_level for level in levels),
        has_points=has_points,
        has_pillars=has_pillars,
        decided=has_points and has_pillars and not decided,
    )


def read_line(index: Index, text: str) -> tuple[dict[str, int | None], list[Message]]:
    """Levels from a pasted CSV line, with or without a header and a name before it; and everything wrong with it."""
    lines = [line for line in text.splitlines() if line.strip()]
    problems: list[Message] = []
    if not lines:
        return {}, problems
    has_header = lines[0].split(",")[0].strip().strip('"') == FIRST
    if not has_header:
        cells = len(lines[0].split(","))
        if cells not in (len(index.codes), len(index.codes) + 1):
            told = _(
                "%(cells)s levels were pasted, but there are %(questions)s questions"
            )
            return {}, [message(told, cells=cells, questions=len(index.codes))]
        lines = [
            ",".join([FIRST, *index.codes]),
            lines[0] if cells > len(index.codes) else f"-,{lines[0]}",
        ]
    sheet = AnswerSheet(index, [f"{line}\n" for line in lines[:2]], problems.append)
    sheet.row = int(has_header)  # the line is told as the reader counts
    block = next(sheet.blocks(), None)
    if block is None or problems:
        return {}, problems
    _names, rows = block
    return dict(
        zip(index.codes, (_kept(level) for level in rows[0].tolist()), strict=True)
    ), problems


def _kept(level: int) -> int | None:
    return None if level == NOT_ANSWERED else level


def read_level(index: Index, code: str, text: str) -> int | None:
    """A level as the form sends it: the number the index shows, "na", or nothing. ValueError for anything else."""
    if not text:
        return None
    question = index.questions[code]
    if text == NOT_APPLICABLE_CELL and question.get("not_applicable"):
        return NOT_APPLICABLE
    level = int(text) - index.shown_level(code, 0)
    if not 0 <= level < len(question["points"]):
        raise ValueError(text)
    return level
