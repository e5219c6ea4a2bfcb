"""Letters that still wait when the person they are about is deleted, and those that left."""

import pytest
from django.core.mail import EmailMessage

from accounts.models import BadAddress, Letter, LetterStop
from accounts.outbox.services import write_letter
from privacy.erasure.services import delete_account
from tests.builders import NOW, make_organisation, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("embedded")]
EMAIL, NAME = "tram@pho.example", "Đặng Thùy Trâm"


def test_letters_to_and_about_the_person_leave_no_more():
    user = make_user(EMAIL, full_name=NAME)
    for to, words in [
        (EMAIL.title(), "Chào chị"),
        ("lan@pho.example", f"{NAME} mời anh/chị"),
        ("lan@pho.example", "Chào chị Lan"),
    ]:
        write_letter(EmailMessage("Thư", words, to=[to]), kind="invite")
    delete_account(user=user, choices={}, by=None, now=NOW)
    (left,) = Letter.objects.all()
    assert (left.to, left.text) == ("lan@pho.example", "Chào chị Lan")


def test_those_that_left_name_the_person_no_more():
    user = make_user(EMAIL, full_name=NAME)
    write_letter(EmailMessage("Thư", "Chào chị", to=[EMAIL]), kind="invite")
    Letter.objects.update(state=Letter.State.SENT)
    BadAddress.objects.create(address=EMAIL)
    delete_account(user=user, choices={}, by=None, now=NOW)
    assert not Letter.objects.exists()
    assert not BadAddress.objects.exists()


def test_what_the_person_stopped_is_forgotten_too():
    user = make_user(EMAIL, full_name=NAME)
    sender = make_organisation(name="Hội May", kind="association")
    for address in (EMAIL.lower(), "lan@pho.example"):
        LetterStop.objects.create(
            address=address, sender=sender, kind="campaign", since=NOW
        )
    delete_account(user=user, choices={}, by=None, now=NOW)
    assert LetterStop.objects.get().address == "lan@pho.example"
