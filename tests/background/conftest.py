from collections.abc import Callable

import pytest

from tests.background import effects


@pytest.fixture
def counted(db) -> Callable[[], list[tuple[int, int]]]:
    effects.make_table()
    return effects.effects
