"""What an association knows of members that are here no more."""

from datetime import timedelta

import pytest

from associations.belonging.services import ask_to_join
from associations.models import Member
from privacy.retention.services import forget
from registry.retention import kept_for
from tests.builders import NOW, make_organisation
from tests.members import TYPED, make_member

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
LATER = NOW + timedelta(days=1)


def test_who_came_by_itself_and_deleted_its_enterprise_is_known_no_more():
    association, enterprise = make_organisation("association"), make_organisation()
    ask_to_join(association=association, enterprise=enterprise, by=None, now=NOW)
    typed = make_member(association)
    list(forget(now=LATER, only=["members"]))
    assert Member.objects.count() == 2, "it still asks"
    enterprise.delete()
    list(forget(now=LATER, only=["members"]))
    assert Member.objects.get() == typed


def test_of_who_left_the_name_stays_and_nobody_to_call():
    left = make_member(make_organisation("association"), left_at=NOW)
    list(forget(now=NOW + kept_for("members") + timedelta(minutes=1), only=["members"]))
    left.refresh_from_db()
    assert left.name == TYPED["name"]
    assert not any((left.contact_person, left.email, left.phone, left.note))
