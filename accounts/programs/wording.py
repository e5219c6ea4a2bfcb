"""What a program may do, in the words of the page."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.access.programs import Right

RIGHTS = {
    Right.READ_ASSESSMENTS: _("Read assessments, answers and results"),
    Right.WRITE_ASSESSMENTS: _("Begin assessments, write answers, send them off"),
    Right.READ_PLANS: _("Read the plan"),
    Right.READ_LEADS: _("Read requests to providers"),
    Right.WRITE_LEADS: _("Answer requests to providers, and move them on"),
    Right.READ_FIGURES: _("Read the figures of an association"),
    Right.WRITE_WEBHOOKS: _("Set up notices to a provider's own system"),
}
PROBLEMS = {
    "too_many_tokens": ngettext_lazy(
        "You have %(most)s token already. Please end one first.",
        "You have %(most)s tokens already. Please end one first.",
        "most",
    ),
}


def right_names(rights: Iterable[str]) -> list[str]:
    """Of those that are known today."""
    return [str(RIGHTS[Right(each)]) for each in rights if each in set(Right)]
