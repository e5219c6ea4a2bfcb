"""Firms of a whole campaign beside the directory, as an allocation gathers them.

Of the database that DATABASE_URL names.
"""

from collections.abc import Iterator
from time import process_time

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.access.scopes import Scope, scope_of_items
from accounts.models import Consent, Organisation
from associations.allocation.gathering import BLOCK, Cohort, allocated, gathered
from associations.consents.texts import CURRENT
from associations.models import Allocation, Campaign, Invitation, Member
from background.unwatched import Unwatched
from indexes.documents.reader import read
from performance.frame.crowd import profile
from performance.frame.population import AT_ONCE, populate
from performance.frame.timing import Measurement, scaled
from performance.matching import quiet
from performance.suggestions import fill_directory
from providers.models import Provider
from survey.models import Newest
from tests.associations.campaigns.builders import make_campaign
from tests.builders import NOW, make_index_version, make_organisation

FIRMS, PROVIDERS, OF_A_PROVIDER = 10_000, 500, 4
MOST = 3  # providers of one firm
OF_A_BLOCK, BESIDE = 6, 8  # queries
LEAST_SHARE = 0.98


def run() -> Iterator[Measurement]:
    call_command("migrate", verbosity=0)
    document = read(settings.FIXTURES_DIR / "indexes" / "dbi-2021-sme.yaml").data
    with transaction.atomic():
        version = make_index_version(document)
        firms, providers = scaled(FIRMS, 60), scaled(PROVIDERS, 20)
        populate(version, firms, profile)
        solutions = providers * OF_A_PROVIDER
        fill_directory(version.index, solutions, OF_A_PROVIDER)
        # Fewer places than firms would take, so that they matter.
        places = max(1, firms * MOST // providers // 2)
        Provider.objects.update(capacity_per_month=places)
        association = make_organisation("association", "Hội đông")
        campaign = make_campaign(association, index_version=version)
        take_part(campaign)
        yield gathering(campaign)
        transaction.set_rollback(True)


def take_part(campaign: Campaign) -> None:
    """Everybody has sent, and lets its answers be seen."""
    items = [str(item) for item in CURRENT.scopes[Scope.ANSWERS].items]
    consents, invitations = [], []
    newest = Newest.objects.select_related("result").order_by("pk")
    names = dict(Organisation.objects.values_list("pk", "name"))
    for number, row in enumerate(newest):
        enterprise = row.organisation_id
        consent = Consent(
            enterprise_id=enterprise,
            grantee=campaign.association,
            purpose=Consent.Purpose.FOLLOW,
            items=items,
            scope=scope_of_items(items),
            text_version=CURRENT.id,
            given_at=NOW,
        )
        member = Member(
            association=campaign.association,
            enterprise_id=enterprise,
            name=names[enterprise],
        )
        member.set_keys()
        invitation = Invitation(
            campaign=campaign,
            member=member,
            token_hash=f"{number:064}",
            stage=Invitation.Stage.SUBMITTED,
            assessment_id=row.result.assessment_id,
        )
        consents.append(consent)
        invitations.append(invitation)
    Consent.objects.bulk_create(consents, AT_ONCE)
    members = [invitation.member for invitation in invitations]
    Member.objects.bulk_create(members, AT_ONCE)
    Invitation.objects.bulk_create(invitations, AT_ONCE)


def gathering(campaign: Campaign) -> Measurement:
    allocation = Allocation(campaign=campaign, most=MOST, asked_at=NOW)
    started = process_time()
    with CaptureQueriesContext(connection) as queries:
        cohort = gathered(allocation, timezone.now(), Unwatched())
    took = process_time() - started
    firms = len(cohort.results)
    most = BESIDE + OF_A_BLOCK * -(-firms // BLOCK)
    seconds, share = solved(cohort)
    name = (
        f"gather {firms:,} firms × {len(cohort.providers)}, {len(queries)} queries,"
        " processor time"
    )
    return Measurement(
        name=name,
        median=took,
        fastest=took,
        slowest=took,
        goal=f"≤ {most} queries, {share:.2%} of the bound (≥ {LEAST_SHARE:.0%})",
        met=len(queries) <= most and share >= LEAST_SHARE,
        beside=seconds,
        beside_name="the solver",
    )


def solved(cohort: Cohort) -> tuple[float, float]:
    """Seconds of a processor, and how near to the bound."""
    started = process_time()
    with quiet():
        best, _greedy = allocated(cohort, MOST)
    return process_time() - started, best.share
