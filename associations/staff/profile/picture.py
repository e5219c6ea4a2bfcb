"""The picture of an association: judged and drawn anew as evidence is, then made small enough."""

import io

from PIL import Image

from associations.errors import AssociationError
from survey.evidence.files import CheckedFile
from survey.evidence.services import judge_file

FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
LONGEST_SIDE = 1200  # pixels: twice as wide as it stands on a page


def judged_picture(content: bytes, name: str) -> CheckedFile:
    """Raises AssociationError: no_picture, and SurveyError as `judge_file` does."""
    file = judge_file(content, name)
    if file.kind not in FORMATS:
        raise AssociationError("no_picture")
    return CheckedFile(file.kind, file.name, _small(file))


def _small(file: CheckedFile) -> bytes:
    """What is read here was written by the judge, and by nobody else."""
    with Image.open(io.BytesIO(file.content)) as image:
        if max(image.size) <= LONGEST_SIDE:
            return file.content
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        kept = io.BytesIO()
        image.save(kept, FORMATS[file.kind])
    return kept.getvalue()
