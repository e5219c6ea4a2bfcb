"""Words of letters, states and reasons of requests."""

from django.utils.translation import gettext_lazy as _

# The subject and the sentence of a letter, by whom it is for and what happened.
NEWS = {
    ("enterprise", "lead.asked"): (
        _("Your request is with the provider"),
        _("The provider has your request. We write to you as soon as it answers."),
    ),
    ("enterprise", "lead.reminded"): (
        _("Your answer is waited for"),
        _("Your request to this provider waits for you."),
    ),
    ("enterprise", "lead.returned"): (
        _("The provider has sent your request back"),
        _("It cannot deal with the request as it is. Read why, and what you can do."),
    ),
    ("enterprise", "lead.offered"): (
        _("The provider has made an offer"),
        _("Read what it would do, for how much and by when, and answer it."),
    ),
    ("enterprise", "lead.delivered"): (
        _("The provider says that the work is done"),
        _("Please look whether it is so, and say what came of it."),
    ),
    ("enterprise", "lead.closed"): (
        _("Your request is finished"),
        _("What both sides said of it stands on its page."),
    ),
    ("enterprise", "lead.released"): (
        _("No answer in time: you are free to ask somebody else"),
        _(
            "The provider has not answered within three working days. Your request has"
            " ended, and it sees nothing of your enterprise any more."
        ),
    ),
    ("enterprise", "lead.expired"): (
        _("Your request has run out"),
        _(
            "Nothing came of it in time, so it has ended, and the provider sees nothing"
            " of your enterprise any more."
        ),
    ),
    ("enterprise", "lead.message"): (
        _("A message from the provider"),
        _("The provider has written to you about your request."),
    ),
    ("enterprise", "lead.outcome"): (
        _("The provider has said what came of it"),
        _("Please say it too: with both your words the request is finished."),
    ),
    ("provider", "lead.reminded"): (
        _("A request waits for you"),
        _("An enterprise waits for your answer to its request."),
    ),
    ("provider", "lead.offer_refused"): (
        _("An enterprise would like another offer"),
        _("It did not agree to your offer, and would like to go on talking."),
    ),
    ("provider", "lead.agreed"): (
        _("An enterprise has agreed to your offer"),
        _("What was agreed stands on the page of the request."),
    ),
    ("provider", "lead.delivered"): (
        _("An enterprise says that the work is done"),
        _("Please say what came of it."),
    ),
    ("provider", "lead.not_delivered"): (
        _("An enterprise says that the work is not done yet"),
        _("Read on the page of the request what was agreed, and write to it."),
    ),
    ("provider", "lead.closed"): (
        _("A request is finished"),
        _("What both sides said of it stands on its page."),
    ),
    ("provider", "lead.mended"): (
        _("A request was mended and is back"),
        _("The enterprise has corrected what was wrong. Please accept or decline."),
    ),
    ("provider", "lead.released"): (
        _("A request has ended without an answer"),
        _(
            "Nobody answered within three working days. The enterprise was told and is"
            " free to ask somebody else."
        ),
    ),
    ("provider", "lead.expired"): (
        _("A request has run out"),
        _("Nothing came of it in time, so it has ended. The enterprise was told."),
    ),
    ("provider", "lead.message"): (
        _("A message on a request"),
        _("An enterprise has written to you about its request."),
    ),
    ("provider", "lead.outcome"): (
        _("An enterprise has said what came of it"),
        _("Please say it too: with both your words the request is finished."),
    ),
}

# In the letter of the day.
LINES = {
    **{key: subject for key, (subject, _sentence) in NEWS.items()},
    ("enterprise", "lead.accepted"): _("The provider has accepted your request"),
    ("enterprise", "lead.declined"): _("The provider cannot take on your request"),
    ("provider", "lead.asked"): _("An enterprise asks you to get in touch"),
    ("provider", "lead.withdrawn"): _("A request has been withdrawn"),
}

RETURNED = {
    "wrong_contact": _("The contact details are wrong"),
    "duplicate": _("We have the same request already"),
    "outside": _("It is outside of what we offer"),
}

# How long until something is heard, by who reads it and how the request stands.
WAITS = {
    ("enterprise", "sent"): _(
        "You hear from the provider by the end of %(day)s. If it stays silent, your"
        " request comes back to you the next morning, and we name who else can help."
    ),
    ("enterprise", "accepted"): _(
        "The provider has accepted and gets in touch with you by the end of %(day)s."
    ),
    ("enterprise", "talking"): _(
        "You are in talks. You should have an offer by the end of %(day)s."
    ),
    ("enterprise", "offered"): _("Please answer the offer by the end of %(day)s."),
    ("enterprise", "agreed"): _(
        "Agreed. If nobody says by the end of %(day)s that the work is done, the"
        " request runs out."
    ),
    ("enterprise", "delivered"): _(
        "Please say by the end of %(day)s what came of it. After that the request is"
        " finished by itself."
    ),
    ("enterprise", "returned"): _(
        "The provider sent it back, since the contact details are wrong. Correct them"
        " by the end of %(day)s, and it goes to the provider again."
    ),
    ("provider", "sent"): _(
        "Please answer by the end of %(day)s. The enterprise was told so; after that"
        " its request goes back to it."
    ),
    ("provider", "accepted"): _("Please get in touch by the end of %(day)s."),
    ("provider", "talking"): _("Please make an offer by the end of %(day)s."),
    ("provider", "offered"): _(
        "The enterprise answers your offer by the end of %(day)s."
    ),
    ("provider", "agreed"): _(
        "Agreed. Please say by the end of %(day)s at the latest that the work is done."
    ),
    ("provider", "delivered"): _(
        "Please say by the end of %(day)s what came of it. After that the request is"
        " finished by itself."
    ),
}

# How a request that has ended came to its end.
ENDS = {
    ("enterprise", "closed"): _(
        "Finished. The provider's view of your enterprise has ended."
    ),
    ("enterprise", "declined"): _("The provider cannot take it on."),
    ("enterprise", "released"): _(
        "The provider did not answer in time. It sees nothing of your enterprise any more."
    ),
    ("enterprise", "expired"): _(
        "Its time was up before anything came of it. The provider sees nothing of your"
        " enterprise any more."
    ),
    ("enterprise", "returned"): _("The provider sent your request back."),
    ("enterprise", "withdrawn"): _(
        "Withdrawn. The provider can no longer see anything about your enterprise."
    ),
    ("provider", "closed"): _(
        "Finished. Nothing of the enterprise is open to you any more."
    ),
    ("provider", "declined"): _("You declined."),
    ("provider", "released"): _(
        "Nobody answered in time, so the request went back to the enterprise."
    ),
    ("provider", "expired"): _("Its time was up before anything came of it."),
    ("provider", "returned"): _("You sent it back to the enterprise."),
    ("provider", "withdrawn"): _(
        "The enterprise has withdrawn this request. Nothing of it is open to you any more;"
        " please delete what you have written down."
    ),
}

# What happened, one line each.
EVENTS = {
    "lead.asked": _("Request sent"),
    "lead.accepted": _("Accepted by the provider"),
    "lead.declined": _("Declined by the provider"),
    "lead.returned": _("Sent back by the provider"),
    "lead.mended": _("Contact corrected, sent again"),
    "lead.talking": _("Talks began"),
    "lead.offered": _("Offer made"),
    "lead.offer_refused": _("Another offer asked for"),
    "lead.agreed": _("Offer agreed to"),
    "lead.delivered": _("Work said to be done"),
    "lead.not_delivered": _("Work said not to be done yet"),
    "lead.outcome": _("One side said what came of it"),
    "lead.closed": _("Request finished"),
    "lead.withdrawn": _("Request withdrawn"),
    "lead.released": _("No answer in time"),
    "lead.expired": _("Ran out"),
    "lead.reminded": _("Reminder sent"),
    "lead.message": _("Message written"),
}
