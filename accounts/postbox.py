"""Letters on their way: a bounded queue in each web process, emptied by a thread of its own.

A page hands its letter over and answers; only the thread waits for the mail server. Commands
and tests have no postbox: there a letter leaves at once. What waits here ends with the process.
"""

import atexit
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Lock, Thread

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connections

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Letter:
    message: EmailMessage
    on_failure: Callable[[], object]


class Postbox:
    """Holds as many letters as it has places; the thread begins with the first of them.

    So it begins in the process that serves, not in the one that forked it.
    """

    def __init__(self, places: int) -> None:
        self.places = places
        self._letters: SimpleQueue[Letter | None] = SimpleQueue()
        self._carrier: Thread | None = None
        self._starting = Lock()

    def is_full(self) -> bool:
        return self._letters.qsize() >= self.places

    def post(self, letter: Letter) -> None:
        if self.is_full():
            log.error("A letter could not be sent: too many are waiting")
            _tell_failure(letter)
            return
        self._letters.put(letter)
        with self._starting:
            if self._carrier is None or not self._carrier.is_alive():
                self._carrier = Thread(target=self._carry, name="letters", daemon=True)
                self._carrier.start()

    def take_back(self, is_unwanted: Callable[[EmailMessage], bool]) -> int:
        """Letters that wait here and shall leave no more; how many. The others wait on."""
        waiting = self._take_all()
        wanted = [
            each for each in waiting if each is None or not is_unwanted(each.message)
        ]
        for letter in wanted:
            self._letters.put(letter)
        return len(waiting) - len(wanted)

    def _take_all(self) -> list[Letter | None]:
        waiting = []
        with suppress(Empty):
            while True:
                waiting.append(self._letters.get_nowait())
        return waiting

    def close(self, seconds: float) -> None:
        """Wait for what is on its way, but no longer than this; say what was lost."""
        if self._carrier is None:
            return
        self._letters.put(None)
        self._carrier.join(seconds)
        left = len(list(filter(None, self._take_all())))
        if left:
            log.error("The process ended with letters that were not sent: %s", left)

    def _carry(self) -> None:
        while letter := self._letters.get():
            if not deliver(letter.message):
                _tell_failure(letter)
                connections.close_all()  # of this thread


def deliver(message: EmailMessage) -> bool:
    """Whether the mail server took it; if not, that alone stands in the log."""
    try:
        message.send()
    except Exception as error:
        # Only its name: what the server complains of names the address.
        log.error("A letter could not be sent: %s", type(error).__name__)  # noqa: TRY400
        return False
    return True


def _tell_failure(letter: Letter) -> None:
    try:
        letter.on_failure()
    except Exception as error:
        log.error("A lost letter could not be noted: %s", type(error).__name__)  # noqa: TRY400


_postbox: Postbox | None = None


def postbox() -> Postbox | None:
    """That of this process; None where letters leave at once."""
    return _postbox


def open_postbox() -> None:
    """Called by what serves pages."""
    global _postbox  # noqa: PLW0603  one a process
    if _postbox is None and settings.EMAIL_QUEUE:
        _postbox = Postbox(settings.EMAIL_QUEUE)
        atexit.register(_postbox.close, settings.EMAIL_TIMEOUT)
