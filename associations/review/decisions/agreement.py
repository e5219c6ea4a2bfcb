"""How far those agree who judged the same answers, each alone: for whoever leads the reviews."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from django.db.models import Count, F, Sum
from django.utils.timezone import localdate

from accounts.models import Organisation
from associations.models import Assignment, Finding, Review
from associations.review.findings.queries import JUDGED
from associations.review.phases.queries import phases
from scoring.agreement import quadratic_kappa

AGREED_IN = timedelta(days=365)
KEPT = 30  # associations, in a process
_OTHERS = "assignment__review__assignments"  # of a finding: who else looks

State = tuple[object, ...]


@dataclass(frozen=True)
class Agreement:
    """kappa: None where it is not defined. answers: judged by two, each alone."""

    kappa: float | None
    answers: int


_kept: OrderedDict[int, tuple[State, Agreement]] = OrderedDict()


def agreement(association: Organisation, now: datetime) -> Agreement:
    """Over answers that two people judged, neither seeing what the other found. Two queries.

    Counted anew once a review by several people has begun, has ended or is gone, and every day.
    """
    state = _state(association, now)
    kept = _kept.get(association.pk)
    if kept is None or kept[0] != state:
        kept = (state, _counted(association, now))
        _kept[association.pk] = kept
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return kept[1]


def forget_agreement() -> None:
    """For tests, which use the same numbers again for other things."""
    _kept.clear()


def _state(association: Organisation, now: datetime) -> State:
    """A review that goes on, is settled or is given to one more changes its own."""
    by_several = Review.objects.filter(association=association, wanted__gt=1)
    by_state = by_several.order_by("state").values_list("state")
    counted = by_state.annotate(Count("pk"), Sum("pk"))
    return (localdate(now), *counted)


def _counted(association: Organisation, now: datetime) -> Agreement:
    """The database counts: as many rows come as there are pairs of levels."""
    since = now - AGREED_IN
    found = Finding.objects.filter(
        assignment__review__association=association,
        assignment__review__wanted__gt=1,
        assignment__review__phase__in=_judged_alone(),
        assignment__state=Assignment.State.DONE,
        verdict__in=JUDGED,
        found_at__gte=since,
        **_of_another(since),
    )
    pairs = found.order_by().values_list("level", f"{_OTHERS}__findings__level")
    rows = list(pairs.annotate(Count("pk")))
    if not rows:
        return Agreement(None, 0)
    first, second, times = np.array(rows, np.int64).T
    kappa = quadratic_kappa(np.repeat(first, times), np.repeat(second, times))
    return Agreement(kappa, int(times.sum()))


def _judged_alone() -> list[str]:
    return [key for key, phase in phases().items() if phase.others != "always"]


def _of_another(since: datetime) -> dict[str, object]:
    """What somebody found of the same answer to whom the review was given later."""
    found = f"{_OTHERS}__findings"
    return {
        f"{_OTHERS}__pk__gt": F("assignment"),
        f"{_OTHERS}__state": Assignment.State.DONE,
        f"{found}__question": F("question"),
        f"{found}__verdict__in": JUDGED,
        f"{found}__found_at__gte": since,
    }
