"""What a browser holds without an account: enterprises it began, or opened by a link to go on.

The one it began in decides who else does: it can shut out every browser that came by a link.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from accounts.models import Organisation

VISIT = 60 * 60 * 24  # seconds
# Names in the session: public ids of enterprises begun here, and by public id of those
# opened by a link how often their links had been ended by then.
BEGUN = "held_enterprises"
RESUMED = "resumed_enterprises"
# Whether a link was ever sent from here: without one nobody else can have come by a link.
SENT = "has_sent_link"
# The box in the form of signing up: what shall not go into the account.
LEFT = "leave"


@dataclass(frozen=True)
class Held:
    begun: frozenset[str] = frozenset()
    resumed: Mapping[str, int] = field(default_factory=dict)

    def has_begun(self, enterprise: Organisation) -> bool:
        return str(enterprise.public_id) in self.begun

    def has(self, enterprise: Organisation) -> bool:
        """Whether it was begun here, or opened by a link that nobody has ended since."""
        if self.has_begun(enterprise):
            return True
        ended = self.resumed.get(str(enterprise.public_id))
        return ended == enterprise.links_ended

    def enterprises(self) -> QuerySet[Organisation]:
        """Those that nobody has claimed yet."""
        held = Q(public_id__in=self.begun)
        for public_id, ended in self.resumed.items():
            held |= Q(public_id=public_id, links_ended=ended)
        return Organisation.objects.filter(held, claimed_at__isnull=True)


def held_in(request: HttpRequest) -> Held:
    session = request.session
    return Held(
        begun=frozenset(session.get(BEGUN, ())),
        resumed=session.get(RESUMED, {}),
    )


def is_claimed(enterprise: Organisation) -> bool:
    """Whether it ever belonged to an account.

    If that account is deleted, the enterprise does not fall back to the browser it began in.
    """
    return enterprise.claimed_at is not None


def hold(request: HttpRequest, enterprise: Organisation) -> None:
    """Let this browser go on with an unclaimed enterprise that it began."""
    remember(request, BEGUN, enterprise)
    stay(request)


def hold_by_link(request: HttpRequest, enterprise: Organisation) -> None:
    """Let this browser go on with an unclaimed enterprise until its links are ended."""
    resumed = request.session.get(RESUMED, {})
    resumed[str(enterprise.public_id)] = enterprise.links_ended
    request.session[RESUMED] = resumed
    stay(request)
    _read_anew(request)


def note_link_sent(request: HttpRequest) -> None:
    request.session[SENT] = True


def may_be_asked_for(request: HttpRequest) -> bool:
    """Whether somebody else can have come to what was begun here."""
    session = getattr(request, "session", {})
    return bool(session.get(BEGUN) and session.get(SENT))


def remember(request: HttpRequest, name: str, opened: Model) -> None:
    """Add its public id to those of this name in the session."""
    public_id = str(opened.public_id)
    known = request.session.get(name, [])
    if public_id not in known:
        request.session[name] = [*known, public_id]
        _read_anew(request)


def remember_visit(request: HttpRequest, name: str, opened: Model) -> None:
    """For a day where it is all that this browser has: its link opens it again."""
    is_all = not request.session.keys()
    remember(request, name, opened)
    if is_all:
        request.session.set_expiry(VISIT)


def stay(request: HttpRequest) -> None:
    """What is held without an account is held as long as the site's settings say."""
    if not request.user.is_authenticated:
        request.session.set_expiry(None)


def _read_anew(request: HttpRequest) -> None:
    """The rest of this request sees what has just been opened."""
    request.__dict__.pop("_visitor", None)


def left_out(request: HttpRequest) -> list[str]:
    """Public ids of what was ticked as not to be kept, as far as they are held here."""
    held = held_in(request)
    known = held.begun.union(held.resumed)
    ticked = request.POST.getlist(LEFT)
    return [public_id for public_id in ticked if public_id in known]
