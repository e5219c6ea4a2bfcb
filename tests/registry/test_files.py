"""An official list is read once, and nobody can change it for the others."""

import pytest

from registry.files import registry


def test_a_list_is_read_once():
    assert registry("sectors") is registry("sectors")


def test_nobody_can_write_into_a_list():
    with pytest.raises(TypeError):
        registry("sectors")["current"] = {}


def test_a_list_that_is_missing_fails_loudly():
    with pytest.raises(FileNotFoundError):
        registry("unicorns")
