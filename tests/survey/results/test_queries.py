"""Which result of an enterprise counts, and in which order all of them come."""

from datetime import timedelta

import pytest
from django.db.models.sql.compiler import SQLCompiler

from survey.models import Assessment, Result
from survey.results.newest import note_newest
from survey.results.queries import (
    latest_results,
    result_of,
    results,
    results_of_enterprise,
)
from tests.builders import NOW, make_assessment, make_organisation, make_result

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def submitted(result, days: int) -> None:
    later = NOW + timedelta(days=days)
    Assessment.objects.filter(pk=result.assessment_id).update(submitted_at=later)
    note_newest([result.organisation_id])


def test_the_latest_result_is_the_newest_of_each_enterprise():
    one, other, none = (make_organisation(name=f"Quán {number}") for number in range(3))
    make_result(make_assessment(one), level=1, created_at=NOW - timedelta(days=365))
    last = make_result(make_assessment(one, round=2), level=2)
    only = make_result(make_assessment(other), level=5)
    assert latest_results([one, other, none]) == {one.pk: last, other.pk: only}


def test_the_newest_round_goes_before_what_was_counted_last():
    """An older round may be read anew long after the newer one was submitted."""
    enterprise = make_organisation()
    first = make_result(make_assessment(enterprise))
    second = make_result(make_assessment(enterprise, round=2))
    anew = make_result(
        first.assessment, engine_version="99", created_at=NOW + timedelta(days=9)
    )
    submitted(first, days=0)
    submitted(second, days=5)
    assert results_of_enterprise(enterprise) == [second, anew, first]
    assert latest_results([enterprise])[enterprise.pk] == second


def test_rounds_of_one_moment_come_in_the_order_they_were_begun():
    enterprise = make_organisation()
    first = make_result(make_assessment(enterprise))
    second = make_result(make_assessment(enterprise, round=2))
    assert results_of_enterprise(enterprise) == [second, first]


def test_results_of_others_are_not_among_them():
    make_result()
    assert results_of_enterprise(make_organisation(name="Quán khác")) == []


def test_nobody_has_no_results():
    make_result()
    assert latest_results([]) == {}


def test_a_result_comes_with_all_that_a_page_needs_but_the_document(
    django_assert_num_queries,
):
    make_result()
    with django_assert_num_queries(1):
        result = results().get()
        assert result.organisation.name
        assert result.assessment.round == 1
        assert result.index_version.index_id == "small"
    assert "document" in result.index_version.get_deferred_fields()


def test_more_enterprises_take_no_more_queries(django_assert_num_queries):
    enterprises = [make_organisation(name=f"Quán {number}") for number in range(5)]
    for enterprise in enterprises:
        make_result(make_assessment(enterprise))
    with django_assert_num_queries(1):
        assert len(latest_results(enterprises)) == 5
    with django_assert_num_queries(1):
        assert len(results_of_enterprise(enterprises[0])) == 1


def test_one_result_is_read_whole_by_a_statement_put_together_once(
    django_assert_num_queries, monkeypatch
):
    kept = make_result(make_assessment())
    own = results().get(pk=kept.pk)
    result_of(kept.pk)
    results_of_enterprise(kept.organisation)
    monkeypatch.setattr(SQLCompiler, "as_sql", None)
    with django_assert_num_queries(2):
        found = result_of(kept.pk)
        (of_enterprise,) = results_of_enterprise(kept.organisation)
    for read in (found, of_enterprise):
        assert read.organisation.name == own.organisation.name
        assert read.assessment.submitted_at == own.assessment.submitted_at
        assert read.index_version.get_deferred_fields() == {"document"}
        for field in Result._meta.concrete_fields:
            assert getattr(read, field.attname) == getattr(own, field.attname)


def test_a_result_that_is_not_there_is_none_of_another():
    kept = make_result(make_assessment())
    with pytest.raises(Result.DoesNotExist):
        result_of(kept.pk + 1)
