"""Processes that make what `accounts.brakes.aside` is asked for: few, and last in line.

The server forks one that watches, with everything loaded; that one forks the helpers, each for
so much work, so that what they gather of memory is given back. All end with who began them.
"""

import ctypes
import gc
import os
import shutil
import signal
import socket
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from time import sleep

from django.db import close_old_connections, connections

from accounts.brakes.aside import LONGEST_WAIT, desk
from reports.charts.images import DRAWING

# So that a report is made while pages take all there is, in a second or two, and pages hardly
# notice.
NICE = 10
WORKS = 500  # of one helper
WAITING = 64  # who may stand in line
PR_SET_PDEATHSIG = 1  # as sys/prctl.h numbers it
# What only heavy work needs is loaded by their watcher, for all of them and for no page.
LOADED = (DRAWING, "pyhanko.sign.signers")
HEARD = (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT, signal.SIGCHLD)
# Told to a server, and nothing to these.
UNHEARD = (signal.SIGHUP, signal.SIGUSR1, signal.SIGUSR2, signal.SIGWINCH)


class Helpers:
    """Of one server. count: how many work at the same time."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.watcher = 0
        self.folder = ""

    def begin(self, unneeded: Iterable[int] = ()) -> None:
        """Where they do not work yet, or no longer. unneeded: files that they let go."""
        # Elsewhere a process cannot ask to end with another.
        if sys.platform != "linux" or self.are_watched():
            return
        # Nobody else gets in, which matters: what comes in is done.
        self.folder = self.folder or tempfile.mkdtemp(prefix="helpers-")
        address = Path(self.folder) / "desk"
        address.unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX) as line:
            line.bind(str(address))
            line.listen(WAITING)
            self.watcher = forked(lambda: watch(line, self.count, unneeded))
        # From here on they alone hold it: when they are gone, nobody is waited for.
        desk.address = address

    def are_watched(self) -> bool:
        if not self.watcher:
            return False
        try:
            os.kill(self.watcher, 0)
        except ProcessLookupError:
            return False
        return True

    def end(self) -> None:
        desk.address = None
        if self.are_watched():
            os.kill(self.watcher, signal.SIGKILL)
        shutil.rmtree(self.folder, ignore_errors=True)


def watch(line: socket.socket, count: int, unneeded: Iterable[int]) -> None:
    """Has so many helpers at work, until it is ended."""
    for number in unneeded:
        os.close(number)
    for connection in connections.all(initialized_only=True):
        # It belongs to who was there before.
        connection.connection = None
    os.nice(NICE)
    os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
    for name in LOADED:
        import_module(name)
    gc.collect()
    gc.freeze()
    missing = count
    while True:
        for _each in range(missing):
            forked(lambda: help_out(line))
        os.wait()
        missing = 1
        # One that fails at once is not begun again and again.
        sleep(0.1)


def help_out(line: socket.socket) -> None:
    """One after the other; who has waited too long has hung up."""
    desk.is_here = True
    for _work in range(WORKS):
        asking, _address = line.accept()
        with suppress(OSError, EOFError), Connection(asking.detach()) as asked:
            answer(asked)


def answer(asked: Connection) -> None:
    work, given = asked.recv()
    # What takes longer ends this one; another takes its place.
    signal.alarm(LONGEST_WAIT)
    close_old_connections()
    try:
        made = True, work(*given)
    except Exception:
        made = False, None
    signal.alarm(0)
    asked.send(made)
    close_old_connections()


def forked(work: Callable[[], object]) -> int:
    """The number of a process that does this and ends, at the latest with this one."""
    begun_by = os.getpid()
    number = os.fork()
    if number:
        return number
    try:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        for each in HEARD:
            signal.signal(each, signal.SIG_DFL)
        for each in UNHEARD:
            signal.signal(each, signal.SIG_IGN)
        # It may have ended before it was asked for.
        if os.getppid() == begun_by:
            work()
    finally:
        # Nothing of what the other one does at its end.
        os._exit(0)
