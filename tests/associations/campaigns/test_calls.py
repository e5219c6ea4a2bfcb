"""Calls with members, who follows whom, and whom the lists of a campaign hold."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from accounts.models import AuditEvent, BadAddress
from associations.campaigns.aim import narrowed_to
from associations.campaigns.calls import note_call
from associations.campaigns.people import (
    GROUPS,
    RING_TODAY,
    SILENT_FOR,
    STOPPED_HALFWAY,
    Filters,
    people,
    ring_today,
    those_of,
)
from associations.campaigns.queries import (
    campaigns_ending,
    imports_to_invite,
    summaries,
)
from associations.campaigns.wording import GROUPS as GROUP_NAMES
from associations.models import Call, Campaign, FollowUp, Invitation, MemberImport
from tests.associations.campaigns.builders import (
    MONDAY,
    invitation_of,
    make_campaign,
    make_member,
    on,
)
from tests.builders import make_organisation, make_user

pytestmark = pytest.mark.django_db
Stage, Outcome = Invitation.Stage, Call.Outcome
TODAY = MONDAY.date()
DAY = timedelta(days=1)


@pytest.fixture
def call(staff, campaign, member):
    def note(now=MONDAY, by=None, **said) -> Call:
        usual = {
            "outcome": "reached",
            "note": "",
            "next_on": None,
            "is_followed": False,
        }
        return note_call(
            member=member,
            campaign=campaign,
            by=by or staff.user,
            now=now,
            **usual | said,
        )

    return note


class TestNoted:
    @pytest.mark.parametrize("outcome", Outcome)
    def test_the_log_says_how_it_went_and_not_what_was_said(self, call, outcome):
        call(outcome=outcome, note="Anh Ba bận đến thứ sáu")
        event = AuditEvent.objects.get(action="member.called")
        assert event.details == {"outcome": outcome}

    @pytest.mark.parametrize(
        ("before", "is_followed", "after"),
        [
            (None, True, "own"),
            (None, False, None),
            ("own", True, "own"),
            ("own", False, None),
            ("other", True, "own"),
            ("other", False, "other"),
        ],
    )
    def test_who_follows_is_whoever_says_so_last(
        self, staff, call, member, before, is_followed, after
    ):
        users = {None: None, "own": staff.user, "other": make_user("minh@hoi.example")}
        FollowUp.objects.create(member=member, follower=users[before])
        call(is_followed=is_followed)
        assert FollowUp.objects.get().follower == users[after]

    def test_without_another_day_the_day_agreed_on_is_over(self, call):
        call(next_on=TODAY + DAY)
        call()
        assert FollowUp.objects.get().next_on is None
        assert Call.objects.count() == 2

    def test_the_newest_call_stands_in_the_list(self, staff, campaign, call):
        call(now=on(0), outcome="no_answer")
        call(now=on(1), outcome="promised", note="Thứ sáu")
        (row,) = people(campaign, Filters(), staff.user, on(2))
        assert (row.call_outcome, row.call_note) == ("promised", "Thứ sáu")


def is_to_ring(campaign: Campaign, now=MONDAY) -> bool:
    return ring_today(campaign, now).exists()


class TestRing:
    def test_whom_letters_reach_and_who_has_not_stopped_is_left_alone(self, campaign):
        assert not is_to_ring(campaign)

    @pytest.mark.parametrize(
        ("next_on", "is_due"),
        [(TODAY - DAY, True), (TODAY, True), (TODAY + DAY, False)],
    )
    def test_whose_day_has_come(self, campaign, call, next_on, is_due):
        call(next_on=next_on)
        assert is_to_ring(campaign) is is_due

    @pytest.mark.parametrize("why", Invitation.Unreachable)
    def test_whom_no_letter_reaches(self, campaign, why):
        Invitation.objects.update(unreachable=why)
        assert is_to_ring(campaign)

    @pytest.mark.parametrize(
        ("ago", "is_due"),
        [
            (timedelta(0), False),
            (SILENT_FOR - DAY, False),
            (SILENT_FOR + timedelta(seconds=1), True),
        ],
    )
    def test_who_was_called_just_now_is_not_called_again(
        self, campaign, call, ago, is_due
    ):
        Invitation.objects.update(unreachable=Invitation.Unreachable.BOUNCED)
        call(now=MONDAY - ago)
        assert is_to_ring(campaign) is is_due

    def test_a_day_that_is_still_to_come_is_waited_for(self, campaign, call):
        Invitation.objects.update(unreachable=Invitation.Unreachable.BOUNCED)
        call(now=MONDAY - timedelta(days=30), next_on=TODAY + DAY)
        assert not is_to_ring(campaign)

    def test_who_said_not_to_want_to_is_never_called_again(self, campaign, call):
        call(outcome=Outcome.DECLINED, next_on=TODAY)
        assert not is_to_ring(campaign)

    def test_no_to_another_campaign_is_no_to_that_alone(self, campaign, call):
        said = call(outcome=Outcome.DECLINED, next_on=TODAY)
        Call.objects.filter(pk=said.pk).update(campaign=None)
        assert is_to_ring(campaign)

    def test_members_of_another_campaign_are_not_rung_for_this(self, association, call):
        call(next_on=TODAY)
        other = make_campaign(make_organisation("association", "Hội Gỗ"))
        assert not is_to_ring(other)


class TestLists:
    @pytest.mark.parametrize("group", [*GROUPS, RING_TODAY, STOPPED_HALFWAY])
    def test_each_list_has_a_name_in_both_languages(self, group):
        with override("en"):
            english = str(GROUP_NAMES[group])
        with override("vi"):
            assert str(GROUP_NAMES[group]) not in ("", english)

    @pytest.mark.parametrize(
        ("fields", "groups"),
        [
            ({"written": 0}, {"moi", "chua-gui", "chua-mo"}),
            ({"written": 1}, {"moi", "chua-mo"}),
            ({"written": 1, "stage": Stage.OPENED}, {"moi", "da-mo"}),
            (
                {"unreachable": Invitation.Unreachable.BOUNCED},
                {"moi", "chua-mo", "thu-tra-lai", RING_TODAY},
            ),
            (
                {"unreachable": Invitation.Unreachable.NO_ADDRESS},
                {"moi", "chua-mo", "khong-email", RING_TODAY},
            ),
            (
                {"unreachable": Invitation.Unreachable.STOPPED},
                {"moi", "chua-mo", "khong-nhan-thu", RING_TODAY},
            ),
            ({"written": 1, "stage": Stage.STARTED}, {"moi", "da-mo"}),
            ({"written": 1, "stage": Stage.SUBMITTED}, {"moi", "da-mo"}),
        ],
    )
    def test_who_allows_nothing_to_be_seen_stands_as_having_opened(
        self, campaign, fields, groups
    ):
        Invitation.objects.update(**fields)
        found = set()
        for group in (*GROUPS, RING_TODAY, STOPPED_HALFWAY):
            if those_of(group, campaign, MONDAY).exists():
                found.add(group)
        assert found == groups

    @pytest.mark.parametrize(
        ("filters", "names"),
        [
            (Filters(), ["An Phát", "Bình Minh", "Cơm tấm Ba Ghiền"]),
            (Filters(name="minh"), ["Bình Minh"]),
            (Filters(name="BÌNH"), ["Bình Minh"]),
            (Filters(sector="C"), ["An Phát"]),
            (Filters(size="large"), ["Bình Minh"]),
            (Filters(sector="C", size="large"), []),
            (Filters(is_mine=True), []),
            (Filters(group="không có"), ["An Phát", "Bình Minh", "Cơm tấm Ba Ghiền"]),
        ],
    )
    def test_filters_narrow_a_list(self, staff, association, filters, names):
        make_member(association, "Bình Minh", size="large")
        make_member(association, "An Phát", sector="C")
        make_member(association)
        campaign = make_campaign(association)
        rows = people(campaign, filters, staff.user, MONDAY)
        assert sorted(row.member.name for row in rows) == names

    def test_only_those_that_one_follows(self, staff, campaign, member, call):
        call(is_followed=True)
        mine = Filters(is_mine=True)
        assert list(people(campaign, mine, staff.user, MONDAY)) == [
            invitation_of(member)
        ]
        other = make_user("minh@hoi.example")
        assert not people(campaign, mine, other, MONDAY).exists()


@pytest.mark.parametrize(
    ("ends_in", "state", "is_ending"),
    [
        (0, "running", True),
        (6, "running", True),
        (7, "running", False),
        (6, "closed", False),
        (6, "preparing", False),
    ],
)
def test_a_campaign_ends_this_week_until_its_sunday(
    association, campaign, ends_in, state, is_ending
):
    Campaign.objects.update(ends_on=TODAY + ends_in * DAY, state=state)
    assert campaigns_ending(association, TODAY).exists() is is_ending


@pytest.mark.parametrize(
    ("fields", "invited"),
    [({}, 1), ({"left_at": MONDAY}, None), ({"declined_at": MONDAY}, None)],
)
def test_an_import_can_be_invited_as_long_as_somebody_of_it_belongs(
    association, fields, invited
):
    table = MemberImport.objects.create(
        association=association, state=MemberImport.State.DONE
    )
    table.members.add(make_member(association, **fields))
    found = imports_to_invite(association).first()
    assert (found.invited if found else None) == invited


@pytest.mark.parametrize(
    ("target", "chosen", "words"),
    [
        ("all", {}, ""),
        ("filtered", {"size": "small"}, "small"),
        ("filtered", {"sector": "ZZ"}, ""),
        ("filtered", {"area": "00000"}, ""),
        ("imported", {}, ""),
    ],
)
def test_whom_it_is_for_is_said_as_far_as_it_is_known(target, chosen, words):
    with override("en"):
        assert narrowed_to(Campaign(target=target, chosen=chosen)) == words


def test_of_no_campaigns_nothing_is_counted(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert summaries([], MONDAY) == []


def test_a_bad_address_is_nobodys_who_has_another(campaign, member):
    BadAddress.objects.create(address="ai-do@khac.example")
    assert invitation_of(member).unreachable == ""
