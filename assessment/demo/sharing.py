"""Invented enterprises among others: what they belong to, share, and whom they ask."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import numpy as np

from accounts.access.scopes import Scope
from accounts.models import Membership, Organisation, User
from accounts.services import create_organisation
from assessment.demo.population import demo_file, pick
from assessment.demo.providers.leads import (
    FATES,
    asked_at,
    fates_of,
    items_of,
    meet,
    shown_of,
)
from associations.belonging.services import answer_request, ask_to_join
from associations.consents.services import share_results, take_back
from associations.consents.texts import CURRENT
from associations.models import AssociationProfile
from providers.errors import ProviderError
from providers.leads.services import (
    Contact,
    ask_provider,
)
from providers.matching.services import recommend
from providers.models import Lead, Recommendation, Solution
from survey.models import Result

SCOPES = {Scope.AGGREGATE: 2, Scope.PILLARS: 4, Scope.ANSWERS: 3}
BELONGS = {0: 1, 1: 6, 2: 3}  # to how many associations, by weight
SHARES = 0.6  # of memberships, those that come with a consent
TAKES_BACK = 0.05  # of consents, those withdrawn since
WITHIN = ("", *Lead.Within.values)
BUDGETS = (None, 10_000_000, 20_000_000, 50_000_000, 100_000_000)


def make_associations(now: datetime) -> dict[str, Organisation]:
    """The invented associations by id."""
    made = {}
    for row in demo_file("associations")["associations"]:
        kind, name = Organisation.Kind.ASSOCIATION, row["name"]["vi"]
        association = create_organisation(
            kind=kind, name=name, is_fictional=True, now=now
        )
        AssociationProfile.objects.create(
            organisation=association,
            name_en=row["name"]["en"],
            about=row["about"],
            offers=row["offers"],
            joining=row["joining"],
            email=row["email"],
            phone=row["phone"],
            address=row["address"],
            sectors=row["sectors"],
        )
        made[row["id"]] = association
    return made


def share_some(
    rng: np.random.Generator,
    results: Sequence[Result],
    associations: dict[str, Organisation],
    now: datetime,
) -> int:
    """Let enterprises join associations of their trade, and share with some of them.

    Gives the number of consents.
    """
    shared = 0
    for result in results:
        fitting = _of_trade(result.sector)
        count = min(pick(rng, BELONGS), len(fitting))
        enterprise, owner = result.organisation, _owner(result)
        for chosen in rng.choice(fitting, count, replace=False):
            association = associations[chosen]
            join(enterprise, association, owner, enterprise.created_at)
            if rng.random() < SHARES:
                _share(rng, result, association, owner, now)
                shared += 1
    return shared


def join(
    enterprise: Organisation, association: Organisation, by: User, at: datetime
) -> None:
    """Asked for by its owner, and granted."""
    asked = ask_to_join(association=association, enterprise=enterprise, by=by, now=at)
    answer_request(affiliation=asked, is_granted=True, by=None, now=at)


def _of_trade(sector: str) -> list[str]:
    """Associations of a trade, and those of every trade, which name none."""
    fitting = []
    for row in demo_file("associations")["associations"]:
        if not row["sectors"] or sector in row["sectors"]:
            fitting.append(row["id"])
    return fitting


def _share(
    rng: np.random.Generator,
    result: Result,
    association: Organisation,
    by: User,
    now: datetime,
) -> None:
    given_at = _between(rng, result.created_at, now)
    consent = share_results(
        enterprise=result.organisation,
        association=association,
        scope=pick(rng, SCOPES),
        text_version=CURRENT.id,
        by=by,
        now=given_at,
    )
    if rng.random() < TAKES_BACK:
        take_back(consent=consent, by=by, now=_between(rng, given_at, now))


def _between(rng: np.random.Generator, start: datetime, end: datetime) -> datetime:
    return start + (end - start) * float(rng.uniform(0, 0.9))


def _owner(result: Result) -> User:
    return result.organisation.memberships.get(role=Membership.Role.OWNER).user


def ask_some(
    rng: np.random.Generator,
    results: Sequence[Result],
    count: int,
    now: datetime,
    fates: dict[str, int] = FATES,
) -> list[Lead]:
    """Requests of `count` enterprises to suggested providers, some already decided."""
    leads: list[Lead] = []
    coming = fates_of(rng, fates)
    fate = next(coming)
    for position in rng.permutation(len(results)):
        if len(leads) == count:
            break
        result = results[position]
        asked = asked_at(rng, fate, result.created_at, now)
        lead = _ask(rng, result, fate, asked)
        if lead:
            leads.append(meet(rng, lead, fate, now))
            fate = next(coming)
    return leads


def _ask(
    rng: np.random.Generator, result: Result, fate: str, now: datetime
) -> Lead | None:
    """A request for one of the suggestions that can be asked for; None where none can."""
    owner = _owner(result)
    phone = f"0900 {rng.integers(100, 999)} {rng.integers(100, 999)}"
    contact = Contact(owner.full_name, owner.email, phone)
    budget = BUDGETS[rng.integers(len(BUDGETS))]
    recommendation = recommend(result=result, now=now, by=owner, budget=budget)
    messages = demo_file("population")["requests"]
    for solution in _in_any_order(rng, recommendation):
        shown = shown_of(recommendation.content, solution)
        try:
            return ask_provider(
                result=result,
                solution=solution,
                contact=contact,
                items=items_of(shown, fate),
                shown=shown,
                wanted_within=str(rng.choice(WITHIN)),
                by=owner,
                now=now,
                budget=budget,
                message=str(rng.choice(messages)),
            )
        except ProviderError:  # full this month, say: the next one may have room
            continue
    return None


def _in_any_order(
    rng: np.random.Generator, recommendation: Recommendation
) -> Iterator[Solution]:
    suggestions = recommendation.content["suggestions"]
    slugs = [suggestion["solution"] for suggestion in suggestions]
    by_slug = {row.slug: row for row in Solution.objects.filter(slug__in=slugs)}
    for slug in rng.permutation(slugs):
        yield by_slug[str(slug)]
