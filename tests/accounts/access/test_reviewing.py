"""For whom somebody judges who works for several that see the same."""

import pytest

from accounts.access.reviewing import grantee_of
from accounts.access.scopes import Scope
from accounts.access.visitors import visitor_of
from accounts.models import Organisation
from tests.accounts.access.test_who_may_what import asks, consent_of
from tests.builders import make_membership, make_organisation, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def enterprise() -> Organisation:
    return make_organisation()


def seeing(enterprise: Organisation, name: str) -> Organisation:
    association = make_organisation("association", name)
    consent_of(enterprise, association, Scope.EVIDENCE)
    return association


@pytest.mark.parametrize("reviewed_in", [0, 1])
def test_it_is_where_the_person_may_review_however_old_the_consent(
    enterprise, reviewed_in
):
    both = [seeing(enterprise, "Hội Bún"), seeing(enterprise, "Hội Phở")]
    person = make_user("xem@hoi.example")
    for number, association in enumerate(both):
        role = "reviewer" if number == reviewed_in else "reader"
        make_membership(person, association, role)
    visitor = visitor_of(asks(person))
    assert grantee_of(visitor, enterprise, Scope.EVIDENCE) == both[reviewed_in]


def test_who_reviews_nowhere_looks_for_the_one_that_has_seen_it_longest(enterprise):
    person = make_user("doc@hoi.example")
    both = [seeing(enterprise, "Hội Bún"), seeing(enterprise, "Hội Phở")]
    for association in both:
        make_membership(person, association, "reader")
    visitor = visitor_of(asks(person))
    assert grantee_of(visitor, enterprise, Scope.EVIDENCE) == both[0]
    assert grantee_of(visitor, enterprise, Scope.PILLARS) is None


def test_members_judge_for_nobody(enterprise):
    person = make_user("chu@quan.example")
    make_membership(person, enterprise, "owner")
    make_membership(person, seeing(enterprise, "Hội Bún"), "reviewer")
    visitor = visitor_of(asks(person))
    assert grantee_of(visitor, enterprise, Scope.EVIDENCE) is None
