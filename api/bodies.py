"""What is sent with a request, judged before any of it is read."""

from django.http import HttpRequest

from api.errors import ApiError

LARGEST = 256 * 1024  # bytes
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
    if length > LARGEST:
        raise ApiError("too_large", most=LARGEST)
    # Without a content nothing needs a type: a deed may be all in its address.
    if length and request.content_type != JSON:
        raise ApiError("not_json")
