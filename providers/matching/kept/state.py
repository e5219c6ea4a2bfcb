"""The directory as suggestions read it, kept under its own digest, and read back from there.

Everything that a page says of a solution is in it, and nothing to write or call to.
"""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from uuid import UUID

from indexes.documents.reader import checksum_of
from providers.matching.entries import Entries, OfProvider, OfSolution
from providers.matching.match import Named
from providers.models import DirectoryState, Solution


@dataclass(frozen=True)
class Kept:
    """named: of each solution by its key, what only a page says of it."""

    entries: Entries
    named: Mapping[int, Named]


def keep_directory(entries: Entries, now: datetime) -> DirectoryState:
    """One row for all that was suggested by the same directory."""
    content = _packed(entries)
    digest = checksum_of(content)
    state = DirectoryState.objects.filter(pk=digest).defer("content").first()
    if state:
        return state
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    kept = {"content": zlib.compress(text.encode()), "kept_at": now}
    state, _is_new = DirectoryState.objects.get_or_create(digest=digest, defaults=kept)
    return state


def _packed(entries: Entries) -> dict:
    named = Solution.objects.order_by("pk").values_list("pk", *Named._fields)
    return {
        "providers": list(map(partial(_provider, entries), entries.providers.values())),
        "solutions": list(map(_solution, entries.solutions)),
        "named": [
            _plain({"pk": key} | Named(*facts)._asdict()) for key, *facts in named
        ],
    }


def _provider(entries: Entries, provider: OfProvider) -> dict:
    # Whose branch it is, without the tax code by which that is known.
    house = str(entries.houses.of[provider.pk])
    return _plain(provider._asdict() | {"tax_code": house})


def _solution(solution: OfSolution) -> dict:
    facts = solution._asdict()
    del facts["provider"]
    return _plain(facts)


def _plain(facts: dict) -> dict:
    return {name: _text(value) for name, value in facts.items()}


def _text(value: object) -> object:
    is_written = isinstance(value, date | Decimal | UUID)
    return str(value) if is_written else value


def kept_directory(state: DirectoryState) -> Kept:
    """As it stood then."""
    content = json.loads(zlib.decompress(bytes(state.content)))
    providers = {row["pk"]: _read_provider(row) for row in content["providers"]}
    solutions = []
    for row in content["solutions"]:
        solution = OfSolution(**row, provider=providers[row["provider_id"]])
        solutions.append(solution)
    named = {row.pop("pk"): _read_named(row) for row in content["named"]}
    return Kept(Entries(solutions), named)


def _read_provider(row: dict) -> OfProvider:
    average = row["rating_average"]
    return OfProvider(
        **row
        | {
            "vetted_until": _day(row["vetted_until"]),
            "paused_until": _day(row["paused_until"]),
            "rating_average": average and Decimal(average),
            "public_id": UUID(row["public_id"]),
        }
    )


def _read_named(row: dict) -> Named:
    return Named(**row | {"price_confirmed": _day(row["price_confirmed"])})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
