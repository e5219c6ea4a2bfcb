"""A result beside its index."""

import numpy as np

from indexes.index.model import Index
from survey.models import Result


def levels_by_code(result: Result, index: Index) -> dict[str, int]:
    """The levels a result was read by. A group that was answered as a whole is there, its criteria are not."""
    return dict(
        zip(
            index.codes,
            np.frombuffer(bytes(result.levels), np.int8).tolist(),
            strict=True,
        )
    )
