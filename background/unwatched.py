"""Work done on the spot, in place of a job: in a demo, or where it is measured."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


class Unwatched:
    """Nobody asks how far it is, and nobody calls it off."""

    def say(self, done: int, total: int) -> None:
        pass

    @contextmanager
    def part(self) -> Iterator[None]:
        with transaction.atomic():
            yield
