"""Hôm nay: what campaigns ask for, in the numbers of their own lists."""

from datetime import timedelta

import pytest
from django.utils import timezone

from associations.campaigns.queries import campaigns_ending
from associations.models import Campaign, FollowUp, Invitation
from survey.models import Assessment
from tests.associations.campaigns.builders import (
    invitation_of,
    make_campaign,
    make_member,
    on,
    start,
    today_plan,
)

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
RING = "members to ring today"
HALFWAY = "members that have stopped halfway"


@pytest.fixture
def campaign(staff) -> Campaign:
    """Two letters came back, three firms stopped, one date has come; one just began."""
    association = staff.organisation
    names = [f"Hội viên {number}" for number in range(8)]
    members = [make_member(association, name) for name in names]
    campaign = make_campaign(association, **today_plan(name="Đợt xuân"))
    now = timezone.now()
    for member in members[:4]:
        start(invitation_of(member), now)
    begun = [invitation_of(member).assessment_id for member in members[:3]]
    long_ago = now - timedelta(days=8)
    Assessment.objects.filter(pk__in=begun).update(changed_at=long_ago)
    back = Invitation.objects.filter(member__in=members[4:6])
    back.update(unreachable=Invitation.Unreachable.BOUNCED)
    FollowUp.objects.create(member=members[6], next_on=timezone.localdate())
    return campaign


def counts(found) -> dict[str, int]:
    return {one.what.partition(" ")[2]: one.count for one in found if one.where}


def test_what_is_stuck_in_a_campaign_waits_in_two_ways(staff, waiting, campaign):
    assert counts(waiting(staff)) == {RING: 6, HALFWAY: 3}


def test_each_number_is_the_length_of_the_list_it_leads_to(staff, waiting, campaign):
    """Defect of others: counts on two pages that mean two things."""
    other = make_campaign(staff.organisation, **today_plan(name="Đợt hè"))
    Invitation.objects.filter(campaign=other).update(
        unreachable=Invitation.Unreachable.BOUNCED
    )
    found = [one for one in waiting(staff) if one.where]
    assert {one.where for one in found} == {"Đợt xuân", "Đợt hè"}
    for one in found:
        page = staff.client.get(one.url).context["page"]
        assert page.paginator.count == one.count, one


def test_who_withdrew_has_not_stopped_anywhere(staff, waiting, campaign):
    invitation = Invitation.objects.filter(assessment__isnull=False).first()
    invitation.assessment.organisation.consents_given.all().delete()
    assert counts(waiting(staff)) == {RING: 5, HALFWAY: 2}


def test_campaigns_that_do_not_run_ask_for_nothing(staff, waiting, campaign):
    Campaign.objects.update(state=Campaign.State.CLOSED)
    assert not waiting(staff)


def test_a_campaign_that_ends_this_week_is_told_and_listed(staff, waiting, member_of):
    today = timezone.localdate()
    for name, days in {"Tuần này": 0, "Sau này": 8}.items():
        ends_on = today + timedelta(days=days)
        make_campaign(staff.organisation, **today_plan(name=name, ends_on=ends_on))
    [one] = waiting(staff)
    assert one.what == "1 campaign that ends this week"
    rows = staff.client.get(one.url).context["rows"]
    assert [row.campaign.name for row in rows] == ["Tuần này"]


@pytest.mark.parametrize(("days", "ends"), [(0, True), (6, True), (7, False)])
def test_a_week_ends_on_sunday(staff, member_of, days, ends):
    monday = on(0).date()
    make_campaign(staff.organisation, ends_on=monday + timedelta(days=days))
    for day in (0, 3, 6):
        today = monday + timedelta(days=day)
        found = campaigns_ending(staff.organisation, today)
        assert found.exists() == ends


@pytest.fixture
def member_of(staff):
    """One that is reached by letters and has begun nothing."""
    return make_member(staff.organisation)
