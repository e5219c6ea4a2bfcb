"""What happened to each invented enterprise in nine months: rounds done, drafts left."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice

import numpy as np

from assessment.demo.answers import (
    Levels,
    figures_for,
    make_levels,
    reconciled,
    values_for,
)
from assessment.demo.batch import FILLING_IN, Enterprise, Round
from assessment.demo.population import Firm, demo_file
from indexes.index.model import Index
from indexes.models import IndexVersion
from scoring.evaluate import evaluate

NINE_MONTHS = 270  # days
DRAFTS = 0.05  # share of enterprises that are not done
TWICE = 0.2  # share of those that have done it twice
NEWEST = 0.45  # share that answered the index in force; others met its predecessor
# What the demo's owner has, and since how many days.
SHOWN = {"done": 190, "draft": 2, "shop": 150, "maker": 40}


def moments(rng: np.random.Generator, count: int, now: datetime) -> list[datetime]:
    """When each enterprise first came: some months before its newest round."""
    days_ago = rng.uniform(1, NINE_MONTHS, count)
    return [now - timedelta(days=float(days)) for days in days_ago]


def rounds_of_many(
    rng: np.random.Generator,
    answering: Sequence[tuple[Enterprise, Index]],
    now: datetime,
) -> list[Round]:
    """The rounds of each enterprise, all by its index."""
    count = len(answering)
    # Each has a place of its own in a line: so the shares come out exactly.
    fates = rng.permutation(count) / max(1, count)
    fate_of: dict[Firm, float] = {}
    by_index: dict[Index, list[Enterprise]] = {}
    for (enterprise, index), fate in zip(answering, fates, strict=True):
        fate_of[enterprise.firm] = fate
        by_index.setdefault(index, []).append(enterprise)

    rounds: list[Round] = []
    for index, enterprises in by_index.items():
        firms = [enterprise.firm for enterprise in enterprises]
        now_rows, earlier_rows = make_levels(rng, firms, index)
        rows = zip(enterprises, now_rows, earlier_rows, strict=True)
        for enterprise, now_row, earlier_row in rows:
            levels = as_levels(index, now_row), as_levels(index, earlier_row)
            fate = fate_of[enterprise.firm]
            rounds += _rounds(rng, index, enterprise, fate, levels, now)
    return rounds


def _rounds(
    rng: np.random.Generator,
    index: Index,
    enterprise: Enterprise,
    fate: float,
    levels: tuple[Levels, Levels],
    now: datetime,
) -> list[Round]:
    last, first = levels
    since = enterprise.organisation.created_at
    if fate < DRAFTS:
        return [draft(rng, index, enterprise, last, since)]
    if fate < DRAFTS + TWICE:
        again = since + (now - since) * rng.uniform(0.5, 0.95)
        before = done(rng, index, enterprise, first, since)
        return [before, done(rng, index, enterprise, last, again, number=2)]
    return [done(rng, index, enterprise, last, since)]


def index_for_firm(
    rng: np.random.Generator, firm: Firm, versions: Mapping[str, IndexVersion]
) -> Index:
    """By size the large index, or that of 2025 in the own industry, or that of 2021."""
    if firm.size == "large":
        return versions["dbi-2025-large"].index
    fitting = []
    for industry in versions["dbi-2025-sme"].index.variants["list"]:
        if firm.sector in industry.get("vsic", ()):
            fitting.append(industry["id"])
    if fitting and rng.random() < NEWEST:
        return versions["dbi-2025-sme"].index_in(str(rng.choice(fitting)))
    return versions["dbi-2021-sme"].index


def rounds_of_owner(
    rng: np.random.Generator,
    enterprises: Mapping[str, Enterprise],
    versions: Mapping[str, IndexVersion],
    now: datetime,
) -> list[Round]:
    """A maker of food, a café half done, a shop, a large factory."""
    food, cafe = enterprises["done"], enterprises["draft"]
    shop, factory = enterprises["shop"], enterprises["maker"]
    old, large = versions["dbi-2021-sme"].index, versions["dbi-2025-large"].index
    retail = versions["dbi-2025-sme"].index_in("retail")
    later, earlier = levels_reaching(old, food.firm, 2, 1)
    risen, fresh = levels_reaching(retail, shop.firm, 3, 2)
    of_factory, _ = levels_reaching(large, factory.firm, 3, 2)
    since = {name: row.organisation.created_at for name, row in enterprises.items()}
    return [
        done(rng, old, food, earlier, since["done"]),
        done(rng, old, food, later, now - timedelta(days=12), number=2),
        draft(rng, old, cafe, later, since["draft"], share=0.5),
        done(rng, retail, shop, fresh, since["shop"]),
        done(rng, retail, shop, risen, now - timedelta(days=9), number=2),
        done(rng, large, factory, of_factory, since["maker"]),
    ]


def as_levels(index: Index, row: np.ndarray) -> Levels:
    """Of everything that must be answered: groups are answered as a whole."""
    by_code = dict(zip(index.codes, row, strict=True))
    return {code: int(by_code[code]) for code in index.asked(index.codes)}


def done(
    rng: np.random.Generator,
    index: Index,
    enterprise: Enterprise,
    levels: Levels,
    at: datetime,
    number: int = 1,
) -> Round:
    figures = figures_for(rng, index, enterprise.firm)
    levels = reconciled(index, levels)
    values = values_for(rng, index, enterprise.firm, levels, figures)
    thinking = timedelta(minutes=float(rng.uniform(1, 20)))
    submitted_at = at + FILLING_IN + thinking
    return Round(enterprise, index, number, figures, values, at, submitted_at)


def draft(
    rng: np.random.Generator,
    index: Index,
    enterprise: Enterprise,
    levels: Levels,
    at: datetime,
    share: float = 0.0,
) -> Round:
    """The first questions only: `share` of them, or as many as it happens."""
    whole = done(rng, index, enterprise, levels, at)
    share = share or rng.uniform(0.1, 0.9)
    answered = round(share * len(whole.values))
    first = dict(islice(whole.values.items(), answered))
    return replace(whole, values=first, submitted_at=None)


def levels_reaching(
    index: Index, firm: Firm, now_at: int, before_at: int
) -> tuple[Levels, Levels]:
    """Plausible levels of two rounds that come out at these overall levels."""
    # Tried one after the other, so the same ones come out every time.
    for seed in range(1000):
        rng = np.random.default_rng(seed)
        now_rows, earlier_rows = make_levels(rng, [firm], index)
        later = reconciled(index, as_levels(index, now_rows[0]))
        earlier = reconciled(index, as_levels(index, earlier_rows[0]))
        if overall(index, later) == now_at and overall(index, earlier) == before_at:
            return later, earlier
    raise ValueError(f"No answers come out at level {now_at} after {before_at}.")


def overall(index: Index, levels: Levels) -> int | None:
    vector = index.vector(index.counted(levels))
    return evaluate(index.rubric, vector).level


def shown_firm(name: str, person: str) -> Firm:
    """An enterprise of fixtures/demo/population.yaml that a demo sign-in owns."""
    facts = demo_file("population")["shown"][name]
    return Firm(person=person, **facts)
