"""What is sent with a request, judged before any of it is read."""

import re

from django.http import HttpRequest

from api.errors import ApiError

LARGEST = 256 * 1024  # bytes
# Files go along with these. Django takes no more of a body into memory.
LARGEST_WITH_FILES = 2 * 1024 * 1024
WITH_FILES = re.compile(r"/leads/[^/]+/(?:messages|moves)")
WRITES = ("POST", "PATCH", "DELETE")
JSON = "application/json"


def refuse_body(request: HttpRequest) -> None:
    if request.method not in WRITES:
        return
    try:
        length = int(request.headers.get("Content-Length") or 0)
    except ValueError:
        raise ApiError("unreadable") from None
    # Told by the head alone: what is refused is never taken into memory.
    takes_files = WITH_FILES.search(request.path_info)
    most = LARGEST_WITH_FILES if takes_files else LARGEST
    if length > most:
        raise ApiError("too_large", most=most)
    # Without a content nothing needs a type: a deed may be all in its address.
    if length and request.content_type != JSON:
        raise ApiError("not_json")
