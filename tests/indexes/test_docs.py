"""The worked examples of docs/scoring.md for the indexes beyond 2021 come out as they are told.

The file in docs/index-format.md is a whole one.
"""

import csv
import re
from fractions import Fraction
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from indexes.documents.check import check_file
from indexes.index.model import Index
from scoring.distance import distance_to_next
from scoring.evaluate import evaluate
from scoring.percent import rounded, rounded_points
from tests.builders import index_document

TEXT = Path("docs/scoring.md").read_text(encoding="utf-8")
REAL = Path("fixtures/indexes")


def part(title: str) -> str:
    return (
        TEXT.partition(f"### {title}\n")[2].partition("\n### ")[0].partition("\n## ")[0]
    )


def stated(title: str) -> dict[str, int]:
    return {
        code: int(level)
        for code, level in re.findall(r"([\d.]+(?:-\d+)?)=(\d+)", part(title))
    }


def rows(title: str) -> list[list[str]]:
    lines = [line for line in part(title).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def index(name: str, variant: str = "") -> Index:
    return Index(index_document(name), variant)


def shown(points: Fraction) -> str:
    told = str(rounded_points(points.numerator, points.denominator))
    return told.rstrip("0").rstrip(".") if "." in told else told


@pytest.mark.parametrize(
    ("title", "name", "variant", "rest"),
    [
        ("dbi-2025-sme, retail", "dbi-2025-sme", "retail", "tools"),
        ("dbi-2025-large", "dbi-2025-large", "", "groups"),
        ("dma", "dma", "", ""),
    ],
)
def test_a_worked_example_comes_out_as_told(title, name, variant, rest):
    found = index(name, variant)
    levels = {
        code: level - found.shown_level(code, 0)
        for code, level in stated(title).items()
    }
    if rest == "tools":
        levels = {code: 0 for codes in found.tools.values() for code in codes} | levels
    if rest == "groups":
        levels = dict.fromkeys(found.groups, 1) | levels
    assert found.missing(found.counted(levels)) == []
    outcome, rubric = (
        evaluate(found.rubric, found.vector(found.counted(levels))),
        found.rubric,
    )
    expected = []
    for place, pillar in enumerate(found.pillars):
        points, maximum = (
            Fraction(units[place])
            for units in (outcome.pillar_points, outcome.pillar_maxima)
        )
        weight = Fraction(rubric.weights[place], rubric.unit)
        numbers = [points / rubric.unit, maximum / rubric.unit]
        expected.append(
            [
                pillar["code"],
                *map(shown, numbers),
                str(rounded(100 * points / maximum)),
                shown(weight),
                shown(weight * points / maximum),
                str(outcome.pillar_levels[place]),
            ]
        )
    total, maximum = (
        shown(Fraction(units, rubric.total_unit))
        for units in (outcome.total, outcome.maximum)
    )
    expected.append(
        [
            "total",
            total,
            maximum,
            str(rounded(outcome.percent)),
            "",
            "",
            str(outcome.level),
        ]
    )
    assert rows(title) == expected


def test_the_least_of_an_index_is_a_sound_file_that_scores_as_it_says(tmp_path):
    text = Path("docs/index-format.md").read_text(encoding="utf-8")
    [content] = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    file, answers, out = (tmp_path / name for name in ("my-index.yaml", "a", "out"))
    file.write_text(content, encoding="utf-8")
    assert check_file(file)[1] == []
    answers.write_text("enterprise,1.1,1.2\nA,2,2\nB,5,0\n")
    call_command("score", str(file), answers, out=out, stderr=StringIO())
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert [(row["total"], row["level"]) for row in rows] == [("4", "0"), ("5", "1")]


def test_the_distance_of_the_retail_shop_is_as_told():
    found = index("dbi-2025-sme", "retail")
    levels = dict.fromkeys(found.codes, 0) | stated("dbi-2025-sme, retail")
    outcome = evaluate(found.rubric, found.vector(found.counted(levels)))
    distance = distance_to_next(found.rubric, outcome)
    needed = rounded_points(distance.points_needed, found.rubric.total_unit)
    assert f"Level {distance.target}\nstarts at 70: {needed} points are needed." in TEXT
