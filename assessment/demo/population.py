"""Invented enterprises: names, trades, sizes, places. The same seed gives the same ones."""

from dataclasses import dataclass
from functools import cache
from typing import TypeVar

import numpy as np
from django.conf import settings

from indexes.documents.reader import read
from registry.areas import areas
from registry.sizes import size_class

MILLION = 1_000_000
Choice = TypeVar("Choice")


@dataclass(frozen=True)
class Firm:
    name: str
    sector: str
    area: str
    employees: int
    revenue: int
    capital: int
    person: str  # who owns it

    @property
    def size(self) -> str:
        return _size(self.sector, self.employees, self.revenue, self.capital)


@cache
def demo_file(name: str) -> dict:
    """A file of fixtures/demo as plain data."""
    return read(settings.FIXTURES_DIR / "demo" / f"{name}.yaml").data


def pick(rng: np.random.Generator, weights: dict[Choice, float]) -> Choice:
    """One of the keys, each as often as its weight says."""
    choices = list(weights)
    shares = np.array(list(weights.values()), dtype=float)
    # By place: numpy would turn the keys themselves into values of its own.
    place = rng.choice(len(choices), p=shares / shares.sum())
    return choices[place]


def make_firms(rng: np.random.Generator, count: int) -> list[Firm]:
    """`count` enterprises of different names."""
    firms: dict[str, Firm] = {}
    while len(firms) < count:
        firm = _firm(rng)
        firms.setdefault(firm.name, firm)
    return list(firms.values())


def _firm(rng: np.random.Generator) -> Firm:
    sectors = demo_file("names")["sectors"]
    weights = {code: block["weight"] for code, block in sectors.items()}
    sector = pick(rng, weights)
    typical = demo_file("population")["sectors"][sector]
    # Most are smaller than the mean and a few far larger, as firms are.
    employees = 1 + int(typical["employees"] * rng.lognormal(0, 1.1))
    revenue_each = typical["revenue"] * MILLION
    revenue = _rounded(employees * revenue_each * rng.lognormal(0, 0.5))
    capital = _rounded(revenue * rng.uniform(0.1, 0.6))

    size = _size(sector, employees, revenue, capital)
    name = _name(rng, sector, size)
    area = pick(rng, _area_weights())
    return Firm(
        name=name,
        sector=sector,
        area=area,
        employees=employees,
        revenue=revenue,
        capital=capital,
        person=_person(rng),
    )


def _size(sector: str, employees: int, revenue: int, capital: int) -> str:
    size = size_class(
        employees=employees,
        revenue=revenue,
        capital=capital,
        sector_code=sector,
    )
    return size.id


def _rounded(amount: float) -> int:
    """To two figures, as people tell such numbers, and never below ten million."""
    digits = len(str(int(amount)))
    step = 10 ** max(7, digits - 2)
    return max(step, round(amount / step) * step)


def _name(rng: np.random.Generator, sector: str, size: str) -> str:
    blocks = demo_file("names")
    forms = blocks["legal_forms"]
    weights = {}
    for position, form in enumerate(forms):
        if size in form["sizes"]:
            weights[position] = form["weight"]
    form = forms[pick(rng, weights)]
    # A household business names its trade otherwise than a company does.
    trades = blocks["sectors"][sector][form["trades"]]
    trade = rng.choice(trades)
    own_name = rng.choice(blocks["names"])
    return f"{form['text']} {trade} {own_name}"


@cache
def _area_weights() -> dict[str, float]:
    """Of a centre its own, of other units that of their kind."""
    population = demo_file("population")
    weights = {}
    for code, unit in areas().items():
        of_kinds = population["areas"][unit.former_province]
        of_kind = of_kinds.get(unit.kind, 0)
        weights[code] = population["centres"].get(code, of_kind)
    return weights


def _person(rng: np.random.Generator) -> str:
    people = demo_file("population")["people"]
    names = []
    for part in ("family", "middle", "given"):
        name = rng.choice(people[part])
        names.append(str(name))
    return " ".join(names)
