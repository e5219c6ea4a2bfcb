"""How scoring refuses: by a code, never by a text."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from scoring.errors import ScoringError


@contextmanager
def refused(code: str) -> Iterator[pytest.ExceptionInfo[ScoringError]]:
    """What is done inside is refused with this code; the error is there to be asked more."""
    with pytest.raises(ScoringError) as caught:
        yield caught
    assert caught.value.code == code
