"""The people of the demo who can sign in, one for each role."""

import pytest
from django.contrib.auth.hashers import check_password

from accounts.demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from accounts.models import Membership, User
from assessment.demo import people
from providers.models import Lead
from tests.assessment.demo.facts import NOW
from tests.builders import (
    make_lead,
    make_organisation,
    make_provider,
    make_result,
    make_solution,
)

pytestmark = pytest.mark.django_db


def test_every_sign_in_that_is_shown_has_a_person_and_no_other_has():
    made = people.make_people()
    assert list(made) == [account.email for account in DEMO_ACCOUNTS]
    assert User.objects.count() == len(DEMO_ACCOUNTS)
    assert all(user.full_name for user in made.values())


def test_everybody_has_the_password_of_the_demo_and_a_verified_address():
    for user in people.make_people().values():
        assert check_password(DEMO_PASSWORD, user.password)
        address = user.emailaddress_set.get()
        assert (address.email, address.verified, address.primary) == (
            user.email,
            True,
            True,
        )


def test_only_the_administrator_may_administer():
    for email, user in people.make_people().items():
        administers = email == people.ADMINISTRATOR
        assert user.is_staff == administers
        assert user.is_superuser == administers


def test_the_demo_is_there_when_its_owner_is():
    assert not people.are_there()
    people.make_people()
    assert people.are_there()


def test_somebody_elses_account_is_not_the_demo():
    User.objects.create_user("chu@quanpho.example")
    assert not people.are_there()


@pytest.fixture
def sign_ins():
    return people.make_people()


def joined(user: User) -> Membership:
    return Membership.objects.select_related("organisation").get(user=user)


def test_others_join_the_enterprise_the_association_and_a_provider(sign_ins):
    enterprise = make_organisation()
    association = make_organisation("association", "Hội Cơ khí")
    provider = make_provider()
    people.join_others(sign_ins, enterprise, association, NOW)

    colleague = joined(sign_ins[people.COLLEAGUE])
    assert (colleague.organisation, colleague.role) == (enterprise, "member")
    staff = joined(sign_ins[people.ASSOCIATION])
    assert (staff.organisation, staff.role) == (association, "manager")
    of_provider = joined(sign_ins[people.PROVIDER])
    assert (of_provider.organisation, of_provider.role) == (
        provider.organisation,
        "manager",
    )


def test_the_administrator_joins_nothing(sign_ins):
    make_provider()
    association = make_organisation("association", "Hội Cơ khí")
    people.join_others(sign_ins, make_organisation(), association, NOW)
    administrator = sign_ins[people.ADMINISTRATOR]
    assert not Membership.objects.filter(user=administrator).exists()


@pytest.mark.sql
def test_the_provider_of_the_demo_is_the_one_where_most_requests_wait():
    make_provider("Công ty A", "a-truoc")
    busy = make_provider("Công ty B", "b-sau")
    make_lead(make_result(level=1), make_solution(busy))
    assert people._busiest_provider() == busy


def test_requests_that_are_decided_do_not_wait():
    first = make_provider("Công ty A", "a-truoc")
    decided = make_provider("Công ty B", "b-sau")
    lead = make_lead(make_result(level=1), make_solution(decided))
    Lead.objects.filter(pk=lead.pk).update(state=Lead.State.ACCEPTED)
    assert people._busiest_provider() == first
