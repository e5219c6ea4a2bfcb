"""Functions, categories, subcategories with their codes; bands that ask for every function."""

from collections import Counter
from fractions import Fraction

from indexes.documents.check import check_file
from scoring.evaluate import evaluate
from tests.builders import INDEXES
from tests.indexes.frameworks.rows import (
    by_code,
    drawn_rows,
    index_named,
    scored,
    scored_as_csv,
)
from tests.indexes.frameworks.ways import way_up

INDEX = index_named("nist-csf-2")
# Subcategories by category, as published.
COUNTS = {
    "GV": {"OC": 5, "RM": 7, "RR": 4, "PO": 2, "OV": 3, "SC": 10},
    "ID": {"AM": 7, "RA": 10, "IM": 4},
    "PR": {"AA": 6, "AT": 2, "DS": 4, "PS": 6, "IR": 4},
    "DE": {"CM": 5, "AE": 6},
    "RS": {"MA": 5, "AN": 4, "CO": 2, "MI": 2},
    "RC": {"RP": 6, "CO": 2},
}


def mean(numbers) -> Fraction:
    numbers = list(numbers)
    return Fraction(sum(numbers)) / len(numbers)


def nearest_tier(share: Fraction) -> int:
    """A share of the way from the first tier to the fourth, at the nearest; halves go up."""
    return 1 + int(share * 3 + Fraction(1, 2))


def expected(levels: dict[str, int]) -> tuple[int, dict[str, int], dict[str, int]]:
    """The whole, by function, by category; what does not apply leaves its mean."""
    functions = {}
    categories = {}
    for function, counts in COUNTS.items():
        for category in counts:
            code = f"{function}.{category}"
            own = [level for one, level in levels.items() if one.startswith(f"{code}-")]
            if own:
                categories[code] = mean(Fraction(level, 3) for level in own)
        named = [share for code, share in categories.items() if code[:2] == function]
        functions[function] = mean(named)

    tier = nearest_tier(mean(functions.values()))
    tiers = {code: nearest_tier(share) for code, share in functions.items()}
    # The third asks that no function is in the first, the fourth that none is below the third.
    while tier > 2 and min(tiers.values()) < tier - 1:
        tier -= 1
    by_category = {code: nearest_tier(share) for code, share in categories.items()}
    return tier, tiers, by_category


def test_the_file_has_no_fault_and_all_the_codes():
    assert check_file(INDEXES / "nist-csf-2.yaml")[1] == []
    assert len(INDEX.codes) == 106
    counted = Counter(code.split("-")[0] for code in INDEX.codes)
    for function, counts in COUNTS.items():
        for category, count in counts.items():
            assert counted[f"{function}.{category}"] == count


def uneven_rows() -> list[list[int]]:
    """In some rows one function is far below the others."""
    rows = drawn_rows(INDEX, 300)
    for number, row in enumerate(rows[:120]):
        function = list(COUNTS)[number % 6]
        for code, place in INDEX.places.items():
            if row[place] >= 0:
                row[place] = number % 2 if code.startswith(function) else 3
    return [*rows, [3] * 106]


def test_every_row_comes_out_as_the_rule_says():
    rows = uneven_rows()
    outcomes = scored(INDEX, rows)
    for row, outcome in zip(rows, outcomes, strict=True):
        tier, tiers, _categories = expected(by_code(INDEX, row))
        assert outcome.pillar_levels == tiers
        assert outcome.level == tier
    assert {outcome.level for outcome in outcomes} >= {2, 3, 4}


def test_every_category_has_its_tier():
    for row in drawn_rows(INDEX, 60, seed=5):
        outcome = evaluate(INDEX.rubric, row)
        *_rest, categories = expected(by_code(INDEX, row))
        for code, place in INDEX.indicator_places.items():
            assert outcome.indicator_levels[place] == categories.get(code)


def test_a_file_of_answers_tells_categories(tmp_path):
    rows = drawn_rows(INDEX, 15)
    for row, line in zip(rows, scored_as_csv(INDEX, rows, tmp_path), strict=True):
        tier, _tiers, categories = expected(by_code(INDEX, row))
        assert int(line["level"]) == tier
        assert {code: line[f"i{code}_level"] for code in categories} == {
            code: str(level) for code, level in categories.items()
        }


def test_the_way_up_lifts_the_function_that_holds_all_back():
    row = [3] * 106
    for code, place in INDEX.places.items():
        if code.startswith("RC"):
            row[place] = 0
    assert expected(by_code(INDEX, row))[0] == 2
    path = way_up(INDEX, row, 3)
    raised = {INDEX.codes[step.question] for step in path.steps}
    assert all(code.startswith("RC") for code in raised)
    assert path.outcome.pillar_levels[-1] == 2
