"""Programs that come with tokens, for tests."""

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts.access.programs import Right
from accounts.models import Organisation, User
from accounts.programs.services import make_token

ROOT = "/api/v1"


class Program:
    """What has a token, and asks with it."""

    def __init__(self, secret: str = "", **headers: str) -> None:
        self.headers = headers
        if secret:
            self.headers["Authorization"] = f"Bearer {secret}"

    def ask(
        self, method: str, path: str, body: object = None, **headers: str
    ) -> HttpResponse:
        sent = {} if body is None else {"data": body}
        call = getattr(Client(), method.lower())
        return call(
            ROOT + path,
            headers=self.headers | headers,
            content_type="application/json",
            **sent,
        )

    def get(self, path: str, **headers: str) -> HttpResponse:
        return Client().get(ROOT + path, headers=self.headers | headers)


def make_program(
    user: User,
    *rights: str,
    organisation: Organisation | None = None,
    **headers: str,
) -> Program:
    """Of all rights where none is named."""
    _token, secret = make_token(
        user=user,
        organisation=organisation,
        name="kế toán",
        rights=rights or list(Right),
        now=timezone.now(),
    )
    return Program(secret, **headers)
