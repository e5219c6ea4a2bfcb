"""The people of the demo who can sign in, one for each role (accounts.demo)."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db.models import Count, Q

from accounts.demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from accounts.models import Membership, Organisation, User
from accounts.services import add_member
from providers.models import Lead, Provider

OWNER, COLLEAGUE, ASSOCIATION, PROVIDER, ADMINISTRATOR = (
    account.email for account in DEMO_ACCOUNTS
)
NAMES = {
    OWNER: "Trần Thị Hạnh",
    COLLEAGUE: "Võ Minh Khoa",
    ASSOCIATION: "Lê Ngọc Mai",
    PROVIDER: "Đỗ Hữu Phúc",
    ADMINISTRATOR: "Quản trị viên",
}


def make_people() -> dict[str, User]:
    """Users with the password of the demo and a verified address, by email."""
    password = make_password(DEMO_PASSWORD)  # slow on purpose, so once for all
    people = {}
    for email, name in NAMES.items():
        administers = email == ADMINISTRATOR
        user = User.objects.create(
            email=email,
            full_name=name,
            password=password,
            is_staff=administers,
            is_superuser=administers,
        )
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        people[email] = user
    return people


def are_there() -> bool:
    return User.objects.filter(email=OWNER).exists()


def join_others(
    people: dict[str, User],
    enterprise: Organisation,
    association: Organisation,
    now: datetime,
) -> None:
    """The colleague joins the enterprise, one works for the association, one where most requests wait."""
    waiting = Count("leads", filter=Q(leads__state=Lead.State.NEW))
    provider = (
        Provider.objects.annotate(waiting=waiting).order_by("-waiting", "slug").first()
    )
    role, by = Membership.Role, people[OWNER]
    add_member(
        organisation=enterprise,
        user=people[COLLEAGUE],
        role=role.MEMBER,
        by=by,
        now=now,
    )
    add_member(
        organisation=association,
        user=people[ASSOCIATION],
        role=role.OWNER,
        by=None,
        now=now,
    )
    add_member(
        organisation=provider.organisation,
        user=people[PROVIDER],
        role=role.OWNER,
        by=None,
        now=now,
    )
