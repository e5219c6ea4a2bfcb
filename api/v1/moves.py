"""What the two sides of a request do: moving it on, writing to each other, opening a contact."""

from collections.abc import Callable
from datetime import date, datetime
from http import HTTPStatus
from typing import Literal
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop as _
from ninja import Router
from ninja.responses import Status
from pydantic import Field

from accounts.access.actions import Action
from accounts.access.programs import Right
from api.cursors import Order, page
from api.errors import FieldsError
from api.v1.files import FileSent, FileTaken, FileTold, file_taken, file_told, judged
from api.v1.leads import LeadTold, is_open_to, lead_told, own_lead
from api.v1.rights import takes
from api.v1.shapes import Asked, PageOf, Sent, Told
from language.numbers import LIMIT
from providers.errors import ProviderError
from providers.leads.forms import ContactForm
from providers.leads.moving import move
from providers.leads.services import open_contact, withdraw_lead
from providers.leads.states import RETURNED_FOR
from providers.leads.talks import (
    Offer,
    agree,
    make_offer,
    mend_contact,
    say_not_delivered,
    say_outcome,
    write_message,
)
from providers.models import Lead, LeadMessage, LeadOutcome, Side

MOST_AT_ONCE = 5  # files of a message
State = Lead.State

router = Router(auth=takes(Right.READ_LEADS), tags=["leads"])
writes = takes(Right.WRITE_LEADS)
NEWEST_FIRST = Order(("at", "pk"), is_falling=True)


class OfferSent(Sent):
    amount: int = Field(ge=0, le=LIMIT, description=_("dong, with all taxes"))
    scope: str = Field(min_length=1, max_length=4000)
    begins_on: date
    ends_on: date
    file: FileSent | None = None


class ContactSent(Sent):
    name: str = Field(min_length=1, max_length=150)
    email: str = Field(max_length=254)
    phone: str = Field("", max_length=20)


class MoveSent(Sent):
    to: Literal[
        "accepted",
        "declined",
        "returned",
        "talking",
        "offered",
        "agreed",
        "delivered",
        "closed",
        "withdrawn",
        "sent",
    ]
    reason: str = Field("", max_length=1000, description=_("to decline"))
    code: Literal[RETURNED_FOR] | None = Field(None, description=_("to return it"))
    offer: OfferSent | None = Field(None, description=_("to offer"))
    offer_id: int | None = Field(
        None, ge=1, le=2**63 - 1, description=_("to agree: the offer that was read")
    )
    said: Literal[tuple(LeadOutcome.Said.values)] | None = Field(
        None, description=_("to close: what came of it")
    )
    words: str = Field("", max_length=2000)
    contact: ContactSent | None = Field(
        None, description=_("to send again what came back for a wrong contact")
    )


class MessageSent(Sent):
    text: str = Field("", max_length=4000, description=_("or a file"))
    files: list[FileSent] = Field([], max_length=MOST_AT_ONCE)


class MessageTold(Told):
    side: str
    at: datetime
    text: str
    files: list[FileTold]


class ContactTold(Told):
    name: str
    email: str
    phone: str


@router.post(
    "/{uuid:public_id}/moves",
    auth=writes,
    response=LeadTold,
    summary=_("Move a request on"),
    description=_(
        "Where the other side was faster, 409 says how it stands. To close it, both sides "
        "say what came of it."
    ),
)
def move_on(request: HttpRequest, public_id: UUID, sent: MoveSent) -> dict:
    lead, side = own_lead(request, public_id, Action.FOLLOW_UP)
    _MOVES.get(sent.to, _plainly)(request, lead, side, sent)
    moved, side = own_lead(request, public_id)
    return lead_told(request, moved, side)


def _plainly(request: HttpRequest, lead: Lead, side: Side, sent: MoveSent) -> None:
    if sent.to == State.DECLINED:
        _needed(reason=sent.reason)
    if sent.to == State.RETURNED:
        _needed(code=sent.code)
    move(
        lead=lead,
        to=sent.to,
        side=side,
        by=request.user,
        now=request.now,
        code=sent.code or "",
        reason=sent.reason,
    )


def _needed(**fields: object) -> None:
    missing = {(name,): ProviderError("missing") for name in fields if not fields[name]}
    if missing:
        raise FieldsError(missing)


def _withdraw(request: HttpRequest, lead: Lead, side: Side, sent: MoveSent) -> None:
    if side == Side.PROVIDER:
        _plainly(request, lead, side, sent)
    else:
        withdraw_lead(lead=lead, by=request.user, now=request.now)


def _offer(request: HttpRequest, lead: Lead, side: Side, sent: MoveSent) -> None:
    if side != Side.PROVIDER:
        return _plainly(request, lead, side, sent)
    _needed(offer=sent.offer)
    offer = Offer(**sent.offer.model_dump(exclude={"file"}))
    make_offer(
        lead=lead,
        offer=offer,
        by=request.user,
        now=request.now,
        file=judged(sent.offer.file, "offer", "file"),
    )
    return None


def _agree(request: HttpRequest, lead: Lead, side: Side, sent: MoveSent) -> None:
    if side != Side.ENTERPRISE:
        return _plainly(request, lead, side, sent)
    if lead.state == State.DELIVERED:
        say_not_delivered(lead=lead, by=request.user, now=request.now)
        return None
    _needed(offer_id=sent.offer_id)
    offer = lead.offers.filter(pk=sent.offer_id).first()
    if offer is None:
        raise ProviderError("another_offer")
    agree(lead=lead, offer=offer, by=request.user, now=request.now)
    return None


def _mend(request: HttpRequest, lead: Lead, side: Side, sent: MoveSent) -> None:
    if side != Side.ENTERPRISE:
        return _plainly(request, lead, side, sent)
    _needed(contact=sent.contact)
    form = ContactForm(sent.contact.model_dump())
    if not form.is_valid():
        unfit = {
            ("contact", name): ProviderError("unknown_value") for name in form.errors
        }
        raise FieldsError(unfit)
    mend_contact(lead=lead, **form.cleaned_data, by=request.user, now=request.now)
    return None


def _close(request: HttpRequest, lead: Lead, side: Side, sent: MoveSent) -> None:
    _needed(said=sent.said)
    say_outcome(
        lead=lead,
        side=side,
        said=sent.said,
        words=sent.words,
        by=request.user,
        now=request.now,
    )


_MOVES: dict[str, Callable] = {
    State.WITHDRAWN: _withdraw,
    State.OFFERED: _offer,
    State.AGREED: _agree,
    State.CLOSED: _close,
    State.SENT: _mend,
}


@router.get(
    "/{uuid:public_id}/messages",
    response=PageOf[MessageTold],
    summary=_("What the two sides wrote to each other, newest first"),
)
def messages(request: HttpRequest, public_id: UUID, asked: Asked) -> dict:
    lead, side = own_lead(request, public_id)
    rows = lead.messages.all() if is_open_to(side, lead) else lead.messages.none()
    rows = rows.prefetch_related("files")
    return page(rows, NEWEST_FIRST, **asked.model_dump(), row_of=_message)


def _message(message: LeadMessage) -> dict:
    files = [file_told(file) for file in message.files.all()]
    return {
        "side": message.side,
        "at": message.at,
        "text": message.text,
        "files": files,
    }


@router.post(
    "/{uuid:public_id}/messages",
    auth=writes,
    response={201: MessageTold},
    summary=_("Write to the other side"),
)
def write(request: HttpRequest, public_id: UUID, sent: MessageSent) -> Status:
    lead, side = own_lead(request, public_id, Action.FOLLOW_UP)
    files = [judged(file, "files", str(place)) for place, file in enumerate(sent.files)]
    message = write_message(
        lead=lead,
        side=side,
        text=sent.text,
        files=files,
        by=request.user,
        now=request.now,
    )
    return Status(HTTPStatus.CREATED, _message(message))


@router.get(
    "/{uuid:public_id}/files/{uuid:file_id}",
    response=FileTaken,
    summary=_("A file that one side sent"),
)
def file(request: HttpRequest, public_id: UUID, file_id: UUID) -> dict:
    lead, side = own_lead(request, public_id)
    if not is_open_to(side, lead):
        raise Http404
    return file_taken(get_object_or_404(lead.files, public_id=file_id))


@router.post(
    "/{uuid:public_id}/contact",
    auth=writes,
    response=ContactTold,
    summary=_("Open the contact details of a request that was accepted"),
    description=_("For the provider; each time is written down for the firm."),
)
def contact(request: HttpRequest, public_id: UUID) -> dict:
    lead, side = own_lead(request, public_id, Action.FOLLOW_UP)
    if side != Side.PROVIDER:
        raise ProviderError("contact_closed")
    opened = open_contact(lead=lead, by=request.user, now=request.now)
    return {"name": opened.name, "email": opened.email, "phone": opened.phone}
