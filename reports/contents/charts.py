"""What a chart shows."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Datum:
    """One bar or axis of a chart.

    percent: 0 to 100, None when nothing applies. value: as it is to be read.
    cuts: the percents at which a new level of it begins.
    """

    label: str
    percent: Decimal | None
    value: str
    note: str = ""
    cuts: tuple[float, ...] = ()
