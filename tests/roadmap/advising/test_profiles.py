"""What is known of enterprises besides their answers, and every fault by row and column."""

import pytest

from roadmap.advising.profiles import COLUMNS, MORE_COLUMNS, read_profiles, ways_from
from tests.scoring.paths import real_index

INDEX = real_index("dbi-2025-sme", "food-beverage")
ASKED = ("seats", "takeaway", "delivery")
HEAD = ",".join(COLUMNS)
LONG_HEAD = ",".join((*COLUMNS, *MORE_COLUMNS))


def read(*rows: str, head: str = HEAD):
    told: list[str] = []
    return read_profiles(INDEX, ASKED, [head, *rows], told.append), told


def test_ways_named_hold_and_the_others_asked_about_do_not():
    profiles, told = read("Phở,micro,6,seats takeaway")
    assert told == []
    ways = profiles["phở"].firm.ways
    assert ways == {"seats": True, "takeaway": True, "delivery": False}


def test_where_no_way_is_named_nothing_is_known():
    profiles, _told = read("Phở,micro,6,")
    assert profiles["phở"].firm.ways == {}
    assert ways_from(ASKED, []) == {}


def test_revenue_and_household_decide_of_whom_the_law_asks():
    rows = ("Xe,micro,1,,500000000,yes", "Công ty,micro,1,,,")
    profiles, told = read(*rows, head=LONG_HEAD)
    assert told == []
    assert profiles["xe"].firm.is_household
    assert profiles["xe"].firm.revenue == 500_000_000
    assert not profiles["công ty"].firm.is_household
    assert profiles["công ty"].firm.revenue is None


@pytest.mark.parametrize(
    ("columns", "cells", "revenue", "is_household"),
    [
        ("household", "yes", None, True),
        ("household", "No", None, False),
        ("revenue", "900000000", 900_000_000, False),
        ("household,revenue", "YES,3", 3, True),
    ],
)
def test_each_of_the_two_may_follow_alone_and_in_any_order(
    columns, cells, revenue, is_household
):
    profiles, told = read(f"Xe,micro,1,,{cells}", head=f"{HEAD},{columns}")
    assert told == []
    firm = profiles["xe"].firm
    assert (firm.revenue, firm.is_household) == (revenue, is_household)


@pytest.mark.parametrize(
    ("size", "employees", "known"),
    [
        ("small", "3", "small"),
        ("", "3", "micro"),
        ("", "10", "micro"),
        ("", "40", "small"),
        ("", "150", "medium"),
        ("", "5000", "large"),
        ("", "", ""),
    ],
)
def test_where_no_size_is_named_it_goes_by_people(size, employees, known):
    profiles, told = read(f"A,{size},{employees},")
    assert told == []
    assert profiles["a"].firm.size == known


def test_an_index_without_industries_goes_by_the_smallest_class_of_any_sector():
    told: list[str] = []
    index = real_index("dbi-2021-sme", "")
    profiles = read_profiles(index, (), [HEAD, "A,,40,"], told.append)
    assert profiles["a"].firm.size == "small"


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("A,micro,1", "row 2: 3 cells, but there are 4 columns"),
        (",micro,1,", "row 2, column enterprise: the name is missing"),
        (
            "A,tiny,1,",
            "row 2, column size: 'tiny' is no size; "
            "micro, small, medium, large or blank is expected",
        ),
        ("A,micro,few,", "row 2, column employees: 'few' is no whole number"),
        ("A,micro,-1,", "row 2, column employees: '-1' is no whole number"),
        (
            "A,micro,1,seats sea",
            "row 2, column ways: nobody here is asked about 'sea'; "
            "seats takeaway delivery is expected",
        ),
    ],
)
def test_a_fault_is_told_with_its_row_and_column(row, fault):
    profiles, told = read(row, "B,micro,2,")
    assert told == [fault]
    assert [profile.name for profile in profiles.values()] == ["B"]


def test_faults_of_the_further_columns_are_told_too():
    _profiles, told = read("A,micro,1,,much,perhaps", head=LONG_HEAD)
    assert told == [
        "row 2, column revenue: 'much' is no whole number",
        "row 2, column household: 'perhaps' is not known; yes, no or blank is expected",
    ]


def test_an_enterprise_stands_there_once():
    profiles, told = read("A,micro,1,", "", ",,,", "A,small,20,")
    assert told == ["row 5, column enterprise: 'A' is there already, on row 2"]
    assert profiles["a"].firm.size == "micro"


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (f"{HEAD},sales", "columns that are not known: 'sales'"),
        (f"{HEAD},revenue,revenue", "columns that are there more than once: 'revenue'"),
    ],
)
def test_another_head_is_refused(head, told):
    profiles, faults = read(head=head)
    assert profiles == {}
    assert len(faults) == 1
    assert told in faults[0]


def test_a_wrong_head_is_told_once_and_the_cells_under_it_all_the_same():
    profiles, told = read("A,tiny", "B,small", head="enterprise,size")
    assert profiles == {}
    assert told[0] == "row 1: columns that are missing: 'employees', 'ways'"
    assert told[1].startswith("row 2, column size: 'tiny' is no size")
    assert len(told) == 2
