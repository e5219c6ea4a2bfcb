import pytest
from django.conf import settings
from django.utils import translation


@pytest.fixture(autouse=True)
def _vietnamese_unless_a_test_says_otherwise():
    """A request leaves its language active in the thread; the next test must not inherit it."""
    translation.activate(settings.LANGUAGE_CODE)
