"""What each address takes: a token, and where it tells of somebody a right of the token."""

from collections.abc import Callable

from django.http import HttpRequest
from ninja.security import HttpBearer

from accounts.access.programs import Right, require_right
from accounts.models import ApiToken


class Token(HttpBearer):
    """Who it is was found out before (api.callers); here only what the token may."""

    def __init__(self, right: Right | None = None) -> None:
        super().__init__()
        self.right = right

    def __call__(self, request: HttpRequest) -> ApiToken:
        if self.right is not None:
            require_right(request.token, self.right)
        return request.token

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken:
        raise NotImplementedError  # never called: see above


OPEN = Token()


def takes(right: Right) -> Callable:
    return Token(right)
