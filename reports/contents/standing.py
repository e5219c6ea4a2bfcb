"""What the answers of one enterprise say it has, and what it lacks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """A question by its own name, and its answer in the answer's own words."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Of both the most telling ones first; `more_…` is how many are left out.

    open_law: what the law asks from, where it may ask for more and the revenue is not known.
    """

    has: tuple[Said, ...]
    lacks: tuple[Said, ...]
    more_has: int = 0
    more_lacks: int = 0
    open_law: str = ""
