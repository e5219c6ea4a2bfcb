"""Gates that name questions: a level is reached when nothing of it is missing."""

from collections import Counter

import numpy as np

from indexes.documents.check import check_file
from scoring.distance import distance_to_next
from scoring.evaluate import evaluate
from scoring.rules import NOT_APPLICABLE
from tests.builders import INDEXES
from tests.indexes.frameworks.rows import index_named, scored, scored_as_csv
from tests.indexes.frameworks.ways import way_up

INDEX = index_named("essential-eight")


def expected(row: list[int], strategy: str = "") -> int:
    """Of all strategies, or one: the highest level of which, and below, nothing is missing."""
    missing = []
    for code, level in zip(INDEX.codes, row, strict=True):
        maturity, own, _number = code.split("-")
        # What does not apply counts as met.
        if level == 0 and strategy in ("", own):
            missing.append(int(maturity.removeprefix("ML")))
    return min(missing, default=4) - 1


def rows_nearly_there(count: int) -> list[list[int]]:
    """Random levels would always lack something: most of these lack one or two things."""
    rng = np.random.default_rng(8)
    rows = []
    for _row in range(count):
        row = np.ones(len(INDEX.codes), int)
        lacking = int(rng.integers(0, 4))
        # Some lack things of the highest levels only.
        first = int(rng.choice([0, 48, 107]))
        codes = sorted(INDEX.codes)
        for code in rng.choice(codes[first:], lacking, replace=False):
            row[INDEX.places[code]] = 0
        row[rng.random(row.size) < 0.1] = NOT_APPLICABLE
        rows.append(row.tolist())
    return rows


def test_the_file_has_no_fault():
    assert check_file(INDEXES / "essential-eight.yaml")[1] == []


def test_each_level_brings_in_as_many_requirements_as_the_model_has():
    maturity = Counter(code[:3] for code in INDEX.codes)
    assert maturity == {"ML1": 48, "ML2": 59, "ML3": 45}


def test_every_row_comes_out_as_the_rule_says():
    rows = rows_nearly_there(400)
    levels = [outcome.level for outcome in scored(INDEX, rows)]
    assert levels == [expected(row) for row in rows]
    assert set(levels) == {0, 1, 2, 3}


def test_each_level_of_each_strategy_is_told_as_complete_or_not():
    for row in rows_nearly_there(100):
        outcome = evaluate(INDEX.rubric, row)
        for code, place in INDEX.indicator_places.items():
            maturity, strategy = code.split("-")
            own = [
                level
                for other, level in zip(INDEX.codes, row, strict=True)
                if other.startswith(f"{maturity}-{strategy}-")
            ]
            assert outcome.indicator_levels[place] == int(0 not in own)


def test_a_part_is_complete_or_not_in_words_of_its_own():
    names = [INDEX.indicator_level_row(level)["name"]["en"] for level in (0, 1)]
    assert names == ["Incomplete", "Complete"]
    assert INDEX.level_name(1)["en"] == "Level one"


def test_what_does_not_apply_counts_as_met():
    everything = [1] * len(INDEX.codes)
    everything[INDEX.places["ML1-RM-01"]] = NOT_APPLICABLE
    (outcome,) = scored(INDEX, [everything])
    assert (outcome.level, outcome.total) == (3, len(INDEX.codes))


def test_the_distance_names_what_is_missing():
    row = [1] * len(INDEX.codes)
    for code in ("ML2-AC-01", "ML2-RB-02", "ML3-PA-01"):
        row[INDEX.places[code]] = 0
    distance = distance_to_next(INDEX.rubric, evaluate(INDEX.rubric, row))
    named = [INDEX.codes[need.position] for need in distance.needs]
    assert distance.target == 2
    assert sorted(named) == ["ML2-AC-01", "ML2-RB-02"]
    assert (distance.points_needed, distance.pillars_needed) == (0, 0)


def test_the_way_up_is_what_is_missing_and_nothing_else():
    for row in rows_nearly_there(60):
        for target in range(expected(row) + 1, 4):
            path = way_up(INDEX, row, target)
            missing = {
                code
                for code, level in zip(INDEX.codes, row, strict=True)
                if level == 0 and int(code[2]) <= target
            }
            assert {INDEX.codes[step.question] for step in path.steps} == missing


def test_a_file_of_answers_tells_the_level(tmp_path):
    rows = rows_nearly_there(30)
    lines = scored_as_csv(INDEX, rows, tmp_path)
    assert [int(line["level"]) for line in lines] == [expected(row) for row in rows]
