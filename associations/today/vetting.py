"""What waits of providers that apply."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.access.actions import Action
from associations.today.sources import Desk, Source


def _with_me(desk: Desk) -> int:
    return desk.of_providers["with_me"]


VETTING_WITH_ME = Source(
    Action.VET,
    "vetting",
    _with_me,
    ngettext_lazy(
        "%(count)s provider that you have begun to evaluate",
        "%(count)s providers that you have begun to evaluate",
        "count",
    ),
    _("You took it on; it is decided once two have handed in."),
)


def _to_take(desk: Desk) -> int:
    return desk.of_providers["to_take"]


VETTING_TO_TAKE = Source(
    Action.VET,
    "vetting",
    _to_take,
    ngettext_lazy(
        "%(count)s provider that wants an officer to evaluate it",
        "%(count)s providers that want an officer to evaluate them",
        "count",
    ),
    _("Each was promised a decision by a certain day."),
)


def _to_decide(desk: Desk) -> int:
    return desk.of_providers["to_decide"]


VETTING_TO_DECIDE = Source(
    Action.VET,
    "vetting",
    _to_decide,
    ngettext_lazy(
        "%(count)s provider to be decided",
        "%(count)s providers to be decided",
        "count",
    ),
    _("Everybody has handed in; the provider waits for the reasons."),
)


def _changes(desk: Desk) -> int:
    return desk.of_providers["changes"]


CHANGES = Source(
    Action.VET,
    "changes",
    _changes,
    ngettext_lazy(
        "%(count)s change of a provider to compare",
        "%(count)s changes of providers to compare",
        "count",
    ),
    _("Until then everybody sees the old price."),
)
