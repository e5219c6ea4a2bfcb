"""Reads the public registries under fixtures/registry once per process."""

from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml
from django.conf import settings

# In C where PyYAML was built so: a process reads all of its files in a tenth of the time.
try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:
    from yaml import SafeLoader


@cache
def registry(name: str) -> MappingProxyType[str, Any]:
    path = settings.FIXTURES_DIR / "registry" / f"{name}.yaml"
    # Everybody shares what is read, so that nobody may write to it.
    return MappingProxyType(read_yaml(path))


def read_yaml(path: Path) -> Any:
    """Of a file that comes with the code."""
    with path.open(encoding="utf-8") as source:
        return yaml.load(source, Loader=SafeLoader)
