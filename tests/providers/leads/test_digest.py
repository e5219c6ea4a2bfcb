"""One letter a day for who wants it so: all of it, once, and nothing twice."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone, translation

from accounts.models import Consent
from providers.leads.digest import set_daily, write_digest, write_digests
from providers.leads.email import OWN_WORDS
from providers.leads.services import accept_lead, decline_lead, withdraw_lead
from providers.leads.wording import LINES, NEWS
from providers.models import LeadNotice, Side
from tests.builders import CONTACT, NOW, make_provider, make_solution
from tests.providers.conftest import address

pytestmark = pytest.mark.django_db
NEXT_DAY = NOW + timedelta(days=1)


def to(person) -> list:
    return [letter for letter in mail.outbox if letter.to == [person.email]]


def test_what_happens_in_a_day_comes_in_one_letter(
    ask, owner, staff, django_capture_on_commit_callbacks
):
    set_daily(user=owner, daily=True)
    first = ask()
    second = ask(solution=make_solution(make_provider("Kia", "kia"), "kia"))
    with django_capture_on_commit_callbacks(execute=True):
        accept_lead(lead=first, by=staff, now=NOW)
    assert to(owner) == []
    with django_capture_on_commit_callbacks(execute=True):
        write_digest(owner.pk, NEXT_DAY)
        write_digest(owner.pk, NEXT_DAY)
    (letter,) = to(owner)
    assert address("asked", first) in letter.body
    assert address("asked", second) in letter.body
    assert "Kia" in letter.body
    assert not LeadNotice.objects.exists()


def test_others_get_each_letter_at_once(ask, owner, staff):
    set_daily(user=owner, daily=True)
    ask()
    assert len(to(staff)) == 1


def test_what_happened_after_the_letter_waits_for_the_next_one(ask, owner):
    set_daily(user=owner, daily=True)
    ask()
    write_digest(owner.pk, NOW)
    assert LeadNotice.objects.count() == 1


@pytest.fixture
def at_night(django_capture_on_commit_callbacks):
    """The letter of a person that leaves in the night after all of it, or none."""

    def run(person):
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            write_digest(person.pk, NEXT_DAY)
        return to(person)

    return run


def lines_of(letter) -> list[str]:
    return [line for line in letter.body.splitlines() if line.startswith("- ")]


def lines(*names: str) -> list[str]:
    """As an owner reads them."""
    return [f"- {LINES[Side.ENTERPRISE, name]}" for name in names]


def test_all_that_happened_to_one_request_stands_together_in_its_order(
    ask, owner, staff, at_night
):
    set_daily(user=owner, daily=True)
    first = ask()
    second = ask(solution=make_solution(make_provider("Kia", "kia"), "kia"))
    decline_lead(lead=second, reason="Hết chỗ", by=None, now=NOW)
    accept_lead(lead=first, by=staff, now=NOW)
    (letter,) = at_night(owner)
    # That the other one is with its provider is true no more.
    expected = lines("lead.asked", "lead.accepted", "lead.declined")
    assert lines_of(letter) == expected
    assert letter.body.count(address("asked", first)) == 1
    assert "Hết chỗ" not in letter.body, "the reason stands on the page"


def test_the_letter_of_the_day_names_no_enterprise_to_a_provider(
    ask, staff, owner, at_night
):
    set_daily(user=staff, daily=True)
    lead = ask()
    (letter,) = at_night(staff)
    assert lines_of(letter) == ["- An enterprise asks you to get in touch"]
    assert address("lead", lead) in letter.body
    for text in (letter.subject, letter.body, letter.alternatives[0][0]):
        for secret in (owner.full_name, CONTACT.email, CONTACT.name, "Hòa Bình"):
            assert secret not in text.replace(str(lead.public_id), "")


def test_what_was_taken_back_before_the_letter_of_the_day_is_not_announced_in_it(
    ask, staff, owner, at_night
):
    """As with letters of one event each, that have not left."""
    set_daily(user=staff, daily=True)
    withdraw_lead(lead=ask(), by=owner, now=NOW)
    (letter,) = at_night(staff)
    assert lines_of(letter) == ["- A request has been withdrawn"]


def test_where_all_of_it_was_taken_back_there_is_no_letter_of_the_day(
    ask, staff, at_night
):
    set_daily(user=staff, daily=True)
    ask()
    # On the page of consents, which tells nobody; the clock does so by day.
    Consent.objects.update(withdrawn_at=NOW)
    assert at_night(staff) == []
    assert not LeadNotice.objects.exists()


def test_who_has_no_account_any_more_gets_no_letter_and_nothing_is_kept(
    ask, owner, at_night
):
    set_daily(user=owner, daily=True)
    ask()
    owner.is_active = False
    owner.save()
    assert at_night(owner) == []
    assert not LeadNotice.objects.exists()


def test_a_day_without_news_has_no_letter(owner, at_night):
    set_daily(user=owner, daily=True)
    assert at_night(owner) == []


def test_who_wants_each_letter_again_still_gets_what_waited(
    ask, owner, staff, at_night
):
    set_daily(user=owner, daily=True)
    lead = ask()
    set_daily(user=owner, daily=False)
    mail.outbox.clear()
    accept_lead(lead=lead, by=staff, now=NOW)
    (letter,) = at_night(owner)
    assert lines_of(letter) == lines("lead.asked")


def test_each_reader_has_a_letter_of_the_own_news(ask, owner, staff, monkeypatch):
    for person in (owner, staff):
        set_daily(user=person, daily=True)
    ask()
    mail.outbox.clear()
    monkeypatch.setattr(timezone, "now", lambda: NEXT_DAY)
    write_digests.enqueue()
    assert sorted(each.to[0] for each in mail.outbox) == sorted(
        [owner.email, staff.email]
    )


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_letter_of_the_day_has_a_line_for_all_that_letters_tell(side, language):
    told = {name for of, name in (*OWN_WORDS, *NEWS) if of == side}
    assert {name for of, name in LINES if of == side} == told
    with translation.override(language):
        lines = [str(words) for (of, _name), words in LINES.items() if of == side]
    # Two that read alike could not be told apart in one letter.
    assert len(set(lines)) == len(lines)
    assert all(lines)
