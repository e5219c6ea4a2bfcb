import pytest

from tests.builders import make_assessment
from tests.survey.wizard import hold


@pytest.fixture
def draft(client):
    """A draft held by the test's browser."""
    draft = make_assessment()
    hold(client, draft)
    return draft
