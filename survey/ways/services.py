"""Telling how an enterprise works and what its owner wants first. Neither earns a point.

So both may be told after submission too, and no result changes.
"""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from accounts.models import User
from indexes.advice.model import PURPOSES
from survey.answers.services import record_about
from survey.errors import SurveyError
from survey.models import Assessment
from survey.rounds.services import choose_variant
from survey.ways.queries import advice_beside, asked_ways

MOST_WANTS = 2


@transaction.atomic
def tell_ways(
    *, assessment: Assessment, ways: Mapping[str, bool], by: User | None, now: datetime
) -> None:
    """Say of each whether it is so; of the others stays known what was known."""
    advice = advice_beside(assessment)
    known = advice.ways if advice else {}
    _refuse_others("unknown_way", ways, known)
    locked = _locked(assessment)
    told = {**locked.ways, **ways}
    if told != locked.ways:
        locked.ways = told
        _save(locked, "ways", now)
        record_about(locked, "ways.told", by, now, ways=dict(ways))
    assessment.ways = told


@transaction.atomic
def choose_wants(
    *, assessment: Assessment, wants: Collection[str], by: User | None, now: datetime
) -> None:
    """Say what comes first, at most two; none where nothing is to."""
    _refuse_others("unknown_want", wants, PURPOSES)
    chosen = [purpose for purpose in PURPOSES if purpose in wants]
    if len(chosen) > MOST_WANTS:
        raise SurveyError("too_many_wants", most=MOST_WANTS)
    locked = _locked(assessment)
    if chosen != locked.wants:
        locked.wants = chosen
        _save(locked, "wants", now)
        record_about(locked, "wants.chosen", by, now, wants=chosen)
    assessment.wants = chosen


@transaction.atomic
def tell_page(
    *,
    assessment: Assessment,
    asked_for: str,
    ticked: Collection[str],
    wants: Collection[str],
    by: User | None,
    now: datetime,
    variant: str | None = None,
) -> None:
    """A page of ticks as it was sent: what it asked and is not ticked is not so.

    A page without any tick says nothing: who hurries on has not denied everything.
    asked_for: the industry whose ways it asked. variant: the one that is chosen on the same page.
    """
    if variant is not None:
        choose_variant(assessment=assessment, variant=variant, by=by, now=now)
    asked = asked_ways(assessment, asked_for)
    _refuse_others("unknown_way", ticked, asked)
    held_before = any(map(_locked(assessment).ways.get, asked))
    if ticked or held_before:
        ways = {way: way in ticked for way in asked}
        tell_ways(assessment=assessment, ways=ways, by=by, now=now)
    choose_wants(assessment=assessment, wants=wants, by=by, now=now)


def _refuse_others(code: str, told: Collection[str], known: Collection[str]) -> None:
    others = sorted(set(told) - set(known))
    if others:
        raise SurveyError(code, others=others)


def _locked(assessment: Assessment) -> Assessment:
    """As it stands now: two answers at once are both kept."""
    return Assessment.objects.select_for_update().get(pk=assessment.pk)


def _save(assessment: Assessment, field: str, now: datetime) -> None:
    # What is submitted was answered when it was; only a draft is kept longer for it.
    if assessment.state == Assessment.State.DRAFT:
        assessment.changed_at = now
    assessment.save(update_fields=[field, "changed_at"])
