"""Results as columns: what `refresh_benchmark` counts from."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from registry.areas import areas
from scoring.benchmark import improvements
from scoring.percent import tenths
from scoring.rules import NOT_ANSWERED
from survey.models.outcome import Levels, levels_in

BLOCK = 20_000  # results read at once
NO_LEVEL = -1

_NUMBERS = (
    "pk",
    "organisation_id",
    "assessment_id",
    "index_version_id",
    "total",
    "maximum",
)
_TEXTS = ("sector", "size", "area")


@dataclass(frozen=True, eq=False)
class Columns:
    """N results, one row each, without their answers.

    result, enterprise, assessment, version: (N,) ids. level: (N,) or NO_LEVEL.
    tenths: (N, 1 + pillars), percent of the total, then of each pillar; -1 where nothing
    applies. profile: (N, 3), places of sector, size and former province in `names`, of
    which the first is always "".
    """

    result: np.ndarray
    enterprise: np.ndarray
    assessment: np.ndarray
    version: np.ndarray
    level: np.ndarray
    tenths: np.ndarray
    profile: np.ndarray
    names: tuple[list[str], list[str], list[str]]


class _Numbering(dict):
    """Numbers texts in the order they come; "" is 0."""

    def __init__(self) -> None:
        super().__init__({"": 0})

    def __missing__(self, text: str) -> int:
        self[text] = len(self)
        return self[text]


def read_columns(results: QuerySet, pillars: int) -> Columns:
    """All of `results`, block by block, so that no more than a block is ever held as rows."""
    # As text, a block of JSON is read in one go; on PostgreSQL too. Without an order, rows
    # come as they lie: what follows sorts for itself.
    rows = results.order_by().values_list(
        *_NUMBERS,
        "level",
        Cast("pillar_points", TextField()),
        Cast("pillar_maxima", TextField()),
        *_TEXTS,
    )
    numberings = (_Numbering(), _Numbering(), _Numbering())
    blocks = [_no_results(pillars)]
    for block in _blocks(rows.iterator(chunk_size=BLOCK)):
        blocks.append(_block(block, pillars, numberings))
    columns = map(np.concatenate, zip(*blocks, strict=True))
    return Columns(*columns, names=tuple(map(list, numberings)))


def _blocks(rows: Iterator[tuple]) -> Iterator[list[tuple]]:
    while block := list(islice(rows, BLOCK)):
        yield block


def _no_results(pillars: int) -> tuple[np.ndarray, ...]:
    """A block of the right widths and types, to begin with."""
    ids = [np.zeros(0, np.int64)] * 4
    level = np.zeros(0, np.int16)
    tenths_of_parts = np.zeros((0, 1 + pillars), np.int16)
    profile = np.zeros((0, len(_TEXTS)), np.int16)
    return *ids, level, tenths_of_parts, profile


def _block(
    rows: list[tuple], pillars: int, numberings: tuple[_Numbering, ...]
) -> tuple[np.ndarray, ...]:
    """The columns of these rows, in the order of `Columns`."""
    *numbers, levels, points, maxima, sector, size, area = zip(*rows, strict=True)
    *ids, total, maximum = (np.array(column, np.int64) for column in numbers)
    parts = np.hstack([total[:, None], _matrix(points, pillars)])
    wholes = np.hstack([maximum[:, None], _matrix(maxima, pillars)])
    profile = _profile(numberings, [sector, size, _former_provinces(area)])
    return (
        *ids,
        np.array([_number(level) for level in levels], np.int16),
        tenths(parts, wholes).astype(np.int16),
        profile,
    )


def _number(level: int | None) -> int:
    return NO_LEVEL if level is None else level


def _matrix(texts: Iterable[str], width: int) -> np.ndarray:
    rows = json.loads(f"[{','.join(texts)}]")
    return np.array(rows, np.int64).reshape(-1, width)


def _former_provinces(codes: Iterable[str]) -> list[str]:
    former = {code: unit.former_province for code, unit in areas().items()}
    return [former.get(code, "") for code in codes]


def _profile(
    numberings: Iterable[_Numbering], columns: Iterable[Sequence[str]]
) -> np.ndarray:
    """(N, 3): each text as its number."""
    numbers = []
    for numbering, column in zip(numberings, columns, strict=True):
        numbers.append([numbering[text] for text in column])
    return np.array(numbers, np.int16).T


def newest_of_rounds(columns: Columns) -> np.ndarray:
    """Rows: the newest result of every round, enterprise by enterprise, the latest last.

    Rounds are in the order they were begun. A round read again under a newer version stays
    in its place.
    """
    # The last key is the first to sort by.
    order = np.lexsort((columns.result, columns.assessment, columns.enterprise))
    return order[_is_last(columns.assessment[order])]


def newest_of_enterprises(columns: Columns, rounds: np.ndarray) -> np.ndarray:
    """Rows: one result for each enterprise, whatever the number of its rounds."""
    return rounds[_is_last(columns.enterprise[rounds])]


def last_rises(columns: Columns, rounds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows before and after: of each enterprise the last two rounds in a row between which
    its level rose.

    Both are read under the same version, or their answers could not be compared.
    """
    before, after = rounds[:-1], rounds[1:]
    is_one_enterprise = columns.enterprise[before] == columns.enterprise[after]
    is_one_version = columns.version[before] == columns.version[after]
    had_level = columns.level[before] > NO_LEVEL
    is_higher = columns.level[after] > columns.level[before]

    rose = is_one_enterprise & is_one_version & had_level & is_higher
    before, after = before[rose], after[rose]
    last = _is_last(columns.enterprise[after])
    return before[last], after[last]


def _is_last(sorted_ids: np.ndarray) -> np.ndarray:
    """Of each run of equal ids the last place."""
    last = np.ones(sorted_ids.size, bool)
    last[:-1] = sorted_ids[1:] != sorted_ids[:-1]
    return last


def read_levels(results: QuerySet, ids: np.ndarray, questions: int) -> np.ndarray:
    """(N, questions) levels of the results with these ids, in their order.

    All results are streamed through: as many ids in a query would be too many. What is not
    among `results` stays not answered.
    """
    levels: Levels = np.full((ids.size, questions), NOT_ANSWERED, np.int8)
    order = np.argsort(ids)
    wanted = ids[order]

    rows = results.order_by().values_list("pk", "levels")
    for block in _blocks(rows.iterator(chunk_size=BLOCK)):
        ids_of_block, contents = zip(*block, strict=True)
        keys = np.array(ids_of_block, np.int64)
        # Above the greatest id, the place would be one behind the last.
        places = np.minimum(np.searchsorted(wanted, keys), ids.size - 1)
        hits = np.flatnonzero(wanted[places] == keys)
        if hits.size:
            rows_hit = levels_in([bytes(contents[hit]) for hit in hits], questions)
            # Few indexes have more levels than a byte can tell apart.
            if rows_hit.dtype != levels.dtype:
                levels = levels.astype(rows_hit.dtype)
            levels[order[places[hits]]] = rows_hit
    return levels


def risen_answers(
    results: QuerySet,
    columns: Columns,
    before: np.ndarray,
    after: np.ndarray,
    questions: int,
) -> np.ndarray:
    """(rises, questions): which answers of each rise went up."""
    if not before.size:
        return np.zeros((0, questions), bool)
    ids = columns.result[np.concatenate([before, after])]
    levels = read_levels(results, ids, questions)
    return improvements(levels[: before.size], levels[before.size :])
