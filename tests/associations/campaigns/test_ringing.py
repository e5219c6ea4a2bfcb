"""The list of whom to ring today, in the order in which an officer rings."""

import pytest
from django.urls import reverse
from django.utils import timezone

from associations.campaigns.people import RING_TODAY
from associations.models import FollowUp
from tests.associations.campaigns.builders import (
    invitation_of,
    make_campaign,
    make_member,
    today_plan,
)

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


def test_who_has_no_telephone_number_is_to_be_rung_last(staff, association):
    make_member(association, "An không số", email="")
    make_member(association, "Bình có số", email="", phone="0900 111 222")
    dated = make_member(association, "Cúc hẹn hôm nay", email="", phone="0900 333 444")
    FollowUp.objects.create(member=dated, next_on=timezone.localdate())
    running = make_campaign(association, **today_plan())
    ids = [association.public_id, running.public_id]
    people = reverse("associations:campaign_people", args=ids)
    page = staff.client.get(people, {"nhom": RING_TODAY})
    names = [row["member"].name for row in page.context["rows"]]
    assert names == ["Cúc hẹn hôm nay", "Bình có số", "An không số"]
    [numberless] = association.members.filter(name=names[-1])
    call = reverse(
        "associations:campaign_call", args=[*ids, invitation_of(numberless).public_id]
    )
    change = reverse(
        "associations:change_member",
        args=[association.public_id, numberless.public_id],
    )
    text = staff.client.get(call).content.decode()
    assert change in text, "the way to note a number"
