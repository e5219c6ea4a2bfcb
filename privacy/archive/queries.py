"""What is kept of a person, as much as a page can show."""

from dataclasses import dataclass
from itertools import islice

from privacy.archive.kinds import KINDS, Kind
from privacy.archive.values import shown
from privacy.archive.wording import COLUMNS
from privacy.persons.person import Person

MOST_SHOWN = 20  # rows of a kind; all of them are in the copy


@dataclass(frozen=True)
class Held:
    kind: Kind
    columns: list[str]
    rows: list[list[tuple[str, str]]]  # the name of its column beside each
    has_more: bool


def held_of(person: Person) -> list[Held]:
    """Of each kind of which there is anything."""
    kept = []
    for kind in KINDS:
        if not kind.is_on_page:
            continue
        rows = list(islice(kind.rows(person), MOST_SHOWN + 1))
        if rows:
            kept.append(_held(kind, rows))
    return kept


def _held(kind: Kind, rows: list[dict]) -> Held:
    filled = [name for name in rows[0] if any(row[name] for row in rows)]
    names = [str(COLUMNS[name]) for name in filled]
    cells = []
    for row in rows[:MOST_SHOWN]:
        texts = [shown(row[name]) for name in filled]
        cells.append(list(zip(names, texts, strict=True)))
    return Held(kind, names, cells, has_more=len(rows) > MOST_SHOWN)
