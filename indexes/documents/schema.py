"""Shapes: what a part of a document may look like. Each reports every way in which a value differs."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from django.utils.translation import gettext_noop as _

from indexes.documents.message import Message, message

Report = Callable[[tuple, Message | str], None]  # (path, sentence)
_NO_MAP = _("A map of keys is expected here, not %(found)s.")


def describe(value: object) -> Message | str:
    """A value as the author of the file would recognise it."""
    if isinstance(value, bool):
        return message(
            _("true/false (YAML reads yes, no, on and off so; put words in quotes)")
        )
    if isinstance(value, float):
        return message(_("the number %(value)s (put codes in quotes)"), value=value)
    if value is None:
        return message(_("nothing"))
    if isinstance(value, dict):
        return message(_("a map"))
    return message(_("a list")) if isinstance(value, list) else repr(value)


class Shape:
    def check(self, value: object, path: tuple, report: Report) -> None:
        raise NotImplementedError


@dataclass(frozen=True)
class Word(Shape):
    """One line of text, not empty, in NFC. `among`: only these; `most`: characters that there is room for."""

    among: tuple[str, ...] = ()
    most: int = 10**5

    def check(self, value: object, path: tuple, report: Report) -> None:
        if not isinstance(value, str):
            report(
                path,
                message(
                    _("Text is expected here, not %(found)s."), found=describe(value)
                ),
            )
        elif not value.strip():
            report(path, message(_("The text is empty.")))
        elif value != unicodedata.normalize("NFC", value):
            report(
                path,
                message(
                    _(
                        "The text is not in Unicode NFC: some accents are separate characters."
                    )
                ),
            )
        elif len(value) > self.most:
            long = _("There is room for %(most)s characters here; these are %(count)s.")
            report(path, message(long, most=self.most, count=len(value)))
        elif self.among and value not in self.among:
            wrong = _("%(value)r is not known here; it must be one of %(known)s.")
            report(path, message(wrong, value=value, known=", ".join(self.among)))


@dataclass(frozen=True)
class Whole(Shape):
    least: int = 0
    most: int = 10**15

    def check(self, value: object, path: tuple, report: Report) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            report(
                path,
                message(
                    _("A whole number is expected here, not %(found)s."),
                    found=describe(value),
                ),
            )
        elif value < self.least:
            wrong = _("The number must be at least %(least)s, not %(value)s.")
            report(path, message(wrong, least=self.least, value=value))
        elif value > self.most:
            wrong = _("The number must be at most %(most)s, not %(value)s.")
            report(path, message(wrong, most=self.most, value=value))


@dataclass(frozen=True)
class Number(Shape):
    least: int = 0
    most: int = 10**9

    def check(self, value: object, path: tuple, report: Report) -> None:
        if not isinstance(value, int | float) or isinstance(value, bool):
            report(
                path,
                message(
                    _("A number is expected here, not %(found)s."),
                    found=describe(value),
                ),
            )
        elif not self.least <= value <= self.most:  # also refuses .nan and .inf
            wrong = _("The number must be from %(least)s to %(most)s, not %(value)s.")
            report(path, message(wrong, least=self.least, most=self.most, value=value))


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
            wrong = _(
                "A number or a fraction such as '125/6' is expected here, not %(value)r."
            )
            report(path, message(wrong, value=value))
        else:
            Number().check(float(number), path, report)


@dataclass(frozen=True)
class Flag(Shape):
    def check(self, value: object, path: tuple, report: Report) -> None:
        if not isinstance(value, bool):
            report(
                path,
                message(
                    _("true or false is expected here, not %(found)s."),
                    found=describe(value),
                ),
            )


@dataclass(frozen=True)
class ListOf(Shape):
    item: Shape
    least: int = 1
    most: int = 10**6

    def check(self, value: object, path: tuple, report: Report) -> None:
        if not isinstance(value, list):
            report(
                path,
                message(
                    _("A list is expected here, not %(found)s."), found=describe(value)
                ),
            )
            return
        if len(value) < self.least:
            few = _("At least %(least)s entries are expected here, not %(count)s.")
            report(path, message(few, least=self.least, count=len(value)))
        if len(value) > self.most:
            many = _("At most %(most)s entries are expected here, not %(count)s.")
            report(path, message(many, most=self.most, count=len(value)))
        for position, item in enumerate(value):
            self.item.check(item, (*path, position), report)


@dataclass(frozen=True)
class MapOf(Shape):
    """Any keys, each with a value of one shape."""

    value: Shape

    def check(self, value: object, path: tuple, report: Report) -> None:
        if not isinstance(value, dict):
            report(path, message(_NO_MAP, found=describe(value)))
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
            report(path, message(_NO_MAP, found=describe(value)))
            return
        for key in self.required:
            if key not in value:
                report(path, message(_("The key %(key)r is missing."), key=key))
        known = self.required | self.optional
        for key, item in value.items():
            if key in known:
                known[key].check(item, (*path, key), report)
            else:
                wrong = _("The key %(key)r is not known here; known are %(known)s.")
                report((*path, key), message(wrong, key=key, known=", ".join(known)))


@dataclass(frozen=True)
class Either(Shape):
    """A map of keys of one of several forms, told apart by the key that each form must have."""

    forms: dict[str, Shape]

    def check(self, value: object, path: tuple, report: Report) -> None:
        if not isinstance(value, dict):
            report(path, message(_NO_MAP, found=describe(value)))
            return
        found = [key for key in self.forms if key in value]
        if len(found) == 1:
            self.forms[found[0]].check(value, path, report)
        else:
            report(
                path,
                message(
                    _("Exactly one of the keys %(keys)s is expected here."),
                    keys=", ".join(self.forms),
                ),
            )


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
