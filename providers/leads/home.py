"""What the page after signing in says of an enterprise: its requests to providers."""

from collections.abc import Sequence
from datetime import datetime

from accounts.models import Organisation
from providers.leads.queries import leads_at
from providers.models import Lead

SHOWN = 3  # requests per enterprise; each request page lists the others


def requests_of(
    enterprises: Sequence[Organisation], now: datetime
) -> dict[int, list[Lead]]:
    """The newest requests of each enterprise that were not withdrawn."""
    asked = leads_at(now).filter(organisation__in=enterprises)
    requests: dict[int, list[Lead]] = {}
    # One query for all enterprises; each has few requests, so the rest is cut off here.
    for lead in asked.exclude(shown_state=Lead.State.WITHDRAWN):
        of_enterprise = requests.setdefault(lead.organisation_id, [])
        if len(of_enterprise) < SHOWN:
            of_enterprise.append(lead)
    return requests
