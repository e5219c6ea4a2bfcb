"""The people of the stories: owners, colleagues, staff here and there, administrators."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.db.models import Model
from django.test import Client

from accounts.access.scopes import Scope
from accounts.models import Consent, Organisation, User
from accounts.services import give_consent
from associations.consents.texts import CURRENT, WORDINGS
from associations.models import Affiliation
from tests.builders import NOW, make_membership, make_organisation, make_user


@dataclass(frozen=True)
class Persona:
    user: User
    organisation: Organisation | None
    client: Client


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def remembering(client: Client, key: str, thing: Model) -> Client:
    """The browser that began an enterprise without an account (BEGUN) or opened a link (SHARED)."""
    session = client.session
    session[key] = [str(thing.public_id)]
    session.save()
    return client


def make_persona(
    email: str, organisation: Organisation | None = None, role: str = "", **user
) -> Persona:
    """A signed-in user with a confirmed address, member of the organisation if one is given."""
    person = make_user(email, **user)
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    if organisation:
        make_membership(person, organisation, role)
    return Persona(person, organisation, signed_in(person))


def make_owner(
    email: str = "chu@quanpho.example", name: str = "Quán phở Hòa Bình"
) -> Persona:
    return make_persona(email, make_organisation(name=name))


def make_colleague(
    owner: Persona, email: str = "dongnghiep@quanpho.example"
) -> Persona:
    return make_persona(email, owner.organisation, "member")


def make_staff(
    name: str = "Hội Lương thực Thực phẩm",
    email: str = "nhanvien@hoi.example",
    role: str = "manager",
) -> Persona:
    """Somebody who works for an association."""
    return make_persona(email, make_organisation("association", name), role)


def make_provider_staff(
    name: str = "Phần mềm Sao Mai", email: str = "nhanvien@saomai.example"
) -> Persona:
    return make_persona(email, make_organisation("provider", name), "officer")


def make_administrator(email: str = "quantri@thanhpho.example") -> Persona:
    return make_persona(email, is_staff=True, is_superuser=True)


def make_affiliation(
    enterprise: Organisation, association: Organisation, **fields
) -> Affiliation:
    return Affiliation.objects.create(
        enterprise=enterprise, association=association, **{"since": NOW, **fields}
    )


def make_share(
    enterprise: Organisation,
    association: Organisation,
    scope: str = "aggregate",
    by: User | None = None,
    wording: str = CURRENT.id,
) -> Consent:
    """A member lets its association see as far as `scope`, in the words of `wording`."""
    Affiliation.objects.get_or_create(
        enterprise=enterprise, association=association, defaults={"since": NOW}
    )
    return give_consent(
        enterprise=enterprise,
        grantee=association,
        purpose=Consent.Purpose.FOLLOW,
        items=WORDINGS[wording].scopes[Scope[scope.upper()]].items,
        text_version=wording,
        by=by,
        now=NOW,
    )
