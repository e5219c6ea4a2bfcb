"""Reads for pages: right, and with a constant number of queries."""

from datetime import timedelta
from decimal import Decimal

import pytest

from survey.answers.contradictions import contradictions
from survey.answers.progress import levels_of, missing, progress_of
from survey.answers.queries import answers_of, figures_of
from survey.answers.services import save_answer
from survey.answers.values import AnswerValue
from survey.models import Assessment, Figure
from survey.results.queries import latest_results, results_of_enterprise
from survey.rounds.queries import assessments, assessments_for_home
from tests.builders import (
    NOW,
    make_answers,
    make_assessment,
    make_organisation,
    make_result,
)

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


@pytest.fixture
def draft():
    """As a view has it: fetched with its index version, without the document."""
    make_answers(make_assessment(), level=3)
    return assessments().get()


def test_progress_tells_answered_total_minutes_and_each_step(draft):
    draft.answers.filter(question__in=["2.1.1", "3.1.1", "3.1.2"]).delete()
    progress = progress_of(draft)
    assert (progress.answered, progress.total, progress.minutes_left) == (4, 7, 2)
    assert [
        (row.step.slug, row.answered, row.total, row.state) for row in progress.steps
    ] == [
        ("1-khach-hang", 2, 2, "done"),
        ("2-con-nguoi", 2, 3, "started"),
        ("3-du-lieu", 0, 2, "todo"),
    ]


def test_nothing_is_answered_before_anybody_answers():
    """VN-B opens with four tools already ticked."""
    fresh = make_assessment()
    progress = progress_of(fresh)
    assert (progress.answered, progress.total, progress.minutes_left) == (0, 6, 4)
    assert set(levels_of(fresh).values()) == {None, -2}


def test_missing_questions_come_in_the_order_of_the_index(draft):
    draft.answers.filter(question__in=["3.1.1", "1.1.1"]).delete()
    assert missing(draft) == ["1.1.1", "3.1.1"]


def test_a_contradiction_is_a_question_with_its_places(draft):
    save_answer(
        assessment=draft, question="3.1.1", given=AnswerValue(count=0), by=None, now=NOW
    )
    found = contradictions(draft)
    assert [(row["id"], row["questions"]) for row in found] == [
        ("sales-without-software", ["1.1.2", "3.1.1"])
    ]
    assert set(found[0]["say"]) == {"vi", "en"}


def test_a_hidden_answer_contradicts_nothing(draft):
    save_answer(
        assessment=draft, question="3.1.1", given=AnswerValue(count=0), by=None, now=NOW
    )
    save_answer(
        assessment=draft, question="1.1.1", given=AnswerValue(level=0), by=None, now=NOW
    )
    assert contradictions(draft) == []


def test_figures_of_the_profile_and_of_the_round_stand_together(draft):
    Figure.objects.create(
        assessment=draft, name="revenue_quarter", value=5, changed_at=NOW
    )
    assert figures_of(draft) == {
        "employees": Decimal(20),
        "revenue_quarter": Decimal(5),
    }


def test_home_shows_drafts_and_results_newest_first():
    enterprise = make_organisation()
    older = make_result(make_assessment(enterprise)).assessment
    newer = make_assessment(enterprise, round=2, started_at=NOW + timedelta(days=1))
    make_answers(newer)
    rows = assessments_for_home([enterprise])
    assert [row.pk for row in rows] == [newer.pk, older.pk]
    assert [len(row.newest_results) for row in rows] == [0, 1]


def test_the_latest_result_is_the_newest_of_each_enterprise():
    one, other, none = (make_organisation(name=f"Quán {number}") for number in range(3))
    make_result(make_assessment(one), level=1, created_at=NOW - timedelta(days=365))
    last = make_result(make_assessment(one, round=2), level=2)
    only = make_result(make_assessment(other), level=5)
    assert latest_results([one, other, none]) == {one.pk: last, other.pk: only}
    assert [result.level for result in results_of_enterprise(one)] == [2, 1]


@pytest.mark.parametrize(
    ("read", "queries"),
    [
        (answers_of, 1),
        (figures_of, 1),
        (levels_of, 1),
        (progress_of, 1),
        (missing, 2),
        (contradictions, 2),
        (lambda draft: assessments_for_home([draft.organisation]), 2),
        (lambda draft: results_of_enterprise(draft.organisation), 1),
        (lambda draft: latest_results([draft.organisation]), 1),
    ],
)
def test_each_read_needs_a_fixed_number_of_queries(
    draft, django_assert_num_queries, read, queries
):
    with django_assert_num_queries(queries):
        read(draft)


def test_lists_need_no_more_queries_for_more_enterprises(django_assert_num_queries):
    enterprises = [make_organisation(name=f"Quán {number}") for number in range(5)]
    for enterprise in enterprises:
        make_result(make_assessment(enterprise))
    with django_assert_num_queries(2):
        rows = assessments_for_home(enterprises)
        assert {
            (row.organisation.name, row.index_version.version, len(row.newest_results))
            for row in rows
        }
    with django_assert_num_queries(1):
        assert len(latest_results(enterprises)) == 5


def test_reading_an_assessment_does_not_load_the_document(
    draft, django_assert_num_queries
):
    with django_assert_num_queries(1):
        found = assessments().get()
        assert found.index_version.index_id == "small"
    assert "document" in found.index_version.get_deferred_fields()
    related = Assessment.objects.get().index_version
    assert "document" in related.get_deferred_fields()
