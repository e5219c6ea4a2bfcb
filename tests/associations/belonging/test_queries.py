"""Who belongs, and who asks to."""

import pytest

from associations.belonging.queries import members_and_asking
from associations.belonging.services import leave
from tests.builders import NOW
from tests.personas import make_affiliation

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def test_members_are_counted_whether_they_share_or_not(staff, owner):
    make_affiliation(owner.organisation, staff.organisation)
    assert members_and_asking(staff.organisation) == (1, 0)
    leave(
        association=staff.organisation,
        enterprise=owner.organisation,
        by=owner.user,
        now=NOW,
    )
    assert members_and_asking(staff.organisation) == (0, 0)
