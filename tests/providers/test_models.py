"""What the database itself refuses, and the cheap facts of a provider."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from providers.models import Lead, Provider, Recommendation
from tests.builders import NOW, make_provider, make_result, make_solution

sql = pytest.mark.sql


@pytest.mark.parametrize(
    ("until", "is_vetted"),
    [
        (None, False),
        (date(2026, 11, 19), False),
        (date(2026, 11, 20), True),
        (date(2026, 11, 21), True),
    ],
)
def test_a_provider_is_vetted_through_the_last_day(until, is_vetted):
    assert Provider(vetted_until=until).is_vetted_on(date(2026, 11, 20)) is is_vetted


@sql
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("low", "high"), [(-1, 5), (6, 5)], ids=["below nothing", "wrong way round"]
)
def test_a_price_goes_from_the_lower_to_the_higher(low, high):
    provider = make_provider()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_solution(provider, price_from=low, price_to=high)


@sql
@pytest.mark.django_db
@pytest.mark.parametrize("price", [0, 5_000_000])
def test_a_price_may_be_one_and_may_be_nothing(price):
    assert make_solution(price_from=price, price_to=price).pk


@sql
@pytest.mark.django_db
def test_a_recommendation_is_kept_once_for_each_answer():
    result = make_result()
    values = {"digest": "a" * 64, "content": {}, "created_at": NOW, "asked_at": NOW}
    Recommendation.objects.create(result=result, **values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Recommendation.objects.create(result=result, **values)
    Recommendation.objects.create(result=result, **values | {"digest": "b" * 64})
    assert Recommendation.objects.count() == 2


@sql
def test_two_open_requests_to_one_provider_are_refused_whoever_writes_them(ask):
    lead = ask()
    lead.pk, lead.public_id = None, "00000000-0000-4000-8000-000000000000"
    with pytest.raises(IntegrityError), transaction.atomic():
        lead.save(force_insert=True)


@sql
@pytest.mark.parametrize(
    "state", [Lead.State.CLOSED, Lead.State.DECLINED, Lead.State.WITHDRAWN]
)
def test_a_request_that_has_ended_stands_beside_a_new_one(ask, state):
    lead = ask()
    Lead.objects.update(state=state)
    lead.pk, lead.public_id = None, "00000000-0000-4000-8000-000000000000"
    lead.save(force_insert=True)
    assert Lead.objects.count() == 2


def test_names_for_administrators_hold_no_contact_details(ask, solution):
    lead = ask()
    assert str(lead) == f"{lead.public_id} sent"
    assert str(lead.provider) == "Công ty Web Sao Mai"
    assert str(solution) == "web"
    recommendation = Recommendation.objects.get()
    assert str(recommendation).endswith(recommendation.digest[:8])
