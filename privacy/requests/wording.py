"""The words for what is wrong with a request, by its code. Text lives at the edge."""

from django.utils.translation import gettext_lazy as _

PROBLEMS = {
    "choice_missing": _("Please say for each business what becomes of it."),
    "not_a_colleague": _("This colleague does not belong to the business any more."),
    "closed": _("This request is closed already."),
    "acknowledged_already": _("This request was acknowledged already."),
    "extended_already": _("A term is extended once only."),
    "too_late": _("The term is over: it can no longer be extended."),
    "reason_missing": _("Please write what the person is told."),
}
