"""Decree 80 sorts enterprises by size, and says what each size may be paid."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.sectors import sectors
from registry.sizes import size_class, size_names, support_for, supports

ORDER = ["micro", "small", "medium", "large"]
AMOUNTS = st.integers(min_value=0, max_value=10**13)


@pytest.mark.parametrize(
    ("sector_code", "employees", "revenue", "capital", "size", "reason"),
    [
        ("I", 10, 10_000_000_000, None, "micro", "revenue"),
        ("I", 10, 10_000_000_001, 3_000_000_000, "micro", "capital"),
        ("I", 10, 10_000_000_001, None, "small", "revenue"),
        ("I", 11, 1, 1, "small", "revenue"),
        ("C", 10, 3_000_000_001, None, "small", "revenue"),
        ("C", 200, 200_000_000_000, None, "medium", "revenue"),
        ("C", 200, 200_000_000_001, None, "large", "above_all"),
        ("C", 201, 1, 1, "large", "above_all"),
        ("C", 201, None, None, "large", "above_all"),
        ("G", 5, None, None, "micro", "employees_only"),
        ("G", None, 5, None, "", "unknown"),
        ("P", 5, 5, None, "", "unknown"),
        ("?", 5, 5, None, "", "unknown"),
    ],
)
def test_decree_80_sorts_enterprises_by_size(
    sector_code, employees, revenue, capital, size, reason
):
    found = size_class(
        employees=employees, revenue=revenue, capital=capital, sector_code=sector_code
    )
    assert (found.id, found.reason) == (size, reason)


@pytest.mark.parametrize(
    ("employees", "revenue", "reason"),
    [
        (5, 1, "revenue"),
        (5, None, "employees_only"),
        (None, 1, "unknown"),
        (5000, None, "above_all"),
    ],
)
def test_a_size_says_what_it_was_told_by(employees, revenue, reason):
    size = size_class(
        employees=employees, revenue=revenue, capital=None, sector_code="G"
    )
    assert size.reason == reason


def test_the_limits_that_decided_come_with_the_class():
    found = size_class(employees=5, revenue=1, capital=None, sector_code="G")
    assert found.employees_max >= 5
    assert found.revenue_max > 1
    assert found.capital_max


@given(
    st.sampled_from(sorted(sectors())),
    st.integers(min_value=0, max_value=3000),
    st.integers(min_value=0, max_value=3000),
    AMOUNTS,
)
def test_more_people_never_make_an_enterprise_smaller(code, fewer, more, revenue):
    fewer, more = sorted((fewer, more))
    sizes = [
        size_class(employees=count, revenue=revenue, capital=None, sector_code=code).id
        for count in (fewer, more)
    ]
    if "" not in sizes:
        assert ORDER.index(sizes[0]) <= ORDER.index(sizes[1])


def test_a_size_has_a_name_where_it_can_be_told():
    known = size_class(employees=5, revenue=1, capital=None, sector_code="G")
    unknown = size_class(employees=None, revenue=1, capital=None, sector_code="G")
    assert known.name == size_names()["micro"]
    assert unknown.name == {"vi": "", "en": ""}


def test_support_has_a_ceiling_and_says_how_sure_it_is():
    support = support_for("dx_solutions", "micro")
    assert support.rate_percent == 50
    assert support.ceiling == 20_000_000
    assert support.confidence == "single_secondary"
    assert set(support.name) == {"vi", "en"}


@pytest.mark.parametrize(
    ("item", "size"), [("dx_solutions", "large"), ("dx_solutions", ""), ("?", "micro")]
)
def test_what_the_decree_does_not_name_is_not_paid(item, size):
    assert support_for(item, size) is None


def test_every_kind_of_help_is_known_for_the_sizes_it_names():
    for item, row in supports().items():
        for size in row["ceiling"]:
            assert support_for(item, size).item == item
