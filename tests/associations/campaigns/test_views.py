"""The pages of a campaign: a plan is made, counted, extended, closed and repeated."""

from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, Consent
from accounts.services import withdraw_consent
from associations.campaigns import sample
from associations.campaigns.people import GROUPS, REVIEWED, RING_TODAY
from associations.campaigns.wording import PROBLEMS
from associations.models import Campaign, Invitation, Review
from tests.associations.campaigns.builders import (
    invitation_of,
    make_campaign,
    make_member,
    start,
    today_plan,
)
from tests.builders import NOW, make_evidence, make_index_version, make_result
from tests.pages import assert_clean_page
from tests.personas import make_share

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.parametrize("language", ["vi", "en"])


def address(name: str, campaign: Campaign) -> str:
    ids = [campaign.association.public_id, campaign.public_id]
    return reverse(f"associations:{name}", args=ids)


def typed(**more) -> dict:
    today = timezone.localdate()
    return {
        "name": "Sẵn sàng số",
        "index": str(make_index_version().pk),
        "begins_on": today.isoformat(),
        "ends_on": (today + timedelta(days=28)).isoformat(),
        "target": "all",
        "welcome_vi": "Mời anh chị",
        "reminder_days": "14, 7; 7",
        "quiet_from": "18",
        "quiet_until": "8",
        "on_working_days": "on",
        **more,
    }


def plan(staff, **more):
    new = reverse("associations:new_campaign", args=[staff.organisation.public_id])
    return staff.client.post(new, typed(**more))


@pytest.fixture
def crowd(association) -> Campaign:
    """Of members at every stage."""
    members = [
        make_member(association, f"Hội viên {number:02}") for number in range(12)
    ]
    make_member(association, "Không email", email="")
    campaign = make_campaign(association, **today_plan())
    for member in members[:6]:
        start(invitation_of(member), timezone.now())
    sent = [invitation_of(member).pk for member in members[:2]]
    Invitation.objects.filter(pk__in=sent).update(stage=Invitation.Stage.SUBMITTED)
    opened = invitation_of(members[8])
    opened.stage = Invitation.Stage.OPENED
    opened.save()
    no_mail = Invitation.objects.filter(member__email="")
    no_mail.update(unreachable=Invitation.Unreachable.NO_ADDRESS)
    return campaign


class TestPlanning:
    def test_what_was_typed_becomes_the_campaign(self, staff, member):
        answer = plan(staff)
        campaign = Campaign.objects.get()
        assert answer.url == address("campaign", campaign)
        assert campaign.reminder_days == [7, 14]
        assert campaign.state == Campaign.State.RUNNING
        assert invitation_of(member).campaign == campaign
        assert AuditEvent.objects.filter(action="campaign.begun").exists()

    @BOTH
    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"name": ""}, "name"),
            ({"ends_on": "2020-01-01"}, "ends_on"),
            ({"reminder_days": "mỗi tuần"}, "reminder_days"),
            ({"reminder_days": "1,2,3,4,5,6,7"}, "reminder_days"),
            ({"target": "filtered"}, "target"),
            ({"welcome_vi": "", "welcome_en": "Come"}, "welcome_vi"),
        ],
    )
    def test_what_is_wrong_stands_beside_its_field_and_all_else_stays(
        self, staff, language, wrong, field
    ):
        staff.client.cookies["django_language"] = language
        page = plan(staff, **{"area": "", **wrong})
        assert page.status_code == 200
        assert_clean_page(page)
        assert field in page.context["form"].errors
        if field != "name":
            assert "Sẵn sàng số" in page.content.decode()
        assert not Campaign.objects.exists()

    def test_only_those_of_the_filter_are_invited(self, staff, association):
        food = make_member(association, "Quán ăn", sector="I")
        make_member(association, "Xưởng", sector="C")
        plan(staff, target="filtered", sector="I")
        assert [each.member for each in Invitation.objects.all()] == [food]

    def test_who_left_or_said_no_is_not_invited(self, staff, association):
        make_member(association, "Đã rời", left_at=timezone.now())
        make_member(association, "Đã nói không", declined_at=timezone.now())
        assert plan(staff, name="").context["members"] == 0
        plan(staff)
        assert not Invitation.objects.exists()

    def test_by_a_poster_nobody_is_invited_by_letter(self, staff, member, mailoutbox):
        plan(staff, target="open")
        assert not Invitation.objects.exists()
        assert not mailoutbox


@BOTH
def test_the_page_of_a_campaign_is_whole(staff, crowd, language):
    staff.client.cookies["django_language"] = language
    for name in ("campaign", "campaign_people"):
        page = staff.client.get(address(name, crowd))
        assert page.status_code == 200
        assert_clean_page(page)
    lists = reverse("associations:campaigns", args=[staff.organisation.public_id])
    assert_clean_page(staff.client.get(lists))


def test_each_number_is_the_length_of_the_list_behind_it(staff, crowd):
    page = staff.client.get(address("campaign", crowd))
    counts = page.context["funnel"].counts
    for word in [*GROUPS, RING_TODAY]:
        people = staff.client.get(address("campaign_people", crowd), {"nhom": word})
        assert people.context["page"].paginator.count == counts[word], word
    assert counts["moi"] == 13
    assert counts["da-bat-dau"] == 6
    assert counts["da-gui"] == 2
    assert counts["dang-lam"] == 4
    assert counts["da-mo"] == 7


def test_once_it_is_withdrawn_no_number_and_no_list_tells_how_far_one_has_come(
    staff, crowd
):
    for consent in Consent.objects.filter(purpose=Consent.Purpose.CAMPAIGN):
        withdraw_consent(consent=consent, by=None, now=timezone.now())
    counts = staff.client.get(address("campaign", crowd)).context["funnel"].counts
    for word in [*GROUPS, RING_TODAY]:
        people = staff.client.get(address("campaign_people", crowd), {"nhom": word})
        assert people.context["page"].paginator.count == counts[word], word
    assert counts["moi"] == 13
    assert counts["da-mo"] == 7
    assert counts["da-bat-dau"] == counts["dang-lam"] == counts["da-gui"] == 0


def test_reviewed_is_who_had_a_review_to_its_end_as_its_pages_say(
    staff, association, crowd
):
    """Not whose files somebody has looked at."""
    first, second = Invitation.objects.filter(stage=Invitation.Stage.SUBMITTED)
    file = make_evidence(second.assessment)
    file.verdict, file.reviewed_at = "accepted", NOW
    file.save()
    result = make_result(first.assessment)
    consent = make_share(result.organisation, association, "answers")
    review = Review.objects.create(
        association=association,
        organisation=result.organisation,
        result=result,
        phase="association.one",
        opened_at=NOW,
    )
    assert reviewed(staff, crowd) == []
    review.state, review.decided_at = Review.State.DECIDED, NOW
    review.save()
    assert reviewed(staff, crowd) == [first]
    withdraw_consent(consent=consent, by=None, now=timezone.now())
    assert reviewed(staff, crowd) == []


def reviewed(staff, campaign: Campaign) -> list[Invitation]:
    """As many as the page of the campaign says."""
    asked = {"nhom": REVIEWED}
    people = staff.client.get(address("campaign_people", campaign), asked)
    found = list(people.context["page"])
    funnel = staff.client.get(address("campaign", campaign)).context["funnel"]
    assert funnel.counts[REVIEWED] == len(found)
    return found


def test_the_list_of_campaigns_counts_as_the_page_of_each_does(staff, crowd):
    lists = reverse("associations:campaigns", args=[staff.organisation.public_id])
    (row,) = staff.client.get(lists).context["rows"]
    counts = staff.client.get(address("campaign", crowd)).context["funnel"].counts
    assert (row.invited, row.submitted) == (counts["moi"], counts["da-gui"])


def test_where_they_stopped_adds_up_to_those_who_have_not_sent(staff, crowd):
    page = staff.client.get(address("campaign", crowd))
    stopped = page.context["stopped"]
    assert sum(stop["count"] for stop in stopped) == 4
    for stop in stopped:
        people = staff.client.get(
            address("campaign_people", crowd), {"phan": stop["page"]}
        )
        assert people.context["page"].paginator.count == stop["count"]


def test_sectors_and_sizes_each_add_up_to_all(staff, crowd):
    funnel = staff.client.get(address("campaign", crowd)).context["funnel"]
    for shares in (funnel.by_sector, funnel.by_size):
        assert sum(share.asked for share in shares) == funnel.invited
        assert sum(share.sent for share in shares) == funnel.submitted


@BOTH
def test_a_lopsided_sample_is_said_with_its_numbers(
    staff, association, crowd, monkeypatch, language
):
    """Of twelve restaurants two have sent, of ten makers none."""
    monkeypatch.setattr(sample, "SMALL", 1)
    makers = [make_member(association, f"Xưởng {n}", sector="C") for n in range(10)]
    alike = {"campaign": crowd, "sector": "C", "size": "small"}
    Invitation.objects.bulk_create(
        Invitation(member=member, token_hash=member.pk, **alike) for member in makers
    )
    staff.client.cookies["django_language"] = language
    page = staff.client.get(address("campaign", crowd))
    assert_clean_page(page)
    (group,) = page.context["lopsided"]
    assert (group["share"].sent, group["share"].asked) == (0, 10)
    text = page.content.decode()
    assert "0/10" in text
    assert {"vi": "lệch", "en": "lopsided"}[language] in text


def test_of_a_small_sample_nothing_is_said_but_that_it_is_small(staff, crowd):
    page = staff.client.get(address("campaign", crowd))
    assert page.context["is_small"]
    assert page.context["lopsided"] == []


def queries(client, page: str) -> int:
    client.get(page)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(page).status_code == 200
    return len(caught)


@pytest.mark.parametrize("name", ["campaign", "campaign_people"])
def test_a_page_asks_as_often_for_many_as_for_few(staff, association, name):
    make_member(association)
    few = make_campaign(association, **today_plan())
    start(invitation_of(association.members.get()), timezone.now())
    asked = queries(staff.client, address(name, few))
    for number in range(40):
        make_member(association, f"Hội viên {number}")
    many = make_campaign(association, **today_plan())
    for invitation in many.invitations.filter(assessment=None)[1:20]:
        start(invitation, timezone.now())
    assert queries(staff.client, address(name, many)) <= asked
    assert asked <= 15


class TestTheCourseOfIt:
    def test_it_is_extended_to_a_later_day_only(self, staff, running):
        later = running.ends_on + timedelta(days=7)
        extend = address("extend_campaign", running)
        for day in (running.ends_on, running.begins_on):
            page = staff.client.post(extend, {"ends_on": day.isoformat()})
            assert page.status_code == 200
            assert_clean_page(page)
        answer = staff.client.post(extend, {"ends_on": later.isoformat()})
        assert answer.status_code == 302
        running.refresh_from_db()
        assert running.ends_on == later

    def test_it_is_closed_with_a_reason_that_stands_on_its_page(self, staff, running):
        close = address("close_campaign", running)
        page = staff.client.post(close, {"because": " "})
        assert page.status_code == 200
        assert_clean_page(page)
        staff.client.post(close, {"because": "Đủ bài rồi"})
        page = staff.client.get(address("campaign", running))
        assert "Đủ bài rồi" in page.content.decode()
        running.refresh_from_db()
        assert running.state == Campaign.State.CLOSED

    def test_what_somebody_closed_is_not_extended(self, staff, running):
        staff.client.post(address("close_campaign", running), {"because": "Thôi"})
        later = (running.ends_on + timedelta(days=7)).isoformat()
        page = staff.client.post(
            address("extend_campaign", running), {"ends_on": later}
        )
        before = running.ends_on
        running.refresh_from_db()
        assert (running.ends_on, running.state) == (before, Campaign.State.CLOSED)
        assert str(PROBLEMS["campaign_closed"]) in unescape(page.content.decode())

    def test_the_next_round_invites_those_who_answered_as_well(
        self, staff, association
    ):
        answered = make_member(association, "Đã trả lời", sector="C")
        other = make_member(association, "Ngành khác", sector="C")
        food = make_member(association, "Quán ăn", sector="I")
        first = make_campaign(association, **today_plan())
        Invitation.objects.filter(member=answered).update(
            stage=Invitation.Stage.SUBMITTED
        )
        new = reverse("associations:new_campaign", args=[association.public_id])
        repeat = f"{new}?lap-lai={first.public_id}"
        assert_clean_page(staff.client.get(repeat))
        staff.client.post(repeat, typed(target="filtered", sector="I"))
        second = Campaign.objects.exclude(pk=first.pk).get()
        invited = {each.member for each in second.invitations.all()}
        assert invited == {answered, food}
        assert other not in invited


class TestCalls:
    def call(self, campaign, member):
        ids = [
            campaign.association.public_id,
            campaign.public_id,
            invitation_of(member).public_id,
        ]
        return reverse("associations:campaign_call", args=ids)

    @BOTH
    def test_what_was_said_stands_in_the_list_with_who_follows(
        self, staff, running, member, language
    ):
        staff.client.cookies["django_language"] = language
        page = self.call(running, member)
        assert_clean_page(staff.client.get(page))
        today = timezone.localdate()
        said = {
            "outcome": "promised",
            "note": "Hứa làm thứ Sáu",
            "next_on": (today + timedelta(days=3)).isoformat(),
            "is_followed": "on",
        }
        assert staff.client.post(page, said).status_code == 302
        people = staff.client.get(address("campaign_people", running))
        text = people.content.decode()
        assert "Hứa làm thứ Sáu" in text
        assert str(staff.user) in text
        mine = staff.client.get(address("campaign_people", running), {"cuatoi": "on"})
        assert mine.context["page"].paginator.count == 1
        event = AuditEvent.objects.get(action="member.called")
        assert "Hứa" not in f"{event.subject}{event.details}"

    def test_one_click_shows_whom_to_ring_today(self, staff, association, running):
        def to_ring() -> int:
            people = address("campaign_people", running)
            page = staff.client.get(people, {"nhom": RING_TODAY})
            return page.context["page"].paginator.count

        member = association.members.get()
        assert to_ring() == 0
        Invitation.objects.update(unreachable=Invitation.Unreachable.BOUNCED)
        assert to_ring() == 1
        page = self.call(running, member)
        staff.client.post(page, {"outcome": "no_answer"})
        assert to_ring() == 0, "rung just now"
        today = timezone.localdate().isoformat()
        staff.client.post(page, {"outcome": "no_answer", "next_on": today})
        assert to_ring() == 1, "its day has come"
        staff.client.post(page, {"outcome": "declined", "next_on": today})
        assert to_ring() == 0, "does not want to"
