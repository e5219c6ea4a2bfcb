"""Sixteen dimensions in six bands each: means of means, and levels with names of a pillar's own."""

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

BLOCKS = {
    "PROCESS": {"OPS": "1", "SUP": "2", "PLC": "3"},
    "TECHNOLOGY": {"AUT": "4 5 6", "CON": "7 8 9", "INT": "10 11 12"},
    "ORGANISATION": {"TAL": "13 14", "STR": "15 16"},
}


def mean(numbers) -> Fraction:
    numbers = list(numbers)
    return Fraction(sum(numbers), len(numbers))


def expected(levels: dict[str, int]) -> tuple[Fraction, dict, dict]:
    """The whole, by block, by pillar: bands of dimensions, their means, means of these."""
    pillars = {}
    blocks = {}
    for block, parts in BLOCKS.items():
        for pillar, numbers in parts.items():
            pillars[pillar] = mean(levels[f"D{number}"] for number in numbers.split())
        blocks[block] = mean(pillars[pillar] for pillar in parts)
    return mean(blocks.values()), blocks, pillars


def test_the_file_has_no_fault():
    assert check_file(INDEXES / "siri.yaml")[1] == []
    assert index_named("siri").codes == tuple(f"D{n}" for n in range(1, 17))


def test_every_row_comes_out_as_the_rule_says():
    index = index_named("siri")
    rows = drawn_rows(index, 500)
    rows.append([5] * 16)
    for row, outcome in zip(rows, scored(index, rows), strict=True):
        whole, blocks, _pillars = expected(by_code(index, row))
        assert outcome.total == whole
        assert outcome.pillars == blocks
        assert outcome.level == int(whole)
        assert outcome.pillar_levels == {
            code: int(score) for code, score in blocks.items()
        }


def test_every_pillar_has_its_band():
    index = index_named("siri")
    for row in drawn_rows(index, 100, seed=4):
        outcome = evaluate(index.rubric, row)
        *_rest, pillars = expected(by_code(index, row))
        for code, place in index.indicator_places.items():
            assert outcome.indicator_levels[place] == int(pillars[code])


def test_a_file_of_answers_tells_pillars_of_a_block(tmp_path):
    index = index_named("siri")
    rows = drawn_rows(index, 20)
    for row, line in zip(rows, scored_as_csv(index, rows, tmp_path), strict=True):
        whole, _blocks, pillars = expected(by_code(index, row))
        assert int(line["level"]) == int(whole)
        assert {code: line[f"i{code}_level"] for code in pillars} == {
            code: str(int(score)) for code, score in pillars.items()
        }


def test_a_block_names_its_levels_in_its_own_words():
    index = index_named("siri")
    assert index.level_name(2, "PROCESS")["en"] == "Digital"
    assert index.level_name(2, "TECHNOLOGY")["en"] == "Organised"
    assert index.level_name(2)["en"] == "Organised"


def test_the_way_up_takes_the_dimensions_that_count_most():
    """A block of three pillars with one dimension each is moved by fewest steps."""
    index = index_named("siri")
    path = way_up(index, [0] * 16, 1)
    whole, *_rest = expected(by_code(index, list(path.outcome.levels)))
    assert whole >= 1
    raised = {index.codes[step.question] for step in path.steps}
    assert raised <= {"D1", "D2", "D3", "D13", "D14", "D15", "D16"}
