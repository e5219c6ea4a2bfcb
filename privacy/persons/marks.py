"""What names a person in a text that others wrote: name, addresses, numbers. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from language.cleaning import clean
from language.collation import unaccented

TAKEN_OUT = "[…]"
# One word is the name of too many others.
FEWEST_WORDS = 2
# Of a telephone number, without what is dialled before it.
NATIONAL_DIGITS = 9
_BETWEEN_DIGITS = r"[\s.()\-]*"


@dataclass(frozen=True)
class Marks:
    names: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()  # personal numbers, as tax codes of households

    @cached_property
    def _pattern(self) -> re.Pattern | None:
        parts = [
            *map(_email, sorted(self.emails)),
            *map(_phone, sorted(filter(_is_whole, self.phones))),
            *map(_code, sorted(self.codes)),
            *_names(self.names),
        ]
        return re.compile("|".join(parts), re.IGNORECASE) if parts else None

    def stand_in(self, text: str) -> bool:
        return self._pattern is not None and bool(self._pattern.search(clean(text)))

    def taken_out_of(self, content: object) -> object:
        """A text without them, or all texts inside a list or a map."""
        if isinstance(content, str):
            if not self.stand_in(content):
                return content
            return self._pattern.sub(TAKEN_OUT, clean(content))
        if isinstance(content, list):
            return [self.taken_out_of(part) for part in content]
        if isinstance(content, dict):
            return {name: self.taken_out_of(part) for name, part in content.items()}
        return content

    def without_names(self) -> "Marks":
        """For words in which an address tells already who is meant."""
        return Marks(emails=self.emails, phones=self.phones, codes=self.codes)


def digits_of(phone: str) -> str:
    return re.sub(r"\D", "", phone)


def _is_whole(phone: str) -> bool:
    return len(digits_of(phone)) >= NATIONAL_DIGITS


def _email(email: str) -> str:
    return rf"(?<![\w.+\-]){re.escape(email)}(?![\w\-])"


def _phone(phone: str) -> str:
    """However it is grouped, with 0 or +84 before it."""
    digits = _BETWEEN_DIGITS.join(digits_of(phone)[-NATIONAL_DIGITS:])
    return rf"(?<!\d)(?:\+?84|0){_BETWEEN_DIGITS}{digits}(?!\d)"


def _code(code: str) -> str:
    return rf"(?<!\d){_BETWEEN_DIGITS.join(code)}(?!\d)"


def _names(names: Iterable[str]) -> list[str]:
    """As it is written, and as it is typed without marks."""
    forms = set()
    for name in names:
        if len(name.split()) >= FEWEST_WORDS:
            forms |= {clean(name), unaccented(name)}
    return [_name(form) for form in sorted(forms)]


def _name(name: str) -> str:
    words = r"\s+".join(map(re.escape, name.split()))
    return rf"(?<!\w){words}(?!\w)"
