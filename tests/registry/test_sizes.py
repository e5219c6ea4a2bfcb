"""Decree 80 sorts enterprises by size; what a missing figure could change is left open."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.sectors import sectors
from registry.sizes import (
    SIZES,
    UNKNOWN,
    does_age_decide,
    limits_of,
    size_class,
    size_names,
)

AMOUNTS = st.integers(min_value=0, max_value=10**13)
BILLION = 10**9
GROUPS = {"agri_industry_construction": "C", "trade_services": "G"}


def sized(sector_code, employees, revenue, capital, *, is_young=False):
    return size_class(
        employees=employees,
        revenue=revenue,
        capital=capital,
        sector_code=sector_code,
        is_young=is_young,
    )


@pytest.mark.parametrize(
    ("sector_code", "employees", "revenue", "capital", "size", "reason"),
    [
        ("I", 10, 10 * BILLION, None, "micro", "revenue"),
        ("I", 10, 10 * BILLION + 1, 3 * BILLION, "micro", "capital"),
        ("I", 11, 1, 1, "small", "revenue"),
        ("C", 10, 3 * BILLION + 1, 3 * BILLION + 1, "small", "revenue"),
        ("C", 200, 200 * BILLION, 10**13, "medium", "revenue"),
        ("C", 200, 200 * BILLION + 1, 100 * BILLION + 1, "large", "above_all"),
        ("C", 201, 1, 1, "large", "above_all"),
        ("C", 201, None, None, "large", "above_all"),
    ],
)
def test_decree_80_sorts_enterprises_by_size(
    sector_code, employees, revenue, capital, size, reason
):
    found = sized(sector_code, employees, revenue, capital)
    assert (found.possible, found.reason) == ((size,), reason)
    assert found.is_certain


@pytest.mark.parametrize(
    ("sector_code", "employees", "revenue", "capital", "possible", "missing"),
    [
        # A factory that is "large" only as long as nobody says how much capital it has.
        ("C", 150, 250 * BILLION, None, ("medium", "large"), ("capital",)),
        ("I", 10, 10 * BILLION + 1, None, ("micro", "small"), ("capital",)),
        ("C", 10, 3 * BILLION + 1, None, ("micro", "small"), ("capital",)),
        ("G", 5, None, 60 * BILLION, ("micro", "small", "medium"), ("revenue",)),
        ("G", 5, None, None, SIZES, ("revenue", "capital")),
        ("G", 60, None, None, ("medium", "large"), ("revenue", "capital")),
        ("G", None, 5, None, SIZES, ("employees",)),
    ],
)
def test_a_class_that_a_missing_figure_could_change_is_open(
    sector_code, employees, revenue, capital, possible, missing
):
    found = sized(sector_code, employees, revenue, capital)
    assert (found.possible, found.missing) == (possible, missing)
    assert not found.is_certain
    assert found.id == possible[0]


@pytest.mark.parametrize(
    ("sector_code", "figures"),
    [("P", (5, 5, 5)), ("?", (5, 5, 5)), ("G", (None, None, None))],
)
def test_nothing_is_said_of_sectors_outside_the_decree_and_without_figures(
    sector_code, figures
):
    found = sized(sector_code, *figures)
    assert found == UNKNOWN
    assert (found.id, found.names) == ("", [])


def test_what_sold_nothing_yet_goes_by_capital_alone():
    assert sized("G", 5, 0, 3 * BILLION).possible == ("micro",)
    assert sized("G", 5, 0, 60 * BILLION).possible == ("medium",)
    assert sized("G", 5, 0, None).missing == ("capital",)


@pytest.mark.parametrize(
    ("revenue", "capital", "possible", "missing"),
    [
        (BILLION, 60 * BILLION, ("medium",), ()),
        (400 * BILLION, 3 * BILLION, ("micro",), ()),
        # What it sold says nothing, so only the capital is missing.
        (BILLION, None, SIZES, ("capital",)),
        (None, 3 * BILLION, ("micro",), ()),
        (None, None, SIZES, ("capital",)),
    ],
)
def test_a_firm_less_than_a_year_old_goes_by_capital_whatever_it_sold(
    revenue, capital, possible, missing
):
    found = sized("G", 5, revenue, capital, is_young=True)
    assert (found.possible, found.missing) == (possible, missing)
    if found.is_certain:
        assert found.reason == "capital"
    named = [figure for row in found.conditions for figure, _most in row.amounts]
    assert "revenue" not in named


@pytest.mark.parametrize(
    ("employees", "revenue", "capital", "decides"),
    [
        (5, BILLION, None, True),
        (5, BILLION, 60 * BILLION, True),
        (5, None, 60 * BILLION, True),
        # Capital says the same, or nothing sold does, or nothing is known, or all are too many.
        (5, BILLION, 3 * BILLION, False),
        (5, 0, None, False),
        (5, None, None, False),
        (150, BILLION, None, False),
    ],
)
def test_the_age_is_asked_only_where_it_makes_another_class(
    employees, revenue, capital, decides
):
    assert decides is does_age_decide(
        employees=employees, revenue=revenue, capital=capital, sector_code="G"
    )


def naive(limits, employees: int, revenue: int, capital: int, is_young=False) -> str:
    """Article 5 read aloud, for figures that are all known."""
    for row in limits:
        by_revenue = not is_young and 0 < revenue <= row.revenue
        if employees <= row.employees and (by_revenue or capital <= row.capital):
            return row.size
    return "large"


def around(limits, figure: str) -> list[int]:
    """Every boundary with its neighbours, and numbers far from all of them."""
    bounds = {getattr(row, figure) for row in limits}
    near = {bound + by for bound in bounds for by in (-1, 0, 1)}
    return sorted({0, 1, 10**13, *near})


@pytest.mark.parametrize("group", GROUPS)
def test_at_every_boundary_with_every_figure_missing_in_turn(group):
    """What is stated as certain holds whatever the missing figures are; else all are named."""
    limits = limits_of(group)
    every = {name: around(limits, name) for name in ("employees", "revenue", "capital")}
    tried = 0
    for figures in product(*([None, *values] for values in every.values())):
        if figures == (None, None, None):
            continue
        completions = product(
            *(
                values if figure is None else [figure]
                for figure, values in zip(figures, every.values(), strict=True)
            )
        )
        completions = [*completions]
        possible = {}
        for is_young in (False, True):
            met = {naive(limits, *each, is_young) for each in completions}
            found = sized(GROUPS[group], *figures, is_young=is_young)
            assert set(found.possible) == met, figures
            assert list(found.possible) == sorted(met, key=SIZES.index)
            possible[is_young] = met
            tried += 1
        names = dict(zip(every, figures, strict=True))
        decides = does_age_decide(**names, sector_code=GROUPS[group])
        assert decides == (possible[False] != possible[True]), figures
    assert tried > 2000


@given(
    st.sampled_from(sorted(sectors())),
    st.integers(min_value=0, max_value=3000),
    st.integers(min_value=0, max_value=3000),
    AMOUNTS,
    AMOUNTS,
)
def test_more_people_never_make_an_enterprise_smaller(
    code, fewer, more, revenue, capital
):
    fewer, more = sorted((fewer, more))
    sizes = [sized(code, count, revenue, capital).id for count in (fewer, more)]
    if "" not in sizes:
        assert SIZES.index(sizes[0]) <= SIZES.index(sizes[1])


@given(
    st.sampled_from("CG"),
    st.none() | st.integers(min_value=0, max_value=300),
    st.none() | AMOUNTS,
    st.none() | AMOUNTS,
    AMOUNTS,
)
def test_a_figure_more_never_opens_what_was_closed(
    code, employees, revenue, capital, told
):
    before = sized(code, employees, revenue, capital)
    filled = [
        sized(code, told if employees is None else employees, revenue, capital),
        sized(code, employees, told if revenue is None else revenue, capital),
        sized(code, employees, revenue, told if capital is None else capital),
    ]
    for after in filled:
        if before.possible:
            assert set(after.possible) <= set(before.possible)


@given(
    st.sampled_from("CG"),
    st.integers(0, 300) | st.none(),
    AMOUNTS | st.none(),
    AMOUNTS | st.none(),
)
def test_only_what_is_missing_can_decide(code, employees, revenue, capital):
    found = sized(code, employees, revenue, capital)
    figures = {"employees": employees, "revenue": revenue, "capital": capital}
    blank = {name for name, value in figures.items() if value is None}
    assert set(found.missing) <= blank
    assert bool(found.missing) == (len(found.possible) > 1)


def test_a_certain_class_comes_with_its_limits_and_an_open_one_with_conditions():
    certain = sized("G", 5, 1, None)
    assert (certain.limits.size, certain.limits.employees) == ("micro", 10)
    assert certain.conditions == ()
    larger = sized("G", 60, None, None)
    assert larger.limits is None
    assert [row.size for row in larger.conditions] == ["medium"]


def test_what_is_known_to_be_small_enough_sets_no_condition():
    """Twenty billion is too much for the first class, and enough for the second by itself."""
    first, second, third = sized("C", None, 20 * BILLION, None).conditions
    assert (first.employees, first.amounts) == (10, (("capital", 3 * BILLION),))
    assert (second.employees, second.amounts) == (100, ())
    assert (third.employees, third.amounts) == (200, ())


def is_met(condition, completed: dict[str, int]) -> bool:
    """The condition read aloud: people within the limit, and one of the amounts."""
    most_people = condition.employees
    if most_people is not None and completed["employees"] > most_people:
        return False
    within = [
        figure
        for figure, most in condition.amounts
        # What sold nothing yet goes by its capital.
        if completed[figure] <= most and (figure, completed[figure]) != ("revenue", 0)
    ]
    return bool(within) or not condition.amounts


def boundaries(figure: str):
    """Blank, or a number at a boundary of either group."""
    values = {value for group in GROUPS for value in around(limits_of(group), figure)}
    return st.none() | st.sampled_from(sorted(values))


@given(
    st.sampled_from(sorted(GROUPS)),
    boundaries("employees"),
    boundaries("revenue"),
    boundaries("capital"),
)
def test_the_first_condition_that_the_missing_figures_meet_names_the_class(
    group, employees, revenue, capital
):
    figures = {"employees": employees, "revenue": revenue, "capital": capital}
    found = sized(GROUPS[group], **figures)
    limits = limits_of(group)
    values = [
        around(limits, name) if figure is None else [figure]
        for name, figure in figures.items()
    ]
    if found.is_certain or not found.possible:
        assert found.conditions == ()
        return
    assert len(found.conditions) == len(found.possible) - 1
    for row in product(*values):
        completed = dict(zip(figures, row, strict=True))
        met = [c.size for c in found.conditions if is_met(c, completed)]
        named = met[0] if met else found.possible[-1]
        assert named == naive(limits, *row)


def test_the_classes_are_those_of_the_registry_in_its_order():
    assert tuple(size_names()) == SIZES


def test_a_size_has_its_names():
    assert sized("G", 5, 1, None).names == [size_names()["micro"]]
