import pytest

from accounts.models import Organisation
from associations.models import Campaign, Member
from tests.associations.campaigns.builders import make_campaign, make_member, today_plan


@pytest.fixture
def association(staff) -> Organisation:
    return staff.organisation


@pytest.fixture
def member(association) -> Member:
    return make_member(association)


@pytest.fixture
def campaign(association, member) -> Campaign:
    """Of one member, since Monday at ten; nobody was written to yet unless time stands there."""
    return make_campaign(association)


@pytest.fixture
def running(association, member) -> Campaign:
    """Of one member, from today by the clock of pages."""
    return make_campaign(association, **today_plan())
