"""Heavy work in a process beside those that serve pages, which goes before them in nothing.

A report takes a tenth of a second of a processor, and as long the lock that all threads of a
process share. Done aside (`assessment/machines/beside.py`) it takes what pages leave of the
machine. Where there is no such process (commands, tests, a helper that died) it is done here.
"""

from collections.abc import Callable
from multiprocessing.connection import Client
from pathlib import Path
from typing import TypeVar

from accounts.brakes.heavy import TooBusyError

Made = TypeVar("Made")

LONGEST_WAIT = 30  # seconds, for work that others are before


class Desk:
    """Where helpers take work from; none until a server has them. is_here: in a helper."""

    address: Path | None = None
    is_here = False


desk = Desk()


def aside(work: Callable[..., Made], *given: object) -> Made:
    """What `work(*given)` returns; it and `given` are things that can be sent.

    Raises what it raises; TooBusyError.
    """
    if desk.address is None:
        return work(*given)
    try:
        is_made, made = _sent(desk.address, work, given)
    except (OSError, EOFError):
        is_made = False
    # What went wrong is told by who knows the request.
    return made if is_made else work(*given)


def _sent(address: Path, work: Callable, given: tuple) -> tuple[bool, object]:
    with Client(str(address), family="AF_UNIX") as line:
        line.send((work, given))
        if not line.poll(LONGEST_WAIT):
            raise TooBusyError
        return line.recv()
