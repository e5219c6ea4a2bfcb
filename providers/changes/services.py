"""Changes of substance: asked for by a provider, judged by an officer of an association.

Of substance are the price, what a solution raises and certificates: suggestions and owners go by
them. Until a change is accepted the entry says what it said before.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.audit.services import record_event
from accounts.models import Organisation, User
from providers.changes.email import tell_provider
from providers.directory.versions import keep_version
from providers.errors import ProviderError
from providers.models import Change, Provider, Solution

State = Change.State
OF_SUBSTANCE = {
    Solution: ("price_from", "price_to", "price_unit", "improves", "is_active"),
    Provider: ("certificates", "certificate_ends", "certificate_files"),
}


@transaction.atomic
def ask_for_change(
    *,
    entry: Provider | Solution,
    values: Mapping[str, object],
    by: User | None,
    now: datetime,
) -> Change | None:
    """Instead of what was asked for before, if that still waits.

    None where the entry says so already: then nothing waits any more.
    Raises ProviderError: asked_at_once.
    """
    locked = _locked(entry)
    before = _pending(locked).first()
    after = {
        name: value for name, value in values.items() if _of(locked, name) != value
    }
    if before is not None:
        if before.after == after:
            return before
        _end(before, State.WITHDRAWN, by, now)
    if not after:
        return None
    change = Change(
        provider=_provider_of(locked),
        solution=locked if isinstance(locked, Solution) else None,
        before={name: _of(locked, name) for name in after},
        after=after,
        asked_by=by,
        asked_at=now,
    )
    try:
        with transaction.atomic():
            change.save()
    except IntegrityError as error:
        raise ProviderError("asked_at_once") from error
    _record("provider.change_asked", change, by, now)
    return change


@transaction.atomic
def take_back(*, change: Change, by: User | None, now: datetime) -> None:
    """By the provider. Twice has the effect of once."""
    locked = Change.objects.select_for_update(of=("self",)).get(pk=change.pk)
    if locked.state == State.PENDING:
        _end(locked, State.WITHDRAWN, by, now)


@transaction.atomic
def judge_change(
    *,
    change: Change,
    is_accepted: bool,
    reason: str,
    association: Organisation,
    by: User,
    now: datetime,
) -> Change:
    """Accepted, the entry says it from now on, and the price counts as confirmed today.

    Raises ProviderError: not_pending, change_reason_missing, own_change, stands_otherwise.
    """
    locked = Change.objects.select_for_update(of=("self",)).get(pk=change.pk)
    if locked.state != State.PENDING:
        raise ProviderError("not_pending")
    organisation = locked.provider.organisation
    # Also of who left meanwhile or asked for it: nobody judges what is its own.
    if by == locked.asked_by or organisation.memberships.filter(user=by).exists():
        raise ProviderError("own_change")
    if not is_accepted and not reason.strip():
        raise ProviderError("change_reason_missing")
    locked.association, locked.reason = association, reason.strip()
    _end(locked, State.ACCEPTED if is_accepted else State.DECLINED, by, now)
    if is_accepted:
        _apply(locked, by, now)
    transaction.on_commit(lambda: tell_provider(locked), robust=True)
    return locked


def _apply(change: Change, by: User, now: datetime) -> None:
    entry = _locked(change.solution or change.provider)
    # An import may have changed it meanwhile: what was compared is not what stands.
    if any(_of(entry, name) != value for name, value in change.before.items()):
        raise ProviderError("stands_otherwise")
    fields = list(change.after)
    for name, value in change.after.items():
        setattr(entry, name, value)
    if isinstance(entry, Solution):
        entry.judged_at = now
        entry.price_confirmed = timezone.localdate(now)
        fields += ["judged_at", "price_confirmed"]
    entry.save(update_fields=fields)
    keep_version(entry, change.asked_by, now)


def _end(change: Change, state: State, by: User | None, now: datetime) -> None:
    change.state = state
    if state != State.WITHDRAWN:
        change.judged_by = by
    change.judged_at = now
    change.save()
    _record(f"provider.change_{state}", change, by, now)


def _pending(entry: Provider | Solution):
    changes = Change.objects.filter(provider=_provider_of(entry), state=State.PENDING)
    return changes.filter(solution=entry if isinstance(entry, Solution) else None)


def _provider_of(entry: Provider | Solution) -> Provider:
    return entry.provider if isinstance(entry, Solution) else entry


def _of(entry: Provider | Solution, name: str) -> object:
    return getattr(entry, name)


def _locked(entry: Provider | Solution) -> Provider | Solution:
    """Who asks next waits here."""
    rows = type(entry).objects.select_for_update(of=("self",))
    related = (
        "provider__organisation" if isinstance(entry, Solution) else "organisation"
    )
    return rows.select_related(related).get(pk=entry.pk)


def _record(action: str, change: Change, by: User | None, now: datetime) -> None:
    subject = change.solution.slug if change.solution else change.provider.slug
    record_event(
        action=action,
        organisation=change.provider.organisation,
        actor=by,
        subject=f"change:{change.public_id}",
        now=now,
        details={"of": subject, "fields": sorted(change.after)},
    )
