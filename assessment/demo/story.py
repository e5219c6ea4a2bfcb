"""What happened to each invented enterprise in the last nine months: rounds done, drafts left lying."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import numpy as np

from assessment.demo.answers import (
    Levels,
    figures_for,
    given_for,
    make_levels,
    reconciled,
)
from assessment.demo.batch import FILLING_IN, Enterprise, Round
from assessment.demo.population import Firm, demo_file
from indexes.index.model import Index
from indexes.models import IndexVersion
from scoring.evaluate import evaluate

NINE_MONTHS = 270  # days
DRAFTS, TWICE = (
    0.05,
    0.2,
)  # share of enterprises that are not done, that have done it twice
NEWEST = 0.45  # share of enterprises that answered the index in force; the others met its predecessor
SHOWN = {
    "done": 190,
    "draft": 2,
    "shop": 150,
    "maker": 40,
}  # what the demo's owner has, and since how many days


def moments(rng: np.random.Generator, count: int, now: datetime) -> list[datetime]:
    """When each enterprise first came: some months before its newest round."""
    return [
        now - timedelta(days=float(days)) for days in rng.uniform(1, NINE_MONTHS, count)
    ]


def rounds_of_many(
    rng: np.random.Generator,
    answering: Sequence[tuple[Enterprise, Index]],
    now: datetime,
) -> list[Round]:
    """The rounds of each enterprise, all by its index."""
    fates = dict(
        zip(
            (each.firm for each, _ in answering),
            rng.permutation(len(answering)),
            strict=True,
        )
    )
    rounds: list[Round] = []
    for index in dict.fromkeys(index for _, index in answering):
        enterprises = [each for each, own in answering if own is index]
        for enterprise, last, first in zip(
            enterprises,
            *make_levels(rng, [each.firm for each in enterprises], index),
            strict=True,
        ):
            fate = fates[enterprise.firm] / len(answering)
            rounds += _rounds(
                rng,
                index,
                enterprise,
                fate,
                as_levels(index, last),
                as_levels(index, first),
                now,
            )
    return rounds


def _rounds(
    rng: np.random.Generator,
    index: Index,
    enterprise: Enterprise,
    fate: float,
    last: Levels,
    first: Levels,
    now: datetime,
) -> list[Round]:
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
    """Large enterprises answer the large index, some others that of 2025 in their industry, the rest that of 2021."""
    if firm.size == "large":
        return versions["dbi-2025-large"].index
    industries = versions["dbi-2025-sme"].index.variants["list"]
    fitting = [one["id"] for one in industries if firm.sector in one.get("vsic", ())]
    if fitting and rng.random() < NEWEST:
        return versions["dbi-2025-sme"].index_in(str(rng.choice(fitting)))
    return versions["dbi-2021-sme"].index


def rounds_of_owner(
    rng: np.random.Generator,
    enterprises: Mapping[str, Enterprise],
    versions: Mapping[str, IndexVersion],
    now: datetime,
) -> list[Round]:
    """A maker of food after a year, a café half done, a shop under the index in force, a large factory."""
    done_one, shop, maker = (
        enterprises["done"],
        enterprises["shop"],
        enterprises["maker"],
    )
    old, large = versions["dbi-2021-sme"].index, versions["dbi-2025-large"].index
    retail = versions["dbi-2025-sme"].index_in("retail")
    later, earlier = levels_reaching(old, done_one.firm, 2, 1)
    risen, fresh = levels_reaching(retail, shop.firm, 3, 2)
    factory, _ = levels_reaching(large, maker.firm, 3, 2)

    def since(each: Enterprise) -> datetime:
        return each.organisation.created_at

    return [
        done(rng, old, done_one, earlier, since(done_one)),
        done(rng, old, done_one, later, now - timedelta(days=12), number=2),
        draft(
            rng,
            old,
            enterprises["draft"],
            later,
            since(enterprises["draft"]),
            share=0.5,
        ),
        done(rng, retail, shop, fresh, since(shop)),
        done(rng, retail, shop, risen, now - timedelta(days=9), number=2),
        done(rng, large, maker, factory, since(maker)),
    ]


def as_levels(index: Index, row: np.ndarray) -> Levels:
    """Of everything that must be answered: groups are answered as a whole."""
    asked = set(index.asked(index.codes))
    return {
        code: int(level)
        for code, level in zip(index.codes, row, strict=True)
        if code in asked
    }


def done(
    rng: np.random.Generator,
    index: Index,
    enterprise: Enterprise,
    levels: Levels,
    at: datetime,
    number: int = 1,
) -> Round:
    figures = figures_for(rng, index, enterprise.firm)
    given = given_for(rng, index, enterprise.firm, reconciled(index, levels), figures)
    minutes = timedelta(minutes=float(rng.uniform(1, 20)))
    return Round(
        enterprise, index, number, figures, given, at, at + FILLING_IN + minutes
    )


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
    kept = round((share or rng.uniform(0.1, 0.9)) * len(whole.given))
    return Round(
        enterprise,
        index,
        1,
        whole.figures,
        dict(list(whole.given.items())[:kept]),
        at,
        None,
    )


def levels_reaching(
    index: Index, firm: Firm, now_at: int, before_at: int
) -> tuple[Levels, Levels]:
    """Plausible levels of two rounds that come out at these overall levels."""
    for seed in range(1000):
        later, earlier = (
            reconciled(index, as_levels(index, rows[0]))
            for rows in make_levels(np.random.default_rng(seed), [firm], index)
        )
        if (overall(index, later), overall(index, earlier)) == (now_at, before_at):
            return later, earlier
    raise ValueError(
        f"No answers found that come out at level {now_at} after {before_at}."
    )


def overall(index: Index, levels: Levels) -> int | None:
    return evaluate(index.rubric, index.vector(index.counted(levels))).level


def shown_firm(name: str, person: str) -> Firm:
    """An enterprise of fixtures/demo/population.yaml that a demo sign-in owns."""
    told = demo_file("population")["shown"][name]
    return Firm(person=person, **told)
