"""Writes on customers: named by the provider, asked by a letter, answering once, doubted."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from accounts.models import Membership, User
from accounts.tokens import token_hash
from providers.errors import ProviderError
from providers.models import Application, Reference
from providers.vetting.criteria.queries import all_criteria
from providers.vetting.email import ask_customer
from providers.vetting.evaluations.services import check_officer
from providers.vetting.transitions import check_editable, record
from registry.working_days import after

MOST = 10
LONGEST_DOUBT = 1000
STANDS_FOR = timedelta(days=60)  # of a link; the letter asks for an answer sooner


@transaction.atomic
def name_customer(
    *,
    application: Application,
    name: str,
    contact_name: str,
    email: str,
    phone: str,
    by: User | None,
    now: datetime,
) -> Reference:
    """Raises ProviderError: not_now, too_many_customers, named_already, own_address."""
    held = check_editable(application)
    if held.references.count() >= MOST:
        raise ProviderError("too_many_customers", most=MOST)
    # The easiest way to five good answers.
    if _is_own(held, email):
        raise ProviderError("own_address")
    try:
        with transaction.atomic():
            return Reference.objects.create(
                application=held,
                name=name,
                contact_name=contact_name,
                email=email.lower(),
                phone=phone,
            )
    except IntegrityError as error:
        raise ProviderError("named_already") from error


def _is_own(application: Application, email: str) -> bool:
    """Nobody of the provider answers for its customers."""
    provider = application.provider
    staff = Membership.objects.filter(
        organisation=provider.organisation_id, user__email__iexact=email
    )
    return email.lower() == provider.email.lower() or staff.exists()


@transaction.atomic
def remove_customer(*, reference: Reference) -> None:
    """Raises ProviderError: not_now."""
    check_editable(reference.application)
    reference.delete()


def ask_customers(*, application: Application, now: datetime) -> None:
    """A letter to each who was not asked yet, within the transaction of sending."""
    terms = all_criteria()[application.criteria].terms
    until = after(localdate(now), terms.customers_answer_in).day
    for reference in application.references.filter(asked_at__isnull=True):
        # Only its hash is kept: whoever reads the table opens nothing.
        token = secrets.token_urlsafe(24)
        reference.token_hash, reference.asked_at = token_hash(token), now
        reference.save(update_fields=["token_hash", "asked_at"])
        ask_customer(reference, token, until)


def asked_by(token: str, now: datetime) -> Reference | None:
    """The customer behind a link that still asks something."""
    asked = Reference.objects.select_related(
        "application__provider__organisation", "application__association"
    )
    return asked.filter(
        token_hash=token_hash(token), asked_at__gt=now - STANDS_FOR
    ).first()


def still_asks(reference: Reference, now: datetime) -> bool:
    is_open = bool(reference.token_hash) and reference.answered_at is None
    return is_open and reference.asked_at > now - STANDS_FOR


@transaction.atomic
def answer(*, reference: Reference, answers: Mapping[str, str], now: datetime) -> None:
    """Once: the link ends by it. Raises ProviderError: answered_already."""
    asked = Reference.objects.filter(pk=reference.pk, answered_at__isnull=True)
    # One statement: of two browsers that send at once one finds nothing to answer.
    open_ones = asked.exclude(token_hash="")
    if not open_ones.update(answers=dict(answers), answered_at=now, token_hash=""):
        raise ProviderError("answered_already")
    application = reference.application
    record(application, "vetting.customer_answered", None, now, customer=reference.pk)


@transaction.atomic
def doubt(*, reference: Reference, words: str, by: User, now: datetime) -> None:
    """By an officer who rang: the answer stays, and counts no more.

    Raises ProviderError: reason_missing, not_answered, and those of `check_officer`.
    """
    # Whoever is too near neither helps nor harms it, by this way either.
    check_officer(reference.application, by)
    words = words.strip()[:LONGEST_DOUBT]
    if not words:
        raise ProviderError("reason_missing")
    answered = Reference.objects.filter(pk=reference.pk, answered_at__isnull=False)
    if not answered.update(doubt=words, doubted_at=now, doubted_by=by):
        raise ProviderError("not_answered")
    application = reference.application
    record(application, "vetting.customer_doubted", by, now, customer=reference.pk)
