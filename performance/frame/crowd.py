"""One association and one provider that thousands of enterprises have to do with."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from django.db import connection
from django.db.models import Model

from accounts.access.scopes import Scope, scope_of_items
from accounts.audit.services import record_events
from accounts.models import AuditEvent, Confirmation, Consent, Organisation
from associations.consents.texts import CURRENT
from associations.models import Affiliation, Member
from indexes.models import IndexVersion
from performance.frame.population import AT_ONCE, populate
from providers.models import Lead, Provider
from registry.areas import areas
from registry.sizes import SIZES
from survey.models import Result
from tests.builders import NOW, make_organisation, make_provider

SECTORS = "ACFGHIJKMNQS"
SECOND_ROUND = 0.2  # share of those who answer twice
EVENTS = 4  # in the log, of each
# The lists of the administration that grow with them.
ADMINISTRATION = (
    "accounts_organisation",
    "accounts_consent",
    "accounts_auditevent",
    "survey_assessment",
    "survey_result",
    "providers_lead",
    "associations_affiliation",
)


@dataclass(frozen=True)
class Crowd:
    association: Organisation
    provider: Provider


def make_crowd(version: IndexVersion, enterprises: int, kinds: int = 300) -> Crowd:
    """Each has results, shares them, belongs or asks to belong, and asked the provider.

    kinds: how many different sets of answers there are.
    """
    populate(version, enterprises, profile, _rounds, kinds=kinds)
    crowd = Crowd(make_organisation("association", "Hội đông"), make_provider())
    results = _newest_results()
    _share(crowd.association, results)
    _join(crowd.association, results)
    _ask(crowd.provider, results)
    _log(results)
    # Estimates of what was never counted are far off.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return crowd


def profile(chance: Random) -> dict:
    return {
        "sector": chance.choice(SECTORS),
        "size": chance.choice(SIZES),
        "area": chance.choice(list(areas())),
    }


def _rounds(chance: Random) -> int:
    return 1 + (chance.random() < SECOND_ROUND)


def _newest_results() -> Sequence[Result]:
    newest = Result.objects.filter(newest_of__isnull=False)
    return newest.only("pk", "organisation_id").order_by("pk")


def _keep(model: type[Model], rows: Iterable[Model]) -> None:
    model.objects.bulk_create(rows, AT_ONCE)


def _consents(
    results: Sequence[Result],
    grantee: Organisation,
    purpose: Consent.Purpose,
    items_of: Callable[[int], list[str]],
) -> list[Consent]:
    consents = []
    for number, result in enumerate(results):
        items = items_of(number)
        consent = Consent(
            enterprise_id=result.organisation_id,
            grantee=grantee,
            purpose=purpose,
            items=items,
            scope=scope_of_items(items),
            text_version=CURRENT.id,
            given_at=NOW,
        )
        consents.append(consent)
    return Consent.objects.bulk_create(consents, AT_ONCE)


def _share(association: Organisation, results: Sequence[Result]) -> None:
    scopes = [scope for scope in Scope if scope in CURRENT.scopes]

    def items_of(number: int) -> list[str]:
        scope = scopes[number % len(scopes)]
        return [str(item) for item in CURRENT.scopes[scope].items]

    _consents(results, association, Consent.Purpose.FOLLOW, items_of)


def _join(association: Organisation, results: Sequence[Result]) -> None:
    """Every other one belongs and is confirmed, the others ask to."""
    affiliations = []
    confirmations = []
    for number, result in enumerate(results):
        parties = {"enterprise_id": result.organisation_id, "association": association}
        belongs = number % 2 == 0
        state = Affiliation.State.ACTIVE if belongs else Affiliation.State.ASKED
        affiliations.append(Affiliation(**parties, state=state, since=NOW))
        if belongs:
            confirmations.append(Confirmation(**parties, given_at=NOW))
    _keep(Affiliation, affiliations)
    _keep(Member, _members(affiliations, results))
    _keep(Confirmation, confirmations)


def _members(
    affiliations: Sequence[Affiliation],
    results: Sequence[Result],
) -> list[Member]:
    """As the association knows them: with a name, and what they told by asking."""
    enterprises = Organisation.objects.filter(kind=Organisation.Kind.ENTERPRISE)
    names = dict(enterprises.values_list("pk", "name"))
    members = []
    for affiliation, result in zip(affiliations, results, strict=True):
        member = Member(
            association=affiliation.association,
            enterprise_id=affiliation.enterprise_id,
            by_itself=True,
            name=names[result.organisation_id],
            sector=result.sector,
            area=result.area,
        )
        member.set_keys()
        members.append(member)
    return members


def _ask(provider: Provider, results: Sequence[Result]) -> None:
    consents = _consents(
        results,
        provider.organisation,
        Consent.Purpose.CONTACT,
        lambda _number: ["contact"],
    )
    leads = []
    for number, consent in enumerate(consents):
        lead = Lead(
            organisation_id=consent.enterprise_id,
            provider=provider,
            result=results[number],
            consent=consent,
            contact_name="Nguyễn Văn An",
            contact_email="an@do.example",
            asked_at=NOW - timedelta(minutes=number),
            moved_at=NOW - timedelta(minutes=number),
        )
        leads.append(lead)
    _keep(Lead, leads)


def _log(results: Sequence[Result]) -> None:
    events = []
    for number in range(EVENTS):
        at = NOW + timedelta(minutes=number)
        for result in results:
            event = AuditEvent(
                at=at,
                organisation_id=result.organisation_id,
                action="result.opened",
            )
            events.append(event)
    record_events(events)
