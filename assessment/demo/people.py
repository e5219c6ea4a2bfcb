"""The people of the demo who can sign in, one for each role (accounts.demo)."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db.models import Count, Q

from accounts.demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from accounts.models import Membership, Organisation, User
from accounts.services import add_member
from assessment.demo.population import demo_file
from providers.models import Lead, Provider

OWNER, COLLEAGUE, ASSOCIATION, PROVIDER, AGENCY, ADMINISTRATOR, REVIEWER, *_STAFF = (
    account.email for account in DEMO_ACCOUNTS
)
NAMES = {
    OWNER: "Trần Thị Hạnh",
    COLLEAGUE: "Võ Minh Khoa",
    ASSOCIATION: "Lê Ngọc Mai",
    PROVIDER: "Đỗ Hữu Phúc",
    AGENCY: "Phan Thị Thu Hà",
    ADMINISTRATOR: "Quản trị viên",
    REVIEWER: "Bùi Quang Nam",
}


def staff_of(association: str) -> dict[str, dict]:
    """Who works there besides, by email: name and role, as the file of associations has them."""
    (row,) = (
        each
        for each in demo_file("associations")["associations"]
        if each["id"] == association
    )
    return {person["email"]: person for person in row["staff"]}


def _names() -> dict[str, str]:
    names = dict(NAMES)
    for row in demo_file("associations")["associations"]:
        names |= {person["email"]: person["name"] for person in row["staff"]}
    return names


def make_people() -> dict[str, User]:
    """Users with the password of the demo and a verified address, by email."""
    password = make_password(DEMO_PASSWORD)  # slow on purpose, so once for all
    people = {}
    for email, name in _names().items():
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
    """A colleague joins the enterprise; others work for an association and a provider."""
    member, manager = Membership.Role.MEMBER, Membership.Role.MANAGER
    reviewer = Membership.Role.REVIEWER
    provider = _busiest_provider().organisation
    places = (
        (people[COLLEAGUE], enterprise, member, people[OWNER]),
        (people[ASSOCIATION], association, manager, None),
        (people[REVIEWER], association, reviewer, people[ASSOCIATION]),
        (people[PROVIDER], provider, manager, None),
    )
    for user, organisation, role, by in places:
        add_member(organisation=organisation, user=user, role=role, by=by, now=now)


def join_associations(
    people: dict[str, User],
    associations: dict[str, Organisation],
    now: datetime,
) -> None:
    """Each in the role that the file of associations tells."""
    for key, association in associations.items():
        for email, person in staff_of(key).items():
            add_member(
                organisation=association,
                user=people[email],
                role=person["role"],
                by=None,
                now=now,
            )


def _busiest_provider() -> Provider:
    """Where most requests wait: its list has something to show."""
    waiting = Count("leads", filter=Q(leads__state=Lead.State.SENT))
    providers = Provider.objects.annotate(waiting=waiting)
    return providers.order_by("-waiting", "slug").first()
