"""Where a provider's own systems are told what happens: set up by whoever manages it."""

from datetime import datetime
from http import HTTPStatus
from typing import Literal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop as _
from ninja import Query, Router
from ninja.responses import Status
from pydantic import Field

from accounts.access.actions import Action, require
from accounts.access.programs import Right
from accounts.access.visitors import visitor_of
from accounts.ratelimit import is_limited
from api.cursors import Order, page
from api.errors import FieldsError
from api.v1.rights import takes
from api.v1.shapes import Asked, PageAsked, PageOf, Sent, Told
from providers.errors import ProviderError
from providers.models import Provider, WebhookDelivery, WebhookEndpoint
from providers.staffed import staffed_providers
from providers.webhooks import services
from providers.webhooks.events import TOPICS
from providers.webhooks.forms import EndpointForm
from providers.webhooks.line import LineError, check_address, rules_of_site
from providers.webhooks.queries import endpoints, endpoints_of, stands

router = Router(auth=takes(Right.WRITE_WEBHOOKS), tags=["webhooks"])
OLDEST_FIRST = Order(("created_at", "public_id"))
NEWEST_FIRST = Order(("created_at", "public_id"), is_falling=True)
Topic = Literal[TOPICS]
State = Literal[tuple(WebhookDelivery.State.values)]
TESTS, TESTS_IN = 10, 600  # of one webhook, as on its page


class WebhookTold(Told):
    id: UUID
    provider: str
    address: str
    topics: list[str] = Field(description=_("what is told there"))
    is_on: bool
    stands: str = Field(description=_("on, failing, off or given_up"))
    failures: int
    created_at: datetime


class NewWebhookTold(WebhookTold):
    secret: str = Field(description=_("shown this one time"))


class WebhookSent(Sent):
    address: str = Field(max_length=500)
    topics: list[Topic] = Field(list(TOPICS), min_length=1, max_length=len(TOPICS))


class NewWebhookSent(WebhookSent):
    provider: str = Field(max_length=80)


class ChangedWebhookSent(Sent):
    address: str | None = Field(None, max_length=500)
    topics: list[Topic] | None = Field(None, min_length=1, max_length=len(TOPICS))
    is_on: bool | None = None


class MessageOfWebhookTold(Told):
    id: UUID
    event: str
    state: str
    tries: int
    created_at: datetime
    ended_at: datetime | None


class MessagesAsked(PageAsked):
    state: State | None = None


@router.get(
    "",
    response=PageOf[WebhookTold],
    summary=_("Webhooks of the providers that the caller manages"),
)
def webhooks(request: HttpRequest, asked: Asked) -> dict:
    managed = staffed_providers(visitor_of(request), Action.MANAGE)
    rows = endpoints_of(managed)
    return page(rows, OLDEST_FIRST, **asked.model_dump(), row_of=_told)


def _told(endpoint: WebhookEndpoint) -> dict:
    return {
        "id": endpoint.public_id,
        "provider": endpoint.provider.slug,
        "address": endpoint.address,
        "topics": endpoint.topics or list(TOPICS),
        "is_on": endpoint.is_on,
        "stands": stands(endpoint),
        "failures": endpoint.failures,
        "created_at": endpoint.created_at,
    }


@router.post(
    "",
    response={201: NewWebhookTold},
    summary=_("Set one up, with a secret that is shown once"),
    description=_("Messages are signed as standardwebhooks.com has it."),
)
def add(request: HttpRequest, sent: NewWebhookSent, response: HttpResponse) -> Status:
    provider = _staffed(request, sent.provider)
    by, now = request.user, request.now
    request.told_once = "secret"
    with transaction.atomic():
        endpoint = services.add_endpoint(
            provider=provider,
            address=_address(sent.address),
            topics=_topics(sent.topics),
            by=by,
            now=now,
        )
        secret = services.show_secret(endpoint=endpoint, by=by, now=now)
    response.headers["Location"] = f"{request.path}/{endpoint.public_id}"
    return Status(HTTPStatus.CREATED, _told(endpoint) | {"secret": secret})


def _staffed(request: HttpRequest, slug: str) -> Provider:
    """Of those whom the caller works for; 403 for who does not manage it."""
    for provider in staffed_providers(visitor_of(request)):
        if provider.slug == slug:
            require(visitor_of(request), Action.MANAGE, provider.organisation)
            return provider
    raise Http404


def _address(typed: str) -> str:
    """As the page checks it; where it leads is judged again each time something is sent."""
    try:
        address = EndpointForm.base_fields["address"].clean(typed)
        check_address(address, rules_of_site())
    except ValidationError as error:
        raise FieldsError({("address",): ProviderError("bad_address")}) from error
    except LineError as error:
        raise FieldsError({("address",): ProviderError(error.problem)}) from error
    return address


def _topics(chosen: list[str]) -> list[str]:
    """All of them is everything, also what there will be later."""
    topics = list(dict.fromkeys(chosen))
    return [] if len(topics) == len(TOPICS) else topics


def _own(request: HttpRequest, public_id: UUID) -> WebhookEndpoint:
    endpoint = get_object_or_404(endpoints(), public_id=public_id)
    require(visitor_of(request), Action.MANAGE, endpoint.organisation)
    return endpoint


@router.get("/{uuid:public_id}", response=WebhookTold, summary=_("One webhook"))
def webhook(request: HttpRequest, public_id: UUID) -> dict:
    return _told(_own(request, public_id))


@router.patch(
    "/{uuid:public_id}",
    response=WebhookTold,
    summary=_("Change it, or switch it off and on"),
)
def change(request: HttpRequest, public_id: UUID, sent: ChangedWebhookSent) -> dict:
    endpoint = _own(request, public_id)
    # What is not sent stays.
    typed, topics, is_on = sent.address, sent.topics, sent.is_on
    services.change_endpoint(
        endpoint=endpoint,
        address=endpoint.address if typed is None else _address(typed),
        topics=endpoint.topics if topics is None else _topics(topics),
        is_on=endpoint.is_on if is_on is None else is_on,
        by=request.user,
        now=request.now,
    )
    return _told(_own(request, public_id))


@router.delete(
    "/{uuid:public_id}",
    response={204: None},
    summary=_("Take it away, with its log"),
)
def remove(request: HttpRequest, public_id: UUID) -> Status:
    endpoint = _own(request, public_id)
    services.remove_endpoint(endpoint=endpoint, by=request.user, now=request.now)
    return Status(HTTPStatus.NO_CONTENT, None)


@router.post(
    "/{uuid:public_id}/secret",
    response=NewWebhookTold,
    summary=_("Another secret; for three days both sign"),
)
def turn_over(request: HttpRequest, public_id: UUID) -> dict:
    endpoint = _own(request, public_id)
    by, now = request.user, request.now
    request.told_once = "secret"
    with transaction.atomic():
        services.turn_over(endpoint=endpoint, by=by, now=now)
        secret = services.show_secret(endpoint=endpoint, by=by, now=now)
    return _told(_own(request, public_id)) | {"secret": secret}


@router.post(
    "/{uuid:public_id}/test",
    response={202: MessageOfWebhookTold},
    summary=_("Send a message to try it"),
)
def test(request: HttpRequest, public_id: UUID) -> Status:
    endpoint = _own(request, public_id)
    # One count with the page.
    if is_limited("webhook", str(public_id), most=TESTS, seconds=TESTS_IN):
        raise ProviderError("tested_too_often")
    delivery = services.send_test(endpoint=endpoint, by=request.user, now=request.now)
    return Status(HTTPStatus.ACCEPTED, _message(delivery))


def _message(delivery: WebhookDelivery) -> dict:
    return {
        "id": delivery.public_id,
        "event": delivery.event,
        "state": delivery.state,
        "tries": delivery.tries,
        "created_at": delivery.created_at,
        "ended_at": delivery.ended_at,
    }


@router.get(
    "/{uuid:public_id}/messages",
    response=PageOf[MessageOfWebhookTold],
    summary=_("What was sent there, newest first"),
)
def messages(
    request: HttpRequest, public_id: UUID, asked: Query[MessagesAsked]
) -> dict:
    rows = _own(request, public_id).deliveries.defer("body")
    if asked.state:
        rows = rows.filter(state=asked.state)
    return page(
        rows, NEWEST_FIRST, cursor=asked.cursor, limit=asked.limit, row_of=_message
    )


@router.post(
    "/{uuid:public_id}/messages/{uuid:message_id}",
    response={202: MessageOfWebhookTold},
    summary=_("Send the same message again, under the same number"),
)
def resend(request: HttpRequest, public_id: UUID, message_id: UUID) -> Status:
    endpoint = _own(request, public_id)
    message = get_object_or_404(endpoint.deliveries, public_id=message_id)
    services.resend(delivery=message, by=request.user, now=request.now)
    message.refresh_from_db()
    return Status(HTTPStatus.ACCEPTED, _message(message))
