"""What a browser holds that came by a link: as long as nobody ends the links."""

import pytest
from django.http import Http404

from accounts.access import Action, may, require, visitor_of
from accounts.held import hold, hold_by_link
from tests.accounts.test_access import asks
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
