"""What the page after signing in says of an enterprise: its requests to providers."""

from collections.abc import Sequence
from datetime import datetime

from accounts.models import Organisation
from providers.leads.queries import leads
from providers.models import Lead

SHOWN = 3  # requests per enterprise; each request page lists the others


def requests_of(
    enterprises: Sequence[Organisation], now: datetime
) -> dict[int, list[Lead]]:
    """The newest requests of each enterprise that were not withdrawn."""
    found: dict[int, list[Lead]] = {}
    for lead in (
        leads(now)
        .filter(organisation__in=enterprises)
        .exclude(shown_state=Lead.State.WITHDRAWN)
    ):
        asked = found.setdefault(lead.organisation_id, [])
        if len(asked) < SHOWN:
            asked.append(lead)
    return found
