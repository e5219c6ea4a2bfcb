"""Requests between enterprises and providers, as each of the two sides sees its own."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop as _
from ninja import Query, Router
from pydantic import Field

from accounts.access.actions import Action, may, require
from accounts.access.fetching import speak_to
from accounts.access.owners import own_enterprises
from accounts.access.programs import Right
from accounts.access.scopes import Item
from accounts.access.visitors import visitor_of
from api.cursors import Order, page
from api.v1.rights import takes
from api.v1.shapes import Number, PageAsked, PageOf, Told
from providers.leads.describe import (
    age_in_days,
    answers_shown,
    enterprise_facts,
    score_of,
    steps_shown,
    weak_pillars,
)
from providers.leads.moving import moves_now
from providers.leads.queries import (
    in_state,
    leads_at,
    tells_contact,
)
from providers.models import Lead, LeadOffer, Side
from providers.staffed import staffed_providers

router = Router(auth=takes(Right.READ_LEADS), tags=["leads"])
NEWEST_FIRST = Order(("asked_at", "public_id"), is_falling=True)
State = Literal[tuple(Lead.State.values)]


class LeadRow(Told):
    id: UUID
    side: str = Field(description=_("enterprise or provider: whom the caller acts for"))
    state: str
    provider: str
    solution: str | None
    asked_at: datetime
    moved_at: datetime
    due_on: date | None
    answered_at: datetime | None


class WeakTold(Told):
    name: str
    percent: Number
    level: int | None


class ScoreTold(Told):
    points: str
    maximum: str
    level: int | None
    level_name: str


class FirmTold(Told):
    name: str
    sector: str
    size: str
    area: str
    age: int = Field(description=_("of the assessment, in days"))
    tells_contact: bool = Field(
        description=_("false: it is answered by messages on the request alone")
    )
    weak_pillars: list[WeakTold]
    score: ScoreTold | None = Field(description=_("null where it was not shown"))
    answers: list[str]
    steps: list[str]
    wanted_within: str = Field(description=_("month, quarter, year, or nothing"))
    budget: int | None
    message: str


class OfferTold(Told):
    id: int
    amount: int
    scope: str
    begins_on: date
    ends_on: date
    at: datetime
    file: UUID | None = Field(description=_("its id among the files of the request"))


class OutcomeTold(Told):
    side: str
    said: str
    words: str


class LeadTold(LeadRow):
    moves: list[str] = Field(description=_("states the caller may move it to now"))
    firm: FirmTold | None = Field(
        description=_("null once nothing of it may be seen any more")
    )
    offer: OfferTold | None
    outcomes: list[OutcomeTold]
    reason: str


class LeadsAsked(PageAsked):
    state: State | None = None
    side: Literal[tuple(Side.values[:2])] | None = None


@router.get(
    "",
    response=PageOf[LeadRow],
    summary=_("Requests of one's own enterprises, and to one's own providers"),
)
def leads(request: HttpRequest, asked: Query[LeadsAsked]) -> dict:
    visitor = visitor_of(request)
    providers = {each.pk for each in staffed_providers(visitor)}
    to_us, of_us = (
        Q(provider__in=providers),
        Q(organisation__in=own_enterprises(visitor)),
    )
    either = {None: to_us | of_us, Side.PROVIDER: to_us, Side.ENTERPRISE: of_us}
    # A row tells of the two sides by their short names alone.
    rows = leads_at(request.now).filter(either[asked.side]).select_related(None)
    rows = rows.select_related("provider", "solution")
    if asked.state:
        rows = in_state(rows, asked.state)
    return page(
        rows,
        NEWEST_FIRST,
        cursor=asked.cursor,
        limit=asked.limit,
        row_of=lambda lead: _row(
            lead, Side.PROVIDER if lead.provider_id in providers else Side.ENTERPRISE
        ),
    )


def _row(lead: Lead, side: Side) -> dict:
    is_live = lead.shown_state in Lead.LIVE
    return {
        "id": lead.public_id,
        "side": side,
        "state": lead.shown_state,
        "provider": lead.provider.slug,
        "solution": lead.solution.slug if lead.solution else None,
        "asked_at": lead.asked_at,
        "moved_at": lead.moved_at,
        # Of one whose consent ended elsewhere no clock runs, whatever stands there.
        "due_on": lead.due_on if is_live or lead.state == Lead.State.RETURNED else None,
        "answered_at": lead.answered_at,
    }


def own_lead(
    request: HttpRequest, public_id: UUID, action: Action = Action.STAFF
) -> tuple[Lead, Side]:
    """The request, and for which of its sides the caller acts; else 404 or 403.

    action: what who works for the provider has to be allowed. Owners alone act for a firm.
    """
    lead = get_object_or_404(leads_at(request.now), public_id=public_id)
    visitor, provider = visitor_of(request), lead.provider.organisation
    if may(visitor, Action.STAFF, provider):
        require(visitor, action, provider)
        speak_to(lead.organisation)
        return lead, Side.PROVIDER
    require(visitor, Action.SHARE, lead.organisation)
    speak_to(lead.organisation)
    return lead, Side.ENTERPRISE


@router.get(
    "/{uuid:public_id}",
    response=LeadTold,
    summary=_("One request"),
    description=_(
        "A provider sees of the firm what the consent names, while it lasts."
    ),
)
def lead(request: HttpRequest, public_id: UUID) -> dict:
    found, side = own_lead(request, public_id)
    return lead_told(request, found, side)


def lead_told(request: HttpRequest, lead: Lead, side: Side) -> dict:
    is_open = is_open_to(side, lead)
    offer = lead.offers.first() if is_open else None
    outcomes = lead.outcomes.all() if is_open else ()
    return {
        **_row(lead, side),
        "moves": list(moves_now(lead, side, lead.shown_state)),
        "firm": _firm(request, lead) if is_open else None,
        "offer": _offer(offer) if offer else None,
        "outcomes": [
            {"side": each.side, "said": each.said, "words": each.words}
            for each in outcomes
        ],
        "reason": lead.decline_reason,
    }


def is_open_to(side: Side, lead: Lead) -> bool:
    """Else it is told that it was, and no more: to a provider, once it has ended."""
    return side == Side.ENTERPRISE or lead.shown_state in Lead.LIVE


def _firm(request: HttpRequest, lead: Lead) -> dict:
    weak = weak_pillars(lead.weak_pillars, lead.result, lead.result.index)
    return {
        "name": lead.organisation.name,
        **enterprise_facts(lead.result),
        "age": age_in_days(lead.result, request.now),
        "tells_contact": tells_contact(lead),
        "weak_pillars": [
            {"name": each.name, "percent": each.percent, "level": each.level}
            for each in weak
        ],
        **_named(lead),
        "wanted_within": lead.wanted_within,
        "budget": lead.budget,
        "message": lead.message,
    }


def _named(lead: Lead) -> dict:
    """What the consent of this request names, as it was sent."""
    items = lead.consent.items
    score = score_of(lead.result) if Item.AGGREGATE in items else None
    return {
        "score": vars(score) if score else None,
        "answers": answers_shown(lead) if Item.NAMED_ANSWERS in items else [],
        "steps": steps_shown(lead) if Item.NAMED_STEPS in items else [],
    }


def _offer(offer: LeadOffer) -> dict:
    return {
        "id": offer.pk,
        "amount": offer.amount,
        "scope": offer.scope,
        "begins_on": offer.begins_on,
        "ends_on": offer.ends_on,
        "at": offer.at,
        "file": offer.file.public_id if offer.file else None,
    }
