"""What the report to the city says: sections of texts, tables and pictures, as plain records."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Text:
    words: str
    style: str = "text"


@dataclass(frozen=True)
class Grid:
    """A table: heads, rows, widths as shares of the page, and which columns are numbers."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]
    right: Sequence[int] = ()


@dataclass(frozen=True)
class Plot:
    """A statistical picture. kind: columns, distribution, heat, trend or funnel.

    name: of its file among the slides. values: a number for each label; of a heat map rows
    with one for each of `heads`, None where too few are known; of a trend (lower, middle,
    upper). sample: how many it is of, in words. alt: all that it shows, in words.
    """

    kind: str
    name: str
    title: str
    sample: str
    labels: Sequence[str]
    values: Sequence
    alt: str
    heads: Sequence[str] = ()


Block = Text | Grid | Plot


@dataclass(frozen=True)
class Section:
    """goes_on: on the page of the section before, where there is room."""

    title: str
    blocks: Sequence[Block]
    goes_on: bool = False


@dataclass(frozen=True)
class CityReport:
    """at: when consents and results were read."""

    association: str
    language: str
    at: datetime
    index: str
    filtered: str
    is_fictional: bool
    sample: int
    sections: Sequence[Section] = field(default_factory=tuple)

    @property
    def plots(self) -> list[Plot]:
        blocks = [block for section in self.sections for block in section.blocks]
        return [block for block in blocks if isinstance(block, Plot)]
