from pathlib import Path

import pytest

from tests.indexes.advice.examples import ADVICE, make_folder


@pytest.fixture
def fixtures(tmp_path) -> Path:
    """A folder with the index and sound advice beside it."""
    return make_folder(tmp_path, ADVICE)
