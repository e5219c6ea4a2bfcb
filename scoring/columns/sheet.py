"""The columns of results while they are filled, and room to work on a block of them."""

from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.rubric import Rubric

Integers = NDArray[np.integer]
Flags = NDArray[np.bool_]
Levels = NDArray[np.signedinteger[Any]]


def narrowest(lowest: int, highest: int) -> np.dtype[Any]:
    """The smallest type of whole numbers from lowest (0, or below it) to highest."""
    top = np.min_scalar_type(highest)
    if not lowest:
        return top
    return np.promote_types(top, np.min_scalar_type(lowest))


class Sheet:
    """Columns of results, in the narrowest types that hold them.

    What complete answers have in common is written out only when needed: until then it
    is one cell of memory shown in every column.
    """

    def __init__(self, rubric: Rubric, width: int) -> None:
        pillars = len(rubric.pillars)
        points = narrowest(min(rubric.pillar_lowest), max(rubric.pillar_maxima))
        total = narrowest(rubric.total_lowest, rubric.maximum)
        count = np.min_scalar_type(len(rubric.questions))

        self.total: Integers = np.empty(width, total)
        self.pillar_points: Integers = np.empty((pillars, width), points)
        self.level: Levels = np.empty(width, np.int8)

        maxima = np.array(rubric.pillar_maxima, points)
        nothing_open = np.zeros(pillars, np.bool_)
        self.maximum = _shown(np.array(rubric.maximum, total), width)
        self.answered = _shown(np.array(len(rubric.questions), count), width)
        self.applicable = self.answered
        self.pillar_maxima: Integers = _shown(maxima, width)
        self.pillar_open: Flags = _shown(nothing_open, width)
        self._lock = Lock()

    def write_out(self) -> None:
        """Give every column memory of its own, once, whichever thread comes first."""
        with self._lock:
            # Shown cells cannot be written to: whoever came before has copied them.
            if self.pillar_open.flags.writeable:
                return
            self.maximum = self.maximum.copy()
            self.answered = self.answered.copy()
            self.applicable = self.applicable.copy()
            self.pillar_maxima = self.pillar_maxima.copy()
            self.pillar_open = self.pillar_open.copy()


def _shown(cells: NDArray[Any], width: int) -> NDArray[Any]:
    """The same cells of memory in each of `width` columns."""
    shape = (*cells.shape, width)
    return np.broadcast_to(cells[..., None], shape)


def column_if_same(columns: Integers) -> Integers:
    """A single column where all are the same cells of memory: numpy spreads it again."""
    if columns.strides[-1] == 0:
        return columns[:, :1]
    return columns
