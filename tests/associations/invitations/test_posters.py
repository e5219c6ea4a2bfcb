"""Whoever comes by the code of a poster says who it is, and takes nobody's place by that."""

import pytest
from django.test import Client
from django.urls import reverse

from associations.belonging.services import answer_request
from associations.campaigns import following
from associations.campaigns.funnel import funnel_of
from associations.models import Affiliation, Campaign, Invitation, Member
from survey.models import Assessment
from tests.associations.campaigns.builders import make_campaign, make_member, today_plan
from tests.builders import NOW, make_organisation
from tests.pages import assert_clean_page

pytestmark = pytest.mark.django_db

CODE = "0312687878"


@pytest.fixture
def poster(association) -> Campaign:
    return make_campaign(association, **today_plan(target=Campaign.Target.OPEN))


def come(poster: Campaign, name: str, **typed) -> Client:
    browser = Client()
    said = {"name": name, "tax_code": "", "sector": "I", "scope": "0", "agree": "on"}
    page = reverse("associations:poster_page", args=[poster.code])
    assert_clean_page(browser.get(page))
    browser.post(page, said | typed)
    return browser


def newest() -> Invitation:
    return Invitation.objects.latest("pk")


def state_of(assessment: Assessment) -> str:
    return Affiliation.objects.get(enterprise=assessment.organisation).state


@pytest.mark.parametrize(
    ("known", "typed"),
    [
        ({"tax_code": CODE}, {"name": "Tên khác hẳn", "tax_code": CODE}),
        ({"tax_code": ""}, {"name": "com tam ba ghien"}),
    ],
)
def test_whom_the_association_knows_counts_at_once(association, poster, known, typed):
    member = make_member(association, **known)
    come(poster, **typed)
    begun = newest()
    assert begun.member == member
    assert state_of(begun.assessment) == Affiliation.State.ACTIVE
    member.refresh_from_db()
    assert member.enterprise == begun.assessment.organisation


def test_two_of_one_name_are_told_apart_by_nobody_but_the_association(
    association, poster
):
    for _each in range(2):
        make_member(association, tax_code="")
    come(poster, "Cơm tấm Ba Ghiền")
    assert newest().member is None
    assert state_of(newest().assessment) == Affiliation.State.ASKED


def test_who_is_not_known_counts_once_the_association_lets_it_in(poster):
    come(poster, "Quán lạ")
    begun = newest()
    asked = Affiliation.objects.get(enterprise=begun.assessment.organisation)
    assert asked.state == Affiliation.State.ASKED

    following._note_new_members()
    begun.refresh_from_db()
    assert begun.member is None, "asking is not belonging"
    assert funnel_of(poster, NOW).asking == 1

    answer_request(affiliation=asked, is_granted=True, by=None, now=NOW)
    following._note_new_members()
    begun.refresh_from_db()
    assert begun.member.enterprise == begun.assessment.organisation
    assert funnel_of(poster, NOW).asking == 0


def test_who_is_declined_never_counts(poster):
    come(poster, "Quán lạ")
    asked = Affiliation.objects.get()
    answer_request(
        affiliation=asked, is_granted=False, by=None, now=NOW, reason="Không"
    )
    following._note_new_members()
    assert newest().member is None


def test_a_tax_code_takes_nobodys_place_who_is_here_already(association, poster):
    """Everybody can look a tax code up."""
    real = make_organisation("Quán thật")
    member = make_member(association, tax_code=CODE, enterprise=real)
    come(poster, "Quán giả", tax_code=CODE)
    begun = newest()
    assert begun.member is None
    assert begun.assessment.organisation != real
    assert state_of(begun.assessment) == Affiliation.State.ASKED
    member.refresh_from_db()
    assert member.enterprise == real


def test_what_was_begun_stays_closed_to_whoever_names_the_member_again(
    association, poster
):
    make_member(association, tax_code=CODE)
    come(poster, "Cơm tấm Ba Ghiền", tax_code=CODE)
    first = newest().assessment
    page = reverse("associations:poster_page", args=[poster.code])
    again = come(poster, "Kẻ lạ", tax_code=CODE)
    assert Assessment.objects.filter(organisation=first.organisation).count() == 1
    profile = reverse("survey:profile", args=[first.public_id])
    assert again.get(profile).status_code == 404
    assert again.get(page).status_code == 200
    assert Member.objects.get(tax_code=CODE).enterprise == first.organisation
