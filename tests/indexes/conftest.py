from pathlib import Path

import pytest

from tests.builders import INDEXES


@pytest.fixture
def folder(tmp_path) -> Path:
    """The two index files, and the crosswalk between them."""
    (tmp_path / "small.yaml").write_text((INDEXES / "small.yaml").read_text())
    (tmp_path / "other.yaml").write_text(
        (INDEXES / "small.yaml").read_text().replace("id: small", "id: other")
    )
    return tmp_path
