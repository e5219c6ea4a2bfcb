"""The line to an address that a stranger chose: judged when it is opened, and with an end.

A name means what it means at that moment, and no later: the address that was judged is the one
that is called, under the name that its certificate has to bear. No redirect is followed. All of
it, from the name to the end of the answer, has a few seconds and a few kilobytes.
"""

import io
import queue
import socket
import ssl
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from threading import Thread, Timer
from time import monotonic
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from providers.webhooks.judge import is_address, is_loopback, is_public

PORTS = {"https": 443, "http": 80}
SECONDS = 5.0
MOST = 64 * 1024  # bytes
AGENT = "SanSangSo-Webhooks/1"

Resolve = Callable[[str, int], list[str]]


class LineError(Exception):
    """Nobody answered, and why: `problem` is a code."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


class TooLongError(HTTPException):
    """Whoever answers does not end."""


def resolved(host: str, port: int) -> list[str]:
    """What the name means now."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for *_kind, place in found))


@dataclass(frozen=True)
class Rules:
    """allows_open: http too. allows_loopback: this machine, at any port."""

    allows_open: bool = False
    allows_loopback: bool = False
    seconds: float = SECONDS
    most: int = MOST
    resolve: Resolve = resolved
    trust: ssl.SSLContext = field(default_factory=ssl.create_default_context)


def rules_of_site() -> Rules:
    """In service always the strict ones, whatever is set."""
    return Rules(
        allows_open=settings.DEBUG,
        allows_loopback=settings.DEBUG and settings.WEBHOOKS_TO_LOOPBACK,
    )


@dataclass(frozen=True)
class Answer:
    """status: None where there was none, and problem says why. took: milliseconds."""

    took: int
    status: int | None = None
    problem: str = ""

    @property
    def arrived(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


def post(
    address: str,
    body: bytes,
    headers: Mapping[str, str],
    rules: Rules,
) -> Answer:
    """What was answered; never an error, whatever listens there."""
    began = monotonic()
    status, problem = None, ""
    try:
        status = _posted(address, body, headers, rules, began + rules.seconds)
    except LineError as error:
        problem = error.problem
    took = round((monotonic() - began) * 1000)
    return Answer(took, status, problem)


def target_of(address: str, rules: Rules) -> tuple[SplitResult, str, int]:
    """The address in parts, its host as the network knows it, its port.

    Raises LineError: bad_address, not_https, bad_port.
    """
    try:
        parts = urlsplit(address)
        port = parts.port or PORTS.get(parts.scheme, 0)
        host = (parts.hostname or "").encode("idna").decode()
    except ValueError as error:
        raise LineError("bad_address") from error
    if parts.scheme not in PORTS or not host or parts.username is not None:
        raise LineError("bad_address")
    if parts.scheme == "http" and not rules.allows_open:
        raise LineError("not_https")
    if port not in PORTS.values() and not rules.allows_loopback:
        raise LineError("bad_port")
    return parts, host, port


def check_address(address: str, rules: Rules) -> None:
    """As far as it can be judged before anybody is asked what a name means. Raises LineError."""
    _parts, host, port = target_of(address, rules)
    is_number = is_address(host)
    if is_number and not _may_be_called(host, port, rules):
        raise LineError("not_public")


def _posted(
    address: str,
    body: bytes,
    headers: Mapping[str, str],
    rules: Rules,
    end: float,
) -> int:
    parts, host, port = target_of(address, rules)
    places = _judged(host, port, rules, end)
    with closing(_opened(places, port, end)) as line:
        # It ends whatever is being said, a letter at a time too.
        hanging_up = Timer(max(0.0, end - monotonic()), _hang_up, [line.dup()])
        hanging_up.daemon = True
        hanging_up.start()
        try:
            return _spoken(line, parts, host, body, headers, rules)
        except ssl.SSLError as error:
            raise LineError(_cut("tls", end)) from error
        except TooLongError as error:
            raise LineError("too_long") from error
        except (OSError, HTTPException, ValueError) as error:
            raise LineError(_cut("cut_off", end)) from error
        finally:
            hanging_up.cancel()
            hanging_up.args[0].close()


def _cut(problem: str, end: float) -> str:
    return "too_slow" if monotonic() >= end else problem


def _judged(host: str, port: int, rules: Rules, end: float) -> list[str]:
    """Those addresses of the name that may be called. Raises LineError."""
    places = _places(host, port, rules, end)
    if not places:
        raise LineError("no_such_name")
    judged = [place for place in places if _may_be_called(place, port, rules)]
    if not judged:
        raise LineError("not_public")
    return judged


def _may_be_called(place: str, port: int, rules: Rules) -> bool:
    if rules.allows_loopback and is_loopback(place):
        return True
    return port in PORTS.values() and is_public(place)


def _places(host: str, port: int, rules: Rules, end: float) -> list[str]:
    """Asked on the side: the system's own way of asking knows no end."""
    told: queue.SimpleQueue[list[str]] = queue.SimpleQueue()

    def ask() -> None:
        try:
            told.put(rules.resolve(host, port))
        except (OSError, UnicodeError):
            told.put([])

    Thread(target=ask, name="resolve", daemon=True).start()
    try:
        return told.get(timeout=max(0.0, end - monotonic()))
    except queue.Empty:
        raise LineError("too_slow") from None


def _opened(places: list[str], port: int, end: float) -> socket.socket:
    """To the first that takes it: of two kinds of addresses a machine may have one only."""
    problem = "refused"
    for place in places:
        left = max(0.001, end - monotonic())
        try:
            return socket.create_connection((place, port), timeout=left)
        except TimeoutError:
            problem = "too_slow"
        except OSError:
            problem = "refused"
    raise LineError(problem)


def _spoken(
    line: socket.socket,
    parts: SplitResult,
    host: str,
    body: bytes,
    headers: Mapping[str, str],
    rules: Rules,
) -> int:
    if parts.scheme == "https":
        line = rules.trust.wrap_socket(line, server_hostname=host)
    with closing(Spoken(host, parts, line, rules.most)) as connection:
        connection.request("POST", _path_of(parts), body, {**OURS, **headers})
        answer = connection.getresponse()
        connection.answered.in_head = False
        # Read so that whoever answers is not cut off in the middle; nothing of it is kept.
        with suppress(OSError, HTTPException, ValueError):
            answer.read(rules.most)
        return answer.status


OURS = {
    "content-type": "application/json",
    "user-agent": AGENT,
    "connection": "close",
}


def _path_of(parts: SplitResult) -> str:
    path = parts.path or "/"
    return f"{path}?{parts.query}" if parts.query else path


class Spoken(HTTPConnection):
    """HTTP on a line that stands already, and that answers only so much."""

    def __init__(
        self, host: str, parts: SplitResult, line: socket.socket, most: int
    ) -> None:
        super().__init__(host, parts.port or PORTS[parts.scheme])
        self.default_port = PORTS[parts.scheme]
        self.sock = measured = Measured(line, most)
        self.answered = measured.read

    def connect(self) -> None:
        """Never a second time."""
        raise OSError


class Measured:
    """A socket of which no more than so many bytes are read."""

    def __init__(self, line: socket.socket, most: int) -> None:
        self._line = line
        self.read = Counted(line, most)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(self.read)

    def sendall(self, sent: bytes) -> None:
        self._line.sendall(sent)

    def close(self) -> None:
        self._line.close()


class Counted(io.RawIOBase):
    """in_head: whoever hangs up now has not answered, though the library would take it so."""

    def __init__(self, line: socket.socket, most: int) -> None:
        super().__init__()
        self._line = line
        self._left = most
        self.in_head = True

    def readable(self) -> bool:
        return True

    def readinto(self, room) -> int:
        if not self._left:
            raise TooLongError
        read = self._line.recv_into(room, min(len(room), self._left))
        if not read and self.in_head:
            raise ConnectionResetError
        self._left -= read
        return read


def _hang_up(line: socket.socket) -> None:
    with line, suppress(OSError):  # it has ended by itself
        line.shutdown(socket.SHUT_RDWR)
