"""Pictures and documents of an entry: which there are, and who may fetch which."""

from django.db.models import Q, QuerySet
from django.http import FileResponse

from providers.models import EntryFile, Provider, Solution
from survey.evidence.handing import download, shown_to_all


def files_of(provider: Provider, solution: Solution | None) -> QuerySet[EntryFile]:
    """Without papers of certificates, which stand beside these."""
    return EntryFile.objects.filter(
        provider=provider, solution=solution, is_certificate=False
    )


def shown_file(public_id: object) -> EntryFile | None:
    """One that everybody may see today: a certificate once an officer accepted its paper."""
    on_offer = Q(solution__isnull=True) | Q(solution__is_active=True)
    files = EntryFile.objects.filter(on_offer).select_related("provider")
    file = files.filter(public_id=public_id).first()
    if file is None or (file.is_certificate and not _is_named(file)):
        return None
    return file


def _is_named(file: EntryFile) -> bool:
    provider = file.provider
    named = {
        key
        for name, key in provider.certificate_files.items()
        if name in provider.certificates
    }
    return str(file.public_id) in named


def handed(file: EntryFile) -> FileResponse:
    """A picture into the page; a document to keep."""
    if file.is_picture:
        return shown_to_all(file.file, file.kind)
    return download(file)


def beside(provider: Provider, solution: Solution | None = None) -> dict:
    """For the page of an entry, by one query."""
    files = list(files_of(provider, solution))
    return {
        "pictures": [file for file in files if file.is_picture],
        "documents": [file for file in files if not file.is_picture],
    }
