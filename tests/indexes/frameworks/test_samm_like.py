"""Practices inside functions: a tier of means between questions and pillars."""

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

FUNCTIONS = {
    "G": ("SM", "PC", "EG"),
    "D": ("TA", "SR", "SA"),
    "I": ("SB", "SD", "DM"),
    "V": ("AA", "RT", "ST"),
    "O": ("IM", "EM", "OM"),
}
WORTH = (Fraction(0), Fraction(1, 4), Fraction(1, 2), Fraction(1))


def practice(levels: dict[str, int], code: str) -> Fraction:
    """From 0 to 3: at each of three levels the mean of both streams, added up."""
    score = Fraction(0)
    for level in (1, 2, 3):
        streams = [WORTH[levels[f"{code}-{level}-{stream}"]] for stream in "AB"]
        score += sum(streams) / 2
    return score


def expected(levels: dict[str, int]) -> tuple[Fraction, dict, dict]:
    """The whole, by function, by practice: each the mean of what is below it."""
    practices = {}
    functions = {}
    for function, names in FUNCTIONS.items():
        scores = [practice(levels, f"{function}-{name}") for name in names]
        functions[function] = sum(scores) / 3
        for name, score in zip(names, scores, strict=True):
            practices[f"{function}-{name}"] = score
    return sum(functions.values()) / 5, functions, practices


def level_of(score: Fraction) -> int:
    """Whole scores are levels: 2.99 is not yet the third."""
    return int(score)


def test_the_file_has_no_fault_and_all_its_practices():
    assert check_file(INDEXES / "samm-like.yaml")[1] == []
    index = index_named("samm-like")
    assert len(index.codes) == 90
    assert len(index.indicator_places) == 15


def test_every_row_comes_out_as_the_rule_says():
    index = index_named("samm-like")
    rows = drawn_rows(index, 300)
    rows.append([3] * 90)
    for row, outcome in zip(rows, scored(index, rows), strict=True):
        whole, functions, _practices = expected(by_code(index, row))
        assert outcome.pillars == functions
        assert outcome.total == whole
        assert outcome.level == level_of(whole)
        for code, level in outcome.pillar_levels.items():
            assert level == level_of(functions[code])


def test_every_practice_has_its_score_and_level():
    index = index_named("samm-like")
    for row in drawn_rows(index, 100, seed=3):
        outcome = evaluate(index.rubric, row)
        _whole, _functions, practices = expected(by_code(index, row))
        for code, place in index.indicator_places.items():
            # A function is worth 3 points, and each of its practices a third of them.
            points = Fraction(outcome.indicator_points[place] * 3, index.rubric.unit)
            assert points == practices[code]
            assert outcome.indicator_levels[place] == level_of(practices[code])


def test_a_file_of_answers_tells_practices(tmp_path):
    index = index_named("samm-like")
    rows = drawn_rows(index, 20)
    for row, line in zip(rows, scored_as_csv(index, rows, tmp_path), strict=True):
        whole, _functions, practices = expected(by_code(index, row))
        assert int(line["level"]) == level_of(whole)
        for code, score in practices.items():
            assert int(line[f"i{code}_level"]) == level_of(score)


def test_the_way_up_reaches_the_next_level_with_nothing_to_spare():
    index = index_named("samm-like")
    path = way_up(index, [1] * 90, 1)
    assert path.outcome.level == 1
    # From 1/4 to 1/3 of 90 points: 7 1/2 are missing, and two steps to the top bring 3/4.
    assert path.cost == 20
