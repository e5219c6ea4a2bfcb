"""Shapes: what a part of a document may look like. Each reports every way in which a value differs.

One dialect for all documents: indexes, crosswalks, the provider directory, capabilities. Whatever
a shape refuses it tells with the path of the key, and goes on: the author sees all faults at once.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext_noop as _

from indexes.documents.message import Message, message
from indexes.index.numbers import exact
from language.cleaning import hidden_sign

Report = Callable[[tuple, Message | str], None]  # (path, sentence)
_NO_TEXT = _("Text is expected here, not %(found)s.")
_NO_MAP = _("A map of keys is expected here, not %(found)s.")
MISSING_KEY = _("The key %(key)r is missing.")
_STRANGE_SIGNS = _(
    "%(value)r may have letters without accents, digits, dots, hyphens and underscores, "
    "and begins with a letter or digit."
)
_OTHER = _("Expected %(wanted)s, not %(value)r.")


def describe(value: object) -> Message | str:
    """A value as the author of the file would recognise it."""
    # A bool is an int to Python, so it has to be told apart first.
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
    if isinstance(value, list):
        return message(_("a list"))
    return repr(value)


class Shape:
    def check(self, value: object, path: tuple, report: Report) -> None:
        raise NotImplementedError


class Value(Shape):
    """A shape with nothing inside: there is one thing to say of a wrong value at most."""

    def check(self, value: object, path: tuple, report: Report) -> None:
        fault = self.fault(value)
        if fault is not None:
            report(path, fault)

    def fault(self, value: object) -> Message | None:
        raise NotImplementedError


class Anything(Shape):
    """What people write to each other; no program reads it."""

    def check(self, value: object, path: tuple, report: Report) -> None:
        pass


@dataclass(frozen=True)
class Word(Value):
    """Text that is not empty, in NFC, without signs that nobody sees.

    among: only these; most: characters that there is room for; signs: what all of it must match.
    """

    among: tuple[str, ...] = ()
    most: int = 10**5
    signs: re.Pattern[str] | None = None

    def fault(self, value: object) -> Message | None:
        if not isinstance(value, str):
            return message(_NO_TEXT, found=describe(value))
        if not value.strip():
            return message(_("The text is empty."))
        if value != unicodedata.normalize("NFC", value):
            return message(
                _(
                    "The text is not in Unicode NFC: some accents are separate characters."
                )
            )
        hidden = hidden_sign(value)
        if hidden:
            return message(
                _("There is a sign in the text that nobody sees: U+%(code)s."),
                code=f"{ord(hidden):04X}",
            )
        if len(value) > self.most:
            return message(
                _("There is room for %(most)s characters here; these are %(count)s."),
                most=self.most,
                count=len(value),
            )
        if self.signs and self.signs.fullmatch(value) is None:
            return message(_STRANGE_SIGNS, value=value)
        if self.among and value not in self.among:
            return message(
                _("%(value)r is not known here; it must be one of %(known)s."),
                value=value,
                known=", ".join(self.among),
            )
        return None


@dataclass(frozen=True)
class Fitting(Value):
    """Text that a rule from elsewhere accepts: a date, an address, a code of a registry.

    wanted: completes "Expected …" in English, for files that only the command line reads.
    """

    accepts: Callable[[str], bool]
    wanted: str

    def fault(self, value: object) -> Message | None:
        if not isinstance(value, str):
            return message(_NO_TEXT, found=describe(value))
        if not self.accepts(value):
            return message(_OTHER, wanted=self.wanted, value=value)
        return None


@dataclass(frozen=True)
class Whole(Value):
    least: int = 0
    most: int = 10**15

    def fault(self, value: object) -> Message | None:
        if not isinstance(value, int) or isinstance(value, bool):
            return message(
                _("A whole number is expected here, not %(found)s."),
                found=describe(value),
            )
        if value < self.least:
            return message(
                _("The number must be at least %(least)s, not %(value)s."),
                least=self.least,
                value=value,
            )
        if value > self.most:
            return message(
                _("The number must be at most %(most)s, not %(value)s."),
                most=self.most,
                value=value,
            )
        return None


@dataclass(frozen=True)
class Number(Value):
    least: int = 0
    most: int = 10**9

    def fault(self, value: object) -> Message | None:
        if not isinstance(value, int | float) or isinstance(value, bool):
            return message(
                _("A number is expected here, not %(found)s."),
                found=describe(value),
            )
        # Written so that .nan and .inf, which are no numbers to score with, are refused as well.
        if not self.least <= value <= self.most:
            return message(
                _("The number must be from %(least)s to %(most)s, not %(value)s."),
                least=self.least,
                most=self.most,
                value=value,
            )
        return None


@dataclass(frozen=True)
class Exact(Value):
    """A number, or a fraction as text ('125/6'), which stays exact; from zero on.

    least: where it may lie below zero, how far.
    """

    most: int = 10**9
    least: int = 0

    def fault(self, value: object) -> Message | None:
        range_of_it = Number(self.least, self.most)
        if not isinstance(value, str):
            return range_of_it.fault(value)
        try:
            number = exact(value)
        except (ValueError, ZeroDivisionError):
            return message(
                _(
                    "A number or a fraction such as '125/6' is expected here, "
                    "not %(value)r."
                ),
                value=value,
            )
        return range_of_it.fault(float(number))


@dataclass(frozen=True)
class Flag(Value):
    def fault(self, value: object) -> Message | None:
        if isinstance(value, bool):
            return None
        return message(
            _("true or false is expected here, not %(found)s."), found=describe(value)
        )


@dataclass(frozen=True)
class Maybe(Shape):
    """A value in whose place nothing may stand. blank: the ways of writing nothing."""

    shape: Shape
    blank: tuple = (None,)

    def check(self, value: object, path: tuple, report: Report) -> None:
        if value not in self.blank:
            self.shape.check(value, path, report)


@dataclass(frozen=True)
class ListOf(Shape):
    """distinct: no entry stands in it twice."""

    item: Shape
    least: int = 1
    most: int = 10**6
    distinct: bool = False

    def check(self, value: object, path: tuple, report: Report) -> None:
        if not isinstance(value, list):
            report(
                path,
                message(
                    _("A list is expected here, not %(found)s."),
                    found=describe(value),
                ),
            )
            return

        self._check_length(len(value), path, report)
        for position, item in enumerate(value):
            self.item.check(item, (*path, position), report)
            if self.distinct and item in value[:position]:
                report(
                    (*path, position),
                    message(_("%(value)r is here twice."), value=item),
                )

    def _check_length(
        self,
        count: int,
        path: tuple,
        report: Report,
    ) -> None:
        if count < self.least:
            report(
                path,
                message(
                    _("At least %(least)s entries are expected here, not %(count)s."),
                    least=self.least,
                    count=count,
                ),
            )
        if count > self.most:
            report(
                path,
                message(
                    _("At most %(most)s entries are expected here, not %(count)s."),
                    most=self.most,
                    count=count,
                ),
            )


class Map(Shape):
    """A map of keys; what it may hold is said by the kinds of it."""

    def check(self, value: object, path: tuple, report: Report) -> None:
        if isinstance(value, dict):
            self.check_map(value, path, report)
        else:
            report(path, message(_NO_MAP, found=describe(value)))

    def check_map(self, value: dict, path: tuple, report: Report) -> None:
        raise NotImplementedError


@dataclass(frozen=True)
class MapOf(Map):
    """Any keys, each with a value of one shape."""

    value: Shape

    def check_map(self, value: dict, path: tuple, report: Report) -> None:
        for key, item in value.items():
            self.value.check(item, (*path, key), report)


@dataclass(frozen=True)
class Keys(Map):
    """A map with these keys and no others."""

    required: dict[str, Shape]
    optional: dict[str, Shape] = field(default_factory=dict)

    def check_map(self, value: dict, path: tuple, report: Report) -> None:
        # What lacks is told at the map, since the key has no line of its own.
        for key in self.required:
            if key not in value:
                report(path, message(MISSING_KEY, key=key))

        # A slip of the pen in a key would otherwise be a key left out in silence.
        known = self.required | self.optional
        for key, item in value.items():
            if key in known:
                known[key].check(item, (*path, key), report)
            else:
                report(
                    (*path, key),
                    message(
                        _("The key %(key)r is not known here; known are %(known)s."),
                        key=key,
                        known=", ".join(known),
                    ),
                )


@dataclass(frozen=True)
class Either(Map):
    """A map of keys of one of several forms, told apart by the key that each form must have."""

    forms: dict[str, Shape]

    def check_map(self, value: dict, path: tuple, report: Report) -> None:
        # None or several: then no form is meant, and what is in them cannot be judged.
        names = [name for name in self.forms if name in value]
        if len(names) == 1:
            self.forms[names[0]].check(value, path, report)
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
        name = value.get(self.key) if isinstance(value, dict) else None
        if isinstance(name, str) and name in self.forms:
            self.forms[name].check(value, path, report)
            return

        # Which form it should have cannot be told; so only the name is judged, not what is around.
        if isinstance(value, dict) and self.key in value:
            Word(tuple(self.forms)).check(name, (*path, self.key), report)
        elif isinstance(value, dict):
            report(path, message(_("The key %(key)r is missing."), key=self.key))
        else:
            report(path, message(_NO_MAP, found=describe(value)))
