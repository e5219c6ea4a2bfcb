"""Ratings: only of what was delivered, one for a request, one reply, moderated with a reason.

What a provider has of them is counted anew with each, in the same transaction.
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from django.db import IntegrityError, transaction
from django.db.models import Count, F, Sum
from django.db.models.signals import post_delete

from accounts.audit.services import record_event
from accounts.models import Organisation, User
from providers.errors import ProviderError
from providers.models import Lead, Provider, Rating
from providers.models.ratings import ASPECTS, STARS
from providers.nearness import is_declared, is_of_house
from providers.ratings.independence import nearness
from providers.webhooks.events import About
from providers.webhooks.services import announce

DELIVERED = (Lead.State.DELIVERED, Lead.State.CLOSED)
LONGEST_WORDS = 2000
HUNDREDTH = Decimal("0.01")


def listen() -> None:
    """Called when the site starts."""
    post_delete.connect(
        _on_delete, sender=Rating, dispatch_uid="providers.ratings.services"
    )


def _on_delete(instance: Rating, **_others) -> None:
    """It goes with its enterprise; the provider itself may be what goes."""
    provider = Provider.objects.filter(pk=instance.provider_id).first()
    if provider:
        count_ratings(provider)


@transaction.atomic
def rate(
    *,
    lead: Lead,
    stars: Mapping[str, int],
    words: str,
    by: User,
    now: datetime,
    device: str = "",
) -> Rating:
    """Of each aspect one to five stars.

    Raises ProviderError: not_delivered, stars_missing, rated_already, rating_of_oneself,
    rating_same_browser.
    """
    lead = _locked_lead(lead)
    if not was_delivered(lead):
        raise ProviderError("not_delivered")
    # All of them: a mean over aspects of which some are missing favours whoever leaves
    # out the worst.
    given = {aspect: stars.get(aspect) for aspect in ASPECTS}
    if not all(each in STARS for each in given.values()):
        raise ProviderError("stars_missing")
    # Before it is written: a rating taken back later has moved the average for a while.
    near = nearness(lead.organisation, lead.provider, device)
    if near:
        raise ProviderError(near)
    rating = Rating(
        lead=lead,
        provider=lead.provider,
        enterprise=lead.organisation,
        words=words.strip()[:LONGEST_WORDS],
        rated_by=by,
        rated_at=now,
        **given,
    )
    _save_once(rating)
    _changed("rating.given", rating, by, now)
    return rating


def was_delivered(lead: Lead) -> bool:
    """Also where what was agreed is over: it may have been closed without any work."""
    if lead.state not in DELIVERED:
        return False
    # By what happened, not by where it stands: an agreement that falls through is
    # closed as well.
    return lead.events.filter(state=Lead.State.DELIVERED).exists()


def _locked_lead(lead: Lead) -> Lead:
    locked = Lead.objects.select_for_update(of=("self",))
    return locked.select_related("organisation", "provider__organisation").get(
        pk=lead.pk
    )


def _save_once(rating: Rating) -> None:
    try:
        # A savepoint: PostgreSQL goes on in a transaction only without its failure.
        with transaction.atomic():
            rating.save(force_insert=True)
    except IntegrityError as error:
        raise ProviderError("rated_already") from error


@transaction.atomic
def reply_to_rating(*, rating: Rating, words: str, by: User, now: datetime) -> Rating:
    """Once, for everybody to read. Raises ProviderError: reply_missing, replied_already."""
    words = words.strip()[:LONGEST_WORDS]
    if not words:
        raise ProviderError("reply_missing")
    held = _locked(rating)
    if held.replied_at:
        raise ProviderError("replied_already")
    held.reply, held.replied_by, held.replied_at = words, by, now
    held.save(update_fields=["reply", "replied_by", "replied_at"])
    _record("rating.replied", held, by, now)
    return held


@transaction.atomic
def hide_rating(
    *,
    rating: Rating,
    because: str,
    by: User,
    association: Organisation,
    now: datetime,
) -> Rating:
    """Neither shown nor counted; the reason stands in its place.

    Raises ProviderError: reason_missing, rating_of_oneself.
    """
    because = because.strip()[:LONGEST_WORDS]
    if not because:
        raise ProviderError("reason_missing")
    held = _locked(rating)
    _refuse_own(held, by)
    held.hidden_at, held.hidden_because = now, because
    held.hidden_for = association
    held.save(update_fields=["hidden_at", "hidden_because", "hidden_for"])
    _changed("rating.hidden", held, by, now)
    return held


@transaction.atomic
def show_rating(*, rating: Rating, by: User, now: datetime) -> Rating:
    """Raises ProviderError: rating_of_oneself."""
    held = _locked(rating)
    _refuse_own(held, by)
    held.hidden_at, held.hidden_because, held.hidden_for = None, "", None
    held.save(update_fields=["hidden_at", "hidden_because", "hidden_for"])
    _changed("rating.shown", held, by, now)
    return held


def _refuse_own(held: Rating, by: User) -> None:
    """Whoever is near to a side does not judge what is said between them, as with complaints."""
    sides = [held.enterprise, held.provider.organisation]
    own = Organisation.objects.filter(memberships__user=by)
    if is_of_house(sides, own) or is_declared(by, held.provider):
        raise ProviderError("rating_of_oneself")


def _locked(rating: Rating) -> Rating:
    locked = Rating.objects.select_for_update(of=("self",))
    return locked.select_related("enterprise", "provider__organisation").get(
        pk=rating.pk
    )


def _changed(action: str, rating: Rating, by: User, now: datetime) -> None:
    count_ratings(rating.provider)
    _record(action, rating, by, now)


def count_ratings(provider: Provider) -> None:
    """The mean over all aspects, exact to the hundredth, whatever the order of the rows."""
    # Two ratings at once would each count without the other.
    held = Provider.objects.select_for_update().get(pk=provider.pk)
    shown = Rating.objects.filter(provider=held, hidden_at__isnull=True)
    of_one = F("quality") + F("price") + F("time") + F("support")
    counted = shown.aggregate(count=Count("pk"), stars=Sum(of_one))
    held.rating_count = counted["count"]
    held.rating_average = _mean(counted["stars"], counted["count"])
    held.save(update_fields=["rating_count", "rating_average"])
    provider.rating_count = held.rating_count
    provider.rating_average = held.rating_average


def _mean(stars: int | None, count: int) -> Decimal | None:
    if not count or stars is None:
        return None
    # Of sums and not of means: rounding once, so that it does not depend on the order.
    mean = Decimal(stars) / (count * len(ASPECTS))
    return mean.quantize(HUNDREDTH, ROUND_HALF_UP)


def _record(action: str, rating: Rating, by: User, now: datetime) -> None:
    organisation = rating.provider.organisation
    state = "hidden" if rating.hidden_at else "shown"
    announce(
        provider=rating.provider,
        event=action,
        about=About("rating", rating.public_id, state),
        now=now,
    )
    record_event(
        action=action,
        organisation=organisation,
        actor=by,
        subject=f"rating:{rating.public_id}",
        now=now,
        details={"state": state},
    )
