"""Reads the public registries under fixtures/registry once per process."""

from functools import cache
from types import MappingProxyType
from typing import Any

import yaml
from django.conf import settings


@cache
def registry(name: str) -> MappingProxyType[str, Any]:
    with (settings.FIXTURES_DIR / "registry" / f"{name}.yaml").open(
        encoding="utf-8"
    ) as source:
        return MappingProxyType(yaml.safe_load(source))
