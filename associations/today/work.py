"""What waits in the lists of an association: of members, reviews, rounds typed and colleagues."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.access.actions import Action
from accounts.staff.queries import lost_invitations
from associations.members.queries import Filters as MemberFilters
from associations.members.queries import members_known
from associations.members.states import UNREACHED
from associations.models import Assignment
from associations.results.queries import Filters, shared_results
from associations.review.assignments.queries import appeals
from associations.today.sources import Desk, Source


def _requests(desk: Desk) -> int:
    return desk.to_follow_up["requests"]


REQUESTS = Source(
    Action.FOLLOW_UP,
    "requests",
    _requests,
    ngettext_lazy(
        "%(count)s request to join",
        "%(count)s requests to join",
        "count",
    ),
    _("They have asked to belong and see nothing until somebody answers."),
)


def _appeals(desk: Desk) -> int:
    return appeals(desk.association, desk.now).count()


APPEALS = Source(
    Action.MANAGE,
    "reviews",
    _appeals,
    ngettext_lazy(
        "%(count)s appeal to be answered",
        "%(count)s appeals to be answered",
        "count",
    ),
    _("Each was promised an answer by a certain day."),
    query={"xem": "khieu-nai"},
)


def _to_review(desk: Desk) -> int:
    return desk.reviews.get(Assignment.State.WAITING, 0)


TO_REVIEW = Source(
    Action.REVIEW,
    "review_queue",
    _to_review,
    ngettext_lazy(
        "%(count)s result for you to review",
        "%(count)s results for you to review",
        "count",
    ),
    _("They were given to you; what waits longest stands first."),
)


def _asked_back(desk: Desk) -> int:
    return desk.reviews.get(Assignment.State.ASKING, 0)


ASKED_BACK = Source(
    Action.REVIEW,
    "review_queue",
    _asked_back,
    ngettext_lazy(
        "%(count)s result that you asked something about",
        "%(count)s results that you asked something about",
        "count",
    ),
    _("The enterprise has not replied yet. If that takes long, a call helps."),
    query={"xem": "hoi-lai"},
)


def _evidence(desk: Desk) -> int:
    waiting = Filters(waiting=True)
    return shared_results(desk.association, waiting, desk.now).count()


EVIDENCE = Source(
    Action.REVIEW,
    "results",
    _evidence,
    ngettext_lazy(
        "%(count)s enterprise with evidence to look at",
        "%(count)s enterprises with evidence to look at",
        "count",
    ),
    _("They sent files to prove their answers, and want to know whether these do."),
    query={"cho": "1"},
)


def _typed(desk: Desk) -> int:
    return desk.to_follow_up["typed"]


TYPED = Source(
    Action.FOLLOW_UP,
    "assisted",
    _typed,
    ngettext_lazy(
        "%(count)s round typed for a member and not confirmed yet",
        "%(count)s rounds typed for members and not confirmed yet",
        "count",
    ),
    _("They count once their owners confirm. If that takes long, ring them."),
    query={"cho": "1"},
)


def _lost_invitations(desk: Desk) -> int:
    return len(lost_invitations(desk.association, desk.now))


LOST_INVITATIONS = Source(
    Action.MANAGE,
    "team",
    _lost_invitations,
    ngettext_lazy(
        "%(count)s invitation of a colleague that did not arrive",
        "%(count)s invitations of colleagues that did not arrive",
        "count",
    ),
    _("Look at the address: correct it, or send the letter again."),
    part="invited",
)


def _unreached(desk: Desk) -> int:
    unreached = MemberFilters(state=UNREACHED.code)
    return members_known(desk.association, unreached).count()


UNREACHED_MEMBERS = Source(
    Action.FOLLOW_UP,
    "members",
    _unreached,
    ngettext_lazy(
        "%(count)s member whom no letter reaches",
        "%(count)s members whom no letter reaches",
        "count",
    ),
    _("What was sent to their address came back: ring them for another one."),
    query={"tinh-trang": UNREACHED.word},
)


def _complaints(desk: Desk) -> int:
    return desk.of_providers["complaints"]


COMPLAINTS = Source(
    Action.VET,
    "complaints",
    _complaints,
    ngettext_lazy(
        "%(count)s complaint to decide",
        "%(count)s complaints to decide",
        "count",
    ),
    _("Both sides were promised a decision by a certain day."),
)
