"""Members and campaigns of an association, as tests of campaigns need them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from accounts.access.scopes import Scope
from accounts.models import Organisation
from associations.campaigns.services import Plan, begin_campaign
from associations.invitations.links import token_of
from associations.invitations.starting import Beginning, begin
from associations.models import Campaign, Invitation, Member
from survey.models import Assessment
from tests.builders import make_index_version

CITY = ZoneInfo("Asia/Ho_Chi_Minh")
# A Monday at ten, on which letters leave.
MONDAY = datetime(2026, 11, 16, 10, 0, tzinfo=CITY)


def on(days: int, hour: int = 10) -> datetime:
    """So many days after that Monday."""
    return MONDAY.replace(hour=hour) + timedelta(days=days)


def make_member(association: Organisation, name: str = "Cơm tấm Ba Ghiền", **fields):
    usual = {
        "email": f"m{Member.objects.count()}@hoivien.example",
        "sector": "I",
        "size": "small",
    }
    return Member.objects.create(
        association=association, name=name, **{**usual, **fields}
    )


def a_plan(**fields) -> Plan:
    usual = {
        "name": "Đợt mùa đông",
        "index_version": make_index_version(),
        "begins_on": MONDAY.date(),
        "ends_on": MONDAY.date() + timedelta(days=30),
        "target": Campaign.Target.ALL,
        "chosen": {},
        "table": None,
        "welcome": {"vi": "Mời anh chị.", "en": "Please come."},
        "reminder_days": [7, 14],
        "quiet_from": 18,
        "quiet_until": 8,
        "on_working_days": True,
    }
    return Plan(**{**usual, **fields})


def make_campaign(
    association: Organisation,
    now: datetime = MONDAY,
    repeats: Campaign | None = None,
    **plan,
) -> Campaign:
    return begin_campaign(
        association=association,
        plan=a_plan(**plan),
        by=None,
        now=now,
        repeats=repeats,
    )


def today_plan(**plan) -> dict:
    """For tests that go through pages, which know the time themselves: letters leave at any."""
    today: date = timezone.localdate()
    usual = {
        "begins_on": today,
        "ends_on": today + timedelta(days=30),
        "quiet_from": 0,
        "quiet_until": 0,
        "on_working_days": False,
    }
    return {**usual, **plan}


def invitation_of(member: Member, campaign: Campaign | None = None) -> Invitation:
    own = Invitation.objects.filter(member=member)
    return own.get(campaign=campaign) if campaign else own.get()


def token(invitation: Invitation) -> str:
    return token_of(invitation.public_id, invitation.turn)


def start(invitation: Invitation, now: datetime = MONDAY, **fields) -> Assessment:
    """It begins by its own link."""
    usual = {
        "by": None,
        "enterprise": None,
        "origin": None,
        "turn": invitation.turn,
        "scope": Scope.NOTHING,
    }
    beginning = Beginning(**{**usual, **fields})
    return begin(invitation=invitation, beginning=beginning, now=now)
