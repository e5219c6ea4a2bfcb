"""A receiver to watch: what a provider's own system would do, in as few lines as that takes."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep

from standardwebhooks import Webhook, WebhookVerificationError

PORT = 8099  # where nobody says another
MOST = 64 * 1024  # bytes that are read of a message
Tell = Callable[[str], None]


@dataclass
class Watching:
    """secrets: asked for at each message, so that one just turned over is known.

    answers: the status for what is verified. waits: seconds before it answers.
    """

    secrets: Callable[[], Iterable[str]]
    tell: Tell
    answers: int = 204
    waits: float = 0.0
    seen: set[str] = field(default_factory=set)

    def take(self, headers: dict[str, str], body: bytes) -> int:
        """The status to answer with."""
        sleep(self.waits)
        content = self._verified(headers, body)
        number = headers.get("webhook-id", "-")
        if content is None:
            self.tell(f"{number} REFUSED: signed by nobody known here, or too old")
            return 401
        if number in self.seen:
            self.tell(f"{number} again: nothing is done a second time")
        else:
            self.seen.add(number)
            self.tell(f"{number} {content['type']} {json.dumps(content['data'])}")
        return self.answers

    def _verified(self, headers: dict[str, str], body: bytes) -> dict | None:
        for secret in self.secrets():
            try:
                return Webhook(secret).verify(body, headers)
            except (WebhookVerificationError, ValueError):
                continue
        return None


def server_of(port: int, watching: Watching) -> ThreadingHTTPServer:
    """On this machine alone."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            body = self.rfile.read(min(length, MOST))
            headers = {name.lower(): value for name, value in self.headers.items()}
            self.send_response(watching.take(headers, body))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_line: object) -> None:
            """Told in words instead."""

    return ThreadingHTTPServer(("127.0.0.1", port), Handler)
