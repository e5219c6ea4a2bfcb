"""Whoever goes is found nowhere afterwards: every table and every file is searched."""

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.urls import reverse

from accounts.audit.verify import breaks
from accounts.models import AuditEvent, Membership, Organisation, User
from accounts.services import add_member, delete_user, remove_member
from privacy.erasure.errors import ErasureError
from privacy.erasure.services import (
    DELETE,
    delete_account,
    delete_enterprise,
    empty_address,
)
from privacy.models import PersonRequest
from privacy.persons.queries import person_of_account, person_of_address
from privacy.requests.services import receive_request
from providers.leads.services import Contact
from providers.models import Lead
from survey.answers.values import AnswerValue
from survey.models import Answer, Evidence, Respondent, Result
from tests.builders import (
    NOW,
    PDF,
    make_assessment,
    make_evidence,
    make_lead,
    make_organisation,
    make_provider,
    make_respondent,
    make_result,
    make_solution,
    make_user,
    save_answer,
)
from tests.personas import make_administrator, make_colleague, make_owner, make_persona
from tests.privacy.leaving import (
    EMAIL,
    NAME,
    PHONE,
    SIGNS,
    TEXT_QUESTION,
    Left,
    leave_traces,
)
from tests.privacy.search import empty_storages, places_with

pytestmark = [pytest.mark.django_db, pytest.mark.sql]

# Where the person stands before: each is a place that the search must be able to look into.
TRACES = {
    "account_emailaddress.email",
    "accounts_posting.answer",
    "accounts_user.email",
    "accounts_user.full_name",
    "accounts_staffinvitation.email",
    "associations_affiliation.reason",
    "associations_associationprofile.about",
    "associations_associationprofile.joining",
    "associations_associationprofile.offers",
    "associations_associationprofile.phone",
    "associations_associationprofile.email",
    "associations_importrow.cells",
    "associations_member.contact_person",
    "associations_member.email",
    "associations_member.note",
    "associations_member.phone",
    "django_admin_log.change_message",
    "django_admin_log.object_repr",
    "django_session.session_data",
    "file of evidence",
    "privacy_addresslink.email",
    "privacy_personrequest.email",
    "privacy_personrequest.words",
    "privacy_requeststep.words",
    "providers_lead.contact_email",
    "providers_lead.contact_name",
    "providers_lead.contact_phone",
    "providers_lead.decline_reason",
    "providers_lead.message",
    "providers_leadfile.name",
    "providers_leadmessage.text",
    "providers_leadoffer.scope",
    "providers_leadoutcome.words",
    "providers_provider.about",
    "providers_provider.email",
    "providers_provider.phone",
    "providers_solution.what",
    "roadmap_roadmapstep.note",
    "roadmap_roadmapstep.text",
    "roadmap_roadmapstep.who",
    "survey_answer.text",
    "survey_answerchange.text",
    "survey_evidence.name",
    "survey_evidence.note",
    "survey_feedback.missing",
    "survey_respondent.email",
    "survey_respondent.name",
    "survey_respondentanswer.text",
}


@pytest.fixture
def left() -> Left:
    empty_storages()
    return leave_traces()


def frozen(result: Result) -> dict:
    return Result.objects.filter(pk=result.pk).values().get()


def test_whoever_deletes_an_account_is_found_in_no_table_and_no_file(
    left, django_capture_on_commit_callbacks, mailoutbox
):
    assert places_with(SIGNS) >= TRACES
    number, before = left.person.user.pk, frozen(left.result)
    signed_in = UserSession.objects.get(user=left.person.user).session_key
    with django_capture_on_commit_callbacks(execute=True):
        delete_account(user=left.person.user, choices={}, by=None, now=NOW)
    assert places_with(SIGNS) == set()
    assert not Session.objects.filter(pk=signed_in).exists()
    # What names nobody stays true, and the log can be proved.
    assert frozen(left.result) == before
    assert list(breaks()) == []
    deleted = AuditEvent.objects.get(action="user.deleted")
    assert (deleted.subject, deleted.actor) == (f"user:{number}", None)
    mine = AuditEvent.objects.filter(actor_number=number)
    assert mine.exists()
    assert not mine.filter(actor__isnull=False).exists()
    _others_keep_what_they_wrote(left)
    assert not PersonRequest.objects.filter(state__in=PersonRequest.OPEN).exists()
    # Nobody can be called any more: requests end, and providers are told.
    assert not Lead.objects.filter(state__in=Lead.LIVE).exists()
    assert not Lead.objects.filter(consent__withdrawn_at__isnull=True).exists()
    told = {address for letter in mailoutbox for address in letter.to}
    assert {"con-cho@sao.example", "noi-khac@sao.example"} <= told


def _others_keep_what_they_wrote(left: Left) -> None:
    answers = Answer.objects.filter(assessment=left.result.assessment)
    text = answers.get(question=TEXT_QUESTION).text
    assert (text[:7], text[-12:]) == ("Hỏi […]", "rồi làm tiếp")
    by_other = Evidence.objects.get(uploaded_by=left.colleague.user)
    assert (by_other.name, by_other.removed_at) == ("thẻ […].pdf", None)
    assert by_other.file


@pytest.fixture
def plain():
    """A person with an account, whom an enterprise of hers names as whom to call."""
    empty_storages()
    person = make_persona(EMAIL, make_organisation(), full_name=NAME)
    result = make_result(make_assessment(person.organisation))
    contact = Contact(NAME, EMAIL, PHONE)
    make_lead(result, make_solution(), person.user, contact=contact)
    make_evidence(result.assessment, content=PDF + f"%{NAME}\n".encode())
    return person


def test_it_makes_no_difference_who_deletes_it(
    plain, django_capture_on_commit_callbacks
):
    administrator = make_administrator("a@b.example")
    address = reverse("admin:accounts_user_delete", args=[plain.user.pk])
    Evidence.objects.update(uploaded_by=plain.user)
    with django_capture_on_commit_callbacks(execute=True):
        answer = administrator.client.post(address, {"post": "yes"})
    assert answer.status_code == 302
    assert places_with(SIGNS) == set()


def test_an_enterprise_goes_with_all_it_has(plain, django_capture_on_commit_callbacks):
    organisation = plain.organisation.pk
    assert "file of evidence" in places_with(SIGNS)
    with django_capture_on_commit_callbacks(execute=True):
        delete_enterprise(enterprise=plain.organisation, by=None, now=NOW)
    assert not Organisation.objects.filter(pk=organisation).exists()
    assert not Result.objects.filter(organisation=organisation).exists()
    assert {place.partition("_")[0] for place in places_with(SIGNS)} == {
        "account",
        "accounts",
    }
    assert list(breaks()) == []
    assert AuditEvent.objects.filter(action="enterprise.deleted").count() == 1


def test_whoever_has_no_account_is_emptied_by_the_address_alone(
    left, django_capture_on_commit_callbacks
):
    left.person.user.delete()
    person = person_of_address(EMAIL.upper())
    assert person.user is None
    assert person.phones == {PHONE}
    with django_capture_on_commit_callbacks(execute=True):
        empty_address(person=person, by=None, now=NOW)
    # A file that somebody else gave is not looked into: there a person has to.
    assert places_with([EMAIL, PHONE]) == {"file of evidence"}
    respondent = Respondent.objects.get(
        assessment__organisation=left.elsewhere.organisation
    )
    assert respondent.name == f"#{respondent.pk}"
    assert respondent.withdrawn_at == NOW


def test_an_account_that_was_never_confirmed_goes_with_the_address(db):
    user = make_user("nham@pho.example")
    empty_address(person=person_of_address("nham@pho.example"), by=None, now=NOW)
    assert not User.objects.filter(pk=user.pk).exists()


SHARED = "028 3822 0000"


def test_what_is_another_s_stays_whatever_was_typed_as_the_person_s_own():
    """A telephone is typed, not proved: a provider's, a colleague's, one in a stranger's text."""
    person = make_persona(EMAIL, make_organisation(), full_name=NAME)
    make_persona("chi-lan@coso.example", person.organisation, "owner")
    provider = make_provider(phone=SHARED, about={"vi": f"Gọi {SHARED}", "en": SHARED})
    solution, stranger = make_solution(provider), make_owner("la@coso.example", "Lạ")
    strangers = make_result(make_assessment(stranger.organisation))
    theirs = Contact("Chị Lan", "lan@coso.example", SHARED)
    far = make_lead(strangers, solution, stranger.user, contact=theirs)
    result = make_result(make_assessment(person.organisation))
    near = make_lead(result, solution, person.user, contact=theirs)
    other = make_solution(make_provider("Khác", "khac"), "khac")
    own = Contact(NAME, EMAIL, SHARED)
    mine = make_lead(result, other, person.user, contact=own)
    delete_account(user=person.user, choices={}, by=person.user, now=NOW)
    for row in (provider, far, near, mine):
        row.refresh_from_db()
    assert (provider.phone, provider.about["en"]) == (SHARED, SHARED)
    assert {lead.contact_phone for lead in (far, near)} == {SHARED}
    assert {lead.state for lead in (far, near)} == {"sent"}
    assert (mine.contact_phone, mine.state) == ("", "withdrawn")


@pytest.mark.parametrize("is_further", [True, False])
def test_an_address_that_was_never_confirmed_takes_nothing_from_its_reader(is_further):
    mine = "ke-la@pho.example" if is_further else EMAIL
    user = make_user(mine)
    EmailAddress.objects.create(user=user, email=EMAIL, verified=False)
    invited = make_respondent(make_assessment(), EMAIL)
    request = receive_request(
        kind="object", email=EMAIL, language="vi", words="Xin", user=None, now=NOW
    )
    assert person_of_account(user).emails == ({mine} if is_further else set())
    delete_account(user=user, choices={}, by=user, now=NOW)
    invited.refresh_from_db()
    request.refresh_from_db()
    assert (invited.email, invited.withdrawn_at) == (EMAIL, None)
    assert request.is_open


NUMBER = "079123000456"


@pytest.mark.parametrize("has_left", [True, False])
def test_the_tax_code_of_a_household_goes_with_whoever_owns_it(has_left):
    """It is the personal number of an owner; a branch's or a company's code is nobody's."""
    empty_storages()
    household = make_organisation(name="Quán cô Ba", tax_code=NUMBER)
    person, other = (
        add_member(organisation=household, user=user, role=role, by=None, now=NOW)
        for user, role in [
            (make_user(EMAIL), "owner"),
            (make_user("khac@coso.example"), "owner"),
        ]
    )
    company = make_persona("cty@coso.example", make_organisation(tax_code="0312687878"))
    round_ = make_assessment(household)
    words = AnswerValue(text=f"MST {NUMBER[:6]} {NUMBER[6:]}")
    save_answer(assessment=round_, question=TEXT_QUESTION, value=words, by=other.user)
    member = make_colleague(company)
    if has_left:
        remove_member(membership=person, by=None, now=NOW)
    assert "accounts_organisation.tax_code" in places_with([NUMBER])
    delete_user(user=member.user, by=None, now=NOW)
    delete_user(user=person.user, by=None, now=NOW)
    household.refresh_from_db()
    assert places_with([NUMBER, f"{NUMBER[:6]} {NUMBER[6:]}"]) == set()
    assert (household.tax_code, household.is_household_business) == ("", True)
    company.organisation.refresh_from_db()
    assert company.organisation.tax_code == "0312687878"
    assert list(breaks()) == []


class TestTheLastOwner:
    def test_says_what_becomes_of_the_enterprise(self, plain):
        with pytest.raises(ErasureError, match="choice_missing"):
            delete_account(user=plain.user, choices={}, by=None, now=NOW)
        assert User.objects.filter(pk=plain.user.pk).exists()

    def test_hands_it_over_to_a_colleague_and_to_nobody_else(self, plain):
        colleague = make_colleague(plain)
        stranger = make_user("la@pho.example")
        enterprise = str(plain.organisation.public_id)
        terms = {"user": plain.user, "by": plain.user, "now": NOW}
        with pytest.raises(ErasureError, match="not_a_colleague"):
            delete_account(choices={enterprise: str(stranger.pk)}, **terms)
        delete_account(choices={enterprise: str(colleague.user.pk)}, **terms)
        membership = Membership.objects.get(organisation=plain.organisation)
        assert (membership.user, membership.role) == (colleague.user, "owner")

    def test_may_have_it_deleted(self, plain):
        choices = {str(plain.organisation.public_id): DELETE}
        delete_account(user=plain.user, choices=choices, by=None, now=NOW)
        assert not Organisation.objects.filter(pk=plain.organisation.pk).exists()
