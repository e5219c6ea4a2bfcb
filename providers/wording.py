"""The words for codes of matching and leads. Text lives at the edge."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

RULES = {
    "budget": _("your budget"),
    "capacity": _("places left this month"),
    "paused": _("who takes no new requests for now"),
    "area": _("the area they work in"),
    "size": _("the size of enterprise they are made for"),
    "sector": _("the line of business they are made for"),
    "vetted": _("vetting: who has been checked and is valid today"),
}

LEFT_OUT = {
    "budget": _("Costs %(yearly)s in the first year, above your budget of %(budget)s."),
    "capacity": _("Full this month: takes %(capacity)s new requests a month."),
    "paused": _("Takes no new requests until %(until)s."),
    "paused_openly": _("Takes no new requests for now."),
    "conflict": _("Belongs to the same people or company as your enterprise."),
    "area": _("Works on site only, and not in %(area)s."),
    "size": _("Made for another size of enterprise: %(sizes)s."),
    "sector": _("Made for other lines of business: %(sectors)s."),
    # True whether it ran out, was suspended or was taken away: which, is told to the provider.
    "vetted": _("Was vetted until %(until)s, and is not any more."),
    "never_vetted": _("Has not been vetted yet."),
}

WHY = {
    "lacking_pillar": _(
        "Raises a pillar you need at level %(level)s for the next level: %(pillars)s."
    ),
    "sector": _("Made for your line of business: %(sector)s."),
    "size": _("Made for enterprises of your size: %(size)s."),
    "near": _("Works in your area: %(area)s."),
    "online": _("Can do the work online."),
}

PRICES = {
    "once": _("%(range)s, paid once"),
    "month": _("%(range)s a month"),
    "year": _("%(range)s a year"),
    "user_month": _("%(range)s for each user and month"),
}

BASES = {
    "once": _("the lower price, paid once"),
    "month": _("12 months at the lower price"),
    "year": _("one year at the lower price"),
    "user_month": _("12 months at the lower price for each of your employees"),
}

KINDS = {
    "software": _("Software"),
    "service": _("Service"),
    "training": _("Training"),
    "hardware": _("Equipment"),
    "consulting": _("Consulting"),
}

UNITS = {
    "once": _("once"),
    "month": _("per month"),
    "year": _("per year"),
    "user_month": _("per user and month"),
}

# By how many levels an answer rises.
LIFTS = {
    1: _("some help towards it"),
    2: _("does it"),
    3: _("does it well"),
    4: _("does it better than usual"),
    5: _("does all there is to it"),
}

CONFIDENCE = {
    "official_excerpt": _("seen in the text of the decree"),
    "two_sources": _("two sources agree, not checked against the decree itself"),
    "single_secondary": _("one source only, please ask before you count on it"),
    "inferred": _("worked out from other rules, please ask before you count on it"),
    "assumed": _("assumed, please ask before you count on it"),
}

STATES = {
    "sent": _("waiting for an answer"),
    "accepted": _("accepted"),
    "talking": _("in talks"),
    "offered": _("offer made"),
    "agreed": _("agreed"),
    "delivered": _("delivered"),
    "closed": _("finished"),
    "declined": _("declined"),
    "released": _("not answered in time"),
    "expired": _("ran out"),
    "returned": _("returned"),
    "withdrawn": _("withdrawn"),
}
STATE_BADGES = {
    "sent": "warn",
    "accepted": "good",
    "talking": "good",
    "offered": "warn",
    "agreed": "good",
    "delivered": "warn",
    "closed": "quiet",
    "declined": "bad",
    "released": "bad",
    "expired": "quiet",
    "returned": "warn",
    "withdrawn": "quiet",
}

# For whoever comes second, by the side that was first.
MOVED_ON = {
    "enterprise": _(
        "Meanwhile the enterprise has acted: this request is now “%(state)s”."
        " Please look at it again."
    ),
    "provider": _(
        "Meanwhile the provider has acted: this request is now “%(state)s”."
        " Please look at it again."
    ),
    "clock": _(
        "Meanwhile its time was up: this request is now “%(state)s”."
        " Please look at it again."
    ),
}

PROBLEMS = {
    "consent_missing": _(
        "Without your agreement we pass nothing on. Please tick the box if you agree."
    ),
    "not_a_member": _("Your enterprise does not belong to this association."),
    "nobody_asked": _("Please tick at least one provider to ask."),
    "not_suggested": _("This solution is not among the suggestions for this result."),
    "not_vetted": _(
        "This provider is not vetted at the moment, so requests cannot be passed on to it."
    ),
    "conflict": _(
        "This provider belongs to the same people or company as your enterprise:"
        " it is not for us to bring you together."
    ),
    "paused": _("This provider takes no new requests for now."),
    "pause_is_over": _("The last day of a pause is today or later."),
    "full_this_month": _(
        "This provider has taken all the requests it can take this month."
        " Please try again next month."
    ),
    "already_asked": _(
        "You have already asked this provider, and that request is still open."
    ),
    "asked_too_often": _(
        "You have asked this provider several times today. Please try again tomorrow."
    ),
    "message_missing": _("Please write something, or add a file."),
    "too_many_messages": _("This request has all the messages it can hold."),
    "too_many_files": _("This request has all the files it can hold."),
    "file_not_stored": _(
        "The file could not be kept just now. Please try again in a while."
    ),
    "dates_in_wrong_order": _("The work cannot end before it begins."),
    "another_offer": _(
        "The provider has made another offer meanwhile. Please read that one first."
    ),
    "said_already": _("You have said already what came of it."),
    "reason_missing": _(
        "Please say why: the enterprise reads it and knows what to do next."
    ),
    "contact_closed": _(
        "The contact details are closed: the enterprise keeps them to itself or has"
        " withdrawn, or you have not accepted yet."
    ),
    "wording_changed": _(
        "The wording has changed since you opened this page. Please read it again, then agree."
    ),
}


def problem(code: str) -> str:
    return str(PROBLEMS[code])


def trouble_with(code: str, params: Mapping) -> str:
    """Also of a request that somebody else has moved meanwhile."""
    if code != "moved_on":
        return problem(code)
    state = STATES[params["state"]]
    return str(MOVED_ON[params["side"]]) % {"state": state}
