"""Reports of all filters, taken from each other: no firm is read by what is left.

A reader has every report that is made of the same members. What it says of levels is asked of a
solver: how few, and how many, could each small group at one level be? Of means and of criteria,
what is left of one report after another is never of few.
"""

import re
from itertools import product

import numpy as np
import pytest
from django.utils import timezone, translation
from scipy.optimize import linprog

from accounts.access.scopes import Scope
from associations.choices import part_name
from associations.cohort.figures import Figures
from associations.cohort.filters import Filters
from associations.cohort.looking import Looked
from associations.cohort.queries import Cohort, Sources, State
from associations.cohort.rows import Rows, shape_of
from registry.areas import areas, former_provinces
from reports.city.contents import Grid, Plot
from reports.city.gather import city_report_of, refusal_of
from reports.city.telling import telling_of
from scoring.disclosure.small_cells import SHARED
from tests.builders import make_index_version, make_organisation

pytestmark = pytest.mark.django_db

LEVELS = range(6)
SECTORS, SIZES = ("C", "G", "I"), ("micro", "small")


def _wards() -> list[str]:
    """Two in each of two parts of the city."""
    wards = []
    for province in list(former_provinces())[:2]:
        own = [
            code for code, unit in areas().items() if unit.former_province == province
        ]
        wards += own[:2]
    return wards


@pytest.fixture
def version():
    return make_index_version()


def cohort_of(version, firms: int, seed: int = 0, **given) -> Cohort:
    """So many firms of mixed kinds; every third has answered twice."""
    chance = np.random.default_rng(seed)
    twice = np.arange(firms) % 3 == 0
    enterprise = np.repeat(np.arange(firms), 1 + twice)
    count = enterprise.size
    shape = shape_of([version])
    is_second = np.append(False, enterprise[1:] == enterprise[:-1])
    profile = {
        "sector": chance.choice(SECTORS, firms, p=(0.5, 0.38, 0.12)),
        "size": chance.choice(SIZES, firms, p=(0.7, 0.3)),
        "area": chance.choice(_wards(), firms, p=(0.4, 0.3, 0.2, 0.1)),
    } | given
    level = chance.choice(LEVELS, count, p=(0.1, 0.3, 0.3, 0.2, 0.07, 0.03))
    tenths = chance.integers(0, 1001, (count, 1 + len(shape.pillars)))
    numbers = np.arange(count)
    rows = Rows(
        result=numbers,
        enterprise=enterprise,
        assessment=numbers,
        version=np.full(count, version.pk),
        round=1 + is_second,
        level=level,
        tenths=tenths.astype(np.int16),
        levels=chance.integers(-1, 6, (count, len(shape.codes))).astype(np.int16),
        **{name: np.array(texts, "<U6")[enterprise] for name, texts in profile.items()},
    )
    scope = chance.choice([Scope.AGGREGATE, Scope.PILLARS, Scope.ANSWERS], firms)
    return Cohort(shape, rows, scope[enterprise], State((), ()), rows)


def every_filter(rounds=(None, 1, 2)) -> list[Filters]:
    places = ("", *list(former_provinces())[:2], *_wards())
    asked = product(("", *SECTORS), ("", *SIZES), places, rounds)
    return [
        Filters("", sector, size, area, number) for sector, size, area, number in asked
    ]


def looked(figures: Figures) -> Looked:
    association = make_organisation("association", "Hội May")
    sources = Sources(association, timezone.now(), [], {})
    return Looked(association, sources, None, figures)


def report_of(cohort: Cohort, filters: Filters):
    with translation.override("en"):
        return city_report_of(looked(Figures(cohort, filters)))


def groups_of(cohort: Cohort, figures: Figures) -> dict[str, np.ndarray]:
    """Masks of the rows that each name in a report stands for."""
    rows = cohort.rows
    provinces = np.array([areas()[code].former_province for code in rows.area.tolist()])
    columns = {
        "sector": (rows.sector, SECTORS),
        "size": (rows.size, SIZES),
        "area": (provinces, tuple(former_provinces())),
    }
    return {
        kind: {name: column == name for name in names}
        for kind, (column, names) in columns.items()
    }


def told_levels(cohort: Cohort, filters: Filters):
    """(mask of rows, mask of levels, how many) of each count of levels in a report."""
    report = report_of(cohort, filters)
    if report is None:
        return
    figures = Figures(cohort, filters)
    telling = telling_of(figures)
    chosen = np.isin(np.arange(len(cohort.rows)), figures.chosen)
    tables = [(telling.levels, [chosen])]
    for split in telling.splits.values():
        parts = [
            np.isin(np.arange(len(cohort.rows)), part.chosen) for part in split.parts
        ]
        tables.append((split.table, parts))
    said = [
        re.findall(r"[\d,]+", cell)[0]
        for section in report.sections
        if section.title.startswith("Levels")
        for block in section.blocks
        if isinstance(block, Grid)
        for row in block.rows
        for cell in row[2:]
    ]
    # Rounds stand between; what they leave of each other is asked below.
    of_rounds = 0
    if telling.rounds is not None and len(telling.rounds.columns) > 1:
        of_rounds = len(telling.rounds.parts) // 2 * len(telling.rounds.columns)
    start = len(telling.columns) if len(telling.columns) > 1 else 0
    said = said[:start] + said[start + of_rounds :]
    told = []
    for table, masks in tables:
        assert not table.hidden.any()
        for mask, counts in zip(masks, table.counts, strict=True):
            for levels, count in zip(table.columns, counts, strict=True):
                told.append((mask, np.isin(cohort.rows.level, levels), int(count)))
    # What is asked of the solver is what the report says.
    # Of one column for all levels no more is said than the total beside it.
    in_columns = [count for _mask, levels, count in told if not levels.all()]
    assert [int(each.replace(",", "")) for each in said] == in_columns
    yield from told


@pytest.mark.parametrize(("size", "seed"), [(24, 1), (60, 2), (150, 3)])
def test_no_few_at_a_level_follow_from_all_reports_together(version, size, seed):
    cohort = cohort_of(version, size, seed)
    rows = cohort.rows
    newest = np.isin(np.arange(len(rows)), cohort.newest)
    kinds = list(product(SECTORS, SIZES, _wards(), LEVELS))
    place = {kind: number for number, kind in enumerate(kinds)}
    columns = (rows.sector, rows.size, rows.area, rows.level)
    each = zip(*(column.tolist() for column in columns), strict=True)
    cell = np.array([place[kind] for kind in each])
    told = [
        each
        for filters in every_filter((None,))
        for each in told_levels(cohort, filters)
    ]
    assert told
    sums, values = [], []
    for mask, levels, count in told:
        assert count == (mask & levels).sum()
        assert not 0 < count < SHARED
        sums.append(_cells_told(kinds, mask & newest, levels, rows, cell))
        values.append(count)
    counts = np.bincount(cell[newest], minlength=len(kinds))
    assert (np.array(sums) @ counts == values).all()
    small = np.flatnonzero((counts > 0) & (counts < SHARED))
    for number in small[:: max(1, small.size // 12)]:
        goal = np.zeros(len(kinds))
        goal[number] = 1
        low = linprog(goal, A_eq=sums, b_eq=values).fun
        high = -linprog(-goal, A_eq=sums, b_eq=values).fun
        assert high - low >= SHARED - 1e-6, kinds[number]


def _cells_told(kinds, mask, levels, rows, cell) -> np.ndarray:
    """(kinds,) which of them a count is of: whole groups, at whole levels."""
    groups = np.unique(cell[mask] // len(LEVELS))
    at = set(rows.level[levels].tolist())
    here = np.zeros(len(kinds))
    for number, (*_group, level) in enumerate(kinds):
        here[number] = number // len(LEVELS) in groups and level in at
    return here


@pytest.mark.parametrize("seed", range(4))
def test_what_is_left_of_one_report_after_another_is_of_nobody_or_of_five(
    version, seed
):
    cohort = cohort_of(version, 60, seed)
    sets = {"all": [], "pillars": [], "answers": []}
    for filters in every_filter():
        figures = Figures(cohort, filters)
        if telling_of(figures) is None:
            continue
        sets["all"].append(set(figures.chosen.tolist()))
        sets["pillars"].append(set(figures.sharing(Scope.PILLARS).tolist()))
        sets["answers"].append(set(figures.answering.tolist()))
        for split in telling_of(figures).splits.values():
            for part in split.parts:
                sets["pillars"].append(set(part.sharing(Scope.PILLARS).tolist()))
    assert len(sets["all"]) > 2
    for name, told in sets.items():
        for one, other in product(told, told):
            if other < one:
                assert len(one - other) >= SHARED, name


def test_what_few_of_the_others_miss_or_have_is_not_told(version):
    cohort = cohort_of(version, 90, 5)
    whole = Figures(cohort, Filters())
    told = 0
    for filters in every_filter((None,)):
        figures = Figures(cohort, filters)
        telling = telling_of(figures)
        if telling is None:
            continue
        for column in np.flatnonzero(telling.criteria):
            missing = whole.lacks[:, column].sum() - figures.lacks[:, column].sum()
            applies = whole.applies[:, column].sum() - figures.applies[:, column].sum()
            left = missing, applies - missing
            assert not any(0 < count < SHARED for count in left)
            told += filters.narrows
    assert told


def test_the_heat_map_leaves_no_few_beside_its_rows(version):
    sector = ["C"] * 20 + ["G"] * 10 + ["I"] * 3
    report = report_of(cohort_of(version, 33, sector=sector), Filters())
    [plot] = [each for each in report.plots if each.kind == "heat"]
    samples = [int(re.search(r"\((\d+)\)", label)[1]) for label in plot.labels]
    assert samples[0] == sum(samples[1:]) or samples[1:] == []
    assert min(samples) >= SHARED


def test_no_report_is_made_that_leaves_out_few(version):
    cohort = cohort_of(version, 33, sector=["C"] * 30 + ["G"] * 3)
    filters = Filters(sector="C")
    assert report_of(cohort, filters) is None
    with translation.override("en"):
        assert "Take the report of all" in refusal_of(looked(Figures(cohort, filters)))
        assert not refusal_of(looked(Figures(cohort, Filters())))


def test_a_report_of_one_ward_says_so(version):
    ward, *_others = _wards()
    cohort = cohort_of(version, 40, area=[ward] * 20 + [_wards()[1]] * 20)
    cohort.rows.level[:] = 2
    cohort.scope[:] = Scope.ANSWERS
    cohort.rows.tenths[:] = 500
    report = report_of(cohort, Filters(area=ward))
    unit = areas()[ward]
    assert report.filtered == unit.name["en"]
    assert report.sample == 20
    whole = report_of(cohort, Filters(area=unit.former_province))
    with translation.override("en"):
        part = part_name(unit.former_province)
    assert whole is None or whole.filtered == part


def test_pictures_of_a_group_are_of_that_group(version):
    cohort = cohort_of(version, 150, 3)
    report = report_of(cohort, Filters(sector="C"))
    count = len(Figures(cohort, Filters(sector="C")))
    [plot] = [each for each in report.plots if each.kind == "distribution"]
    assert sum(count for _start, _end, count in plot.values) == count
    assert isinstance(plot, Plot)
