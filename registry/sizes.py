"""Size class of Decree 80/2021/NĐ-CP (article 5), certain or open."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from operator import attrgetter

from registry.files import registry
from registry.sectors import sector

LARGE = "large"  # no class of the decree: what is above medium
SIZES = ("micro", "small", "medium", LARGE)

Figures = dict[str, int | None]


@dataclass(frozen=True)
class Limits:
    """The most a class allows: so many people, and so much revenue or so much capital."""

    size: str
    employees: int
    revenue: int
    capital: int

    def allow(self, revenue: int | None, capital: int | None) -> bool:
        """Whether one of the amounts is known to be within its limit."""
        # Nothing sold yet says nothing of the size: a young firm goes by its capital.
        if revenue is not None and 0 < revenue <= self.revenue:
            return True
        return capital is not None and capital <= self.capital


@dataclass(frozen=True)
class Condition:
    """What makes an enterprise of this class, where nothing makes it of a smaller one.

    employees: the most there may be; None where they are known.
    amounts: (figure, the most), of which one is enough; none where what is known is.
    """

    size: str
    employees: int | None
    amounts: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class SizeClass:
    """Every class that the figures allow, the smallest first; none where none can be told.

    missing: the figures that would decide between them.
    reason: what made it certain ("revenue", "capital", "above_all"), "open" or "unknown".
    limits: those of a class that is certain and has any.
    conditions: of each class in `possible` but the last, where it is open.
    """

    possible: tuple[str, ...]
    reason: str
    missing: tuple[str, ...] = ()
    limits: Limits | None = None
    conditions: tuple[Condition, ...] = ()

    @property
    def id(self) -> str:
        """The class to go by: where it is open the smallest, of which least is asked.

        Its support is not the least: advisers cost it nothing, of a larger class they cost half.
        """
        return self.possible[0] if self.possible else ""

    @property
    def is_certain(self) -> bool:
        return len(self.possible) == 1

    @property
    def names(self) -> list[dict[str, str]]:
        return [size_names()[size] for size in self.possible]


UNKNOWN = SizeClass((), "unknown")


@cache
def size_names() -> dict[str, dict[str, str]]:
    classes = registry("size-and-support")["size"]["classes"]
    return {row["id"]: {"vi": row["name_vi"], "en": row["name_en"]} for row in classes}


@cache
def limits_of(group: str) -> tuple[Limits, ...]:
    """The limits of a group of sectors, the smallest class first."""
    found = []
    for row in registry("size-and-support")["size"]["thresholds"]:
        if row["sector_group"] == group:
            limits = Limits(
                row["class"],
                row["employees_max"],
                row["revenue_max_vnd"],
                row["capital_max_vnd"],
            )
            found.append(limits)
    return tuple(found)


def size_class(
    *,
    employees: int | None,
    revenue: int | None,
    capital: int | None,
    sector_code: str,
    is_young: bool = False,
) -> SizeClass:
    """The classes that are possible whatever the missing figures turn out to be.

    An enterprise is of the first class whose limit of people holds and whose limit of
    revenue or of capital holds. One without revenue yet (0), or less than a year old
    (`is_young`), goes by capital alone.
    """
    known = sector(sector_code)
    if known is None or known.size_group is None:
        return UNKNOWN
    if employees is None and revenue is None and capital is None:
        return UNKNOWN
    # Of the young the law asks no revenue: as if nothing were sold yet.
    revenue = 0 if is_young else revenue
    figures = {"employees": employees, "revenue": revenue, "capital": capital}
    limits = limits_of(known.size_group)
    possible = _possible(limits, figures)
    if len(possible) == 1:
        return _certain(limits, possible[0], revenue)
    deciding = tuple(_deciding(limits, figures, possible))
    bounds = limits[_rank(limits, possible[0]) : _rank(limits, possible[-1])]
    conditions = tuple(_condition(row, figures) for row in bounds)
    return SizeClass(possible, "open", deciding, None, conditions)


def does_age_decide(
    *,
    employees: int | None,
    revenue: int | None,
    capital: int | None,
    sector_code: str,
) -> bool:
    """Whether an enterprise less than a year old would be of other classes with these figures."""
    class_of = partial(
        size_class,
        employees=employees,
        revenue=revenue,
        capital=capital,
        sector_code=sector_code,
    )
    return class_of().possible != class_of(is_young=True).possible


def _condition(limits: Limits, figures: Figures) -> Condition:
    """Of the figures that are missing; those that are known allow the class."""
    amounts = []
    if not limits.allow(figures["revenue"], figures["capital"]):
        for figure in ("revenue", "capital"):
            if figures[figure] is None:
                amounts.append((figure, getattr(limits, figure)))
    employees = limits.employees if figures["employees"] is None else None
    return Condition(limits.size, employees, tuple(amounts))


def _certain(limits: tuple[Limits, ...], size: str, revenue: int | None) -> SizeClass:
    if size == LARGE:
        return SizeClass((size,), "above_all")
    bounds = limits[_rank(limits, size)]
    by_revenue = bounds.allow(revenue, None)
    return SizeClass((size,), "revenue" if by_revenue else "capital", (), bounds)


def _rank(limits: tuple[Limits, ...], size: str) -> int:
    """The place of a class among those with limits; the large come after all of them."""
    return [*(row.size for row in limits), LARGE].index(size)


def _possible(limits: tuple[Limits, ...], figures: Figures) -> tuple[str, ...]:
    """The classes under every completion of the figures, the smallest first."""
    met = set()
    for employees in _candidates(limits, "employees", figures):
        for revenue in _candidates(limits, "revenue", figures):
            for capital in _candidates(limits, "capital", figures):
                met.add(_first_met(limits, employees, revenue, capital))
    return tuple(filter(met.__contains__, size_names()))


def _candidates(limits: tuple[Limits, ...], figure: str, figures: Figures) -> list[int]:
    """The figure itself; where it is missing, one number on each side of every limit."""
    value = figures[figure]
    if value is not None:
        return [value]
    bounds = [*map(attrgetter(figure), limits)]
    return [*bounds, max(bounds) + 1]


def _first_met(
    limits: tuple[Limits, ...], employees: int, revenue: int, capital: int
) -> str:
    for row in limits:
        if employees <= row.employees and row.allow(revenue, capital):
            return row.size
    return LARGE


def _deciding(
    limits: tuple[Limits, ...], figures: Figures, possible: tuple[str, ...]
) -> Iterator[str]:
    """The missing figures that can change the class; some are blank and change nothing."""
    for figure, value in figures.items():
        if value is not None:
            continue
        # Is there any number of it after which fewer classes are left?
        for candidate in _candidates(limits, figure, figures):
            if _possible(limits, figures | {figure: candidate}) != possible:
                yield figure
                break
