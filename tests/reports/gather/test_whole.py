"""All parts of the contents put together."""

import pytest

from accounts.access.scopes import Scope
from reports.gather.whole import report_of
from roadmap.planning.position import Position
from survey.benchmark.services import refresh_benchmark
from survey.results.queries import results
from survey.results.services import submit
from survey.rounds.services import change_profile
from tests.builders import (
    NOW,
    make_answers,
    make_assessment,
    make_evidence,
    make_organisation,
    make_provider,
    make_result,
    make_roadmap_of,
    make_solution,
)
from tests.reports.reading import gathered
from tests.survey.benchmark.many import make_independent, make_many

pytestmark = pytest.mark.django_db


def test_a_later_engine_does_not_change_what_an_old_report_says(real_result):
    real_result.total, real_result.level, real_result.pillar_levels = 200, 5, [5] * 6
    contents = gathered(real_result)
    assert (contents.total, contents.level.number, contents.distance) == (200, 5, None)


def test_a_report_keeps_the_name_the_enterprise_had_when_it_submitted(real_result):
    """The same verification code must go on vouching for what was printed."""
    named = real_result.enterprise_name
    following = make_assessment(
        real_result.organisation, real_result.index_version, round=2
    )
    change_profile(assessment=following, by=None, now=NOW, name="Công ty Đổi Tên")
    make_answers(following)
    renamed = submit(assessment=following, by=None, now=NOW)
    assert gathered(results().get(pk=real_result.pk)).name == named
    assert gathered(results().get(pk=renamed.pk)).name == "Công ty Đổi Tên"


def test_each_scope_sees_no_more_than_it_may(real_result):
    aggregate, pillars, answers, own = (
        gathered(real_result, scope=Scope(number)) for number in (1, 2, 3, 4)
    )
    assert aggregate.level == own.level
    assert aggregate.total == own.total
    assert not aggregate.pillars
    assert not aggregate.distance
    assert not aggregate.gaps
    assert not aggregate.steps
    assert not aggregate.sector
    assert [pillar.points for pillar in pillars.pillars] == real_result.pillar_points
    assert not any(pillar.criteria for pillar in pillars.pillars)
    assert not pillars.gaps
    assert not pillars.strengths
    assert not pillars.steps
    assert answers.pillars == own.pillars
    assert not answers.history
    assert answers.way == own.way
    assert (aggregate.way, pillars.way) == (None, None)
    assert not answers.suggested


def test_gathering_takes_the_same_few_queries_however_many_rounds(
    real_index, django_assert_max_num_queries
):
    enterprise = make_organisation()
    for number in range(1, 6):
        result = make_result(make_assessment(enterprise, real_index, round=number))
    result = results().get(pk=result.pk)
    with django_assert_max_num_queries(5):
        gathered(result)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_contents_are_in_the_language_that_is_active(real_result, language):
    contents = gathered(real_result, language)
    assert contents.language == language
    assert contents.source.title == real_result.index.title[language]


def test_the_enterprise_is_told_as_it_was_with_its_profile_in_words():
    draft = make_assessment(make_organisation(name="Tiệm bánh"), area="", size="small")
    contents = gathered(make_result(draft))
    assert contents.name == "Tiệm bánh"
    assert contents.sector == "Quán ăn, quán cà phê, khách sạn"
    assert contents.size
    assert (contents.area, contents.is_fictional) == ("", False)


def test_an_unknown_sector_or_size_is_left_out():
    contents = gathered(make_result(make_assessment(sector="", size="")))
    assert (contents.sector, contents.size) == ("", "")


def test_the_code_leads_to_the_page_that_checks_it(real_result, settings):
    settings.SITE_URL = "https://mau.example"
    contents = gathered(real_result)
    code = real_result.verification_code
    assert contents.verification_code == code
    assert contents.verify_url == f"https://mau.example/xac-thuc/{code}/"


def test_to_whom_the_grade_is_not_open_no_evidence_is_told(real_result):
    make_evidence(real_result.assessment, "1.1.1")
    told = gathered(real_result)
    untold = gathered(real_result, is_graded=False)
    assert told.grade.name
    assert told.pillars[0].criteria[0].proof > 0
    grades = [untold.grade, *(pillar.grade for pillar in untold.pillars)]
    assert {grade.name for grade in grades} == {""}
    assert not any(criterion.proof for criterion in untold.pillars[0].criteria)


@pytest.mark.parametrize(
    ("scope", "searches"),
    [(Scope.OWN, True), (Scope.ANSWERS, True), (Scope.PILLARS, False)],
)
def test_the_way_is_searched_only_for_who_may_see_it(
    real_result, monkeypatch, scope, searches
):
    asked = []
    monkeypatch.setattr(
        "reports.gather.whole.way_of", lambda *facts: asked.append(facts)
    )
    gathered(real_result, scope=scope)
    assert bool(asked) is searches


@pytest.mark.parametrize("has_roadmap", [True, False])
def test_a_report_searches_no_way_beside_the_steps_that_were_chosen(
    monkeypatch, has_roadmap
):
    result = make_result(level=1)
    if has_roadmap:
        make_roadmap_of(result)
    asked = []
    monkeypatch.setattr(
        "reports.gather.whole.way_of", lambda *facts: asked.append(facts)
    )
    report = report_of(result, scope=Scope.OWN, now=NOW)
    assert bool(report.roadmap) is has_roadmap
    assert bool(asked) is not has_roadmap


@pytest.mark.parametrize("has_roadmap", [True, False])
def test_a_report_stands_in_one_position(monkeypatch, has_roadmap):
    result = make_result(level=1)
    make_solution(make_provider("Sao Mai", "sao-mai"), "ban-hang")
    if has_roadmap:
        make_roadmap_of(result)
    begin = Position.__init__
    begun = []

    def count(position, *args, **named):
        begun.append(position)
        begin(position, *args, **named)

    monkeypatch.setattr(Position, "__init__", count)
    report_of(result, scope=Scope.OWN, now=NOW)
    assert len(begun) == 1


def test_a_report_has_comparison_roadmap_and_suggestions_too():
    make_many(30, 2)
    result = make_result(make_assessment(make_independent()), level=1)
    make_solution(make_provider("Sao Mai", "sao-mai"), "ban-hang")
    make_roadmap_of(result)
    refresh_benchmark(index_id="small", now=NOW)
    result = results().get(pk=result.pk)
    report = report_of(result, scope=Scope.OWN, now=NOW)
    assert report.comparison.sample.count == 31
    assert report.roadmap.total > 0
    (website, *_others) = report.suggested.steps
    assert [one.provider for one in website.suggestions] == ["Sao Mai"]


def test_the_report_of_a_reader_has_what_the_scope_lets_it():
    result = make_result(level=1)
    make_solution(make_provider("Sao Mai", "sao-mai"), "ban-hang")
    make_roadmap_of(result)
    report = report_of(result, scope=Scope.ANSWERS, now=NOW)
    assert (report.suggested, report.roadmap, report.comparison) == (None,) * 3
    assert report.pillars[0].criteria
