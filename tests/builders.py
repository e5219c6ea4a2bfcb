"""Small builders for tests: each makes one thing with sensible values and takes what matters as keywords."""

from datetime import UTC, datetime

from accounts.models import Membership, Organisation, User

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
PASSWORD = "mot-mat-khau-dai-2026"


def make_user(email: str = "chu@quanpho.example", **fields) -> User:
    return User.objects.create_user(email, PASSWORD, **fields)


def make_organisation(kind: str = "enterprise", name: str = "Quán phở Hòa Bình", **fields) -> Organisation:
    return Organisation.objects.create(kind=kind, name=name, **fields)


def make_membership(user: User, organisation: Organisation, role: str = "owner") -> Membership:
    return Membership.objects.create(user=user, organisation=organisation, role=role)
