from collections.abc import Callable

import pytest
from django.conf import settings as site

from tests.background import effects


@pytest.fixture
def embedded(settings) -> None:
    """Work waits for a worker, as it does on the site."""
    settings.TASKS = {
        "default": {
            **site.TASKS["default"],
            "BACKEND": "background.engines.embedded.Backend",
        }
    }


@pytest.fixture
def counted(db) -> Callable[[], list[tuple[int, int]]]:
    effects.make_table()
    return effects.effects
