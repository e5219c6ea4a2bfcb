"""One letter a day for who wants it so: all of it, once, and nothing twice."""

from datetime import timedelta

import pytest
from django.core import mail

from providers.leads.digest import set_daily, write_digest
from providers.leads.services import accept_lead
from providers.models import LeadNotice
from tests.builders import NOW, make_provider, make_solution
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
