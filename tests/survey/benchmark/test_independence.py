"""Which enterprises count: claimed or confirmed, and one for each account, network, tax code
and browser.
"""

from datetime import timedelta

import numpy as np
import pytest
from allauth.account.models import EmailAddress

from accounts.models import Confirmation, Membership, Organisation, User
from survey.benchmark.independence import independent_enterprises
from survey.models import Evidence, Origin
from tests.builders import (
    NOW,
    make_assessment,
    make_evidence,
    make_organisation,
)
from tests.survey.benchmark.many import make_independent

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def counting(*among: Organisation) -> set[int]:
    """Of these, or of all there are."""
    ids = keys(*(among or Organisation.objects.all()))
    return set(independent_enterprises(np.array(list(ids), np.int64)).tolist())


def keys(*enterprises: Organisation) -> set[int]:
    return {enterprise.pk for enterprise in enterprises}


def began_at(enterprise: Organisation, **marks: str) -> Organisation:
    Origin.objects.create(organisation=enterprise, **marks)
    return enterprise


def accept_proof(enterprise: Organisation, by: Organisation) -> Evidence:
    proof = make_evidence(make_assessment(enterprise))
    Evidence.objects.filter(pk=proof.pk).update(verdict="accepted", reviewed_for=by)
    return proof


def test_who_has_no_account_does_not_count():
    make_organisation()
    assert counting() == set()
    claimed = make_independent()
    assert counting() == keys(claimed)


@pytest.mark.parametrize(
    "change",
    [
        lambda owner: owner.emailaddress_set.update(verified=False),
        lambda owner: User.objects.filter(pk=owner.pk).update(is_active=False),
        lambda owner: owner.memberships.update(role="member"),
        lambda owner: owner.delete(),
    ],
)
def test_an_account_without_a_verified_address_makes_nobody_count(change):
    enterprise = make_independent()
    change(enterprise.memberships.get().user)
    assert counting() == set()


def test_what_an_association_accepted_proof_of_counts_without_an_account():
    enterprise = make_organisation()
    association = make_organisation("association", "Hội A")
    proof = accept_proof(enterprise, association)
    assert counting() == keys(enterprise)
    Evidence.objects.filter(pk=proof.pk).update(verdict="declined")
    assert counting() == set()


def test_proof_that_was_taken_away_confirms_nothing():
    association = make_organisation("association", "Hội A")
    proof = accept_proof(make_organisation(), association)
    Evidence.objects.filter(pk=proof.pk).update(removed_at=NOW)
    assert counting() == set()


def test_only_an_association_confirms():
    accept_proof(make_organisation(), make_organisation("provider", "Sao Mai"))
    assert counting() == set()


def say_it_is_real(
    enterprise: Organisation, by: Organisation | None = None
) -> Confirmation:
    """As an association does that knows it, or whoever `by` is."""
    by = by or make_organisation("association", "Hội A")
    return Confirmation.objects.create(
        enterprise=enterprise, association=by, given_at=NOW
    )


def test_what_an_association_says_to_be_real_counts_until_it_takes_that_back():
    enterprise = make_organisation()
    confirmation = say_it_is_real(enterprise)
    assert counting() == keys(enterprise)
    confirmation.withdrawn_at = NOW
    confirmation.save()
    assert counting() == set()


@pytest.mark.parametrize("kind", ["provider", "enterprise", "agency"])
def test_what_others_say_to_be_real_does_not_count(kind):
    say_it_is_real(make_organisation(), make_organisation(kind, "Ai đó"))
    assert counting() == set()


def test_said_by_two_associations_it_counts_once_and_as_long_as_one_says_so():
    enterprise = make_organisation()
    first = say_it_is_real(enterprise)
    say_it_is_real(enterprise)
    assert counting() == keys(enterprise)
    first.delete()
    assert counting() == keys(enterprise)


@pytest.mark.parametrize("mark", ["network", "device"])
def test_confirmed_in_one_place_one_counts_and_before_those_that_are_not(mark):
    made_up, *confirmed = [make_independent() for _number in range(3)]
    for enterprise in (made_up, *confirmed):
        began_at(enterprise, **{mark: "a"})
    for enterprise in confirmed:
        say_it_is_real(enterprise)
    assert counting() == keys(confirmed[0])


def test_confirmed_with_one_tax_code_one_counts():
    enterprises = [make_organisation(tax_code="0312687878") for _number in range(2)]
    for enterprise in enterprises:
        say_it_is_real(enterprise)
    assert counting() == keys(enterprises[0])


def test_of_one_account_the_first_enterprise_counts():
    first = make_independent()
    owner = first.memberships.get().user
    second = make_organisation(claimed_at=NOW + timedelta(days=1))
    Membership.objects.create(user=owner, organisation=second, role="owner")
    assert counting() == keys(first)
    # Where the first has answered nothing, the second stands for itself.
    assert counting(second) == keys(second)


@pytest.mark.parametrize(
    ("emails", "count"),
    [
        (("an+1@rieng.example", "an+2@rieng.example"), 1),
        (("an@rieng.example", "AN+quan@rieng.example"), 1),
        (("an@rieng.example", "binh@rieng.example"), 2),
        (("an.nguyen@gmail.com", "annguyen@gmail.com"), 1),
        (("a.n@gmail.com", "an+2@googlemail.com"), 1),
        (("an.nguyen@rieng.example", "annguyen@rieng.example"), 2),
        (("an@rieng.example", "an@khac.example"), 2),
    ],
)
def test_accounts_of_one_mailbox_are_one_account(emails, count):
    for email in emails:
        enterprise = make_independent()
        owner = enterprise.memberships.get().user
        owner.emailaddress_set.update(email=email)
    assert len(counting()) == count


@pytest.mark.parametrize("mark", ["network", "device"])
def test_of_one_network_and_of_one_browser_the_first_counts(mark):
    first, _second, third = [
        began_at(make_independent(), **{mark: name}) for name in ("a", "a", "b")
    ]
    assert counting() == keys(first, third)


def test_what_could_not_be_told_is_had_in_common_with_nobody():
    enterprises = [began_at(make_independent()) for _number in range(3)]
    assert counting() == keys(*enterprises)


@pytest.mark.parametrize(
    ("codes", "count"),
    [
        (("0312687878", "0312687878"), 1),
        (("0312687878", "0312687878-001"), 1),  # a branch of the first
        (("0312687878", "0314409058"), 2),
        (("079085001234", "079085001234"), 1),
        (("079085001234", "079085001299"), 2),  # persons, not branches of one
        (("", ""), 2),
    ],
)
def test_of_one_tax_code_the_first_counts(codes, count):
    for code in codes:
        make_independent(tax_code=code)
    assert len(counting()) == count


def test_who_is_confirmed_counts_before_who_only_came_earlier():
    """Else whoever makes up an enterprise first keeps the real one of its tax code out."""
    made_up = make_independent(tax_code="0312687878")
    real = make_independent(tax_code="0312687878")
    assert counting() == keys(made_up)
    accept_proof(real, make_organisation("association", "Hội A"))
    assert counting() == keys(real)


def test_an_address_is_verified_whichever_of_them_it_is():
    enterprise = make_independent()
    owner = enterprise.memberships.get().user
    EmailAddress.objects.create(user=owner, email="hai@rieng.example", verified=False)
    assert counting() == keys(enterprise)


def test_it_takes_the_same_number_of_queries_however_many_there_are(
    django_assert_num_queries,
):
    for _more in range(2):
        began_at(make_independent(tax_code="0312687878"), network="a")
        with django_assert_num_queries(5):
            counting()
