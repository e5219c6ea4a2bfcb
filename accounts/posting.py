"""One way to post: what is sent a second time is answered as it was the first time.

A form with `{% once %}` has an id of its own each time it is rendered. Three taps on a slow line
send it three times: the first makes something, the others wait for its answer and get the same.
What was changed before it was sent again is something new.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from time import monotonic, sleep

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from accounts.models import Posting
from accounts.ratelimit import slow_down

FIELD = "posting"
STANDS_FOR = timedelta(hours=1)
GIVEN_UP_AFTER = timedelta(minutes=2)  # a worker that was killed never answers
WAIT, STEP = 10.0, 0.1  # seconds: of a second send, for the answer to the first

Handler = Callable[[HttpRequest], HttpResponse]


def answer_once(get_response: Handler) -> Handler:
    """Behind the check of the token and of who it is: nobody else's answer can be had."""

    def handle(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, *_view) -> HttpResponse | None:
        # htmx queues up what one element sends, and gets parts of pages.
        if request.method != "POST" or "HX-Request" in request.headers:
            return None
        return _once(request) if request.POST.get(FIELD) else None

    handle.process_view = process_view
    return handle


def _once(request: HttpRequest) -> HttpResponse | None:
    """None where it is the first; then what the view answers is kept."""
    key = key_of(request, request.user.pk)
    key_by_session = _key_by_session(request)
    is_known = request.user.is_authenticated
    # Whose session ended by what was sent is nobody any more.
    if key_by_session and not is_known:
        answer = answer_to(key_by_session)
        if answer:
            return _answered(request, answer)
    until = monotonic() + WAIT
    while monotonic() < until:
        if begin(key=key, now=timezone.now()):
            request.posting = key
            request.posting_by_session = key_by_session if is_known else ""
            return None
        answer = answer_to(key)
        if answer:
            return _answered(request, answer)
        sleep(STEP)
    return slow_down(request)


def _answered(request: HttpRequest, answer: dict) -> HttpResponse:
    request.answered = answer
    return HttpResponseRedirect(answer["to"])


def _key_by_session(request: HttpRequest) -> str:
    """Only the browser that sent it knows the secret of its session; empty without one."""
    session = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    return key_of(request, session) if session else ""


def keep_answers(get_response: Handler) -> Handler:
    """Outside of the session, so that its cookie is part of the answer."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if hasattr(request, "posting"):
            _finish(request, response)
        for cookie in getattr(request, "answered", {}).get("cookies", ()):
            response.cookies.load(cookie)
        return response

    return handle


def key_of(request: HttpRequest, who: object) -> str:
    """Of the rendered form, as it was filled in by this account: nothing can be read from it."""
    fields = sorted(request.POST.lists())
    sent = [
        name_and_values for name_and_values in fields if not _is_token(*name_and_values)
    ]
    files = [_trace(name, file) for name, file in _files(request)]
    whole = [request.get_full_path(), who, sent, files]
    return hashlib.sha256(json.dumps(whole).encode()).hexdigest()


def _is_token(name: str, _values: list[str]) -> bool:
    """It may have been renewed in between."""
    return name == "csrfmiddlewaretoken"


def _files(request: HttpRequest) -> Iterator[tuple[str, UploadedFile]]:
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            yield name, file


def _trace(name: str, file: UploadedFile) -> list[str]:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return [name, str(file.name), digest.hexdigest()]


def begin(*, key: str, now: datetime) -> bool:
    """Whether this is the first send; what is over or was given up is cleared away."""
    given_up = Q(key=key, answer__isnull=True, began_at__lt=now - GIVEN_UP_AFTER)
    Posting.objects.filter(Q(ends_at__lt=now) | given_up).delete()
    try:
        with transaction.atomic():
            Posting.objects.create(key=key, began_at=now, ends_at=now + STANDS_FOR)
    except IntegrityError:
        return False
    return True


def answer_to(key: str) -> dict | None:
    return Posting.objects.filter(key=key).values_list("answer", flat=True).first()


def _finish(request: HttpRequest, response: HttpResponse) -> None:
    """What led on has made something; a page with an error has not, and is sent again as it is."""
    posting = Posting.objects.filter(key=request.posting)
    if not response.has_header("Location"):
        posting.delete()
        return
    cookies = [cookie.OutputString() for cookie in response.cookies.values()]
    answer = {"to": response["Location"], "cookies": cookies}
    posting.update(answer=answer)
    # A new password, or no account any more: who taps again comes with the session of before.
    if request.posting_by_session and settings.SESSION_COOKIE_NAME in response.cookies:
        _keep_for_session(key=request.posting_by_session, answer=answer)


def _keep_for_session(*, key: str, answer: dict) -> None:
    now = timezone.now()
    Posting.objects.update_or_create(
        key=key,
        defaults={"began_at": now, "ends_at": now + STANDS_FOR, "answer": answer},
    )
