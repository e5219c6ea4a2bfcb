"""A request is granted as one that was known, or as another, or declined with a reason."""

import pytest
from django.urls import reverse

from associations.belonging.services import ask_to_join
from associations.models import Affiliation, Member
from tests.builders import NOW
from tests.members import make_member
from tests.pages import assert_clean_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(owner, staff) -> Affiliation:
    enterprise = owner.organisation
    enterprise.tax_code = "0312687878"
    enterprise.save()
    return ask_to_join(
        association=staff.organisation,
        enterprise=enterprise,
        by=owner.user,
        now=NOW,
    )


def page_of(staff):
    address = reverse("associations:requests", args=[staff.organisation.public_id])
    return staff.client.get(address)


def answer(staff, asked, **given):
    ids = [staff.organisation.public_id, asked.enterprise.public_id]
    address = reverse("associations:answer_request", args=ids)
    return staff.client.post(address, given, follow=True)


def state() -> str:
    return Affiliation.objects.get().state


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "typed",
    [
        {"name": "QUAN PHO HOA BINH", "tax_code": ""},
        {"name": "Tên khác hẳn", "tax_code": "0312687878"},
    ],
)
def test_who_it_may_be_stands_beside_and_has_to_be_said(staff, asked, typed, language):
    staff.client.cookies["django_language"] = language
    known = make_member(staff.organisation, **typed)
    page = page_of(staff)
    assert_clean_page(page)
    assert known.name in page.content.decode()
    page = answer(staff, asked, answer="grant")
    assert_clean_page(page)
    assert state() == Affiliation.State.ASKED
    answer(staff, asked, answer="grant", member=str(known.public_id))
    assert state() == Affiliation.State.ACTIVE
    linked = Member.objects.get()
    assert (linked, linked.enterprise) == (known, asked.enterprise)


def test_another_one_is_added_beside(staff, asked):
    make_member(staff.organisation, name=asked.enterprise.name)
    answer(staff, asked, answer="grant", member="none")
    assert state() == Affiliation.State.ACTIVE
    assert Member.objects.count() == 2


def test_nobody_is_linked_who_was_not_shown(staff, asked):
    other = make_member(staff.organisation, name="Chẳng liên quan", tax_code="")
    answer(staff, asked, answer="grant", member=str(other.public_id))
    assert state() == Affiliation.State.ACTIVE
    other.refresh_from_db()
    assert other.enterprise is None


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_nobody_is_declined(staff, asked, reason, mailoutbox):
    page = answer(staff, asked, answer="decline", reason=reason)
    assert_clean_page(page)
    assert "viết lý do" in page.content.decode()
    assert state() == Affiliation.State.ASKED
    assert mailoutbox == []


def test_the_reason_stands_in_the_letter(staff, asked, mailoutbox):
    answer(staff, asked, answer="decline", reason="Khác ngành với hội")
    assert state() == Affiliation.State.DECLINED
    (letter,) = mailoutbox
    assert "Khác ngành với hội" in letter.body
    assert "Khác ngành với hội" in letter.alternatives[0].content
    assert not Member.objects.exists()
