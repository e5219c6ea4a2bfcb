"""Loading the demo: all of it or nothing, once."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
from django.conf import settings
from django.db import transaction

from accounts.access import Scope
from accounts.models import Organisation, User
from assessment.demo import people, sharing, story
from assessment.demo.batch import keep_enterprises, keep_rounds, make_owners
from assessment.demo.population import demo_file, make_firms
from associations.consent_texts import CURRENT
from associations.services import join, share_results
from providers.check import DEFAULT_INDEX, check
from providers.document import read_directory
from providers.models import Lead
from providers.queries import question_tops
from providers.services import import_directory
from survey.index import index_of
from survey.index.check import check_file
from survey.index.document import Problem
from survey.models import IndexVersion, Result
from survey.queries import latest_results, newest_index_version
from survey.services_benchmark import refresh_benchmark
from survey.services_indexes import publish_index


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
    files = sorted((settings.FIXTURES_DIR / "indexes").glob("*.yaml"))
    return [_publish(path, now) for path in files if path.stem not in known]


def _publish(path: Path, now: datetime) -> IndexVersion:
    document, problems = check_file(path)
    if problems:
        raise DemoError(path, problems)
    return publish_index(document=document.data, now=now)[0]


def load_demo(*, now: datetime, enterprises: int = 300, requests: int = 40) -> Loaded | None:
    """Make the demo; None when it is there already. No letter goes to the invented people."""
    with _no_letters(), transaction.atomic():
        publish_indexes(now - timedelta(days=story.NINE_MONTHS + 30))
        return None if people.are_there() else _load(now, enterprises, requests)


@contextmanager
def _no_letters() -> Iterator[None]:
    usual = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    try:
        yield
    finally:
        settings.EMAIL_BACKEND = usual


def _load(now: datetime, enterprises: int, requests: int) -> Loaded:
    rng = np.random.default_rng(demo_file("population")["seed"])
    before = now - timedelta(days=story.NINE_MONTHS + 30)
    version = newest_index_version(DEFAULT_INDEX)
    directory = _import_providers(before)
    associations = sharing.make_associations(before)
    results, drafts = _keep_many(rng, version, enterprises, now)
    newest = list(latest_results([result.organisation_id for result in results]).values())
    consents = sharing.share_some(rng, newest, associations, now)
    sign_ins = people.make_people()
    own = _keep_own(rng, version, sign_ins[people.OWNER], now)
    leads = sharing.ask_some(rng, [own], 1, now, {Lead.State.ACCEPTED: 1})
    leads += sharing.ask_some(rng, newest, requests, now)
    _share_own(own, list(associations.values()), now)
    people.join_others(sign_ins, own.organisation, next(iter(associations.values())), now)
    refresh_benchmark(index_id=version.index_id, now=now)
    return Loaded(
        **directory,
        associations=len(associations),
        enterprises=enterprises + 2,
        results=len(results) + 2,
        drafts=drafts + 1,
        consents=consents + 1,
        requests=Counter(str(lead.state) for lead in leads),
        levels=Counter(result.level for result in [*newest, own]),
    )


def _import_providers(now: datetime) -> dict[str, int]:
    path = settings.FIXTURES_DIR / "demo" / "providers.yaml"
    document = read_directory(path)
    problems = check(document, question_tops)
    if problems:
        raise DemoError(path, problems)
    done = import_directory(data=document.data, now=now)
    return {"providers": done.providers.total(), "solutions": done.solutions.total()}


def _keep_many(
    rng: np.random.Generator, version: IndexVersion, count: int, now: datetime
) -> tuple[list[Result], int]:
    """Results of all rounds, and how many enterprises are not done."""
    firms, since = make_firms(rng, count), story.moments(rng, count, now)
    enterprises = keep_enterprises(firms, make_owners(firms, since), since)
    rounds = story.rounds_of_many(rng, index_of(version), enterprises, now)
    results = keep_rounds(rounds, version)
    return results, len(rounds) - len(results)


def _keep_own(rng: np.random.Generator, version: IndexVersion, owner: User, now: datetime) -> Result:
    """The enterprises of the demo's owner: one at level 2 after level 1, one half filled in. The newest result."""
    index = index_of(version)
    firms = [story.shown_firm(name, owner.full_name) for name in ("done", "draft")]
    since = [now - timedelta(days=190), now - timedelta(days=2)]
    finished, begun = keep_enterprises(firms, [owner, owner], since)
    later, earlier = story.levels_reaching(index, finished.firm, 2, 1)
    rounds = [
        story.done(rng, index, finished, earlier, since[0]),
        story.done(rng, index, finished, later, now - timedelta(days=12), number=2),
        story.draft(rng, index, begun, later, since[1], share=0.5),
    ]
    return keep_rounds(rounds, version)[-1]


def _share_own(result: Result, associations: Sequence[Organisation], now: datetime) -> None:
    """It belongs to two associations; the first one sees its pillars."""
    enterprise, by = result.organisation, result.organisation.memberships.get().user
    for association in associations[:2]:
        join(association=association, enterprise=enterprise, by=by, now=enterprise.created_at)
    share_results(
        enterprise=enterprise,
        association=associations[0],
        scope=Scope.PILLARS,
        text_version=CURRENT.id,
        by=by,
        now=now - timedelta(days=11),
    )
