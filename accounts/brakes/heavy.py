"""Heavy work leaves room for all others: so much of it at once in a process, and little waits.

A file that takes long holds a thread and the processor. Where a hundred are asked for at once,
the pages of everybody else would wait behind them; so most are asked to come again.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from threading import BoundedSemaphore

from django.conf import settings
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


class TooBusyError(Exception):
    """For a page that says: please wait, it comes by itself."""


class Workshop:
    """Room for so much work at once, and a bench before it for so many who wait a moment."""

    def __init__(self, at_once: int, waiting: int, seconds: float) -> None:
        self._room = BoundedSemaphore(at_once)
        self._bench = BoundedSemaphore(waiting)
        self._seconds = seconds

    @contextmanager
    def place(self) -> Iterator[None]:
        if not self._is_let_in():
            raise TooBusyError
        try:
            yield
        finally:
            self._room.release()

    def _is_let_in(self) -> bool:
        if self._room.acquire(blocking=False):
            return True
        # Whoever waits here holds a thread too: hence few, and not for long.
        if not self._bench.acquire(blocking=False):
            return False
        try:
            return self._room.acquire(timeout=self._seconds)
        finally:
            self._bench.release()


workshop = Workshop(settings.HEAVY_AT_ONCE, waiting=1, seconds=2)


def heavy(view: View) -> View:
    """For a view that takes a tenth of a second and more. Outermost: who waits costs nothing."""

    @wraps(view)
    def handle(request: HttpRequest, *args: object, **terms: object) -> HttpResponse:
        with workshop.place():
            return view(request, *args, **terms)

    return handle
