"""Shapes: what a part of a document may look like. Each reports every way in which a value differs."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

Report = Callable[[tuple, str], None]  # (path, sentence)


def told(value: object) -> str:
    """A value as the author of the file would recognise it."""
    if isinstance(value, bool):
        return "true/false (YAML reads yes, no, on and off so; put words in quotes)"
    if isinstance(value, float):
        return f"the number {value} (put codes in quotes)"
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a map"
    return "a list" if isinstance(value, list) else f"{value!r}"


class Shape:
    def check(self, value: object, path: tuple, report: Report) -> None:
        raise NotImplementedError


@dataclass(frozen=True)
class Word(Shape):
    """One line of text, not empty, in NFC. `among`: only these."""

    among: tuple[str, ...] = ()

    def check(self, value: object, path: tuple, report: Report) -> None:
        if not isinstance(value, str):
            report(path, f"Text is expected here, not {told(value)}.")
        elif not value.strip():
            report(path, "The text is empty.")
        elif value != unicodedata.normalize("NFC", value):
            report(path, "The text is not in Unicode NFC: some accents are separate characters.")
        elif self.among and value not in self.among:
            report(path, f"{value!r} is not known here; it must be one of {', '.join(self.among)}.")


@dataclass(frozen=True)
class Whole(Shape):
    least: int = 0
    most: int = 10**15

    def check(self, value: object, path: tuple, report: Report) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            report(path, f"A whole number is expected here, not {told(value)}.")
        elif value < self.least:
            report(path, f"The number must be at least {self.least}, not {value}.")
        elif value > self.most:
            report(path, f"The number must be at most {self.most}, not {value}.")


@dataclass(frozen=True)
class Number(Shape):
    least: int = 0
    most: int = 10**9

    def check(self, value: object, path: tuple, report: Report) -> None:
        if not isinstance(value, int | float) or isinstance(value, bool):
            report(path, f"A number is expected here, not {told(value)}.")
        elif not self.least <= value <= self.most:  # also refuses .nan and .inf
            report(path, f"The number must be from {self.least} to {self.most}, not {value}.")


@dataclass(frozen=True)
class Exact(Shape):
    """A number above zero, or a fraction as text ('125/6'), which stays exact."""

    def check(self, value: object, path: tuple, report: Report) -> None:
        if not isinstance(value, str):
            Number().check(value, path, report)
            return
        try:
            number = Fraction(value)
        except (ValueError, ZeroDivisionError):
            report(path, f"A number or a fraction such as '125/6' is expected here, not {value!r}.")
        else:
            Number().check(float(number), path, report)


@dataclass(frozen=True)
class Flag(Shape):
    def check(self, value: object, path: tuple, report: Report) -> None:
        if not isinstance(value, bool):
            report(path, f"true or false is expected here, not {told(value)}.")


@dataclass(frozen=True)
class ListOf(Shape):
    item: Shape
    least: int = 1
    most: int = 10**6

    def check(self, value: object, path: tuple, report: Report) -> None:
        if not isinstance(value, list):
            report(path, f"A list is expected here, not {told(value)}.")
            return
        if len(value) < self.least:
            report(path, f"At least {self.least} entries are expected here, not {len(value)}.")
        if len(value) > self.most:
            report(path, f"At most {self.most} entries are expected here, not {len(value)}.")
        for position, item in enumerate(value):
            self.item.check(item, (*path, position), report)


@dataclass(frozen=True)
class MapOf(Shape):
    """Any keys, each with a value of one shape."""

    value: Shape

    def check(self, value: object, path: tuple, report: Report) -> None:
        if not isinstance(value, dict):
            report(path, f"A map of keys is expected here, not {told(value)}.")
            return
        for key, item in value.items():
            self.value.check(item, (*path, key), report)


@dataclass(frozen=True)
class Keys(Shape):
    """A map with these keys and no others."""

    required: dict[str, Shape]
    optional: dict[str, Shape] = field(default_factory=dict)

    def check(self, value: object, path: tuple, report: Report) -> None:
        if not isinstance(value, dict):
            report(path, f"A map of keys is expected here, not {told(value)}.")
            return
        for key in self.required:
            if key not in value:
                report(path, f"The key {key!r} is missing.")
        known = self.required | self.optional
        for key, item in value.items():
            if key in known:
                known[key].check(item, (*path, key), report)
            else:
                report((*path, key), f"The key {key!r} is not known here; known are {', '.join(known)}.")


@dataclass(frozen=True)
class Either(Shape):
    """A map of keys of one of several forms, told apart by the key that each form must have."""

    forms: dict[str, Shape]

    def check(self, value: object, path: tuple, report: Report) -> None:
        if not isinstance(value, dict):
            report(path, f"A map of keys is expected here, not {told(value)}.")
            return
        found = [key for key in self.forms if key in value]
        if len(found) == 1:
            self.forms[found[0]].check(value, path, report)
        else:
            report(path, f"Exactly one of the keys {', '.join(self.forms)} is expected here.")


@dataclass(frozen=True)
class ByName(Shape):
    """A map of keys whose form is named by one of them: `kind: ratio`, `rule: gated`."""

    key: str
    forms: dict[str, Shape]

    def check(self, value: object, path: tuple, report: Report) -> None:
        names = Word(tuple(self.forms))
        named = value.get(self.key) if isinstance(value, dict) else None
        if isinstance(named, str) and named in self.forms:
            self.forms[named].check(value, path, report)
        elif isinstance(value, dict) and self.key in value:
            names.check(named, (*path, self.key), report)
        else:
            Keys({self.key: names}).check(value, path, report)
