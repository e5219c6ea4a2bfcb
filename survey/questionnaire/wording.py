"""The words for how far a page of the questionnaire is done."""

from django.utils.translation import gettext_lazy as _

PAGE_STATES = {
    "done": _("done"),
    "started": _("in progress"),
    "todo": _("not started"),
    "free": _("optional"),
}
