"""What solutions can do, in one vocabulary for every index, and which questions each helps.

fixtures/capabilities/words.yaml names the capabilities; beside it stands one file per index: see
docs/directory-format.md.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from django.conf import settings

from registry.files import read_yaml

Names = Mapping[str, Mapping[str, str]]
Helpers = list[str] | dict[str, list[str]]
"""Capabilities that help with a question, or with each option of a choice of several."""


# Read once per process: the files come with the code and change with it.
@cache
def _read(name: str) -> dict:
    path = settings.FIXTURES_DIR / "capabilities" / f"{name}.yaml"
    if not path.is_file():
        return {}
    return read_yaml(path)


def capabilities() -> Names:
    """Names in both languages, by id: "sales.pos"."""
    return MappingProxyType(_read("words")["capabilities"])


def areas() -> Names:
    """The groups of capabilities: what stands before the dot of an id."""
    return MappingProxyType(_read("words")["areas"])


def helpers_of(index_id: str) -> Mapping[str, Helpers]:
    """Capabilities by question; empty for an index of which nobody has said it."""
    return MappingProxyType(_read(index_id).get("questions", {}))
