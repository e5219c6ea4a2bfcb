"""Values of an entry in words, before and after, for whoever compares them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from language.texts import as_written, in_language
from providers.directory.capabilities import capabilities
from providers.models import Change, EntryVersion
from providers.phrases import (
    area_name,
    day_words,
    delivery_words,
    names_of_sectors,
    names_of_sizes,
    price_words,
)
from providers.wording import KINDS, LIFTS

LABELS = {
    "title": gettext_lazy("Name"),
    "name": gettext_lazy("Name"),
    "about": gettext_lazy("What it does"),
    "what": gettext_lazy("What the enterprise gets"),
    "website": gettext_lazy("Website"),
    "areas": gettext_lazy("Works in"),
    "online": gettext_lazy("Works online"),
    "certificates": gettext_lazy("Certificates"),
    "capacity_per_month": gettext_lazy("New requests a month"),
    "kind": gettext_lazy("Kind"),
    "price": gettext_lazy("Price"),
    "improves": gettext_lazy("Helps with"),
    "sectors": gettext_lazy("Made for"),
    "sizes": gettext_lazy("Size"),
    "delivery_days": gettext_lazy("Delivery"),
    "is_active": gettext_lazy("On offer"),
}
_PRICE = ("price_from", "price_to", "price_unit")
_CERTIFICATES = ("certificates", "certificate_ends", "certificate_files")
_WITH = dict.fromkeys(_CERTIFICATES, "certificates") | dict.fromkeys(_PRICE, "price")


class Said(str):
    """A line whose language a page has to name: it may not be that of the page.

    file: the one that shows it, as `EntryFile.public_id`.
    """

    __slots__ = ("file", "language")

    def __new__(cls, text: str, language: str, file: str = "") -> Self:
        said = super().__new__(cls, text)
        said.language, said.file = language, file
        return said

    def __eq__(self, other: object) -> bool:
        # By the base itself: a plain text would ask this one back.
        is_same = str.__eq__(self, other) is True
        return is_same and self.file == getattr(other, "file", "")

    # Equal to a plain text as long as it has no file, so it must be found among such.
    __hash__ = str.__hash__


@dataclass(frozen=True)
class Compared:
    """One thing that is said otherwise. before, after: a line each of what is said."""

    label: str | Promise
    before: list[str]
    after: list[str]

    @property
    def gone(self) -> set[str]:
        return set(self.before) - set(self.after)

    @property
    def new(self) -> set[str]:
        return set(self.after) - set(self.before)


def compared(change: Change) -> list[Compared]:
    """Both sides whole: of a price that rises, also what it is paid for."""
    entry = change.solution or change.provider
    # What is not asked for may have moved on since: the officer compares with today.
    stands = {name: getattr(entry, name) for name in _all_of(change)}
    before, after = stands | change.before, stands | change.after
    if change.after.get("is_active"):
        before = {}
    fields = dict.fromkeys(_WITH.get(name, name) for name in _all_of(change))
    return [
        Compared(LABELS[name], lines_of(name, before), lines_of(name, after))
        for name in fields
        if name != "is_active"
    ]


def _all_of(change: Change) -> list[str]:
    if change.after.get("is_active"):
        return [*_PRICE, "improves"]
    names = set(change.after)
    if names & set(_PRICE):
        # “from 5 million” says nothing without what it is paid for.
        names |= set(_PRICE)
    if names & set(_CERTIFICATES):
        names |= set(_CERTIFICATES)
    return sorted(names)


@dataclass(frozen=True)
class DescribedVersion:
    """What an entry said from a moment on, and how it differs from what it said before."""

    version: EntryVersion
    rows: list[tuple[str | Promise, list[str]]]
    changed: list[Compared]  # nothing of the first version


def versions_compared(versions: Iterable[EntryVersion]) -> list[DescribedVersion]:
    """versions: as `versions_of` reads them."""
    return [
        DescribedVersion(version, told(version), _changed(version))
        for version in versions
    ]


def told(version: EntryVersion) -> list[tuple[str | Promise, list[str]]]:
    """What the entry said, a row for each thing."""
    content = version.content
    return [(LABELS[name], lines_of(name, content)) for name in _named(content)]


def _changed(version: EntryVersion) -> list[Compared]:
    before = version.content_before
    if before is None:
        return []
    rows = []
    for name in _named(before | version.content):
        earlier, later = lines_of(name, before), lines_of(name, version.content)
        if earlier != later:
            rows.append(Compared(LABELS[name], earlier, later))
    return rows


def _named(content: Mapping) -> list[str]:
    fields = dict.fromkeys(_WITH.get(name, name) for name in content)
    return [name for name in fields if name in LABELS]


def lines_of(name: str, values: Mapping) -> list[str]:
    """Nothing where there is nothing, so that it can be told from what is."""
    if name == "price":
        return _price(values)
    if name not in values:
        return []
    write = _WRITTEN.get(name, _plain)
    return [line for line in write(values[name], values) if line]


def _price(values: Mapping) -> list[str]:
    if "price_from" not in values:
        return []
    return [price_words(*(values[name] for name in _PRICE))]


def _improves(parts: list[dict], _values: Mapping) -> list[str]:
    names = capabilities()
    lines = []
    for part in parts:
        if "question" in part:
            name = _("question %(code)s") % {"code": part["question"]}
        else:
            # A capability that the catalogue has dropped is still told, by its code.
            name = in_language(names.get(part["capability"]))
        lift = LIFTS.get(part["lift"], part["lift"])
        lines.append(f"{name or part['capability']}: {lift}")
    return lines


def _certificates(names: list[str], values: Mapping) -> list[str]:
    ends = values.get("certificate_ends", {})
    papers = values.get("certificate_files", {})
    lines = []
    for name in names:
        day = day_words(ends.get(name))
        until = _("%(name)s, valid until %(day)s")
        words = until % {"name": name, "day": day} if day else name
        # Another paper of the same certificate is another line: the officer looks at it.
        lines.append(Said(words, "", papers.get(name, "")))
    return lines


def _flag(value: bool, _values: Mapping) -> list[str]:
    return [_("yes") if value else _("no")]


def _in_each_language(texts: Mapping[str, str], _values: Mapping) -> list[str]:
    return [Said(text, language) for language, text in texts.items()]


def _plain(value: object, _values: Mapping) -> list[str]:
    return ["" if value is None else str(value)]


_WRITTEN = {
    "improves": _improves,
    "certificates": _certificates,
    "online": _flag,
    "is_active": _flag,
    "name": lambda value, _values: [as_written(value)],
    "about": _in_each_language,
    "what": _in_each_language,
    "kind": lambda value, _values: [str(KINDS[value])],
    "areas": lambda value, _values: [area_name(code) for code in value],
    "sectors": lambda value, _values: [names_of_sectors(value)],
    "sizes": lambda value, _values: [names_of_sizes(value)],
    "delivery_days": lambda value, _values: [delivery_words(value)],
}
