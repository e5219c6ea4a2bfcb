"""Links that show a result to whoever has them, until they are revoked."""

from datetime import timedelta

import pytest

from accounts.access.visitors import Visitor
from accounts.held import Held
from accounts.models import AuditEvent, Organisation, User
from survey.models import ShareLink
from survey.results.share_links import (
    SHARED_FOR,
    make_share_link,
    open_links,
    revoke_share_link,
    shared_result,
)
from tests.builders import NOW, actions_logged, make_assessment, make_result, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return make_user()


@pytest.fixture
def shared(owner):
    """A link and its token."""
    return make_share_link(result=make_result(), by=owner, now=NOW)


def test_a_share_link_shows_the_result_until_it_is_revoked(shared, owner):
    link, token = shared
    assert shared_result(token=token, now=NOW) == (link, link.result)
    revoke_share_link(link=link, by=owner, now=NOW)
    assert shared_result(token=token, now=NOW) is None


def test_another_token_shows_nothing(shared):
    _link, token = shared
    assert shared_result(token=token + "x", now=NOW) is None
    assert shared_result(token="", now=NOW) is None


def test_the_token_itself_is_kept_nowhere(shared):
    _link, token = shared
    assert token not in str(ShareLink.objects.values().get())
    assert token not in str(list(AuditEvent.objects.values()))


def test_two_links_to_one_result_are_revoked_each_for_itself(shared, owner):
    link, token = shared
    _other, other_token = make_share_link(result=link.result, by=owner, now=NOW)
    revoke_share_link(link=link, by=owner, now=NOW)
    assert shared_result(token=token, now=NOW) is None
    assert shared_result(token=other_token, now=NOW) is not None


def test_revoking_again_keeps_the_first_moment(shared):
    link, _token = shared
    later = NOW + timedelta(days=1)
    revoke_share_link(link=link, by=make_user("hai@pho.example"), now=NOW)
    revoke_share_link(link=link, by=make_user("ba@pho.example"), now=later)
    link.refresh_from_db()
    assert link.revoked_at == NOW


def test_who_made_and_revoked_it_is_logged_once(shared, owner):
    link, _token = shared
    revoke_share_link(link=link, by=owner, now=NOW)
    revoke_share_link(link=link, by=owner, now=NOW)
    assert actions_logged() == ["share_link.made", "share_link.revoked"]
    for event in AuditEvent.objects.all():
        assert event.actor == owner
        assert event.subject == f"result:{link.result.public_id}"
        assert event.organisation == link.result.organisation


def test_opening_a_link_takes_two_queries(shared, django_assert_num_queries):
    _link, token = shared
    with django_assert_num_queries(2):
        _opened, result = shared_result(token=token, now=NOW)
        assert result.organisation.name


def seen_by(user: User, enterprise: Organisation, role: str) -> Visitor:
    roles = {enterprise.pk: role} if role else {}
    return Visitor(user, roles, held=Held(), shares=frozenset())


@pytest.mark.sql
def test_its_owner_sees_the_links_that_still_open_a_result(owner):
    result = make_result()
    later = NOW + timedelta(days=1)
    older, _token = make_share_link(result=result, by=owner, now=NOW)
    newer, _token = make_share_link(result=result, by=owner, now=later)
    gone, _token = make_share_link(result=result, by=owner, now=later)
    revoke_share_link(link=gone, by=owner, now=later)
    visitor = seen_by(owner, result.organisation, "owner")
    assert open_links(result, visitor, NOW) == [newer, older]


def test_links_of_another_result_are_not_among_them(owner):
    result = make_result()
    other = make_result(make_assessment(result.organisation, round=2))
    make_share_link(result=other, by=owner, now=NOW)
    visitor = seen_by(owner, result.organisation, "owner")
    assert open_links(result, visitor, NOW) == []


@pytest.mark.parametrize("role", ["", "member"])
def test_who_may_not_share_sees_no_link(owner, role):
    link, _token = make_share_link(result=make_result(), by=owner, now=NOW)
    visitor = seen_by(owner, link.result.organisation, role)
    assert open_links(link.result, visitor, NOW) == []


def test_a_link_ends_by_itself(owner):
    _link, token = make_share_link(result=make_result(), by=owner, now=NOW)
    last = NOW + SHARED_FOR - timedelta(seconds=1)
    assert shared_result(token=token, now=last) is not None
    assert shared_result(token=token, now=NOW + SHARED_FOR) is None
