"""One letter to each owner for a whole sitting, in the owner's language, with no note in it."""

import pytest
from django.core.cache import cache

from associations.review.email import tell_owners_of_review
from tests.builders import make_membership, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_turns_counted():
    cache.clear()


def test_every_owner_gets_a_letter_in_their_language(owner, staff, result, mailoutbox):
    make_membership(
        make_user("two@pho.example", language="en"), owner.organisation, "owner"
    )
    make_membership(make_user("ba@pho.example"), owner.organisation, "member")
    gone = make_user("tu@pho.example", is_active=False)
    make_membership(gone, owner.organisation, "owner")

    tell_owners_of_review(assessment=result.assessment, reviewer=staff.organisation)
    letters = {letter.to[0]: letter for letter in mailoutbox}
    assert set(letters) == {owner.user.email, "two@pho.example"}
    assert "minh chứng" in letters[owner.user.email].body
    assert "evidence" in letters["two@pho.example"].body


def test_a_letter_leads_to_the_files_and_names_who_looked(
    owner, staff, result, mailoutbox, settings
):
    settings.SITE_URL = "https://mau.example"
    tell_owners_of_review(assessment=result.assessment, reviewer=staff.organisation)
    (letter,) = mailoutbox
    page = f"https://mau.example/danh-gia/{result.assessment.public_id}/minh-chung/"
    assert page in letter.body
    assert page in letter.alternatives[0].content
    assert staff.organisation.name in letter.subject


def test_many_files_are_one_letter_an_hour(staff, result, mailoutbox):
    for _file in range(3):
        tell_owners_of_review(assessment=result.assessment, reviewer=staff.organisation)
    assert len(mailoutbox) == 1
