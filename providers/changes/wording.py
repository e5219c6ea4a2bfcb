"""What cannot be done with an entry, in words."""

from django.utils.translation import gettext_lazy as _

from providers import wording

_PROBLEMS = {
    "asked_at_once": _(
        "A colleague has just asked for another change of this. Please look at it first."
    ),
    "not_pending": _("This change is not waiting any more: somebody has judged it."),
    "own_change": _("Nobody judges what is of their own company."),
    "change_reason_missing": _("Please say why: the provider reads it."),
    "stands_otherwise": _(
        "What stands has changed since this was asked for. Please decline it, so that the"
        " provider looks at it again."
    ),
    "too_many_solutions": _("These are as many solutions as one provider can have."),
    "not_judged": _("An officer looks at it first; then it can be switched on."),
    "too_many_pictures": _("These are as many files as fit. Take one away first."),
}


def problem(code: str) -> str:
    """Of an entry, or what all of providers have in common."""
    return str(_PROBLEMS[code]) if code in _PROBLEMS else wording.problem(code)
