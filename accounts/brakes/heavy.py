"""Heavy work leaves room for all others: so much of it at once in a process, and little waits.

A file that takes long holds a thread and the processor. Where a hundred are asked for at once,
the pages of everybody else would wait behind them; so most are asked to come again.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from threading import Condition

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

View = Callable[..., HttpResponse]


class TooBusyError(Exception):
    """For a page that says: please wait, it comes by itself."""


class Workshop:
    """Room for so much work at once, and before it for so many who wait a moment."""

    def __init__(self, at_once: int, waiting: int, seconds: float) -> None:
        self._at_once, self._most_waiting = at_once, waiting
        self._seconds = seconds
        self._working = self._waiting = 0
        self._changed = Condition()

    def is_full(self) -> bool:
        """Whether nobody more is let in, nor may wait."""
        return not self._has_room() and self._waiting >= self._most_waiting

    @contextmanager
    def place(self) -> Iterator[None]:
        if not self._is_let_in():
            raise TooBusyError
        try:
            yield
        finally:
            self._leave()

    def _has_room(self) -> bool:
        return self._working < self._at_once

    def _is_let_in(self) -> bool:
        with self._changed:
            if self.is_full():
                return False
            # Whoever waits here holds a thread too: hence few, and not for long.
            self._waiting += 1
            is_let_in = self._changed.wait_for(self._has_room, self._seconds)
            self._waiting -= 1
            self._working += is_let_in
            return is_let_in

    def _leave(self) -> None:
        with self._changed:
            self._working -= 1
            self._changed.notify()


workshop = Workshop(settings.HEAVY_AT_ONCE, waiting=1, seconds=2)


def heavy(view: View) -> View:
    """For a view that takes a tenth of a second and more. Outermost: who waits costs nothing."""

    @wraps(view)
    def handle(request: HttpRequest, *args: object, **terms: object) -> HttpResponse:
        with workshop.place():
            return view(request, *args, **terms)

    handle.is_heavy = True
    return handle


def is_turned_away(path: str) -> bool:
    """Whether it is heavy work that finds no room, told before anything is read for it."""
    return workshop.is_full() and _is_heavy(path)


def _is_heavy(path: str) -> bool:
    try:
        view = resolve(path).func
    except Resolver404:
        return False
    return getattr(view, "is_heavy", False)
