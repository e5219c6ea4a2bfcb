"""What a side can do on the page of a request, each by a form of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from providers.errors import ProviderError
from providers.leads.forms import (
    AgreeForm,
    ContactForm,
    DeclineForm,
    MessageForm,
    OfferForm,
    OutcomeForm,
    ReturnForm,
)
from providers.leads.moving import move, moves_now, reasons_for
from providers.leads.services import accept_lead, decline_lead, withdraw_lead
from providers.leads.states import ENTERPRISE, PROVIDER, RETURNED_FOR, State
from providers.leads.talks import (
    Offer,
    agree,
    make_offer,
    mend_contact,
    say_not_delivered,
    say_outcome,
    write_message,
)
from providers.models import Lead, Side
from providers.wording import trouble_with
from survey.errors import SurveyError
from survey.evidence.files import CheckedFile
from survey.evidence.services import judge_file
from survey.wording import problem as problem_of_file


@dataclass(frozen=True)
class Done:
    """One thing that somebody does on one request."""

    lead: Lead
    side: Side
    clean: Mapping
    by: User
    now: datetime

    @property
    def who(self) -> dict:
        return {"lead": self.lead, "by": self.by, "now": self.now}

    def move(self, to: State, **reasons: str) -> None:
        move(to=to, side=self.side, **self.who, **reasons)

    def file(self) -> CheckedFile | None:
        """Raises SurveyError, as `survey.evidence.services.judge_file` does."""
        sent = self.clean.get("file")
        return judge_file(sent.read(), sent.name) if sent else None


@dataclass(frozen=True)
class Deed:
    """to: the state it leads to, which says when it is offered; None: as long as it goes on."""

    act: Callable[[Done], object]
    words: Promise
    to: State | None = None
    form: type[forms.Form] = forms.Form


def _message(done: Done) -> None:
    file = done.file()
    write_message(
        side=done.side,
        text=done.clean["text"],
        files=[file] if file else [],
        **done.who,
    )


def _offer(done: Done) -> None:
    clean = done.clean
    offer = Offer(clean["amount"], clean["scope"], clean["begins_on"], clean["ends_on"])
    make_offer(offer=offer, file=done.file(), **done.who)


def _agree(done: Done) -> None:
    # Of this request alone, and the one that was read: a newer one may have come
    # meanwhile.
    offer = done.lead.offers.filter(pk=done.clean["offer"]).first()
    if offer is None:
        raise ProviderError("another_offer")
    agree(offer=offer, **done.who)


def _outcome(done: Done) -> None:
    clean = done.clean
    say_outcome(side=done.side, said=clean["said"], words=clean["words"], **done.who)


def _return(done: Done) -> None:
    clean = done.clean
    done.move(State.RETURNED, code=clean["code"], reason=clean["words"])


def _mend(done: Done) -> None:
    mend_contact(**done.clean, **done.who)


def _decline(done: Done) -> None:
    decline_lead(reason=done.clean["reason"], **done.who)


_MESSAGE = Deed(_message, _("Sent. The other side has been told."), form=MessageForm)
_DELIVERED = Deed(
    lambda done: done.move(State.DELIVERED),
    _("Noted that the work is done. Now both sides say what came of it."),
    State.DELIVERED,
)
_OUTCOME = Deed(
    _outcome, _("Thank you. It stands on this page."), State.CLOSED, OutcomeForm
)
_TALKING = Deed(lambda done: done.move(State.TALKING), _("Noted."), State.TALKING)

DEEDS: Mapping[Side, Mapping[str, Deed]] = {
    PROVIDER: {
        "accept": Deed(
            lambda done: accept_lead(**done.who),
            _("Accepted. The enterprise has been told."),
            State.ACCEPTED,
        ),
        "decline": Deed(
            _decline,
            _("Declined. The enterprise has been told why."),
            State.DECLINED,
            DeclineForm,
        ),
        "return": Deed(
            _return,
            _("Sent back. The enterprise has been told why."),
            State.RETURNED,
            ReturnForm,
        ),
        "offer": Deed(
            _offer,
            _("Your offer is with the enterprise."),
            State.OFFERED,
            OfferForm,
        ),
        "talking": _TALKING,
        "delivered": _DELIVERED,
        "outcome": _OUTCOME,
        "message": _MESSAGE,
    },
    ENTERPRISE: {
        "agree": Deed(
            _agree,
            _("Agreed. The provider has been told."),
            State.AGREED,
            AgreeForm,
        ),
        "refuse": Deed(
            lambda done: done.move(State.TALKING),
            _("The provider has been told that you would like another offer."),
            State.TALKING,
        ),
        "delivered": _DELIVERED,
        "not_delivered": Deed(
            lambda done: say_not_delivered(**done.who),
            _("The provider has been told that it is not done yet."),
            State.AGREED,
        ),
        "outcome": _OUTCOME,
        "mend": Deed(
            _mend,
            _("Sent again, with the contact as it is now."),
            State.SENT,
            ContactForm,
        ),
        "message": _MESSAGE,
        "withdraw": Deed(
            lambda done: withdraw_lead(**done.who),
            _(
                "Withdrawn. The provider can no longer see anything about your enterprise."
            ),
            State.WITHDRAWN,
        ),
    },
}
# The same move, and not the same thing to do.
ONLY_IN = {
    "agree": State.OFFERED,
    "refuse": State.OFFERED,
    "not_delivered": State.DELIVERED,
}


def deeds_open(lead: Lead, side: Side, state: str) -> dict[str, Deed]:
    """What this side can do now. state: as it is shown, which knows of ended consents."""
    to = set(moves_now(lead, side, state))
    goes_on = state in Lead.LIVE
    has_said = {each.side for each in lead.outcomes.all()}
    found = {}
    for name, deed in DEEDS[side].items():
        if ONLY_IN.get(name, state) != state:
            continue
        if name == "outcome" and side in has_said:
            continue
        # By the table of moves, so that no button stands there that would be refused.
        if deed.to in to or (deed.to is None and goes_on):
            found[name] = deed
    return found


def form_of(
    name: str, deed: Deed, request: HttpRequest | None, lead: Lead
) -> forms.Form:
    """Fields of several forms of one page do not share their ids."""
    sent = (request.POST, request.FILES) if request else ()
    form = deed.form(*sent, auto_id=f"{name}-%s")
    if isinstance(form, ReturnForm):
        form.offer(reasons_for(lead, RETURNED_FOR))
    return form


def act(deed: Deed, form: forms.Form, done: Done) -> str:
    """What is in the way of it, in words; nothing where it is done."""
    try:
        deed.act(done)
    except ProviderError as error:
        return trouble_with(error.code, error.params)
    # Of the file alone: all else of the form may be right, and nothing of it is lost.
    except SurveyError as error:
        form.add_error("file", problem_of_file(error.code, **error.params))
        return ""
    return ""
