"""Rows on what a person agreed to, asked for, was asked for, and passed on."""

from collections.abc import Iterator

from django.db.models import Q
from django.db.models.functions import Lower

from accounts.models import Consent, Membership, Organisation
from associations.models import Member
from privacy.archive.rows.account import Row
from privacy.archive.wording import ITEMS
from privacy.models import PersonRequest
from privacy.persons.person import Person
from privacy.persons.queries import (
    customers_named,
    invitations_to,
    requests_of,
    work_offered_to,
)
from providers.models import LeadEvent, LeadMessage
from survey.models import PendingClaim, ShareLink


def consents(person: Person) -> Iterator[Row]:
    """Given by the person, or in force for an enterprise that the person owns."""
    if person.user is None:
        return
    owned = Membership.objects.filter(
        user=person.user,
        role=Membership.Role.OWNER,
        organisation__kind=Organisation.Kind.ENTERPRISE,
    )
    of_own = Q(enterprise__in=owned.values("organisation"))
    given = Consent.objects.filter(of_own | Q(given_by=person.user))
    for consent in given.select_related("enterprise", "grantee"):
        yield {
            "organisation": consent.enterprise.name,
            "to": consent.grantee.name,
            "purpose": consent.get_purpose_display(),
            "items": [str(ITEMS.get(item, item)) for item in consent.items],
            # Of this round only; of every round where neither is told.
            "index": consent.index,
            "round": consent.round or None,
            "wording": consent.text_version,
            "by_you": consent.given_by_id == person.user.pk,
            "since": consent.given_at,
            "withdrawn": consent.withdrawn_at,
            "until": consent.expires_at,
        }


def requests(person: Person) -> Iterator[Row]:
    """To providers, in which the person stands as whom to call."""
    for lead in requests_of(person):
        yield {
            "organisation": lead.organisation.name,
            "to": lead.provider.organisation.name,
            "state": lead.get_state_display(),
            "name": lead.contact_name,
            "email": lead.contact_email,
            "phone": lead.contact_phone,
            "text": lead.message,
            "answer": lead.decline_reason,
            "since": lead.asked_at,
        }


def request_messages(person: Person) -> Iterator[Row]:
    """What the person wrote on requests, and the files that it sent with it."""
    if person.user is None:
        return
    written = LeadMessage.objects.filter(by=person.user)
    related = written.select_related(
        "lead__organisation", "lead__provider__organisation"
    )
    for message in related.prefetch_related("files").order_by("-at", "-pk"):
        yield {
            "organisation": message.lead.organisation.name,
            "to": message.lead.provider.organisation.name,
            "text": message.text,
            "file": [file.name for file in message.files.all()],
            "since": message.at,
        }


def request_events(person: Person) -> Iterator[Row]:
    """How the person moved requests on, offered, and said what came of it."""
    if person.user is None:
        return
    events = LeadEvent.objects.filter(by=person.user)
    related = events.select_related(
        "lead__organisation", "lead__provider__organisation"
    )
    for event in related.order_by("-at", "-pk"):
        yield {
            "organisation": event.lead.organisation.name,
            "to": event.lead.provider.organisation.name,
            "state": event.get_state_display(),
            "since": event.at,
        }


def invitations(person: Person) -> Iterator[Row]:
    """To answer some pillars for an enterprise."""
    for respondent in invitations_to(person.emails).order_by("-invited_at", "-pk"):
        yield {
            "organisation": respondent.assessment.organisation.name,
            "name": respondent.name,
            "email": respondent.email,
            "since": respondent.invited_at,
            "opened": respondent.opened_at,
            "finished": respondent.finished_at,
            "withdrawn": respondent.withdrawn_at,
        }


def work(person: Person) -> Iterator[Row]:
    """To work for an association or a provider."""
    for invitation in work_offered_to(person.emails).order_by("-sent_at", "-pk"):
        yield {
            "organisation": invitation.organisation.name,
            "role": invitation.get_role_display(),
            "email": invitation.email,
            "since": invitation.sent_at,
            "opened": invitation.opened_at,
            "finished": invitation.accepted_at,
            "withdrawn": invitation.ended_at,
        }


def customers(person: Person) -> Iterator[Row]:
    """Named by a provider as whom to ask about it."""
    named = customers_named(person.emails).select_related(
        "application__provider__organisation"
    )
    for reference in named.order_by("pk"):
        yield {
            "organisation": reference.name,
            "to": reference.application.provider.organisation.name,
            "name": reference.contact_name,
            "email": reference.email,
            "phone": reference.phone,
            "since": reference.asked_at,
            "finished": reference.answered_at,
        }


def members(person: Person) -> Iterator[Row]:
    """Whom an association calls about a member, as it typed that itself."""
    addressed = Member.objects.alias(lowered=Lower("email"))
    known = addressed.filter(lowered__in=person.emails)
    in_order = known.select_related("association").order_by("-added_at", "-pk")
    for member in in_order:
        yield {
            "to": member.association.name,
            "organisation": member.name,
            "name": member.contact_person,
            "email": member.email,
            "phone": member.phone,
            "text": member.note,
            "since": member.added_at,
        }


def links(person: Person) -> Iterator[Row]:
    if person.user is None:
        return
    made = ShareLink.objects.filter(created_by=person.user)
    for link in made.select_related("result__organisation").order_by("-created_at"):
        yield {
            "organisation": link.result.organisation.name,
            "since": link.created_at,
            "until": link.expires_at,
            "withdrawn": link.revoked_at,
        }


def claims(person: Person) -> Iterator[Row]:
    """Enterprises that come into the account when it is first signed in."""
    if person.user is None:
        return
    bound = PendingClaim.objects.filter(user=person.user)
    for claim in bound.select_related("organisation"):
        yield {"organisation": claim.organisation.name, "since": claim.made_at}


def rights(person: Person) -> Iterator[Row]:
    """What the person asked for about these very data."""
    is_theirs = Q(user__isnull=True, lowered__in=person.emails)
    if person.user:
        is_theirs |= Q(user=person.user)
    addressed = PersonRequest.objects.alias(lowered=Lower("email"))
    asked = addressed.filter(is_theirs)
    for request in asked.order_by("-received_at", "-pk"):
        yield {
            "number": request.public_id,
            "kind": request.get_kind_display(),
            "text": request.words,
            "state": request.get_state_display(),
            "since": request.received_at,
            "answered_by": request.due_on,
            "closed": request.closed_at,
        }
