"""Adding results under the newest version of an index, or by a newer engine, beside those
that stand.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

import numpy as np
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.audit.services import record_event
from indexes.documents.check import is_partial
from indexes.models import IndexVersion
from indexes.queries import newest_index_version
from scoring.evaluate import ENGINE_VERSION
from survey.answers.facts import facts_from
from survey.answers.queries import whole_figures
from survey.errors import SurveyError
from survey.models import Answer, Assessment, Figure, Result
from survey.models.outcome import Levels, levels_in
from survey.results.digest import digest_anew
from survey.results.freeze import frozen_columns
from survey.results.newest import note_newest
from survey.results.rereading import NO_VARIANT, Reason, Rereading
from survey.results.verification import new_verification_code

_COPIED = (
    "assessment_id",
    "organisation_id",
    "enterprise_name",
    "sector",
    "area",
    "size",
    "grade",
)


class Source(NamedTuple):
    """A result to be read anew, without its rows."""

    pk: int
    version: int
    variant: str
    levels: bytes
    digest: str
    copied: tuple

    @property
    def assessment(self) -> int:
        return self.copied[0]


@dataclass
class Batch:
    """`last`: the key to go on after. refused: how many answers did not allow it, by reason."""

    last: int
    looked_at: int = 0
    made: int = 0
    refused: Counter[Reason] = field(default_factory=Counter)


def target_of(index_id: str) -> IndexVersion:
    """The version results are added under.

    Raises SurveyError `unknown_index`, `index_retired` or `index_partial`.
    """
    if not IndexVersion.objects.filter(index_id=index_id).exists():
        raise SurveyError("unknown_index", index=index_id)
    target = newest_index_version(index_id)
    if target is None:
        raise SurveyError("index_retired", index=index_id)
    if is_partial(target.document):
        raise SurveyError("index_partial", index=index_id)
    return target


def to_rescore(target: IndexVersion, *, engine: bool = False) -> QuerySet[Result]:
    """Results as they were frozen at submission that have no reading under `target` yet.

    engine: nor one by the engine of today; those of the same version are read again too.
    """
    older = IndexVersion.objects.filter(
        index_id=target.index_id, version__lt=target.version
    )
    versions = Q(index_version__in=list(older.values_list("pk", flat=True)))
    done = Result.objects.filter(
        assessment=OuterRef("assessment"), index_version=target.pk
    )
    if engine:
        versions |= Q(index_version=target.pk)
        done = done.filter(engine_version=ENGINE_VERSION)
    return Result.objects.filter(versions, ~Exists(done), rescored_from=None)


def rescore_batch(
    *,
    target: IndexVersion,
    after: int,
    size: int,
    now: datetime,
    engine: bool = False,
    dry_run: bool = False,
) -> Batch | None:
    """Read the next `size` results after this key anew and keep what comes out.

    All or nothing; None at the end. Nothing that stands is touched. What was done before,
    or by somebody at the same time, is passed over.
    """
    if dry_run:
        return _read_batch(target, after, size, now, engine)[0]
    with transaction.atomic():
        # Two runs at once take turns; whoever submits under this version does not wait.
        IndexVersion.objects.select_for_update(no_key=True).get(pk=target.pk)
        batch, results = _read_batch(target, after, size, now, engine)
        Result.objects.bulk_create(results)
        if results:
            note_newest(result.organisation_id for result in results)
            _record(target, batch, results, now)
    return batch


def _read_batch(
    target: IndexVersion, after: int, size: int, now: datetime, engine: bool
) -> tuple[Batch | None, list[Result]]:
    waiting = to_rescore(target, engine=engine).filter(pk__gt=after)
    sources = _sources(waiting.order_by("pk")[:size])
    if not sources:
        return None, []

    batch = Batch(sources[-1].pk, len(sources))
    results = []
    for rereading, alike in _by_rereading(target, sources):
        results += _results_of(target, rereading, alike, batch, now)
    batch.made = len(results)
    # By key again, not by version: the log tells the first and the last.
    return batch, sorted(results, key=lambda result: result.rescored_from_id)


def _sources(results: QuerySet[Result]) -> list[Source]:
    rows = results.values_list(
        "pk",
        "index_version_id",
        "assessment__variant",
        "levels",
        "input_digest",
        *_COPIED,
    )
    return [
        Source(pk, version, variant, bytes(levels), digest, tuple(copied))
        for pk, version, variant, levels, digest, *copied in rows
    ]


def _by_rereading(
    target: IndexVersion, sources: Iterable[Source]
) -> list[tuple[Rereading | None, list[Source]]]:
    """Those of one version and one variant together: what can be kept is the same for all."""
    groups: dict[tuple[int, str], list[Source]] = defaultdict(list)
    for source in sources:
        groups[source.version, source.variant].append(source)
    versions = IndexVersion.objects.in_bulk({version for version, _variant in groups})
    return [
        (rereading_of(versions[version], target, variant), alike)
        for (version, variant), alike in groups.items()
    ]


def rereading_of(
    old: IndexVersion, new: IndexVersion, variant: str = ""
) -> Rereading | None:
    """None where one of the two does not have the variant."""
    try:
        return Rereading(old.index_in(variant), new.index_in(variant))
    except KeyError:
        return None


def _results_of(
    target: IndexVersion,
    rereading: Rereading | None,
    sources: Sequence[Source],
    batch: Batch,
    now: datetime,
) -> list[Result]:
    refused = Reason(NO_VARIANT) if rereading is None else rereading.refused
    if refused:
        batch.refused[refused] += len(sources)
        return []

    if rereading.places is None:
        sources, levels = _from_answers(rereading, sources, batch)
    else:
        levels = _from_levels(rereading, sources)
    columns = frozen_columns(rereading.new.rubric, levels)
    return [
        _result(target, source, own, now)
        for source, own in zip(sources, columns, strict=True)
    ]


def _from_levels(rereading: Rereading, sources: Sequence[Source]) -> Levels:
    contents = [source.levels for source in sources]
    return rereading.moved(levels_in(contents, len(rereading.old.codes)))


def _from_answers(
    rereading: Rereading, sources: Sequence[Source], batch: Batch
) -> tuple[list[Source], Levels]:
    """Who can be read, and the levels; four queries for all of them."""
    ids = [source.assessment for source in sources]
    assessments = Assessment.objects.in_bulk(ids)
    answers = _answers_to_read(rereading, ids)
    figures = _figures(ids)

    read: list[Source] = []
    rows: list[list[int]] = []
    for source in sources:
        owner = source.assessment
        whole = whole_figures(rereading.new, assessments[owner], figures[owner])
        given = answers[owner]
        facts = None
        if rereading.new.asks_facts:
            facts = facts_from(rereading.new, assessments[owner], given, whole)
        outcome = rereading.read(source.levels, given, whole, facts)
        if isinstance(outcome, Reason):
            batch.refused[outcome] += 1
        else:
            read.append(source)
            rows.append(outcome)
    # Where nobody could be read, numpy would not know how many columns there are.
    shape = len(rows), len(rereading.new.codes)
    levels = np.array(rows, rereading.new.rubric.level_dtype)
    return read, levels.reshape(shape)


def _answers_to_read(
    rereading: Rereading, assessments: Sequence[int]
) -> dict[int, list[Answer]]:
    codes = [code for code in rereading.new.questions if code not in rereading.kept]
    answers = Answer.objects.filter(assessment__in=assessments, question__in=codes)
    by_assessment: dict[int, list[Answer]] = defaultdict(list)
    for answer in answers.iterator():
        by_assessment[answer.assessment_id].append(answer)
    return by_assessment


def _figures(assessments: Sequence[int]) -> dict[int, dict[str, Decimal]]:
    figures = Figure.objects.filter(assessment__in=assessments)
    by_assessment: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for owner, name, value in figures.values_list("assessment", "name", "value"):
        by_assessment[owner][name] = value
    return by_assessment


def _result(
    target: IndexVersion, source: Source, columns: dict, now: datetime
) -> Result:
    return Result(
        **dict(zip(_COPIED, source.copied, strict=True)),
        **columns,
        index_version_id=target.pk,
        engine_version=ENGINE_VERSION,
        rescored_from_id=source.pk,
        input_digest=digest_anew(target, source.digest, columns["levels"]),
        verification_code=new_verification_code(),
        created_at=now,
    )


def _record(
    target: IndexVersion, batch: Batch, results: Sequence[Result], now: datetime
) -> None:
    record_event(
        action="results.read_anew",
        organisation=None,
        actor=None,
        subject=f"index:{target.index_id}:{target.version}",
        now=now,
        details={
            "results": len(results),
            "engine": ENGINE_VERSION,
            "from": results[0].rescored_from_id,
            "to": batch.last,
        },
    )
