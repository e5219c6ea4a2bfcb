import pytest

from indexes.advice import queries
from tests.survey.ways.advice import make_advice


@pytest.fixture(autouse=True)
def advice(monkeypatch):
    """Beside the indexes of tests lies no advice but this."""
    monkeypatch.setattr(
        queries, "read_advice", lambda index_id, folder: make_advice(index_id)
    )
    queries.advice_of.cache_clear()
    yield
    queries.advice_of.cache_clear()
