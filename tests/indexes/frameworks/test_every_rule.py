"""Rules that no framework here needs: points below nothing, capped ratios, needs of each kind."""

from fractions import Fraction

import pytest

from indexes.documents.check import check_file
from tests.builders import INDEXES
from tests.indexes.frameworks.rows import (
    by_code,
    drawn_rows,
    index_named,
    scored,
    scored_as_csv,
)
from tests.indexes.frameworks.ways import way_up

VARIANTS = {"few": {"GV": 30, "PR": 70}, "many": {"GV": 60, "PR": 40}}
INDICATORS = {
    "GV.OC": ("GV", 3, ["GV.OC-01", "GV.OC-02"]),
    "G-SM-1": ("GV", 1, ["G-SM-1-A", "G-SM-1-B"]),
    "PR.1": ("PR", 1, ["PR.DS-01", "PR.DS-02", "PR.SCALE"]),
    "PR.2": ("PR", 1, ["PR.T", "PR.U"]),
}
POINTS = {
    "GV.OC-01": [0, 2, 2, Fraction(9, 2)],
    "GV.OC-02": [-3, 0, 3],
    "G-SM-1-A": [-2, 0, 1, 2, 3, 4],
    "G-SM-1-B": [-1, 1, 4],
    "PR.DS-01": [Fraction(8 * step, 100) for step in range(101)],
    "PR.DS-02": [Fraction(6 * step, 1000) for step in range(1001)],
    "PR.SCALE": range(13),
    "PR.T": range(-2, 5),
    "PR.U": [-2, -1, 0, 1, 2, 3, 4, 6],
}
Level = int | None


def share(code: str, levels: dict[str, int]) -> Fraction:
    """What does not apply has everything."""
    return Fraction(POINTS[code][levels.get(code, -1)]) / POINTS[code][-1]


def expected(variant: str, levels: dict[str, int]) -> tuple[Fraction, Level]:
    """By the rules alone: means of shares, then what the levels ask for."""
    asked = index_named("every-rule", variant).codes
    shares, of_pillar = {}, {"GV": [], "PR": []}
    for name, (pillar, weight, codes) in INDICATORS.items():
        own = [code for code in codes if code in asked]
        shares[name] = sum(share(code, levels) for code in own) / len(own)
        of_pillar[pillar] += [shares[name]] * weight
    means = {name: sum(some) / len(some) for name, some in of_pillar.items()}
    total = sum(VARIANTS[variant][name] * mean for name, mean in means.items())
    is_one = levels["GV.OC-01"] >= 1 and shares["G-SM-1"] >= Fraction(1, 3)
    is_one &= means["GV"] >= Fraction(1, 4)
    is_two = is_one and levels["GV.OC-01"] >= 2
    is_two &= min(shares["PR.1"], means["PR"]) >= Fraction(1, 3)
    return total, 2 if total > 50 and is_two else int(total > 20 and is_one)


def test_the_file_has_no_fault():
    assert check_file(INDEXES / "every-rule.yaml")[1] == []


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_row_comes_out_exactly_as_the_rules_say(variant):
    index = index_named("every-rule", variant)
    rows = drawn_rows(index, 500)
    outcomes = scored(index, rows)
    for row, outcome in zip(rows, outcomes, strict=True):
        wanted = expected(variant, by_code(index, row))
        assert (outcome.total, outcome.level) == wanted
    assert {outcome.level for outcome in outcomes} == {0, 1, 2}
    assert any(outcome.total < 0 for outcome in scored(index, [[0] * len(index.codes)]))


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_file_of_answers_says_the_same(variant, tmp_path):
    index = index_named("every-rule", variant)
    rows = [[0] * len(index.codes), *drawn_rows(index, 40)]
    for row, line in zip(rows, scored_as_csv(index, rows, tmp_path), strict=True):
        total, level = expected(variant, by_code(index, row))
        assert int(line["level"]) == level
        assert abs(Fraction(line["total"]) - total) <= Fraction(1, 200)


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_way_up_begins_below_nothing_and_has_no_step_too_many(variant):
    index = index_named("every-rule", variant)
    path = way_up(index, [0] * len(index.codes), 2)
    assert {index.codes[step.question] for step in path.steps} >= {"GV.OC-01"}
