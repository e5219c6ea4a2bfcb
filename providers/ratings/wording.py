"""The words of ratings. Text lives at the edge."""

from django.utils.translation import gettext_lazy as _

ASPECTS = {
    "quality": _("Quality of the work"),
    "price": _("Price kept"),
    "time": _("Time kept"),
    "support": _("Help afterwards"),
}

PROBLEMS = {
    "not_delivered": _("One can rate once the work was delivered."),
    "stars_missing": _("Please give one to five stars."),
    "rated_already": _("You have rated this work already."),
    "rating_of_oneself": _(
        "You belong to one of the two sides, or to the same house: nobody rates themself."
    ),
    "rating_same_browser": _(
        "Somebody of this provider uses the same browser: nobody rates themself."
    ),
    "reply_missing": _("Please type your reply."),
    "replied_already": _("There is a reply already; each rating has one."),
    "reason_missing": _("Please say why, so that everybody can follow it."),
}


def problem(code: str) -> str:
    return str(PROBLEMS[code])
