"""Customers: named by the provider, asked once, counted once, doubted by an officer who rang."""

import re
from datetime import timedelta

import pytest
from django.core import mail

from accounts.models import AuditEvent, LetterStop
from accounts.outbox.stopping.services import stop_letters
from accounts.outbox.stopping.unasked import Unasked
from providers.errors import ProviderError
from providers.models import Application, Reference
from providers.vetting.applications.services import begin, send, take_back
from providers.vetting.references.services import (
    MOST,
    answer,
    asked_by,
    doubt,
    name_customer,
    remove_customer,
    still_asks,
)
from tests.builders import NOW, make_membership
from tests.providers.vetting.applying import (
    fill_in,
    make_applicant,
    make_association,
    make_officer,
)

pytestmark = pytest.mark.django_db
ANSWERS = {"used": "yes", "kept": "partly", "again": "unsure"}
LINK = re.compile(r"/khach-hang-cu/([^\s/]+)/")


@pytest.fixture
def association():
    return make_association()


@pytest.fixture
def draft(association) -> Application:
    provider, user = make_applicant()
    return begin(provider=provider, association=association, by=user, now=NOW)


@pytest.fixture
def sent(draft, django_capture_on_commit_callbacks) -> Application:
    fill_in(draft)
    with django_capture_on_commit_callbacks(execute=True):
        return send(application=draft, by=None, now=NOW)


def named(application: Application, email: str = "tu@vai.example") -> Reference:
    return name_customer(
        application=application,
        name="Tiệm vải Tư",
        contact_name="Anh Tư",
        email=email,
        phone="",
        by=None,
        now=NOW,
    )


def letters() -> list:
    """Those to customers."""
    return [letter for letter in mail.outbox if LINK.search(letter.body)]


class TestNaming:
    def test_an_address_stands_there_once(self, draft):
        named(draft, "Tu@Vai.example")
        with pytest.raises(ProviderError) as error:
            named(draft, "tu@vai.example")
        assert error.value.code == "named_already"
        assert draft.references.count() == 1

    def test_nobody_of_the_provider_answers_for_its_customers(self, draft):
        own = draft.provider.organisation.memberships.get().user.email
        for address in (own.upper(), draft.provider.email):
            with pytest.raises(ProviderError) as error:
                named(draft, address)
            assert error.value.code == "own_address"

    def test_there_is_a_most(self, draft):
        for number in range(MOST):
            named(draft, f"so{number}@vai.example")
        with pytest.raises(ProviderError) as error:
            named(draft)
        assert error.value.code == "too_many_customers"

    def test_one_is_taken_off_again(self, draft):
        remove_customer(reference=named(draft))
        assert not draft.references.exists()

    def test_after_sending_the_list_stands(self, sent):
        with pytest.raises(ProviderError) as error:
            named(sent)
        assert error.value.code == "not_now"
        with pytest.raises(ProviderError) as error:
            remove_customer(reference=sent.references.first())
        assert error.value.code == "not_now"
        assert sent.references.count() == 5


class TestAsking:
    def test_each_gets_one_letter_when_it_is_sent_and_no_sooner(self, draft, sent):
        assert len(letters()) == 5
        assert len({letter.to[0] for letter in letters()}) == 5

    def test_the_letter_asks_in_words_and_says_who_reads_it(self, sent):
        (body, *_rest) = [letter.body for letter in letters()]
        assert "ba câu hỏi" in body
        assert sent.provider.organisation.name in body
        assert sent.association.name in body
        assert "Nhà cung cấp không biết" in body

    def test_who_wants_no_such_letters_gets_none(
        self, draft, association, django_capture_on_commit_callbacks
    ):
        fill_in(draft)
        stop_letters(
            unasked=Unasked(association, LetterStop.Kind.CUSTOMERS),
            address="khach0@quan.example",
            now=NOW,
        )
        with django_capture_on_commit_callbacks(execute=True):
            send(application=draft, by=None, now=NOW)
        assert "khach0@quan.example" not in {each.to[0] for each in letters()}
        assert len(letters()) == 4

    def test_a_link_leads_to_its_customer_alone(self, sent):
        (letter, *_rest) = letters()
        token = LINK.search(letter.body)[1]
        reference = asked_by(token, NOW)
        assert reference.email == letter.to[0]
        assert asked_by("sai-khoa", NOW) is None

    def test_a_link_has_its_days(self, sent):
        (letter, *_rest) = letters()
        token = LINK.search(letter.body)[1]
        late = NOW + timedelta(days=61)
        assert asked_by(token, late) is None
        assert not still_asks(asked_by(token, NOW), late)

    def test_taken_back_nobody_is_asked_any_more(self, sent):
        (letter, *_rest) = letters()
        token = LINK.search(letter.body)[1]
        user = sent.provider.organisation.memberships.get().user
        take_back(application=sent, by=user, now=NOW)
        assert asked_by(token, NOW) is None


class TestAnswering:
    def test_an_answer_counts_once_and_is_kept(self, sent):
        reference = sent.references.first()
        answer(reference=reference, answers=ANSWERS, now=NOW)
        with pytest.raises(ProviderError) as error:
            answer(reference=reference, answers={"used": "no"}, now=NOW)
        assert error.value.code == "answered_already"
        reference.refresh_from_db()
        assert reference.answers == ANSWERS
        assert reference.counts
        assert reference.token_hash == ""
        assert (
            AuditEvent.objects.filter(action="vetting.customer_answered").count() == 1
        )

    def test_what_was_answered_names_nobody_in_the_log(self, sent):
        reference = sent.references.first()
        answer(reference=reference, answers=ANSWERS, now=NOW)
        event = AuditEvent.objects.get(action="vetting.customer_answered")
        assert reference.email not in f"{event.subject} {event.details}"
        assert "partly" not in str(event.details)


class TestDoubting:
    def test_an_officer_who_rang_lets_it_count_no_more(self, sent, association):
        reference, lan = sent.references.first(), make_officer(association)
        answer(reference=reference, answers=ANSWERS, now=NOW)
        doubt(reference=reference, words="Không biết công ty này", by=lan, now=NOW)
        reference.refresh_from_db()
        assert not reference.counts
        assert (reference.answers, reference.doubted_by) == (ANSWERS, lan)

    def test_it_needs_words(self, sent, association):
        reference, lan = sent.references.first(), make_officer(association)
        answer(reference=reference, answers=ANSWERS, now=NOW)
        with pytest.raises(ProviderError) as error:
            doubt(reference=reference, words=" ", by=lan, now=NOW)
        assert error.value.code == "reason_missing"

    def test_what_was_not_answered_cannot_be_doubted(self, sent, association):
        lan = make_officer(association)
        with pytest.raises(ProviderError) as error:
            doubt(reference=sent.references.first(), words="Lạ", by=lan, now=NOW)
        assert error.value.code == "not_answered"

    def test_who_is_too_near_can_neither_harm_it_by_that(self, sent, association):
        reference, lan = sent.references.first(), make_officer(association)
        answer(reference=reference, answers=ANSWERS, now=NOW)
        make_membership(lan, sent.provider.organisation, "officer")
        with pytest.raises(ProviderError) as error:
            doubt(reference=reference, words="Lạ", by=lan, now=NOW)
        assert error.value.code == "belongs"
        reference.refresh_from_db()
        assert reference.counts

    def test_what_was_heard_stands_in_no_log(self, sent, association):
        reference, lan = sent.references.first(), make_officer(association)
        answer(reference=reference, answers=ANSWERS, now=NOW)
        doubt(reference=reference, words="Chị Tư nói lạ", by=lan, now=NOW)
        event = AuditEvent.objects.get(action="vetting.customer_doubted")
        assert event.actor == lan
        assert "Chị Tư" not in f"{event.subject} {event.details}"
