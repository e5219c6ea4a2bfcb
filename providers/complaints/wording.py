"""The words for states, deadlines and news of complaints. Text lives at the edge."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

BADGES = {
    "open": "warn",
    "answered": "warn",
    "unanswered": "warn",
    "upheld": "bad",
    "refused": "quiet",
    "appealed": "warn",
    "upheld_final": "bad",
    "refused_final": "quiet",
    "withdrawn": "quiet",
}

# By kind of step: what a letter says first.
NEWS = {
    "opened": _("A complaint was opened about a request between you."),
    "answered": _("A complaint was answered."),
    "passed_on": _("A complaint was not answered in time. An officer decides now."),
    "upheld": _("A complaint was decided: it was upheld."),
    "refused": _("A complaint was decided: it was not upheld."),
    "appealed": _("Other people are to look at a complaint again."),
    "withdrawn": _("A complaint was taken back. There is nothing left to do."),
}

# By state: what whoever is to act next is reminded of.
DUTIES = {
    "open": _("A complaint waits for your answer."),
    "answered": _("A complaint waits for a decision."),
    "unanswered": _("A complaint waits for a decision."),
    "appealed": _("An appeal waits for a decision."),
}

# By state and who reads: what comes next, in front of the day by which it comes.
NEXT = {
    ("open", "other"): _("Please answer by"),
    ("open", "complainant"): _("The other side answers by"),
    ("open", "office"): _("The other side answers by"),
    ("answered", "office"): _("Please decide by"),
    ("answered", "complainant"): _("An officer decides by"),
    ("answered", "other"): _("An officer decides by"),
    ("unanswered", "office"): _("Please decide by"),
    ("unanswered", "complainant"): _("An officer decides by"),
    ("unanswered", "other"): _("You can still answer. An officer decides by"),
    ("upheld", "other"): _("You can ask once that other people look again, until"),
    ("upheld", "complainant"): _("The other side can appeal until"),
    ("refused", "complainant"): _(
        "You can ask once that other people look again, until"
    ),
    ("refused", "other"): _("The other side can appeal until"),
    ("appealed", "office"): _("Somebody who had no part in it decides by"),
    ("appealed", "complainant"): _("Somebody who had no part in it decides by"),
    ("appealed", "other"): _("Somebody who had no part in it decides by"),
}

CONFLICTS = {
    "belongs": _(
        "You belong to one of the two sides, or to the same house."
        " A colleague decides about this one."
    ),
    "colleagues": _(
        "You work elsewhere with somebody of one of the two sides."
        " A colleague decides about this one."
    ),
    "relation": _(
        "It was declared that you are near to this provider."
        " A colleague decides about this one."
    ),
    "had_part": _(
        "You decided about it the first time. An appeal is for somebody else."
    ),
}

PROBLEMS = {
    "complaint_moved_on": _(
        "Somebody was quicker: this complaint has moved on meanwhile."
        " What you wrote was not sent; see how it stands now."
    ),
    "not_your_turn": _("That is for the other side to do."),
    "words_missing": _("Please say in a few words what happened and why."),
    "wanted_missing": _("Please say what you ask for."),
    "category_unknown": _("Please choose what it is about."),
    "complained_already": _(
        "You have complained about this request already, and that is still looked into."
    ),
    "complained_too_often": _(
        "You have sent several complaints today. Please try again tomorrow."
    ),
    "appeal_too_late": _("The days in which one could appeal are over."),
    "conflict_of_officer": _(
        "You are too near to one of the sides to decide about it."
    ),
    "too_many_complaint_files": _("Each side can give ten files at most."),
    "complaint_closed": _("Nothing can be added to this complaint any more."),
    "verdict_missing": _("Please choose whether it is upheld."),
    "agree_complaint": _(
        "Without your agreement we pass nothing on. Please tick the box if you agree."
    ),
}
MENU = pgettext_lazy("menu", "Complaints")


def problem(code: str) -> str:
    return str(PROBLEMS[code])
