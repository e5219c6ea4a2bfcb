"""What is personal in the database, why it is there, how long, who sees it and where it goes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from privacy.inventory.columns import kept_fields
from registry.files import registry
from registry.retention import Rule, retention_rules

Texts = Mapping[str, str]  # {vi, en}


@dataclass(frozen=True)
class Ground:
    what: Texts
    law: str
    confidence: str


@dataclass(frozen=True)
class Flow:
    """One entry of the file: fields of a model that go the same way."""

    model: str
    fields: tuple[str, ...]
    data: Texts
    of: str
    purpose: Texts
    ground: Ground
    kept: Rule
    seen: tuple[Texts, ...]
    goes: tuple[Texts, ...]


@dataclass(frozen=True)
class FlowsOf:
    """All that is kept of one kind of persons."""

    who: Texts
    flows: tuple[Flow, ...]


@cache
def flows() -> tuple[Flow, ...]:
    """In the order of the file; only fields that the models have."""
    file = registry("personal_data")
    kept = kept_fields()
    found = []
    for model, entries in file["models"].items():
        for entry in entries:
            fields = [name for name in entry["fields"] if name in kept.get(model, ())]
            if fields:
                found.append(_flow(model, tuple(fields), entry))
    return tuple(found)


def _flow(model: str, fields: tuple[str, ...], entry: dict) -> Flow:
    file = registry("personal_data")
    return Flow(
        model=model,
        fields=fields,
        data=entry["data"],
        of=entry["of"],
        purpose=file["purposes"][entry["purpose"]],
        ground=Ground(**file["grounds"][entry["ground"]]),
        kept=retention_rules()[entry["kept"]],
        seen=tuple(file["readers"][name] for name in entry["seen"]),
        goes=tuple(file["destinations"][name] for name in entry["goes"]),
    )


def flows_by_person() -> Iterator[FlowsOf]:
    for name, who in registry("personal_data")["persons"].items():
        theirs = tuple(flow for flow in flows() if flow.of == name)
        if theirs:
            yield FlowsOf(who, theirs)
