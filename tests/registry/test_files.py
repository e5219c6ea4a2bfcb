"""An official list is read once, and nobody can change it for the others."""

import pytest
import yaml
from django.conf import settings

from registry import files
from registry.files import read_yaml, registry


def test_a_list_is_read_once():
    assert registry("sectors") is registry("sectors")


def test_nobody_can_write_into_a_list():
    with pytest.raises(TypeError):
        registry("sectors")["current"] = {}


def test_a_list_that_is_missing_fails_loudly():
    with pytest.raises(FileNotFoundError):
        registry("unicorns")


def test_lists_are_read_by_the_library_in_c_where_there_is_one():
    assert files.SafeLoader is getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@pytest.mark.parametrize("name", ["areas", "size-and-support"])
def test_a_list_reads_the_same_in_c(name):
    path = settings.FIXTURES_DIR / "registry" / f"{name}.yaml"
    assert read_yaml(path) == yaml.safe_load(path.read_text(encoding="utf-8"))
