"""What groups and levels are called, in both languages."""

import pytest
from django.utils.translation import override

from associations.cohort.words import area_name, group_name, groups_name, kind_name
from associations.cohort.words import levels_name as levels
from registry.areas import areas, former_provinces
from registry.sector_names import SECTORS
from registry.sizes import size_names

LANGUAGES = ("vi", "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("sector", SECTORS),
        ("size", size_names()),
        ("area", former_provinces()),
    ],
)
def test_every_group_has_a_name_of_its_own(language, kind, names):
    with override(language):
        said = [group_name(kind, name) for name in names]
        assert all(said)
        assert len(set(said)) == len(said)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["sector", "size", "area"])
def test_who_has_not_told_it_stands_under_words_and_no_blank(kind, language):
    with override(language):
        assert (
            group_name(kind, "") == {"vi": "Chưa cho biết", "en": "Not told"}[language]
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_ward_and_every_part_of_the_city_has_a_name(language):
    with override(language):
        for code in (*areas(), *former_provinces()):
            assert area_name(code)


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (["C"], "{C}"),
        (["C", "I"], "{C} + {I}"),
        (["C", ""], "{C} + Not told"),
        (["C", "I", "G"], "Other, together"),
    ],
)
def test_two_are_named_and_more_are_the_others(names, text):
    with override("en"):
        named = {code: str(name) for code, name in SECTORS.items()}
        assert groups_name("sector", names) == text.format_map(named)


@pytest.mark.parametrize(
    ("given", "language", "text"),
    [
        ([3], "en", "Level 3"),
        ([3], "vi", "Mức 3"),
        ([0], "en", "Level 0"),
        ([1, 2], "en", "Level 1–2"),
        ([1, 2, 3], "en", "Level 1–3"),
        ([1, 2, 3], "vi", "Mức 1–3"),
    ],
)
def test_several_levels_are_told_from_the_first_to_the_last(given, language, text):
    with override(language):
        assert levels(given) == text


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_cut_has_a_head(language):
    with override(language):
        assert len({kind_name(kind) for kind in ("sector", "size", "area")}) == 3
