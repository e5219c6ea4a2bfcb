"""The words for what cannot be done with a review, by code. Text lives at the edge."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PROBLEMS = {
    "open_already": _("Somebody has begun to review this result already."),
    "not_shared": _(
        "The enterprise does not let the association see its answers any more."
    ),
    "replaced": _("The enterprise has sent a correction since; review that one."),
    "period_locked": _("This period is locked: nothing of it is reviewed any more."),
    "nothing_to_review": _(
        "There is no answer here that this kind of review looks at."
    ),
    "closed": _("This review is over; nothing was changed."),
    "not_reviewer": _("This person does not review for the association."),
    "same_organisation": _(
        "Whoever belongs to the enterprise cannot review it. Please choose somebody else."
    ),
    "had_part": _(
        "This person was part of the first review. An appeal is for somebody else."
    ),
    "assigned_already": _("This person has had this review already."),
    "enough_reviewers": _("Enough people are looking at it."),
    "work_began": _(
        "This person has begun already, so it stays with them. They can abstain."
    ),
    "reason_missing": _("Please say why, so that everybody can follow it."),
    "question_missing": _("Please type what you want to ask the enterprise."),
    "level_missing": _("Please choose the level that you find right."),
    "same_level": _(
        "This is the declared level. Choose another one, or accept the answer."
    ),
    "other_level": _(
        "You chose another level. To give it press “Another level”, or choose the declared "
        "one to accept the answer."
    ),
    "nothing_declared": _(
        "The enterprise has not answered this. Please choose the level that you find right and "
        "press “Another level”."
    ),
    "level_out_of_range": _("There is no such level here."),
    "unknown_question": _("This answer is not part of the review."),
    "reply_missing": _("Please type your reply."),
    "not_asked_back": _("This question has been replied to already."),
    "not_finished": _("Some answers are still open; the list shows which."),
    "not_apart": _("There is nothing to settle here any more."),
    "not_decided": _("This review is not finished yet."),
    "final": _("Another reviewer has been asked for already; what they find is final."),
    "too_late": _("The days in which another reviewer could be asked for are over."),
    "nothing_disputed": _(
        "The review left every answer as you gave it, so there is nothing to look at again."
    ),
    "days_turned": _("The last day lies before the first one."),
    "period_not_over": _(
        "This period is not over yet. Please choose days in the past."
    ),
    "locked_already": _("Some of these days are locked already."),
    "still_open": _(
        "%(number)s reviews of these days are not over, or the enterprise may still ask for "
        "another reviewer. Please finish them first."
    ),
}


def problem(code: str, **params: object) -> str:
    words: Promise = PROBLEMS[code]
    return str(words) % params if params else str(words)
