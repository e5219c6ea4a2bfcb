"""Many rows of answers to an index, scored in the three ways there are."""

import csv
import io
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
from django.core.management import call_command

from indexes.index.model import Index
from scoring.evaluate import Outcome, evaluate
from scoring.matrix import evaluate_matrix
from scoring.rubric import Rubric
from scoring.rules import NOT_APPLICABLE
from scoring.total import exact_total
from tests.builders import INDEXES, index_document


def index_named(name: str, variant: str = "") -> Index:
    return Index(index_document(name), variant)


def drawn_rows(index: Index, count: int, seed: int = 10) -> list[list[int]]:
    """Levels of this many enterprises; what may not apply sometimes does not."""
    rng = np.random.default_rng(seed)
    columns = []
    for question in index.rubric.questions:
        # A few firms stand nearly at the top, else no sum would ever come near it.
        levels = rng.integers(0, question.top + 1, count)
        levels[: count // 5] = np.maximum(levels[: count // 5], question.top - 1)
        if question.may_be_not_applicable:
            levels[rng.random(count) < 0.2] = NOT_APPLICABLE
        columns.append(levels)
    return np.stack(columns, axis=1).tolist()


def by_code(index: Index, row: list[int]) -> dict[str, int]:
    """The levels that count, by question; what does not apply is left out."""
    levels = zip(index.codes, row, strict=True)
    return {code: level for code, level in levels if level != NOT_APPLICABLE}


@dataclass(frozen=True)
class Scored:
    """What all of our ways agree on."""

    total: Fraction
    level: int | None
    pillars: dict[str, Fraction]
    pillar_levels: dict[str, int | None]


def scored(index: Index, rows: list[list[int]]) -> list[Scored]:
    """One by one; the whole matrix has to say the same."""
    rubric = index.rubric
    outcomes = [evaluate(rubric, row) for row in rows]
    matrix = evaluate_matrix(rubric, np.array(rows, rubric.level_dtype).T)
    assert matrix.total.tolist() == [outcome.total for outcome in outcomes]
    assert matrix.level.tolist() == [outcome.level for outcome in outcomes]
    for place, _code in enumerate(rubric.pillars):
        own = [_or_none(outcome.pillar_levels[place]) for outcome in outcomes]
        assert matrix.pillar_levels[place].tolist() == own
    return [_scored(index, outcome) for outcome in outcomes]


def _or_none(level: int | None) -> int:
    return -1 if level is None else level


def _scored(index: Index, outcome: Outcome) -> Scored:
    unit, codes = index.rubric.unit, index.rubric.pillars
    points = [Fraction(points, unit) for points in outcome.pillar_points]
    total = exact_total(index.rubric, outcome.pillar_points, outcome.pillar_maxima)
    total /= unit
    whole = Fraction(outcome.maximum, index.rubric.total_unit)
    assert outcome.percent == 100 * total / whole
    assert outcome.total == kept(index.rubric, total)
    return Scored(
        total=total,
        level=outcome.level,
        pillars=dict(zip(codes, points, strict=True)),
        pillar_levels=dict(zip(codes, outcome.pillar_levels, strict=True)),
    )


def kept(rubric: Rubric, total: Fraction) -> int:
    """The whole number that a result keeps of these points.

    Of a weighted total an even one is the total itself, an odd one stands for what lies
    strictly between its neighbours: no cut falls there.
    """
    units = total * rubric.total_unit
    if rubric.weights is None:
        assert units.denominator == 1
        return int(units)
    halves = units / 2
    below = halves.numerator // halves.denominator
    return 2 * below + (halves.denominator > 1)


def scored_as_csv(index: Index, rows: list[list[int]], tmp_path: Path) -> list[dict]:
    """What `manage.py score` writes of these rows."""
    answers, out = tmp_path / "answers.csv", tmp_path / "scores.csv"
    with answers.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["enterprise", *index.codes])
        for number, row in enumerate(rows):
            writer.writerow([f"Firm {number}", *_cells(index, row)])
    variant = {"variant": index.variant} if index.variant else {}
    file = INDEXES / f"{index.id}.yaml"
    call_command("score", str(file), answers, out=out, stderr=io.StringIO(), **variant)
    return list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))


def _cells(index: Index, row: list[int]) -> list[str]:
    cells = []
    for code, level in zip(index.codes, row, strict=True):
        is_out = level == NOT_APPLICABLE
        cells.append("na" if is_out else index.written_level(code, level))
    return cells
