"""Letters about requests: one link each, in the reader's language, and no personal data."""

import pytest
from django.core import mail

from providers.leads.email import OWN_WORDS
from providers.leads.services import accept_lead, decline_lead, withdraw_lead
from providers.leads.states import TRANSITIONS
from providers.leads.wording import NEWS
from providers.models import Lead, Side
from tests.background.world import do_what_waits
from tests.builders import CONTACT, NOW, make_membership, make_user
from tests.providers.conftest import address

pytestmark = pytest.mark.django_db
SECRETS = (CONTACT.email, CONTACT.phone)


def to_provider() -> list:
    """Without what the owner is told."""
    return [each for each in mail.outbox if not each.to[0].endswith("quanpho.example")]


def test_the_owner_is_told_by_when_it_hears_from_the_provider(ask, owner):
    ask()
    (letter,) = [each for each in mail.outbox if each.to == [owner.email]]
    assert "Sao Mai" in letter.subject
    assert "26/11/2026" in letter.body


def test_the_mail_to_the_provider_holds_a_link_and_no_personal_data(ask, staff):
    lead = ask()
    (letter,) = to_provider()
    assert letter.to == [staff.email]
    assert "get in touch" in letter.subject
    assert address("lead", lead) in letter.body
    html = letter.alternatives[0][0]
    for text in (letter.subject, letter.body, html):
        for secret in (*SECRETS, CONTACT.name, "Hòa Bình", "50"):
            assert secret not in text.replace(str(lead.public_id), "")
    assert html.count(f'{address("lead", lead)}"') == html.count("href") == 2, (
        "the button and its address in words"
    )


def test_a_provider_without_accounts_is_told_at_its_own_address(ask, provider):
    ask()
    assert to_provider()[0].to == [provider.email]


def test_who_is_answered_by_messages_is_told_so(ask, owner):
    lead = ask(items=["messages"])
    mail.outbox.clear()
    accept_lead(lead=lead, by=None, now=NOW)
    do_what_waits()
    (letter,) = mail.outbox
    for text in (letter.body, letter.alternatives[0][0]):
        assert "bằng tin nhắn" in text
        assert "sẽ liên hệ" not in text


@pytest.mark.parametrize("decide", ["accept", "decline"])
def test_the_owner_is_told_of_the_decision_in_its_language(
    ask, owner, decide, django_capture_on_commit_callbacks
):
    lead = ask()
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        if decide == "accept":
            accept_lead(lead=lead, by=None, now=NOW)
        else:
            decline_lead(lead=lead, reason="Hết chỗ", by=None, now=NOW)
    (letter,) = mail.outbox
    assert letter.to == [owner.email]
    assert "Sao Mai" in letter.subject
    assert ("đã nhận" if decide == "accept" else "không nhận được") in letter.subject
    assert address("asked", lead) in letter.body


def test_everybody_who_works_for_the_provider_is_told_in_their_own_language(ask, staff):
    colleague = make_user("lan@sao-mai.example", language="vi")
    make_membership(colleague, staff.memberships.get().organisation, "officer")
    ask()
    subjects = {letter.to[0]: letter.subject for letter in to_provider()}
    assert set(subjects) == {staff.email, colleague.email}
    assert "get in touch" in subjects[staff.email]
    assert "get in touch" not in subjects[colleague.email]


def test_who_has_left_is_not_told(ask, staff, provider):
    staff.is_active = False
    staff.save()
    ask()
    assert [letter.to for letter in to_provider()] == [[provider.email]]


def test_a_provider_without_any_address_gets_no_letter(ask, provider):
    provider.email = ""
    provider.save()
    assert ask().pk
    assert to_provider() == []


def test_the_provider_is_told_when_a_request_is_withdrawn(
    ask, owner, staff, django_capture_on_commit_callbacks
):
    lead = ask()
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_lead(lead=lead, by=owner, now=NOW)
        withdraw_lead(lead=lead, by=owner, now=NOW)
    (letter,) = mail.outbox
    assert letter.to == [staff.email]
    assert letter.subject == "A request has been withdrawn"


@pytest.mark.usefixtures("embedded")
def test_a_request_taken_back_before_its_letter_left_is_not_announced(
    ask, owner, staff, django_capture_on_commit_callbacks
):
    lead = ask()
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_lead(lead=lead, by=owner, now=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        do_what_waits()
    subjects = [letter.subject for letter in mail.outbox]
    assert subjects == ["A request has been withdrawn"]


def test_an_owner_whose_account_is_gone_is_told_at_the_address_it_typed(
    ask, owner, django_capture_on_commit_callbacks
):
    lead = ask()
    Lead.objects.update(asked_by=None)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        accept_lead(lead=lead, by=None, now=NOW)
    assert mail.outbox[0].to == [CONTACT.email]


@pytest.mark.parametrize("side", Side)
def test_every_event_that_is_told_has_words(side):
    told = {row.event for row in TRANSITIONS if side in row.tells}
    with_words = {name for of, name in (*OWN_WORDS, *NEWS) if of == side}
    assert told <= with_words
