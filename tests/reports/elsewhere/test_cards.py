"""One set of answers under several decisions, in words."""

from dataclasses import replace

import pytest
from django.utils import translation

from indexes.crosswalk.estimate import Reach
from indexes.index.model import Index
from indexes.models import IndexVersion
from reports.elsewhere.cards import (
    _is_open,
    cards_of,
    elsewhere_of,
    has_elsewhere,
    own_rows,
)
from tests.builders import (
    index_document,
    make_assessment,
    make_index_version,
    make_organisation,
    make_result,
    make_version_of,
)

pytestmark = pytest.mark.django_db
LARGE, SME = "dbi-2025-large", "dbi-2025-sme"


@pytest.fixture
def result():
    """A food business (sector I) that answered the set of 2021; those of 2025 are in use."""
    version = make_version_of("dbi-2021-sme")
    make_version_of(SME)
    make_version_of(LARGE)
    return make_result(make_assessment(index_version=version, sector="I"), level=2)


def card_of(result, index_id: str, industry: str = ""):
    (card,) = [card for card in cards_of(result, industry) if card.index_id == index_id]
    return card


def test_a_result_that_a_crosswalk_leads_from_has_other_decisions(result):
    assert has_elsewhere(result)
    assert not has_elsewhere(make_result())


def test_to_know_of_other_decisions_no_crosswalk_is_built(result, monkeypatch):
    def refuse(*_args):
        raise AssertionError("built")

    monkeypatch.setattr("indexes.crosswalk.model.Crosswalk.__init__", refuse)
    assert has_elsewhere(result)


def test_each_open_decision_has_a_card(result):
    assert {card.index_id for card in cards_of(result, "")} == {LARGE, SME}


def test_a_retired_set_is_not_shown(result):
    IndexVersion.objects.filter(index_id=LARGE).update(status="retired")
    assert {card.index_id for card in cards_of(result, "")} == {SME}


def test_a_decision_that_wants_an_industry_stands_first_and_tells_nothing(result):
    result.sector = ""
    first, *others = cards_of(result, "")
    assert (first.index_id, first.industry, first.reading) == (SME, "", None)
    assert all(card.reading for card in others)


def test_then_they_stand_in_the_order_of_how_much_is_known(result):
    known = []
    for card in cards_of(result, "food-beverage"):
        elsewhere = elsewhere_of(result, card.index_id, "food-beverage")
        known.append(elsewhere.estimate.points_known)
    assert known == sorted(known, reverse=True)


def test_industries_of_the_sector_stand_first_and_the_chosen_one_is_marked(result):
    card = card_of(result, SME, "steel")
    assert card.industry == "steel"
    assert [industry.id for industry in card.industries if industry.is_chosen] == [
        "steel"
    ]
    likely = elsewhere_of(result, SME, "steel").likely
    first = [industry.id for industry in card.industries[: len(likely)]]
    assert set(first) == set(likely)


def test_a_decision_without_industries_offers_none(result):
    assert card_of(result, LARGE).industries == ()


def test_an_industry_that_the_index_does_not_have_is_none(result):
    assert elsewhere_of(result, SME, "bay-len-sao").variant != "bay-len-sao"


def test_a_decision_that_is_not_among_them_is_not_found(result):
    assert elsewhere_of(result, "small", "") is None
    assert elsewhere_of(result, LARGE, "").version.index_id == LARGE


@pytest.mark.parametrize(("language", "between"), [("vi", " đến "), ("en", " to ")])
def test_a_range_is_told_from_the_lowest_to_the_highest(result, language, between):
    with translation.override(language):
        reading = card_of(result, LARGE).reading
    assert between in reading.total.level
    assert between in reading.total.percent
    for row in reading.rows:
        assert 0 <= row.low <= row.low + row.width <= 100


def test_every_pillar_of_the_decision_has_a_row_by_its_name(result):
    index = make_version_of(LARGE).index
    rows = card_of(result, LARGE).reading.rows
    assert [row.name for row in rows] == [
        pillar["name"]["vi"] for pillar in index.pillars
    ]


def test_the_own_result_is_one_point(result):
    total, rows = own_rows(result)
    assert (total.width, total.low) == (0, 100 * result.total // result.maximum)
    assert len(rows) == len(result.pillar_points)
    assert all(row.width == 0 for row in rows)
    assert not any(" đến " in row.level + row.percent for row in (total, *rows))


@pytest.fixture
def of_own_levels():
    """The small set, the first pillar of which has two levels of its own."""
    document = index_document("small")
    words = {"vi": "Vững", "en": "Firm"}
    level = {"level": 9, "name": words, "meaning": words}
    bands = [{"level": 8, "below": 40}, {"level": 9, "at_least": 40, "up_to": 100}]
    own = {"bands": bands, "levels": [{**level, "level": 8}, level]}
    document["pillars"][0] |= own
    return document


def test_a_pillar_with_levels_of_its_own_is_told_by_their_names(of_own_levels):
    version = make_index_version(of_own_levels)
    _total, rows = own_rows(make_result(make_assessment(index_version=version)))
    assert "Vững" in rows[0].level
    assert not any("Vững" in row.level for row in rows[1:])


def test_of_a_pillar_that_may_be_at_any_of_its_own_levels_nothing_is_said(
    of_own_levels,
):
    index = Index(of_own_levels)
    anywhere = Reach("1", low=1, high=9, maximum=10, low_level=8, high_level=9)
    assert _is_open(anywhere, index)
    assert not _is_open(replace(anywhere, low_level=9), index)


def test_a_bar_begins_at_nothing_where_points_are_below_it(result):
    result.pillar_points = [-result.pillar_maxima[0], *result.pillar_points[1:]]
    _total, rows = own_rows(result)
    assert (rows[0].percent, rows[0].low, rows[0].width) == ("-100,0\u00a0%", 0, 0)


def test_a_pillar_of_which_nothing_applies_is_told_as_nothing(result):
    result.pillar_maxima = [0, *result.pillar_maxima[1:]]
    _total, rows = own_rows(result)
    assert (rows[0].percent, rows[0].level, rows[0].low, rows[0].width) == (
        "–",
        "–",
        0,
        0,
    )


def test_how_many_questions_are_known_is_told_by_number(result):
    estimate = elsewhere_of(result, LARGE, "").estimate
    with translation.override("en"):
        reading = card_of(result, LARGE).reading
    assert reading.carried == (
        f"Of {len(estimate.asked)} questions {len(estimate.exact)} are known for certain, "
        f"{len(estimate.partly)} are narrowed down, {len(estimate.missing)} open."
    )
    assert reading.decides.startswith("That decides ")


def test_every_question_still_open_is_named_once_under_its_pillar(result):
    estimate = elsewhere_of(result, LARGE, "").estimate
    with translation.override("en"):
        parts = card_of(result, LARGE).reading.missing
    questions = [question for part in parts for question in part.questions]
    assert len(questions) == len(estimate.missing) + len(estimate.partly)
    narrowed = [name for name in questions if name.endswith("(narrowed down)")]
    assert len(narrowed) == len(estimate.partly)


def test_every_answer_is_used_or_stands_alone_with_the_reason(result):
    crosswalk = elsewhere_of(result, LARGE, "").crosswalk
    parts = card_of(result, LARGE).alone
    alone = sum(len(part.questions) for part in parts)
    assert alone == len(set(result.index.codes) - crosswalk.used)
    assert all(part.name for part in parts)
    assert len({part.name for part in parts}) == len(parts)


def test_which_answer_tells_what_is_told_with_how_sure_it_is(result):
    estimate = elsewhere_of(result, LARGE, "").estimate
    links = card_of(result, LARGE).reading.links
    assert len(links) == len(estimate.spans)
    for link in links:
        assert link.source
        assert link.question
        assert link.confidence


def test_what_follows_but_is_not_exact_is_called_narrowed_down(result):
    estimate = elsewhere_of(result, LARGE, "").estimate
    with translation.override("en"):
        links = card_of(result, LARGE).reading.links
    for (code, span), link in zip(estimate.spans.items(), links, strict=True):
        follows = estimate.crosswalk.by_target[code]["sure"] == "follows"
        assert (link.confidence == "Narrowed down") is (follows and not span.is_exact)


def test_what_is_carried_over_is_what_is_known_exactly(result):
    estimate = elsewhere_of(result, LARGE, "").estimate
    assert card_of(result, LARGE).reading.to_carry == len(estimate.given())


def test_the_card_is_in_the_language_of_the_reader(result):
    vietnamese = card_of(result, LARGE)
    with translation.override("en"):
        english = card_of(result, LARGE)
    assert vietnamese.title != english.title
    assert vietnamese.note != english.note
    assert vietnamese.confidence != english.confidence


def test_tools_of_another_industry_are_not_named_as_a_source():
    """A row of a crosswalk also names tools that this enterprise was never asked for."""
    make_version_of("dbi-2021-sme")
    draft = make_assessment(
        make_organisation(), make_version_of(SME), variant="food-beverage"
    )
    card = card_of(make_result(draft, level=1), "dbi-2021-sme")
    names = {question["name"]["vi"] for question in draft.index.questions.values()}
    for link in card.reading.links:
        assert any(link.source.startswith(name) for name in names)
