"""Work that was delivered, and what was said of it."""

from accounts.models import User
from providers.models import Lead, Rating
from providers.ratings.services import rate
from tests.builders import NOW

STARS = {"quality": 5, "price": 4, "time": 3, "support": 4}


def bring_to(lead: Lead, *states: str) -> Lead:
    """Through these states, without the pages of requests."""
    for state in states:
        lead.events.create(
            number=lead.events.count() + 1,
            side="provider",
            was=lead.state,
            state=state,
            name=f"lead.{state}",
            at=NOW,
        )
        lead.state = state
    lead.save()
    return lead


def deliver(lead: Lead) -> Lead:
    return bring_to(lead, "accepted", "talking", "offered", "agreed", "delivered")


def make_rating(lead: Lead, by: User | None, **changes) -> Rating:
    said = {"stars": STARS, "words": "Làm tốt, hơi chậm.", "now": NOW}
    return rate(lead=deliver(lead), by=by, **{**said, **changes})


def arguments_of_rating(lead: Lead, association) -> dict[str, list]:
    rating = "00000000-0000-4000-8000-000000000000"
    return {
        "providers:rate": [lead.public_id],
        "providers:own_ratings": [],
        "providers:reply_to_rating": [rating],
        "providers:ratings": [lead.provider.slug],
        "providers:helped": [lead.provider.slug],
        "providers:changed": [lead.public_id],
        "providers:changed_for_provider": [lead.public_id],
        "associations:ratings": [association.public_id],
        "associations:moderate_rating": [association.public_id, rating],
    }
