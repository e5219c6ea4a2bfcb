"""A person as the site knows one: an account, an address, and what is written beside it."""

from dataclasses import dataclass, field

from accounts.models import User
from privacy.persons.marks import Marks


@dataclass(frozen=True)
class Person:
    """organisations: keys of those in whose affairs the person left or may have left a trace.

    Elsewhere the same name is another person's, and so may be a telephone: anybody types any
    number as theirs. An address was confirmed.
    """

    user: User | None
    emails: frozenset[str]  # in small letters
    names: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()  # personal numbers, see queries.with_codes
    organisations: frozenset[int] = field(default_factory=frozenset)

    @property
    def marks(self) -> Marks:
        return Marks(self.names, self.emails, self.phones, self.codes)

    @property
    def proven(self) -> Marks:
        """What is nobody else's."""
        return Marks(emails=self.emails)
