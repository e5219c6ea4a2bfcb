"""A round: one enterprise, one index, one number of the round."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from survey.models import Assessment, Figure
from tests.builders import (
    NOW,
    make_assessment,
    make_index_version,
    make_organisation,
    make_result,
    make_version_of,
)

pytestmark = pytest.mark.django_db


@pytest.mark.sql
def test_a_round_of_an_index_is_there_once():
    draft = make_assessment()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_assessment(draft.organisation, draft.index_version)
    make_assessment(draft.organisation, draft.index_version, round=2)
    make_assessment(draft.organisation, make_version_of("dbi-2021-sme"))


@pytest.mark.sql
def test_a_figure_is_there_once_in_a_round():
    draft = make_assessment()
    figure = {"name": "revenue_quarter", "value": 5, "changed_at": NOW}
    row = Figure.objects.create(assessment=draft, **figure)
    assert str(row) == "revenue_quarter=5"
    with pytest.raises(IntegrityError), transaction.atomic():
        Figure.objects.create(assessment=draft, **figure)


def test_a_version_that_somebody_answered_cannot_be_deleted():
    draft = make_assessment()
    with pytest.raises(ProtectedError):
        draft.index_version.delete()


def test_an_enterprise_takes_its_rounds_and_results_with_it():
    result = make_result()
    result.organisation.delete()
    assert not Assessment.objects.exists()


def test_the_index_is_that_of_the_enterprises_industry():
    version = make_version_of("wide")
    farm = make_assessment(index_version=version, variant="farm").index
    assert farm.variant == "farm"
    assert "3.1.f-1" in farm.codes
    assert make_assessment(index_version=version).index.needs_variant


@pytest.mark.sql
def test_the_newest_round_comes_first():
    enterprise = make_organisation()
    version = make_index_version()
    first = make_assessment(enterprise, version)
    second = make_assessment(enterprise, version, round=2)
    assert list(Assessment.objects.all()) == [second, first]
    assert str(second) == "Quán phở Hòa Bình – 2"
