"""What a page is to say next waits in a cookie of this host alone."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from assessment.notices import Notices


def said(request: HttpRequest) -> Notices:
    request.session = {}
    notices = Notices(request)
    request._messages = notices
    return notices


def test_in_service_its_cookie_is_of_this_host_alone(rf, settings):
    settings.COOKIE_PREFIX = "__Host-"
    settings.SESSION_COOKIE_SECURE = True
    request, response = rf.get("/"), HttpResponse()
    notices = said(request)
    messages.success(request, "Đã lưu.")
    notices.update(response)

    [(name, cookie)] = response.cookies.items()
    assert name == "__Host-messages"
    assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_it_is_read_once_and_taken_away(rf, settings):
    settings.COOKIE_PREFIX = "__Host-"
    request, response = rf.get("/"), HttpResponse()
    notices = said(request)
    messages.success(request, "Đã lưu.")
    notices.update(response)

    later, answer = rf.get("/"), HttpResponse()
    later.COOKIES["__Host-messages"] = response.cookies["__Host-messages"].value
    notices = said(later)
    assert [str(message) for message in notices] == ["Đã lưu."]
    notices.update(answer)
    assert answer.cookies["__Host-messages"]["max-age"] == 0
