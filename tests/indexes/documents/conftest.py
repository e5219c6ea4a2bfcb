from collections.abc import Callable

import pytest

from indexes.documents.check import check_file


@pytest.fixture
def problems_of(tmp_path) -> Callable[..., list[str]]:
    def problems(text: str, name: str = "small.yaml") -> list[str]:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return [str(problem) for problem in check_file(path)[1]]

    return problems
