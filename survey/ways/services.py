"""Telling how an enterprise works and what its owner wants first. Neither earns a point.

So both may be told after submission too, and no result changes.
"""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.models import User
from indexes.advice.model import PURPOSES
from indexes.models import IndexVersion
from survey.answers.services import record_about
from survey.errors import SurveyError
from survey.models import Assessment
from survey.rounds.services import change_variant
from survey.ways.queries import advice_beside, asked_ways, is_above_threshold

MOST_WANTS = 2
# What the log calls it.
ACTIONS = {
    "ways": "ways.told",
    "wants": "wants.chosen",
    "is_above_threshold": "threshold.told",
}
KEEP = object()  # what a page did not ask stays as it is


@transaction.atomic
def tell_ways(
    *,
    assessment: Assessment,
    ways: Mapping[str, bool],
    by: User | None,
    now: datetime,
) -> None:
    """Say of each whether it is so; of the others stays known what was known."""
    advice = advice_beside(assessment)
    known = advice.ways if advice else {}
    _refuse_others("unknown_way", ways, known)
    told = _Told(assessment)
    told.add_ways(ways)
    told.save(by, now)


@transaction.atomic
def choose_wants(
    *,
    assessment: Assessment,
    wants: Collection[str],
    by: User | None,
    now: datetime,
) -> None:
    """Say what comes first, at most two; none where nothing is to."""
    chosen = _checked_wants(wants)
    told = _Told(assessment)
    told.set_wants(chosen)
    told.save(by, now)


@transaction.atomic
def tell_threshold(
    *,
    assessment: Assessment,
    is_above: bool | None,
    by: User | None,
    now: datetime,
) -> None:
    """Say whether a year's revenue is above what the law asks e-invoices from; None: not sure."""
    told = _Told(assessment)
    told.set_threshold(is_above)
    told.save(by, now)


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
    is_above: object = KEEP,
) -> None:
    """A page of ticks as it was sent: what it asked and is not ticked is not so.

    A page without any tick says nothing: who hurries on has not denied everything.
    asked_for: the industry whose ways it asked. variant: the one that is chosen on the same page.
    """
    told = _Told(assessment)
    if variant is not None:
        # Of this one only: another may have been answered in another industry.
        change_variant(draft=told.own, variant=variant, by=by, now=now)
        assessment.variant = variant
    asked = asked_ways(assessment, asked_for)
    _refuse_others("unknown_way", ticked, asked)
    if ticked or told.holds_any(asked):
        ways = {way: way in ticked for way in asked}
        told.add_ways(ways)
    told.set_wants(_checked_wants(wants))
    if is_above is not KEEP:
        told.set_threshold(is_above)
    told.save(by, now)


def _refuse_others(
    code: str,
    told: Collection[str],
    known: Collection[str],
) -> None:
    others = sorted(set(told) - set(known))
    if others:
        raise SurveyError(code, others=others)


def _checked_wants(wants: Collection[str]) -> list[str]:
    _refuse_others("unknown_want", wants, PURPOSES)
    chosen = [purpose for purpose in PURPOSES if purpose in wants]
    if len(chosen) > MOST_WANTS:
        raise SurveyError("too_many_wants", most=MOST_WANTS)
    return chosen


class _Told:
    """What is told of a round, locked as it stands now: two answers at once are both kept.

    A round and its corrections are told together, whichever of them is looked at: one of
    them is left in the end. So is a later round that is being filled in, which began with
    what was known before.
    """

    def __init__(self, assessment: Assessment) -> None:
        self.shown = assessment
        self.rounds = list(_locked(assessment))
        self.own = self.rounds[0]
        for each in self.rounds:
            if each.pk == assessment.pk:
                self.own = each
        # The locked row comes without these, and the version is heavy to read once more.
        self.own.index_version = assessment.index_version
        self.own.organisation = assessment.organisation
        # By the round, and over all of them.
        self.changed: dict[int, list[str]] = {}
        self.new: dict[str, object] = {}

    def holds_any(self, ways: Collection[str]) -> bool:
        return any(map(self.own.ways.get, ways))

    def add_ways(self, ways: Mapping[str, bool]) -> None:
        for each in self.rounds:
            told = {**each.ways, **ways}
            self._set(each, "ways", told, said=dict(ways))

    def set_wants(self, wants: list[str]) -> None:
        for each in self.rounds:
            self._set(each, "wants", wants, said=wants)

    def set_threshold(self, is_above: bool | None) -> None:
        for each in self.rounds:
            # The figure says it already; only another word is newer than that.
            if is_above != is_above_threshold(each):
                self._set(each, "is_above_threshold", is_above, said=is_above)

    def _set(
        self,
        each: Assessment,
        field: str,
        value: object,
        said: object,
    ) -> None:
        if getattr(each, field) == value:
            return
        setattr(each, field, value)
        self.new[field] = said
        fields = self.changed.setdefault(each.pk, [])
        fields.append(field)

    def save(
        self,
        by: User | None,
        now: datetime,
    ) -> None:
        for each in self.rounds:
            fields = self.changed.get(each.pk)
            if fields:
                _save(each, fields, now)
        for field, said in self.new.items():
            action = ACTIONS[field]
            details = {field: said}
            record_about(self.shown, action, by, now, **details)
        # The caller goes on with its own copy.
        self.shown.ways = self.own.ways
        self.shown.wants = self.own.wants
        self.shown.is_above_threshold = self.own.is_above_threshold


def _locked(assessment: Assessment) -> QuerySet[Assessment]:
    """In one order, so that two who tell of different ones do not wait for each other."""
    index_id = assessment.index_version.index_id
    versions = IndexVersion.objects.filter(index_id=index_id).values("pk")
    same = Q(round=assessment.round)
    begun_later = Q(round__gt=assessment.round, state=Assessment.State.DRAFT)
    own = Assessment.objects.filter(
        same | begun_later,
        organisation=assessment.organisation_id,
        index_version__in=versions,
    )
    return own.select_for_update().order_by("pk")


def _save(
    assessment: Assessment,
    fields: Collection[str],
    now: datetime,
) -> None:
    # What is submitted was answered when it was; only a draft is kept longer for it.
    if assessment.state == Assessment.State.DRAFT:
        assessment.changed_at = now
    assessment.save(update_fields=[*fields, "changed_at"])
