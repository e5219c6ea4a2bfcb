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
    if length > LARGEST:
        raise ApiError("too_large", most=LARGEST)
    if length and request.content_type != JSON:
        raise ApiError("not_json")
