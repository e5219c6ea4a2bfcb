"""The first row of a sheet of answers: which question each column is of. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext_noop as _

from indexes.documents.message import Message, message
from indexes.index.model import Index

FIRST = "enterprise"


@dataclass(frozen=True)
class Head:
    """names: above each column, "" above one that spreadsheets left.

    places: by column, of which question it is, in index order; None for the names, for what is
    no question, and for columns without a name.
    """

    names: tuple[str, ...]
    places: tuple[int | None, ...]
    fault: Message | None

    @cached_property
    def first(self) -> int | None:
        """The column of the enterprises' names."""
        return self.names.index(FIRST) if FIRST in self.names else None

    @cached_property
    def nameless(self) -> list[int]:
        return [column for column, name in enumerate(self.names) if not name]

    @cached_property
    def is_plain(self) -> bool:
        """Names first, and after them every question once."""
        return self.fault is None and None not in self.places[1:]


def head_of(index: Index, names: Sequence[str]) -> Head:
    places = [index.places.get(name) for name in names]
    faults = list(_faults(index, [name for name in names if name]))
    return Head(tuple(names), tuple(places), _together(faults))


def _together(faults: list[Message]) -> Message | None:
    """All of them in one sentence."""
    if not faults:
        return None
    first, *others = faults
    rest = _together(others)
    return message(_("%(one)s; %(more)s"), one=first, more=rest) if rest else first


def _faults(index: Index, names: Sequence[str]) -> Iterator[Message]:
    first, codes = (names[0], names[1:]) if names else ("", [])
    if first != FIRST:
        yield message(
            _("the first column must be %(name)r, not %(given)r"),
            name=FIRST,
            given=first,
        )
    if first in index.codes:
        codes = names
    strange = [code for code in codes if code not in index.codes]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    missing = [code for code in index.codes if code not in codes]
    if strange:
        yield message(
            _("columns that are no questions of %(index)s: %(codes)s"),
            index=index.id,
            codes=_listed(strange),
        )
    if twice:
        yield message(
            _("columns that are there twice: %(codes)s"), codes=_listed(twice)
        )
    if missing:
        yield message(_("columns that are missing: %(codes)s"), codes=_listed(missing))


def _listed(codes: Sequence[str]) -> str:
    return ", ".join(map(repr, codes))
