"""docs/scoring.md says what the engine does: its tables are read and worked out again."""

import re
from fractions import Fraction
from itertools import chain
from pathlib import Path

import pytest

from scoring.distance import distance_to_next
from scoring.evaluate import evaluate
from scoring.grade import ATTACHED, CHECKED, DECLARED, grade_of
from scoring.matching import needs
from scoring.path import cheapest_path
from scoring.percent import percent_of, rounded, rounded_points
from scoring.rubric import Rubric
from scoring.rules import Band, Question
from tests.scoring.rubrics import rubric_2021

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "scoring.md").read_text(encoding="utf-8")
RUBRIC = rubric_2021()


def table(first_header: str, second_header: str) -> list[list[str]]:
    """The rows of the one table whose header starts with these two cells."""
    found = re.search(
        rf"^\| {first_header} +\| {re.escape(second_header)}.*\n\|[-|]+\|\n((?:\|.*\n)+)",
        TEXT,
        re.MULTILINE,
    )
    assert found, f"no table {first_header} | {second_header}"
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in found[1].splitlines()
    ]


EXAMPLE = table("pillar", "levels")
LEVELS = [int(level) for row in EXAMPLE[:-1] for level in row[1].split()]
OUTCOME = evaluate(RUBRIC, LEVELS)


def test_the_worked_example_has_the_points_percent_and_levels_it_states():
    for pillar, row in enumerate(EXAMPLE[:-1]):
        points, maximum = OUTCOME.pillar_points[pillar], OUTCOME.pillar_maxima[pillar]
        share = rounded(percent_of(points, maximum))
        assert row[0] == RUBRIC.pillars[pillar]
        assert row[2:] == [
            str(points),
            str(maximum),
            str(share),
            str(OUTCOME.pillar_levels[pillar]),
        ]
    total = EXAMPLE[-1]
    assert total[2:] == [
        str(OUTCOME.total),
        str(OUTCOME.maximum),
        str(rounded(OUTCOME.percent)),
        str(OUTCOME.level),
    ]


def test_the_worked_example_has_the_distance_it_states():
    distance = distance_to_next(RUBRIC, OUTCOME)
    nearest = ", ".join(
        f"{RUBRIC.pillars[gap.pillar]} ({gap.points})"
        for gap in distance.nearest_pillars
    )
    stated = [
        distance.target,
        distance.points_needed,
        distance.pillars_needed,
        distance.pillar_level,
        nearest,
    ]
    assert table("target", "points needed") == [[str(cell) for cell in stated]]


def test_the_worked_example_has_the_needs_it_states():
    found = needs(RUBRIC, LEVELS, OUTCOME, distance_to_next(RUBRIC, OUTCOME))
    at_one = {
        question.pillar: round(float(found[place]), 6)
        for place, question in enumerate(RUBRIC.questions)
        if LEVELS[place] == 1
    }
    assert at_one[3] == pytest.approx(2.4)
    assert at_one[5] == pytest.approx(2.16)
    assert "= 2.4," in TEXT
    assert "= 2.16." in TEXT


def test_the_worked_example_is_proved_as_far_as_it_states():
    *rows, total = table("pillar", "files")
    points, proofs = [], []
    for pillar, row in enumerate(rows):
        places = [
            place for place, one in enumerate(RUBRIC.questions) if one.pillar == pillar
        ]
        files, accepted = int(row[1]), int(row[2])
        points.append([OUTCOME.points[place] for place in places])
        proofs.append(
            [CHECKED] * accepted
            + [ATTACHED] * (files - accepted)
            + [DECLARED] * (len(places) - files)
        )
        assert row[3:] == _told(points[-1], proofs[-1])
    assert total[1:3] == [
        str(sum(int(row[column]) for row in rows)) for column in (1, 2)
    ]
    assert total[3:] == _told(
        [*chain.from_iterable(points)], [*chain.from_iterable(proofs)]
    )


def _told(points: list[int], proofs: list[int]) -> list[str]:
    grade = grade_of(points, proofs)
    shares = [str(rounded(share * 100)) for share in (grade.attached, grade.checked)]
    return [str(sum(points)), *shares, grade.name]


def test_the_maxima_and_the_fewest_points_of_each_level_are_the_engines():
    maxima = table("pillar", "questions")
    assert [int(row[2]) for row in maxima] == [*RUBRIC.pillar_maxima, RUBRIC.maximum]
    assert (
        sum(int(row[1]) for row in maxima[:-1])
        == int(maxima[-1][1])
        == len(RUBRIC.questions)
    )
    rows = table("level", "share of the maximum")
    assert [[int(cell) for cell in row[2:]] for row in rows[1:]] == [
        list(least) for least in zip(*RUBRIC.pillar_least, strict=True)
    ]


def test_the_gates_are_the_engines():
    rows = table("level", "total strictly above")
    stated = [tuple(int(cell) for cell in row) for row in rows[:-1]]
    assert stated == [
        (gate.level, gate.total_above, gate.pillars_at_least, gate.pillar_level)
        for gate in RUBRIC.gates
    ]


def tools_rubric() -> Rubric:
    """Ten core questions of four points; twenty tools worth 1, one worth 1/2, one worth 1/3."""
    worth = [6] * 20 + [3, 2]
    core = [Question(f"c{number}", 0, (0, 6, 12, 18, 24)) for number in range(10)]
    tools = [
        Question(f"t{number}", 1, (0, units)) for number, units in enumerate(worth)
    ]
    stated = re.search(r"With the bands 1, ((?:from\s+\d+ %: \d,? ?\s*)+)", TEXT)[1]
    cuts = re.findall(r"from\s+(\d+) %: (\d)", stated)
    bands = (
        Band(1),
        *(Band(int(level), at_least=Fraction(int(cut), 100)) for cut, level in cuts),
    )
    return Rubric(
        "tools",
        1,
        (*core, *tools),
        ("core", "industry"),
        bands,
        (),
        1,
        6,
        "refused",
        (240, 360),
        bands,
    )


def test_the_weighted_total_is_the_one_it_states():
    rubric = tools_rubric()
    outcome = evaluate(
        rubric, [2, 2, 2, 2, 2, 2, 2, 2, 2, 0] + [1] * 7 + [0] * 13 + [1, 1]
    )
    *rows, total = table("part", "weight")
    for pillar, row in enumerate(rows):
        points, of = outcome.pillar_points[pillar], outcome.pillar_maxima[pillar]
        counts = (
            rounded(10 * Fraction(rubric.weights[pillar] * points, of * rubric.unit))
            / 10
        )
        told = rounded_points(points, rubric.unit), rounded_points(of, rubric.unit)
        assert row[:4] == [
            rubric.pillars[pillar],
            str(rubric.weights[pillar] // rubric.unit),
            *map(str, told),
        ]
        assert float(row[4]) == float(counts)
    assert total[1] == str(rounded_points(outcome.maximum, rubric.total_unit))
    assert total[4] == str(rounded_points(outcome.total, rubric.total_unit)) == "40.56"
    assert outcome.level == 3
    short = distance_to_next(rubric, outcome).points_needed
    assert str(rounded_points(short, rubric.total_unit)) == "29.44"
    assert "29.44 points short" in TEXT


def test_the_worked_example_has_the_cheapest_path_it_states():
    path = cheapest_path(RUBRIC, LEVELS, 3, [[1, 2, 3, 4, 5]] * 60)
    stated = [
        [
            RUBRIC.questions[step.question].code,
            step.from_level,
            step.to_level,
            step.cost,
        ]
        for step in path.steps
    ]
    assert table("question", "from") == [[str(cell) for cell in row] for row in stated]
    assert f"costs {path.cost}:" in TEXT
    assert path.outcome.pillar_points[3] - OUTCOME.pillar_points[3] == 7
    assert path.outcome.pillar_points[1] - OUTCOME.pillar_points[1] == 10


def test_every_error_code_is_named():
    sources = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "scoring").rglob("*.py")
    )
    codes = set(
        re.findall(r'(?:Error|_check_rising)\(\s*(?:\w+, )?"([a-z_]+)"', sources)
    )
    assert len(codes) > 30
    assert sorted(code for code in codes if f"`{code}`" not in TEXT) == []
