"""Who asks: whoever is signed in, or whoever opened a link that went to an address."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

from accounts.access.visitors import person_of
from accounts.models import User
from language.texts import language
from privacy.models import AddressLink
from privacy.persons.person import Person
from privacy.persons.queries import has_account, person_of_account, person_of_address
from privacy.requests.links import standing_link

# In the session: the public id of a link that was opened in this browser.
CONFIRMED = "confirmed_address"


@dataclass(frozen=True)
class Asking:
    user: User | None
    email: str
    language: str

    @property
    def person(self) -> Person:
        if self.user:
            return person_of_account(self.user)
        return person_of_address(self.email)

    @property
    def account(self) -> User | None:
        """That goes when the person is deleted: also one that may not sign in."""
        return self.person.user

    @property
    def has_to_sign_in(self) -> bool:
        """Only that way is all of an account seen and deleted."""
        return self.user is None and has_account(self.email)


def asking_in(request: HttpRequest) -> Asking | None:
    user = person_of(request)
    if user:
        return Asking(user, user.email, language())
    public_id = request.session.get(CONFIRMED)
    link = standing_link(public_id, timezone.now()) if public_id else None
    # Of a link only as long as it stands: a session may be older than its day.
    return Asking(None, link.email, language()) if link else None


def confirm(request: HttpRequest, link: AddressLink) -> None:
    request.session[CONFIRMED] = str(link.public_id)


def forget(request: HttpRequest) -> None:
    request.session.pop(CONFIRMED, None)
