"""Rounds as lists and pages read them, in a fixed number of queries."""

from datetime import timedelta

import pytest

from survey.models import Assessment
from survey.rounds.queries import assessments, assessments_for_home
from tests.builders import (
    NOW,
    make_answers,
    make_assessment,
    make_organisation,
    make_result,
)

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def test_home_shows_drafts_and_results_newest_first():
    enterprise = make_organisation()
    older = make_result(make_assessment(enterprise)).assessment
    newer = make_assessment(enterprise, round=2, started_at=NOW + timedelta(days=1))
    make_answers(newer)
    rows = assessments_for_home([enterprise])
    assert [row.pk for row in rows] == [newer.pk, older.pk]
    assert [len(row.newest_results) for row in rows] == [0, 1]


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


def test_reading_an_assessment_does_not_load_the_document(django_assert_num_queries):
    make_assessment()
    with django_assert_num_queries(1):
        draft = assessments().get()
        assert draft.index_version.index_id == "small"
    assert "document" in draft.index_version.get_deferred_fields()
    related = Assessment.objects.get().index_version
    assert "document" in related.get_deferred_fields()
