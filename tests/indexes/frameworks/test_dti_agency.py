"""An index for agencies: points are a ratio times the maximum, some of them against the best."""

import json
from fractions import Fraction

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from indexes.documents.check import check_file
from indexes.index.linear import linear_of
from scoring.path import cheapest_path
from tests.builders import INDEXES
from tests.indexes.frameworks.rows import index_named, scored, scored_as_csv
from tests.tables.workbooks import Percent, workbook

YES = {"1.1": 30, "1.2": 20, "2.1": 50, "5.2": 40}
# Points, the ratio of nothing, that of everything (the best peer where it is not 100), the steps.
RATIOS = {
    "1.3": (50, 0, 80, 10_000),
    "2.2": (50, 0, 100, 1000),
    "3.1": (60, 0, 100, 10_000),
    "3.2": (40, 0, Fraction("75.25"), 10_000),
    "4.1": (50, 1, 100, 10_000),
    "4.2": (50, 0, 100, 10_000),
    "5.1": (60, 0, 100, 10_000),
    "6.1": (80, 0, Fraction("91.5"), 10_000),
    "6.2": (80, 0, 100, 10_000),
    "6.3": (40, 0, Fraction(100, 3), 10_000),
}
INDEX = index_named("dti-agency")
Firm = dict[str, Fraction]


def drawn(seed: int) -> Firm:
    """A ratio in percent, of whole numbers, or 0 and 100 for no and yes."""
    rng = np.random.default_rng(seed)
    luck = rng.random()
    firm: Firm = {}
    for code in INDEX.codes:
        whole = int(rng.integers(1, 400))
        part = int(whole * min(1, rng.random() * 2 * luck))
        is_yes = 100 * int(rng.random() < luck)
        firm[code] = Fraction(is_yes) if code in YES else Fraction(100 * part, whole)
    return firm


def points(code: str, percent: Fraction) -> Fraction:
    """By the rule alone, cut down to a step as the file says."""
    if code in YES:
        return YES[code] * percent / 100
    worth, start, end, steps = RATIOS[code]
    share = min(Fraction(1), max(Fraction(0), (percent - start) / (end - start)))
    return worth * Fraction(int(share * steps), steps)


def expected(firm: Firm) -> tuple[Fraction, int]:
    total = sum((points(code, percent) for code, percent in firm.items()), Fraction(0))
    return total, int(4 * total / 700) if total < 700 else 3


def levels_of(firm: Firm) -> list[int]:
    levels = []
    for code in INDEX.codes:
        question = INDEX.questions[code]
        percent = firm[code]
        is_ratio = "linear" in question
        level = (
            linear_of(question).level_of(percent) if is_ratio else int(percent // 100)
        )
        levels.append(level)
    return levels


FIRMS = [drawn(seed) for seed in range(300)]


def test_the_file_has_no_fault():
    assert check_file(INDEXES / "dti-agency.yaml")[1] == []


def test_every_row_comes_out_exactly_as_the_rule_says():
    outcomes = scored(INDEX, [levels_of(firm) for firm in FIRMS])
    for firm, outcome in zip(FIRMS, outcomes, strict=True):
        assert (outcome.total, outcome.level) == expected(firm)
    assert {outcome.level for outcome in outcomes} == {0, 1, 2, 3}


def test_the_best_peer_itself_has_everything():
    best = {code: Fraction(100) for code in INDEX.codes}
    best |= {code: Fraction(end) for code, (_, _, end, _) in RATIOS.items()}
    (outcome,) = scored(INDEX, [levels_of(best)])
    assert (outcome.total, outcome.level) == (700, 3)


def test_a_file_of_answers_has_percents(tmp_path):
    rows = [levels_of(firm) for firm in FIRMS[:40]]
    lines = scored_as_csv(INDEX, rows, tmp_path)
    assert len(lines) == 40
    for firm, line in zip(FIRMS, lines, strict=False):
        assert int(line["level"]) == expected(firm)[1]
        assert abs(Fraction(line["total"]) - expected(firm)[0]) <= Fraction(1, 200)


def cells(**changed: str) -> str:
    row = dict.fromkeys(INDEX.codes, "0") | {
        name.removeprefix("q").replace("_", "."): cell for name, cell in changed.items()
    }
    head = ",".join(["enterprise", *row])
    return f"{head}\nA,{','.join(row.values())}\n"


def score(tmp_path, text: str) -> str:
    answers, out = tmp_path / "answers.csv", tmp_path / "out.csv"
    answers.write_text(text)
    call_command("score", str(INDEXES / "dti-agency.yaml"), answers, out=out)
    return out.read_text().splitlines()[1]


@pytest.mark.parametrize(
    ("cell", "total"),
    [
        ("50", "30"),
        ("33.3333", "19.99"),
        ('"33,3333"', "19.99"),
        ("50.0", "30"),
        ("100", "60"),
        ("5", "3"),
        ("50%", "30"),
        ('"50,0 %"', "30"),
    ],
)
def test_a_cell_is_a_percent_also_where_it_has_one_digit(tmp_path, cell, total):
    points = score(tmp_path, cells(q3_1=cell)).split(",")[3]
    assert Fraction(points) == pytest.approx(Fraction(total), abs=0.01)


def test_a_share_that_a_workbook_shows_as_a_percent_is_read_as_one(tmp_path):
    head, row = [line.split(",") for line in cells(q3_1="0").splitlines()]
    row[head.index("3.1")] = Percent(0.5)
    answers, out = tmp_path / "answers.xlsx", tmp_path / "out.csv"
    answers.write_bytes(workbook({1: head, 2: row}))
    call_command("score", str(INDEXES / "dti-agency.yaml"), answers, out=out)
    assert out.read_text().splitlines()[1].split(",")[3] == "30"


@pytest.mark.parametrize("cell", ["101", "101%", "-1", "50%%", "1e2", "half", "33,3,3"])
def test_what_is_no_percent_is_told(tmp_path, cell, capsys):
    with pytest.raises(CommandError, match="bad"):
        score(tmp_path, cells(q3_1=f'"{cell}"'))
    assert "is not a percent; 0 to 100 or blank is expected" in capsys.readouterr().err


def test_the_cheapest_way_goes_from_mark_to_mark(tmp_path):
    answers = tmp_path / "answers.csv"
    answers.write_text(cells(q3_1="30"))
    out = tmp_path / "out.jsonl"
    call_command("path", str(INDEXES / "dti-agency.yaml"), answers, out=out)
    way = json.loads(out.read_text())
    assert way["target"] == 1
    for step in way["steps"]:
        code, to = step["question"], step["to"]
        if code in RATIOS:
            _points, start, end, _steps = RATIOS[code]
            marks = [float(start + (end - start) * at / 4) for at in range(1, 5)]
            assert any(abs(to - mark) < 1e-5 for mark in marks), step
    assert way["steps"]


def test_a_way_has_no_more_steps_than_there_are_marks():
    levels = levels_of({code: Fraction(0) for code in INDEX.codes})
    costs = [[Fraction(1)] * len(question.stops) for question in INDEX.rubric.questions]
    way = cheapest_path(INDEX.rubric, levels, 3, costs)
    # Three quarters of 700 points, of which a step brings 50 at the most.
    assert 525 / 50 <= way.cost <= 4 * len(RATIOS) + len(YES)
