"""Results of the members that allow it, as columns: read once, and kept as long as they hold."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

import numpy as np
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from indexes.index.model import Index
from indexes.models import IndexVersion
from scoring.percent import tenths
from scoring.rules import NOT_APPLICABLE
from survey.models.outcome import levels_in

NO_LEVEL = -1
FEW = 500  # results that are asked for by their numbers


@dataclass(frozen=True)
class Shape:
    """What an index asks in which pillars: results of versions that agree in it are counted
    together.

    codes: of the questions of all variants, each once.
    """

    index: Index
    versions: dict[int, IndexVersion]
    codes: tuple[str, ...]

    @property
    def pillars(self) -> list[dict]:
        return self.index.pillars

    def index_of(self, version: int, variant: str) -> Index:
        return self.versions[version].index_in(variant)


def shape_of(versions: Sequence[IndexVersion]) -> Shape:
    """versions: of one index, the newest first."""
    alike = [each for each in versions if _asked(each) == _asked(versions[0])]
    variants = versions[0].variants
    codes = dict.fromkeys(code for index in variants for code in index.codes)
    by_key = {version.pk: version for version in alike}
    return Shape(
        variants[0],
        by_key,
        tuple(codes),
    )


def _asked(version: IndexVersion) -> list[tuple]:
    return [
        (index.variant, index.codes, [pillar["code"] for pillar in index.pillars])
        for index in version.variants
    ]


@dataclass(frozen=True, eq=False)
class Rows:
    """N results, one row each.

    result, enterprise, assessment, version, round: (N,). level: (N,) or NO_LEVEL.
    tenths: (N, 1 + pillars), percent of the total, then of each pillar; -1 where nothing
    applies. levels: (N, questions), with the reserved codes. sector, size, area: (N,) texts.
    """

    result: np.ndarray
    enterprise: np.ndarray
    assessment: np.ndarray
    version: np.ndarray
    round: np.ndarray
    level: np.ndarray
    tenths: np.ndarray
    levels: np.ndarray
    sector: np.ndarray
    size: np.ndarray
    area: np.ndarray

    def __len__(self) -> int:
        return self.result.size

    def taken(self, rows: np.ndarray) -> "Rows":
        return Rows(*(column[rows] for column in self._columns()))

    def joined(self, other: "Rows") -> "Rows":
        pairs = zip(
            self._columns(),
            other._columns(),
            strict=True,
        )
        return Rows(*(np.concatenate(pair) for pair in pairs))

    def _columns(self) -> list[np.ndarray]:
        return [getattr(self, field.name) for field in fields(self)]


def no_rows(shape: Shape) -> Rows:
    number = np.zeros(0, np.int64)
    text = np.zeros(0, "<U6")
    return Rows(
        *[number] * 6,
        tenths=np.zeros(
            (0, 1 + len(shape.pillars)),
            np.int16,
        ),
        levels=np.zeros((0, len(shape.codes)), np.int16),
        sector=text,
        size=text,
        area=text,
    )


_COLUMNS = (
    "pk",
    "organisation_id",
    "assessment_id",
    "index_version_id",
    "assessment__round",
    "total",
    "maximum",
    "level",
    "sector",
    "size",
    "area",
    "assessment__variant",
    "levels",
    # As text, many are read in one go; on PostgreSQL too.
    Cast("pillar_points", TextField()),
    Cast("pillar_maxima", TextField()),
)


def read_rows(results: QuerySet, shape: Shape) -> Rows:
    """All of `results`, in one query, of which no more than is needed is read."""
    found = results.order_by().values_list(*_COLUMNS)
    rows = list(found)
    if not rows:
        return no_rows(shape)
    columns = list(zip(*rows, strict=True))
    *numbers, total, maximum = (np.array(column, np.int64) for column in columns[:7])
    level, sector, size, area, variants, vectors, points, maxima = columns[7:]
    parts = np.hstack([total[:, None], _matrix(points)])
    wholes = np.hstack([maximum[:, None], _matrix(maxima)])
    versions = columns[3]
    return Rows(
        *numbers,
        level=np.array(
            [NO_LEVEL if one is None else one for one in level],
            np.int64,
        ),
        tenths=tenths(parts, wholes).astype(np.int16),
        levels=_levels(
            shape,
            versions,
            variants,
            vectors,
        ),
        sector=np.array(sector, "<U6"),
        size=np.array(size, "<U6"),
        area=np.array(area, "<U6"),
    )


def _matrix(texts: Iterable[str]) -> np.ndarray:
    return np.array(json.loads(f"[{','.join(texts)}]"), np.int64)


def _levels(
    shape: Shape,
    versions: Sequence[int],
    variants: Sequence[str],
    vectors: Sequence[bytes],
) -> np.ndarray:
    """(N, questions): what another variant asks does not apply."""
    levels = np.full(
        (len(vectors), len(shape.codes)),
        NOT_APPLICABLE,
        np.int16,
    )
    places = {code: place for place, code in enumerate(shape.codes)}
    kinds = np.array(
        [f"{key}/{name}" for key, name in zip(versions, variants, strict=True)]
    )
    for kind in np.unique(kinds):
        rows = np.flatnonzero(kinds == kind)
        first = rows[0]
        index = shape.index_of(
            versions[first],
            variants[first],
        )
        columns = [places[code] for code in index.codes]
        contents = [bytes(vectors[row]) for row in rows.tolist()]
        levels[np.ix_(rows, columns)] = levels_in(contents, len(index.codes))
    return levels
