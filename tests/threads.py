"""Several at the very same moment, each with a connection of its own."""

import threading
from collections.abc import Callable
from pathlib import Path

from django.db import connection, connections

from accounts.errors import DomainError
from tests.databases import copy_in_file

Action = Callable[[], object]


def share_in_memory(folder: Path, monkeypatch) -> None:
    """The in-memory SQLite of the tests cannot be shared: threads work on a copy in a file.

    What one call of threads leaves in it, the next one finds.
    """
    copy = folder / "copy.sqlite3"
    if connection.vendor != "sqlite" or copy.exists():
        return
    copy_in_file(copy)
    monkeypatch.setitem(connections.settings["default"], "NAME", str(copy))


def run_together(*actions: Action) -> list[object]:
    """What each gives, or with which error of ours it ended; they start together."""
    together = threading.Barrier(len(actions))
    outcomes: list[object] = [None] * len(actions)

    def work(place: int, action: Action) -> None:
        together.wait()
        try:
            outcomes[place] = action()
        except DomainError as error:
            outcomes[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=row) for row in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
