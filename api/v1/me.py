"""What a program has in its hands: the token that it came with."""

from datetime import date, datetime
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Router

from accounts.access.visitors import visitor_of
from accounts.models import Organisation
from api.v1.rights import OPEN
from api.v1.shapes import Told

router = Router(auth=OPEN, tags=["token"])


class PlaceTold(Told):
    id: UUID
    kind: str
    name: str
    role: str


class TokenTold(Told):
    id: UUID
    name: str
    rights: list[str]
    made_at: datetime
    expires_at: datetime
    used_on: date | None
    organisations: list[PlaceTold]


@router.get(
    "", response=TokenTold, summary=_("This token, and where it opens something")
)
def token(request: HttpRequest) -> dict:
    token, roles = request.token, visitor_of(request).roles
    places = Organisation.objects.filter(pk__in=roles)
    return {
        "id": token.public_id,
        "name": token.name,
        "rights": token.rights,
        "made_at": token.made_at,
        "expires_at": token.expires_at,
        "used_on": token.used_on,
        "organisations": [_place(each, roles[each.pk]) for each in places],
    }


def _place(organisation: Organisation, role: str) -> dict:
    return {
        "id": organisation.public_id,
        "kind": organisation.kind,
        "name": organisation.name,
        "role": role,
    }
