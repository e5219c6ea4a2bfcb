"""Asks a virus scanner about a file, where the site has one (clamd, by `CLAMD`)."""

import logging
import socket
import time
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from survey.errors import SurveyError

LONGEST_WAIT = 15  # seconds, from the first word to the answer
LONGEST_GREETING = 3
QUIET = 30  # seconds in which one that hangs is not asked again
_CHUNK = 64 * 1024
_LONGEST_ANSWER = 4096
_PORT = 3310

logger = logging.getLogger(__name__)


class Silence:
    """Of a scanner that hangs: whoever asks it holds a thread until the time is over."""

    def __init__(self) -> None:
        self._until = 0.0

    def begin(self) -> None:
        self._until = time.monotonic() + QUIET

    def lasts(self) -> bool:
        return time.monotonic() < self._until


silence = Silence()


def scan(content: bytes) -> None:
    """Nothing where no scanner is set.

    Raises SurveyError: file_infected; scanner_silent where it does not answer, for a file that
    nobody looked at is not taken either.
    """
    if not settings.CLAMD:
        return
    if silence.lasts():
        raise SurveyError("scanner_silent")
    place = urlsplit(settings.CLAMD)
    try:
        _greet(place)
        answer = _answer(place, content)
    except OSError as error:
        logger.exception("The virus scanner does not answer.")
        raise SurveyError("scanner_silent") from error
    if answer.endswith(" FOUND"):
        logger.warning("The virus scanner refused a file: %s.", answer)
        raise SurveyError("file_infected")
    if not answer.endswith(" OK"):
        logger.error("The virus scanner answers %r.", answer)
        raise SurveyError("scanner_silent")


def _greet(place: SplitResult) -> None:
    """One that hangs is told soon from one that looks into a file for long."""
    deadline = time.monotonic() + LONGEST_GREETING
    try:
        with _connected(place, LONGEST_GREETING) as line:
            line.sendall(b"zPING\0")
            _received(line, deadline)
    except TimeoutError:
        silence.begin()
        raise


def _answer(place: SplitResult, content: bytes) -> str:
    """What clamd says of a stream, its command INSTREAM."""
    deadline = time.monotonic() + LONGEST_WAIT
    with _connected(place, LONGEST_WAIT) as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), _CHUNK):
            _wait_until(line, deadline)
            piece = content[start : start + _CHUNK]
            line.sendall(len(piece).to_bytes(4, "big") + piece)
        line.sendall(bytes(4))
        return _received(line, deadline).decode("utf-8", "replace")


def _connected(place: SplitResult, seconds: float) -> socket.socket:
    if place.scheme != "unix":
        address = (place.hostname or "localhost", place.port or _PORT)
        return socket.create_connection(address, seconds)
    line = socket.socket(socket.AF_UNIX)
    try:
        line.settimeout(seconds)
        line.connect(place.path)
    except OSError:
        line.close()
        raise
    return line


def _received(line: socket.socket, deadline: float) -> bytes:
    """Up to the end of the answer, however it comes in pieces."""
    answer = b""
    while len(answer) < _LONGEST_ANSWER and not answer.endswith(b"\0"):
        _wait_until(line, deadline)
        piece = line.recv(_LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    return answer.rstrip(b"\0\n")


def _wait_until(line: socket.socket, deadline: float) -> None:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    line.settimeout(left)
