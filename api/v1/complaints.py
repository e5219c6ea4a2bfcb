"""Complaints of the two sides of a request, and what firms said of what was delivered."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop as _
from ninja import Query, Router
from pydantic import Field

from accounts.access.programs import Right
from accounts.access.visitors import visitor_of
from api.cursors import Order, page
from api.v1.rights import takes
from api.v1.shapes import PageAsked, PageOf, Told
from providers.complaints.queries import complaints_of, fetch_complaint
from providers.models import Complaint, Rating
from providers.models.ratings import ASPECTS
from providers.ratings.queries import ratings_of
from providers.staffed import staffed_providers

router = Router(auth=takes(Right.READ_LEADS), tags=["complaints"])
NEWEST_FIRST = Order(("opened_at", "public_id"), is_falling=True)
State = Literal[tuple(Complaint.State.values)]


class ComplaintTold(Told):
    id: UUID
    lead: UUID | None = Field(description=_("null once the request is gone"))
    provider: str
    complains: str = Field(description=_("enterprise or provider"))
    category: str
    state: str
    opened_at: datetime
    answer_by: date
    decide_by: date
    appeal_by: date | None
    decided_at: datetime | None


class ComplaintsAsked(PageAsked):
    state: State | None = None


class RatingTold(Told):
    id: UUID
    provider: str
    stars: dict[str, int] = Field(description=_("one to five, by aspect"))
    words: str
    reply: str
    rated_at: datetime
    is_hidden: bool = Field(description=_("taken out by who moderates"))


@router.get(
    "/complaints",
    response=PageOf[ComplaintTold],
    summary=_("Complaints of one's own side, and about it"),
)
def complaints(request: HttpRequest, asked: Query[ComplaintsAsked]) -> dict:
    rows = complaints_of(visitor_of(request))
    if asked.state:
        rows = rows.filter(state=asked.state)
    return page(
        rows, NEWEST_FIRST, cursor=asked.cursor, limit=asked.limit, row_of=_complaint
    )


def _complaint(complaint: Complaint) -> dict:
    return {
        "id": complaint.public_id,
        "lead": complaint.lead.public_id if complaint.lead else None,
        "provider": complaint.provider.slug,
        "complains": complaint.side,
        "category": complaint.category,
        "state": complaint.state,
        "opened_at": complaint.opened_at,
        "answer_by": complaint.answer_by,
        "decide_by": complaint.decide_by,
        "appeal_by": complaint.appeal_by,
        "decided_at": complaint.decided_at,
    }


@router.get(
    "/complaints/{uuid:public_id}",
    response=ComplaintTold,
    summary=_("How one complaint stands"),
    description=_("Its words and files are read, and answered, on its page."),
)
def complaint(request: HttpRequest, public_id: UUID) -> dict:
    found, _side = fetch_complaint(request, public_id)
    return _complaint(found)


@router.get(
    "/ratings/{uuid:public_id}",
    response=RatingTold,
    summary=_("What a firm said of what was delivered, for who works for the provider"),
)
def rating(request: HttpRequest, public_id: UUID) -> dict:
    staffed = staffed_providers(visitor_of(request))
    found = get_object_or_404(ratings_of(staffed), public_id=public_id)
    return _rating(found)


def _rating(rating: Rating) -> dict:
    return {
        "id": rating.public_id,
        "provider": rating.provider.slug,
        "stars": {aspect: getattr(rating, aspect) for aspect in ASPECTS},
        "words": rating.words,
        "reply": rating.reply,
        "rated_at": rating.rated_at,
        "is_hidden": rating.hidden_at is not None,
    }
