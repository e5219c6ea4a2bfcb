"""Storing what was suggested, as it was shown, and whom an enterprise wants suggested no more."""

from datetime import datetime

from django.db import transaction

from accounts.audit.services import record_event
from accounts.models import Organisation, User
from indexes.documents.reader import checksum_of
from providers.matching.content import noted, shown_by
from providers.matching.kept.replay import kept_inputs
from providers.matching.kept.state import keep_directory
from providers.matching.match import Match, match_of
from providers.matching.outcome import outcome_of, worth_of
from providers.matching.plan import Plan
from providers.models import HiddenProvider, Provider, Recommendation
from survey.models import Result


@transaction.atomic
def recommend(
    *,
    result: Result,
    now: datetime,
    by: User | None = None,
    budget: int | None = None,
    plan: Plan | None = None,
) -> Recommendation:
    """Match and store. Asked again with nothing changed, the stored recommendation is the
    answer.

    plan: what the firm means to do; None for the way we advise.
    """
    match = match_of(result, budget, now, plan)
    content = noted(match)
    # The same digest is the same answer: only the moment of asking moves, which decides
    # which of several is shown.
    stored, is_new = Recommendation.objects.update_or_create(
        result=result,
        digest=checksum_of(content),
        defaults={"asked_at": now},
        create_defaults=_kept_with(match, content, now),
    )
    if is_new:
        record_event(
            action="recommendation.made",
            organisation=result.organisation,
            actor=by,
            subject=f"result:{result.public_id}",
            now=now,
            details={
                "digest": stored.digest[:16],
                "suggestions": len(content["suggestions"]),
            },
        )
    return stored


def _kept_with(match: Match, content: dict, now: datetime) -> dict:
    return {
        "asked_at": now,
        "created_at": now,
        "budget": match.request.budget,
        "content": content,
        "inputs": kept_inputs(match),
        # Asked for only where there is something new to keep.
        "directory": lambda: keep_directory(match.directory.entries, now),
        "shown": shown_by(match, content),
        "outcome": lambda: outcome_of(match, content),
        "worth": lambda: worth_of(match),
    }


@transaction.atomic
def hide_provider(
    *, enterprise: Organisation, provider: Provider, by: User | None, now: datetime
) -> None:
    """It is suggested to this enterprise no more, until that is taken back."""
    _row, is_new = HiddenProvider.objects.get_or_create(
        enterprise=enterprise, provider=provider, defaults={"hidden_at": now}
    )
    if is_new:
        _record("provider.hidden", enterprise, provider, by, now)


@transaction.atomic
def show_provider(
    *, enterprise: Organisation, provider: Provider, by: User | None, now: datetime
) -> None:
    """Taken back: it may be suggested again."""
    hidden = HiddenProvider.objects.filter(enterprise=enterprise, provider=provider)
    count, _by_model = hidden.delete()
    if count:
        _record("provider.unhidden", enterprise, provider, by, now)


def _record(
    action: str,
    enterprise: Organisation,
    provider: Provider,
    by: User | None,
    now: datetime,
) -> None:
    record_event(
        action=action,
        organisation=enterprise,
        actor=by,
        subject=f"provider:{provider.organisation.public_id}",
        now=now,
    )
