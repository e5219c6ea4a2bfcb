"""Beginning, extending and closing a campaign, and what answers where it comes too late."""

from datetime import date, timedelta

import pytest

from accounts.models import AuditEvent
from associations.campaigns.inviting import members_aimed_at
from associations.campaigns.services import (
    CODE_LENGTH,
    CODE_SIGNS,
    begin_campaign,
    close_campaign,
    extend_campaign,
)
from associations.errors import AssociationError
from associations.models import Campaign, Invitation, MemberImport
from indexes.models import IndexVersion
from tests.associations.campaigns.builders import (
    MONDAY,
    a_plan,
    make_campaign,
    make_member,
    on,
)
from tests.builders import make_organisation

pytestmark = pytest.mark.django_db
State, Target = Campaign.State, Campaign.Target
ENDS = MONDAY.date() + timedelta(days=30)


@pytest.fixture
def who(staff):
    return {"by": staff.user, "now": on(3)}


def refused(write, **terms) -> str:
    with pytest.raises(AssociationError) as error:
        write(**terms)
    return error.value.code


class TestBegun:
    def test_its_members_are_invited_and_it_runs(self, association, member, campaign):
        assert campaign.state == State.RUNNING
        assert Invitation.objects.get().member == member
        event = AuditEvent.objects.get(action="campaign.begun")
        assert event.subject == f"campaign:{campaign.public_id}"

    def test_its_code_can_be_read_out_and_typed(self, association, campaign):
        assert len(campaign.code) == CODE_LENGTH
        assert set(campaign.code) <= set(CODE_SIGNS)
        assert not set("il1o0") & set(CODE_SIGNS), "read as each other"

    @pytest.mark.parametrize(
        ("days", "kept"), [([], []), ([14, 7], [7, 14]), ([7, 7, 14], [7, 14])]
    )
    def test_reminders_stand_in_their_order_and_once(self, association, days, kept):
        assert make_campaign(association, reminder_days=days).reminder_days == kept

    @pytest.mark.parametrize(
        ("ends_on", "code"),
        [
            (MONDAY.date() - timedelta(days=1), "period_backwards"),
            (MONDAY.date(), ""),
            (ENDS, ""),
        ],
    )
    def test_it_may_last_one_day_and_no_less(self, association, staff, ends_on, code):
        terms = {"association": association, "plan": a_plan(ends_on=ends_on)}
        if code:
            assert refused(begin_campaign, **terms, by=staff.user, now=MONDAY) == code
            assert not Campaign.objects.exists()
        else:
            begin_campaign(**terms, by=staff.user, now=MONDAY)

    @pytest.mark.parametrize("status", set(IndexVersion.Status.values) - {"published"})
    def test_nobody_is_asked_what_is_not_published(self, association, staff, status):
        plan = a_plan()
        plan.index_version.status = status
        terms = {"association": association, "plan": plan, "now": MONDAY}
        assert refused(begin_campaign, **terms, by=staff.user) == "index_retired"


class TestAimedAt:
    @pytest.mark.parametrize(
        ("target", "chosen", "names"),
        [
            (Target.ALL, {}, ["An Phát", "Bình Minh", "Cơm tấm"]),
            (Target.OPEN, {}, []),
            (Target.FILTERED, {"sector": "C"}, ["An Phát", "Bình Minh"]),
            (Target.FILTERED, {"sector": "C", "size": "large"}, ["Bình Minh"]),
            (Target.FILTERED, {"area": "26734"}, []),
        ],
    )
    def test_it_is_for_those_it_was_made_for_by_name(
        self, association, target, chosen, names
    ):
        make_member(association, "Bình Minh", sector="C", size="large")
        make_member(association, "Cơm tấm", sector="I")
        make_member(association, "An Phát", sector="C")
        campaign = make_campaign(association, target=target, chosen=chosen)
        assert [each.name for each in members_aimed_at(campaign)] == names

    def test_an_import_invites_those_that_stood_in_it(self, association):
        stood = make_member(association, "An Phát")
        make_member(association, "Bình Minh")
        table = MemberImport.objects.create(
            association=association, state=MemberImport.State.DONE
        )
        table.members.add(stood)
        campaign = make_campaign(association, target=Target.IMPORTED, table=table)
        assert list(members_aimed_at(campaign)) == [stood]

    @pytest.mark.parametrize("field", ["left_at", "declined_at"])
    def test_who_left_or_said_no_is_not_asked(self, association, field):
        make_member(association, **{field: MONDAY})
        campaign = make_campaign(association)
        assert not members_aimed_at(campaign).exists()
        assert not Invitation.objects.exists()

    def test_members_of_another_association_are_not_asked(self, association):
        make_member(make_organisation("association", "Hội Gỗ"))
        assert not members_aimed_at(make_campaign(association)).exists()

    def test_repeated_it_also_asks_who_answered_the_round_before(self, association):
        answered = make_member(association, "An Phát", sector="C")
        silent = make_member(association, "Bình Minh", sector="C")
        first = make_campaign(association)
        sent = Invitation.objects.filter(member=answered)
        sent.update(stage=Invitation.Stage.SUBMITTED)
        again = make_campaign(
            association,
            repeats=first,
            target=Target.FILTERED,
            chosen={"sector": "I"},
        )
        assert list(members_aimed_at(again)) == [answered]
        assert silent not in members_aimed_at(again)


class TestExtended:
    @pytest.mark.parametrize(
        ("ends_on", "code"),
        [
            (ENDS - timedelta(days=1), "not_later"),
            (ENDS, "not_later"),
            (ENDS + timedelta(days=1), ""),
            (date(2027, 6, 30), ""),
        ],
    )
    def test_only_to_a_later_day(self, campaign, who, ends_on, code):
        terms = {"campaign": campaign, "ends_on": ends_on}
        if code:
            assert refused(extend_campaign, **terms, **who) == code
        else:
            assert extend_campaign(**terms, **who).ends_on == ends_on

    def test_one_whose_period_ended_by_itself_runs_again(self, campaign, who):
        close_campaign(campaign=campaign, because="", by=None, now=on(31))
        later = extend_campaign(
            campaign=campaign, ends_on=ENDS + timedelta(days=14), **who
        )
        assert (later.state, later.closed_at) == (State.RUNNING, None)

    def test_one_that_somebody_closed_stays_closed(self, campaign, who):
        close_campaign(campaign=campaign, because="Đổi bộ câu hỏi", **who)
        terms = {"campaign": campaign, "ends_on": date(2027, 6, 30)}
        assert refused(extend_campaign, **terms, **who) == "campaign_closed"

    def test_the_log_keeps_both_days(self, campaign, who):
        extend_campaign(campaign=campaign, ends_on=date(2027, 1, 15), **who)
        event = AuditEvent.objects.get(action="campaign.extended")
        assert event.details == {"before": "2026-12-16", "after": "2027-01-15"}


class TestClosed:
    @pytest.mark.parametrize(
        ("because", "by_hand"), [("Đổi bộ câu hỏi", True), ("", False)]
    )
    def test_the_log_tells_a_person_from_the_clock(
        self, campaign, who, because, by_hand
    ):
        closed = close_campaign(campaign=campaign, because=because, **who)
        assert (closed.state, closed.closed_at) == (State.CLOSED, who["now"])
        event = AuditEvent.objects.get(action="campaign.closed")
        assert event.details == {"by_hand": by_hand}
        assert "Đổi" not in str(event.details)

    def test_twice_is_once_and_the_first_reason_stays(self, campaign, who):
        close_campaign(campaign=campaign, because="Một", **who)
        again = close_campaign(campaign=campaign, because="Hai", **who)
        assert again.closed_because == "Một"
        assert AuditEvent.objects.filter(action="campaign.closed").count() == 1
