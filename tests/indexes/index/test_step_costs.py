"""What one step costs: from the index, or from a file of one's own."""

from fractions import Fraction

import pytest

from indexes.index.model import Index
from indexes.index.step_costs import Costs, costs_from, costs_of
from tests.builders import index_document

WIDE = index_document("wide")
SHOP = Index(WIDE, "shop")
HEAD = "question,from,to,cost"


def costs(index: Index = SHOP) -> dict[str, list]:
    return by_code(index, costs_of(index))


def by_code(index: Index, rows: Costs) -> dict[str, list]:
    return dict(zip(index.codes, map(list, rows), strict=True))


def read(*rows: str) -> tuple[dict[str, list], list[str]]:
    """The costs of a file, and what is said of it."""
    faults: list[str] = []
    lines = [f"{row}\n" for row in (HEAD, *rows)]
    found = costs_from(SHOP, lines, faults.append)
    return by_code(SHOP, found), faults


def test_every_step_costs_the_effort_of_its_question():
    assert costs()["1.1.1"] == [2, 2]
    assert costs()["3.1.s-4"] == [3]


def test_an_index_that_says_nothing_of_effort_counts_steps():
    small = Index(index_document("small"))
    assert all(row == [1] * 5 for row in costs(small).values())


def test_a_group_costs_what_its_criteria_cost_together():
    assert costs()["1.1"] == [5, 5]
    assert costs()["1.2"] == [2, 2]


def test_a_group_that_is_not_advised_is_no_step_whatever_its_criteria_cost():
    document = index_document("wide")
    document["pillars"][0]["indicators"][0]["group_question"]["advised"] = False
    assert costs(Index(document, "shop"))["1.1"] == [None, None]
    assert costs(Index(document, "shop"))["1.1.1"] == [2, 2]


def test_a_group_costs_the_criteria_that_are_advised():
    document = index_document("wide")
    criteria = document["pillars"][0]["indicators"][0]["questions"]
    criteria[0]["advised"] = False
    assert costs(Index(document, "shop"))["1.1"] == [3, 3]
    criteria[1]["advised"] = False
    assert costs(Index(document, "shop"))["1.1"] == [None, None]


def test_what_is_not_advised_is_no_step():
    assert costs()["2.2"] == [None, None]


def test_above_the_level_that_is_advised_there_is_no_step():
    assert costs()["2.1"] == [2, 2, None]


def test_costs_of_ones_own_stand_in_their_place_and_the_others_stay():
    found, faults = read("1.1.1,1,2,7.5", " 2.2 , 0 , 1 , 3 ", "", ",,,")
    assert faults == []
    assert found["1.1.1"] == [Fraction(15, 2), 2]
    assert found["2.2"] == [3, None]
    assert found["1.1.2"] == [3, 3]


def test_the_costs_of_an_index_are_put_together_once():
    index = Index(WIDE, "shop")
    assert costs_of(index) is costs_of(index)
    assert costs_of(index) is not costs_of(Index(WIDE, "shop"))


def test_costs_of_ones_own_leave_those_of_the_index_as_they_are():
    before = costs()
    read("1.1.1,1,2,7.5", "2.2,0,1,3")
    assert costs() == before
    assert costs()["1.1.1"] == [2, 2]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("9.9,1,2,1", ", column question: '9.9' is not a question of wide"),
        ("2.4,0,1,1", ", column question: '2.4' is not a question of wide"),
        (
            "1.1.1,0,1,1",
            ", column from: '0' is not a level to start from; 1 to 2 is expected",
        ),
        (
            "1.1.1,3,4,1",
            ", column from: '3' is not a level to start from; 1 to 2 is expected",
        ),
        (
            "1.1.1,01,2,1",
            ", column from: '01' is not a level to start from; 1 to 2 is expected",
        ),
        (
            "1.1.1,²,2,1",
            ", column from: '²' is not a level to start from; 1 to 2 is expected",
        ),
        ("1.1.1,1,3,1", ", column to: '3' is not the next level; 2 is expected"),
        ("1.1.1,1,02,1", ", column to: '02' is not the next level; 2 is expected"),
        (
            "1.1.1,1,2,-1",
            ", column cost: '-1' is not a cost; a number like 3 or 2.5 is expected",
        ),
        (
            "1.1.1,1,2,1e9",
            ", column cost: '1e9' is not a cost; a number like 3 or 2.5 is expected",
        ),
        ("1.1.1,1,2", ": 3 cells, but there are 4 columns"),
        ("1.1.1,1,2,1,1", ": 5 cells, but there are 4 columns"),
    ],
)
def test_a_bad_row_is_told_and_changes_nothing(row, fault):
    found, faults = read(row)
    assert faults == [f"row 2{fault}"]
    assert found == costs()


def test_several_faults_of_one_row_are_told_together():
    _found, faults = read("9.9,1,2,x")
    assert len(faults) == 2


def test_a_step_is_named_once():
    found, faults = read("1.1.1,1,2,3", "1.1.1,1,2,4")
    assert faults == ["row 3: the step from 1 of 1.1.1 is there already, on row 2"]
    assert found["1.1.1"] == [3, 2]


def test_columns_may_stand_in_any_order():
    found = costs_from(SHOP, ["cost,from,question,to", "9,1,1.1.1,2"], pytest.fail)
    assert by_code(SHOP, found)["1.1.1"] == [9, 2]


def test_a_wrong_head_is_told_once_and_the_cells_under_it_all_the_same():
    faults: list[str] = []
    rows = ["question,from,price", "1.1.1,1,9", "9.9,1,9", "1.1.1,7,9"]
    found = costs_from(SHOP, rows, faults.append)
    assert by_code(SHOP, found) == costs()
    assert faults == [
        "row 1: columns that are not known: 'price' (known are question, from, to, cost); "
        "columns that are missing: 'to', 'cost'",
        "row 3, column question: '9.9' is not a question of wide",
        "row 4, column from: '7' is not a level to start from; 1 to 2 is expected",
    ]


@pytest.mark.parametrize("cost", ["2.5", "2,5", "3.0"])
def test_numbers_may_be_written_as_spreadsheets_write_them(cost):
    found = costs_from(
        SHOP, ["question,from,to,cost", f'1.1.1,1.0,2.0,"{cost}"'], pytest.fail
    )
    assert by_code(SHOP, found)["1.1.1"] == [Fraction(cost.replace(",", ".")), 2]


def marked() -> Index:
    """The first question of the small index rises to its second and its fifth level only."""
    document = index_document("small")
    question = document["pillars"][0]["indicators"][0]["questions"][0]
    question |= {"stops": [2, 5], "effort": 3, "advised_up_to": 4}
    return Index(document)


def test_a_question_with_marks_has_a_step_for_each_mark():
    index = marked()
    assert by_code(index, costs_of(index))["1.1.1"] == [3, None]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("1.1.1,2,5,7", None),
        ("1.1.1,1,2,7", "row 2, column from: '1' is not a level to start from; 0, 2"),
        ("1.1.1,0,1,7", "row 2, column to: '1' is not the next level; 2 is expected"),
    ],
)
def test_a_file_of_costs_names_steps_from_mark_to_mark(row, said):
    faults: list[str] = []
    index = marked()
    rows = costs_from(index, [f"{HEAD}\n", f"{row}\n"], faults.append)
    assert [fault[: len(said)] for fault in faults] == [said] if said else not faults
    by_question = by_code(index, rows)
    assert by_question["1.1.1"] == ([3, None] if said else [3, 7])
