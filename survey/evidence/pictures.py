"""Pictures that a page shows: judged and drawn anew as evidence is, then made small enough."""

import io

from PIL import Image

from survey.errors import SurveyError
from survey.evidence.files import CheckedFile
from survey.evidence.services import judge_file, place_to_work

FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
ACCEPTED = "image/jpeg,image/png,image/webp"  # as a form names them
LONGEST_SIDE = 1200  # pixels: twice as wide as it stands on a page


def judged_picture(content: bytes, name: str) -> CheckedFile:
    """Raises SurveyError: no_picture, and those of `judge_file`."""
    file = judge_file(content, name)
    if file.kind not in FORMATS:
        raise SurveyError("no_picture")
    return made_small(file)


def judged_picture_or_pdf(content: bytes, name: str) -> CheckedFile:
    """What every phone opens, with nothing installed.

    Raises SurveyError: no_picture_or_pdf, and those of `judge_file`.
    """
    file = judge_file(content, name)
    if file.kind in FORMATS:
        return made_small(file)
    if file.kind != "pdf":
        raise SurveyError("no_picture_or_pdf")
    return file


def made_small(file: CheckedFile) -> CheckedFile:
    """What is read here was written by the judge, and by nobody else.

    Raises SurveyError: files_busy.
    """
    if max(size_of(file)) <= LONGEST_SIDE:
        return file
    kept = io.BytesIO()
    # A hundred megabytes for a moment: of a large one all pixels are read.
    with place_to_work(), Image.open(io.BytesIO(file.content)) as image:
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        image.save(kept, FORMATS[file.kind])
    return CheckedFile(file.kind, file.name, kept.getvalue())


def size_of(file: CheckedFile) -> tuple[int, int]:
    """Width and height, so that a page keeps the place before the picture is there."""
    with Image.open(io.BytesIO(file.content)) as image:
        return image.size
