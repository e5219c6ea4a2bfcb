"""The page of a request, as far as it is the same for both sides."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib import messages
from django.forms import Form
from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from language.formats import day
from providers.leads.deeds import DEEDS, Done, act, deeds_open, form_of
from providers.leads.queries import tells_contact
from providers.leads.states import State
from providers.leads.wording import ENDS, EVENTS, RETURNED, WAITS
from providers.models import Lead, LeadEvent, Side
from registry.working_days import working_days_until
from survey.evidence.handing import download

# What somebody typed, to be shown again where its form is gone.
TYPED = ("reason", "text", "scope", "words")


@dataclass
class Answered:
    """What became of what was sent. forms: of all that can be done now, and of what was sent."""

    forms: dict[str, Form] = field(default_factory=dict)
    sent: Form | None = None
    trouble: str = ""
    is_done: bool = False

    @property
    def typed(self) -> str:
        """Of a form that can be sent no more."""
        if self.sent is None or not self.trouble:
            return ""
        fields = (name for name in TYPED if name in self.sent.fields)
        return next((self.sent[name].value() or "" for name in fields), "")


def answered(request: HttpRequest, lead: Lead, side: Side, now: datetime) -> Answered:
    answer = Answered()
    name = request.POST.get("deed", "")
    deed = DEEDS[side].get(name)
    if deed is not None:
        answer.sent = form_of(name, deed, request, lead)
        if answer.sent.is_valid():
            done = Done(lead, side, answer.sent.cleaned_data, request.user, now)
            answer.trouble = act(deed, answer.sent, done)
        answer.is_done = not (answer.trouble or answer.sent.errors)
    if answer.is_done:
        messages.success(request, deed.words)
        return answer
    if answer.trouble:
        # The other side was faster: what can be done now is shown, with what was typed.
        lead.refresh_from_db()
        lead.shown_state = shown_state(lead, now)
    answer.forms = _forms_of(lead, side)
    # The form as it was sent takes the place of the empty one, errors and all.
    if answer.sent and name in answer.forms:
        answer.forms[name] = answer.sent
    return answer


def shown_state(lead: Lead, now: datetime) -> str:
    """As `providers.leads.queries.leads_at` asks the database."""
    if lead.goes_on and not lead.consent.stands_at(now):
        return State.WITHDRAWN
    return lead.state


def _forms_of(lead: Lead, side: Side) -> dict[str, Form]:
    found = {}
    for name, deed in deeds_open(lead, side, lead.shown_state).items():
        found[name] = form_of(name, deed, None, lead)
    if "mend" in found:
        known = {"name": lead.contact_name, "email": lead.contact_email}
        found["mend"].initial = known | {"phone": lead.contact_phone}
    if "agree" in found:
        found["agree"].initial = {
            "offer": lead.offers.values_list("pk", flat=True).first()
        }
    return found


def context_of(lead: Lead, side: Side, answer: Answered, now: datetime) -> Mapping:
    """What both sides see of it: how it stands, what was said, and how it went."""
    events = list(lead.events.select_related("by"))
    outcomes = {each.side: each for each in lead.outcomes.all()}
    return {
        "lead": lead,
        "is_live": lead.shown_state in Lead.LIVE,
        "side": side,
        "tells_contact": tells_contact(lead),
        "forms": answer.forms,
        "sent_form": answer.sent,
        "trouble": answer.trouble,
        "typed": answer.typed,
        "waits": waits(lead, side, now),
        "messages_on_it": lead.messages.select_related("by").prefetch_related("files"),
        "offer": lead.offers.select_related("file").first(),
        "outcome_of_enterprise": outcomes.get(Side.ENTERPRISE),
        "outcome_of_provider": outcomes.get(Side.PROVIDER),
        "returned_for": _returned_for(events),
        "history": [(event, EVENTS[event.name]) for event in events],
    }


def waits(lead: Lead, side: Side, now: datetime) -> dict:
    """How long until something is heard; or how it came to its end."""
    key = (side, lead.shown_state)
    if lead.due_on is None or key not in WAITS:
        return {"words": ENDS.get(key, ""), "days": None}
    left = working_days_until(timezone.localdate(now), lead.due_on)
    return {"words": WAITS[key] % {"day": day(lead.due_on)}, "days": left}


def _returned_for(events: list[LeadEvent]) -> str:
    codes = [event.code for event in events if event.state == State.RETURNED]
    return str(RETURNED.get(codes[-1], "")) if codes else ""


def file_of(lead: Lead, file_id) -> FileResponse:
    """Raises Http404."""
    file = get_object_or_404(lead.files, public_id=file_id)
    return download(file)
