"""Rounds of invented enterprises: started, answered and submitted through the services, at times gone by."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from accounts.models import Organisation, User
from accounts.services import create_organisation
from assessment.demo.answers import Levels, figures_for, given_for, reconciled
from assessment.demo.population import Firm
from survey.index import Index, index_of
from survey.models import Assessment, IndexVersion, Result
from survey.services import save_answers, save_figure, start_assessment, start_next_round, submit


@dataclass(frozen=True)
class Enterprise:
    """An invented enterprise once it is kept, with its newest result (None while its first round is a draft)."""

    firm: Firm
    organisation: Organisation
    owner: User
    result: Result | None


def make_enterprise(*, firm: Firm, owner: User, now: datetime) -> Organisation:
    kind = Organisation.Kind.ENTERPRISE
    return create_organisation(
        kind=kind, name=firm.name, sector=firm.sector, area=firm.area, is_fictional=True, by=owner, now=now
    )


def open_round(
    *, firm: Firm, organisation: Organisation, version: IndexVersion, by: User, now: datetime
) -> Assessment:
    return start_assessment(
        name=firm.name,
        sector=firm.sector,
        area=firm.area,
        employees=firm.employees,
        revenue=firm.revenue,
        capital=firm.capital,
        organisation=organisation,
        index_version=version,
        by=by,
        now=now,
    )


def answer(
    *, rng: np.random.Generator, firm: Firm, draft: Assessment, levels: Levels, by: User, now: datetime, share: float = 1
) -> None:
    """Answer the first `share` of the questions so that they amount to these levels."""
    index = index_of(draft.index_version)
    figures = figures_for(rng, index, firm)
    for name, value in figures.items():
        save_figure(assessment=draft, name=name, value=value, by=by, now=now)
    given = given_for(rng, index, firm, reconciled(index, levels), figures)
    wanted = dict(list(given.items())[: round(share * len(given))])
    _, refused = save_answers(assessment=draft, given=wanted, by=by, now=now)
    for error in refused.values():
        raise error


def complete(
    *, rng: np.random.Generator, firm: Firm, draft: Assessment, levels: Levels, by: User, now: datetime
) -> Result:
    answer(rng=rng, firm=firm, draft=draft, levels=levels, by=by, now=now)
    return submit(assessment=draft, by=by, now=now + timedelta(minutes=3))


def next_round(
    *, rng: np.random.Generator, firm: Firm, last: Result, levels: Levels, by: User, now: datetime
) -> Result:
    """Every answer of the last round looked at again, some of them higher."""
    draft = start_next_round(assessment=last.assessment, by=by, now=now)
    return complete(rng=rng, firm=firm, draft=draft, levels=levels, by=by, now=now + timedelta(minutes=17))


def as_levels(index: Index, row: np.ndarray) -> Levels:
    return dict(zip(index.codes, map(int, row), strict=True))
