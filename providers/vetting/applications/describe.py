"""What the pages say of an application."""

from collections.abc import Iterator
from datetime import datetime

from language.texts import in_language
from providers.models import Application
from providers.nearness import RELATIONS
from providers.vetting.applications.missing import Gap
from providers.vetting.applications.queries import (
    appeal_until,
    criteria_of,
    files_of,
    may_appeal,
    may_renew,
    missing_in,
)
from providers.vetting.wording import GAPS, NEXT, STATE_BADGES, STEPS


def gap_words(gap: Gap) -> dict[str, str]:
    label = in_language(gap.label) if gap.label else ""
    return {"label": label, "words": str(GAPS[gap.code]) % gap.params}


def row_of(application: Application, now: datetime) -> dict:
    """Of a list."""
    return {
        "application": application,
        "badge": STATE_BADGES[application.state],
        "next": NEXT[application.state],
        "may_renew": may_renew(application, now),
    }


def description_of(application: Application, now: datetime) -> dict:
    """Of the page of the provider."""
    is_editable = application.state in Application.EDITABLE
    gaps = missing_in(application, now)
    # Its last day is asked for only where there is one.
    may_now_appeal = may_appeal(application, now)
    return row_of(application, now) | {
        "provider": application.provider,
        "association": application.association,
        "criteria": criteria_of(application),
        "parts": list(_parts(application, gaps)),
        "missing": len(gaps),
        "is_editable": is_editable,
        "may_take_back": application.state in Application.OPEN,
        "steps": steps_of(application),
        "replied": application.inquiries.filter(replied_at__isnull=False),
        "may_appeal": may_now_appeal,
        "appeal_until": appeal_until(application) if may_now_appeal else None,
    }


def _parts(application: Application, gaps: list[Gap]) -> Iterator[dict]:
    """The pages, each with what it lacks."""
    # A part with a document is begun, also where no field was saved.
    named = set(files_of(application).values_list("criterion", flat=True))
    begun = set(application.declarations.values_list("criterion", flat=True)) | named
    for criterion in criteria_of(application).criteria:
        own = [gap_words(gap) for gap in gaps if gap.criterion == criterion.id]
        yield {
            "name": criterion.id,
            "title": in_language(criterion.name),
            "about": in_language(criterion.about),
            "gaps": own,
            "is_begun": criterion.id in begun,
        }
    yield {"name": RELATIONS, "title": "", "gaps": [], "is_begun": RELATIONS in begun}


def steps_of(application: Application) -> list[dict]:
    """The oldest first."""
    return [
        {"at": step.at, "what": STEPS[step.action], "words": step.words}
        for step in application.steps.all()
    ]
