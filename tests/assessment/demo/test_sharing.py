"""What invented enterprises belong to, share, and whom they ask."""

from datetime import timedelta

import numpy as np
import pytest

from accounts.models import Consent, Organisation
from assessment.demo import sharing
from assessment.demo.population import demo_file
from associations.models import Affiliation, AssociationProfile
from providers.models import Lead
from tests.assessment.demo.facts import NOW
from tests.builders import (
    make_assessment,
    make_lead,
    make_membership,
    make_organisation,
    make_provider,
    make_result,
    make_solution,
    make_user,
)

pytestmark = pytest.mark.django_db
EARLIER = NOW - timedelta(days=40)


def rng_of(seed: int = 5) -> np.random.Generator:
    return np.random.default_rng(seed)


def make_owned_result(number: int = 0, **fields):
    """A weak enterprise with an owner: every solution has something to raise."""
    enterprise = make_organisation(name=f"Quán {number}", created_at=EARLIER)
    make_membership(make_user(f"chu{number}@quan.example"), enterprise)
    result = make_result(make_assessment(enterprise), level=1)
    result.created_at = EARLIER
    for name, value in fields.items():
        setattr(result, name, value)
    result.save()
    return result


# Associations


def test_associations_are_those_of_the_file_with_a_profile_each():
    made = sharing.make_associations(NOW)
    rows = demo_file("associations")["associations"]
    assert list(made) == [row["id"] for row in rows]
    assert AssociationProfile.objects.count() == len(rows)
    for row in rows:
        association = made[row["id"]]
        assert association.name == row["name"]["vi"]
        assert association.kind == Organisation.Kind.ASSOCIATION
        assert association.is_fictional


def test_every_trade_has_an_association_and_none_is_of_another_trade():
    rows = {row["id"]: row for row in demo_file("associations")["associations"]}
    for sector in demo_file("names")["sectors"]:
        fitting = sharing._of_trade(sector)
        assert fitting, sector
        for chosen in fitting:
            sectors = rows[chosen]["sectors"]
            assert not sectors or sector in sectors


def test_a_trade_of_no_association_has_those_of_every_trade():
    open_to_all = []
    for row in demo_file("associations")["associations"]:
        if not row["sectors"]:
            open_to_all.append(row["id"])
    assert sharing._of_trade("?") == open_to_all


def test_enterprises_join_some_associations_and_share_with_some_of_these():
    associations = sharing.make_associations(EARLIER)
    results = [make_owned_result(number) for number in range(12)]
    count = sharing.share_some(rng_of(), results, associations, NOW)
    consents = Consent.objects.filter(purpose="follow")
    assert consents.count() == count
    assert 0 < count <= Affiliation.objects.count()
    for consent in consents:
        assert EARLIER <= consent.given_at <= NOW
        members = Affiliation.objects.filter(enterprise=consent.enterprise)
        assert members.filter(association=consent.grantee).exists()


def test_the_same_seed_shares_the_same():
    associations = sharing.make_associations(EARLIER)
    results = [make_owned_result(number) for number in range(4)]
    first = sharing.share_some(rng_of(9), results, associations, NOW)
    Consent.objects.all().delete()
    Affiliation.objects.all().delete()
    assert sharing.share_some(rng_of(9), results, associations, NOW) == first


def test_a_moment_between_two_is_never_the_last():
    for seed in range(20):
        moment = sharing._between(rng_of(seed), EARLIER, NOW)
        assert EARLIER <= moment < NOW


# Requests


@pytest.fixture
def solution():
    return make_solution(make_provider())


def test_as_many_enterprises_ask_as_are_to(solution):
    results = [make_owned_result(number) for number in range(4)]
    leads = sharing.ask_some(rng_of(), results, 3, NOW)
    assert len({lead.result.organisation_id for lead in leads}) == 3
    assert Lead.objects.count() == 3


def test_nobody_asks_when_nobody_is_to(solution):
    assert sharing.ask_some(rng_of(), [make_owned_result()], 0, NOW) == []


def test_who_is_suggested_nothing_asks_nobody():
    assert sharing.ask_some(rng_of(), [make_owned_result()], 1, NOW) == []


def test_a_request_comes_after_its_result_from_the_owner_with_a_message(solution):
    result = make_owned_result(created_at=NOW - timedelta(hours=1))
    (lead,) = sharing.ask_some(rng_of(), [result], 1, NOW, {Lead.State.SENT: 1})
    assert result.created_at <= lead.asked_at <= NOW
    assert lead.asked_by == sharing._owner(result)
    assert lead.message in demo_file("population")["requests"]


def test_suggestions_are_tried_in_any_order_each_once(solution):
    other = make_solution(make_provider("Công ty Hai", "hai"), "hai")
    result = make_owned_result()
    lead = make_lead(result, solution)
    recommendation = result.recommendations.get()
    tried = list(sharing._in_any_order(rng_of(), recommendation))
    assert {row.slug for row in tried} == {solution.slug, other.slug}
    assert len(tried) == 2
    assert lead.solution == solution
