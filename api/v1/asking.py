"""Asking a provider: whom a firm can ask for a result, with what, and the request itself."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Literal
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop as _
from ninja import Router
from ninja.responses import Status
from pydantic import Field

from accounts.access.actions import Action
from accounts.access.fetching import fetch
from accounts.access.programs import Right
from api.errors import FieldsError
from api.v1 import leads
from api.v1.leads import LeadTold, lead_told, own_lead
from api.v1.moves import ContactSent
from api.v1.rights import takes
from api.v1.shapes import Sent, Told
from language.numbers import LIMIT
from providers.errors import ProviderError
from providers.leads.asking.choices import (
    Candidate,
    candidate_of,
    step_key,
    step_of,
)
from providers.leads.asking.forms import AskForms
from providers.leads.asking.services import ask_by_form
from providers.leads.queries import closed_reasons, live_leads, weakest_pillars
from providers.leads.services import CONSENT_TEXT
from providers.matching.plan import Plan
from providers.matching.queries import shown_content, slugs_named
from providers.models import Lead, Solution
from roadmap.pages.help import plan_of
from roadmap.planning.position import Position
from roadmap.queries import roadmap_of
from survey.models import Result
from survey.results.queries import results

of_results = Router(auth=takes(Right.READ_LEADS), tags=["leads"])
MOST_NAMED = 200  # answers, or steps

# Where what the form finds stands in what was sent.
PLACES: Mapping[str, tuple[str, ...]] = {
    "contact_name": ("contact", "name"),
    "contact_email": ("contact", "email"),
    "contact_phone": ("contact", "phone"),
    "answers": ("shows", "answers"),
    "steps": ("shows", "steps"),
}


class StepNamed(Sent):
    question: str = Field(max_length=20)
    from_level: int = Field(ge=0, le=99)
    to_level: int = Field(ge=0, le=99)


class ShowsSent(Sent):
    """What this provider may see besides; nothing where it is left out."""

    score: bool = False
    pillars: bool = Field(False, description=_("the weakest ones, three at most"))
    answers: list[str] = Field([], max_length=MOST_NAMED)
    steps: list[StepNamed] = Field([], max_length=MOST_NAMED)


class LeadSent(Sent):
    result: UUID
    solution: str = Field(max_length=100)
    wording: str = Field(
        max_length=40,
        description=_("the words that the owner agreed to, by their name"),
    )
    contact: ContactSent | None = Field(
        None, description=_("left out: it answers by messages on the request")
    )
    shows: ShowsSent = ShowsSent()
    budget: int | None = Field(None, ge=0, le=LIMIT, description=_("in dong"))
    wanted_within: Literal[tuple(Lead.Within.values)] | None = None
    message: str = Field("", max_length=2000)


class AnswerNamed(Told):
    question: str
    words: str


class StepOffered(Told):
    question: str
    from_level: int
    to_level: int
    words: str


class AskableTold(Told):
    solution: str
    provider: str
    name: str
    closed: str | None = Field(
        description=_("why it cannot be asked today; null where it can")
    )
    answers: list[AnswerNamed] = Field(description=_("those it would raise"))
    steps: list[StepOffered] = Field(description=_("of the plan, those it helps with"))


class AskablesTold(Told):
    wording: str = Field(
        description=_("of the page on which an owner agrees, sent with a request")
    )
    items: list[AskableTold]


@of_results.get(
    "/{uuid:public_id}/providers",
    response=AskablesTold,
    summary=_("Whom its owner can ask for help, and what could be shown"),
)
def askables(request: HttpRequest, public_id: UUID) -> dict:
    result = fetch(request, results(), Action.SHARE, public_id=public_id)
    content, _stored = shown_content(result, request.now, _plan(result))
    closed = closed_reasons(content)
    asked = live_leads(result.organisation, request.now)
    named = Solution.objects.filter(slug__in=slugs_named(content), is_active=True)
    rows = named.select_related("provider__organisation").order_by("slug")
    items = []
    for solution in rows:
        told = _told(candidate_of(solution, content, result.index))
        is_asked = solution.provider.slug in asked
        told["closed"] = "already_asked" if is_asked else closed.get(solution.slug)
        items.append(told)
    return {"wording": CONSENT_TEXT, "items": items}


def _plan(result: Result) -> Plan:
    return plan_of(Position(result), roadmap_of(result))


def _told(candidate: Candidate) -> dict:
    solution = candidate.solution
    steps = []
    for each in candidate.steps:
        question, from_level, to_level = step_of(each.key)
        step = {"from_level": from_level, "to_level": to_level}
        steps.append({"question": question, "words": each.words, **step})
    return {
        "solution": solution.slug,
        "provider": solution.provider.slug,
        "name": solution.provider.organisation.name,
        "answers": [
            {"question": each.key, "words": each.words} for each in candidate.answers
        ],
        "steps": steps,
    }


# One address has one router: that of the list of requests.
@leads.router.post(
    "",
    auth=takes(Right.WRITE_LEADS),
    response={201: LeadTold},
    summary=_("Ask a provider to get in touch"),
    description=_(
        "For owners. The provider sees what is named here and nothing besides; the name, "
        "the line of business, the size and the ward go along with each request."
    ),
)
def ask(request: HttpRequest, sent: LeadSent) -> Status:
    result = fetch(request, results(), Action.SHARE, public_id=sent.result)
    if sent.wording != CONSENT_TEXT:
        # Who agreed to other words has not agreed to these.
        raise ProviderError("wording_changed")
    entries = Solution.objects.select_related("provider__organisation")
    solution = get_object_or_404(entries, slug=sent.solution)
    plan = _plan(result)
    forms = _forms(sent, result, solution, plan, request)
    lead = ask_by_form(
        result=result,
        shared=forms.shared,
        each=forms.each[0],
        plan=plan,
        by=request.user,
        now=request.now,
    )
    made, side = own_lead(request, lead.public_id)
    return Status(HTTPStatus.CREATED, lead_told(request, made, side))


def _forms(
    sent: LeadSent,
    result: Result,
    solution: Solution,
    plan: Plan,
    request: HttpRequest,
) -> AskForms:
    """The form of the page, filled in: what it refuses is refused here."""
    content, _stored = shown_content(result, request.now, plan)
    candidate = candidate_of(solution, content, result.index)
    has_weak = bool(weakest_pillars(result))
    forms = AskForms(_typed(sent), {}, [candidate], has_weak=has_weak)
    if not forms.is_valid():
        found = [name for form in forms.with_errors for name in form.errors]
        unfit = {
            PLACES.get(name, (name,)): ProviderError("unknown_value") for name in found
        }
        raise FieldsError(unfit)
    # Where nothing can be named the form has no field for it, and would pass it over.
    _refuse_unknown(sent, candidate)
    return forms


def _typed(sent: LeadSent) -> dict:
    shows, contact = sent.shows, sent.contact
    each = {
        "ask": True,
        "agree_contact": contact is not None,
        "agree_score": shows.score,
        "agree_pillars": shows.pillars,
        "answers": shows.answers,
        "steps": [_key(step) for step in shows.steps],
    }
    shared = {
        "text_version": sent.wording,
        "message": sent.message,
        "budget": "" if sent.budget is None else str(sent.budget),
        "wanted_within": sent.wanted_within or "",
    }
    if contact is not None:
        shared |= {
            "contact_name": contact.name,
            "contact_email": contact.email,
            "contact_phone": contact.phone,
        }
    return shared | {f"{sent.solution}-{name}": value for name, value in each.items()}


def _key(step: StepNamed) -> str:
    return step_key(step.question, step.from_level, step.to_level)


def _refuse_unknown(sent: LeadSent, candidate: Candidate) -> None:
    asked = {
        ("shows", "answers"): (sent.shows.answers, candidate.answers),
        ("shows", "steps"): (
            [_key(each) for each in sent.shows.steps],
            candidate.steps,
        ),
    }
    unfit = {}
    for place, (keys, offered) in asked.items():
        if set(keys) - {each.key for each in offered}:
            unfit[place] = ProviderError("unknown_value")
    if unfit:
        raise FieldsError(unfit)
