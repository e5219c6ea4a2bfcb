"""What pages of a team say of roles, invitations and what cannot be done."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import ROLES_OF, Membership, Organisation

Role = Membership.Role
Kind = Organisation.Kind

ROLES = {
    Role.MANAGER: _("Manager"),
    Role.OFFICER: _("Officer"),
    Role.REVIEWER: _("Reviewer"),
    Role.READER: _("Reader"),
}
# What each may, as whoever chooses one reads it.
_MAY = {
    Kind.ASSOCIATION: {
        Role.MANAGER: _(
            "Everything: colleagues and their roles, the profile, members, campaigns, reviews."
        ),
        Role.OFFICER: _(
            "Members, requests, campaigns and calls; invites officers and readers."
            " Reviews nothing."
        ),
        Role.REVIEWER: _("Says whether evidence proves an answer. Reads all the rest."),
        Role.READER: _("Reads everything, changes nothing."),
    },
    Kind.PROVIDER: {
        Role.MANAGER: _(
            "Everything: colleagues and their roles, the profile, solutions and prices, requests."
        ),
        Role.OFFICER: _(
            "Answers requests; invites officers and readers."
            " Changes neither profile nor prices."
        ),
        Role.READER: _("Reads everything, changes nothing."),
    },
}
# What the letter says one does there.
WHAT_FOR = {
    Kind.ASSOCIATION: _(
        "There you follow how digital your members are and help them on."
    ),
    Kind.PROVIDER: _(
        "There you answer enterprises that ask for help, and say what your company offers."
    ),
}
STATES = {
    "sent": pgettext_lazy("invitation", "Letter sent"),
    "lost": pgettext_lazy("invitation", "The letter did not arrive"),
    "opened": pgettext_lazy("invitation", "Opened, not accepted yet"),
    "accepted": pgettext_lazy("invitation", "Accepted"),
    "ended": pgettext_lazy("invitation", "Ended"),
    "expired": pgettext_lazy("invitation", "Run out"),
}
_PROBLEMS = {
    "works_there": _("Somebody with this address works here already."),
    "invited_as_more": _(
        "A manager has invited this person already, to do more than you can offer."
    ),
    "too_many_invitations": _(
        "%(most)s invitations are open. End some of them before you send more."
    ),
    "letter_not_sent": _(
        "No letter arrives at this address. Please check it, or ask for another one."
    ),
    "invitation_over": _(
        "This invitation is over: it was accepted, ended, or has run out."
    ),
    "too_many_letters": _("That were many letters at once. Please wait an hour."),
    "last_manager": _(
        "Somebody has to manage the team. Make another colleague manager first."
    ),
    "own_step_first": _("Set up the second step of your own account first."),
}


def problem(code: str, **params: object) -> str | Promise:
    words = _PROBLEMS[code]
    return words % params if params else words


def may_in(kind: str, role: str) -> Promise:
    return _MAY[Kind(kind)][Role(role)]


def roles_in(kind: str) -> list[tuple[Promise, Promise]]:
    """The names of the roles there are, each with what it may."""
    return [(ROLES[role], may_in(kind, role)) for role in ROLES_OF[Kind(kind)]]
