"""Storing what was suggested, as it was shown."""

from datetime import datetime

from django.db import transaction

from accounts.audit.services import record_event
from accounts.models import User
from indexes.documents.reader import checksum_of
from providers.matching.content import content_of
from providers.matching.plan import Plan
from providers.models import Recommendation
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
    content = content_of(result, budget=budget, now=now, plan=plan)
    # The same digest is the same answer: only the moment of asking moves, which decides
    # which of several is shown.
    stored, is_new = Recommendation.objects.update_or_create(
        result=result,
        digest=checksum_of(content),
        defaults={"asked_at": now},
        create_defaults={
            "asked_at": now,
            "created_at": now,
            "budget": budget,
            "content": content,
        },
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
