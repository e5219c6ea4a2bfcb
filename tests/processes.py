"""Processes beside the tests: each ends with the block that began it, whatever goes wrong there."""

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

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
