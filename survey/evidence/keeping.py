"""A judged file is kept together with the row that names it, or not at all."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files.base import ContentFile
from django.db.models.fields.files import FieldFile

from survey.errors import SurveyError
from survey.evidence.files import CheckedFile

log = logging.getLogger(__name__)


@contextmanager
def stored(place: FieldFile, file: CheckedFile) -> Iterator[None]:
    """Around all that writes the row. Raises SurveyError: file_not_stored."""
    try:
        place.save(file.name, ContentFile(file.content), save=False)
    except OSError as error:
        # No room, or none that may be written to. Its path tells nothing of the file.
        log.exception("A file could not be stored")
        raise SurveyError("file_not_stored") from error
    try:
        yield
    except BaseException:
        # The storage knows no transactions: what no row will name goes again.
        place.storage.delete(place.name)
        raise
