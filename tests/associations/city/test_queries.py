"""What the city is told, as rows with names, read from figures that were published."""

import pytest
from django.utils.translation import override

from associations.city.cuts import mean, numbered, part_of, parts_of
from associations.city.queries import (
    WORDS,
    Only,
    agencies,
    cross_tables,
    index_choices,
    narrowings,
    only_of,
    published,
    table_of,
)
from associations.models import CityFigures
from registry.areas import areas
from tests.builders import NOW, make_organisation

EVERY_LEVEL, IN_PAIRS, TOGETHER = [0, 1, 2, 3, 4, 5], [0, 0, 1, 1, 2, 2], [0] * 6


def row(code, count: int, cells=(), average: float = 50.0, **more) -> dict:
    return {"code": code, "count": count, "cells": list(cells), "mean": average} | more


def cell(hub, other, count: int) -> dict:
    told = {"count": count, "cells": [count], "mean": 40.0}
    return {"row": hub, "column": other} | told


def figures(**dimensions) -> CityFigures:
    """With these cuts; all others tell of nobody."""
    nothing = {"bands": TOGETHER, "by_part": False, "rows": []}
    crossings = {
        kind: {"rows": [], "columns": [], "bands": TOGETHER, "cells": []}
        for kind in ("size", "area", "association", "quarter")
    }
    crossings |= dimensions.pop("crossings", {})
    told = {name: nothing | dimensions.get(name, {}) for name in WORDS}
    return CityFigures(figures={"dimensions": told, "crossings": crossings})


@pytest.mark.parametrize(
    ("bands", "language", "names"),
    [
        (EVERY_LEVEL, "en", ["0", "1", "2", "3", "4", "5"]),
        (IN_PAIRS, "en", ["0–1", "2–3", "4–5"]),
        ([0, 0, 1, 1, 1, 1], "vi", ["0–1", "2–5"]),
        (TOGETHER, "en", []),
    ],
)
def test_a_band_is_named_by_its_levels_and_all_of_them_by_nothing(
    bands, language, names
):
    with override(language):
        assert table_of(figures(sector={"bands": bands}), "sector").bands == names


@pytest.mark.parametrize(
    ("cells", "told"), [((5,), ()), ((5, 0), (5, 0)), ((2, 1, 4), (2, 1, 4)), ((), ())]
)
def test_one_cell_alone_would_say_the_count_once_more(cells, told):
    table = table_of(figures(sector={"rows": [row("C", 5, cells)]}), "sector")
    assert table.rows[0].cells == told


def codes(table) -> list:
    return [each.code for each in table.rows]


class TestOrder:
    def test_the_largest_stands_first_and_the_rest_last(self):
        rows = [row(None, 90), row("C", 5), row("I", 40), row("G", 12)]
        table = table_of(figures(sector={"rows": rows}), "sector")
        assert codes(table) == ["I", "G", "C", None]
        assert table.count == 147

    def test_equals_stand_by_their_names(self):
        rows = [row("G", 5), row("C", 5), row("I", 5)]
        with override("en"):
            table = table_of(figures(sector={"rows": rows}), "sector")
        names = [each.name for each in table.rows]
        assert names == sorted(names)

    def test_quarters_stand_as_time_goes(self):
        rows = [row("2026-4", 90), row(None, 7), row("2025-1", 5), row("2026-1", 30)]
        table = table_of(figures(quarter={"rows": rows}), "quarter")
        assert codes(table) == ["2025-1", "2026-1", "2026-4", None]


@pytest.mark.parametrize(
    ("dimension", "code", "name"),
    [
        ("sector", "", "Sector not told"),
        ("size", "", "Size not known"),
        ("area", "", "Area not told"),
        ("association", "", "In no association"),
        ("association", "several", "In several associations"),
        ("quarter", "2026-4", "Quarter 4 of 2026"),
        ("sector", None, "All others together"),
        ("sector", "ZZ", "ZZ"),
    ],
)
@pytest.mark.django_db
def test_a_group_without_a_name_of_its_own_has_one_of_ours(dimension, code, name):
    with override("en"):
        table = table_of(figures(**{dimension: {"rows": [row(code, 5)]}}), dimension)
    assert [each.name for each in table.rows] == [name]


@pytest.mark.django_db
def test_an_association_is_named_as_it_is_called_today():
    association = make_organisation("association", "Hội May")
    rows = [row(str(association.pk), 9), row("999999", 5)]
    table = table_of(figures(association={"rows": rows}), "association")
    assert [each.name for each in table.rows] == ["Hội May", "999999"]


def test_what_wards_of_a_part_have_in_common_is_told_by_part():
    part = next(iter(areas().values())).former_province
    rows = [row(None, 8, part=part), row("26734", 5)]
    table = table_of(figures(area={"rows": rows}), "area")
    assert table.by_part[part].count == 8
    assert set(table.by_code) == {"26734"}


class TestNarrowed:
    @pytest.fixture
    def crossed(self) -> CityFigures:
        cells = [
            cell("C", "small", 9),
            cell("C", None, 6),
            cell("I", "small", 7),
            cell(None, "small", 5),
        ]
        size = {"rows": ["C", "I"], "columns": ["small"], "bands": TOGETHER}
        return figures(crossings={"size": size | {"cells": cells}})

    @pytest.mark.parametrize(
        ("dimension", "only", "rows"),
        [
            ("sector", Only("size", "small"), {"C": 9, "I": 7, None: 5}),
            ("size", Only("sector", "C"), {"small": 9, None: 6}),
            ("size", Only("sector", "I"), {"small": 7}),
        ],
    )
    def test_by_a_group_of_the_other_cut(self, crossed, dimension, only, rows):
        table = table_of(crossed, dimension, only)
        assert {each.code: each.count for each in table.rows} == rows
        assert table.only

    @pytest.mark.parametrize(
        ("dimension", "only"),
        [
            ("sector", Only("size", "large")),
            ("size", Only("sector", "G")),
            ("sector", Only("area", "26734")),
            ("area", Only("sector", "C")),
        ],
    )
    def test_what_is_not_told_alone_narrows_nothing(self, crossed, dimension, only):
        assert table_of(crossed, dimension, only) is None

    @pytest.mark.parametrize(
        ("dimension", "words"),
        [
            ("sector", ["quymo.small"]),
            ("size", ["nganh.C", "nganh.I"]),
            ("area", []),
            ("quarter", []),
        ],
    )
    def test_only_what_is_told_is_offered(self, crossed, dimension, words):
        offered = narrowings(crossed, dimension)
        found = [choice.word for _head, choices in offered for choice in choices]
        assert found == words
        assert all(only_of(word, dimension) for word in words)

    def test_a_crossing_as_a_whole_names_both_groups(self, crossed):
        with override("en"):
            (table,) = cross_tables(crossed)
        assert table.kind == "size"
        assert len(table.rows) == 4
        assert ("All others together") in [hub for hub, _row in table.rows]


@pytest.mark.parametrize(
    ("word", "dimension", "only"),
    [
        ("quymo.small", "sector", Only("size", "small")),
        ("quymo.-", "sector", Only("size", "")),
        ("nganh.C", "size", Only("sector", "C")),
        ("nganh.C", "sector", None),
        ("quymo.small", "area", None),
        ("quymo.", "sector", None),
        ("quymo", "sector", None),
        ("gì đó.small", "sector", None),
        ("", "sector", None),
        (".", "sector", None),
    ],
)
def test_an_address_that_cannot_be_read_narrows_nothing(word, dimension, only):
    assert only_of(word, dimension) == only
    if only is not None:
        assert only.word == word, "and written again it is the same"


@pytest.mark.django_db
class TestPublished:
    def keep(self, index_id: str, is_fictional: bool) -> CityFigures:
        whose = {"index_id": index_id, "is_fictional": is_fictional}
        return CityFigures.objects.create(
            **whose, figures={}, told=b"", published_at=NOW
        )

    @pytest.mark.parametrize("is_fictional", [True, False])
    def test_an_invented_agency_is_told_of_invented_enterprises_alone(
        self, is_fictional
    ):
        agency = make_organisation("agency", "Sở", is_fictional=is_fictional)
        kept = {fictional: self.keep("dti", fictional) for fictional in (True, False)}
        assert published(agency) == {"dti": kept[is_fictional]}

    def test_there_is_one_agency_of_each_kind_the_oldest(self):
        first = make_organisation("agency", "Sở một")
        make_organisation("agency", "Sở hai")
        demo = make_organisation("agency", "Sở thử", is_fictional=True)
        assert agencies() == {False: first, True: demo}

    def test_an_index_that_is_not_known_any_more_keeps_its_number(self):
        assert index_choices(["gone"]) == [("gone", "gone")]


class TestCuts:
    @pytest.mark.parametrize(
        ("tenths", "count", "percent"),
        [
            (0, 5, 0.0),
            (5000, 10, 50.0),
            (4123, 10, 41.2),
            (4125, 10, 41.2),
            (1, 1, 0.1),
        ],
    )
    def test_a_mean_is_a_percent_with_one_decimal(self, tenths, count, percent):
        assert mean(tenths, count) == percent

    def test_names_become_numbers_in_their_order(self):
        assert numbered(["I", "C", "I"], ["C", "I"]).tolist() == [1, 0, 1]
        with pytest.raises(KeyError):
            numbered(["Z"], ["C", "I"])

    def test_only_wards_are_in_parts_of_the_city(self):
        assert parts_of("sector", ["C", "I"]) == ([], ())
        one, *_others = areas()
        parts, places = parts_of("area", [one, ""])
        assert [parts[place] for place in places] == [part_of(one), ""]

    @pytest.mark.parametrize("code", ["", "00000", "hcm"])
    def test_what_is_no_ward_is_in_no_part(self, code):
        assert part_of(code) == ""
