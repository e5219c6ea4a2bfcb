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
from tests.scoring.rubrics import FIVE_LEVELS, rubric_2021

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "scoring.md").read_text(encoding="utf-8")
RUBRIC = rubric_2021()


def table(first_header: str, second_header: str) -> list[list[str]]:
    """The rows of the one table whose header starts with these two cells."""
    header = rf"^\| {first_header} +\| {re.escape(second_header)}.*\n"
    rows = re.search(rf"{header}\|[-|]+\|\n((?:\|.*\n)+)", TEXT, re.MULTILINE)
    assert rows, f"no table {first_header} | {second_header}"
    return [split(line) for line in rows[1].splitlines()]


def split(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def in_words(*cells: object) -> list[str]:
    """As they stand in a table."""
    return [str(cell) for cell in cells]


*EXAMPLE, EXAMPLE_TOTAL = table("pillar", "levels")
LEVELS = [int(level) for row in EXAMPLE for level in row[1].split()]
OUTCOME = evaluate(RUBRIC, LEVELS)


def test_the_worked_example_has_the_points_percent_and_levels_it_states():
    for pillar, row in enumerate(EXAMPLE):
        points = OUTCOME.pillar_points[pillar]
        maximum = OUTCOME.pillar_maxima[pillar]
        share = rounded(percent_of(points, maximum))
        level = OUTCOME.pillar_levels[pillar]
        assert row[0] == RUBRIC.pillars[pillar]
        assert row[2:] == in_words(points, maximum, share, level)


def test_the_worked_example_has_the_total_it_states():
    share = rounded(OUTCOME.percent)
    stated = in_words(OUTCOME.total, OUTCOME.maximum, share, OUTCOME.level)
    assert EXAMPLE_TOTAL[2:] == stated


def test_the_worked_example_has_the_distance_it_states():
    distance = distance_to_next(RUBRIC, OUTCOME)
    nearest = []
    for gap in distance.nearest_pillars:
        nearest.append(f"{RUBRIC.pillars[gap.pillar]} ({gap.points})")

    stated = in_words(
        distance.target,
        distance.points_needed,
        distance.pillars_needed,
        distance.pillar_level,
        ", ".join(nearest),
    )
    assert table("target", "points needed") == [stated]


@pytest.mark.parametrize(
    ("pillar", "need", "words"),
    [(3, 2.4, "= 2.4,"), (5, 2.16, "= 2.16.")],
)
def test_the_worked_example_has_the_needs_it_states(pillar, need, words):
    """Of a question of the pillar at level 1."""
    all_needs = needs(RUBRIC, LEVELS, OUTCOME, distance_to_next(RUBRIC, OUTCOME))
    at_one = []
    for position, question in enumerate(RUBRIC.questions):
        if question.pillar == pillar and LEVELS[position] == 1:
            at_one.append(all_needs[position])

    assert at_one
    assert at_one == pytest.approx([need] * len(at_one))
    assert words in TEXT


def test_the_worked_example_is_proved_as_far_as_it_states():
    *rows, total = table("pillar", "files")
    points, proofs = [], []
    for pillar, row in enumerate(rows):
        points.append(points_of(pillar))
        proofs.append(proofs_of(int(row[1]), int(row[2]), len(points[-1])))
        assert row[3:] == grade_words(points[-1], proofs[-1])

    files = [sum(int(row[column]) for row in rows) for column in (1, 2)]
    assert total[1:3] == in_words(*files)
    everything = [*chain.from_iterable(points)], [*chain.from_iterable(proofs)]
    assert total[3:] == grade_words(*everything)


def points_of(pillar: int) -> list[int]:
    points = zip(RUBRIC.questions, OUTCOME.points, strict=True)
    return [earned for question, earned in points if question.pillar == pillar]


def proofs_of(files: int, accepted: int, answers: int) -> list[int]:
    """Files beside the first so many answers, the first of these accepted."""
    attached = [ATTACHED] * (files - accepted)
    return [CHECKED] * accepted + attached + [DECLARED] * (answers - files)


def grade_words(points: list[int], proofs: list[int]) -> list[str]:
    grade = grade_of(points, proofs)
    attached, checked = rounded(grade.attached * 100), rounded(grade.checked * 100)
    return in_words(sum(points), attached, checked, grade.name)


def test_the_maxima_are_the_engines():
    *rows, total = table("pillar", "questions")
    assert [int(row[2]) for row in rows] == list(RUBRIC.pillar_maxima)
    assert int(total[2]) == RUBRIC.maximum
    assert sum(int(row[1]) for row in rows) == int(total[1]) == len(RUBRIC.questions)


def test_the_fewest_points_of_each_level_are_the_engines():
    _, *rows = table("level", "share of the maximum")
    for row, least in zip(rows, zip(*RUBRIC.pillar_least, strict=True), strict=True):
        assert row[2:] == in_words(*least)


def test_the_gates_are_the_engines():
    *rows, _ = table("level", "total strictly above")
    for gate, row in zip(RUBRIC.gates, rows, strict=True):
        assert row == in_words(
            gate.level,
            gate.total_above,
            gate.pillars_at_least,
            gate.pillar_level,
        )


def tools_rubric() -> Rubric:
    """Ten core questions of four points; twenty tools worth 1, one worth 1/2, one 1/3."""
    stated = re.search(r"With the bands 1, ((?:from\s+\d+ %: \d,? ?\s*)+)", TEXT)[1]
    bands = [Band(1)]
    for cut, level in re.findall(r"from\s+(\d+) %: (\d)", stated):
        bands.append(Band(int(level), at_least=Fraction(int(cut), 100)))

    four_points = tuple(6 * level for level in FIVE_LEVELS)
    core = [Question(f"c{number}", 0, four_points) for number in range(10)]
    worth = [6] * 20 + [3, 2]
    tools = [Question(f"t{n}", 1, (0, units)) for n, units in enumerate(worth)]
    return Rubric(
        id="tools",
        version=1,
        questions=(*core, *tools),
        pillars=("core", "industry"),
        bands=tuple(bands),
        gates=(),
        otherwise=1,
        unit=6,
        weights=(240, 360),
        total_bands=tuple(bands),
    )


TOOLS = tools_rubric()
TOOLS_OUTCOME = evaluate(TOOLS, [2] * 9 + [0] + [1] * 7 + [0] * 13 + [1, 1])


def test_the_weighted_parts_are_the_ones_it_states():
    *rows, _ = table("part", "weight")
    assert len(rows) == len(TOOLS.pillars)
    for pillar, row in enumerate(rows):
        weight = TOOLS.weights[pillar]
        points = TOOLS_OUTCOME.pillar_points[pillar]
        maximum = TOOLS_OUTCOME.pillar_maxima[pillar]
        assert row[:4] == in_words(
            TOOLS.pillars[pillar],
            weight // TOOLS.unit,
            rounded_points(points, TOOLS.unit),
            rounded_points(maximum, TOOLS.unit),
        )
        counts = rounded_points(weight * points, maximum * TOOLS.unit)
        assert row[4] == str(counts)


def test_the_weighted_total_is_the_one_it_states():
    *_, total = table("part", "weight")
    unit = TOOLS.total_unit
    assert total[1] == str(rounded_points(TOOLS_OUTCOME.maximum, unit))
    assert total[4] == str(rounded_points(TOOLS_OUTCOME.total, unit)) == "40.56"
    assert TOOLS_OUTCOME.level == 3


def test_the_weighted_total_is_as_short_of_the_next_level_as_it_states():
    short = distance_to_next(TOOLS, TOOLS_OUTCOME).points_needed
    assert str(rounded_points(short, TOOLS.total_unit)) == "29.44"
    assert "29.44 points short" in TEXT


def test_the_worked_example_has_the_cheapest_path_it_states():
    path = cheapest_path(RUBRIC, LEVELS, 3, [[1, 2, 3, 4, 5]] * 60)
    for step, row in zip(path.steps, table("question", "from"), strict=True):
        code = RUBRIC.questions[step.question].code
        assert row == in_words(code, step.from_level, step.to_level, step.cost)
    assert f"costs {path.cost}:" in TEXT
    assert path.outcome.pillar_points[3] - OUTCOME.pillar_points[3] == 7
    assert path.outcome.pillar_points[1] - OUTCOME.pillar_points[1] == 10


def test_every_error_code_is_named():
    sources = (ROOT / "scoring").rglob("*.py")
    code = re.compile(r'(?:Error|_check_rising)\(\s*(?:\w+, )?"([a-z_]+)"')
    codes = set()
    for path in sources:
        codes.update(code.findall(path.read_text(encoding="utf-8")))
    assert len(codes) > 30
    assert [code for code in sorted(codes) if f"`{code}`" not in TEXT] == []
