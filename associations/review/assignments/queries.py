"""Reads: who has what to review, and what waits for somebody. Constant queries each."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet

from accounts.access.reviewing import people_who_may
from accounts.access.scopes import (
    consents_of_one_round,
    consents_on_rounds,
    consents_to,
)
from accounts.models import Organisation, User
from associations.models import Assignment, Review
from associations.models.reviews import UNDER_WAY_IN_ORDER
from associations.review.phases.queries import Phase
from associations.review.standing import LEAST
from survey.evidence.queries import files_waiting
from survey.models import Evidence, Result
from survey.results.queries import results

State = Assignment.State
ACTIVE = (State.WAITING, State.ASKING)
HELD = (*ACTIVE, State.DONE)
DECIDED_SHOWN = 20


def _is_shared(association: Organisation, now: datetime, result: str) -> Exists:
    """Whether the answers behind a result may be read at this moment, of all rounds or this."""
    consents = consents_on_rounds(association, now, result)
    return Exists(consents.filter(scope__gte=LEAST))


def reviews_of(association: Organisation, now: datetime) -> QuerySet[Review]:
    """Those that may be looked at: shared at this moment, and not replaced by a correction."""
    return all_reviews().filter(
        _is_shared(association, now, "result__"),
        association=association,
        result__assessment__replaced_at__isnull=True,
    )


def all_reviews() -> QuerySet[Review]:
    """With the enterprise, as lists name it. Who may see one is not asked here."""
    return Review.objects.select_related("organisation")


def queue_of(
    association: Organisation,
    reviewer: User,
    own: Iterable[int],
    now: datetime,
    state: str = State.WAITING,
) -> QuerySet[Assignment]:
    """What lies with a reviewer, what waits longest first; nothing of enterprises in `own`."""
    queue = _queue(association, reviewer, own, now).filter(state=state)
    in_order = queue.order_by("waiting_since", "pk")
    return in_order.select_related(
        "review__organisation", "review__result__index_version"
    ).defer("review__result__index_version__document")


def _queue(
    association: Organisation, reviewer: User, own: Iterable[int], now: datetime
) -> QuerySet[Assignment]:
    given = Assignment.objects.filter(
        _is_shared(association, now, "review__result__"),
        reviewer=reviewer,
        review__association=association,
        review__result__assessment__replaced_at__isnull=True,
    )
    return given.exclude(review__organisation__in=list(own))


def under_way(association: Organisation, now: datetime) -> QuerySet[Review]:
    """Every review that is not decided, appeals by their day first."""
    reviews = reviews_of(association, now).exclude(state=Review.State.DECIDED)
    return reviews.order_by(*UNDER_WAY_IN_ORDER)


def with_who_looks(reviews: QuerySet[Review]) -> QuerySet[Review]:
    people = Assignment.objects.filter(state__in=HELD).select_related("reviewer")
    return reviews.prefetch_related(Prefetch("assignments", people, to_attr="looking"))


def appeals(association: Organisation, now: datetime) -> QuerySet[Review]:
    """Those under way that a firm asked for, since it does not agree with what was found."""
    return under_way(association, now).filter(against__isnull=False)


def decided_last(
    association: Organisation, reader: User, now: datetime
) -> list[Review]:
    """The newest outcomes; none of a result that the reader is still to judge."""
    own = Assignment.objects.filter(reviewer=reader, state__in=ACTIVE)
    decided = reviews_of(association, now).filter(state=Review.State.DECIDED)
    told = decided.exclude(result__in=own.values("review__result"))
    return list(told.order_by("-decided_at", "-pk")[:DECIDED_SHOWN])


def not_begun(association: Organisation, now: datetime) -> QuerySet[Result]:
    """Newest results with files that nobody reviews yet, those sent first first.

    Of who shares single rounds only: those.
    """
    begun = Review.objects.filter(association=association, result=OuterRef("pk"))
    unseen = Evidence.objects.filter(
        assessment=OuterRef("assessment"), removed_at__isnull=True, verdict=""
    )
    waiting = Result.objects.filter(Exists(unseen), ~Exists(begun))
    offered = results().filter(
        pk__in=_offered(waiting, association, now),
        assessment__replaced_at__isnull=True,
    )
    return offered.order_by("assessment__submitted_at", "assessment_id")


def with_files(results: QuerySet[Result]) -> QuerySet[Result]:
    """Each with how many of its files wait."""
    return results.annotate(waiting=files_waiting())


def _offered(
    waiting: QuerySet[Result], association: Organisation, now: datetime
) -> QuerySet:
    """Keys of those that are shared: asked in two parts, each of which begins with the consents."""
    every = consents_to(association, now).filter(scope__gte=LEAST)
    single = consents_of_one_round(association, now).filter(scope__gte=LEAST)
    newest = waiting.filter(newest_of__organisation__in=every.values("enterprise"))
    of_round = waiting.filter(
        _is_shared(association, now, ""),
        organisation__in=single.values("enterprise"),
    )
    keys = newest.order_by().values("pk")
    # Once or twice is the same here, and telling which would sort them.
    return keys.union(of_round.order_by().values("pk"), all=True)


def reviewers_of(association: Organisation, phase: Phase) -> list[User]:
    """Whoever may review for it in this phase, those with the least to do first. Two queries."""
    may_look = people_who_may(phase.action, association)
    people = list(may_look.order_by("full_name", "pk"))
    active = Assignment.objects.filter(reviewer__in=people, state__in=ACTIVE)
    by_person = active.order_by().values_list("reviewer")
    loads = dict(by_person.annotate(Count("pk")))
    for person in people:
        person.load = loads.get(person.pk, 0)
    return sorted(people, key=lambda each: each.load)


def had_part_in(review: Review) -> set[int]:
    """Keys of those who looked at what an appeal is against."""
    if review.against_id is None:
        return set()
    before = Assignment.objects.filter(review=review.against_id)
    return {key for key in before.values_list("reviewer", flat=True) if key}


def counts_of(
    association: Organisation, reviewer: User, own: Iterable[int], now: datetime
) -> dict[str, int]:
    """How many lie with a reviewer, by state. One query."""
    queue = _queue(association, reviewer, own, now)
    return dict(queue.values_list("state").annotate(Count("pk")).order_by())
