"""Adding results under the newest version of an index, or by a newer engine, beside those that stand."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

import numpy as np
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.services import record_event
from indexes.index.model import Index
from indexes.models import IndexVersion
from indexes.queries import newest_index_version
from scoring.evaluate import ENGINE_VERSION
from survey.answers.queries import whole_figures
from survey.errors import SurveyError
from survey.models import Answer, Assessment, Figure, Result
from survey.results.digest import digest_anew, new_verification_code
from survey.results.freeze import Levels, frozen_columns
from survey.results.rereading import NO_VARIANT, Reason, Rereading

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


@dataclass
class Batch:
    """`last`: the key to go on after. refused: how many answers did not allow it, by reason."""

    last: int
    looked_at: int = 0
    made: int = 0
    refused: Counter[Reason] = field(default_factory=Counter)


def target_of(index_id: str) -> IndexVersion:
    """The version results are added under. SurveyError `unknown_index`, `index_retired` or `index_partial`."""
    if not IndexVersion.objects.filter(index_id=index_id).exists():
        raise SurveyError("unknown_index", index=index_id)
    target = newest_index_version(index_id)
    if target is None:
        raise SurveyError("index_retired", index=index_id)
    if target.document["index"]["status"] == "partial":
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
    """Read the next `size` results after this key anew and keep what comes out, all or nothing; None at the end.

    Nothing that stands is touched. What was done before, or by somebody at the same time, is passed over.
    """
    if dry_run:
        return _read_batch(target, after, size, now, engine)[0]
    with transaction.atomic():
        # Two runs at once take turns; whoever submits under this version meanwhile does not wait.
        IndexVersion.objects.select_for_update(no_key=True).get(pk=target.pk)
        batch, made = _read_batch(target, after, size, now, engine)
        Result.objects.bulk_create(made)
        if made:
            _record(target, batch, made, now)
    return batch


def _read_batch(
    target: IndexVersion, after: int, size: int, now: datetime, engine: bool
) -> tuple[Batch | None, list[Result]]:
    sources = _sources(
        to_rescore(target, engine=engine).filter(pk__gt=after).order_by("pk")[:size]
    )
    if not sources:
        return None, []
    batch, made = Batch(sources[-1].pk, len(sources)), []
    by_reading: dict[tuple[int, str], list[Source]] = defaultdict(list)
    for source in sources:
        by_reading[source.version, source.variant].append(source)
    versions = IndexVersion.objects.in_bulk(
        {version for version, _variant in by_reading}
    )
    for (version, variant), same in by_reading.items():
        reading = rereading(versions[version], target, variant)
        made += _made(target, reading, same, batch, now)
    batch.made = len(made)
    return batch, sorted(made, key=lambda result: result.rescored_from_id)


def _sources(results: QuerySet[Result]) -> list[Source]:
    rows = results.values_list(
        "pk",
        "index_version_id",
        "assessment__variant",
        "levels",
        "input_digest",
        *_COPIED,
    )
    return [Source(*row[:3], bytes(row[3]), row[4], row[5:]) for row in rows]


def rereading(
    old: IndexVersion, new: IndexVersion, variant: str = ""
) -> Rereading | None:
    """None where one of the two does not have the variant."""
    try:
        return Rereading(old.index_in(variant), new.index_in(variant))
    except KeyError:
        return None


def _made(
    target: IndexVersion,
    reading: Rereading | None,
    sources: list[Source],
    batch: Batch,
    now: datetime,
) -> list[Result]:
    refused = Reason(NO_VARIANT) if reading is None else reading.refused
    if refused:
        batch.refused[refused] += len(sources)
        return []
    if reading.places is not None:
        frozen = np.frombuffer(b"".join(source.levels for source in sources), np.int8)
        levels = reading.moved(frozen.reshape(len(sources), len(reading.old.codes)))
    else:
        sources, levels = _from_answers(reading, sources, batch)
    return _results(target, reading.new, sources, levels, now)


def _from_answers(
    reading: Rereading, sources: list[Source], batch: Batch
) -> tuple[list[Source], Levels]:
    """Who can be read, and the levels; four queries for all of them."""
    ids = [source.copied[0] for source in sources]
    assessments = Assessment.objects.in_bulk(ids)
    answers, figures = defaultdict(list), defaultdict(dict)
    asked = [code for code in reading.new.questions if code not in reading.kept]
    for answer in Answer.objects.filter(
        assessment__in=ids, question__in=asked
    ).iterator():
        answers[answer.assessment_id].append(answer)
    for owner, name, value in Figure.objects.filter(assessment__in=ids).values_list(
        "assessment", "name", "value"
    ):
        figures[owner][name] = value
    read: list[Source] = []
    rows: list[list[int]] = []
    for source, owner in zip(sources, ids, strict=True):
        found = reading.read(
            source.levels,
            answers[owner],
            whole_figures(reading.new, assessments[owner], figures[owner]),
        )
        if isinstance(found, Reason):
            batch.refused[found] += 1
        else:
            read.append(source)
            rows.append(found)
    return read, np.array(rows, np.int8).reshape(len(rows), len(reading.new.codes))


def _results(
    target: IndexVersion,
    index: Index,
    sources: Iterable[Source],
    levels: Levels,
    now: datetime,
) -> list[Result]:
    return [
        Result(
            **dict(zip(_COPIED, source.copied, strict=True)),
            **frozen,
            index_version_id=target.pk,
            engine_version=ENGINE_VERSION,
            rescored_from_id=source.pk,
            input_digest=digest_anew(target, source.digest, frozen["levels"]),
            verification_code=new_verification_code(),
            created_at=now,
        )
        for source, frozen in zip(
            sources, frozen_columns(index.rubric, levels), strict=True
        )
    ]


def _record(
    target: IndexVersion, batch: Batch, made: list[Result], now: datetime
) -> None:
    record_event(
        action="results.read_anew",
        organisation=None,
        actor=None,
        subject=f"index:{target.index_id}:{target.version}",
        now=now,
        details={
            "results": len(made),
            "engine": ENGINE_VERSION,
            "from": made[0].rescored_from_id,
            "to": batch.last,
        },
    )
