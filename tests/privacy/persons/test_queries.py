"""Who somebody is: by an account with its confirmed addresses, or by an address alone."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress

from accounts.audit.services import record_event
from accounts.models import Membership, User
from privacy.persons.queries import (
    confirmed_account,
    enterprises_of,
    has_account,
    households_of,
    invitations_to,
    person_of_account,
    person_of_address,
    requests_of,
    unconfirmed_account,
    with_codes,
    work_offered_to,
)
from tests.builders import (
    CONTACT,
    NOW,
    make_assessment,
    make_lead,
    make_membership,
    make_organisation,
    make_respondent,
    make_result,
    make_solution,
    make_user,
    make_work,
)

pytestmark = pytest.mark.django_db
ADDRESS = "lan@quan.example"
PERSONAL = "079123000456"


@pytest.fixture
def user() -> User:
    return make_user(ADDRESS, full_name="Nguyễn Thị Lan")


def address(user: User, email: str = ADDRESS, verified: bool = True, **fields) -> None:
    EmailAddress.objects.create(user=user, email=email, verified=verified, **fields)


@pytest.mark.parametrize(
    ("verified", "active", "asked", "is_proved", "signs_in", "is_unconfirmed"),
    [
        (True, True, ADDRESS, True, True, False),
        (True, True, "LAN@Quan.example", True, True, False),
        (True, False, ADDRESS, True, False, True),
        (False, True, ADDRESS, False, False, True),
        (False, True, "LAN@quan.example", False, False, True),
        (True, True, "ba@quan.example", False, False, False),
        (True, True, "", False, False, False),
    ],
)
def test_an_address_is_proved_once_it_was_confirmed(
    user, verified, active, asked, is_proved, signs_in, is_unconfirmed
):
    user.is_active = active
    user.save()
    address(user, verified=verified)
    assert confirmed_account(asked) == (user if is_proved else None)
    assert has_account(asked) is signs_in
    assert unconfirmed_account(asked) == (user if is_unconfirmed else None)


@pytest.mark.parametrize(
    ("rows", "emails"),
    [
        ([], {ADDRESS}),
        ([(ADDRESS, True)], {ADDRESS}),
        ([(ADDRESS, False)], set()),
        ([(ADDRESS, True), ("hai@quan.example", True)], {ADDRESS, "hai@quan.example"}),
        ([(ADDRESS, True), ("hai@quan.example", False)], {ADDRESS}),
        ([(ADDRESS, True), ("HAI@quan.example", True)], {ADDRESS, "hai@quan.example"}),
    ],
)
def test_what_was_typed_and_never_confirmed_may_be_a_strangers(user, rows, emails):
    for email, verified in rows:
        address(user, email, verified)
    assert person_of_account(user).emails == emails


class TestOfAddress:
    def test_it_is_whoever_reads_its_letters(self):
        person = person_of_address("LAN@quan.example")
        assert (person.user, person.emails) == (None, {ADDRESS})
        assert person.names == person.phones == person.codes == frozenset()

    def test_an_account_that_confirmed_it_is_not_taken_along_by_a_letter(self, user):
        address(user)
        assert person_of_address(ADDRESS).user is None

    def test_one_that_never_did_goes_with_the_address(self, user):
        address(user, verified=False)
        assert person_of_address(ADDRESS).user == user


class TestNames:
    def test_an_account_without_a_name_has_none(self):
        assert person_of_account(make_user("khong@ten.example")).names == frozenset()

    def test_as_a_contact_the_person_has_the_name_and_the_number_given_there(self):
        lead = make_lead(make_result(make_assessment()), make_solution())
        person = person_of_address(CONTACT.email)
        assert person.names == {CONTACT.name}
        assert person.phones == {CONTACT.phone}
        assert person.organisations == {lead.organisation_id}

    def test_invited_to_answer_the_person_has_the_name_of_the_letter(self):
        assessment = make_assessment()
        respondent = make_respondent(assessment, email="Ba@quan.example")
        person = person_of_address("ba@quan.example")
        assert respondent.name in person.names
        assert person.organisations == {assessment.organisation_id}
        assert list(invitations_to(["ba@quan.example"])) == [respondent]


class TestRequests:
    @pytest.fixture
    def lead(self, user):
        firm = make_organisation(claimed_at=NOW)
        return make_lead(make_result(make_assessment(firm)), make_solution(), by=user)

    @pytest.mark.parametrize(
        ("name", "email", "is_theirs"),
        [
            ("Nguyễn Thị Lan", "", True),
            ("nguyễn thị lan", "", True),
            ("Nguyễn Thị Lan", "quan@quan.example", True),
            ("Trần Văn Ba", "", False),
            ("Trần Văn Ba", "LAN@quan.example", True),
            ("", "", False),
        ],
    )
    def test_whoever_asked_is_the_contact_where_name_or_address_say_so(
        self, user, lead, name, email, is_theirs
    ):
        lead.contact_name, lead.contact_email = name, email
        lead.save()
        assert requests_of(person_of_account(user)) == ([lead] if is_theirs else [])

    def test_asked_by_somebody_else_a_name_alone_says_nothing(self, user, lead):
        lead.contact_name, lead.contact_email, lead.asked_by = user.full_name, "", None
        lead.save()
        assert requests_of(person_of_account(user)) == []


class TestPlaces:
    @pytest.mark.parametrize(
        ("action", "is_trace"),
        [
            ("assessment.submitted", True),
            ("result.opened", False),
            ("evidence.opened", False),
            ("report.taken", False),
        ],
    )
    def test_who_only_looked_has_left_no_words(self, user, action, is_trace):
        seen = make_organisation()
        record_event(
            action=action, organisation=seen, actor=user, subject="result:1", now=NOW
        )
        assert person_of_account(user).organisations == (
            {seen.pk} if is_trace else set()
        )

    def test_where_somebody_was_once_a_member_there_may_be_something(self, user):
        left = make_organisation()
        record_event(
            action="member.removed",
            organisation=left,
            actor=None,
            subject=f"user:{user.pk}",
            now=NOW,
        )
        assert person_of_account(user).organisations == {left.pk}

    def test_only_enterprises_of_today_are_listed(self, user):
        shop = make_organisation()
        make_membership(user, shop)
        make_membership(user, make_organisation("association", "Hội May"))
        assert list(enterprises_of(user)) == [shop]
        Membership.objects.all().delete()
        assert not enterprises_of(user).exists()


class TestHouseholds:
    @pytest.mark.parametrize(
        ("tax_code", "role", "is_personal"),
        [
            (PERSONAL, "owner", True),
            (PERSONAL, "member", False),
            ("0312687878", "owner", False),
            ("0312687878-001", "owner", False),
            ("", "owner", False),
        ],
    )
    def test_the_number_of_a_household_is_its_owners(
        self, user, tax_code, role, is_personal
    ):
        shop = make_organisation(tax_code=tax_code)
        make_membership(user, shop, role)
        assert households_of(user).exists() is is_personal
        codes = {tax_code} if is_personal else set()
        assert with_codes(person_of_account(user)).codes == codes

    def test_also_of_one_that_was_handed_over(self, user):
        shop = make_organisation(tax_code=PERSONAL)
        record_event(
            action="member.added",
            organisation=shop,
            actor=None,
            subject=f"user:{user.pk}",
            now=NOW,
            details={"role": "owner"},
        )
        assert list(households_of(user)) == [shop]

    def test_nobody_has_none(self):
        assert not households_of(None).exists()


def test_work_that_was_offered_is_found_by_the_address():
    offered = make_work(
        make_organisation("association", "Hội May"),
        email="Lan@quan.example",
        expires_at=NOW + timedelta(days=14),
    )
    assert list(work_offered_to([ADDRESS])) == [offered]
    assert not work_offered_to(["ba@quan.example"]).exists()
