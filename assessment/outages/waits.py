"""Who waits for the database in this process, and when somebody has waited enough.

Whoever waits holds a place of the server. So half of the places may wait for as long as the
setting says; the others give up after a moment, and go on with files and with pages that need
not wait.
"""

from collections.abc import Callable
from threading import get_ident
from time import monotonic
from typing import TypeVar

Result = TypeVar("Result")

LONG = 2  # seconds after which somebody holds up a place
QUIET = 5  # seconds in which nobody waits for what was waited for in vain


class Waits:
    def __init__(self) -> None:
        self.places = 4
        self._since: dict[int, float] = {}
        self._vain_until = 0.0

    def noted(self, ask: Callable[[], Result]) -> Result:
        """Asks, and knows meanwhile since when this thread has waited."""
        me = get_ident()
        self._since[me] = monotonic()
        try:
            return ask()
        finally:
            del self._since[me]

    def is_enough(self, seconds: float) -> bool:
        """Whether this thread has waited as long as it may, or is one too many."""
        now = monotonic()
        mine = self._since[get_ident()]
        if now - mine >= seconds:
            self._vain_until = now + QUIET
            return True
        # Of several who look at the same moment, those who came first stay.
        before = [since for since in list(self._since.values()) if since < mine]
        waiting_long = sum(now - since >= LONG for since in before)
        return waiting_long >= max(self.places // 2, 1)

    def are_hopeless(self) -> bool:
        """Whether somebody has waited to the end a moment ago."""
        return monotonic() < self._vain_until


waits = Waits()
