"""Two providers, each with an association: one to which nearly all rows belong, and one with few.

What is asked for the former must not be a loop over thousands, what is asked for the latter no
reading of all the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from accounts.access.scopes import Item
from accounts.audit.services import record_events
from accounts.models import AuditEvent, Consent, Membership, Organisation, User
from associations.consents.queries import COURSE_SEEN
from associations.models import Affiliation, Member
from performance.frame.population import AT_ONCE
from performance.providers.desk import ask_much
from performance.providers.directory import make_directory, solution_of
from providers.models import (
    Application,
    Change,
    Complaint,
    EntryFile,
    EntryVersion,
    Evaluation,
    Lead,
    LeadFollower,
    Provider,
    Rating,
    Solution,
    WebhookDelivery,
    WebhookEndpoint,
    WebhookTry,
)
from providers.profile.files import MOST_DOCUMENTS, MOST_PICTURES
from providers.profile.services import MOST_SOLUTIONS
from tests.builders import make_organisation, make_provider

FEW = 30  # more than a page
OFFICERS = 10
COLLEAGUES = 40
MOST_ASKED = 60  # by one firm
# An application that is being filled in is no association's.
STATES = [state for state in Application.State if state != Application.State.DRAFT]


@dataclass(frozen=True)
class Side:
    """What belongs to one of the two: requests to its provider, the rest to its association.

    firm: it asked providers of the other one, too.
    """

    provider: Provider
    association: Organisation
    webhook: WebhookEndpoint
    firm: Organisation


@dataclass(frozen=True)
class Crowd:
    many: Side
    few: Side


def make_crowd(many: int, few: int = FEW) -> Crowd:
    officers = _people("can-bo", OFFICERS)
    listed = make_directory(few + many, of_each=1)
    crowd = Crowd(
        few=_side("it", listed[:few], officers, listed[-1:]),
        many=_side("nhieu", listed[few:], officers, listed[-MOST_ASKED:]),
    )
    # Estimates of what was never counted are far off.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return crowd


def _side(
    slug: str,
    vetted: Sequence[Provider],
    officers: Sequence[User],
    asked: Sequence[Provider],
) -> Side:
    provider = make_provider(f"Nhà {slug}", slug)
    count = len(vetted)
    ask_much(provider, count)
    leads = list(provider.leads.select_related("organisation").order_by("pk"))
    side = Side(
        provider=provider,
        association=make_organisation("association", f"Hội {slug}"),
        webhook=WebhookEndpoint.objects.create(
            provider=provider,
            address=f"https://{slug}.example/",
            created_at=timezone.now(),
        ),
        firm=_ask_many(asked, leads[0]),
    )
    _complain(side, leads)
    _follow(side, [*leads, *side.firm.leads_asked.filter(provider__in=asked)])
    _look(side, officers[0], count)
    _rate(leads)
    _vet(side, vetted, officers)
    _change(side, vetted)
    _tell(side, count)
    solutions = _offer(provider, min(count, MOST_SOLUTIONS))
    _say_otherwise(provider, solutions, count)
    _show(provider, solutions, vetted)
    memberships = [
        Membership(user=colleague, organisation=provider.organisation, role="officer")
        for colleague in _people(slug, min(count, COLLEAGUES))
    ]
    Membership.objects.bulk_create(memberships)
    return side


def _people(name: str, count: int) -> list[User]:
    """Who never sign in: to hash a password for each takes longer than all the rest."""
    people = [User(email=f"{name}-{number}@do.example") for number in range(count)]
    return User.objects.bulk_create(people)


def _offer(provider: Provider, count: int) -> list[Solution]:
    """All it may list, and of each something waits for an officer."""
    solutions = []
    for part in range(count):
        solution = solution_of(provider.pk, part, provider)
        solution.slug = f"{provider.slug}-{part}"
        solutions.append(solution)
    Solution.objects.bulk_create(solutions)
    now = timezone.now()
    changes = [
        Change(
            provider=provider,
            solution=solution,
            before={"price_from": 1_000_000},
            after={"price_from": 2_000_000},
            asked_at=now,
        )
        for solution in solutions
    ]
    Change.objects.bulk_create(changes)
    return solutions


def _say_otherwise(
    provider: Provider, solutions: Sequence[Solution], count: int
) -> None:
    """Each day something of the provider or of a solution; the last one is new today."""
    now = timezone.now()
    *known, new = solutions
    versions = []
    for number in range(count):
        solution = known[number % len(known)] if number % 2 else None
        version = EntryVersion(
            provider=provider,
            solution=solution if number else new,
            content={"capacity_per_month": number},
            made_at=now - timedelta(minutes=number),
        )
        versions.append(version)
    EntryVersion.objects.bulk_create(versions, AT_ONCE)


def _show(
    provider: Provider, solutions: Sequence[Solution], others: Sequence[Provider]
) -> None:
    """All pictures and documents that an entry may have; of the others one each."""
    now = timezone.now()
    files = [
        EntryFile(provider=each, kind="png", size=9, width=4, height=3, added_at=now)
        for each in others
    ]
    for solution in (None, *solutions):
        for number in range(MOST_PICTURES + MOST_DOCUMENTS):
            width = 4 if number < MOST_PICTURES else 0
            file = EntryFile(
                provider=provider,
                solution=solution,
                kind="png" if width else "pdf",
                size=9,
                width=width,
                height=width,
                added_at=now,
            )
            files.append(file)
    EntryFile.objects.bulk_create(files, AT_ONCE)


def _follow(side: Side, leads: Sequence[Lead]) -> None:
    """Whoever asked is a member of the association, and lets it follow each request."""
    now = timezone.now()
    firms = list({lead.organisation_id: lead.organisation for lead in leads}.values())
    members, affiliations, consents = [], [], []
    for firm in firms:
        of_it = {"association": side.association, "enterprise": firm}
        member = Member(name=firm.name, **of_it)
        member.set_keys()
        members.append(member)
        affiliations.append(Affiliation(since=now, **of_it))
        consent = Consent(
            enterprise=firm,
            grantee=side.association,
            purpose=Consent.Purpose.LEADS,
            items=[Item.COURSE],
            text_version="1",
            given_at=now,
        )
        consents.append(consent)
    Member.objects.bulk_create(members, AT_ONCE)
    Affiliation.objects.bulk_create(affiliations, AT_ONCE)
    Consent.objects.bulk_create(consents, AT_ONCE)
    by_firm = {consent.enterprise_id: consent for consent in consents}
    followers = [
        LeadFollower(lead=lead, consent=by_firm[lead.organisation_id]) for lead in leads
    ]
    LeadFollower.objects.bulk_create(followers, AT_ONCE)


def _look(side: Side, officer: User, count: int) -> None:
    """So often at how the requests of one firm go."""
    now = timezone.now()
    through = {"through": [str(side.association.public_id)]}
    events = [
        AuditEvent(
            action=COURSE_SEEN,
            subject=f"organisation:{side.firm.public_id}",
            organisation=side.firm,
            actor=officer,
            at=now,
            details=through,
        )
        for _time in range(count)
    ]
    record_events(events)


def _ask_many(providers: Sequence[Provider], asked: Lead) -> Organisation:
    """The firm of a request asks others, too."""
    leads = [
        Lead(
            organisation_id=asked.organisation_id,
            provider=provider,
            result_id=asked.result_id,
            consent_id=asked.consent_id,
            state=Lead.State.DECLINED,
            asked_at=asked.asked_at + timedelta(minutes=number),
            moved_at=asked.moved_at,
        )
        for number, provider in enumerate(providers)
    ]
    Lead.objects.bulk_create(leads, AT_ONCE)
    return asked.organisation


def _complain(side: Side, leads: Sequence[Lead]) -> None:
    states = list(Complaint.State)
    rows = []
    for number, lead in enumerate(leads):
        row = Complaint(
            lead=lead,
            enterprise_id=lead.organisation_id,
            provider=side.provider,
            association=side.association,
            side=Complaint.Side.ENTERPRISE,
            category=Complaint.Category.PRICE,
            state=states[number % len(states)],
            opened_at=lead.asked_at,
            answer_by=lead.asked_at.date() + timedelta(days=7),
            decide_by=lead.asked_at.date() + timedelta(days=30),
        )
        rows.append(row)
    Complaint.objects.bulk_create(rows, AT_ONCE)


def _rate(leads: Sequence[Lead]) -> None:
    rows = [
        Rating(
            lead=lead,
            provider_id=lead.provider_id,
            enterprise_id=lead.organisation_id,
            quality=4,
            price=3,
            time=5,
            support=4,
            rated_at=lead.moved_at,
            hidden_at=lead.moved_at if number % 50 == 0 else None,
        )
        for number, lead in enumerate(leads)
    ]
    Rating.objects.bulk_create(rows, AT_ONCE)


def _vet(side: Side, providers: Sequence[Provider], officers: Sequence[User]) -> None:
    now = timezone.now()
    today = timezone.localdate(now)
    rows = [
        Application(
            provider=provider,
            association=side.association,
            criteria="2026-1",
            state=STATES[number % len(STATES)],
            begun_at=now,
            sent_at=now,
            decided_at=now,
            due_on=today + timedelta(days=number % 30),
            valid_until=today + timedelta(days=number % 300),
        )
        for number, provider in enumerate(providers)
    ]
    Application.objects.bulk_create(rows, AT_ONCE)
    looks = []
    for number, row in enumerate(rows):
        for place in range(number % 3):
            officer = officers[(number + place) % len(officers)]
            looks.append(Evaluation(application=row, officer=officer, taken_at=now))
    Evaluation.objects.bulk_create(looks, AT_ONCE)


def _change(side: Side, providers: Sequence[Provider]) -> None:
    """Each wants another certificate."""
    keys = [provider.pk for provider in providers]
    for start in range(0, len(keys), AT_ONCE):
        some = Provider.objects.filter(pk__in=keys[start : start + AT_ONCE])
        some.update(vetted_by=side.association)
    now = timezone.now()
    changes = []
    for number, provider in enumerate(providers):
        change = Change(
            provider=provider,
            before={"certificates": []},
            after={"certificates": ["ISO 27001"]},
            asked_at=now - timedelta(minutes=number),
        )
        changes.append(change)
    Change.objects.bulk_create(changes, AT_ONCE)


def _tell(side: Side, count: int) -> None:
    """Each message was tried twice."""
    now = timezone.now()
    states = list(WebhookDelivery.State)
    rows = [
        WebhookDelivery(
            endpoint=side.webhook,
            event="lead.asked",
            body="{}",
            state=states[number % len(states)],
            due_at=now,
            give_up_at=now,
            created_at=now - timedelta(minutes=number),
        )
        for number in range(count)
    ]
    WebhookDelivery.objects.bulk_create(rows, AT_ONCE)
    tries = [
        WebhookTry(delivery=row, at=now + timedelta(minutes=number), took=9, status=503)
        for row in rows
        for number in range(2)
    ]
    WebhookTry.objects.bulk_create(tries, AT_ONCE)
