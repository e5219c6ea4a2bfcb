"""Typing for a member brings nobody what others answered: neither the draft, nor its link."""

import pytest
from django.urls import reverse

from accounts.models import Organisation
from associations.models import AssistedRound
from survey.models import Result
from tests.associations.assisted.steps import (
    OWNER,
    address,
    ask,
    begin,
    code_in,
    decide,
    link_in,
    opened,
    read_out,
)
from tests.builders import make_answers, make_assessment, make_organisation, make_result
from tests.members import make_member
from tests.personas import make_staff

pytestmark = pytest.mark.django_db


def typed_and_asked(officer, member, mailoutbox, email=OWNER) -> str:
    """One more round; the letter to its owner."""
    begin(officer, member)
    make_answers(AssistedRound.objects.first().assessment)
    ask(officer, AssistedRound.objects.first(), email)
    return mailoutbox[-1].body


@pytest.fixture
def confirmed(assisted, asked) -> Result:
    """The first round that was typed, confirmed in the browser that opened its letter."""
    decide(opened(asked), assisted, "confirm")
    return Result.objects.get()


def newest(member) -> AssistedRound:
    return member.assisted_rounds.first()


def test_a_firm_in_no_account_that_answered_by_itself_is_not_typed_for(officer, member):
    firm = make_organisation()
    make_result(make_assessment(firm))
    member.enterprise = firm
    member.save()
    page = begin(officer, member)
    assert "tài khoản" in page.content.decode()
    assert not AssistedRound.objects.exists()
    assert firm.assessments.count() == 1


def test_nor_is_one_that_another_association_typed_for(officer, member, confirmed):
    others = make_staff("Hội Cơ khí", "nhanvien@cokhi.example")
    theirs = make_member(others.organisation, enterprise=confirmed.organisation)
    assert begin(others, theirs).context["why"]
    assert AssistedRound.objects.count() == 1


def test_nor_one_whose_owner_went_on_alone_with_what_was_typed(
    officer, member, assisted, asked
):
    owner = opened(asked)
    decide(owner, assisted, "correct")
    owner.post(reverse("survey:submit", args=[assisted.assessment.public_id]))
    member.enterprise = Result.objects.get().organisation
    member.save()
    assert begin(officer, member).context["why"]


@pytest.mark.sql
def test_the_next_letter_goes_to_who_confirmed_the_round_before(
    officer, member, confirmed, mailoutbox
):
    begin(officer, member)
    again = newest(member)
    assert again.assessment.organisation == confirmed.organisation
    make_answers(again.assessment)
    page = ask(officer, again, "rieng@canbo.example")
    assert page.context["ask"].errors["email"]
    assert len(mailoutbox) == 1
    ask(officer, again, OWNER.upper())
    owner = opened(mailoutbox[-1].body)
    decide(owner, again, "confirm")
    before = reverse("reports:result", args=[confirmed.public_id])
    assert owner.get(before).status_code == 200


def test_a_link_opens_nothing_once_the_owner_answers_by_itself(
    officer, member, confirmed, mailoutbox
):
    letter = typed_and_asked(officer, member, mailoutbox)
    waiting = opened(letter)
    own = make_assessment(confirmed.organisation, round=7)
    assert waiting.get(address("confirm", newest(member))).status_code == 410
    assert decide(waiting, newest(member), "confirm").status_code == 410
    assert opened(letter).post(link_in(letter)).status_code == 410
    review = reverse("survey:review", args=[own.public_id])
    assert waiting.get(review).status_code == 404


def test_the_link_of_a_firm_in_an_account_opens_nothing_without_it(
    officer, member, owner, mailoutbox
):
    member.enterprise = owner.organisation
    member.save()
    owner.organisation.affiliations.create(
        association=officer.organisation, since=owner.user.date_joined
    )
    letter = typed_and_asked(officer, member, mailoutbox)
    stranger = opened(letter)
    for choice in ("confirm", "correct", "refuse"):
        assert decide(stranger, newest(member), choice).status_code == 404
    assert newest(member).is_open


def test_after_the_code_was_read_out_the_letter_leads_its_owner_to_the_result(
    officer, assisted, asked
):
    read_out(officer, assisted, code_in(asked))
    owner = opened(asked)
    assert owner.get(address("confirm", assisted)).status_code == 200
    decide(owner, assisted, "see")
    result = reverse("reports:result", args=[Result.objects.get().public_id])
    assert owner.get(result).status_code == 200
    assert officer.client.get(result).status_code == 404


def test_confirmed_by_the_link_it_leads_nowhere_any_more(assisted, asked):
    decide(opened(asked), assisted, "confirm")
    assert opened(asked).post(link_in(asked)).status_code == 410


def test_refusing_the_second_round_leaves_the_first(
    officer, member, confirmed, mailoutbox
):
    owner = opened(typed_and_asked(officer, member, mailoutbox))
    decide(owner, newest(member), "refuse")
    assert Organisation.objects.filter(pk=confirmed.organisation_id).exists()
    assert Result.objects.get() == confirmed
