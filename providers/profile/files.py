"""Pictures and documents that a provider shows: judged as every file of the site, then kept."""

import hashlib
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from accounts.audit.services import record_event
from accounts.models import User
from providers.changes.queries import pending_changes
from providers.errors import ProviderError
from providers.models import EntryFile, EntryVersion, Provider, Solution
from providers.shown.files import files_of
from survey.evidence.files import CheckedFile
from survey.evidence.keeping import stored
from survey.evidence.pictures import FORMATS, size_of

# Of one entry: what an owner looks through on a phone.
MOST_PICTURES = 6
MOST_DOCUMENTS = 4


@transaction.atomic
def add_file(
    *,
    provider: Provider,
    solution: Solution | None,
    file: CheckedFile,
    text: Mapping[str, str],
    by: User,
    now: datetime,
) -> EntryFile:
    """It appears at once. The same file twice is one, with the words of the second.

    Raises ProviderError: too_many_pictures; SurveyError: file_not_stored.
    """
    # Two tabs at once must not get past the most there may be.
    locked = _locked(provider)
    standing = files_of(locked, solution)
    same = standing.filter(sha256=_digest(file)).first()
    if same:
        same.text = dict(text)
        same.save(update_fields=["text"])
        return same
    is_picture = file.kind in FORMATS
    alike = standing.filter(width__gt=0) if is_picture else standing.filter(width=0)
    if alike.count() >= (MOST_PICTURES if is_picture else MOST_DOCUMENTS):
        raise ProviderError("too_many_pictures")
    kept = EntryFile(provider=locked, solution=solution, text=dict(text))
    _keep(kept, file, by, now)
    return kept


@transaction.atomic
def remove_file(*, file: EntryFile, by: User, now: datetime) -> None:
    """For good. Twice has the effect of once."""
    standing = EntryFile.objects.select_for_update().filter(pk=file.pk).first()
    if standing is not None:
        _record("provider.file_removed", standing, by, now)
        standing.delete()


def keep_papers(
    *,
    provider: Provider,
    papers: Mapping[str, CheckedFile],
    by: User,
    now: datetime,
) -> dict[str, str]:
    """Papers of certificates by the name of these: shown only once an officer accepts them.

    In a transaction. Returns how `Provider.certificate_files` names them.
    """
    locked = _locked(provider)
    _take_away_unnamed(locked)
    named = {}
    for name, file in papers.items():
        certificates = EntryFile.objects.filter(provider=locked, is_certificate=True)
        # Sent again in a corrected form: it is there already.
        kept = certificates.filter(sha256=_digest(file)).first()
        if kept is None:
            kept = EntryFile(provider=locked, is_certificate=True)
            _keep(kept, file, by, now)
        named[name] = str(kept.public_id)
    return named


def _take_away_unnamed(provider: Provider) -> None:
    """Papers that no version shows and nobody waits for: declined, or replaced before."""
    versions = EntryVersion.objects.filter(provider=provider, solution=None)
    contents = list(versions.values_list("content", flat=True))
    waiting = pending_changes().filter(provider=provider, solution=None)
    contents += [change.after for change in waiting]
    contents.append({"certificate_files": provider.certificate_files})
    named = set()
    for content in contents:
        named.update(content.get("certificate_files", {}).values())
    papers = EntryFile.objects.filter(provider=provider, is_certificate=True)
    for paper in papers.exclude(public_id__in=named):
        paper.delete()


def _locked(provider: Provider) -> Provider:
    rows = Provider.objects.select_for_update(of=("self",))
    return rows.select_related("organisation").get(pk=provider.pk)


def _digest(file: CheckedFile) -> str:
    return hashlib.sha256(file.content).hexdigest()


def _keep(kept: EntryFile, file: CheckedFile, by: User, now: datetime) -> None:
    kept.name, kept.kind = file.name, file.kind
    kept.size, kept.sha256 = len(file.content), _digest(file)
    if file.kind in FORMATS:
        kept.width, kept.height = size_of(file)
    kept.added_by, kept.added_at = by, now
    with stored(kept.file, file):
        kept.save(force_insert=True)
        _record("provider.file_added", kept, by, now)


def _record(action: str, file: EntryFile, by: User, now: datetime) -> None:
    subject = file.solution.slug if file.solution else file.provider.slug
    record_event(
        action=action,
        organisation=file.provider.organisation,
        actor=by,
        subject=f"file:{file.public_id}",
        now=now,
        details={"of": subject, "kind": file.kind},
    )
