"""Writes of a provider on its own entry. What is small appears at once; the rest is asked for."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from accounts.audit.services import record_event
from accounts.models import Organisation, User
from accounts.services import keep_new_organisation
from providers.changes.queries import pending_changes
from providers.changes.services import OF_SUBSTANCE, ask_for_change
from providers.directory.entries import free_slug
from providers.directory.keys import renew_key
from providers.directory.versions import keep_version
from providers.errors import ProviderError
from providers.models import Change, Pause, Provider, Solution
from providers.pauses.services import pause, resume
from providers.profile.files import keep_papers
from survey.evidence.files import CheckedFile

# Switching off needs nobody's leave; switching on does, until somebody has looked at it.
_SUBSTANCE = set(OF_SUBSTANCE[Solution]) - {"is_active"}
MOST_SOLUTIONS = 50


@transaction.atomic
def create_provider(
    *, name: str, tax_code: str, about: Mapping[str, str], by: User, now: datetime
) -> Provider:
    """By the operator. Nobody works there yet: its first manager is asked by a letter."""
    kind = Organisation.Kind.PROVIDER
    organisation = Organisation(kind=kind, name=name, tax_code=tax_code, created_at=now)
    keep_new_organisation(organisation=organisation, by=by, now=now)
    provider = organisation.provider
    provider.about = dict(about)
    provider.save(update_fields=["about"])
    keep_version(provider, by, now)
    return provider


@transaction.atomic
def save_profile(
    *, provider: Provider, said: Mapping[str, object], by: User, now: datetime
) -> list[str]:
    """The names of the fields that are other than before; they appear at once."""
    changed = _put(provider, said)
    if changed:
        provider.save(update_fields=changed)
        keep_version(provider, by, now)
        _record("provider.changed", provider, changed, by, now)
    return changed


@transaction.atomic
def save_solution(
    *, solution: Solution, said: Mapping[str, object], by: User, now: datetime
) -> Change | None:
    """What is small appears at once; the change that waits for an officer, if one does.

    Of a solution that nobody has looked at yet all of it waits.
    """
    small = {name: value for name, value in said.items() if name not in _SUBSTANCE}
    large = {name: value for name, value in said.items() if name in _SUBSTANCE}
    changed = _put(solution, small)
    if solution.judged_at is None:
        # Nobody sees it yet, so nobody is misled by a price that no officer has
        # compared.
        changed += _put(solution, large)
    if changed:
        solution.save(update_fields=changed)
        keep_version(solution, by, now)
        renew_key(solution.provider)
        _record("solution.changed", solution.provider, changed, by, now, solution)
    if solution.judged_at is None:
        return _ask_for_all(solution, by, now)
    return ask_for_change(entry=solution, values=large, by=by, now=now)


@transaction.atomic
def add_solution(
    *, provider: Provider, said: Mapping[str, object], by: User, now: datetime
) -> Solution:
    """Shown and suggested once an officer has accepted it.

    Raises ProviderError: too_many_solutions.
    """
    # Two tabs at once must not get past the most there may be.
    locked = Provider.objects.select_for_update(of=("self",))
    locked = locked.select_related("organisation").get(pk=provider.pk)
    if locked.solutions.count() >= MOST_SOLUTIONS:
        raise ProviderError("too_many_solutions")
    solution = Solution(provider=locked, is_active=False, **said)
    # By its first name and for good: addresses that were printed must go on leading
    # there.
    solution.slug = free_slug(said["name"]["vi"], Solution)
    solution.save()
    keep_version(solution, by, now)
    _record("solution.added", locked, sorted(said), by, now, solution)
    _ask_for_all(solution, by, now)
    return solution


def _ask_for_all(solution: Solution, by: User, now: datetime) -> Change | None:
    """It stands as it is meant to be, only nobody sees it: what is asked for is that."""
    values = {"is_active": True}
    return ask_for_change(entry=solution, values=values, by=by, now=now)


@transaction.atomic
def switch_solution(
    *, solution: Solution, is_on: bool, by: User, now: datetime
) -> None:
    """Off at once, and on again where an officer accepted it before. Raises: not_judged."""
    # Else a provider would switch on what the officer was to look at first.
    if is_on and solution.judged_at is None:
        raise ProviderError("not_judged")
    if solution.is_active == is_on:
        return
    solution.is_active = is_on
    solution.save(update_fields=["is_active"])
    keep_version(solution, by, now)
    renew_key(solution.provider)
    _record("solution.switched", solution.provider, ["is_active"], by, now, solution)


@transaction.atomic
def save_certificates(
    *,
    provider: Provider,
    ends: Mapping[str, date | None],
    by: User,
    now: datetime,
    papers: Mapping[str, CheckedFile] | None = None,
    kept: Mapping[str, str] | None = None,
) -> Change | None:
    """ends: until when each is valid, by its name, in the order in which they stand.

    papers: what shows them, of those for which a file was sent now. kept: which of those sent
    before belongs to a name that is new.
    """
    waiting = pending_changes().filter(provider=provider, solution=None).first()
    standing = waiting.after if waiting else {}
    shown = standing.get("certificate_files", provider.certificate_files)
    shown = (kept or {}) | shown
    if papers:
        sent = keep_papers(provider=provider, papers=papers, by=by, now=now)
        shown = shown | sent
    values = {
        "certificate_files": {name: shown[name] for name in ends if name in shown},
        "certificates": list(ends),
        "certificate_ends": {name: str(day) for name, day in ends.items() if day},
    }
    return ask_for_change(entry=provider, values=values, by=by, now=now)


def pause_oneself(*, provider: Provider, until: date, by: User, now: datetime) -> None:
    """Raises ProviderError: pause_is_over."""
    own = Pause.Reason.OWN
    pause(provider=provider, reason=own, ends=until, by=by, now=now)


def resume_oneself(*, provider: Provider, by: User, now: datetime) -> None:
    resume(provider=provider, reason=Pause.Reason.OWN, by=by, now=now)


def _put(row: Provider | Solution, said: Mapping[str, object]) -> list[str]:
    changed = [name for name in said if getattr(row, name) != said[name]]
    for name in changed:
        setattr(row, name, said[name])
    return changed


def _record(
    action: str,
    provider: Provider,
    fields: list[str],
    by: User,
    now: datetime,
    solution: Solution | None = None,
) -> None:
    record_event(
        action=action,
        organisation=provider.organisation,
        actor=by,
        subject=f"solution:{solution.slug}"
        if solution
        else f"provider:{provider.slug}",
        now=now,
        details={"fields": sorted(fields)},
    )
