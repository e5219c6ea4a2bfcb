"""Which part of a cohort is looked at; nothing is asked of the database."""

from dataclasses import dataclass

import numpy as np

from associations.cohort.rows import Rows
from registry.areas import areas, former_provinces
from registry.sizes import SIZES


@dataclass(frozen=True)
class Filters:
    """area: of a unit, or of a former province. round: None for the newest of each."""

    index: str = ""
    sector: str = ""
    size: str = ""
    area: str = ""
    round: int | None = None

    @property
    def province(self) -> str:
        if self.area in former_provinces():
            return self.area
        unit = areas().get(self.area)
        return unit.former_province if unit else ""

    @property
    def narrows(self) -> bool:
        return bool(self.sector or self.size or self.area)


def rows_of(rows: Rows, among: np.ndarray, filters: Filters) -> np.ndarray:
    """Those of the rows `among` that the filters let through."""
    fits = np.ones(among.size, bool)
    if filters.sector:
        fits &= rows.sector[among] == filters.sector
    if filters.size:
        fits &= rows.size[among] == filters.size
    if filters.area in former_provinces():
        fits &= provinces_of(rows.area[among]) == filters.area
    elif filters.area:
        fits &= rows.area[among] == filters.area
    return among[fits]


def provinces_of(codes: np.ndarray) -> np.ndarray:
    """(N,) former provinces; "" where the area is not known."""
    units = areas()
    known, places = np.unique(codes, return_inverse=True)
    names = [units[code].former_province if code in units else "" for code in known]
    return np.array(names, "<U20")[places]


def size_order() -> tuple[str, ...]:
    return tuple(SIZES)
