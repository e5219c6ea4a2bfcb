"""Whose officers decide: of the firm's own association before any other, never who is near."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Membership, Organisation
from associations.complaints.assigning import association_for, deciders
from providers.models import Application, Complaint, Relation
from tests.builders import (
    NOW,
    make_assessment,
    make_enterprise,
    make_lead,
    make_membership,
    make_organisation,
    make_result,
    make_solution,
    make_user,
)
from tests.personas import make_affiliation
from tests.providers.complaints.world import make_complaint

pytestmark = pytest.mark.django_db
HOUSE = "0312687878"


@pytest.fixture
def complaint() -> Complaint:
    user = make_user()
    result = make_result(make_assessment(make_enterprise(user)))
    return make_complaint(make_lead(result, make_solution(), user), user)


def an_association(name: str, role: str = "officer") -> Organisation:
    association = make_organisation("association", name)
    make_membership(make_user(f"{name}@hoi.example"), association, role)
    return association


def test_any_association_will_do_where_the_firm_belongs_to_none(complaint):
    first = an_association("mot")
    an_association("hai")
    assert association_for(complaint) == first


def test_one_the_firm_belongs_to_comes_before_any_other(complaint):
    an_association("mot")
    own = an_association("hai")
    make_affiliation(complaint.enterprise, own, state="active")
    assert association_for(complaint) == own


def test_one_the_firm_has_left_is_as_any_other(complaint):
    first = an_association("mot")
    left = an_association("hai")
    make_affiliation(complaint.enterprise, left, state="ended", ended_at=NOW)
    assert association_for(complaint) == first


def test_once_somebody_can_decide_nobody_else_is_looked_at(complaint):
    first = an_association("mot")
    counts = []
    for number in range(3):
        with CaptureQueriesContext(connection) as queries:
            assert association_for(complaint) == first
        counts.append(len(queries))
        make_membership(make_user(f"{number}@hoi.example"), first, "officer")
    assert counts[0] == counts[1] == counts[2]
    assert len(list(deciders(first, complaint))) == 4


@pytest.mark.parametrize("role", ["reader", "reviewer"])
def test_whoever_may_not_vet_does_not_decide(complaint, role):
    an_association("mot", role)
    assert association_for(complaint) is None


def test_one_of_the_house_of_a_side_is_passed_over(complaint):
    near = an_association("mot")
    near.tax_code = f"{HOUSE}-001"
    near.save()
    complaint.enterprise.tax_code = HOUSE
    assert list(deciders(near, complaint)) == []
    assert association_for(complaint) is None
    other = an_association("hai")
    assert association_for(complaint) == other


def test_one_whose_only_officer_belongs_to_a_side_is_passed_over(complaint):
    near = an_association("mot")
    (officer,) = deciders(near, complaint)
    make_membership(officer, complaint.provider.organisation, "officer")
    assert association_for(complaint) is None


def test_who_has_it_keeps_it_as_long_as_somebody_can_decide(complaint):
    an_association("mot")
    has_it = an_association("hai")
    complaint.association = has_it
    assert association_for(complaint) == has_it
    Membership.objects.filter(organisation=has_it).delete()
    assert association_for(complaint) != has_it


def test_the_one_that_vetted_the_provider_comes_first(complaint):
    belongs, vetted = an_association("mot"), an_association("hai")
    make_affiliation(complaint.enterprise, belongs, state="active")
    Application.objects.create(
        provider=complaint.provider,
        association=vetted,
        criteria="1",
        state=Application.State.ACCEPTED,
        begun_at=NOW,
    )
    assert association_for(complaint) == vetted


def test_one_whose_only_officer_declared_a_relation_is_passed_over(complaint):
    near = an_association("mot")
    (officer,) = deciders(near, complaint)
    Relation.objects.create(
        association=near,
        provider=complaint.provider,
        person=officer,
        words="Bạn học cũ.",
        declared_at=NOW,
    )
    other = an_association("hai")
    assert list(deciders(near, complaint)) == []
    assert association_for(complaint) == other
