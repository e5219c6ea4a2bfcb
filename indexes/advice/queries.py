"""Advice from the files beside the indexes, each read once per process."""

from functools import cache
from pathlib import Path

from django.conf import settings

from indexes.advice.model import Advice
from indexes.documents.reader import read


@cache
def advice_of(index_id: str) -> Advice | None:
    """None of an index that nobody has written advice for."""
    return read_advice(index_id, settings.FIXTURES_DIR)


def read_advice(index_id: str, folder: Path) -> Advice | None:
    """From the folder in which advice/ stands."""
    path = folder / "advice" / f"{index_id}.yaml"
    if not path.is_file():
        return None
    # The file comes with the code, and is checked before it is put there.
    return Advice(read(path).data)
