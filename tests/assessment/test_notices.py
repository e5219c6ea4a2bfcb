"""What a page is to say next waits in a cookie of this host alone."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from assessment import settings as of_site
from assessment.notices import Notices

NAME = "__Host-messages"


def said(request: HttpRequest) -> Notices:
    request.session = {}
    notices = Notices(request)
    request._messages = notices
    return notices


def test_in_service_its_cookie_is_of_this_host_alone(rf, settings):
    settings.MESSAGES_COOKIE_NAME = NAME
    settings.SESSION_COOKIE_SECURE = True
    request, response = rf.get("/"), HttpResponse()
    notices = said(request)
    messages.success(request, "Đã lưu.")
    notices.update(response)

    [(name, cookie)] = response.cookies.items()
    assert name == NAME
    assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_it_is_read_once_and_taken_away(rf, settings):
    settings.MESSAGES_COOKIE_NAME = NAME
    request, response = rf.get("/"), HttpResponse()
    notices = said(request)
    messages.success(request, "Đã lưu.")
    notices.update(response)

    later, answer = rf.get("/"), HttpResponse()
    later.COOKIES[NAME] = response.cookies[NAME].value
    notices = said(later)
    assert [str(message) for message in notices] == ["Đã lưu."]
    notices.update(answer)
    assert answer.cookies[NAME]["max-age"] == 0


def test_it_is_named_as_all_cookies_of_the_site_are():
    assert f"{of_site.COOKIE_PREFIX}messages" == of_site.MESSAGES_COOKIE_NAME
