"""Reads the public registries under fixtures/registry once per process."""

from functools import cache
from types import MappingProxyType
from typing import Any

import yaml
from django.conf import settings


@cache
def registry(name: str) -> MappingProxyType[str, Any]:
    path = settings.FIXTURES_DIR / "registry" / f"{name}.yaml"
    with path.open(encoding="utf-8") as source:
        # Everybody shares what is read, so that nobody may write to it.
        return MappingProxyType(yaml.safe_load(source))
