"""The words for codes of vetting. Text lives at the edge."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PROBLEMS = {
    "not_now": _(
        "This has moved on since the page was opened. Please look at how it stands now."
    ),
    "open_already": _("There is an application under way already."),
    "stands_already": _("It is vetted already. It can be renewed before it runs out."),
    "too_early": _("It is too early to renew it."),
    "no_appeal": _(
        "There is no appeal here any more: it was made, or its days are over."
    ),
    "works_there": _(
        "Somebody of yours works for this association, so it cannot vet you."
        " Please ask another one."
    ),
    "same_company": _(
        "Both have the same tax code but for a branch, so one cannot judge the other."
    ),
    "incomplete": _("Something is missing still; the page names each of it."),
    "nothing_new": _(
        "An appeal needs new evidence: please add a document that was not there before."
    ),
    "unknown_criterion": _("There is no such criterion here."),
    "too_many_files": _("There are five documents here already. Take one away first."),
    "too_many_customers": _("Ten customers are enough."),
    "named_already": _("This address stands in the list already."),
    "own_address": _(
        "This is an address of your own. Please give one of the customer's."
    ),
    "reply_missing": _("Please reply to every question; they are sent together."),
    "answered_already": _("This was answered already. Thank you."),
    "not_answered": _("This customer has not answered, so there is nothing to doubt."),
    "reason_missing": _("Please say why, so that everybody can follow it."),
    "not_officer": _("You do not vet providers for this association."),
    "belongs": _("You belong to this provider, so somebody else judges it."),
    "same_employer": _(
        "You and somebody of this provider belong to the same business,"
        " so somebody else judges it."
    ),
    "relation": _(
        "A relation with this provider was declared. Somebody else judges it."
    ),
    "had_part": _("You had part in what is appealed against. It is for other people."),
    "not_theirs": _("This colleague cannot judge it. Please choose somebody else."),
    "taken_already": _("You have had this application already."),
    "enough_officers": _("Enough officers are looking at it."),
    "closed": _("This evaluation is over; nothing was changed."),
    "not_finished": _("Some criteria have no score yet."),
    "waits_for_answers": _("The provider has been asked; wait for its replies."),
    "points_out_of_range": _("Please choose one of the scores."),
    "complaint_open": _(
        "An upheld complaint still pauses this provider. It can be approved afterwards."
    ),
    "customers_missing": _(
        "Fewer customers have answered than the criteria ask for. Please say why it is"
        " approved all the same."
    ),
    "nothing_asked": _("No question is noted yet."),
    "asked_already": _(
        "The provider was asked already, and is asked only once: all questions together."
    ),
}
# What an application lacks, filled with its limits.
GAPS = {
    "empty": _("not filled in"),
    "yes": _("not confirmed"),
    "too_young": _("must be at least %(least)s days ago"),
    "too_few": _("must be at least %(least)s"),
    "too_many": _("must be at most %(most)s"),
    "file": _("document missing (%(least)s needed)"),
    "customers": _("%(named)s of %(least)s customers named"),
}
STATE_BADGES = {
    "draft": "quiet",
    "sent": "warn",
    "asked": "warn",
    "apart": "warn",
    "settled": "warn",
    "returned": "warn",
    "withdrawn": "quiet",
    "accepted": "good",
    "declined": "bad",
    "suspended": "bad",
    "revoked": "bad",
    "expired": "quiet",
    "replaced": "quiet",
}
STEPS = {
    "send": _("Application sent"),
    "ask": _("Questions asked"),
    "answer": _("Questions answered"),
    "differ": _("Two officers were far apart: a third looks"),
    "agree": _("Evaluated"),
    "give_back": _("Returned to be completed"),
    "take_back": _("Taken back by the provider"),
    "accept": _("Vetted"),
    "decline": _("Declined"),
    "suspend": _("Suspended"),
    "lift": _("Suspension lifted"),
    "revoke": _("Vetting withdrawn"),
    "run_out": _("Ran out"),
    "replace": _("Replaced by a newer decision"),
}
# What happens next, as the provider reads it.
NEXT = {
    "draft": _("Fill in each part. Nothing is sent until you press the button."),
    "sent": _("Two officers look at it, each alone. You need do nothing now."),
    "asked": _("Please reply to all questions together."),
    "apart": _(
        "Two officers were far apart, so a third looks. You need do nothing now."
    ),
    "settled": _("It has been evaluated. The decision comes next."),
    "returned": _(
        "Everything you entered is still here. Complete it and send it again."
    ),
    "withdrawn": _("You took it back. You can apply again at any time."),
    "accepted": _("You stand in the directory and are suggested where you fit."),
    "declined": _("You can appeal once with new evidence, or apply again."),
    "suspended": _("Until this is lifted you are suggested to nobody."),
    "revoked": _("You are suggested to nobody. You can appeal once with new evidence."),
    "expired": _("It ran out. Apply again; what you entered is kept."),
    "replaced": _("A newer decision has taken its place."),
}
# Letters: their subject and their one sentence.
TO_PROVIDER: dict[str, tuple[Promise, Promise]] = {
    "received": (
        _("Your application has arrived"),
        _("Two officers evaluate it, each alone. We write when there is news."),
    ),
    "asked": (
        _("Questions about your application"),
        _("Please reply to all of them together; otherwise it is returned to you."),
    ),
    "returned": (
        _("Your application is returned to be completed"),
        _("Nothing is lost: complete what is missing, and send it again."),
    ),
    "accepted": (
        _("You are vetted"),
        _("From today you stand in the directory. The reasons are on the page."),
    ),
    "declined": (
        _("Your application was declined"),
        _("The reasons are on the page. You can appeal once with new evidence."),
    ),
    "suspended": (
        _("Your vetting is suspended"),
        _("The reason is on the page, and what you can do about it."),
    ),
    "revoked": (
        _("Your vetting was withdrawn"),
        _("The reason is on the page. You can appeal once with new evidence."),
    ),
    "lifted": (
        _("The suspension is over"),
        _("You stand in the directory again, and are suggested where you fit."),
    ),
    "reminder": (
        _("Your vetting runs out soon"),
        _("Renew it in time: what you entered is kept, and no day is lost."),
    ),
    "over": (
        _("Your vetting has run out"),
        _("You are suggested no more. Apply again; what you entered is kept."),
    ),
}
TO_OFFICERS: dict[str, tuple[Promise, Promise]] = {
    "applied": (
        _("A provider applies"),
        _("Two officers are needed, each judging alone. Please take it on if you can."),
    ),
    "handed": (
        _("An application was handed to you"),
        _("Please evaluate it, alone. If you cannot, give it back on its page."),
    ),
    "answered": (
        _("A provider has replied to your questions"),
        _("You can go on with the evaluation."),
    ),
    "apart": (
        _("A third officer is needed"),
        _("Two evaluations are more than one band apart. What a third finds stands."),
    ),
    "settled": (
        _("A provider is evaluated"),
        _("It can be decided now, with reasons."),
    ),
}


def problem(code: str) -> str:
    return str(PROBLEMS[code])
