"""What a browser holds that came by a link: as long as nobody ends the links."""

from types import SimpleNamespace

import pytest
from django.http import Http404

from accounts.access.actions import Action, may, require
from accounts.access.links import open_invitation, open_share
from accounts.access.visitors import visitor_of
from accounts.held import hold, hold_by_link
from tests.accounts.access.test_who_may_what import asks
from tests.builders import make_membership, make_organisation, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


@pytest.fixture
def enterprise():
    return make_organisation()


def by_link(enterprise):
    request = asks()
    hold_by_link(request, enterprise)
    return request


def test_a_browser_that_came_by_a_link_goes_on_and_decides_nothing_for_others(
    enterprise,
):
    visitor = visitor_of(by_link(enterprise))
    allowed = {action for action in Action if may(visitor, action, enterprise)}
    assert allowed == {Action.READ, Action.WRITE, Action.SUBMIT}
    assert list(visitor.held.enterprises()) == [enterprise]


def test_once_the_links_are_ended_who_came_by_one_is_a_stranger(enterprise):
    came, began = by_link(enterprise), asks()
    hold(began, enterprise)
    enterprise.links_ended += 1
    enterprise.save()
    with pytest.raises(Http404):
        require(visitor_of(came), Action.READ, enterprise)
    assert not visitor_of(came).held.enterprises().exists()
    assert may(visitor_of(began), Action.WRITE, enterprise)
    assert may(visitor_of(by_link(enterprise)), Action.WRITE, enterprise)


def test_who_began_it_and_opens_the_own_link_still_decides(enterprise):
    request = by_link(enterprise)
    hold(request, enterprise)
    assert may(visitor_of(request), Action.HAND_OVER, enterprise)
    make_membership(make_user(), enterprise)
    assert not may(visitor_of(request), Action.HAND_OVER, enterprise)


class TestVisitByAShareLink:
    @pytest.fixture
    def visit(self):
        link = SimpleNamespace(public_id="1")
        request = asks()
        open_share(request, link)
        return request

    def test_it_is_kept_for_a_day(self, visit):
        assert visit.session.get_expiry_age() == 24 * 3600

    @pytest.mark.parametrize("holding", [hold, hold_by_link])
    def test_what_is_begun_afterwards_is_kept_as_long_as_ever(
        self, visit, enterprise, holding, settings
    ):
        holding(visit, enterprise)
        assert visit.session.get_expiry_age() == settings.SESSION_COOKIE_AGE

    def test_it_shortens_nothing_that_was_begun_before(self, enterprise, settings):
        request = asks()
        hold(request, enterprise)
        open_share(request, SimpleNamespace(public_id="1"))
        assert request.session.get_expiry_age() == settings.SESSION_COOKIE_AGE

    def test_an_invitation_opened_afterwards_is_kept_as_long_as_ever(
        self, visit, settings
    ):
        open_invitation(visit, SimpleNamespace(public_id="2"))
        assert visit.session.get_expiry_age() == settings.SESSION_COOKIE_AGE

    def test_beginning_lengthens_no_session_of_who_is_signed_in(self, enterprise):
        request = asks(make_user())
        request.session.set_expiry(3600)
        hold(request, enterprise)
        assert request.session.get_expiry_age() == 3600
