"""What happened to each invented enterprise in the last nine months: rounds done, drafts left lying."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import numpy as np

from assessment.demo.answers import Levels, figures_for, given_for, make_levels, reconciled
from assessment.demo.batch import FILLING_IN, Enterprise, Round
from assessment.demo.population import Firm, demo_file
from scoring.evaluate import evaluate
from survey.index import Index

NINE_MONTHS = 270  # days
DRAFTS, TWICE = 0.05, 0.2  # share of enterprises that are not done, that have done it twice


def moments(rng: np.random.Generator, count: int, now: datetime) -> list[datetime]:
    """When each enterprise first came: some months before its newest round."""
    return [now - timedelta(days=float(days)) for days in rng.uniform(1, NINE_MONTHS, count)]


def rounds_of_many(
    rng: np.random.Generator, index: Index, enterprises: Sequence[Enterprise], now: datetime
) -> list[Round]:
    firms = [enterprise.firm for enterprise in enterprises]
    later, earlier = make_levels(rng, firms, index)
    fates = rng.permutation(len(firms)) / max(1, len(firms))
    rounds: list[Round] = []
    for enterprise, fate, last, first in zip(enterprises, fates, later, earlier, strict=True):
        since = enterprise.organisation.created_at
        if fate < DRAFTS:
            rounds.append(draft(rng, index, enterprise, as_levels(index, last), since))
        elif fate < DRAFTS + TWICE:
            again = since + (now - since) * rng.uniform(0.5, 0.95)
            rounds.append(done(rng, index, enterprise, as_levels(index, first), since))
            rounds.append(done(rng, index, enterprise, as_levels(index, last), again, number=2))
        else:
            rounds.append(done(rng, index, enterprise, as_levels(index, last), since))
    return rounds


def as_levels(index: Index, row: np.ndarray) -> Levels:
    return dict(zip(index.codes, map(int, row), strict=True))


def done(
    rng: np.random.Generator, index: Index, enterprise: Enterprise, levels: Levels, at: datetime, number: int = 1
) -> Round:
    figures = figures_for(rng, index, enterprise.firm)
    given = given_for(rng, index, enterprise.firm, reconciled(index, levels), figures)
    minutes = timedelta(minutes=float(rng.uniform(1, 20)))
    return Round(enterprise, number, figures, given, at, at + FILLING_IN + minutes)


def draft(
    rng: np.random.Generator, index: Index, enterprise: Enterprise, levels: Levels, at: datetime, share: float = 0.0
) -> Round:
    """The first questions only: `share` of them, or as many as it happens."""
    whole = done(rng, index, enterprise, levels, at)
    kept = round((share or rng.uniform(0.1, 0.9)) * len(whole.given))
    return Round(enterprise, 1, whole.figures, dict(list(whole.given.items())[:kept]), at, None)


def levels_reaching(index: Index, firm: Firm, now_at: int, before_at: int) -> tuple[Levels, Levels]:
    """Plausible levels of two rounds that come out at these overall levels."""
    for seed in range(1000):
        later, earlier = (
            reconciled(index, as_levels(index, rows[0]))
            for rows in make_levels(np.random.default_rng(seed), [firm], index)
        )
        if (overall(index, later), overall(index, earlier)) == (now_at, before_at):
            return later, earlier
    raise ValueError(f"No answers found that come out at level {now_at} after {before_at}.")


def overall(index: Index, levels: Levels) -> int | None:
    return evaluate(index.rubric, index.vector(index.counted(levels))).level


def shown_firm(name: str, person: str) -> Firm:
    """An enterprise of fixtures/demo/population.yaml that a demo sign-in owns."""
    told = demo_file("population")["shown"][name]
    return Firm(person=person, **told)
