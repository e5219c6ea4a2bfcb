"""Results as columns, and columns as counts by sector, size and area: what `refresh_benchmark` keeps."""

import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from registry.areas import areas
from scoring.benchmark import VALUES, Cell, counts_by_group, improvements
from scoring.percent import tenths
from scoring.rules import NOT_ANSWERED

BLOCK = 20_000  # results read at once
COUNTS = np.dtype("<u4")
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
    tenths: (N, 1 + pillars), percent of the total, then of each pillar; -1 where nothing applies.
    profile: (N, 3), places of sector, size and former province in `names`, of which the first is always "".
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
    numberings = (_Numbering(), _Numbering(), _Numbering())
    # As text, a block of JSON is read in one go; on PostgreSQL too.
    rows = results.order_by().values_list(
        *_NUMBERS,
        "level",
        Cast("pillar_points", TextField()),
        Cast("pillar_maxima", TextField()),
        *_TEXTS,
    )
    blocks = [
        _block(block, pillars, numberings)
        for block in _blocks(rows.iterator(chunk_size=BLOCK))
    ]
    empty = (np.zeros(0, np.int64),) * 4 + (
        np.zeros(0, np.int16),
        np.zeros((0, 1 + pillars), np.int16),
    )
    columns = [np.concatenate(parts) for parts in zip(*blocks, strict=True)] or [
        *empty,
        np.zeros((0, 3), np.int16),
    ]
    return Columns(*columns, names=tuple(list(numbering) for numbering in numberings))


def _blocks(rows: Iterator[tuple]) -> Iterator[list[tuple]]:
    while block := list(islice(rows, BLOCK)):
        yield block


def _block(
    rows: list[tuple], pillars: int, numberings: tuple[_Numbering, ...]
) -> tuple[np.ndarray, ...]:
    columns = list(zip(*rows, strict=True))
    ids = [np.array(column, np.int64) for column in columns[:4]]
    total, maximum = (np.array(column, np.int64)[:, None] for column in columns[4:6])
    level = np.array([NO_LEVEL if one is None else one for one in columns[6]], np.int16)
    parts = np.hstack([total, _matrix(columns[7], pillars)])
    wholes = np.hstack([maximum, _matrix(columns[8], pillars)])
    sector, size, area = columns[9:]
    former = {code: unit.former_province for code, unit in areas().items()}
    texts = (sector, size, [former.get(code, "") for code in area])
    profile = [
        [numbering[text] for text in column]
        for numbering, column in zip(numberings, texts, strict=True)
    ]
    return (
        *ids,
        level,
        tenths(parts, wholes).astype(np.int16),
        np.array(profile, np.int16).T,
    )


def _matrix(texts: Iterable[str], width: int) -> np.ndarray:
    return np.array(json.loads(f"[{','.join(texts)}]"), np.int64).reshape(-1, width)


def newest_of_rounds(columns: Columns) -> np.ndarray:
    """Rows: the newest result of every round, enterprise by enterprise, the latest round last.

    Rounds are in the order they were begun. A round read again under a newer version stays in its place.
    """
    order = np.lexsort((columns.result, columns.assessment, columns.enterprise))
    return order[_is_last(columns.assessment[order])]


def newest_of_enterprises(columns: Columns, rounds: np.ndarray) -> np.ndarray:
    """Rows: one result for each enterprise, whatever the number of its rounds."""
    return rounds[_is_last(columns.enterprise[rounds])]


def last_rises(columns: Columns, rounds: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows before and after: of each enterprise the last two rounds in a row between which its level rose.

    Both are read under the same version, or their answers could not be compared.
    """
    before, after = rounds[:-1], rounds[1:]
    rose = (
        (columns.enterprise[before] == columns.enterprise[after])
        & (columns.version[before] == columns.version[after])
        & (columns.level[before] > NO_LEVEL)
        & (columns.level[after] > columns.level[before])
    )
    before, after = before[rose], after[rose]
    last = _is_last(columns.enterprise[after])
    return before[last], after[last]


def _is_last(sorted_ids: np.ndarray) -> np.ndarray:
    """Of each run of equal ids the last place."""
    last = np.ones(sorted_ids.size, bool)
    last[:-1] = sorted_ids[1:] != sorted_ids[:-1]
    return last


def read_levels(results: QuerySet, ids: np.ndarray, questions: int) -> np.ndarray:
    """(N, questions) int8 levels of the results with these ids, in their order; all are streamed through.

    What is not among `results` stays not answered.
    """
    found, order = (
        np.full((ids.size, questions), NOT_ANSWERED, np.int8),
        np.argsort(ids),
    )
    wanted = ids[order]
    for block in _blocks(
        results.order_by().values_list("pk", "levels").iterator(chunk_size=BLOCK)
    ):
        keys = np.array([pk for pk, _levels in block], np.int64)
        places = np.minimum(np.searchsorted(wanted, keys), ids.size - 1)
        hits = np.flatnonzero(wanted[places] == keys)
        if hits.size:
            levels = np.frombuffer(
                b"".join(bytes(block[hit][1]) for hit in hits), np.int8
            )
            found[order[places[hits]]] = levels.reshape(-1, questions)
    return found


@dataclass(frozen=True, eq=False)
class Tally:
    """One cell counted. counts: (1 + pillars, VALUES). raised: (questions,) of the `rises`."""

    count: int
    counts: np.ndarray
    rises: int
    raised: np.ndarray


def tallies(
    columns: Columns, newest: np.ndarray, rose: np.ndarray, risen: np.ndarray
) -> Iterator[tuple[Cell, Tally]]:
    """Every cell that holds anybody, with its counts.

    newest: rows to count. rose: rows whose level has risen; risen: (rose, questions) what they raised.
    """
    shape = tuple(len(names) for names in columns.names)
    groups, size = (
        np.ravel_multi_index(columns.profile[newest].T, shape),
        int(np.prod(shape)),
    )
    rose_in = np.ravel_multi_index(columns.profile[rose].T, shape)
    count = np.bincount(groups, minlength=size)
    counts = np.stack(
        [counts_by_group(groups, values, size) for values in columns.tenths[newest].T],
        axis=1,
    )
    rises = np.bincount(rose_in, minlength=size)
    raised = np.stack(
        [np.bincount(rose_in[one], minlength=size) for one in risen.T], axis=1
    )
    whole = [
        part.reshape(*shape, *part.shape[1:]) for part in (count, counts, rises, raised)
    ]
    for depth in range(4):  # all; sector; sector and size; sector, size and area
        sums = [part.sum(axis=tuple(range(depth, 3))) for part in whole]
        for place in np.ndindex(*shape[:depth]):
            if all(place) and sums[0][place]:
                names = [
                    names[at] for names, at in zip(columns.names, place, strict=False)
                ]
                yield (
                    Cell(*names),
                    Tally(
                        int(sums[0][place]),
                        sums[1][place],
                        int(sums[2][place]),
                        sums[3][place],
                    ),
                )


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
    levels = read_levels(
        results, columns.result[np.concatenate([before, after])], questions
    )
    return improvements(levels[: before.size], levels[before.size :])


def packed(counts: np.ndarray) -> bytes:
    return zlib.compress(counts.astype(COUNTS).tobytes())


def unpacked(content: bytes, pillars: int) -> np.ndarray:
    """(1 + pillars, VALUES) counts: the total, then each pillar."""
    return (
        np.frombuffer(zlib.decompress(bytes(content)), COUNTS)
        .astype(np.int64)
        .reshape(1 + pillars, VALUES)
    )
