"""A level in words, the ladder of levels, and how far the next one is."""

from decimal import Decimal

import pytest
from django.utils import translation

from language.texts import spoken_to
from reports.gather.frozen import Frozen
from reports.gather.levels import (
    SMALLEST,
    distance_of,
    ladder_of,
    level_of,
    level_of_indicator,
)
from tests.builders import (
    all_at,
    index_document,
    make_assessment,
    make_index_version,
    make_result,
    make_version_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    return make_version_of("small").index


def frozen_at(level: int, name: str = "small") -> Frozen:
    return Frozen(
        make_result(make_assessment(index_version=make_version_of(name)), level)
    )


@pytest.mark.parametrize(
    ("language", "name", "meaning"),
    [
        ("vi", "Hình thành", "Đã thành nếp."),
        ("en", "Formed", "It has become a habit."),
    ],
)
def test_a_level_has_name_and_meaning_in_the_language(index, language, name, meaning):
    with translation.override(language):
        level = level_of(index, 3)
    assert (level.number, level.name, level.meaning) == (3, name, meaning)


def test_where_nothing_applies_there_is_no_level(index):
    assert level_of(index, None) is None


def test_the_ladder_has_every_level_lowest_first(index):
    assert [rung.level.number for rung in ladder_of(index)] == [0, 1, 2, 3, 4, 5]


def test_each_rung_asks_for_what_the_rules_of_the_index_say(index):
    asked = {
        rung.level.number: (rung.above, rung.pillars, rung.pillar_level)
        for rung in ladder_of(index)
    }
    assert asked[0] == (None, 0, 0)
    assert asked[2] == (Decimal(20), 2, 2)
    assert asked[5] == (Decimal(80), 3, 5)


@pytest.mark.parametrize("name", ["dbi-2021-sme", "dbi-2025-sme", "dma", "wide"])
def test_the_ladder_of_every_index_rises(name):
    version = make_version_of(name)
    variant = next((row["id"] for row in version.index.variants.get("list", ())), "")
    above = [rung.above for rung in ladder_of(version.index_in(variant)) if rung.above]
    assert above == sorted(above)


def test_where_equal_is_enough_the_rung_says_so():
    ladder = ladder_of(make_version_of("wide").index_in("farm"))
    assert ladder[1].strictly is False


def test_the_distance_is_what_raises_the_level():
    frozen = frozen_at(2)
    distance = distance_of(frozen)
    assert distance.target.number == frozen.result.level + 1
    assert distance.points > 0 or distance.pillars > 0


@pytest.mark.parametrize("level", [0, 1, 2, 3, 4])
def test_the_nearest_pillars_are_below_the_level_asked_for_nearest_first(level):
    distance = distance_of(frozen_at(level))
    percents = [near.percent for near in distance.nearest]
    assert percents == sorted(percents)
    for near in distance.nearest:
        assert near.level.number < distance.pillar_level


def test_at_the_top_there_is_no_distance():
    assert distance_of(frozen_at(5)) is None


def test_points_to_go_that_round_to_nothing_are_told_as_the_smallest_step():
    """ "0 points to go" would say that the level is reached."""
    frozen = frozen_at(2)
    frozen.result.total_unit = 10**9
    assert distance_of(frozen).points == SMALLEST


def test_a_level_that_needs_no_more_points_says_zero():
    """Enough in total, too few pillars: only these are wanted."""
    frozen = frozen_at(5)
    frozen.result.pillar_levels = [5] + [0] * (len(frozen.index.pillars) - 1)
    frozen.result.level = 1
    distance = distance_of(frozen)
    assert distance.points == 0
    assert distance.pillars > 0


def answered(name: str, missing: set[str]) -> Frozen:
    """Everything at its top but these, which are at the bottom."""
    draft = make_assessment(index_version=make_version_of(name))
    levels = all_at(draft.index.rubric, 99)
    for code in missing:
        levels[draft.index.places[code]] = 0
    return Frozen(make_result(draft, levels=levels))


def test_what_the_next_level_names_is_told_with_the_answer_it_asks_for():
    frozen = answered("essential-eight", {"ML1-RB-04", "ML2-AC-01", "ML3-PA-01"})
    with translation.override("en"):
        distance = distance_of(frozen)
    assert distance.target.number == 1
    [need] = distance.needs
    assert (need.name, need.level) == ("Restoring is tried out in exercises", "Met")


def test_a_pillar_that_holds_all_back_is_named_with_its_level():
    codes = make_version_of("nist-csf-2").index.codes
    frozen = answered("nist-csf-2", {code for code in codes if code.startswith("RC")})
    with translation.override("vi"):
        distance = distance_of(frozen)
    assert [(need.name, need.level) for need in distance.needs] == [
        ("Khôi phục", "mức 2")
    ]


def test_the_ladder_names_what_each_level_asks_for():
    index = make_version_of("nist-csf-2").index
    rungs = {rung.level.number: rung for rung in ladder_of(index)}
    assert rungs[1].is_start
    assert rungs[2].needs == ()
    assert [need.level for need in rungs[4].needs] == ["mức 3"] * 6
    assert not rungs[4].is_start


def test_a_part_is_named_with_a_level_that_only_parts_have():
    document = index_document("samm-like")
    tier = document["scoring"]["indicator_level"]
    tier["bands"] = [{"level": 6, "below": 50}, {"level": 7, "at_least": 50}]
    text = {"vi": "Có", "en": "There"}
    tier["levels"] = [
        {"level": number, "name": text, "meaning": text} for number in (6, 7)
    ]
    top = document["scoring"]["overall_level"]["bands"][-1]
    top["each"] = [{"indicators": ["G-SM"], "at_least": 7}]
    *_lower, highest = ladder_of(make_index_version(document).index)
    [need] = highest.needs
    assert (need.name, need.level) == ("Chiến lược và thước đo", "mức 7")


def test_of_a_ratio_that_grows_evenly_a_level_names_the_percent():
    document = index_document("dti-agency")
    top = document["scoring"]["overall_level"]["bands"][-1]
    top["each"] = [{"questions": ["1.3"], "at_least": 5000}]
    *_lower, highest = ladder_of(make_index_version(document).index)
    [need] = highest.needs
    assert (need.name, need.level) == ("Tin bài", "Khoảng một nửa (40\u00a0%)")


@pytest.mark.parametrize(
    ("confidence", "told"),
    [
        ({}, "Hộ kinh doanh còn làm giấy."),
        ({"confidence": "two_sources"}, "Doanh nghiệp còn làm giấy."),
    ],
)
def test_to_a_household_our_words_are_reworded_and_a_decision_is_quoted(
    confidence, told
):
    document = index_document("small")
    meaning = {"vi": "Doanh nghiệp còn làm giấy.", "en": "On paper."}
    document["levels"][0] |= {"meaning": meaning, **confidence}
    index = make_index_version(document).index
    with translation.override(spoken_to("vi", is_household=True)):
        assert level_of(index, 0).meaning == told


def test_a_part_has_a_level_in_words_of_its_own():
    index = make_version_of("essential-eight").index
    with translation.override("en"):
        assert level_of_indicator(index, 1).name == "Complete"
    assert level_of_indicator(index, None) is None
