"""Writes: asking for a file, keeping it, noting whose results it holds, handing it out once.

A file that is ready without content was emptied: it is made anew when it is fetched.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django_tasks.base import Task

from accounts.access.scopes import Scope
from accounts.audit.services import record_event, record_events
from accounts.models import AuditEvent, Consent, Organisation, User
from associations.errors import AssociationError
from associations.models import Export
from background.enqueuing import enqueue_for
from background.performing import Job
from survey.models import Result

TAKEN = "export.taken"
AT_ONCE = 250  # enterprises whose logs are written together


@transaction.atomic
def ask_for_export(
    *,
    association: Organisation,
    form: str,
    query: str,
    language: str,
    task: Task,
    by: User,
    now: datetime,
) -> Export:
    """task: what makes it, from the number of the export alone."""
    export = Export.objects.create(
        association=association,
        asked_by=by,
        asked_at=now,
        form=form,
        language=language,
        query=query,
    )
    _begin(export, task)
    return export


def _begin(export: Export, task: Task) -> None:
    export.run = enqueue_for(
        export.asked_by,
        task,
        export.pk,
        about=str(export.association.public_id),
        leads_to=reverse("associations:exports", args=[export.association.public_id]),
    )
    # Where it is made at once, the row says more by now than this object.
    export.save(update_fields=["run"])


def note_openings(
    *,
    export: Export,
    seen: Sequence[tuple[int, int, Scope]],
    job: Job,
    now: datetime,
) -> None:
    """In the log of each enterprise, before anybody gets the file: who took what along.

    seen: (enterprise, result, how much of it). Begun anew the list was read anew: what the log
    says already is left out by what it names, wherever it stands now.
    """
    for start in range(0, len(seen), AT_ONCE):
        part = seen[start : start + AT_ONCE]
        with job.part():
            new = _events(export, part, job, now)
            if export.noted:
                new = _unnoted(new, job)
            record_events(new)
            export.noted += len(new)
            export.save(update_fields=["noted"])
        job.say(job.done + len(part), job.total)


def _unnoted(events: Sequence[AuditEvent], job: Job) -> list[AuditEvent]:
    """Those that no earlier try of this run has written, with as much."""
    written = AuditEvent.objects.filter(
        action=TAKEN,
        organisation__in=[event.organisation_id for event in events],
        details__run=str(job.run.pk),
    ).values_list("subject", "details__scope")
    known = set(written)
    return [
        event
        for event in events
        if (event.subject, event.details["scope"]) not in known
    ]


def _events(
    export: Export,
    part: Sequence[tuple[int, int, Scope]],
    job: Job,
    now: datetime,
) -> list[AuditEvent]:
    results = Result.objects.filter(pk__in=[result for _one, result, _scope in part])
    numbers = dict(results.values_list("pk", "public_id"))
    through = [str(export.association.public_id)]
    events = []
    for enterprise, result, scope in part:
        if result not in numbers:
            continue
        details = {
            "part": "table",
            "scope": scope.name.lower(),
            "through": through,
            "run": str(job.run.pk),
        }
        event = AuditEvent(
            at=now,
            actor=export.asked_by,
            organisation_id=enterprise,
            action=TAKEN,
            subject=f"result:{numbers[result]}",
            details=details,
        )
        events.append(event)
    return events


def keep_file(
    *,
    export: Export,
    content: bytes,
    rows: int,
    job: Job,
    now: datetime,
) -> None:
    with job.part():
        standing = Export.objects.select_for_update().defer("content")
        is_current = standing.get(pk=export.pk).read_at == export.read_at
        # Emptied while it was made: what was read then is kept nowhere.
        export.content = content if is_current else None
        export.rows = rows
        export.made_at = now
        export.save()
        record_event(
            action="export.made",
            organisation=export.association,
            actor=export.asked_by,
            subject=f"export:{export.public_id}",
            now=now,
            details={"form": export.form, "rows": rows, "query": export.query},
        )


def fetch_file(*, export: Export, by: User, task: Task, now: datetime) -> bytes | None:
    """Once, to who asked. None where somebody withdrew since: then it is made anew.

    Raises AssociationError: export_gone.
    """
    with transaction.atomic():
        locked = Export.objects.select_for_update().filter(pk=export.pk, asked_by=by)
        export = locked.first()
        if export is None or not export.is_ready:
            raise AssociationError("export_gone")
        if export.content is None or _has_withdrawn(export, now):
            _make_anew(export, task)
            return None
        content = bytes(export.content)
        export.content = None
        export.fetched_at = now
        export.save()
        record_event(
            action="export.fetched",
            organisation=export.association,
            actor=by,
            subject=f"export:{export.public_id}",
            now=now,
            details={"form": export.form, "rows": export.rows},
        )
    return content


def _has_withdrawn(export: Export, now: datetime) -> bool:
    """Whether any consent that stood when it was read has ended since."""
    ended = Q(withdrawn_at__gte=export.read_at)
    ran_out = Q(expires_at__gte=export.read_at, expires_at__lte=now)
    consents = Consent.objects.filter(ended | ran_out, grantee=export.association)
    return consents.exists()


def _make_anew(export: Export, task: Task) -> None:
    export.content = None
    export.made_at = None
    export.read_at = None
    export.noted = 0
    export.save()
    _begin(export, task)


@transaction.atomic
def empty_files_with(enterprise: Organisation) -> None:
    """Whatever may hold something of it, before it goes with its consents.

    Also of those it let see anything earlier: nothing tells of that afterwards.
    """
    let_in = Consent.objects.filter(enterprise=enterprise)
    kept = Export.objects.filter(
        association__in=let_in.values("grantee"),
        fetched_at__isnull=True,
    )
    kept.update(content=None, read_at=None)
