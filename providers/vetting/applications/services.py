"""Writes of a provider: beginning, filling in, sending, answering, renewing, appealing."""

from collections.abc import Mapping
from datetime import datetime
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from accounts.models import Organisation, User
from providers.errors import ProviderError
from providers.models import (
    Application,
    Declaration,
    Evaluation,
    Inquiry,
    Provider,
    Reference,
)
from providers.nearness import RELATIONS
from providers.vetting.applications.queries import (
    criteria_of,
    files_of,
    may_appeal,
    may_renew,
    missing_in,
)
from providers.vetting.conflicts import conflict_of_association
from providers.vetting.criteria.queries import criteria_on
from providers.vetting.email import tell_officers, tell_provider
from providers.vetting.references.services import ask_customers
from providers.vetting.transitions import (
    check_editable,
    lock_application,
    move,
    record,
)
from registry.working_days import after

LONGEST_REPLY = 2000
Kind = Application.Kind


@transaction.atomic
def begin(
    *, provider: Provider, association: Organisation, by: User | None, now: datetime
) -> Application:
    """A draft, with what was entered the last time. Raises ProviderError: open_already,
    stands_already, works_there, same_company.
    """
    if provider.applications.filter(state__in=Application.STANDING).exists():
        raise ProviderError("stands_already")
    return _begin(provider, association, Kind.FIRST, by, now)


@transaction.atomic
def renew(*, application: Application, by: User | None, now: datetime) -> Application:
    """Raises ProviderError: too_early, and those of `begin`."""
    if not may_renew(application, now):
        raise ProviderError("too_early")
    return _begin(
        application.provider,
        application.association,
        Kind.RENEWAL,
        by,
        now,
        application,
    )


@transaction.atomic
def appeal(*, application: Application, by: User | None, now: datetime) -> Application:
    """Once, to other people, on new evidence. Raises ProviderError: no_appeal, open_already."""
    if not may_appeal(application, now):
        raise ProviderError("no_appeal")
    return _begin(
        application.provider,
        application.association,
        Kind.APPEAL,
        by,
        now,
        application,
    )


def _begin(
    provider: Provider,
    association: Organisation,
    kind: str,
    by: User | None,
    now: datetime,
    follows: Application | None = None,
) -> Application:
    conflict = conflict_of_association(association, provider)
    if conflict:
        raise ProviderError(conflict)
    # Whatever came of the last one, what was typed into it is typed.
    before = follows or provider.applications.first()
    try:
        # Two taps at once pass every check above; one of them fails here.
        # A savepoint: PostgreSQL goes on in a transaction only without its failure.
        with transaction.atomic():
            application = Application.objects.create(
                provider=provider,
                association=association,
                criteria=criteria_on(localdate(now)).id,
                kind=kind,
                after=follows,
                begun_at=now,
            )
    except IntegrityError as error:
        raise ProviderError("open_already") from error
    if before is not None:
        _carry_over(before, application)
    record(application, "vetting.begun", by, now, kind=str(kind))
    return application


def _carry_over(before: Application, application: Application) -> None:
    """Nobody types anything twice. Only an appeal keeps what customers have answered."""
    for row in before.declarations.all():
        row.pk, row.application = None, application
        row.save(force_insert=True)
    for file in files_of(before):
        # A file of its own: taking one away leaves the other.
        with file.file.open() as kept:
            content = ContentFile(kept.read())
        file.pk, file.public_id, file.application = None, uuid4(), application
        file.file.save(file.name, content, save=False)
        file.save(force_insert=True)
    for row in before.references.all():
        row.pk, row.public_id, row.application = None, uuid4(), application
        # A link belongs to the application it was sent for.
        row.token_hash = ""
        if application.kind != Kind.APPEAL:
            row.asked_at = row.answered_at = row.doubted_at = row.doubted_by = None
            row.answers, row.doubt = {}, ""
        row.save(force_insert=True)


@transaction.atomic
def save_declaration(
    *,
    application: Application,
    criterion: str,
    values: Mapping[str, object],
    by: User | None,
    now: datetime,
) -> None:
    """Of this criterion alone: what stands in others stays. Raises ProviderError: not_now,
    unknown_criterion.
    """
    held = check_editable(application)
    if criterion != RELATIONS and criteria_of(held).criterion(criterion) is None:
        raise ProviderError("unknown_criterion")
    said = {"values": dict(values), "changed_at": now, "changed_by": by}
    Declaration.objects.update_or_create(
        application=held, criterion=criterion, defaults=said
    )


@transaction.atomic
def send(*, application: Application, by: User | None, now: datetime) -> Application:
    """Raises ProviderError: incomplete, nothing_new, not_now, works_there, same_company."""
    held = check_editable(application)
    if missing_in(held, now):
        raise ProviderError("incomplete")
    # People may have changed their work since it was begun.
    conflict = conflict_of_association(held.association, held.provider)
    if conflict:
        raise ProviderError(conflict)
    is_appeal = held.kind == Kind.APPEAL
    if is_appeal and not _has_something_new(held):
        raise ProviderError("nothing_new")
    terms = criteria_of(held).terms
    days = terms.appeal_decided_in if is_appeal else terms.decided_in
    # What the public is told counts from the first time, returned or not.
    first_sent = held.sent_at or now
    due_on = after(localdate(now), days).day
    sent = move(held, "send", by=by, now=now, sent_at=first_sent, due_on=due_on)
    _open_again(sent)
    ask_customers(application=sent, now=now)
    tell_provider(sent, "received")
    tell_officers(sent, "applied")
    return sent


def _open_again(application: Application) -> None:
    """Whoever has handed in before looks at what is new, and hands in once more."""
    done = application.evaluations.filter(state=Evaluation.State.DONE)
    done.update(state=Evaluation.State.OPEN, ended_at=None, percent=None)


def _has_something_new(application: Application) -> bool:
    """A file that was not there when it was decided."""
    looked_at = files_of(application.after).values_list("sha256", flat=True)
    return files_of(application).exclude(sha256__in=list(looked_at)).exists()


@transaction.atomic
def take_back(*, application: Application, by: User, now: datetime) -> Application:
    """Raises ProviderError: not_now."""
    taken = move(application, "take_back", by=by, now=now, due_on=None)
    end_letters(taken)
    return taken


def end_letters(application: Application) -> None:
    """Whoever has not answered yet is asked no more."""
    Reference.objects.filter(application=application).update(token_hash="")


@transaction.atomic
def answer_inquiries(
    *, application: Application, replies: Mapping[int, str], by: User, now: datetime
) -> Application:
    """All at once, as they were asked. Raises ProviderError: reply_missing, not_now."""
    held = lock_application(application)
    # What is noted and not asked yet is for officers alone.
    asked = held.inquiries.filter(asked_at__isnull=False, replied_at__isnull=True)
    answered: list[Inquiry] = []
    for inquiry in asked:
        inquiry.reply = replies.get(inquiry.pk, "").strip()[:LONGEST_REPLY]
        inquiry.replied_at = now
        answered.append(inquiry)
    if not all(inquiry.reply for inquiry in answered):
        raise ProviderError("reply_missing")
    Inquiry.objects.bulk_update(answered, ["reply", "replied_at"])
    days = criteria_of(held).terms.decided_in
    due_on = after(localdate(now), days).day
    done = move(held, "answer", by=by, now=now, due_on=due_on)
    _open_again(done)
    tell_officers(done, "answered")
    return done
