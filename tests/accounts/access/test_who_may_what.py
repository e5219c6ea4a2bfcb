"""Who may do what: members, followers by consent, openers of links, holders, strangers."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import RequestFactory
from django.utils import timezone, translation

from accounts.access.actions import Action, may, require
from accounts.access.fetching import (
    fetch,
    fetch_enterprise,
    fetch_followed,
    fetch_scoped,
)
from accounts.access.links import INVITED, fetch_invited, open_invitation, open_share
from accounts.access.refusals import KeepFirstError, SignInFirstError
from accounts.access.scopes import (
    Item,
    Scope,
    allows,
    allows_on_shared,
    consents_to,
    grantees_of,
    in_force,
    require_item,
    scope_of_items,
    scope_on,
    scope_on_shared,
    seen_through,
)
from accounts.access.visitors import person_of, visitor_of, works_for_others
from accounts.held import hold
from accounts.models import Consent, Organisation
from accounts.services import give_consent, withdraw_consent
from language.texts import spoken, spoken_to
from survey.models import Assessment, Respondent, Result
from survey.results.share_links import make_share_link, revoke_share_link
from tests.builders import (
    NOW,
    make_assessment,
    make_membership,
    make_organisation,
    make_respondent,
    make_result,
    make_user,
)

pytestmark = pytest.mark.django_db

ITEMS = {
    Scope.AGGREGATE: [Item.AGGREGATE],
    Scope.PILLARS: [Item.AGGREGATE, Item.PILLARS],
    Scope.ANSWERS: [Item.AGGREGATE, Item.PILLARS, Item.ANSWERS],
    Scope.EVIDENCE: [Item.AGGREGATE, Item.PILLARS, Item.ANSWERS, Item.EVIDENCE],
}


def asks(user=None):
    """A request of this user, or of a browser without an account."""
    request = RequestFactory().get("/")
    request.user = user or AnonymousUser()
    request.session = SessionStore()  # of no database
    return request


@pytest.fixture
def enterprise() -> Organisation:
    return make_organisation()


@pytest.fixture
def association() -> Organisation:
    return make_organisation("association", "Hội Lương thực")


def member_of(organisation, role="", email="lan@pho.example"):
    user = make_user(email)
    make_membership(user, organisation, role)
    return user


def consent_of(enterprise, grantee, scope, **fields) -> Consent:
    return give_consent(
        enterprise=enterprise,
        grantee=grantee,
        purpose=Consent.Purpose.FOLLOW,
        items=ITEMS[scope],
        text_version="share-2026-11",
        by=None,
        now=NOW,
        **fields,
    )


def test_the_browser_an_enterprise_began_in_goes_on_until_it_is_claimed(enterprise):
    request = asks()
    hold(request, enterprise)
    visitor = visitor_of(request)
    allowed = {action for action in Action if may(visitor, action, enterprise)}
    assert allowed == {Action.READ, Action.WRITE, Action.SUBMIT, Action.HAND_OVER}
    assert list(visitor.held.enterprises()) == [enterprise]

    make_membership(make_user(), enterprise)
    assert not any(may(visitor, action, enterprise) for action in Action)
    assert not visitor.held.enterprises().exists()


@pytest.mark.parametrize("action", [Action.SHARE, Action.INVITE])
@pytest.mark.parametrize("is_signed_in", [False, True])
def test_who_holds_an_enterprise_is_led_to_an_account_and_not_refused(
    enterprise, action, is_signed_in
):
    request = asks(make_user() if is_signed_in else None)
    hold(request, enterprise)
    with pytest.raises(KeepFirstError) as led:
        require(visitor_of(request), action, enterprise)
    assert led.value.enterprise == enterprise


def test_the_browser_it_began_in_is_told_to_sign_in_once_an_account_has_it(enterprise):
    result = make_result(make_assessment(enterprise))
    make_membership(make_user(), enterprise)
    begun, other = asks(), asks(make_user("khac@co.example"))
    for request in (begun, other):
        hold(request, enterprise)
    with pytest.raises(SignInFirstError):
        require(visitor_of(begun), Action.READ, enterprise)
    with pytest.raises(SignInFirstError):
        fetch_scoped(begun, Result.objects.all(), public_id=result.public_id)
    for request in (other, asks()):
        with pytest.raises(Http404) as refused:
            require(visitor_of(request), Action.READ, enterprise)
        assert not isinstance(refused.value, SignInFirstError)


def test_what_is_opened_counts_at_once_and_is_remembered_once(enterprise):
    request = asks()
    assert not visitor_of(request).held.begun
    hold(request, enterprise)
    hold(request, enterprise)
    assert visitor_of(request).held.begun == {str(enterprise.public_id)}
    assert list(request.session.values()) == [[str(enterprise.public_id)]]


def test_a_stranger_gets_404_and_a_reader_who_writes_403(enterprise, association):
    stranger = visitor_of(asks(make_user()))
    with pytest.raises(Http404):
        require(stranger, Action.READ, enterprise)

    reader = member_of(association)
    consent_of(enterprise, association, Scope.AGGREGATE)
    require(visitor_of(asks(reader)), Action.READ, enterprise)
    with pytest.raises(PermissionDenied):
        require(visitor_of(asks(reader)), Action.WRITE, enterprise)


def test_an_object_is_fetched_with_a_right_or_not_at_all(enterprise):
    draft = make_assessment(enterprise)
    owner = member_of(enterprise)
    drafts = Assessment.objects.all()
    assert fetch(asks(owner), drafts, Action.WRITE, public_id=draft.public_id) == draft
    with pytest.raises(Http404):
        fetch(asks(), drafts, Action.WRITE, public_id=draft.public_id)
    with pytest.raises(Http404):
        fetch(asks(owner), drafts, Action.WRITE, public_id=enterprise.public_id)


@pytest.mark.parametrize("scope", ITEMS)
def test_a_consent_shows_as_much_as_its_widest_item(enterprise, association, scope):
    staff = member_of(association)
    consent_of(enterprise, association, scope)
    visitor = visitor_of(asks(staff))
    assert scope_of_items(ITEMS[scope]) is scope
    assert scope_on(visitor, enterprise) is scope
    for item in (Item.AGGREGATE, Item.PILLARS, Item.ANSWERS, Item.EVIDENCE):
        assert allows(visitor, enterprise, item) is (item in ITEMS[scope])
    (listed,) = consents_to(association, NOW)
    assert listed.scope == scope


def test_unknown_items_show_nothing():
    assert scope_of_items([]) is Scope.NOTHING
    assert scope_of_items([Item.CONTACT, "?"]) is Scope.NOTHING


def test_a_consent_that_is_withdrawn_or_over_shows_nothing(enterprise, association):
    staff = member_of(association)
    over = consent_of(
        enterprise,
        association,
        Scope.ANSWERS,
        expires_at=timezone.now() - timedelta(seconds=1),
    )
    assert scope_on(visitor_of(asks(staff)), enterprise) is Scope.NOTHING
    assert not over.stands_at(timezone.now())
    assert over.stands_at(NOW)

    standing = consent_of(enterprise, association, Scope.ANSWERS)
    assert scope_on(visitor_of(asks(staff)), enterprise) is Scope.ANSWERS
    withdraw_consent(consent=standing, by=None, now=NOW)
    assert scope_on(visitor_of(asks(staff)), enterprise) is Scope.NOTHING
    assert not Consent.objects.filter(in_force(timezone.now())).exists()
    assert not consents_to(association, timezone.now()).exists()


def test_an_item_that_is_not_named_is_refused(enterprise, association):
    staff = visitor_of(asks(member_of(association)))
    consent_of(enterprise, association, Scope.PILLARS)
    require_item(staff, enterprise, Item.PILLARS)
    with pytest.raises(PermissionDenied):
        require_item(staff, enterprise, Item.ROADMAP)


def test_the_log_names_whose_consent_opened_something(enterprise, association):
    other = make_organisation("association", "Hội Phở")
    staff = member_of(association)
    make_membership(staff, other, "member")
    consent_of(enterprise, association, Scope.PILLARS)
    consent_of(enterprise, other, Scope.EVIDENCE)
    visitor = visitor_of(asks(staff))
    assert scope_on(visitor, enterprise) is Scope.EVIDENCE
    through = seen_through(visitor, enterprise, Scope.EVIDENCE)
    assert through == [str(other.public_id)]
    assert grantees_of(visitor, enterprise, Scope.EVIDENCE) == [other]
    assert grantees_of(visitor, enterprise, Scope.PILLARS) == []


def test_members_see_everything_through_no_consent(enterprise):
    visitor = visitor_of(asks(member_of(enterprise)))
    assert scope_on(visitor, enterprise) is Scope.OWN
    assert seen_through(visitor, enterprise, Scope.OWN) == []
    assert grantees_of(visitor, enterprise, Scope.EVIDENCE) == []


def test_a_share_link_shows_the_answers_of_one_result_while_it_stands(enterprise):
    shared = make_result(make_assessment(enterprise))
    other = make_result(make_assessment(enterprise, round=2))
    link, _token = make_share_link(result=shared, by=None, now=NOW)
    request = asks()
    open_share(request, link)
    visitor = visitor_of(request)
    assert scope_on_shared(visitor, shared) is Scope.ANSWERS
    assert scope_on_shared(visitor, other) is Scope.NOTHING
    assert scope_on(visitor, enterprise) is Scope.NOTHING
    assert allows_on_shared(visitor, shared, Item.GRADE)
    assert not allows_on_shared(visitor, shared, Item.EVIDENCE)

    revoke_share_link(link=link, by=None, now=NOW)
    assert scope_on_shared(visitor, shared) is Scope.NOTHING


def test_a_link_adds_nothing_for_whoever_sees_more(enterprise, association):
    result = make_result(make_assessment(enterprise))
    link, _token = make_share_link(result=result, by=None, now=NOW)
    consent_of(enterprise, association, Scope.EVIDENCE)
    request = asks(member_of(association))
    open_share(request, link)
    assert scope_on_shared(visitor_of(request), result) is Scope.EVIDENCE


def test_a_result_is_fetched_as_far_as_it_is_shown(enterprise, association):
    result = make_result(make_assessment(enterprise))
    staff = member_of(association)
    consent_of(enterprise, association, Scope.PILLARS)
    lookup = {"public_id": result.public_id}
    results = Result.objects.all()
    assert fetch_scoped(asks(staff), results, **lookup) == (result, Scope.PILLARS)
    assert fetch_followed(asks(staff), results, Scope.PILLARS, **lookup)
    for fetcher in (fetch_scoped, fetch_followed):
        with pytest.raises(PermissionDenied):
            fetcher(asks(staff), results, Scope.ANSWERS, **lookup)
        with pytest.raises(Http404):
            fetcher(asks(), results, Scope.AGGREGATE, **lookup)


def test_a_household_is_spoken_to_as_one_once_its_right_is_known():
    household = make_organisation(is_household=True)
    draft = make_assessment(household)
    lookup = {"public_id": draft.public_id}
    with translation.override("vi"):
        with pytest.raises(Http404):
            fetch(asks(), Assessment.objects.all(), Action.WRITE, **lookup)
        assert spoken() == "vi"
        request = asks()
        hold(request, household)
        fetch(request, Assessment.objects.all(), Action.WRITE, **lookup)
        assert spoken() == spoken_to("vi", is_household=True)


def test_a_household_that_is_named_itself_is_spoken_to_as_one_too():
    household = make_organisation(is_household=True)
    request = asks()
    with translation.override("vi"):
        with pytest.raises(Http404):
            fetch_enterprise(request, Action.WRITE, household.public_id)
        assert spoken() == "vi"
        hold(request, household)
        named = fetch_enterprise(request, Action.WRITE, household.public_id)
        assert named == household
        assert spoken() == spoken_to("vi", is_household=True)


def test_what_is_no_enterprise_is_not_found_as_one_by_its_own_people(association):
    person = make_user()
    make_membership(person, association)
    assert may(visitor_of(asks(person)), Action.READ, association)
    with pytest.raises(Http404):
        fetch_enterprise(asks(person), Action.READ, association.public_id)


def test_who_is_invited_by_a_household_is_spoken_to_as_one_of_it():
    draft = make_assessment(make_organisation(is_household=True))
    respondent = make_respondent(draft)
    lookup = {"public_id": respondent.public_id}
    request = asks()
    open_invitation(request, respondent)
    with translation.override("en"):
        fetch_invited(request, Respondent.objects.all(), **lookup)
        assert spoken() == spoken_to("en", is_household=True)


def test_an_invitation_opens_in_the_browser_that_followed_its_link(enterprise):
    respondent = make_respondent(make_assessment(enterprise))
    request = asks()
    lookup = {"public_id": respondent.public_id}
    with pytest.raises(Http404):
        fetch_invited(request, Respondent.objects.all(), **lookup)
    open_invitation(request, respondent)
    open_invitation(request, respondent)
    assert request.session[INVITED] == [str(respondent.public_id)]
    assert fetch_invited(request, Respondent.objects.all(), **lookup) == respondent


def test_an_agency_or_association_works_for_others_and_an_enterprise_does_not():
    owner = member_of(make_organisation())
    assert not works_for_others(owner)
    make_membership(owner, make_organisation("agency", "Sở Công Thương"))
    assert works_for_others(owner)


def test_a_request_asks_for_memberships_and_consents_once(
    enterprise, association, django_assert_num_queries
):
    request = asks(member_of(association))
    consent_of(enterprise, association, Scope.PILLARS)
    with django_assert_num_queries(2):
        for item in Item:
            allows(visitor_of(request), enterprise, item)


def test_a_person_is_a_user_with_an_account():
    user = make_user()
    assert person_of(asks(user)) == user
    assert person_of(asks()) is None
