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
