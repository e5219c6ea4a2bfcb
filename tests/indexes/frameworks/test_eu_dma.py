"""The European assessment in its real shape: ticks, a table of two columns, tables of scales."""

from fractions import Fraction

import numpy as np
import pytest

from indexes.documents.check import check_file
from indexes.index.options import level_of_options, rows_of
from tests.builders import INDEXES
from tests.indexes.frameworks.rows import index_named, scored, scored_as_csv

# By question: how many lines it has, and the highest step of a scale (1 for a tick).
LINES = {
    "D1.Q1": (10, 1),
    "D1.Q2": (10, 1),
    "D2.Q3": (10, 1),
    "D2.Q4": (7, 5),
    "D3.Q5": (7, 1),
    "D3.Q6": (8, 1),
    "D4.Q7": (7, 1),
    "D4.Q8": (6, 1),
    "D5.Q9": (5, 5),
    "D6.Q10": (10, 1),
    "D6.Q11": (5, 2),
}
INDEX = index_named("eu-dma")


def answered(seed: int) -> dict[str, list[int]]:
    """What a firm says: the step of each line. A few firms have nearly everything."""
    rng = np.random.default_rng(seed)
    bias = 3 * rng.random() ** 2
    firm = {}
    for code, (lines, top) in LINES.items():
        steps = np.floor(bias * (top + 1) * rng.random(lines))
        firm[code] = np.minimum(top, steps).astype(int).tolist()
    return firm


def expected(firm: dict[str, list[int]]) -> tuple[Fraction, int, list[int]]:
    """By the rule alone, in percent: means of questions, of dimensions, of all of them."""
    dimensions: dict[str, list[Fraction]] = {}
    for code, steps in firm.items():
        lines, top = LINES[code]
        share = Fraction(100 * sum(steps), lines * top)
        dimensions.setdefault(code[:2], []).append(share)
    means = [sum(shares) / len(shares) for shares in dimensions.values()]
    whole = sum(means) / len(means)
    return whole, quarter(whole), [quarter(mean) for mean in means]


def quarter(percent: Fraction) -> int:
    return 1 + sum(percent > cut for cut in (25, 50, 75))


def chosen(code: str, steps: list[int], planned: int = 0) -> list[str]:
    """The options that say so; `planned` lines of the first table bear that tick as well."""
    question = INDEX.questions[code]
    rows = list(rows_of(question).values())
    if question.get("choose") == "one":
        return [row[step] for row, step in zip(rows, steps, strict=True)]
    if rows:
        done = [row[0] for row, step in zip(rows, steps, strict=True) if step]
        return done + [row[1] for row in rows[:planned]]
    options = [option["id"] for option in question["options"][1:]]
    return [option for option, step in zip(options, steps, strict=True) if step]


def levels_of(firm: dict[str, list[int]]) -> list[int]:
    levels = []
    for code in INDEX.codes:
        options = chosen(code, firm[code], planned=len(firm) % 7)
        levels.append(level_of_options(INDEX.questions[code], options))
    return levels


FIRMS = [answered(seed) for seed in range(400)]


def test_the_file_has_no_fault():
    assert check_file(INDEXES / "eu-dma.yaml")[1] == []


def test_every_row_comes_out_as_the_rule_says():
    rows = [levels_of(firm) for firm in FIRMS]
    outcomes = scored(INDEX, rows)
    for firm, outcome in zip(FIRMS, outcomes, strict=True):
        whole, level, levels = expected(firm)
        assert outcome.level == level
        assert list(outcome.pillar_levels.values()) == levels
        assert outcome.total == whole
    assert {outcome.level for outcome in outcomes} == {1, 2, 3, 4}


def test_a_file_of_answers_comes_out_the_same(tmp_path):
    rows = [levels_of(firm) for firm in FIRMS[:40]]
    lines = scored_as_csv(INDEX, rows, tmp_path)
    assert [int(line["level"]) for line in lines] == [
        expected(firm)[1] for firm in FIRMS[:40]
    ]


@pytest.mark.parametrize("planned", [0, 3, 10])
def test_what_is_only_planned_earns_nothing(planned):
    question = INDEX.questions["D1.Q1"]
    steps = [1, 0, 1, 0, 0, 0, 0, 0, 0, 1]
    assert level_of_options(question, chosen("D1.Q1", steps, planned)) == 3


def test_a_scale_counts_every_step_of_every_row():
    question = INDEX.questions["D2.Q4"]
    assert len(question["points"]) == 36
    assert question["points"][-1] == 10
    steps = [5, 4, 3, 2, 1, 0, 5]
    assert level_of_options(question, chosen("D2.Q4", steps)) == 20
