"""One set of answers under several decisions, as its owner sees it."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import AuditEvent
from indexes.models import IndexVersion
from reports.elsewhere import cards
from reports.elsewhere.cards import cards_of, elsewhere_of, own_rows
from reports.gather.levels import level_of
from reports.wording.results import level
from survey.answers.progress import progress_of
from survey.models import Answer, Assessment
from survey.results.scored import ScoredResult
from tests.builders import make_assessment, make_result, make_version_of
from tests.pages import assert_clean_page
from tests.personas import make_owner, make_staff
from tests.reports.reading import address, page
from tests.survey.wizard import Fields

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return make_owner()


@pytest.fixture
def result(owner):
    """A food business (sector I) that answered the set of 2021; those of 2025 are in use."""
    version = make_version_of("dbi-2021-sme")
    make_version_of("dbi-2025-sme")
    make_version_of("dbi-2025-large")
    levels = [2 for _code in version.index.codes]
    return make_result(
        make_assessment(owner.organisation, version, sector="I"), levels=levels
    )


def card(result, index_id: str, industry: str = ""):
    return next(one for one in cards_of(result, industry) if one.index_id == index_id)


def test_the_result_leads_to_the_other_decisions(owner, result):
    assert address("elsewhere", result) in page(owner.client, result)


def test_the_page_shows_its_own_result_and_the_others_side_by_side(owner, result):
    page = owner.client.get(address("elsewhere", result)).content.decode()
    assert_clean_page(page)
    others = cards_of(result, "")
    assert {other.index_id for other in others} == {"dbi-2025-sme", "dbi-2025-large"}
    own = 1
    assert page.count('<section class="card"') == own + len(others)
    for other in others:
        assert other.title in page


def test_nothing_is_told_of_a_set_by_industry_before_the_industry_is_known(
    owner, result
):
    found = card(result, "dbi-2025-sme")
    assert (found.industry, found.reading) == ("", None)
    shown = owner.client.get(address("elsewhere", result)).content.decode()
    assert "Anh/chị chọn ngành" in shown
    chosen = card(result, "dbi-2025-sme", "food-beverage")
    assert chosen.industry == "food-beverage"
    assert chosen.reading.rows


def test_a_range_is_told_from_the_lowest_to_the_highest_and_never_as_one_level(result):
    found = card(result, "dbi-2025-large")
    with translation.override("vi"):
        assert " đến " in found.reading.total.level
        assert all(" đến " in row.percent for row in found.reading.rows)
    asked = elsewhere_of(result, "dbi-2025-large", "").estimate.asked
    assert found.reading.carried.startswith(f"Trong {len(asked)} câu:")


@pytest.mark.parametrize("index_id", ["dbi-2025-large", "dbi-2025-sme"])
def test_nothing_is_said_where_anything_is_possible(owner, result, index_id):
    found = card(result, index_id, "food-beverage")
    estimate = elsewhere_of(result, index_id, "food-beverage").estimate
    known = [
        reach for reach in estimate.pillars if reach.high - reach.low < reach.maximum
    ]
    assert known
    assert len(found.reading.rows) == len(known)
    with translation.override("en"):
        page = owner.client.get(address("elsewhere", result)).content.decode()
    assert "0.0% to 100.0%" not in page
    assert "0,0\u00a0% đến 100,0\u00a0%" not in page


def test_of_a_set_of_which_nothing_is_known_no_figure_is_shown(result, monkeypatch):
    """Its total may be anything as well; what remains is that it can be answered."""
    elsewhere = elsewhere_of(result, "dbi-2025-large", "")
    estimate = elsewhere.estimate
    open_pillars = [
        replace(reach, low=0, high=reach.maximum) for reach in estimate.pillars
    ]
    total = replace(estimate.total, low=0, high=estimate.total.maximum)
    unknown = replace(estimate, pillars=tuple(open_pillars), total=total)
    reading = cards._reading(unknown)
    assert (reading.total, reading.rows) == (None, ())


def test_nothing_is_said_of_what_may_be_of_any_level(result):
    """From 1 of 100 points on it may still be of the lowest level and of the highest."""
    elsewhere = elsewhere_of(result, "dbi-2025-large", "")
    estimate = elsewhere.estimate
    numbers = [row["level"] for row in estimate.index.levels]
    total = replace(
        estimate.total, low=1, low_level=min(numbers), high_level=max(numbers)
    )
    assert cards._reading(replace(estimate, total=total)).total is None
    total = replace(total, high_level=max(numbers) - 1)
    assert cards._reading(replace(estimate, total=total)).total is not None


def test_the_own_result_is_one_point(result):
    total, rows = own_rows(result)
    assert total.width == 0
    assert " đến " not in total.level
    assert len(rows) == len(result.index.pillars) > 1


def test_every_answer_is_used_or_said_not_to_be_comparable(result):
    others = cards_of(result, "food-beverage")
    assert others
    for other in others:
        crosswalk = elsewhere_of(result, other.index_id, "food-beverage").crosswalk
        alone = sum(len(part.questions) for part in other.alone)
        assert alone == len(set(result.index.codes) - crosswalk.used)
        assert all(part.name for part in other.alone)


def test_the_page_takes_few_queries(owner, result, django_assert_max_num_queries):
    owner.client.get(address("elsewhere", result))
    with django_assert_max_num_queries(12):
        owner.client.get(address("elsewhere", result))


def test_in_english_nothing_stays_vietnamese(owner, result):
    with translation.override("en"):
        told = cards_of(result, "food-beverage")
    assert told
    totals = [one.reading.total for one in told if one.reading.total]
    assert totals
    assert all(" to " in total.level for total in totals)
    assert told[0].reading.carried.startswith("Of ")


def test_staff_of_an_association_do_not_see_it(result):
    assert make_staff().client.get(address("elsewhere", result)).status_code == 404


@pytest.mark.sql
def test_starting_the_other_set_copies_what_is_certain_to_be_confirmed(owner, result):
    reading = card(result, "dbi-2025-sme", "steel").reading
    go = owner.client.post(
        address("start_elsewhere", result, "dbi-2025-sme"), {"nganh": "steel"}
    )
    draft = Assessment.objects.get(index_version__index_id="dbi-2025-sme")
    assert go.url == reverse("survey:step", args=[draft.public_id, "tiep"])
    assert (draft.variant, draft.state, draft.sector) == ("steel", "draft", "I")
    answers = Answer.objects.filter(assessment=draft)
    assert answers.count() == reading.to_carry > 0
    assert all(answer.to_confirm for answer in answers)
    assert progress_of(draft).answered == 0
    assert AuditEvent.objects.filter(
        action="assessment.started", organisation=owner.organisation
    ).exists()
    assert owner.client.get(go.url, follow=True).status_code == 200


@pytest.mark.sql
def test_how_the_firm_works_and_what_is_wanted_goes_along_to_the_other_set(
    owner, result
):
    told = {"ways": {"stock": True, "delivery": False}, "wants": ["sell"]}
    Assessment.objects.filter(pk=result.assessment_id).update(**told)
    owner.client.post(
        address("start_elsewhere", result, "dbi-2025-sme"), {"nganh": "steel"}
    )
    draft = Assessment.objects.get(index_version__index_id="dbi-2025-sme")
    assert {"ways": draft.ways, "wants": draft.wants} == told


@pytest.mark.parametrize(("days", "is_young"), [(90, True), (365, False)])
def test_whoever_begins_the_other_set_a_year_later_is_young_no_more(
    owner, result, days, is_young
):
    answered = Assessment.objects.filter(pk=result.assessment_id)
    started_at = timezone.now() - timedelta(days=days)
    answered.update(is_young=True, started_at=started_at)
    owner.client.post(address("start_elsewhere", result, "dbi-2025-large"))
    draft = Assessment.objects.get(index_version__index_id="dbi-2025-large")
    assert draft.is_young is is_young


@pytest.mark.parametrize("level", [0, 1, 3, 5])
@pytest.mark.parametrize(
    ("own", "variant", "other"),
    [
        ("dbi-2021-sme", "", "dbi-2025-sme"),
        ("dbi-2021-sme", "", "dbi-2025-large"),
        ("dbi-2025-sme", "food-beverage", "dbi-2021-sme"),
    ],
)
def test_everything_that_was_copied_can_be_confirmed_page_by_page(
    owner, own, variant, other, level
):
    make_version_of(other)
    answered = make_assessment(
        owner.organisation, make_version_of(own), sector="G", variant=variant
    )
    owner.client.post(
        address("start_elsewhere", make_result(answered, level), other),
        {"nganh": "retail"},
    )
    draft = Assessment.objects.get(index_version__index_id=other)
    for one in draft.index.pages:
        here = reverse("survey:step", args=[draft.public_id, one.slug])
        sent = Fields(owner.client.get(here).content.decode()).sent | {"confirm": "all"}
        assert owner.client.post(here, sent).status_code == 302
    assert (
        owner.client.get(address("elsewhere", answered.results.get())).status_code
        == 200
    )
    assert not draft.answers.filter(to_confirm=True).exists()
    assert not draft.answers.filter(state="cleared").exists()


@pytest.mark.sql
def test_an_open_draft_is_gone_on_with_and_not_written_over(owner, result):
    draft = make_assessment(
        owner.organisation, IndexVersion.objects.get(index_id="dbi-2025-large")
    )
    owner.client.post(address("start_elsewhere", result, "dbi-2025-large"))
    assert not draft.answers.exists()
    assert (
        Assessment.objects.filter(index_version__index_id="dbi-2025-large").count() == 1
    )


def test_without_an_industry_the_owner_is_asked_for_it(owner, result):
    result.assessment.organisation.assessments.update(sector="")
    type(result).objects.update(sector="")
    page = owner.client.post(
        address("start_elsewhere", result, "dbi-2025-sme"), follow=True
    )
    assert "Xin anh/chị chọn ngành trước" in page.content.decode()
    assert not Assessment.objects.filter(
        index_version__index_id="dbi-2025-sme"
    ).exists()


def test_a_retired_set_is_not_shown(result):
    IndexVersion.objects.filter(index_id="dbi-2025-large").update(status="retired")
    assert "dbi-2025-large" not in {one.index_id for one in cards_of(result, "")}


@pytest.mark.sql
def test_after_a_set_that_is_retired_the_next_round_is_one_of_another_set(
    owner, result
):
    IndexVersion.objects.filter(index_id="dbi-2021-sme").update(status="retired")
    asked = owner.client.post(
        reverse("survey:next_round", args=[result.assessment.public_id]), follow=True
    )
    assert asked.redirect_chain[-1][0] == address("elsewhere", result)
    assert "Bộ chỉ số của kỳ trước không còn mở" in asked.content.decode()
    begin = reverse("reports:start_elsewhere", args=[result.public_id, "dbi-2025-sme"])
    owner.client.post(begin, {"nganh": "food-beverage"})
    draft = Assessment.objects.get(state="draft")
    assert (draft.organisation, draft.employees) == (
        owner.organisation,
        result.assessment.employees,
    )


SOURCES = {"dbi-2021-sme": "", "dbi-2025-sme": "food-beverage"}


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("part", [0.25, 0.5, 0.9])
def test_with_much_unknown_nothing_is_said_of_what_may_be_anything(
    source, part, monkeypatch
):
    """Whatever was answered of the rest, on every card of every set."""
    for name in ("dbi-2021-sme", "dbi-2025-sme", "dbi-2025-large"):
        make_version_of(name)
    drawn = Random(f"{source} {part}")
    draft = make_assessment(
        index_version=make_version_of(source), variant=SOURCES[source], sector="I"
    )
    questions = draft.index.rubric.questions
    levels = [drawn.choice((0, *question.stops)) for question in questions]
    known = {}
    for question, answer in zip(questions, levels, strict=True):
        if drawn.random() > part:
            known[question.code] = answer
    result = make_result(draft, levels=levels)
    monkeypatch.setattr(ScoredResult, "levels_by_code", known)
    told = 0
    with translation.override("en"):
        for shown in cards_of(result, "food-beverage"):
            total, rows = shown.reading.total, shown.reading.rows
            ends = _ends_of_levels(shown.index_id)
            for row in (*([total] if total else []), *rows):
                told += 1
                assert row.percent != "0.0% to 100.0%"
                assert row.level not in ends
    # Of a half of the set of 2021 something is told still.
    assert told or part == 0.9 or source == "dbi-2025-sme"


def _ends_of_levels(index_id: str) -> set[str]:
    """How it would read that everything from the lowest to the highest level is possible."""
    version = make_version_of(index_id)
    index = version.index_in("food-beverage" if version.index.variants else "")
    ends = set()
    for code in ("", *index.rubric.pillars):
        numbers = [row["level"] for row in index.levels]
        lowest, highest = (
            level(level_of(index, number, code))
            for number in (min(numbers), max(numbers))
        )
        ends.add(f"{lowest} to {highest}")
    return ends
