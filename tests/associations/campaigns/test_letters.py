"""Who is written to when: weeks of a campaign, quiet hours, holidays, bad addresses."""

from datetime import date, datetime
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from django_tasks import default_task_backend

from accounts.models import BadAddress, Letter, LetterStop
from accounts.outbox.addresses import mark_bad
from associations.campaigns import letters
from associations.campaigns.following import follow_campaigns
from associations.campaigns.letters import write_letters
from associations.models import Invitation
from indexes.models import IndexVersion
from tests.associations.campaigns.builders import (
    CITY,
    MONDAY,
    invitation_of,
    make_campaign,
    make_member,
    on,
    start,
)
from tests.builders import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


@pytest.fixture
def clock(monkeypatch):
    """Moves the clock of everything that asks Django for the time."""

    def set_to(moment: datetime) -> None:
        cache.clear()
        monkeypatch.setattr(timezone, "now", lambda: moment)

    set_to(MONDAY)
    return set_to


def look() -> None:
    """What the schedule asks for every few minutes."""
    follow_campaigns.enqueue()


def written_to(mailoutbox) -> list[str]:
    return sorted(address for letter in mailoutbox for address in letter.to)


def test_invitations_leave_when_the_campaign_begins(
    clock, campaign, member, mailoutbox
):
    assert written_to(mailoutbox) == [member.email]
    assert "Mời anh chị." in mailoutbox[0].body


def test_whoever_reads_english_here_is_written_to_in_english(
    clock, association, mailoutbox
):
    reader = make_user("lan@hoivien.example", language="en")
    make_member(association, email="LAN@hoivien.example")
    make_campaign(association)
    assert reader.language == "en"
    assert "Please come." in mailoutbox[0].body
    assert "Mời anh chị." not in mailoutbox[0].body


def test_none_leaves_before_its_first_day(clock, association, member, mailoutbox):
    make_campaign(association, begins_on=date(2026, 11, 18))
    look()
    assert not mailoutbox
    clock(on(2))
    look()
    assert len(mailoutbox) == 1


def test_reminders_go_on_the_set_days_to_those_who_have_not_finished(
    clock, association, mailoutbox
):
    done, open_, silent = (make_member(association, name) for name in ("A", "B", "C"))
    make_campaign(association)
    assert len(mailoutbox) == 3
    start(invitation_of(open_))
    start(invitation_of(done))
    Invitation.objects.filter(member=done).update(stage=Invitation.Stage.SUBMITTED)
    mailoutbox.clear()
    for day in range(1, 7):
        clock(on(day))
        look()
    assert not mailoutbox
    clock(on(7))
    look()
    look()
    assert written_to(mailoutbox) == sorted([open_.email, silent.email])
    clock(on(14))
    look()
    assert len(mailoutbox) == 4
    for day in range(15, 40):
        clock(on(day))
        look()
    assert len(mailoutbox) == 4


def test_what_is_due_in_quiet_hours_leaves_in_the_morning(
    clock, association, member, mailoutbox
):
    clock(on(0, hour=19))
    make_campaign(association, now=on(0, hour=19))
    look()
    clock(on(1, hour=7))
    look()
    assert not mailoutbox
    clock(on(1, hour=8))
    look()
    assert len(mailoutbox) == 1


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 11, 21), "a Saturday"),
        (date(2026, 11, 24), "Vietnam Cultural Day"),
        (date(2027, 2, 8), "Lunar New Year"),
    ],
)
def test_letters_wait_for_a_working_day(
    clock, association, member, mailoutbox, day, why
):
    moment = datetime.combine(day, datetime.min.time(), CITY).replace(hour=10)
    clock(moment)
    make_campaign(association, now=moment, begins_on=day, ends_on=date(2027, 3, 1))
    look()
    assert not mailoutbox, why


def test_a_saturday_on_which_people_work_for_another_day_is_one(
    clock, association, member, mailoutbox
):
    day = date(2026, 8, 22)
    moment = datetime(2026, 8, 22, 10, tzinfo=CITY)
    clock(moment)
    make_campaign(association, now=moment, begins_on=day, ends_on=date(2026, 9, 1))
    assert len(mailoutbox) == 1


def test_no_letter_for_what_is_not_published(clock, association, member, mailoutbox):
    make_campaign(association, begins_on=date(2026, 11, 17))
    IndexVersion.objects.update(status=IndexVersion.Status.RETIRED)
    clock(on(1))
    look()
    assert not mailoutbox


def test_one_bad_address_holds_up_nobody_else(clock, association, mailoutbox):
    bad = make_member(association, "A", email="khong@co.example")
    without = make_member(association, "B", email="")
    good = make_member(association, "C")
    mark_bad(bad.email, BadAddress.Why.BOUNCED, MONDAY)
    make_campaign(association)
    assert written_to(mailoutbox) == [good.email]
    why = Invitation.Unreachable
    assert invitation_of(bad).unreachable == why.BOUNCED
    assert invitation_of(without).unreachable == why.NO_ADDRESS


def test_a_letter_that_came_back_is_seen_at_once_and_followed_by_none(
    clock, campaign, member, mailoutbox
):
    mark_bad(member.email.upper(), BadAddress.Why.BOUNCED, on(1))
    assert invitation_of(member).unreachable == Invitation.Unreachable.BOUNCED
    clock(on(7))
    look()
    assert len(mailoutbox) == 1


def test_whoever_gets_a_new_address_is_written_to(clock, campaign, member, mailoutbox):
    mark_bad(member.email, BadAddress.Why.BOUNCED, on(1))
    member.email = "moi@hoivien.example"
    member.save()
    clock(on(7))
    look()
    assert mailoutbox[-1].to == ["moi@hoivien.example"]
    assert invitation_of(member).turn == 1


def test_somebody_whose_address_is_typed_later_gets_the_invitation(
    clock, association, mailoutbox
):
    member = make_member(association, email="")
    make_campaign(association)
    member.email = "sau@hoivien.example"
    member.save()
    clock(on(1))
    look()
    assert written_to(mailoutbox) == ["sau@hoivien.example"]


def test_whoever_comes_late_is_not_reminded_the_day_after(
    clock, association, mailoutbox
):
    member = make_member(association, email="")
    make_campaign(association)
    member.email = "sau@hoivien.example"
    member.save()
    clock(on(8))
    look()
    clock(on(9))
    look()
    assert len(mailoutbox) == 1


class TestNoneTwice:
    def test_however_often_it_is_asked_for(self, clock, campaign, mailoutbox):
        for _time in range(4):
            write_letters.enqueue()
        assert len(mailoutbox) == 1

    def test_where_the_worker_dies_among_them(self, clock, association, monkeypatch):
        """What was written with it is taken back, and is written once by the next one."""
        for number in range(5):
            make_member(association, f"Hội viên {number}")
        monkeypatch.setattr(letters, "AT_ONCE", 2)
        plain = letters.send_letter
        sent = []

        def dies(campaign, invitation, number, again=""):
            if len(sent) == 3:
                sent.append(None)
                raise MemoryError
            sent.append(invitation.pk)
            return plain(campaign, invitation, number, again)

        monkeypatch.setattr(letters, "send_letter", dies)
        make_campaign(association)
        assert Letter.objects.count() == 2
        clock(on(0, hour=11))
        default_task_backend.work(until_empty=True)
        keys = list(Letter.objects.values_list("key", flat=True))
        assert len(keys) == len(set(keys)) == 5

    def test_where_the_mark_of_it_was_lost(self, clock, campaign, mailoutbox):
        Invitation.objects.update(written=0, written_at=None)
        write_letters.enqueue()
        assert len(mailoutbox) == 1


def test_no_more_are_written_than_leave_until_the_next_look(
    clock, association, settings, mailoutbox
):
    settings.EMAIL_PER_MINUTE = 1
    for number in range(9):
        make_member(association, f"Hội viên {number}")
    make_campaign(association)
    assert Letter.objects.filter(state=Letter.State.WAITING).count() <= 5


def test_nobody_invented_is_written_to(clock, association, member, mailoutbox):
    association.is_fictional = True
    association.save()
    make_campaign(association)
    assert not mailoutbox
    assert invitation_of(member).written == 1


def test_who_wants_no_more_gets_none_and_stands_in_the_list(
    clock, campaign, member, mailoutbox
):
    (letter,) = mailoutbox
    link = letter.extra_headers["List-Unsubscribe"].strip("<>")
    Client().post(urlsplit(link).path)
    assert invitation_of(member).unreachable == Invitation.Unreachable.STOPPED
    clock(on(7))
    look()
    assert len(mailoutbox) == 1


def test_a_campaign_begun_later_asks_who_wants_no_letters(
    clock, association, member, mailoutbox
):
    LetterStop.objects.create(
        address=member.email,
        sender=association,
        kind=LetterStop.Kind.CAMPAIGN,
        since=MONDAY,
    )
    make_campaign(association)
    assert not mailoutbox
    assert invitation_of(member).unreachable == Invitation.Unreachable.STOPPED
