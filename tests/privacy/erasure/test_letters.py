"""Letters that still wait when the person they are about is deleted."""

import pytest
from accounts.postbox import Letter, Postbox
from django.core.mail import EmailMessage

from accounts import postbox
from privacy.erasure.services import delete_account
from tests.builders import NOW, make_user

pytestmark = pytest.mark.django_db
EMAIL, NAME = "tram@pho.example", "Đặng Thùy Trâm"


class StillBox(Postbox):
    """As between two letters: nobody carries them away."""

    def post(self, letter: Letter) -> None:
        self._letters.put(letter)


@pytest.fixture
def box(monkeypatch) -> Postbox:
    box = StillBox(places=9)
    monkeypatch.setattr(postbox, "_postbox", box)
    return box


def left_in(box: Postbox) -> list[EmailMessage]:
    return [letter.message for letter in box._take_all()]


def test_letters_to_and_about_the_person_leave_no_more(box):
    user = make_user(EMAIL, full_name=NAME)
    for to, words in [
        (EMAIL.title(), "Chào chị"),
        ("lan@pho.example", f"{NAME} mời anh/chị"),
        ("lan@pho.example", "Chào chị Lan"),
    ]:
        box.post(Letter(EmailMessage("Thư", words, to=[to]), list))
    delete_account(user=user, choices={}, by=None, now=NOW)
    (left,) = left_in(box)
    assert (left.to, left.body) == (["lan@pho.example"], "Chào chị Lan")
