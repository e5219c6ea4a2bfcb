"""Processes beside the tests: each ends with the block that began it, whatever goes wrong there."""

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from subprocess import PIPE

PATIENCE = 20  # seconds that one which was asked to end may take


@contextmanager
def running(command: Sequence[str], **terms) -> Iterator[subprocess.Popen]:
    """terms: those of Popen. It is asked to end, and waited for; its pipes are closed."""
    with subprocess.Popen(command, **terms) as process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()


def all_at_once(programs: Iterable[Sequence[str]], database: str) -> list[str]:
    """What programs of Python say that begin in the same moment, as processes of the site.

    Each says "ready" first, and goes on when it is sent a line.
    """
    environment = os.environ | {
        "DATABASE_URL": database,
        "DEBUG": "1",
        "DJANGO_SETTINGS_MODULE": "assessment.settings",
    }
    terms = {"env": environment, "text": True, "stdin": PIPE, "stdout": PIPE}
    with ExitStack() as ending:
        workers = [
            ending.enter_context(running([sys.executable, *program], **terms))
            for program in programs
        ]
        for worker in workers:
            assert worker.stdout.readline() == "ready\n"
        for worker in workers:
            worker.stdin.write("go\n")
            worker.stdin.flush()
        return [worker.communicate()[0] for worker in workers]
