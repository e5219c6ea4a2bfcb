import pytest

from reports.fonts import register_fonts


@pytest.fixture(autouse=True, scope="session")
def _fonts():
    """Registered once, as they are in a process that writes reports."""
    register_fonts()
