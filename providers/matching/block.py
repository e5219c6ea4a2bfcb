"""What suggestions are worked out from, for many enterprises at once.

In as many queries as for one, whatever their number.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.db.models import F

from providers.matching.entries import Entries
from providers.matching.inputs import (
    FOR_ALL,
    Inputs,
    Known,
    Seen,
    choices_of,
    counted,
    inputs_with,
    midnight_of,
)
from providers.matching.lifts import Chosen
from providers.models import HiddenProvider, Provider, Recommendation
from survey.models import Answer, Result

Keys = dict[int, set[int]]


def inputs_of_block(
    results: Sequence[Result],
    entries: Entries,
    taken: Mapping[int, int],
    now: datetime,
) -> Iterator[Inputs]:
    """In their order, and without a budget: as `inputs_of` for each."""
    chosen = _chosen(results)
    staffed = _staffed(results)
    hidden = _hidden(results)
    seen = _seen(results, now)
    for result in results:
        enterprise = result.organisation_id
        known = Known(
            chosen=chosen.get(result.assessment_id, {}),
            staffed=staffed.get(enterprise, ()),
            hidden=frozenset(hidden.get(enterprise, ())),
            seen=seen.get(result.pk, {}),
        )
        yield inputs_with(known, result, entries, None, taken, now)


def _chosen(results: Sequence[Result]) -> dict[int, Chosen]:
    """By assessment."""
    choices = {
        result.assessment_id: frozenset(choices_of(result.index)) for result in results
    }
    answers = Answer.objects.filter(
        assessment__in=choices,
        question__in=frozenset().union(*choices.values()),
    )
    rows = answers.order_by("pk").values_list("assessment", "question", "chosen")
    chosen: dict[int, Chosen] = {}
    for assessment, question, options in rows:
        # The code of a choice may be another kind of question in another index.
        if question in choices[assessment]:
            chosen.setdefault(assessment, {})[question] = options
    return chosen


def _staffed(results: Sequence[Result]) -> Keys:
    # Nobody works anywhere for what is in no account yet.
    claimed = [each.organisation_id for each in results if each.organisation.claimed_at]
    people = "organisation__memberships__user__memberships__organisation"
    theirs = Provider.objects.filter(**{f"{people}__in": claimed}).order_by()
    return _by_first(theirs.values_list(F(people), "pk"))


def _hidden(results: Sequence[Result]) -> Keys:
    enterprises = [result.organisation_id for result in results]
    rows = HiddenProvider.objects.filter(enterprise__in=enterprises).order_by()
    return _by_first(rows.values_list("enterprise", "provider"))


def _by_first(pairs) -> Keys:
    keys: Keys = {}
    for first, second in pairs:
        keys.setdefault(first, set()).add(second)
    return keys


def _seen(results: Sequence[Result], now: datetime) -> dict[int, Seen]:
    """Of the list for all alone: no more is asked of many at once."""
    keys = [result.pk for result in results]
    earlier = Recommendation.objects.filter(
        result__in=keys, created_at__lt=midnight_of(now)
    )
    shown: dict[int, list] = {}
    rows = earlier.order_by("pk").values_list("result", "shown")
    for key, by_question in rows.iterator(chunk_size=500):
        shown.setdefault(key, []).append({FOR_ALL: by_question.get(FOR_ALL, ())})
    return {key: counted(each) for key, each in shown.items()}
