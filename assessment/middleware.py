"""What every answer carries besides its page: a language, headers that keep it private."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from itertools import chain
from urllib.parse import urlsplit

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, middleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    QueryDict,
    UnreadablePostError,
)
from django.middleware import csrf
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import defaults

from accounts.access.refusals import (
    BeingTypedError,
    HiddenError,
    KeepFirstError,
    SignInFirstError,
    WithdrawnError,
)
from accounts.audit.watching import note_administrator, note_refusal
from accounts.brakes.heavy import TooBusyError, is_turned_away
from accounts.email import LetterNotSentError
from api.entry import is_of_programs, not_now
from assessment.outages.reasons import AWAY, outage
from assessment.outages.unavailable import language_of_excuse, please_wait, unavailable
from assessment.secret_addresses import is_secret
from assessment.typed.switched import put_back
from language.cleaning import clean, is_clean
from survey.rounds.redirects import to_keeping
from survey.wording import problem

Handler = Callable[[HttpRequest], HttpResponse]
# What machines ask is answered in their words, also while the database is away.
OF_MACHINES = ("/suc-khoe/", "/suc-khoe/song/")
# All that any page is asked by; TRACE would send back what a browser keeps to itself.
METHODS = ("GET", "HEAD", "POST", "OPTIONS")
OF_DEVELOPERS = (HTTPStatus.NOT_FOUND, HTTPStatus.INTERNAL_SERVER_ERROR)
PERMISSIONS = (
    "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
)


def chosen_language(get_response: Handler) -> Handler:
    """The language chosen in this browser, else the account's, else Vietnamese.

    What the browser itself is set to does not count: phones here often speak English,
    their owners do not.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if chosen is None and request.user.is_authenticated:
            chosen = request.user.language
        known = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        translation.activate(known)
        request.LANGUAGE_CODE = known
        response = get_response(request)
        # A page may have spoken of a household business; what comes next is another's.
        translation.activate(known)
        response.headers.setdefault("Content-Language", known)
        return response

    return handle


def content_policy(get_response: Handler) -> Handler:
    """The policy of the settings, put together by django-csp once: no page has one of its own."""
    policy = build_policy()

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        # Django's own pages for who develops hold their style.
        if not (settings.DEBUG and response.status_code in OF_DEVELOPERS):
            response.headers.setdefault(HEADER, policy)
        return response

    return handle


def no_referrer(get_response: Handler) -> Handler:
    """What a page below a secret address asks for, and where it leads to, learns nothing of it."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if is_secret(request.path):
            response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return handle


def closed_to_other_sites(get_response: Handler) -> Handler:
    """Nothing of ours is drawn into another site's page, files included."""

    def handle(request: HttpRequest) -> HttpResponse:
        # Programs are told in their own way what they may ask.
        if request.method not in METHODS and not is_of_programs(request):
            return HttpResponseNotAllowed(METHODS)
        response = get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response

    return handle


class CsrfViewMiddleware(csrf.CsrfViewMiddleware):
    def _origin_verified(self, request: HttpRequest) -> bool:
        """A page without a referrer sends its forms as from "null"; their token is asked for."""
        is_unnamed = request.headers.get("Origin") == "null"
        return is_unnamed or super()._origin_verified(request)


def calm_while_away(get_response: Handler) -> Handler:
    """While the database says nothing, pages are answered at once instead of one after the other.

    So are those who ask for files where many do. It stands after the files, which need no database.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        if request.path not in OF_MACHINES and outage.lasts():
            if is_of_programs(request):
                return not_now(request)
            return _in_language(request, partial(unavailable, AWAY))
        if is_turned_away(request.path):
            return _in_language(request, please_wait)
        return get_response(request)

    return handle


def _in_language(
    request: HttpRequest, excuse: Callable[[], HttpResponse]
) -> HttpResponse:
    with translation.override(language_of_excuse(request)):
        return excuse()


def privacy_headers(get_response: Handler) -> Handler:
    """Pages of a person are never stored by a shared cache, and asked for anew each time.

    Of an account no browser stores one either: after signing out "back" shows nothing.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        # A page that reads the session belongs to one person, account or not.
        if request.session.accessed and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_cache=True)
            if SESSION_KEY in request.session:
                patch_cache_control(response, no_store=True)
        return response

    return handle


def cleaned_request(get_response: Handler) -> Handler:
    """What is sent has no hidden signs, whoever reads it: also forms and filters of libraries.

    Passwords stay as they are typed, or nobody could sign in with theirs.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        request.GET = _cleaned(request.GET)
        return get_response(request)

    def before_view(request: HttpRequest, *_view: object) -> None:
        if request.method != "POST":
            return
        # A form that breaks off is told by whoever reads it next.
        with suppress(UnreadablePostError):
            request.POST = _cleaned(request.POST)

    handle.process_view = before_view
    return handle


def _cleaned(sent: QueryDict) -> QueryDict:
    if all(map(is_clean, chain.from_iterable(dict.values(sent)))):
        return sent
    cleaned = sent.copy()
    for name, values in sent.lists():
        if "password" not in name:
            cleaned.setlist(name, list(map(clean, values)))
    cleaned._mutable = False
    return cleaned


def typed_put_back(get_response: Handler) -> Handler:
    """What was typed before the language was switched stands in the page that comes then."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        put_back(request, response)
        return response

    return handle


def own_error_pages(get_response: Handler) -> Handler:
    """What a view refuses is said on our pages, in DEBUG too.

    Only unknown addresses show Django's list there.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code == HTTPStatus.OK:
            note_administrator(request)
        return response

    def refused(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        # A part of a page that is asked for alone is told that it failed: nothing typed is lost.
        if not getattr(request, "htmx", False):
            if isinstance(exception, KeepFirstError):
                return to_keeping(exception.enterprise, _page_of(request))
            if isinstance(exception, SignInFirstError):
                return _to_sign_in(request)
            if isinstance(exception, BeingTypedError):
                return redirect("associations:typed_for_you", exception.public_id)
        if isinstance(exception, LetterNotSentError):
            return unavailable("letter")
        if isinstance(exception, TooBusyError):
            return please_wait()
        if isinstance(exception, PermissionDenied | HiddenError):
            note_refusal(request, getattr(exception, "organisation", None))
        if isinstance(exception, WithdrawnError):
            return render(request, "withdrawn.html", status=HTTPStatus.NOT_FOUND)
        if isinstance(exception, Http404):
            return defaults.page_not_found(request, exception)
        if isinstance(exception, PermissionDenied):
            return defaults.permission_denied(request, exception)
        return None

    handle.process_exception = refused
    return handle


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    messages.info(request, problem("claimed"))
    return redirect_to_login(_page_of(request), reverse(settings.LOGIN_URL))


def _page_of(request: HttpRequest) -> str:
    """Where to come back to: the page itself, or the one a form was sent from; "" if unknown."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    page = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}):
        return ""
    return urlsplit(page)._replace(scheme="", netloc="").geturl()


class LoginRequiredMiddleware(middleware.LoginRequiredMiddleware):
    """Who pressed a button after the session had ended comes back to its page.

    The address the form was sent to may have no page of its own.
    """

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable
    ) -> HttpResponse:
        page = _page_of(request)
        if request.method in ("GET", "HEAD") or not page:
            return super().handle_no_permission(request, view_func)
        return redirect_to_login(page, self.get_login_url(view_func))
