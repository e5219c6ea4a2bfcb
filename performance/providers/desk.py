"""The desk of a provider with 20,000 requests; its tables.

Of the database that DATABASE_URL names.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from random import Random
from time import process_time

from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Consent, Organisation
from performance.frame.browser import IN_PROCESS
from performance.frame.population import AT_ONCE
from performance.frame.timing import Measurement, measure, scaled
from providers.leads.states import CLOCKS
from providers.models import Lead, LeadEvent, Provider, ProviderMonth
from tests.builders import make_provider, make_result
from tests.personas import make_persona

REQUESTS, FEW, PROVIDERS = 20_000, 10, 500
WAITING = 0.1  # of the requests
OVER_DAYS = 700  # they came in
A_PAGE, A_TABLE = 0.150, 10.0  # seconds
State = Lead.State
WAIT = list(CLOCKS)
ENDED = [state for state in State if state not in CLOCKS]


def run() -> Iterator[Measurement]:
    call_command("migrate", verbosity=0)
    with transaction.atomic(), override_settings(**IN_PROCESS):
        few = _worker("it", FEW)
        queries = _queries(*few, "desk")
        many = _worker("nhieu", scaled(REQUESTS, 100))
        keep_months(scaled(PROVIDERS, 10))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        yield _measured(*many, "desk", A_PAGE, queries)
        yield _measured(*many, "desk", A_PAGE, queries, "?xem=doanh-nghiep")
        yield _measured(*many, "desk", A_PAGE, queries, "?trang=9999")
        for name in ("desk_csv", "desk_xlsx", "desk_calendar"):
            yield _measured(*many, name, A_TABLE)
        transaction.set_rollback(True)


def _worker(slug: str, requests: int) -> tuple[Client, Provider]:
    provider = make_provider(f"Công ty {slug}", slug)
    ask_much(provider, requests)
    worker = make_persona(f"nhan-vien@{slug}.example", provider.organisation)
    return worker.client, provider


def ask_much(provider: Provider, count: int) -> None:
    """Over two years, each of an enterprise of its own; one in ten still waits for somebody, and
    so does one in every state in which somebody is waited for.
    """
    chance = Random(5)
    now = timezone.now()
    result = make_result()
    enterprises = _enterprises(provider, count)
    consents = _consents(provider, enterprises)
    leads = []
    pairs = zip(enterprises, consents, strict=True)
    for number, (enterprise, consent) in enumerate(pairs):
        waits = number < len(WAIT) or chance.random() < WAITING
        states = WAIT if waits else ENDED
        asked_at = now - timedelta(days=OVER_DAYS * chance.random())
        answered_at = asked_at + timedelta(hours=60 * chance.random())
        due = timezone.localdate(now) + timedelta(days=chance.randint(-2, 20))
        lead = Lead(
            organisation=enterprise,
            provider=provider,
            result=result,
            consent=consent,
            state=states[number % len(states)],
            contact_name="Lan",
            asked_at=asked_at,
            answered_at=answered_at,
            moved_at=answered_at,
            due_on=due if waits else None,
        )
        leads.append(lead)
    Lead.objects.bulk_create(leads, AT_ONCE)
    LeadEvent.objects.bulk_create(_events(leads), AT_ONCE)


def _enterprises(provider: Provider, count: int) -> list[Organisation]:
    rows = [
        Organisation(kind="enterprise", name=f"Quán {number} của {provider.slug}")
        for number in range(count)
    ]
    return Organisation.objects.bulk_create(rows, AT_ONCE)


def _consents(provider: Provider, enterprises: Sequence[Organisation]) -> list[Consent]:
    now = timezone.now()
    rows = [
        Consent(
            enterprise=enterprise,
            grantee=provider.organisation,
            purpose=Consent.Purpose.CONTACT,
            items=["contact"],
            text_version="1",
            given_at=now,
        )
        for enterprise in enterprises
    ]
    return Consent.objects.bulk_create(rows, AT_ONCE)


def _events(leads: Sequence[Lead]) -> Iterator[LeadEvent]:
    for number, lead in enumerate(leads):
        steps = [State.SENT, State.ACCEPTED, State.AGREED][: 1 + number % 3]
        for place, state in enumerate(steps, start=1):
            yield LeadEvent(
                lead=lead,
                number=place,
                side="provider",
                state=state,
                name=f"lead.{state}",
                at=lead.moved_at,
            )


def keep_months(count: int) -> None:
    """Of as many others, for half a year."""
    organisations = [
        Organisation(kind="provider", name=f"Nhà {number}") for number in range(count)
    ]
    Organisation.objects.bulk_create(organisations)
    others = [
        Provider(organisation=organisation, slug=f"nha-{number}")
        for number, organisation in enumerate(organisations)
    ]
    Provider.objects.bulk_create(others)
    first = timezone.localdate().replace(day=1)
    months = []
    for ago in range(6):
        month = (first - timedelta(days=30 * ago)).replace(day=1)
        for number, provider in enumerate(others):
            row = ProviderMonth(
                provider=provider,
                month=month,
                suggested=number,
                answers=5,
                hours=number % 60,
            )
            months.append(row)
    ProviderMonth.objects.bulk_create(months, AT_ONCE, ignore_conflicts=True)


def _address(provider: Provider, name: str) -> str:
    return reverse(f"providers:{name}", args=[provider.organisation.public_id])


def _queries(client: Client, provider: Provider, name: str, asked: str = "") -> int:
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(_address(provider, name) + asked)
    assert answer.status_code == 200, (name, answer.status_code)
    return len(queries)


def _measured(
    client: Client,
    provider: Provider,
    name: str,
    at_most: float,
    of_few: int | None = None,
    asked: str = "",
) -> Measurement:
    queries = _queries(client, provider, name, asked)
    # The number of queries is that of a provider with few.
    assert of_few in (None, queries), (name, of_few, queries)
    count = provider.leads.count()
    return measure(
        f"{name}{asked} of {count:,} requests, {queries} queries",
        partial(client.get, _address(provider, name) + asked),
        rounds=5,
        at_most=at_most,
        clock=process_time,
    )
