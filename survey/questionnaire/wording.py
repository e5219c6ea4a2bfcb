"""The words for how far a page of the questionnaire is done."""

from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

PAGE_STATES = {
    "done": _("done"),
    "started": _("in progress"),
    "todo": _("not started"),
    "free": _("optional"),
}


def denied(ways: list[str]) -> str:
    """Why some tools of a list are folded away: what the firm said is not so."""
    words = get_text_list(ways)
    return gettext("You said that this is not so: %(ways)s.") % {"ways": words}
