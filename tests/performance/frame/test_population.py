"""Many enterprises with results, the same ones every time."""

import random
from datetime import timedelta

import numpy as np
import pytest

from accounts.models import Organisation
from performance.frame import population
from performance.frame.population import COPIED, _copy, _submitted, populate
from survey.benchmark.independence import independent_enterprises
from survey.models import Assessment, Result
from tests.builders import (
    NOW,
    make_assessment,
    make_index_version,
    make_organisation,
    make_result,
)

pytestmark = pytest.mark.django_db
PROFILE = {"sector": "I", "size": "micro", "area": "26734"}


@pytest.fixture
def version(monkeypatch):
    """With three sets of answers, kept two enterprises at once."""
    monkeypatch.setattr(population, "KINDS", 3)
    monkeypatch.setattr(population, "AT_ONCE", 2)
    return make_index_version()


def profile(_chance: random.Random) -> dict:
    return PROFILE


def test_as_many_enterprises_stand_there_as_asked_for(version):
    populate(version, 5, profile)
    assert Assessment.objects.count() == Result.objects.count() == 5
    enterprises = {result.organisation_id for result in Result.objects.all()}
    assert len(enterprises) == 5


def test_the_samples_themselves_do_not_count(version):
    make_result()
    populate(version, 1, profile)
    assert Result.objects.count() == 1


def test_an_enterprise_may_have_several_rounds_each_with_a_result(version):
    populate(version, 2, profile, rounds=lambda _chance: 3)
    for enterprise in Organisation.objects.filter(results__isnull=False).distinct():
        rounds = enterprise.assessments.order_by("round")
        assert [assessment.round for assessment in rounds] == [1, 2, 3]
    assert Result.objects.count() == 6


def test_two_runs_make_the_same_results(version):
    populate(version, 4, profile)
    first = list(Result.objects.order_by("pk").values_list("total", "level"))
    populate(version, 4, profile)
    second = list(Result.objects.order_by("pk").values_list("total", "level"))
    assert first == second


def test_results_differ_from_one_another(version):
    populate(version, 8, profile)
    assert len(set(Result.objects.values_list("total", flat=True))) > 1


def test_the_profile_is_that_of_the_result_too(version):
    populate(version, 1, profile)
    result = Result.objects.get()
    for name, value in PROFILE.items():
        assert getattr(result, name) == value
        assert getattr(result.assessment, name) == value


def test_the_profile_of_each_enterprise_is_drawn_anew(version):
    sizes = iter(("micro", "small", "large"))
    populate(version, 3, lambda _chance: {**PROFILE, "size": next(sizes)})
    kept = Result.objects.order_by("pk").values_list("size", flat=True)
    assert list(kept) == ["micro", "small", "large"]


def test_no_enterprises_is_no_results(version):
    populate(version, 0, profile)
    assert not Result.objects.exists()


# One result


def test_a_copy_says_what_its_sample_says_of_another_enterprise():
    sample = make_result(level=2)
    other = make_assessment(make_organisation(name="Quán khác"), size="micro")
    copy = _copy(sample, other)
    assert (copy.total, copy.level, copy.points) == (
        sample.total,
        sample.level,
        sample.points,
    )
    assert (copy.organisation, copy.assessment) == (other.organisation, other)
    assert copy.size == "micro"


def test_a_copy_can_be_kept_beside_its_sample():
    sample = make_result(level=2)
    copy = _copy(sample, make_assessment(make_organisation(name="Quán khác")))
    copy.save()
    assert copy.public_id != sample.public_id
    assert copy.verification_code != sample.verification_code


def test_a_copy_does_not_pass_for_a_real_result():
    copy = _copy(make_result(), make_assessment(round=2))
    assert copy.verification_code.startswith("B")
    assert "-" not in copy.verification_code


def test_everything_of_a_result_is_copied_but_what_names_the_row():
    names = {field.attname for field in Result._meta.fields}
    assert names - set(COPIED) == {"id", "public_id"}


def test_a_profile_may_say_its_own_times():
    earlier = NOW - timedelta(days=400)
    fields = {**PROFILE, "submitted_at": earlier}
    version, enterprise = make_index_version(), make_organisation()
    (assessment,) = _submitted(version, enterprise, 1, fields)
    assert assessment.submitted_at == earlier
    assert assessment.started_at == NOW
    assert assessment.state == "submitted"


def test_who_is_claimed_counts_in_comparisons(version):
    populate(version, 4, profile)
    enterprises = list(Organisation.objects.filter(results__isnull=False))
    keys = np.array([enterprise.pk for enterprise in enterprises])
    assert independent_enterprises(keys).size == 0
    population.claim(enterprises[:3])
    assert independent_enterprises(keys).size == 3
