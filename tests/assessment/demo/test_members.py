"""Three associations know 300 members, in every state, with what they typed themselves."""

from collections import Counter

import pytest
from django.conf import settings

from assessment.demo.campaigns import STARTED
from assessment.demo.members import MEMBERS, know_members
from assessment.demo.sharing import make_associations
from associations.members.imports.judging import Judge
from associations.members.imports.reading import read_table
from associations.members.queries import with_state
from associations.members.states import DECLINED, INVITED, KNOWN, LEFT
from associations.models import Member
from tests.builders import NOW

pytestmark = pytest.mark.django_db


def test_three_associations_know_three_hundred_members_in_every_state():
    associations = make_associations(NOW)
    assert know_members(associations, NOW) == MEMBERS
    members = with_state(Member.objects.all())
    by_state = Counter(member.state for member in members)
    assert set(by_state) == {KNOWN, INVITED, DECLINED, LEFT}
    by_association = Counter(member.association_id for member in members)
    assert len(by_association) == 3
    assert all(member.phone and member.contact_person for member in members)
    assert all(member.email.endswith(".example") for member in members)
    assert not Member.objects.filter(search_key="").exists()


def test_however_many_belong_enough_never_came_for_a_campaign_to_ring():
    associations = make_associations(NOW)
    followed = next(iter(associations.values()))
    belonging = [Member(association=followed, name="Quán") for _each in range(MEMBERS)]
    last = Member.objects.bulk_create(belonging)[-1]
    know_members(associations, NOW)
    others = with_state(Member.objects.filter(pk__gt=last.pk))
    states = [member.state for member in others if member.association == followed]
    assert states.count(KNOWN) + states.count(INVITED) >= 3 * STARTED


def test_the_same_ones_are_made_each_time():
    know_members(make_associations(NOW), NOW)
    first = list(Member.objects.order_by("pk").values_list("name", "phone"))
    Member.objects.all().delete()
    know_members(make_associations(NOW), NOW)
    assert list(Member.objects.order_by("pk").values_list("name", "phone")) == first


def test_the_table_to_try_has_errors_of_every_kind():
    content = (settings.FIXTURES_DIR / "demo" / "members-with-errors.csv").read_bytes()
    table = read_table(content)
    judged = [Judge().judge(cells) for _number, cells in table.rows]
    problems = {name for row in judged for name in row.problems}
    assert problems == {"name", "tax_code", "email", "phone", "sector", "area", "size"}
    assert any(row.mended for row in judged)
    names = [row.cells["name"] for row in judged]
    assert len(set(names)) < len(names), "two rows may be one"
    assert table.strange == ["Vốn điều lệ"]
