"""Where the rules come from."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Assumption:
    """How far a part of the rules is proved: the word, its meaning, how many carry it."""

    word: str
    meaning: str
    count: int


@dataclass(frozen=True, slots=True)
class Source:
    """Where the rules come from, and what is assumed in them."""

    title: str
    short_title: str
    version: int
    decision: str
    decided_on: date | None
    issuer: str
    superseded_by: tuple[str, ...]
    note: str
    rule_notes: tuple[str, ...]
    assumptions: tuple[Assumption, ...]
    engine_version: str

    # The industry whose questions were asked.
    variant: str = ""

    # The page of the index, which tells all rules of this version; with its host for paper.
    rules_path: str = ""
    rules_url: str = ""

    # Questions that are tools of a list; pages count the list as one question.
    tools: int = 0
