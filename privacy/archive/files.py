"""The files a person attached, as the copy hands them out: as they are kept."""

from collections.abc import Iterator
from shutil import copyfileobj
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.utils import timezone

from privacy.persons.person import Person
from privacy.persons.queries import enterprises_of
from survey.evidence.queries import all_evidence
from survey.models import Evidence

MOST_OF_FILES = 200 * 1024 * 1024  # bytes; older ones stand beside their answers


def attached_files(person: Person) -> Iterator[Evidence]:
    """The newest first, as many as there is room for.

    Whoever has left an enterprise opens its files no more, here neither.
    """
    if person.user is None:
        return
    room = MOST_OF_FILES
    own = all_evidence().filter(
        uploaded_by=person.user,
        assessment__organisation__in=enterprises_of(person.user),
    )
    for evidence in own.order_by("-uploaded_at", "-pk").iterator(chunk_size=1000):
        room -= evidence.size
        if room < 0:
            return
        yield evidence


def write_file(archive: ZipFile, evidence: Evidence, number: int) -> bool:
    """False where it is gone: taken away this moment, or lost.

    Its kinds are packed already.
    """
    at = timezone.localtime(evidence.uploaded_at)
    name = f"files/{number:03d}-{evidence.question}-{evidence.name}"
    place = ZipInfo(name, at.timetuple()[:6])
    place.compress_type = ZIP_STORED
    try:
        kept = evidence.file.open("rb")
    except FileNotFoundError:
        return False
    with kept, archive.open(place, "w", force_zip64=True) as file:
        copyfileobj(kept, file)
    return True
