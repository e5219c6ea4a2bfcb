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
    shares = np.array(list(weights.values()), dtype=float)
    return list(weights)[rng.choice(len(shares), p=shares / shares.sum())]


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
    employees = 1 + int(typical["employees"] * rng.lognormal(0, 1.1))
    revenue = _rounded(employees * typical["revenue"] * MILLION * rng.lognormal(0, 0.5))
    capital = _rounded(revenue * rng.uniform(0.1, 0.6))
    name = _name(rng, sector, _size(sector, employees, revenue, capital))
    area = pick(rng, _area_weights())
    return Firm(name, sector, area, employees, revenue, capital, _person(rng))


def _size(sector: str, employees: int, revenue: int, capital: int) -> str:
    return size_class(
        employees=employees, revenue=revenue, capital=capital, sector_code=sector
    ).id


def _rounded(amount: float) -> int:
    """To two figures, as people tell such numbers, and never below ten million."""
    step = 10 ** max(7, len(str(int(amount))) - 2)
    return max(step, round(amount / step) * step)


def _name(rng: np.random.Generator, sector: str, size: str) -> str:
    blocks = demo_file("names")
    forms = blocks["legal_forms"]
    weights = {}
    for position, form in enumerate(forms):
        if size in form["sizes"]:
            weights[position] = form["weight"]
    form = forms[pick(rng, weights)]
    trades = blocks["sectors"][sector][form["trades"]]
    trade, own_name = rng.choice(trades), rng.choice(blocks["names"])
    return f"{form['text']} {trade} {own_name}"


@cache
def _area_weights() -> dict[str, float]:
    of_provinces = demo_file("population")["areas"]
    weights = {}
    for code, unit in areas().items():
        weights[code] = of_provinces[unit.former_province].get(unit.kind, 0)
    return weights


def _person(rng: np.random.Generator) -> str:
    people = demo_file("population")["people"]
    parts = [rng.choice(people[part]) for part in ("family", "middle", "given")]
    return " ".join(map(str, parts))
