"""Loading the demo: all of it or nothing, once."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
from django.conf import settings
from django.db import transaction

from accounts.access.scopes import Scope
from accounts.models import Consent, Organisation, User
from accounts.outbox.services import no_letters
from assessment.demo import city, confidence, people, sharing, story, ways
from assessment.demo.assisted import type_for_two
from assessment.demo.batch import keep_enterprises, keep_rounds, make_owners
from assessment.demo.campaigns import run_campaign
from assessment.demo.members import know_members
from assessment.demo.population import demo_file, make_firms
from assessment.demo.providers.allocation import suggest_to_all
from assessment.demo.providers.complaints import settle_things
from assessment.demo.providers.entries import show_entry
from assessment.demo.providers.leads import let_some_follow
from assessment.demo.providers.months import count_months
from assessment.demo.providers.vetting import vet_some
from assessment.demo.providers.webhooks import tell_systems
from assessment.demo.reviews import make_reviews
from assessment.demo.roadmaps import make_roadmaps
from associations.belonging.services import ask_to_join
from associations.city.services import publish_figures
from associations.consents.services import share_results
from associations.consents.texts import CURRENT
from indexes.documents.check import check_file
from indexes.documents.reader import Problem
from indexes.models import IndexVersion
from indexes.offers import open_indexes
from indexes.services import publish_index
from providers.directory.check import check
from providers.directory.document import read_directory
from providers.directory.queries import question_tops
from providers.directory.services import import_directory
from providers.models import Lead
from survey.benchmark.services import refresh_benchmark
from survey.models import Assessment, Result
from survey.results.queries import latest_results


@dataclass(frozen=True)
class Loaded:
    """How much was made, and how the newest results spread over the levels."""

    providers: int
    solutions: int
    associations: int
    enterprises: int
    results: int
    drafts: int
    consents: int
    requests: Counter
    levels: Counter


class DemoError(Exception):
    """A file that cannot be loaded, with what is wrong in it."""

    def __init__(self, path: Path, problems: list[Problem]) -> None:
        super().__init__("\n".join(f"{path}: {problem}" for problem in problems))


def publish_indexes(now: datetime) -> list[IndexVersion]:
    """Publish every index of fixtures/indexes of which no version is published yet."""
    known = set(IndexVersion.objects.values_list("index_id", flat=True))
    files = (settings.FIXTURES_DIR / "indexes").glob("*.yaml")
    published = []
    for path in sorted(files):
        # A version that an administrator published stays as it is.
        if path.stem not in known:
            published.append(_publish(path, now))
    return published


def _publish(path: Path, now: datetime) -> IndexVersion:
    document, problems = check_file(path)
    if problems:
        raise DemoError(path, problems)
    return publish_index(document=document.data, now=now)[0]


def load_demo(
    *, now: datetime, enterprises: int = 300, requests: int = 40
) -> Loaded | None:
    """Make the demo; None when it is there already. No letter goes to the invented people."""
    with no_letters(), transaction.atomic():
        publish_indexes(_before_all(now))
        if people.are_there():
            return None
        return _load(now, enterprises, requests)


def _before_all(now: datetime) -> datetime:
    """A month before the first enterprise came."""
    return now - timedelta(days=story.NINE_MONTHS + 30)


def _load(now: datetime, enterprises: int, requests: int) -> Loaded:
    rng = np.random.default_rng(demo_file("population")["seed"])
    before = _before_all(now)
    versions = {version.index_id: version for version in reversed(open_indexes())}

    # The order of what follows is part of the demo: each step draws from one generator.
    directory = _import_providers(before)
    associations = sharing.make_associations(before)
    results = _keep_many(rng, versions, enterprises, now)
    organisations = [result.organisation_id for result in results]
    newest = list(latest_results(organisations).values())
    sharing.share_some(rng, newest, associations, now)
    know_members(associations, now)

    sign_ins = people.make_people()
    owner, staff = sign_ins[people.OWNER], sign_ins[people.ASSOCIATION]
    own, *more = _keep_own(rng, versions, owner, now)
    # The request of the demo's owner is accepted for sure; those of others as it comes.
    leads = sharing.ask_some(rng, [own], 1, now, {Lead.State.ACCEPTED: 1})
    leads += sharing.ask_some(rng, newest, requests, now)
    # A roadmap looks at how the firm works.
    ways.tell(result=more[0], owner=owner, now=now)
    make_roadmaps([own, *more], owner, now)
    _share_own(own, list(associations.values()), now)
    followed = _join_all(sign_ins, own.organisation, associations, now)
    proved = {"result": more[0], "association": followed}
    confidence.prove(**proved, owner=owner, staff=staff, now=now)
    make_reviews(sign_ins, followed, more[0], newest, now)
    confidence.ask_colleague(draft=_draft_of(owner), owner=owner, now=now)
    _run_campaigns(followed, versions, staff, now)
    # Whom a campaign invites belongs once it has answered: this one waits for a person.
    _ask_for_membership(more[0], followed, now)
    type_for_two(followed, newest, staff, now)
    # Only now does everybody belong where it is to.
    let_some_follow(leads, now)
    _tell_of_providers(sign_ins, followed, now)
    _count_many(sign_ins, newest, versions, now)
    return Loaded(
        **directory,
        **_made(),
        associations=len(associations),
        requests=Counter(map(_state_of, leads)),
        levels=Counter(map(_level_of, [*newest, own, *more])),
    )


def _count_many(sign_ins, newest, versions, now: datetime) -> None:
    city.make_agency(sign_ins[people.AGENCY], newest, now)
    count_months(now)
    _count_all(versions, now)


def _run_campaigns(followed, versions, staff: User, now: datetime) -> None:
    """One that is over, with its suggestions, and one that runs."""
    suggest_to_all(followed, versions["dbi-2021-sme"], staff, now)
    run_campaign(followed, versions["dbi-2025-sme"], staff, now)


def _tell_of_providers(sign_ins, followed, now: datetime) -> None:
    """What became of requests, who is told by webhooks, who is vetted, and what one shows."""
    settle_things(now)
    tell_systems(sign_ins[people.PROVIDER], now)
    vet_some(followed, now)
    manager, officer = sign_ins[people.PROVIDER], sign_ins[people.ASSOCIATION]
    show_entry(manager, followed, officer, now)


def _made() -> dict[str, int]:
    """By all steps together, some of which make enterprises and rounds by the way."""
    invented = Organisation.objects.filter(
        kind=Organisation.Kind.ENTERPRISE,
        is_fictional=True,
    )
    rounds = Assessment.objects.filter(organisation__in=invented)
    shared = Consent.objects.filter(
        enterprise__in=invented,
        purpose=Consent.Purpose.FOLLOW,
    )
    return {
        "enterprises": invented.count(),
        "results": Result.objects.filter(organisation__in=invented).count(),
        "drafts": rounds.filter(state=Assessment.State.DRAFT).count(),
        "consents": shared.count(),
    }


def _join_all(
    sign_ins: dict[str, User],
    enterprise: Organisation,
    associations: dict[str, Organisation],
    now: datetime,
) -> Organisation:
    """Everybody comes to where they work; gives the association with most of them."""
    followed = next(iter(associations.values()))
    people.join_others(sign_ins, enterprise, followed, now)
    people.join_associations(sign_ins, associations, now)
    return followed


def _count_all(index_ids: Iterable[str], now: datetime) -> None:
    """Last of all, since it counts everything that was made."""
    for index_id in index_ids:
        refresh_benchmark(index_id=index_id, now=now)
        publish_figures(index_id=index_id, is_fictional=True, now=now)


def _ask_for_membership(
    result: Result, association: Organisation, now: datetime
) -> None:
    """It shares with the association, and waits for the answer whether it is a member."""
    enterprise = result.organisation
    ask_to_join(
        association=association,
        enterprise=enterprise,
        by=enterprise.memberships.get().user,
        now=now - timedelta(days=2),
    )


def _state_of(lead: Lead) -> str:
    return str(lead.state)


def _level_of(result: Result) -> int | None:
    return result.level


def _draft_of(owner: User) -> Assessment:
    drafts = Assessment.objects.filter(
        organisation__memberships__user=owner, state=Assessment.State.DRAFT
    )
    return drafts.select_related("index_version", "organisation").earliest("started_at")


def _import_providers(now: datetime) -> dict[str, int]:
    path = settings.FIXTURES_DIR / "demo" / "providers.yaml"
    document = read_directory(path)
    problems = check(document, question_tops)
    if problems:
        raise DemoError(path, problems)
    done = import_directory(data=document.data, now=now)
    return {"providers": done.providers.total(), "solutions": done.solutions.total()}


def _keep_many(
    rng: np.random.Generator,
    versions: Mapping[str, IndexVersion],
    count: int,
    now: datetime,
) -> list[Result]:
    """Results of all rounds; some enterprises are not done."""
    firms = make_firms(rng, count)
    since = story.moments(rng, count, now)
    owners = make_owners(firms, since)
    enterprises = keep_enterprises(firms, owners, since)
    answering = []
    for enterprise in enterprises:
        index = story.index_for_firm(rng, enterprise.firm, versions)
        answering.append((enterprise, index))
    rounds = story.rounds_of_many(rng, answering, now)
    return keep_rounds(rounds, versions)


def _keep_own(
    rng: np.random.Generator,
    versions: Mapping[str, IndexVersion],
    owner: User,
    now: datetime,
) -> list[Result]:
    """The newest results of the demo's owner: first the one the demo is about."""
    firms = [story.shown_firm(name, owner.full_name) for name in story.SHOWN]
    since = [now - timedelta(days=days) for days in story.SHOWN.values()]
    rows = keep_enterprises(firms, [owner] * len(firms), since)
    enterprises = dict(zip(story.SHOWN, rows, strict=True))
    rounds = story.rounds_of_owner(rng, enterprises, versions, now)
    results = keep_rounds(rounds, versions)
    # The draft gives none; of the two that answered twice, the second round counts.
    _, food, _, shop, factory = results
    return [food, shop, factory]


def _share_own(
    result: Result, associations: Sequence[Organisation], now: datetime
) -> None:
    """It belongs to two associations; the first one sees its pillars."""
    enterprise = result.organisation
    by = enterprise.memberships.get().user
    for association in associations[:2]:
        sharing.join(enterprise, association, by, enterprise.created_at)
    share_results(
        enterprise=enterprise,
        association=associations[0],
        scope=Scope.PILLARS,
        text_version=CURRENT.id,
        by=by,
        now=now - timedelta(days=11),
    )
