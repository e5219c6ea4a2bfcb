"""The letter to a firm: whom it names, to whom it goes, and what is looked for once more."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import LetterStop
from accounts.outbox.stopping.services import stop_letters
from accounts.outbox.stopping.unasked import Unasked
from associations.allocation.letters import write_offer
from associations.models import AllocatedFirm, Allocation
from providers.matching.services import hide_provider
from providers.models import Provider
from tests.associations.campaigns.builders import MONDAY, make_campaign, today_plan
from tests.builders import (
    NOW,
    make_assessment,
    make_enterprise,
    make_lead,
    make_membership,
    make_provider,
    make_result,
    make_solution,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(staff) -> AllocatedFirm:
    """A firm to which two are suggested, the better one first."""
    campaign = make_campaign(staff.organisation, **today_plan())
    allocation = Allocation.objects.create(
        campaign=campaign, most=2, asked_at=MONDAY, made_at=MONDAY
    )
    owner = make_user("chu@hang.example")
    result = make_result(make_assessment(make_enterprise(owner)), level=1)
    providers = [make_provider(f"Nhà {slug}", slug) for slug in ("mot", "hai")]
    for provider in providers:
        make_solution(provider, provider.slug)
    return AllocatedFirm.objects.create(
        allocation=allocation,
        result=result,
        providers=[provider.pk for provider in providers],
    )


@pytest.fixture
def write(row, mailoutbox):
    """The letters of today, by address."""

    def run() -> dict:
        mailoutbox.clear()
        write_offer(row.allocation, row, timezone.now())
        return {letter.to[0]: letter for letter in mailoutbox}

    return run


def named_in(letter) -> list[str]:
    """The list of the letter, by what stands behind its dashes."""
    lines = letter.body.splitlines()
    return [line.removeprefix("- ") for line in lines if line.startswith("- ")]


def test_the_better_one_is_named_first(write):
    (letter,) = write().values()
    assert named_in(letter) == ["Nhà mot", "Nhà hai"]


def hides(provider, enterprise):
    hide_provider(enterprise=enterprise, provider=provider, by=None, now=NOW)


def same_company(provider, enterprise):
    enterprise.tax_code = "0312345678"
    enterprise.save()
    provider.organisation.tax_code = "0312345678-001"
    provider.organisation.save()


def same_people(provider, enterprise):
    owner = enterprise.memberships.get().user
    make_membership(owner, provider.organisation, "officer")


def pauses(provider, enterprise):
    provider.paused_until = timezone.localdate() + timedelta(days=3)
    provider.save()


def is_vetted_no_more(provider, enterprise):
    provider.vetted_until = timezone.localdate() - timedelta(days=1)
    provider.save()


def has_no_place(provider, enterprise):
    provider.capacity_per_month = 0
    provider.save()


def was_asked(provider, enterprise):
    result = enterprise.results.get()
    make_lead(result, provider.solutions.get(), enterprise.memberships.get().user)


def is_gone(provider, enterprise):
    provider.delete()


@pytest.mark.parametrize(
    "happens",
    [
        hides,
        is_gone,
        same_company,
        same_people,
        pauses,
        is_vetted_no_more,
        has_no_place,
        was_asked,
    ],
)
def test_who_cannot_be_asked_any_more_when_letters_leave_stands_in_none(
    happens, row, write
):
    """Looked for anew: days may lie between the preview and the letters."""
    happens(Provider.objects.get(slug="mot"), row.result.organisation)
    (letter,) = write().values()
    assert named_in(letter) == ["Nhà hai"]


def test_a_conflict_with_one_is_none_with_the_other(row, write):
    same_company(Provider.objects.get(slug="hai"), row.result.organisation)
    (letter,) = write().values()
    assert named_in(letter) == ["Nhà mot"]


def test_where_nobody_is_left_there_is_no_letter(write):
    Provider.objects.update(capacity_per_month=0)
    assert write() == {}


def test_everybody_who_belongs_to_the_firm_is_told_in_the_own_language(row, write):
    enterprise = row.result.organisation
    gone = make_user("cu@hang.example", is_active=False)
    for person in (make_user("hai@hang.example", language="en"), gone):
        make_membership(person, enterprise, "member")
    letters = write()
    assert set(letters) == {"chu@hang.example", "hai@hang.example"}
    theirs, ours = letters["hai@hang.example"], letters["chu@hang.example"]
    assert "None of them knows of it." in theirs.body
    assert "None of them knows of it." not in ours.body
    page = reverse("roadmap:suggestions", args=[row.result.public_id])
    assert page in theirs.body
    assert page in ours.body


def test_the_letter_does_not_name_the_firm(row, write):
    (letter,) = write().values()
    html = letter.alternatives[0][0]
    for text in (letter.subject, letter.body, html):
        assert row.result.organisation.name not in text


@pytest.mark.parametrize("kind", ["offers", "campaign"])
def test_who_wants_no_more_of_these_gets_none(row, write, kind):
    association = row.allocation.campaign.association
    stop_letters(
        unasked=Unasked(association, kind), address="chu@hang.example", now=NOW
    )
    assert write() == {}


def test_its_stop_ends_no_reminders_of_campaigns(row, write):
    (letter,) = write().values()
    link = urlsplit(re.search(r"http\S+/ngung-thu/\S+", letter.body)[0]).path
    Client().post(link)
    assert LetterStop.objects.get().kind == LetterStop.Kind.OFFERS


def test_written_once_more_nobody_gets_it_twice(write, mailoutbox, row):
    assert len(write()) == 1
    mailoutbox.clear()
    write_offer(row.allocation, row, timezone.now())
    assert mailoutbox == []


def test_of_an_invented_association_no_letter_leaves(row, write):
    association = row.allocation.campaign.association
    association.is_fictional = True
    association.save()
    assert write() == {}
