"""What a browser is to be told next is emptied, whatever the cookie is called that holds it."""

import pytest
from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone

from accounts.models import Posting
from assessment.notices import Notices
from privacy.erasure.browsers import empty_browsers
from privacy.persons.marks import Marks

pytestmark = pytest.mark.django_db
NAMED = Marks(emails=frozenset({"hoa@quan.example"}))


def kept(rf, text: str) -> Posting:
    request, response = rf.get("/"), HttpResponse()
    request.session = {}
    request._messages = Notices(request)
    messages.info(request, text)
    request._messages.update(response)
    cookies = [cookie.OutputString() for cookie in response.cookies.values()]
    now = timezone.now()
    answer = {"to": "/", "cookies": cookies}
    return Posting.objects.create(key=text, began_at=now, ends_at=now, answer=answer)


@pytest.mark.parametrize("cookie", ["messages", "__Host-messages"])
def test_an_answer_that_names_the_person_is_forgotten(rf, settings, cookie):
    settings.MESSAGES_COOKIE_NAME = cookie
    kept(rf, "Đã gửi tới hoa@quan.example")
    other = kept(rf, "Đã lưu")
    empty_browsers(NAMED)
    assert list(Posting.objects.all()) == [other]
