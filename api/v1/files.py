"""Files that are sent along and taken away, as base64 inside of JSON."""

import base64
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext_noop as _
from pydantic import Field

from api.bodies import LARGEST_WITH_FILES
from api.errors import FieldsError
from api.v1.shapes import Sent, Told
from providers.errors import ProviderError
from providers.models import LeadFile
from survey.evidence.files import CheckedFile
from survey.evidence.services import judge_file


class FileSent(Sent):
    name: str = Field(min_length=1, max_length=200)
    content: str = Field(max_length=LARGEST_WITH_FILES, description=_("in base64"))


class FileTold(Told):
    id: UUID
    name: str
    kind: str
    size: int = Field(description=_("in bytes"))


class FileTaken(FileTold):
    content: str = Field(description=_("in base64"))


def judged(sent: FileSent | None, *place: str) -> CheckedFile | None:
    """As what is sent by a page. place: where it stands in what was sent.

    Raises FieldsError, and SurveyError as `survey.evidence.services.judge_file` does.
    """
    if sent is None:
        return None
    try:
        content = base64.b64decode(sent.content, validate=True)
    except ValueError as error:
        unfit = {(*place, "content"): ProviderError("unknown_value")}
        raise FieldsError(unfit) from error
    return judge_file(content, sent.name)


def file_told(file: LeadFile) -> dict:
    return {
        "id": file.public_id,
        "name": file.name,
        "kind": file.kind,
        "size": file.size,
    }


def file_taken(file: LeadFile) -> dict:
    """Raises Http404 where it is kept no more."""
    try:
        with file.file.open("rb") as kept:
            content = base64.b64encode(kept.read()).decode()
    except FileNotFoundError as error:
        raise Http404 from error
    return file_told(file) | {"content": content}
