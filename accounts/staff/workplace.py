"""Where people work for others: how the pages of a team are called and dressed, by kind."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.access.actions import Action, require
from accounts.access.visitors import visitor_of
from accounts.models import Organisation

Kind = Organisation.Kind
PAGES = (
    "team",
    "two_steps",
    "invite_colleague",
    "invite_again",
    "end_invitation",
    "colleague",
    "remove_colleague",
    "sign_out_colleague",
    "edit_profile",
)


@dataclass(frozen=True)
class Workplace:
    """namespace: of its addresses. menu: the template on top of its pages."""

    kind: str
    namespace: str
    menu: str

    @property
    def pages(self) -> dict[str, str]:
        """What templates lead to."""
        return {name: f"{self.namespace}:{name}" for name in PAGES}

    def own(
        self, request: HttpRequest, public_id, action: Action = Action.STAFF
    ) -> Organisation:
        """The one this visitor works for, and may do this in; else 404 or 403."""
        organisations = Organisation.objects.filter(kind=self.kind)
        organisation = get_object_or_404(organisations, public_id=public_id)
        require(visitor_of(request), action, organisation)
        return organisation

    def frame_of(self, organisation: Organisation) -> dict:
        """What each of its pages is drawn with."""
        return {"organisation": organisation, "pages": self.pages, "menu": self.menu}


ASSOCIATION = Workplace(
    Kind.ASSOCIATION, "associations", "associations/staff/menu.html"
)
PROVIDER = Workplace(Kind.PROVIDER, "providers", "providers/team/menu.html")


def first_page_of(organisation: Organisation) -> str:
    """Where a day's work begins."""
    is_provider = organisation.kind == Kind.PROVIDER
    page = "providers:desk" if is_provider else "associations:today"
    return reverse(page, args=[organisation.public_id])
