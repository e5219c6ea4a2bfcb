"""Advice from the files beside the indexes, each read once per process."""

from functools import cache
from pathlib import Path

from django.conf import settings

from indexes.advice.model import Advice
from indexes.documents.reader import read
from indexes.index.model import variants_of


@cache
def advice_of(index_id: str) -> Advice | None:
    """None of an index that nobody has written advice for."""
    return read_advice(index_id, settings.FIXTURES_DIR)


def read_advice(index_id: str, folder: Path) -> Advice | None:
    """From the folder in which advice/ stands beside indexes/."""
    path = folder / "advice" / f"{index_id}.yaml"
    if not path.is_file():
        return None
    index = read(folder / "indexes" / f"{index_id}.yaml").data
    # Both files come with the code, and are checked before they are put there.
    return Advice(read(path).data, first_levels_of(index))


def first_levels_of(index: dict) -> dict[str, int]:
    """By code, the number that the lowest level of a scored question goes by."""
    first_levels: dict[str, int] = {}
    for variant in variants_of(index):
        for code in variant.codes:
            first_levels[code] = variant.shown_level(code, 0)
    return first_levels
