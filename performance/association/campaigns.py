"""Campaigns with 50,000 members: how long an officer waits. Of the database of DATABASE_URL."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from random import Random
from time import process_time
from unittest.mock import patch

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Consent, Organisation
from associations.campaigns.inviting import invite_members
from associations.models import Campaign, Invitation, Member
from indexes.documents.reader import read
from indexes.models import IndexVersion
from performance.frame.browser import IN_PROCESS
from performance.frame.timing import Measurement, measure, measured_once, scaled
from survey.models import Assessment
from tests.builders import make_index_version
from tests.personas import make_staff

MEMBERS = 50_000
FEW = 200
EARLIER = 3  # campaigns that are over
BEFORE = 20_000  # members of each
AT_ONCE = 1_000
NEVER = 1e6  # seconds
MADE = 10.0  # seconds
A_PAGE = 0.150
SECTORS = "CCCGGGGIIHFJMNS"
SIZES = ("micro", "micro", "small", "small", "medium", "")
STARTED = 0.3  # of those invited
PAGES = ("1-a", "2-b", "3-c", "4-d", "")
LISTS = ("moi", "dang-lam", "da-gui", "thu-tra-lai", "goi-hom-nay")


def run() -> Iterator[Measurement]:
    call_command("migrate", verbosity=0)
    file = settings.FIXTURES_DIR / "indexes" / "dbi-2025-sme.yaml"
    at_once = {"default": {"BACKEND": "background.engines.at_once.Backend"}}
    with transaction.atomic(), override_settings(**IN_PROCESS, TASKS=at_once):
        version = make_index_version(read(file).data)
        few = _counts_of_few(version)
        staff = make_staff("Hội lớn", "nhan-vien@hoi-lon.example")
        _make_members(staff.organisation, scaled(MEMBERS, 100))
        campaign = _plan(staff.organisation, version, "dot-lon")
        yield _invite(campaign)
        _go_on(campaign)
        for number in range(EARLIER):
            _make_earlier(_plan(staff.organisation, version, f"truoc-{number}"))
        for name, address in _pages(campaign).items():
            yield _measured(staff.client, name, address, few[name])
        transaction.set_rollback(True)


def _counts_of_few(version: IndexVersion) -> dict[str, int]:
    """How many queries each page takes for a small association: as many as for a large one."""
    staff = make_staff("Hội nhỏ", "nhan-vien@hoi-nho.example")
    _make_members(staff.organisation, scaled(FEW, 20))
    campaign = _plan(staff.organisation, version, "dot-nho")
    _invite_all(campaign)
    _go_on(campaign)
    return {
        name: _queries(staff.client, address)
        for name, address in _pages(campaign).items()
    }


def _make_members(association: Organisation, count: int) -> None:
    chance = Random(1)
    members = []
    for number in range(count):
        member = Member(
            association=association,
            name=f"Doanh nghiệp {number:05}",
            email=f"dn{number}@hoi-vien.example",
            sector=chance.choice(SECTORS),
            size=chance.choice(SIZES),
        )
        member.set_keys()
        members.append(member)
    Member.objects.bulk_create(members, AT_ONCE)


def _plan(association: Organisation, version: IndexVersion, code: str) -> Campaign:
    today = timezone.localdate()
    return Campaign.objects.create(
        association=association,
        name="Đợt lớn",
        index_version=version,
        # From tomorrow: nobody is written to here.
        begins_on=today + timedelta(days=1),
        ends_on=today + timedelta(days=30),
        code=code,
    )


def _invite(campaign: Campaign) -> Measurement:
    """Once: it makes what it measures; what this process had of a processor."""
    began = process_time()
    _invite_all(campaign)
    took = process_time() - began
    name = f"invite {campaign.invitations.count()} members"
    return measured_once(name, took, MADE)


def _invite_all(campaign: Campaign) -> None:
    # Its thread would not find the work: all of this is in one transaction.
    with patch("background.performing.TELLING", NEVER):
        invite_members.enqueue(campaign.pk)
    # What went wrong in the background would be measured as very quick.
    assert campaign.invitations.count() == campaign.association.members.count()


def _go_on(campaign: Campaign) -> None:
    """Some have begun, and some of these have sent."""
    now = timezone.now()
    invitations = list(campaign.invitations.all())
    begun = invitations[: int(len(invitations) * STARTED)]
    enterprises = _enterprises_of(campaign, begun)
    rounds = [
        Assessment(
            organisation=enterprise,
            index_version=campaign.index_version,
            started_at=now,
            changed_at=now - timedelta(days=number % 20),
        )
        for number, enterprise in enumerate(enterprises)
    ]
    Assessment.objects.bulk_create(rounds, AT_ONCE)
    for number, (invitation, assessment) in enumerate(zip(begun, rounds, strict=True)):
        invitation.assessment = assessment
        invitation.stage = Invitation.Stage.STARTED + number % 2
        invitation.page = PAGES[number % len(PAGES)]
    for invitation in invitations[-len(invitations) // 50 :]:
        invitation.unreachable = Invitation.Unreachable.BOUNCED
    fields = ["assessment", "stage", "page", "unreachable"]
    Invitation.objects.bulk_update(invitations, fields, AT_ONCE)


def _enterprises_of(campaign: Campaign, begun: list[Invitation]) -> list[Organisation]:
    enterprises = [
        Organisation(kind="enterprise", name=f"DN {each.pk}") for each in begun
    ]
    Organisation.objects.bulk_create(enterprises, AT_ONCE)
    consents = [
        Consent(
            enterprise=enterprise,
            grantee=campaign.association,
            purpose=Consent.Purpose.CAMPAIGN,
            items=["progress"],
            text_version="campaign-2026-11",
            given_at=timezone.now(),
        )
        for enterprise in enterprises
    ]
    Consent.objects.bulk_create(consents, AT_ONCE)
    return enterprises


def _make_earlier(campaign: Campaign) -> None:
    """A round before, of which the list of campaigns tells how it went."""
    members = campaign.association.members.values_list("pk", "sector", "size")
    invitations = []
    for number, (member_id, sector, size) in enumerate(members[: scaled(BEFORE, 40)]):
        invitation = Invitation(
            campaign=campaign,
            member_id=member_id,
            sector=sector,
            size=size,
            stage=number % 2,
            token_hash=f"{campaign.pk}-{number}",
        )
        invitations.append(invitation)
    Invitation.objects.bulk_create(invitations, AT_ONCE)


def _pages(campaign: Campaign) -> dict[str, str]:
    """Addresses, by name. The first page tells what waits in campaigns that run."""
    Campaign.objects.filter(pk=campaign.pk).update(state=Campaign.State.RUNNING)
    ids = [campaign.association.public_id, campaign.public_id]
    people = reverse("associations:campaign_people", args=ids)
    return {
        "funnel": reverse("associations:campaign", args=ids),
        **{f"list {word}": f"{people}?nhom={word}" for word in LISTS},
        "campaigns": reverse("associations:campaigns", args=ids[:1]),
        "today": reverse("associations:today", args=ids[:1]),
    }


def _queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return len(queries)


def _measured(client: Client, name: str, address: str, few: int) -> Measurement:
    many = _queries(client, address)
    assert many == few, (name, few, many)
    ask = partial(client.get, address)
    named = f"{name}, {many} queries"
    return measure(named, ask, rounds=5, at_most=A_PAGE, clock=process_time)
